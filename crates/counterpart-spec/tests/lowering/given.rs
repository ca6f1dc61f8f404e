//! A document in a string, and what is said of it.

use counterpart_spec::{Input, Outcome, read};

pub(crate) fn text(text: &str) -> Outcome {
    read(&Input::Text {
        name: "test.yaml".to_owned(),
        text: text.to_owned(),
    })
}

pub(crate) fn codes(outcome: &Outcome) -> Vec<&'static str> {
    outcome.findings.iter().map(|finding| finding.code.id).collect()
}
