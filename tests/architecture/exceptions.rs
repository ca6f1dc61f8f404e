//! What breaks a rule, and why it has to.

/// Files over the limit: `file`, reason.
pub(crate) const LONG_FILES: &[(&str, &str)] = &[
    (
        "crates/counterpart/src/operation/macros.rs",
        "arms of a macro call each other and cannot live in two files",
    ),
    (
        "crates/counterpart/tests/http/api.rs",
        "stands in for generated code, in one piece as that would be",
    ),
];

/// Functions over the limit: `file::function`, reason.
pub(crate) const LONG_FUNCTIONS: &[(&str, &str)] = &[(
    "crates/counterpart/src/params/tests.rs::the_table_of_the_specification",
    "the table of OpenAPI 3.0, 4.7.12.4, row by row",
)];

/// Files that may name a folder of some machine: `file`, reason.
pub(crate) const MACHINE_PATHS: &[(&str, &str)] = &[];
