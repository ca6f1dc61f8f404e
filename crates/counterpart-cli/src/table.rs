//! Aligned columns.

/// Rows of as many cells each as there are columns.
pub(crate) struct Table<const COLUMNS: usize> {
    rows: Vec<[String; COLUMNS]>,
}

impl<const COLUMNS: usize> Table<COLUMNS> {
    pub(crate) fn new(rows: impl Iterator<Item = [String; COLUMNS]>) -> Self {
        Self { rows: rows.collect() }
    }

    /// A line a row, indented, with two spaces between columns and none at the end.
    pub(crate) fn render(&self) -> String {
        let widths = self.widths();
        let mut text = String::new();
        for row in &self.rows {
            let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
            let line = cells.collect::<Vec<_>>().join("  ");
            text.extend(["  ", line.trim_end(), "\n"]);
        }
        text
    }

    fn widths(&self) -> [usize; COLUMNS] {
        let mut widths = [0; COLUMNS];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        widths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [["GET", "/pets", "pets"], ["DELETE", "/pets/{id}", ""]];
        let table = Table::new(rows.into_iter().map(|row| row.map(str::to_owned)));
        assert_eq!(table.render(), "  GET     /pets       pets\n  DELETE  /pets/{id}\n");
    }
}
