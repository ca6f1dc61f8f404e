//! Arrays, tuples, maps of maps.

use counterpart::types::{Maybe, Tuple};
use counterpart_shapes_tests::additional_properties::models::{Free, Matrix};
use counterpart_shapes_tests::tuples::models::{Entry, Grid, Open, Point, Row, Track};
use counterpart_shapes_tests::{received, refusals, written};
use serde_json::json;

#[test]
fn a_tuple_has_a_type_for_each_item() {
    let track = Track {
        points: vec![(1.0, 2.5)],
    };
    assert_eq!(written(&track), r#"{"points":[[1.0,2.5]]}"#);
    assert_eq!(received::<Point>("[1,2.5]"), (1.0, 2.5));
    assert_eq!(refusals::<Point>("[1]").len(), 1);
    assert_eq!(refusals::<Point>("[1,2,3]").len(), 1);
}

#[test]
fn items_at_the_end_may_be_left_out() {
    let entry: Entry = received(r#"["a"]"#);
    assert_eq!(entry, (Maybe::from("a"), Maybe::Absent));
    assert_eq!(written(&entry), r#"["a"]"#);
}

#[test]
fn what_follows_the_first_items_is_kept() {
    let row: Row = received(r#"["a",1,2]"#);
    assert_eq!((&*row.items.0, &*row.rest), ("a", &[1, 2][..]));
    let open: Open = received(r#"["a",null,true]"#);
    let expected = Tuple {
        items: (Maybe::from("a"), Maybe::Null),
        rest: vec![json!(true)],
    };
    assert_eq!(open, expected);
    assert_eq!(written(&open), r#"["a",null,true]"#);
}

#[test]
fn arrays_and_maps_nest() {
    let grid: Grid = received("[[1,null],[]]");
    assert_eq!(grid, [vec![Some(1), None], vec![]]);
    let matrix: Matrix = received(r#"{"a":{"b":0.5}}"#);
    assert!((matrix["a"]["b"] - 0.5).abs() < f64::EPSILON);
    let free: Free = received(r#"{"a":[1]}"#);
    assert_eq!(free["a"], json!([1]));
}
