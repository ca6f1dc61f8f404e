//! Responses of Swagger 2.0.

use super::schema::take_keywords;
use super::{Swagger, below};
use crate::document::{Node, Object};

impl Swagger<'_, '_, '_, '_> {
    /// Rewrites a response, whose media types its operation lists. A reference becomes a response of its own, because
    /// each operation may list others.
    pub(super) fn response(&mut self, node: &mut Node, place: &str, produces: &[String]) {
        if node.as_object().is_none() {
            return;
        }
        let Some(meant) = self.peek(node) else { return };
        // Of a file in a later version: it has its media types.
        if meant.get("content").is_some() {
            return;
        }
        let mut response = meant.as_object().cloned().unwrap_or_default();
        let has_schema = response.remove("schema").is_some();
        let examples = response.remove("examples");
        let is_shared = node.get("$ref").is_some();
        if let Some(headers) = response.get_mut("headers") {
            let place = below(place, "headers");
            self.each(headers, &place, Self::header);
        }
        if has_schema {
            let content = self.response_content(node, &meant, place, produces, examples.as_ref());
            response.set("content", Node::Object(content));
        }
        if is_shared {
            self.moved(below(place, "description"), place);
            self.moved(below(place, "headers"), place);
        }
        *node = Node::Object(response);
    }

    fn response_content(
        &mut self,
        node: &Node,
        meant: &Node,
        place: &str,
        produces: &[String],
        examples: Option<&Node>,
    ) -> Object {
        let is_file = meant
            .get("schema")
            .and_then(|schema| schema.get("type"))
            .and_then(Node::as_str)
            == Some("file");
        let types = match (produces, is_file) {
            ([], true) => vec!["application/octet-stream".to_owned()],
            (types, _) => super::body::or_json(types),
        };
        let mut content = Object::default();
        for media_type in types {
            let schema_place = below(&below(&below(place, "content"), &media_type), "schema");
            let mut members = self.carried(node, meant, place, &schema_place);
            let example = examples.and_then(|examples| examples.get(&media_type));
            members.extend(example.map(|example| ("example".into(), example.clone())));
            content.set(&media_type, Node::Object(Object::new(members)));
        }
        content
    }

    fn header(&mut self, node: &mut Node, place: &str) {
        let Some(object) = node.as_object_mut() else { return };
        object.remove("collectionFormat");
        let mut schema = take_keywords(object);
        let schema_place = format!("{place}/schema");
        self.moved(schema_place.clone(), place);
        self.keywords(&mut schema, &schema_place, place);
        object.set("schema", Node::Object(schema));
    }
}
