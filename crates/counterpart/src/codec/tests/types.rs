use super::{read, refusal, violations, written};
use crate::types::{Base64, Date, DateTime, File, Json, Map, Maybe, Password, Utc, Uuid};

#[test]
fn times_are_rfc_3339_in_both_directions() {
    let table = [
        (r#""2024-02-29T23:59:59.5Z""#, r#""2024-02-29T23:59:59.500Z""#),
        (
            r#""2024-02-29T23:59:59.123456789123Z""#,
            r#""2024-02-29T23:59:59.123456789Z""#,
        ),
        (r#""2024-08-02T10:11:12Z""#, r#""2024-08-02T10:11:12Z""#),
        (r#""2024-08-02T12:11:12.25+02:00""#, r#""2024-08-02T10:11:12.250Z""#),
        (r#""2024-08-02T10:11:12.123456Z""#, r#""2024-08-02T10:11:12.123456Z""#),
        (
            r#""0001-01-01T00:00:00.000000001Z""#,
            r#""0001-01-01T00:00:00.000000001Z""#,
        ),
        (r#""2016-12-31T23:59:60Z""#, r#""2016-12-31T23:59:60Z""#),
        (r#""2024-08-02t10:11:12z""#, r#""2024-08-02T10:11:12Z""#),
    ];
    for (text, out) in table {
        assert_eq!(written(&read::<DateTime<Utc>>(text).unwrap()), out);
    }
    for text in [
        "2023-02-29T10:11:12Z",
        "2024-08-02T24:11:12Z",
        "2024-08-02T10:11:12.Z",
        "2024-08-02T10:61:12Z",
        "Z",
    ] {
        assert_eq!(violations::<DateTime<Utc>>(&format!("\"{text}\"")).len(), 1, "{text}");
    }
    let error = "expected a date and time by RFC 3339 (line 1, column 21)";
    assert_eq!(refusal::<DateTime<Utc>>(r#""2024-08-02T10:11:12""#), error);
    assert_eq!(
        violations::<DateTime<Utc>>("1722593472"),
        [": expected a date and time by RFC 3339, found a number"]
    );
}

#[test]
fn dates_are_full_dates() {
    assert_eq!(written(&read::<Date>(r#""2024-02-29""#).unwrap()), r#""2024-02-29""#);
    for text in [
        r#""2023-02-29""#,
        r#""2024-2-9""#,
        r#"" 2024-02-29""#,
        r#""2024-02-29T00:00:00Z""#,
    ] {
        assert!(
            refusal::<Date>(text).starts_with("expected a date by RFC 3339"),
            "{text}"
        );
    }
}

#[test]
fn uuids_are_written_in_lower_case_with_hyphens() {
    let uuid = read::<Uuid>(r#""67E55044-10B1-426F-9247-BB680E5FE0C8""#).unwrap();
    assert_eq!(written(&uuid), r#""67e55044-10b1-426f-9247-bb680e5fe0c8""#);
    assert_eq!(refusal::<Uuid>(r#""x""#), "expected a uuid (line 1, column 3)");
}

#[test]
fn bytes_travel_as_base64() {
    assert_eq!(read(r#""AP+A""#), Ok(Base64::from(vec![0, 255, 128])));
    assert_eq!(written(&Base64::from(vec![0, 255])), r#""AP8=""#);
    assert_eq!(refusal::<Base64>(r#""!""#), "expected base64 (line 1, column 3)");
}

#[test]
fn strings_are_escaped_as_json_wants_it() {
    let text: String = (0..0x80_u8).map(char::from).chain("日本 \u{2028}😀".chars()).collect();
    assert_eq!(written(&text), serde_json::to_string(&text).unwrap());
    assert_eq!(read(&written(&text)), Ok(text));
}

#[test]
fn any_json_keeps_its_order_and_its_numbers() {
    let text = r#"{"z":1,"a":[null,true,-5,18446744073709551615,0.5,"x"],"m":{}}"#;
    assert_eq!(written(&read::<Json>(text).unwrap()), text);
    let map = read::<Map<Json>>(text).unwrap();
    assert_eq!(map.keys().collect::<Vec<_>>(), ["z", "a", "m"]);
}

#[test]
fn secrets_and_bytes_do_not_print() {
    let values: (Maybe<Password>, File) = (Maybe::Value("hunter2".into()), File::named("a.png", vec![1, 2, 3]));
    let shown = format!("{values:?}");
    assert!(!shown.contains("hunter2") && shown.contains("3 bytes"), "{shown}");
    assert_eq!(written(&values.0), r#""hunter2""#);
}
