//! Parameters of paths and operations.

use crate::api::{Docs, Parameter, ParameterLocation, PathSegment, PathTemplate, StringFormat, Style, Type, Value};
use crate::diagnostic::{
    DUPLICATE_PARAMETER, Diagnostic, IGNORED_HEADER, MISSING_MEMBER, MISSING_PATH_PARAMETER, UNKNOWN_PATH_PARAMETER,
    WRONG_TYPE,
};
use crate::document::{Node, Object, pointer};

use super::Lowering;
use super::meant::{LOCATIONS, meant_location};
use super::spot::Spot;

impl Parameter {
    /// Name and location make a parameter what it is.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.location == other.location && self.wire_name == other.wire_name
    }
}

impl<'d> Lowering<'d, '_> {
    /// The parameters of a path or operation.
    pub(super) fn parameters(&mut self, holder: &'d Object, at: &Spot<'_>) -> Vec<Parameter> {
        let nodes = self.items(holder, "parameters", at);
        let list = at.key("parameters");
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut indexes = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            let at = list.index(index);
            let Some(parameter) = self.referred_parameter(node, &at) else {
                continue;
            };
            if let Some(first) = parameters.iter().position(|other| other.is_same(&parameter)) {
                let message = format!(
                    "the parameter `{}` is declared before; this one is left out",
                    parameter.wire_name
                );
                let finding = Diagnostic::at_pointer(&DUPLICATE_PARAMETER, message, at.pointer());
                let first = indexes.get(first).copied().unwrap_or_default();
                let first = list.index(first).pointer();
                self.findings.push(finding.with_related(first, "declared here first"));
            } else {
                parameters.push(parameter);
                indexes.push(index);
            }
        }
        parameters
    }

    fn referred_parameter(&mut self, node: &'d Node, at: &Spot<'_>) -> Option<Parameter> {
        let (node, moved) = self.follow(node, at, "the parameter is left out")?;
        let Some(moved) = moved else {
            return self.parameter(node, at);
        };
        let place = at.moved(moved.pointer());
        self.parameter(node, &place.named(moved.words()))
    }

    fn parameter(&mut self, node: &'d Node, at: &Spot<'_>) -> Option<Parameter> {
        let object = self.object_at(node, at)?;
        let Some(wire_name) = self.text(object, "name", at) else {
            self.report(&MISSING_MEMBER, "a parameter needs a `name`; it is left out", at);
            return None;
        };
        let location = self.location(object, at)?;
        if is_ignored(location, &wire_name) {
            let message = format!("OpenAPI ignores header parameters named `{wire_name}`; it is left out");
            self.report(&IGNORED_HEADER, message, at);
            return None;
        }
        let held = self.held(object, location, &at.word(&wire_name));
        let mut required = self.flag(object, "required", at);
        if location == ParameterLocation::Path && !required {
            self.report_optional(&wire_name, at);
            required = true;
        }
        let docs = Docs {
            title: None,
            description: self.description(object, at),
            deprecated: self.flag(object, "deprecated", at),
            examples: Vec::new(),
        };
        let in_query = location == ParameterLocation::Query;
        Some(Parameter {
            wire_name,
            location,
            part: None,
            style: held.style,
            explode: held.explode,
            reserved: self.flag(object, "allowReserved", at) && location != ParameterLocation::Header,
            may_be_empty: self.flag(object, "allowEmptyValue", at) && in_query,
            required,
            value: held.value,
            encodings: held.encodings,
            default: held.default,
            docs,
        })
    }

    /// What is said of a parameter or a header; where it is silent, what its schema says in its place. What a reference
    /// leads to describes a type.
    pub(super) fn description(&mut self, object: &'d Object, at: &Spot<'_>) -> Option<String> {
        let own = self.text(object, "description", at);
        let schema = object.get("schema").filter(|schema| schema.get("$ref").is_none());
        own.filter(|text| !text.is_empty())
            .or_else(|| schema?.get("description")?.to_text())
    }

    fn location(&mut self, object: &'d Object, at: &Spot<'_>) -> Option<ParameterLocation> {
        let Some(word) = self.text(object, "in", at) else {
            self.report(&MISSING_MEMBER, "a parameter needs `in`; it is left out", at);
            return None;
        };
        let known = LOCATIONS.iter().find(|(name, _)| *name == word);
        if known.is_none() {
            let message = format!("`{word}` is no location of a parameter; the parameter is left out");
            let finding = Diagnostic::at_pointer(&WRONG_TYPE, message, at.key("in").pointer());
            self.findings.push(match meant_location(&word) {
                Some(help) => finding.with_help(help),
                None => finding,
            });
        }
        known.map(|(_, location)| *location)
    }

    /// Makes path template and path parameters agree.
    pub(super) fn fitting(
        &mut self,
        mut all: Vec<Parameter>,
        path: &PathTemplate,
        operation: &'d Object,
        at: &Spot<'_>,
    ) -> Vec<Parameter> {
        let names: Vec<&String> = path
            .segments
            .iter()
            .filter_map(|segment| match segment {
                PathSegment::Parameter(name) => Some(name),
                PathSegment::Literal(_) => None,
            })
            .collect();
        all.retain(|parameter| {
            let fits = parameter.location != ParameterLocation::Path || names.contains(&&parameter.wire_name);
            if !fits {
                self.report_unknown(&parameter.wire_name, &names, path, operation, at);
            }
            fits
        });
        for name in names {
            let declared =
                |parameter: &Parameter| parameter.location == ParameterLocation::Path && parameter.wire_name == *name;
            if !all.iter().any(declared) {
                let message = format!("`{{{name}}}` in the path has no parameter; a string is assumed");
                self.report(&MISSING_PATH_PARAMETER, message, at);
                all.push(assumed(name));
            }
        }
        all
    }
}

impl<'d> Lowering<'d, '_> {
    /// A path parameter whose name is none of the path's, shown where it is written.
    fn report_unknown(
        &mut self,
        name: &str,
        names: &[&String],
        path: &PathTemplate,
        operation: &'d Object,
        at: &Spot<'_>,
    ) {
        let message = format!(
            "the path `{}` has no `{{{name}}}`; the parameter is left out",
            path.text
        );
        let mut finding = Diagnostic::at_pointer(&UNKNOWN_PATH_PARAMETER, message, at.pointer());
        if let Some(place) = self.declaration(name, operation, at) {
            finding.place = crate::diagnostic::Place::Pointer(place);
        }
        let is_near = |other: &&&String| {
            other.eq_ignore_ascii_case(name) || strsim::osa_distance(other, name) <= name.chars().count() / 3
        };
        self.findings.push(match names.iter().find(is_near) {
            Some(near) => finding.with_help(format!("the path has `{{{near}}}`; names are compared exactly")),
            None => finding,
        });
    }

    /// The pointer to the name of a path parameter in the list of an operation, or else of its path item.
    fn declaration(&mut self, name: &str, operation: &'d Object, at: &Spot<'_>) -> Option<String> {
        let own = at.pointer();
        let item = own.rsplit_once('/').map(|(item, _)| item.to_owned())?;
        let mut tokens = pointer::tokens(&item);
        let first = tokens.next().and_then(|token| self.document.get(&token));
        let shared = first
            .and_then(|node| tokens.try_fold(node, |node, token| pointer::child(node, &token)))
            .and_then(Node::as_object);
        drop(tokens);
        for (holder, place) in [(Some(operation), own), (shared, item)] {
            let list = holder
                .and_then(|holder| holder.get("parameters"))
                .and_then(Node::as_array);
            for (index, node) in list.unwrap_or_default().iter().enumerate() {
                let Ok((target, moved)) = self.resolver.follow(node) else {
                    continue;
                };
                let text = |key| target.get(key).and_then(Node::to_text);
                if text("in").as_deref() == Some("path") && text("name").as_deref() == Some(name) {
                    let there = moved.map_or_else(
                        || format!("{place}/parameters/{index}/name"),
                        |_| format!("{place}/parameters/{index}"),
                    );
                    return Some(there);
                }
            }
        }
        None
    }
}

fn assumed(name: &str) -> Parameter {
    Parameter {
        wire_name: name.to_owned(),
        location: ParameterLocation::Path,
        part: None,
        style: Style::Simple,
        explode: false,
        reserved: false,
        may_be_empty: false,
        required: true,
        value: Value::new(Type::String(StringFormat::Text)),
        encodings: Vec::new(),
        default: None,
        docs: Docs::default(),
    }
}

fn is_ignored(location: ParameterLocation, name: &str) -> bool {
    let ignored = ["accept", "content-type", "authorization"];
    location == ParameterLocation::Header && ignored.iter().any(|ignored| ignored.eq_ignore_ascii_case(name))
}
