//! Operations of Swagger 2.0.

use super::parameter::Listed;
use super::{Swagger, below};
use crate::document::{Node, Object};

impl Swagger<'_, '_, '_, '_> {
    /// Rewrites an operation. `shared` are the body and form parameters of its path.
    pub(super) fn operation(&mut self, node: &mut Node, place: &str, shared: &[Listed]) {
        let Some(operation) = node.as_object_mut() else { return };
        let consumes = self.media_types(Some(operation), "consumes");
        let produces = self.media_types(Some(operation), "produces");
        let parts = self.parameters(operation, place, shared);
        if let Some(body) = self.request_body(&parts, &consumes, place) {
            operation.set("requestBody", body);
        }
        self.own_servers(operation, place);
        if let Some(responses) = operation.get_mut("responses") {
            let place = below(place, "responses");
            self.each(responses, &place, |swagger, response, place| {
                swagger.response(response, place, &produces);
            });
        }
    }

    /// An operation may be served by other schemes than the document.
    fn own_servers(&mut self, operation: &mut Object, place: &str) {
        let Some(own) = operation.get("schemes").and_then(Node::as_array) else {
            return;
        };
        let file = self.assembly.files.get(self.file);
        let Some(document) = file.and_then(|file| file.pristine.as_ref()?.as_object()) else {
            return;
        };
        let shared = document.get("schemes").and_then(Node::as_array).unwrap_or_default();
        let is_same = own.len() == shared.len() && own.iter().all(|scheme| shared.contains(scheme));
        if is_same || document.get("host").is_none() {
            return;
        }
        let servers = super::servers(document, own);
        self.moved(below(place, "servers"), below(place, "schemes"));
        operation.set("servers", servers);
    }
}
