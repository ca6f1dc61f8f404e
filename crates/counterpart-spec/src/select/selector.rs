//! What `--include` and `--exclude` say: `op:pet_*`, `tag:pets`, `GET /pets/*`, `webhook:done`, `schema:Pet`.

use std::fmt;
use std::str::FromStr;

use super::Role;
use super::glob::Glob;
use crate::api::{Api, Operation, Schema, SchemaName};

/// Picks operations or schemas by what the document calls them. `*` stands for any text, `?` for one character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    text: String,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// By `operationId`.
    Id(Glob),
    /// By the tags of an operation.
    Tag(Glob),
    /// By method (`None`: any) and path.
    Path { method: Option<String>, path: Glob },
    /// A webhook, by its name.
    Webhook(Glob),
    /// A component, by its name.
    Schema(Glob),
}

impl FromStr for Selector {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let trimmed = text.trim();
        let kind = match trimmed.split_once(':') {
            Some(("op", glob)) => Kind::Id(Glob::new(glob)),
            Some(("tag", glob)) => Kind::Tag(Glob::new(glob)),
            Some(("webhook", glob)) => Kind::Webhook(Glob::new(glob)),
            Some(("schema", glob)) => Kind::Schema(Glob::new(glob)),
            _ => path(trimmed).ok_or_else(|| unknown(trimmed))?,
        };
        Ok(Self {
            text: trimmed.to_owned(),
            kind,
        })
    }
}

/// `GET /pets/*`, `* /pets`, `/pets`.
fn path(text: &str) -> Option<Kind> {
    let (method, path) = match text.split_once(char::is_whitespace) {
        Some((method, path)) => (method, path.trim()),
        None => ("*", text),
    };
    let method = (method != "*").then(|| method.to_ascii_uppercase());
    let is_method = |name: &String| name.chars().all(|one| one.is_ascii_alphabetic());
    let plausible = path.starts_with(['/', '*']) && method.as_ref().is_none_or(is_method);
    plausible.then(|| Kind::Path {
        method,
        path: Glob::new(path),
    })
}

fn unknown(text: &str) -> String {
    format!("`{text}` is no selector; write `op:ID`, `tag:NAME`, `GET /path/*`, `webhook:NAME` or `schema:NAME`")
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Selector {
    /// Does it pick operations or webhooks (and not schemas)?
    pub(super) fn is_about_operations(&self) -> bool {
        !matches!(self.kind, Kind::Schema(_))
    }

    /// Does it pick this operation of an API?
    #[must_use]
    pub fn picks(&self, operation: &Operation, api: &Api) -> bool {
        self.picks_operation(operation, Role::Operation, api)
    }

    pub(super) fn picks_operation(&self, operation: &Operation, role: Role, api: &Api) -> bool {
        match &self.kind {
            Kind::Id(glob) => glob.matches(&operation.id),
            Kind::Tag(glob) => tags(operation, api).any(|tag| glob.matches(tag)),
            Kind::Path { method, path } => {
                let same = method.as_ref().is_none_or(|name| name == operation.method.as_str());
                same && path.matches(&operation.path.text)
            }
            Kind::Webhook(glob) => role == Role::Webhook && glob.matches(&operation.path.text),
            Kind::Schema(_) => false,
        }
    }

    /// Does it pick anything of an API?
    pub(super) fn picks_any(&self, api: &Api) -> bool {
        let picks = |all: &[Operation], role| all.iter().any(|one| self.picks_operation(one, role, api));
        match self.is_about_operations() {
            true => picks(&api.operations, Role::Operation) || picks(&api.webhooks, Role::Webhook),
            false => api.schemas.iter().any(|one| self.picks_schema(one)),
        }
    }

    pub(super) fn picks_schema(&self, schema: &Schema) -> bool {
        match (&self.kind, component(schema)) {
            (Kind::Schema(glob), Some(name)) => glob.matches(name),
            _ => false,
        }
    }

    /// The same selector with what was probably meant; `None` if nothing in the document is like it.
    pub(super) fn nearest(&self, api: &Api) -> Option<String> {
        let operations = || api.operations.iter().chain(&api.webhooks);
        match &self.kind {
            Kind::Id(glob) => glob
                .nearest(operations().map(|one| one.id.as_str()))
                .map(|id| format!("op:{id}")),
            Kind::Tag(glob) => glob
                .nearest(api.tags.iter().map(|one| one.name.as_str()))
                .map(|name| format!("tag:{name}")),
            Kind::Webhook(glob) => glob
                .nearest(api.webhooks.iter().map(|one| one.path.text.as_str()))
                .map(|name| format!("webhook:{name}")),
            Kind::Schema(glob) => glob
                .nearest(api.schemas.iter().filter_map(component))
                .map(|name| format!("schema:{name}")),
            Kind::Path { method, path } => {
                let near = path.nearest(operations().map(|one| one.path.text.as_str()))?;
                let known = |name: &&String| {
                    operations().any(|one| one.path.text == near && one.method.as_str() == name.as_str())
                };
                let method = match method {
                    None => "*",
                    Some(_) => match method.as_ref().filter(known) {
                        Some(name) => name,
                        None => operations().find(|one| one.path.text == near)?.method.as_str(),
                    },
                };
                Some(format!("{method} {near}"))
            }
        }
    }
}

fn tags<'a>(operation: &'a Operation, api: &'a Api) -> impl Iterator<Item = &'a str> {
    let tags = operation.tags.iter().filter_map(|index| api.tags.get(*index));
    tags.map(|tag| tag.name.as_str())
}

/// The name of a component; inline schemas have none that a user could know.
pub(super) fn component(schema: &Schema) -> Option<&str> {
    match &schema.name {
        SchemaName::Component(name) => Some(name),
        SchemaName::Title(_) | SchemaName::Place(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_selector_is_refused() {
        for text in ["op:*", "tag:pets", "get /pets", "* /pets/*", "/pets", "schema:P?t"] {
            assert!(text.parse::<Selector>().is_ok(), "{text}");
        }
        assert_eq!(
            "pets".parse::<Selector>().unwrap_err(),
            "`pets` is no selector; write `op:ID`, `tag:NAME`, `GET /path/*`, `webhook:NAME` or `schema:NAME`"
        );
        assert!("opp:x".parse::<Selector>().is_err());
        assert!("G3T /pets".parse::<Selector>().is_err());
    }
}
