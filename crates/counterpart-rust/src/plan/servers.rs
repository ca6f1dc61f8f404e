//! The servers that a client can choose from.

use counterpart_spec::api::{Api, Server, ServerVariable};
use proc_macro2::Ident;

use crate::name::{Case, Scope};
use crate::runtime;

/// The enum of servers and the enums of their variables.
#[derive(Debug)]
pub(crate) struct ServersPlan<'a> {
    pub(crate) servers: Vec<ServerPlan<'a>>,
    pub(crate) values: Vec<ValuesPlan<'a>>,
}

/// A server.
#[derive(Debug)]
pub(crate) struct ServerPlan<'a> {
    pub(crate) name: Ident,
    pub(crate) source: &'a Server,
    pub(crate) variables: Vec<VariablePlan<'a>>,
}

/// A variable of a server's address.
#[derive(Debug)]
pub(crate) struct VariablePlan<'a> {
    pub(crate) name: Ident,
    pub(crate) source: &'a ServerVariable,
    pub(crate) kind: VariableKind,
}

/// What a variable may be.
#[derive(Debug, Clone)]
pub(crate) enum VariableKind {
    /// Any text.
    Text,
    /// A value of this enum.
    Listed { name: Ident, default: Ident },
}

/// The enum of a variable.
#[derive(Debug)]
pub(crate) struct ValuesPlan<'a> {
    pub(crate) name: Ident,
    pub(crate) variable: &'a ServerVariable,
    pub(crate) values: Vec<(Ident, &'a str)>,
}

/// Plans the choice where there is one: several whole addresses, or one with variables. What is no whole address says
/// nothing that a client could use.
pub(crate) fn servers(api: &Api) -> Option<ServersPlan<'_>> {
    let whole: Vec<_> = api.servers.iter().filter(|server| is_whole(&server.url)).collect();
    let is_choice = whole.len() > 1 || whole.iter().any(|server| !server.variables.is_empty());
    if !is_choice {
        return None;
    }
    let mut types = Scope::new(Case::Type, runtime::RESERVED_CLIENT);
    let mut variants = Scope::new(Case::Type, runtime::RESERVED_TYPES);
    let mut values: Vec<ValuesPlan<'_>> = Vec::new();
    let wanted: Vec<_> = whole.iter().map(|server| wanted(server)).collect();
    let names = variants.claim_wires(wanted.iter().map(String::as_str));
    let servers = whole.into_iter().zip(names).map(|(source, name)| {
        let wires = source.variables.iter().map(|variable| variable.name.as_str());
        let fields = Scope::new(Case::Snake, &[]).claim_wires(wires);
        let variables = source.variables.iter().zip(fields).map(|(source, name)| VariablePlan {
            name,
            kind: kind(source, &mut types, &mut values),
            source,
        });
        ServerPlan {
            name,
            source,
            variables: variables.collect(),
        }
    });
    let servers = servers.collect();
    Some(ServersPlan { servers, values })
}

fn is_whole(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

/// Equal lists of one name share an enum.
fn kind<'a>(source: &'a ServerVariable, types: &mut Scope, all: &mut Vec<ValuesPlan<'a>>) -> VariableKind {
    if source.values.is_empty() {
        return VariableKind::Text;
    }
    let same = |known: &&ValuesPlan<'_>| known.variable.name == source.name && known.variable.values == source.values;
    if let Some(known) = all.iter().find(same) {
        return listed(known, source);
    }
    let mut variants = Scope::new(Case::Type, runtime::RESERVED_TYPES);
    let names = variants.claim_wires(source.values.iter().map(String::as_str));
    let plan = ValuesPlan {
        name: types.claim(Case::Type.of(&format!("Server {}", source.name))),
        variable: source,
        values: names
            .into_iter()
            .zip(source.values.iter().map(String::as_str))
            .collect(),
    };
    let kind = listed(&plan, source);
    all.push(plan);
    kind
}

fn listed(plan: &ValuesPlan<'_>, source: &ServerVariable) -> VariableKind {
    let default = plan.values.iter().find(|(_, text)| *text == source.default);
    match default.or(plan.values.first()) {
        Some((default, _)) => VariableKind::Listed {
            name: plan.name.clone(),
            default: default.clone(),
        },
        None => VariableKind::Text,
    }
}

/// What the document calls a server: its name, a description of a few words, or else its host.
fn wanted(server: &Server) -> String {
    const FEW: usize = 3;
    let brief = |text: &&String| text.split_whitespace().count() <= FEW;
    let said = server.name.as_ref().or(server.description.as_ref().filter(brief));
    let host = || {
        let rest = server.template.split_once("://").map_or("", |(_, rest)| rest);
        rest.split('/').next().unwrap_or_default().to_owned()
    };
    said.cloned().unwrap_or_else(host)
}
