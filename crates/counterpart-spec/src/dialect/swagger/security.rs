//! Security definitions of Swagger 2.0.

use crate::document::{Node, Object};

/// Rewrites a scheme.
pub(super) fn scheme(node: &mut Node) {
    let Some(object) = node.as_object_mut() else { return };
    match object.get("type").and_then(Node::as_str) {
        Some("basic") => {
            object.set("type", Node::text("http"));
            object.set("scheme", Node::text("basic"));
        }
        Some("oauth2") => flows(object),
        _ => {}
    }
}

/// One flow by its name becomes an entry of `flows`.
fn flows(object: &mut Object) {
    let name = match object.remove("flow").as_ref().and_then(Node::as_str) {
        Some("implicit") => "implicit",
        Some("password") => "password",
        Some("application") => "clientCredentials",
        _ => "authorizationCode",
    };
    let mut flow = Object::default();
    for key in ["authorizationUrl", "tokenUrl", "scopes"] {
        if let Some(value) = object.remove(key) {
            flow.set(key, value);
        }
    }
    if flow.get("scopes").is_none() {
        flow.set("scopes", Node::Object(Object::default()));
    }
    object.set("flows", Node::object([(name, Node::Object(flow))]));
}
