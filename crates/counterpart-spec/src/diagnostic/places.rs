//! From places to lines and columns: every file is read once, and every pointer into it is looked up in one walk.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::findings::{Findings, Origin, Syntax, Text};
use super::{Diagnostic, Place};
use crate::source::lines::Lines;
use crate::source::locate::{self, Found};

/// The texts of all files of a run, read again.
pub(super) struct Texts<'f> {
    findings: &'f Findings,
    texts: Vec<String>,
}

impl<'f> Texts<'f> {
    pub(super) fn read(findings: &'f Findings) -> Self {
        let mentioned: Vec<usize> = findings
            .iter()
            .flat_map(places)
            .map(|place| findings.trace(place).0)
            .collect();
        let texts = findings.origins().enumerate().map(|(file, origin)| {
            // A document of many megabytes is not read again for findings about its overlay.
            if mentioned.contains(&file) {
                origin.read_again()
            } else {
                String::new()
            }
        });
        Self {
            findings,
            texts: texts.collect(),
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

/// Where all findings of a run are.
pub(super) struct Places<'t> {
    findings: &'t Findings,
    sheets: Vec<Sheet<'t>>,
}

/// A file, its lines, and where the pointers that findings mention are in it.
pub(super) struct Sheet<'t> {
    pub(super) origin: &'t Origin,
    pub(super) lines: Lines<'t>,
    found: FxHashMap<String, Found>,
}

/// A place that was looked up.
pub(super) struct Spot<'p> {
    pub(super) sheet: &'p Sheet<'p>,
    /// In bytes of the text; `None` if the place is the file as a whole, or is not there.
    pub(super) range: Option<Range<usize>>,
    /// The pointer in that file.
    pub(super) pointer: Option<String>,
}

impl<'t> Places<'t> {
    pub(super) fn find(texts: &'t Texts<'_>) -> Self {
        let findings = texts.findings;
        let mut wanted: Vec<Vec<String>> = vec![Vec::new(); texts.texts.len()];
        for place in findings.iter().flat_map(places) {
            if let (file, Place::Pointer(pointer) | Place::First(pointer)) = findings.trace(place)
                && let Some(wanted) = wanted.get_mut(file)
            {
                wanted.push(pointer);
            }
        }
        let files = findings.origins().zip(&texts.texts).zip(wanted);
        Self {
            findings,
            sheets: files
                .map(|((origin, text), wanted)| Sheet::new(origin, text, wanted))
                .collect(),
        }
    }

    pub(super) fn spot(&self, place: &Place) -> Option<Spot<'_>> {
        let (file, place) = self.findings.trace(place);
        let sheet = self.sheets.get(file)?;
        let range = match &place {
            Place::Input | Place::Elsewhere { .. } => None,
            Place::Text { line, column } => sheet.lines.character(*line, *column),
            Place::Pointer(pointer) => sheet.found.get(pointer).map(|found| found.last.clone()),
            Place::First(pointer) => sheet.found.get(pointer).map(|found| found.first.clone()),
        };
        let pointer = match place {
            Place::Pointer(pointer) | Place::First(pointer) => Some(pointer),
            Place::Input | Place::Text { .. } | Place::Elsewhere { .. } => None,
        };
        Some(Spot { sheet, range, pointer })
    }
}

impl<'t> Sheet<'t> {
    fn new(origin: &'t Origin, text: &'t str, mut wanted: Vec<String>) -> Self {
        wanted.sort_unstable();
        wanted.dedup();
        let lines = Lines::new(text);
        let pointers: Vec<&str> = wanted.iter().map(String::as_str).collect();
        let found = locate::locate(text, &lines, origin.syntax, &pointers);
        let found = wanted.into_iter().zip(found);
        let found = found
            .filter_map(|(pointer, found)| found.map(|found| (pointer, found)))
            .collect();
        Self { origin, lines, found }
    }

    /// On a page all pointers share one line, so that a message has to say which is meant.
    pub(super) fn is_page(&self) -> bool {
        matches!(self.origin.syntax, Syntax::Page { .. })
    }
}

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = &Place> {
    std::iter::once(&diagnostic.place).chain(diagnostic.related.iter().map(|(place, _)| place))
}
