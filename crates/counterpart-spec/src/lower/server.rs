//! `servers`.

use crate::api::{Server, ServerVariable};
use crate::diagnostic::WRONG_TYPE;
use crate::document::deserializer::from_node;
use crate::document::{Node, Object};

use super::Lowering;
use super::spot::Spot;

impl<'d> Lowering<'d, '_> {
    /// Reads `servers`; without any, OpenAPI 3.0 (4.7.1) means `/`.
    pub(super) fn servers(&mut self) -> Vec<Server> {
        let mut servers = self.servers_of(self.document, &Spot::root());
        if servers.is_empty() {
            servers.push(Server {
                url: "/".to_owned(),
                template: "/".to_owned(),
                variables: Vec::new(),
                name: None,
                description: None,
            });
        }
        servers
    }

    /// Reads the `servers` of a document, a path item or an operation.
    pub(super) fn servers_of(&mut self, holder: &'d Object, at: &Spot<'_>) -> Vec<Server> {
        let nodes = self.items(holder, "servers", at);
        let at = at.key("servers");
        let servers = nodes.iter().enumerate();
        servers
            .filter_map(|(index, node)| self.server(node, &at.index(index)))
            .collect()
    }

    fn server(&mut self, node: &'d Node, at: &Spot<'_>) -> Option<Server> {
        match from_node::<openapiv3::Server>(node) {
            Ok(server) => Some(lowered(server, node)),
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

fn lowered(server: openapiv3::Server, node: &Node) -> Server {
    let openapiv3::Server {
        url: template,
        description,
        variables,
        ..
    } = server;
    let variables: Vec<_> = variables.into_iter().flatten().map(variable).collect();
    let url = variables.iter().fold(template.clone(), |url, variable| {
        url.replace(&placeholder(variable), &variable.default)
    });
    Server {
        url,
        variables: variables
            .into_iter()
            .filter(|variable| template.contains(&placeholder(variable)))
            .collect(),
        template,
        name: node.get("name").and_then(Node::as_str).map(str::to_owned),
        description,
    }
}

fn variable((name, variable): (String, openapiv3::ServerVariable)) -> ServerVariable {
    let openapiv3::ServerVariable {
        default,
        enumeration: mut values,
        description,
        ..
    } = variable;
    if !values.is_empty() && !values.contains(&default) {
        values.push(default.clone());
    }
    ServerVariable {
        name,
        default,
        values,
        description,
    }
}

fn placeholder(variable: &ServerVariable) -> String {
    format!("{{{}}}", variable.name)
}
