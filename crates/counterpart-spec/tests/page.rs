//! The authentik operation: as our document, as the page made from it, and as the page that authentik publishes.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::io::Write;
use std::path::{Path, PathBuf};

use base64::Engine;
use counterpart_spec::api::{Api, Docs, Schema, SchemaName, Shape};
use counterpart_spec::{Input, read};
use serde_json::{Map, Value as Json, json};

const PAGE: &str = "specs/authentik-group-connection.api.mdx";
const DOCUMENT: &str = "specs/authentik-group-connection.yaml";

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn api(input: &Input) -> Api {
    let outcome = read(input);
    assert!(
        outcome.findings.is_empty(),
        "{}",
        outcome.findings.render(Default::default())
    );
    outcome.api.unwrap()
}

fn file(path: &Path) -> Api {
    api(&Input::File(path.to_owned()))
}

/// Makes the page of the only operation of a document.
fn page_of(document: &Json) -> String {
    let (path, item) = document["paths"].as_object().unwrap().iter().next().unwrap();
    let (method, operation) = item.as_object().unwrap().iter().next().unwrap();
    let mut page = inlined(operation, document).as_object().unwrap().clone();
    page.insert("method".to_owned(), json!(method));
    page.insert("path".to_owned(), json!(path));
    page.insert("servers".to_owned(), document["servers"].clone());
    page.insert(
        "securitySchemes".to_owned(),
        document["components"]["securitySchemes"].clone(),
    );
    page.insert("info".to_owned(), document["info"].clone());
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(Json::Object(page).to_string().as_bytes()).unwrap();
    let packed = base64::engine::general_purpose::STANDARD.encode(encoder.finish().unwrap());
    let id = operation["operationId"].as_str().unwrap();
    let description = operation["description"].as_str().unwrap();
    format!(
        "---\nid: {}\ntitle: \"{id}\"\ndescription: \"{description}\"\nsidebar_label: \"{id}\"\nhide_title: true\n\
         api: {packed}\n---\n\n# {id}\n\n{description}\n",
        id.replace('_', "-")
    )
}

/// The same with every reference replaced by its component, titled with the component's name.
fn inlined(node: &Json, document: &Json) -> Json {
    match node {
        Json::Object(object) => match object.get("$ref").and_then(Json::as_str) {
            Some(reference) => {
                let mut target = inlined(document.pointer(&reference[1..]).unwrap(), document);
                let name = reference.rsplit('/').next().unwrap();
                target.as_object_mut().unwrap().insert("title".to_owned(), json!(name));
                target
            }
            None => {
                let entries = object
                    .iter()
                    .map(|(key, value)| (key.clone(), inlined(value, document)));
                Json::Object(entries.collect::<Map<_, _>>())
            }
        },
        Json::Array(items) => items.iter().map(|item| inlined(item, document)).collect(),
        other => other.clone(),
    }
}

fn our_page() -> String {
    let text = std::fs::read_to_string(workspace().join(DOCUMENT)).unwrap();
    page_of(&serde_yaml::from_str(&text).unwrap())
}

#[test]
fn the_page_is_the_one_made_from_the_document() {
    let path = workspace().join(PAGE);
    let page = our_page();
    if std::env::var_os("COUNTERPART_BLESS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let command = "COUNTERPART_BLESS=1 cargo test -p counterpart-spec --test page";
    assert!(
        std::fs::read_to_string(&path).unwrap_or_default() == page,
        "{PAGE} is stale; `{command}` makes it anew"
    );
}

/// Types alone, by name: documentation and places differ between a document and a page.
fn bare_schemas(api: &Api) -> Vec<(String, Shape)> {
    let mut schemas: Vec<_> = api
        .schemas
        .iter()
        .map(|schema| (name(schema), bare(api, &schema.shape)))
        .collect();
    schemas.sort_by(|one, other| one.0.cmp(&other.0));
    schemas
}

fn name(schema: &Schema) -> String {
    match &schema.name {
        SchemaName::Component(name) | SchemaName::Title(name) => name.clone(),
        SchemaName::Place(words) => words.join(" "),
    }
}

/// Without documentation; numbers of schemas are replaced by their rank among the names.
fn bare(api: &Api, shape: &Shape) -> Shape {
    let mut shape = shape.clone();
    if let Shape::Object(object) = &mut shape {
        for property in &mut object.properties {
            property.docs = Docs::default();
            if let counterpart_spec::api::Type::Named(id) = property.value.ty {
                property.docs.title = Some(name(api.schema(id)));
                property.value.ty = counterpart_spec::api::Type::Any;
            }
        }
    }
    shape
}

#[test]
fn the_page_and_the_document_give_the_same_types() {
    let document = file(&workspace().join(DOCUMENT));
    let page = api(&Input::Text {
        name: "page.api.mdx".to_owned(),
        text: our_page(),
    });
    assert_eq!(bare_schemas(&document), bare_schemas(&page));
    assert_eq!(document.schemas.len(), 6);
    let (ours, theirs) = (&document.operations[0], &page.operations[0]);
    assert_eq!(
        (&ours.id, ours.method, &ours.path),
        (&theirs.id, theirs.method, &theirs.path)
    );
    assert_eq!(ours.parameters, theirs.parameters);
    assert_eq!(ours.security, theirs.security);
    assert_eq!(document.servers, page.servers);
}

#[test]
fn authentiks_own_page_gives_the_same_types() {
    let shared = std::env::var_os("COUNTERPART_SHARED").map_or_else(|| workspace().join("../shared"), PathBuf::from);
    let path = shared.join("seed/sources-group-connections-oauth-partial-update.api.mdx");
    if !path.exists() {
        println!("skipped: {} is not there (set COUNTERPART_SHARED)", path.display());
        return;
    }
    let (published, ours) = (file(&path), file(&workspace().join(PAGE)));
    assert_eq!(bare_schemas(&published), bare_schemas(&ours));
    assert_eq!(published.operations[0].id, ours.operations[0].id);
}
