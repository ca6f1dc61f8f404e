//! The files around a generated crate: its manifest and its README, from `templates/`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use counterpart_spec::api::{SecurityScheme, SecuritySchemeKind};
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, context};
use proc_macro2::Ident;

use crate::emit;
use crate::plan::Plan;
use crate::{Options, OutputFile, RuntimeDependency, runtime};

const MANIFEST: &str = include_str!("../../templates/crate/Cargo.toml.j2");
const README: &str = include_str!("../../templates/crate/README.md.j2");

/// What the manifest says of the crate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Package<'p> {
    pub(super) name: &'p str,
    pub(super) runtime: &'p RuntimeDependency,
    pub(super) is_workspace: bool,
}

/// `Cargo.toml` and `README.md`.
pub(super) fn scaffold(plan: &Plan<'_>, options: &Options, package: Package<'_>) -> Vec<OutputFile> {
    let Package {
        name,
        runtime,
        is_workspace,
    } = package;
    let dependency = match runtime {
        RuntimeDependency::Path(path) => format!("path = {}", toml_string(&path.to_string_lossy())),
        RuntimeDependency::Version(version) => format!("version = {}", toml_string(version)),
    };
    let title = emit::one_line(&plan.api.title);
    let description = toml_string(&format!("Models, client and server of {title}."));
    let values = context! {
        features => features(plan), is_workspace, name => toml_string(name), module => name.replace('-', "_"), runtime => dependency, title, description,
        version => emit::one_line(&plan.api.version), client => options.client, server => options.server,
        operations => plan.operations.len(), schemes => schemes(plan), base_url => base_url(plan), generator => env!("CARGO_PKG_VERSION"),
    };
    vec![
        file("Cargo.toml", MANIFEST, &values),
        file("README.md", README, &values),
    ]
}

/// The setter of each scheme and the type of what it takes.
fn schemes(plan: &Plan<'_>) -> Vec<minijinja::Value> {
    let scheme = |(setter, scheme): &(Ident, &SecurityScheme)| {
        let (credential, example) = match scheme.kind {
            SecuritySchemeKind::Bearer | SecuritySchemeKind::OAuth2(_) | SecuritySchemeKind::OpenIdConnect(_) => {
                ("Bearer", "token")
            }
            SecuritySchemeKind::Basic => ("Basic", "user, password"),
            SecuritySchemeKind::HeaderKey(_) | SecuritySchemeKind::QueryKey(_) | SecuritySchemeKind::CookieKey(_) => {
                ("ApiKey", "key")
            }
            SecuritySchemeKind::MutualTls | SecuritySchemeKind::Unsupported => return None,
        };
        Some(context! { setter => setter.to_string(), credential, example })
    };
    plan.schemes.iter().filter_map(scheme).collect()
}

/// The features of the runtime that the types need, as a list of TOML; nothing where the default ones do.
fn features(plan: &Plan<'_>) -> String {
    let features: BTreeSet<_> = plan.leaves().into_iter().filter_map(runtime::feature).collect();
    match features.is_empty() {
        true => String::new(),
        false => {
            let features: Vec<_> = features.into_iter().map(toml_string).collect();
            format!(", features = [{}]", features.join(", "))
        }
    }
}

/// The document's first server, completed where it is only a path.
fn base_url(plan: &Plan<'_>) -> String {
    let url = plan.api.servers.first().map_or("/", |server| server.url.as_str());
    let url = emit::one_line(url).replace(['"', '\\'], "");
    match url.strip_prefix('/') {
        Some(path) => format!("https://example.com/{path}"),
        None => url,
    }
}

#[expect(
    clippy::panic,
    reason = "the templates are part of this crate and rendered by its tests"
)]
fn file(path: &str, template: &str, values: &minijinja::Value) -> OutputFile {
    let mut environment = Environment::new();
    // Lines that hold only a tag leave nothing behind.
    if let Ok(syntax) = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
    {
        environment.set_syntax(syntax);
    }
    match environment.render_str(template, values) {
        Ok(contents) => OutputFile {
            path: PathBuf::from(path),
            contents,
        },
        Err(error) => panic!("the template of {path}: {error}"),
    }
}

/// A basic string of TOML. Control characters are gone before, quotes and backslashes are escaped.
fn toml_string(text: &str) -> String {
    format!(
        "\"{}\"",
        emit::one_line(text).replace('\\', "\\\\").replace('"', "\\\"")
    )
}
