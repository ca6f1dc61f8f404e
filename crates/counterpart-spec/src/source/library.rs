//! The other files of a document: read when a reference first leads there.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Diagnostic, Findings, UNUSED_LOCK};
use crate::document::Node;
use crate::{Input, ReadOptions, Schemas};

use super::{Loaded, address, load_one, nearby, reason};

/// Why a file cannot be read through a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unread {
    /// The address has a scheme that leads over the network, and no text of it is at hand.
    Remote,
    /// A symbolic link leads out of the document's folder.
    Outside,
    /// The document is a text that stands in no folder.
    NoFolder,
    /// There is no such file, or it may not be read.
    Missing {
        reason: String,
        /// The address of a file with nearly that name.
        similar: Option<String>,
    },
    /// The file was read and is no document; what is wrong is among the findings.
    Broken,
}

/// A file that was read.
pub(crate) struct Sheet {
    pub(crate) root: Node,
    /// The number of the file among those of the findings.
    pub(crate) number: usize,
}

/// Reads files, relative to where the document is.
pub(crate) struct Library<'o> {
    options: &'o ReadOptions,
    /// The folder of the document, for the question what is inside; `None` for a text without a place.
    folder: Option<PathBuf>,
    pub(crate) files: Vec<PathBuf>,
    /// Addresses over the network whose texts are not at hand.
    pub(crate) remote: Vec<String>,
    /// Addresses over the network whose texts were asked for.
    used: BTreeSet<String>,
}

impl<'o> Library<'o> {
    pub(crate) fn new(input: &Input, options: &'o ReadOptions) -> Self {
        let folder = match input {
            Input::File(path) => path.parent().map(Path::to_owned),
            Input::Stdin => Some(PathBuf::new()),
            Input::Text { .. } | Input::Bytes { .. } => None,
        };
        Self {
            options,
            folder,
            files: Vec::new(),
            remote: Vec::new(),
            used: BTreeSet::new(),
        }
    }

    pub(crate) fn schemas(&self) -> Schemas {
        self.options.schemas
    }

    /// The text of an address over the network, if it is at hand.
    pub(crate) fn vendored(&mut self, address: &str) -> Option<&str> {
        let text = self.options.vendored.text(address)?;
        self.used.insert(address.to_owned());
        Some(text)
    }

    /// Texts of the lock file that nothing asked for.
    pub(crate) fn unused(&self) -> impl Iterator<Item = Diagnostic> {
        let addresses = self.options.vendored.addresses();
        let unused = addresses.filter(|address| !self.used.contains(*address));
        unused.map(|address| {
            let message =
                format!("`counterpart.lock` keeps a text of {address}, to which this document does not refer");
            Diagnostic::new(&UNUSED_LOCK, message).with_help(
                "if no document beside it does either, delete `counterpart.lock` and fetch again with `--allow-remote`",
            )
        })
    }

    /// Reads the file behind an address.
    pub(crate) fn read(&mut self, wanted: &str, findings: &mut Findings) -> Result<Sheet, Unread> {
        let input = self.input(wanted);
        if input == Err(Unread::Remote) {
            self.remote.push(wanted.to_owned());
        }
        let input = input?;
        let Loaded {
            root,
            findings: found,
            files,
        } = load_one(&input, &ReadOptions::default());
        self.files.extend(files);
        let number = findings.absorb(found);
        root.map(|root| Sheet { root, number }).ok_or(Unread::Broken)
    }

    fn input(&mut self, wanted: &str) -> Result<Input, Unread> {
        if let Some(text) = self.vendored(wanted) {
            return Ok(Input::Text {
                name: wanted.to_owned(),
                text: text.to_owned(),
            });
        }
        if address::is_remote(wanted) {
            return Err(Unread::Remote);
        }
        let folder = self.folder.as_deref().ok_or(Unread::NoFolder)?;
        let path = address::to_path(wanted);
        let missing = |reason: String| Unread::Missing {
            reason,
            similar: nearby::similar(&path).map(|path| address::of_path(&path)),
        };
        let data = std::fs::metadata(&path).map_err(|error| missing(reason(&error)))?;
        if data.is_dir() {
            return Err(missing("it is a directory".to_owned()));
        }
        if !self.options.follow_links && leaves(folder, &path) {
            return Err(Unread::Outside);
        }
        Ok(Input::File(path))
    }
}

/// Do symbolic links lead out of the folder? A reference with enough `..` in it may leave: it says so.
fn leaves(folder: &Path, path: &Path) -> bool {
    let inside = without_dots(path).starts_with(without_dots(folder));
    if !inside && !path.is_symlink() {
        return false;
    }
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    match (folder.canonicalize(), path.canonicalize()) {
        (Ok(folder), Ok(target)) => !target.starts_with(&folder),
        _ => true,
    }
}

fn without_dots(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}
