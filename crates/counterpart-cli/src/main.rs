//! The command `counterpart`: reads arguments, prints; the work is done by the library crates.

mod arguments;
mod dump;
mod explain;
mod generate;
mod help;
mod lint;
#[cfg(feature = "mock")]
mod mock;
mod progress;
mod remote;
mod shell;
mod show;
mod table;
mod terminal;

use std::process::ExitCode;

use clap::Parser;
use clap::error::{ContextKind, ContextValue};
use mimalloc::MiMalloc;

use crate::arguments::{Arguments, Command};
use crate::terminal::Terminal;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// How a run ended, as its exit code tells.
enum Exit {
    /// Done; there may be warnings.
    Done,
    /// The document has errors.
    Findings,
    /// The arguments are wrong, or a file could not be read or written.
    Failed,
}

fn main() -> ExitCode {
    let Arguments { command, display } = Arguments::try_parse().unwrap_or_else(|error| suggesting(error).exit());
    let terminal = Terminal::new(&display, command.name());
    let exit = match command {
        Command::Generate(generate) => generate::run(generate, &terminal),
        Command::Lint(lint) => lint::run(lint, &terminal),
        Command::Explain(explain) => explain::run(&explain, &terminal),
        Command::Show(reading) => show::run(reading, &terminal),
        #[cfg(feature = "mock")]
        Command::Mock(mock) => mock::run(mock, &terminal),
        Command::Dump(dump) => dump::run(dump, &terminal),
    };
    match exit {
        Exit::Done => ExitCode::SUCCESS,
        Exit::Findings => ExitCode::from(1),
        Exit::Failed => ExitCode::from(2),
    }
}

/// Behind `help` clap does not say which command was meant; ahead of it it does.
fn suggesting(mut error: clap::Error) -> clap::Error {
    if error.get(ContextKind::SuggestedSubcommand).is_none()
        && let Some(ContextValue::String(given)) = error.get(ContextKind::InvalidSubcommand)
        && let Err(alone) = Arguments::try_parse_from(["counterpart", given])
        && let Some(meant) = alone.get(ContextKind::SuggestedSubcommand)
    {
        error.insert(ContextKind::SuggestedSubcommand, meant.clone());
    }
    error
}
