//! The arguments.

use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use counterpart_build::{Options, Schemas};

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
    Lint(Lint),
    /// Explain a kind of finding.
    #[command(after_help = help::EXPLAIN, long_about = help::ABOUT_EXPLAIN)]
    Explain(Explain),
    /// List the operations and types of a document.
    #[command(after_help = help::SHOW, long_about = help::ABOUT_SHOW)]
    Show(Reading),
    /// Serve a document without code.
    #[cfg(feature = "mock")]
    #[command(after_help = help::MOCK, long_about = help::ABOUT_MOCK)]
    Mock(Mock),
    /// Print a stage on the way from the document to the output.
    #[command(after_help = help::DUMP, long_about = help::ABOUT_DUMP)]
    Dump(Dump),
}

impl Command {
    /// What stands on the command line.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Generate(_) => "generate",
            Self::Lint(_) => "lint",
            Self::Explain(_) => "explain",
            Self::Show(_) => "show",
            #[cfg(feature = "mock")]
            Self::Mock(_) => "mock",
            Self::Dump(Dump { stage, .. }) => match stage {
                Stage::Document => "dump --stage document",
                Stage::Core => "dump --stage core",
                Stage::Api => "dump --stage api",
                Stage::Plan => "dump --stage plan",
            },
        }
    }
}

/// The options of all doors, and what only a command line has.
#[derive(Args)]
pub(crate) struct Generate {
    #[command(flatten)]
    pub(crate) options: Options,
    /// Read options from this file; without it, from `counterpart.toml` beside the document.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) remote: Remote,
    /// List what would be written, and write nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Args)]
pub(crate) struct Lint {
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// How findings are written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Excerpts for people.
    Human,
    /// One JSON object; `docs/findings.schema.json` describes it.
    Json,
    /// Workflow commands, which GitHub shows at the lines of a change.
    Github,
    /// SARIF 2.1.0, which code scanning services read.
    Sarif,
}

#[derive(Args)]
pub(crate) struct Explain {
    /// The code, as findings show it in brackets; without it, all codes are listed.
    pub(crate) code: Option<String>,
}

#[cfg(feature = "mock")]
#[derive(Args)]
pub(crate) struct Mock {
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// The address to listen at; whoever reaches it can call the mock.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(crate) host: std::net::IpAddr,
    /// The port to listen at; 0 takes a free one.
    #[arg(long, value_name = "PORT", default_value_t = 4010)]
    pub(crate) port: u16,
    /// Other values where the document has no example; the same number always makes the same values.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(crate) seed: u64,
    /// Answer no page of another origin (CORS); without this, every page may call the mock.
    #[arg(long)]
    pub(crate) no_cors: bool,
}

#[derive(Args)]
pub(crate) struct Dump {
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Which stage to print.
    #[arg(long, value_enum)]
    pub(crate) stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// The document after its overlays, as JSON.
    Document,
    /// The core form, in which all versions of OpenAPI are one, as JSON.
    Core,
    /// The resolved model, after selection.
    Api,
    /// Every decision about the output.
    Plan,
}

/// Names a document to read, and what of it matters. `generate` has the same.
#[derive(Args)]
pub(crate) struct Reading {
    /// OpenAPI document: JSON, YAML or a Docusaurus API page; `-` reads standard input.
    pub(crate) document: Option<PathBuf>,
    /// Overlay document (1.0 or 1.1) to lay over the document; several apply in order.
    #[arg(long, value_name = "FILE")]
    pub(crate) overlay: Vec<PathBuf>,
    /// Only these operations and what they need: `op:ID`, `tag:NAME`, `GET /path/*`, `webhook:NAME`,
    /// `schema:NAME`, with `*` and `?`.
    #[arg(long, value_name = "SELECTOR")]
    pub(crate) include: Vec<String>,
    /// Not these, whatever is included; the same selectors.
    #[arg(long, value_name = "SELECTOR")]
    pub(crate) exclude: Vec<String>,
    /// Fail for findings of this code, or for all `warnings`.
    #[arg(long, value_name = "CODE|warnings")]
    pub(crate) deny: Vec<String>,
    /// Do not report this code, or only warn if it is an error.
    #[arg(long, value_name = "CODE")]
    pub(crate) allow: Vec<String>,
    /// Follow symbolic links out of the document's folder.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true)]
    pub(crate) follow_links: Option<bool>,
    /// Whether schemas are read as their authors mean them, or to the letter of JSON Schema.
    #[arg(long, value_enum)]
    pub(crate) schemas: Option<Schemas>,
    /// Read options from this file; without it, from `counterpart.toml` beside the document.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) remote: Remote,
}

/// What may be fetched; only a command line fetches anything.
#[derive(Args)]
pub(crate) struct Remote {
    /// Fetch what references name at this origin, and keep it in `counterpart.lock` beside the document.
    #[arg(long, value_name = "ORIGIN")]
    pub(crate) allow_remote: Vec<String>,
}

impl Reading {
    /// The options that were given, the configuration file that was named, and what may be fetched.
    pub(crate) fn into_options(self) -> (Options, Option<PathBuf>, Remote) {
        let options = Options {
            document: self.document,
            overlay: self.overlay,
            include: self.include,
            exclude: self.exclude,
            deny: self.deny,
            allow: self.allow,
            follow_links: self.follow_links,
            schemas: self.schemas,
            ..Options::default()
        };
        (options, self.config, self.remote)
    }
}

#[derive(Args)]
#[command(next_help_heading = "Display")]
pub(crate) struct Display {
    /// Print nothing unless there are errors.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Print every finding; else a code that comes very often is counted from some point on.
    #[arg(long, global = true)]
    pub(crate) all: bool,
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
        // A list of tables, which only the file and build scripts can write.
        let unflagged = ["document", "pagination"];
        for key in Options::KEYS.iter().filter(|key| !unflagged.contains(key)) {
            assert!(flags.contains(key), "--{key} is missing");
        }
    }

    /// Every command that reads a document documents its flags in the same words.
    #[test]
    fn flags_for_reading_are_those_of_generate() {
        let mut command = Arguments::command();
        command.build();
        let help = |name: &str, flag: &str| {
            let command = command.find_subcommand(name).unwrap();
            let argument = command
                .get_arguments()
                .find(|one| one.get_long() == Some(flag))
                .unwrap();
            argument.get_help().unwrap().to_string()
        };
        for flag in [
            "overlay",
            "include",
            "exclude",
            "deny",
            "allow",
            "follow-links",
            "schemas",
            "config",
        ] {
            for name in ["lint", "show", "dump", "mock"] {
                assert_eq!(help(name, flag), help("generate", flag), "{name} --{flag}");
            }
        }
    }
}
