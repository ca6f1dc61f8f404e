//! `encoding`: how single properties of a form are written.

use crate::api::{
    Encoding, Parameter, ParameterLocation, PartHeader, Property, RequestBody, Shape, Style, Syntax, Type, Value,
};
use crate::diagnostic::UNSUPPORTED_ENCODING;
use crate::document::{Node, Object};

use super::Lowering;
use super::spot::Spot;
use super::style::{NESTED, collection_style, style_named};

impl<'d> Lowering<'d, '_> {
    /// The encodings of a media type that change anything.
    pub(super) fn encodings(
        &mut self,
        content: &'d Node,
        syntax: Syntax,
        value: &Value,
        at: &Spot<'_>,
    ) -> Vec<Encoding> {
        let encoding = content.get("encoding").and_then(Node::as_object);
        let (Some(encoding), Syntax::Form | Syntax::Multipart) = (encoding, syntax) else {
            return Vec::new();
        };
        let at = at.key("encoding");
        let entries = encoding.iter().filter_map(|(name, node)| {
            let object = node.as_object()?;
            let held = self.property_of(value, name).map(|property| property.value.clone());
            let is_object = held.as_ref().is_some_and(|held| self.is_object(held));
            let encoding = self.encoding(name, object, syntax, is_object, &at.key(name).word(name))?;
            let is_flat = encoding.style.is_some_and(|(style, _)| style != Style::DeepObject);
            if is_flat && held.is_some_and(|held| self.is_nested(&held.ty)) {
                self.report(&UNSUPPORTED_ENCODING, NESTED, &at.key(name));
            }
            Some(encoding)
        });
        entries.collect()
    }

    /// Parts that are told apart by their position (OpenAPI 3.2, 4.15.1.2).
    pub(super) fn report_positional(&mut self, content: &'d Node, at: &Spot<'_>) {
        for keyword in ["prefixEncoding", "itemEncoding"] {
            if content.get(keyword).is_some() {
                let message = "parts are not written or read by their position; this is not looked at";
                self.report(&UNSUPPORTED_ENCODING, message, &at.key(keyword));
            }
        }
    }

    fn encoding(
        &mut self,
        name: &str,
        object: &'d Object,
        syntax: Syntax,
        is_object: bool,
        at: &Spot<'_>,
    ) -> Option<Encoding> {
        // OpenAPI 3.1, 4.8.15.1.2: any of these three makes the media type of the part count for nothing.
        let is_styled = ["style", "explode", "allowReserved"]
            .iter()
            .any(|key| object.get(key).is_some())
            || collection_style(object).is_some();
        let mut encoding = Encoding {
            property: name.to_owned(),
            style: None,
            reserved: false,
            content_types: Vec::new(),
            headers: Vec::new(),
        };
        if is_styled {
            encoding.style = self.form_style(object, is_object, at);
            encoding.reserved = syntax == Syntax::Form && self.flag(object, "allowReserved", at);
        } else if let Some(types) = object.get("contentType").and_then(Node::to_text) {
            encoding.content_types = types
                .split(',')
                .map(|one| one.trim().to_owned())
                .filter(|one| !one.is_empty())
                .collect();
        }
        if syntax == Syntax::Multipart {
            encoding.headers = self.part_headers(name, object, at);
        }
        let Encoding {
            style,
            reserved,
            content_types,
            headers,
            ..
        } = &encoding;
        let says_something = style.is_some() || *reserved || !content_types.is_empty() || !headers.is_empty();
        says_something.then_some(encoding)
    }

    /// A style that is not the usual way: items one by one under their name, objects in JSON.
    fn form_style(&mut self, object: &'d Object, is_object: bool, at: &Spot<'_>) -> Option<(Style, bool)> {
        let named = object.get("style").and_then(Node::as_str);
        let style = collection_style(object).or(named.map_or(Some(Style::Form), style_named));
        let explode = object.get("explode").and_then(Node::as_bool);
        match style? {
            Style::Form if explode != Some(false) && is_object => {
                let message = "the properties of an object cannot be spread over the form; it is written as JSON";
                self.report(&UNSUPPORTED_ENCODING, message, at);
                None
            }
            Style::Form if explode != Some(false) => None,
            style @ (Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::TabDelimited) => {
                Some((style, false))
            }
            Style::DeepObject => Some((Style::DeepObject, true)),
            Style::Matrix | Style::Label | Style::Simple | Style::Cookie | Style::Content(_) => {
                let message = format!("the style `{}` is not for forms", named.unwrap_or_default());
                self.report(&UNSUPPORTED_ENCODING, message, &at.key("style"));
                None
            }
        }
    }

    /// Headers of which the description says the value. The others are kept for the operation.
    fn part_headers(&mut self, property: &str, object: &'d Object, at: &Spot<'_>) -> Vec<PartHeader> {
        let headers = object.get("headers").and_then(Node::as_object);
        let at = at.key("headers");
        let mut fixed = Vec::new();
        for (name, node) in headers.into_iter().flat_map(Object::iter) {
            if name.eq_ignore_ascii_case("content-type") || name.eq_ignore_ascii_case("content-disposition") {
                continue;
            }
            let schema = match self.follow(node, &at.key(name), "the header is left out") {
                Some((header, _)) => header.get("schema"),
                None => continue,
            };
            match schema.and_then(only_value) {
                Some(value) => fixed.push(PartHeader {
                    name: name.to_owned(),
                    value,
                }),
                None => self.open_header(property, name, node, &at.key(name).word(name)),
            }
        }
        fixed
    }

    fn open_header(&mut self, property: &str, name: &str, node: &'d Node, at: &Spot<'_>) {
        let is_same =
            |known: &Parameter| known.part.as_deref() == Some(property) && known.wire_name.eq_ignore_ascii_case(name);
        if self.open_headers.iter().any(|(known, _)| is_same(known)) {
            return;
        }
        let Some(header) = self.referred_header(name, node, at) else {
            return;
        };
        let header = Parameter {
            location: ParameterLocation::Part,
            part: Some(property.to_owned()),
            ..header
        };
        self.open_headers.push((header, at.pointer()));
    }

    /// The headers that the parts of a body have by the choice of who sends them. One is needed for certain where its part is,
    /// and nothing else can be sent.
    pub(super) fn headers_of_parts(&mut self, body: &RequestBody) -> Vec<Parameter> {
        let is_needed = body.required && body.contents.len() == 1;
        let headers = std::mem::take(&mut self.open_headers).into_iter();
        let settled = headers.map(|(mut header, pointer)| {
            let part = header.part.as_deref().unwrap_or_default();
            let mut contents = body.contents.iter();
            let property = contents.find_map(|content| self.property_of(&content.value, part));
            header.required &= is_needed && property.is_some_and(|property| property.required);
            if property.is_some_and(|property| self.is_list(&property.value)) {
                let message = format!("all parts of `{part}` have the same `{}`", header.wire_name);
                self.report_at(&UNSUPPORTED_ENCODING, message, &pointer);
            }
            header
        });
        settled.collect()
    }

    /// A property of an object.
    fn property_of(&self, object: &Value, name: &str) -> Option<&Property> {
        let Type::Named(id) = self.behind_aliases(&object.ty) else {
            return None;
        };
        let Shape::Object(object) = &self.schemas.get(id.index())?.shape else {
            return None;
        };
        let of_name = |property: &&Property| property.wire_name == name;
        object.properties.iter().find(of_name)
    }

    fn is_list(&self, value: &Value) -> bool {
        matches!(self.behind_aliases(&value.ty), Type::Array(_) | Type::Tuple(_))
    }

    fn is_object(&self, value: &Value) -> bool {
        match self.behind_aliases(&value.ty) {
            Type::Map(_) => true,
            Type::Named(id) => {
                let shape = self.schemas.get(id.index()).map(|schema| &schema.shape);
                matches!(shape, Some(Shape::Object(_) | Shape::Union(_)))
            }
            _ => false,
        }
    }
}

/// `const`, or an `enum` of one.
fn only_value(schema: &Node) -> Option<String> {
    let listed = schema
        .get("enum")
        .and_then(Node::as_array)
        .and_then(|values| match values {
            [only] => Some(only),
            _ => None,
        });
    schema.get("const").or(listed)?.to_text()
}
