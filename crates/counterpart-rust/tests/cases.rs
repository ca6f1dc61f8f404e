//! Every folder of `tests/cases` at the root of the workspace: a document of `specs` in, snapshots of the files out.

use std::path::{Path, PathBuf};

use counterpart_rust::{
    Formats, Layout, Options, Output, Pagination, PagingWay, RuntimeDependency, UnknownProperties, generate,
};
use counterpart_spec::{Input, read};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases")
}

fn folders() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(cases()).expect("tests/cases");
    let mut folders: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn output(document: &Path, options: &Options) -> (Output, String) {
    let outcome = read(&Input::File(document.to_owned()));
    let mut findings = outcome.findings;
    let api = outcome
        .api
        .unwrap_or_else(|| panic!("{} is not read", document.display()));
    let output = generate(&api, options, &mut findings);
    let said = findings
        .iter()
        .map(|finding| format!("{}: {}\n", finding.code.id, finding.message))
        .collect();
    (output, said)
}

/// A folder may say `models`, `client` or `server` in a file `options`, `keep` for unknown properties, and `format=type`.
fn options(folder: &Path) -> Options {
    let Ok(text) = std::fs::read_to_string(folder.join("options")) else {
        return Options::default();
    };
    let has = |word| text.split_whitespace().any(|option| option == word);
    Options {
        models: true,
        client: has("client"),
        server: has("server"),
        contract: None,
        unknown_properties: if has("keep") {
            UnknownProperties::Keep
        } else {
            UnknownProperties::Skip
        },
        formats: formats(&text),
        pagination: pagination(&text),
        layout: Layout::Modules,
    }
}

/// `@selector,way,parameter or pointer,..,items`
fn pagination(text: &str) -> Vec<Pagination> {
    let declared = text.split_whitespace().filter_map(|option| option.strip_prefix('@'));
    let read = |text: &str| {
        let words: Vec<_> = text.split(',').collect();
        let text = |at: usize| words[at].to_owned();
        let way = match words[1] {
            "cursor" => PagingWay::Cursor {
                parameter: text(2),
                next: text(3),
            },
            "page" => PagingWay::Number { parameter: text(2) },
            "offset" => PagingWay::Offset { parameter: text(2) },
            "url" => PagingWay::Url { next: text(2) },
            _ => PagingWay::Link,
        };
        let operations = vec![words[0].parse().expect("a selector")];
        let items = text(words.len() - 1);
        Pagination { operations, way, items }
    };
    declared.map(read).collect()
}

fn formats(text: &str) -> Formats {
    let mut formats = Formats::default();
    for (format, ty) in text.split_whitespace().filter_map(|option| option.split_once('=')) {
        formats.choose(format, ty).expect("a type for the format");
    }
    formats
}

/// The document of a case is `specs/<case>.yaml`.
fn document(folder: &Path) -> PathBuf {
    let name = folder.file_name().expect("a name").to_string_lossy().replace('_', "-");
    cases().join(format!("../../specs/{name}.yaml"))
}

#[test]
fn the_output_is_as_the_snapshots_say() {
    for folder in folders() {
        let (output, findings) = output(&document(&folder), &options(&folder));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(&folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| {
            for file in &output.files {
                insta::assert_snapshot!(file.path.display().to_string(), file.contents);
            }
            if !findings.is_empty() {
                insta::assert_snapshot!("findings", findings);
            }
        });
    }
}

#[test]
fn every_layout_of_every_case_is_rust() {
    let runtime = RuntimeDependency::Version("0.1".to_owned());
    let single = Layout::SingleFile { name: "api".to_owned() };
    for folder in folders() {
        for layout in [
            Layout::Modules,
            single.clone(),
            Layout::Crate {
                name: "api".to_owned(),
                runtime: runtime.clone(),
                is_workspace: true,
            },
        ] {
            let (output, _) = output(
                &document(&folder),
                &Options {
                    layout,
                    ..options(&folder)
                },
            );
            let rust = output
                .files
                .iter()
                .filter(|file| file.path.extension().is_some_and(|extension| extension == "rs"));
            for file in rust {
                syn::parse_file(&file.contents).unwrap_or_else(|error| panic!("{}: {error}", file.path.display()));
            }
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for folder in folders() {
        let once = || output(&document(&folder), &options(&folder)).0;
        assert_eq!(once(), once());
    }
}

/// The house prints with a printer of its own; the well-known one has to read the same program in what it prints.
#[test]
fn prettyplease_finds_the_same_program() {
    for folder in folders() {
        let (output, _) = output(&document(&folder), &options(&folder));
        for file in &output.files {
            let ours = syn::parse_file(&file.contents).expect("every layout of every case is Rust");
            let theirs = prettyplease::unparse(&ours);
            assert!(
                words(&file.contents) == words(&theirs),
                "{}: a token differs from\n{theirs}",
                file.path.display()
            );
        }
    }
}

/// The tokens of a program, without the commas that a layout may add and without spaces.
fn words(text: &str) -> String {
    let tokens: proc_macro2::TokenStream = text.parse().expect("Rust");
    tokens.to_string().replace([',', ' ', '\n'], "")
}
