//! Where lowering stands: a JSON Pointer for findings and the words for names, spelled out only when they are needed.

use crate::api::SchemaId;
use crate::document::pointer::push_token;

/// Steps from the start of the document, references included. A schema takes one or two of them.
const DEEPEST: usize = 220;

/// A node on the stack of the lowering.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spot<'a> {
    parent: Option<&'a Spot<'a>>,
    step: Step<'a>,
    word: Word<'a>,
    depth: usize,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    /// The pointer begins anew: a reference was followed.
    Base(&'a str),
    Key(&'a str),
    Index(usize),
    /// The same node.
    Stay,
}

#[derive(Debug, Clone, Copy)]
enum Word<'a> {
    None,
    One(&'a str),
    /// The words begin anew.
    All(&'a [String]),
    /// The words begin with those of a schema, which are not settled yet.
    Of(SchemaId),
}

impl<'a> Spot<'a> {
    pub(crate) fn root() -> Self {
        Self {
            parent: None,
            step: Step::Base(""),
            word: Word::None,
            depth: 0,
        }
    }

    fn child(&'a self, step: Step<'a>) -> Self {
        Self {
            parent: Some(self),
            step,
            word: Word::None,
            depth: self.depth + 1,
        }
    }

    /// A member of an object.
    pub(crate) fn key(&'a self, key: &'a str) -> Self {
        self.child(Step::Key(key))
    }

    /// An item of an array.
    pub(crate) fn index(&'a self, index: usize) -> Self {
        self.child(Step::Index(index))
    }

    /// The node that a reference leads to; names still come from the place of the reference.
    ///
    /// This is no step into the depth: a schema behind a reference takes its own.
    pub(crate) fn moved(&'a self, pointer: &'a str) -> Self {
        Self {
            depth: self.depth,
            ..self.child(Step::Base(pointer))
        }
    }

    /// The same node; names begin with these words.
    pub(crate) fn named(&'a self, words: &'a [String]) -> Self {
        Self {
            word: Word::All(words),
            ..self.child(Step::Stay)
        }
    }

    /// The same node; names begin with that of a schema.
    pub(crate) fn within(&'a self, id: SchemaId) -> Self {
        Self {
            word: Word::Of(id),
            ..self.child(Step::Stay)
        }
    }

    /// The same node.
    pub(crate) fn stay(&'a self) -> Self {
        self.child(Step::Stay)
    }

    /// Adds a word for names.
    pub(crate) fn word(self, word: &'a str) -> Self {
        Self {
            word: Word::One(word),
            ..self
        }
    }

    pub(crate) fn is_too_deep(&self) -> bool {
        self.depth > DEEPEST
    }

    /// The JSON Pointer.
    pub(crate) fn pointer(&self) -> String {
        let mut pointer = String::new();
        self.push_pointer(&mut pointer);
        pointer
    }

    fn push_pointer(&self, pointer: &mut String) {
        if let Step::Base(base) = self.step {
            pointer.push_str(base);
            return;
        }
        if let Some(parent) = self.parent {
            parent.push_pointer(pointer);
        }
        match self.step {
            Step::Key(key) => push_token(pointer, key),
            Step::Index(index) => push_token(pointer, &index.to_string()),
            Step::Base(_) | Step::Stay => {}
        }
    }

    /// The words for a name, and the schema with whose words they begin.
    pub(crate) fn words(&self) -> (Option<SchemaId>, Vec<String>) {
        let (start, mut words) = match (self.word, self.parent) {
            (Word::Of(id), _) => return (Some(id), Vec::new()),
            (Word::All(_), _) | (_, None) => (None, Vec::new()),
            (_, Some(parent)) => parent.words(),
        };
        match self.word {
            Word::None | Word::Of(_) => {}
            Word::One(word) => words.push(word.to_owned()),
            Word::All(all) => words.extend_from_slice(all),
        }
        (start, words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_and_words() {
        let root = Spot::root();
        let words = ["PetsList".to_owned()];
        let operation = root.key("paths").key("/pets").named(&words).pointer();
        assert_eq!(operation, "/paths/~1pets");
        let named = root.named(&words);
        let response = named.key("responses");
        let response = response.key("200").word("200");
        let moved = response.moved("/components/responses/Pets");
        let schema = moved.key("schema");
        let items = schema.index(0).word("items");
        assert_eq!(items.pointer(), "/components/responses/Pets/schema/0");
        let words = ["PetsList", "200", "items"].map(str::to_owned).to_vec();
        assert_eq!(items.words(), (None, words));
        let id = SchemaId::from_index(3);
        assert_eq!(
            items.within(id).key("x").word("x").words(),
            (Some(id), vec!["x".to_owned()])
        );
    }
}
