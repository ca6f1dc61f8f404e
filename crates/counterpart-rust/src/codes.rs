//! The kinds of findings that the plan of the output makes, beside those of the reader.

use counterpart_spec::diagnostic::{Code, Severity};

pub(crate) static ENDLESS_OBJECT: Code = Code {
    id: "endless-object",
    severity: Severity::Warning,
    title: "an object requires itself",
    explanation: "The property is required and leads back to its own schema by required properties alone: no JSON text \
        of finite length satisfies that. The property is read as optional; the document probably means that, too.",
};

pub(crate) static UNCHECKED_PATTERN: Code = Code {
    id: "unchecked-pattern",
    severity: Severity::Warning,
    title: "a pattern cannot be checked",
    explanation: "Patterns are matched in time that grows with the length of the text and no faster, so that no request can \
        stall a server. Lookaround and back references cannot be matched like that; the constraint is left out, and a server \
        takes values that do not match. Most such patterns can be written as several plain ones.",
};

pub(crate) static UNUSABLE_PAGINATION: Code = Code {
    id: "unusable-pagination",
    severity: Severity::Warning,
    title: "a pagination does not fit an operation",
    explanation: "The options say that the answers of the operation come in pages, and the description has no such parameter, \
        or no list where the items should be. The operation is there, without `pages()` and `items()`.",
};

pub(crate) static UNDECLARED_PAGINATION: Code = Code {
    id: "undeclared-pagination",
    severity: Severity::Note,
    title: "answers look as if they came in pages",
    explanation: "A description has no words for pages, but parameters, properties and the header `Link` often tell. Where it is \
        declared how pages follow each other, a client gives all of them as one stream. `counterpart lint` says what to declare; \
        try it with an answer of several pages before you rely on it.",
};

/// Every code of this crate.
pub static CODES: &[&Code] = &[
    &ENDLESS_OBJECT,
    &UNCHECKED_PATTERN,
    &UNDECLARED_PAGINATION,
    &UNUSABLE_PAGINATION,
];
