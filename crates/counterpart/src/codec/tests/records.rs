use super::{read, refusal, violations, written};
use crate::types::{Json, Map, Maybe};

#[derive(Clone, PartialEq)]
struct Four {
    required: i64,
    nullable: Option<i64>,
    optional: Option<i64>,
    maybe: Maybe<i64>,
}
crate::record! {
    Four { required: required "required", nullable: nullable "nullable", optional: optional "optional", maybe: maybe "maybe" }
}

#[derive(Clone, PartialEq)]
struct Open {
    name: Option<String>,
    additional_properties: Map<Json>,
}
crate::record! { default Open { name: optional "name", ..additional_properties } }

#[derive(Clone, PartialEq)]
struct Closed {
    name: Option<String>,
}
crate::record! { default Closed { name: optional "name", ..closed } [MinProperties(1)] }

#[derive(Clone, PartialEq)]
struct Node {
    value: i64,
    next: Option<Box<Node>>,
    children: Option<Vec<Node>>,
}
crate::record! { Node { value: required "value", next: optional "next", children: optional "children" } }

#[derive(Clone, PartialEq)]
struct Empty {}
crate::record! { default Empty {} }

/// Each need with each state: what a client makes of it, and what a server says.
#[test]
fn absent_and_null_are_told_apart() {
    let rest = r#""required": 1, "nullable": 2"#;
    let table = [
        (
            r#"{"nullable": 2}"#,
            "/required: the property is missing (line 1, column 15)",
            "/required: the property is missing",
        ),
        (
            r#"{"required": null, "nullable": 2}"#,
            "/required: expected an integer, found null (line 1, column 17)",
            "/required: expected an integer, found null",
        ),
        (
            r#"{"required": 1}"#,
            "/nullable: the property is missing (line 1, column 15)",
            "/nullable: the property is missing",
        ),
        (
            r#"{"required": 1, "nullable": null}"#,
            r#"{"required":1,"nullable":null}"#,
            "",
        ),
        (&format!(r#"{{{rest}}}"#), r#"{"required":1,"nullable":2}"#, ""),
        (
            &format!(r#"{{{rest}, "optional": null}}"#),
            r#"{"required":1,"nullable":2}"#,
            "/optional: may be absent but not null",
        ),
        (
            &format!(r#"{{{rest}, "optional": 3}}"#),
            r#"{"required":1,"nullable":2,"optional":3}"#,
            "",
        ),
        (
            &format!(r#"{{{rest}, "maybe": null}}"#),
            r#"{"required":1,"nullable":2,"maybe":null}"#,
            "",
        ),
        (
            &format!(r#"{{{rest}, "maybe": 4}}"#),
            r#"{"required":1,"nullable":2,"maybe":4}"#,
            "",
        ),
    ];
    for (text, client, server) in table {
        let outcome = read::<Four>(text).map_or_else(|error| error.to_string(), |four| written(&four));
        assert_eq!(outcome, client, "{text}");
        assert_eq!(violations::<Four>(text).join("; "), server, "{text}");
    }
}

#[test]
fn properties_come_in_any_order() {
    let value =
        read::<Four>(r#"{"maybe": 4, "later": {"x": [1]}, "optional": 3, "nullable": 2, "required": 1}"#).unwrap();
    assert_eq!(
        value,
        Four {
            required: 1,
            nullable: Some(2),
            optional: Some(3),
            maybe: Maybe::Value(4)
        }
    );
}

#[test]
fn of_two_equal_keys_the_last_wins_as_a_whole() {
    let four =
        read::<Four>(r#"{"required": 1, "nullable": 2, "required": 3, "optional": 4, "optional": null}"#).unwrap();
    assert_eq!((four.required, four.optional), (3, None));
    let node = read::<Vec<Node>>(
        r#"[{"value": 1, "next": {"value": 2, "next": {"value": 3}}, "next": {"value": 4}, "children": [{"value": 5}], "children": []}]"#,
    );
    assert_eq!(
        written(&node.unwrap()),
        r#"[{"value":1,"next":{"value":4},"children":[]}]"#
    );
}

#[derive(Clone, PartialEq)]
struct Outer {
    inner: Closed,
    open: Open,
}
crate::record! { Outer { inner: required "inner", open: required "open" } }

#[test]
fn a_duplicate_leaves_nothing_of_the_first_behind() {
    let text = r#"{"inner": {"name": "a"}, "open": {"x": 1, "name": "b"}, "inner": {}, "open": {"y": 2}}"#;
    assert_eq!(written(&read::<Outer>(text).unwrap()), r#"{"inner":{},"open":{"y":2}}"#);
}

#[test]
fn unknown_properties_are_skipped_kept_or_refused() {
    let text = r#"{"later": [1, {"a": null}], "name": "x"}"#;
    assert_eq!(
        written(&read::<Open>(text).unwrap()),
        r#"{"name":"x","later":[1,{"a":null}]}"#
    );
    assert_eq!(written(&read::<Closed>(text).unwrap()), r#"{"name":"x"}"#);
    assert_eq!(violations::<Closed>(text), ["/later: the property is not known here"]);
    assert_eq!(violations::<Open>(text).len(), 0);
}

#[test]
fn a_record_counts_its_properties() {
    assert_eq!(violations::<Closed>("{}"), [": expected at least 1 property"]);
    assert_eq!(violations::<Closed>(r#"{"name": "x"}"#).len(), 0);
}

#[test]
fn records_nest_and_may_be_empty() {
    let text = r#"{"value":1,"next":{"value":2},"children":[{"value":3},{"value":4,"children":[]}]}"#;
    assert_eq!(written(&read::<Node>(text).unwrap()), text);
    assert_eq!(written(&read::<Empty>(r#"{"a": 1}"#).unwrap()), "{}");
    assert_eq!(
        refusal::<Empty>("[]"),
        "expected an object, found an array (line 1, column 2)"
    );
}

#[test]
fn debug_is_that_of_a_derive() {
    let node = read::<Node>(r#"{"value": 1, "children": [{"value": 2}]}"#).unwrap();
    assert_eq!(
        format!("{node:?}"),
        "Node { value: 1, next: None, children: Some([Node { value: 2, next: None, children: None }]) }"
    );
    assert_eq!(format!("{:#?}", Closed::default()), "Closed {\n    name: None,\n}");
    let mut four = Four {
        required: 1,
        nullable: None,
        optional: Some(2),
        maybe: Maybe::Absent,
    };
    assert_eq!(
        format!("{four:?}"),
        "Four { required: 1, nullable: None, optional: Some(2), maybe: Absent }"
    );
    four.maybe = Maybe::Null;
    assert!(format!("{four:?}").ends_with("maybe: Null }"));
    four.maybe = Maybe::Value(3);
    assert!(format!("{four:?}").ends_with("maybe: Value(3) }"));
    let open = read::<Open>(r#"{"later": null}"#).unwrap();
    assert_eq!(
        format!("{open:?}"),
        r#"Open { name: None, additional_properties: {"later": null} }"#
    );
}

#[derive(Clone, PartialEq)]
struct Odd {
    quoted: i64,
    empty: Option<i64>,
    foreign: Option<i64>,
}
crate::record! { Odd { quoted: required "a\"\\\n", empty: optional "", foreign: optional "日本" } }

#[test]
fn names_may_be_anything() {
    let text = r#"{"a\"\\\n":1,"":2,"日本":3}"#;
    assert_eq!(written(&read::<Odd>(text).unwrap()), text);
    assert_eq!(
        refusal::<Odd>("{}"),
        "/a\"\\\n: the property is missing (line 1, column 2)"
    );
}
