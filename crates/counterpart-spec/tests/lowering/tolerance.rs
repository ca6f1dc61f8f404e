//! Documents that are a little wrong, or written in an unusual way.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use counterpart_spec::diagnostic::{Severity, Style};
use counterpart_spec::{Input, read};

use crate::given::{codes, text};
use crate::notation::show_schemas;

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
fn bytes_that_are_not_utf8_have_a_place_and_utf16_its_name() {
    let said = |bytes: &[u8]| {
        let outcome = read(&Input::Bytes {
            name: "test.yaml".to_owned(),
            bytes: bytes.to_vec(),
        });
        assert!(outcome.api.is_none());
        let rendered = outcome.findings.render(Style::default());
        rendered.lines().take(2).collect::<Vec<_>>().join("")
    };
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    assert_eq!(
        said(b"openapi: 3.0.0\ninfo: {title: \xc3\xa4\xe4, version: '1'}\n"),
        "error[not-utf8]: the input is not UTF-8: the byte 0xE4 cannot be here --> test.yaml:2:16"
    );
    assert_eq!(
        said(&utf16("\u{feff}openapi: 3.0.0\n", u16::to_le_bytes)),
        "error[not-utf8]: the input is UTF-16LE, as its byte order mark says, and not UTF-8 --> test.yaml:1:1"
    );
    assert_eq!(
        said(&utf16("\u{feff}openapi: 3.0.0\n", u16::to_be_bytes)),
        "error[not-utf8]: the input is UTF-16BE, as its byte order mark says, and not UTF-8 --> test.yaml:1:1"
    );
    assert!(said(&[0xff, 0xfe, 0, 0, b'o', 0, 0, 0]).contains("UTF-32LE"));
    let sound = read(&Input::Bytes {
        name: "test.yaml".to_owned(),
        bytes: b"\xef\xbb\xbfopenapi: 3.0.0\ninfo: {title: T, version: '1'}\npaths: {}\n".to_vec(),
    });
    assert!(sound.findings.is_empty());
}

/// Of a default of a parameter the text counts, as of the parameter itself.
#[test]
fn defaults_of_parameters_are_read_as_texts() {
    let outcome = text(
        "openapi: 3.0.0
info: {title: T, version: '1'}
paths:
  /a:
    parameters:
    - {name: day, in: query, schema: {type: string, format: date, default: yesterday}}
    get:
      operationId: a
      parameters:
      - {name: limit, in: query, schema: {type: integer, default: '20'}}
      - {name: flag, in: query, schema: {type: boolean, default: 'false'}}
      - {name: name, in: query, schema: {type: string, default: 7}}
      - {name: page, in: query, schema: {type: integer, minimum: 1, default: 0}}
      - {name: one, in: query, schema: {type: integer, default: {a: 1}}}
      - {$ref: '#/components/parameters/Id'}
      responses: {'204': {description: Done}}
components:
  parameters:
    Id: {name: id, in: query, schema: {type: string, format: uuid, default: notauuid}}
",
    );
    let said: Vec<_> = outcome
        .findings
        .located()
        .into_iter()
        .map(|finding| {
            let span = finding.at.span.unwrap();
            format!("{} {} {}", finding.severity.as_str(), finding.code.id, span.line)
        })
        .collect();
    assert_eq!(
        said,
        [
            "warning impossible-default 6",
            "warning impossible-default 13",
            "warning impossible-default 14",
            "error impossible-default 19"
        ]
    );
    let api = outcome.api.unwrap();
    let defaults: Vec<_> = api.operations[0]
        .parameters
        .iter()
        .filter_map(|one| one.default.clone())
        .collect();
    assert_eq!(serde_json::Value::from(defaults).to_string(), "[20,false,\"7\"]");
}

/// A component that leads nowhere is reported where it stands, once, whoever refers to it.
#[test]
fn components_that_lead_nowhere_are_found_though_nobody_needs_them() {
    let outcome = text(
        "openapi: 3.0.0
info: {title: T, version: '1'}
paths:
  /a:
    get: &get
      operationId: a
      parameters: [{$ref: '#/components/parameters/Remote'}]
      responses: {'204': {description: Done}}
    put: {<<: *get, operationId: b}
components:
  parameters:
    Remote: {$ref: 'https://example.com/all.yaml#/limit'}
    Unused: {$ref: 'https://example.com/all.yaml#/offset'}
  responses:
    Unused: {$ref: '#/components/responses/Gone'}
",
    );
    assert_eq!(
        codes(&outcome),
        ["remote-reference", "remote-reference", "dangling-reference"]
    );
    assert!(
        outcome
            .findings
            .iter()
            .all(|finding| finding.severity == Severity::Error)
    );
    let rendered = outcome.findings.render(Style::default());
    assert!(rendered.contains(" --> test.yaml:12:20\n"), "{rendered}");
    assert!(rendered.contains("referred to here"), "{rendered}");
}

#[test]
fn a_path_of_which_nothing_is_left_needs_its_parameter() {
    let severity = |path: &str| {
        let outcome = text(&format!(
            "openapi: 3.1.0
info: {{title: T, version: '1'}}
paths:
  '{path}': {{get: {{operationId: a, parameters: [{{name: a, in: path, schema: {{type: string}}}}], responses: {{'204': {{description: Done}}}}}}}}
",
        ));
        assert_eq!(codes(&outcome), ["optional-path-parameter"]);
        outcome.findings.iter().next().unwrap().severity
    };
    assert_eq!(severity("/{a}"), Severity::Error);
    assert_eq!(severity("/pets/{a}"), Severity::Warning);
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
