//! Parameters to values.

use std::borrow::Cow;

use indexmap::IndexMap;

use super::cut::{self, Pieces};
use super::pairs::Reserved;
use super::tree::Tree;
use super::{Cookies, Param, Query, Style, percent};
use crate::codec::{Failed, Kind, Reading, Reason, Slot, Table};
use crate::validate;

type Decode = for<'t> fn(&'t str) -> Option<Cow<'t, str>>;

/// Reads a path parameter from its raw segment, still percent-encoded.
///
/// # Errors
/// As [`Slot::put`].
pub fn read_path(param: &Param, raw: &str, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
    match cut::cut(param.style, &percent::encode(param.name), raw, Kind::of(slot)) {
        Some(pieces) => put_pieces(param, pieces, percent::decode, slot, reading),
        None => reading.violate("style", "the text is not in the style of the parameter"),
    }
}

/// Reads a header from all of its values.
///
/// # Errors
/// As [`Slot::put`].
pub fn read_header(param: &Param, values: &[&str], slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
    let joined;
    let raw = match values {
        [] => return absent(param, reading),
        [value] => value,
        // RFC 9110: several lines are one list.
        _ => {
            joined = values.join(",");
            joined.as_str()
        }
    };
    match cut::cut(param.style, param.name, raw, Kind::of(slot)) {
        Some(pieces) => put_pieces(param, pieces, |text| Some(text.into()), slot, reading),
        None => reading.violate("style", "the text is not in the style of the parameter"),
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
    read_pairs(param, &pairs, cookies.reserved(), percent::decode, slot, reading)
}

/// Picks the pairs that belong to a parameter.
fn read_pairs(
    param: &Param,
    pairs: &[(&str, &str)],
    reserved: &Reserved,
    decode: Decode,
    slot: &mut dyn Slot,
    reading: &mut Reading,
) -> Result<(), Failed> {
    let kind = Kind::of(slot);
    let values: Vec<&str> = pairs
        .iter()
        .filter(|(name, _)| *name == param.name)
        .map(|(_, value)| *value)
        .collect();
    let pieces = match (param.style, kind) {
        (Style::DeepObject, Kind::Object(_) | Kind::Any) => return read_deep(param, pairs, decode, slot, reading),
        (Style::FormExploded, Kind::Object(table)) => {
            let is_field = |name| table.is_some_and(|table| table.fields.iter().any(|field| field.name == name));
            let takes_any = table.is_none_or(Table::is_open);
            let named = pairs
                .iter()
                .filter(|(name, _)| is_field(*name) || takes_any && !reserved.is_of_another(param.name, name));
            Pieces::Pairs(named.copied().collect())
        }
        (Style::FormExploded | Style::DeepObject, Kind::Array) => Pieces::List(values),
        (style, kind) => match cut::cut_values(style, &values, kind) {
            _ if values.is_empty() => return absent(param, reading),
            Some(pieces) => pieces,
            None => return reading.violate("style", "the text is not in the style of the parameter"),
        },
    };
    let is_empty = match &pieces {
        Pieces::Text(_) => false,
        Pieces::List(list) => values_absent(list, pairs, param),
        Pieces::Pairs(found) => found.is_empty() && param.style == Style::FormExploded,
    };
    if is_empty {
        return absent(param, reading);
    }
    put_pieces(param, pieces, decode, slot, reading)
}

/// An empty list was sent if its name was: `color=` in a style that is not exploded.
fn values_absent(list: &[&str], pairs: &[(&str, &str)], param: &Param) -> bool {
    list.is_empty() && pairs.iter().all(|(name, _)| *name != param.name)
}

/// Collects `name[key]` and `name[key][inner]`.
fn read_deep(
    param: &Param,
    pairs: &[(&str, &str)],
    decode: Decode,
    slot: &mut dyn Slot,
    reading: &mut Reading,
) -> Result<(), Failed> {
    let mut root = Node::default();
    for (name, raw) in pairs {
        let Some(keys) = name.strip_prefix(param.name).and_then(bracketed) else {
            continue;
        };
        let Some(value) = decode(raw) else {
            return not_decodable(reading);
        };
        if keys.len() <= DEEPEST {
            root.insert(&keys, value.into_owned());
        }
    }
    if root.inner.is_empty() {
        return absent(param, reading);
    }
    put_tree(param, &root.into_tree(), slot, reading)
}

/// The keys of `[a][b]`; none if it is anything else.
fn bracketed(text: &str) -> Option<Vec<&str>> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    Some(inner.split("][").collect())
}

/// How deep `a[b][c]..` is followed; deeper keys are dropped with their values.
const DEEPEST: usize = 32;

/// What was sent below a name: its own values, and what is below it in turn, found by hash.
#[derive(Default)]
struct Node {
    values: Vec<String>,
    inner: IndexMap<String, Node>,
}

impl Node {
    fn insert(&mut self, keys: &[&str], value: String) {
        match keys.split_first() {
            Some((key, rest)) => self.inner.entry((*key).to_owned()).or_default().insert(rest, value),
            None => self.values.push(value),
        }
    }

    /// One value of a name may be wanted as text or as a list of one; the slot takes a text as either.
    fn into_tree(mut self) -> Tree<'static> {
        if !self.inner.is_empty() {
            let entries = self.inner.into_iter();
            return Tree::Object(entries.map(|(key, node)| (key.into(), node.into_tree())).collect());
        }
        match self.values.pop() {
            Some(only) if self.values.is_empty() => Tree::Text(only.into()),
            last => Tree::List(
                self.values
                    .into_iter()
                    .chain(last)
                    .map(|value| Tree::Text(value.into()))
                    .collect(),
            ),
        }
    }
}

fn put_pieces(
    param: &Param,
    pieces: Pieces<'_>,
    decode: Decode,
    slot: &mut dyn Slot,
    reading: &mut Reading,
) -> Result<(), Failed> {
    match decoded(pieces, decode) {
        Some(tree) => put_tree(param, &tree, slot, reading),
        None => not_decodable(reading),
    }
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
    let mark = reading.mark();
    tree.put(slot, reading)?;
    if reading.is_strict() && !param.rules.is_empty() && reading.is_clean_since(mark) {
        validate::check_rules(slot, param.rules, reading);
    }
    Ok(())
}

fn absent(param: &Param, reading: &mut Reading) -> Result<(), Failed> {
    if param.need.is_required() {
        return reading.violate("required", "the parameter is missing");
    }
    Ok(())
}

/// What cannot be decoded is no text at all, as in a body that is not UTF-8.
fn not_decodable(reading: &mut Reading) -> Result<(), Failed> {
    Err(reading.fail(Reason::Syntax("the text is not percent-encoded UTF-8".into())))
}
