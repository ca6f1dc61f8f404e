//! `counterpart lint`, and reading for the other commands.

use counterpart_build::{Read, Reading as Resolved, explain};
use counterpart_spec::api::Api;
use counterpart_spec::diagnostic::{Findings, Format as Written, Style};

use crate::Exit;
use crate::arguments::{Format, Lint, Reading};
use crate::remote;
use crate::show::counted;
use crate::terminal::{Stream, Terminal};

pub(crate) fn run(arguments: Lint, terminal: &Terminal) -> Exit {
    let mut reading = match resolve(arguments.reading, terminal) {
        Ok(reading) => reading,
        Err(exit) => return exit,
    };
    // A program can count for itself.
    reading.options.all_findings |= arguments.format != Format::Human;
    let findings = find(&reading, terminal);
    let written = match arguments.format {
        Format::Human => return human(&reading, &findings, terminal),
        Format::Json => Written::Json,
        Format::Github => Written::Github,
        Format::Sarif => Written::Sarif,
    };
    terminal.result(&findings.report(written, &explain::long_text));
    exit(&findings)
}

/// Everything that the reader and the emitter find.
fn find(reading: &Resolved, terminal: &Terminal) -> Findings {
    let Read { api, mut findings, .. } = open(reading, terminal);
    if let Some(api) = api {
        let options = counterpart_rust::Options {
            pagination: reading.pagination.clone(),
            ..counterpart_rust::Options::default()
        };
        counterpart_rust::check(&api, &options, &mut findings);
    }
    findings
}

fn human(reading: &Resolved, findings: &Findings, terminal: &Terminal) -> Exit {
    let rendered = findings.render(Style {
        color: terminal.color(Stream::Result),
    });
    if findings.has_errors() || !terminal.quiet {
        terminal.result(&format!("{rendered}{}\n", summary(&reading.name(), findings)));
    }
    exit(findings)
}

/// Reads a document for a command that cannot go on with a broken one.
pub(crate) fn read(reading: Reading, terminal: &Terminal) -> Result<Api, Exit> {
    let reading = resolve(reading, terminal)?;
    read_resolved(&reading, terminal)
}

/// The same with the examples of bodies.
#[cfg(feature = "mock")]
pub(crate) fn read_with_examples(reading: Reading, terminal: &Terminal) -> Result<Api, Exit> {
    let mut reading = resolve(reading, terminal)?;
    reading.options.examples = true;
    read_resolved(&reading, terminal)
}

fn read_resolved(reading: &Resolved, terminal: &Terminal) -> Result<Api, Exit> {
    let Read { api, findings, .. } = open(reading, terminal);
    match (exit(&findings), api) {
        (Exit::Done, Some(api)) => Ok(api),
        (exit, _) => {
            complain(&findings, terminal);
            Err(exit)
        }
    }
}

/// Prints findings beside the result of a command.
pub(crate) fn complain(findings: &Findings, terminal: &Terminal) {
    let rendered = findings.render(Style {
        color: terminal.color(Stream::Notes),
    });
    match rendered.is_empty() {
        true => {}
        false if findings.has_errors() => terminal.complain(&rendered),
        false => terminal.note(&rendered),
    }
}

/// Finds the document and checks the options.
pub(crate) fn resolve(reading: Reading, terminal: &Terminal) -> Result<Resolved, Exit> {
    let (options, config, remote) = reading.into_options();
    let mut resolved = Resolved::resolve(options, config.as_deref()).map_err(|error| terminal.failure(&error))?;
    resolved.options.all_findings = terminal.all;
    resolved.options.piped_to = Some(format!("counterpart {} -", terminal.command));
    remote::fetch(&mut resolved, &remote, terminal)?;
    Ok(resolved)
}

fn open(reading: &Resolved, terminal: &Terminal) -> Read {
    let progress = terminal.progress();
    progress.step(format!("reading {}", reading.name()));
    reading.read()
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
    let warnings = counted(counts.warnings, "warning", "warnings");
    match counts.notes {
        0 => format!("{name}: {errors}, {warnings}"),
        notes => format!("{name}: {errors}, {warnings}, {}", counted(notes, "note", "notes")),
    }
}
