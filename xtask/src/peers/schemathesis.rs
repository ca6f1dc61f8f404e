//! Schemathesis judges our servers: no failure, no undocumented status, no answer that breaks its schema, and no valid request
//! that is refused.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::bail;

use super::findings::{Explanation, Finding, Report};
use super::served::{self, Program};
use super::{Verdict, authentik, output, script};
use crate::workspace;

/// Seconds for a document.
const PATIENCE: &str = "1800";

/// The reports of any server of ours that are explained.
const EXPLAINED: &[Explanation] = &[Explanation {
    // Documents rarely list what a server answers to requests that they do not allow; it is always a problem.
    why: "what the document forbids is refused with a problem, whose status or media type the document does not list",
    covers: |finding| finding.negative && is_conformance(finding) && is_refusal(finding),
}];

/// The reports of the example that are explained beyond those.
const EXPLAINED_OF_THE_EXAMPLE: &[Explanation] = &[Explanation {
    why: "the application answers 400 where it knows no connection, as the document says",
    covers: |finding| finding.check == "positive_data_acceptance" && finding.status == 400 && !is_problem(finding),
}];

/// The reports of a mock that are explained beyond those.
const EXPLAINED_OF_A_MOCK: &[Explanation] = &[
    Explanation {
        why: "a mock takes every credential of a documented scheme",
        covers: |finding| finding.check == "ignored_auth",
    },
    Explanation {
        why: "only a bearer token is sent, where the document asks for another credential or for one more",
        covers: |finding| finding.status == 401 && is_conformance(finding) && is_refusal(finding),
    },
    Explanation {
        why: "the document lists no answers at all",
        covers: |finding| is_conformance(finding) && finding.text.ends_with("Documented: "),
    },
    Explanation {
        why: "`#` in a schema with an `$id` is that schema, not the document; and an integer without a format has 64 bits",
        covers: |finding| is_refused_link(finding) && finding.text.contains("/v1/pets"),
    },
    Explanation {
        why: "links that schemathesis infers from names hand a value of one kind to a parameter of another",
        covers: is_refused_link,
    },
    Explanation {
        why: "a mock remembers nothing: what was deleted can still be read",
        covers: |finding| ["use_after_free", "ensure_resource_availability"].contains(&finding.check.as_str()),
    },
    Explanation {
        why: "a discriminator tells variants apart that all accept the value without it",
        covers: |finding| {
            finding.check == "response_schema_conformance" && finding.text.contains("valid under more than one")
        },
    },
    Explanation {
        why: "schemathesis does not follow a media type that is a reference (OpenAPI 3.2, 4.14), and sends `null`",
        covers: |finding| finding.sent == "null" && finding.status == 422 && finding.text.contains("/v1/pets"),
    },
    Explanation {
        why: "a form of Swagger 2.0 none of whose fields is required may be left out; schemathesis wants a body",
        covers: |finding| {
            finding.check == "negative_data_rejection"
                && finding.text.contains("Missing request body")
                && finding.text.contains("/lists/")
        },
    },
    Explanation {
        why: "what was to be wrong is not in the form that schemathesis sends: it drops objects in objects",
        covers: |finding| {
            finding.check == "negative_data_rejection"
                && finding.text.contains("/properties/meta/")
                && !finding.sent.contains("meta")
        },
    },
    Explanation {
        why: "plain text and XML that only repeat the JSON beside them are left out of what is read",
        covers: |finding| {
            let about = is_conformance(finding) || finding.check == "positive_data_acceptance";
            about && finding.status == 415 && finding.text.starts_with("PUT ") && finding.text.contains("/things")
        },
    },
    Explanation {
        why: "`schema` of an event stream describes the data of an event, as documents before OpenAPI 3.2 have it; \
              schemathesis takes it for the list of all events",
        covers: |finding| {
            finding.check == "response_schema_conformance" && finding.text.contains("SSE stream violates schema")
        },
    },
    Explanation {
        why: "an answer with the status 204 has no body, though the document describes one",
        covers: |finding| finding.status == 204 && is_conformance(finding),
    },
];

/// The answer is not among the documented ones, by its status, its media type or its body.
fn is_conformance(finding: &Finding) -> bool {
    let checks = [
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
    ];
    checks.contains(&finding.check.as_str())
}

fn is_refusal(finding: &Finding) -> bool {
    is_problem(finding) && matches!(finding.status, 400 | 401 | 404 | 405 | 406 | 413 | 415 | 422)
}

fn is_problem(finding: &Finding) -> bool {
    finding.media_type.starts_with("application/problem+json")
}

fn is_refused_link(finding: &Finding) -> bool {
    let about = is_conformance(finding) || finding.check == "positive_data_acceptance";
    about && finding.linked && finding.status == 422
}

/// A server and its document.
struct Target {
    name: String,
    document: PathBuf,
    address: String,
    token: &'static str,
    is_mock: bool,
    flags: Vec<String>,
}

pub(super) fn run(examples: u32, tags: &[String]) -> anyhow::Result<Verdict> {
    let script = match script("schemathesis.sh") {
        Ok(script) => script,
        Err(skipped) => return Ok(skipped),
    };
    let (mut figures, mut complaints) = (Figures::default(), Vec::new());
    let example = Program::run("group-connections", &["serve"])?;
    let mut targets = vec![served_example(&example)];
    for document in documents()? {
        targets.extend(mocked(document, Vec::new())?);
    }
    if authentik::document().is_file() {
        let tags = tags.iter().flat_map(|tag| ["--include-tag".to_owned(), tag.clone()]);
        targets.extend(mocked(authentik::document(), tags.collect())?);
    }
    for target in &targets {
        let report = judge(&script, target, examples)?;
        let own = if target.is_mock {
            EXPLAINED_OF_A_MOCK
        } else {
            EXPLAINED_OF_THE_EXAMPLE
        };
        let explanations: Vec<_> = EXPLAINED.iter().chain(own).collect();
        let (left, explained) = report.judged(&explanations);
        println!(
            "  {}: {} operations, {} cases, {} findings, {} of them not explained",
            target.name,
            report.operations,
            report.cases,
            report.findings.len(),
            left.len()
        );
        complaints.extend(left.iter().map(|finding| format!("{}: {}", target.name, finding.text)));
        figures.add(&report, explained);
    }
    if !complaints.is_empty() {
        complaints.dedup();
        bail!("{} reports:\n{}", complaints.len(), complaints.join("\n"));
    }
    Ok(Verdict::Good(figures.to_string()))
}

fn judge(script: &Path, target: &Target, examples: u32) -> anyhow::Result<Report> {
    let folder = tempfile::tempdir()?;
    let events = folder.path().join("events.ndjson");
    let mut command = Command::new("bash");
    command.arg(script).arg(&target.document).arg(&target.address);
    command
        .args(["--report", "ndjson", "--report-ndjson-path"])
        .arg(&events)
        .args(&target.flags);
    command
        .env("TOKEN", target.token)
        .env("N", examples.to_string())
        .env("SECS", PATIENCE);
    let (_, said) = output(&mut command)?;
    let report = Report::read(&events)?;
    if !report.finished {
        bail!("{}: schemathesis did not come to an end:\n{said}", target.name);
    }
    Ok(report)
}

fn served_example(program: &Program) -> Target {
    Target {
        name: "examples/group-connections".to_owned(),
        document: workspace::root().join("specs/authentik-group-connection.yaml"),
        address: program.address.clone(),
        token: "may-write",
        is_mock: false,
        flags: Vec::new(),
    }
}

/// A mock of a document, if that has operations.
fn mocked(document: PathBuf, flags: Vec<String>) -> anyhow::Result<Option<Target>> {
    let contract = served::contract(&document)?;
    if contract.api().operations.is_empty() {
        return Ok(None);
    }
    let name = document.file_name().unwrap_or_default().to_string_lossy();
    Ok(Some(Target {
        name: format!("mock of {name}"),
        address: served::mock(contract)?,
        document,
        token: "anything",
        is_mock: true,
        flags,
    }))
}

/// Our own documents: one a feature, and one of all features for each version.
fn documents() -> anyhow::Result<Vec<PathBuf>> {
    let mut documents = Vec::new();
    for folder in ["specs", "specs/baseline"] {
        let entries = std::fs::read_dir(workspace::root().join(folder))?;
        let paths = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()?;
        documents.extend(
            paths
                .into_iter()
                .filter(|path| path.extension().is_some_and(|kind| kind == "yaml")),
        );
    }
    documents.sort();
    Ok(documents)
}

/// The sums of all runs.
#[derive(Default)]
struct Figures {
    operations: usize,
    cases: usize,
    explained: BTreeMap<&'static str, usize>,
}

impl Figures {
    fn add(&mut self, report: &Report, explained: BTreeMap<&'static str, usize>) {
        self.operations += report.operations;
        self.cases += report.cases;
        for (why, count) in explained {
            *self.explained.entry(why).or_default() += count;
        }
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} operations, {} cases, nothing that is not explained",
            self.operations, self.cases
        )?;
        self.explained
            .iter()
            .try_for_each(|(why, count)| write!(f, "\n  {count} reports: {why}"))
    }
}
