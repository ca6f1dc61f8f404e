//! Generates the models of every document in `specs`, with a type of a known name for each component and each schema that
//! an operation has in place.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use counterpart_spec::{Input, ReadOptions};
use counterpart_tests::probe;
use serde_json::Value;

/// The first file of a document of several, and what each document is called here.
const ENTRY: &str = "openapi.yaml";

fn main() -> Result<(), Box<dyn Error>> {
    let specs = counterpart_tests::root().join("specs");
    println!("cargo::rerun-if-changed={}", specs.display());
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("Cargo sets OUT_DIR")?);
    let mut modules = String::new();
    let mut list = String::new();
    for (index, file) in documents(&specs)?.iter().enumerate() {
        let types = write_models(file, index, &out)?;
        modules += &format!("pub mod d{index} {{ include!(concat!(env!(\"OUT_DIR\"), \"/d{index}.rs\")); }}\n");
        let document = out.join(format!("d{index}")).join(ENTRY);
        for ty in types {
            list += &format!(
                "    Probe {{ document: {:?}, component: {ty:?}, pass: pass::<generated::d{index}::models::{ty}>, judge: judge::<generated::d{index}::models::{ty}> }},\n",
                document.display().to_string()
            );
        }
    }
    fs::write(out.join("modules.rs"), modules)?;
    fs::write(
        out.join("probes.rs"),
        format!("/// Every component of every document.\npub static PROBES: &[Probe] = &[\n{list}];\n"),
    )?;
    Ok(())
}

/// Every document of ours, also those of several files, by the first of these.
fn documents(specs: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = vec![specs.join("shelter/openapi.yaml")];
    for folder in [specs.to_owned(), specs.join("baseline")] {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "yaml") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The schemas of parameters, headers, bodies and answers.
fn collect(node: &Value, found: &mut Vec<Value>) {
    match node {
        Value::Object(object) => {
            for (key, value) in object {
                match key.as_str() {
                    "schema" | "itemSchema" => found.push(value.clone()),
                    "schemas" | "definitions" | "example" | "examples" => {}
                    _ => collect(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

/// Writes models and document; gives the names of the types.
fn write_models(file: &Path, index: usize, out: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut document = read(file)?;
    let mut inline = Vec::new();
    for part in ["paths", "webhooks", "components", "parameters", "responses"] {
        document
            .get(part)
            .into_iter()
            .for_each(|part| collect(part, &mut inline));
    }
    for (number, schema) in inline.into_iter().enumerate() {
        probe::schemas(&mut document)[format!("CounterpartInline{number}")] = schema;
    }
    // What no operation uses has no direction, so that nothing is left out of a type.
    document["paths"] = Value::Object(serde_json::Map::new());
    document.as_object_mut().map(|document| document.remove("webhooks"));
    let base = probe::schemas_pointer(&document);
    let components = document.pointer(base).and_then(Value::as_object);
    let names = components.into_iter().flat_map(|schemas| schemas.keys());
    let mut references: Vec<_> = names.map(|name| format!("#{base}/{}", probe::token(name))).collect();
    let folder = out.join(format!("d{index}"));
    fs::create_dir_all(&folder)?;
    if file.file_name().is_some_and(|name| name == ENTRY) {
        copy_others(
            file.parent().ok_or("a file is in a folder")?,
            &folder,
            "",
            &mut references,
        )?;
    }
    let types = probe::wrap_references(&mut document, references);
    let entry = folder.join(ENTRY);
    fs::write(&entry, document.to_string())?;
    let code = probe::models_of(&Input::File(entry), &ReadOptions::default())?;
    fs::write(out.join(format!("d{index}.rs")), code)?;
    Ok(types)
}

fn read(file: &Path) -> Result<Value, Box<dyn Error>> {
    Ok(serde_yaml::from_str(&fs::read_to_string(file)?)?)
}

/// Copies the files that a document consists of beside its first one, and collects references to the schemas in them.
fn copy_others(from: &Path, to: &Path, under: &str, references: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    let mut paths: Vec<_> = fs::read_dir(from)?.collect::<Result<_, _>>()?;
    paths.sort_by_key(fs::DirEntry::path);
    for entry in paths {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            copy_others(&path, &to.join(&name), &format!("{under}{name}/"), references)?;
        } else if name != ENTRY {
            fs::copy(&path, to.join(&name))?;
            let reference = format!("{under}{name}").replace(' ', "%20");
            let document = read(&path)?;
            // A file of properties is a schema as a whole.
            if document.get("properties").is_some() {
                references.push(reference.clone());
            }
            schemas_in(&document, &format!("{reference}#"), references);
        }
    }
    Ok(())
}

/// References to what stands under `schema` and `definitions`.
fn schemas_in(node: &Value, place: &str, references: &mut Vec<String>) {
    match node {
        Value::Object(object) => {
            for (key, value) in object {
                let place = format!("{place}/{}", probe::token(key));
                match (key.as_str(), value) {
                    ("schema", _) => references.push(place),
                    ("definitions", Value::Object(schemas)) => {
                        references.extend(schemas.keys().map(|name| format!("{place}/{}", probe::token(name))));
                    }
                    _ => schemas_in(value, &place, references),
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                schemas_in(item, &format!("{place}/{index}"), references);
            }
        }
        _ => {}
    }
}
