//! Swagger 2.0: pieces are rewritten in their places, so that most places stay what they are.
//!
//! `definitions` and `securityDefinitions` move among the components. `parameters` and `responses` stay where they are:
//! nothing but references leads there. A body parameter, a form and a response's schema move within their operation.

mod body;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;

use super::assembly::Assembly;
use super::kind::{Kind, METHODS};
use crate::document::{Node, Object, pointer};

pub(super) const DEFINITIONS: &str = "/definitions";

/// The definitions of a description move among its components.
pub(super) fn working_place(written: &str) -> String {
    match written.strip_prefix(DEFINITIONS).filter(|rest| rest.starts_with('/')) {
        Some(rest) => format!("{}{rest}", super::hoist::SCHEMAS),
        None => written.to_owned(),
    }
}

/// A file that is being rewritten.
struct Swagger<'a, 'l, 'o, 'f> {
    assembly: &'a mut Assembly<'l, 'o, 'f>,
    file: usize,
}

/// Rewrites a piece that stands at a place.
pub(super) fn translate(assembly: &mut Assembly<'_, '_, '_>, file: usize, node: &mut Node, kind: Kind, place: &str) {
    let is_done = place.starts_with("/paths/") || place.starts_with("/components/");
    let is_whole = assembly.files.get(file).is_some_and(|file| file.is_whole);
    if (is_whole && is_done) || !assembly.first_time(file, &format!("{place} as {kind:?}")) {
        return;
    }
    let mut swagger = Swagger { assembly, file };
    match kind {
        Kind::Document => swagger.document(node),
        Kind::PathItem => swagger.path_item(node, place),
        Kind::Operation => swagger.operation(node, place, &[]),
        Kind::Parameter => swagger.parameter(node, place, place),
        Kind::Response => {
            let produces = swagger.media_types(None, "produces");
            swagger.response(node, place, &produces);
        }
        Kind::Schema => swagger.schema(node, place),
        Kind::SecurityScheme => security::scheme(node),
        _ => {}
    }
}

impl Swagger<'_, '_, '_, '_> {
    fn moved(&mut self, to: String, from: impl Into<String>) {
        self.assembly.places.moved(self.file, to, from.into());
    }

    fn document(&mut self, node: &mut Node) {
        let Some(document) = node.as_object_mut() else { return };
        self.servers(document);
        let mut components = Object::default();
        if let Some(mut schemas) = document.remove("definitions") {
            self.moved(super::hoist::SCHEMAS.to_owned(), DEFINITIONS);
            self.each(&mut schemas, super::hoist::SCHEMAS, Self::schema);
            components.set("schemas", schemas);
        }
        if let Some(mut schemes) = document.remove("securityDefinitions") {
            self.moved("/components/securitySchemes".to_owned(), "/securityDefinitions");
            self.each(&mut schemes, "", |_, scheme, _| security::scheme(scheme));
            components.set("securitySchemes", schemes);
        }
        if let Some(paths) = document.get_mut("paths") {
            self.each(paths, "/paths", Self::path_item);
        }
        document.set("components", Node::Object(components));
    }

    /// Each value of a map.
    fn each(&mut self, map: &mut Node, place: &str, visit: impl Fn(&mut Self, &mut Node, &str)) {
        let Some(map) = map.as_object_mut() else { return };
        for (name, node) in map.iter_mut() {
            visit(self, node, &below(place, name));
        }
    }

    /// `schemes`, `host` and `basePath` are URLs of servers.
    fn servers(&mut self, document: &mut Object) {
        if document.get("host").is_none() && document.get("basePath").is_none() {
            return;
        }
        let schemes = document.get("schemes").and_then(Node::as_array).unwrap_or_default();
        let servers = servers(document, schemes);
        let from = if document.get("host").is_some() {
            "/host"
        } else {
            "/basePath"
        };
        for index in 0..servers.as_array().map_or(0, <[Node]>::len) {
            self.moved(format!("/servers/{index}"), from);
        }
        document.set("servers", servers);
    }

    fn path_item(&mut self, node: &mut Node, place: &str) {
        let Some(item) = node.as_object_mut() else { return };
        let shared = self.parameters(item, place, &[]);
        for (key, operation) in item.iter_mut() {
            if METHODS.contains(&key) {
                self.operation(operation, &below(place, key), &shared);
            }
        }
    }

    /// `consumes` or `produces`, of an operation or else of the file.
    fn media_types(&self, operation: Option<&Object>, key: &str) -> Vec<String> {
        let own = operation.and_then(|operation| operation.get(key));
        let file = self
            .assembly
            .files
            .get(self.file)
            .and_then(|file| file.pristine.as_ref());
        let listed = own
            .or_else(|| file?.get(key))
            .and_then(Node::as_array)
            .unwrap_or_default();
        let mut types: Vec<String> = Vec::new();
        for name in listed.iter().filter_map(Node::to_text) {
            if !types.contains(&name) {
                types.push(name);
            }
        }
        types
    }

    /// What a reference leads to, as it was written; the node itself if it is none.
    fn peek(&mut self, node: &Node) -> Option<Node> {
        let mut node = node.clone();
        let mut file = self.file;
        for _ in 0..8 {
            let Some(reference) = node.get("$ref").and_then(Node::as_str) else {
                return Some(node);
            };
            let base = self.assembly.files.get(file)?.base.clone();
            let (target, place) = self.assembly.find(file, &base, reference).ok()?;
            let there = self.assembly.files.get(target)?;
            node = pointer::find(there.pristine.as_ref().unwrap_or(&there.root), &place)?.clone();
            file = target;
        }
        None
    }
}

/// The servers of a document by some schemes; without a host there is one, relative to the document.
fn servers(document: &Object, schemes: &[Node]) -> Node {
    let text = |key: &str| document.get(key).and_then(Node::to_text);
    let base = text("basePath").unwrap_or_default();
    let mut schemes: Vec<String> = schemes.iter().filter_map(Node::to_text).collect();
    if schemes.is_empty() {
        schemes.push("https".to_owned());
    }
    let urls = match text("host") {
        None => vec![base],
        Some(host) => {
            let base = base.trim_end_matches('/');
            let url = |scheme: &String| format!("{scheme}://{host}{base}");
            schemes.iter().map(url).collect()
        }
    };
    let server = |url: &String| Node::object([("url", Node::text(url))]);
    Node::Array(urls.iter().map(server).collect())
}

fn below(place: &str, token: &str) -> String {
    let mut below = place.to_owned();
    pointer::push_token(&mut below, token);
    below
}

/// A reference to a member of what a reference means.
fn member_of(reference: &str, member: &str) -> String {
    match reference.contains('#') {
        true => format!("{reference}/{member}"),
        false => format!("{reference}#/{member}"),
    }
}
