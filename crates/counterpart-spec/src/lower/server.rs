//! `servers`.

use crate::api::{Server, ServerVariable};
use crate::diagnostic::{UNSUPPORTED_MEMBER, WRONG_TYPE};
use crate::document::deserializer::from_node;
use crate::document::{Node, Object};

use super::Lowering;
use super::spot::Spot;

impl<'d> Lowering<'d, '_> {
    /// Reads `servers`; without any, OpenAPI 3.0 (4.7.1) means `/`.
    pub(super) fn all_servers(&mut self) -> Vec<Server> {
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

    /// Where the operations of a path item, or a single one, live if not where the API does.
    pub(super) fn own_server(&mut self, holder: &'d Object, at: &Spot<'_>) -> Option<Server> {
        let servers = self.servers_of(holder, at);
        let said_again = servers.iter().all(|server| self.servers.contains(server));
        let first = servers.first().filter(|_| !said_again)?;
        let at = at.key("servers");
        if !is_http(&first.url) {
            let message = format!(
                "`{}` is not reached by HTTP; the document's servers are used",
                first.url
            );
            self.report(&UNSUPPORTED_MEMBER, message, &at);
            return None;
        }
        if servers.len() > 1 {
            let message = "one can choose among the document's servers only; of these the first is used";
            self.report(&UNSUPPORTED_MEMBER, message, &at);
        }
        servers.into_iter().next()
    }

    fn servers_of(&mut self, holder: &'d Object, at: &Spot<'_>) -> Vec<Server> {
        let place = at.key("servers");
        let nodes = self.items(holder, "servers", at);
        nodes
            .iter()
            .enumerate()
            .filter_map(|(index, node)| self.server(node, &place.index(index)))
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

/// Is this an address of HTTP, or a path?
fn is_http(url: &str) -> bool {
    match url.split_once("://") {
        Some((scheme, _)) => matches!(scheme, "http" | "https"),
        None => true,
    }
}
