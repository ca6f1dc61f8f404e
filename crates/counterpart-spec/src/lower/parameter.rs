//! Parameters of paths and operations.

use crate::api::{Docs, Parameter, ParameterLocation, PathSegment, PathTemplate, StringFormat, Style, Type, Value};
use crate::diagnostic::{
    DUPLICATE_PARAMETER, Diagnostic, IGNORED_HEADER, MISSING_MEMBER, MISSING_PATH_PARAMETER, PARAMETER_CONTENT,
    UNKNOWN_PATH_PARAMETER, UNSUPPORTED_QUERYSTRING, UNSUPPORTED_STYLE, WRONG_TYPE,
};
use crate::document::{Node, Object};

use super::Lowering;
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
        let (value, default) = self.parameter_value(object, &at.word(&wire_name));
        let style = self.style(object, location, at);
        let explode = object
            .get("explode")
            .and_then(Node::as_bool)
            .unwrap_or(style == Style::Form);
        let mut required = self.flag(object, "required", at);
        if location == ParameterLocation::Path && !required {
            self.report_optional(&wire_name, at);
            required = true;
        }
        let docs = Docs {
            title: None,
            description: self.text(object, "description", at),
            deprecated: self.flag(object, "deprecated", at),
            examples: Vec::new(),
        };
        Some(Parameter {
            wire_name,
            location,
            style,
            explode,
            required,
            value,
            default,
            docs,
        })
    }

    fn location(&mut self, object: &'d Object, at: &Spot<'_>) -> Option<ParameterLocation> {
        match self.text(object, "in", at).as_deref() {
            Some("path") => Some(ParameterLocation::Path),
            Some("query") => Some(ParameterLocation::Query),
            Some("header") => Some(ParameterLocation::Header),
            Some("cookie") => Some(ParameterLocation::Cookie),
            Some("querystring") => {
                let message = "a whole query string cannot be described yet; the parameter is left out";
                self.report(&UNSUPPORTED_QUERYSTRING, message, &at.key("in"));
                None
            }
            Some(other) => {
                let message = format!("`{other}` is no location of a parameter; the parameter is left out");
                self.report(&WRONG_TYPE, message, &at.key("in"));
                None
            }
            None => {
                self.report(&MISSING_MEMBER, "a parameter needs `in`; it is left out", at);
                None
            }
        }
    }

    fn parameter_value(&mut self, object: &'d Object, at: &Spot<'_>) -> (Value, Option<serde_json::Value>) {
        if let Some(schema) = object.get("schema") {
            let component = schema
                .get("$ref")
                .and_then(Node::as_str)
                .and_then(|reference| self.component(reference));
            let default = component.map_or(schema.get("default"), |component| component.default);
            let default = default.map(Node::to_json);
            return (self.value(schema, &at.key("schema")), default);
        }
        if object.get("content").is_some() {
            let message = "a parameter described by `content` is sent and received as text";
            self.report(&PARAMETER_CONTENT, message, &at.key("content"));
        } else {
            self.report(&MISSING_MEMBER, "a parameter needs a `schema`; text is assumed", at);
        }
        (text(), None)
    }

    fn style(&mut self, object: &'d Object, location: ParameterLocation, at: &Spot<'_>) -> Style {
        let Some(name) = self.text(object, "style", at) else {
            return default_style(location);
        };
        match style_named(&name).filter(|style| allows(location, *style)) {
            Some(style) => style,
            None => {
                let message = format!("the style `{name}` is not for parameters in this location; the default is used");
                self.report(&UNSUPPORTED_STYLE, message, &at.key("style"));
                default_style(location)
            }
        }
    }

    /// Makes path template and path parameters agree.
    pub(super) fn fitting(&mut self, mut all: Vec<Parameter>, path: &PathTemplate, at: &Spot<'_>) -> Vec<Parameter> {
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
                let message = format!(
                    "the path has no `{{{}}}`; the parameter is left out",
                    parameter.wire_name
                );
                self.report(&UNKNOWN_PATH_PARAMETER, message, at);
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

fn text() -> Value {
    Value::new(Type::String(StringFormat::Text))
}

fn assumed(name: &str) -> Parameter {
    Parameter {
        wire_name: name.to_owned(),
        location: ParameterLocation::Path,
        style: Style::Simple,
        explode: false,
        required: true,
        value: text(),
        default: None,
        docs: Docs::default(),
    }
}

fn is_ignored(location: ParameterLocation, name: &str) -> bool {
    let ignored = ["accept", "content-type", "authorization"];
    location == ParameterLocation::Header && ignored.iter().any(|ignored| ignored.eq_ignore_ascii_case(name))
}

fn default_style(location: ParameterLocation) -> Style {
    match location {
        ParameterLocation::Path | ParameterLocation::Header => Style::Simple,
        ParameterLocation::Query | ParameterLocation::Cookie => Style::Form,
    }
}

fn style_named(name: &str) -> Option<Style> {
    Some(match name {
        "matrix" => Style::Matrix,
        "label" => Style::Label,
        "simple" => Style::Simple,
        "form" => Style::Form,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "deepObject" => Style::DeepObject,
        _ => return None,
    })
}

/// OpenAPI 3.0, 4.7.12.3.
fn allows(location: ParameterLocation, style: Style) -> bool {
    match location {
        ParameterLocation::Path => matches!(style, Style::Matrix | Style::Label | Style::Simple),
        ParameterLocation::Header => style == Style::Simple,
        ParameterLocation::Cookie => style == Style::Form,
        ParameterLocation::Query => {
            matches!(
                style,
                Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject
            )
        }
    }
}
