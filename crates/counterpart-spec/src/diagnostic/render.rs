//! Findings as text for people: message, place, excerpt, help.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Group, Level, Origin as Arrow, Renderer, Snippet};

use super::findings::Findings;
use super::places::{Places, Texts};
use super::{Diagnostic, Place, Severity};

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
        let texts = Texts::read(self);
        let page = Page {
            places: Places::find(&texts),
        };
        let renderer = if style.color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut out = String::new();
        for diagnostic in &self.list {
            let rendered = renderer.render(&[page.group(diagnostic)]);
            push_without_empty_arrows(&without_controls(&rendered), &mut out);
            out.push('\n');
        }
        for (id, count) in self.uncounted() {
            out.push_str(&format!("note: .. and {count} more of this kind [{id}]\n"));
        }
        out
    }

    /// How many findings of which code were only counted.
    pub(super) fn uncounted(&self) -> impl Iterator<Item = (&'static str, usize)> {
        self.by_code.iter().filter_map(|(id, count)| {
            let shown = self.list.iter().filter(|diagnostic| diagnostic.code.id == *id).count();
            (*count > shown).then(|| (*id, count - shown))
        })
    }
}

/// The library shows the controls of ASCII and of directions as pictures; a terminal may obey others too. Escapes are the
/// library's own.
fn without_controls(rendered: &str) -> Cow<'_, str> {
    let is_strange = |one: char| match one {
        '\n' | '\u{1b}' => false,
        one => one.is_control() || is_invisible(one),
    };
    match rendered.contains(is_strange) {
        true => Cow::Owned(rendered.replace(is_strange, "\u{fffd}")),
        false => Cow::Borrowed(rendered),
    }
}

/// Marks of direction and separators of lines, which show nothing and change how the rest is shown.
pub(super) fn is_invisible(one: char) -> bool {
    matches!(one, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// An excerpt that follows an arrow of ours would have another arrow, to nowhere.
fn push_without_empty_arrows(rendered: &str, out: &mut String) {
    for line in rendered.lines() {
        let is_escape = |part: &str| part.strip_prefix('[').and_then(|rest| rest.split_once('m')).is_some();
        let bare: String = line
            .split('\u{1b}')
            .map(|part| {
                if is_escape(part) {
                    part.split_once('m').map_or("", |(_, text)| text)
                } else {
                    part
                }
            })
            .collect();
        if bare.trim() != ":::" {
            out.push_str(line);
            out.push('\n');
        }
    }
}

/// Everything an excerpt is made from.
struct Page<'a> {
    places: Places<'a>,
}

impl<'a> Page<'a> {
    fn group(&'a self, diagnostic: &'a Diagnostic) -> Group<'a> {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let mut group = level
            .primary_title(self.message(diagnostic))
            .id(diagnostic.code.id)
            .elements(Vec::<Arrow<'_>>::new());
        group = self.excerpt(group, &diagnostic.place, AnnotationKind::Primary, None);
        for (place, label) in &diagnostic.related {
            group = self.excerpt(group, place, AnnotationKind::Context, Some(label));
        }
        match &diagnostic.help {
            Some(help) => group.element(Level::HELP.message(help.as_str())),
            None => group,
        }
    }

    fn message(&self, diagnostic: &'a Diagnostic) -> String {
        let spot = self.places.spot(&diagnostic.place);
        match spot.filter(|spot| spot.sheet.is_page()).and_then(|spot| spot.pointer) {
            Some(pointer) => format!("{} (at {pointer})", diagnostic.message),
            None => diagnostic.message.clone(),
        }
    }

    fn excerpt(&'a self, group: Group<'a>, place: &Place, kind: AnnotationKind, label: Option<&'a str>) -> Group<'a> {
        let Some(spot) = self.places.spot(place) else {
            return group;
        };
        let name = &spot.sheet.origin.name;
        let Some(range) = spot.range else {
            return group.element(Arrow::path(name.clone()));
        };
        let lines = &spot.sheet.lines;
        let (line, column) = lines.position(range.start);
        let (excerpt, span, is_whole) = lines.window(range, WIDEST_EXCERPT);
        let annotation = kind.span(span).label(label);
        let snippet = Snippet::source(excerpt).line_start(line).annotation(annotation);
        if is_whole {
            return group.element(snippet.path(name.clone()));
        }
        // The excerpt begins in the middle of the line, so its own columns would be wrong.
        group
            .element(Arrow::path(name.clone()).line(line).char_column(column))
            .element(snippet)
    }
}
