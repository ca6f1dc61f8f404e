//! Types that hold themselves.

use counterpart_shapes_tests::recursion::models::{Endless, Node};
use counterpart_shapes_tests::recursive_values::models::{
    Company, Expression, Folders, Lists, Never, Person, Sum, Tree,
};
use counterpart_shapes_tests::{received, written};

#[test]
fn a_tree_is_made_and_read() {
    let tree = Tree {
        children: vec![Tree { children: Vec::new() }],
    };
    assert_eq!(written(&tree), r#"{"children":[{"children":[]}]}"#);
    assert_eq!(received::<Tree>(&written(&tree)), tree);
}

#[test]
fn two_types_hold_each_other() {
    let person = Person {
        employer: Some(Box::new(Company {
            head: Some(Person::default()),
        })),
        ..Person::default()
    };
    assert_eq!(written(&person), r#"{"employer":{"head":{}}}"#);
}

#[test]
fn expressions_nest() {
    let expression = Expression::from(Sum {
        left: Box::new(1.0.into()),
        right: Box::new(2.0.into()),
    });
    let body = r#"{"left":1.0,"right":2.0}"#;
    assert_eq!(written(&expression), body);
    assert_eq!(received::<Expression>(body), expression);
}

#[test]
fn lists_and_maps_of_themselves() {
    assert_eq!(written(&received::<Lists>("[[],[[]]]")), "[[],[[]]]");
    assert_eq!(written(&received::<Endless>("[[]]")), "[[]]");
    assert_eq!(written(&received::<Folders>(r#"{"a":{"b":{}}}"#)), r#"{"a":{"b":{}}}"#);
}

/// Nobody can write a value of it as the document has it; what is sent all the same is read.
#[test]
fn what_cannot_end_is_optional() {
    assert_eq!(
        received::<Never>(r#"{"again":{}}"#).again,
        Some(Box::new(Never::default()))
    );
    assert_eq!(
        received::<Node>(r#"{"egg":{"hen":{}}}"#).egg.map(|egg| egg.hen.egg),
        Some(None)
    );
}

#[test]
fn depth_is_an_error_and_not_an_overflow() {
    let depth = 100_000;
    let bodies = [
        format!("{}{}", "[".repeat(depth), "]".repeat(depth)),
        format!("{}1{}", r#"{"children":["#.repeat(depth), "]}".repeat(depth)),
        format!("{}null{}", r#"{"left":"#.repeat(depth), "}".repeat(depth)),
    ];
    assert!(counterpart::codec::json::from_str::<Lists>(&bodies[0]).is_err());
    assert!(counterpart::codec::json::from_str::<Tree>(&bodies[1]).is_err());
    assert!(counterpart::codec::json::from_str::<Node>(&bodies[2]).is_err());
}
