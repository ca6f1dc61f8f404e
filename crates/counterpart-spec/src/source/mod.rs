//! Where documents come from: files, standard input, documentation pages. The only place that reads.

pub(crate) mod address;
mod encoding;
mod hint;
pub(crate) mod library;
pub(crate) mod lines;
pub(crate) mod locate;
pub(crate) mod lock;
mod nearby;
pub(crate) mod page;
pub(crate) mod stranger;
mod syntax;

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::ReadOptions;
use crate::diagnostic::{Diagnostic, Findings, Origin, Place, Text, UNREADABLE_INPUT};
use crate::document::Node;
use crate::document::json::Tree;
use crate::overlay::Overlay;

/// What to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file: JSON, YAML, or a documentation page (`*.api.mdx`).
    File(PathBuf),
    /// Standard input, to its end.
    Stdin,
    /// A text that is there already.
    Text {
        /// What findings call it.
        name: String,
        /// The document.
        text: String,
    },
    /// Bytes that are there already, in whatever encoding they turn out to be.
    Bytes {
        /// What findings call it.
        name: String,
        /// The document.
        bytes: Vec<u8>,
    },
}

impl Input {
    /// The input that a command line argument names: `-` is standard input, anything else a file.
    #[must_use]
    pub fn from_argument(argument: &str) -> Self {
        if argument == "-" {
            Self::Stdin
        } else {
            Self::File(argument.into())
        }
    }

    /// What references in the document are relative to.
    pub(crate) fn address(&self) -> String {
        let path = match self {
            Self::File(path) => path,
            Self::Stdin => return String::new(),
            Self::Text { name, .. } | Self::Bytes { name, .. } => Path::new(name),
        };
        // Without dots, as references back to the document are.
        address::join("", &address::of_path(path))
    }

    fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "<stdin>".to_owned(),
            Self::Text { name, .. } | Self::Bytes { name, .. } => name.clone(),
        }
    }

    fn bytes(&self) -> std::io::Result<Vec<u8>> {
        match self {
            Self::File(path) => std::fs::read(path),
            Self::Stdin => {
                let mut bytes = Vec::new();
                std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
            }
            Self::Text { text, .. } => Ok(text.clone().into_bytes()),
            Self::Bytes { bytes, .. } => Ok(bytes.clone()),
        }
    }
}

/// A document that was read, and what is to be said of it so far.
pub(crate) struct Loaded {
    pub(crate) root: Option<Node>,
    pub(crate) findings: Findings,
    pub(crate) files: Vec<PathBuf>,
}

/// Reads a document and lays its overlays over it.
pub(crate) fn load(input: &Input, options: &ReadOptions) -> Loaded {
    let mut loaded = load_one(input, options);
    loaded.findings.replace_places(as_written);
    let mut overlays = Vec::new();
    for overlay in &options.overlays {
        let Loaded { root, findings, files } = load_one(overlay, &ReadOptions::default());
        loaded.files.extend(files);
        let file = loaded.findings.absorb(findings);
        overlays.extend(root.map(|root| Overlay { file, root }));
    }
    loaded.root = loaded
        .root
        .map(|root| crate::overlay::apply(root, &overlays, &mut loaded.findings));
    loaded
}

/// Reads an input into a tree. The text is dropped again where it can be read a second time.
fn load_one(input: &Input, options: &ReadOptions) -> Loaded {
    let mut findings = Findings::new(Origin {
        name: input.name(),
        ..Origin::default()
    });
    findings.set_policy(options.policy.clone());
    if options.all_findings {
        findings.keep_all();
    }
    let bytes = match input.bytes() {
        Ok(bytes) => bytes,
        Err(error) => {
            findings.push(unreadable(input, &error, options.piped_to.as_deref()));
            return Loaded {
                root: None,
                findings,
                files: Vec::new(),
            };
        }
    };
    let files = match input {
        Input::File(path) => vec![path.clone()],
        Input::Stdin | Input::Text { .. } | Input::Bytes { .. } => Vec::new(),
    };
    if let Some(stranger) = stranger::of_bytes(&bytes) {
        findings.push(stranger.of_input());
        return Loaded {
            root: None,
            findings,
            files,
        };
    }
    let root = match String::from_utf8(bytes) {
        Ok(text) if encoding::is_wide(text.as_bytes()) => {
            findings.push(encoding::wide(text.as_bytes()));
            None
        }
        Ok(text) => {
            let root = syntax::parse(&text, input, &mut findings).map(|tree| report_tree(tree, &mut findings));
            findings.set_text(kept(input, text));
            root
        }
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            findings.push(encoding::not_utf8(error.as_bytes(), valid));
            findings.set_text(kept(input, text));
            None
        }
    };
    Loaded { root, findings, files }
}

fn kept(input: &Input, text: String) -> Text {
    match input {
        Input::File(path) => Text::File(path.clone()),
        Input::Stdin | Input::Text { .. } | Input::Bytes { .. } => Text::Kept(text),
    }
}

/// The text of a file that was read before; empty if it is gone.
pub(crate) fn reread(path: &Path) -> String {
    std::fs::read(path)
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default()
}

/// `piped_to` is the command that takes the input from a pipe, if there is one.
fn unreadable(input: &Input, error: &std::io::Error, piped_to: Option<&str>) -> Diagnostic {
    if let Input::File(path) = input
        && let Some(url) = path.to_str().filter(|name| is_url(name))
    {
        let message = format!("cannot read {url}: addresses are not fetched");
        let help = match piped_to {
            // Most addresses with a query mean something else to a shell.
            Some(command) => {
                let quoted = url.replace('\'', r"'\''");
                format!("save it to a file first, or pipe it: `curl -s '{quoted}' | {command}`")
            }
            None => "save it to a file first".to_owned(),
        };
        return Diagnostic::new(&UNREADABLE_INPUT, message).with_help(help);
    }
    let diagnostic = Diagnostic::new(
        &UNREADABLE_INPUT,
        format!("cannot read {}: {}", input.name(), reason(error)),
    );
    match input {
        Input::File(path) => match remedy(path, error) {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        },
        Input::Stdin | Input::Text { .. } | Input::Bytes { .. } => diagnostic,
    }
}

fn is_url(name: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| name.starts_with(scheme))
}

fn remedy(path: &Path, error: &std::io::Error) -> Option<String> {
    let meant = |path: PathBuf| format!("did you mean `{}`?", path.display());
    match error.kind() {
        std::io::ErrorKind::NotFound if path.is_relative() => Some(nearby::similar(path).map_or_else(
            || {
                "the name is relative to the current directory, which in a build script is the folder of its Cargo.toml"
                    .to_owned()
            },
            meant,
        )),
        std::io::ErrorKind::NotFound => nearby::similar(path).map(meant),
        std::io::ErrorKind::IsADirectory => {
            Some(nearby::document_in(path).map_or_else(|| "name the document in it".to_owned(), meant))
        }
        _ => None,
    }
}

/// The reason without the number that differs between systems.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a directory".to_owned(),
        _ => error.to_string(),
    }
}

/// A place in the text that was read, whatever overlays make of it.
fn as_written(place: Place) -> Place {
    match place {
        Place::Pointer(_) | Place::First(_) => Place::Elsewhere {
            file: 0,
            place: Box::new(place),
        },
        other => other,
    }
}

/// Reports what the syntax allows and OpenAPI does not.
fn report_tree(mut tree: Tree, findings: &mut Findings) -> Node {
    use crate::diagnostic::{DUPLICATE_KEY, SEVERAL_DOCUMENTS, STRANGE_KEY};
    if let Some(line) = tree.next_document {
        let message = "another YAML document begins here; only the first one is read";
        findings.push(Diagnostic::at_text(&SEVERAL_DOCUMENTS, message, line, 1));
    }
    for (line, column) in tree.strange_keys {
        let message = "this key is an array or an object; its entry is left out";
        findings.push(Diagnostic::at_text(&STRANGE_KEY, message, line, column));
    }
    if tree.duplicates {
        for pointer in crate::document::duplicates::remove_duplicates(&mut tree.root) {
            let key = crate::document::pointer::tokens(&pointer)
                .last()
                .unwrap_or_default()
                .into_owned();
            let message = format!("the key `{key}` comes twice here; the last value counts");
            let mut finding = Diagnostic::at_pointer(&DUPLICATE_KEY, message, pointer.as_str());
            finding
                .related
                .push((Place::First(pointer), "the first one".to_owned()));
            findings.push(finding);
        }
    }
    tree.root
}
