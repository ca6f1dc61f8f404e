//! References into the middle of another file's operations, in every version.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use counterpart_spec::api::{Api, Status};
use counterpart_spec::diagnostic::Style;
use counterpart_spec::{Input, read};

use crate::notation::show_schemas;

/// What another file holds, as OpenAPI 3 writes it.
const OTHER: &str = "info: {title: Other, version: '1'}
paths:
  /x:
    parameters:
    - {name: shared, in: query, schema: {type: boolean}}
    get:
      operationId: x
      parameters:
      - {name: kind, in: query, schema: {type: array, items: {type: string, enum: [cat, dog]}}}
      responses:
        '200':
          description: Done
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
    post:
      operationId: y
      requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {inner: {type: object, properties: {a: {type: string}}}}}}}}
      responses: {'204': {description: Done}}
components: {schemas: {Pet: {type: object, properties: {name: {type: string}}}}}
";

/// The same in Swagger 2.0.
const OTHER_SWAGGER: &str = "swagger: '2.0'
info: {title: Other, version: '1'}
produces: [application/json]
consumes: [application/json]
paths:
  /x:
    parameters:
    - {name: shared, in: query, type: boolean}
    get:
      operationId: x
      parameters:
      - {name: kind, in: query, type: array, collectionFormat: multi, items: {type: string, enum: [cat, dog]}}
      responses:
        '200':
          description: Done
          schema: {$ref: '#/definitions/Pet'}
    post:
      operationId: y
      parameters:
      - {name: body, in: body, required: true, schema: {type: object, properties: {inner: {type: object, properties: {a: {type: string}}}}}}
      responses: {'204': {description: Done}}
definitions: {Pet: {type: object, properties: {name: {type: string}}}}
";

const PATHS: &str = "info: {title: T, version: '1'}
paths:
  /a:
    get:
      operationId: a
      parameters: [{$ref: 'other.yaml#/paths/~1x/get/parameters/0'}]
      responses: {'200': {$ref: 'other.yaml#/paths/~1x/get/responses/200'}}
  /x: {$ref: 'other.yaml#/paths/~1x'}
";

/// The API of a document of two files, which has nothing wrong.
fn read_both(document: &str, other: &str) -> Api {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("openapi.yaml"), document).unwrap();
    std::fs::write(folder.path().join("other.yaml"), other).unwrap();
    let outcome = read(&Input::File(folder.path().join("openapi.yaml")));
    assert_eq!(outcome.findings.render(Style::default()), "", "{document}");
    outcome.api.unwrap()
}

fn check(api: &Api, name: &str) {
    let shown = show_schemas(api);
    for expected in ["{name?: text}\n", "\"cat\" | \"dog\"\n", "{a?: text}\n"] {
        assert!(shown.contains(expected), "{name}: {expected}:\n{shown}");
    }
    assert_eq!(shown.matches("\"cat\" | \"dog\"\n").count(), 1, "{name}:\n{shown}");
    assert_eq!(shown.matches("{name?: text}\n").count(), 1, "{name}:\n{shown}");
    let ids: Vec<&str> = api.operations.iter().map(|operation| operation.id.as_str()).collect();
    assert_eq!(ids, ["a", "x", "y"], "{name}");
    let parameters = |index: usize| {
        let names = api.operations[index].parameters.iter();
        names.map(|one| one.wire_name.as_str()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        [parameters(0), parameters(1), parameters(2)],
        ["kind", "shared kind", "shared"],
        "{name}"
    );
    assert_eq!(
        api.operations[0].parameters[0], api.operations[1].parameters[1],
        "{name}"
    );
    let answers = |index: usize| &api.operations[index].responses;
    assert_eq!(answers(0)[0].status, Status::Code(200), "{name}");
    assert_eq!(answers(0)[0].contents, answers(1)[0].contents, "{name}");
    assert!(api.operations[2].body.is_some(), "{name}");
}

#[test]
fn into_operations_of_another_file() {
    for version in ["3.0.3", "3.1.0", "3.2.0"] {
        let inner = "components: {schemas: {Inner: {$ref: 'other.yaml#/paths/~1x/post/requestBody/content/application~1json/schema/properties/inner'}}}\n";
        let document = format!("openapi: {version}\n{PATHS}{inner}");
        check(&read_both(&document, &format!("openapi: {version}\n{OTHER}")), version);
        // A part of a description says no version of its own.
        check(&read_both(&document, OTHER), version);
    }
    let inner = "definitions: {Inner: {$ref: 'other.yaml#/paths/~1x/post/parameters/0/schema/properties/inner'}}\n";
    let swagger = format!("swagger: '2.0'\n{PATHS}{inner}");
    check(&read_both(&swagger, OTHER_SWAGGER), "swagger");
    let part = OTHER_SWAGGER.replace("swagger: '2.0'\n", "");
    check(&read_both(&swagger, &part), "swagger, a part");
}

/// Each file is read by the version that it says.
#[test]
fn into_a_file_of_another_version() {
    let inner =
        "components: {schemas: {Inner: {$ref: 'other.yaml#/paths/~1x/post/parameters/0/schema/properties/inner'}}}\n";
    check(
        &read_both(&format!("openapi: 3.1.0\n{PATHS}{inner}"), OTHER_SWAGGER),
        "3.1 to 2.0",
    );
    let inner = "definitions: {Inner: {$ref: 'other.yaml#/paths/~1x/post/requestBody/content/application~1json/schema/properties/inner'}}\n";
    check(
        &read_both(
            &format!("swagger: '2.0'\n{PATHS}{inner}"),
            &format!("openapi: 3.0.3\n{OTHER}"),
        ),
        "2.0 to 3.0",
    );
}
