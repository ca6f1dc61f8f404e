//! Documents that are a little wrong, or written in an unusual way.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use counterpart_spec::diagnostic::Style;
use counterpart_spec::{Input, Outcome, read};

use crate::notation::show_schemas;

fn text(text: &str) -> Outcome {
    read(&Input::Text {
        name: "test.yaml".to_owned(),
        text: text.to_owned(),
    })
}

fn codes(outcome: &Outcome) -> Vec<&'static str> {
    outcome.findings.iter().map(|finding| finding.code.id).collect()
}

#[test]
fn a_byte_order_mark_and_line_ends_of_windows_shift_no_place() {
    let outcome = text("\u{feff}openapi: 3.0.0\r\ninfo: {title: T, version: '1'}\r\npaths:\r\n  pets: {}\r\n");
    let rendered = outcome.findings.render(Style::default());
    assert!(rendered.contains("test.yaml:4:3\n"), "{rendered}");
    let outcome = text(
        "\u{feff}{\"openapi\": \"3.0.0\", \"info\": {\"title\": \"T\", \"version\": \"1\"},\n\"paths\": {\"pets\": {}}}",
    );
    let rendered = outcome.findings.render(Style::default());
    assert!(rendered.contains("test.yaml:2:11\n"), "{rendered}");
}

#[test]
fn scalars_that_other_versions_of_yaml_read_otherwise() {
    let outcome = text(
        "openapi: 3.0.0
info: {title: on, version: 1.0}
paths: {}
components:
  schemas:
    A: &a {type: string, enum: [yes, no, on, 007, 2024-01-01, 12:30]}
    B:
      type: object
      properties:
        <<: {n: &n {type: integer}}
        a: *a
        m: *n
",
    );
    assert_eq!(codes(&outcome), Vec::<&str>::new());
    let api = outcome.api.unwrap();
    assert_eq!((api.title.as_str(), api.version.as_str()), ("on", "1.0"));
    let shown = show_schemas(&api);
    assert!(
        shown.contains(r#""yes" | "no" | "on" | "007" | "2024-01-01" | "12:30""#),
        "{shown}"
    );
}

#[test]
fn references_that_never_arrive_are_left_out_one_by_one() {
    let outcome = text(
        "openapi: 3.0.0
info: {title: T, version: '1'}
paths:
  /a: {$ref: '#/paths/~1a'}
  /b:
    get:
      operationId: b
      parameters:
      - {$ref: '#/components/parameters/Loop'}
      - {name: kept, in: query, schema: {$ref: '#/components/schemas/Loop'}}
      responses:
        '200': {$ref: '#/components/responses/Loop'}
        '204': {description: Done}
components:
  parameters: {Loop: {$ref: '#/components/parameters/Loop'}}
  responses:
    Loop: {$ref: '#/components/responses/Pool'}
    Pool: {$ref: '#/components/responses/Loop'}
  securitySchemes:
    key: {$ref: '#/components/securitySchemes/real'}
    real: {type: apiKey, in: header, name: X-Key}
  schemas:
    Loop: {$ref: '#/components/schemas/Loop'}
    Fine: {type: object, properties: {next: {$ref: '#/components/schemas/Fine'}}}
",
    );
    assert_eq!(codes(&outcome), ["reference-cycle"; 4]);
    let api = outcome.api.unwrap();
    assert_eq!(api.operations.len(), 1);
    assert_eq!(
        (api.operations[0].parameters.len(), api.operations[0].responses.len()),
        (1, 1)
    );
    assert_eq!(api.security_schemes[0].kind, api.security_schemes[1].kind);
    assert!(show_schemas(&api).ends_with("Fine: {next?: Fine}\n"));
}

#[test]
fn deep_pointers_escapes_and_percent_signs() {
    let outcome = text(
        "openapi: 3.0.0
info: {title: T, version: '1'}
paths:
  /a/{b c}:
    get:
      operationId: a
      parameters: [{name: b c, in: path, required: true, schema: {type: object, properties: {x~y: {type: boolean}}}}]
      responses: {'204': {description: Done}}
components:
  schemas:
    One: {$ref: '#/paths/~1a~1%7Bb%20c%7D/get/parameters/0/schema/properties/x~0y'}
    'T%wo': {type: object, properties: {three: {$ref: '#/components/schemas/T%25wo'}}}
",
    );
    assert_eq!(codes(&outcome), Vec::<&str>::new());
    let shown = show_schemas(&outcome.api.unwrap());
    assert!(shown.starts_with("One: = bool\nT%wo: {three?: T%wo}\n"), "{shown}");
}

#[test]
fn what_stands_beside_the_reference_of_a_path_goes_first() {
    let outcome = text(
        "openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /a:
    $ref: '#/components/pathItems/A'
    get: {operationId: own, responses: {'204': {description: Done}}}
components:
  pathItems:
    A:
      get: {operationId: other, responses: {'204': {description: Done}}}
      put: {operationId: put, responses: {'204': {description: Done}}}
",
    );
    assert_eq!(codes(&outcome), Vec::<&str>::new());
    let ids: Vec<_> = outcome
        .api
        .unwrap()
        .operations
        .into_iter()
        .map(|operation| operation.id)
        .collect();
    assert_eq!(ids, ["put", "own"]);
}
