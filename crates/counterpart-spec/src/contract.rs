//! The document as a server shows it to its callers.

use serde_json::{Map, Value as Json};

use crate::{Input, Pressed, ReadOptions, press, source};

/// A document that is read on its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    /// The document after overlays and selection, in its own version of OpenAPI. Where it refers to other files, it is the
    /// core form, in which the texts of the others lie under `x-counterpart-files`.
    pub document: Json,
    /// The same in the core form, which is one for all versions.
    pub core: Json,
}

impl Contract {
    /// The document as YAML.
    #[must_use]
    pub fn to_yaml(&self) -> String {
        // A tree of strings, numbers and their containers always has a text.
        serde_yaml::to_string(&self.document).unwrap_or_default()
    }
}

/// Reads a document once more, for showing it: without the operations at these pointers.
#[must_use]
pub fn contract(input: &Input, options: &ReadOptions, without: &[String]) -> Option<Contract> {
    let loaded = source::load(input, options);
    let own_files = loaded.files.len();
    let Pressed { core, files, .. } = press(input, options);
    let mut core = core?.root.to_json();
    leave_out(&mut core, without);
    let document = match loaded.root {
        Some(root) if files.len() == own_files => {
            let mut document = root.to_json();
            leave_out(&mut document, without);
            document
        }
        _ => core.clone(),
    };
    Some(Contract { document, core })
}

fn leave_out(document: &mut Json, operations: &[String]) {
    for pointer in operations {
        let Some((item, method)) = pointer.rsplit_once('/') else {
            continue;
        };
        if let Some(Json::Object(item)) = document.pointer_mut(item) {
            item.shift_remove(method);
        }
    }
    for list in ["paths", "webhooks"] {
        if let Some(Json::Object(items)) = document.get_mut(list).filter(|_| !operations.is_empty()) {
            items.retain(|_, item| item.as_object().is_none_or(says_something));
        }
    }
}

/// A path is worth showing if something is left beside what its operations shared.
fn says_something(item: &Map<String, Json>) -> bool {
    let shared = ["parameters", "servers", "summary", "description"];
    item.keys()
        .any(|key| !shared.contains(&key.as_str()) && !key.starts_with("x-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(input: &Input, without: &[&str]) -> Contract {
        let without: Vec<_> = without.iter().map(|pointer| (*pointer).to_owned()).collect();
        contract(input, &ReadOptions::default(), &without).unwrap()
    }

    fn text(text: &str) -> Input {
        Input::Text {
            name: "a.yaml".into(),
            text: text.into(),
        }
    }

    #[test]
    fn a_document_is_shown_in_its_own_version_without_what_was_not_selected() {
        let document = text(
            "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths:\n  /a:\n    parameters: []\n    get: {responses: {}}\n\
             \u{20}   post: {responses: {}}\n  /b:\n    parameters: []\n    get: {responses: {}}\n",
        );
        let all = shown(&document, &[]);
        assert_eq!(all.document["openapi"], "3.1.0");
        assert!(all.document["paths"]["/b"]["get"].is_object());
        let part = shown(&document, &["/paths/~1a/post", "/paths/~1b/get"]);
        assert!(part.document["paths"]["/a"]["get"].is_object());
        assert!(part.document["paths"]["/a"]["post"].is_null());
        assert!(part.document["paths"].get("/b").is_none());
        assert!(part.core["paths"].get("/b").is_none());
        assert!(part.to_yaml().starts_with("openapi: 3.1.0\n"), "{}", part.to_yaml());
    }

    #[test]
    fn a_document_of_several_files_is_shown_as_one() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../specs/shelter/openapi.yaml");
        let whole = shown(&Input::File(folder.into()), &[]);
        assert_eq!(whole.document, whole.core);
        assert!(!whole.document.to_string().contains(".yaml"), "{}", whole.document);
    }
}
