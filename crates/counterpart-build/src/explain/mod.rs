//! The long text of every kind of finding: `counterpart explain`, the rules of SARIF, `docs/findings.md`.

mod example;

use counterpart_spec::diagnostic::{ADVICE, Advice, Code, nearest_code};

use self::example::{EXAMPLES, Example};
use crate::reading::codes;

/// Everything that is to be said about a code.
///
/// # Errors
/// If there is no such code, with what was probably meant.
pub fn explain(name: &str) -> Result<String, String> {
    let codes = codes();
    match codes.iter().find(|code| code.id == name) {
        Some(code) => Ok(long_text(code)),
        None => Err(match nearest_code(name, &codes) {
            Some(near) => format!("unknown code `{name}`; did you mean `{}`?", near.id),
            None => format!("unknown code `{name}`; `counterpart explain` lists all codes"),
        }),
    }
}

/// Meaning, remedy, specification and example of a code, as plain text.
#[must_use]
pub fn long_text(code: &Code) -> String {
    let mut text = format!(
        "{}[{}]: {}\n\n{}\n",
        code.severity.as_str(),
        code.id,
        code.title,
        code.explanation
    );
    if let Some(advice) = advice(code) {
        text += &format!(
            "\nHow to fix it\n{}\n\nWhere it is written\n{}\n",
            advice.remedy, advice.section
        );
    }
    for (title, lines) in Example::of(code.id, EXAMPLES).parts {
        text += &format!("\n{title}\n");
        for line in lines.lines() {
            text += format!("    {line}").trim_end();
            text.push('\n');
        }
    }
    text
}

/// `docs/findings.md`, with the examples of a text.
#[doc(hidden)]
#[must_use]
pub fn page(examples: &str) -> String {
    let codes = codes();
    let mut page = HEAD.to_owned();
    for code in &codes {
        page += &format!(
            "| [`{0}`](#{0}) | {1} | {2} |\n",
            code.id,
            code.severity.as_str(),
            code.title
        );
    }
    for code in codes {
        page += &section(code, examples);
    }
    page
}

const HEAD: &str = "\
# Findings

Every kind of finding that Counterpart has. An error stops `generate`; a warning says what is generated in a poorer form; \
a note is good to know. `--deny CODE` makes any of them an error and `--allow CODE` makes it matter less, as flags, as keys \
of `counterpart.toml` and in build scripts. `counterpart explain CODE` prints what is here.

<!-- Generated: `COUNTERPART_BLESS=1 cargo test -p counterpart-build --test findings_page` writes this page anew. -->

| code | severity | what it is |
| --- | --- | --- |
";

fn section(code: &Code, examples: &str) -> String {
    let mut text = format!(
        "\n## {}\n\n*{}: {}*\n\n{}\n",
        code.id,
        code.severity.as_str(),
        code.title,
        code.explanation
    );
    if let Some(advice) = advice(code) {
        text += &format!(
            "\n**How to fix it.** {}\n\n**Where it is written.** {}\n",
            advice.remedy, advice.section
        );
    }
    for (title, lines) in Example::of(code.id, examples).parts {
        let language = title.rsplit('.').next().filter(|name| matches!(*name, "yaml" | "json"));
        text += &format!(
            "\n{title}:\n\n```{}\n{}\n```\n",
            language.unwrap_or("text"),
            lines.trim_end()
        );
    }
    text
}

/// The remedy of a code; a test sees to it that each has one.
fn advice(code: &Code) -> Option<&'static Advice> {
    let mut all = ADVICE.iter().chain(counterpart_rust::ADVICE);
    all.find(|advice| advice.code == code.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_code_is_guessed() {
        assert!(
            explain("dangling-reference")
                .unwrap()
                .starts_with("error[dangling-reference]: ")
        );
        assert_eq!(
            explain("dangling-references").unwrap_err(),
            "unknown code `dangling-references`; did you mean `dangling-reference`?"
        );
        assert_eq!(
            explain("mapping").unwrap_err(),
            "unknown code `mapping`; did you mean `broken-mapping`?"
        );
    }

    #[test]
    fn every_code_has_advice() {
        let missing: Vec<_> = codes()
            .into_iter()
            .filter(|code| advice(code).is_none())
            .map(|code| code.id)
            .collect();
        assert!(missing.is_empty(), "add to the tables of advice.rs: {missing:?}");
    }
}
