//! What no honest peer sends gives an error, or a value that can be written; never a panic.

mod places;

use counterpart_roundtrip_tests::{PROBES, Probe};
use counterpart_tests::instance::{Tape, instance};
use places::{apis, place};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value as Json;

/// Stands in a value where the hostile text is to be.
const MARK: &str = "the text that is replaced";

/// No JSON, wherever it stands.
const NOT_JSON: &[&str] = &[
    "NaN",
    "Infinity",
    "-Infinity",
    "nan",
    "undefined",
    "+1",
    "01",
    ".5",
    "1.",
    "0x10",
    "1_000",
    "'a'",
    "True",
    r#""\ud800""#,
    r#""\udc00\ud800""#,
    r#""\u12""#,
    r#""\x41""#,
    "\"\u{0}\"",
    "\"a\nb\"",
    "[1,]",
    r#"{"a":1,}"#,
    r#"{"a" 1}"#,
    r#"{1:2}"#,
    "[1 2]",
    "/* a */ 1",
];

/// JSON, and too much of something.
const EXTREME: &[&str] = &[
    "1e400",
    "-1e400",
    "1e-400",
    "-0",
    "-0.0",
    "1E+2",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
    "0.1234567890123456789012345678901234567890",
    "9007199254740993",
    "1.0000000000000000000000000001",
    r#""NaN""#,
    r#""\u0000""#,
    r#""\ud83d\ude00""#,
    r#""\ufeff""#,
    r#"{"":{"":{"":[]}}}"#,
];

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn tape() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..60)
}

fn anything() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        ".{0,8}".prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Json::from),
            vec(("[a-z]{0,4}", inner), 0..5).prop_map(|entries| Json::Object(entries.into_iter().collect())),
        ]
    })
}

/// Runs a property for every probe with values of its own.
fn for_each_probe<S: Strategy>(
    strategy: impl Fn() -> S,
    property: impl Fn(&Probe, &mut dyn FnMut(&[u8]) -> Option<Json>, S::Value) -> Result<(), TestCaseError>,
) where
    S::Value: std::fmt::Debug,
{
    let apis = apis();
    for probe in PROBES {
        let api = &apis[probe.document];
        let place = place(api, probe);
        proptest!(config(), |(value in strategy())| {
            property(probe, &mut |tape| instance(api, &place, &mut Tape(tape)), value)?;
        });
    }
}

/// Puts a value in the place of some other one.
fn replace(value: &mut Json, at: Index, new: Json) {
    let nodes = count(value);
    if let Some(node) = nth(value, &mut at.index(nodes)) {
        *node = new;
    }
}

fn count(value: &Json) -> usize {
    1 + match value {
        Json::Array(items) => items.iter().map(count).sum(),
        Json::Object(entries) => entries.values().map(count).sum(),
        _ => 0,
    }
}

fn nth<'v>(value: &'v mut Json, left: &mut usize) -> Option<&'v mut Json> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Json::Array(items) => items.iter_mut().find_map(|item| nth(item, left)),
        Json::Object(entries) => entries.values_mut().find_map(|entry| nth(entry, left)),
        _ => None,
    }
}

/// What is read can be written, and is the same when it is read again.
fn settles(probe: &Probe, text: &str) -> Result<(), TestCaseError> {
    let _ = (probe.judge)(text);
    let Ok([written, tree]) = (probe.pass)(text) else {
        return Ok(());
    };
    for form in [&written, &tree] {
        let again = (probe.pass)(form);
        let [again, _] = again.map_err(|error| TestCaseError::fail(format!("{text} -> {form}: {error}")))?;
        prop_assert_eq!(&again, &written, "{} of {}: {}", probe.component, probe.document, text);
    }
    Ok(())
}

#[test]
fn any_json_is_an_error_or_a_value() {
    for_each_probe(anything, |probe, _, value| {
        settles(probe, &value.to_string())?;
        settles(probe, &serde_json::json!({ "value": value }).to_string())
    });
}

#[test]
fn a_value_with_a_strange_part_is_an_error_or_a_value() {
    for_each_probe(
        || (tape(), any::<Index>(), anything()),
        |probe, make, (tape, at, new)| {
            let Some(mut value) = make(&tape) else { return Ok(()) };
            replace(&mut value, at, new);
            settles(probe, &value.to_string())
        },
    );
}

#[test]
fn extreme_parts_are_an_error_or_a_value() {
    for_each_probe(
        || (tape(), any::<Index>(), proptest::sample::select(EXTREME)),
        |probe, make, (tape, at, new)| {
            let Some(mut value) = make(&tape) else { return Ok(()) };
            replace(&mut value, at, MARK.into());
            settles(probe, &value.to_string().replace(&format!("\"{MARK}\""), new))
        },
    );
}

#[test]
fn what_is_no_json_is_an_error_wherever_it_stands() {
    for_each_probe(
        || (tape(), any::<Index>(), proptest::sample::select(NOT_JSON)),
        |probe, make, (tape, at, new)| {
            let Some(mut value) = make(&tape) else { return Ok(()) };
            replace(&mut value, at, MARK.into());
            let text = value.to_string().replace(&format!("\"{MARK}\""), new);
            prop_assert!((probe.pass)(&text).is_err(), "{} was read", text);
            prop_assert!((probe.judge)(&text) != Ok(0), "{} was accepted", text);
            Ok(())
        },
    );
}

#[test]
fn a_text_that_breaks_off_is_an_error() {
    for_each_probe(
        || (tape(), any::<Index>()),
        |probe, make, (tape, at)| {
            let Some(value) = make(&tape) else { return Ok(()) };
            let text = value.to_string();
            let mut end = at.index(text.len());
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            let (part, _) = text.split_at(end);
            prop_assert!((probe.pass)(part).is_err(), "{} was read", part);
            prop_assert!((probe.judge)(part) != Ok(0), "{} was accepted", part);
            Ok(())
        },
    );
}

#[test]
fn a_text_with_more_around_it_is_an_error() {
    for_each_probe(tape, |probe, make, tape| {
        let Some(value) = make(&tape) else { return Ok(()) };
        // RFC 8259, 8.1 lets a reader pass over the mark of the byte order.
        let marked = (probe.pass)(&format!("\u{feff}{value}"));
        prop_assert_eq!(marked, (probe.pass)(&value.to_string()), "{}", value);
        for text in [
            format!("{value}\u{feff}"),
            format!("{value}{value}"),
            format!("{value},"),
            format!("{value}\u{0}"),
        ] {
            prop_assert!((probe.pass)(&text).is_err(), "{:?} was read", text);
            prop_assert!((probe.judge)(&text) != Ok(0), "{:?} was accepted", text);
        }
        Ok(())
    });
}

/// As everywhere in JSON libraries, the last of two equal keys counts: all of it, and nothing of the first.
#[test]
fn of_two_equal_keys_the_last_one_counts() {
    for_each_probe(
        || (tape(), tape()),
        |probe, make, (one, other)| {
            let (Some(one), Some(other)) = (make(&one), make(&other)) else {
                return Ok(());
            };
            let text = format!(r#"{{"value":{},"value":{}}}"#, one["value"], other["value"]);
            prop_assert_eq!((probe.pass)(&text), (probe.pass)(&other.to_string()), "{}", text);
            Ok(())
        },
    );
}

/// A client passes over what it does not know, however deep it is.
#[test]
fn deep_nesting_is_never_accepted() {
    const DEPTH: usize = 50_000;
    for probe in PROBES {
        for (open, close) in [
            ("[", "]"),
            (r#"{"a":"#, "}"),
            (r#"{"value":"#, "}"),
            (r#"[{"children":"#, "}]"),
        ] {
            let text = format!(r#"{{"value":{}1{}}}"#, open.repeat(DEPTH), close.repeat(DEPTH));
            if let Ok([written, _]) = (probe.pass)(&text) {
                assert!(written.len() < DEPTH, "{} of {}", probe.component, probe.document);
            }
            assert!(
                (probe.judge)(&text) != Ok(0),
                "{} of {}",
                probe.component,
                probe.document
            );
        }
    }
}
