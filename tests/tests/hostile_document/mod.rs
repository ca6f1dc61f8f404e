//! A document with a text in every place where OpenAPI has one, harmless or hostile.

mod operations;
mod schemas;
mod texts;

use serde_json::{Value as Json, json};

use self::texts::Texts;

/// The document; both have the same parts in the same order.
pub(crate) fn document(hostile: bool) -> Json {
    let mut texts = Texts::new(hostile);
    let (schemas, names) = schemas::schemas(&mut texts);
    let (scheme, tag) = (texts.next(), texts.next());
    let item = operations::path_item(&mut texts, &names, &scheme, &tag);
    let webhook = operations::webhook(&mut texts, &names);
    let components = components(&mut texts, schemas, &scheme);
    let mut t = || texts.next();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": t(), "version": t(), "summary": t(), "description": t(), "termsOfService": t(),
            "contact": { "name": t(), "url": t(), "email": t() },
            "license": { "name": t(), "identifier": t() },
            "x-info": t(),
        },
        "servers": [{
            "url": format!("https://example.org/{}/{{region}}", t()), "description": t(),
            "variables": { "region": { "default": t(), "enum": [t()], "description": t() } },
        }],
        "tags": [{ "name": tag, "description": t(), "externalDocs": { "url": t(), "description": t() } }, { "name": t() }],
        "externalDocs": { "url": t(), "description": t() },
        "paths": { item.0: item.1 },
        "webhooks": { t(): webhook },
        "components": components,
        t(): t(),
    })
}

fn components(texts: &mut Texts, schemas: Json, scheme: &str) -> Json {
    let mut t = || texts.next();
    let flow = json!({
        "authorizationUrl": t(), "tokenUrl": t(), "refreshUrl": t(), "scopes": { t(): t(), t(): t() },
    });
    json!({
        "schemas": schemas,
        "parameters": { t(): { "name": t(), "in": "query", "description": t(), "schema": { "type": "string" } } },
        "headers": { t(): { "description": t(), "schema": { "type": "string" } } },
        "examples": { t(): { "summary": t(), "description": t(), "value": t() } },
        "links": { t(): { "operationId": t(), "description": t(), "parameters": { t(): t() } } },
        "requestBodies": { t(): { "description": t(), "content": { "application/json": { "schema": {} } } } },
        "responses": { t(): { "description": t() } },
        "securitySchemes": {
            scheme: { "type": "apiKey", "in": "header", "name": t(), "description": t() },
            t(): { "type": "apiKey", "in": "query", "name": t() },
            t(): { "type": "apiKey", "in": "cookie", "name": t() },
            t(): { "type": "http", "scheme": "bearer", "bearerFormat": t(), "description": t() },
            t(): { "type": "http", "scheme": t() },
            t(): { "type": "oauth2", "flows": { "authorizationCode": flow } },
            t(): { "type": "openIdConnect", "openIdConnectUrl": t() },
        },
        "x-components": { t(): t() },
    })
}
