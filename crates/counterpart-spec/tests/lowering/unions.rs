//! `oneOf`, `anyOf` and inheritance.

use crate::notation::*;

#[test]
fn variants_are_told_apart_by_kind() {
    let shown = schemas(
        "A: {oneOf: [{type: string}, {type: integer}, {type: array, items: {type: boolean}}]}\n\
         B: {type: [string, number, 'null']}\nC: {type: [object, array], items: {type: string}, additionalProperties: {type: integer}}",
    );
    assert_eq!(
        shown,
        "A: one of text <Kinds([String])>, i64 <Kinds([Integer])>, [bool] <Kinds([Array])>\n\
         B: any of f64 <Kinds([Number])>, text <Kinds([String])>\n\
         C: any of [text] <Kinds([Array])>, map of i64 <Kinds([Object])>\n"
    );
}

#[test]
fn objects_are_told_apart_by_required_and_closed_properties() {
    let shown = schemas(
        "A:\n  oneOf:\n  - {type: object, required: [a, id], properties: {id: {type: string}, a: {type: string}}}\n  \
         - {type: object, required: [b, id], properties: {id: {type: string}, b: {type: string}}}\n\
         B:\n  oneOf:\n  - {type: object, properties: {a: {type: string}}, additionalProperties: false}\n  \
         - {type: object, required: [b], properties: {b: {type: string}}}",
    );
    assert_eq!(
        shown,
        "A: one of (A a) <Kinds([Object]), Required([\"a\"])>, (A b) <Kinds([Object]), Required([\"b\"])>\n\
         B: one of (B a) <Kinds([Object]), OtherProperties { names: [\"a\"], patterns: [], rules: [Never] }>, \
         (B b) <Kinds([Object]), Required([\"b\"])>\n\
         (A a): {id: text, a: text}\n(A b): {id: text, b: text}\n(B a): {a?: text, no others}\n(B b): {b: text}\n"
    );
}

#[test]
fn a_required_constant_is_a_tag() {
    let shown = schemas(
        "A: {oneOf: [{$ref: '#/components/schemas/Cat'}, {type: object, required: [kind], properties: {kind: {const: dog}}}]}\n\
         Cat: {type: object, required: [kind], properties: {kind: {type: string, enum: [cat]}, lives: {type: integer}}}",
    );
    assert_eq!(
        shown,
        "A: by kind: cat => Cat, dog => (A dog)\nCat: {kind: (Cat kind), lives?: i64}\n(A dog): {kind: (A dog kind)}\n\
         (A dog kind): \"dog\"\n(Cat kind): \"cat\"\n"
    );
}

#[test]
fn other_constants_ranges_items_and_formats_are_evidence() {
    let shown = schemas(
        "A: {oneOf: [{type: object, properties: {v: {const: 1}}, required: [v]}, {type: object, properties: {v: {const: 2}}, required: [v]}]}\n\
         B: {oneOf: [{type: integer, maximum: 9}, {type: integer, minimum: 10}]}\n\
         C: {oneOf: [{type: array, items: {type: string}}, {type: array, items: {type: integer}}]}\n\
         D: {oneOf: [{type: string, format: uuid}, {type: string, format: date}]}",
    );
    let bound = |value: u32| format!("Bound {{ value: Number({value}), exclusive: false }}");
    assert_eq!(
        shown,
        format!(
            "A: one of (A variant 1) <Kinds([Object]), Property(\"v\", [Values([Number(1)])])>, \
             (A variant 2) <Kinds([Object]), Property(\"v\", [Values([Number(2)])])>\n\
             B: one of i64 <Maximum({0})> <Kinds([Integer]), Maximum({0})>, i64 <Minimum({1})> <Kinds([Integer]), Minimum({1})>\n\
             C: one of [text] <Kinds([Array]), ItemsFrom(0, [Kinds([String])])>, [i64] <Kinds([Array]), ItemsFrom(0, [Kinds([Integer])])>\n\
             D: one of uuid <Kinds([String]), Format(Uuid)>, date <Kinds([String]), Format(Date)>\n\
             (A variant 1): {{v: (A variant 1 v)}}\n(A variant 1 v): 1\n(A variant 2): {{v: (A variant 2 v)}}\n(A variant 2 v): 2\n",
            bound(9),
            bound(10)
        )
    );
}

#[test]
fn the_more_specific_variant_comes_first_where_nothing_tells() {
    let (api, codes) = warned(
        "A: {oneOf: [{type: number}, {type: integer}]}\nB: {anyOf: [{type: string}, {type: string, enum: [a]}]}\n\
         C: {oneOf: [{type: object, properties: {a: {type: string}}}, {type: object, required: [a], properties: {a: {type: string}}}]}",
    );
    assert_eq!(
        show_schemas(&api),
        "A: one of i64 <Kinds([Integer])>, f64 <Kinds([Number])>\n\
         B: any of (B variant 1) <Kinds([String]), Values([String(\"a\")])>, text <Kinds([String])>\n\
         C: one of (C variant 1) <Kinds([Object]), Required([\"a\"])>, (C variant 2) <Kinds([Object])>\n\
         (B variant 1): \"a\"\n(C variant 1): {a: text}\n(C variant 2): {a?: text}\n"
    );
    assert_eq!(codes, ["ambiguous-union", "ambiguous-union"]);
}

#[test]
fn unions_of_one_of_null_and_of_constants_are_none() {
    let shown = schemas(
        "A: {oneOf: [{type: integer}]}\nB: {oneOf: [{const: a, title: First}, {const: b, description: The second.}]}\n\
         C: {type: object, properties: {a: {oneOf: [{type: 'null'}, {type: string}]}, b: {type: 'null'}, c: {anyOf: [{enum: [1, null]}, {const: 2}]}}}",
    );
    assert_eq!(
        shown,
        "A: = i64\nB: \"a\" | \"b\"\nC: {a?: text|null, b?: null, c?: (C c)|null}\n(C c): 1 | 2\n"
    );
}

#[test]
fn any_of_objects_that_may_hold_at_once_is_one_object() {
    let shown = schemas(
        "A: {anyOf: [{$ref: '#/components/schemas/Name'}, {$ref: '#/components/schemas/Mail'}]}\n\
         Name: {type: object, required: [name], properties: {name: {type: string}, id: {type: integer}}}\n\
         Mail: {type: object, required: [mail], properties: {mail: {type: string}, id: {type: string}}}",
    );
    let object = "Kinds([Object]), Property";
    let rules = format!(
        "<AnyOf([[{object}(\"name\", [Kinds([String])]), Property(\"id\", [Kinds([Integer])])], \
         [{object}(\"mail\", [Kinds([String])]), Property(\"id\", [Kinds([String])])]])>"
    );
    let rules = rules
        .replace("[[Kinds([Object])", "[[Kinds([Object]), Required([\"name\"])")
        .replace(" [Kinds([Object])", " [Kinds([Object]), Required([\"mail\"])");
    assert_eq!(
        shown,
        format!(
            "A: {{name?: text, id?: (A id), mail?: text}} {rules}\nName: {{name: text, id?: i64}}\nMail: {{mail: text, id?: text}}\n\
             (A id): any of i64 <Kinds([Integer])>, text <Kinds([String])>\n"
        )
    );
}

#[test]
fn any_of_objects_that_exclude_each_other_is_a_union() {
    let shown = schemas(
        "A: {anyOf: [{type: string}, {type: object, required: [v], properties: {v: {type: string}}}, \
         {type: object, required: [v], properties: {v: {type: integer}}}]}",
    );
    assert_eq!(
        shown,
        "A: any of text <Kinds([String])>, (A variant 2) <Kinds([Object]), Property(\"v\", [Kinds([String])])>, \
         (A variant 3) <Kinds([Object]), Property(\"v\", [Kinds([Integer])])>\n(A variant 2): {v: text}\n(A variant 3): {v: i64}\n"
    );
}

#[test]
fn a_union_beside_properties_is_in_each_variant() {
    let shown = schemas(
        "A: {type: object, required: [id], properties: {id: {type: string}}, oneOf: [{$ref: '#/components/schemas/Cat'}, \
         {type: object, required: [bark], properties: {bark: {type: boolean}}}]}\n\
         Cat: {type: object, required: [meow], properties: {meow: {type: boolean}}}\n\
         B: {allOf: [{$ref: '#/components/schemas/Cat'}, {oneOf: [{required: [a], properties: {a: {type: string}}}, \
         {required: [b], properties: {b: {type: string}}}]}]}",
    );
    assert_eq!(
        shown,
        "A: one of (A Cat) <Kinds([Object]), Required([\"meow\"])>, (A bark) <Kinds([Object]), Required([\"bark\"])>\n\
         Cat: {meow: bool}\n\
         B: one of (B a) <Kinds([Object]), Required([\"a\"])>, (B b) <Kinds([Object]), Required([\"b\"])>\n\
         (A Cat): {id: text, meow: bool}\n(A bark): {id: text, bark: bool}\n(B a): {meow: bool, a: text}\n(B b): {meow: bool, b: text}\n"
    );
}

#[test]
fn a_union_that_only_asserts_is_a_rule() {
    let shown = schemas(
        "A: {type: object, properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}\n\
         B: {type: string, oneOf: [{maxLength: 2}, {minLength: 4}]}",
    );
    assert_eq!(
        shown,
        "A: {a?: text, b?: text} <AnyOf([[Required([\"a\"])], [Required([\"b\"])]])>\n\
         B: = text <OneOf([[MaxLength(2)], [MinLength(4)]])>\n"
    );
}

#[test]
fn what_stands_beside_a_union_excludes_variants() {
    let shown = schemas("A: {allOf: [{oneOf: [{type: integer}, {type: string, format: date}]}, {type: string}]}");
    assert_eq!(shown, "A: = date\n");
}

#[test]
fn children_of_a_parent_with_a_discriminator() {
    let shown = schemas(
        "Use: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}\n\
         Pet: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind, mapping: {cat: Cat}}}\n\
         Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {lives: {type: integer}}}]}\n\
         Lion: {allOf: [{$ref: '#/components/schemas/Cat'}, {type: object, properties: {mane: {type: boolean}}}]}",
    );
    assert_eq!(
        shown,
        "Use: {pet?: Pet}\nPet: by kind: cat => Cat, Lion => Lion\nCat: {kind: text, lives?: i64}\n\
         Lion: {kind: text, lives?: i64, mane?: bool}\n(Pet base): {kind: text}\n"
    );
}

#[test]
fn a_parent_that_lists_its_children() {
    let shown = schemas(
        "Pet: {type: object, required: [kind], properties: {kind: {type: string}}, discriminator: {propertyName: kind}, \
         oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}\n\
         Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {lives: {type: integer}}}]}\n\
         Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {tricks: {type: integer}}}]}",
    );
    assert_eq!(
        shown,
        "Pet: by kind: Cat => Cat, Dog => Dog\nCat: {kind: text, lives?: i64}\nDog: {kind: text, tricks?: i64}\n"
    );
}

#[test]
fn unions_by_the_same_tag_in_each_other_are_one() {
    let shown = schemas(
        "Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}\n\
         Dog: {oneOf: [{$ref: '#/components/schemas/Pug'}], discriminator: {propertyName: kind, mapping: {pug: Pug}}}\n\
         Cat: {type: object, properties: {kind: {type: string}}}\nPug: {type: object, properties: {kind: {type: string}, a: {type: string}}}",
    );
    assert_eq!(
        shown,
        "Pet: by kind: Cat => Cat, pug => Pug\nDog: by kind: pug => Pug\nCat: {kind?: text}\nPug: {kind?: text, a?: text}\n"
    );
}

#[test]
fn many_variants_are_read_in_time() {
    let mut yaml = "A:\n  anyOf:\n".to_owned();
    for index in 0..3000 {
        yaml.push_str(&format!(
            "  - {{type: object, required: [p{index}], properties: {{p{index}: {{type: string}}, q: {{type: integer}}}}}}\n"
        ));
    }
    yaml.push_str("B:\n  oneOf:\n");
    for index in 0..3000 {
        yaml.push_str(&format!("  - {{type: object, required: [p{index}], properties: {{p{index}: {{type: string}}, r: {{type: integer}}}}}}\n"));
    }
    let (api, _) = warned(&yaml);
    assert_eq!(api.schemas.len(), 3002);
}
