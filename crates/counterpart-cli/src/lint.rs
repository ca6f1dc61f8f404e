//! `counterpart lint`.

use counterpart_spec::Outcome;
use counterpart_spec::api::Api;
use counterpart_spec::diagnostic::{Findings, Style};

use crate::Exit;
use crate::arguments::Reading;
use crate::show::counted;
use crate::terminal::{Stream, Terminal};

pub(crate) fn run(reading: Reading, terminal: &Terminal) -> Exit {
    let (name, outcome) = match open(reading, terminal) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let findings = &outcome.findings;
    let rendered = findings.render(Style {
        color: terminal.color(Stream::Result),
    });
    if findings.has_errors() || !terminal.quiet {
        terminal.result(&format!("{rendered}{}\n", summary(&name, findings)));
    }
    exit(findings)
}

/// Reads a document for a command that cannot go on with a broken one.
pub(crate) fn read(reading: Reading, terminal: &Terminal) -> Result<Api, Exit> {
    let (_, Outcome { api, findings, .. }) = open(reading, terminal)?;
    match (exit(&findings), api) {
        (Exit::Done, Some(api)) => Ok(api),
        (exit, _) => {
            terminal.complain(&findings.render(Style {
                color: terminal.color(Stream::Notes),
            }));
            Err(exit)
        }
    }
}

/// Finds and reads the document; also gives its name.
fn open(reading: Reading, terminal: &Terminal) -> Result<(String, Outcome), Exit> {
    let found = counterpart_build::document(reading.document, reading.config.as_deref());
    let document = found.map_err(|error| terminal.failure(&error))?;
    let progress = terminal.progress();
    progress.step(format!("reading {}", document.display()));
    let outcome = counterpart_spec::read(&counterpart_build::input(&document));
    Ok((document.display().to_string(), outcome))
}

/// What the findings mean for the exit code.
pub(crate) fn exit(findings: &Findings) -> Exit {
    match (findings.io_failure(), findings.has_errors()) {
        (true, _) => Exit::Failed,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Done,
    }
}

fn summary(name: &str, findings: &Findings) -> String {
    let counts = findings.counts();
    let errors = counted(counts.errors, "error", "errors");
    format!("{name}: {errors}, {}", counted(counts.warnings, "warning", "warnings"))
}
