//! What OpenAPI 3.1 and 3.2 added, each thing read or reported by its code.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use counterpart_spec::api::{OAuth2Grant, SecuritySchemeKind};
use counterpart_spec::{Input, Outcome, read};

use crate::given::codes;
use crate::notation::show_schemas;

fn document(version: &str, body: &str) -> Outcome {
    read(&Input::Text {
        name: "test.yaml".to_owned(),
        text: format!("openapi: {version}\ninfo: {{title: T, version: '1'}}\n{body}"),
    })
}

/// The schemas of a 3.1 document, with the codes of what was found.
fn schemas(yaml: &str) -> (String, Vec<&'static str>) {
    let indented: String = yaml.lines().map(|line| format!("    {line}\n")).collect();
    let outcome = document("3.1.0", &format!("components:\n  schemas:\n{indented}"));
    let codes = codes(&outcome);
    (show_schemas(&outcome.api.unwrap()), codes)
}

#[test]
fn schemas_of_json_schema() {
    let (shown, codes) = schemas(
        "A: {type: [string, 'null']}
B: {type: object, required: [k], properties: {k: {const: b}, n: {type: [integer, 'null']}}}
C: {type: array, prefixItems: [{type: string}, {type: integer}], items: false}
D: {type: object, properties: {d: {type: number, exclusiveMinimum: 0, exclusiveMaximum: 9}}}
E: {type: object, properties: {e: {type: string, contentEncoding: base64}, f: {type: string, contentMediaType: image/png}}}
F: true
G: {type: object, properties: {g: {$ref: '#/$defs/H'}}, $defs: {H: {type: boolean}}}",
    );
    // `#/$defs` of a component is the document's, which has none.
    assert_eq!(codes, ["dangling-reference"]);
    for expected in [
        // Null belongs to the uses.
        "A: = text\n",
        "B: {k: (B k), n?: i64|null}\n",
        "C: = (text, i64; at least 0)",
        "Minimum",
        "E: {e?: byte",
        "F: = any\n",
    ] {
        assert!(shown.contains(expected), "{expected}:\n{shown}");
    }
}

#[test]
fn what_3_2_adds_to_operations_is_read_or_has_its_code() {
    let outcome = document(
        "3.2.0",
        "$self: https://example.com/apis/pets.yaml
tags: [{name: pets}, {name: cats, parent: pets, kind: nav, summary: Cats}]
paths:
  /a:
    query:
      operationId: asked
      tags: [cats]
      parameters: [{name: all, in: querystring, content: {application/x-www-form-urlencoded: {schema: {type: object}}}}]
      responses:
        '200': {summary: Lines, content: {application/jsonl: {itemSchema: {$ref: '#/components/schemas/Line'}}}}
    additionalOperations:
      LINK: {operationId: linked, responses: {'204': {description: Done}}}
      Made-Up: {operationId: made_up, responses: {'204': {description: Done}}}
  /b:
    post:
      operationId: b
      requestBody: {content: {application/json: {$ref: '#/components/mediaTypes/Line'}}}
      responses: {'204': {description: Done}}
      security: [{device: [read]}]
components:
  mediaTypes:
    Line: {schema: {$ref: 'https://example.com/apis/pets.yaml#/components/schemas/Line'}}
  securitySchemes:
    device:
      type: oauth2
      oauth2MetadataUrl: https://example.com/meta
      flows: {deviceAuthorization: {deviceAuthorizationUrl: /device, tokenUrl: /token, scopes: {read: Read}}}
  schemas:
    Line: {type: object, properties: {text: {type: string}}}
",
    );
    let found = codes(&outcome);
    let is_known = |code: &&str| {
        matches!(
            *code,
            "unused-member" | "unsupported-querystring" | "unsupported-item-schema" | "unsupported-method"
        )
    };
    assert!(found.iter().all(is_known), "{found:?}");
    // A tag's parent changes nothing, and no method is called `Made-Up`; streams and query strings may come to be read.
    assert!(
        found.contains(&"unused-member") && found.contains(&"unsupported-method"),
        "{found:?}"
    );
    let api = outcome.api.unwrap();
    let ids: Vec<_> = api.operations.iter().map(|operation| operation.id.as_str()).collect();
    assert_eq!(ids, ["asked", "linked", "b"]);
    assert_eq!(api.operations[2].security[0].parts[0].scopes, ["read"]);
    let SecuritySchemeKind::OAuth2(flows) = &api.security_schemes[0].kind else {
        panic!("{:?}", api.security_schemes[0])
    };
    assert!(matches!(flows[0].grant, OAuth2Grant::DeviceAuthorization { .. }));
    assert!(show_schemas(&api).contains("Line: {text?: text}\n"));
}

#[test]
fn a_default_mapping_names_the_variant_of_what_has_no_tag_or_another() {
    let outcome = document(
        "3.2.0",
        "components:
  schemas:
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Other'}]
      discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat'}, defaultMapping: Other}
    Cat: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}}
    Other: {type: object, properties: {kind: {type: string}, name: {type: string}}}
",
    );
    let shown = show_schemas(outcome.api.as_ref().unwrap());
    assert_eq!(codes(&outcome), Vec::<&str>::new());
    assert!(shown.contains("Pet: by kind: cat"), "{shown}");
    assert!(shown.contains("=> Other"), "{shown}");
}
