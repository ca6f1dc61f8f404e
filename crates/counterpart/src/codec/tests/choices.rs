//! Unions that are told apart by evidence.

use super::{read, violations, written};
use crate::codec::{Reading, json};
use crate::types::{Json, Maybe};

#[derive(Clone, PartialEq)]
struct Cat {
    meows: bool,
}
crate::record! { default Cat { meows: required "meows" } }

#[derive(Clone, PartialEq)]
struct Dog {
    barks: String,
    friend: Option<Box<Animal>>,
}
crate::record! { default Dog { barks: required "barks" [MaxLength(4)], friend: optional "friend" } }

#[derive(Clone, PartialEq)]
#[non_exhaustive]
enum Animal {
    Cat(Cat),
    Dog(Dog),
    Name(String),
    Ages(Vec<i64>),
    Small(u8),
    Large(i64),
    Unknown(Json),
}
crate::choice! {
    Animal one_of {
        Cat [Kinds(&[Object]), Required(&["meows"])],
        Dog [Kinds(&[Object]), Required(&["barks"])],
        Name [Kinds(&[String])],
        Ages [Kinds(&[Array]), ItemsFrom(0, &[Kinds(&[Integer])])],
        Small [Kinds(&[Integer]), Minimum(Int(0)), Maximum(Int(9))],
        Large [Kinds(&[Integer]), ExclusiveMinimum(Int(9))],
    } Unknown
}

#[test]
fn evidence_decides() {
    let animals: Vec<Animal> = read(
        r#"[{"meows": true}, {"barks": "wau", "friend": {"friend": 4, "barks": "w"}}, "Rex", [1, 2.0], 9, 10.0, ["x"], -1, null]"#,
    )
    .unwrap();
    let friend = Animal::Dog(Dog {
        barks: "w".into(),
        friend: Some(Box::new(Animal::Small(4))),
    });
    let expected = [
        Animal::Cat(Cat { meows: true }),
        Animal::Dog(Dog {
            barks: "wau".into(),
            friend: Some(Box::new(friend)),
        }),
        Animal::Name("Rex".into()),
        Animal::Ages(vec![1, 2]),
        Animal::Small(9),
        Animal::Large(10),
        Animal::Unknown(serde_json::json!(["x"])),
        Animal::Unknown((-1).into()),
        Animal::Unknown(Json::Null),
    ];
    assert_eq!(animals, expected);
    assert_eq!(
        written(&animals),
        r#"[{"meows":true},{"barks":"wau","friend":{"barks":"w","friend":4}},"Rex",[1,2],9,10,["x"],-1,null]"#
    );
}

#[test]
fn the_one_variant_with_evidence_says_what_is_wrong_with_it() {
    assert_eq!(
        violations::<Animal>(r#"{"meows": 1}"#),
        ["/meows: expected true or false, found a number"]
    );
    assert_eq!(
        violations::<Vec<Animal>>(r#"["a", {"barks": "wauwau", "friend": {"barks": 1}}]"#),
        [
            "/1/barks: expected at most 4 characters",
            "/1/friend/barks: expected a string, found a number"
        ]
    );
}

#[test]
fn a_client_keeps_what_fits_none_wherever_it_stands() {
    let text = r#"[{"meows":1},{"barks":"wau","friend":{"barks":[]}},{"barks":{"meows":true}},7]"#;
    let animals: Vec<Animal> = read(text).unwrap();
    assert_eq!(animals[0], Animal::Unknown(serde_json::json!({"meows": 1})));
    let Animal::Dog(dog) = &animals[1] else {
        panic!("{animals:?}");
    };
    assert_eq!(
        dog.friend.as_deref(),
        Some(&Animal::Unknown(serde_json::json!({"barks": []})))
    );
    assert!(matches!(&animals[2..], [Animal::Unknown(_), Animal::Small(7)]));
    assert_eq!(written(&animals), text);
    assert_eq!(read::<Vec<Animal>>(&written(&animals)), Ok(animals.clone()));
    let found: Vec<_> = crate::validate::check(&animals)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        found,
        [
            "/0: the value fits none of the variants",
            "/1/friend: the value fits none of the variants",
            "/2: the value fits none of the variants",
        ]
    );
}

#[test]
fn what_is_too_deep_is_not_kept() {
    let mut reading = Reading::tolerant().with_depth_limit(3);
    let mut animal = Animal::Unknown(Json::Null);
    let deep = r#"{"barks": "w", "friend": {"barks": "w", "friend": {"barks": "w", "friend": {"barks": 1}}}}"#;
    let error = json::read_str(deep, &mut animal, &mut reading).unwrap_err();
    assert!(error.to_string().contains("nested deeper than 3 levels"), "{error}");
}

#[test]
fn a_server_refuses_what_fits_none() {
    assert_eq!(
        violations::<Vec<Animal>>("[null]"),
        ["/0: the value fits none of the variants"]
    );
    assert_eq!(
        violations::<Vec<Animal>>("[{}]"),
        ["/0: the value fits none of the variants"]
    );
    assert_eq!(
        violations::<Vec<Animal>>(r#"[["x"]]"#),
        ["/0/0: expected an integer, found a string"]
    );
}

#[derive(Clone, PartialEq)]
struct Open {
    name: Maybe<String>,
}
crate::record! { default Open { name: maybe "name" [MinLength(2)] } }

#[derive(Clone, PartialEq)]
struct Other {
    name: Option<String>,
    size: Option<i64>,
}
crate::record! { default Other { name: optional "name", size: optional "size" = "3" } }

#[derive(Clone, PartialEq)]
#[non_exhaustive]
enum Either {
    Open(Open),
    Other(Other),
    Unknown(Json),
}
crate::choice! { Either one_of { Open [Kinds(&[Object])], Other [Kinds(&[Object])] } Unknown }

#[derive(Clone, PartialEq)]
#[non_exhaustive]
enum Any {
    Open(Open),
    Other(Other),
    Unknown(Json),
}
crate::choice! { Any any_of { Open [Kinds(&[Object])], Other [Kinds(&[Object])] } Unknown }

#[test]
fn of_several_variants_the_first_that_can_be_read_is_taken() {
    // A variant is tried as a server reads it, and a client has no defaults from that.
    let other = Other {
        name: Some("a".into()),
        size: None,
    };
    assert_eq!(read(r#"{"name": "a"}"#), Ok(Either::Other(other)));
    let open = Open {
        name: Maybe::Value("ab".into()),
    };
    assert_eq!(read(r#"{"name": "ab"}"#), Ok(Either::Open(open)));
    assert_eq!(
        read(r#"{"name": 1}"#),
        Ok(Either::Unknown(serde_json::json!({"name": 1})))
    );
}

#[derive(Clone, PartialEq)]
struct Initial {
    letter: String,
}
crate::record! { default Initial { letter: required "letter" [MaxLength(1), Pattern("^[a-z]")] } }

#[derive(Clone, PartialEq)]
struct Word {
    letter: String,
}
crate::record! { default Word { letter: required "letter" [MaxLength(1)] } }

#[derive(Clone, PartialEq)]
#[non_exhaustive]
enum Text {
    Initial(Initial),
    Word(Word),
    Unknown(Json),
}
crate::choice! { Text one_of { Initial [Kinds(&[Object])], Word [Kinds(&[Object])] } Unknown }

#[test]
fn of_several_that_differ_from_their_description_the_closest_is_taken() {
    let word = Word { letter: "AB".into() };
    assert_eq!(
        read(r#"{"letter": "AB"}"#),
        Ok(Text::Word(word)),
        "by one rule, not by two"
    );
    let initial = Initial { letter: "ab".into() };
    assert_eq!(read(r#"{"letter": "ab"}"#), Ok(Text::Initial(initial)), "both by one");
}

#[test]
fn a_server_wants_exactly_one_of_those_that_exclude_each_other() {
    assert_eq!(
        violations::<Either>(r#"{"name": "ab"}"#),
        [": the value fits more than one of the variants"]
    );
    assert!(violations::<Either>(r#"{"name": "a"}"#).is_empty());
    assert!(violations::<Any>(r#"{"name": "ab"}"#).is_empty());
    assert_eq!(
        violations::<Any>(r#"{"name": 1, "size": "x"}"#),
        ["/name: expected a string, found a number"]
    );
}

#[derive(Clone, PartialEq)]
struct Left {
    child: Option<Box<Nested>>,
}
crate::record! { default Left { child: optional "child" } }

#[derive(Clone, PartialEq)]
#[non_exhaustive]
enum Nested {
    Left(Left),
    Right(Left),
    Unknown(Json),
}
crate::choice! { Nested any_of { Left [], Right [] } Unknown }

#[test]
fn nested_doubt_does_not_explode() {
    let text = format!("{}0{}", r#"{"child":"#.repeat(120), "}".repeat(120));
    assert!(read::<Nested>(&text).is_ok());
    violations::<Nested>(&text);
    let text = format!("{}0{}", r#"{"child":"#.repeat(200), "}".repeat(200));
    assert!(read::<Nested>(&text).is_err());
}

#[derive(Clone, PartialEq)]
#[non_exhaustive]
enum Code {
    Short(String),
    Long(String),
    Number(i64),
    Unknown(Json),
}
crate::choice! {
    Code one_of {
        Short [Kinds(&[String])] [MaxLength(2)],
        Long [Kinds(&[String])] [MinLength(5)],
        Number [Kinds(&[Integer])] [Minimum(Int(10))],
    } Unknown
}

#[test]
fn rules_of_a_variant_decide_for_a_server_and_not_for_a_client() {
    let strict = |text: &str| {
        let mut reading = Reading::strict();
        let mut code = Code::Unknown(Json::Null);
        let _ = json::read_str(text, &mut code, &mut reading);
        let violations: Vec<String> = reading.violations().iter().map(ToString::to_string).collect();
        (code, violations)
    };
    assert_eq!(strict(r#""ab""#), (Code::Short("ab".into()), vec![]));
    assert_eq!(strict(r#""abcde""#), (Code::Long("abcde".into()), vec![]));
    assert_eq!(strict("10"), (Code::Number(10), vec![]));
    assert_eq!(strict(r#""abc""#).1.len(), 1);
    assert_eq!(strict("9").1, [": expected at least 10"]);
    assert_eq!(json::from_str::<Code>("9").unwrap(), Code::Number(9));
    assert_eq!(json::from_str::<Code>(r#""abc""#).unwrap(), Code::Short("abc".into()));
    let found = crate::validate::check(&vec![Code::Number(11), Code::Number(9)]);
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, ["/1: expected at least 10"]);
}
