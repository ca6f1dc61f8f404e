//! `default` of parameters, which are texts on their way: `'20'` and `20` are one value for an integer.

use serde_json::Value as Json;

use crate::api::{Operation, Parameter, ParameterLocation, Shape, StringFormat, Type, Value};
use crate::diagnostic::{Diagnostic, IMPOSSIBLE_DEFAULT, Severity};
use crate::document::{Node, pointer};

use super::Lowering;

/// Aliases of aliases are followed so far.
const DEEPEST: usize = 8;

/// What becomes of a default.
#[derive(Debug, PartialEq)]
enum Verdict {
    /// It is this value of the parameter's type.
    Reads(Json),
    /// It is of the type and breaks a rule, or of another kind altogether.
    Unfit,
    /// Its text is none that the type could be read from.
    Unreadable,
}

impl Lowering<'_, '_> {
    /// Reads each default as the parameter itself is read. What cannot be read is an error: the server fills it in
    /// where the parameter is absent, and no client could have sent it.
    pub(super) fn settle_parameter_defaults(&mut self, operation: &mut Operation) {
        for index in 0..operation.parameters.len() {
            let Some(parameter) = operation.parameters.get(index) else {
                continue;
            };
            let Some(default) = parameter.default.clone() else {
                continue;
            };
            let verdict = self.judge_default(&parameter.value, &default);
            let finding = match &verdict {
                Verdict::Reads(_) => None,
                Verdict::Unfit => Some(IMPOSSIBLE_DEFAULT.severity),
                Verdict::Unreadable => Some(Severity::Error),
            };
            if let Some(severity) = finding {
                self.report_default(&operation.pointer, parameter, &default, severity);
            }
            if let Some(parameter) = operation.parameters.get_mut(index) {
                parameter.default = match verdict {
                    Verdict::Reads(value) => Some(value),
                    Verdict::Unfit | Verdict::Unreadable => None,
                };
            }
        }
    }

    fn judge_default(&self, value: &Value, default: &Json) -> Verdict {
        if self.accepts(value, default, 0) {
            return Verdict::Reads(default.clone());
        }
        let text = match default {
            Json::String(text) => text.clone(),
            Json::Bool(_) | Json::Number(_) => default.to_string(),
            Json::Null | Json::Array(_) | Json::Object(_) => return Verdict::Unfit,
        };
        let bare = Value {
            constraints: Vec::new(),
            ..value.clone()
        };
        let readings = self.readings(&value.ty, &text, 0);
        match readings.iter().find(|reading| self.accepts(&bare, reading, 0)) {
            Some(reading) if self.accepts(value, reading, 0) => Verdict::Reads(reading.clone()),
            Some(_) => Verdict::Unfit,
            None if readings.is_empty() || self.is_loose(&value.ty, 0) => Verdict::Unfit,
            None => Verdict::Unreadable,
        }
    }

    /// Dates, times and the like: people write `today` and `TBD` there and mean something by it.
    fn is_loose(&self, ty: &Type, depth: usize) -> bool {
        match ty {
            Type::String(format) => !matches!(format, StringFormat::Uuid | StringFormat::Ipv4 | StringFormat::Ipv6),
            Type::Named(id) => match self.schemas.get(id.index()).map(|schema| &schema.shape) {
                Some(Shape::Alias(alias)) if depth < DEEPEST => self.is_loose(&alias.value.ty, depth + 1),
                _ => false,
            },
            _ => false,
        }
    }

    /// The values that a text may be of a type of texts; none if the type is no such.
    fn readings(&self, ty: &Type, text: &str, depth: usize) -> Vec<Json> {
        let as_text = Json::String(text.to_owned());
        let parsed = serde_json::from_str::<Json>(text).ok();
        match ty {
            Type::String(_) => vec![as_text],
            Type::Boolean | Type::Integer(_) | Type::Number(_) => vec![parsed.unwrap_or(as_text)],
            Type::Named(id) => match self.schemas.get(id.index()).map(|schema| &schema.shape) {
                Some(Shape::Alias(alias)) if depth < DEEPEST => self.readings(&alias.value.ty, text, depth + 1),
                // A value that is not listed may come to be: lists of values are open.
                Some(Shape::StringEnum(_) | Shape::IntegerEnum(_)) => match parsed {
                    Some(parsed) if self.accepts(&Value::new(ty.clone()), &parsed, 0) => vec![parsed],
                    _ if self.accepts(&Value::new(ty.clone()), &as_text, 0) => vec![as_text],
                    _ => Vec::new(),
                },
                _ => Vec::new(),
            },
            Type::Any | Type::Null | Type::Never | Type::Array(_) | Type::Map(_) | Type::Tuple(_) => Vec::new(),
        }
    }

    fn report_default(&mut self, operation: &str, parameter: &Parameter, default: &Json, severity: Severity) {
        let place = self
            .place_of(operation, parameter)
            .unwrap_or_else(|| operation.to_owned());
        let message = format!(
            "`{default}` is no valid value of `{}`; there is no default",
            parameter.wire_name
        );
        let mut finding = Diagnostic::at_pointer(&IMPOSSIBLE_DEFAULT, message, format!("{place}/schema/default"));
        finding.severity = severity;
        self.findings.push(finding);
    }

    /// The pointer to a parameter of an operation, which may stand with its path, or among the components.
    fn place_of(&mut self, operation: &str, parameter: &Parameter) -> Option<String> {
        let location = match parameter.location {
            ParameterLocation::Path => "path",
            ParameterLocation::Query => "query",
            ParameterLocation::QueryString => "querystring",
            ParameterLocation::Header => "header",
            ParameterLocation::Cookie => "cookie",
            ParameterLocation::Part => return None,
        };
        let path = operation.rsplit_once('/').map_or("", |(path, _)| path);
        for holder in [operation, path] {
            let mut at = String::new();
            let mut node: Option<&Node> = None;
            for token in pointer::tokens(&format!("{holder}/parameters")) {
                pointer::push_token(&mut at, &token);
                node = match node {
                    None => self.document.get(&token),
                    Some(node) => pointer::child(node, &token),
                };
            }
            for (index, listed) in node.and_then(Node::as_array).unwrap_or_default().iter().enumerate() {
                let Ok((meant, moved)) = self.resolver.follow(listed) else {
                    continue;
                };
                let is = |key: &str, text: &str| meant.get(key).and_then(Node::as_str) == Some(text);
                if is("name", &parameter.wire_name) && is("in", location) {
                    return Some(moved.map_or_else(|| format!("{at}/{index}"), |moved| moved.into_owned()));
                }
            }
        }
        None
    }
}
