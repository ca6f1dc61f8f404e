//! `info` and `servers`.

use crate::api::Server;
use crate::document::Node;
use crate::document::deserializer::from_node;

use super::Lowering;
use super::spot::Spot;
use crate::diagnostic::WRONG_TYPE;

/// The members of `info` that output can use.
#[derive(Debug, Default)]
pub(super) struct Info {
    pub(super) title: String,
    pub(super) version: String,
    pub(super) description: Option<String>,
}

impl<'d> Lowering<'d, '_> {
    /// Reads `info`; what is missing stays empty, because nothing but documentation depends on it.
    pub(super) fn info(&mut self) -> Info {
        let root = Spot::root();
        let Some(info) = self.member(self.document, "info", &root) else {
            return Info::default();
        };
        let at = root.key("info");
        Info {
            title: self.text(info, "title", &at).unwrap_or_default(),
            version: self.text(info, "version", &at).unwrap_or_default(),
            description: self.text(info, "description", &at),
        }
    }

    /// Reads `servers`; without any, OpenAPI 3.0 (4.7.1) means `/`.
    pub(super) fn servers(&mut self) -> Vec<Server> {
        let root = Spot::root();
        let at = root.key("servers");
        let nodes = self.items(self.document, "servers", &root);
        let mut servers: Vec<Server> = nodes
            .iter()
            .enumerate()
            .filter_map(|(index, node)| self.server(node, &at.index(index)))
            .collect();
        if servers.is_empty() {
            servers.push(Server {
                url: "/".to_owned(),
                description: None,
            });
        }
        servers
    }

    fn server(&mut self, node: &'d Node, at: &Spot<'_>) -> Option<Server> {
        match from_node::<openapiv3::Server>(node) {
            Ok(server) => Some(Server {
                url: with_defaults(&server),
                description: server.description,
            }),
            Err(misfit) => {
                self.report(
                    &WRONG_TYPE,
                    format!("this is no server object and is left out: {misfit}"),
                    at,
                );
                None
            }
        }
    }
}

/// The URL with each `{variable}` replaced by its default.
fn with_defaults(server: &openapiv3::Server) -> String {
    let mut url = server.url.clone();
    for (name, variable) in server.variables.iter().flatten() {
        url = url.replace(&format!("{{{name}}}"), &variable.default);
    }
    url
}
