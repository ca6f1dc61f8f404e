//! Properties: required, optional, nullable, with defaults; and what an object does with others.

use counterpart::types::{Json, Maybe};
use counterpart::validate;
use counterpart_shapes_tests::additional_properties::models::{
    Anything, Closed, Counted, Nothing, Patterned, Taken, Unmentioned,
};
use counterpart_shapes_tests::defaults::models::{Order, Search};
use counterpart_shapes_tests::optional_nullable::models::{Address, Contact};
use counterpart_shapes_tests::{accepted, received, refusals, written};
use serde_json::json;

#[test]
fn absent_and_null_and_a_value_are_three_things() {
    let states = [
        (r#"{"name":"Ada","nickname":null}"#, Maybe::Absent),
        (r#"{"name":"Ada","nickname":null,"address":null}"#, Maybe::Null),
        (
            r#"{"name":"Ada","nickname":null,"address":{"city":"London"}}"#,
            Maybe::Value(Address { city: "London".into() }),
        ),
    ];
    for (body, address) in states {
        let contact: Contact = received(body);
        assert_eq!(contact.address, address);
        assert_eq!(written(&contact), body);
    }
}

#[test]
fn required_and_nullable_is_written_as_null() {
    let contact = Contact {
        phone: Some("1".into()),
        ..Contact::new("Ada", None)
    };
    assert_eq!(written(&contact), r#"{"name":"Ada","nickname":null,"phone":"1"}"#);
}

#[test]
fn a_client_takes_null_for_an_absent_property_and_a_server_does_not() {
    let body = r#"{"name":"Ada","nickname":null,"phone":null}"#;
    assert_eq!(received::<Contact>(body).phone, None);
    assert_eq!(refusals::<Contact>(body).len(), 1);
}

#[test]
fn what_is_required_and_missing_is_named() {
    assert_eq!(
        refusals::<Contact>("{}"),
        ["/name: the property is missing", "/nickname: the property is missing"]
    );
    let error = counterpart::codec::json::from_str::<Contact>(r#"{"nickname":null}"#).unwrap_err();
    assert!(
        error.to_string().starts_with("/name: the property is missing"),
        "{error}"
    );
}

#[test]
fn items_may_be_null() {
    let contact: Contact = received(r#"{"name":"","nickname":null,"emails":["a",null]}"#);
    assert_eq!(contact.emails, Some(vec![Some("a".to_owned()), None]));
}

#[test]
fn a_server_finds_the_defaults_and_a_client_does_not_write_them() {
    let search: Search = accepted("{}");
    assert_eq!(search.limit, Some(Search::DEFAULT_LIMIT));
    assert_eq!(search.ratio, Some(Search::DEFAULT_RATIO));
    assert_eq!(search.exact, Some(Search::DEFAULT_EXACT));
    assert_eq!(search.language.as_deref(), Some(Search::DEFAULT_LANGUAGE));
    assert_eq!(search.order, Some(Search::DEFAULT_ORDER));
    assert_eq!(search.fields, Some(Search::default_fields()));
    assert_eq!(search.note, Maybe::Null);
    assert_eq!(search.impossible, None);
    assert_eq!(written(&Search::default()), "{}");
}

#[test]
fn defaults_are_what_the_document_says() {
    assert_eq!(Search::DEFAULT_LIMIT, 20);
    assert_eq!(Search::DEFAULT_LANGUAGE, "en");
    assert_eq!(Search::DEFAULT_ORDER, Order::Newest);
    assert_eq!(Search::default_fields(), ["id", "title"]);
}

#[test]
fn a_default_does_not_replace_what_is_there() {
    let search: Search = accepted(r#"{"limit":3,"note":"x"}"#);
    assert_eq!((search.limit, search.note), (Some(3), Maybe::from("x")));
}

#[test]
fn others_are_kept_as_their_schema_says() {
    let counted: Counted = received(r#"{"id":"a","x":1,"y":2}"#);
    assert_eq!(counted.additional_properties.get("y"), Some(&2));
    assert_eq!(written(&counted), r#"{"id":"a","x":1,"y":2}"#);
    assert_eq!(refusals::<Counted>(r#"{"x":-1}"#), ["/x: expected at least 0"]);
    assert_eq!(
        refusals::<Counted>(r#"{"x":"one"}"#),
        ["/x: expected an integer, found a string"]
    );
}

#[test]
fn anything_is_kept_where_anything_is_allowed() {
    let anything: Anything = received(r#"{"b":[1,{"c":null}],"id":7}"#);
    assert_eq!(anything.id, Some(7));
    assert_eq!(anything.additional_properties["b"], json!([1, {"c": null}]));
    assert_eq!(written(&anything), r#"{"id":7,"b":[1,{"c":null}]}"#);
}

#[test]
fn what_is_not_spoken_of_is_skipped() {
    assert_eq!(written(&received::<Unmentioned>(r#"{"id":7,"new":1}"#)), r#"{"id":7}"#);
    assert_eq!(refusals::<Unmentioned>(r#"{"id":7,"new":1}"#), [""; 0]);
}

#[test]
fn a_closed_object_is_closed_for_servers_only() {
    assert_eq!(received::<Closed>(r#"{"id":7,"new":1}"#).id, Some(7));
    assert_eq!(
        refusals::<Closed>(r#"{"id":7,"new":1}"#),
        ["/new: the property is not known here"]
    );
    assert_eq!(refusals::<Nothing>(r#"{"a":1}"#).len(), 1);
}

#[test]
fn a_property_may_be_called_as_the_others_are() {
    let taken: Taken = received(r#"{"additional_properties":"a","b":1}"#);
    assert_eq!(taken.additional_properties.as_deref(), Some("a"));
    assert_eq!(taken.additional_properties_2["b"], Json::from(1));
}

#[test]
fn pattern_properties_are_checked() {
    assert_eq!(refusals::<Patterned>(r#"{"x-a":1,"other":"free"}"#), [""; 0]);
    let refused = refusals::<Patterned>(r#"{"x-a":"one"}"#);
    assert!(refused.len() == 1 && refused[0].starts_with("/x-a: "), "{refused:?}");
}

#[test]
fn a_value_made_by_hand_can_be_checked() {
    let search = Search {
        limit: Some(0),
        ..Search::default()
    };
    let found: Vec<_> = validate::check(&search).iter().map(ToString::to_string).collect();
    assert_eq!(found, ["/limit: expected at least 1"]);
}
