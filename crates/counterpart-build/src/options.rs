//! The options of every door: build scripts, the command line and `counterpart.toml`.

use std::path::PathBuf;

use serde::Deserialize;

use crate::formats::FormatChoice;
use crate::lists::one_or_many;
use crate::pagination::Pagination;
use crate::runtime::Runtime;

/// What can be set, from any door.
///
/// Each option is a setter of [`Builder`](crate::Builder), a flag of `counterpart generate` and a key of
/// `counterpart.toml`, under one name. A setter or flag wins over the file, the file wins over the default.
/// A list in a file may also be a single string. Paths are relative to the current directory, those in a file to that file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
pub struct Options {
    /// OpenAPI document: JSON, YAML or a Docusaurus API page; `-` reads standard input.
    #[cfg_attr(feature = "clap", arg(value_name = "DOCUMENT"))]
    pub document: Option<PathBuf>,

    /// Overlay document (1.0 or 1.1) to lay over the document; several apply in order.
    #[serde(default, deserialize_with = "one_or_many")]
    #[cfg_attr(feature = "clap", arg(long, value_name = "FILE"))]
    pub overlay: Vec<PathBuf>,

    /// Only these operations and what they need: `op:ID`, `tag:NAME`, `GET /path/*`, `webhook:NAME`,
    /// `schema:NAME`, with `*` and `?`.
    #[serde(default, deserialize_with = "one_or_many")]
    #[cfg_attr(feature = "clap", arg(long, value_name = "SELECTOR"))]
    pub include: Vec<String>,

    /// Not these, whatever is included; the same selectors.
    #[serde(default, deserialize_with = "one_or_many")]
    #[cfg_attr(feature = "clap", arg(long, value_name = "SELECTOR"))]
    pub exclude: Vec<String>,

    /// Fail for findings of this code, or for all `warnings`.
    #[serde(default, deserialize_with = "one_or_many")]
    #[cfg_attr(feature = "clap", arg(long, value_name = "CODE|warnings"))]
    pub deny: Vec<String>,

    /// Do not report this code, or only warn if it is an error.
    #[serde(default, deserialize_with = "one_or_many")]
    #[cfg_attr(feature = "clap", arg(long, value_name = "CODE"))]
    pub allow: Vec<String>,

    /// Follow symbolic links out of the document's folder.
    #[cfg_attr(feature = "clap", arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true))]
    pub follow_links: Option<bool>,

    /// Whether schemas are read as their authors mean them, or to the letter of JSON Schema.
    #[cfg_attr(feature = "clap", arg(long, value_enum))]
    pub schemas: Option<Schemas>,

    /// Folder to write to; it is made if it is not there, and files that an earlier run generated there and that are not
    /// generated any more are removed.
    #[cfg_attr(
        feature = "clap",
        arg(short = 'o', long, visible_alias = "output", alias = "out", value_name = "DIR")
    )]
    pub out_dir: Option<PathBuf>,

    /// Generate the models. Naming any of models, client and server selects just those.
    #[cfg_attr(feature = "clap", arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true))]
    pub models: Option<bool>,

    /// Generate the client, and the models it needs.
    #[cfg_attr(feature = "clap", arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true))]
    pub client: Option<bool>,

    /// Generate the server's handler traits and router, and the models they need.
    #[cfg_attr(feature = "clap", arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true))]
    pub server: Option<bool>,

    /// Write a crate of this name instead of modules.
    #[serde(rename = "crate")]
    #[cfg_attr(feature = "clap", arg(long = "crate", value_name = "NAME"))]
    pub crate_name: Option<String>,

    /// What the crate depends on as its runtime: a version of `counterpart`, or a path to it.
    #[cfg_attr(feature = "clap", arg(long, value_name = "PATH|VERSION"))]
    pub runtime: Option<Runtime>,

    /// Write one file `NAME.rs` instead of module files.
    #[cfg_attr(feature = "clap", arg(long, value_name = "NAME"))]
    pub module: Option<String>,

    /// How the output is laid out.
    #[cfg_attr(feature = "clap", arg(long, value_enum))]
    pub layout: Option<Layout>,

    /// Give a format a type: `chrono`, `jiff`, `time` (dates), `decimal`, `url`, `string`, or a path of your own.
    ///
    /// In the file, a table: `formats = { date-time = "jiff", order-id = "crate::OrderId" }`.
    #[serde(default, deserialize_with = "crate::formats::of_table")]
    #[cfg_attr(feature = "clap", arg(long, value_name = "FORMAT=TYPE"))]
    pub formats: Vec<FormatChoice>,

    /// What becomes of properties that an object neither names nor speaks of.
    #[cfg_attr(feature = "clap", arg(long, value_enum))]
    pub unknown_properties: Option<UnknownProperties>,

    /// Give the server its own description to serve: as JSON, as YAML and as a page for people.
    #[cfg_attr(feature = "clap", arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true))]
    pub contract: Option<bool>,

    /// Operations whose answers come in pages; only in the file and in build scripts.
    ///
    /// In the file, `[[pagination]]` with `operations`, `items` and one of `cursor` and `next`, `page`, `offset`, `link`,
    /// `next-url`.
    #[serde(default)]
    #[cfg_attr(feature = "clap", arg(skip))]
    pub pagination: Vec<Pagination>,

    /// Tell Cargo which files were read (`cargo::rerun-if-changed` lines on standard output).
    #[cfg_attr(feature = "clap", arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true", hide_possible_values = true))]
    pub emit_rerun_if_changed: Option<bool>,
}

/// How the output is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Layout {
    /// `mod.rs`, `models.rs`, `operations.rs`, ..: modules to check in.
    Modules,
    /// One file for `include!`, the default in build scripts.
    File,
    /// A crate with its own `Cargo.toml`.
    Crate,
}

/// How schemas are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Schemas {
    /// Properties without a type make an object, and schemas of an `allOf` know each other's properties; the default.
    AsMeant,
    /// Keywords say what JSON Schema has them say: `properties` and `items` nothing of values that are no objects or arrays.
    Exact,
}

/// What becomes of properties that an object neither names nor speaks of (`additionalProperties` is absent).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum UnknownProperties {
    /// They are not read, the default.
    Skip,
    /// They are kept, in a field `additional_properties`.
    Keep,
}

/// Which parts are generated; the models always are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The client.
    pub client: bool,
    /// Handler traits and router.
    pub server: bool,
}

impl Options {
    /// Every key of `counterpart.toml`, in the order of the struct.
    pub const KEYS: &[&str] = &[
        "document",
        "overlay",
        "include",
        "exclude",
        "deny",
        "allow",
        "follow-links",
        "schemas",
        "out-dir",
        "models",
        "client",
        "server",
        "crate",
        "runtime",
        "module",
        "layout",
        "formats",
        "unknown-properties",
        "contract",
        "pagination",
        "emit-rerun-if-changed",
    ];

    /// These options, and those of `base` where these say nothing.
    ///
    /// Models, client and server are one choice: whoever names one of the three decides all three.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        let selection = if self.names_a_part() { &self } else { &base };
        Self {
            models: selection.models,
            client: selection.client,
            server: selection.server,
            document: self.document.or(base.document),
            overlay: nearest(self.overlay, base.overlay),
            include: nearest(self.include, base.include),
            exclude: nearest(self.exclude, base.exclude),
            deny: nearest(self.deny, base.deny),
            allow: nearest(self.allow, base.allow),
            follow_links: self.follow_links.or(base.follow_links),
            schemas: self.schemas.or(base.schemas),
            out_dir: self.out_dir.or(base.out_dir),
            crate_name: self.crate_name.or(base.crate_name),
            runtime: self.runtime.or(base.runtime),
            module: self.module.or(base.module),
            layout: self.layout.or(base.layout),
            // The nearer door is read last, so it wins format by format.
            formats: base.formats.into_iter().chain(self.formats).collect(),
            unknown_properties: self.unknown_properties.or(base.unknown_properties),
            contract: self.contract.or(base.contract),
            pagination: nearest(self.pagination, base.pagination),
            emit_rerun_if_changed: self.emit_rerun_if_changed.or(base.emit_rerun_if_changed),
        }
    }

    /// The parts to generate, or `None` where the options leave none.
    #[must_use]
    pub fn parts(&self) -> Option<Parts> {
        let selects = [self.models, self.client, self.server].contains(&Some(true));
        let client = self.client.unwrap_or(!selects);
        let server = self.server.unwrap_or(!selects);
        let nothing = !client && !server && self.models == Some(false);
        (!nothing).then_some(Parts { client, server })
    }

    fn names_a_part(&self) -> bool {
        [self.models, self.client, self.server].iter().any(Option::is_some)
    }
}

/// A list that is given replaces the one of the file.
fn nearest<T>(given: Vec<T>, base: Vec<T>) -> Vec<T> {
    if given.is_empty() { base } else { given }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(models: Option<bool>, client: Option<bool>, server: Option<bool>) -> Option<(bool, bool)> {
        let options = Options {
            models,
            client,
            server,
            ..Options::default()
        };
        options.parts().map(|parts| (parts.client, parts.server))
    }

    #[test]
    fn naming_a_part_selects_just_the_named_ones() {
        assert_eq!(parts(None, None, None), Some((true, true)));
        assert_eq!(parts(Some(true), None, None), Some((false, false)));
        assert_eq!(parts(None, Some(true), None), Some((true, false)));
        assert_eq!(parts(None, Some(true), Some(true)), Some((true, true)));
    }

    #[test]
    fn false_leaves_a_part_out() {
        assert_eq!(parts(None, Some(false), None), Some((false, true)));
        assert_eq!(parts(None, Some(false), Some(false)), Some((false, false)));
        assert_eq!(parts(Some(false), Some(false), Some(false)), None);
        // A client needs the models, whatever was said of them.
        assert_eq!(parts(Some(false), Some(true), None), Some((true, false)));
    }

    #[test]
    fn the_nearest_door_that_names_a_part_decides_all_three() {
        let flags = Options {
            server: Some(true),
            ..Options::default()
        };
        let file = Options {
            client: Some(true),
            module: Some("pets".into()),
            ..Options::default()
        };
        let merged = flags.over(file);
        assert_eq!(
            merged.parts(),
            Some(Parts {
                client: false,
                server: true
            })
        );
        assert_eq!(merged.module.as_deref(), Some("pets"));
    }

    #[test]
    fn keys_are_the_fields_that_a_file_may_have() {
        let refused = toml::from_str::<Options>("no-such-key = 1").unwrap_err();
        let listed: Vec<_> = refused.message().split('`').skip(3).step_by(2).collect();
        assert_eq!(listed, Options::KEYS);
    }
}
