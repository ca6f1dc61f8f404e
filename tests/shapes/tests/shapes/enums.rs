//! Enumerations of strings, integers and other values.

use counterpart_shapes_tests::enums::models::{Holder, Level, Mixed, Named, OrNull, Ratio, Reaction, Truth, Version};
use counterpart_shapes_tests::{received, refusals, written};

#[test]
fn values_have_their_texts_and_back() {
    assert_eq!(Reaction::Plus1.as_str(), "+1");
    assert_eq!("-1".parse(), Ok(Reaction::Minus1));
    assert_eq!(Reaction::日本.to_string(), "日本");
    assert_eq!(Reaction::VALUES.len(), 9);
    for value in Reaction::VALUES {
        assert_eq!(value.as_str().parse().as_ref(), Ok(value));
    }
    assert!("none".parse::<Reaction>().is_err());
}

#[test]
fn unknown_values_are_kept_by_a_client() {
    let later: Reaction = received(r#""hooray""#);
    assert!(matches!(&later, Reaction::Unknown(value) if value.as_str() == "hooray"));
    assert_eq!(written(&later), r#""hooray""#);
    assert_eq!(received::<Level>("11"), Level::Unknown(11));
    assert_eq!(written(&received::<Mixed>(r#"{"a":1}"#)), r#"{"a":1}"#);
}

#[test]
fn unknown_values_are_refused_by_a_server() {
    assert_eq!(refusals::<Level>("11"), [": expected one of 10, 20, -1"]);
    assert_eq!(refusals::<Reaction>(r#""hooray""#).len(), 1);
    assert_eq!(refusals::<Mixed>("true").len(), 1);
    assert_eq!(refusals::<Holder>(r#"{"version":3}"#).len(), 1);
}

#[test]
fn integers_are_not_strings() {
    assert_eq!(Level::ValueMinus1.as_i64(), -1);
    assert_eq!("20".parse(), Ok(Level::Value20));
    assert!(counterpart::codec::json::from_str::<Level>(r#""10""#).is_err());
}

#[test]
fn authors_name_their_values() {
    assert_eq!(Named::High.as_i64(), 2);
}

#[test]
fn numbers_and_booleans_are_told_apart_by_value() {
    assert_eq!(received::<Ratio>("1.0"), Ratio::Value1);
    assert_eq!(received::<Mixed>("0"), Mixed::Value0);
    assert_eq!(received::<Mixed>("false"), Mixed::False);
    assert_eq!(received::<Mixed>(r#""auto""#), Mixed::Auto);
    assert_eq!(Truth::default(), Truth::True);
}

#[test]
fn a_constant_says_itself() {
    assert_eq!(Version::default(), Version::Value2);
    assert_eq!(written(&Holder::default()), r#"{"version":2}"#);
}

#[test]
fn null_belongs_to_the_place() {
    let holder: Holder = received(r#"{"version":2,"choice":null}"#);
    assert!(holder.choice.is_null());
    let holder: Holder = received(r#"{"version":2,"choice":"on"}"#);
    assert_eq!(holder.choice.value(), Some(&OrNull::On));
}
