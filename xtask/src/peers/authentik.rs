//! authentik's published Python client, whose models are strict, calls every operation of a mock of authentik.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, bail};
use counterpart_mock::{Call, Contract};
use serde_json::{Value, json};

use super::served;
use super::{Verdict, outcome, output, script};
use crate::workspace;

const DRIVE: &str = "xtask/src/peers/authentik.py";
/// What must be covered; the client has some methods that cannot be called by name alone.
const LEAST: u64 = 800;

pub(super) fn run() -> anyhow::Result<Verdict> {
    let install = match script("authentik-client.sh") {
        Ok(install) => install,
        Err(skipped) => return Ok(skipped),
    };
    let document = document();
    if !document.is_file() {
        return Ok(Verdict::Skipped(format!("{} is not here", document.display())));
    }
    let contract = served::contract(&document)?;
    let calls = tempfile::NamedTempFile::new()?;
    serde_json::to_writer(&calls, &requests(contract))?;
    let address = served::mock(contract)?;
    let (installed, python) = output(Command::new("bash").arg(install))?;
    if !installed {
        bail!("the client cannot be installed");
    }
    let drive = workspace::root().join(DRIVE);
    let (good, said) = output(Command::new(python.trim()).arg(drive).arg(&address).arg(calls.path()))?;
    let summary = said.lines().last().unwrap_or_default().to_owned();
    let figures: Value = serde_json::from_str(&summary).with_context(|| format!("no summary but `{said}`"))?;
    let count = |key: &str| figures.get(key).and_then(Value::as_u64).unwrap_or(0);
    if !good || count("operations") < LEAST {
        bail!("{said}");
    }
    let told = format!(
        "{} operations answered as the client's models want them, {} of them explained",
        count("operations"),
        count("explained")
    );
    outcome::keep("authentik-client", &format!("{told}\n"))?;
    Ok(Verdict::Good(told))
}

/// authentik's document of the version that the client was made from.
pub(super) fn document() -> PathBuf {
    workspace::corpus().join("openapi-3.0/goauthentik__schema/openapi.yaml")
}

/// A valid request of each operation.
fn requests(contract: Contract) -> Vec<Value> {
    let operations = contract.api().operations.iter().enumerate();
    let requests = operations.filter_map(|(index, operation)| Some(request(&operation.id, &contract.call(index, 5)?)));
    requests.collect()
}

fn request(id: &str, call: &Call) -> Value {
    let parameters: serde_json::Map<String, Value> = call
        .parameters
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    json!({ "operation": id, "parameters": parameters, "body": call.value })
}
