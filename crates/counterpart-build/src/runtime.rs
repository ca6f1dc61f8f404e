//! The runtime that generated crates depend on.

use std::convert::Infallible;
use std::path::PathBuf;
use std::str::FromStr;

use serde::Deserialize;

/// Where a generated crate finds the runtime crate `counterpart`.
///
/// Read from text: what starts like a version requirement (`0.1`, `=0.1.2`, `^1`, `*`) is one, anything else is a path.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum Runtime {
    /// A folder with the crate.
    Path(PathBuf),
    /// A version requirement, resolved by the registry.
    Version(String),
}

impl From<&str> for Runtime {
    fn from(text: &str) -> Self {
        let looks_like_a_version = text.starts_with(|first: char| first.is_ascii_digit() || "=^~<>*".contains(first));
        if looks_like_a_version && !text.contains(['/', '\\']) {
            Self::Version(text.to_owned())
        } else {
            Self::Path(PathBuf::from(text))
        }
    }
}

impl From<String> for Runtime {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl FromStr for Runtime {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::from(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_versions_from_paths() {
        for version in ["0.1", "=0.1.2", "^1", "~1.2", "*", ">=1, <2"] {
            assert_eq!(Runtime::from(version), Runtime::Version(version.into()));
        }
        for path in [
            "../counterpart",
            "runtime",
            "./0.1",
            "0.1/counterpart",
            "/opt/counterpart",
        ] {
            assert_eq!(Runtime::from(path), Runtime::Path(path.into()));
        }
    }
}
