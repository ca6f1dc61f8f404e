//! `$ref` to the node it means.

mod core;
mod places;
mod suggest;

use std::borrow::Cow;

use rustc_hash::FxHashMap;

pub(crate) use self::core::{Core, FileName, Refusal};
pub(crate) use self::places::{FILES, Home, Places, file_of, last_token, prefix, reference_to};
use crate::diagnostic::{DANGLING_REFERENCE, Diagnostic, REFERENCE_CYCLE, REMOTE_REFERENCE, UNREADABLE_REFERENCE};
use crate::document::{Node, pointer};

/// A chain of references longer than this is treated as a circle.
const LONGEST_CHAIN: usize = 32;

/// Looks references up in one document.
pub(crate) struct Resolver<'d> {
    core: &'d Core,
    known: FxHashMap<&'d str, Target<'d>>,
}

/// What a reference leads to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target<'d> {
    Local(&'d Node),
    Dangling,
    /// Into a file that is not there.
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
    pub(crate) fn new(core: &'d Core) -> Self {
        Self {
            core,
            known: FxHashMap::default(),
        }
    }

    /// One step: the node that a reference names, which may be a reference again.
    pub(crate) fn target(&mut self, reference: &'d str) -> Target<'d> {
        if let Some(target) = self.known.get(reference) {
            return *target;
        }
        let target = match pointer::from_local_reference(reference) {
            Some(pointer) => self.find(&pointer, 0).map_or(Target::Dangling, Target::Local),
            None if reference.starts_with('#') => Target::Dangling,
            None => match self.core.refusals.get(reference) {
                Some(Refusal::Anchor) => Target::Dangling,
                _ => Target::External,
            },
        };
        self.known.insert(reference, target);
        target
    }

    /// The node behind a pointer, which may lead through references: people point into what a reference stands for.
    fn find(&self, wanted: &str, hops: usize) -> Option<&'d Node> {
        let mut node = &self.core.root;
        for token in pointer::tokens(wanted) {
            node = match pointer::child(node, &token) {
                Some(child) => child,
                None => pointer::child(self.behind(node, hops)?, &token)?,
            };
        }
        Some(node)
    }

    fn behind(&self, node: &'d Node, hops: usize) -> Option<&'d Node> {
        let reference = node
            .get("$ref")
            .and_then(Node::as_str)
            .filter(|_| hops < LONGEST_CHAIN)?;
        let target = self.find(&pointer::from_local_reference(reference)?, hops + 1)?;
        match target.get("$ref") {
            Some(_) => self.behind(target, hops + 1),
            None => Some(target),
        }
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

    /// The last reference of a chain that goes nowhere, and the pointer to what holds it if that is not the node itself.
    pub(crate) fn last_link(&mut self, node: &'d Node) -> (&'d str, Option<Cow<'d, str>>) {
        let (mut node, mut place) = (node, None);
        let mut last = "";
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = node.get("$ref").and_then(Node::as_str) else {
                break;
            };
            last = reference;
            match self.target(reference) {
                Target::Local(target) => node = target,
                Target::Dangling | Target::External => break,
            }
            place = pointer::from_local_reference(reference);
        }
        (last, place)
    }

    /// The word for names of what stands in a file as a whole.
    pub(crate) fn stem(&self, file: usize) -> Option<&'d str> {
        self.core.files.get(file).map(|file| file.stem.as_str())
    }

    /// The finding for a reference that cannot be followed. `at` points to the object that holds it.
    pub(crate) fn finding(&self, failure: Failure, reference: &str, at: &str, instead: &str) -> Diagnostic {
        let place = format!("{at}/$ref");
        let shown = self.shown(reference, at);
        match failure {
            Failure::External => self.refused(reference, &place, instead),
            Failure::Cycle => {
                let message = format!("`{shown}` only leads back to itself; {instead}");
                Diagnostic::at_pointer(&REFERENCE_CYCLE, message, place)
            }
            Failure::Dangling => {
                let message = format!("`{shown}` leads nowhere; {instead}");
                let diagnostic = Diagnostic::at_pointer(&DANGLING_REFERENCE, message, place);
                match self.similar(reference) {
                    Some(similar) => diagnostic.with_help(format!("did you mean `{}`?", self.shown(&similar, at))),
                    None => diagnostic,
                }
            }
        }
    }

    fn similar(&self, reference: &str) -> Option<String> {
        let pointer = pointer::from_local_reference(reference)?;
        let (file, place) = self.core.places.home(&pointer);
        let similar = suggest::similar(&self.core.root, reference);
        similar.or_else(|| {
            let there = reference_to(&format!("{}{place}", prefix(file)));
            suggest::similar(&self.core.root, &there).or_else(|| suggest::elsewhere(&self.core.root, reference))
        })
    }

    fn refused(&self, reference: &str, place: &str, instead: &str) -> Diagnostic {
        let (code, reason, help) = match self.core.refusals.get(reference) {
            Some(Refusal::Remote) => (
                &REMOTE_REFERENCE,
                "is not fetched".to_owned(),
                Some(how_to_fetch(reference)),
            ),
            Some(Refusal::Outside) => (
                &UNREADABLE_REFERENCE,
                "is a symbolic link out of the document's folder".to_owned(),
                Some("put the file itself there, or allow links with `--follow-links`".to_owned()),
            ),
            Some(Refusal::Missing { reason, similar }) => (
                &UNREADABLE_REFERENCE,
                format!("cannot be read: {reason}"),
                Some(self.what_is_meant(reference, similar.as_deref(), place)),
            ),
            Some(Refusal::Broken) => (&UNREADABLE_REFERENCE, "cannot be read".to_owned(), None),
            Some(Refusal::NoFolder | Refusal::Anchor) | None => (
                &UNREADABLE_REFERENCE,
                "leads to another file, and this text has no place from which to look for it".to_owned(),
                None,
            ),
        };
        let diagnostic = Diagnostic::at_pointer(code, format!("`{reference}` {reason}; {instead}"), place);
        match help {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        }
    }

    /// What the name of a file that is not there stands for.
    fn what_is_meant(&self, reference: &str, similar: Option<&str>, place: &str) -> String {
        let (address, fragment) = reference
            .split_once('#')
            .map_or((reference, None), |(address, fragment)| (address, Some(fragment)));
        if let Some(similar) = similar {
            let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
            return format!("did you mean `{similar}{fragment}`?");
        }
        // A name alone is what people write who mean a component.
        let name = address.rsplit('/').next().unwrap_or(address);
        if let Some(component) = suggest::elsewhere(&self.core.root, &reference_to(&format!("/{name}"))) {
            return format!("did you mean `{component}`?");
        }
        let (here, _) = self.core.places.home(place);
        let here = self.core.files.get(here).map_or("", |file| file.address.as_str());
        format!("the name is relative to the folder of `{here}`")
    }

    /// A reference as a user would write it in the file of the place `at`.
    fn shown(&self, reference: &str, at: &str) -> String {
        let (here, _) = self.core.places.home(at);
        let address = |file: usize| self.core.files.get(file).map_or("", |file| file.address.as_str());
        let Some(pointer) = pointer::from_local_reference(reference) else {
            return match reference.strip_prefix(address(here)) {
                Some(fragment) if fragment.starts_with('#') => fragment.to_owned(),
                _ => reference.to_owned(),
            };
        };
        let (file, place) = self.core.places.home(&pointer);
        match file == here {
            true => reference_to(&place),
            false => format!(
                "{}{}",
                address(file),
                if place.is_empty() {
                    String::new()
                } else {
                    reference_to(&place)
                }
            ),
        }
    }
}

/// The flag that fetches what a reference names over the network.
fn how_to_fetch(reference: &str) -> String {
    let host = reference.find("://").map_or(0, |scheme| scheme + 3);
    let end = reference.get(host..).and_then(|rest| rest.find(['/', '?', '#']));
    let origin = end.and_then(|end| reference.get(..host + end)).unwrap_or(reference);
    format!("fetch it once with `--allow-remote {origin}`: its text is kept in `counterpart.lock`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::json;

    #[test]
    fn chains_circles_and_dead_ends() {
        let text = r##"{"a": {"$ref": "#/b"}, "b": {"$ref": "#/c"}, "c": 1, "d": {"$ref": "#/d"},
            "e": {"$ref": "#/cc"}, "f": {"$ref": "x.yaml"}}"##;
        let mut places = Places::default();
        places.add_file(0);
        let core = Core {
            root: json::parse(text).unwrap().root,
            places,
            files: vec![FileName::default()],
            refusals: FxHashMap::default(),
            schemas: crate::Schemas::default(),
        };
        let mut resolver = Resolver::new(&core);
        let mut follow = |key| {
            resolver
                .follow(core.root.get(key).unwrap())
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
