//! Operations of Swagger 2.0.

use super::parameter::Listed;
use super::{Swagger, below};
use crate::document::Node;

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
        if let Some(responses) = operation.get_mut("responses") {
            let place = below(place, "responses");
            self.each(responses, &place, |swagger, response, place| {
                swagger.response(response, place, &produces);
            });
        }
    }
}
