//! What schemathesis reports, read from its events, and which of it is explained.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::explanations::Explanation;

/// A check that failed for a request.
#[derive(Debug)]
pub(super) struct Finding {
    /// The check, such as `status_code_conformance`.
    pub(super) check: String,
    /// The operation by method and template: `GET /pets/{id}`.
    pub(super) operation: String,
    /// The request was meant to be refused.
    pub(super) negative: bool,
    /// The parts of the request that were taken from earlier answers, by what schemathesis infers from names.
    pub(super) borrowed: Vec<Spot>,
    /// What the server found wrong, if it refused the request for that, and what it says of each.
    pub(super) violations: Vec<(Spot, String)>,
    pub(super) status: u64,
    pub(super) media_type: String,
    /// The body of the request as it was sent.
    pub(super) sent: String,
    /// The request as one line, and what the check says.
    pub(super) text: String,
}

/// A place in a request, as violations name it: `query` and a JSON Pointer.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) location: String,
    pub(super) pointer: String,
}

impl Spot {
    fn new(location: &str, pointer: &str) -> Self {
        let (location, pointer) = (location.to_owned(), pointer.to_owned());
        Self { location, pointer }
    }

    /// It is the other one or lies within it.
    fn is_within(&self, outer: &Self) -> bool {
        let rest = self.pointer.strip_prefix(&outer.pointer);
        self.location == outer.location && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
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

    /// What nothing explains, and for which operations each explanation was needed: one a report.
    pub(super) fn judged(&self, document: &str, explanations: &[&Explanation]) -> (Vec<&Finding>, Explained<'_>) {
        let mut explained = Explained::new();
        let left = self.findings.iter().filter(|finding| {
            let mut all = explanations.iter();
            let found = all.find(|explanation| explanation.covers(document, finding));
            found
                .inspect(|explanation| explained.entry(explanation.why).or_default().push(&finding.operation))
                .is_none()
        });
        (left.collect(), explained)
    }
}

fn finding(recorder: &Value, case: &str, check: &Value) -> Finding {
    let interaction = &recorder["interactions"][case];
    let response = &interaction["response"];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let failure = &check["failure_info"]["failure"];
    let case = &recorder["cases"][case];
    Finding {
        check: text(&check["name"]),
        operation: text(&failure["operation"]),
        negative: case["value"]["meta"]["generation"]["mode"] == "negative",
        borrowed: borrowed(case),
        violations: violations(&bytes(&response["content"])),
        status: response["status_code"].as_u64().unwrap_or(0),
        media_type: text(&response["headers"]["content-type"][0]),
        sent: bytes(&interaction["request"]["body"]),
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

/// A body, which the events have in Base64.
fn bytes(content: &Value) -> String {
    let bytes = content["$base64"]
        .as_str()
        .and_then(|encoded| STANDARD.decode(encoded).ok());
    String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned()
}

/// The parts of a case that come from the answers of others: of a link, or of what schemathesis keeps of all answers.
fn borrowed(case: &Value) -> Vec<Spot> {
    const CONTAINERS: &[(&str, &str)] = &[
        ("path_parameters", "path"),
        ("query", "query"),
        ("headers", "header"),
        ("cookies", "cookie"),
    ];
    let linked = CONTAINERS.iter().flat_map(|(container, location)| {
        let parameters = case["transition"]["parameters"][*container].as_object();
        let names = parameters.into_iter().flat_map(serde_json::Map::keys);
        names.map(|name| Spot::new(location, &format!("/{name}")))
    });
    let body = (!case["transition"]["request_body"].is_null()).then(|| Spot::new("body", ""));
    let draws = case["value"]["meta"]["pool_draws"].as_array().into_iter().flatten();
    let drawn = draws.filter_map(|draw| {
        let (location, name) = (draw["location"].as_str()?, draw["parameter_name"].as_str()?);
        let container = CONTAINERS.iter().find(|(container, _)| *container == location);
        let location = container.map_or(location, |(_, location)| location);
        Some(Spot::new(location, &format!("/{name}")))
    });
    linked.chain(body).chain(drawn).collect()
}

/// What a problem says is wrong.
fn violations(answer: &str) -> Vec<(Spot, String)> {
    let problem: Value = serde_json::from_str(answer).unwrap_or_default();
    let violations = problem["violations"].as_array().into_iter().flatten();
    let told = violations.filter_map(|one| {
        let spot = Spot::new(one["in"].as_str()?, one["pointer"].as_str()?);
        Some((spot, one["detail"].as_str()?.to_owned()))
    });
    told.collect()
}

impl Finding {
    /// The request was refused, and each thing that the server found wrong is one of these.
    pub(super) fn is_refused_for(&self, is_one: impl Fn(&Spot, &str) -> bool) -> bool {
        let mut violations = self.violations.iter();
        self.status == 422 && !self.violations.is_empty() && violations.all(|(spot, detail)| is_one(spot, detail))
    }

    /// The report is that a request which was meant to be refused was not.
    pub(super) fn is_accepted(&self) -> bool {
        self.negative && self.check == "negative_data_rejection"
    }

    /// A part of the request was taken from another answer.
    pub(super) fn is_borrowed(&self, spot: &Spot) -> bool {
        self.borrowed.iter().any(|borrowed| spot.is_within(borrowed))
    }
}

/// The operations of the reports that each reason explains.
pub(super) type Explained<'r> = BTreeMap<&'static str, Vec<&'r str>>;
