//! One JSON object. `docs/findings.schema.json` describes it; what it describes only grows while `version` is 1.

use serde::Serialize;

use super::{At, Located};
use crate::diagnostic::Counts;

#[derive(Serialize)]
struct Report<'f> {
    version: u32,
    counts: Numbers,
    findings: Vec<Finding<'f>>,
}

#[derive(Serialize)]
struct Numbers {
    errors: usize,
    warnings: usize,
    notes: usize,
}

#[derive(Serialize)]
struct Finding<'f> {
    code: &'f str,
    severity: &'f str,
    message: &'f str,
    help: Option<&'f str>,
    #[serde(flatten)]
    place: Place<'f>,
    related: Vec<Related<'f>>,
}

#[derive(Serialize)]
struct Related<'f> {
    message: &'f str,
    #[serde(flatten)]
    place: Place<'f>,
}

#[derive(Serialize)]
struct Place<'f> {
    file: &'f str,
    pointer: Option<&'f str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

pub(super) fn write(findings: &[Located], counts: Counts) -> String {
    let report = Report {
        version: 1,
        counts: Numbers {
            errors: counts.errors,
            warnings: counts.warnings,
            notes: counts.notes,
        },
        findings: findings.iter().map(Finding::from).collect(),
    };
    // Texts, numbers and their lists always have a text.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

impl<'f> From<&'f Located> for Finding<'f> {
    fn from(finding: &'f Located) -> Self {
        Self {
            code: finding.code.id,
            severity: finding.severity.as_str(),
            message: &finding.message,
            help: finding.help.as_deref(),
            place: Place::from(&finding.at),
            related: finding
                .related
                .iter()
                .map(|(at, message)| Related {
                    message,
                    place: Place::from(at),
                })
                .collect(),
        }
    }
}

impl<'f> From<&'f At> for Place<'f> {
    fn from(at: &'f At) -> Self {
        Self {
            file: &at.file,
            pointer: at.pointer.as_deref(),
            line: at.span.map(|span| span.line),
            column: at.span.map(|span| span.column),
            end_line: at.span.map(|span| span.end_line),
            end_column: at.span.map(|span| span.end_column),
        }
    }
}
