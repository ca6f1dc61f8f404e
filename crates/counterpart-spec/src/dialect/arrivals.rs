//! Where the pieces went that a dialect moved within their file, for references that lead to where they were written.

use rustc_hash::FxHashMap;

use super::kind::Kind;
use crate::resolve::Home;

/// Places where pieces were written, and where they stand now.
#[derive(Debug, Default)]
pub(super) struct Arrivals(FxHashMap<Home, Arrival>);

#[derive(Debug)]
struct Arrival {
    place: String,
    /// Where its keywords stand now, if it was a schema in all but name.
    schema: Option<String>,
}

impl Arrivals {
    /// A schema, or something that is nothing but a schema now.
    pub(super) fn schema(&mut self, file: usize, written: String, place: String) {
        let schema = Some(place.clone());
        self.0.entry((file, written)).or_insert(Arrival { place, schema });
    }

    /// A parameter or header whose keywords stand under `schema` now.
    pub(super) fn carrier(&mut self, file: usize, written: String, place: String) {
        let schema = Some(format!("{place}/schema"));
        self.0.entry((file, written)).or_insert(Arrival { place, schema });
    }

    /// Where what was written at a place is now.
    pub(super) fn settle(&self, file: usize, written: String, kind: Kind) -> String {
        if self.0.is_empty() {
            return written;
        }
        let mut key = (file, written.clone());
        loop {
            if let Some(Arrival { place, schema }) = self.0.get(&key) {
                let rest = written.get(key.1.len()..).unwrap_or_default();
                let start = schema.as_ref().filter(|_| kind == Kind::Schema).unwrap_or(place);
                return format!("{start}{rest}");
            }
            let Some(end) = key.1.rfind('/') else { return written };
            key.1.truncate(end);
        }
    }
}
