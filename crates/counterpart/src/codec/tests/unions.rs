use super::{read, refusal, violations, written};
use crate::types::Json;

#[derive(Clone, PartialEq)]
struct Cat {
    kind: String,
    lives: i64,
    friends: Option<Vec<Animal>>,
}
crate::record! { Cat { kind: required "kind", lives: required "lives" [Maximum(Int(9))], friends: optional "friends" } }

#[derive(Clone, PartialEq)]
struct Dog {
    name: String,
}
crate::record! { Dog { name: required "name" } }

#[derive(Clone, PartialEq)]
#[non_exhaustive]
enum Animal {
    Cat(Box<Cat>),
    Dog(Dog),
    Unknown(Json),
}
crate::union! { Animal tag "kind" { Cat = "cat" | "kitten", Dog = "dog" } Unknown }

#[test]
fn the_tag_may_stand_anywhere() {
    let friends = r#""friends": [{"name": "Rex", "kind": "dog"}]"#;
    let expected = r#"{"kind":"cat","lives":7,"friends":[{"kind":"dog","name":"Rex"}]}"#;
    for text in [
        format!(r#"{{"kind": "cat", "lives": 7, {friends}}}"#),
        format!(r#"{{"lives": 7, "kind": "cat", {friends}}}"#),
        format!(r#"{{{friends}, "skipped": [[{{}}]], "lives": 7, "kind": "cat"}}"#),
    ] {
        assert_eq!(written(&read::<Animal>(&text).unwrap()), expected, "{text}");
    }
}

#[test]
fn a_variant_keeps_the_tag_it_came_with() {
    let text = r#"{"kind":"kitten","lives":9}"#;
    assert_eq!(written(&read::<Animal>(text).unwrap()), text);
    let cat = Cat {
        kind: String::new(),
        lives: 1,
        friends: None,
    };
    assert_eq!(written(&Animal::Cat(cat.into())), r#"{"kind":"cat","lives":1}"#);
}

#[test]
fn clients_keep_unknown_tags_and_servers_refuse_them() {
    let text = r#"{"wings":2,"kind":"bird"}"#;
    let animal = read::<Animal>(text).unwrap();
    assert!(matches!(&animal, Animal::Unknown(json) if json["wings"] == 2));
    assert_eq!(written(&animal), text);
    assert_eq!(
        violations::<Vec<Animal>>(&format!("[{text}]")),
        [r#"/0/kind: expected one of "cat", "kitten", "dog""#]
    );
}

#[test]
fn what_is_no_union_is_placed() {
    assert_eq!(
        refusal::<Animal>(r#"{"name": "x"}"#),
        "/kind: the property is missing (line 1, column 13)"
    );
    assert_eq!(
        violations::<Vec<Animal>>(r#"[{"a": [1]}, 1, {"kind": 1, "x": {}}]"#),
        [
            "/0/kind: the property is missing",
            "/1: expected an object, found a number",
            "/2/kind: expected a string",
        ]
    );
    assert_eq!(
        violations::<Animal>(r#"{"friends": [{"kind": "dog"}], "lives": 10, "kind": "cat"}"#),
        ["/friends/0/name: the property is missing", "/lives: expected at most 9"]
    );
}

#[derive(Clone, PartialEq)]
#[non_exhaustive]
enum Guest {
    Cat(Box<Cat>),
    Dog(Dog),
    Unknown(Json),
}
crate::union! {
    Guest tag "kind" {
        Cat = "cat" | "kitten" [Not(&[Required(&["cage"])]), MaxProperties(3)],
        Dog = "dog" [MinProperties(3), Required(&["owner"])],
    } Unknown
}

#[test]
fn a_server_checks_the_rules_of_a_variant_on_the_whole_object() {
    let guests = r#"[{"kind": "dog", "name": "Rex", "owner": 1}, {"name": "Rex", "kind": "dog"},
        {"cage": 1, "kind": "cat", "lives": 7}, {"lives": 1, "kind": "kitten", "a": 1}, {"a": 1, "b": 2, "lives": 10, "kind": "kitten"}]"#;
    assert_eq!(
        violations::<Vec<Guest>>(guests),
        [
            "/1: expected at least 3 properties",
            "/1/owner: the property is missing",
            "/2: the value is one of those excluded",
            "/4: expected at most 3 properties",
            "/4/lives: expected at most 9",
        ]
    );
    let read: Vec<Guest> = read(guests).unwrap();
    let found: Vec<_> = crate::validate::check(&read).iter().map(ToString::to_string).collect();
    // What no field took is gone, and what is left is what would be written.
    assert_eq!(
        found,
        [
            "/0: expected at least 3 properties",
            "/0/owner: the property is missing",
            "/1: expected at least 3 properties",
            "/1/owner: the property is missing",
            "/4/lives: expected at most 9",
        ]
    );
}

#[test]
fn debug_names_the_record() {
    let animal = read::<Animal>(r#"{"kind": "dog", "name": "Rex"}"#).unwrap();
    assert_eq!(format!("{animal:?}"), r#"Dog { name: "Rex" }"#);
}
