//! The arguments.

use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand};
use counterpart_build::Options;

use crate::help;

/// Rust for both sides of an OpenAPI contract: models, client, and server handler traits.
#[derive(Parser)]
#[command(name = "counterpart", version, after_help = help::OVERVIEW, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) display: Display,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Write Rust for a document.
    #[command(after_help = help::GENERATE, long_about = help::ABOUT_GENERATE)]
    Generate(Generate),
    /// Print what is wrong with a document, and where.
    #[command(after_help = help::LINT, long_about = help::ABOUT_LINT)]
    Lint(Reading),
    /// List the operations and types of a document.
    #[command(after_help = help::SHOW, long_about = help::ABOUT_SHOW)]
    Show(Reading),
}

/// The options of all doors, and what only a command line has.
#[derive(Args)]
pub(crate) struct Generate {
    #[command(flatten)]
    pub(crate) options: Options,
    /// Read options from this file; without it, from `counterpart.toml` beside the document.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// List what would be written, and write nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Names a document to read.
#[derive(Args)]
pub(crate) struct Reading {
    /// OpenAPI document: JSON, YAML or a Docusaurus API page; `-` reads standard input.
    pub(crate) document: Option<PathBuf>,
    /// Take the document from this file's options; without it, from `counterpart.toml` in this folder.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Args)]
#[command(next_help_heading = "Display")]
pub(crate) struct Display {
    /// Print nothing unless there are errors.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Whether to color what is printed.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn every_option_is_a_flag_of_the_same_name() {
        let mut command = Arguments::command();
        command.build();
        let generate = command.find_subcommand("generate").unwrap();
        let flags: Vec<_> = generate
            .get_arguments()
            .filter_map(|argument| argument.get_long())
            .collect();
        for key in Options::KEYS.iter().filter(|key| **key != "document") {
            assert!(flags.contains(key), "--{key} is missing");
        }
    }
}
