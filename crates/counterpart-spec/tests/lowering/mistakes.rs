//! Mistakes that people make: each costs the smallest construct, and says so once.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use counterpart_spec::api::Api;
use counterpart_spec::diagnostic::Severity;

use crate::notation::{outcome, show_schemas, warned};

/// What is found in a schema `A`, and what is left of it.
fn schema(yaml: &str) -> (Vec<&'static str>, String) {
    let (api, codes) = warned(&format!("A: {yaml}"));
    (codes, show_schemas(&api))
}

#[test]
fn schemas_lose_the_keyword_that_is_wrong() {
    for (yaml, codes, left) in [
        (
            "{type: object, required: true, properties: {b: {type: string}}}",
            vec!["wrong-type"],
            "A: {b?: text}\n",
        ),
        (
            "{type: object, properties: {b: {type: string, required: true}}}",
            vec!["wrong-type"],
            "A: {b?: text}\n",
        ),
        (
            "{type: object, required: [b, c], properties: {b: {type: string}}}",
            vec!["unknown-required"],
            "A: {b: text}\n",
        ),
        ("{type: array}", vec!["missing-member"], "A: = [any]\n"),
        ("{type: strin}", vec!["wrong-type"], "A: = any\n"),
        (
            "{type: object, properties: {b: {type: strin}, c: {type: integer}}}",
            vec!["wrong-type"],
            "A: {b?: any, c?: i64}\n",
        ),
        (
            "{type: object, properties: {b: {$ref: '#/components/schemas/Gone'}}}",
            vec!["dangling-reference"],
            "A: {b?: any}\n",
        ),
        (
            "{type: object, properties: {b: {type: string, maxLength: -3}}}",
            vec!["wrong-type"],
            "A: {b?: text}\n",
        ),
        (
            "{type: object, properties: {b: {type: string, minLength: many}}}",
            vec!["wrong-type"],
            "A: {b?: text}\n",
        ),
        (
            "{type: object, properties: [b, c]}",
            vec!["wrong-type"],
            "A: = map of any\n",
        ),
        (
            "{type: object, propertis: {b: {type: string}}}",
            vec!["misspelt-member"],
            "A: = map of any\n",
        ),
        (
            "{type: object, properties: {b: 7, c: {type: boolean}}}",
            vec!["wrong-type"],
            "A: {b?: any, c?: bool}\n",
        ),
        ("7", vec!["wrong-type"], "A: = any\n"),
    ] {
        assert_eq!(schema(yaml), (codes, left.to_owned()), "{yaml}");
    }
}

/// A base may require what each schema that is put together from it describes.
#[test]
fn a_base_may_leave_a_required_property_to_its_heirs() {
    let base = "A: {type: object, required: [items], properties: {total: {type: integer}}}\n";
    let heir = "B: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {items: {type: string}}}]}\n";
    let (api, codes) = warned(&format!("{base}{heir}"));
    assert_eq!(codes, Vec::<&str>::new());
    let shown = show_schemas(&api);
    assert!(shown.contains("B: {total?: i64, items: text}\n"), "{shown}");
    for described in [
        // By an heir of an heir, by a component beside the base, and beside the `allOf`.
        "C: {allOf: [{$ref: '#/components/schemas/A'}]}\n\
         D: {allOf: [{$ref: '#/components/schemas/C'}, {properties: {items: {type: string}}}]}\n",
        "E: {properties: {items: {type: string}}}\n\
         F: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/E'}]}\n",
        "G: {properties: {g: {allOf: [{$ref: '#/components/schemas/A'}], properties: {items: {type: string}}}}}\n",
    ] {
        let (_, codes) = warned(&format!("{base}{described}"));
        assert_eq!(codes, Vec::<&str>::new(), "{described}");
    }
    // One that lacks it is told so.
    for lacking in [
        "C: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {itms: {type: string}}}]}\n",
        &format!("{heir}C: {{allOf: [{{$ref: '#/components/schemas/A'}}, {{properties: {{c: {{type: string}}}}}}]}}\n"),
    ] {
        let (_, codes) = warned(&format!("{base}{lacking}"));
        assert_eq!(codes, ["unknown-required"], "{lacking}");
    }
}

/// What looks like an heir in an example is none; what is only called `default` or `enum` is one.
#[test]
fn data_has_no_heirs() {
    let base = "A: {type: object, required: [items], properties: {total: {type: integer}}}\n";
    let heir = "{allOf: [{$ref: '#/components/schemas/A'}], properties: {items: {type: string}}}";
    for keyword in ["example", "default", "x-old"] {
        let (_, codes) = warned(&format!("{base}B: {{type: object, {keyword}: {heir}}}\n"));
        assert_eq!(codes, ["unknown-required"], "{keyword}");
    }
    for (keyword, value) in [("enum", format!("[{heir}]")), ("examples", format!("[{heir}]"))] {
        let (_, codes) = warned(&format!("{base}B: {{{keyword}: {value}}}\n"));
        assert!(codes.contains(&"unknown-required"), "{keyword}: {codes:?}");
    }
    for name in ["example", "default", "enum", "x-old"] {
        let (_, codes) = warned(&format!("{base}B: {{type: object, properties: {{{name}: {heir}}}}}\n"));
        assert_eq!(codes, Vec::<&str>::new(), "{name}");
    }
}

const REF_A: &str = "{$ref: '#/components/schemas/A'}";

/// However much is missing from one base, the others are judged as before.
#[test]
fn heirs_are_not_looked_through_for_every_name() {
    let missing: Vec<_> = (0..400).map(|at| format!("n{at}")).collect();
    let base = format!(
        "A: {{type: object, required: [{}], properties: {{a: {{}}}}}}\n",
        missing.join(", ")
    );
    let heirs: String = (0..400)
        .map(|at| format!("H{at}: {{allOf: [{REF_A}], properties: {{b: {{}}}}}}\n"))
        .collect();
    let (_, codes) = warned(&format!("{base}{heirs}"));
    let legitimate = "Y: {type: object, required: [b], properties: {a: {}}}\n\
                      Z: {allOf: [{$ref: '#/components/schemas/Y'}], properties: {b: {}}}\n";
    assert_eq!(warned(&format!("{base}{heirs}{legitimate}")).1, codes);
}

/// Nothing is said of a base where it would take too long to know.
#[test]
fn too_many_heirs_are_not_looked_at() {
    let properties: Vec<_> = (0..400).map(|at| format!("p{at}: {{}}")).collect();
    let wide = format!(
        "W: {{properties: {{{}}}, patternProperties: {{'^x': {{}}}}}}\n",
        properties.join(", ")
    );
    let base = "A: {type: object, required: [b], properties: {a: {}}}\n";
    let found = |count: usize| {
        let heir = |at| format!("H{at}: {{allOf: [{REF_A}, {{$ref: '#/components/schemas/W'}}]}}\n");
        warned(&format!("{base}{wide}{}", (0..count).map(heir).collect::<String>())).1
    };
    assert_eq!(found(10), ["unknown-required"]);
    assert_eq!(found(1_000), Vec::<&str>::new());
}

#[test]
fn numbers_out_of_range_are_no_panic_and_no_rule_that_refuses_everything() {
    for yaml in [
        "{type: object, properties: {b: {type: integer, format: int32, maximum: 99999999999999999999}}}",
        "{type: object, properties: {b: {type: integer, minimum: -99999999999999999999}}}",
        "{type: object, properties: {b: {type: number, maximum: 1e999}}}",
        "{type: object, properties: {b: {type: string, maxLength: 99999999999999999999999}}}",
        "{type: object, properties: {b: {type: array, items: {}, minItems: 1.5}}}",
        "{type: object, properties: {b: {type: integer, multipleOf: 0}}}",
    ] {
        let (_, left) = schema(yaml);
        assert!(
            left.starts_with("A: {b?: ") && !left.contains("never"),
            "{yaml}: {left}"
        );
    }
}

const BROKEN: &str = "
paths:
  /a/{id}/{other}:
    get:
      parameters:
      - {name: q, in: heder, schema: {type: string}}
      - {name: gone, in: path, required: true, schema: {type: string}}
      - {name: id, in: path, required: 'yes', schema: {type: string}}
      - {in: query, schema: {type: string}}
      - {name: kept, in: query, schema: {type: integer}}
      security: [{unknown: []}]
      responses: {}
  /b:
    put: {operationId: twice, responses: {'204': {description: Done}}}
    post: {operationId: twice, responses: {'204': {description: Done}}}
  b/c: {get: {operationId: c, responses: {'204': {description: Done}}}}
  /d: {get: 7, put: {operationId: d, responses: {'204': {description: Done}}}}
";

#[test]
fn operations_lose_the_part_that_is_wrong() {
    let outcome = outcome(BROKEN);
    let codes: Vec<_> = outcome.findings.iter().map(|finding| finding.code.id).collect();
    assert_eq!(
        codes,
        [
            "missing-operation-id",
            "missing-path-parameter",
            "wrong-type",
            "unknown-path-parameter",
            "optional-path-parameter",
            "wrong-type",
            "missing-member",
            "undeclared-security-scheme",
            "empty-responses",
            "duplicate-operation-id",
            "invalid-path",
            "wrong-type",
        ]
    );
    assert!(
        outcome
            .findings
            .iter()
            .all(|finding| finding.severity == Severity::Warning)
    );
    let api = outcome.api.unwrap();
    assert_eq!(ids(&api), ["get_a_id_other", "twice", "twice_2", "c", "d"]);
    let names: Vec<_> = api.operations[0]
        .parameters
        .iter()
        .map(|one| one.wire_name.as_str())
        .collect();
    assert_eq!(names, ["id", "kept", "other"]);
    assert_eq!(api.operations[3].path.text, "/b/c");
}

fn ids(api: &Api) -> Vec<&str> {
    api.operations.iter().map(|operation| operation.id.as_str()).collect()
}

/// What is meant is said where it can be guessed.
#[test]
fn findings_say_what_was_probably_meant() {
    let help = |yaml: &str| {
        let outcome = outcome(&format!(
            "paths: {{}}\ncomponents: {{schemas: {{Animal: {{}}, A: {yaml}}}}}\n"
        ));
        let helps: Vec<_> = outcome
            .findings
            .iter()
            .filter_map(|finding| finding.help.clone())
            .collect();
        helps.join(" ")
    };
    for (yaml, expected) in [
        ("{type: strng}", "did you mean `string`?"),
        ("{type: Integer}", "did you mean `integer`?"),
        ("{type: datetime}", "did you mean `string`?"),
        ("{type: float}", "did you mean `number`?"),
        ("{type: whatever}", ""),
        ("{type: string, minLenght: 3}", "did you mean `minLength`?"),
        (
            "{$ref: '#/components/schemas/Animl'}",
            "did you mean `#/components/schemas/Animal`?",
        ),
        (
            "{$ref: '#/definitions/Animal'}",
            "did you mean `#/components/schemas/Animal`?",
        ),
        (
            "{properties: {b: {type: string, required: true}}}",
            "list the property's name in `required` of the object that holds it",
        ),
    ] {
        assert_eq!(help(yaml), expected, "{yaml}");
    }
}
