//! What other generators answer wrong, one test each.

use counterpart::types::Maybe;
use counterpart_shapes_tests::peers::models::{
    Bounds, BoundsExact, Card, Closed, Item, Item2, Labels, Order, Patch, Payment, State,
};
use counterpart_shapes_tests::{received, refusals, written};

#[test]
fn two_inline_schemas_of_one_name_are_two_types() {
    let order = Order {
        item: Some(Item { count: Some(2) }),
        place: Some(Item2 {
            street: Some("Main".into()),
        }),
    };
    assert_eq!(written(&order), r#"{"item":{"count":2},"place":{"street":"Main"}}"#);
}

#[test]
fn bounds_of_integers_are_not_doubles() {
    assert_eq!(
        refusals::<Bounds>(r#"{"most":9007199254740993,"least":-9007199254740993}"#),
        [""; 0]
    );
    assert_eq!(refusals::<Bounds>(r#"{"most":9007199254740994}"#).len(), 1);
    assert_eq!(refusals::<Bounds>(r#"{"least":-9007199254740994}"#).len(), 1);
    assert_eq!(refusals::<Bounds>(r#"{"wide":18446744073709551615}"#), [""; 0]);
}

#[test]
fn listed_integers_are_not_doubles() {
    let bounds: Bounds = received(r#"{"exact":9007199254740993}"#);
    assert_eq!(bounds.exact, Some(BoundsExact::Value9007199254740993));
    let bounds: Bounds = received(r#"{"exact":9007199254740992}"#);
    assert_eq!(bounds.exact, Some(BoundsExact::Value9007199254740992));
}

#[test]
fn a_closed_object_takes_a_new_property_from_a_newer_server() {
    assert_eq!(received::<Closed>(r#"{"id":1,"added_later":true}"#), Closed { id: 1 });
}

#[test]
fn the_discriminator_is_written_though_the_variant_does_not_have_it() {
    let payment = Payment::from(Card {
        number: Some("1".into()),
    });
    assert_eq!(written(&payment), r#"{"method":"card","number":"1"}"#);
    assert_eq!(received::<Payment>(r#"{"number":"1","method":"card"}"#), payment);
}

#[test]
fn an_update_tells_absent_from_null() {
    assert_eq!(written(&Patch { name: Maybe::Absent }), "{}");
    assert_eq!(written(&Patch { name: Maybe::Null }), r#"{"name":null}"#);
}

#[test]
fn a_new_value_of_an_enumeration_breaks_no_client() {
    assert_eq!(received::<State>(r#""paused""#).as_str(), "paused");
}

#[test]
fn additional_properties_have_their_type() {
    let labels: Labels = received(r#"{"id":1,"a":2}"#);
    assert_eq!(labels.additional_properties.get("a"), Some(&2));
}
