//! What stands beside a union, and what fits none of its variants.

use counterpart::validate::check;
use counterpart_shapes_tests::one_of::models::{ByKind, Circle};
use counterpart_shapes_tests::union_rules::models::{ByShape, Car, Holder, Implicit, Short, Vehicle};
use counterpart_shapes_tests::{accepted, received, refusals, written};

#[test]
fn what_stands_beside_a_tagged_union_is_checked_on_the_whole_object() {
    let sold = r#"{"kind":"car","doors":3,"sold":true,"price":7}"#;
    assert_eq!(
        accepted::<Vehicle>(sold),
        Vehicle::Car(Car {
            doors: Some(3),
            ..Car::new("car")
        })
    );
    for (body, refused) in [
        (r#"{"kind":"car","doors":3}"#, ": expected at least 3 properties"),
        (
            r#"{"a":1,"b":2,"c":3,"d":4,"kind":"boat","sails":1}"#,
            ": expected at most 5 properties",
        ),
        (
            r#"{"kind":"boat","sails":1,"stolen":true}"#,
            ": the value is one of those excluded",
        ),
        (
            r#"{"kind":"boat","sails":1,"sold":true}"#,
            "/price: the property is missing",
        ),
        (
            r#"{"kind":"boat","sails":1,"registration":1}"#,
            "/registration: the name of the property is not allowed",
        ),
    ] {
        assert_eq!(refusals::<Vehicle>(body), [refused], "{body}");
        assert!(matches!(received(body), Vehicle::Car(_) | Vehicle::Boat(_)), "{body}");
    }
}

#[test]
fn a_place_may_have_rules_of_its_own_as_well() {
    let vehicle = |more: &str| format!(r#"{{"vehicle":{{"kind":"car","a":1,"b":2{more}}}}}"#);
    assert!(refusals::<Holder>(&vehicle(r#","c":3"#)).is_empty());
    assert_eq!(
        refusals::<Holder>(&vehicle(r#","c":3,"d":4"#)),
        ["/vehicle: expected at most 4 properties"]
    );
    let all = r#"{"all":[{"state":"on","since":"now"},{"state":"off"}]}"#;
    assert_eq!(refusals::<Holder>(all), ["/all/1: expected at least 2 properties"]);
    let found: Vec<_> = check(&received::<Holder>(all))
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(found, ["/all/1: expected at least 2 properties"]);
}

#[test]
fn other_unions_have_rules_too() {
    assert_eq!(
        refusals::<ByShape>(r#"{"radius":1}"#),
        [": expected at least 2 properties"]
    );
    assert!(refusals::<ByShape>(r#"{"side":1,"unit":"m"}"#).is_empty());
    assert_eq!(refusals::<Short>(r#""abcd""#), [": expected at most 3 characters"]);
    assert_eq!(refusals::<Short>("1"), [": expected at least 2"]);
    assert_eq!(
        refusals::<Implicit>(r#"{"state":"on"}"#),
        [": expected at least 2 properties"]
    );
}

#[test]
fn a_client_keeps_what_it_cannot_read_as_a_variant() {
    for body in [r#"{"side":"?"}"#, r#"{"radius":"wide"}"#, "[1]", "null", "1.5"] {
        let value: ByKind = received(body);
        assert!(matches!(value, ByKind::Unknown(_)), "{body}");
        assert_eq!(written(&value), body);
        assert_eq!(received::<ByKind>(body), value);
        assert_ne!(value, ByKind::Circle(Circle { radius: 1.0 }));
        assert!(!refusals::<ByKind>(body).is_empty(), "{body}");
        assert_eq!(check(&value).len(), 1, "{body}");
        let tree = serde_json::to_value(&value).expect("JSON");
        assert_eq!(serde_json::from_value::<ByKind>(tree).expect("a value"), value);
    }
    assert_eq!(
        refusals::<ByKind>(r#"{"side":"?"}"#),
        ["/radius: the property is missing"],
        "a server says what is wrong with the one variant of the kind"
    );
}
