//! The options as setters, for build scripts.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cargo;
use crate::claims;
use crate::draft::Draft;
use crate::error::{Error, Result};
use crate::formats::FormatChoice;
use crate::options::{Layout, Options, Schemas, UnknownProperties};
use crate::pagination::Pagination;
use crate::runtime::Runtime;
use crate::settings::{Door, Settings};

/// Options for generating from a build script; made by [`configure`](crate::configure).
///
/// [`Options`] documents each of them once.
#[derive(Debug, Clone, Default)]
#[must_use = "nothing is generated before `compile`"]
pub struct Builder {
    options: Options,
    config: Option<PathBuf>,
}

impl Builder {
    /// Sets [`Options::out_dir`]; without it, `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.options.out_dir = Some(folder.into());
        self
    }

    /// Adds to [`Options::overlay`]; overlays apply in the order of the calls.
    pub fn overlay(mut self, file: impl Into<PathBuf>) -> Self {
        self.options.overlay.push(file.into());
        self
    }

    /// Adds to [`Options::include`].
    pub fn include(mut self, selector: impl Into<String>) -> Self {
        self.options.include.push(selector.into());
        self
    }

    /// Adds to [`Options::exclude`].
    pub fn exclude(mut self, selector: impl Into<String>) -> Self {
        self.options.exclude.push(selector.into());
        self
    }

    /// Adds to [`Options::deny`]: a code, or `warnings`.
    pub fn deny(mut self, code: impl Into<String>) -> Self {
        self.options.deny.push(code.into());
        self
    }

    /// Adds to [`Options::allow`].
    pub fn allow(mut self, code: impl Into<String>) -> Self {
        self.options.allow.push(code.into());
        self
    }

    /// Sets [`Options::follow_links`].
    pub fn follow_links(mut self, follow: bool) -> Self {
        self.options.follow_links = Some(follow);
        self
    }

    /// Sets [`Options::schemas`].
    pub fn schemas(mut self, schemas: Schemas) -> Self {
        self.options.schemas = Some(schemas);
        self
    }

    /// Sets [`Options::models`].
    pub fn models(mut self, generate: bool) -> Self {
        self.options.models = Some(generate);
        self
    }

    /// Generates the models and nothing else.
    pub fn models_only(self) -> Self {
        self.models(true).client(false).server(false)
    }

    /// Sets [`Options::client`].
    pub fn client(mut self, generate: bool) -> Self {
        self.options.client = Some(generate);
        self
    }

    /// Sets [`Options::server`].
    pub fn server(mut self, generate: bool) -> Self {
        self.options.server = Some(generate);
        self
    }

    /// Sets [`Options::crate_name`].
    pub fn crate_name(mut self, name: impl Into<String>) -> Self {
        self.options.crate_name = Some(name.into());
        self
    }

    /// Sets [`Options::runtime`].
    pub fn runtime(mut self, runtime: impl Into<Runtime>) -> Self {
        self.options.runtime = Some(runtime.into());
        self
    }

    /// Sets [`Options::module`]; without it, the document's name in snake case.
    pub fn module(mut self, name: impl Into<String>) -> Self {
        self.options.module = Some(name.into());
        self
    }

    /// Sets [`Options::layout`].
    pub fn layout(mut self, layout: Layout) -> Self {
        self.options.layout = Some(layout);
        self
    }

    /// Gives a format a type, see [`Options::formats`]: `.format("date-time", "jiff")`.
    pub fn format(mut self, format: impl Into<String>, ty: impl Into<String>) -> Self {
        self.options.formats.push(FormatChoice {
            format: format.into(),
            ty: ty.into(),
        });
        self
    }

    /// Sets [`Options::unknown_properties`].
    pub fn unknown_properties(mut self, unknown: UnknownProperties) -> Self {
        self.options.unknown_properties = Some(unknown);
        self
    }

    /// Sets [`Options::contract`].
    pub fn contract(mut self, serve: bool) -> Self {
        self.options.contract = Some(serve);
        self
    }

    /// Adds to [`Options::pagination`]: operations whose answers come in pages.
    pub fn paginate(mut self, pagination: Pagination) -> Self {
        self.options.pagination.push(pagination);
        self
    }

    /// Sets [`Options::emit_rerun_if_changed`]; without it, true.
    pub fn emit_rerun_if_changed(mut self, emit: bool) -> Self {
        self.options.emit_rerun_if_changed = Some(emit);
        self
    }

    /// Reads options from this file instead of `counterpart.toml` beside the document.
    pub fn config(mut self, file: impl Into<PathBuf>) -> Self {
        self.config = Some(file.into());
        self
    }

    /// Generates from the document at `path`, and removes what an earlier generation left in the folder: modules and
    /// descriptions that are not among the files any more.
    ///
    /// # Errors
    /// If the options contradict each other, a file cannot be read, or the document has errors: then nothing is written.
    /// If a document before this one in the same build script has its code in the same file, which is left alone. If a
    /// file cannot be written or removed: then those before it are.
    pub fn compile(mut self, path: impl AsRef<Path>) -> Result<()> {
        self.options.document = Some(path.as_ref().to_owned());
        self.compile_configured()
    }

    /// Generates from the document that the configuration file names.
    ///
    /// # Errors
    /// As [`compile`](Self::compile), and if no document is named.
    pub fn compile_configured(self) -> Result<()> {
        let settings = Settings::resolve(self.options, self.config.as_deref(), Door::BuildScript)?;
        let draft = Draft::make(&settings, &|_| {});
        if settings.emit_rerun_if_changed {
            // Also when the document has errors: mending it must run the script again.
            tell_cargo(&cargo::rerun_lines(&draft.files_read));
        }
        let Some(output) = &draft.output else {
            return Err(Error::document(&draft.findings));
        };
        tell_cargo(&cargo::warning_lines(&draft.findings));
        let name = match &settings.generator.layout {
            counterpart_rust::Layout::SingleFile { name } => Some(name),
            counterpart_rust::Layout::Modules | counterpart_rust::Layout::Crate { .. } => None,
        };
        if let Some(name) = name {
            tell_cargo(&claims::claim(name, &settings.out_dir, &settings.reading.document)?);
        }
        settings.write(output, &draft.files_read)?;
        if let Some(name) = name {
            tell_cargo(&cargo::api_line(name, &settings.out_dir));
        }
        Ok(())
    }
}

/// Cargo reads standard output; if nobody does, there is nobody to tell.
fn tell_cargo(lines: &str) {
    let _ = std::io::stdout().write_all(lines.as_bytes());
}
