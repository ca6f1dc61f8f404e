//! What a run is doing: a spinner on a terminal, a line a step elsewhere.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shows one step at a time on standard error; a spinner is gone when this is dropped.
pub(crate) enum Progress {
    Hidden,
    Lines,
    Spinner(ProgressBar),
}

impl Progress {
    pub(crate) fn new(quiet: bool) -> Self {
        match (quiet, io::stderr().is_terminal()) {
            (true, _) => Self::Hidden,
            (false, false) => Self::Lines,
            (false, true) => Self::Spinner(spinner()),
        }
    }

    /// Begins a step.
    pub(crate) fn step(&self, doing: String) {
        match self {
            Self::Hidden => {}
            Self::Lines => {
                let _ = writeln!(io::stderr().lock(), "{doing}");
            }
            Self::Spinner(spinner) => spinner.set_message(doing),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Self::Spinner(spinner) = self {
            spinner.finish_and_clear();
        }
    }
}

fn spinner() -> ProgressBar {
    let spinner = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner:.cyan} {wide_msg} {elapsed:.dim}") {
        spinner.set_style(style);
    }
    spinner.enable_steady_tick(Duration::from_millis(80));
    spinner
}
