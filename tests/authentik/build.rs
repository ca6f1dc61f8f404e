//! Generates both sides of authentik's contract, and a client of GitHub's lists, where their documents can be read.

use std::{env, path::PathBuf};

use counterpart_build::Pagination;

const AUTHENTIK: &str = "openapi-3.0/goauthentik__schema/openapi.yaml";
const GITHUB: &str = "openapi-3.0/guru-github.com__api.github.com/openapi.json";

fn main() -> counterpart_build::Result<()> {
    println!("cargo::rustc-check-cfg=cfg(authentik, github)");
    println!("cargo::rerun-if-env-changed=COUNTERPART_CORPUS");
    let (authentik, github) = (corpus().join(AUTHENTIK), corpus().join(GITHUB));
    // The documents are other people's and not part of this repository; the tests say that they skipped.
    println!("cargo::rerun-if-changed=build.rs");
    if authentik.is_file() {
        println!("cargo::rustc-cfg=authentik");
        both_sides(authentik)?;
    }
    if github.is_file() {
        println!("cargo::rustc-cfg=github");
        lists(github)?;
    }
    Ok(())
}

fn both_sides(document: PathBuf) -> counterpart_build::Result<()> {
    let pages = Pagination {
        operations: vec!["op:core_*_list".to_owned()],
        cursor: Some("page".to_owned()),
        next: Some("/pagination/next".to_owned()),
        items: "/results".to_owned(),
        ..Pagination::default()
    };
    counterpart_build::configure()
        .module("authentik")
        .paginate(pages)
        .compile(document)
}

fn lists(document: PathBuf) -> counterpart_build::Result<()> {
    let links = |operation: &str, items: &str| Pagination {
        operations: vec![operation.to_owned()],
        link: true,
        items: items.to_owned(),
        ..Pagination::default()
    };
    let (branches, artifacts) = ("op:repos/list-branches", "op:actions/list-artifacts-for-repo");
    // Of the whole document, most of which is left out.
    let found = ["ambiguous-union", "unchecked-keyword", "unknown-required"];
    let allowed = found
        .iter()
        .fold(counterpart_build::configure(), |all, code| all.allow(*code));
    allowed
        .module("github")
        .client(true)
        .include(branches)
        .include(artifacts)
        .paginate(links(branches, ""))
        .paginate(links(artifacts, "/artifacts"))
        .compile(document)
}

fn corpus() -> PathBuf {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus"));
    env::var_os("COUNTERPART_CORPUS").map_or_else(beside, PathBuf::from)
}
