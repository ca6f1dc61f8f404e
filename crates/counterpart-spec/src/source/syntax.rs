//! Which syntax a text has, and what is wrong with it.

use std::path::Path;

use saphyr_parser::Marker;

use super::{Input, hint, page, stranger};
use crate::diagnostic::{BROKEN_JSON, Diagnostic, Findings, Syntax, TOO_DEEP, TOO_MANY_ALIASES};
use crate::document::Node;
use crate::document::json::{self, Tree};
use crate::document::yaml::{self, YamlError};

/// Reads a text in whichever syntax it has.
pub(super) fn parse(text: &str, input: &Input, findings: &mut Findings) -> Option<Tree> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let name = match input {
        Input::File(path) => path.clone(),
        Input::Stdin | Input::Text { .. } | Input::Bytes { .. } => input.name().into(),
    };
    if has_extension(&name, "mdx") || page::looks_like_page(text) {
        return page::parse(text, findings);
    }
    if has_extension(&name, "md") || has_extension(&name, "txt") {
        return Some(Tree {
            root: Node::text(text),
            duplicates: false,
            strange_keys: Vec::new(),
            next_document: None,
        });
    }
    if let Some((stranger, line)) = stranger::of_text(text) {
        findings.push(stranger.at_text(line));
        return None;
    }
    if has_extension(&name, "json") || text.trim_start().starts_with(['{', '[']) {
        return parse_json(text, has_extension(&name, "json"), findings);
    }
    findings.set_syntax(Syntax::Yaml);
    yaml::parse(text)
        .map_err(|error| {
            findings.push(match stranger::of_broken(text) {
                Some((stranger, line)) => stranger.at_text(line),
                None => broken_yaml(text, &error),
            });
        })
        .ok()
}

fn has_extension(name: &Path, extension: &str) -> bool {
    name.extension()
        .is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// A text that begins like JSON may still be YAML in its flow style, unless its name says otherwise.
fn parse_json(text: &str, certainly: bool, findings: &mut Findings) -> Option<Tree> {
    findings.set_syntax(Syntax::Json);
    let error = match json::parse(text) {
        Ok(tree) => return Some(tree),
        Err(error) => error,
    };
    if !certainly && let Ok(tree) = yaml::parse(text) {
        findings.set_syntax(Syntax::Yaml);
        return Some(tree);
    }
    findings.push(broken_json(&error));
    None
}

fn broken_json(error: &serde_json::Error) -> Diagnostic {
    let full = error.to_string();
    let reason = full.split(" at line ").next().unwrap_or(&full);
    let (code, message) = match reason {
        "recursion limit exceeded" => (&TOO_DEEP, "the document is nested deeper than 127 levels".to_owned()),
        _ => (&BROKEN_JSON, format!("this is not JSON: {reason}")),
    };
    let finding = Diagnostic::at_text(code, message, error.line(), error.column().max(1));
    match json_help(reason) {
        Some(help) => finding.with_help(help),
        None => finding,
    }
}

/// What to do about a reason of the JSON parser.
fn json_help(reason: &str) -> Option<&'static str> {
    Some(match reason {
        "trailing comma" => "remove the comma ahead of this bracket",
        "key must be a string" => "put the key into double quotes; JSON has no comments either",
        reason if reason.starts_with("EOF") => "the text ends too early: was the download cut off?",
        reason if reason.starts_with("expected `,`") => "is a comma missing ahead of this?",
        reason if reason.starts_with("control character") => "write a line break within a text as `\\n`",
        "trailing characters" => "one document ends ahead of this; remove what follows",
        _ => return None,
    })
}

pub(super) fn broken_yaml(text: &str, error: &YamlError) -> Diagnostic {
    let at = |code, message, marker: &Marker| Diagnostic::at_text(code, message, marker.line(), marker.col() + 1);
    match error {
        YamlError::Syntax(error) => {
            let marker = error.marker();
            hint::broken(text, error.info(), marker.line(), marker.col() + 1)
        }
        YamlError::TooDeep(marker) => at(
            &TOO_DEEP,
            "the document is nested deeper than 127 levels".to_owned(),
            marker,
        ),
        YamlError::TooManyAliases(marker) => at(
            &TOO_MANY_ALIASES,
            "the aliases up to here copy more than a million nodes".to_owned(),
            marker,
        ),
    }
}
