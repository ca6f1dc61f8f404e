//! The operation structs: parameters, then the body.

use std::borrow::Cow;

use counterpart_spec::api::{
    Content, Docs, Encoding, Operation, Parameter, ParameterLocation, Shape, StringFormat, Style, Syntax, Type, Value,
};
use proc_macro2::Ident;
use serde_json::Value as Json;

use super::body::{BodyKindPlan, FieldType};
use super::response::{ResponsePlan, SuccessPlan};
use super::rules::Rule;
use super::types::{Leaf, RustType, Types};
use crate::name::{Candidate, Case, Scope, ident};
use crate::runtime;

/// An operation: its struct, its answers, its methods.
#[derive(Debug)]
pub(crate) struct OperationPlan<'a> {
    pub(crate) source: &'a Operation,
    pub(crate) name: Ident,
    pub(crate) response_name: Ident,
    /// The name of the method, the same in the client and in the handler trait.
    pub(crate) method: Ident,
    pub(crate) fields: Vec<FieldPlan<'a>>,
    pub(crate) responses: Vec<ResponsePlan<'a>>,
    pub(crate) success: SuccessPlan,
}

/// A field of an operation struct.
#[derive(Debug)]
pub(crate) struct FieldPlan<'a> {
    pub(crate) name: Ident,
    /// The method that sets the field where it is optional.
    pub(crate) setter: Ident,
    pub(crate) required: bool,
    /// Without the `Option` of an optional field.
    pub(crate) ty: FieldType<'a>,
    pub(crate) docs: &'a Docs,
    pub(crate) source: FieldSource<'a>,
}

/// What a field holds.
#[derive(Debug)]
pub(crate) enum FieldSource<'a> {
    Parameter {
        location: ParameterLocation,
        /// The property whose parts have it.
        part: Option<&'a str>,
        wire: &'a str,
        style: Option<&'static str>,
        reserved: bool,
        rules: Vec<Rule<'a>>,
        encodings: &'a [Encoding],
        default: Option<&'a Json>,
    },
    /// One media type.
    Body(BodyKindPlan<'a>),
    /// An enum, which is the type of the field.
    Bodies,
}

/// The identifiers of an operation.
#[derive(Debug)]
pub(crate) struct OperationNames {
    pub(crate) name: Ident,
    pub(crate) response: Ident,
    /// Of the enum of its bodies, where it has several.
    pub(crate) bodies: Option<Ident>,
    pub(crate) method: Ident,
}

/// Identifiers for all operations, in their order.
pub(crate) fn operation_names(operations: &[Operation], scope: &mut Scope) -> Vec<OperationNames> {
    let ids = || operations.iter().map(|operation| operation.id.as_str());
    let names = scope.claim_wires(ids());
    let answers = ids().zip(&names).map(|(wire, name)| Candidate {
        rank: 0,
        wire,
        tie: "",
        wanted: format!("{name}Response"),
    });
    let responses = scope.claim_all(answers.collect());
    let bodies = bodies_names(operations, &names, scope);
    let methods = Scope::new(Case::Snake, runtime::RESERVED_METHODS).claim_wires(ids());
    let together = names.into_iter().zip(responses).zip(bodies).zip(methods);
    together
        .map(|(((name, response), bodies), method)| OperationNames {
            name,
            response,
            bodies,
            method,
        })
        .collect()
}

fn bodies_names(operations: &[Operation], names: &[Ident], scope: &mut Scope) -> Vec<Option<Ident>> {
    let has_choice = |operation: &Operation| operation.body.as_ref().is_some_and(|body| body.contents.len() > 1);
    let wanted = operations
        .iter()
        .zip(names)
        .filter(|(operation, _)| has_choice(operation));
    let candidates = wanted.map(|(operation, name)| Candidate {
        rank: 0,
        wire: operation.id.as_str(),
        tie: "",
        wanted: format!("{name}Body"),
    });
    let mut claimed = scope.claim_all(candidates.collect()).into_iter();
    operations
        .iter()
        .map(|operation| if has_choice(operation) { claimed.next() } else { None })
        .collect()
}

impl<'a> Types<'a> {
    /// The fields of an operation's struct.
    pub(crate) fn fields(&self, operation: &'a Operation, bodies: Option<Ident>) -> Vec<FieldPlan<'a>> {
        let mut scope = Scope::new(Case::Snake, &[]);
        let wires: Vec<_> = operation
            .parameters
            .iter()
            .map(unambiguous(&operation.parameters))
            .collect();
        let names = scope.claim_wires(wires.iter().map(AsRef::as_ref));
        let parameters = operation.parameters.iter().zip(names);
        let mut fields: Vec<_> = parameters
            .map(|(parameter, name)| self.parameter(parameter, name))
            .collect();
        if let Some(body) = &operation.body {
            let name = scope.claim(if scope.is_free("body") { "body" } else { "request_body" }.to_owned());
            fields.extend(self.body_field(body, name, bodies));
        }
        fields
    }

    fn parameter(&self, parameter: &'a Parameter, name: Ident) -> FieldPlan<'a> {
        let Parameter {
            location,
            required,
            wire_name,
            value,
            docs,
            reserved,
            ..
        } = parameter;
        let source = FieldSource::Parameter {
            location: *location,
            part: parameter.part.as_deref(),
            wire: wire_name,
            style: style(parameter),
            reserved: *reserved,
            rules: self.rules(value),
            encodings: &parameter.encodings,
            default: parameter.default.as_ref().filter(|_| !required),
        };
        FieldPlan {
            setter: setter(&name),
            name,
            required: *required,
            ty: FieldType::Value(self.parameter_type(parameter)),
            docs,
            source,
        }
    }

    /// What may be sent without a value and is no text, which can be empty itself, may be null: that is the empty value.
    fn parameter_type(&self, parameter: &'a Parameter) -> RustType<'a> {
        let value = &parameter.value;
        let (ty, is_text) = match self.resolved(value).ty {
            Type::String(StringFormat::Binary) => (RustType::Leaf(Leaf::String), true),
            Type::String(StringFormat::Text | StringFormat::Other(_)) => (self.bare(value), true),
            _ => (self.bare(value), false),
        };
        match parameter.may_be_empty && !is_text {
            true if parameter.required => ty.option(),
            true => ty.maybe(),
            false => ty,
        }
    }

    pub(super) fn content(&self, content: &'a Content) -> (Syntax, RustType<'a>) {
        let end = self.resolved(&content.value);
        let raw = (Syntax::Binary, RustType::Leaf(Leaf::Body));
        match (content.syntax, &end.ty) {
            (Syntax::Events, _) => (Syntax::Events, RustType::Events(Box::new(self.of(&content.value)))),
            (Syntax::Items, _) => (Syntax::Items, RustType::Items(Box::new(self.of(&content.value)))),
            (Syntax::Binary, _) | (_, Type::String(StringFormat::Binary)) => raw,
            (Syntax::Text, Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_)) => {
                (Syntax::Text, self.bare(&content.value))
            }
            (Syntax::Text, Type::Named(_)) if self.is_enumeration(end) => (Syntax::Text, self.bare(&content.value)),
            (Syntax::Text, _) => (Syntax::Text, RustType::Leaf(Leaf::String)),
            (Syntax::Form | Syntax::Multipart, _) => (content.syntax, self.bare(&content.value)),
            (Syntax::Json, _) => (Syntax::Json, self.of(&content.value)),
        }
    }

    fn is_enumeration(&self, value: &Value) -> bool {
        let Type::Named(id) = value.ty else { return false };
        matches!(self.api.schema(id).shape, Shape::StringEnum(_) | Shape::IntegerEnum(_))
    }
}

/// The same name in two locations gets the location behind it, except in the path.
fn unambiguous<'a>(all: &'a [Parameter]) -> impl Fn(&'a Parameter) -> Cow<'a, str> {
    |parameter| {
        let wire = &parameter.wire_name;
        if let Some(property) = &parameter.part {
            return Cow::Owned(format!("{property} {wire}"));
        }
        let is_same = |other: &&Parameter| other.part.is_none() && other.wire_name == *wire;
        let twice = all.iter().filter(is_same).count() > 1;
        match parameter.location {
            _ if !twice => Cow::Borrowed(wire),
            ParameterLocation::Path | ParameterLocation::Part => Cow::Borrowed(wire),
            ParameterLocation::Query | ParameterLocation::QueryString => Cow::Owned(format!("{wire} query")),
            ParameterLocation::Header => Cow::Owned(format!("{wire} header")),
            ParameterLocation::Cookie => Cow::Owned(format!("{wire} cookie")),
        }
    }
}

/// The setter has the field's name unless the runtime's call has a method of that name.
pub(super) fn setter(field: &Ident) -> Ident {
    let reserved = runtime::RESERVED_SETTERS.iter().any(|name| field == name);
    if reserved {
        ident(&format!("{field}_"))
    } else {
        field.clone()
    }
}

/// The style where it is not the plain one of its location.
pub(super) fn style(parameter: &Parameter) -> Option<&'static str> {
    let Parameter {
        style,
        explode,
        location,
        ..
    } = parameter;
    let is_plain = match location {
        ParameterLocation::Path | ParameterLocation::Header | ParameterLocation::Part => {
            (*style, *explode) == (Style::Simple, false)
        }
        ParameterLocation::Query | ParameterLocation::QueryString | ParameterLocation::Cookie => {
            (*style, *explode) == (Style::Form, true)
        }
    };
    if is_plain {
        None
    } else {
        Some(style_word(*style, *explode))
    }
}

/// The word of the runtime for a style.
pub(crate) fn style_word(style: Style, explode: bool) -> &'static str {
    match (style, explode) {
        (Style::Matrix, false) => "matrix",
        (Style::Matrix, true) => "matrix_exploded",
        (Style::Label, false) => "label",
        (Style::Label, true) => "label_exploded",
        (Style::Simple, false) => "simple",
        (Style::Simple, true) => "simple_exploded",
        (Style::Form, false) => "form",
        // Exploded, there is nothing left to be delimited.
        (Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::TabDelimited, true) => "form_exploded",
        (Style::SpaceDelimited, false) => "space_delimited",
        (Style::PipeDelimited, false) => "pipe_delimited",
        (Style::TabDelimited, false) => "tab_delimited",
        (Style::DeepObject, _) => "deep_object",
        (Style::Cookie, false) => "cookie",
        (Style::Cookie, true) => "cookie_exploded",
        (Style::Content(Syntax::Form), _) => "urlencoded",
        (Style::Content(_), _) => "json",
    }
}
