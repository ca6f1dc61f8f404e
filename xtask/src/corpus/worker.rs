//! Judges one document, in a process of its own.

use std::path::PathBuf;

use counterpart_rust::{Options, Output};
use counterpart_spec::Input;

use super::verdict::{Stage, Verdict};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    document: PathBuf,
}

/// Prints the verdict as a line.
#[expect(clippy::unnecessary_wraps, reason = "all chores have one signature")]
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let verdict = judge(Input::File(arguments.document.clone()));
    println!("{verdict}\t{}", verdict.note);
    Ok(())
}

fn judge(input: Input) -> Verdict {
    let outcome = counterpart_spec::read(&input);
    let mut findings = outcome.findings;
    // Rendering looks every place up, which must not fail either.
    let rendered = findings.render(counterpart_spec::diagnostic::Style::default());
    let refused = findings.has_errors();
    let understood = outcome.api.is_some();
    // Emitting comes to an end for whatever was understood of a document, even if it is not to be written.
    let output = outcome
        .api
        .map(|api| counterpart_rust::generate(&api, &Options::default(), &mut findings));
    let (stage, note) = match (refused || findings.has_errors(), output.as_ref().and_then(broken_file)) {
        (_, Some(note)) => (Stage::Broken, note),
        (true, None) if understood => (Stage::Lower, first_line(&rendered)),
        (true, None) => (Stage::Parse, first_line(&rendered)),
        (false, None) => (Stage::Emit, String::new()),
    };
    let counts = findings.counts();
    let codes = findings
        .counts_by_code()
        .iter()
        .map(|(id, count)| format!("{id}:{count}"));
    Verdict {
        stage,
        errors: counts.errors,
        warnings: counts.warnings,
        codes: codes.collect::<Vec<_>>().join(" "),
        note,
    }
}

/// The first file that is not Rust, and why.
fn broken_file(output: &Output) -> Option<String> {
    let rust = output
        .files
        .iter()
        .filter(|file| file.path.extension().is_some_and(|extension| extension == "rs"));
    rust.map(|file| (file, syn::parse_file(&file.contents)))
        .find_map(|(file, parsed)| parsed.err().map(|error| format!("{}: {error}", file.path.display())))
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
