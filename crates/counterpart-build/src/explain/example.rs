//! An example for each code: the case of `tests/ui`, and what is printed for it.

/// Made from `tests/ui` by the test `findings_page`: `== code`, then for each file `-- name` and its lines.
pub(super) const EXAMPLES: &str = include_str!("examples.txt");

/// The files that trigger a finding, and the finding.
pub(super) struct Example<'e> {
    /// A title and lines each.
    pub(super) parts: Vec<(&'e str, String)>,
}

impl<'e> Example<'e> {
    /// The example of a code; without parts if there is none.
    pub(super) fn of(id: &str, examples: &'e str) -> Self {
        let mut parts: Vec<(&'e str, String)> = Vec::new();
        let mut inside = false;
        for line in examples.lines() {
            if let Some(code) = line.strip_prefix("== ") {
                inside = code == id;
            } else if let Some(title) = line.strip_prefix("-- ").filter(|_| inside) {
                parts.push((title, String::new()));
            } else if let Some((_, lines)) = parts.last_mut().filter(|_| inside) {
                // Every line of a file is indented by one space, so that none is taken for a title.
                lines.push_str(line.strip_prefix(' ').unwrap_or(line));
                lines.push('\n');
            }
        }
        Self { parts }
    }
}
