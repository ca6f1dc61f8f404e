//! Enumerations, arrays, maps, formats and rules.

use crate::notation::*;

#[test]
fn formats_have_types() {
    let shown = schemas(
        "A: {type: object, properties: {a: {type: integer, format: int8}, b: {type: integer, format: uint16}, c: {type: integer, format: uint64}, \
         d: {type: integer, format: int32, maximum: 3000000000}, e: {type: number, format: decimal}, f: {type: string, format: decimal}, \
         g: {type: string, format: time}, h: {type: string, format: duration}, i: {type: string, format: ipv4}, j: {type: string, format: ipv6}, \
         k: {type: string, format: uri}, l: {type: string, format: email}, m: {type: string, contentEncoding: base64}, \
         n: {type: string, contentMediaType: image/png}, o: {type: string, format: hostname}}}",
    );
    assert_eq!(
        shown,
        "A: {a?: i8, b?: u16, c?: u64, d?: i64 <Maximum(Bound { value: Number(3000000000), exclusive: false })>, e?: decimal, f?: decimal, \
         g?: time, h?: duration, i?: ipv4, j?: ipv6, k?: uri, l?: text <Format(Email)>, m?: byte, n?: binary, o?: text <Format(Hostname)>}\n"
    );
}

#[test]
fn enumerations_of_anything() {
    let shown = schemas(
        "A: {enum: [1, two, 3.5, true, {a: 1}]}\nB: {type: boolean, enum: [true, false]}\nC: {const: 5}\nD: {type: number, enum: [0.5, 1]}\n\
         E: {const: null}\nF: {type: string, enum: [a, b, c]}\nG: {allOf: [{$ref: '#/components/schemas/F'}, {enum: [b, c, d]}]}",
    );
    assert_eq!(
        shown,
        "A: 1 | \"two\" | 3.5 | true | {\"a\":1}\nB: = bool\nC: 5\nD: 0.5 | 1\nE: = null\nF: \"a\" | \"b\" | \"c\"\nG: \"b\" | \"c\"\n"
    );
}

#[test]
fn values_that_the_type_does_not_allow_are_left_out() {
    let (api, codes) = warned(
        "A: {type: integer, enum: [1, x, 2, 2]}\nB: {type: string, enum: [1.0, a]}\nC: {type: [string, 'null'], enum: [a, null]}",
    );
    assert_eq!(show_schemas(&api), "A: 1 | 2\nB: \"1.0\" | \"a\"\nC: \"a\"\n");
    assert_eq!(codes, ["misfit-value", "duplicate-value", "misfit-value"]);
}

#[test]
fn tuples() {
    let shown = schemas(
        "A: {type: array, prefixItems: [{type: string}, {type: integer}], minItems: 2, maxItems: 2}\n\
         B: {type: array, prefixItems: [{type: string}], items: false}\nC: {prefixItems: [{type: string}], items: {type: boolean}, minItems: 1}\n\
         D: {type: array, items: [{type: string}], additionalItems: {type: integer}}\nE: {type: array, prefixItems: [{type: string}], uniqueItems: true}",
    );
    assert_eq!(
        shown,
        "A: = (text, i64; at least 2)\nB: = (text; at least 0)\nC: = (text, ..bool; at least 1)\nD: = (text, ..i64; at least 0)\n\
         E: = (text, ..any; at least 0) <UniqueItems>\n"
    );
}

#[test]
fn all_of_puts_arrays_and_maps_together() {
    let shown = schemas(
        "A: {allOf: [{type: array, items: {type: string}, maxItems: 9}, {type: array, items: {maxLength: 3}, maxItems: 5}]}\n\
         B: {allOf: [{type: object, additionalProperties: {type: string}}, {additionalProperties: {minLength: 1}, minProperties: 1}]}\n\
         C: {allOf: [{type: number, minimum: 1}, {type: integer, exclusiveMinimum: 1}, {type: integer, maximum: 7}]}",
    );
    assert_eq!(
        shown,
        "A: = [text <MaxLength(3)>] <MaxItems(5)>\nB: = map of text <MinLength(1)> <MinProperties(1)>\n\
         C: = i64 <Minimum(Bound { value: Number(1), exclusive: true }), Maximum(Bound { value: Number(7), exclusive: false })>\n"
    );
}

#[test]
fn pattern_properties() {
    let shown = schemas(
        "A: {type: object, patternProperties: {'^x-': {type: string}}, additionalProperties: false}\n\
         B: {patternProperties: {'^a': {type: integer}, '^b': {type: string}}}\n\
         C: {type: object, properties: {id: {type: string}}, patternProperties: {'^x-': {type: integer}}}",
    );
    assert_eq!(
        shown,
        "A: = map of text <OtherProperties { names: [], patterns: [\"^x-\"], rules: [Never] }>\n\
         B: = map of any <PatternProperty(\"^a\", [Kinds([Integer])]), PatternProperty(\"^b\", [Kinds([String])])>\n\
         C: {id?: text, ^x-: i64}\n"
    );
}

#[test]
fn a_schema_without_a_type_has_only_rules() {
    let shown = schemas(
        "A: {minLength: 2, minimum: 3}\nB: {required: [a]}\nC: {not: {type: string}}\nD: true\nE: false\n\
         F: {type: object, properties: {a: false, b: true}}",
    );
    assert_eq!(
        shown,
        "A: = any <MinLength(2), Minimum(Bound { value: Number(3), exclusive: false })>\nB: = any <Required([\"a\"])>\n\
         C: = any <Not([Kinds([String])])>\nD: = any\nE: = never\nF: {a?: never, b?: any}\n"
    );
}

#[test]
fn assertions_beside_a_type() {
    let shown = schemas(
        "A: {type: object, properties: {a: {type: string}}, dependentRequired: {a: [b]}, propertyNames: {maxLength: 3}, \
         dependentSchemas: {a: {minProperties: 2}}}\n\
         B: {type: array, items: {}, contains: {type: string}, minContains: 2, maxContains: 3}\n\
         C: {type: string, if: {maxLength: 2}, then: {pattern: a}, else: {pattern: b}}\n\
         D: {type: integer, not: {$ref: '#/components/schemas/E'}}\nE: {enum: [1, 2]}",
    );
    assert_eq!(
        shown,
        "A: {a?: text} <PropertyNames([MaxLength(3)]), DependentRequired(\"a\", [\"b\"]), \
         If { condition: [Kinds([Object]), Required([\"a\"])], then: [MinProperties(2)], otherwise: [] }>\n\
         B: = [any] <Contains { rules: [Kinds([String])], least: 2, most: Some(3) }>\n\
         C: = text <If { condition: [MaxLength(2)], then: [Pattern(\"a\")], otherwise: [Pattern(\"b\")] }>\n\
         D: = i64 <Not([Values([Number(1), Number(2)])])>\nE: 1 | 2\n"
    );
}

#[test]
fn rules_that_refer_to_themselves_never_refuse_too_much() {
    let (api, codes) = warned(
        "A: {not: {properties: {a: {$ref: '#/components/schemas/A'}}}}\n\
         B: {contains: {properties: {b: {$ref: '#/components/schemas/B'}}, required: [b]}, minContains: 1}",
    );
    assert_eq!(
        show_schemas(&api),
        "A: = any\nB: = any <Contains { rules: [Required([\"b\"]), Property(\"b\", [Contains { rules: [], least: 1, most: None }])], least: 1, most: None }>\n"
    );
    assert_eq!(codes, ["unchecked-keyword", "unchecked-keyword"]);
}

#[test]
fn unevaluated_properties_are_those_that_no_part_names() {
    let shown = schemas(
        "A: {allOf: [{$ref: '#/components/schemas/B'}], properties: {a: {type: string}}, unevaluatedProperties: false}\n\
         B: {type: object, properties: {b: {type: string}}}",
    );
    assert_eq!(shown, "A: {b?: text, a?: text, no others}\nB: {b?: text}\n");
}

#[test]
fn defaults_are_checked() {
    let (api, codes) = warned(
        "A: {type: object, properties: {a: {type: integer, default: x}, b: {type: integer, default: 3}, c: {$ref: '#/components/schemas/C'}, \
         d: {type: string, default: null}}}\nC: {type: string, enum: [a], default: b}",
    );
    assert_eq!(
        show_schemas(&api),
        "A: {a?: i64, b?: i64 = 3, c?: C, d?: text}\nC: \"a\"\n"
    );
    assert_eq!(
        codes,
        ["impossible-default", "impossible-default", "impossible-default"]
    );
}

#[test]
fn recursive_arrays_and_maps_have_a_type() {
    let shown = schemas(
        "A: {type: array, items: {$ref: '#/components/schemas/A'}}\nB: {type: object, additionalProperties: {$ref: '#/components/schemas/B'}}\n\
         Json: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Json'}}]}",
    );
    assert_eq!(
        shown,
        "A: any of [A] <Kinds([Array])>\nB: any of map of B <Kinds([Object])>\n\
         Json: one of text <Kinds([String])>, [Json] <Kinds([Array])>\n"
    );
}

#[test]
fn the_order_of_the_document_does_not_change_a_name() {
    let long =
        "LongName: {type: object, properties: {first: {type: object, properties: {inner: {type: string, enum: [x]}}}}}";
    let short =
        "Short: {type: object, properties: {one: {type: object, properties: {inner: {type: string, enum: [x]}}}}}";
    let names = |yaml: &str| {
        let (api, _) = warned(yaml);
        let mut names: Vec<String> = api.schemas.iter().map(name).collect();
        names.sort();
        names
    };
    let expected = ["(LongName first inner)", "(LongName first)", "LongName", "Short"];
    assert_eq!(names(&format!("{long}\n{short}")), expected);
    assert_eq!(names(&format!("{short}\n{long}")), expected);
}

#[test]
fn contradictions_are_reported_and_read() {
    let (api, codes) = warned(
        "A: {allOf: [{type: string}, {type: integer}]}\nB: {type: object, allOf: [{properties: {a: {type: string}}}, {properties: {a: {type: array, items: {}}}}]}",
    );
    assert_eq!(show_schemas(&api), "A: = any <Never>\nB: {a?: any <Never>}\n");
    assert_eq!(codes, ["contradiction", "contradiction"]);
}

#[test]
fn constants_of_a_union_meet_the_values_beside_them() {
    let shown = schemas(
        "A: {type: integer, enum: [1], allOf: [{$ref: '#/components/schemas/B'}]}\nB: {type: integer, oneOf: [{const: 0, title: Zero}, {const: 1, title: One}]}",
    );
    assert_eq!(shown, "A: 1\nB: 0 | 1\n");
}

#[test]
fn a_list_in_the_wrong_place_is_ignored() {
    let (api, codes) = warned("A: {type: array, items: {type: string}, enum: [a, b]}");
    assert_eq!(
        (show_schemas(&api).as_str(), codes),
        ("A: = [text]\n", vec!["misfit-value"])
    );
}
