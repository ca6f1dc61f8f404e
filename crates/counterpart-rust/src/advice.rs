//! What to do about the findings of [`CODES`](crate::CODES).

use counterpart_spec::diagnostic::Advice;

/// The remedies for the codes of this crate.
pub static ADVICE: &[Advice] = &[
    Advice {
        code: "endless-object",
        remedy: "Take one of the properties in the ring out of `required`, or make it nullable or an array.",
        section: "OpenAPI 3.0, 4.7.24 (Schema Object)",
    },
    Advice {
        code: "unchecked-pattern",
        remedy: "Nothing must be done: the types are right, only this pattern is not checked. Write it without what the \
            message names, or check it in your own code.",
        section: "JSON Schema 2020-12 Validation, 6.3.3 (pattern); ECMA-262, 22.2 (RegExp)",
    },
    Advice {
        code: "undeclared-pagination",
        remedy: "Paste what is proposed into counterpart.toml. Nothing must be done if the answers are no pages, or if you \
            would rather ask for each yourself.",
        section: "counterpart.toml, `pagination`; RFC 8288 (Web Linking)",
    },
    Advice {
        code: "unusable-pagination",
        remedy: "Compare the parameter and the pointers of `[[pagination]]` in counterpart.toml with the description, or select \
            fewer operations.",
        section: "counterpart.toml, `pagination`; RFC 6901 (JSON Pointer)",
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CODES;

    #[test]
    fn each_code_has_its_advice_and_each_advice_its_code() {
        let mut known: Vec<_> = CODES.iter().map(|code| code.id).collect();
        let mut advised: Vec<_> = ADVICE.iter().map(|advice| advice.code).collect();
        known.sort_unstable();
        advised.sort_unstable();
        assert_eq!(known, advised, "the table of advice.rs and CODES differ");
    }
}
