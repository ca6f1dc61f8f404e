//! What breaks a rule, and why it has to.

/// Files over the limit: `file`, reason.
pub(crate) const LONG_FILES: &[(&str, &str)] = &[(
    "crates/counterpart/tests/http/api.rs",
    "stands in for generated code, in one piece as that would be",
)];

/// Functions over the limit: `file::function`, reason.
pub(crate) const LONG_FUNCTIONS: &[(&str, &str)] = &[(
    "tests/peers/powerdns.rs::main",
    "one session with a server, in which each step needs what the one before it made",
)];

/// Files that may name a folder of some machine: `file`, reason.
pub(crate) const MACHINE_PATHS: &[(&str, &str)] = &[];
