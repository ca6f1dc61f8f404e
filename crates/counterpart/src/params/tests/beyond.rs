//! What is beside styles: reserved characters, empty values, whole texts of a syntax, whole queries, the joints of Swagger 2.0,
//! defaults, repeated names, rules.

use super::*;
use crate::types::{Json, Maybe};
use crate::validate::Number;

/// Writes a value, and reads it back.
fn there_and_back<T: Slot + PartialEq>(param: &Param, value: &T, text: &str) {
    assert_eq!(write(param, value), text);
    let (back, violations) = read::<T>(param, text);
    assert!(&back == value, "{text} was read as something else");
    assert_eq!(violations.len(), 0, "{text}: {violations:?}");
}

fn reserved(location: Location, style: Style) -> Param {
    Param {
        reserved: true,
        ..param(location, style)
    }
}

#[test]
fn reserved_characters_stay_where_they_cannot_be_mistaken() {
    use Location::{Path, Query};
    use Style::{Form, FormExploded, Matrix, Simple};
    let one = |text: &str| text.to_owned();
    let rows = [
        (Query, FormExploded, ":/?@!$'()*,;=", "color=:/?@!$'()*,;="),
        // A form would read `&` and `+` as something else, and an address ends at `#`.
        (Query, FormExploded, "a&b+c#d[e]", "color=a%26b%2Bc%23d%5Be%5D"),
        (Query, FormExploded, "50% of a\"ü", "color=50%25%20of%20a%22%C3%BC"),
        (Path, Simple, ":@!$&'()*+,;=", ":@!$%26'()*%2B,;="),
        (Path, Simple, "a/b?c", "a%2Fb%3Fc"),
        (Path, Matrix, "a;b=c", ";color=a%3Bb%3Dc"),
    ];
    for (location, style, text, written) in rows {
        there_and_back(&reserved(location, style), &one(text), written);
    }
    let many = vec![one("a,b"), one("c:d/e")];
    there_and_back(&reserved(Query, Form), &many, "color=a%2Cb,c:d/e");
    there_and_back(&reserved(Query, FormExploded), &many, "color=a,b&color=c:d/e");
    there_and_back(&reserved(Path, Simple), &many, "a%2Cb,c:d%2Fe");
    let object = Map::from_iter([(one("a=b"), one("c=d"))]);
    there_and_back(&reserved(Query, FormExploded), &object, "a%3Db=c%3Dd");
    // RFC 6570, 3.2.3: what is encoded already passes as it is, and arrives decoded.
    let encoded = reserved(Query, FormExploded);
    assert_eq!(write(&encoded, &one("a%2Fb%")), "color=a%2Fb%25");
    assert_eq!(read::<String>(&encoded, "color=a%2Fb%25").0, "a/b%");
}

#[test]
fn a_name_without_a_value_is_null() {
    let maybe = Param {
        need: Need::Maybe,
        ..param(Location::Query, Style::FormExploded)
    };
    let mut query = String::new();
    write_query(&maybe, &Maybe::<i64>::Absent, &mut query).unwrap();
    assert_eq!(query, "");
    there_and_back(&maybe, &Maybe::<i64>::Null, "color=");
    there_and_back(&maybe, &Maybe::Value(7_i64), "color=7");
    assert_eq!(read::<Maybe<i64>>(&maybe, "color").0, Maybe::Null);
    assert_eq!(read::<Maybe<bool>>(&maybe, "other=1"), (Maybe::Absent, vec![]));
    let nullable = Param {
        need: Need::Nullable,
        ..maybe
    };
    there_and_back(&nullable, &None::<i64>, "color=");
    assert_eq!(read::<Option<i64>>(&nullable, "").1, [": the parameter is missing"]);
}

/// Why a text is no parameter at all.
fn malformed(param: &Param, text: &str) -> String {
    let (mut value, mut reading) = (Json::Null, Reading::strict());
    let outcome = match param.location {
        Location::QueryString => read_query_string(param, text, &mut value, &mut reading),
        _ => read_query(param, &Query::parse(text), &mut value, &mut reading),
    };
    assert!(outcome.is_err(), "{text}");
    reading.into_error().to_string()
}

#[test]
fn a_syntax_has_the_whole_value() {
    use Location::{Cookie, Header, Path, Query};
    let json = |location| param(location, Style::Json);
    let encoded = "%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D";
    there_and_back(&json(Query), &color(), &format!("color={encoded}"));
    there_and_back(&json(Path), &color(), encoded);
    there_and_back(&json(Cookie), &color(), &format!("color={encoded}"));
    there_and_back(&json(Header), &color(), r#"{"R":100,"G":200,"B":150}"#);
    there_and_back(&json(Header), &"ü😀\\".to_owned(), r#""\u00fc\ud83d\ude00\\""#);
    there_and_back(&json(Query), &vec![1_i64, 2], "color=%5B1%2C2%5D");
    there_and_back(&json(Query), &"text".to_owned(), "color=%22text%22");
    let form = param(Query, Style::Urlencoded);
    there_and_back(&form, &color(), "color=R%3D100%26G%3D200%26B%3D150");

    let refused = |text| read::<Color>(&json(Query), text).1;
    assert_eq!(
        malformed(&json(Query), "color=%7B"),
        "EOF while parsing an object (line 1, column 1)"
    );
    assert_eq!(refused("color=%7B%22R%22%3A1.5%2C%22G%22%3A%221%22%7D").len(), 2);
    assert_eq!(refused("color=1&color=2"), [": expected one value, found several"]);
    assert_eq!(refused(""), [": the parameter is missing"]);
}

#[test]
fn a_parameter_is_the_whole_query() {
    let form = param(Location::QueryString, Style::Urlencoded);
    there_and_back(&form, &color(), "R=100&G=200&B=150");
    let json = param(Location::QueryString, Style::Json);
    there_and_back(&json, &serde_json::json!({"a": [1]}), "%7B%22a%22%3A%5B1%5D%7D");
    let text = param(Location::QueryString, Style::FormExploded);
    there_and_back(&text, &"$.a[?(@.b)]".to_owned(), "%24.a%5B%3F%28%40.b%29%5D");
    assert_eq!(read::<Color>(&form, "").1, [": the parameter is missing"]);
    assert_eq!(malformed(&json, "%7B1"), "key must be a string (line 1, column 2)");
    // The key of a credential may stand there already.
    let mut query = "key=1".to_owned();
    write_query_string(&form, &color(), &mut query).unwrap();
    assert_eq!(query, "key=1&R=100&G=200&B=150");
}

#[test]
fn collection_formats_join_items_everywhere() {
    use Location::{Header, Path, Query};
    use Style::{PipeDelimited, SpaceDelimited, TabDelimited};
    for (location, style, text) in [
        (Query, SpaceDelimited, "color=blue%20black%20brown"),
        (Query, PipeDelimited, "color=blue%7Cblack%7Cbrown"),
        (Query, TabDelimited, "color=blue%09black%09brown"),
        (Path, SpaceDelimited, "blue%20black%20brown"),
        (Path, PipeDelimited, "blue%7Cblack%7Cbrown"),
        (Path, TabDelimited, "blue%09black%09brown"),
        (Header, SpaceDelimited, "blue black brown"),
        (Header, PipeDelimited, "blue|black|brown"),
        (Header, TabDelimited, "blue\tblack\tbrown"),
    ] {
        both(location, style, &list(), text);
        both(
            location,
            style,
            &"blue".to_owned(),
            text.split_inclusive("blue").next().unwrap(),
        );
    }
    let error = write_header(&param(Header, TabDelimited), &vec!["a\tb".to_owned()]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "header `color`: an element has `\\t`, which delimits the elements"
    );
    // A plus sign is a space in a query only.
    both(Header, SpaceDelimited, &vec!["a+b".to_owned(), "c".to_owned()], "a+b c");
}

#[test]
fn a_cookie_that_is_not_encoded_is_refused_where_it_would_end() {
    let cookie = param(Location::Cookie, Style::Cookie);
    for text in ["a;b", "a b", "a\"b"] {
        assert!(
            write_cookie(&cookie, &text.to_owned(), &mut String::new()).is_err(),
            "{text}"
        );
    }
    assert!(write_cookie(&cookie, &vec!["a,b".to_owned()], &mut String::new()).is_err());
    there_and_back(&cookie, &"%20=/+".to_owned(), "color=%20=/+");
}

#[test]
fn defaults_are_for_servers_and_for_what_is_absent() {
    let limit = Param {
        need: Need::Optional,
        default: Some("20"),
        ..param(Location::Query, Style::FormExploded)
    };
    assert_eq!(read::<Option<i64>>(&limit, "").0, Some(20));
    assert_eq!(read::<Option<i64>>(&limit, "color=5").0, Some(5));
    let mut tolerant = None::<i64>;
    read_query(&limit, &Query::parse(""), &mut tolerant, &mut Reading::tolerant()).unwrap();
    assert_eq!(tolerant, None);
    let colors = Param {
        default: Some(r#"["red"]"#),
        ..limit
    };
    assert_eq!(read::<Option<Vec<String>>>(&colors, "").0, Some(vec!["red".to_owned()]));
}

#[test]
fn repeated_names_are_refused_or_ignored() {
    let id = param(Location::Query, Style::FormExploded);
    let read = |query: Query<'_>| {
        let (mut value, mut reading) = (0_i64, Reading::strict());
        read_query(&id, &query, &mut value, &mut reading).unwrap();
        (value, reading.violations().len())
    };
    let query = Query::parse("color=1&color=2");
    assert_eq!(read(query.clone()), (0, 1));
    assert_eq!(read(query.takes_first(true)), (1, 0));
}

#[test]
fn numbered_elements_are_elements() {
    let deep = param(Location::Query, Style::DeepObject);
    let list = vec!["a".to_owned(), "b".to_owned()];
    for text in [
        "color[]=a&color[]=b",
        "color[0]=a&color[1]=b",
        "color=a&color=b",
        "color%5B%5D=a&color[]=b",
    ] {
        assert_eq!(read::<Vec<String>>(&deep, text), (list.clone(), vec![]), "{text}");
    }
    let nested = Map::from_iter([("tags".to_owned(), list)]);
    for text in ["color[tags][]=a&color[tags][]=b", "color[tags][0]=a&color[tags][1]=b"] {
        assert_eq!(
            read::<Map<Vec<String>>>(&deep, text),
            (nested.clone(), vec![]),
            "{text}"
        );
    }
    // Names that are numbers are names where names are wanted.
    let map = Map::from_iter([("0".to_owned(), "a".to_owned())]);
    assert_eq!(read::<Map<String>>(&deep, "color[0]=a"), (map, vec![]));
}

#[test]
fn the_rules_of_a_list_are_checked_beside_what_cannot_be_read() {
    let sizes = Param {
        rules: &[Rule::Items(&[Rule::Minimum(Number::Int(1))])],
        ..param(Location::Query, Style::FormExploded)
    };
    assert_eq!(
        read::<Vec<i64>>(&sizes, "color=0&color=x&color=1&color=-1").1,
        [
            "/0: expected at least 1",
            "/1: expected an integer, found text",
            "/3: expected at least 1",
        ]
    );
}
