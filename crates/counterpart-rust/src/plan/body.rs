//! Bodies: one type, or an enum with a variant a media type.

use counterpart_spec::api::{Content, RequestBody, Syntax};
use proc_macro2::Ident;

use super::operation::{FieldPlan, FieldSource, setter};
use super::rules::Rule;
use super::types::{RustType, Types};
use crate::name::{Case, Scope};

/// The type of a field of an operation struct.
#[derive(Debug)]
pub(crate) enum FieldType<'a> {
    Value(RustType<'a>),
    /// A choice of bodies.
    Choice(ChoicePlan<'a>),
}

/// An enum of the bodies that an operation takes, or of those of an answer.
#[derive(Debug)]
pub(crate) struct ChoicePlan<'a> {
    pub(crate) name: Ident,
    /// The best one first.
    pub(crate) kinds: Vec<BodyKindPlan<'a>>,
}

/// A body in one media type.
#[derive(Debug)]
pub(crate) struct BodyKindPlan<'a> {
    /// The name of its variant.
    pub(crate) name: Ident,
    pub(crate) ty: RustType<'a>,
    pub(crate) syntax: Syntax,
    pub(crate) content: &'a Content,
    /// Other names of the media type.
    pub(crate) also: Vec<&'a str>,
    pub(crate) rules: Vec<Rule<'a>>,
}

impl<'a> FieldType<'a> {
    /// Each type in it.
    pub(crate) fn each(&self, on: &mut dyn FnMut(&RustType<'a>)) {
        match self {
            Self::Value(ty) => on(ty),
            Self::Choice(choice) => choice.kinds.iter().for_each(|kind| on(&kind.ty)),
        }
    }

    /// Each type that is written where the field is: an enum has a name of its own.
    pub(crate) fn each_written(&self, on: &mut dyn FnMut(&RustType<'a>)) {
        if let Self::Value(ty) = self {
            on(ty);
        }
    }

    /// Says by itself that it may be absent.
    pub(crate) fn is_maybe(&self) -> bool {
        matches!(self, Self::Value(RustType::Maybe(_)))
    }

    /// Setters and methods take anything that becomes it.
    pub(crate) fn is_made_of_others(&self) -> bool {
        match self {
            Self::Value(ty) => ty.is_made_of_others() || self.is_maybe(),
            Self::Choice(_) => true,
        }
    }
}

impl<'a> Types<'a> {
    /// The field of a body; `bodies` is the name of the enum, where there are several media types.
    pub(super) fn body_field(
        &self,
        body: &'a RequestBody,
        name: Ident,
        bodies: Option<Ident>,
    ) -> Option<FieldPlan<'a>> {
        let mut kinds = self.body_kinds(&body.contents);
        let (ty, source) = match bodies {
            Some(name) => (FieldType::Choice(ChoicePlan { name, kinds }), FieldSource::Bodies),
            None => {
                let kind = kinds.drain(..).next()?;
                // An optional body that may be null is one `Option`: both are "nothing".
                let ty = match kind.ty.clone() {
                    RustType::Option(inner) if !body.required => *inner,
                    ty => ty,
                };
                (FieldType::Value(ty), FieldSource::Body(kind))
            }
        };
        Some(FieldPlan {
            setter: setter(&name),
            name,
            required: body.required,
            ty,
            docs: &body.docs,
            source,
        })
    }

    pub(super) fn body_kinds(&self, contents: &'a [Content]) -> Vec<BodyKindPlan<'a>> {
        let wires: Vec<String> = contents.iter().map(|content| variant(&content.media_type)).collect();
        let names = Scope::new(Case::Type, &[&["Self"]]).claim_wires(wires.iter().map(String::as_str));
        let kinds = contents.iter().zip(names).map(|(content, name)| {
            let (syntax, ty) = self.content(content);
            BodyKindPlan {
                name,
                ty,
                syntax,
                content,
                also: content.aliases.iter().map(String::as_str).collect(),
                rules: match syntax {
                    // Nobody has all of a stream to check.
                    Syntax::Binary | Syntax::Events | Syntax::Items => Vec::new(),
                    _ => self.rules(&content.value),
                },
            }
        });
        kinds.collect()
    }
}

/// What a media type is called among those of a body.
fn variant(media_type: &str) -> String {
    let named = match media_type {
        "application/json" => "Json",
        "application/x-www-form-urlencoded" => "Form",
        "multipart/form-data" => "Multipart",
        "text/plain" => "Text",
        "application/octet-stream" => "Binary",
        "application/xml" => "Xml",
        "*/*" | "application/*" => "Any",
        _ => return media_type.trim_start_matches("application/").replace('*', "any"),
    };
    named.to_owned()
}
