//! From whichever specification a document follows to the core form. Nothing after this knows a version.
//!
//! The core form has the shape of OpenAPI 3.0, with schemas as JSON Schema 2020-12 writes them, what references of
//! other files lead to in the same tree. What later versions add to 3.0 keeps its name where it is no other thing there.

mod arrivals;
mod assembly;
mod hoist;
mod kind;
mod misplaced;
mod registry;
mod rules;
mod schema;
mod spelling;
mod swagger;
mod vocabulary;
mod walk;

use crate::diagnostic::{Diagnostic, Findings, NOT_OPENAPI, UNSUPPORTED_DIALECT};
use crate::document::Node;
use crate::resolve::Core;
use crate::source::library::Library;
use crate::source::stranger;

/// The specifications that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Swagger2,
    OpenApi30,
    OpenApi31,
    OpenApi32,
}

impl Dialect {
    /// The dialect that a file says it follows, if it says so.
    fn of(root: &Node) -> Option<Self> {
        let text = |member| root.get(member).and_then(Node::to_text);
        let openapi = text("openapi").and_then(|version| openapi(&version));
        openapi.or_else(|| text("swagger").and_then(|version| swagger(&version)))
    }

    /// Schemas are JSON Schema, with `$id` and anchors.
    fn has_ids(self) -> bool {
        matches!(self, Self::OpenApi31 | Self::OpenApi32)
    }

    /// A document without `paths` is wrong.
    fn needs_paths(self) -> bool {
        !self.has_ids()
    }

    /// Keywords beside a `$ref` count.
    fn has_siblings(self) -> bool {
        self.has_ids()
    }

    /// A document may say by which address it is known.
    fn names_itself(self) -> bool {
        self == Self::OpenApi32
    }

    /// Where the document's named schemas are.
    fn schemas(self) -> &'static str {
        match self {
            Self::Swagger2 => swagger::DEFINITIONS,
            Self::OpenApi30 | Self::OpenApi31 | Self::OpenApi32 => hoist::SCHEMAS,
        }
    }
}

fn openapi(version: &str) -> Option<Dialect> {
    let is = |minor: &str| {
        version == minor
            || version
                .strip_prefix(minor)
                .is_some_and(|rest| rest.starts_with(['.', '-']))
    };
    [
        ("3.0", Dialect::OpenApi30),
        ("3.1", Dialect::OpenApi31),
        ("3.2", Dialect::OpenApi32),
    ]
    .into_iter()
    .find(|(minor, _)| is(minor))
    .map(|(_, dialect)| dialect)
}

/// YAML writers leave `2.0` unquoted, which is the number 2.
fn swagger(version: &str) -> Option<Dialect> {
    matches!(version, "2.0" | "2").then_some(Dialect::Swagger2)
}

/// Makes the core form of a document. `address` is where the document lies.
pub(crate) fn core(root: Node, address: String, library: &mut Library<'_>, findings: &mut Findings) -> Option<Core> {
    match check(&root) {
        Ok(dialect) => Some(assembly::assemble(root, dialect, address, library, findings)),
        Err(diagnostic) => {
            findings.push(diagnostic);
            None
        }
    }
}

fn check(root: &Node) -> Result<Dialect, Diagnostic> {
    let Some(document) = root.as_object() else {
        return Err(match root {
            Node::Null => Diagnostic::new(&NOT_OPENAPI, "the document is empty"),
            other => {
                let message = format!("an OpenAPI description is an object; this is {}", other.kind());
                Diagnostic::at_pointer(&NOT_OPENAPI, message, "")
            }
        });
    };
    for (member, name, read) in [
        ("openapi", "OpenAPI", openapi as fn(&str) -> Option<Dialect>),
        ("swagger", "Swagger", swagger),
    ] {
        if let Some(version) = document.get(member) {
            return version_of(version, member, name, read);
        }
    }
    if let Some((stranger, member)) = stranger::of_members(document) {
        return Err(stranger.at_member(member));
    }
    let diagnostic = Diagnostic::at_pointer(&NOT_OPENAPI, "the document has no member `openapi`", "");
    let misspelt = document.iter().find(|(key, _)| is_almost_openapi(key));
    Err(match (misspelt, document.get("paths")) {
        (Some((key, _)), _) => Diagnostic::at_pointer(&NOT_OPENAPI, diagnostic.message, format!("/{key}"))
            .with_help(format!("did you mean `openapi` by `{key}`?")),
        (None, Some(_)) => diagnostic.with_help("if it is an OpenAPI 3.0 description, begin it with `openapi: 3.0.3`"),
        (None, None) => diagnostic,
    })
}

fn is_almost_openapi(key: &str) -> bool {
    key.eq_ignore_ascii_case("openapi") || (key.len() < 12 && strsim::osa_distance(key, "openapi") <= 2)
}

fn version_of(
    version: &Node,
    member: &str,
    name: &str,
    read: impl Fn(&str) -> Option<Dialect>,
) -> Result<Dialect, Diagnostic> {
    let pointer = format!("/{member}");
    let Some(text) = version.to_text() else {
        let message = format!(
            "`{member}` must be a version such as `3.0.3`; this is {}",
            version.kind()
        );
        return Err(Diagnostic::at_pointer(&NOT_OPENAPI, message, pointer));
    };
    read(&text).ok_or_else(|| {
        let message = format!("{name} {text} is not supported");
        let help = match (member, text.split('.').next()) {
            ("openapi", Some("2")) => "a document of version 2 begins with `swagger: '2.0'`",
            ("swagger", Some("3")) => "a document of version 3 begins with `openapi:`",
            _ => "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are supported",
        };
        Diagnostic::at_pointer(&UNSUPPORTED_DIALECT, message, pointer).with_help(help)
    })
}
