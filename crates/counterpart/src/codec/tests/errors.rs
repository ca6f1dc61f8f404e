use super::{read, refusal};
use crate::codec::json;
use crate::types::Map;

#[derive(Clone, PartialEq)]
struct Connection {
    pk: i64,
    source: Source,
}
crate::record! { Connection { pk: required "pk", source: required "source" } }

#[derive(Clone, PartialEq)]
struct Source {
    slug: String,
    tags: Option<Vec<Map<i64>>>,
}
crate::record! { Source { slug: required "slug", tags: optional "tags" } }

#[test]
fn an_error_names_the_place_in_the_value_and_in_the_text() {
    let text = "{\n  \"pk\": 1,\n  \"source\": {\"slug\": 5}\n}";
    assert_eq!(
        refusal::<Connection>(text),
        "/source/slug: expected a string, found a number (line 3, column 22)"
    );
    let text = r#"{"pk": 1, "source": {"slug": "x", "tags": [{}, {"a/b~c": true}]}}"#;
    assert_eq!(
        refusal::<Connection>(text),
        "/source/tags/1/a~1b~0c: expected an integer, found a boolean (line 1, column 61)"
    );
    assert_eq!(
        refusal::<Connection>("7"),
        "expected an object, found a number (line 1, column 1)"
    );
}

#[test]
fn broken_text_is_placed_too() {
    let table = [
        (
            r#"{"pk": 1, "source": {"slug": tru}}"#,
            "/source/slug: expected ident (line 1, column 33)",
        ),
        (
            r#"{"pk": 1, "source": "#,
            "/source: EOF while parsing a value (line 1, column 20)",
        ),
        (r#"{"pk": 1 "source""#, "expected `,` or `}` (line 1, column 10)"),
        ("", "EOF while parsing a value (line 1, column 0)"),
        (
            r#"{"pk": 1, "source": {"slug": "x"}} x"#,
            "trailing characters (line 1, column 36)",
        ),
    ];
    for (text, error) in table {
        assert_eq!(refusal::<Connection>(text), error, "{text}");
    }
}

#[test]
fn text_that_is_not_utf8_is_placed() {
    let error = json::from_slice::<String>(b"[\n \"\xff\"]").unwrap_err();
    assert_eq!(error.to_string(), "the text is not UTF-8 (line 2, column 3)");
}

#[test]
fn a_byte_order_mark_is_ignored() {
    assert_eq!(read::<i64>("\u{feff}1"), Ok(1));
}

#[test]
fn an_error_of_serde_names_the_pointer_and_keeps_the_position_of_the_format() {
    let error = serde_json::from_str::<Connection>("{\"pk\": 1,\n \"source\": {\"slug\": 5}}")
        .map(|_| ())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "/source/slug: expected a string, found a number at line 2 column 21"
    );
    let error = serde_yaml::from_str::<Connection>("pk: 1\nsource:\n  slug: [a]\n")
        .map(|_| ())
        .unwrap_err();
    assert!(error.to_string().starts_with("/source/slug: "), "{error}");
    assert!(
        error.to_string().contains("expected a string, found an array"),
        "{error}"
    );
}
