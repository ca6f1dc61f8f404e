//! Generates both sides of authentik's contract, where its document can be read.

use std::{env, path::PathBuf};

use counterpart_build::Pagination;

const DOCUMENT: &str = "openapi-3.0/goauthentik__schema/openapi.yaml";

fn main() -> counterpart_build::Result<()> {
    println!("cargo::rustc-check-cfg=cfg(authentik)");
    println!("cargo::rerun-if-env-changed=COUNTERPART_CORPUS");
    let document = corpus().join(DOCUMENT);
    if !document.is_file() {
        // The document is other people's and not part of this repository; the tests say that they skipped.
        println!("cargo::rerun-if-changed=build.rs");
        return Ok(());
    }
    println!("cargo::rustc-cfg=authentik");
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

fn corpus() -> PathBuf {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpus"));
    env::var_os("COUNTERPART_CORPUS").map_or_else(beside, PathBuf::from)
}
