//! The folder that `generate` writes to: what is in it after a run, and what is said about it.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod place;

use std::fs;
use std::time::SystemTime;

use place::Place;

#[test]
fn what_is_not_generated_any_more_is_removed_and_named() {
    let place = Place::new();
    place.run(&["generate", "pets.json", "-o", "out"]);
    place.write("out/mine.rs", "fn mine() {}\n");
    let dry = place.run(&["generate", "pets.json", "-o", "out", "--client", "--dry-run"]);
    assert!(
        dry.stdout.ends_with("would remove\n  out/server.rs\n"),
        "{}",
        dry.stdout
    );
    assert!(place.path("out/server.rs").exists());
    let ran = place.run(&["generate", "pets.json", "-o", "out", "--client"]);
    assert!(
        ran.stderr
            .contains("\nremoved what is not generated any more: out/server.rs\n"),
        "{}",
        ran.stderr
    );
    assert_eq!(
        place.files("out"),
        ["client.rs", "mine.rs", "mod.rs", "models.rs", "operations.rs"]
    );
    // A file of somebody else's is left alone, whatever its name is.
    place.write("out/client.rs", "fn mine() {}\n");
    let ran = place.run(&["generate", "pets.json", "-o", "out", "--models"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(place.files("out"), ["client.rs", "mine.rs", "mod.rs", "models.rs"]);
}

/// Whoever generates from a description that a server of ours served has the mark in the first line of the input.
#[test]
fn the_input_is_never_removed() {
    let place = Place::new();
    place.run(&["generate", "pets.json", "-o", "api", "--server", "--contract"]);
    let ran = place.run(&["generate", "api/openapi.json", "-o", "api", "--client"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(
        place.files("api"),
        ["client.rs", "mod.rs", "models.rs", "openapi.json", "operations.rs"]
    );
    // Without a server that serves it, it is no part of what is there.
    let ran = place.run(&["generate", "pets.json", "-o", "api", "--models"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(place.files("api"), ["mod.rs", "models.rs", "openapi.json"]);
}

#[test]
fn the_first_run_says_what_comes_next() {
    let place = Place::new();
    let arguments = ["generate", "pets.json", "-o", "src/api", "--client"];
    let ran = place.run(&arguments);
    // The tests of the next version are the same.
    let said = |stderr: &str| stderr.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    let text = said(&ran.stderr);
    let (_, next) = text.split_once("next: ").unwrap();
    insta::assert_snapshot!(next, @r#"
    declare it with `mod api;`, and in Cargo.toml
          counterpart = { version = "VERSION", features = ["client", "reqwest"] }
          without a release on crates.io, `path` to `crates/counterpart` of a checkout in the place of `version`
    "#);
    assert!(!place.run(&arguments).stderr.contains("next"));
    let ran = place.run(&["generate", "pets.json", "-o", "crates/pets", "--crate", "pets"]);
    let text = said(&ran.stderr);
    let (_, next) = text.split_once("next, ").unwrap();
    insta::assert_snapshot!(next, @r#"
    in a Cargo.toml here: pets = { path = "crates/pets" }
          it needs `counterpart` VERSION of crates.io; `--runtime PATH` names a local one, such as a checkout
    "#);
    let quiet = place.run(&["generate", "pets.json", "-o", "quiet", "--quiet"]);
    assert_eq!(quiet.stderr, "");
    let dry = place.run(&["generate", "pets.json", "-o", "dry", "--dry-run"]);
    assert!(!dry.stderr.contains("next"), "{}", dry.stderr);
}

#[test]
fn a_second_run_touches_nothing() {
    let place = Place::new();
    let arguments = ["generate", "pets.json", "-o", "out", "--crate", "pets"];
    place.run(&arguments);
    let files = place.files("out");
    let old = SystemTime::UNIX_EPOCH;
    for file in &files {
        let file = fs::File::options()
            .write(true)
            .open(place.path("out").join(file))
            .unwrap();
        file.set_modified(old).unwrap();
    }
    let ran = place.run(&arguments);
    assert!(ran.stderr.contains("wrote 0 files (7 unchanged)"), "{}", ran.stderr);
    for file in &files {
        assert_eq!(
            fs::metadata(place.path("out").join(file)).unwrap().modified().unwrap(),
            old,
            "{file}"
        );
    }
    assert_eq!(place.files("out"), files);
}

#[test]
fn a_dry_run_lists_and_writes_nothing() {
    let place = Place::new();
    let ran = place.run(&["generate", "pets.json", "-o", "out", "--client", "--dry-run"]);
    assert_eq!(ran.code, Some(0));
    let lines: Vec<_> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 5, "{}", ran.stdout);
    assert_eq!(lines[0], "would write");
    assert!(lines[1].starts_with("  out/mod.rs         "), "{}", ran.stdout);
    assert!(lines[1].ends_with(" lines"), "{}", ran.stdout);
    assert!(!place.path("out").exists());
}

#[test]
fn out_is_short_for_out_dir() {
    let place = Place::new();
    let ran = place.run(&["generate", "pets.json", "--out", "api", "--models"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(place.files("api"), ["mod.rs", "models.rs"]);
}
