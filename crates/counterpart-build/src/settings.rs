//! Options laid over each other, checked and complete.

use std::env;
use std::path::{Path, PathBuf};

use counterpart_rust::write::{Written, write};
use counterpart_rust::{Formats, Output, RuntimeDependency};

use crate::error::{Error, Result};
use crate::formats::FormatChoice;
use crate::names::{crate_name, module_name};
use crate::options::{Layout, Options, UnknownProperties};
use crate::orphans;
use crate::pagination::Pagination;
use crate::reading::{Reading, with_config};
use crate::relative::relative;
use crate::runtime::Runtime;
use crate::workspace::is_stray;

/// Which door a run comes through; the doors differ in their defaults and in nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// One file in `OUT_DIR`, with rerun lines.
    BuildScript,
    /// Modules in the folder that was named.
    CommandLine,
}

/// What a run does, with nothing left open.
#[derive(Debug)]
pub struct Settings {
    /// The document, and how it is read.
    pub reading: Reading,
    /// The folder that is written to.
    pub out_dir: PathBuf,
    /// What the emitter is asked for.
    pub generator: counterpart_rust::Options,
    /// Whether the server gets its description to serve.
    pub contract: bool,
    /// Whether Cargo is told which files were read.
    pub emit_rerun_if_changed: bool,
    /// The features of the runtime that the chosen types of formats need, beyond its default ones.
    pub format_features: Vec<&'static str>,
}

/// What became of the folder that was written to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// The files of the output.
    pub written: Written,
    /// Files of an earlier generation that the output does not have any more, and that are gone now.
    pub removed: Vec<PathBuf>,
}

impl Settings {
    /// Lays the options over the configuration file (the named one, or the one beside the document) and the defaults
    /// of the door.
    ///
    /// # Errors
    /// If the file cannot be read or understood, if neither names a document, or if the options contradict each other or
    /// are refused: a selector, code or format that is none, a name that no module or crate can have, an output folder
    /// that is missing, a file, or `-`, and a folder of the runtime without a Cargo.toml.
    pub fn resolve(options: Options, config: Option<&Path>, door: Door) -> Result<Self> {
        let (options, config) = with_config(options, config)?;
        let reading = Reading::of(&options, config)?;
        let out_dir = match options.out_dir.clone() {
            Some(folder) => folder,
            None => default_out_dir(door)?,
        };
        is_writable(&out_dir)?;
        Ok(Self {
            generator: generator_options(&options, &reading.document, &out_dir, door)?,
            format_features: format_features(&options.formats),
            contract: options.contract.unwrap_or(false),
            emit_rerun_if_changed: options.emit_rerun_if_changed.unwrap_or(door == Door::BuildScript),
            reading,
            out_dir,
        })
    }

    /// Writes what was generated and removes what an earlier generation left; files that would not change are not
    /// touched, and neither are files that were not generated or that were read for this output
    /// ([`Draft::files_read`](crate::Draft::files_read)).
    ///
    /// # Errors
    /// If a file cannot be written or removed. Files are removed after all are written.
    pub fn write(&self, output: &Output, files_read: &[PathBuf]) -> Result<Changes> {
        // The root of the earlier generation, which is about to be replaced, says what belongs to it.
        let removed = self.orphans(output, files_read);
        let written = write(output, &self.out_dir).map_err(|error| Error::unwritten(&error))?;
        orphans::remove(&removed).map_err(|(file, error)| Error::io("cannot remove", file, &error))?;
        Ok(Changes { written, removed })
    }

    /// The files of an earlier generation of this layout that [`write`](Self::write) would remove.
    #[must_use]
    pub fn orphans(&self, output: &Output, files_read: &[PathBuf]) -> Vec<PathBuf> {
        orphans::orphans(&self.generator.layout, output, &self.out_dir, files_read)
    }
}

/// Refuses what can hold no files.
fn is_writable(out_dir: &Path) -> Result<()> {
    if out_dir.as_os_str() == "-" {
        return Err(Error::usage(
            "the output is several files, which cannot go to standard output: name a folder with `-o DIR` \
             (`-o ./-` for one of this name), or list the files with `--dry-run`",
        ));
    }
    match out_dir.is_file() {
        true => Err(Error::io_text(format!(
            "cannot write to {}: it is a file, and a folder is wanted; name the folder that the files go to",
            out_dir.display()
        ))),
        false => Ok(()),
    }
}

/// The features that are named as the types are; `chrono` is there unless it is left out.
fn format_features(choices: &[FormatChoice]) -> Vec<&'static str> {
    let named = ["decimal", "jiff", "time", "url"];
    let is_chosen = |feature: &&str| choices.iter().any(|choice| choice.ty == **feature);
    named.into_iter().filter(is_chosen).collect()
}

fn default_out_dir(door: Door) -> Result<PathBuf> {
    match door {
        Door::BuildScript => env::var_os("OUT_DIR")
            .map(PathBuf::from)
            .ok_or_else(|| Error::usage("OUT_DIR is not set: call this from a build script, or set `out_dir`")),
        Door::CommandLine => Err(Error::usage(
            "no folder to write to: name one with `-o DIR`, or set `out-dir` in counterpart.toml",
        )),
    }
}

fn generator_options(
    options: &Options,
    document: &Path,
    out_dir: &Path,
    door: Door,
) -> Result<counterpart_rust::Options> {
    let parts = options
        .parts()
        .ok_or_else(|| Error::usage("nothing to generate: models, client and server are off"))?;
    let layout = match layout(options, door)? {
        Layout::Modules => counterpart_rust::Layout::Modules,
        Layout::File => counterpart_rust::Layout::SingleFile {
            name: module_name(options, document)?,
        },
        Layout::Crate => counterpart_rust::Layout::Crate {
            name: crate_name(options, document)?,
            runtime: runtime_dependency(options.runtime.as_ref(), out_dir)?,
            is_workspace: is_stray(out_dir),
        },
    };
    Ok(counterpart_rust::Options {
        models: true,
        client: parts.client,
        server: parts.server,
        layout,
        contract: None,
        formats: formats(options)?,
        unknown_properties: match options.unknown_properties {
            Some(UnknownProperties::Keep) => counterpart_rust::UnknownProperties::Keep,
            Some(UnknownProperties::Skip) | None => counterpart_rust::UnknownProperties::Skip,
        },
        pagination: options
            .pagination
            .iter()
            .map(Pagination::checked)
            .collect::<Result<_>>()?,
    })
}

fn formats(options: &Options) -> Result<Formats> {
    let mut formats = Formats::default();
    for FormatChoice { format, ty } in &options.formats {
        formats
            .choose(format, ty)
            .map_err(|error| Error::usage(error.to_string()))?;
    }
    Ok(formats)
}

/// The layout that was named, or the one that the other options imply.
fn layout(options: &Options, door: Door) -> Result<Layout> {
    let layout = match (options.layout, &options.crate_name, &options.module) {
        (Some(layout), ..) => layout,
        (None, Some(_), _) => Layout::Crate,
        (None, None, Some(_)) => Layout::File,
        (None, None, None) => match door {
            Door::BuildScript => Layout::File,
            Door::CommandLine => Layout::Modules,
        },
    };
    let misplaced = [
        ("crate", options.crate_name.is_some(), Layout::Crate),
        ("runtime", options.runtime.is_some(), Layout::Crate),
        ("module", options.module.is_some(), Layout::File),
    ];
    match misplaced.iter().find(|(_, set, belongs)| *set && *belongs != layout) {
        Some((name, _, Layout::Crate)) => Err(Error::usage(format!("`{name}` needs the crate layout: set `crate`"))),
        Some((name, ..)) => Err(Error::usage(format!(
            "`{name}` names a single file, which this layout does not have"
        ))),
        None => Ok(layout),
    }
}

/// A path is written as the generated `Cargo.toml` sees it, so that the output does not name a folder of this machine.
fn runtime_dependency(runtime: Option<&Runtime>, out_dir: &Path) -> Result<RuntimeDependency> {
    Ok(match runtime {
        None => RuntimeDependency::Version(env!("CARGO_PKG_VERSION").to_owned()),
        Some(Runtime::Version(version)) => RuntimeDependency::Version(version.clone()),
        Some(Runtime::Path(path)) => {
            let folder = runtime_folder(path)?;
            let path = relative(&folder, out_dir).map_err(|error| Error::io("cannot find", path, &error))?;
            RuntimeDependency::Path(path)
        }
    })
}

/// The folder with the manifest of the runtime: the one that was named, or in it, if it is a checkout of Counterpart.
/// A folder without one is refused, as Cargo would when somebody builds the generated crate.
fn runtime_folder(path: &Path) -> Result<PathBuf> {
    let within = path.join("crates").join("counterpart");
    let folders = [within, path.to_owned()];
    let found = folders.into_iter().find(|folder| folder.join("Cargo.toml").is_file());
    found.ok_or_else(|| {
        Error::usage(format!(
            "`runtime`: there is no crate in {}; name the folder that has the Cargo.toml of `counterpart`, or a version",
            path.display()
        ))
    })
}

#[cfg(test)]
mod tests {
    use counterpart_rust::Layout as Form;

    use super::*;

    fn settle(options: Options) -> Result<Settings> {
        let out_dir = options.out_dir.clone().or(Some("out".into()));
        Settings::resolve(Options { out_dir, ..options }, None, Door::CommandLine)
    }

    fn of(document: &str) -> Options {
        Options {
            document: Some(document.into()),
            ..Options::default()
        }
    }

    fn form(options: Options) -> Form {
        settle(options).unwrap().generator.layout
    }

    #[test]
    fn the_module_is_named_by_the_document() {
        for (document, module) in [
            ("specs/Pet-Store.yaml", "pet_store"),
            ("patch-pets.api.mdx", "patch_pets"),
            ("api.github.com.json", "api_github_com"),
            ("-", "api"),
        ] {
            let named = Options {
                layout: Some(Layout::File),
                ..of(document)
            };
            assert_eq!(
                form(named),
                Form::SingleFile {
                    name: module.to_owned()
                }
            );
        }
    }

    #[test]
    fn other_options_imply_the_layout() {
        assert_eq!(form(of("a.json")), Form::Modules);
        let file = Options {
            module: Some("b".into()),
            ..of("a.json")
        };
        assert_eq!(form(file), Form::SingleFile { name: "b".to_owned() });
        let named = Options {
            crate_name: Some("pets".into()),
            ..of("a.json")
        };
        assert!(matches!(form(named), Form::Crate { name, .. } if name == "pets"));
    }

    #[test]
    fn contradictions_are_refused() {
        let refusal = |options: Options| settle(options).unwrap_err().to_string();
        let runtime = Options {
            runtime: Some("0.1".into()),
            ..of("a.json")
        };
        assert_eq!(refusal(runtime), "`runtime` needs the crate layout: set `crate`");
        let nothing = Options {
            models: Some(false),
            client: Some(false),
            server: Some(false),
            ..of("a.json")
        };
        assert_eq!(
            refusal(nothing),
            "nothing to generate: models, client and server are off"
        );
        let name = Options {
            crate_name: Some("1 pet".into()),
            ..of("a.json")
        };
        assert!(refusal(name).starts_with("`1 pet` cannot name a crate"));
        assert!(refusal(Options::default()).starts_with("no document"));
        for module in ["", "../pets", "a\\b", "pets.rs", "a b", "x\"y", "3pets"] {
            let module = Some(module.to_owned());
            let named = Options { module, ..of("a.json") };
            assert!(refusal(named).contains("cannot name a module"));
        }
    }

    #[test]
    fn the_runtime_is_written_as_the_crate_sees_it() {
        let runtime = Runtime::Path("../counterpart".into());
        let seen = runtime_dependency(Some(&runtime), Path::new("out/pets")).unwrap();
        assert_eq!(seen, RuntimeDependency::Path("../../../counterpart".into()));
    }

    #[test]
    fn a_checkout_has_the_runtime_and_a_folder_without_it_is_refused() {
        let seen = |path: &str| {
            let runtime = Runtime::Path(path.into());
            runtime_dependency(Some(&runtime), Path::new("out")).map_err(|error| error.to_string())
        };
        assert_eq!(seen("../.."), Ok(RuntimeDependency::Path("../../counterpart".into())));
        assert_eq!(
            seen("nonexistent").unwrap_err(),
            "`runtime`: there is no crate in nonexistent; name the folder that has the Cargo.toml of `counterpart`, \
             or a version"
        );
    }

    #[test]
    fn formats_bring_features_of_the_runtime() {
        let formats = ["date-time=jiff", "decimal=string", "uri=url"].map(|choice| choice.parse().unwrap());
        let chosen = Options {
            formats: formats.to_vec(),
            ..of("a.json")
        };
        assert_eq!(settle(chosen).unwrap().format_features, ["jiff", "url"]);
    }
}
