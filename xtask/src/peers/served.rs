//! Servers of ours for others to call. They live until the process ends.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;

use anyhow::{Context, bail};
use counterpart_mock::{Contract, Mock, serve};
use counterpart_spec::{Input, ReadOptions, read_with};

use crate::workspace;

/// A document with its examples.
pub(super) fn contract(document: &Path) -> anyhow::Result<Contract> {
    let options = ReadOptions {
        examples: true,
        ..ReadOptions::default()
    };
    let outcome = read_with(&Input::File(document.to_owned()), &options);
    let api = outcome
        .api
        .with_context(|| format!("{} cannot be read", document.display()))?;
    Ok(Contract::new(api))
}

/// A mock at a free port; gives the address of its server, base path included.
pub(super) fn mock(contract: Contract) -> anyhow::Result<String> {
    let (tell, told) = mpsc::channel();
    let base = base_path(contract);
    thread::spawn(move || {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let tell_address = tell.clone();
        let ready = move |address: SocketAddr| {
            // Nobody waits any more once the process ends.
            let _ = tell_address.send(Ok(address));
        };
        match serve(Mock::new(contract, 0), address, ready, |_| {}) {
            // It was told to stop by a signal, which is meant for all of this program.
            Ok(()) => std::process::exit(130),
            Err(error) => drop(tell.send(Err(error))),
        }
    });
    let address = told.recv().context("the mock did not start")??;
    Ok(format!("http://{address}{base}"))
}

fn base_path(contract: Contract) -> String {
    let server = contract.api().servers.first().map_or("", |server| server.url.as_str());
    let path = match server.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or(""),
        None => server,
    };
    path.trim_end_matches('/').to_owned()
}

/// A program of ours that prints its address; it ends with this value.
pub(super) struct Program {
    child: Child,
    /// What it printed first.
    pub(super) address: String,
}

impl Program {
    /// Builds and runs an example of the workspace.
    pub(super) fn run(package: &str, arguments: &[&str]) -> anyhow::Result<Self> {
        let mut child = Command::new(workspace::cargo())
            .args(["run", "-q", "-p", package, "--"])
            .args(arguments)
            .current_dir(workspace::root())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{package} does not run"))?;
        let mut address = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut address)?;
        }
        let Some(at) = address.find("http://") else {
            bail!("{package} printed no address but `{address}`");
        };
        let address = address.split_off(at);
        let address = address.split_whitespace().next().unwrap_or_default().to_owned();
        Ok(Self { child, address })
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
