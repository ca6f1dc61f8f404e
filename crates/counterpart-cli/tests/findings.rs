//! What the command says of a document: formats, codes that fail, explanations.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod place;

use place::{PETS, Place};

/// `pets.json` with a reference that leads nowhere and an operation without an id.
fn broken() -> Place {
    let place = Place::new();
    let text = PETS
        .replace(
            "\"200\": {",
            "\"404\": { \"$ref\": \"#/components/responses/Gone\" },\n          \"200\": {",
        )
        .replace("        \"operationId\": \"pet_read\",\n", "");
    place.write("my pets.json", &text);
    place
}

#[test]
fn json_has_one_documented_shape() {
    let ran = broken().run(&["lint", "my pets.json", "--format", "json"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    insta::assert_snapshot!("json", ran.stdout);
}

#[test]
fn github_shows_findings_at_their_lines() {
    let ran = broken().run(&["lint", "my pets.json", "--format", "github"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!("github", ran.stdout);
}

#[test]
fn sarif_has_rules_with_help_and_results_with_regions() {
    let ran = broken().run(&["lint", "my pets.json", "--format", "sarif"]);
    assert_eq!(ran.code, Some(1));
    // The long texts are those of `explain`, which has a test of its own.
    let is_help = |line: &&str| line.contains("\"text\": \"") && line.contains("How to fix it");
    assert_eq!(ran.stdout.lines().filter(is_help).count(), 2);
    let rest: Vec<_> = ran.stdout.lines().filter(|line| !is_help(line)).collect();
    insta::assert_snapshot!("sarif", rest.join("\n"));
}

/// What SARIF 2.1.0 asks of a log, and what GitHub's code scanning needs beyond it.
#[test]
fn sarif_is_what_the_standard_asks_for() {
    let ran = broken().run(&["lint", "my pets.json", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("/sarif-schema-2.1.0.json"));
    let runs = log["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    assert_eq!(driver["name"], "counterpart");
    let rules = driver["rules"].as_array().unwrap();
    let levels = ["none", "note", "warning", "error"];
    let mut ids = std::collections::BTreeSet::new();
    for rule in rules {
        assert!(ids.insert(rule["id"].as_str().unwrap()), "a rule stands there once");
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(!rule[text]["text"].as_str().unwrap().is_empty());
        }
        assert!(levels.contains(&rule["defaultConfiguration"]["level"].as_str().unwrap()));
        assert!(rule["helpUri"].as_str().unwrap().starts_with("https://"));
    }
    let results = runs[0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(levels.contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let physical = &result["locations"][0]["physicalLocation"];
        // A URI reference has no spaces.
        assert_eq!(physical["artifactLocation"]["uri"], "my%20pets.json");
        let number = |member: &str| physical["region"][member].as_u64().unwrap();
        assert!(number("startLine") >= 1 && number("startColumn") >= 1);
        assert!((number("startLine"), number("startColumn")) < (number("endLine"), number("endColumn")));
    }
}

#[test]
fn machines_get_a_report_of_a_sound_document_too() {
    let place = Place::new();
    let ran = place.run(&["lint", "pets.json", "--format", "json", "--quiet"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.contains(r#""findings": []"#), "{}", ran.stdout);
    assert_eq!(place.run(&["lint", "pets.json", "--format", "github"]).stdout, "");
}

#[test]
fn denied_codes_fail_and_allowed_ones_do_not() {
    let place = broken();
    let code = |arguments: &[&str]| place.run(&[&["lint", "my pets.json"], arguments].concat());
    let only_warnings = code(&["--allow", "dangling-reference"]);
    assert_eq!(only_warnings.code, Some(0));
    assert!(
        only_warnings.stdout.contains("warning[dangling-reference]"),
        "{}",
        only_warnings.stdout
    );
    assert!(only_warnings.stdout.ends_with("my pets.json: 0 errors, 2 warnings\n"));
    let quiet = code(&["--allow", "dangling-reference", "--allow", "missing-operation-id"]);
    assert!(
        quiet.stdout.ends_with("my pets.json: 0 errors, 1 warning\n"),
        "{}",
        quiet.stdout
    );
    let strict = code(&["--allow", "dangling-reference", "--deny", "warnings"]);
    assert_eq!(strict.code, Some(1));
    assert!(
        strict.stdout.contains("error[missing-operation-id]"),
        "{}",
        strict.stdout
    );
}

#[test]
fn what_is_allowed_is_generated() {
    let place = broken();
    let arguments = ["generate", "my pets.json", "-o", "out", "--allow", "dangling-reference"];
    assert_eq!(place.run(&arguments).code, Some(0));
    assert!(place.files("out").contains(&"models.rs".to_owned()));
    place.write("counterpart.toml", "deny = 'warnings'\n");
    let denied = place.run(&["generate", "my pets.json", "-o", "denied"]);
    assert_eq!(denied.code, Some(1));
    assert!(place.files("denied").is_empty());
}

#[test]
fn nothing_makes_a_document_readable_that_is_not() {
    let place = Place::new();
    place.write("broken.json", "{");
    let ran = place.run(&["lint", "broken.json", "--allow", "broken-json"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains("error[broken-json]"), "{}", ran.stdout);
}

#[test]
fn an_unknown_code_is_refused_with_a_suggestion() {
    let ran = Place::new().run(&["lint", "pets.json", "--deny", "missing-operation-ids"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.stderr,
        "error: unknown code `missing-operation-ids`; did you mean `missing-operation-id`?\n"
    );
}

#[test]
fn a_kind_that_comes_often_is_counted_and_all_shows_it() {
    let place = Place::new();
    let operation = |index| format!("  /{index}: {{get: {{responses: {{'204': {{description: d}}}}}}}}\n");
    let paths: String = (0..57).map(operation).collect();
    place.write(
        "many.yaml",
        &format!("openapi: 3.0.3\ninfo: {{title: t, version: '1'}}\npaths:\n{paths}"),
    );
    let some = place.run(&["lint", "many.yaml"]).stdout;
    assert_eq!(some.matches("warning[missing-operation-id]").count(), 20);
    assert!(
        some.ends_with("note: .. and 37 more of this kind [missing-operation-id]\nmany.yaml: 0 errors, 57 warnings\n"),
        "{some}"
    );
    let all = place.run(&["lint", "many.yaml", "--all"]).stdout;
    assert_eq!(all.matches("warning[missing-operation-id]").count(), 57);
    assert!(!all.contains("more of this kind"));
}

#[test]
fn explain_teaches() {
    let place = Place::new();
    let listed = place.run(&["explain"]);
    assert_eq!(listed.code, Some(0));
    assert!(listed.stdout.contains("  dangling-reference "), "{}", listed.stdout);
    assert!(listed.stdout.contains("  endless-object "), "{}", listed.stdout);
    insta::assert_snapshot!("explain", place.run(&["explain", "duplicate-key"]).stdout);
    let unknown = place.run(&["explain", "duplicate-keys"]);
    assert_eq!(unknown.code, Some(2));
    assert_eq!(
        unknown.stderr,
        "error: unknown code `duplicate-keys`; did you mean `duplicate-key`?\n"
    );
}

#[test]
fn color_is_for_terminals() {
    let place = broken();
    assert!(!place.run(&["lint", "my pets.json"]).stdout.contains('\u{1b}'));
    let asked = place.run(&["lint", "my pets.json", "--color", "always"]);
    assert!(asked.stdout.contains("\u{1b}["), "{}", asked.stdout);
    let ran = place.run(&["lint", "my pets.json", "--format", "github", "--color", "always"]);
    assert!(!ran.stdout.contains('\u{1b}'));
}

/// `script` (util-linux) runs a command on a terminal of its own.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_color() {
    let place = broken();
    let on_terminal = |variable: &str| {
        let command = format!("{} lint 'my pets.json' -q", env!("CARGO_BIN_EXE_counterpart"));
        let mut script = std::process::Command::new("script");
        script.args(["-qec", &command, "/dev/null"]);
        script.current_dir(place.path("")).env_remove("NO_COLOR");
        script.env("TERM", "xterm").env(variable, "1");
        script.stdin(std::process::Stdio::null()).output()
    };
    let Ok(colored) = on_terminal("UNRELATED") else {
        println!("skipped: `script` is not there to make a terminal");
        return;
    };
    assert!(String::from_utf8_lossy(&colored.stdout).contains("\u{1b}["));
    let plain = on_terminal("NO_COLOR").unwrap();
    assert!(!String::from_utf8_lossy(&plain.stdout).contains("\u{1b}["));
    assert_eq!(plain.status.code(), Some(1));
}
