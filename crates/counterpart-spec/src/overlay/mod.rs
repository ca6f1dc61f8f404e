//! Overlays (the Overlay Specification, 1.0 and 1.1): changes to a document that stand in files of their own.
//!
//! They apply in order to the tree, ahead of everything that knows OpenAPI, and the rules of 1.1 hold for both versions.
//! An array as an update of an array is appended item by item. An action that selects nothing is an error unless it has
//! `x-counterpart-optional: true`.

mod action;
mod merge;
mod provenance;
mod query;

use serde_json::Value as Json;

use self::action::{Action, Change, OPTIONAL, broken, within};
pub(crate) use self::provenance::Provenance;
use crate::diagnostic::{BROKEN_TARGET, Diagnostic, Findings, UNMATCHED_TARGET};
use crate::document::{MAX_DEPTH, Node, pointer};

/// All actions together may write so many nodes: a `copy` can double a document, and forty of them would fill any memory.
const MOST_WRITTEN: usize = 1_000_000;

/// An overlay that was read, and the number of its file among the findings' files.
#[derive(Debug)]
pub(crate) struct Overlay {
    pub(crate) file: usize,
    pub(crate) root: Node,
}

/// Applies overlays to a document, and tells the findings where its values come from now.
pub(crate) fn apply(document: Node, overlays: &[Overlay], findings: &mut Findings) -> Node {
    if overlays.is_empty() {
        return document;
    }
    let mut patched = Patched {
        root: document.to_json(),
        provenance: Provenance::default(),
        written: 0,
    };
    for overlay in overlays {
        let mut found = Vec::new();
        for action in action::actions(&overlay.root, &mut found) {
            if let Err(finding) = patched.run(&action, overlay.file) {
                found.push(finding);
            }
        }
        for finding in found {
            findings.push(within(overlay.file, finding));
        }
    }
    findings.set_provenance(patched.provenance);
    Node::from(patched.root)
}

/// A document on its way.
struct Patched {
    root: Json,
    provenance: Provenance,
    written: usize,
}

impl Patched {
    fn run(&mut self, action: &Action<'_>, file: usize) -> Result<(), Diagnostic> {
        let targets = self.select(action.target, action, "target")?;
        if targets.is_empty() {
            return unmatched(action);
        }
        match &action.change {
            Change::Remove => self.remove(&targets, action),
            Change::Update(update) => {
                let from = Provenance::new(file, action.pointer("update"));
                self.merge(&targets, &update.to_json(), &from, action, "update")
            }
            Change::Copy(source) => {
                let sources = self.select(source, action, "copy")?;
                let [pointer] = sources.as_slice() else {
                    let message = format!("`copy` must select one value; `{source}` selects {}", sources.len());
                    return Err(broken(message, action.pointer("copy")));
                };
                let value = self.root.pointer(pointer).cloned().unwrap_or_default();
                let from = self.provenance.find(pointer);
                self.merge(&targets, &value, &from, action, "copy")
            }
        }
    }

    fn select(&self, expression: &str, action: &Action<'_>, member: &str) -> Result<Vec<String>, Diagnostic> {
        query::select(expression, &self.root).map_err(|reason| {
            let message = format!("`{expression}` is no JSONPath: {reason}");
            Diagnostic::at_pointer(&BROKEN_TARGET, message, action.pointer(member))
        })
    }

    fn remove(&mut self, targets: &[String], action: &Action<'_>) -> Result<(), Diagnostic> {
        if targets.iter().any(String::is_empty) {
            return Err(broken("the whole document cannot be removed", action.pointer("target")));
        }
        merge::remove(&mut self.root, targets, &mut self.provenance);
        Ok(())
    }

    fn merge(
        &mut self,
        targets: &[String],
        value: &Json,
        from: &Provenance,
        action: &Action<'_>,
        member: &str,
    ) -> Result<(), Diagnostic> {
        self.check(targets, value, action, member)?;
        let (nodes, depth) = merge::extent(value);
        for target in targets {
            self.written = self.written.saturating_add(nodes);
            if self.written > MOST_WRITTEN {
                let message = "the actions up to here write more than a million values";
                return Err(broken(message, action.pointer(member)));
            }
            if pointer::tokens(target).count() + depth + 1 > MAX_DEPTH {
                let message = format!("this would nest the document deeper than {MAX_DEPTH} levels");
                return Err(broken(message, action.pointer(member)));
            }
            let Some(node) = self.root.pointer_mut(target) else {
                continue;
            };
            let place = self.provenance.find_mut(target);
            match (node, value) {
                (Json::Array(items), value) if !value.is_array() => merge::append(items, value, place, from.clone()),
                (node, value) => merge::merge(node, value, place, from.clone()),
            }
        }
        Ok(())
    }

    /// All targets are of one kind, and the value is one that can be laid over each (Overlay 1.1, Action Object).
    fn check(&self, targets: &[String], value: &Json, action: &Action<'_>, member: &str) -> Result<(), Diagnostic> {
        let nodes = || targets.iter().filter_map(|target| self.root.pointer(target));
        let mut kinds = nodes().map(merge::kind);
        let first = kinds.next().unwrap_or_default();
        if let Some(other) = kinds.find(|kind| *kind != first) {
            let message = format!("the targets must be of one kind; here are {first} and {other}");
            return Err(broken(message, action.pointer("target")));
        }
        for node in nodes().filter(|node| !node.is_array()) {
            merge::fits(node, value, &mut String::new()).map_err(|clash| {
                let merge::Clash {
                    pointer,
                    target,
                    update,
                } = clash;
                let message = format!("{update} cannot be laid over {target}");
                // What is copied stands in the document; the action is what is wrong.
                let below = if member == "update" { pointer.as_str() } else { "" };
                broken(message, action.pointer(member) + below)
            })?;
        }
        Ok(())
    }
}

fn unmatched(action: &Action<'_>) -> Result<(), Diagnostic> {
    if action.optional {
        return Ok(());
    }
    let message = format!("`{}` selects nothing in the document", action.target);
    let finding = Diagnostic::at_pointer(&UNMATCHED_TARGET, message, action.pointer("target"));
    Err(finding.with_help(format!(
        "give the action `{OPTIONAL}: true` if it need not select anything"
    )))
}
