//! Raw text cut by style, before the pieces are decoded.

use super::{Location, Param, Style};
use crate::codec::Kind;

/// Undecoded pieces of a text.
#[derive(Debug, PartialEq)]
pub(super) enum Pieces<'r> {
    Text(&'r str),
    List(Vec<&'r str>),
    Pairs(Vec<(&'r str, &'r str)>),
}

/// Cuts the text of a path segment or header; none if it is not of its style. `name` is the parameter's, encoded as in the
/// text.
pub(super) fn cut<'r>(param: &Param, name: &str, raw: &'r str, kind: Kind) -> Option<Pieces<'r>> {
    match param.style {
        Style::Matrix | Style::MatrixExploded => cut_matrix(param.style, name, raw.strip_prefix(';')?, kind),
        Style::Label => cut_by(raw.strip_prefix('.')?, ",", false, kind),
        Style::LabelExploded => cut_by(raw.strip_prefix('.')?, ".", true, kind),
        Style::SpaceDelimited | Style::PipeDelimited | Style::TabDelimited => cut_values(param, &[raw], kind),
        style => cut_by(raw, ",", style.is_exploded(), kind),
    }
}

fn cut_matrix<'r>(style: Style, name: &str, raw: &'r str, kind: Kind) -> Option<Pieces<'r>> {
    let mut pairs = raw.split(';').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    match (style, kind) {
        (Style::MatrixExploded, Kind::Object(_)) => Some(Pieces::Pairs(pairs.collect())),
        (Style::MatrixExploded, Kind::Array) => Some(Pieces::List(
            pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).collect(),
        )),
        _ => cut_by(pairs.find(|(key, _)| *key == name)?.1, ",", false, kind),
    }
}

/// Cuts at a delimiter what is wanted as array or object; an empty text is an empty one.
fn cut_by<'r>(raw: &'r str, delimiter: &str, exploded: bool, kind: Kind) -> Option<Pieces<'r>> {
    match kind {
        Kind::Array if raw.is_empty() => Some(Pieces::List(Vec::new())),
        Kind::Array => Some(Pieces::List(raw.split(delimiter).map(str::trim).collect())),
        Kind::Object(_) if raw.is_empty() => Some(Pieces::Pairs(Vec::new())),
        Kind::Object(_) if exploded => raw
            .split(delimiter)
            .map(|pair| pair.trim().split_once('='))
            .collect::<Option<_>>()
            .map(Pieces::Pairs),
        Kind::Object(_) => in_turn(raw.split(delimiter).map(str::trim).collect()),
        Kind::Scalar | Kind::File | Kind::Any => Some(Pieces::Text(raw)),
    }
}

/// `R,100,G,200`: names and values in turn.
fn in_turn(texts: Vec<&str>) -> Option<Pieces<'_>> {
    let (pairs, rest) = texts.as_chunks::<2>();
    rest.is_empty()
        .then(|| Pieces::Pairs(pairs.iter().map(|[key, value]| (*key, *value)).collect()))
}

/// Cuts the values that a query or cookie has for a name, by a style that is not exploded.
pub(super) fn cut_values<'r>(param: &Param, values: &[&'r str], kind: Kind) -> Option<Pieces<'r>> {
    match (values, kind) {
        // Some clients repeat the name although the style says not to.
        (_, Kind::Array) => {
            let values = values.iter().filter(|value| !value.is_empty());
            Some(Pieces::List(values.flat_map(|value| split(param, value)).collect()))
        }
        ([""], Kind::Object(_)) => Some(Pieces::Pairs(Vec::new())),
        ([value], Kind::Object(_)) => in_turn(split(param, value)),
        ([value], _) => Some(Pieces::Text(value)),
        _ => Some(Pieces::List(values.to_vec())),
    }
}

/// The delimiters as they are, and as RFC 3986 wants those that an address must not have.
fn split<'r>(param: &Param, raw: &'r str) -> Vec<&'r str> {
    let delimiters: &[&str] = match (param.style, param.location) {
        (Style::SpaceDelimited, Location::Query) => &["%20", "+", " "],
        (Style::SpaceDelimited, Location::Path) => &["%20"],
        (Style::SpaceDelimited, _) => &[" "],
        (Style::PipeDelimited, Location::Query | Location::Path) => &["%7C", "%7c", "|"],
        (Style::PipeDelimited, _) => &["|"],
        (Style::TabDelimited, Location::Query | Location::Path) => &["%09"],
        (Style::TabDelimited, _) => &["\t"],
        _ => &[","],
    };
    delimiters.iter().fold(vec![raw], |pieces, delimiter| {
        pieces.into_iter().flat_map(|piece| piece.split(delimiter)).collect()
    })
}
