//! What a user does with what was written.

use std::ffi::OsStr;
use std::path::Path;

use counterpart_rust::{Layout, RuntimeDependency};

use crate::names::is_keyword;
use crate::relative::normal;
use crate::settings::Settings;

/// The version of the runtime that output of this version needs.
const VERSION: &str = env!("CARGO_PKG_VERSION");

impl Settings {
    /// How to use what was written, in two or three lines: the module to declare and the dependencies.
    #[must_use]
    pub fn next_steps(&self) -> String {
        match &self.generator.layout {
            Layout::Crate { name, runtime, .. } => self.depend(name, runtime),
            Layout::Modules => self.declare(&self.modules()),
            Layout::SingleFile { name } => self.declare(&format!("mod {name};")),
        }
    }

    fn depend(&self, name: &str, runtime: &RuntimeDependency) -> String {
        let path = self.out_dir.display();
        let dependency = format!("next, in a Cargo.toml here: {name} = {{ path = \"{path}\" }}\n");
        match runtime {
            RuntimeDependency::Path(_) => dependency,
            RuntimeDependency::Version(version) => format!(
                "{dependency}      it needs `counterpart` {version} of crates.io; `--runtime PATH` names a local one, \
                 such as a checkout\n"
            ),
        }
    }

    /// `module` is the item that declares what was written.
    fn declare(&self, module: &str) -> String {
        let mut features: Vec<&str> = Vec::new();
        if self.generator.client {
            features.extend(["client", "reqwest"]);
        }
        if self.generator.server {
            features.push("server");
        }
        features.extend(&self.format_features);
        let features = match features.is_empty() {
            true => String::new(),
            false => format!(", features = [\"{}\"]", features.join("\", \"")),
        };
        format!(
            "next: declare it with `{module}`, and in Cargo.toml\n      \
             counterpart = {{ version = \"{VERSION}\"{features} }}\n      \
             without a release on crates.io, `path` to `crates/counterpart` of a checkout in the place of `version`\n"
        )
    }

    /// The item that declares the folder that is written to, in a file beside it.
    fn modules(&self) -> String {
        let folder = normal(&self.out_dir).unwrap_or_else(|_| self.out_dir.clone());
        let is_here = normal(Path::new(".")).is_ok_and(|here| here == folder);
        let name = folder.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
        match name.as_ref() {
            // A crate's own folder is no module of it: what declares the root stands beside that.
            "" | "src" => "#[path = \"mod.rs\"] mod api;".to_owned(),
            _ if is_here => "#[path = \"mod.rs\"] mod api;".to_owned(),
            name if is_identifier(name) => format!("mod {name};"),
            name => format!("#[path = \"{name}/mod.rs\"] mod api;"),
        }
    }
}

fn is_identifier(name: &str) -> bool {
    let is_word = |one: char| one.is_alphanumeric() || one == '_';
    let begins = name.starts_with(|one: char| one.is_alphabetic() || one == '_');
    begins && name.chars().all(is_word) && !is_keyword(name)
}

#[cfg(test)]
mod tests {
    use crate::options::Options;
    use crate::settings::{Door, Settings};

    fn steps(options: Options) -> String {
        let out_dir = options.out_dir.clone().or(Some("src/api".into()));
        let document = options.document.clone().or(Some("a.json".into()));
        let options = Options {
            out_dir,
            document,
            ..options
        };
        Settings::resolve(options, None, Door::CommandLine)
            .unwrap()
            .next_steps()
    }

    #[test]
    fn modules_are_declared_with_the_features_that_they_need() {
        let both = steps(Options::default());
        assert!(both.contains("`mod api;`"), "{both}");
        let features = r#"features = ["client", "reqwest", "server"] }"#;
        assert!(both.contains(features), "{both}");
        let dates = steps(Options {
            server: Some(true),
            formats: vec!["date-time=jiff".parse().unwrap()],
            ..Options::default()
        });
        assert!(dates.contains(r#"features = ["server", "jiff"] }"#), "{dates}");
        let models = steps(Options {
            models: Some(true),
            ..Options::default()
        });
        let dependency = format!("counterpart = {{ version = \"{}\" }}\n", env!("CARGO_PKG_VERSION"));
        assert!(models.contains(&dependency), "{models}");
    }

    #[test]
    fn a_folder_that_is_no_identifier_has_a_path() {
        for (folder, declared) in [
            ("src/pet-store", "`#[path = \"pet-store/mod.rs\"] mod api;`"),
            ("src/type", "`#[path = \"type/mod.rs\"] mod api;`"),
            ("src/pets/", "`mod pets;`"),
            // These are no modules: the file that declares them is in them.
            ("src", "`#[path = \"mod.rs\"] mod api;`"),
            (".", "`#[path = \"mod.rs\"] mod api;`"),
        ] {
            let said = steps(Options {
                out_dir: Some(folder.into()),
                ..Options::default()
            });
            assert!(said.contains(declared), "{said}");
        }
    }

    #[test]
    fn a_single_file_is_declared_by_its_name() {
        let named = |module: Option<&str>, document: &str| {
            steps(Options {
                module: module.map(str::to_owned),
                layout: Some(crate::options::Layout::File),
                document: Some(document.into()),
                ..Options::default()
            })
        };
        for (said, declared) in [
            (named(Some("pets"), "a.json"), "`mod pets;`"),
            (named(None, "Pet-Store.yaml"), "`mod pet_store;`"),
            (named(None, "2024-api.yaml"), "`mod api_2024_api;`"),
        ] {
            assert!(said.contains(declared), "{said}");
        }
    }

    #[test]
    fn a_crate_says_where_its_runtime_comes_from() {
        let named = || Options {
            crate_name: Some("pets".into()),
            ..Options::default()
        };
        let released = steps(named());
        assert!(released.contains("pets = { path = \"src/api\" }\n"), "{released}");
        assert!(released.contains("`--runtime PATH`"), "{released}");
        let local = steps(Options {
            runtime: Some("../counterpart".into()),
            ..named()
        });
        assert!(!local.contains("--runtime"), "{local}");
    }
}
