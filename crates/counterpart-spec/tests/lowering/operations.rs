//! Operations.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use counterpart_spec::api::{Api, Operation, Parameter};
use counterpart_spec::{Input, ReadOptions, read_with};

use crate::notation::*;

fn operation(body: &str) -> (Api, Operation, Vec<&'static str>) {
    let outcome = outcome(body);
    let codes = outcome.findings.iter().map(|finding| finding.code.id).collect();
    let api = outcome.api.unwrap();
    let operation = api.operations[0].clone();
    (api, operation, codes)
}

fn show_parameter(api: &Api, parameter: &Parameter) -> String {
    let Parameter {
        wire_name,
        location,
        style,
        explode,
        required,
        value: held,
        ..
    } = parameter;
    let mark = if *required { "" } else { "?" };
    let explode = if *explode { " explode" } else { "" };
    format!(
        "{location:?} {style:?}{explode} {wire_name}{mark}: {}",
        value(api, held)
    )
}

#[test]
fn parameters_are_merged_and_agree_with_the_path() {
    let (api, operation, codes) = operation(
        "paths:
  /a/{id}/{other}:
    parameters:
    - {name: id, in: path, required: true, schema: {type: string}}
    - {name: limit, in: query, schema: {type: string}}
    get:
      operationId: list
      parameters:
      - {name: limit, in: query, explode: false, schema: {type: array, items: {type: string, enum: [x]}}}
      - {name: X-Trace, in: header, schema: {type: string}}
      - {name: gone, in: path, required: true, schema: {type: string}}
      responses: {'204': {description: Done}}
",
    );
    let shown: Vec<_> = operation
        .parameters
        .iter()
        .map(|parameter| show_parameter(&api, parameter))
        .collect();
    assert_eq!(
        shown,
        [
            "Path Simple id: text",
            "Query Form limit?: [(list limit items)]",
            "Header Simple X-Trace?: text",
            "Path Simple other: text"
        ]
    );
    assert_eq!(codes, ["missing-path-parameter", "unknown-path-parameter"]);
}

#[test]
fn bodies_and_responses() {
    let (api, operation, codes) = operation(
        "paths:
  /a:
    post:
      operationId: send
      requestBody:
        required: true
        content:
          multipart/form-data: {schema: {type: object, properties: {file: {type: string, format: binary}}}}
          application/json; charset=utf-8: {schema: {type: object, properties: {x: {type: string}}}}
      responses:
        '200': {description: Fine., content: {application/octet-stream: {schema: {type: string, format: binary}}}}
        5XX: {description: Bad., content: {text/plain: {schema: {type: string}}, '*/*': {schema: {type: integer}}}}
        default: {description: ''}
",
    );
    let body = operation.body.unwrap();
    let show = |contents: &[counterpart_spec::api::Content]| -> Vec<String> {
        contents
            .iter()
            .map(|one| format!("{} {:?} {}", one.media_type, one.syntax, value(&api, &one.value)))
            .collect()
    };
    assert_eq!(
        show(&body.contents),
        [
            "application/json Json (send request)",
            "multipart/form-data Multipart (send request)"
        ]
    );
    let responses: Vec<_> = operation
        .responses
        .iter()
        .map(|one| format!("{:?} {:?}", one.status, show(&one.contents)))
        .collect();
    assert_eq!(
        responses,
        [
            "Code(200) [\"application/octet-stream Binary binary\"]",
            "Range(5) [\"*/* Json i64\", \"text/plain Text text\"]",
            "Default []"
        ]
    );
    assert_eq!(codes, Vec::<&str>::new());
}

#[test]
fn security_tags_servers_and_made_names() {
    let (api, operation, codes) = operation(
        "servers: [{url: 'https://{host}/v1', variables: {host: {default: a.example}}}]
security: [{key: []}, {}]
tags: [{name: unused}, {name: second}]
paths:
  /a/{id}/b:
    get: {tags: [first, second], security: [{nobody: [x]}]}
    delete: {}
components:
  securitySchemes: {key: {type: apiKey, in: cookie, name: sid}}
",
    );
    assert_eq!(operation.id, "get_a_id_b");
    assert_eq!(api.servers[0].url, "https://a.example/v1");
    let tags: Vec<_> = api.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!((tags, operation.tags), (vec!["second", "first"], vec![1, 0]));
    let scheme = &api.security_schemes[operation.security[0].parts[0].scheme.index()];
    assert_eq!(
        (scheme.name.as_str(), &scheme.kind),
        ("nobody", &counterpart_spec::api::SecuritySchemeKind::Unsupported)
    );
    let inherited = &api.operations[1].security;
    assert_eq!((inherited.len(), inherited[1].parts.len()), (2, 0));
    assert!(codes.contains(&"undeclared-security-scheme") && codes.contains(&"missing-operation-id"));
}

#[test]
fn findings_come_in_the_order_of_the_document() {
    let outcome = outcome(
        "paths:\n  /a: {get: {responses: {'204': {description: ''}}}}\ncomponents:\n  schemas:\n    A: {type: array}\n    B: {$ref: x.yaml}\n",
    );
    let codes: Vec<_> = outcome.findings.iter().map(|finding| finding.code.id).collect();
    assert_eq!(
        codes,
        ["missing-operation-id", "missing-member", "unreadable-reference"]
    );
}

#[test]
fn examples_of_bodies_are_kept_if_asked_for() {
    let text = "openapi: 3.2.0
info: {title: T, version: '1'}
paths:
  /pets:
    get:
      operationId: pets
      responses:
        '200':
          description: Pets
          content:
            application/json:
              schema: {type: string}
              examples:
                cat: {value: Tom}
                dog: {$ref: '#/components/examples/Dog'}
                bird: {dataValue: Polly}
                elsewhere: {externalValue: 'https://pets.example/fish.json'}
        '400': {description: Broken, content: {text/plain: {example: Sorry}}}
components: {examples: {Dog: {value: Lassie}}}
";
    let shown = |examples| {
        let input = Input::Text {
            name: "pets.yaml".to_owned(),
            text: text.to_owned(),
        };
        let options = ReadOptions {
            examples,
            ..ReadOptions::default()
        };
        let api = read_with(&input, &options).api.unwrap();
        let contents = api.operations[0]
            .responses
            .iter()
            .flat_map(|response| &response.contents);
        let examples = contents.flat_map(|content| &content.examples);
        let shown = examples.map(|example| format!("{:?} {}", example.name.as_deref(), example.value));
        shown.collect::<Vec<_>>()
    };
    assert_eq!(shown(false), [""; 0]);
    assert_eq!(
        shown(true),
        [
            "Some(\"cat\") \"Tom\"",
            "Some(\"dog\") \"Lassie\"",
            "Some(\"bird\") \"Polly\"",
            "None \"Sorry\""
        ]
    );
}
