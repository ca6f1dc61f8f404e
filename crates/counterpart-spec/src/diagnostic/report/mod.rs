//! Findings for programs, with their lines and columns.

mod github;
mod json;
mod sarif;

use super::places::{Places, Spot, Texts};
use super::{Code, Findings, Place, Severity};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Excerpts for people.
    #[default]
    Human,
    /// One JSON object; `docs/findings.schema.json` describes it.
    Json,
    /// Workflow commands, which GitHub shows at the lines of a change.
    Github,
    /// SARIF 2.1.0, which code scanning services read.
    Sarif,
}

/// A finding and where it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Located {
    /// What kind of finding it is.
    pub code: &'static Code,
    /// How bad it is.
    pub severity: Severity,
    /// One sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where it belongs.
    pub at: At,
    /// Other places that matter, and why.
    pub related: Vec<(At, String)>,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct At {
    /// As the user named it.
    pub file: String,
    /// The JSON Pointer, where the place is a node of the document.
    pub pointer: Option<String>,
    /// Where it begins and ends; `None` for the file as a whole.
    pub span: Option<Span>,
}

/// Lines and columns, all from 1; columns are counted in characters, and the end is behind the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first line.
    pub line: usize,
    /// The first character.
    pub column: usize,
    /// The last line.
    pub end_line: usize,
    /// Behind the last character.
    pub end_column: usize,
}

impl Findings {
    /// The findings that were kept, with their lines and columns.
    #[must_use]
    pub fn located(&self) -> Vec<Located> {
        let texts = Texts::read(self);
        let places = Places::find(&texts);
        let at = |place: &Place| places.spot(place).map(At::from).unwrap_or_default();
        let located = self.iter().map(|diagnostic| Located {
            code: diagnostic.code,
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            at: at(&diagnostic.place),
            related: diagnostic
                .related
                .iter()
                .map(|(place, label)| (at(place), label.clone()))
                .collect(),
        });
        located.collect()
    }

    /// The findings in a format for programs; `explain` gives the long text of a code.
    #[must_use]
    pub fn report(&self, format: Format, explain: &dyn Fn(&Code) -> String) -> String {
        match format {
            Format::Human => self.render(super::Style::default()),
            Format::Json => json::write(&self.located(), self.counts()),
            Format::Github => github::write(&self.located()),
            Format::Sarif => sarif::write(&self.located(), explain),
        }
    }
}

impl From<Spot<'_>> for At {
    fn from(spot: Spot<'_>) -> Self {
        let lines = &spot.sheet.lines;
        let span = spot.range.map(|range| {
            let (line, column) = lines.position(range.start);
            let (end_line, end_column) = lines.position(range.end);
            Span {
                line,
                column,
                end_line,
                end_column,
            }
        });
        Self {
            file: spot.sheet.origin.name.clone(),
            pointer: spot.pointer,
            span,
        }
    }
}
