//! Types with known names for the schemas of a document, so that tests can put values to them.

use std::error::Error;

use counterpart_rust::{Layout, Options, UnknownProperties};
use counterpart_spec::{Input, ReadOptions};
use serde_json::{Value, json};

/// Adds a component for each JSON Pointer of a schema: an object with the schema as its property `value`, because it is
/// a place that has rules, not a name. Gives the names, which the emitter keeps as they are.
pub fn wrap<'p>(document: &mut Value, pointers: impl IntoIterator<Item = &'p str>) -> Vec<String> {
    wrap_references(document, pointers.into_iter().map(|pointer| format!("#{pointer}")))
}

/// The same for references, which may lead to other files.
pub fn wrap_references(document: &mut Value, references: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut names = Vec::new();
    let schemas = schemas(document);
    for (index, reference) in references.into_iter().enumerate() {
        let name = format!("CounterpartProbe{index}");
        schemas[&name] = json!({
            "type": "object",
            "required": ["value"],
            "properties": {"value": {"$ref": reference}},
        });
        names.push(name);
    }
    names
}

/// Where a document has its schemas; the object is made if there is none.
pub fn schemas(document: &mut Value) -> &mut Value {
    let schemas = match document.get("swagger") {
        Some(_) => &mut document["definitions"],
        None => &mut document["components"]["schemas"],
    };
    if schemas.is_null() {
        *schemas = json!({});
    }
    schemas
}

/// The JSON Pointer of what [`schemas`] gives.
#[must_use]
pub fn schemas_pointer(document: &Value) -> &'static str {
    match document.get("swagger") {
        Some(_) => "/definitions",
        None => "/components/schemas",
    }
}

/// The models of a document, as one file.
///
/// # Errors
/// When the document is not understood at all.
pub fn models(name: &str, document: &Value) -> Result<String, Box<dyn Error>> {
    models_with(name, document, &ReadOptions::default())
}

/// The same, of a document that is read with options.
///
/// # Errors
/// When the document is not understood at all.
pub fn models_with(name: &str, document: &Value, options: &ReadOptions) -> Result<String, Box<dyn Error>> {
    let input = Input::Text {
        name: name.to_owned(),
        text: document.to_string(),
    };
    models_of(&input, options)
}

/// The same, of a document of any kind.
///
/// # Errors
/// When the document is not understood at all.
pub fn models_of(input: &Input, options: &ReadOptions) -> Result<String, Box<dyn Error>> {
    let mut outcome = counterpart_spec::read_with(input, options);
    let Some(api) = outcome.api else {
        let style = counterpart_spec::diagnostic::Style::default();
        return Err(outcome.findings.render(style).into());
    };
    let options = Options {
        client: false,
        server: false,
        layout: Layout::SingleFile {
            name: "models".to_owned(),
        },
        // What is read is held against what was written.
        unknown_properties: UnknownProperties::Keep,
        ..Options::default()
    };
    let output = counterpart_rust::generate(&api, &options, &mut outcome.findings);
    let file = output.files.into_iter().next().ok_or("nothing was generated")?;
    Ok(file.contents)
}

/// A token of a JSON Pointer (RFC 6901, 3).
#[must_use]
pub fn token(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
