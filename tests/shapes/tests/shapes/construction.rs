//! How values are made, and what the standard library can do with them.

use std::collections::{BTreeSet, HashMap, HashSet};

use counterpart::types::{Date, Maybe, Password};
use counterpart_shapes_tests::construction::models::{Event, Form, FormRequired, Settings};
use counterpart_shapes_tests::derives::models::{
    Circle, Key, Level, Login, Person, Place, Point, Profile, ProfileVersion, Shape, Square,
};
use counterpart_shapes_tests::written;

#[test]
fn what_is_required_are_arguments_and_the_rest_is_named() {
    let event = Event {
        note: Some("x".into()),
        parent: Maybe::Null,
        ..Event::new(1, "start")
    };
    assert_eq!(
        written(&event),
        r#"{"id":1,"kind":"start","version":1,"note":"x","parent":null}"#
    );
}

#[test]
fn where_nothing_is_required_there_is_a_default() {
    let settings = Settings {
        theme: Some("dark".into()),
        ..Settings::default()
    };
    assert_eq!(written(&settings), r#"{"theme":"dark"}"#);
}

#[test]
fn many_required_properties_are_said_by_name() {
    let text = || "x".to_owned();
    let form = Form {
        note: Some("n".into()),
        ..FormRequired {
            a: text(),
            b: text(),
            c: text(),
            d: text(),
            e: text(),
            f: text(),
            g: text(),
            h: "last".into(),
        }
        .into()
    };
    assert_eq!((&*form.h, form.note.as_deref()), ("last", Some("n")));
}

#[test]
fn small_values_are_copied() {
    let point = Point::new(1, 2);
    let copy = point;
    assert_eq!(point, copy);
    let place = Place { at: (0.5, 1.5) };
    let copy = place;
    assert_eq!(place, copy);
}

#[test]
fn values_are_keys() {
    let people: HashSet<Person> = [Person::new("a"), Person::new("b"), Person::new("a")].into();
    assert_eq!(people.len(), 2);
    let mut names: HashMap<Key, &str> = HashMap::new();
    names.insert(1.into(), "one");
    names.insert(Key::from("1".to_owned()), "text");
    assert_eq!((names.len(), names[&Key::Integer(1)]), (2, "one"));
    let login = Login::new(Password::from("x"));
    assert!(HashSet::from([login.clone()]).contains(&login));
}

#[test]
fn equal_values_are_one_key_whatever_the_variant() {
    let circle = || Circle {
        kind: "Circle".into(),
        radius: 1,
    };
    let square = Square {
        kind: "Square".into(),
        side: 1,
    };
    let shapes = HashSet::from([Shape::from(circle()), circle().into(), square.into()]);
    assert_eq!(shapes.len(), 2);
}

#[test]
fn values_have_the_order_of_their_properties() {
    let mut points = [
        Point::new(10, 1),
        Point {
            label: Some(Level::Value1),
            ..Point::new(-2, 5)
        },
        Point::new(-2, 5),
    ];
    points.sort();
    assert_eq!(points.iter().map(|point| point.x).collect::<Vec<_>>(), [-2, -2, 10]);
    assert_eq!(points[0].label, None);
    let born = |year| Person {
        born: Date::from_ymd_opt(year, 1, 1),
        ..Person::new("a")
    };
    let people = BTreeSet::from([born(2001), born(1999)]);
    assert_eq!(people.first(), Some(&born(1999)));
}

#[test]
fn a_value_of_which_nothing_has_to_be_said_has_a_default() {
    let profile = Profile::default();
    assert_eq!(profile.version, ProfileVersion::Value1);
    assert_eq!(written(&profile), r#"{"version":1,"settings":{}}"#);
}
