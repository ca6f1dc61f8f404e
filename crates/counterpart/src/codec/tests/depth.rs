use super::{read, refusal, violations};
use crate::codec::{Reading, json};
use crate::types::{Json, Map};

#[derive(Clone, PartialEq)]
struct Deep {
    deeper: Option<Box<Deep>>,
}
crate::record! { default Deep { deeper: optional "deeper" } }

fn nested(open: &str, close: &str, times: usize) -> String {
    format!("{}{}", open.repeat(times), close.repeat(times))
}

#[test]
fn hostile_nesting_is_an_error() {
    let arrays = nested("[", "]", 100_000);
    let objects = format!("{}1{}", r#"{"deeper":"#.repeat(100_000), "}".repeat(100_000));
    assert!(read::<Json>(&arrays).is_err());
    assert!(read::<Json>(&objects).is_err());
    assert!(read::<Deep>(&objects).is_err());
    assert!(refusal::<Vec<i64>>(&arrays).contains("expected an integer, found an array"));
    // What nobody wants is passed over without recursion.
    assert!(read::<Deep>(&format!(r#"{{"skipped": {arrays}}}"#)).is_ok());
    assert!(read::<()>(&arrays).is_err());
}

#[test]
fn the_limit_can_be_set() {
    let mut value = Json::Null;
    let mut reading = Reading::strict().with_depth_limit(3);
    assert!(json::read_str("[[[1]]]", &mut value, &mut reading).is_ok());
    let error = json::read_str(r#"[{"a":[[1]]}]"#, &mut value, &mut reading).unwrap_err();
    assert_eq!(
        error.to_string(),
        "/0/a/0: nested deeper than 3 levels (line 1, column 8)"
    );
}

#[test]
fn a_hostile_body_cannot_make_a_report_without_end() {
    let text = format!("[{}1]", "1,".repeat(100_000));
    assert_eq!(violations::<Vec<String>>(&text).len(), 100);
    let text = format!(
        r#"{{{}"z": 1}}"#,
        (0..1000).map(|n| format!(r#""k{n}": [],"#)).collect::<String>()
    );
    assert_eq!(violations::<Map<bool>>(&text).len(), 100);
}
