//! Documentation pages of Docusaurus' OpenAPI plugin: an operation in base64 of zlib of JSON, in the front matter.

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::ZlibDecoder;

use super::syntax::broken_yaml;
use crate::diagnostic::{
    BROKEN_BASE64, BROKEN_FRONT_MATTER, BROKEN_PAGE, BROKEN_ZLIB, Diagnostic, Findings, PAGE_TOO_LARGE, Syntax,
};
use crate::document::json::{self, Tree};
use crate::document::{Node, Object, yaml};

/// What `api:` may unpack to.
const MAX_UNPACKED: u64 = 64 << 20;

/// Does the text begin with front matter that has `api:`?
pub(super) fn looks_like_page(text: &str) -> bool {
    FrontMatter::find(text).is_some_and(|matter| matter.api_line.is_some())
}

/// Reads a page into a document with one operation.
pub(super) fn parse(text: &str, findings: &mut Findings) -> Option<Tree> {
    parse_page(text, findings)
        .map_err(|diagnostic| findings.push(diagnostic))
        .ok()
}

fn parse_page(text: &str, findings: &mut Findings) -> Result<Tree, Diagnostic> {
    let matter = FrontMatter::find(text).ok_or_else(|| {
        Diagnostic::at_text(
            &BROKEN_FRONT_MATTER,
            "the page does not begin with front matter between `---` lines",
            1,
            1,
        )
    })?;
    let line = matter.api_line.ok_or_else(|| {
        let message = "the front matter has no `api:`, so the page describes no operation";
        Diagnostic::at_text(&BROKEN_FRONT_MATTER, message, 1, 1)
            .with_help("give the page of a single operation; pages that introduce or list operations have none")
    })?;
    findings.set_syntax(Syntax::Page { line });
    let packed = matter.api()?;
    let mut tree = unpack(&packed, line)?;
    tree.root = into_document(tree.root, line)?;
    Ok(tree)
}

/// The part of a page between its `---` lines.
struct FrontMatter<'t> {
    text: &'t str,
    /// From 1, in the page.
    api_line: Option<usize>,
}

impl<'t> FrontMatter<'t> {
    fn find(text: &'t str) -> Option<Self> {
        let body = text
            .strip_prefix("---")?
            .trim_start_matches([' ', '\t', '\r'])
            .strip_prefix('\n')?;
        let mut length = 0;
        let mut api_line = None;
        for (index, line) in body.split_inclusive('\n').enumerate() {
            if line.trim_end() == "---" {
                return Some(Self {
                    text: body.get(..length)?,
                    api_line,
                });
            }
            if line.starts_with("api:") {
                api_line = Some(index + 2);
            }
            length += line.len();
        }
        None
    }

    /// The value of `api:`, whichever way it is quoted or folded.
    fn api(&self) -> Result<String, Diagnostic> {
        let tree = yaml::parse(self.text).map_err(|error| Diagnostic {
            code: &BROKEN_FRONT_MATTER,
            message: format!(
                "the front matter is not YAML: {}",
                broken_yaml(self.text, &error).message
            ),
            ..Diagnostic::at_text(
                &BROKEN_FRONT_MATTER,
                "",
                error.marker().line() + 1,
                error.marker().col() + 1,
            )
        })?;
        let api = tree.root.get("api").and_then(Node::as_str).unwrap_or_default();
        Ok(api.chars().filter(|character| !character.is_whitespace()).collect())
    }
}

fn unpack(packed: &str, line: usize) -> Result<Tree, Diagnostic> {
    let at_api = |code, message: String| Diagnostic::at_text(code, message, line, 1);
    let zlib = STANDARD.decode(packed).map_err(|error| broken_base64(&error, line))?;
    let mut text = Vec::new();
    let mut decoder = ZlibDecoder::new(zlib.as_slice()).take(MAX_UNPACKED + 1);
    decoder.read_to_end(&mut text).map_err(|error| {
        at_api(
            &BROKEN_ZLIB,
            format!("`api:` is base64, but not of a zlib stream: {error}"),
        )
    })?;
    if text.len() as u64 > MAX_UNPACKED {
        return Err(at_api(&PAGE_TOO_LARGE, "`api:` unpacks to more than 64 MiB".to_owned()));
    }
    let text = String::from_utf8(text)
        .map_err(|_| at_api(&BROKEN_PAGE, "`api:` unpacks to something that is not UTF-8".to_owned()))?;
    json::parse(&text).map_err(|error| {
        at_api(
            &BROKEN_PAGE,
            format!("`api:` unpacks to something that is not JSON: {error}"),
        )
    })
}

fn broken_base64(error: &base64::DecodeError, line: usize) -> Diagnostic {
    let prefix = "api: ".len();
    let column = match error {
        base64::DecodeError::InvalidByte(offset, _) | base64::DecodeError::InvalidLastSymbol { offset, .. } => {
            prefix + offset + 1
        }
        _ => 1,
    };
    Diagnostic::at_text(&BROKEN_BASE64, format!("`api:` is not base64: {error}"), line, column)
}

/// `{operationId, .., method, path, servers, securitySchemes, info}` as an OpenAPI document.
fn into_document(page: Node, line: usize) -> Result<Node, Diagnostic> {
    let broken = |message: &str| Diagnostic::at_text(&BROKEN_PAGE, message, line, 1);
    let Node::Object(page) = page else {
        return Err(broken("`api:` unpacks to JSON that is not an object"));
    };
    let mut parts = Parts::default();
    let mut operation = Vec::new();
    for (key, node) in page.into_entries() {
        match &*key {
            "method" => parts.method = node.to_text(),
            "path" => parts.path = node.to_text(),
            "servers" | "info" => parts.top.push((key, node)),
            "securitySchemes" => parts.components.push((key, node)),
            // A copy of the operation for another tool.
            "postman" => {}
            _ => operation.push((key, node)),
        }
    }
    let method = parts.method.ok_or_else(|| broken("`api:` has no `method`"))?;
    let path = parts.path.ok_or_else(|| broken("`api:` has no `path`"))?;
    let item = object([(method.to_lowercase().into(), Node::Object(Object::new(operation)))]);
    let mut document = vec![("openapi".into(), Node::String("3.0.3".into()))];
    document.append(&mut parts.top);
    document.push(("paths".into(), object([(path.into(), item)])));
    document.push(("components".into(), Node::Object(Object::new(parts.components))));
    Ok(Node::Object(Object::new(document)))
}

/// What a page has beside the operation's own members.
#[derive(Default)]
struct Parts {
    method: Option<String>,
    path: Option<String>,
    top: Vec<(Box<str>, Node)>,
    components: Vec<(Box<str>, Node)>,
}

fn object<const N: usize>(entries: [(Box<str>, Node); N]) -> Node {
    Node::Object(Object::new(Vec::from(entries)))
}
