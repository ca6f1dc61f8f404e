use super::multipart::{Part, read_parts, to_parts};
use super::urlencoded;
use crate::codec::{Reading, Slot};
use crate::types::{File, Map, Maybe};

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
    urlencoded::read_slice(text.as_bytes(), &mut value, &mut reading).unwrap();
    (value, reading.violations().iter().map(ToString::to_string).collect())
}

#[test]
fn a_form_is_written_and_read() {
    let text = String::from_utf8(urlencoded::to_vec(&profile()).unwrap()).unwrap();
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
    let broken = urlencoded::read_slice(b"a=%ff", &mut Map::<String>::new(), &mut Reading::strict());
    assert_eq!(
        broken.unwrap_err().to_string(),
        "/a: the value is not percent-encoded UTF-8"
    );
    assert!(urlencoded::to_vec(&5_i64).is_err());
}

#[test]
fn parts_carry_files() {
    let upload = Upload {
        icon: File::named("a.png", vec![0xff, 0xd8]).with_content_type("image/png"),
        more: Some(vec![File::named("b", "b"), File::named("c", "c")]),
        meta: Some(Address { city: "x".into() }),
        labels: Map::from_iter([("k".to_owned(), "v".to_owned())]),
    };
    let parts = to_parts(&upload).unwrap();
    let names: Vec<_> = parts
        .iter()
        .map(|part| (part.name.as_str(), part.file_name.as_deref()))
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
    read_parts(&parts, &mut back, &mut reading).unwrap();
    assert_eq!(reading.violations(), []);
    assert_eq!(back.icon, upload.icon);
    assert_eq!((back.meta, back.labels), (upload.meta, upload.labels));
    assert_eq!(back.more.unwrap().len(), 2);
}

#[test]
fn bytes_that_are_no_text_survive_a_form() {
    let png = File::from(&b"\x89PNG\xff\0"[..]);
    let form = urlencoded::to_vec(&Map::from_iter([("icon".to_owned(), png.clone())])).unwrap();
    assert_eq!(form, b"icon=%89PNG%FF%00");
    let mut back = Map::<File>::new();
    urlencoded::read_slice(&form, &mut back, &mut Reading::strict()).unwrap();
    assert_eq!(back["icon"], png);
}

#[test]
fn a_part_that_is_text_fills_a_file() {
    let part = Part {
        name: "icon".into(),
        bytes: "text".into(),
        ..Part::default()
    };
    let mut upload: Upload = crate::blank();
    read_parts(&[part], &mut upload, &mut Reading::tolerant()).unwrap();
    assert_eq!(upload.icon, File::from("text"));
    let error = read_parts(&[], &mut upload, &mut Reading::tolerant()).unwrap_err();
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
