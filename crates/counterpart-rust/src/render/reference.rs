//! A page for people that shows a description: one file that needs no other.

use std::collections::HashMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use serde_json::{Value as Json, json};

use super::{anchors, commonmark};

const PAGE: &str = include_str!("../../templates/reference.html.j2");

/// Methods in the order in which a path shows them.
const METHODS: &[&str] = &[
    "get", "post", "put", "patch", "delete", "query", "head", "options", "trace",
];

/// The ids that the page itself has.
const OWN_IDS: &[&str] = &["filter", "schemas"];

/// The page for a document in the core form.
pub(super) fn page(core: &Json) -> String {
    let mut environment = Environment::new();
    // Lines that hold only a tag leave nothing behind.
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    // Most of what could be said is not.
    environment.set_undefined_behavior(UndefinedBehavior::Chainable);
    // Everything that a document says is text, never markup.
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let root = Value::from(Serde(core));
    environment.add_filter("json", |value: Value| serde_json::to_string(&value).unwrap_or_default());
    environment.add_filter("pretty", |value: Value| {
        serde_json::to_string_pretty(&value).unwrap_or_default()
    });
    let target = root.clone();
    environment.add_filter("resolve", move |value: Value| resolve(&target, value));
    environment.add_filter("last", |pointer: String| {
        pointer
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .replace("~1", "/")
            .replace("~0", "~")
    });
    let Linked { sections, schemas } = linked(core);
    environment.add_filter("schema_anchor", move |name: String| {
        let known = schemas.get(&name).cloned();
        known.unwrap_or_else(|| schema_anchor(&name))
    });
    environment.add_filter("markdown", |text: String| {
        Value::from_safe_string(commonmark::html(&text))
    });
    environment.add_filter("words", |text: String| commonmark::words(&text));
    // The template is a part of this crate, and the tests render it.
    environment
        .render_str(
            PAGE,
            context! { document => root, sections, generator => env!("CARGO_PKG_VERSION") },
        )
        .unwrap_or_else(|error| format!("<title>The page could not be made</title><pre>{error:#}</pre>"))
}

/// What a `$ref` leads to; a value that is none leads to itself. A chain that does not end is cut.
fn resolve(root: &Value, value: Value) -> Value {
    let mut value = value;
    for _ in 0..16 {
        let Ok(reference) = value.get_attr("$ref") else {
            return value;
        };
        let Some(pointer) = reference.as_str().and_then(|reference| reference.strip_prefix('#')) else {
            return value;
        };
        let tokens = pointer
            .split('/')
            .skip(1)
            .map(|token| token.replace("~1", "/").replace("~0", "~"));
        value = tokens.fold(root.clone(), |node, token| {
            let item = match token.parse::<usize>() {
                Ok(index) if node.kind() == minijinja::value::ValueKind::Seq => node.get_item_by_index(index),
                _ => node.get_attr(&token),
            };
            item.unwrap_or_default()
        });
    }
    Value::UNDEFINED
}

/// What the page shows and has links to.
struct Linked {
    sections: Vec<Value>,
    /// The anchors of schemas by their names.
    schemas: HashMap<String, String>,
}

/// Gives every section, operation and schema an anchor of its own: the same document, the same anchors.
fn linked(core: &Json) -> Linked {
    let sections = sections(core);
    let schemas = core.pointer("/components/schemas").and_then(Json::as_object);
    let schemas: Vec<&String> = schemas.into_iter().flat_map(|schemas| schemas.keys()).collect();
    let mut wanted: Vec<String> = Vec::new();
    for (name, operations) in &sections {
        wanted.push(format!("tag-{name}"));
        wanted.extend(operations.iter().map(|one| format!("{}{}", one.method, one.path)));
    }
    wanted.extend(schemas.iter().map(|name| schema_anchor(name)));
    let mut anchors = anchors::distinct(&wanted, OWN_IDS).into_iter();
    let mut next = || anchors.next().unwrap_or_default();
    let sections = sections.into_iter().map(|(name, operations)| {
        let anchor = next();
        let operations: Vec<Value> = operations.iter().map(|one| one.shown(&next())).collect();
        context! { name, anchor, operations }
    });
    let sections = sections.collect();
    let schemas = schemas.into_iter().map(|name| (name.clone(), next())).collect();
    Linked { sections, schemas }
}

/// The anchor of a schema that shares it with nothing.
fn schema_anchor(name: &str) -> String {
    anchors::plain(&format!("schema-{name}"))
}

/// An operation, and where it was found.
struct Found<'d> {
    path: &'d str,
    method: &'d str,
    operation: &'d Json,
    /// The parameters of its path.
    shared: Option<&'d Json>,
}

impl Found<'_> {
    /// As the template sees it.
    fn shown(&self, anchor: &str) -> Value {
        let Self {
            path,
            method,
            operation,
            shared,
        } = self;
        Value::from(Serde(json!({
            "path": path, "method": method, "operation": operation, "shared": shared, "anchor": anchor,
        })))
    }
}

/// The operations by their first tag, in the order of the document; then what the API calls at its users.
fn sections(core: &Json) -> Vec<(&str, Vec<Found<'_>>)> {
    let mut sections: Vec<(&str, Vec<Found<'_>>)> = Vec::new();
    for place in ["paths", "webhooks"] {
        for (path, item) in core.get(place).and_then(Json::as_object).into_iter().flatten() {
            let item = target(core, item);
            for (method, operation) in operations(item) {
                let tag = operation.pointer("/tags/0").and_then(Json::as_str);
                let name = match place {
                    "paths" => tag.unwrap_or("Other operations"),
                    _ => "Webhooks",
                };
                let found = Found {
                    path,
                    method,
                    operation,
                    shared: item.get("parameters"),
                };
                match sections.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, operations)) => operations.push(found),
                    None => sections.push((name, vec![found])),
                }
            }
        }
    }
    sections
}

/// The operations of a path item by their methods, those of other methods (OpenAPI 3.2, 4.9) included.
fn operations(item: &Json) -> impl Iterator<Item = (&str, &Json)> {
    let own = METHODS.iter().filter_map(|method| Some((*method, item.get(*method)?)));
    let others = item.get("additionalOperations").and_then(Json::as_object);
    own.chain(
        others
            .into_iter()
            .flatten()
            .map(|(method, operation)| (method.as_str(), operation)),
    )
}

/// A path item may be written elsewhere.
fn target<'d>(core: &'d Json, item: &'d Json) -> &'d Json {
    let reference = item.get("$ref").and_then(Json::as_str);
    let pointer = reference.and_then(|reference| reference.strip_prefix('#'));
    pointer.and_then(|pointer| core.pointer(pointer)).unwrap_or(item)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_document_says_is_markup() {
        let evil = "</code><script>alert('x')</script>\"><img src=x onerror=alert(1)>";
        let schema = json!({
            "type": "object", "description": evil, "required": [evil], "example": { evil: evil },
            "properties": { evil: { "type": evil, "format": evil, "pattern": evil, "default": evil, "description": evil } },
        });
        let document = json!({
            "info": { "title": evil, "version": evil, "description": evil },
            "servers": [{ "url": evil, "description": evil }],
            "tags": [{ "name": evil, "description": evil }],
            "paths": { evil: { "get": {
                "summary": evil, "description": evil, "tags": [evil], "security": [{ evil: [evil] }],
                "parameters": [{ "name": evil, "in": evil, "schema": { "enum": [evil] }, "description": evil }],
                "requestBody": { "description": evil, "content": { evil: { "schema": schema, "example": evil } } },
                "responses": { evil: { "description": evil, "content": { evil: { "schema": { "$ref": evil } } } } },
            } } },
            "components": {
                "schemas": { evil: schema },
                "securitySchemes": { evil: { "type": evil, "scheme": evil, "in": evil, "name": evil, "description": evil } },
            },
        });
        let page = page(&document);
        assert_eq!(page.matches("<script").count(), 1, "only the page's own");
        assert!(!page.contains("<img"), "{page}");
        assert!(page.contains("&lt;script&gt;"), "{page}");
    }

    #[test]
    fn descriptions_are_commonmark() {
        let description = "# Pets\n\nAll *kinds* of `pets`.\n\n- [home](https://pets.example)\n- <b>bold</b>\n";
        let page = page(&json!({ "info": { "description": description } }));
        assert!(page.contains("<h4>Pets</h4>"), "{page}");
        assert!(page.contains("All <em>kinds</em> of <code>pets</code>."), "{page}");
        assert!(page.contains("<a href=\"https://pets.example\""), "{page}");
        assert!(page.contains("&lt;b&gt;bold&lt;/b&gt;"), "{page}");
    }

    #[test]
    fn a_document_may_say_next_to_nothing() {
        for document in [
            json!({}),
            json!({ "paths": { "/a": { "get": {} } } }),
            json!({ "components": {} }),
        ] {
            let page = page(&document);
            assert!(page.contains("<h1>API"), "{page}");
        }
    }

    #[test]
    fn webhooks_and_operations_of_other_methods_are_shown() {
        let document = json!({
            "paths": { "/a": { "get": {}, "additionalOperations": { "COPY": { "summary": "Copies it" } } } },
            "webhooks": { "moved": { "post": { "summary": "It has moved", "tags": ["a"] } } },
        });
        let page = page(&document);
        assert!(page.contains("<span class=\"method COPY\">COPY</span>"), "{page}");
        let (operations, webhooks) = page.split_once("<h2 id=\"tag-Webhooks\">Webhooks</h2>").unwrap();
        assert!(operations.contains("<strong>Copies it</strong>"), "{page}");
        assert!(webhooks.contains("<strong>It has moved</strong>"), "{page}");
    }

    #[test]
    fn every_link_leads_to_one_place_of_the_page() {
        let get = |tag: &str| {
            json!({ "get": { "tags": [tag], "responses": { "200": {
            "description": "", "content": { "a/b": { "schema": { "$ref": "#/components/schemas/Pet.Toy" } } },
        } } } })
        };
        let document = json!({
            "paths": { "/a-b": get("x y"), "/a/b": get("x-y"), "/{a}/b": get("x y"), "/a/{b}": get("x y") },
            "webhooks": { "/a-b": get("x y") },
            "components": { "schemas": { "Pet-Toy": {}, "Pet.Toy": {} } },
        });
        let page = page(&document);
        let between = |start: &str| -> Vec<String> {
            let rests = page.split(start).skip(1);
            rests
                .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
                .collect()
        };
        let mut ids = between(" id=\"");
        let links = between("<a href=\"#");
        assert_eq!(
            links[..6],
            ["get-a-b", "get--a--b", "get-a--b-", "get-a-b-2", "get-a-b-3", "schemas"]
        );
        assert!(links[6..].iter().all(|link| link == "schema-Pet-Toy-2"), "{links:?}");
        assert!(links.iter().all(|link| ids.contains(link)), "{links:?} {ids:?}");
        ids.sort();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{ids:?}");
    }

    #[test]
    fn references_are_followed_and_do_not_go_round() {
        let document = json!({
            "paths": { "/a": { "$ref": "#/x/0" } },
            "x": [{ "get": { "parameters": [{ "$ref": "#/components/parameters/a~1b" }, { "$ref": "#/components/parameters/c" }] } }],
            "components": { "parameters": {
                "a/b": { "name": "found", "in": "query" }, "c": { "$ref": "#/components/parameters/c" },
            } },
        });
        assert!(page(&document).contains("<code>found</code>"));
    }
}
