//! From places of the core form back to the files that the user wrote.
//!
//! The core form is one tree. Files beside the document lie under [`FILES`]; schemas of theirs are moved among the
//! document's components; a dialect moves pieces within its file. A place is traced back through these in turn.

use rustc_hash::FxHashMap;

use crate::document::pointer;

/// The member of the core form that holds the other files, by their number.
pub(crate) const FILES: &str = "x-counterpart-files";

/// A place in one of the files that were read: its index (0 is the document) and a JSON Pointer there.
pub(crate) type Home = (usize, String);

/// What was moved where.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    /// Pieces of the core form that come from elsewhere.
    homes: FxHashMap<String, Home>,
    /// By file: the place where a dialect put a piece, and the one where the user wrote it.
    moves: Vec<FxHashMap<String, String>>,
    /// By file: its number among the files of the findings.
    numbers: Vec<usize>,
}

impl Places {
    /// Adds a file, and returns its index.
    pub(crate) fn add_file(&mut self, number: usize) -> usize {
        let file = self.numbers.len();
        self.numbers.push(number);
        self.moves.push(FxHashMap::default());
        if file > 0 {
            self.homes.insert(prefix(file), (file, String::new()));
        }
        file
    }

    /// A piece of the core form comes from a place in a file.
    pub(crate) fn set_home(&mut self, core: String, file: usize, place: String) {
        self.homes.insert(core, (file, place));
    }

    /// Within a file, what stands at `to` was written at `from`.
    pub(crate) fn moved(&mut self, file: usize, to: String, from: String) {
        if let Some(moves) = self.moves.get_mut(file) {
            moves.insert(to, from);
        }
    }

    /// The place in a file, numbered as in the findings, that a place of the core form was made from.
    pub(crate) fn trace(&self, core: &str) -> Home {
        let (file, place) = self.home(core);
        (self.numbers.get(file).copied().unwrap_or_default(), place)
    }

    /// The same with the file's own index.
    pub(crate) fn home(&self, core: &str) -> Home {
        let (file, place) = match longest(&self.homes, core) {
            Some(((file, start), rest)) => (*file, format!("{start}{rest}")),
            None => (0, core.to_owned()),
        };
        let moved = self.moves.get(file).and_then(|moves| longest(moves, &place));
        let written = moved.map(|(start, rest)| format!("{start}{rest}"));
        (file, written.unwrap_or(place))
    }
}

/// Where a file lies in the core form.
pub(crate) fn prefix(file: usize) -> String {
    match file {
        0 => String::new(),
        _ => format!("/{FILES}/{file}"),
    }
}

/// The file of a place that was not moved, and what follows.
pub(crate) fn file_of(core: &str) -> Option<(usize, &str)> {
    let rest = core.strip_prefix('/')?.strip_prefix(FILES)?.strip_prefix('/')?;
    let end = rest.find('/').unwrap_or(rest.len());
    let (number, rest) = rest.split_at(end);
    Some((number.parse().ok()?, rest))
}

/// The entry for the longest beginning of a pointer, and the rest of the pointer.
fn longest<'m, 'p, T>(entries: &'m FxHashMap<String, T>, wanted: &'p str) -> Option<(&'m T, &'p str)> {
    if entries.is_empty() {
        return None;
    }
    let mut end = wanted.len();
    loop {
        let (start, rest) = wanted.split_at_checked(end)?;
        if let Some(entry) = entries.get(start) {
            return Some((entry, rest));
        }
        end = start.rfind('/')?;
    }
}

/// A pointer as the fragment of a reference.
pub(crate) fn reference_to(pointer: &str) -> String {
    format!("#{}", pointer.replace('%', "%25"))
}

/// The last token of a pointer.
pub(crate) fn last_token(wanted: &str) -> Option<String> {
    pointer::tokens(wanted).last().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_traced_back() {
        let mut places = Places::default();
        assert_eq!((places.add_file(0), places.add_file(3)), (0, 1));
        places.moved(0, "/components/schemas".to_owned(), "/definitions".to_owned());
        places.moved(1, "/A/allOf/0".to_owned(), "/A".to_owned());
        places.set_home("/components/schemas/B".to_owned(), 1, "/A".to_owned());
        let trace = |core| places.trace(core);
        assert_eq!(trace("/info"), (0, "/info".to_owned()));
        assert_eq!(
            trace("/components/schemas/X/type"),
            (0, "/definitions/X/type".to_owned())
        );
        assert_eq!(trace("/components/schemas/B/allOf/0/$ref"), (3, "/A/$ref".to_owned()));
        assert_eq!(trace("/x-counterpart-files/1/C"), (3, "/C".to_owned()));
        assert_eq!(file_of("/x-counterpart-files/12/C"), Some((12, "/C")));
    }
}
