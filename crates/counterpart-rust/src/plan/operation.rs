//! The operation structs: parameters, then the body.

use std::borrow::Cow;

use counterpart_spec::api::{
    Content, Docs, Operation, Parameter, ParameterLocation, RequestBody, Shape, StringFormat, Style, Syntax, Type,
    Value,
};
use counterpart_spec::diagnostic::{Diagnostic, Findings};
use proc_macro2::Ident;

use super::response::{ResponsePlan, SuccessPlan};
use super::rules::Rule;
use super::types::{Leaf, RustType, Types};
use crate::codes::SEVERAL_MEDIA_TYPES;
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
    pub(crate) ty: RustType<'a>,
    pub(crate) docs: &'a Docs,
    pub(crate) source: FieldSource<'a>,
}

/// What a field holds.
#[derive(Debug)]
pub(crate) enum FieldSource<'a> {
    Parameter {
        location: ParameterLocation,
        wire: &'a str,
        style: Option<&'static str>,
        rules: Vec<Rule<'a>>,
    },
    Body {
        syntax: Syntax,
        media_type: &'a str,
    },
}

/// A body in the media type that was chosen.
#[derive(Debug)]
pub(crate) struct BodyPlan<'a> {
    pub(crate) ty: RustType<'a>,
    pub(crate) syntax: Syntax,
    pub(crate) media_type: &'a str,
}

/// The identifiers of an operation.
#[derive(Debug)]
pub(crate) struct OperationNames {
    pub(crate) name: Ident,
    pub(crate) response: Ident,
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
    let methods = Scope::new(Case::Snake, runtime::RESERVED_METHODS).claim_wires(ids());
    let together = names.into_iter().zip(responses).zip(methods);
    together
        .map(|((name, response), method)| OperationNames { name, response, method })
        .collect()
}

impl<'a> Types<'a> {
    /// The fields of an operation's struct.
    pub(crate) fn fields(&self, operation: &'a Operation, findings: &mut Findings) -> Vec<FieldPlan<'a>> {
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
            fields.extend(self.body_field(operation, body, name, findings));
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
            ..
        } = parameter;
        let ty = match self.resolved(value).ty {
            Type::String(StringFormat::Binary) => RustType::Leaf(Leaf::String),
            _ => self.bare(value),
        };
        let style = style(parameter);
        let source = FieldSource::Parameter {
            location: *location,
            wire: wire_name,
            style,
            rules: self.rules(value),
        };
        FieldPlan {
            setter: setter(&name),
            name,
            required: *required,
            ty,
            docs,
            source,
        }
    }

    fn body_field(
        &self,
        operation: &Operation,
        body: &'a RequestBody,
        name: Ident,
        findings: &mut Findings,
    ) -> Option<FieldPlan<'a>> {
        let BodyPlan { ty, syntax, media_type } =
            self.body(&body.contents, &operation.pointer, "requestBody", findings)?;
        // An optional body that may be null is one `Option`: both are "nothing".
        let ty = match ty {
            RustType::Option(inner) if !body.required => *inner,
            ty => ty,
        };
        let source = FieldSource::Body { syntax, media_type };
        Some(FieldPlan {
            setter: setter(&name),
            name,
            required: body.required,
            ty,
            docs: &body.docs,
            source,
        })
    }

    /// The body in the preferred of its media types.
    pub(crate) fn body(
        &self,
        contents: &'a [Content],
        pointer: &str,
        part: &str,
        findings: &mut Findings,
    ) -> Option<BodyPlan<'a>> {
        let chosen = contents.first()?;
        if contents.len() > 1 {
            let others: Vec<_> = contents
                .iter()
                .skip(1)
                .map(|content| content.media_type.as_str())
                .collect();
            let message = format!("`{}` is used, not {}", chosen.media_type, others.join(", "));
            findings.push(Diagnostic::at_pointer(
                &SEVERAL_MEDIA_TYPES,
                message,
                format!("{pointer}/{part}"),
            ));
        }
        let (syntax, ty) = self.content(chosen);
        Some(BodyPlan {
            ty,
            syntax,
            media_type: &chosen.media_type,
        })
    }

    fn content(&self, content: &'a Content) -> (Syntax, RustType<'a>) {
        let end = self.resolved(&content.value);
        let raw = (Syntax::Binary, RustType::Leaf(Leaf::Body));
        match (content.syntax, &end.ty) {
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
        let twice = all.iter().filter(|other| other.wire_name == *wire).count() > 1;
        match parameter.location {
            _ if !twice => Cow::Borrowed(wire),
            ParameterLocation::Path => Cow::Borrowed(wire),
            ParameterLocation::Query => Cow::Owned(format!("{wire} query")),
            ParameterLocation::Header => Cow::Owned(format!("{wire} header")),
            ParameterLocation::Cookie => Cow::Owned(format!("{wire} cookie")),
        }
    }
}

/// The setter has the field's name unless the runtime's call has a method of that name.
fn setter(field: &Ident) -> Ident {
    let reserved = runtime::RESERVED_SETTERS.iter().any(|name| field == name);
    if reserved {
        ident(&format!("{field}_"))
    } else {
        field.clone()
    }
}

/// The style where it is not the plain one of its location.
fn style(parameter: &Parameter) -> Option<&'static str> {
    let Parameter {
        style,
        explode,
        location,
        ..
    } = parameter;
    let in_query = matches!(location, ParameterLocation::Query | ParameterLocation::Cookie);
    Some(match (style, explode) {
        (Style::Simple, false) if !in_query => return None,
        (Style::Form, true) if in_query => return None,
        (Style::Matrix, false) => "matrix",
        (Style::Matrix, true) => "matrix_exploded",
        (Style::Label, false) => "label",
        (Style::Label, true) => "label_exploded",
        (Style::Simple, false) => "simple",
        (Style::Simple, true) => "simple_exploded",
        (Style::Form, false) => "form",
        (Style::Form, true) => "form_exploded",
        (Style::SpaceDelimited, _) => "space_delimited",
        (Style::PipeDelimited, _) => "pipe_delimited",
        (Style::DeepObject, _) => "deep_object",
    })
}
