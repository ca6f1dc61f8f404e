//! Paths, operations and what they send and answer.

use serde_json::{Value as Json, json};

use super::texts::Texts;

/// A path and its operations.
pub(super) fn path_item(texts: &mut Texts, names: &[String], scheme: &str, tag: &str) -> (String, Json) {
    // Braces in a path mean something; these must not.
    let parameter = texts.next().replace(['{', '}', '/'], "-");
    let path = format!("/{}/{{{parameter}}}", texts.next().replace(['{', '}'], "-"));
    let post = operation(texts, names, scheme, tag, &parameter);
    let mut t = || texts.next();
    let item = json!({
        "summary": t(), "description": t(), "post": post,
        "parameters": [{ "name": t(), "in": "header", "description": t(), "schema": { "type": "string", "example": t() } }],
        "x-item": t(),
    });
    (path, item)
}

fn operation(texts: &mut Texts, names: &[String], scheme: &str, tag: &str, parameter: &str) -> Json {
    let responses = responses(texts, names);
    let body = body(texts, names);
    let mut t = || texts.next();
    json!({
        "operationId": t(), "summary": t(), "description": t(), "tags": [tag, t()],
        "security": [{ scheme: [t()] }, { t(): [] }],
        "externalDocs": { "url": t(), "description": t() },
        "parameters": [
            { "name": parameter, "in": "path", "required": true, "description": t(), "schema": { "type": "string" } },
            { "name": t(), "in": "query", "description": t(), "schema": { "$ref": Texts::pointer(&names[1]) } },
            { "name": t(), "in": "cookie", "schema": { "type": "string", "default": t(), "example": t() } },
            {
                "name": t(), "in": "query", "schema": { "type": "string", "enum": [t(), t()] },
                "examples": { t(): { "summary": t(), "value": t() } },
            },
        ],
        "requestBody": body,
        "responses": responses,
        "callbacks": { t(): { t(): { "post": { "operationId": t(), "responses": { "204": { "description": t() } } } } } },
        "servers": [{ "url": t(), "description": t() }],
        "x-operation": { t(): t() },
    })
}

fn body(texts: &mut Texts, names: &[String]) -> Json {
    let mut t = || texts.next();
    json!({
        "description": t(),
        "content": {
            "application/json": {
                "schema": { "$ref": Texts::pointer(&names[3]) }, "examples": { t(): { "description": t(), "value": t() } },
            },
            "multipart/form-data": {
                "schema": { "type": "object", "properties": { t(): { "type": "string" } } },
                "encoding": { t(): { "contentType": t(), "headers": { t(): { "description": t() } } } },
            },
            format!("text/{}", t()): { "schema": { "type": "string" } },
        },
    })
}

fn responses(texts: &mut Texts, names: &[String]) -> Json {
    let mut t = || texts.next();
    json!({
        "200": {
            "description": t(),
            "content": { format!("application/{}", t()): { "schema": { "type": "string" }, "example": t() } },
            "headers": { t(): { "description": t(), "schema": { "type": "string", "default": t() } } },
            "links": { t(): { "operationId": t(), "description": t() } },
        },
        "404": { "description": t(), "content": { "application/json": { "schema": { "$ref": Texts::pointer(&names[0]) } } } },
        "default": { "description": t(), "content": { "application/json": { "schema": { "$ref": Texts::pointer(&names[4]) } } } },
    })
}

/// What the API calls.
pub(super) fn webhook(texts: &mut Texts, names: &[String]) -> Json {
    let mut t = || texts.next();
    let content = json!({ "application/json": { "schema": { "$ref": Texts::pointer(&names[5]) } } });
    json!({
        "post": {
            "operationId": t(), "summary": t(), "description": t(), "tags": [t()],
            "requestBody": { "description": t(), "content": content },
            "responses": { "204": { "description": t() } },
        },
    })
}
