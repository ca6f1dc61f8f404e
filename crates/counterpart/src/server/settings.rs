//! What can be set on a router.

use std::fmt;
use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use indexmap::IndexMap;

use super::fault::Fault;
use super::limits::Limits;
use super::problem::Problem;
use super::query_rules::QueryRules;
use super::security::Guard;
use crate::operation::Scheme;

/// Whether answers are checked against their description before they are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerCheck {
    /// They are sent as they are: the usual case in release builds.
    Off,
    /// What is wrong is reported, and the answer is sent.
    Report,
    /// What is wrong is reported, and the caller is answered 500: the usual case in debug builds.
    Refuse,
}

impl Default for AnswerCheck {
    fn default() -> Self {
        if cfg!(debug_assertions) {
            Self::Refuse
        } else {
            Self::Off
        }
    }
}

/// The settings of a router, shared by all of its operations.
#[derive(Clone)]
pub(super) struct Settings {
    pub(super) schemes: &'static [Scheme],
    pub(super) guard: Option<Arc<dyn Guard>>,
    pub(super) limits: Limits,
    /// Of single operations, by their ids.
    pub(super) limits_of: IndexMap<&'static str, Limits>,
    pub(super) answer_check: AnswerCheck,
    pub(super) query_rules: QueryRules,
    /// What is absent in a request and has a default is filled in.
    pub(super) fills_defaults: bool,
    pub(super) problems: Arc<dyn Fn(Problem) -> Response + Send + Sync>,
    pub(super) faults: Arc<dyn Fn(&Fault) + Send + Sync>,
}

impl Settings {
    pub(super) fn new(schemes: &'static [Scheme]) -> Self {
        Self {
            schemes,
            guard: None,
            limits: Limits::default(),
            limits_of: IndexMap::new(),
            answer_check: AnswerCheck::default(),
            query_rules: QueryRules::default(),
            fills_defaults: true,
            problems: Arc::new(Problem::into_response),
            faults: Arc::new(|_| {}),
        }
    }

    /// The limits of an operation.
    pub(super) fn limits(&self, operation: &str) -> &Limits {
        self.limits_of.get(operation).unwrap_or(&self.limits)
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("limits", &self.limits)
            .field("answer_check", &self.answer_check)
            .finish_non_exhaustive()
    }
}
