//! Body and form parameters of Swagger 2.0 become a request body.

use super::parameter::{Listed, style};
use super::schema::take_keywords;
use super::{Swagger, below, member_of};
use crate::diagnostic::UNSUPPORTED_COLLECTION_FORMAT;
use crate::document::{Node, Object};

const URLENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

impl Swagger<'_, '_, '_, '_> {
    /// The request body of an operation at a place.
    pub(super) fn request_body(&mut self, parts: &[Listed], consumes: &[String], place: &str) -> Option<Node> {
        let mut fields = Vec::new();
        for part in parts {
            let Some(meant) = self.peek(&part.node) else { continue };
            if meant.get("in").and_then(Node::as_str) == Some("body") {
                return Some(self.body(part, &meant, consumes, place));
            }
            fields.push((part, meant));
        }
        (!fields.is_empty()).then(|| self.form(&fields, consumes, place))
    }

    fn body(&mut self, part: &Listed, meant: &Node, consumes: &[String], place: &str) -> Node {
        let body_place = below(place, "requestBody");
        self.moved(body_place.clone(), part.place.as_str());
        let content_place = below(&body_place, "content");
        let mut content = Object::default();
        for media_type in or_json(consumes) {
            let schema_place = below(&below(&content_place, &media_type), "schema");
            let schema = self.carried(&part.node, meant, &part.place, &schema_place);
            content.set(&media_type, Node::Object(Object::new(schema)));
        }
        let mut body = Object::default();
        for key in ["description", "required"] {
            if let Some(node) = meant.get(key) {
                body.set(key, node.clone());
            }
        }
        body.set("content", Node::Object(content));
        Node::Object(body)
    }

    /// The schema of a parameter or response, or a reference to it where `node` is one.
    pub(super) fn carried(&mut self, node: &Node, meant: &Node, written: &str, place: &str) -> Vec<(Box<str>, Node)> {
        let Some(schema) = meant.get("schema") else {
            return Vec::new();
        };
        if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
            self.moved(place.to_owned(), written);
            return vec![("schema".into(), Node::reference(&member_of(reference, "schema")))];
        }
        let from = format!("{written}/schema");
        self.assembly.arrivals.schema(self.file, from.clone(), place.to_owned());
        self.moved(place.to_owned(), from);
        let mut schema = schema.clone();
        self.schema(&mut schema, place);
        vec![("schema".into(), schema)]
    }

    fn form(&mut self, fields: &[(&Listed, Node)], consumes: &[String], place: &str) -> Node {
        let has_file = fields
            .iter()
            .any(|(_, field)| field.get("type").and_then(Node::as_str) == Some("file"));
        let body_place = below(place, "requestBody");
        if let Some((first, _)) = fields.first() {
            self.moved(body_place.clone(), first.place.as_str());
        }
        let required: Vec<Node> = fields
            .iter()
            .filter(|(_, field)| field.get("required").and_then(Node::as_bool) == Some(true))
            .filter_map(|(_, field)| field.get("name").cloned())
            .collect();
        let mut content = Object::default();
        for media_type in form_types(consumes, has_file) {
            let place = below(&below(&body_place, "content"), &media_type);
            let node = self.form_content(fields, &required, &place);
            content.set(&media_type, node);
        }
        let mut body = Object::default();
        if !required.is_empty() {
            body.set("required", Node::Bool(true));
        }
        body.set("content", Node::Object(content));
        Node::Object(body)
    }

    fn form_content(&mut self, fields: &[(&Listed, Node)], required: &[Node], place: &str) -> Node {
        let properties_place = format!("{place}/schema/properties");
        let (mut properties, mut encoding) = (Object::default(), Object::default());
        for (listed, field) in fields {
            let Some(name) = field.get("name").and_then(Node::to_text) else {
                continue;
            };
            let field_place = below(&properties_place, &name);
            self.moved(field_place.clone(), listed.place.as_str());
            self.assembly
                .arrivals
                .schema(self.file, listed.place.clone(), field_place.clone());
            let (schema, how) = self.field(field, &listed.place, &field_place);
            properties.set(&name, schema);
            if let Some(how) = how {
                encoding.set(&name, how);
            }
        }
        let mut schema = Object::new(vec![("type".into(), Node::text("object"))]);
        schema.set("properties", Node::Object(properties));
        if !required.is_empty() {
            schema.set("required", Node::Array(required.into()));
        }
        let mut content = Object::new(vec![("schema".into(), Node::Object(schema))]);
        if !encoding.is_empty() {
            content.set("encoding", Node::Object(encoding));
        }
        Node::Object(content)
    }

    /// A field of a form: its schema, and how the items of an array are joined.
    fn field(&mut self, field: &Node, written: &str, place: &str) -> (Node, Option<Node>) {
        let mut object = field.as_object().cloned().unwrap_or_default();
        let format = object.remove("collectionFormat");
        let mut schema = take_keywords(&mut object);
        if let Some(description) = object.remove("description") {
            schema.set("description", description);
        }
        self.keywords(&mut schema, place, written);
        if schema.get("type").and_then(Node::as_str) != Some("array") {
            return (Node::Object(schema), None);
        }
        let format = format.as_ref().and_then(Node::as_str).unwrap_or("csv");
        match style("formData", format) {
            Some(style) => {
                let mut how = Object::default();
                style.set(&mut how);
                (Node::Object(schema), Some(Node::Object(how)))
            }
            None => {
                let message = format!("`{format}` cannot be written in a form; the items are one text");
                let file = self.file;
                self.assembly.report(
                    &UNSUPPORTED_COLLECTION_FORMAT,
                    message,
                    file,
                    &format!("{written}/collectionFormat"),
                );
                (Node::object([("type", Node::text("string"))]), None)
            }
        }
    }
}

/// The media types of a body of which nothing is said.
pub(super) fn or_json(types: &[String]) -> Vec<String> {
    match types {
        [] => vec!["application/json".to_owned()],
        types => types.to_vec(),
    }
}

fn form_types(consumes: &[String], has_file: bool) -> Vec<String> {
    let is_form = |name: &&String| {
        let name = name.split(';').next().unwrap_or_default().trim();
        name.eq_ignore_ascii_case(MULTIPART) || (!has_file && name.eq_ignore_ascii_case(URLENCODED))
    };
    let types: Vec<String> = consumes.iter().filter(is_form).cloned().collect();
    match (types.is_empty(), has_file) {
        (false, _) => types,
        (true, true) => vec![MULTIPART.to_owned()],
        (true, false) => vec![URLENCODED.to_owned()],
    }
}
