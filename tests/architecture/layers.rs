//! Arrows run one way: `source -> dialect -> resolve -> lower -> Api -> name -> plan -> emit -> render -> write`.

use proc_macro2::{TokenStream, TokenTree};

use crate::report;
use crate::sources::{self, Source};
use crate::uses::uses;

/// Where a path may not be named, and what to do instead.
struct Border {
    folder: &'static str,
    /// Below the folder, where the path may be named after all.
    except: &'static [&'static str],
    paths: &'static [&'static str],
    instead: &'static str,
}

const BORDERS: &[Border] = &[
    Border {
        folder: "crates/counterpart-spec/src",
        except: &[],
        paths: &["syn", "quote", "proc_macro2", "heck", "prettyplease"],
        instead: "the parser knows no Rust names: decide it in counterpart-rust",
    },
    Border {
        folder: "crates/counterpart-spec/src",
        except: &["source"],
        paths: &["std::fs", "std::io::stdin", "std::env"],
        instead: "read in `source`, and pass on what was read",
    },
    Border {
        folder: "crates/counterpart-rust/src",
        except: &["write"],
        paths: &["std::fs", "std::env"],
        instead: "write in `write`; everything before it is a pure function",
    },
    Border {
        folder: "crates/counterpart-rust/src/emit",
        except: &[],
        paths: &[
            "counterpart_spec::diagnostic",
            "counterpart_spec::Findings",
            "prettyplease",
        ],
        instead: "emit cannot fail: let `plan` decide and report",
    },
    Border {
        folder: "crates/counterpart-rust/src/plan",
        except: &[],
        paths: &["crate::emit", "crate::render", "crate::write", "prettyplease"],
        instead: "arrows run one way: plan knows nothing of what comes after it",
    },
    Border {
        folder: "crates/counterpart-rust/src/name",
        except: &[],
        paths: &["crate::plan", "crate::emit", "crate::render", "crate::write"],
        instead: "arrows run one way: names know nothing of what comes after them",
    },
    Border {
        folder: "crates/counterpart-spec/src/api",
        except: &[],
        paths: &[
            "crate::source",
            "crate::dialect",
            "crate::resolve",
            "crate::lower",
            "openapiv3",
        ],
        instead: "the model depends on nothing: what it promises is filled in by `lower`",
    },
    Border {
        folder: "crates/counterpart-spec/src/overlay",
        except: &[],
        paths: &[
            "crate::dialect",
            "crate::form",
            "crate::lower",
            "crate::api",
            "crate::select",
        ],
        instead: "an overlay changes a tree, whatever it describes",
    },
    Border {
        folder: "crates/counterpart-spec/src/select",
        except: &[],
        paths: &[
            "crate::document",
            "crate::overlay",
            "crate::dialect",
            "crate::form",
            "crate::resolve",
            "crate::lower",
        ],
        instead: "selection is a function of the model alone",
    },
    Border {
        folder: "crates/counterpart/src",
        except: &[],
        paths: &["counterpart_spec", "counterpart_rust", "counterpart_build"],
        instead: "the runtime never sees a document: generate a table instead",
    },
    Border {
        folder: "crates/counterpart-cli/src",
        except: &[],
        paths: &["openapiv3", "quote", "syn", "serde_json", "serde_yaml"],
        instead: "the command only reads arguments and prints: put it into a library crate",
    },
];

#[test]
fn each_module_keeps_to_its_border() {
    let complaints: Vec<_> = BORDERS.iter().flat_map(trespasses).collect();
    report("A module may not name these paths:", &complaints);
}

fn trespasses(border: &Border) -> Vec<String> {
    let allowed = |source: &Source| {
        border
            .except
            .iter()
            .any(|part| is_below(&source.file, border.folder, part))
    };
    let sources = sources::rust(border.folder)
        .into_iter()
        .filter(|source| !source.is_test() && !allowed(source));
    let within = |source: Source| {
        let named = uses(&source.syntax).into_iter();
        let named = named.filter(|used| border.paths.iter().any(|path| used.starts_with(path)));
        let place =
            move |used: crate::uses::Use| format!("{}:{}: `{}`: {}", source.file, used.line, used.path, border.instead);
        named.map(place).collect::<Vec<_>>()
    };
    sources.flat_map(within).collect()
}

/// Whether a file is `folder/part.rs` or below `folder/part/`.
fn is_below(file: &str, folder: &str, part: &str) -> bool {
    let rest = file
        .strip_prefix(folder)
        .and_then(|rest| rest.strip_prefix('/'))
        .unwrap_or_default();
    rest.strip_prefix(part)
        .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

/// Where the dialects are one already.
const AFTER_DIALECT: &[&str] = &[
    "crates/counterpart-spec/src/resolve",
    "crates/counterpart-spec/src/lower",
    "crates/counterpart-spec/src/api",
    "crates/counterpart-rust/src",
];

#[test]
fn nothing_after_dialect_knows_a_version() {
    let sources = AFTER_DIALECT.iter().flat_map(|folder| sources::rust(folder));
    let complaints: Vec<_> = sources.flat_map(|source| versions(&source)).collect();
    report(
        "The version of a document ends in `dialect`: let it write the core form instead.",
        &complaints,
    );
}

fn versions(source: &Source) -> Vec<String> {
    let tokens = source
        .text
        .parse()
        .unwrap_or_else(|error| panic!("{}: {error}", source.file));
    let mut found = Vec::new();
    walk(tokens, &mut |token| {
        if names_a_version(token) {
            found.push(format!("{}:{}: {token}", source.file, token.span().start().line));
        }
    });
    found
}

/// Comments are no tokens and docs are literals with a space in them, so that both may cite the specification.
fn names_a_version(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(ident) => {
            let name = ident.to_string().to_lowercase();
            name.contains("swagger") || name == "dialect" || name.contains("v3_") || name.contains("openapi3")
        }
        TokenTree::Literal(literal) => {
            let text = literal.to_string();
            ["\"2.0", "\"3.0", "\"3.1", "\"3.2"]
                .iter()
                .any(|version| text.starts_with(version))
        }
        TokenTree::Group(_) | TokenTree::Punct(_) => false,
    }
}

fn walk(tokens: TokenStream, visit: &mut dyn FnMut(&TokenTree)) {
    for token in tokens {
        visit(&token);
        if let TokenTree::Group(group) = token {
            walk(group.stream(), visit);
        }
    }
}
