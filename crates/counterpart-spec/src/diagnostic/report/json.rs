//! One JSON object. `docs/findings.schema.json` describes it; what it describes only grows while `version` is 1.

use serde_json::{Value as Json, json};

use super::{At, Located};
use crate::diagnostic::Counts;

pub(super) fn write(findings: &[Located], counts: Counts) -> String {
    let report = json!({
        "version": 1,
        "counts": { "errors": counts.errors, "warnings": counts.warnings, "notes": counts.notes },
        "findings": findings.iter().map(finding).collect::<Json>(),
    });
    format!("{report:#}\n")
}

fn finding(finding: &Located) -> Json {
    let mut object = json!({
        "code": finding.code.id,
        "severity": finding.severity.as_str(),
        "message": finding.message,
        "help": finding.help,
    });
    place(&mut object, &finding.at);
    object["related"] = finding.related.iter().map(related).collect();
    object
}

fn related((at, message): &(At, String)) -> Json {
    let mut object = json!({ "message": message });
    place(&mut object, at);
    object
}

fn place(object: &mut Json, at: &At) {
    object["file"] = json!(at.file);
    object["pointer"] = json!(at.pointer);
    object["line"] = json!(at.span.map(|span| span.line));
    object["column"] = json!(at.span.map(|span| span.column));
    object["end_line"] = json!(at.span.map(|span| span.end_line));
    object["end_column"] = json!(at.span.map(|span| span.end_column));
}
