//! Whether a generated crate has to be a workspace of its own.

use std::fs;
use std::path::Path;

use glob::{MatchOptions, Pattern};
use serde::Deserialize;

use crate::relative::normal;

/// A manifest, as far as it says who is in its workspace.
#[derive(Deserialize)]
struct Manifest {
    workspace: Option<Workspace>,
}

#[derive(Deserialize, Default)]
struct Workspace {
    #[serde(default)]
    members: Vec<String>,
    #[serde(default)]
    exclude: Vec<String>,
}

/// The folder lies in a workspace that neither lists nor excludes it: Cargo refuses such a crate, unless it is a workspace
/// itself.
pub(crate) fn is_stray(folder: &Path) -> bool {
    let Ok(folder) = normal(folder) else { return false };
    let mut around = folder.ancestors().skip(1);
    let Some((root, workspace)) = around.find_map(|root| Some((root, workspace(root)?))) else {
        return false;
    };
    let place = folder.strip_prefix(root).unwrap_or(&folder);
    !workspace.lists(place) && !workspace.exclude.iter().any(|excluded| place.starts_with(excluded))
}

fn workspace(folder: &Path) -> Option<Workspace> {
    let text = fs::read_to_string(folder.join("Cargo.toml")).ok()?;
    toml::from_str::<Manifest>(&text).ok()?.workspace
}

impl Workspace {
    fn lists(&self, place: &Path) -> bool {
        let options = MatchOptions {
            require_literal_separator: true,
            ..MatchOptions::new()
        };
        let matches = |member: &String| {
            let member = member.trim_start_matches("./").trim_end_matches('/');
            Pattern::new(member).is_ok_and(|pattern| pattern.matches_path_with(place, options))
        };
        self.members.iter().any(matches)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stray(manifest: &str, place: &str) -> bool {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("Cargo.toml"), manifest).unwrap();
        is_stray(&root.path().join(place))
    }

    #[test]
    fn a_member_is_none_and_neither_is_what_is_excluded() {
        let workspace = "[workspace]\nmembers = [\"crates/*\", \"./api/\"]\nexclude = [\"generated\"]";
        assert!(!stray(workspace, "crates/pets"));
        assert!(!stray(workspace, "api"));
        assert!(!stray(workspace, "generated/pets"));
        assert!(stray(workspace, "target/pets"));
        assert!(stray(workspace, "crates/pets/deeper"));
        assert!(stray(workspace, "crates/../target/pets"));
    }

    #[test]
    fn a_package_is_no_workspace() {
        assert!(!stray("[package]\nname = \"app\"\nversion = \"0.1.0\"", "target/pets"));
        assert!(stray("[package]\nname = \"app\"\n[workspace]", "target/pets"));
    }

    /// What is no manifest is not our concern.
    #[test]
    fn a_broken_manifest_counts_for_nothing() {
        assert!(!stray("[workspace", "target/pets"));
    }
}
