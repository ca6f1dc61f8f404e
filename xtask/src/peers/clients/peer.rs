//! The peers, and how one is started and stopped.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::workspace;

/// Software that answers our client.
pub(super) struct Peer {
    pub(super) name: &'static str,
    /// The script that starts it.
    pub(super) script: &'static str,
    /// Where it serves its document; a document of the corpus where it serves none.
    pub(super) document: Document,
    /// What its document needs to be told.
    pub(super) overlay: Option<&'static str>,
}

/// Where the document of a peer is from.
pub(super) enum Document {
    /// The peer serves it here, to who shows these headers.
    Served(&'static str, &'static [&'static str]),
    /// The peer is given it: a file of the corpus.
    Given(&'static str),
}

pub(super) const PEERS: &[Peer] = &[
    Peer {
        name: "powerdns",
        script: "powerdns.sh",
        document: Document::Served("/api/docs", &["X-API-Key: secret", "Accept: application/json"]),
        overlay: Some("powerdns.overlay.yaml"),
    },
    Peer {
        name: "prefect",
        script: "prefect.sh",
        document: Document::Served("/api/openapi.json", &[]),
        overlay: None,
    },
    Peer {
        name: "prism",
        script: "prism.sh",
        document: Document::Given("openapi-3.0/goauthentik__schema/openapi.yaml"),
        overlay: None,
    },
];

/// How many seconds a peer lives if nobody stops it.
const SECONDS: &str = "1800";

/// A peer that runs until this is dropped.
pub(super) struct Running {
    process: String,
    pub(super) url: String,
    /// The document that it was given.
    pub(super) given: Option<PathBuf>,
}

impl Peer {
    pub(super) fn start(&self, script: &Path) -> anyhow::Result<Running> {
        let port = free_port()?;
        let mut command = Command::new("bash");
        command.arg(script);
        let given = match self.document {
            Document::Served(..) => None,
            Document::Given(path) => Some(workspace::corpus().join(path)),
        };
        if let Some(document) = &given {
            if !document.is_file() {
                bail!("there is no {}", document.display());
            }
            command.arg(document);
        }
        let output = command.args([&port.to_string(), SECONDS]).output()?;
        if !output.status.success() {
            bail!("{}", String::from_utf8_lossy(&output.stderr).trim());
        }
        let said = String::from_utf8_lossy(&output.stdout);
        let process = said.split_whitespace().last().unwrap_or_default();
        process.parse::<u32>().context("the script prints a process id")?;
        Ok(Running {
            process: process.to_owned(),
            url: format!("http://127.0.0.1:{port}"),
            given,
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It ends by itself after a while, whatever becomes of this.
        let _ = Command::new("kill").arg(&self.process).status();
    }
}

/// A port that nothing uses now. PowerDNS takes the one 10,000 above for itself.
fn free_port() -> anyhow::Result<u16> {
    for _ in 0..100 {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        if port < 55_000 {
            return Ok(port);
        }
    }
    bail!("no port is free")
}
