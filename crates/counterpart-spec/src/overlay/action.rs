//! The actions of an overlay as the file has them.

use crate::diagnostic::{BROKEN_OVERLAY, Diagnostic, Place};
use crate::document::Node;

/// Marks an action that may match nothing. An extension of ours, as the specification allows on actions.
pub(super) const OPTIONAL: &str = "x-counterpart-optional";

/// An action of an overlay.
#[derive(Debug)]
pub(super) struct Action<'o> {
    pub(super) index: usize,
    /// A JSONPath (RFC 9535).
    pub(super) target: &'o str,
    pub(super) change: Change<'o>,
    pub(super) optional: bool,
}

/// What is done to the targets.
#[derive(Debug)]
pub(super) enum Change<'o> {
    Remove,
    Update(&'o Node),
    /// A JSONPath to the one value that is merged as an update would be.
    Copy(&'o str),
}

impl Action<'_> {
    /// The pointer of a member in the overlay's file.
    pub(super) fn pointer(&self, member: &str) -> String {
        format!("/actions/{}/{member}", self.index)
    }
}

/// What is wrong in an overlay's file, and where; the place is within that file.
pub(super) fn broken(message: impl Into<String>, pointer: impl Into<String>) -> Diagnostic {
    Diagnostic::at_pointer(&BROKEN_OVERLAY, message, pointer)
}

/// The actions in order; what cannot be one is left out with a finding.
pub(super) fn actions<'o>(overlay: &'o Node, findings: &mut Vec<Diagnostic>) -> Vec<Action<'o>> {
    if let Err(finding) = check_version(overlay) {
        findings.push(finding);
        return Vec::new();
    }
    let Some(list) = overlay.get("actions").and_then(Node::as_array) else {
        findings.push(broken("an overlay has an array `actions`", "/actions"));
        return Vec::new();
    };
    if list.is_empty() {
        findings.push(broken(
            "`actions` is empty: an overlay has one action at least",
            "/actions",
        ));
    }
    let mut actions = Vec::new();
    for (index, node) in list.iter().enumerate() {
        match action(index, node) {
            Ok(action) => actions.push(action),
            Err(finding) => findings.push(finding),
        }
    }
    actions
}

fn check_version(overlay: &Node) -> Result<(), Diagnostic> {
    let Some(version) = overlay.get("overlay").and_then(Node::to_text) else {
        let finding = broken("this is no Overlay document: it has no member `overlay`", "");
        return Err(finding.with_help("begin it with `overlay: 1.1.0`"));
    };
    let known = ["1.0", "1.1"];
    let supported = known
        .iter()
        .any(|prefix| version == *prefix || version.starts_with(&format!("{prefix}.")));
    match supported {
        true => Ok(()),
        false => Err(broken(format!("Overlay {version} is not supported"), "/overlay")
            .with_help("versions 1.0 and 1.1 are supported")),
    }
}

fn action(index: usize, node: &Node) -> Result<Action<'_>, Diagnostic> {
    let at = format!("/actions/{index}");
    let Some(action) = node.as_object() else {
        return Err(broken(format!("an action is an object, not {}", node.kind()), at));
    };
    let Some(target) = action.get("target").and_then(Node::as_str) else {
        return Err(broken("an action has a string `target`", format!("{at}/target")));
    };
    let flag = |name: &str| match action.get(name) {
        None => Ok(false),
        Some(Node::Bool(flag)) => Ok(*flag),
        Some(other) => Err(broken(
            format!("`{name}` must be a boolean, but this is {}", other.kind()),
            format!("{at}/{name}"),
        )),
    };
    let change = match (flag("remove")?, action.get("update"), action.get("copy")) {
        (true, ..) => Change::Remove,
        (false, Some(update), None) => Change::Update(update),
        (false, None, Some(copy)) => Change::Copy(copy.as_str().ok_or_else(|| {
            broken(
                format!("`copy` must be a JSONPath, but this is {}", copy.kind()),
                format!("{at}/copy"),
            )
        })?),
        (false, Some(_), Some(_)) => {
            return Err(broken(
                "an action has `update` or `copy`, not both",
                format!("{at}/copy"),
            ));
        }
        (false, None, None) => {
            return Err(broken(
                "an action needs `update`, `remove: true` or `copy`; this one does nothing",
                at,
            ));
        }
    };
    Ok(Action {
        index,
        target,
        change,
        optional: flag(OPTIONAL)?,
    })
}

/// A finding of an overlay's file, as one of the whole run.
pub(super) fn within(file: usize, finding: Diagnostic) -> Diagnostic {
    Diagnostic {
        place: Place::Elsewhere {
            file,
            place: Box::new(finding.place),
        },
        ..finding
    }
}
