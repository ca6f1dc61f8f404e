//! The core form: what every dialect becomes.

use rustc_hash::FxHashMap;

use super::places::Places;
use crate::Schemas;
use crate::document::{Node, Object};

/// A document with everything that it refers to, in one tree.
#[derive(Debug)]
pub(crate) struct Core {
    pub(crate) root: Node,
    pub(crate) places: Places,
    /// By file: what it is called in messages, and the word for names.
    pub(crate) files: Vec<FileName>,
    /// References that could not be followed into another file, and why.
    pub(crate) refusals: FxHashMap<String, Refusal>,
    /// How schemas are to be read.
    pub(crate) schemas: Schemas,
}

/// What a file is called.
#[derive(Debug, Clone, Default)]
pub(crate) struct FileName {
    pub(crate) address: String,
    pub(crate) stem: String,
}

/// Why a reference cannot be followed into another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    Remote,
    Outside,
    NoFolder,
    Missing {
        reason: String,
        /// The address of a file with nearly that name.
        similar: Option<String>,
    },
    Broken,
    /// An anchor that no schema has.
    Anchor,
}

impl Core {
    /// The top level; an empty object if the document is none, which the dialect has refused.
    pub(crate) fn document(&self) -> &Object {
        static NOTHING: std::sync::LazyLock<Object> = std::sync::LazyLock::new(Object::default);
        self.root.as_object().unwrap_or(&NOTHING)
    }
}
