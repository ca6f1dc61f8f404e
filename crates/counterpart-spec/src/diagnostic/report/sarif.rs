//! SARIF 2.1.0 (OASIS): one run, a rule for each code that was found, a result for each finding.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value as Json, json};

use super::{At, Located};
use crate::diagnostic::{Code, Severity};

/// What may not stand in the path of a URI as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What may not stand anywhere in a URI.
const ADDRESS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

pub(super) fn write(findings: &[Located], explain: &dyn Fn(&Code) -> String) -> String {
    let mut codes: Vec<&'static Code> = Vec::new();
    let mut results = Vec::new();
    for finding in findings {
        let index = codes.iter().position(|code| code.id == finding.code.id);
        let index = index.unwrap_or_else(|| {
            codes.push(finding.code);
            codes.len() - 1
        });
        results.push(result(finding, index));
    }
    let rules: Json = codes.into_iter().map(|code| rule(code, explain)).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "counterpart",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: &Code, explain: &dyn Fn(&Code) -> String) -> Json {
    json!({
        "id": code.id,
        "shortDescription": { "text": code.title },
        "fullDescription": { "text": code.explanation },
        "help": { "text": explain(code) },
        "helpUri": concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/findings.md#").to_owned() + code.id,
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn result(finding: &Located, rule: usize) -> Map<String, Json> {
    let text = match &finding.help {
        Some(help) => format!("{}\nhelp: {help}", finding.message),
        None => finding.message.clone(),
    };
    let mut result = object([
        ("ruleId", json!(finding.code.id)),
        ("ruleIndex", json!(rule)),
        ("level", json!(level(finding.severity))),
        ("message", json!({ "text": text })),
        ("locations", json!([location(&finding.at)])),
    ]);
    let related = finding.related.iter().enumerate().map(|(id, (at, label))| {
        let mut location = location(at);
        location.insert("id".to_owned(), json!(id + 1));
        location.insert("message".to_owned(), json!({ "text": label }));
        Json::Object(location)
    });
    let related: Vec<Json> = related.collect();
    if !related.is_empty() {
        result.insert("relatedLocations".to_owned(), Json::Array(related));
    }
    result
}

fn location(at: &At) -> Map<String, Json> {
    let mut physical = object([("artifactLocation", json!({ "uri": uri(&at.file) }))]);
    if let Some(span) = at.span {
        let region = json!({
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        });
        physical.insert("region".to_owned(), region);
    }
    let mut location = object([("physicalLocation", Json::Object(physical))]);
    if let Some(pointer) = &at.pointer {
        let logical = json!([{ "fullyQualifiedName": pointer }]);
        location.insert("logicalLocations".to_owned(), logical);
    }
    location
}

fn object<const N: usize>(members: [(&str, Json); N]) -> Map<String, Json> {
    members
        .map(|(key, value)| (key.to_owned(), value))
        .into_iter()
        .collect()
}

/// A relative reference, a `file` URI for an absolute path, or the address of what was fetched.
fn uri(file: &str) -> String {
    if file.starts_with("https://") || file.starts_with("http://") {
        return utf8_percent_encode(file, ADDRESS).to_string();
    }
    let path = utf8_percent_encode(&file.replace('\\', "/"), PATH).to_string();
    if path.starts_with('/') {
        format!("file://{path}")
    } else {
        path
    }
}

fn level(severity: Severity) -> &'static str {
    severity.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_become_references() {
        assert_eq!(uri("specs/my pets.yaml"), "specs/my%20pets.yaml");
        assert_eq!(uri("/srv/a:b.yaml"), "file:///srv/a%3Ab.yaml");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
        assert_eq!(
            uri("https://example.com/a b%20c.yaml#/x"),
            "https://example.com/a%20b%20c.yaml#/x"
        );
    }
}
