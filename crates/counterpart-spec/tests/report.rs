//! The reports for programs, where `counterpart lint` does not show everything that they can hold.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeSet;

use counterpart_spec::diagnostic::{CODES, Diagnostic, Findings, Format};
use counterpart_spec::{Input, read};
use serde_json::Value as Json;

/// A finding with a related place and a help.
fn findings() -> Findings {
    let text = "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths: {}\n".to_owned();
    let name = "pets.yaml".to_owned();
    let mut findings = read(&Input::Text { name, text }).findings;
    let finding = Diagnostic::at_pointer(CODES[0], "the version is odd", "/info/version");
    findings.push(
        finding
            .with_related("/info/title", "the title")
            .with_help("write another"),
    );
    findings
}

fn report(format: Format) -> String {
    findings().report(format, &|code| code.title.to_owned())
}

#[test]
fn json_has_the_members_that_the_schema_names() {
    let schema: Json = serde_json::from_str(include_str!("../../../docs/findings.schema.json")).unwrap();
    let report: Json = serde_json::from_str(&report(Format::Json)).unwrap();
    let keys = |object: &Json| object.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let finding = &report["findings"][0];
    for (found, described) in [
        (&report, &schema),
        (&report["counts"], &schema["properties"]["counts"]),
        (finding, &schema["$defs"]["finding"]),
        (&finding["related"][0], &schema["$defs"]["place"]),
    ] {
        assert_eq!(keys(found), keys(&described["properties"]));
        let required = described["required"].as_array().unwrap().iter();
        let required: BTreeSet<_> = required.map(|key| key.as_str().unwrap().to_owned()).collect();
        assert_eq!(keys(found), required);
    }
    assert_eq!(finding["related"][0]["line"], 2);
}

#[test]
fn sarif_and_github_have_related_places() {
    let sarif: Json = serde_json::from_str(&report(Format::Sarif)).unwrap();
    let related = &sarif["runs"][0]["results"][0]["relatedLocations"][0];
    assert_eq!(related["message"]["text"], "the title");
    assert_eq!(related["physicalLocation"]["region"]["startColumn"], 15);
    let github = report(Format::Github);
    assert!(
        github.ends_with("the version is odd%0Athe title: pets.yaml:2:15%0Ahelp: write another\n"),
        "{github}"
    );
}

#[test]
fn people_see_both_places() {
    let printed = report(Format::Human);
    assert_eq!(
        printed,
        "\
error[unreadable-input]: the version is odd
 --> pets.yaml:2:30
  |
2 | info: {title: Pets, version: '1'}
  |                              ^^^
  |
 ::: pets.yaml:2:15
  |
2 | info: {title: Pets, version: '1'}
  |               ---- the title
  |
  = help: write another

"
    );
}
