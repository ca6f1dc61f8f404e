//! The names of generated crates and modules.

use std::path::Path;

use heck::{ToKebabCase, ToSnakeCase};

use crate::error::{Error, Result};
use crate::options::Options;

/// Crates that every program has: another of the name hides them, in the generated crate first of all.
const TAKEN_CRATES: &[&str] = &["alloc", "core", "counterpart", "proc_macro", "std", "test"];

/// The keywords of edition 2024, strict and reserved.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The name that was asked for, or the document's.
pub(crate) fn crate_name(options: &Options, document: &Path) -> Result<String> {
    let name = match &options.crate_name {
        Some(name) => name.clone(),
        // Nobody chose `core.yaml` to be a crate's name.
        None => match stem(document).to_kebab_case() {
            word if begins_with_digit(&word) => format!("api-{word}"),
            word if is_taken(&word) => format!("{word}-api"),
            word => word,
        },
    };
    let refused = |why: &str| Err(Error::usage(format!("`{name}` cannot name a crate: {why}")));
    let legal = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_'));
    match name.replace('-', "_").as_str() {
        _ if !legal => refused("use ASCII letters, digits, `-` and `_`, and begin with a letter"),
        "_" => refused("it needs a letter"),
        word if KEYWORDS.contains(&word) => refused(&format!(
            "it is a keyword of Rust; set `crate` to another, such as `{name}-api`"
        )),
        word if TAKEN_CRATES.contains(&word) => refused(&format!(
            "generated code depends on a crate of this name, or Rust has one; set `crate` to another, such as `{name}-api`"
        )),
        _ => Ok(name),
    }
}

/// The name that was asked for, or the document's.
pub(crate) fn module_name(options: &Options, document: &Path) -> Result<String> {
    let name = match &options.module {
        Some(name) => name.clone(),
        // Nobody chose `type.yaml` to be a module's name.
        None => match stem(document).to_snake_case() {
            word if begins_with_digit(&word) => format!("api_{word}"),
            word if is_keyword(&word) => format!("{word}_api"),
            word => word,
        },
    };
    // It becomes the name of a file, and users write it into their code.
    let legal = name.chars().all(|one| one.is_alphanumeric() || one == '_');
    if !legal || name.is_empty() || begins_with_digit(&name) {
        return Err(Error::usage(format!(
            "`{name}` cannot name a module: set `module` to a Rust identifier"
        )));
    }
    match is_keyword(&name) {
        true => Err(Error::usage(format!(
            "`{name}` cannot name a module: it is a keyword of Rust; set `module` to another, such as `{name}_api`"
        ))),
        false => Ok(name),
    }
}

fn begins_with_digit(name: &str) -> bool {
    name.starts_with(char::is_numeric)
}

/// Whether a crate cannot have the name although it is a word.
fn is_taken(name: &str) -> bool {
    let word = name.replace('-', "_");
    KEYWORDS.contains(&word.as_str()) || TAKEN_CRATES.contains(&word.as_str())
}

/// Whether a word is one that Rust keeps for itself.
pub(crate) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word) || word == "_"
}

/// The file's name without what says only its format: `authentik.yaml`, `patch-pets.api.mdx`.
fn stem(document: &Path) -> String {
    let stem = document.file_stem().unwrap_or_default().to_string_lossy();
    match stem.as_ref() {
        "-" => "api".to_owned(),
        stem => stem.strip_suffix(".api").unwrap_or(stem).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(name: Option<&str>, document: &str) -> Result<String, String> {
        let options = Options {
            module: name.map(str::to_owned),
            ..Options::default()
        };
        module_name(&options, Path::new(document)).map_err(|error| error.to_string())
    }

    #[test]
    fn a_keyword_names_nothing() {
        assert_eq!(
            module(Some("type"), "a.json").unwrap_err(),
            "`type` cannot name a module: it is a keyword of Rust; set `module` to another, such as `type_api`"
        );
        assert_eq!(module(None, "type.yaml").unwrap(), "type_api");
        assert_eq!(module(Some("types"), "a.json").unwrap(), "types");
        assert_eq!(module(None, "2024-v1.yaml").unwrap(), "api_2024_v1");
        let refusal = module(Some("3pets"), "a.json").unwrap_err();
        assert!(refusal.starts_with("`3pets` cannot name a module: "), "{refusal}");
    }

    #[test]
    fn a_crate_hides_none_that_is_needed() {
        let named = |name: &str| {
            let options = Options {
                crate_name: Some(name.to_owned()),
                ..Options::default()
            };
            crate_name(&options, Path::new("a.json"))
        };
        for taken in ["std", "core", "counterpart", "proc-macro", "type", "_"] {
            let refusal = named(taken).unwrap_err().to_string();
            assert!(
                refusal.starts_with(&format!("`{taken}` cannot name a crate: ")),
                "{refusal}"
            );
        }
        assert_eq!(named("std-api").unwrap(), "std-api");
        let refusal = named("proc-macro").unwrap_err().to_string();
        assert!(refusal.ends_with("such as `proc-macro-api`"), "{refusal}");
    }

    #[test]
    fn a_document_always_has_a_name_for_its_crate() {
        for (document, name) in [
            ("core.yaml", "core-api"),
            ("proc_macro.json", "proc-macro-api"),
            ("type.yaml", "type-api"),
            ("2024-v1.yaml", "api-2024-v1"),
            ("Pet_Store.yaml", "pet-store"),
        ] {
            assert_eq!(crate_name(&Options::default(), Path::new(document)).unwrap(), name);
        }
    }
}
