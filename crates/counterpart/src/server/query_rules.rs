//! What becomes of parameters in a query that the description does not have, and of those that are sent twice.

use super::problem::ProblemViolation;
use crate::codec::{Kind, Slot, Table};
use crate::operation::{Input, OperationTable, Scheme, SchemeKind};
use crate::params::{Location, Param, Query, Style};

/// What becomes of parameters in a query that the description does not have, and of those that are sent twice.
///
/// ```
/// use counterpart::server::QueryRules;
///
/// let rules = QueryRules::default().refuse_unknown().ignore_repeated();
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[must_use]
pub struct QueryRules {
    pub(super) refuses_unknown: bool,
    pub(super) ignores_repeated: bool,
}

impl QueryRules {
    /// Answers 422 where the description has no such parameter; unless told, it is ignored.
    pub fn refuse_unknown(self) -> Self {
        Self {
            refuses_unknown: true,
            ..self
        }
    }

    /// Takes the first value of a parameter that has one and is sent several times; unless told, that is answered 422.
    pub fn ignore_repeated(self) -> Self {
        Self {
            ignores_repeated: true,
            ..self
        }
    }
}

/// The names in a query that the description does not have, as violations. The slots are those of the inputs, read or not.
pub(super) fn unknown(
    query: &Query<'_>,
    table: &'static OperationTable,
    schemes: &'static [Scheme],
    slots: &[&mut dyn Slot],
) -> Vec<ProblemViolation> {
    let params = || {
        table.inputs.iter().zip(slots).filter_map(|(input, slot)| match input {
            Input::Param(param) => Some((param, &**slot)),
            Input::Body(_) => None,
        })
    };
    let mut unknown: Vec<&str> = Vec::new();
    for (name, _) in query.pairs() {
        let is_known = params().any(|(param, slot)| takes(param, slot, name))
            || is_credential(schemes, name)
            || is_fixed(table.path, name);
        if !is_known && !unknown.contains(&name) && unknown.len() < LIMIT {
            unknown.push(name);
        }
    }
    let violation = |name| ProblemViolation {
        location: "query",
        pointer: crate::codec::pointer_segment(name),
        rule: "unknown",
        limit: None,
        detail: "the parameter is not known here".into(),
    };
    unknown.into_iter().map(violation).collect()
}

/// How many unknown names are told; a hostile query could have thousands.
const LIMIT: usize = 100;

/// Whether a parameter takes pairs of a name.
fn takes(param: &Param, slot: &dyn Slot, name: &str) -> bool {
    match (param.location, param.style) {
        (Location::QueryString, _) => true,
        (Location::Query, _) if param.name == name => true,
        (Location::Query, Style::DeepObject) => name.strip_prefix(param.name).is_some_and(|rest| rest.starts_with('[')),
        (Location::Query, Style::FormExploded) => match Kind::of(slot) {
            Kind::Object(Some(table)) => table.fields.iter().any(|field| field.name == name) || Table::is_open(table),
            Kind::Object(None) => true,
            _ => false,
        },
        _ => false,
    }
}

fn is_credential(schemes: &[Scheme], name: &str) -> bool {
    let is_of = |scheme: &Scheme| matches!(scheme.kind, SchemeKind::Query(key) if key == name);
    schemes.iter().any(is_of)
}

/// Whether the path itself has a query with the name.
fn is_fixed(path: &str, name: &str) -> bool {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    Query::parse(query).pairs().any(|(fixed, _)| fixed == name)
}
