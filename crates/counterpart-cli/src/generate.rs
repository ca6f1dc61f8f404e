//! `counterpart generate`.

use std::path::PathBuf;
use std::time::Instant;

use counterpart_build::{Changes, Door, Draft, Settings, Step};
use counterpart_rust::{Output, Summary};
use counterpart_spec::diagnostic::Style;

use crate::Exit;
use crate::arguments::Generate;
use crate::lint::exit;
use crate::remote;
use crate::shell;
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
    let folder = shell::quoted(&settings.out_dir.display().to_string());
    settings.reading.options.piped_to = Some(format!("counterpart generate - -o {folder}"));
    if let Err(exit) = remote::fetch(&mut settings.reading, &remote, terminal) {
        return exit;
    }
    let draft = draft(&settings, terminal);
    let Some(output) = &draft.output else {
        return exit(&draft.findings);
    };
    if dry_run {
        terminal.result(&listing(
            &settings,
            output,
            &settings.orphans(output, &draft.files_read),
        ));
        return Exit::Done;
    }
    match settings.write(output, &draft.files_read) {
        Ok(changes) => {
            terminal.note(&summary(&settings, output, &changes, started));
            // Whoever has had all of the files knows what to do with them.
            if changes.written.created > 0 {
                terminal.note(&settings.next_steps());
            }
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
            Step::Reading => format!("reading {}", settings.reading.name()),
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

/// What `--dry-run` prints: each file with its lines, and what would go.
fn listing(settings: &Settings, output: &Output, orphans: &[PathBuf]) -> String {
    let rows = output.files.iter().map(|file| {
        let lines = file.contents.lines().count();
        [
            settings.out_dir.join(&file.path).display().to_string(),
            counted(lines, "line", "lines"),
        ]
    });
    let mut text = format!("would write\n{}", Table::new(rows).render());
    if !orphans.is_empty() {
        let rows = orphans.iter().map(|file| [file.display().to_string()]);
        text += &format!("would remove\n{}", Table::new(rows).render());
    }
    text
}

fn summary(settings: &Settings, output: &Output, changes: &Changes, started: Instant) -> String {
    let Changes { written, removed } = changes;
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
    let wrote = format!(
        "wrote {changed}{unchanged} to {}: {}, {}, {} in {:.2} s",
        settings.out_dir.display(),
        counted(operations, "operation", "operations"),
        counted(types, "type", "types"),
        counted(lines, "line", "lines"),
        started.elapsed().as_secs_f64(),
    );
    match removed.is_empty() {
        true => wrote,
        false => {
            let removed: Vec<_> = removed.iter().map(|file| file.display().to_string()).collect();
            format!(
                "{wrote}\nremoved what is not generated any more: {}",
                removed.join(", ")
            )
        }
    }
}
