use super::Number::{Float, Int};
use super::{Rule, TextFormat, check, check_rules};
use crate::codec::{Reading, Slot};
use crate::types::{Json, Map, Maybe};

/// What the rules say about a value.
fn found(value: &dyn Slot, rules: &'static [Rule]) -> Vec<String> {
    let mut reading = Reading::strict();
    check_rules(value, rules, &mut reading);
    reading.violations().iter().map(ToString::to_string).collect()
}

fn holds(value: &dyn Slot, rule: &'static [Rule]) -> bool {
    found(value, rule).is_empty()
}

#[test]
fn bounds_are_exact_for_integers() {
    assert!(holds(&i64::MAX, &[Rule::Maximum(Int(i64::MAX as i128))]));
    assert!(!holds(&(i64::MAX as u64 + 1), &[Rule::Maximum(Int(i64::MAX as i128))]));
    assert!(
        !holds(&i64::MAX, &[Rule::Maximum(Int(i64::MAX as i128 - 1))]),
        "the two are one as doubles"
    );
    assert!(holds(
        &5_i32,
        &[Rule::Minimum(Int(5)), Rule::ExclusiveMaximum(Float(5.5))]
    ));
    assert_eq!(
        found(&5_i32, &[Rule::ExclusiveMinimum(Int(5))]),
        [": expected more than 5"]
    );
    assert_eq!(
        found(&0.25_f64, &[Rule::Maximum(Float(0.2))]),
        [": expected at most 0.2"]
    );
    assert!(holds(&0.2_f32, &[Rule::Maximum(Float(0.2))]));
    assert!(holds(&-0.0_f64, &[Rule::Minimum(Int(0))]));
    assert!(!holds(&f64::NAN, &[Rule::Maximum(Int(0))]));
}

#[test]
fn multiples_forgive_the_last_place_of_doubles() {
    assert!(holds(&(i64::MAX - 1), &[Rule::MultipleOf(Int(2))]));
    assert!(!holds(&i64::MAX, &[Rule::MultipleOf(Int(2))]));
    for value in [0.3, 1.1, 19.99, 0.0, 4.35] {
        assert!(holds(&value, &[Rule::MultipleOf(Float(0.01))]), "{value}");
    }
    assert_eq!(
        found(&0.005_f64, &[Rule::MultipleOf(Float(0.01))]),
        [": expected a multiple of 0.01"]
    );
    assert!(holds(&7.5_f64, &[Rule::MultipleOf(Float(2.5))]));
    assert!(holds(&1e308_f64, &[Rule::MultipleOf(Float(1e-10))]));
    assert!(holds(&1_i64, &[Rule::MultipleOf(Int(0))]));
}

#[test]
fn lengths_count_characters() {
    let text = "日本😀".to_owned();
    assert!(holds(&text, &[Rule::MinLength(3), Rule::MaxLength(3)]));
    assert_eq!(found(&text, &[Rule::MaxLength(1)]), [": expected at most 1 character"]);
}

#[test]
fn equal_elements_are_found_by_value() {
    let json = |text: &str| serde_json::from_str::<Json>(text).unwrap();
    for text in [
        "[1, 1.0]",
        r#"[{"a": 1, "b": 2}, {"b": 2, "a": 1}]"#,
        "[[], []]",
        "[null, null]",
    ] {
        assert_eq!(
            found(&json(text), &[Rule::UniqueItems]),
            [": expected elements that differ"],
            "{text}"
        );
    }
    for text in [r#"[1, "1"]"#, "[[1, 2], [2, 1]]", "[0, false, null]", "[]"] {
        assert!(holds(&json(text), &[Rule::UniqueItems]), "{text}");
    }
}

#[test]
fn elements_and_values_have_rules_of_their_own() {
    let numbers = vec![vec![1_i64, 20], vec![30]];
    assert_eq!(
        found(
            &numbers,
            &[
                Rule::MinItems(3),
                Rule::Items(&[Rule::MaxItems(1), Rule::Items(&[Rule::Maximum(Int(25))])])
            ]
        ),
        [
            ": expected at least 3 elements",
            "/0: expected at most 1 element",
            "/1/0: expected at most 25"
        ]
    );
    let map: Map<String> = [("a/b", "x"), ("c", "yy")]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into();
    assert_eq!(
        found(&map, &[Rule::MaxProperties(1), Rule::Entries(&[Rule::MinLength(2)])]),
        [": expected at most 1 property", "/a~1b: expected at least 2 characters"]
    );
}

#[test]
fn formats_of_plain_strings() {
    for (text, email, uri) in [
        ("ada@example.com", true, false),
        ("a.b+c@mail.example", true, false),
        ("a..b@example.com", false, false),
        ("@example.com", false, false),
        ("ada@-x.example", false, false),
        ("https://example.com/a?b=c#d", false, true),
        ("urn:isbn:0451450523", false, true),
        ("/relative", false, false),
        ("http://a b", false, false),
        ("http://a/%zz", false, false),
    ] {
        assert_eq!(
            holds(&text.to_owned(), &[Rule::Format(TextFormat::Email)]),
            email,
            "{text}"
        );
        assert_eq!(holds(&text.to_owned(), &[Rule::Format(TextFormat::Uri)]), uri, "{text}");
    }
}

#[derive(Clone, PartialEq)]
struct Tree {
    name: Option<String>,
    next: Maybe<Box<Tree>>,
    children: Option<Vec<Tree>>,
    more: Map<i64>,
}
crate::record! {
    default Tree {
        name: optional "name" [MaxLength(2)],
        next: maybe "next",
        children: optional "children" [UniqueItems],
        ..more
    } [MaxProperties(3)]
}

#[test]
fn a_value_is_checked_with_all_it_contains() {
    let named = |name: &str| Tree {
        name: Some(name.to_owned()),
        ..Tree::default()
    };
    let tree = Tree {
        next: Maybe::Value(Box::new(named("abc"))),
        children: Some(vec![named("ok"), named("xyz"), named("ok")]),
        more: [("a".to_owned(), 1), ("b".to_owned(), 2)].into(),
        ..named("root")
    };
    let found: Vec<_> = check(&tree).iter().map(ToString::to_string).collect();
    assert_eq!(
        found,
        [
            ": expected at most 3 properties",
            "/name: expected at most 2 characters",
            "/next/name: expected at most 2 characters",
            "/children: expected elements that differ",
            "/children/1/name: expected at most 2 characters",
        ]
    );
    assert_eq!(check(&named("ok")), []);
}
