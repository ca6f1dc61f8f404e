//! Schemas.

use counterpart_spec::api::Shape;

use crate::notation::*;

#[test]
fn scalars_and_their_formats() {
    let shown = schemas(
        "A: {type: object, properties: {a: {type: string, format: uuid}, b: {type: string, format: what}, \
         c: {type: integer, format: int32}, d: {type: integer, minimum: 0, maximum: 18446744073709551615}, \
         e: {type: number, format: float}, f: {type: boolean}, g: {}, h: {type: string, format: date-time, nullable: true}}}",
    );
    let rules = "<Minimum(Bound { value: Number(0), exclusive: false }), \
                 Maximum(Bound { value: Number(18446744073709551615), exclusive: false })>";
    assert_eq!(
        shown,
        format!(
            "A: {{a?: uuid, b?: other(\"what\"), c?: i32, d?: u64 {rules}, e?: f32, f?: bool, g?: any, h?: datetime|null}}\n"
        )
    );
}

#[test]
fn required_access_defaults_and_other_properties() {
    let shown = schemas(
        "A: {type: object, required: [b], properties: {a: {type: string, readOnly: true, default: x}, \
         b: {type: string, writeOnly: true, nullable: true, maxLength: 3}}, additionalProperties: {type: integer}}\n\
         B: {properties: {a: {type: string}}, additionalProperties: false, minProperties: 1}\n\
         C: {type: object, additionalProperties: {}}\nD: {type: object}\nE: {type: object, additionalProperties: false}",
    );
    assert_eq!(
        shown,
        "A: {readonly a?: text = \"x\", writeonly b: text|null <MaxLength(3)>, others: i64}\n\
         B: {a?: text, no others} <MinProperties(1)>\nC: = map of any\nD: = map of any\nE: {no others}\n"
    );
}

#[test]
fn null_of_a_component_belongs_to_its_uses() {
    let shown = schemas(
        "Use: {type: object, properties: {a: {$ref: '#/components/schemas/Kind'}, b: {$ref: '#/components/schemas/Alias'}, \
         c: {allOf: [{$ref: '#/components/schemas/Plain'}], nullable: true}}}\n\
         Kind: {type: string, enum: [x, null]}\nAlias: {$ref: '#/components/schemas/Kind'}\nPlain: {type: string}",
    );
    assert_eq!(
        shown,
        "Use: {a?: Kind|null, b?: Alias|null, c?: Plain|null}\nKind: \"x\"\nAlias: = Kind\nPlain: = text\n"
    );
}

#[test]
fn inline_schemas_are_named_by_title_or_place_and_shared_when_equal() {
    let shown = schemas(
        "A: {type: object, properties: {one: {type: object, properties: {x: {type: string, enum: [u, v]}}}, \
         two: {type: array, items: {type: object, title: Two, properties: {y: {type: integer}}}}}}\n\
         B: {type: object, properties: {other: {type: object, readOnly: true, properties: {x: {type: string, enum: [u, v]}}}, \
         two: {type: object, title: Two, properties: {y: {type: string}}}}}",
    );
    assert_eq!(
        shown,
        "A: {one?: (A one), two?: ['Two']}\nB: {readonly other?: (A one), two?: 'Two'}\n(A one): {x?: (A one x)}\n\
         (A one x): \"u\" | \"v\"\n'Two': {y?: i64}\n'Two': {y?: text}\n"
    );
}

#[test]
fn all_of_puts_objects_together() {
    let shown = schemas(
        "Base: {type: object, required: [id], properties: {id: {type: string}, kind: {type: string}}}\n\
         Pet:\n  allOf:\n  - $ref: '#/components/schemas/Base'\n  - {type: object, required: [kind], properties: {kind: {type: string, \
         enum: [pet]}, age: {type: integer}}}\n\
         Twice: {allOf: [{$ref: '#/components/schemas/Pet'}, {required: [age]}]}\n\
         Only: {allOf: [{$ref: '#/components/schemas/Pet'}], description: The same.}",
    );
    assert_eq!(
        shown,
        "Base: {id: text, kind?: text}\nPet: {id: text, kind: (Pet kind), age?: i64}\n\
         Twice: {id: text, kind: (Pet kind), age: i64}\nOnly: = Pet\n(Pet kind): \"pet\"\n"
    );
}

#[test]
fn all_of_joins_what_several_parts_say_of_a_property() {
    let shown = schemas(
        "A: {allOf: [{type: object, properties: {p: {type: object, properties: {x: {type: string}}}}}, \
         {type: object, properties: {p: {type: object, required: [x], properties: {y: {type: integer}}}}}]}\n\
         Rules: {allOf: [{type: string, minLength: 1}, {maxLength: 5}]}",
    );
    assert_eq!(
        shown,
        "A: {p?: (A p)}\nRules: = text <MinLength(1), MaxLength(5)>\n(A p): {x: text, y?: i64}\n"
    );
}

#[test]
fn unions_take_their_tags_from_mapping_or_name() {
    let shown = schemas(
        "Animal:\n  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]\n  discriminator: \
         {propertyName: kind, mapping: {dog: '#/components/schemas/Dog', hound: Dog}}\n\
         Cat: {type: object, properties: {kind: {type: string}}}\nDog: {allOf: [{$ref: '#/components/schemas/Cat'}, {type: object, \
         properties: {tricks: {type: integer}}}]}",
    );
    assert_eq!(
        shown,
        "Animal: by kind: Cat => Cat, dog/hound => Dog\nCat: {kind?: text}\nDog: {kind?: text, tricks?: i64}\n"
    );
}

#[test]
fn a_union_with_nothing_but_null_beside_one_schema_is_that_schema() {
    let shown = schemas("A: {type: object, properties: {a: {anyOf: [{type: integer}, {enum: [null]}]}}}");
    assert_eq!(shown, "A: {a?: i64|null}\n");
}

#[test]
fn null_in_a_union_belongs_to_its_uses_too() {
    let shown = schemas(
        "Maybe: {oneOf: [{$ref: '#/components/schemas/Kind'}, {enum: [null]}]}\nKind: {type: string, enum: [x]}\n\
         Use: {type: object, properties: {a: {$ref: '#/components/schemas/Maybe'}}}",
    );
    assert_eq!(shown, "Maybe: = Kind\nKind: \"x\"\nUse: {a?: Maybe|null}\n");
}

#[test]
fn schemas_that_contain_each_other_many_times_are_looked_at_once() {
    let mut yaml = String::new();
    for level in 0..200 {
        for keyword in ["oneOf", "allOf"] {
            let next = format!("{{$ref: '#/components/schemas/{keyword}{}'}}", (level + 1) % 200);
            yaml.push_str(&format!(
                "{keyword}{level}: {{{keyword}: [{next}, {{nullable: true, {keyword}: [{next}, {next}]}}, {next}]}}\n"
            ));
        }
    }
    let (api, _) = warned(&yaml);
    assert_eq!(api.schemas.len(), 400);
}

#[test]
fn recursion_is_kept_where_it_ends_and_cut_where_it_does_not() {
    let tree =
        "Tree: {type: object, properties: {children: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}";
    assert_eq!(schemas(tree), "Tree: {children?: [Tree]}\n");
    let (api, codes) =
        warned("A: {type: array, items: {$ref: '#/components/schemas/B'}}\nB: {$ref: '#/components/schemas/A'}");
    assert_eq!(
        (show_schemas(&api).as_str(), codes),
        ("A: any of [B] <Kinds([Array])>\nB: = A\n", vec![])
    );
    let (api, codes) =
        warned("A: {allOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {a: {type: string}}}]}");
    assert_eq!(
        (show_schemas(&api).as_str(), codes),
        ("A: {a?: text}\n", vec!["reference-cycle"])
    );
}

#[test]
fn references_into_the_middle_of_schemas() {
    let shown = schemas(
        "A: {$ref: '#/components/schemas/B/properties/inner%20one'}\n\
         B: {type: object, properties: {inner one: {type: object, properties: {again: {$ref: '#/components/schemas/B/properties/inner one'}}}}}",
    );
    assert_eq!(
        shown,
        "A: = (B inner one)\nB: {inner one?: (B inner one)}\n(B inner one): {again?: (B inner one)}\n"
    );
}

#[test]
fn enums_of_integers_and_their_names() {
    let (api, codes) = warned("Level: {type: integer, enum: [1, 2, 2], x-enum-varnames: [LOW, HIGH]}");
    assert_eq!(
        (show_schemas(&api).as_str(), codes),
        ("Level: 1 | 2\n", vec!["duplicate-value"])
    );
    let Shape::IntegerEnum(list) = &api.schemas[0].shape else {
        unreachable!()
    };
    assert_eq!(list.values[1].name.as_deref(), Some("HIGH"));
}
