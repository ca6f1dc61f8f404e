use serde_json::json;

use super::multipart::{Part, read_parts, to_parts};
use super::urlencoded;
use crate::codec::{Reading, Slot};
use crate::types::{File, Json, Map, Maybe};

#[derive(Clone, PartialEq)]
struct Profile {
    name: String,
    age: Option<i32>,
    tags: Option<Vec<String>>,
    address: Option<Address>,
    others: Option<Vec<Address>>,
    note: Maybe<String>,
}
crate::record! {
    Profile {
        name: required "name" [MaxLength(8)],
        age: optional "age",
        tags: optional "tags",
        address: optional "address",
        others: optional "others",
        note: maybe "note",
    }
}

#[derive(Clone, PartialEq)]
struct Address {
    city: String,
}
crate::record! { Address { city: required "city" } }

#[derive(Clone, PartialEq)]
struct Upload {
    icon: File,
    more: Option<Vec<File>>,
    meta: Option<Address>,
    labels: Map<String>,
}
crate::record! { Upload { icon: required "icon", more: optional "more", meta: optional "meta", ..labels } }

fn profile() -> Profile {
    let address = |city: &str| Address { city: city.into() };
    Profile {
        name: "A & B".into(),
        age: Some(7),
        tags: Some(vec!["x".into(), "y z".into()]),
        address: Some(address("Köln")),
        others: Some(vec![address("a"), address("b")]),
        note: Maybe::Absent,
    }
}

fn read_form<T: Slot>(text: &str) -> (T, Vec<String>) {
    let mut value: T = crate::blank();
    let mut reading = Reading::strict();
    urlencoded::read_slice(text.as_bytes(), &[], &mut value, &mut reading).unwrap();
    (value, reading.violations().iter().map(ToString::to_string).collect())
}

#[test]
fn a_form_is_written_and_read() {
    let text = String::from_utf8(urlencoded::to_vec(&profile(), &[]).unwrap()).unwrap();
    assert_eq!(
        text,
        "name=A%20%26%20B&age=7&tags=x&tags=y%20z&address=%7B%22city%22%3A%22K%C3%B6ln%22%7D\
         &others=%5B%7B%22city%22%3A%22a%22%7D%2C%7B%22city%22%3A%22b%22%7D%5D"
    );
    let (back, violations) = read_form::<Profile>(&text);
    assert_eq!((back, violations), (profile(), vec![]));
}

#[test]
fn a_form_reports_everything() {
    let (_, violations) = read_form::<Profile>("name=much+too+long&age=x&tags=one&address=nope");
    assert_eq!(
        violations,
        [
            "/name: expected at most 8 characters",
            "/age: expected an integer, found text",
            "/address: expected a JSON object"
        ]
    );
    assert_eq!(read_form::<Profile>("tags=one").0.tags, Some(vec!["one".to_owned()]));
    let broken = urlencoded::read_slice(b"a=%ff", &[], &mut Map::<String>::new(), &mut Reading::strict());
    assert_eq!(
        broken.unwrap_err().to_string(),
        "/a: the value is not percent-encoded UTF-8"
    );
    assert!(urlencoded::to_vec(&5_i64, &[]).is_err());
}

#[test]
fn parts_carry_files() {
    let upload = Upload {
        icon: File::named("a.png", vec![0xff, 0xd8]).with_content_type("image/png"),
        more: Some(vec![File::named("b", "b"), File::named("c", "c")]),
        meta: Some(Address { city: "x".into() }),
        labels: Map::from_iter([("k".to_owned(), "v".to_owned())]),
    };
    let parts = to_parts(&upload, &[]).unwrap();
    let names: Vec<_> = parts
        .iter()
        .map(|part| (part.name.as_str(), part.content.name.as_deref()))
        .collect();
    assert_eq!(
        names,
        [
            ("icon", Some("a.png")),
            ("more", Some("b")),
            ("more", Some("c")),
            ("meta", None),
            ("k", None)
        ]
    );
    let mut back: Upload = crate::blank();
    let mut reading = Reading::strict();
    read_parts(&parts, &[], &mut back, &mut reading).unwrap();
    assert_eq!(reading.violations(), []);
    assert_eq!(back.icon, upload.icon);
    assert_eq!((back.meta, back.labels), (upload.meta, upload.labels));
    assert_eq!(back.more.unwrap().len(), 2);
}

#[test]
fn bytes_that_are_no_text_survive_a_form() {
    let png = File::from(&b"\x89PNG\xff\0"[..]);
    let form = urlencoded::to_vec(&Map::from_iter([("icon".to_owned(), png.clone())]), &[]).unwrap();
    assert_eq!(form, b"icon=%89PNG%FF%00");
    let mut back = Map::<File>::new();
    urlencoded::read_slice(&form, &[], &mut back, &mut Reading::strict()).unwrap();
    assert_eq!(back["icon"], png);
}

#[test]
fn a_part_that_is_text_fills_a_file() {
    let part = Part {
        name: "icon".into(),
        content: "text".into(),
        ..Part::default()
    };
    let mut upload: Upload = crate::blank();
    read_parts(&[part], &[], &mut upload, &mut Reading::tolerant()).unwrap();
    assert_eq!(upload.icon, File::from("text"));
    let error = read_parts(&[], &[], &mut upload, &mut Reading::tolerant()).unwrap_err();
    assert_eq!(error.to_string(), "/icon: the property is missing");
}

#[test]
fn a_form_of_many_names_is_read_in_one_pass() {
    // A search through the names before would compare 80 thousand million times here, for minutes.
    const NAMES: usize = 400_000;
    let form: String = (0..NAMES).map(|name| format!("{name:x}&")).collect();
    assert!(form.len() > 2 * 1024 * 1024);
    let (map, violations) = read_form::<Map<String>>(&form);
    assert_eq!((map.len(), violations.len()), (NAMES, 0));
    assert!(map.keys().enumerate().all(|(at, name)| *name == format!("{at:x}")));
}

#[derive(Clone, PartialEq)]
struct Free {
    any: Option<Json>,
    anys: Option<Vec<Json>>,
    grid: Option<Vec<Vec<i64>>>,
    rest: Map<Json>,
}
crate::record! { Free { any: optional "any", anys: optional "anys", grid: optional "grid", ..rest } }

fn free(any: Json, anys: Json) -> Free {
    Free {
        any: Some(any),
        anys: anys.as_array().cloned(),
        grid: Some(vec![vec![1, 2]]),
        rest: Map::from_iter([("deep".to_owned(), json!({ "a": [1, { "b": null }] }))]),
    }
}

#[test]
fn free_form_and_nested_values_come_back() {
    let values = [
        free(json!({ "a": 1 }), json!([{ "a": 1 }, "x", [2]])),
        free(json!([1]), json!([[1]])),
        free(json!([1, "2", []]), json!(["x"])),
        free(json!("text"), json!(["x", "y"])),
    ];
    for value in values {
        let form = String::from_utf8(urlencoded::to_vec(&value, &[]).unwrap()).unwrap();
        let (back, violations) = read_form::<Free>(&form);
        assert!(
            back == value && violations.is_empty(),
            "{form}: {back:?} {violations:?}"
        );

        let parts = to_parts(&value, &[]).unwrap();
        let mut back: Free = crate::blank();
        let mut reading = Reading::strict();
        read_parts(&parts, &[], &mut back, &mut reading).unwrap();
        assert!(back == value && reading.violations().is_empty(), "{back:?} {reading:?}");
    }
}

#[test]
fn only_a_part_that_says_so_is_json() {
    let read = |content_type: Option<&str>, text: &'static str| {
        let mut content = File::from(text);
        content.content_type = content_type.map(str::to_owned);
        let part = Part {
            name: "any".into(),
            content,
            ..Part::default()
        };
        let mut value: Free = crate::blank();
        read_parts(&[part], &[], &mut value, &mut Reading::strict()).unwrap();
        value.any.unwrap()
    };
    assert_eq!(read(Some("application/json"), "5"), json!(5));
    assert_eq!(read(Some("application/json"), "{\"a\":1}"), json!({ "a": 1 }));
    assert_eq!(read(None, "{\"a\":1}"), json!("{\"a\":1}"));

    let latin = |name: &str, kind: &str| {
        let part = Part {
            name: name.into(),
            content: File::from(vec![b'"', 0xe9, b'"']).with_content_type(kind),
            ..Part::default()
        };
        let (mut value, mut reading): (Profile, _) = (crate::blank(), Reading::strict());
        let outcome = read_parts(&[part], &[], &mut value, &mut reading);
        outcome.map_or_else(|error| error.to_string(), |()| reading.violations()[0].to_string())
    };
    assert_eq!(latin("address", "application/json"), "/address: the text is not UTF-8");
    assert_eq!(latin("name", "application/json"), "/name: the text is not UTF-8");
    assert_eq!(latin("address", "image/png"), "/address: expected JSON in UTF-8");

    // A list that comes as one part of JSON, as some clients write it.
    let part = Part {
        name: "tags".into(),
        content: File::from(r#"["x","y"]"#).with_content_type("application/json"),
        ..Part::default()
    };
    let mut profile: Profile = crate::blank();
    read_parts(&[part], &[], &mut profile, &mut Reading::strict()).unwrap();
    assert_eq!(profile.tags, Some(vec!["x".to_owned(), "y".to_owned()]));
    // Texts that look like JSON are texts where texts are wanted.
    assert_eq!(read_form::<Profile>("tags=[1]").0.tags, Some(vec!["[1]".to_owned()]));
}
