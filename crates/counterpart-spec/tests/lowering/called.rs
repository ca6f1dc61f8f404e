//! What an API calls, and operations at servers of their own.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use crate::given::{codes, text};

#[test]
fn callbacks_are_read_once_and_know_what_leads_to_them() {
    let outcome = text(
        "openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    post:
      operationId: a
      callbacks:
        x-note: {}
        done:
          '{$request.body#/one}': {post: {tags: [t], responses: {'204': {description: Done}}}}
          '{$request.body#/two}': {post: {operationId: two, responses: {'204': {description: Done}}}}
        gone: {$ref: '#/components/callbacks/Gone'}
      responses: {'204': {description: Done}}
  /b:
    post:
      operationId: b
      callbacks: {left: {$ref: '#/components/callbacks/Gone'}}
      responses: {'204': {description: Done}}
components:
  callbacks:
    Gone: {'{$request.query.url}': {delete: {responses: {'204': {description: Done}}}}}
",
    );
    assert_eq!(codes(&outcome), ["missing-operation-id", "missing-operation-id"]);
    let api = outcome.api.unwrap();
    let callbacks: Vec<_> = api
        .callbacks
        .iter()
        .map(|one| (one.id.as_str(), one.path.text.as_str(), one.pointer.as_str()))
        .collect();
    assert_eq!(
        callbacks,
        [
            (
                "post_a_done_request_body_one",
                "a/done/request/body/one",
                "/paths/~1a/post/callbacks/done/{$request.body#~1one}/post"
            ),
            (
                "two",
                "a/done/request/body/two",
                "/paths/~1a/post/callbacks/done/{$request.body#~1two}/post"
            ),
            (
                "delete_Gone",
                "Gone",
                "/components/callbacks/Gone/{$request.query.url}/delete"
            ),
        ]
    );
    let occasions: Vec<_> = api
        .occasions
        .iter()
        .map(|one| (one.callback, one.operation, one.address.as_str()))
        .collect();
    assert_eq!(
        occasions,
        [
            (0, 0, "{$request.body#/one}"),
            (1, 0, "{$request.body#/two}"),
            (2, 0, "{$request.query.url}"),
            (2, 1, "{$request.query.url}"),
        ]
    );
    assert_eq!(api.tags[api.callbacks[0].tags[0]].name, "t");
}

#[test]
fn an_operation_has_its_own_server_or_that_of_its_path() {
    let outcome = text(
        "openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /a:
    servers: [{url: /of-path}]
    get: {operationId: a, responses: {'204': {description: Done}}}
    put: {operationId: b, servers: [{url: 'https://{x}.example', variables: {x: {default: y}}}], responses: {'204': {description: Done}}}
  /c:
    get: {operationId: c, responses: {'204': {description: Done}}}
",
    );
    assert_eq!(codes(&outcome), [""; 0]);
    let servers = outcome.api.unwrap().operations;
    let servers = servers.into_iter().map(|one| one.server.map(|server| server.url));
    let servers: Vec<_> = servers.collect();
    assert_eq!(
        servers,
        [Some("/of-path".into()), Some("https://y.example".into()), None]
    );
}
