//! Formats: each has its type, and keeps what it was given.

use counterpart::types::{Base64, Password};
use counterpart_shapes_tests::formats::models::Formats;
use counterpart_shapes_tests::{received, refusals, written};

#[test]
fn integers_have_their_width() {
    assert_eq!(received::<Formats>(r#"{"uint8":255}"#).uint8, Some(255));
    for (name, least, most) in [
        ("int8", "-129", "128"),
        ("uint8", "-1", "256"),
        ("int32", "-2147483649", "2147483648"),
        ("int64", "-9223372036854775809", "9223372036854775808"),
        ("uint64", "-1", "18446744073709551616"),
    ] {
        for number in [least, most] {
            let body = format!(r#"{{"{name}":{number}}}"#);
            assert!(counterpart::codec::json::from_str::<Formats>(&body).is_err(), "{body}");
            assert_eq!(refusals::<Formats>(&body).len(), 1, "{body}");
        }
    }
}

#[test]
fn integers_never_go_through_doubles() {
    let body = r#"{"int64":9223372036854775807,"uint64":18446744073709551615,"huge":18446744073709551615}"#;
    assert_eq!(written(&received::<Formats>(body)), body);
}

#[test]
fn bytes_are_base64_on_the_wire() {
    let formats = Formats {
        byte: Some(Base64::from(b"hi".to_vec())),
        ..Formats::default()
    };
    assert_eq!(written(&formats), r#"{"byte":"aGk="}"#);
}

#[test]
fn dates_times_and_identifiers_come_back() {
    let body = r#"{"date":"2024-02-29","date_time":"2024-02-29T12:30:00Z","time":"12:30:00Z","duration":"P1DT2H","uuid":"00000000-0000-4000-8000-000000000000","ipv4":"127.0.0.1","ipv6":"::1"}"#;
    let formats: Formats = received(body);
    assert_eq!(formats.time.as_ref().map(counterpart::types::Time::hour), Some(12));
    assert!(formats.ipv4.is_some_and(|address| address.is_loopback()));
    assert_eq!(written(&formats), body);
}

#[test]
fn a_text_that_is_not_in_its_format_is_refused() {
    for body in [
        r#"{"date":"2024-02-30"}"#,
        r#"{"date_time":"yesterday"}"#,
        r#"{"uuid":"x"}"#,
        r#"{"ipv4":"256.0.0.1"}"#,
        r#"{"byte":"*"}"#,
        r#"{"email":"nobody"}"#,
        r#"{"hostname":"-a-"}"#,
        r#"{"duration":"1h"}"#,
    ] {
        assert_eq!(refusals::<Formats>(body).len(), 1, "{body}");
    }
}

#[test]
fn a_password_is_never_shown_and_still_written() {
    let formats = Formats {
        password: Some(Password::from("hunter2")),
        ..Formats::default()
    };
    let shown = format!("{formats:?}");
    assert!(!shown.contains("hunter2"), "{shown}");
    assert_eq!(written(&formats), r#"{"password":"hunter2"}"#);
}

#[test]
fn an_unknown_format_is_text() {
    assert_eq!(
        received::<Formats>(r#"{"colour":"mauve"}"#).colour.as_deref(),
        Some("mauve")
    );
}
