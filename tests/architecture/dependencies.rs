//! What each crate pulls in, over any number of steps.

use std::collections::BTreeSet;
use std::process::Command;

use counterpart_tests::root;

use crate::report;

/// A crate with the flags of cargo that it is built with, and what may not be in its tree.
const KEPT_OUT: &[(&str, &[&str], &str)] = &[
    (
        "counterpart-build",
        &[
            "tokio",
            "hyper",
            "reqwest",
            "axum",
            "tower",
            "http",
            "clap",
            "counterpart",
        ],
        "build scripts stay light: no async runtime, no HTTP stack, no command line",
    ),
    (
        "counterpart-spec",
        &["syn", "quote", "prettyplease", "heck", "clap", "counterpart"],
        "the parser knows no Rust",
    ),
    (
        "counterpart-rust",
        &["tokio", "clap", "counterpart"],
        "the emitter is a pure function",
    ),
    (
        "counterpart",
        &[
            "counterpart-spec",
            "counterpart-rust",
            "counterpart-build",
            "openapiv3",
            "prettyplease",
        ],
        "the runtime never depends on the generator",
    ),
    (
        "counterpart --features reqwest",
        &["native-tls", "openssl"],
        "TLS is rustls, which needs nothing of the system, unless `native-tls` asks for another",
    ),
    (
        "counterpart --features native-tls",
        &["rustls"],
        "who asks for the TLS of the platform gets no other beside it",
    ),
    (
        "counterpart-cli --no-default-features",
        &["tokio", "hyper", "reqwest", "axum", "counterpart"],
        "only `counterpart mock` needs an async runtime, and its feature can be left out",
    ),
    (
        "counterpart-mock",
        &["counterpart-rust", "counterpart-build", "reqwest", "clap"],
        "a mock is made of the Api and the runtime, and generates nothing",
    ),
];

#[test]
fn each_crate_keeps_its_tree_light() {
    let complaints: Vec<_> = KEPT_OUT.iter().flat_map(intruders).collect();
    report(
        "These packages may not be in the tree (look with `cargo tree -i`):",
        &complaints,
    );
}

fn intruders((package, kept_out, why): &(&str, &[&str], &str)) -> Vec<String> {
    let tree = tree(package);
    let intruders = kept_out.iter().filter(|name| tree.contains(**name));
    intruders.map(|name| format!("{package}: `{name}`: {why}")).collect()
}

/// The names of the packages that are built for a package; its proc macros' own dependencies do not count, since they
/// neither reach the user's binary nor differ from what the ecosystem compiles anyway.
fn tree(package: &str) -> BTreeSet<String> {
    let arguments = [
        "tree",
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--format",
        "{p}",
        "-p",
    ];
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(package.split(' '))
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8(output.stdout).expect("cargo prints UTF-8");
    let names = listed.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    names.map(str::to_owned).collect()
}
