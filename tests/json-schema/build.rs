//! Generates a type for each schema of the JSON Schema test suite, where the suite can be read.
//!
//! A draft of the suite becomes one OpenAPI description: a component a group, and another that wraps it as the property
//! `value`, because it is a place that has rules, not a name. What the suite serves at <http://localhost:1234> is at hand
//! as texts that were fetched earlier are.

#[path = "build/draft4.rs"]
mod draft4;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use counterpart_spec::{Lock, ReadOptions, Schemas};
use counterpart_tests::probe;
use heck::ToUpperCamelCase;
use referencing::meta;
use serde_json::{Map, Value, json};

/// A draft of the suite and the OpenAPI version whose schemas are closest to it.
struct Draft {
    folder: &'static str,
    module: &'static str,
    openapi: &'static str,
    /// The keyword by which a schema says what its address is.
    id: &'static str,
}

const DRAFTS: [Draft; 2] = [
    Draft {
        folder: "draft4",
        module: "draft4",
        openapi: "3.0.3",
        id: "id",
    },
    Draft {
        folder: "draft2020-12",
        module: "draft2020_12",
        openapi: "3.1.0",
        id: "$id",
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
        write_draft(draft, &suite, &out)?;
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
fn write_draft(draft: &Draft, suite: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let mut schemas = Map::new();
    let mut groups = Vec::new();
    for (file, content) in files(&suite.join(draft.folder))? {
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
    let options = ReadOptions {
        vendored: served(draft, &suite.join("../remotes"))?,
        schemas: Schemas::Exact,
        ..ReadOptions::default()
    };
    let code = probe::models_with(draft.folder, &document, &options)?;
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
    let address = format!("https://suite.test/{name}");
    if draft.folder == "draft4" {
        return draft4::at_home(schema, &address, &format!("#/components/schemas/{name}"));
    }
    if let Value::Object(schema) = &mut schema
        && !schema.contains_key("$id")
    {
        schema.insert("$id".to_owned(), address.into());
    }
    schema
}

/// The documents that schemas of a draft refer to, by their addresses.
fn served(draft: &Draft, folder: &Path) -> Result<Lock, Box<dyn Error>> {
    let mut lock = Lock::default();
    let mut folders = vec![(folder.to_owned(), "http://localhost:1234".to_owned())];
    while let Some((folder, address)) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let address = format!("{address}/{name}");
            let of_other_draft = |name: &str| name == "v1" || (name.starts_with("draft") && name != draft.folder);
            if path.is_dir() {
                folders.extend((!of_other_draft(&name)).then_some((path, address)));
                continue;
            }
            let mut schema = serde_json::from_str(&fs::read_to_string(&path)?)?;
            if draft.folder == "draft4" {
                schema = draft4::at_home(schema, &address, "#");
            }
            lock.insert(address, schema.to_string());
        }
    }
    for metaschema in metaschemas(draft) {
        let address = metaschema.get(draft.id).and_then(Value::as_str).unwrap_or_default();
        let address = address.trim_end_matches('#');
        let schema = match draft.folder {
            "draft4" => draft4::at_home(metaschema.clone(), address, "#"),
            _ => metaschema.clone(),
        };
        lock.insert(address, schema.to_string());
    }
    Ok(lock)
}

/// What a draft says of itself.
fn metaschemas(draft: &Draft) -> Vec<&'static Value> {
    if draft.folder == "draft4" {
        return vec![&meta::DRAFT4];
    }
    vec![
        &meta::DRAFT202012,
        &meta::DRAFT202012_CORE,
        &meta::DRAFT202012_APPLICATOR,
        &meta::DRAFT202012_UNEVALUATED,
        &meta::DRAFT202012_VALIDATION,
        &meta::DRAFT202012_META_DATA,
        &meta::DRAFT202012_FORMAT_ANNOTATION,
        &meta::DRAFT202012_CONTENT,
    ]
}
