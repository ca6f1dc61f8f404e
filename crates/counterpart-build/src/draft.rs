//! A run up to the point of writing: the stages in order, and the two places where it stops.

use std::path::PathBuf;

use counterpart_rust::Output;
use counterpart_spec::diagnostic::Findings;

use crate::reading::Read;
use crate::settings::Settings;

/// What a run makes before it touches the disk.
#[derive(Debug)]
pub struct Draft {
    /// Everything that is to be said about the document.
    pub findings: Findings,
    /// The files that were read, the configuration file included.
    pub files_read: Vec<PathBuf>,
    /// What to write; nothing if one of the findings is an error.
    pub output: Option<Output>,
}

/// What a run is about to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reading the document.
    Reading,
    /// Making Rust of it.
    Generating,
}

impl Draft {
    /// Reads and generates, telling about each step ahead of it.
    #[must_use]
    pub fn make(settings: &Settings, about_to: &dyn Fn(Step)) -> Self {
        about_to(Step::Reading);
        let Read {
            api,
            mut findings,
            files: files_read,
            ..
        } = settings.reading.read();
        let Some(api) = api.filter(|_| !findings.has_errors()) else {
            return Self {
                findings,
                files_read,
                output: None,
            };
        };
        about_to(Step::Generating);
        let with_contract;
        let generator = if settings.contract && settings.generator.server {
            with_contract = counterpart_rust::Options {
                contract: settings.reading.contract(&api),
                ..settings.generator.clone()
            };
            &with_contract
        } else {
            &settings.generator
        };
        let output = counterpart_rust::generate(&api, generator, &mut findings);
        let output = (!findings.has_errors()).then_some(output);
        Self {
            findings,
            files_read,
            output,
        }
    }
}
