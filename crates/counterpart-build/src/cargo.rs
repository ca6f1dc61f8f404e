//! What a build script tells Cargo.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use counterpart_spec::diagnostic::{Findings, Located};

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

/// Where the file of an API lies, for `counterpart::include_api!`: a name that no script wrote is an error there that
/// says so. The path is absolute, since `include!` takes others as seen from the file that it stands in.
pub(crate) fn api_line(name: &str, folder: &Path) -> String {
    let file = folder.join(format!("{name}.rs"));
    let file = std::path::absolute(&file).unwrap_or(file);
    format!("cargo::rustc-env=COUNTERPART_API_{name}={}\n", file.display())
}

/// One line for each finding, with its place and without its excerpt.
pub(crate) fn warning_lines(findings: &Findings) -> String {
    let mut lines: String = findings.located().iter().map(|one| warning(&line(one))).collect();
    let mut kept: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings.iter() {
        *kept.entry(finding.code.id).or_default() += 1;
    }
    for (id, count) in findings.counts_by_code() {
        let more = count.saturating_sub(kept.get(id).copied().unwrap_or_default());
        if more > 0 {
            lines += &warning(&format!("note: .. and {more} more of this kind [{id}]"));
        }
    }
    lines
}

/// A line break would end the line for Cargo, and what follows would be a line of its own.
pub(crate) fn warning(text: &str) -> String {
    format!("cargo::warning={}\n", text.replace(['\n', '\r'], " "))
}

fn line(finding: &Located) -> String {
    let place = match finding.at.span {
        Some(span) => format!("{}:{}:{}", finding.at.file, span.line, span.column),
        None => finding.at.file.clone(),
    };
    let (severity, code) = (finding.severity.as_str(), finding.code.id);
    format!("{severity}[{code}]: {} ({place})", finding.message)
}

#[cfg(test)]
mod tests {
    use counterpart_spec::{Input, read};

    use super::*;

    #[test]
    fn a_finding_is_one_line_with_its_place() {
        let operation = |path| format!("  /{path}: {{get: {{responses: {{'204': {{description: d}}}}}}}}\n");
        let paths: String = (0..22).map(operation).collect();
        let text = format!("openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n{paths}");
        let name = "pets.yaml".to_owned();
        let lines = warning_lines(&read(&Input::Text { name, text }).findings);
        let lines: Vec<_> = lines.lines().collect();
        assert_eq!(lines.len(), 21);
        assert!(
            lines[0].starts_with("cargo::warning=warning[missing-operation-id]: "),
            "{}",
            lines[0]
        );
        assert!(lines[0].ends_with(" (pets.yaml:4:8)"), "{}", lines[0]);
        assert_eq!(
            lines[20],
            "cargo::warning=note: .. and 2 more of this kind [missing-operation-id]"
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

    #[test]
    fn an_api_is_found_by_its_name() {
        assert_eq!(
            api_line("pet_store", Path::new("/out")),
            "cargo::rustc-env=COUNTERPART_API_pet_store=/out/pet_store.rs\n"
        );
        // `include!` stands in another folder than the build script runs in.
        let here = std::env::current_dir().unwrap().join("src/api/pets.rs");
        let line = api_line("pets", Path::new("src/api"));
        assert_eq!(
            line,
            format!("cargo::rustc-env=COUNTERPART_API_pets={}\n", here.display())
        );
    }
}
