//! What people hand over by mistake: a login page, an archive, the description of another kind of API.

use crate::diagnostic::{Diagnostic, NOT_OPENAPI};
use crate::document::{Node, Object};

/// Something that is no OpenAPI description, and what to do instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stranger {
    /// With its article, behind "this is".
    name: &'static str,
    remedy: &'static str,
}

impl Stranger {
    /// The message of the finding about it.
    fn message(self) -> String {
        format!("this is {}, not an OpenAPI description", self.name)
    }

    /// The finding about a text that begins with it.
    pub(super) fn at_text(self, line: usize) -> Diagnostic {
        Diagnostic::at_text(&NOT_OPENAPI, self.message(), line, 1).with_help(self.remedy)
    }

    /// The finding about bytes, of which nothing is worth showing.
    pub(super) fn of_input(self) -> Diagnostic {
        Diagnostic::new(&NOT_OPENAPI, self.message()).with_help(self.remedy)
    }

    /// The finding about the member of a document that gave it away.
    pub(crate) fn at_member(self, member: &str) -> Diagnostic {
        Diagnostic::at_pointer(&NOT_OPENAPI, self.message(), format!("/{member}")).with_help(self.remedy)
    }
}

const HTML: Stranger = Stranger {
    name: "an HTML page",
    remedy: "the server may have sent a page to log in or an error: open the address in a browser, and save the document itself",
};
const XML: Stranger = Stranger {
    name: "XML",
    remedy: "OpenAPI is written in JSON or YAML; a SOAP service (WSDL) has to be described anew",
};
const ARCHIVE: Stranger = Stranger {
    name: "a ZIP archive",
    remedy: "unpack it, and give the document in it",
};
const COMPRESSED: Stranger = Stranger {
    name: "compressed",
    remedy: "unpack it: `gunzip < OLD > NEW`, or let `curl --compressed` do so when it fetches",
};
const PDF: Stranger = Stranger {
    name: "a PDF file",
    remedy: "ask whoever wrote it for the document in JSON or YAML",
};
const RAML: Stranger = Stranger {
    name: "RAML",
    remedy: "convert it to OpenAPI 3 first",
};
const BLUEPRINT: Stranger = Stranger {
    name: "API Blueprint",
    remedy: "convert it to OpenAPI 3 first",
};
const PROTOBUF: Stranger = Stranger {
    name: "a file of Protocol Buffers",
    remedy: "if its services have HTTP annotations, `protoc-gen-openapi` writes their OpenAPI description",
};
const GRAPHQL: Stranger = Stranger {
    name: "a GraphQL schema",
    remedy: "GraphQL has generators of its own; OpenAPI describes APIs of paths and methods",
};

/// How bytes begin that are no text.
const BYTES: &[(&[u8], Stranger)] = &[
    (&[0x1f, 0x8b], COMPRESSED),
    (&[0x28, 0xb5, 0x2f, 0xfd], COMPRESSED),
    (b"BZh", COMPRESSED),
    (b"PK\x03\x04", ARCHIVE),
    (b"%PDF-", PDF),
];

/// How texts begin that are neither JSON nor YAML, in lower case.
const BEGINNINGS: &[(&str, Stranger)] = &[
    ("<!doctype html", HTML),
    ("<html", HTML),
    ("<?xml", XML),
    ("<", XML),
    ("#%raml", RAML),
    ("format: 1a", BLUEPRINT),
    ("syntax = \"proto", PROTOBUF),
];

/// Lines that only GraphQL has.
const GRAPHQL_LINES: &[&str] = &["type Query", "extend type Query", "type Mutation", "schema {"];

/// What the bytes are, as far as their beginning tells.
pub(super) fn of_bytes(bytes: &[u8]) -> Option<Stranger> {
    let found = BYTES.iter().find(|(beginning, _)| bytes.starts_with(beginning));
    found.map(|(_, stranger)| *stranger)
}

/// What a text is whose beginning no JSON and no YAML has, and on which line it begins.
pub(super) fn of_text(text: &str) -> Option<(Stranger, usize)> {
    let trimmed = text.trim_start();
    let line = text.len() - trimmed.len();
    let line = text.get(..line).unwrap_or_default().matches('\n').count() + 1;
    let begins = |beginning: &str| {
        let start = trimmed.get(..beginning.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(beginning))
    };
    let found = BEGINNINGS.iter().find(|(beginning, _)| begins(beginning));
    found.map(|(_, stranger)| (*stranger, line))
}

/// What a text is that could not be read as YAML.
pub(super) fn of_broken(text: &str) -> Option<(Stranger, usize)> {
    let is_graphql = |line: &str| GRAPHQL_LINES.iter().any(|beginning| line.starts_with(beginning));
    let line = text.lines().position(is_graphql)?;
    Some((GRAPHQL, line + 1))
}

/// Members that give a document of another kind away, and what it is.
const MEMBERS: &[(&str, Stranger)] = &[
    (
        "asyncapi",
        Stranger {
            name: "an AsyncAPI document",
            remedy: "AsyncAPI describes messages; the HTTP API of the same service has a description of its own",
        },
    ),
    (
        "overlay",
        Stranger {
            name: "an overlay",
            remedy: "give the document for which it is made, and the overlay by `--overlay`",
        },
    ),
    (
        "arazzo",
        Stranger {
            name: "an Arazzo description",
            remedy: "Arazzo describes workflows; give the document that its `sourceDescriptions` name",
        },
    ),
    (
        "discoveryVersion",
        Stranger {
            name: "a Google discovery document",
            remedy: "convert it to OpenAPI 3 first",
        },
    ),
    (
        "swaggerVersion",
        Stranger {
            name: "a document of Swagger 1",
            remedy: "convert it to OpenAPI 3 first",
        },
    ),
    (
        "$schema",
        Stranger {
            name: "a JSON Schema",
            remedy: "put it among `components.schemas` of an OpenAPI document, or refer to it from there",
        },
    ),
];

const POSTMAN: Stranger = Stranger {
    name: "a Postman collection",
    remedy: "convert it to OpenAPI 3 first",
};
const REFUSAL: Stranger = Stranger {
    name: "the answer of a server that refuses",
    remedy: "fetch the document again with the credentials that its server asks for",
};

/// What a document without `openapi` is, and the member that tells.
pub(crate) fn of_members(document: &Object) -> Option<(Stranger, &str)> {
    let schema = document.get("info").and_then(|info| info.get("schema"));
    if schema
        .and_then(Node::as_str)
        .is_some_and(|schema| schema.contains("getpostman.com"))
    {
        return Some((POSTMAN, "info"));
    }
    let known = MEMBERS.iter().find(|(member, _)| document.get(member).is_some());
    if let Some((member, stranger)) = known {
        return Some((*stranger, member));
    }
    // Such answers are small, and have no part of a description.
    let is_small = document.len() <= 4
        && ["info", "paths", "components"]
            .iter()
            .all(|key| document.get(key).is_none());
    let told = ["error", "errors", "detail", "message"];
    let told = told.iter().find(|member| document.get(member).is_some());
    told.filter(|_| is_small).map(|member| (REFUSAL, *member))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_tell() {
        let name = |text| of_text(text).map(|(stranger, line)| (stranger.name, line));
        assert_eq!(name("\n\n<!DOCTYPE HTML>\n"), Some(("an HTML page", 3)));
        assert_eq!(name("<definitions/>"), Some(("XML", 1)));
        assert_eq!(name("openapi: 3.0.0\n"), None);
        // A text may end inside of a character.
        assert_eq!(name("<!doctyp\u{20ac}"), Some(("XML", 1)));
        assert_eq!(of_bytes(&[0x1f, 0x8b, 8]), Some(COMPRESSED));
        assert_eq!(of_bytes(b"{}"), None);
        assert_eq!(of_broken("\"\"\"\nPets\n\"\"\"\ntype Query {\n"), Some((GRAPHQL, 4)));
    }
}
