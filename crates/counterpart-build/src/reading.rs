//! What is read and how: the part of the options that every command shares.

use std::path::{Path, PathBuf};

use counterpart_spec::api::Api;
use counterpart_spec::diagnostic::{Code, Findings, Policy};
use counterpart_spec::select::{Selection, Selector};
use counterpart_spec::{Input, Lock, Outcome, ReadOptions};

use crate::config_file::ConfigFile;
use crate::error::{Error, Result};
use crate::options::{Options, Schemas};
use crate::pagination::Pagination;

const NO_DOCUMENT: &str = "no document: name one, or set `document` in counterpart.toml";

/// A document, its overlays, what of it is wanted, and which findings fail.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The document; `-` is standard input.
    pub document: PathBuf,
    /// The configuration file that was read.
    pub config: Option<PathBuf>,
    /// How the document is read.
    pub options: ReadOptions,
    /// What of it is wanted.
    pub selection: Selection,
    /// Operations whose answers come in pages.
    pub pagination: Vec<counterpart_rust::Pagination>,
    /// `counterpart.lock` beside the document, with the texts behind URLs; it need not be there.
    pub lock: PathBuf,
}

/// What reading gave.
#[derive(Debug)]
pub struct Read {
    /// The selected part of the API; `None` if nothing usable could be read. With errors among the findings it is only
    /// for looking at.
    pub api: Option<Api>,
    /// Everything that was found.
    pub findings: Findings,
    /// The files that were read, the configuration file included.
    pub files: Vec<PathBuf>,
    /// URLs that references lead to and whose texts are not in the lock file.
    pub remote: Vec<String>,
}

/// The name of the lock file, which stands beside the document.
pub const LOCK_FILE: &str = "counterpart.lock";

impl Reading {
    /// Lays options over the configuration file (the named one, or the one beside the document) and checks them.
    ///
    /// # Errors
    /// If the file cannot be read or understood, if neither names a document, or if a selector or a code is not one.
    pub fn resolve(options: Options, config: Option<&Path>) -> Result<Self> {
        let (options, config) = with_config(options, config)?;
        Self::of(&options, config)
    }

    pub(crate) fn of(options: &Options, config: Option<PathBuf>) -> Result<Self> {
        let document = options.document.clone().ok_or_else(|| Error::usage(NO_DOCUMENT))?;
        let lock = document.parent().unwrap_or(Path::new("")).join(LOCK_FILE);
        let policy = Policy::new(&options.deny, &options.allow, &codes()).map_err(Error::usage)?;
        Ok(Self {
            document,
            config,
            options: ReadOptions {
                overlays: options.overlay.iter().cloned().map(Input::File).collect(),
                policy,
                vendored: Lock::read(&lock).map_err(|error| Error::lock(&lock, &error))?,
                follow_links: options.follow_links.unwrap_or(false),
                schemas: match options.schemas {
                    Some(Schemas::Exact) => counterpart_spec::Schemas::Exact,
                    Some(Schemas::AsMeant) | None => counterpart_spec::Schemas::AsMeant,
                },
                ..ReadOptions::default()
            },
            lock,
            pagination: options
                .pagination
                .iter()
                .map(Pagination::checked)
                .collect::<Result<_>>()?,
            selection: Selection {
                include: selectors(&options.include)?,
                exclude: selectors(&options.exclude)?,
            },
        })
    }

    /// What findings and summaries call the document.
    #[must_use]
    pub fn name(&self) -> String {
        match self.input() {
            Input::Stdin => "<stdin>".to_owned(),
            _ => self.document.display().to_string(),
        }
    }

    /// The document as an input: `-` is standard input.
    #[must_use]
    pub fn input(&self) -> Input {
        match self.document.as_os_str() == "-" {
            true => Input::Stdin,
            false => Input::File(self.document.clone()),
        }
    }

    /// The document as the server of a selected API shows it.
    pub(crate) fn contract(&self, api: &Api) -> Option<counterpart_spec::Contract> {
        let whole = match self.selection.is_empty() {
            true => None,
            false => counterpart_spec::read_with(&self.input(), &self.options).api,
        };
        let operations = |api: &Api| {
            let all = api.operations.iter().chain(&api.webhooks);
            all.map(|operation| operation.pointer.clone()).collect::<Vec<_>>()
        };
        let kept: std::collections::HashSet<_> = operations(api).into_iter().collect();
        let whole = whole.as_ref().map(operations).unwrap_or_default();
        let without: Vec<_> = whole.into_iter().filter(|pointer| !kept.contains(pointer)).collect();
        counterpart_spec::contract(&self.input(), &self.options, &without)
    }

    /// Reads the document and selects what is wanted of it.
    #[must_use]
    pub fn read(&self) -> Read {
        let Outcome {
            api,
            mut findings,
            files,
            remote,
        } = counterpart_spec::read_with(&self.input(), &self.options);
        let lock = (!self.options.vendored.is_empty()).then(|| self.lock.clone());
        let api = api.map(|api| self.selection.apply(api, &mut findings));
        Read {
            api,
            findings,
            files: files.into_iter().chain(self.config.clone()).chain(lock).collect(),
            remote,
        }
    }
}

/// Every kind of finding that a run may have: the reader's and the emitter's.
#[must_use]
pub fn codes() -> Vec<&'static Code> {
    let reader = counterpart_spec::diagnostic::CODES.iter();
    reader.chain(counterpart_rust::CODES).copied().collect()
}

fn selectors(texts: &[String]) -> Result<Vec<Selector>> {
    texts.iter().map(|text| text.parse().map_err(Error::usage)).collect()
}

pub(crate) fn with_config(options: Options, config: Option<&Path>) -> Result<(Options, Option<PathBuf>)> {
    let found = match config {
        Some(file) => Some(ConfigFile::read(file)?),
        None => ConfigFile::find(options.document.as_deref())?,
    };
    Ok(match found {
        Some(ConfigFile { file, options: base }) => (options.over(base), Some(file)),
        None => (options, None),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(options: Options) -> String {
        let document = Some("pets.yaml".into());
        Reading::resolve(Options { document, ..options }, None)
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn codes_and_selectors_are_checked_ahead_of_reading() {
        let deny = vec!["warnings".to_owned(), "endles-object".to_owned()];
        assert_eq!(
            refusal(Options {
                deny,
                ..Options::default()
            }),
            "unknown code `endles-object`; did you mean `endless-object`?"
        );
        let include = vec!["pets".to_owned()];
        assert!(
            refusal(Options {
                include,
                ..Options::default()
            })
            .starts_with("`pets` is no selector")
        );
    }
}
