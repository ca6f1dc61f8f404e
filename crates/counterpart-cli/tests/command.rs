//! The command as users run it.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod place;

use std::fs;
use std::io::Write;
use std::process::Stdio;

use place::{PETS, Place, Ran};

#[test]
fn generate_writes_modules_and_says_so() {
    let place = Place::new();
    let ran = place.run(&["generate", "pets.json", "-o", "src/pets"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(
        place.files("src/pets"),
        ["client.rs", "mod.rs", "models.rs", "operations.rs", "server.rs"]
    );
    assert!(
        ran.stderr.contains("wrote 5 files to src/pets: 1 operation, 1 type, "),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.stdout, "");
}

#[test]
fn naming_a_part_selects_it() {
    let place = Place::new();
    place.run(&["generate", "pets.json", "-o", "models", "--models"]);
    place.run(&["generate", "pets.json", "-o", "client", "--client"]);
    assert_eq!(place.files("models"), ["mod.rs", "models.rs"]);
    assert_eq!(
        place.files("client"),
        ["client.rs", "mod.rs", "models.rs", "operations.rs"]
    );
}

#[test]
fn crate_and_module_give_other_layouts() {
    let place = Place::new();
    place.write("counterpart/Cargo.toml", "[package]\nname = 'counterpart'\n");
    let ran = place.run(&[
        "generate",
        "pets.json",
        "-o",
        "crates/api",
        "--crate",
        "pets-api",
        "--runtime",
        "counterpart",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let manifest = fs::read_to_string(place.path("crates/api/Cargo.toml")).unwrap();
    assert!(manifest.contains(r#"name = "pets-api""#), "{manifest}");
    // Seen from the crate, not from where the command ran.
    assert!(manifest.contains(r#"path = "../../counterpart""#), "{manifest}");
    place.run(&["generate", "pets.json", "-o", "one", "--module", "pets"]);
    assert_eq!(place.files("one"), ["pets.rs"]);
}

#[test]
fn quiet_prints_nothing() {
    let place = Place::new();
    let ran = place.run(&["generate", "pets.json", "-o", "out", "--quiet"]);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(0), "", ""));
}

#[test]
fn a_document_with_errors_writes_nothing_and_exits_with_1() {
    let place = Place::new();
    let broken = PETS.replace(
        "\"200\": {",
        "\"404\": { \"$ref\": \"#/components/responses/Gone\" },\n          \"200\": {",
    );
    place.write("broken.json", &broken);
    let ran = place.run(&["generate", "broken.json", "-o", "out"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("error[dangling-reference]"), "{}", ran.stderr);
    assert!(ran.stderr.contains("broken.json:11:"), "{}", ran.stderr);
    assert!(!place.path("out").exists());
    assert_eq!(place.run(&["lint", "broken.json"]).code, Some(1));
    assert_eq!(place.run(&["show", "broken.json"]).code, Some(1));
}

#[test]
fn a_file_that_cannot_be_read_exits_with_2() {
    let place = Place::new();
    for arguments in [
        ["generate", "absent.json", "-oout"].as_slice(),
        &["lint", "absent.json"],
        &["show", "absent.json"],
    ] {
        let ran = place.run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!((ran.stdout + &ran.stderr).contains("absent.json"));
    }
    // A file is in the way of the folder.
    place.write("taken", "");
    let ran = place.run(&["generate", "pets.json", "-o", "taken/out"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("error: cannot write taken/out"), "{}", ran.stderr);
}

#[test]
fn wrong_usage_exits_with_2() {
    let place = Place::new();
    for (arguments, text) in [
        (
            ["generate", "pets.json"].as_slice(),
            "no folder to write to: name one with `-o DIR`",
        ),
        (&["generate", "-o", "out"], "no document: name one"),
        (
            &["generate", "pets.json", "-o", "out", "--runtime", "0.1"],
            "`runtime` needs the crate layout",
        ),
        (&["generate", "pets.json", "--clinet"], "--client"),
        (&["lint"], "no document: name one"),
        (
            &["generate", "pets.json", "-o", "-"],
            "the output is several files, which cannot go to standard output",
        ),
        (
            &["generate", "pets.json", "-o", "pets.json"],
            "cannot write to pets.json: it is a file, and a folder is wanted",
        ),
        (
            &["lint", "https://pets.example/openapi.json"],
            "save it to a file first, or pipe it: `curl -s 'https://pets.example/openapi.json' | counterpart lint -`",
        ),
        (
            &["generate", "https://pets.example/openapi.json?a=1&b='2'", "-o", "out"],
            r"`curl -s 'https://pets.example/openapi.json?a=1&b='\''2'\''' | counterpart generate - -o out`",
        ),
        (
            &["dump", "https://pets.example/openapi.json", "--stage", "core"],
            "| counterpart dump --stage core -`",
        ),
        (
            &["lint", "pets.json", "--overlay", "https://pets.example/overlay.yaml"],
            "help: save it to a file first\n",
        ),
        (
            &["generate", "pets.json", "-o", "out", "--crate", "std"],
            "`std` cannot name a crate",
        ),
        (
            &["generate", "pets.json", "-o", "out", "--module", "type"],
            "`type` cannot name a module",
        ),
        (
            &[
                "generate",
                "pets.json",
                "-o",
                "out",
                "--crate",
                "pets",
                "--runtime",
                "gone",
            ],
            "there is no crate in gone",
        ),
        (&["genrate"], "a similar subcommand exists: 'generate'"),
        (&["help", "genrate"], "a similar subcommand exists: 'generate'"),
        (&["generate", "--outdir"], "a similar argument exists: '--out-dir'"),
        (
            &["generate", "pets.json", "-oout", "--config", "absent.toml"],
            "cannot read absent.toml",
        ),
    ] {
        let ran = place.run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        let said = ran.stdout + &ran.stderr;
        assert!(said.contains(text), "{arguments:?}: {said}");
    }
    // Nothing was written, not even a folder.
    assert_eq!(place.files(""), ["pets.json"]);
}

#[test]
fn standard_input_has_one_name_and_files_do_not_come_from_it() {
    let place = Place::new();
    let ran = place.run(&["lint", "-"]);
    assert!(ran.stdout.contains("<stdin>"), "{}", ran.stdout);
    assert!(ran.stdout.ends_with("<stdin>: 1 error, 0 warnings\n"), "{}", ran.stdout);
    let ran = place.run(&["lint", "pets.json", "--overlay", "gone.yaml"]);
    assert!(
        ran.stdout.contains("cannot read gone.yaml: no such file"),
        "{}",
        ran.stdout
    );
    assert!(!ran.stdout.contains("standard input"), "{}", ran.stdout);
}

#[test]
fn a_document_comes_from_standard_input() {
    let place = Place::new();
    let mut child = place
        .command(&["show", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(PETS.as_bytes()).unwrap();
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    insta::assert_snapshot!(ran.stdout, @r"
    Pets 1

    Operations (1)
      GET  /pets/{id}  pet_read  pets

    Types (1)
      Pet  object of 1 property  /components/schemas/Pet
    ");
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let place = Place::new();
    let mut child = place
        .command(&["show", "pets.json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
}

#[test]
fn lint_counts_what_it_finds() {
    let place = Place::new();
    let ran = place.run(&["lint", "pets.json"]);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (Some(0), "pets.json: 0 errors, 0 warnings\n")
    );
    place.write("odd.json", &PETS.replace(r#""operationId": "pet_read","#, ""));
    let ran = place.run(&["lint", "odd.json", "--color", "always"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.contains("missing-operation-id"), "{}", ran.stdout);
    assert!(ran.stdout.contains('\u{1b}'), "{}", ran.stdout);
    assert!(
        ran.stdout.ends_with("odd.json: 0 errors, 1 warning\n"),
        "{}",
        ran.stdout
    );
}

#[test]
fn the_file_beside_the_document_is_read_and_flags_win() {
    let place = Place::new();
    place.write("api/pets.json", PETS);
    place.write("api/counterpart.toml", "out-dir = '../src/pets'\nclient = true\n");
    let ran = place.run(&["generate", "api/pets.json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(
        place.files("src/pets"),
        ["client.rs", "mod.rs", "models.rs", "operations.rs"]
    );
    place.run(&["generate", "api/pets.json", "-o", "flags", "--server"]);
    assert_eq!(
        place.files("flags"),
        ["mod.rs", "models.rs", "operations.rs", "server.rs"]
    );
}

#[test]
fn a_named_file_may_name_the_document() {
    let place = Place::new();
    place.write(
        "config/pets.toml",
        "document = '../pets.json'\nout-dir = '../out'\nmodels = true\n",
    );
    // This one is not the one that was named.
    place.write("counterpart.toml", "client = true\n");
    let ran = place.run(&["generate", "--config", "config/pets.toml"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(place.files("out"), ["mod.rs", "models.rs"]);
    assert_eq!(place.run(&["lint", "--config", "config/pets.toml"]).code, Some(0));
}

#[test]
fn an_unknown_key_is_refused_with_a_suggestion() {
    let place = Place::new();
    place.write("counterpart.toml", "# pets\nclinet = true\n");
    let ran = place.run(&["generate", "pets.json", "-o", "out"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.stderr,
        "error: counterpart.toml:2:1: unknown key `clinet`; did you mean `client`?\n"
    );
    assert!(!place.path("out").exists());
}

#[test]
fn rerun_lines_are_printed_when_a_build_script_asks() {
    let place = Place::new();
    place.write("counterpart.toml", "emit-rerun-if-changed = true\n");
    let ran = place.run(&["generate", "pets.json", "-o", "out", "--quiet"]);
    assert_eq!(
        ran.stdout,
        "cargo::rerun-if-changed=pets.json\ncargo::rerun-if-changed=counterpart.toml\n"
    );
}

#[test]
fn help_teaches_by_example() {
    let place = Place::new();
    insta::assert_snapshot!("help", place.run(&["--help"]).stdout);
    insta::assert_snapshot!("help_generate", place.run(&["help", "generate"]).stdout);
    insta::assert_snapshot!("help_lint", place.run(&["lint", "--help"]).stdout);
    insta::assert_snapshot!("help_show", place.run(&["show", "--help"]).stdout);
    insta::assert_snapshot!("help_explain", place.run(&["explain", "--help"]).stdout);
    insta::assert_snapshot!("help_dump", place.run(&["dump", "--help"]).stdout);
}
