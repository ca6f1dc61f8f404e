//! What an earlier generation left in the folder and this one does not write.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use counterpart_rust::write::{CONTRACT_FILES, is_generated};
use counterpart_rust::{Layout, Output};

/// The generated files of the same layout that are not among the output's: the modules that the root of the earlier
/// generation declares, and the description that its server serves.
///
/// Nothing else is looked at, so that what another run wrote into the same folder stays there. As when it is written, a
/// file is ours only if its first line says so; and what this run has read is its input, whoever wrote that.
pub(crate) fn orphans(layout: &Layout, output: &Output, dir: &Path, files_read: &[PathBuf]) -> Vec<PathBuf> {
    let (folder, root, server, prefix) = match layout {
        Layout::Modules => ("", Some("mod.rs"), "server.rs".to_owned(), String::new()),
        Layout::Crate { .. } => ("src", Some("lib.rs"), "server.rs".to_owned(), String::new()),
        Layout::SingleFile { name } => ("", None, format!("{name}.rs"), format!("{name}.")),
    };
    let folder = Path::new(folder);
    let text = |name: &str| generated(&dir.join(folder).join(name));
    let modules = root.and_then(text);
    let modules = modules.iter().flat_map(|text| text.lines().filter_map(declared));
    let server = text(&server).unwrap_or_default();
    let contract = CONTRACT_FILES.iter().map(|name| format!("{prefix}{name}"));
    let contract = contract.filter(|name| serves(&server, name));
    let is_input = |path: &PathBuf| {
        let canonical = fs::canonicalize(path);
        canonical.is_ok_and(|path| {
            files_read
                .iter()
                .any(|read| fs::canonicalize(read).is_ok_and(|read| read == path))
        })
    };
    let before = modules.chain(contract).map(|name| folder.join(name));
    before
        .filter(|path| output.files.iter().all(|file| file.path != *path))
        .map(|path| dir.join(path))
        .filter(|path| generated(path).is_some() && !is_input(path))
        .collect()
}

/// `pub mod server;` is in `server.rs`.
fn declared(line: &str) -> Option<String> {
    let name = line.strip_prefix("pub mod ")?.strip_suffix(';')?;
    let is_plain = name.chars().all(|one| one.is_ascii_lowercase() || one == '_');
    is_plain.then(|| format!("{name}.rs"))
}

/// Whether the code of a server includes a file: `counterpart::contract! { Router "openapi.json" .. }`.
fn serves(server: &str, file: &str) -> bool {
    let mut lines = server.lines().map(str::trim_start);
    let begins = |line: &&str| line.starts_with("counterpart::contract!");
    let Some(first) = lines.find(begins) else { return false };
    let rest = lines.take_while(|line| !line.starts_with('}'));
    let quoted = format!("\"{file}\"");
    std::iter::once(first).chain(rest).any(|line| line.contains(&quoted))
}

/// The text of a file that was generated; nothing of one that is not there or is somebody else's.
fn generated(path: &Path) -> Option<String> {
    // What a link leads to is not a file of this folder.
    let is_file = fs::symlink_metadata(path).is_ok_and(|known| known.is_file());
    let text = is_file.then(|| fs::read_to_string(path).ok())??;
    is_generated(text.as_bytes()).then_some(text)
}

/// Removes the files.
///
/// # Errors
/// The first that cannot be removed, with its error.
pub(crate) fn remove(files: &[PathBuf]) -> Result<(), (&Path, io::Error)> {
    files
        .iter()
        .try_for_each(|file| fs::remove_file(file).map_err(|error| (file.as_path(), error)))
}

#[cfg(test)]
mod tests {
    use counterpart_rust::{Options, Summary, generate};
    use counterpart_spec::{Input, read};

    use super::*;

    fn outputs(options: &Options) -> Output {
        let text = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths: {/a: {get: {operationId: a, responses: {'204': {description: d}}}}}\n";
        let (name, text) = ("a.yaml".to_owned(), text.to_owned());
        let outcome = read(&Input::Text { name, text });
        let mut findings = outcome.findings;
        outcome.api.map_or_else(
            || Output {
                files: Vec::new(),
                summary: Summary::default(),
            },
            |api| generate(&api, options, &mut findings),
        )
    }

    fn left(before: &Options, folder: &str, foreign: &[&str]) -> Vec<String> {
        let dir = tempfile::tempdir().unwrap();
        counterpart_rust::write::write(&outputs(before), dir.path()).unwrap();
        for name in foreign {
            fs::write(dir.path().join(folder).join(name), "fn mine() {}\n").unwrap();
        }
        let now = Options {
            server: false,
            ..before.clone()
        };
        let found = orphans(&now.layout, &outputs(&now), dir.path(), &[]);
        let relative = |path: &PathBuf| path.strip_prefix(dir.path()).unwrap().display().to_string();
        found.iter().map(relative).collect()
    }

    #[test]
    fn modules_that_are_not_written_any_more_are_found() {
        let modules = Options::default();
        assert_eq!(left(&modules, "", &["mine.rs", "openapi.json"]), ["server.rs"]);
        // Somebody took the file over.
        assert!(left(&modules, "", &["server.rs"]).is_empty());
        // Somebody took the module over.
        assert!(left(&modules, "", &["mod.rs"]).is_empty());
        let layout = Layout::Crate {
            name: "pets".to_owned(),
            runtime: counterpart_rust::RuntimeDependency::Version("1".to_owned()),
            is_workspace: false,
        };
        assert_eq!(left(&Options { layout, ..modules }, "src", &[]), ["src/server.rs"]);
    }

    /// Several documents have their files in one folder.
    #[test]
    fn single_files_stay_beside_each_other() {
        let layout = Layout::SingleFile { name: "a".to_owned() };
        let single = Options {
            layout,
            ..Options::default()
        };
        let dir = tempfile::tempdir().unwrap();
        counterpart_rust::write::write(&outputs(&single), dir.path()).unwrap();
        let other = Layout::SingleFile { name: "b".to_owned() };
        assert!(orphans(&other, &outputs(&single), dir.path(), &[]).is_empty());
        assert!(orphans(&Layout::Modules, &outputs(&Options::default()), dir.path(), &[]).is_empty());
    }

    /// The description is part of a generation only where its server says so.
    #[test]
    fn what_no_server_serves_is_somebody_elses() {
        let dir = tempfile::tempdir().unwrap();
        let read = |name: &str| dir.path().join("..").join(dir.path().file_name().unwrap()).join(name);
        let output = outputs(&Options::default());
        let bare = Options {
            server: false,
            ..Options::default()
        };
        let found = |files_read: &[PathBuf]| {
            let found = orphans(&bare.layout, &outputs(&bare), dir.path(), files_read);
            let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
            found.iter().map(name).collect::<Vec<_>>()
        };
        counterpart_rust::write::write(&output, dir.path()).unwrap();
        let description = "{ \"x-generated\": \"Generated by Counterpart 1. Do not edit.\"\n}\n";
        fs::write(dir.path().join("openapi.json"), description).unwrap();
        assert_eq!(found(&[]), ["server.rs"]);
        let server = fs::read_to_string(dir.path().join("server.rs")).unwrap();
        for macros in [
            "counterpart::contract! { Router \"openapi.json\" \"openapi.yaml\" \"reference.html\" }",
            "counterpart::contract! {\n    Router\n    \"openapi.json\"\n}",
        ] {
            fs::write(dir.path().join("server.rs"), format!("{server}\n{macros}\n")).unwrap();
            assert_eq!(found(&[]), ["server.rs", "openapi.json"]);
            // By whatever name it was read.
            assert_eq!(found(&[read("openapi.json")]), ["server.rs"]);
        }
    }
}
