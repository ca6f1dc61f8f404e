//! `counterpart.lock`: the texts behind URLs that a document refers to, kept beside it so that a build needs no network.
//!
//! The file is JSON: `{"version": 1, "documents": {"<url>": {"hash": "<hex>", "text": ".."}}}`. The hash is checked
//! whenever the file is read, so that a text that was edited by accident is not taken for the one that was fetched.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

const VERSION: u32 = 1;

/// The texts of a lock file, by URL.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    documents: BTreeMap<String, String>,
}

/// Why a lock file cannot be used.
#[derive(Debug)]
pub enum LockError {
    /// It cannot be read or written.
    File(std::io::Error),
    /// It is no lock file.
    Broken(String),
    /// The text behind this URL is not the one that was fetched.
    Changed(String),
}

impl std::fmt::Display for LockError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(error) => write!(f, "the lock file cannot be used: {error}"),
            Self::Broken(reason) => write!(f, "this is no lock file: {reason}"),
            Self::Changed(url) => write!(f, "the lock file's text of {url} is not the one that was fetched"),
        }
    }
}

impl std::error::Error for LockError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File(error) => Some(error),
            Self::Broken(_) | Self::Changed(_) => None,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct File {
    version: u32,
    documents: BTreeMap<String, Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    hash: String,
    text: String,
}

impl Lock {
    /// Reads a lock file; one that is not there is empty.
    ///
    /// # Errors
    /// If the file cannot be read, is none, or holds a text that was changed.
    pub fn read(path: &Path) -> Result<Self, LockError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(LockError::File(error)),
        }
    }

    /// Reads the text of a lock file.
    ///
    /// # Errors
    /// If it is none, or holds a text that was changed.
    pub fn parse(text: &str) -> Result<Self, LockError> {
        let file: File = serde_json::from_str(text).map_err(|error| LockError::Broken(error.to_string()))?;
        if file.version != VERSION {
            return Err(LockError::Broken(format!("version {} is not known", file.version)));
        }
        let mut lock = Self::default();
        for (url, entry) in file.documents {
            if hash(&entry.text) != entry.hash {
                return Err(LockError::Changed(url));
            }
            lock.documents.insert(url, entry.text);
        }
        Ok(lock)
    }

    /// The URLs of the texts, in their order.
    pub(crate) fn addresses(&self) -> impl Iterator<Item = &str> {
        self.documents.keys().map(String::as_str)
    }

    /// The text of a lock file, the same for the same documents.
    #[must_use]
    pub fn to_text(&self) -> String {
        let entry = |text: &String| Entry {
            hash: hash(text),
            text: text.clone(),
        };
        let documents = self
            .documents
            .iter()
            .map(|(url, text)| (url.clone(), entry(text)))
            .collect();
        let file = File {
            version: VERSION,
            documents,
        };
        // Strings and numbers always have a text.
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }

    /// Keeps the text that was fetched from a URL.
    pub fn insert(&mut self, url: impl Into<String>, text: impl Into<String>) {
        self.documents.insert(url.into(), text.into());
    }

    /// The text behind a URL, if it was fetched.
    #[must_use]
    pub fn text(&self, url: &str) -> Option<&str> {
        self.documents.get(url).map(String::as_str)
    }

    /// Nothing was fetched.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }
}

/// SHA-256 as hexadecimal digits.
fn hash(text: &str) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_back_and_changes_are_noticed() {
        let mut lock = Lock::default();
        lock.insert("https://example.com/a.yaml", "type: string\n");
        let text = lock.to_text();
        assert!(text.contains("\"hash\""));
        assert_eq!(Lock::parse(&text).unwrap(), lock);
        let changed = text.replace("type: string", "type: number");
        assert!(matches!(Lock::parse(&changed), Err(LockError::Changed(_))));
        assert!(matches!(Lock::parse("{}"), Err(LockError::Broken(_))));
    }
}
