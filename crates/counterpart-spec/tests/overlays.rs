//! Overlays: what they do to a document, in which order, and where findings point to afterwards.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use counterpart_spec::diagnostic::Style;
use counterpart_spec::{Input, Outcome, ReadOptions, Stage, dump, read_with};

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: https://one.example}, {url: https://two.example}, {url: https://three.example}]
paths:
  /pets:
    get:
      operationId: pets_list
      tags: [a]
      responses: {'204': {description: Done.}}
  /internal:
    get:
      operationId: secret
      x-internal: true
      responses: {'204': {description: Done.}}
";

fn text(name: &str, text: &str) -> Input {
    Input::Text {
        name: name.to_owned(),
        text: text.to_owned(),
    }
}

fn options(overlays: &[&str]) -> ReadOptions {
    let name = |index: usize| format!("{}.overlay.yaml", index + 1);
    let overlays = overlays.iter().enumerate();
    ReadOptions {
        overlays: overlays
            .map(|(index, actions)| {
                text(
                    &name(index),
                    &format!("overlay: 1.1.0\ninfo: {{title: t, version: '1'}}\nactions:\n{actions}"),
                )
            })
            .collect(),
        ..ReadOptions::default()
    }
}

fn lay(overlays: &[&str]) -> Outcome {
    read_with(&text("pets.yaml", PETS), &options(overlays))
}

/// The document after the overlays, as JSON.
fn patched(overlays: &[&str]) -> serde_json::Value {
    let dumped = dump(&text("pets.yaml", PETS), &options(overlays), Stage::Document);
    assert_eq!(dumped.findings.render(Style { color: false }), "");
    serde_json::from_str(&dumped.text.unwrap()).unwrap()
}

#[test]
fn updates_merge_objects_append_to_arrays_and_replace_scalars() {
    let patched = patched(&["
- target: $
  update:
    info: {title: More pets, license: {name: MIT}}
    servers: [{url: https://four.example}]
- target: $.paths['/pets'].get.tags
  update: b
- target: $.paths['/pets'].get.operationId
  update: all_pets
"]);
    assert_eq!(
        patched["info"],
        serde_json::json!({"title": "More pets", "version": "1", "license": {"name": "MIT"}})
    );
    assert_eq!(patched["servers"].as_array().unwrap().len(), 4);
    assert_eq!(patched["paths"]["/pets"]["get"]["tags"], serde_json::json!(["a", "b"]));
    assert_eq!(patched["paths"]["/pets"]["get"]["operationId"], "all_pets");
}

/// Overlay 1.1, Action Object: what does not go together is an error, and the action changes nothing.
#[test]
fn values_of_different_kinds_do_not_go_together() {
    let refusal = |action: &str| {
        let outcome = lay(&[action]);
        let printed = outcome.findings.render(Style { color: false });
        let mut lines = printed.lines().take(2);
        let first = lines.next().unwrap_or_default().to_owned();
        first + lines.next().unwrap_or_default()
    };
    for (action, expected) in [
        (
            "- {target: $.info, update: 7}",
            "a primitive value cannot be laid over an object --> 1.overlay.yaml:4:28",
        ),
        (
            "- {target: $.info.title, update: [x]}",
            "an array cannot be laid over a primitive value --> 1.overlay.yaml:4:26",
        ),
        (
            "- {target: $, update: {info: {title: x}, servers: {url: /}}}",
            "an object cannot be laid over an array --> 1.overlay.yaml:4:42",
        ),
        (
            "- {target: $.info, copy: $.servers}",
            "an array cannot be laid over an object --> 1.overlay.yaml:4:26",
        ),
        (
            "- {target: '$[\"info\", \"servers\"]', update: {}}",
            "the targets must be of one kind; here are an object and an array --> 1.overlay.yaml:4:12",
        ),
    ] {
        assert_eq!(
            refusal(action),
            format!("error[broken-overlay]: {expected}"),
            "{action}"
        );
        assert_eq!(lay(&[action]).api.unwrap().title, "Pets");
    }
}

/// Null is a primitive value, and an array takes whatever comes.
#[test]
fn primitive_values_replace_each_other_and_arrays_take_anything() {
    let patched = patched(&["
- {target: $.info.title, update: null}
- {target: $.info.title, update: Again}
- {target: $.info.version, copy: $.info.title}
- {target: '$..tags', update: {a: [1]}}
- {target: '$..tags', update: [b, [c]]}
- {target: '$..tags', copy: $.info.title}
"]);
    assert_eq!(
        patched["info"],
        serde_json::json!({"title": "Again", "version": "Again"})
    );
    let tags = &patched["paths"]["/pets"]["get"]["tags"];
    assert_eq!(*tags, serde_json::json!(["a", {"a": [1]}, "b", ["c"], "Again"]));
}

#[test]
fn an_overlay_has_an_action_at_least() {
    let empty = text(
        "empty.overlay.yaml",
        "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: []\n",
    );
    let options = ReadOptions {
        overlays: vec![empty],
        ..ReadOptions::default()
    };
    let printed = read_with(&text("pets.yaml", PETS), &options)
        .findings
        .render(Style { color: false });
    assert!(
        printed.starts_with("error[broken-overlay]: `actions` is empty"),
        "{printed}"
    );
}

#[test]
fn removal_takes_every_match() {
    let patched = patched(&["
- target: $.paths[?@.get['x-internal'] == true]
  remove: true
- target: $.servers[0,2]
  remove: true
"]);
    let paths: Vec<_> = patched["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths, ["/pets"]);
    assert_eq!(patched["servers"], serde_json::json!([{"url": "https://two.example"}]));
}

#[test]
fn removal_inside_of_what_moves_up_or_goes_too() {
    let patched = patched(&["
- target: $.info
  update: {x: [{a: 1}, {a: 2, b: 3}, {a: 4}, 5]}
- target: $.info.x[0, 1].a
  remove: true
- target: $.info.x[?@.b == 3, 3]
  remove: true
- target: $.info.x[0]['a', 'b']
  remove: true
  x-counterpart-optional: true
"]);
    assert_eq!(patched["info"]["x"], serde_json::json!([{}, {"a": 4}]));
    let all = lay(&["- {target: $..*, remove: true}\n"]);
    assert!(all.api.is_none());
}

#[test]
fn copy_and_remove_are_a_rename() {
    let patched = patched(&["
- target: $.paths
  update: {/animals: {}}
- target: $.paths['/animals']
  copy: $.paths['/pets']
- target: $.paths['/pets']
  remove: true
"]);
    assert_eq!(patched["paths"]["/animals"]["get"]["operationId"], "pets_list");
    assert!(patched["paths"].get("/pets").is_none());
}

#[test]
fn overlays_and_actions_apply_in_order() {
    let patched = patched(&[
        "- {target: $.info, update: {title: first}}\n- {target: $.info, update: {x-a: 1}}\n",
        "- {target: '$.info[?@ == 1]', update: 2}\n- {target: $.info, update: {title: second}}\n",
    ]);
    assert_eq!(patched["info"]["title"], "second");
    assert_eq!(patched["info"]["x-a"], 2);
}

#[test]
fn findings_point_to_the_overlay_that_wrote_the_value() {
    let outcome = lay(&[
        "- target: $.info\n  update: {x-a: 1}\n",
        "\
- target: $.paths['/pets'].get
  update:
    parameters:
    - {name: limit, in: query, schema: {type: colour}}
",
    ]);
    let printed = outcome.findings.render(Style { color: false });
    assert!(printed.starts_with("warning[wrong-type]: "), "{printed}");
    assert!(printed.contains(" --> 2.overlay.yaml:7:47\n"), "{printed}");
    assert!(
        printed.contains("7 |     - {name: limit, in: query, schema: {type: colour}}\n"),
        "{printed}"
    );
}

#[test]
fn findings_about_the_document_keep_their_place_when_an_item_ahead_is_removed() {
    let document = PETS.replace(
        "tags: [a]",
        "parameters:\n      - {name: a, in: query, schema: {type: string}}\n      - {name: b, in: query, schema: {type: colour}}",
    );
    let overlay = "- target: $.paths['/pets'].get.parameters[0]\n  remove: true\n";
    let outcome = read_with(&text("pets.yaml", &document), &options(&[overlay]));
    let printed = outcome.findings.render(Style { color: false });
    assert!(printed.contains(" --> pets.yaml:10:45\n"), "{printed}");
}

#[test]
fn a_copied_value_points_to_where_it_was_written() {
    let document = PETS.replace(
        "description: Done.}}\n  /internal",
        "description: Done., content: 7}}\n  /internal",
    );
    let overlay = "- {target: $.paths, update: {/copy: {get: {}}}}\n- {target: $.paths['/copy'].get, copy: $.paths['/pets'].get}\n- {target: $.paths['/pets'], remove: true}\n";
    let outcome = read_with(&text("pets.yaml", &document), &options(&[overlay]));
    let printed = outcome.findings.render(Style { color: false });
    assert!(printed.contains(" --> pets.yaml:9:"), "{printed}");
}

#[test]
fn what_cannot_be_applied_is_said_and_the_rest_is_applied() {
    let outcome = lay(&["- {target: $.nothing, update: 1}\n- {target: $.info, update: {title: Changed}}\n"]);
    assert!(outcome.findings.has_errors());
    assert_eq!(outcome.api.unwrap().title, "Changed");
    assert_eq!(
        outcome.findings.render(Style { color: false }),
        "\
error[unmatched-target]: `$.nothing` selects nothing in the document
 --> 1.overlay.yaml:4:12
  |
4 | - {target: $.nothing, update: 1}
  |            ^^^^^^^^^
  |
  = help: give the action `x-counterpart-optional: true` if it need not select anything

"
    );
}

#[test]
fn a_document_cannot_be_made_to_grow_without_end() {
    let (objects, numbers) = ("{}, ".repeat(1_100), "0, ".repeat(1_000));
    let actions = format!(
        "- {{target: $.info, update: {{x: [{objects}]}}}}\n- {{target: '$.info.x[*]', update: {{y: [{numbers}]}}}}\n"
    );
    let printed = lay(&[&actions]).findings.render(Style { color: false });
    assert!(printed.contains("more than a million values"), "{printed}");
}

#[test]
fn a_document_cannot_be_made_to_nest_without_end() {
    let deeper = "- {target: $.info, update: {x: {}}}\n".to_owned()
        + &"- {target: $..x, update: {x: {}}}\n- {target: '$..x[?count(@.*) == 0]', update: {x: {}}}\n".repeat(150);
    let outcome = lay(&[&deeper]);
    let printed = outcome.findings.render(Style { color: false });
    assert!(printed.contains("deeper than 127 levels"), "{printed}");
}

#[test]
fn an_overlay_that_is_not_there_is_said() {
    let missing = ReadOptions {
        overlays: vec![Input::File("no-such.overlay.yaml".into())],
        ..ReadOptions::default()
    };
    let outcome = read_with(&text("pets.yaml", PETS), &missing);
    assert!(outcome.findings.io_failure() && outcome.findings.has_errors());
    assert_eq!(
        read_with(&text("pets.yaml", PETS), &options(&["- 1\n"]))
            .findings
            .render(Style { color: false })
            .lines()
            .take(2)
            .collect::<Vec<_>>(),
        [
            "error[broken-overlay]: an action is an object, not a number",
            " --> 1.overlay.yaml:4:3"
        ]
    );
}
