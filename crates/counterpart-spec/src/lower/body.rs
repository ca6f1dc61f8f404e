//! Request bodies, and the contents that bodies of both directions have.

use crate::api::{Content, Docs, RequestBody, Shape, StringFormat, Syntax, Type, Value};
use crate::diagnostic::{MISSING_MEMBER, UNSUPPORTED_ITEM_SCHEMA, UNSUPPORTED_MEDIA_TYPE, UNSUPPORTED_XML};
use crate::document::{Node, Object};

use super::Lowering;
use super::sequence::sequence;
use super::spot::Spot;

impl<'d> Lowering<'d, '_> {
    /// What an operation sends.
    pub(super) fn request_body(&mut self, node: &'d Node, at: &Spot<'_>) -> Option<RequestBody> {
        let (node, moved) = self.follow(node, at, "the request body is left out")?;
        let Some(moved) = moved else {
            return self.own_request_body(node, at);
        };
        let place = at.moved(moved.pointer());
        self.own_request_body(node, &place.named(moved.words()))
    }

    fn own_request_body(&mut self, node: &'d Node, at: &Spot<'_>) -> Option<RequestBody> {
        let object = self.object_at(node, at)?;
        let contents = one_json(self.contents(object, at));
        if contents.is_empty() {
            self.report(
                &MISSING_MEMBER,
                "a request body needs a `content` with a media type; it is left out",
                at,
            );
            return None;
        }
        let docs = Docs {
            description: self.text(object, "description", at),
            ..Docs::default()
        };
        Some(RequestBody {
            required: self.flag(object, "required", at),
            contents,
            docs,
        })
    }

    /// `content`, the preferred media type first.
    pub(super) fn contents(&mut self, holder: &'d Object, at: &Spot<'_>) -> Vec<Content> {
        let Some(content) = self.member(holder, "content", at) else {
            return Vec::new();
        };
        let at = at.key("content");
        let mut contents: Vec<Content> = Vec::new();
        // What else is kept depends on whether there is JSON.
        let (json, others): (Vec<_>, Vec<_>) = content
            .iter()
            .partition(|(key, _)| syntax(&essence(key)) == Some(Syntax::Json));
        for (key, node) in json.into_iter().chain(others) {
            let json = contents.iter().find(|content| content.syntax == Syntax::Json);
            let Some(content) = self.content(key, node, json, &at.key(key)) else {
                continue;
            };
            if !contents.iter().any(|other| other.media_type == content.media_type) {
                contents.push(content);
            }
        }
        contents.sort_by_key(|content| (preference(content.syntax), content.media_type != "application/json"));
        contents
    }

    /// A media type; `None`, where it could carry no more than a text that stands for what the JSON beside it carries typed.
    fn content(&mut self, key: &str, node: &'d Node, json: Option<&Content>, at: &Spot<'_>) -> Option<Content> {
        let media_type = essence(key);
        let syntax = syntax(&media_type);
        let moved;
        let (node, at) = match self.follow(node, at, "nothing is known of the body") {
            Some((node, Some(place))) => {
                moved = place;
                (node, at.moved(moved.pointer()))
            }
            Some((node, None)) => (node, *at),
            None => (&Node::Null, *at),
        };
        let schema = node.get("schema");
        let examples = self.examples(node);
        if !matches!(node, Node::Object(_) | Node::Null) {
            self.object_at(node, &at);
        }
        if let Some(syntax) = sequence(&media_type) {
            let (value, event) = self.item(node, syntax, &at);
            return Some(Content {
                media_type,
                syntax,
                value,
                event,
                aliases: Vec::new(),
                encodings: Vec::new(),
                examples,
            });
        }
        self.report_content(node, &at);
        let place = at;
        let at = at.key("schema");
        let value = match (schema, syntax) {
            (None, syntax) => default_value(syntax),
            (Some(schema), Some(syntax)) if syntax != Syntax::Binary => self.value(schema, &at),
            // `*/*` and the like: JSON, unless the schema says bytes.
            (Some(schema), None) => self.value(schema, &at),
            (Some(_), _) => default_value(Some(Syntax::Binary)),
        };
        if json.is_some_and(|json| self.is_less_than(json, &media_type, &value, &at)) {
            return None;
        }
        let (syntax, value) = match is_xml(&media_type) {
            true => self.carried_xml(value, &at),
            false => self.carried(syntax.unwrap_or(Syntax::Json), value, &at),
        };
        let encodings = self.encodings(node, syntax, &value, &place);
        Some(Content {
            media_type,
            syntax,
            value,
            event: None,
            aliases: Vec::new(),
            encodings,
            examples,
        })
    }

    /// Is this a text of something that is no text, beside JSON? A choice between the two would help nobody.
    fn is_less_than(&mut self, json: &Content, media_type: &str, value: &Value, at: &Spot<'_>) -> bool {
        let is_xml = is_xml(media_type);
        let says_the_same = json.value == *value;
        let is_own = match is_xml {
            true => self.is_scalar(&value.ty) && !says_the_same,
            false => self.is_scalar(&value.ty),
        };
        // Others, such as `text/csv`, have a form of their own for lists.
        let is_candidate = is_xml || media_type == "text/plain";
        if !is_candidate || is_own || value.ty == Type::Any {
            return false;
        }
        if is_xml {
            let message = "XML is not written or read by its schema; only the JSON beside it is used";
            self.report(&UNSUPPORTED_XML, message, at);
        } else if !says_the_same {
            let message = "only a single value can be sent as plain text; only the JSON beside it is used";
            self.report(&UNSUPPORTED_MEDIA_TYPE, message, at);
        }
        true
    }

    fn report_content(&mut self, content: &'d Node, at: &Spot<'_>) {
        self.report_positional(content, at);
        if content.get("itemSchema").is_some() {
            let message = "the items of a stream are typed in `text/event-stream` and in JSON lines and sequences only";
            self.report(&UNSUPPORTED_ITEM_SCHEMA, message, &at.key("itemSchema"));
        }
    }

    /// XML is text; its structure is the caller's.
    fn carried_xml(&mut self, value: Value, at: &Spot<'_>) -> (Syntax, Value) {
        match &value.ty {
            Type::String(StringFormat::Binary) => (Syntax::Binary, value),
            Type::String(_) => (Syntax::Text, value),
            _ => {
                let message = "XML is not written or read by its schema; the body is text";
                self.report(&UNSUPPORTED_XML, message, at);
                (Syntax::Text, default_value(Some(Syntax::Text)))
            }
        }
    }

    /// Sees to it that the syntax can write the value.
    fn carried(&mut self, syntax: Syntax, value: Value, at: &Spot<'_>) -> (Syntax, Value) {
        let is_binary = value.ty == Type::String(StringFormat::Binary);
        match syntax {
            Syntax::Json if is_binary => (Syntax::Binary, value),
            Syntax::Form | Syntax::Multipart if !self.has_fields(&value.ty) => {
                let message = "only an object can be sent as a form; the body is raw bytes";
                self.report(&UNSUPPORTED_MEDIA_TYPE, message, at);
                (Syntax::Binary, default_value(Some(Syntax::Binary)))
            }
            Syntax::Text if is_binary => (Syntax::Binary, value),
            Syntax::Text if value.ty == Type::Any => (Syntax::Text, default_value(Some(Syntax::Text))),
            Syntax::Text if !self.is_scalar(&value.ty) => {
                let message = "only a single value can be sent as plain text; the body is unstructured text";
                self.report(&UNSUPPORTED_MEDIA_TYPE, message, at);
                (Syntax::Text, default_value(Some(Syntax::Text)))
            }
            _ => (syntax, value),
        }
    }

    fn has_fields(&self, ty: &Type) -> bool {
        match self.behind_aliases(ty) {
            Type::Map(_) => true,
            Type::Named(id) => self
                .schemas
                .get(id.index())
                .is_some_and(|schema| matches!(schema.shape, Shape::Object(_))),
            _ => false,
        }
    }

    fn is_scalar(&self, ty: &Type) -> bool {
        match self.behind_aliases(ty) {
            Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_) => true,
            Type::Named(id) => self
                .schemas
                .get(id.index())
                .is_some_and(|schema| matches!(schema.shape, Shape::StringEnum(_) | Shape::IntegerEnum(_))),
            Type::Any | Type::Null | Type::Never | Type::Array(_) | Type::Tuple(_) | Type::Map(_) => false,
        }
    }

    /// The type that an alias stands for. Circles are not broken yet, so the way is bounded.
    pub(super) fn behind_aliases<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        for _ in 0..32 {
            let Type::Named(id) = ty else { break };
            let Some(Shape::Alias(alias)) = self.schemas.get(id.index()).map(|schema| &schema.shape) else {
                break;
            };
            ty = &alias.value.ty;
        }
        ty
    }
}

/// A media type without its parameters, in lower case.
fn essence(key: &str) -> String {
    key.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The syntax of a media type; `None` for ranges such as `*/*`, which leave it to the schema.
fn syntax(media_type: &str) -> Option<Syntax> {
    let (kind, subtype) = media_type.split_once('/').unwrap_or((media_type, ""));
    match (kind, subtype) {
        ("*" | "application", "*") => None,
        (_, "json") => Some(Syntax::Json),
        (_, subtype) if subtype.ends_with("+json") => Some(Syntax::Json),
        ("application", "x-www-form-urlencoded") => Some(Syntax::Form),
        ("multipart", "form-data") => Some(Syntax::Multipart),
        ("text", _) => Some(Syntax::Text),
        _ if is_xml(media_type) => Some(Syntax::Text),
        _ => Some(Syntax::Binary),
    }
}

fn is_xml(media_type: &str) -> bool {
    media_type.ends_with("/xml") || media_type.ends_with("+xml")
}

/// Some writers of documents list JSON under all the names it has gone by. That is one body, not several.
fn one_json(contents: Vec<Content>) -> Vec<Content> {
    const NAMES: &[&str] = &[
        "application/json",
        "text/json",
        "application/*+json",
        "*/*",
        "application/*",
    ];
    let is_plain = |content: &Content| content.syntax == Syntax::Json && NAMES.contains(&&*content.media_type);
    let mut kept: Vec<Content> = Vec::with_capacity(contents.len());
    for content in contents {
        let same = kept
            .iter_mut()
            .find(|other| is_plain(other) && is_plain(&content) && other.value == content.value);
        match same {
            Some(same) => same.aliases.push(content.media_type),
            None => kept.push(content),
        }
    }
    kept
}

fn preference(syntax: Syntax) -> usize {
    match syntax {
        Syntax::Json => 0,
        Syntax::Multipart => 1,
        Syntax::Form => 2,
        Syntax::Text => 3,
        Syntax::Events => 4,
        Syntax::Items => 5,
        Syntax::Binary => 6,
    }
}

/// What a body holds of which nothing is said.
fn default_value(syntax: Option<Syntax>) -> Value {
    Value::new(match syntax {
        Some(Syntax::Binary) => Type::String(StringFormat::Binary),
        Some(Syntax::Text) => Type::String(StringFormat::Text),
        Some(Syntax::Form | Syntax::Multipart) => Type::Map(Box::new(Value::new(Type::Any))),
        Some(Syntax::Json | Syntax::Events | Syntax::Items) | None => Type::Any,
    })
}
