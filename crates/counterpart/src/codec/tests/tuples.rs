//! Tuples, and places that hold nothing.

use super::{read, refusal, violations, written};
use crate::types::{Maybe, Never, Null, Tuple};

#[test]
fn a_tuple_reads_and_writes_an_array() {
    let pair: (String, i64) = read(r#"["a", 1]"#).unwrap();
    assert_eq!(written(&pair), r#"["a",1]"#);
    assert_eq!(
        refusal::<(String, i64)>(r#"["a", "b"]"#),
        "/1: expected an integer, found a string (line 1, column 9)"
    );
    assert_eq!(
        refusal::<(String, i64)>(r#"["a"]"#),
        "expected at least 2 elements (line 1, column 5)"
    );
    assert_eq!(
        read(r#"["a", 1, true]"#),
        Ok(("a".to_owned(), 1_i64)),
        "a client passes over what was added"
    );
    assert_eq!(
        violations::<(String, i64)>(r#"["a", 1, true]"#),
        [": expected at most 2 elements"]
    );
}

#[test]
fn elements_may_be_left_out_or_null() {
    type Line = (i64, Maybe<String>, Maybe<Option<i64>>);
    for (text, back) in [
        ("[1]", "[1]"),
        (r#"[1,"a"]"#, r#"[1,"a"]"#),
        (r#"[1,null]"#, "[1,null]"),
        (r#"[1,"a",2]"#, r#"[1,"a",2]"#),
    ] {
        assert_eq!(written(&read::<Line>(text).unwrap()), back);
    }
    assert_eq!(
        written(&(1_i64, Maybe::<String>::Absent, Maybe::Value(2_i64))),
        "[1,null,2]"
    );
    assert_eq!(written(&(1_i64, None::<String>)), "[1,null]");
}

#[test]
fn what_follows_a_tuple_has_one_type() {
    let line: Tuple<(String,), i64> = read(r#"["a", 1, 2]"#).unwrap();
    assert_eq!((line.items.0.as_str(), line.rest.as_slice()), ("a", [1, 2].as_slice()));
    assert_eq!(written(&line), r#"["a",1,2]"#);
    assert_eq!(
        violations::<Tuple<(String,), i64>>(r#"["a", 1, "b"]"#),
        ["/2: expected an integer, found a string"]
    );
    assert_eq!(
        serde_json::from_value(serde_json::to_value(&line).unwrap()).ok(),
        Some(line)
    );
}

#[test]
fn null_and_nothing_are_types() {
    assert_eq!(read("[null]"), Ok(vec![Null]));
    assert_eq!(refusal::<Null>("0"), "expected null, found a number (line 1, column 1)");
    assert_eq!(
        violations::<(Null, Never)>("[null, 1]"),
        ["/1: no value is allowed here"]
    );
}
