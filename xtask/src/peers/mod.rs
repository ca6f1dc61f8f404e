//! `cargo xtask peers`: our client and server at work against software that nobody here wrote.
//!
//! The software is installed by the scripts in `../shared/peers`; without them every peer is skipped, and said to be.

mod authentik;
mod clients;
mod explanations;
mod findings;
mod outcome;
mod schemathesis;
mod served;

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use crate::workspace;

/// Which peers.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only these; all of them if none is named.
    #[arg(value_enum)]
    peers: Vec<Peer>,
    /// Schemathesis: so many examples an operation; more find more and take longer.
    #[arg(long, default_value_t = 2)]
    examples: u32,
    /// Schemathesis: only targets whose name contains this, such as `answers.yaml` or `tag sources`; all of them take an hour.
    #[arg(long, value_name = "NAME")]
    target: Vec<String>,
    /// Schemathesis: judge once more what it reported the last time, without running it.
    #[arg(long)]
    kept: bool,
}

/// Somebody else's software.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Peer {
    /// authentik's published Python client calls a mock of authentik.
    AuthentikClient,
    /// Schemathesis judges the example and mocks of our documents and of authentik's.
    Schemathesis,
    /// PowerDNS answers the client of its document.
    Powerdns,
    /// Prefect answers the client of its document.
    Prefect,
    /// Prism validates what the client of authentik's document sends.
    Prism,
}

/// What a peer said.
enum Verdict {
    /// All is as it should be; a line of figures.
    Good(String),
    /// What the peer needs is not here.
    Skipped(String),
}

/// Lets peers work and prints what they said.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let chosen = match arguments.peers.as_slice() {
        [] => Peer::value_variants(),
        peers => peers,
    };
    let mut failed = Vec::new();
    for peer in chosen {
        let name = peer
            .to_possible_value()
            .map(|value| value.get_name().to_owned())
            .unwrap_or_default();
        let verdict = match peer {
            Peer::AuthentikClient => authentik::run(),
            Peer::Schemathesis => schemathesis::run(arguments.examples, &arguments.target, arguments.kept),
            Peer::Powerdns | Peer::Prefect | Peer::Prism => clients::run(&name),
        };
        match verdict {
            Ok(Verdict::Good(figures)) => println!("{name}: {figures}"),
            Ok(Verdict::Skipped(why)) => println!("{name}: skipped: {why}"),
            Err(error) => {
                println!("{name}: FAILED: {error:#}");
                failed.push(name);
            }
        }
    }
    match failed.as_slice() {
        [] => Ok(()),
        names => bail!("{} failed", names.join(", ")),
    }
}

/// The script that installs or runs a peer, if it is here.
fn script(name: &str) -> Result<PathBuf, Verdict> {
    let path = workspace::root().join("../shared/peers").join(name);
    match path.is_file() {
        true => Ok(path),
        false => Err(Verdict::Skipped(format!("../shared/peers/{name} is not here"))),
    }
}

/// What a command prints; its standard error goes where ours goes.
fn output(command: &mut Command) -> anyhow::Result<(bool, String)> {
    let output = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .with_context(|| format!("{command:?} does not run"))?;
    Ok((
        output.status.success(),
        String::from_utf8_lossy(&output.stdout).into_owned(),
    ))
}
