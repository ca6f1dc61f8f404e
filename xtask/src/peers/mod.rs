//! `cargo xtask peers`: generated clients against software that nobody here wrote.
//!
//! A peer is started, its own document is read, a client is generated from that and built with the driver of `tests/peers`,
//! and the driver calls the peer. What cannot be started is skipped, and why is said.

mod driver;
mod peer;

use std::fs;
use std::path::PathBuf;

use anyhow::bail;

use self::peer::Peer;
use crate::workspace;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Only this peer.
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// The folder of the scripts that start peers.
    #[arg(long, value_name = "DIR")]
    scripts: Option<PathBuf>,
    /// Write what the drivers said to tests/peers/OUTCOME.md.
    #[arg(long)]
    bless: bool,
}

/// What became of a peer.
enum Outcome {
    Passed(String),
    Skipped(String),
    Failed(String),
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let scripts = arguments
        .scripts
        .clone()
        .unwrap_or_else(|| workspace::root().join("../shared/peers"));
    let wanted = |peer: &&Peer| arguments.only.as_ref().is_none_or(|name| name == peer.name);
    let mut page = String::from(PAGE);
    let mut failed = Vec::new();
    for peer in peer::PEERS.iter().filter(wanted) {
        let outcome = match scripts.join(peer.script).is_file() {
            false => Outcome::Skipped(format!("there is no {}", scripts.join(peer.script).display())),
            true => judge(peer, &scripts),
        };
        let (word, said) = match outcome {
            Outcome::Passed(said) => ("passed", said),
            Outcome::Skipped(why) => ("skipped", why),
            Outcome::Failed(why) => {
                failed.push(peer.name);
                ("FAILED", why)
            }
        };
        println!("{}: {word}\n{said}", peer.name);
        page.push_str(&format!("\n## {}: {word}\n\n```\n{}\n```\n", peer.name, said.trim()));
    }
    if arguments.bless {
        fs::write(workspace::root().join("tests/peers/OUTCOME.md"), page)?;
    }
    match failed.is_empty() {
        true => Ok(()),
        false => bail!("failed: {}", failed.join(", ")),
    }
}

const PAGE: &str = "# Clients against real servers\n\nWhat the drivers beside this page said when `cargo xtask peers --bless` ran last.\n";

fn judge(peer: &Peer, scripts: &std::path::Path) -> Outcome {
    let running = match peer.start(scripts) {
        Ok(running) => running,
        Err(why) => return Outcome::Skipped(format!("it does not start here: {why:#}")),
    };
    match driver::drive(peer, &running) {
        Ok(said) => Outcome::Passed(said),
        Err(why) => Outcome::Failed(format!("{why:#}")),
    }
}
