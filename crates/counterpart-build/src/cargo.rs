//! What a build script tells Cargo.

use std::path::PathBuf;

use counterpart_spec::diagnostic::{Findings, Style};

/// One line for each file that was read.
///
/// A configuration file that was looked for and is not there gets none: Cargo takes a missing file for a changed one
/// and would run the script every time.
#[must_use]
pub fn rerun_lines(files_read: &[PathBuf]) -> String {
    files_read
        .iter()
        .map(|file| format!("cargo::rerun-if-changed={}\n", file.display()))
        .collect()
}

/// One line for each finding, with its place and without its excerpt.
pub(crate) fn warning_lines(findings: &Findings) -> String {
    let rendered = findings.render(Style { color: false });
    compact(&rendered)
        .into_iter()
        .map(|line| format!("cargo::warning={line}\n"))
        .collect()
}

/// The first line of each rendered finding, and its place.
fn compact(rendered: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in rendered.lines() {
        if let Some(place) = line.trim_start().strip_prefix("--> ") {
            match lines.last_mut() {
                Some(last) if !last.ends_with(')') => last.push_str(&format!(" ({place})")),
                _ => {}
            }
        } else if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
            lines.push(line.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_one_line() {
        let rendered = "\
warning[unsupported-union]: this union is read as any JSON value
 --> api.yaml:12:7
   |
12 |       oneOf:
   |       ^^^^^
   |
  ::: api.yaml:3:1
   = help: give it a discriminator

note: .. and 7 more of this kind [unsupported-union]
";
        assert_eq!(
            compact(rendered),
            [
                "warning[unsupported-union]: this union is read as any JSON value (api.yaml:12:7)",
                "note: .. and 7 more of this kind [unsupported-union]"
            ]
        );
    }

    #[test]
    fn rerun_lines_name_the_files() {
        let lines = rerun_lines(&["specs/pets.yaml".into(), "specs/counterpart.toml".into()]);
        assert_eq!(
            lines,
            "cargo::rerun-if-changed=specs/pets.yaml\ncargo::rerun-if-changed=specs/counterpart.toml\n"
        );
    }
}
