//! GitHub's workflow commands: `::error file=pets.yaml,line=3,col=5,title=code::message`.

use super::Located;
use crate::diagnostic::Severity;
use crate::diagnostic::render::is_invisible;

pub(super) fn write(findings: &[Located]) -> String {
    findings.iter().map(command).collect()
}

fn command(finding: &Located) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = format!("file={}", property(&finding.at.file));
    if let Some(span) = finding.at.span {
        properties += &format!(",line={},col={}", span.line, span.column);
        // An end column without an end line would be taken for one of the first line.
        if span.end_line == span.line {
            properties += &format!(",endLine={},endColumn={}", span.end_line, span.end_column);
        }
    }
    let mut message = finding.message.clone();
    for (at, label) in &finding.related {
        let line = at.span.map(|span| format!(":{}:{}", span.line, span.column));
        message += &format!("\n{label}: {}{}", at.file, line.unwrap_or_default());
    }
    if let Some(help) = &finding.help {
        message += &format!("\nhelp: {help}");
    }
    format!(
        "::{level} {properties},title={}::{}\n",
        property(finding.code.id),
        data(&message)
    )
}

/// What may stand behind the second `::`.
fn data(text: &str) -> String {
    let shown = |one: char| match one {
        '\r' | '\n' => one,
        one if one.is_control() || is_invisible(one) => char::REPLACEMENT_CHARACTER,
        one => one,
    };
    let text: String = text.chars().map(shown).collect();
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What may stand behind `name=`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::{At, Span};
    use super::*;
    use crate::diagnostic::DANGLING_REFERENCE;

    #[test]
    fn everything_that_has_a_meaning_is_escaped() {
        let finding = Located {
            code: &DANGLING_REFERENCE,
            severity: Severity::Error,
            message: "`#/a\r\n::error::x` is 100% wrong".to_owned(),
            help: Some("a, b: c".to_owned()),
            at: At {
                file: "C:\\a,b.yaml".to_owned(),
                pointer: None,
                span: Some(Span {
                    line: 2,
                    column: 3,
                    end_line: 2,
                    end_column: 9,
                }),
            },
            related: Vec::new(),
        };
        assert_eq!(
            write(&[finding]),
            "::error file=C%3A\\a%2Cb.yaml,line=2,col=3,endLine=2,endColumn=9,title=dangling-reference::\
             `#/a%0D%0A::error::x` is 100%25 wrong%0Ahelp: a, b: c\n"
        );
    }
}
