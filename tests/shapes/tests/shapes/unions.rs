//! `oneOf`, `anyOf`, `allOf`, inheritance.

use counterpart_shapes_tests::all_of::models::{Payment, PaymentCard, Shop};
use counterpart_shapes_tests::any_of::models::{Both, Scalar};
use counterpart_shapes_tests::inheritance::models::{self as inheritance, Zoo};
use counterpart_shapes_tests::one_of::models::{
    ByClosedKeys, ByFormat, ByItems, ByKind, ByRange, ByRequired, ByValues, Circle, Nested,
};
use counterpart_shapes_tests::one_of_odd::models::{Choice, Overlapping, WithProperties};
use counterpart_shapes_tests::one_of_tags::models::{
    Created, Implicit, Listed, Opened, OpenedAction, Shared, Unmapped,
};
use counterpart_shapes_tests::type_lists::models::{ObjectOrText, Value};
use counterpart_shapes_tests::unions::models::{Animal, Cat, Pack};
use counterpart_shapes_tests::{received, refusals, written};

#[test]
fn a_tag_is_found_wherever_it_stands() {
    let pack = r#"{"leader":{"kind":"lion"},"others":[],"kind":"pack"}"#;
    let animal: Animal = received(pack);
    let Animal::Pack(Pack { leader, others, .. }) = &animal else {
        panic!("{animal:?}")
    };
    assert!(matches!(&**leader, Animal::Cat(Cat { kind }) if kind == "lion"));
    assert_eq!(others.as_deref(), Some(&[][..]));
}

#[test]
fn a_tagged_union_comes_back_with_its_tag() {
    for body in [
        r#"{"kind":"cat"}"#,
        r#"{"kind":"lion"}"#,
        r#"{"kind":"pack","leader":{"kind":"pack","leader":{"kind":"cat"}}}"#,
    ] {
        assert_eq!(written(&received::<Animal>(body)), body);
    }
}

#[test]
fn an_unknown_tag_is_kept_by_a_client_and_refused_by_a_server() {
    let body = r#"{"kind":"dragon","heads":3}"#;
    let animal: Animal = received(body);
    assert!(matches!(animal, Animal::Unknown(_)));
    assert_eq!(written(&animal), body);
    let refused = refusals::<Animal>(body);
    assert!(refused.len() == 1 && refused[0].starts_with("/kind: "), "{refused:?}");
}

#[test]
fn a_constant_is_a_tag_too() {
    let implicit: Implicit = received(r#"{"id":7,"type":"created"}"#);
    assert_eq!(implicit, Implicit::Created(Created::new(7)));
    assert_eq!(
        written(&Implicit::from(Created::new(7))),
        r#"{"type":"created","id":7}"#
    );
}

#[test]
fn several_values_of_a_property_may_mean_one_variant() {
    let reopened = r#"{"action":"reopened","by":"me"}"#;
    let listed: Listed = received(reopened);
    let Listed::Opened(Opened { action, .. }) = &listed else {
        panic!("{listed:?}")
    };
    assert_eq!(*action, OpenedAction::Reopened);
    assert_eq!(written(&listed), reopened);
    for body in [reopened, r#"{"action":"Opened"}"#, r#"{"action":"merged"}"#] {
        assert!(refusals::<Listed>(body).is_empty(), "{body}");
    }
    assert_eq!(refusals::<Listed>(r#"{"action":"Closed"}"#).len(), 1);
    assert!(matches!(received(r#"{"vehicle":"Tram"}"#), Shared::Tram(_)));
}

#[test]
fn without_a_mapping_the_names_are_the_tags() {
    let unmapped: Unmapped = received(r##"{"channel":"Call","number":"1"}"##);
    assert!(matches!(unmapped, Unmapped::Call(call) if call.number.as_deref() == Some("1")));
}

#[test]
fn the_parent_of_an_inheritance_is_any_of_its_children() {
    let body = r#"{"residents":[{"kind":"cat","name":"Tom"},{"kind":"dog","name":"Rex","breed":"pug"},{"kind":"owl","name":"Hu"}]}"#;
    let zoo: Zoo = received(body);
    let [
        inheritance::Animal::Cat(cat),
        inheritance::Animal::Dog(dog),
        inheritance::Animal::Unknown(_),
    ] = &*zoo.residents
    else {
        panic!("{zoo:?}")
    };
    assert_eq!((&*cat.name, &*dog.breed), ("Tom", "pug"));
    assert_eq!(written(&zoo), body);
}

#[test]
fn kinds_tell_variants_apart() {
    assert_eq!(received::<ByKind>("7"), ByKind::Integer(7));
    assert_eq!(received::<ByKind>(r#""7""#), ByKind::String("7".into()));
    assert_eq!(received::<ByKind>("true"), ByKind::Boolean(true));
    assert_eq!(received::<ByKind>(r#"["a"]"#), ByKind::Array(vec!["a".into()]));
    assert_eq!(received::<ByKind>(r#"{"radius":0.5}"#), Circle { radius: 0.5 }.into());
    assert_eq!(received::<Value>("1"), Value::Integer(1));
    assert_eq!(received::<Scalar>("1"), Scalar::Number(1.0));
    assert!(matches!(received(r#"{"code":1}"#), ObjectOrText::Object(object) if object.code == Some(1)));
}

#[test]
fn what_fits_no_variant_is_kept_by_a_client_and_refused_by_a_server() {
    assert!(matches!(received("1.5"), ByKind::Unknown(_)));
    assert_eq!(refusals::<ByKind>("1.5").len(), 1);
    assert_eq!(written(&received::<ByRequired>(r#"{"sides":[1]}"#)), r#"{"sides":[1]}"#);
    assert_eq!(refusals::<ByRequired>(r#"{"sides":[1]}"#).len(), 1);
}

#[test]
fn required_names_closed_names_items_ranges_values_and_formats_tell_variants_apart() {
    assert!(matches!(received(r#"{"side":1}"#), ByRequired::Square(_)));
    assert!(matches!(
        received(r#"{"side":1}"#),
        Nested::ByRequired(ByRequired::Square(_))
    ));
    assert!(matches!(received(r#"{"b":"x"}"#), ByClosedKeys::Long(_)));
    assert!(matches!(received("[1]"), ByItems::Array(_)));
    assert!(matches!(received(r#"["a"]"#), ByItems::Array2(_)));
    assert!(matches!(received("9"), ByRange::Small(9)));
    assert!(matches!(received("10"), ByRange::Large(10)));
    assert!(matches!(received(r#""auto""#), ByValues::Fixed(_)));
    assert!(matches!(received(r##""#fff""##), ByValues::Hex(_)));
    assert!(matches!(received(r#""2024-01-01T00:00:00Z""#), ByFormat::DateTime(_)));
    assert!(matches!(
        received(r#""00000000-0000-4000-8000-000000000000""#),
        ByFormat::Uuid(_)
    ));
}

#[test]
fn the_more_specific_of_two_that_fit_is_taken() {
    assert!(matches!(received(r#"{"id":1,"extra":"x"}"#), Overlapping::Extended(_)));
}

#[test]
fn any_of_keeps_what_both_have() {
    let body = r#"{"name":"Ada","age":36,"number":7}"#;
    let both: Both = received(body);
    assert_eq!((both.name.as_deref(), both.number), (Some("Ada"), Some(7)));
    assert_eq!(written(&both), body);
    assert_eq!(refusals::<Both>(r#"{"age":1}"#).len(), 1);
}

#[test]
fn a_choice_of_constants_is_an_enumeration() {
    assert_eq!(received::<Choice>(r#""red""#), Choice::Red);
}

#[test]
fn what_stands_beside_a_union_is_in_each_variant() {
    let with: WithProperties = received(r#"{"id":1,"url":"https://example.com"}"#);
    assert!(matches!(with, WithProperties::Remote(remote) if remote.id == 1));
    let payment = Payment::from(PaymentCard {
        amount: 3,
        card: "1".into(),
    });
    assert_eq!(written(&payment), r#"{"amount":3,"card":"1"}"#);
}

#[test]
fn the_parts_of_all_of_are_one_struct_with_the_rules_of_all() {
    let shop = Shop::new(1, "x".repeat(81));
    let found = counterpart::validate::check(&shop);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].to_string(), "/name: expected at most 80 characters");
    assert_eq!(
        refusals::<Shop>(r#"{"id":1,"name":""}"#),
        ["/name: expected at least 1 character"]
    );
}
