//! One API in every version of the specification.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::Path;

use counterpart_spec::api::{Api, Method, OAuth2Grant, Parameter, ParameterLocation, SecuritySchemeKind, Style};
use counterpart_spec::diagnostic::Style as Print;
use counterpart_spec::{Input, read};

use crate::given::{codes, text};
use crate::notation::show_schemas;

fn specs() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs")
}

fn sound(file: &str) -> Api {
    let outcome = read(&Input::File(specs().join(file)));
    let said = outcome.findings.render(Print::default());
    assert!(said.is_empty(), "{file}:\n{said}");
    outcome.api.unwrap()
}

#[test]
fn the_baseline_means_the_same_in_every_version() {
    let baseline = sound("baseline/openapi-3.0.yaml");
    assert_eq!(baseline.operations.len(), 9);
    for version in ["swagger-2.0", "openapi-3.1", "openapi-3.2"] {
        let mut api = sound(&format!("baseline/{version}.yaml"));
        // Where an operation was written is told by its pointer, which versions may differ in.
        for (operation, same) in api.operations.iter_mut().zip(&baseline.operations) {
            operation.pointer.clone_from(&same.pointer);
        }
        // Only 3.2 knows the flow for devices.
        for scheme in &mut api.security_schemes {
            if let SecuritySchemeKind::OAuth2(flows) = &mut scheme.kind {
                flows.retain(|flow| !matches!(flow.grant, OAuth2Grant::DeviceAuthorization { .. }));
            }
        }
        assert_eq!(api, baseline, "{version}");
    }
}

#[test]
fn servers_of_swagger() {
    let urls = |head: &str| {
        let outcome = text(&format!(
            "swagger: '2.0'\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n{head}"
        ));
        let servers = outcome.api.unwrap().servers;
        servers
            .into_iter()
            .map(|server| server.url)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        urls("host: a.example\nbasePath: /v1/\nschemes: [https, http]\n"),
        "https://a.example/v1 http://a.example/v1"
    );
    assert_eq!(urls("host: a.example\n"), "https://a.example");
    assert_eq!(urls("basePath: /v1\n"), "/v1");
    assert_eq!(urls(""), "/");
}

#[test]
fn collection_formats_of_swagger() {
    let outcome = text(
        "swagger: 2.0
info: {title: T, version: '1'}
paths:
  /a/{b}:
    get:
      operationId: a
      parameters:
      - {name: b, in: path, required: true, type: array, items: {type: string}}
      - {name: plain, in: query, type: array, items: {type: string}}
      - {name: spaces, in: query, type: array, items: {type: string}, collectionFormat: ssv}
      - {name: many, in: query, type: array, items: {type: string}, collectionFormat: multi}
      - {name: X-H, in: header, type: array, items: {type: string}, collectionFormat: csv}
      responses: {'204': {description: Done}}
",
    );
    assert_eq!(codes(&outcome), Vec::<&str>::new());
    let api = outcome.api.unwrap();
    let styles: Vec<_> = api.operations[0]
        .parameters
        .iter()
        .map(|Parameter { style, explode, .. }| (*style, *explode))
        .collect();
    assert_eq!(
        styles,
        [
            (Style::Simple, false),
            (Style::Form, false),
            (Style::SpaceDelimited, false),
            (Style::Form, true),
            (Style::Simple, false)
        ]
    );
}

#[test]
fn a_shared_body_of_swagger_is_read_with_the_media_types_of_its_operation() {
    let outcome = text(
        "swagger: '2.0'
info: {title: T, version: '1'}
consumes: [application/xml]
parameters:
  Body: {name: b, in: body, schema: {type: object, properties: {a: {type: string, x-nullable: true}}}}
  Field: {name: f, in: formData, type: string, required: true}
paths:
  /a:
    parameters:
    - {$ref: '#/parameters/Body'}
    post:
      operationId: a
      consumes: [application/json]
      responses: {'204': {description: Done}}
    put:
      operationId: b
      parameters:
      - {$ref: '#/parameters/Field'}
      - {name: q, in: query, type: string}
      consumes: [application/x-www-form-urlencoded]
      responses: {'204': {description: Done}}
",
    );
    let api = outcome.api.unwrap();
    let types = |index: usize| {
        let body = api.operations[index].body.as_ref().unwrap();
        let types: Vec<_> = body.contents.iter().map(|content| content.media_type.clone()).collect();
        types.join(" ")
    };
    assert_eq!(types(0), "application/json");
    assert_eq!(show_schemas(&api).lines().next(), Some("(Body): {a?: text|null}"));
    assert_eq!(api.operations[1].parameters.len(), 1);
    assert_eq!(api.operations[1].parameters[0].location, ParameterLocation::Query);
}

#[test]
fn references_into_the_operations_of_swagger_lead_to_what_became_of_them() {
    let outcome = text(
        "swagger: '2.0'
info: {title: T, version: '1'}
paths:
  /a:
    post:
      operationId: a
      parameters:
      - {name: b, in: body, schema: {type: object, properties: {inner: {type: object, properties: {x: {type: string}}}}}}
      - {name: kind, in: query, type: array, items: {type: string, enum: [cat, dog]}}
      responses:
        '200': {description: Done, schema: {type: object, properties: {y: {type: integer}}}}
    put:
      operationId: p
      consumes: [application/x-www-form-urlencoded]
      parameters: [{name: f, in: formData, type: array, items: {type: string, enum: [up, down]}}]
      responses: {'204': {description: Done}}
  /b:
    post:
      operationId: b
      parameters:
      - {$ref: '#/paths/~1a/post/parameters/0'}
      - {$ref: '#/paths/~1a/post/parameters/1'}
      responses: {'204': {description: Done}}
definitions:
  Inner: {$ref: '#/paths/~1a/post/parameters/0/schema/properties/inner'}
  Kind: {$ref: '#/paths/~1a/post/parameters/1/items'}
  Way: {$ref: '#/paths/~1a/put/parameters/0/items'}
  Answer: {$ref: '#/paths/~1a/post/responses/200/schema/properties/y'}
",
    );
    assert!(
        !codes(&outcome).contains(&"dangling-reference"),
        "{}",
        outcome.findings.render(Print::default())
    );
    let api = outcome.api.unwrap();
    let shown = show_schemas(&api);
    for expected in [
        "{x?: text}\n",
        "\"cat\" | \"dog\"\n",
        "\"up\" | \"down\"\n",
        "Answer: = i64",
    ] {
        assert!(shown.contains(expected), "{expected}:\n{shown}");
    }
    assert!(api.operations[2].body.is_some());
    assert_eq!(api.operations[2].parameters[0].wire_name, "kind");
}

#[test]
fn findings_in_parameters_of_swagger_that_moved_up_stand_where_they_were_written() {
    let outcome = text(
        "swagger: '2.0'
info: {title: T, version: '1'}
host: a.example
schemes: [https]
paths:
  /a:
    post:
      operationId: a
      schemes: [wss]
      parameters:
      - {name: b, in: body, schema: {type: object}}
      - {name: q, in: query, type: string, minLength: few}
      - {name: r, in: query, type: colour, x-nullable: true}
      responses: {'204': {description: Done}}
",
    );
    let places: Vec<_> = outcome
        .findings
        .located()
        .into_iter()
        .map(|finding| format!("{} {}", finding.code.id, finding.at.pointer.unwrap()))
        .collect();
    assert_eq!(
        places,
        [
            "wrong-type /paths/~1a/post/parameters/1/minLength",
            "wrong-type /paths/~1a/post/parameters/2/type",
            "unsupported-member /paths/~1a/post/schemes"
        ]
    );
}

#[test]
fn references_beside_keywords_mean_both() {
    let outcome = text(
        "openapi: 3.1.0
info: {title: T, version: '1'}
components:
  schemas:
    A: {type: object, properties: {a: {type: string}}}
    B: {$ref: '#/components/schemas/A', properties: {b: {type: integer}}, required: [b]}
    C: {type: object, properties: {c: {$ref: '#/components/schemas/A', description: An A}}}
",
    );
    assert_eq!(codes(&outcome), Vec::<&str>::new());
    let api = outcome.api.unwrap();
    assert_eq!(show_schemas(&api), "A: {a?: text}\nB: {a?: text, b: i64}\nC: {c?: A}\n");
}

#[test]
fn definitions_anchors_and_dynamic_references() {
    let outcome = text(
        "openapi: 3.1.0
info: {title: T, version: '1'}
components:
  schemas:
    Tree:
      $id: https://example.com/tree
      $dynamicAnchor: node
      type: object
      properties:
        kind: {$ref: '#/$defs/Kind'}
        leaf: {$ref: '#leaf'}
        next: {$ref: tree}
        children: {type: array, items: {$dynamicRef: '#node'}}
      $defs:
        Kind: {type: string, enum: [a]}
        Leaf: {$anchor: leaf, type: object, properties: {kind: {$ref: '#/$defs/Kind'}}}
",
    );
    assert_eq!(codes(&outcome), Vec::<&str>::new());
    assert_eq!(
        show_schemas(&outcome.api.unwrap()),
        "Tree: {kind?: Kind, leaf?: Leaf, next?: Tree, children?: [Tree]}
Kind: \"a\"
Leaf: {kind?: Kind}
"
    );
}

#[test]
fn methods_and_webhooks_of_later_versions() {
    let outcome = text(
        "openapi: 3.2.0
info: {title: T, version: '1'}
paths:
  /a:
    query: {operationId: q, responses: {'204': {description: Done}}}
    additionalOperations:
      COPY: {operationId: c, responses: {'204': {description: Done}}}
webhooks:
  done: {post: {operationId: d, responses: {'204': {description: Done}}}}
",
    );
    assert_eq!(codes(&outcome), [""; 0]);
    let api = outcome.api.unwrap();
    let methods: Vec<_> = api.operations.iter().map(|operation| operation.method).collect();
    assert_eq!(methods, [Method::Query, Method::Other("COPY")]);
    assert_eq!(api.webhooks.len(), 1);
    assert_eq!(api.webhooks[0].path.text, "done");
}
