//! Which specification a document follows. Nothing after this knows a version.

use crate::diagnostic::{Diagnostic, NOT_OPENAPI, UNSUPPORTED_DIALECT};
use crate::document::{Node, Object};

/// Checks that a document is one that can be lowered, and lends its top level.
pub(crate) fn check(root: &Node) -> Result<&Object, Diagnostic> {
    let Some(document) = root.as_object() else {
        let message = format!("an OpenAPI description is an object; this is {}", root.kind());
        return Err(Diagnostic::at_pointer(&NOT_OPENAPI, message, ""));
    };
    if let Some(version) = document.get("openapi") {
        return check_version(document, "openapi", version);
    }
    if let Some(version) = document.get("swagger") {
        return check_version(document, "swagger", version);
    }
    let diagnostic = Diagnostic::at_pointer(&NOT_OPENAPI, "the document has no member `openapi`", "");
    Err(match document.get("paths") {
        Some(_) => diagnostic.with_help("if it is an OpenAPI 3.0 description, begin it with `openapi: 3.0.3`"),
        None => diagnostic,
    })
}

fn check_version<'d>(document: &'d Object, member: &str, version: &Node) -> Result<&'d Object, Diagnostic> {
    let pointer = format!("/{member}");
    let Some(text) = version.to_text() else {
        let message = format!(
            "`{member}` must be a version such as `3.0.3`; this is {}",
            version.kind()
        );
        return Err(Diagnostic::at_pointer(&NOT_OPENAPI, message, pointer));
    };
    let name = if member == "swagger" { "Swagger" } else { "OpenAPI" };
    match (name, text.as_str()) {
        ("OpenAPI", "3.0") => Ok(document),
        ("OpenAPI", version) if version.starts_with("3.0.") => Ok(document),
        (_, version) => {
            let message = format!("{name} {version} is not supported");
            Err(Diagnostic::at_pointer(&UNSUPPORTED_DIALECT, message, pointer).with_help("OpenAPI 3.0 is supported"))
        }
    }
}
