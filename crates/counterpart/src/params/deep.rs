//! `name[key]` and `name[key][inner]`, collected.

use indexmap::IndexMap;

use super::tree::Tree;

/// How deep `a[b][c]..` is followed; deeper keys are dropped with their values.
const DEEPEST: usize = 32;

/// What was sent below a name: its own values, and what is below it in turn, found by hash.
#[derive(Default)]
pub(super) struct Node {
    values: Vec<String>,
    inner: IndexMap<String, Node>,
}

impl Node {
    /// Adds a value below keys, unless they are too many.
    pub(super) fn insert(&mut self, keys: &[&str], value: String) {
        if keys.len() <= DEEPEST {
            self.insert_below(keys, value);
        }
    }

    fn insert_below(&mut self, keys: &[&str], value: String) {
        match keys.split_first() {
            Some((key, rest)) => self
                .inner
                .entry((*key).to_owned())
                .or_default()
                .insert_below(rest, value),
            None => self.values.push(value),
        }
    }

    /// Nothing was sent.
    pub(super) fn is_empty(&self) -> bool {
        self.inner.is_empty() && self.values.is_empty()
    }

    /// One value of a name may be wanted as text or as a list of one; the slot takes a text as either.
    pub(super) fn into_tree(mut self) -> Tree<'static> {
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

/// The keys of `[a][b]`; none if it is anything else.
pub(super) fn bracketed(text: &str) -> Option<Vec<&str>> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    Some(inner.split("][").collect())
}
