//! Parameters of Swagger 2.0 that stay parameters: in the path, the query or a header.

use super::schema::take_keywords;
use super::{Swagger, below};
use crate::diagnostic::UNSUPPORTED_COLLECTION_FORMAT;
use crate::document::{Node, Object};
use crate::form::COLLECTION_STYLE;

/// A body or form parameter, and the place where an operation or path lists it.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    pub(super) node: Node,
    pub(super) place: String,
}

impl Swagger<'_, '_, '_, '_> {
    /// Rewrites the parameters of a path or operation, and takes out those that make up the body. `shared` are those of
    /// the path.
    pub(super) fn parameters(&mut self, holder: &mut Object, place: &str, shared: &[Listed]) -> Vec<Listed> {
        let place = below(place, "parameters");
        let listed = match holder.get_mut("parameters") {
            Some(Node::Array(items)) => std::mem::take(items).into_vec(),
            _ => return shared.to_vec(),
        };
        let (mut kept, mut body): (Vec<Node>, Vec<Listed>) = (Vec::new(), Vec::new());
        for (index, mut node) in listed.into_iter().enumerate() {
            let written = below(&place, &index.to_string());
            let location = self
                .peek(&node)
                .and_then(|node| Some(node.get("in")?.as_str()?.to_owned()));
            if matches!(location.as_deref(), Some("body" | "formData")) {
                body.push(Listed { node, place: written });
                continue;
            }
            let stands = below(&place, &kept.len().to_string());
            if stands != written {
                self.moved(stands.clone(), written.as_str());
            }
            if node.get("$ref").is_none() {
                self.assembly
                    .arrivals
                    .carrier(self.file, written.clone(), stands.clone());
                self.parameter(&mut node, &stands, &written);
            }
            kept.push(node);
        }
        holder.set("parameters", Node::Array(kept.into_boxed_slice()));
        let inherited = shared
            .iter()
            .filter(|listed| !body.iter().any(|own| is_same(&own.node, &listed.node)));
        let mut all: Vec<Listed> = inherited.cloned().collect();
        all.append(&mut body);
        all
    }

    /// A parameter says itself what it holds; from now on its schema does. It stands at `place` now.
    pub(super) fn parameter(&mut self, node: &mut Node, place: &str, written: &str) {
        let location = node.get("in").and_then(Node::as_str).unwrap_or_default().to_owned();
        let Some(object) = node.as_object_mut().filter(|object| object.get("schema").is_none()) else {
            return;
        };
        if matches!(location.as_str(), "body" | "formData") {
            return;
        }
        let format = object.remove("collectionFormat");
        let mut schema = take_keywords(object);
        let schema_place = format!("{place}/schema");
        self.moved(schema_place.clone(), written);
        self.keywords(&mut schema, &schema_place, written);
        if schema.get("type").and_then(Node::as_str) == Some("array") {
            let format = format.as_ref().and_then(Node::as_str).unwrap_or("csv");
            match style(&location, format) {
                Some(style) => style.set(object),
                None => {
                    let message = format!("`{format}` cannot be written in this location; the items are one text");
                    let (file, place) = (self.file, format!("{place}/collectionFormat"));
                    self.assembly
                        .report(&UNSUPPORTED_COLLECTION_FORMAT, message, file, &place);
                    schema = Object::new(vec![("type".into(), Node::text("string"))]);
                }
            }
        }
        object.set("schema", Node::Object(schema));
    }
}

/// How items are joined.
pub(super) struct Joined {
    keyword: &'static str,
    style: &'static str,
    explode: bool,
}

impl Joined {
    /// Says it in a parameter or an encoding.
    pub(super) fn set(&self, object: &mut Object) {
        object.set(self.keyword, Node::text(self.style));
        object.set("explode", Node::Bool(self.explode));
    }
}

/// The style that joins items as a collection format does.
pub(super) fn style(location: &str, format: &str) -> Option<Joined> {
    let (keyword, style) = match (location, format) {
        ("query" | "formData", "csv" | "multi") => ("style", "form"),
        ("query" | "formData", "ssv") => ("style", "spaceDelimited"),
        ("query" | "formData", "pipes") => ("style", "pipeDelimited"),
        ("path" | "header", "csv") => ("style", "simple"),
        (_, "ssv") => (COLLECTION_STYLE, "spaceDelimited"),
        (_, "pipes") => (COLLECTION_STYLE, "pipeDelimited"),
        (_, "tsv") => (COLLECTION_STYLE, "tabDelimited"),
        _ => return None,
    };
    Some(Joined {
        keyword,
        style,
        explode: format == "multi",
    })
}

fn is_same(one: &Node, other: &Node) -> bool {
    let identity = |node: &Node| ["name", "in", "$ref"].map(|key| node.get(key).and_then(Node::to_text));
    identity(one) == identity(other)
}
