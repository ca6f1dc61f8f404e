use super::*;

fn snake(wire: &str) -> String {
    ident(&Case::Snake.of(wire)).to_string()
}

fn camel(wire: &str) -> String {
    ident(&Case::Type.of(wire)).to_string()
}

fn variant(wire: &str) -> String {
    ident(&Case::Variant.of(wire)).to_string()
}

#[test]
fn ordinary_names_are_cased() {
    assert_eq!(snake("nonFieldErrors"), "non_field_errors");
    assert_eq!(camel("GroupOAuthSourceConnection"), "GroupOAuthSourceConnection");
    assert_eq!(camel("simple-user"), "SimpleUser");
    assert_eq!(variant("user_reputation"), "UserReputation");
}

#[test]
fn keywords_are_raw_or_evaded() {
    assert_eq!(snake("type"), "r#type");
    assert_eq!(snake("gen"), "r#gen");
    assert_eq!(snake("self"), "self_");
    assert_eq!(snake("crate"), "crate_");
    assert_eq!(camel("self"), "Self_");
}

#[test]
fn digits_and_symbols_get_words() {
    assert_eq!(snake("+1"), "plus_1");
    assert_eq!(snake("-1"), "minus_1");
    assert_eq!(variant("+1"), "Plus1");
    assert_eq!(variant("-created"), "MinusCreated");
    assert_eq!(variant("2fa"), "Value2fa");
    assert_eq!(camel("3d-model"), "Type3dModel");
    assert_eq!(snake("2fa"), "_2fa");
    assert_eq!(variant("<="), "LtEq");
    assert_eq!(variant(""), "Empty");
    assert_eq!(snake("_"), "underscore");
    assert_eq!(snake("$ref"), "r#ref");
}

#[test]
fn other_scripts_stay_where_rust_allows_them() {
    assert_eq!(snake("日本"), "日本");
    assert_eq!(camel("größe"), "Größe");
    assert_eq!(variant("🦀"), "U1f980");
    assert_eq!(snake("m²"), "m");
}

#[test]
fn no_name_can_be_more_than_an_identifier() {
    for hostile in [
        "x { } pub fn evil() {} struct Y",
        "a\nb",
        "a\"b",
        "/* */",
        "\u{202e}abc",
        "\0",
        "r#\"",
        "ŉ",
        "'a",
        "//",
    ] {
        for name in [snake(hostile), camel(hostile), variant(hostile)] {
            assert!(syn::parse_str::<Ident>(&name).is_ok(), "{hostile:?} became {name:?}");
        }
    }
}

#[test]
fn a_contested_name_does_not_depend_on_the_order() {
    let forwards = Scope::new(Case::Snake, &[]).claim_wires(["fooBar", "foo_bar", "foo-bar"].into_iter());
    let mut backwards = Scope::new(Case::Snake, &[]).claim_wires(["foo-bar", "foo_bar", "fooBar"].into_iter());
    backwards.reverse();
    assert_eq!(forwards, backwards);
    assert_eq!(forwards, ["foo_bar_3", "foo_bar", "foo_bar_2"]);
}

#[test]
fn reserved_names_are_evaded() {
    let mut scope = Scope::new(Case::Type, &[&["Option"]]);
    assert_eq!(scope.claim("Option".to_owned()), "OptionType");
    assert_eq!(scope.claim("OptionType".to_owned()), "OptionType2");
}

#[test]
fn numbers_never_meet_a_name_that_is_there() {
    let names = Scope::new(Case::Type, &[]).claim_wires(["foo", "Foo", "Foo2"].into_iter());
    assert_eq!(names, ["Foo3", "Foo", "Foo2"]);
}
