//! A look at the stages, for people.

use crate::diagnostic::Findings;
use crate::document::Node;
use crate::{Input, Pressed, ReadOptions, press, read_with, source};

/// A point on the way from the text to the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The tree after overlays, as JSON.
    Document,
    /// The core form that lowering reads, as JSON.
    Core,
    /// The model, as Rust's `Debug` prints it.
    Api,
}

/// What a stage looks like.
#[derive(Debug)]
pub struct Dumped {
    /// `None` if the stage was not reached; then there is an error among the findings.
    pub text: Option<String>,
    /// Everything that was found up to there.
    pub findings: Findings,
}

/// Prints a stage. The same input gives the same text.
#[must_use]
pub fn dump(input: &Input, options: &ReadOptions, stage: Stage) -> Dumped {
    if stage == Stage::Api {
        let outcome = read_with(input, options);
        return Dumped {
            text: outcome.api.map(|api| format!("{api:#?}\n")),
            findings: outcome.findings,
        };
    }
    if stage == Stage::Document {
        let source::Loaded { root, findings, .. } = source::load(input, options);
        let text = root.as_ref().map(json);
        return Dumped { text, findings };
    }
    let Pressed { core, mut findings, .. } = press(input, options);
    let text = core.map(|core| {
        findings.set_places(core.places);
        json(&core.root)
    });
    if text.is_none() {
        findings.insist();
    }
    Dumped { text, findings }
}

fn json(node: &Node) -> String {
    // A tree of strings, numbers and their containers always has a text.
    serde_json::to_string_pretty(&node.to_json()).unwrap_or_default() + "\n"
}
