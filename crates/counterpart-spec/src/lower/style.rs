//! What a parameter holds, and how it is written.

use serde_json::Value as Json;

use crate::api::{Content, Encoding, ParameterLocation, SchemaId, Shape, StringFormat, Style, Syntax, Type, Value};
use crate::diagnostic::{Diagnostic, MISSING_MEMBER, PARAMETER_CONTENT, UNSUPPORTED_STYLE};
use crate::document::{Node, Object};
use crate::form::COLLECTION_STYLE;

use super::Lowering;
use super::meant::meant_schema;
use super::spot::Spot;

/// OpenAPI leaves open what becomes of them (3.0, 4.7.12.3; 3.2, 4.12.2.3).
pub(super) const NESTED: &str = "this style has no form for an array or object within an array or object; a value that has one is \
                                 refused when it is written";

/// What a parameter holds, and how it is written.
pub(super) struct Held {
    pub(super) style: Style,
    pub(super) explode: bool,
    pub(super) value: Value,
    pub(super) default: Option<Json>,
    pub(super) encodings: Vec<Encoding>,
}

impl Held {
    fn plain(location: ParameterLocation, value: Value) -> Self {
        let style = default_style(location);
        Self {
            style,
            explode: explodes(style),
            value,
            default: None,
            encodings: Vec::new(),
        }
    }
}

impl<'d> Lowering<'d, '_> {
    /// `schema` and `style`, or `content`.
    pub(super) fn held(&mut self, object: &'d Object, location: ParameterLocation, at: &Spot<'_>) -> Held {
        match object.get("schema") {
            Some(schema) if location != ParameterLocation::QueryString => {
                let style = self.style(object, location, at);
                let explode = object.get("explode").and_then(Node::as_bool);
                let value = self.value(schema, &at.key("schema"));
                if style != Style::DeepObject && self.is_nested(&value.ty) {
                    self.report(&UNSUPPORTED_STYLE, NESTED, at);
                }
                Held {
                    style,
                    explode: explode.unwrap_or(explodes(style)),
                    value,
                    default: self.default_of(schema),
                    encodings: Vec::new(),
                }
            }
            _ if object.get("content").is_some() => self.held_content(object, location, at),
            Some(_) | None => {
                let message = "a parameter needs a `schema`; text is assumed";
                let finding = Diagnostic::at_pointer(&MISSING_MEMBER, message, at.pointer());
                self.findings.push(match meant_schema(object) {
                    Some(help) => finding.with_help(help),
                    None => finding,
                });
                Held::plain(location, text())
            }
        }
    }

    /// `content` has one media type, whose syntax is written as one text.
    fn held_content(&mut self, object: &'d Object, location: ParameterLocation, at: &Spot<'_>) -> Held {
        let schema = object
            .get("content")
            .and_then(Node::as_object)
            .and_then(|content| content.iter().next())
            .and_then(|(_, media_type)| media_type.get("schema"));
        let default = schema.and_then(|schema| self.default_of(schema));
        let Some(content) = self.contents(object, at).into_iter().next() else {
            return Held::plain(location, text());
        };
        let Content {
            media_type,
            syntax,
            value,
            encodings,
            ..
        } = content;
        let as_text = match syntax {
            Syntax::Json | Syntax::Form => {
                let style = Style::Content(syntax);
                return Held {
                    style,
                    explode: false,
                    value,
                    default,
                    encodings,
                };
            }
            Syntax::Text => value,
            Syntax::Multipart | Syntax::Binary | Syntax::Events | Syntax::Items => {
                let message = format!("a parameter in `{media_type}` is sent and received as text");
                self.report(&PARAMETER_CONTENT, message, &at.key("content"));
                text()
            }
        };
        Held {
            default,
            ..Held::plain(location, as_text)
        }
    }

    /// An array or object that holds an array or object for certain.
    pub(super) fn is_nested(&self, ty: &Type) -> bool {
        let is_compound = |value: &Value| match self.behind_aliases(&value.ty) {
            Type::Array(_) | Type::Tuple(_) | Type::Map(_) => true,
            Type::Named(id) => matches!(self.shape_of(*id), Some(Shape::Object(_))),
            _ => false,
        };
        match self.behind_aliases(ty) {
            Type::Array(item) | Type::Map(item) => is_compound(item),
            Type::Tuple(tuple) => tuple.items.iter().any(is_compound),
            Type::Named(id) => match self.shape_of(*id) {
                Some(Shape::Object(object)) => object.properties.iter().any(|property| is_compound(&property.value)),
                _ => false,
            },
            _ => false,
        }
    }

    fn shape_of(&self, id: SchemaId) -> Option<&Shape> {
        self.schemas.get(id.index()).map(|schema| &schema.shape)
    }

    fn default_of(&mut self, schema: &'d Node) -> Option<Json> {
        let component = schema
            .get("$ref")
            .and_then(Node::as_str)
            .and_then(|reference| self.component(reference));
        let default = component.map_or(schema.get("default"), |component| component.default);
        default.map(Node::to_json)
    }

    fn style(&mut self, object: &'d Object, location: ParameterLocation, at: &Spot<'_>) -> Style {
        if let Some(style) = collection_style(object) {
            return style;
        }
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
}

fn text() -> Value {
    Value::new(Type::String(StringFormat::Text))
}

fn default_style(location: ParameterLocation) -> Style {
    match location {
        ParameterLocation::Path | ParameterLocation::Header | ParameterLocation::Part => Style::Simple,
        ParameterLocation::Query | ParameterLocation::QueryString | ParameterLocation::Cookie => Style::Form,
    }
}

/// OpenAPI 3.2, 4.12.2.2: what `explode` is where it is not given.
fn explodes(style: Style) -> bool {
    matches!(style, Style::Form | Style::Cookie)
}

/// The style of Swagger 2.0 that OpenAPI does not have in the place.
pub(super) fn collection_style(object: &Object) -> Option<Style> {
    match object.get(COLLECTION_STYLE).and_then(Node::as_str)? {
        "tabDelimited" => Some(Style::TabDelimited),
        name => style_named(name),
    }
}

/// A style by its name.
pub(super) fn style_named(name: &str) -> Option<Style> {
    Some(match name {
        "matrix" => Style::Matrix,
        "label" => Style::Label,
        "simple" => Style::Simple,
        "form" => Style::Form,
        "spaceDelimited" => Style::SpaceDelimited,
        "pipeDelimited" => Style::PipeDelimited,
        "deepObject" => Style::DeepObject,
        "cookie" => Style::Cookie,
        _ => return None,
    })
}

/// OpenAPI 3.0, 4.7.12.3.
fn allows(location: ParameterLocation, style: Style) -> bool {
    match location {
        ParameterLocation::Path => matches!(style, Style::Matrix | Style::Label | Style::Simple),
        ParameterLocation::Header | ParameterLocation::Part => style == Style::Simple,
        ParameterLocation::Cookie => matches!(style, Style::Form | Style::Cookie),
        ParameterLocation::Query | ParameterLocation::QueryString => {
            matches!(
                style,
                Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject
            )
        }
    }
}
