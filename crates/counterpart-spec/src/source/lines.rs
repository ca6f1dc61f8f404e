//! Lines and columns of a text.

use std::ops::Range;

/// A text and where its lines begin.
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let breaks = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(offset, _)| offset + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(breaks).collect(),
        }
    }

    /// The line, without its end.
    fn line(&self, index: usize) -> Option<(usize, &'t str)> {
        let start = *self.starts.get(index)?;
        let rest = self.text.get(start..)?;
        let line = rest.split('\n').next().unwrap_or_default();
        Some((start, line.strip_suffix('\r').unwrap_or(line)))
    }

    /// The byte offset of a line and column, both from 1, the column in characters.
    pub(crate) fn offset(&self, line: usize, column: usize) -> Option<usize> {
        let (start, text) = self.line(line.checked_sub(1)?)?;
        let within = text
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(text.len(), |(offset, _)| offset);
        Some(start + within)
    }

    /// The character at a line and column.
    pub(crate) fn character(&self, line: usize, column: usize) -> Option<Range<usize>> {
        let start = self.offset(line, column)?;
        let width = self
            .text
            .get(start..)?
            .chars()
            .next()
            .filter(|next| *next != '\n')
            .map_or(0, char::len_utf8);
        Some(start..start + width)
    }

    /// The word that begins at an offset: up to white space or a colon.
    pub(crate) fn word(&self, start: usize) -> Range<usize> {
        let rest = self.text.get(start..).unwrap_or_default();
        let length = rest
            .find(|next: char| next.is_whitespace() || next == ':')
            .unwrap_or(rest.len());
        start..start + length
    }

    /// Line and column, from 1, of a byte offset.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = line
            .checked_sub(1)
            .and_then(|index| self.starts.get(index))
            .copied()
            .unwrap_or(0);
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        (line, column + 1)
    }

    /// The line in which a range begins, cut to `widest` bytes around it unless it is shorter, the range within, and
    /// whether it is the whole line.
    pub(crate) fn window(&self, range: Range<usize>, widest: usize) -> (&'t str, Range<usize>, bool) {
        let (line, _) = self.position(range.start);
        let Some((start, text)) = line.checked_sub(1).and_then(|index| self.line(index)) else {
            return ("", 0..0, true);
        };
        let from = range.start.saturating_sub(start).min(text.len());
        let to = range.end.saturating_sub(start).clamp(from, text.len());
        if text.len() <= widest {
            return (text, from..to, true);
        }
        let first = text.floor_char_boundary(from.saturating_sub(widest / 2));
        let last = text.ceil_char_boundary((first + widest).min(text.len()));
        let cut = text.get(first..last).unwrap_or_default();
        (cut, from - first..(to - first).min(cut.len()), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_and_positions() {
        let lines = Lines::new("ab\ncäd\r\n\nx");
        assert_eq!(lines.offset(2, 3), Some(6));
        assert_eq!(lines.position(6), (2, 3));
        assert_eq!(lines.position(0), (1, 1));
        assert_eq!(lines.offset(9, 1), None);
        assert_eq!(lines.window(6..7, 100), ("cäd", 3..4, true));
        assert_eq!(lines.character(4, 2), Some(11..11));
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = "é".repeat(1000);
        let lines = Lines::new(&text);
        let (cut, span, is_whole) = lines.window(500..502, 40);
        assert!(!is_whole && cut.len() <= 42 && cut.get(span) == Some("é"));
    }
}
