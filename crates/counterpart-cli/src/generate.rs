//! `counterpart generate`.

use std::time::Instant;

use counterpart_build::{Door, Draft, Settings, Step};
use counterpart_rust::write::Written;
use counterpart_rust::{Output, Summary};
use counterpart_spec::diagnostic::Style;

use crate::Exit;
use crate::arguments::Generate;
use crate::lint::exit;
use crate::remote;
use crate::show::counted;
use crate::table::Table;
use crate::terminal::{Stream, Terminal};

pub(crate) fn run(arguments: Generate, terminal: &Terminal) -> Exit {
    let started = Instant::now();
    let Generate {
        options,
        config,
        remote,
        dry_run,
    } = arguments;
    let mut settings = match Settings::resolve(options, config.as_deref(), Door::CommandLine) {
        Ok(settings) => settings,
        Err(error) => return terminal.failure(&error),
    };
    settings.reading.options.all_findings = terminal.all;
    if let Err(exit) = remote::fetch(&mut settings.reading, &remote, terminal) {
        return exit;
    }
    let draft = draft(&settings, terminal);
    let Some(output) = &draft.output else {
        return exit(&draft.findings);
    };
    if dry_run {
        terminal.result(&listing(&settings, output));
        return Exit::Done;
    }
    match settings.write(output) {
        Ok(written) => {
            terminal.note(&summary(&settings, output, written, started));
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
            Step::Reading => format!("reading {}", settings.reading.document.display()),
            Step::Generating => "generating Rust".to_owned(),
        });
    });
    drop(progress);
    if settings.emit_rerun_if_changed {
        terminal.result(&counterpart_build::rerun_lines(&draft.files_read));
    }
    let findings = draft.findings.render(Style {
        color: terminal.color(Stream::Notes),
    });
    match draft.output {
        Some(_) if findings.is_empty() => {}
        Some(_) => terminal.note(&findings),
        None => terminal.complain(&findings),
    }
    draft
}

/// What `--dry-run` prints: each file with its lines.
fn listing(settings: &Settings, output: &Output) -> String {
    let rows = output.files.iter().map(|file| {
        let lines = file.contents.lines().count();
        [
            settings.out_dir.join(&file.path).display().to_string(),
            counted(lines, "line", "lines"),
        ]
    });
    format!("would write\n{}", Table::new(rows).render())
}

fn summary(settings: &Settings, output: &Output, written: Written, started: Instant) -> String {
    let Summary {
        operations,
        types,
        lines,
    } = output.summary;
    let changed = counted(written.created + written.updated, "file", "files");
    let unchanged = match written.unchanged {
        0 => String::new(),
        count => format!(" ({count} unchanged)"),
    };
    format!(
        "wrote {changed}{unchanged} to {}: {}, {}, {} in {:.2} s",
        settings.out_dir.display(),
        counted(operations, "operation", "operations"),
        counted(types, "type", "types"),
        counted(lines, "line", "lines"),
        started.elapsed().as_secs_f64(),
    )
}
