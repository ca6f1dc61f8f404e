//! Generates the models of every document in `specs`, with a type of a known name for each component and each schema that
//! an operation has in place.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use counterpart_tests::probe;
use serde_json::Value;

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
        let document = out.join(format!("d{index}.json"));
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

fn documents(specs: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    // `shelter` has its schemas in many files, and Swagger 2.0 has them elsewhere.
    for folder in [specs.to_owned(), specs.join("baseline")] {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.ends_with(".yaml") && !name.starts_with("swagger-") {
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
                    "schemas" | "example" | "examples" => {}
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
    let mut document: Value = serde_yaml::from_str(&fs::read_to_string(file)?)?;
    let mut inline = Vec::new();
    for part in ["paths", "webhooks", "components"] {
        document
            .get(part)
            .into_iter()
            .for_each(|part| collect(part, &mut inline));
    }
    for (number, schema) in inline.into_iter().enumerate() {
        document["components"]["schemas"][format!("CounterpartInline{number}")] = schema;
    }
    // What no operation uses has no direction, so that nothing is left out of a type.
    document["paths"] = Value::Object(serde_json::Map::new());
    document.as_object_mut().map(|document| document.remove("webhooks"));
    let components = document.pointer("/components/schemas").and_then(Value::as_object);
    let names = components.into_iter().flat_map(|schemas| schemas.keys());
    let pointers: Vec<_> = names
        .map(|name| format!("/components/schemas/{}", probe::token(name)))
        .collect();
    let types = probe::wrap(&mut document, pointers.iter().map(String::as_str));
    let code = probe::models(&file.display().to_string(), &document)?;
    fs::write(out.join(format!("d{index}.rs")), code)?;
    fs::write(out.join(format!("d{index}.json")), document.to_string())?;
    Ok(types)
}
