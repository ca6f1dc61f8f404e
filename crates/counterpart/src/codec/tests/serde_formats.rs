use super::{read, written};
use crate::types::{Json, Map, Maybe};

#[derive(Clone, PartialEq)]
struct Thing {
    id: u64,
    ratio: Maybe<f64>,
    kind: Kind,
    labels: Map<String>,
    additional_properties: Map<Json>,
}
crate::record! {
    Thing {
        id: required "id",
        ratio: maybe "ratio",
        kind: required "kind",
        labels: required "labels",
        ..additional_properties
    }
}

#[derive(Clone, PartialEq)]
struct Point {
    x: i64,
}
crate::record! { Point { x: required "x" } }

#[derive(Clone, PartialEq)]
#[non_exhaustive]
enum Kind {
    Point(Point),
    Unknown(Json),
}
crate::union! { Kind tag "type" { Point = "point" } Unknown }

const TEXT: &str =
    r#"{"id":18446744073709551615,"ratio":null,"kind":{"type":"point","x":1},"labels":{"a":"b"},"more":[1.5,true]}"#;

#[test]
fn every_self_describing_format_of_serde_works() {
    let thing = read::<Thing>(TEXT).unwrap();
    let value = serde_json::to_value(&thing).unwrap();
    assert_eq!(value.to_string(), TEXT);
    assert!(serde_json::from_value::<Thing>(value).unwrap() == thing);
    let yaml = serde_yaml::to_string(&thing).unwrap();
    assert!(serde_yaml::from_str::<Thing>(&yaml).unwrap() == thing, "{yaml}");
    assert_eq!(serde_json::to_string(&thing).unwrap(), written(&thing));
}

#[test]
fn models_live_inside_of_derived_types() {
    #[derive(serde::Serialize, serde::Deserialize)]
    struct Own {
        point: Option<Point>,
        points: Vec<Point>,
    }
    let own: Own = serde_json::from_str(r#"{"point": {"x": 1}, "points": [{"x": 2}]}"#).unwrap();
    assert_eq!(
        serde_json::to_string(&own).unwrap(),
        r#"{"point":{"x":1},"points":[{"x":2}]}"#
    );
    let error = serde_json::from_str::<Own>(r#"{"point": {"x": "1"}}"#)
        .map(|_| ())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "/x: expected an integer, found a string at line 1 column 19"
    );
}
