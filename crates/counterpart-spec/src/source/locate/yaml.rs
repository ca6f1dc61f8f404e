//! Places in YAML, found by walking the parser's events again.

use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::{Found, Lines, Wanted};

pub(super) fn locate(text: &str, lines: &Lines<'_>, wanted: &Wanted, found: &mut [Option<Found>]) {
    let mut walk = Walk {
        lines,
        root: wanted,
        open: Vec::new(),
        found,
    };
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { return };
        if matches!(event, Event::DocumentEnd) {
            return;
        }
        walk.take(&event, &span);
    }
}

/// A container on the way.
struct Open<'w> {
    wanted: Option<&'w Wanted>,
    next: Next,
}

/// What the next node of a container is.
enum Next {
    Item(usize),
    Key,
    /// The value of this key, and where the key stands.
    Value(String, Range<usize>),
}

struct Walk<'w, 'f> {
    lines: &'w Lines<'w>,
    root: &'w Wanted,
    open: Vec<Open<'w>>,
    found: &'f mut [Option<Found>],
}

impl<'w> Walk<'w, '_> {
    fn take(&mut self, event: &Event<'_>, span: &Span) {
        match event {
            Event::Scalar(text, ..) => self.take_scalar(text, span),
            Event::Alias(_) => self.take_scalar("*", span),
            Event::SequenceStart(..) => self.enter(Next::Item(0), span),
            Event::MappingStart(..) => self.enter(Next::Key, span),
            Event::SequenceEnd | Event::MappingEnd => drop(self.open.pop()),
            _ => {}
        }
    }

    fn take_scalar(&mut self, text: &str, span: &Span) {
        let place = self.place(span);
        if let Some(Open {
            next: next @ Next::Key, ..
        }) = self.open.last_mut()
        {
            *next = Next::Value(text.to_owned(), place);
            return;
        }
        if let (Some(wanted), _) = self.advance() {
            wanted.fill(&place, self.found);
        }
    }

    fn enter(&mut self, next: Next, span: &Span) {
        let start = self.place(span);
        let (wanted, key) = self.advance();
        if let Some(wanted) = wanted {
            wanted.fill(&key.unwrap_or(start), self.found);
        }
        self.open.push(Open { wanted, next });
    }

    /// What is wanted of the node that begins now, and the place of its key.
    fn advance(&mut self) -> (Option<&'w Wanted>, Option<Range<usize>>) {
        let Some(open) = self.open.last_mut() else {
            return (Some(self.root), None);
        };
        match std::mem::replace(&mut open.next, Next::Key) {
            Next::Item(index) => {
                open.next = Next::Item(index + 1);
                (open.wanted.and_then(|wanted| wanted.child(&index.to_string())), None)
            }
            Next::Value(key, place) => (open.wanted.and_then(|wanted| wanted.child(&key)), Some(place)),
            // A key that is no scalar: nothing below it can be pointed to.
            Next::Key => {
                open.next = Next::Value(String::new(), 0..0);
                (None, None)
            }
        }
    }

    /// The parser counts lines from 1 and columns from 0.
    fn place(&self, span: &Span) -> Range<usize> {
        let start = self.lines.offset(span.start.line(), span.start.col() + 1).unwrap_or(0);
        let end = self.lines.offset(span.end.line(), span.end.col() + 1).unwrap_or(start);
        // The span of a block mapping begins at its first key and is empty.
        if end > start {
            start..end
        } else {
            self.lines.word(start)
        }
    }
}
