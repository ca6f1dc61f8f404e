//! What a user may have meant by the name of a file that cannot be read.

use std::path::{Path, PathBuf};

/// A folder with more entries than this is not compared name by name.
const MOST_COMPARED: usize = 2_000;

/// How documents are usually called.
const USUAL: &[&str] = &[
    "openapi.yaml",
    "openapi.yml",
    "openapi.json",
    "swagger.yaml",
    "swagger.yml",
    "swagger.json",
];

/// The file in the same folder whose name is most like that of one that is not there.
pub(super) fn similar(path: &Path) -> Option<PathBuf> {
    let wanted = path.file_name()?.to_str()?;
    let limit = (wanted.chars().count() / 4).max(1);
    let names = names(path.parent()?);
    let best = names.iter().map(|name| (distance(name, wanted), name)).min()?;
    (best.0 <= limit).then(|| path.with_file_name(best.1))
}

/// The document in a folder that was given instead of it.
pub(super) fn document_in(folder: &Path) -> Option<PathBuf> {
    USUAL.iter().map(|name| folder.join(name)).find(|path| path.is_file())
}

/// The names of the files of a folder, in their order.
fn names(folder: &Path) -> Vec<String> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().take(MOST_COMPARED);
    let files = entries.flatten().filter(|entry| entry.path().is_file());
    let mut names: Vec<String> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    names
}

/// Another case is hardly a difference, and `.yml` for `.yaml` is none to a person.
fn distance(name: &str, wanted: &str) -> usize {
    let stem = |name: &str| {
        Path::new(name)
            .file_stem()
            .map(|stem| stem.to_string_lossy().to_lowercase())
    };
    match stem(name) == stem(wanted) {
        true => 0,
        false => strsim::osa_distance(&name.to_lowercase(), &wanted.to_lowercase()),
    }
}
