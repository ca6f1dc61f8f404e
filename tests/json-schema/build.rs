//! Generates a type for each schema of the JSON Schema test suite, where the suite can be read.
//!
//! A draft of the suite becomes one OpenAPI description: a component a group, and another that wraps it as the property
//! `value`, because it is a place that has rules, not a name.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use counterpart_tests::probe;
use heck::ToUpperCamelCase;
use serde_json::{Map, Value, json};

/// A draft of the suite and the OpenAPI version whose schemas are closest to it.
struct Draft {
    folder: &'static str,
    module: &'static str,
    openapi: &'static str,
}

const DRAFTS: [Draft; 2] = [
    Draft {
        folder: "draft4",
        module: "draft4",
        openapi: "3.0.3",
    },
    Draft {
        folder: "draft2020-12",
        module: "draft2020_12",
        openapi: "3.1.0",
    },
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rustc-check-cfg=cfg(suite)");
    println!("cargo::rerun-if-env-changed=COUNTERPART_CORPUS");
    println!("cargo::rerun-if-changed=build.rs");
    let suite = suite();
    if !suite.is_dir() {
        // The suite is other people's and not part of this repository; the tests say that they skipped.
        return Ok(());
    }
    println!("cargo::rustc-cfg=suite");
    println!("cargo::rustc-env=JSON_SCHEMA_SUITE={}", suite.display());
    println!("cargo::rerun-if-changed={}", suite.display());
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("Cargo sets OUT_DIR")?);
    for draft in &DRAFTS {
        write_draft(draft, &suite.join(draft.folder), &out)?;
    }
    Ok(())
}

/// Beside the corpus.
fn suite() -> PathBuf {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus"));
    let corpus = env::var_os("COUNTERPART_CORPUS").map_or_else(beside, PathBuf::from);
    corpus.join("../json-schema-test-suite/tests")
}

/// Writes the types of a draft, and the list of its groups.
fn write_draft(draft: &Draft, folder: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut schemas = Map::new();
    let mut groups = Vec::new();
    for (file, content) in files(folder)? {
        for (index, group) in content.as_array().into_iter().flatten().enumerate() {
            let name = format!("{}G{index}", file.to_upper_camel_case());
            let schema = group.get("schema").cloned().unwrap_or_default();
            schemas.insert(name.clone(), at_home(schema, &name, draft));
            groups.push((
                format!("file: {file:?}, index: {index}"),
                format!("/components/schemas/{name}"),
            ));
        }
    }
    let mut document = json!({
        "openapi": draft.openapi,
        "info": {"title": draft.folder, "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    });
    let types = probe::wrap(&mut document, groups.iter().map(|(_, pointer)| pointer.as_str()));
    let code = probe::models(draft.folder, &document)?;
    fs::write(out.join(format!("{}.rs", draft.module)), code)?;
    let entries = groups.iter().zip(types);
    let entries = entries.map(|((group, _), ty)| format!("    Group {{ {group}, probe: probe::<models::{ty}> }},\n"));
    let list = format!(
        "pub(crate) static GROUPS: &[Group] = &[\n{}];\n",
        entries.collect::<String>()
    );
    fs::write(out.join(format!("{}_groups.rs", draft.module)), list)?;
    Ok(())
}

/// The files of a draft in the order of their names; what is optional is left out.
fn files(folder: &Path) -> Result<Vec<(String, Value)>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            files.push((stem, serde_json::from_str(&fs::read_to_string(&path)?)?));
        }
    }
    files.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(files)
}

/// A schema of the suite is a document of its own; here its references must still mean itself.
fn at_home(mut schema: Value, name: &str, draft: &Draft) -> Value {
    if draft.folder == "draft4" {
        point_inwards(&mut schema, name);
    } else if let Value::Object(schema) = &mut schema
        && !schema.contains_key("$id")
    {
        schema.insert("$id".to_owned(), format!("https://suite.test/{name}").into());
    }
    schema
}

/// `#/definitions/a` becomes `#/components/schemas/{name}/definitions/a`.
fn point_inwards(value: &mut Value, name: &str) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(reference) if key == "$ref" && (reference == "#" || reference.starts_with("#/")) => {
                        reference.replace_range(..1, &format!("#/components/schemas/{name}"));
                    }
                    value if key != "enum" => point_inwards(value, name),
                    _ => {}
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| point_inwards(item, name)),
        _ => {}
    }
}
