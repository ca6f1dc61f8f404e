use super::{read_strictly, violations};
use crate::codec::{Reading, Slot, json};
use crate::types::{Json, Map};

#[derive(Clone, PartialEq)]
struct Order {
    id: i64,
    lines: Vec<Line>,
    note: Option<String>,
    more: Map<bool>,
}
crate::record! {
    Order {
        id: required "id" [Minimum(Int(1))],
        lines: required "lines" [MinItems(1)],
        note: optional "note" [MaxLength(5)],
        more: required "more",
    }
}

#[derive(Clone, PartialEq)]
struct Line {
    sku: String,
    count: i32,
}
crate::record! { Line { sku: required "sku" [Pattern("^[A-Z]+$")], count: required "count" } }

#[test]
fn everything_that_is_wrong_is_reported_at_once() {
    let text = r#"{
        "id": 0,
        "lines": [{"sku": "a", "count": {"deep": [1, {}]}}, 7, {"count": 2, "sku": ["X"]}, {"sku": "OK", "count": 1}],
        "note": "too long",
        "extra": 1
    }"#;
    assert_eq!(
        violations::<Order>(text),
        [
            "/id: expected at least 1",
            "/lines/0/sku: expected a match of ^[A-Z]+$",
            "/lines/0/count: expected an integer, found an object",
            "/lines/1: expected an object, found a number",
            "/lines/2/sku: expected a string, found an array",
            "/note: expected at most 5 characters",
            "/more: the property is missing",
        ]
    );
}

#[test]
fn what_is_right_is_read_beside_what_is_wrong() {
    let (values, violations) = read_strictly::<Vec<i64>>(r#"[1, {"a": [2]}, 3]"#);
    assert_eq!(violations.len(), 1);
    assert_eq!((values.first(), values.last()), (Some(&1), Some(&3)));
}

#[derive(Clone, PartialEq)]
struct Lists {
    deep: Vec<Vec<i64>>,
    lines: Option<Vec<Line>>,
    named: Map<Vec<Option<i64>>>,
}
crate::record! {
    Lists {
        deep: required "deep" [MinItems(4), Items(&[Items(&[Minimum(Int(1))]), MaxItems(2)]), UniqueItems],
        lines: optional "lines" [MaxItems(1), Items(&[MaxProperties(1), Not(&[])])],
        named: required "named" [Entries(&[MinItems(2), Items(&[Minimum(Int(1))])])],
    }
}

#[test]
fn the_rules_of_what_can_be_read_are_checked_beside_what_cannot() {
    let text = r#"{
        "deep": [[0, "x", 0], "y", [0, 1, 2]],
        "lines": [{"sku": "a", "count": 1}, {"sku": "B", "count": 2}],
        "named": {"a": [null, 0, 1], "b/~c": [0], "d": ["x"], "e": 7}
    }"#;
    assert_eq!(
        violations::<Lists>(text),
        [
            "/deep/0/0: expected at least 1",
            "/deep/0/1: expected an integer, found a string",
            "/deep/0/2: expected at least 1",
            "/deep/0: expected at most 2 elements",
            "/deep/1: expected an array, found a string",
            "/deep/2/0: expected at least 1",
            "/deep/2: expected at most 2 elements",
            "/deep: expected at least 4 elements",
            // Of the first line only what its own fields say is known.
            "/lines/0/sku: expected a match of ^[A-Z]+$",
            "/lines/1: expected at most 1 property",
            "/lines/1: the value is one of those excluded",
            "/lines: expected at most 1 element",
            "/named/a/1: expected at least 1",
            "/named/b~1~0c: expected at least 2 elements",
            "/named/b~1~0c/0: expected at least 1",
            "/named/d/0: expected an integer, found a string",
            "/named/d: expected at least 2 elements",
            "/named/e: expected an array, found a number",
        ]
    );
}

#[test]
fn a_report_never_repeats_what_was_submitted() {
    let (_, violations) = read_strictly::<Order>(r#"{"id": "secret", "lines": [{"sku": "secret"}], "note": "secret"}"#);
    assert_eq!(violations.len(), 5);
    assert!(violations.iter().all(|violation| !violation.detail.contains("secret")));
}

#[test]
fn any_json_is_never_wrong() {
    assert_eq!(violations::<Option<Json>>("null").len(), 0);
    assert_eq!(read_strictly::<Option<Json>>("null").0, Some(Json::Null));
}

#[derive(Clone, PartialEq)]
struct Sized {
    size: Option<i64>,
}
crate::record! { default Sized { size: optional "size" = "3" } }

#[test]
fn defaults_are_filled_in_unless_they_are_not_wanted() {
    let read = |mut reading: Reading| {
        let mut sized = Sized::blank();
        json::read_str("{}", &mut sized, &mut reading).unwrap();
        sized.size
    };
    assert_eq!(read(Reading::strict()), Some(3));
    assert_eq!(read(Reading::strict().without_defaults()), None);
    assert_eq!(read(Reading::tolerant()), None);
}
