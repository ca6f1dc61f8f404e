//! Parameters to values.

use std::borrow::Cow;

use super::cut::{self, Pieces};
use super::deep::{Node, bracketed};
use super::pairs::Reserved;
use super::tree::Tree;
use super::{Cookies, Param, Query, Style, percent};
use crate::codec::{Failed, Kind, Need, Reading, Reason, Slot, Source, Table, json, put_json};
use crate::form::urlencoded;

pub(crate) type Decode = for<'t> fn(&'t str) -> Option<Cow<'t, str>>;

/// Reads a path parameter from its raw segment, still percent-encoded.
///
/// # Errors
/// As [`Slot::put`].
pub fn read_path(param: &Param, raw: &str, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
    match cut::cut(param, &percent::encode(param.name), raw, wanted(param, slot)) {
        Some(pieces) => put_pieces(param, pieces, percent::decode, slot, reading),
        None => misfit(reading),
    }
}

/// Reads a header from all of its values.
///
/// # Errors
/// As [`Slot::put`].
pub fn read_header(param: &Param, values: &[&str], slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
    let joined;
    let raw = match values {
        [] => return absent(param, slot, reading),
        [value] => value,
        // RFC 9110: several lines are one list.
        _ => {
            joined = values.join(",");
            joined.as_str()
        }
    };
    match cut::cut(param, param.name, raw, wanted(param, slot)) {
        Some(pieces) => put_pieces(param, pieces, plain, slot, reading),
        None => misfit(reading),
    }
}

/// Reads a query parameter.
///
/// # Errors
/// As [`Slot::put`].
pub fn read_query(param: &Param, query: &Query<'_>, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
    let pairs: Vec<_> = query.pairs().collect();
    read_pairs(param, &pairs, query.reserved(), percent::decode_form, slot, reading)
}

/// Reads a parameter that is the whole query, still percent-encoded.
///
/// # Errors
/// As [`Slot::put`].
pub fn read_query_string(param: &Param, raw: &str, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
    if raw.is_empty() {
        return absent(param, slot, reading);
    }
    let decode: Decode = match param.style {
        Style::Urlencoded => plain,
        _ => percent::decode,
    };
    put_pieces(param, Pieces::Text(raw), decode, slot, reading)
}

/// Reads a cookie.
///
/// # Errors
/// As [`Slot::put`].
pub fn read_cookie(
    param: &Param,
    cookies: &Cookies<'_>,
    slot: &mut dyn Slot,
    reading: &mut Reading,
) -> Result<(), Failed> {
    let pairs: Vec<_> = cookies.pairs().collect();
    let decode: Decode = match param.style {
        Style::Cookie | Style::CookieExploded => plain,
        _ => percent::decode,
    };
    read_pairs(param, &pairs, cookies.reserved(), decode, slot, reading)
}

/// The text as it is.
pub(crate) fn plain(text: &str) -> Option<Cow<'_, str>> {
    Some(text.into())
}

/// What the text is cut into: nothing where a syntax has it whole.
fn wanted(param: &Param, slot: &dyn Slot) -> Kind {
    match param.style {
        Style::Json | Style::Urlencoded => Kind::Scalar,
        _ => Kind::of(slot),
    }
}

fn misfit(reading: &mut Reading) -> Result<(), Failed> {
    reading.violate("style", "the text is not in the style of the parameter")
}

/// Picks the pairs that belong to a parameter.
pub(crate) fn read_pairs(
    param: &Param,
    pairs: &[(&str, &str)],
    reserved: &Reserved,
    decode: Decode,
    slot: &mut dyn Slot,
    reading: &mut Reading,
) -> Result<(), Failed> {
    let kind = wanted(param, slot);
    let mut values: Vec<&str> = pairs
        .iter()
        .filter(|(name, _)| *name == param.name)
        .map(|(_, value)| *value)
        .collect();
    if values == [""] && matches!(param.need, Need::Nullable | Need::Maybe) {
        return slot.put(Source::Null, reading);
    }
    if reserved.takes_first && matches!(kind, Kind::Scalar) {
        values.truncate(1);
    }
    let pieces = match (param.style, kind) {
        (Style::DeepObject, Kind::Object(_) | Kind::Any | Kind::Array) => {
            return read_deep(param, pairs, decode, slot, reading);
        }
        (Style::FormExploded | Style::CookieExploded, Kind::Object(table)) => {
            let is_field = |name| table.is_some_and(|table| table.fields.iter().any(|field| field.name == name));
            let takes_any = table.is_none_or(Table::is_open);
            let named = pairs
                .iter()
                .filter(|(name, _)| is_field(*name) || takes_any && !reserved.is_of_another(param.name, name));
            Pieces::Pairs(named.copied().collect())
        }
        (Style::FormExploded | Style::CookieExploded, Kind::Array) => Pieces::List(values),
        (_, kind) => match cut::cut_values(param, &values, kind) {
            _ if values.is_empty() => return absent(param, slot, reading),
            Some(pieces) => pieces,
            None => return misfit(reading),
        },
    };
    let is_empty = match &pieces {
        Pieces::Text(_) => false,
        Pieces::List(list) => values_absent(list, pairs, param),
        Pieces::Pairs(found) => found.is_empty() && param.style.is_exploded(),
    };
    if is_empty {
        return absent(param, slot, reading);
    }
    put_pieces(param, pieces, decode, slot, reading)
}

/// An empty list was sent if its name was: `color=` in a style that is not exploded.
fn values_absent(list: &[&str], pairs: &[(&str, &str)], param: &Param) -> bool {
    list.is_empty() && pairs.iter().all(|(name, _)| *name != param.name)
}

/// Collects `name[key]` and `name[key][inner]`. Of a list the name may be repeated as it is.
fn read_deep(
    param: &Param,
    pairs: &[(&str, &str)],
    decode: Decode,
    slot: &mut dyn Slot,
    reading: &mut Reading,
) -> Result<(), Failed> {
    let takes_own = matches!(Kind::of(slot), Kind::Array);
    let mut root = Node::default();
    for (name, raw) in pairs {
        let keys = match name.strip_prefix(param.name) {
            Some("") if takes_own => Vec::new(),
            Some(rest) => match bracketed(rest) {
                Some(keys) => keys,
                None => continue,
            },
            None => continue,
        };
        let Some(value) = decode(raw) else {
            return not_decodable(reading);
        };
        root.insert(&keys, value.into_owned());
    }
    if root.is_empty() {
        return absent(param, slot, reading);
    }
    put_tree(param, &root.into_tree(), slot, reading)
}

fn put_pieces(
    param: &Param,
    pieces: Pieces<'_>,
    decode: Decode,
    slot: &mut dyn Slot,
    reading: &mut Reading,
) -> Result<(), Failed> {
    match (decoded(pieces, decode), param.style) {
        (Some(Tree::Text(text)), Style::Json | Style::Urlencoded) => checked(param, slot, reading, |slot, reading| {
            put_content(param, &text, slot, reading)
        }),
        (Some(_), Style::Json | Style::Urlencoded) => reading.violate("type", "expected one value, found several"),
        (Some(tree), _) => put_tree(param, &tree, slot, reading),
        (None, _) => not_decodable(reading),
    }
}

/// Reads what a syntax has written as one text.
fn put_content(param: &Param, text: &str, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
    if param.style == Style::Urlencoded {
        return urlencoded::read_text(text, param.encodings, slot, reading);
    }
    put_json(&json::parse(text, reading)?, slot, reading)
}

fn decoded(pieces: Pieces<'_>, decode: Decode) -> Option<Tree<'_>> {
    let text = |raw| decode(raw).map(Tree::Text);
    match pieces {
        Pieces::Text(raw) => text(raw),
        Pieces::List(list) => list.into_iter().map(text).collect::<Option<_>>().map(Tree::List),
        Pieces::Pairs(pairs) => pairs
            .into_iter()
            .map(|(key, value)| Some((decode(key)?, text(value)?)))
            .collect::<Option<_>>()
            .map(Tree::Object),
    }
}

fn put_tree(param: &Param, tree: &Tree<'_>, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
    checked(param, slot, reading, |slot, reading| tree.put(slot, reading))
}

/// Reads a value and checks its rules.
fn checked(
    param: &Param,
    slot: &mut dyn Slot,
    reading: &mut Reading,
    put: impl FnOnce(&mut dyn Slot, &mut Reading) -> Result<(), Failed>,
) -> Result<(), Failed> {
    let mark = reading.mark();
    put(slot, reading)?;
    reading.check_since(mark, slot, param.rules);
    Ok(())
}

fn absent(param: &Param, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
    if param.need.is_required() {
        return reading.violate("required", "the parameter is missing");
    }
    if let Some(default) = param.default.filter(|_| reading.fills_defaults()) {
        // The generator has checked that the parameter accepts it.
        let _ = json::read_slice(default.as_bytes(), slot, &mut Reading::tolerant());
    }
    Ok(())
}

/// What cannot be decoded is no text at all, as in a body that is not UTF-8.
fn not_decodable(reading: &mut Reading) -> Result<(), Failed> {
    Err(reading.fail(Reason::Syntax("the text is not percent-encoded UTF-8".into())))
}
