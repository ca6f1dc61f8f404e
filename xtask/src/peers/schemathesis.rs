//! Schemathesis judges our servers: no failure, no undocumented status, no answer that breaks its schema, and no valid request
//! that is refused.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::bail;
use counterpart_mock::Contract;
use counterpart_spec::api::SecuritySchemeKind;

use super::explanations::{Explanation, OF_A_MOCK, OF_ALL, OF_THE_EXAMPLE};
use super::findings::{Explained, Report};
use super::served::{self, Program};
use super::{Verdict, authentik, outcome, output, script};
use crate::workspace;

/// Seconds for a target.
const PATIENCE: &str = "3600";

/// A server and its document.
struct Target {
    name: String,
    document: PathBuf,
    /// Sends only these operations, if not all.
    tag: Option<String>,
    server: Server,
}

/// Who answers.
enum Server {
    /// The example, at this address.
    Example(String),
    /// A mock, started when it is needed.
    Mock(Contract),
}

impl Server {
    fn token(&self) -> &'static str {
        match self {
            Self::Example(_) => "may-write",
            Self::Mock(_) => "anything",
        }
    }

    /// The headers that hold keys, so that what needs one is reached.
    fn keys(&self) -> Vec<&'static str> {
        let Self::Mock(contract) = self else { return Vec::new() };
        let schemes = contract.api().security_schemes.iter();
        let keys = schemes.filter_map(|scheme| match &scheme.kind {
            SecuritySchemeKind::HeaderKey(name) => Some(name.as_str()),
            _ => None,
        });
        keys.collect()
    }

    fn explanations(&self) -> impl Iterator<Item = &'static Explanation> {
        let own = match self {
            Self::Example(_) => OF_THE_EXAMPLE,
            Self::Mock(_) => OF_A_MOCK,
        };
        OF_ALL.iter().chain(own)
    }
}

/// Judges the targets whose names contain one of `wanted`, all of them where nothing is wanted.
pub(super) fn run(examples: u32, wanted: &[String], kept: bool) -> anyhow::Result<Verdict> {
    let script = match script("schemathesis.sh") {
        Ok(script) => script,
        Err(skipped) => return Ok(skipped),
    };
    let example = Program::run("group-connections", &["serve"])?;
    let mut targets = vec![served_example(&example)];
    for document in documents()? {
        targets.extend(mocked(document)?);
    }
    if authentik::document().is_file() {
        targets.extend(tags_of_authentik()?);
    }
    targets.retain(|target| wanted.is_empty() || wanted.iter().any(|wanted| target.name.contains(wanted)));
    if targets.is_empty() {
        bail!("nothing to judge is called so");
    }
    let (mut mocks, mut complaints, mut said) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
    for target in &targets {
        let heard = if kept {
            String::new()
        } else {
            let address = match &target.server {
                Server::Example(address) => address.clone(),
                Server::Mock(contract) => address(&mut mocks, &target.document, *contract)?,
            };
            judge(&script, target, &address, examples)?
        };
        let report = Report::read(&events(target)?)?;
        if !report.finished {
            bail!("{}: schemathesis did not come to an end\n{heard}", target.name);
        }
        let explanations: Vec<_> = target.server.explanations().collect();
        let (left, explained) = report.judged(&file_name(&target.document), &explanations);
        let told = told(&report, left.len(), &explained);
        println!("  {}: {told}", target.name);
        complaints.extend(left.iter().map(|finding| format!("{}: {}", target.name, finding.text)));
        // A piece at a time: all of them take long.
        said.insert(target.name.clone(), told);
        outcome::keep_of("schemathesis", &said)?;
    }
    complaints.dedup();
    match complaints.as_slice() {
        [] => Ok(Verdict::Good(format!(
            "{} targets, nothing that is not explained",
            said.len()
        ))),
        _ => bail!("{} reports:\n{}", complaints.len(), complaints.join("\n")),
    }
}

/// The figures of a target, and a line a reason.
fn told(report: &Report, left: usize, explained: &Explained<'_>) -> String {
    let mut text = format!("{} operations, {} cases", report.operations, report.cases);
    if left > 0 {
        let _ = write!(text, ", {left} reports that nothing explains");
    }
    for (why, operations) in explained {
        let reports = operations.len();
        let mut operations = operations.clone();
        operations.sort_unstable();
        operations.dedup();
        let _ = write!(text, "\n  {reports} reports on {} operations: {why}", operations.len());
    }
    text
}

/// What schemathesis tells of a target: it stays there, for whoever wants to know more of a report.
fn events(target: &Target) -> anyhow::Result<PathBuf> {
    let folder = workspace::target().join("peers/schemathesis");
    fs::create_dir_all(&folder)?;
    Ok(folder.join(format!("{}.ndjson", target.name.replace(['/', ' '], "-"))))
}

/// Has schemathesis judge a target; gives what it says to people.
fn judge(script: &Path, target: &Target, address: &str, examples: u32) -> anyhow::Result<String> {
    let events = events(target)?;
    // A run that tells nothing must not be judged by what the one before it told.
    if events.exists() {
        fs::remove_file(&events)?;
    }
    let mut command = Command::new("bash");
    command.arg(script).arg(&target.document).arg(address);
    command
        // One report, explained or not, must not keep it from all others on an operation.
        .args(["--continue-on-failure", "--report", "ndjson", "--report-ndjson-path"])
        .arg(&events);
    if let Some(tag) = &target.tag {
        // Authentication asks each request twice again, which a mock answers alike whatever the operation is.
        command.args(["--include-tag", tag, "--exclude-checks", "ignored_auth"]);
    }
    for key in target.server.keys() {
        command.args(["-H", &format!("{key}: anything")]);
    }
    command
        .env("TOKEN", target.server.token())
        .env("N", examples.to_string())
        .env("SECS", PATIENCE);
    // That there are reports is no failure of the run.
    let (_, heard) = output(&mut command)?;
    Ok(heard)
}

fn served_example(program: &Program) -> Target {
    Target {
        name: "examples/group-connections".to_owned(),
        document: workspace::root().join("specs/authentik-group-connection.yaml"),
        tag: None,
        server: Server::Example(program.address.clone()),
    }
}

/// A mock of a document, if that has operations.
fn mocked(document: PathBuf) -> anyhow::Result<Option<Target>> {
    let contract = served::contract(&document)?;
    let has_operations = !contract.api().operations.is_empty();
    Ok(has_operations.then(|| Target {
        name: format!("mock of {}", file_name(&document)),
        document,
        tag: None,
        server: Server::Mock(contract),
    }))
}

/// A mock of authentik, a target a tag: all 875 operations at once are more than anybody waits for.
fn tags_of_authentik() -> anyhow::Result<Vec<Target>> {
    let document = authentik::document();
    let contract = served::contract(&document)?;
    let api = contract.api();
    if api.operations.iter().any(|operation| operation.tags.is_empty()) {
        bail!("an operation of authentik has no tag, and would not be looked at");
    }
    let tags = api.tags.iter().map(|tag| Target {
        name: format!("mock of authentik, tag {}", tag.name),
        document: document.clone(),
        tag: Some(tag.name.clone()),
        server: Server::Mock(contract),
    });
    Ok(tags.collect())
}

/// The address of the mock of a document, which is started once.
fn address(mocks: &mut BTreeMap<PathBuf, String>, document: &Path, contract: Contract) -> anyhow::Result<String> {
    if let Some(address) = mocks.get(document) {
        return Ok(address.clone());
    }
    let address = served::mock(contract)?;
    mocks.insert(document.to_owned(), address.clone());
    Ok(address)
}

fn file_name(document: &Path) -> String {
    document.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Our own documents: one a feature, and one of all features for each version.
fn documents() -> anyhow::Result<Vec<PathBuf>> {
    let mut documents = vec![workspace::root().join("specs/shelter/openapi.yaml")];
    for folder in ["specs", "specs/baseline"] {
        for entry in fs::read_dir(workspace::root().join(folder))? {
            let path = entry?.path();
            if path.extension().is_some_and(|kind| kind == "yaml") {
                documents.push(path);
            }
        }
    }
    documents.sort();
    Ok(documents)
}
