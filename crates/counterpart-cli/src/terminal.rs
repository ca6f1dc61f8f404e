//! Standard output and standard error.

use std::env;
use std::io::{self, IsTerminal, Write};

use clap::ColorChoice;
use counterpart_build::{Error, ErrorKind};

use crate::Exit;
use crate::arguments::Display;
use crate::progress::Progress;

/// What is printed where, and how.
pub(crate) struct Terminal {
    pub(crate) quiet: bool,
    /// Print every finding.
    pub(crate) all: bool,
    /// The name of the command that runs.
    pub(crate) command: &'static str,
    color: ColorChoice,
}

/// Where something is printed.
#[derive(Clone, Copy)]
pub(crate) enum Stream {
    /// Standard output: what the command was asked for.
    Result,
    /// Standard error: everything else.
    Notes,
}

impl Terminal {
    pub(crate) fn new(display: &Display, command: &'static str) -> Self {
        Self {
            quiet: display.quiet,
            all: display.all,
            command,
            color: display.color,
        }
    }

    /// Whether to color what is printed to a stream.
    pub(crate) fn color(&self, stream: Stream) -> bool {
        let is_terminal = match stream {
            Stream::Result => io::stdout().is_terminal(),
            Stream::Notes => io::stderr().is_terminal(),
        };
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => is_terminal && env::var_os("NO_COLOR").is_none(),
        }
    }

    pub(crate) fn progress(&self) -> Progress {
        Progress::new(self.quiet)
    }

    /// What a command was asked for. A reader that has seen enough (`| head`) is no failure.
    pub(crate) fn result(&self, text: &str) {
        let mut stdout = io::stdout().lock();
        let _ = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
    }

    /// What is good to know.
    pub(crate) fn note(&self, text: &str) {
        if !self.quiet {
            self.complain(text);
        }
    }

    /// What went wrong; not even `--quiet` hides it.
    pub(crate) fn complain(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
    }

    /// What stopped a run ahead of any finding, and the exit that it means.
    pub(crate) fn failure(&self, error: &Error) -> Exit {
        self.complain(&format!("error: {error}"));
        match error.kind() {
            ErrorKind::Document => Exit::Findings,
            _ => Exit::Failed,
        }
    }
}
