//! Says so where the other tests of this crate have nothing to run on.

#![cfg(not(all(authentik, github)))]

#[cfg(not(github))]
#[test]
#[ignore = "GitHub's document is not in ../shared/corpus, or the folder that COUNTERPART_CORPUS names"]
fn the_pages_of_github() {}

#[cfg(not(authentik))]
#[test]
#[ignore = "authentik's document is not in ../shared/corpus, or the folder that COUNTERPART_CORPUS names"]
fn everything_about_the_authentik_document() {}
