//! What schemathesis reports, read from its events, and which of it is explained.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

/// A check that failed for a request.
#[derive(Debug)]
pub(super) struct Finding {
    /// The check, such as `status_code_conformance`.
    pub(super) check: String,
    /// The request was meant to be refused.
    pub(super) negative: bool,
    /// The request was made of an earlier answer, by links that schemathesis infers from names.
    pub(super) linked: bool,
    pub(super) status: u64,
    pub(super) media_type: String,
    /// The body of the request as it was sent.
    pub(super) sent: String,
    /// The request as one line, and what the check says.
    pub(super) text: String,
}

/// What a run gave.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) operations: usize,
    pub(super) cases: usize,
    pub(super) findings: Vec<Finding>,
    /// The run came to its end.
    pub(super) finished: bool,
}

impl Report {
    /// Reads the events of a run.
    pub(super) fn read(events: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(events).with_context(|| format!("{} cannot be read", events.display()))?;
        let mut report = Self::default();
        let mut labels = std::collections::BTreeSet::new();
        for line in text.lines() {
            let event: Value = serde_json::from_str(line)?;
            report.finished |= event.get("EngineFinished").is_some();
            let Some(recorder) = event.pointer("/ScenarioFinished/recorder") else {
                continue;
            };
            labels.insert(recorder["label"].as_str().unwrap_or_default().to_owned());
            report.recorded(recorder);
        }
        report.operations = labels.iter().filter(|label| label.contains(" /")).count();
        Ok(report)
    }

    fn recorded(&mut self, recorder: &Value) {
        let interactions = recorder["interactions"].as_object().into_iter().flatten();
        self.cases += interactions.count();
        for (case, checks) in recorder["checks"].as_object().into_iter().flatten() {
            let failed = checks
                .as_array()
                .into_iter()
                .flatten()
                .filter(|check| check["status"] == "failure");
            self.findings.extend(failed.map(|check| finding(recorder, case, check)));
        }
    }

    /// What nothing explains, and how often each explanation was needed.
    pub(super) fn judged(&self, explanations: &[&Explanation]) -> (Vec<&Finding>, BTreeMap<&'static str, usize>) {
        let mut counts = BTreeMap::new();
        let left = self.findings.iter().filter(|finding| {
            let found = explanations.iter().find(|explanation| (explanation.covers)(finding));
            found
                .inspect(|explanation| *counts.entry(explanation.why).or_default() += 1)
                .is_none()
        });
        (left.collect(), counts)
    }
}

fn finding(recorder: &Value, case: &str, check: &Value) -> Finding {
    let interaction = &recorder["interactions"][case];
    let response = &interaction["response"];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let failure = &check["failure_info"]["failure"];
    let meta = &recorder["cases"][case]["value"]["meta"];
    Finding {
        check: text(&check["name"]),
        negative: meta["generation"]["mode"] == "negative",
        linked: meta["phase"]["name"] == "stateful",
        status: response["status_code"].as_u64().unwrap_or(0),
        media_type: text(&response["headers"]["content-type"][0]),
        sent: sent(&interaction["request"]),
        text: format!(
            "{} {} -> {}: {}: {}",
            text(&interaction["request"]["method"]),
            text(&interaction["request"]["uri"]),
            response["status_code"],
            text(&failure["title"]),
            text(&failure["message"]).replace('\n', " "),
        ),
    }
}

/// The body of a request, which the events have in Base64.
fn sent(request: &Value) -> String {
    let encoded = ["content", "body"]
        .iter()
        .find_map(|name| request[*name]["$base64"].as_str());
    let bytes = encoded.and_then(|encoded| STANDARD.decode(encoded).ok());
    String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
}

/// Why a finding is none of ours.
pub(super) struct Explanation {
    pub(super) why: &'static str,
    pub(super) covers: fn(&Finding) -> bool,
}
