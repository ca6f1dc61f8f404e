#![allow(unreachable_pub, reason = "the macro makes public methods for public enums")]

use super::{read, refusal, violations, written};
use crate::types::UnknownValue;

#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
enum Mode {
    All,
    Any,
    Unknown(UnknownValue),
}
crate::string_enum! { Mode { All = "all", Any = "any of" } Unknown }

#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
enum Level {
    Low,
    High,
    Unknown(i64),
}
crate::integer_enum! { Level { Low = -1, High = 20 } Unknown }

#[test]
fn listed_values_are_variants() {
    assert_eq!(read(r#"["any of", "all"]"#), Ok(vec![Mode::Any, Mode::All]));
    assert_eq!(read("[20, -1, 20.0]"), Ok(vec![Level::High, Level::Low, Level::High]));
    assert_eq!(written(&vec![Mode::Any]), r#"["any of"]"#);
    assert_eq!(written(&Level::Low), "-1");
}

#[test]
fn clients_keep_what_is_new_and_servers_refuse_it() {
    let later = read::<Mode>(r#""later""#).unwrap();
    assert!(matches!(&later, Mode::Unknown(value) if value.as_str() == "later"));
    assert_eq!(written(&later), r#""later""#);
    assert_eq!(
        violations::<Mode>(r#""later""#),
        [r#": expected one of "all", "any of""#]
    );
    assert_eq!(read("5"), Ok(Level::Unknown(5)));
    assert_eq!(violations::<Level>("5"), [": expected one of -1, 20"]);
    assert_eq!(violations::<Level>(r#""5""#), [": expected an integer, found a string"]);
    assert_eq!(
        refusal::<Mode>("true"),
        "expected a string, found a boolean (line 1, column 4)"
    );
}

#[test]
fn enums_are_texts_too() {
    assert_eq!("all".parse(), Ok(Mode::All));
    assert_eq!(
        "ALL".parse::<Mode>().unwrap_err().to_string(),
        "expected one of all, any of"
    );
    assert_eq!("-1".parse(), Ok(Level::Low));
    assert_eq!(
        format!("{:>7}|{:?}|{}", Mode::Any, Mode::All, Level::High),
        r#" any of|"all"|20"#
    );
    assert_eq!(Mode::VALUES, [Mode::All, Mode::Any]);
    assert_eq!(Level::VALUES.len(), 2);
}
