//! Writes Rust for both sides of an API: models, a client and server handler traits.
//!
//! `Api` → `plan` (every decision) → `emit` (tokens) → `render` (text) → [`mod@write`] (files). Everything but that is a
//! pure function: the same API and the same options give the same bytes.
#![warn(clippy::indexing_slicing)]

mod advice;
mod codes;
mod emit;
#[cfg(test)]
mod fixture;
mod formats;
mod name;
mod names;
mod options;
mod output;
mod pagination;
mod plan;
mod render;
mod runtime;
pub mod write;

use counterpart_spec::api::Api;
use counterpart_spec::diagnostic::Findings;

pub use advice::ADVICE;
pub use codes::CODES;
pub use formats::{Formats, UnknownFormatType};
pub use names::{Names, TypeName, names};
pub use options::{Layout, Options, RuntimeDependency, UnknownProperties};
pub use output::{Output, OutputFile, Summary};
pub use pagination::{Pagination, PagingWay};

/// Generates the files for an API.
///
/// What cannot be expressed in Rust is expressed more loosely, and said so in `findings`; nothing here fails.
pub fn generate(api: &Api, options: &Options, findings: &mut Findings) -> Output {
    let views = plan::Views::survey(api, options);
    let plan = plan::plan(api, &views, options, findings);
    let files = render::render(&plan, options);
    let summary = Summary::of(&plan, &files);
    Output { files, summary }
}

/// Finds what [`generate`] would find and what else it could make if it was asked to, and writes nothing.
pub fn check(api: &Api, options: &Options, findings: &mut Findings) {
    let views = plan::Views::survey(api, options);
    let plan = plan::plan(api, &views, options, findings);
    plan::propose(&plan, findings);
}

/// Every decision about the output as text, for people who wonder why the output looks as it does.
///
/// It is what Rust's `Debug` prints of the plan: the same input gives the same text, but its form may change with any
/// version.
#[must_use]
pub fn describe_plan(api: &Api, options: &Options, findings: &mut Findings) -> String {
    let views = plan::Views::survey(api, options);
    let plan = plan::plan(api, &views, options, findings);
    format!("{plan:#?}\n")
}
