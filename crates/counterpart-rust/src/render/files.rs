//! Modules to files: separate ones, one with inline modules, or a crate.

use std::path::PathBuf;

use proc_macro2::TokenStream;

use super::{contract, print_chunks, scaffold};
use crate::emit;
use crate::plan::{ModelPlan, Plan};
use crate::{Layout, Options, OutputFile};

/// A module of the output.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Module {
    Models,
    Operations,
    Client,
    Server,
    Webhooks,
    Callbacks,
    Sender,
}

impl Module {
    /// The modules that are asked for.
    fn chosen(plan: &Plan<'_>, options: &Options) -> impl Iterator<Item = Self> + use<> {
        let operations = options.client || options.server;
        let all = [
            (Self::Models, options.models || operations),
            (Self::Operations, operations),
            (Self::Client, options.client),
            (Self::Server, options.server),
            (Self::Webhooks, !plan.webhooks.is_empty()),
            (Self::Callbacks, !plan.callbacks.is_empty()),
            // Whoever calls the users of an API has the server of it.
            (Self::Sender, options.client && plan.called().next().is_some()),
        ];
        all.into_iter().filter(|(_, is_on)| *is_on).map(|(module, _)| module)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Models => "models",
            Self::Operations => "operations",
            Self::Client => "client",
            Self::Server => "server",
            Self::Webhooks => "webhooks",
            Self::Callbacks => "callbacks",
            Self::Sender => "sender",
        }
    }

    fn doc(self) -> &'static str {
        match self {
            Self::Models => "The types of the API.",
            Self::Operations => "The operations and their documented answers.",
            Self::Client => "The client.",
            Self::Server => "Handler traits, one a tag, implemented under `#[counterpart::handler]`, and their router.",
            Self::Webhooks => "What the API calls at its users: a handler trait and its router.",
            Self::Callbacks => "What the API calls at addresses that requests name: a handler trait and its router.",
            Self::Sender => "What the API calls at its users, to be sent.",
        }
    }

    /// What a generated crate compiles the module under. Its manifest has the features of the parts that it has.
    fn condition(self, options: &Options) -> &'static str {
        match self {
            Self::Operations if options.client && options.server => {
                "#[cfg(any(feature = \"client\", feature = \"server\"))]\n"
            }
            Self::Operations if options.server => "#[cfg(feature = \"server\")]\n",
            Self::Operations | Self::Client => "#[cfg(feature = \"client\")]\n",
            Self::Server | Self::Webhooks | Self::Callbacks => "#[cfg(feature = \"server\")]\n",
            Self::Sender => "#[cfg(all(feature = \"client\", feature = \"server\"))]\n",
            Self::Models => "",
        }
    }

    fn chunks<'p>(self, plan: &'p Plan<'_>) -> Box<dyn Iterator<Item = TokenStream> + 'p> {
        match self {
            Self::Models => Box::new(emit::models(plan)),
            Self::Operations => Box::new(emit::operations(plan)),
            Self::Client => Box::new(emit::client(plan)),
            Self::Server => Box::new(emit::server(plan)),
            Self::Webhooks => Box::new(emit::webhooks(plan)),
            Self::Callbacks => Box::new(emit::callbacks(plan)),
            Self::Sender => Box::new(emit::sender(plan)),
        }
    }

    /// What the server serves beside the operations, from files with this prefix.
    fn contract(self, options: &Options, prefix: &str) -> Option<TokenStream> {
        let served = self == Self::Server && options.contract.is_some();
        served.then(|| emit::contract(prefix))
    }

    fn declaration(self, plan: &Plan<'_>, condition: &str) -> String {
        let (doc, allowance, name) = (self.doc(), self.allowance(), self.name());
        let deprecated = self.deprecated(plan);
        format!("/// {doc}\n{condition}{allowance}{deprecated}#[rustfmt::skip]\npub mod {name}")
    }

    /// What the description deprecates is still part of the API, and only its users are to be warned.
    fn deprecated(self, plan: &Plan<'_>) -> &'static str {
        let is_named = match self {
            Self::Models => plan.models.iter().any(ModelPlan::mentions_deprecated),
            Self::Operations | Self::Client | Self::Sender => plan.models.iter().any(|model| model.docs.deprecated),
            Self::Server | Self::Webhooks | Self::Callbacks => false,
        };
        match is_named {
            true => "#[allow(deprecated, reason = \"only those who use what is deprecated are to be warned\")]\n",
            false => "",
        }
    }

    /// What a user's crate may ask for and a document decides: each named, and only where it happens.
    fn allowance(self) -> &'static str {
        match self {
            Self::Models | Self::Operations => {
                "#[allow(dead_code, reason = \"nobody uses all of an API\")]\n\
                 #[allow(missing_docs, reason = \"not every property has a description\")]\n\
                 #[allow(clippy::large_enum_variant, reason = \"a variant is as large as its schema\")]\n"
            }
            Self::Client | Self::Server | Self::Webhooks | Self::Callbacks | Self::Sender => {
                "#[allow(dead_code, reason = \"nobody uses all of an API\")]\n"
            }
        }
    }
}

/// Renders the files of the layout.
pub(crate) fn render(plan: &Plan<'_>, options: &Options) -> Vec<OutputFile> {
    let header = header(plan);
    match &options.layout {
        Layout::Modules => modules(plan, options, &header, "", "mod.rs", |_| ""),
        Layout::SingleFile { name } => single_file(plan, options, header, name),
        Layout::Crate {
            name,
            runtime,
            is_workspace,
        } => {
            let condition = |module: Module| module.condition(options);
            let mut files = modules(plan, options, &header, "src", "lib.rs", condition);
            files.extend(scaffold::scaffold(
                plan,
                options,
                scaffold::Package {
                    name,
                    runtime,
                    is_workspace: *is_workspace,
                },
            ));
            files
        }
    }
}

/// The first line of each file, and what tells it from a file of the user's.
fn header(plan: &Plan<'_>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let source = emit::one_line(&format!("{} {}", plan.api.title, plan.api.version));
    format!("// Generated by Counterpart {version} from {source}. Do not edit.\n")
}

fn modules(
    plan: &Plan<'_>,
    options: &Options,
    header: &str,
    folder: &str,
    root: &str,
    condition: impl Fn(Module) -> &'static str,
) -> Vec<OutputFile> {
    let folder = PathBuf::from(folder);
    let mut contents = header.to_owned();
    for module in Module::chosen(plan, options) {
        contents.extend(["\n", &module.declaration(plan, condition(module)), ";\n"]);
    }
    let mut files = vec![OutputFile {
        path: folder.join(root),
        contents,
    }];
    for module in Module::chosen(plan, options) {
        let mut contents = header.to_owned();
        print_chunks(module.chunks(plan).chain(module.contract(options, "")), &mut contents);
        files.push(OutputFile {
            path: folder.join(format!("{}.rs", module.name())),
            contents,
        });
    }
    files.extend(contract::files(options, &folder, ""));
    files
}

fn single_file(plan: &Plan<'_>, options: &Options, header: String, name: &str) -> Vec<OutputFile> {
    let prefix = format!("{name}.");
    let mut contents = header;
    for module in Module::chosen(plan, options) {
        contents.extend(["\n", &module.declaration(plan, ""), " {"]);
        // Nobody reads the file of a build script, and indenting it would copy it once more.
        print_chunks(
            module.chunks(plan).chain(module.contract(options, &prefix)),
            &mut contents,
        );
        contents.push_str("}\n");
    }
    let mut files = vec![OutputFile {
        path: PathBuf::from(format!("{name}.rs")),
        contents,
    }];
    files.extend(contract::files(options, &PathBuf::new(), &prefix));
    files
}
