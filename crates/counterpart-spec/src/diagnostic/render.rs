//! Findings as text: message, place, excerpt, help.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin as Arrow, Renderer, Snippet};

use super::findings::{Findings, Origin, Syntax, Text};
use super::{Diagnostic, Place, Severity};
use crate::source::lines::Lines;
use crate::source::locate;

/// A line longer than this is shown in part: minified JSON is one line.
const WIDEST_EXCERPT: usize = 100;

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// With ANSI colours.
    pub color: bool,
}

impl Findings {
    /// All findings as text for a terminal; empty if there are none.
    #[must_use]
    pub fn render(&self, style: Style) -> String {
        let text = self.origin.read_again();
        let lines = Lines::new(&text);
        let pointers: Vec<&str> = self.list.iter().flat_map(places).filter_map(pointer_of).collect();
        let found = locate::locate(&text, &lines, self.origin.syntax, &pointers);
        let page = Page {
            origin: &self.origin,
            lines: &lines,
            pointers: &pointers,
            found: &found,
        };
        let renderer = if style.color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut out = String::new();
        for diagnostic in &self.list {
            out.push_str(&renderer.render(&[page.group(diagnostic)]));
            out.push_str("\n\n");
        }
        self.push_rest(&mut out);
        out
    }

    /// Says how many findings were only counted.
    fn push_rest(&self, out: &mut String) {
        for (id, count) in &self.by_code {
            let shown = self.list.iter().filter(|diagnostic| diagnostic.code.id == *id).count();
            if *count > shown {
                out.push_str(&format!("note: {} more of [{id}]\n", count - shown));
            }
        }
    }
}

impl Origin {
    fn read_again(&self) -> String {
        match &self.text {
            Text::None => String::new(),
            Text::Kept(text) => text.clone(),
            Text::File(path) => crate::source::reread(path),
        }
    }
}

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = &Place> {
    std::iter::once(&diagnostic.place).chain(diagnostic.related.iter().map(|(place, _)| place))
}

fn pointer_of(place: &Place) -> Option<&str> {
    match place {
        Place::Pointer(pointer) => Some(pointer),
        Place::Input | Place::Text { .. } => None,
    }
}

/// Everything an excerpt is made from.
struct Page<'a> {
    origin: &'a Origin,
    lines: &'a Lines<'a>,
    pointers: &'a [&'a str],
    found: &'a [Option<Range<usize>>],
}

impl<'a> Page<'a> {
    fn group(&self, diagnostic: &'a Diagnostic) -> Group<'a> {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let mut group = level
            .primary_title(self.message(diagnostic))
            .id(diagnostic.code.id)
            .elements(Vec::<Arrow<'_>>::new());
        group = self.excerpt(group, &diagnostic.place, None);
        for (place, label) in &diagnostic.related {
            group = self.excerpt(group, place, Some(label));
        }
        match &diagnostic.help {
            Some(help) => group.element(Level::HELP.message(help.as_str())),
            None => group,
        }
    }

    /// On a page all pointers share one line, so the message has to say which is meant.
    fn message(&self, diagnostic: &'a Diagnostic) -> String {
        match (self.origin.syntax, &diagnostic.place) {
            (Syntax::Page { .. }, Place::Pointer(pointer)) => format!("{} (at {pointer})", diagnostic.message),
            _ => diagnostic.message.clone(),
        }
    }

    fn excerpt(&self, group: Group<'a>, place: &Place, label: Option<&'a str>) -> Group<'a> {
        let Some(range) = self.range(place) else {
            return group.element(Arrow::path(self.origin.name.clone()));
        };
        let (line, column) = self.lines.position(range.start);
        let (excerpt, span, is_whole) = self.lines.window(range, WIDEST_EXCERPT);
        let annotation = AnnotationKind::Primary.span(span).label(label);
        let snippet = Snippet::source(excerpt).line_start(line).annotation(annotation);
        if is_whole {
            return group.element(snippet.path(self.origin.name.clone()));
        }
        // The excerpt begins in the middle of the line, so its own columns would be wrong.
        group
            .element(Arrow::path(self.origin.name.clone()).line(line).char_column(column))
            .element(snippet)
    }

    fn range(&self, place: &Place) -> Option<Range<usize>> {
        match place {
            Place::Input => None,
            Place::Text { line, column } => self.lines.character(*line, *column),
            Place::Pointer(pointer) => {
                let index = self.pointers.iter().position(|other| other == pointer)?;
                self.found.get(index).cloned().flatten()
            }
        }
    }
}
