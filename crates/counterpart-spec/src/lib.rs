//! Reads an OpenAPI description into a resolved model, [`Api`], with findings that have a place.
//!
//! ```text
//! source -> overlay -> dialect -> resolve -> lower -> Api -> select
//! ```
//!
//! ```
//! use counterpart_spec::{Input, read};
//!
//! let text = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths: {}\n".to_owned();
//! let outcome = read(&Input::Text { name: "pets.yaml".to_owned(), text });
//! assert!(outcome.findings.is_empty());
//! assert_eq!(outcome.api.map(|api| api.title).as_deref(), Some("Pets"));
//! ```

#![cfg_attr(not(test), deny(clippy::indexing_slicing, clippy::unwrap_used))]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may fail"))]

pub mod api;
mod contract;
pub mod diagnostic;
mod dialect;
mod document;
mod dump;
mod form;
mod lower;
mod overlay;
mod resolve;
pub mod select;
mod source;

use std::path::PathBuf;

use api::Api;
pub use contract::{Contract, contract};
use diagnostic::{Findings, Policy};
pub use dump::{Dumped, Stage, dump};
pub use source::Input;
pub use source::lock::{Lock, LockError};

/// What reading an input gave.
#[derive(Debug)]
pub struct Outcome {
    /// The API; `None` only if nothing usable could be read, and then there is an error among the findings. With errors
    /// among the findings it is there for looking at, not for generating from.
    pub api: Option<Api>,
    /// Everything that was found, in the order of the document.
    pub findings: Findings,
    /// The files that were read, and no others.
    pub files: Vec<PathBuf>,
    /// URLs that references lead to and whose texts are not among [`ReadOptions::vendored`].
    pub remote: Vec<String>,
}

/// What can be asked for beside the input itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Overlay documents, applied in this order.
    pub overlays: Vec<Input>,
    /// Which findings fail.
    pub policy: Policy,
    /// Texts behind URLs, fetched earlier.
    pub vendored: Lock,
    /// Follow symbolic links out of the document's folder.
    pub follow_links: bool,
    /// How schemas are read.
    pub schemas: Schemas,
    /// Keep every finding; else a code that comes very often is counted from some point on.
    pub all_findings: bool,
    /// Keep the examples of bodies, see [`api::Content::examples`]; generated code does not need them.
    pub examples: bool,
    /// The command that would take the document from a pipe, such as `counterpart lint -`: what to say to those who name
    /// an address. Without one they are only told to save it to a file.
    pub piped_to: Option<String>,
}

/// How schemas are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Schemas {
    /// As the authors of API descriptions mean them: a schema with `properties` is one of objects, whether it has a
    /// `type` or not, and schemas of an `allOf` know each other's properties when one of them allows no others.
    #[default]
    AsMeant,
    /// To the letter of JSON Schema: `properties` and `items` say nothing of values that are no objects or arrays, and
    /// each schema of an `allOf` speaks for itself.
    Exact,
}

/// An input in the core form.
struct Pressed {
    core: Option<resolve::Core>,
    findings: Findings,
    files: Vec<PathBuf>,
    remote: Vec<String>,
}

/// Reads an input, its overlays and the files that it refers to into the core form.
fn press(input: &Input, options: &ReadOptions) -> Pressed {
    let source::Loaded {
        root,
        mut findings,
        mut files,
    } = source::load(input, options);
    let mut library = source::library::Library::new(input, options);
    let core = root.and_then(|root| dialect::core(root, input.address(), &mut library, &mut findings));
    files.append(&mut library.files);
    if core.is_some() {
        library.unused().for_each(|unused| findings.push(unused));
    }
    Pressed {
        core,
        findings,
        files,
        remote: library.remote,
    }
}

/// How many nodes the tree of an input has: what reading costs without anything that comes after it, for benchmarks.
#[doc(hidden)]
#[must_use]
pub fn count_nodes(input: &Input) -> usize {
    let root = source::load(input, &ReadOptions::default()).root;
    root.map_or(0, |root| root.size_up_to(usize::MAX))
}

/// Reads an input to the end, whatever is in it.
#[must_use]
pub fn read(input: &Input) -> Outcome {
    read_with(input, &ReadOptions::default())
}

/// The same with options.
#[must_use]
pub fn read_with(input: &Input, options: &ReadOptions) -> Outcome {
    let Pressed {
        core,
        mut findings,
        files,
        remote,
    } = press(input, options);
    let api = core.map(|core| {
        findings.set_places(core.places.clone());
        let api = lower::lower(&core, options.examples, &mut findings);
        findings.sort_by_document(&core.root);
        api
    });
    if api.is_none() {
        findings.insist();
    }
    Outcome {
        api,
        findings,
        files,
        remote,
    }
}
