//! Rules: all that is wrong at once, each at its place.

use counterpart::validate;
use counterpart_shapes_tests::conditionals::models::Address;
use counterpart_shapes_tests::constraints::models::Limits;
use counterpart_shapes_tests::refusals;

#[test]
fn everything_that_is_wrong_is_listed_with_its_pointer() {
    let body = r#"{
        "name": "",
        "level": 10,
        "share": 0,
        "large": 9007199254740994,
        "tags": ["a", "a", "much too long", "b"],
        "scores": {"x": -1},
        "mail": "nobody"
    }"#;
    let refused = refusals::<Limits>(body);
    let places: Vec<_> = refused.iter().filter_map(|line| line.split(": ").next()).collect();
    for place in [
        "/name",
        "/level",
        "/share",
        "/large",
        "/tags",
        "/tags/2",
        "/scores/x",
        "/mail",
    ] {
        assert!(places.contains(&place), "{place} in {refused:#?}");
    }
}

#[test]
fn a_value_is_checked_as_a_body_is() {
    let limits = Limits {
        level: Some(0),
        tags: Some(Vec::new()),
        ..Limits::default()
    };
    let found: Vec<_> = validate::check(&limits).iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        ["/level: expected at least 1", "/tags: expected at least 1 element"]
    );
}

#[test]
fn bounds_are_exact() {
    assert_eq!(refusals::<Limits>(r#"{"large":9007199254740993}"#), [""; 0]);
    assert_eq!(refusals::<Limits>(r#"{"share":0.29}"#), [""; 0]);
    assert_eq!(refusals::<Limits>(r#"{"share":0.295}"#).len(), 1);
    assert_eq!(refusals::<Limits>(r#"{"level":9}"#), [""; 0]);
}

#[test]
fn objects_are_counted() {
    assert_eq!(refusals::<Limits>("{}").len(), 1);
}

/// ECMA-262: `\w` is ASCII, whatever the regular expressions of Rust think.
#[test]
fn patterns_are_those_of_ecma_262() {
    assert_eq!(refusals::<Limits>(r#"{"name":"a-b_9"}"#), [""; 0]);
    assert_eq!(refusals::<Limits>(r#"{"name":"ä"}"#).len(), 1);
}

/// The engine does not look behind: the generator warns, and nothing is checked.
#[test]
fn a_pattern_that_cannot_be_checked_refuses_nothing() {
    assert_eq!(refusals::<Limits>(r#"{"backwards":"zzz"}"#), [""; 0]);
}

#[test]
fn lengths_count_characters() {
    let name = |count| format!(r#"{{"mail":"{}@example.com"}}"#, "a".repeat(count));
    assert_eq!(refusals::<Limits>(&name(3)), [""; 0]);
    assert_eq!(refusals::<Limits>(r#"{"tags":["日本日本日本日本"]}"#), [""; 0]);
}

#[test]
fn conditions_are_checked_where_that_is_exact() {
    assert_eq!(refusals::<Address>(r#"{"country":"US","zip":"1"}"#), [""; 0]);
    assert_eq!(refusals::<Address>(r#"{"country":"US"}"#).len(), 1);
    assert_eq!(refusals::<Address>(r#"{"country":"DE","postcode":"1"}"#), [""; 0]);
    assert_eq!(refusals::<Address>(r#"{"postcode":"1","zip":"1"}"#).len(), 1);
}
