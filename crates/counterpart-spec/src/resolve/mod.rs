//! `$ref` to the node it means.

mod suggest;

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::diagnostic::{DANGLING_REFERENCE, Diagnostic, EXTERNAL_REFERENCE, REFERENCE_CYCLE};
use crate::document::{Node, pointer};

/// A chain of references longer than this is treated as a circle.
const LONGEST_CHAIN: usize = 32;

/// Looks references up in one document.
pub(crate) struct Resolver<'d> {
    root: &'d Node,
    known: FxHashMap<&'d str, Target<'d>>,
}

/// What a reference leads to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target<'d> {
    Local(&'d Node),
    Dangling,
    External,
}

/// Why a reference cannot be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    Dangling,
    External,
    Cycle,
}

impl<'d> Resolver<'d> {
    pub(crate) fn new(root: &'d Node) -> Self {
        Self {
            root,
            known: FxHashMap::default(),
        }
    }

    /// One step: the node that a reference names, which may be a reference again.
    pub(crate) fn target(&mut self, reference: &'d str) -> Target<'d> {
        if let Some(target) = self.known.get(reference) {
            return *target;
        }
        let target = match pointer::from_local_reference(reference) {
            Some(pointer) => pointer::find(self.root, &pointer).map_or(Target::Dangling, Target::Local),
            None if reference.starts_with('#') => Target::Dangling,
            None => Target::External,
        };
        self.known.insert(reference, target);
        target
    }

    /// All steps: the first node that is no reference, and its pointer if a reference led there.
    pub(crate) fn follow(&mut self, node: &'d Node) -> Result<(&'d Node, Option<Cow<'d, str>>), Failure> {
        let mut node = node;
        let mut place = None;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = node.get("$ref").and_then(Node::as_str) else {
                return Ok((node, place));
            };
            node = match self.target(reference) {
                Target::Local(target) => target,
                Target::Dangling => return Err(Failure::Dangling),
                Target::External => return Err(Failure::External),
            };
            place = pointer::from_local_reference(reference);
        }
        Err(Failure::Cycle)
    }

    /// The finding for a reference that cannot be followed. `at` points to the object that holds it.
    pub(crate) fn finding(&self, failure: Failure, reference: &str, at: &str, instead: &str) -> Diagnostic {
        let place = format!("{at}/$ref");
        match failure {
            Failure::External => {
                let message = format!("`{reference}` leaves the document and is not followed; {instead}");
                Diagnostic::at_pointer(&EXTERNAL_REFERENCE, message, place)
            }
            Failure::Cycle => {
                let message = format!("`{reference}` only leads back to itself; {instead}");
                Diagnostic::at_pointer(&REFERENCE_CYCLE, message, place)
            }
            Failure::Dangling => {
                let message = format!("`{reference}` leads nowhere; {instead}");
                let diagnostic = Diagnostic::at_pointer(&DANGLING_REFERENCE, message, place);
                match suggest::similar(self.root, reference) {
                    Some(similar) => diagnostic.with_help(format!("did you mean `{similar}`?")),
                    None => diagnostic,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::json;

    #[test]
    fn chains_circles_and_dead_ends() {
        let text = r##"{"a": {"$ref": "#/b"}, "b": {"$ref": "#/c"}, "c": 1, "d": {"$ref": "#/d"},
            "e": {"$ref": "#/cc"}, "f": {"$ref": "x.yaml"}}"##;
        let tree = json::parse(text).unwrap();
        let mut resolver = Resolver::new(&tree.root);
        let mut follow = |key| {
            resolver
                .follow(tree.root.get(key).unwrap())
                .map(|(_, place)| place.unwrap())
        };
        assert_eq!(follow("a").unwrap(), "/c");
        assert_eq!(follow("d"), Err(Failure::Cycle));
        assert_eq!(follow("e"), Err(Failure::Dangling));
        assert_eq!(follow("f"), Err(Failure::External));
        let finding = resolver.finding(Failure::Dangling, "#/cc", "/e", "skipped");
        assert_eq!(finding.help.as_deref(), Some("did you mean `#/c`?"));
    }
}
