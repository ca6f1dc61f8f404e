//! The table of the specification (OpenAPI 3.0.4, section 4.7.12.3), both directions, and what lies around it.

mod beyond;

use super::{Cookies, Location, Param, Query, Style};
use super::{read_cookie, read_header, read_path, read_query, read_query_string};
use super::{write_cookie, write_header, write_path, write_query, write_query_string};
use crate::codec::{Need, Reading, Slot};
use crate::types::Map;
use crate::validate::Rule;

#[derive(Clone, PartialEq)]
struct Color {
    red: i64,
    green: i64,
    blue: Option<i64>,
}
crate::record! { Color { red: required "R", green: required "G", blue: optional "B" } }

fn color() -> Color {
    Color {
        red: 100,
        green: 200,
        blue: Some(150),
    }
}

fn list() -> Vec<String> {
    ["blue", "black", "brown"].map(String::from).to_vec()
}

fn param(location: Location, style: Style) -> Param {
    Param {
        style,
        ..Param::required(location, "color")
    }
}

fn write(param: &Param, value: &dyn Slot) -> String {
    let mut out = String::new();
    match param.location {
        Location::Path => return write_path(param, value).unwrap(),
        Location::Header | Location::Part(_) => return write_header(param, value).unwrap().unwrap(),
        Location::Query => write_query(param, value, &mut out).unwrap(),
        Location::QueryString => write_query_string(param, value, &mut out).unwrap(),
        Location::Cookie => write_cookie(param, value, &mut out).unwrap(),
    }
    out
}

/// What was read, and what was wrong.
fn read<T: Slot>(param: &Param, text: &str) -> (T, Vec<String>) {
    let mut value: T = crate::blank();
    let mut reading = Reading::strict();
    match param.location {
        Location::Path => read_path(param, text, &mut value, &mut reading),
        Location::Header | Location::Part(_) => read_header(param, &[text], &mut value, &mut reading),
        Location::Query => read_query(param, &Query::parse(text), &mut value, &mut reading),
        Location::QueryString => read_query_string(param, text, &mut value, &mut reading),
        Location::Cookie => read_cookie(param, &Cookies::parse(text), &mut value, &mut reading),
    }
    .unwrap();
    (value, reading.violations().iter().map(ToString::to_string).collect())
}

fn both<T: Slot + PartialEq>(location: Location, style: Style, value: &T, text: &str) {
    let param = param(location, style);
    assert_eq!(write(&param, value), text);
    let (back, violations) = read::<T>(&param, text);
    assert!(&back == value, "{text} was read as something else by {style:?}");
    assert_eq!(violations.len(), 0, "{text}: {violations:?}");
}

/// Location, style, then the empty string, a string, an array and an object.
type Row = (Location, Style, [&'static str; 4]);

const PATHS_AND_HEADERS: [Row; 8] = {
    use Location::{Header, Path};
    use Style::{Label, LabelExploded, Matrix, MatrixExploded, Simple, SimpleExploded};
    let exploded = ";color=blue;color=black;color=brown";
    [
        (
            Path,
            Matrix,
            [
                ";color",
                ";color=blue",
                ";color=blue,black,brown",
                ";color=R,100,G,200,B,150",
            ],
        ),
        (
            Path,
            MatrixExploded,
            [";color", ";color=blue", exploded, ";R=100;G=200;B=150"],
        ),
        (Path, Label, [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
        (
            Path,
            LabelExploded,
            [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
        ),
        (Path, Simple, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (
            Path,
            SimpleExploded,
            ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
        ),
        (Header, Simple, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (
            Header,
            SimpleExploded,
            ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
        ),
    ]
};

const QUERIES: [Row; 4] = {
    use Location::Query;
    use Style::{Form, FormExploded, PipeDelimited, SpaceDelimited};
    let exploded = "color=blue&color=black&color=brown";
    let spaces = ("color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150");
    let pipes = ("color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150");
    [
        (
            Query,
            Form,
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
            ],
        ),
        (
            Query,
            FormExploded,
            ["color=", "color=blue", exploded, "R=100&G=200&B=150"],
        ),
        (Query, SpaceDelimited, ["color=", "color=blue", spaces.0, spaces.1]),
        (Query, PipeDelimited, ["color=", "color=blue", pipes.0, pipes.1]),
    ]
};

#[test]
fn the_table_of_the_specification() {
    for (location, style, [empty, string, array, object]) in PATHS_AND_HEADERS.into_iter().chain(QUERIES) {
        // A segment that is only a dot would be resolved away, so that row of the table cannot be sent.
        if empty != "." {
            both(location, style, &String::new(), empty);
        }
        both(location, style, &"blue".to_owned(), string);
        both(location, style, &list(), array);
        both(location, style, &color(), object);
    }
    both(
        Location::Query,
        Style::DeepObject,
        &color(),
        "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
    );
    // OpenAPI 3.2: what is not encoded.
    for (style, [empty, string, array, object]) in [
        (
            Style::Cookie,
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
            ],
        ),
        (
            Style::CookieExploded,
            [
                "color=",
                "color=blue",
                "color=blue; color=black; color=brown",
                "R=100; G=200; B=150",
            ],
        ),
    ] {
        both(Location::Cookie, style, &String::new(), empty);
        both(Location::Cookie, style, &"blue".to_owned(), string);
        both(Location::Cookie, style, &list(), array);
        both(Location::Cookie, style, &color(), object);
    }
    both(Location::Cookie, Style::Form, &list(), "color=blue,black,brown");
    both(
        Location::Cookie,
        Style::FormExploded,
        &list(),
        "color=blue; color=black; color=brown",
    );
}

#[test]
fn delimiters_inside_of_values_are_encoded() {
    use Location::{Cookie, Path, Query};
    let awkward: Vec<String> = ["a,b", "c d", "e|f", "g/h?i#j", "k&l=m;n.o", "%2C+", "日本"]
        .map(String::from)
        .to_vec();
    for (location, style) in [
        (Path, Style::Simple),
        (Path, Style::Matrix),
        (Path, Style::MatrixExploded),
        (Path, Style::Label),
        (Query, Style::Form),
        (Query, Style::FormExploded),
        (Cookie, Style::Form),
    ] {
        let param = param(location, style);
        let text = write(&param, &awkward);
        assert_eq!(read::<Vec<String>>(&param, &text).0, awkward, "{text}");
        assert!(
            text.is_ascii() && !text.contains([' ', '/', '?', '#']) || location == Cookie,
            "{text}"
        );
    }
    both(Path, Style::Simple, &"a b/c".to_owned(), "a%20b%2Fc");
}

#[test]
fn what_others_write_is_read_too() {
    let query = |style| param(Location::Query, style);
    assert_eq!(
        read::<String>(&query(Style::FormExploded), "color=a+b&other=1").0,
        "a b"
    );
    assert_eq!(
        read::<Vec<String>>(&query(Style::PipeDelimited), "color=blue|black|brown").0,
        list()
    );
    assert_eq!(
        read::<Vec<String>>(&query(Style::SpaceDelimited), "color=blue+black+brown").0,
        list()
    );
    assert_eq!(
        read::<Vec<String>>(&query(Style::Form), "color=blue&color=black,brown").0,
        list()
    );
    assert!(read::<Color>(&query(Style::DeepObject), "color[R]=100&color[G]=200&color[B]=150").0 == color());
    let header = param(Location::Header, Style::Simple);
    let mut colors: Vec<String> = Vec::new();
    read_header(&header, &["blue, black", "brown"], &mut colors, &mut Reading::strict()).unwrap();
    assert_eq!(colors, list());
    assert_eq!(
        read::<i64>(&param(Location::Cookie, Style::Form), "a=1; color=\"7\"; b=2").0,
        7
    );
}

#[test]
fn deep_objects_nest() {
    let param = param(Location::Query, Style::DeepObject);
    let mut value: Map<Map<Vec<i64>>> = Map::new();
    value.entry("a".into()).or_default().insert("b".into(), vec![1, 2, 3]);
    assert_eq!(
        write(&param, &value),
        "color%5Ba%5D%5Bb%5D=1&color%5Ba%5D%5Bb%5D=2&color%5Ba%5D%5Bb%5D=3"
    );
    assert_eq!(
        read::<Map<Map<Vec<i64>>>>(&param, "color[a][b]=1&color[a][b]=2&color[a][b]=3").0,
        value
    );
    let hostile = format!("color{}=1", "[a]".repeat(10_000));
    assert_eq!(
        read::<crate::types::Json>(&param, &hostile).1,
        [": the parameter is missing"]
    );
}

#[test]
fn what_is_wrong_is_said() {
    let id = Param {
        rules: &[Rule::MaxLength(3)],
        ..param(Location::Query, Style::FormExploded)
    };
    assert_eq!(
        read::<String>(&id, "color=toolong").1,
        [": expected at most 3 characters"]
    );
    assert_eq!(read::<i64>(&id, "color=x").1, [": expected an integer, found text"]);
    assert_eq!(read::<i64>(&id, "other=1").1, [": the parameter is missing"]);
    assert_eq!(
        read::<i64>(&id, "color=1&color=2").1,
        [": expected an integer, found an array"]
    );
    assert_eq!(
        read::<Vec<i64>>(&id, "color=1&color=x").1,
        ["/1: expected an integer, found text"]
    );
    assert_eq!(read::<f64>(&id, "color=nan").1, [": expected a number, found text"]);
    let mut reading = Reading::strict();
    assert!(read_query(&id, &Query::parse("color=%FF"), &mut String::new(), &mut reading).is_err());
    assert_eq!(
        reading.into_error().to_string(),
        "the text is not percent-encoded UTF-8"
    );
    let matrix = param(Location::Path, Style::Matrix);
    assert_eq!(
        read::<i64>(&matrix, "5").1,
        [": the text is not in the style of the parameter"]
    );
    let odd = param(Location::Path, Style::Simple);
    assert_eq!(
        read::<Color>(&odd, "R,100,G").1,
        [": the text is not in the style of the parameter"]
    );
}

#[test]
fn optional_parameters_may_be_absent() {
    let optional = Param {
        need: Need::Optional,
        ..param(Location::Query, Style::FormExploded)
    };
    assert_eq!(read::<Option<Vec<i64>>>(&optional, ""), (None, vec![]));
    assert_eq!(read::<Option<i64>>(&optional, "color=5"), (Some(5), vec![]));
    let mut query = "a=1".to_owned();
    write_query(&optional, &None::<i64>, &mut query).unwrap();
    write_query(&optional, &Some(true), &mut query).unwrap();
    assert_eq!(query, "a=1&color=true");
    assert_eq!(write_header(&optional, &None::<i64>), Ok(None));
    assert!(read::<Option<Color>>(&optional, "x=1").0.is_none());
}

#[test]
fn what_has_no_form_is_an_error() {
    let path = param(Location::Path, Style::Simple);
    assert!(write_path(&path, &"..".to_owned()).is_err());
    assert!(write_path(&path, &vec![list()]).is_err());
    assert!(write_path(&path, &f64::NAN).is_err());
    assert!(write_header(&param(Location::Header, Style::Simple), &vec!["a,b".to_owned()]).is_err());
}

#[test]
fn an_element_that_has_the_delimiter_is_refused() {
    use Style::{Form, FormExploded, LabelExploded, PipeDelimited, SpaceDelimited};
    let list = |text: &str| vec!["a".to_owned(), text.to_owned()];
    let object = |key: &str| Map::from_iter([(key.to_owned(), "b".to_owned())]);
    let refused = |param: &Param, value: &dyn Slot| match param.location {
        Location::Path => write_path(param, value).unwrap_err().to_string(),
        _ => write_query(param, value, &mut String::new()).unwrap_err().to_string(),
    };
    for (location, style, text) in [
        (Location::Query, SpaceDelimited, "b c"),
        (Location::Query, PipeDelimited, "b|c"),
        (Location::Path, LabelExploded, "b.c"),
    ] {
        let param = param(location, style);
        let delimiter = text.get(1..2).unwrap();
        let error = format!("parameter `color`: an element has `{delimiter}`, which delimits the elements");
        assert_eq!(refused(&param, &list(text)), error);
        assert_eq!(refused(&param, &object(text)), error);
    }
    // Where the delimiter can be told from what is encoded, everything arrives.
    both(Location::Query, Form, &list("b,c"), "color=a,b%2Cc");
    both(Location::Query, FormExploded, &list("b&c"), "color=a&color=b%26c");
    both(Location::Query, PipeDelimited, &list("b c+d"), "color=a%7Cb%20c%2Bd");
    both(Location::Query, SpaceDelimited, &list("b|c+d"), "color=a%20b%7Cc%2Bd");
}

#[test]
fn an_object_of_any_names_leaves_those_of_others() {
    let any = param(Location::Query, Style::FormExploded);
    let names = ["color", "limit", "filter", "key"];
    let query = Query::parse("limit=5&a=1&filter[x]=2&filter=3&key=secret&limits=6").reserve(names);
    let mut map = Map::<String>::new();
    read_query(&any, &query, &mut map, &mut Reading::strict()).unwrap();
    let entries: Vec<_> = map.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(entries, ["a=1", "limits=6"]);

    let query = Query::parse("limit=5").reserve(names);
    let mut reading = Reading::strict();
    read_query(&any, &query, &mut map, &mut reading).unwrap();
    assert_eq!(reading.violations().len(), 1, "nothing was sent");

    let mut session = Map::<String>::new();
    let cookies = Cookies::parse("sid=secret; a=1").reserve(["sid"]);
    read_cookie(
        &param(Location::Cookie, Style::FormExploded),
        &cookies,
        &mut session,
        &mut Reading::strict(),
    )
    .unwrap();
    assert_eq!(session.len(), 1);
}

#[test]
fn a_deep_object_of_many_names_is_read_in_one_pass() {
    const NAMES: usize = 100_000;
    let query: String = (0..NAMES).map(|name| format!("color[{name:x}]={name}&")).collect();
    // A search through the names before would compare five thousand million times here.
    let (map, violations) = read::<Map<i64>>(&param(Location::Query, Style::DeepObject), &query);
    assert_eq!((map.len(), violations.len()), (NAMES, 0));
    assert!(map.values().copied().eq(0..NAMES as i64));
}
