//! `counterpart generate`.

use std::time::Instant;

use counterpart_build::{Door, Draft, Made, Settings, Step, Written};
use counterpart_rust::Output;
use counterpart_spec::Style;

use crate::Exit;
use crate::arguments::Generate;
use crate::lint::exit;
use crate::show::counted;
use crate::table::Table;
use crate::terminal::{Stream, Terminal};

pub(crate) fn run(arguments: Generate, terminal: &Terminal) -> Exit {
    let started = Instant::now();
    let Generate { options, config, dry_run } = arguments;
    let settings = match Settings::resolve(options, config.as_deref(), Door::CommandLine) {
        Ok(settings) => settings,
        Err(error) => return terminal.failure(&error),
    };
    let draft = draft(&settings, terminal);
    let Some(made) = &draft.made else { return exit(&draft.findings) };
    if dry_run {
        terminal.result(&listing(&settings, &made.output));
        return Exit::Done;
    }
    match settings.write(&made.output) {
        Ok(written) => {
            terminal.note(&summary(&settings, made, &written, started));
            Exit::Done
        }
        Err(error) => terminal.failure(&error),
    }
}

/// Reads and generates, and prints what was found.
fn draft(settings: &Settings, terminal: &Terminal) -> Draft {
    let progress = terminal.progress();
    let draft = Draft::make(settings, &|step| {
        progress.step(match step {
            Step::Reading => format!("reading {}", settings.document.display()),
            Step::Generating => "generating Rust".to_owned(),
        });
    });
    drop(progress);
    if settings.emit_rerun_if_changed {
        terminal.result(&counterpart_build::rerun_lines(&draft.files_read));
    }
    let findings = draft.findings.render(Style { color: terminal.color(Stream::Notes) });
    match draft.made {
        Some(_) if findings.is_empty() => {}
        Some(_) => terminal.note(&findings),
        None => terminal.complain(&findings),
    }
    draft
}

/// What `--dry-run` prints: each file with its lines.
fn listing(settings: &Settings, output: &Output) -> String {
    let rows = settings.files(output).map(|(path, text)| [path.display().to_string(), lines_of(text.lines().count())]);
    format!("would write to {}\n{}", settings.out_dir.display(), Table::new(rows).render())
}

fn summary(settings: &Settings, made: &Made, written: &Written, started: Instant) -> String {
    let lines = settings.files(&made.output).map(|(_, text)| text.lines().count()).sum();
    format!(
        "wrote {} to {} ({} unchanged): {}, {}, {} in {:.2} s",
        counted(written.changed, "file", "files"),
        settings.out_dir.display(),
        written.unchanged,
        counted(made.api.operations.len(), "operation", "operations"),
        counted(made.api.schemas.len(), "type", "types"),
        lines_of(lines),
        started.elapsed().as_secs_f64(),
    )
}

fn lines_of(lines: usize) -> String {
    counted(lines, "line", "lines")
}
