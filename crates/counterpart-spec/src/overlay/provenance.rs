//! Which file each value of a patched document came from.
//!
//! Only what overlays touched is spelled out; everything below a known value stands where it stood in the same file.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::document::pointer;

/// Where a value and the values in it were written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Provenance {
    /// 0 is the document itself.
    file: usize,
    pointer: String,
    children: BTreeMap<Box<str>, Provenance>,
}

impl Provenance {
    /// A value that stands in one piece at a pointer of a file.
    pub(super) fn new(file: usize, pointer: String) -> Self {
        Self {
            file,
            pointer,
            children: BTreeMap::new(),
        }
    }

    /// Where the value behind a pointer into the patched document was written: the file, and the pointer there.
    pub(crate) fn trace(&self, wanted: &str) -> (usize, String) {
        let mut known = self;
        let mut tokens = pointer::tokens(wanted);
        for token in tokens.by_ref() {
            let Some(child) = known.children.get(token.as_ref()) else {
                let mut pointer = known.pointer.clone();
                pointer::push_token(&mut pointer, &token);
                tokens.for_each(|rest| pointer::push_token(&mut pointer, &rest));
                return (known.file, pointer);
            };
            known = child;
        }
        (known.file, known.pointer.clone())
    }

    /// Of a value inside this one.
    pub(super) fn child(&self, token: &str) -> Self {
        self.children.get(token).cloned().unwrap_or_else(|| self.derived(token))
    }

    fn derived(&self, token: &str) -> Self {
        let mut pointer = self.pointer.clone();
        pointer::push_token(&mut pointer, token);
        Self::new(self.file, pointer)
    }

    /// Of a value inside this one, to be changed.
    pub(super) fn child_mut(&mut self, token: &str) -> &mut Self {
        let derived = self.derived(token);
        self.children.entry(token.into()).or_insert(derived)
    }

    /// Of the value behind a pointer, to be changed.
    pub(super) fn find_mut(&mut self, wanted: &str) -> &mut Self {
        let mut place = self;
        for token in pointer::tokens(wanted) {
            place = place.child_mut(&token);
        }
        place
    }

    /// Of the value behind a pointer.
    pub(super) fn find(&self, wanted: &str) -> Self {
        let mut known = self;
        for token in pointer::tokens(wanted) {
            match known.children.get(token.as_ref()) {
                Some(child) => known = child,
                None => {
                    let (file, pointer) = self.trace(wanted);
                    return Self::new(file, pointer);
                }
            }
        }
        known.clone()
    }

    pub(super) fn set(&mut self, token: &str, child: Self) {
        self.children.insert(token.into(), child);
    }

    pub(super) fn remove_keys(&mut self, gone: &FxHashSet<String>) {
        self.children.retain(|key, _| !gone.contains(key.as_ref()));
    }

    /// Of an array, only the items at these positions are left, and move up.
    pub(super) fn keep_items(&mut self, kept: &[usize]) {
        let moved = kept.iter().enumerate();
        let children = moved.map(|(now, before)| (now.to_string().into_boxed_str(), self.child(&before.to_string())));
        self.children = children.collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_touched_stands_where_it_stood() {
        let mut root = Provenance::default();
        assert_eq!(root.trace("/a~1b/0"), (0, "/a~1b/0".to_owned()));
        root.find_mut("/info")
            .set("title", Provenance::new(1, "/actions/0/update/title".to_owned()));
        assert_eq!(root.trace("/info/title/x"), (1, "/actions/0/update/title/x".to_owned()));
        assert_eq!(root.trace("/info/version"), (0, "/info/version".to_owned()));
    }

    #[test]
    fn items_move_up() {
        let mut root = Provenance::default();
        root.find_mut("/list").keep_items(&[1, 2]);
        assert_eq!(root.trace("/list/0"), (0, "/list/1".to_owned()));
        assert_eq!(root.trace("/list/1/x"), (0, "/list/2/x".to_owned()));
        root.find_mut("/list").keep_items(&[0]);
        assert_eq!(root.trace("/list/0"), (0, "/list/1".to_owned()));
    }
}
