//! BENCHMARKS.md.

use std::fmt::Write;
use std::process::Command;
use std::thread;

use super::Bench;
use super::measure::Figure;

/// A part of the report.
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) body: Body,
}

/// What is below the title.
pub(crate) enum Body {
    /// A sentence, and a table with ours in its first row.
    Table { note: &'static str, rows: Vec<Row> },
    /// Markdown that a benchmark printed.
    Text(String),
}

/// One tool in a table.
pub(crate) struct Row {
    name: String,
    outcome: Result<Figure, String>,
    lines: Option<usize>,
}

impl Row {
    pub(crate) fn measured(name: &str, figure: Figure) -> Self {
        Self {
            name: name.to_owned(),
            outcome: Ok(figure),
            lines: None,
        }
    }

    /// A peer that could not do it, with the first line of what it said.
    pub(crate) fn failed(name: &str, error: &anyhow::Error) -> Self {
        let text = error.to_string();
        let reason = text.lines().find(|line| line.contains("error")).or(text.lines().next());
        Self {
            name: name.to_owned(),
            outcome: Err(shortened(reason.unwrap_or_default())),
            lines: None,
        }
    }

    /// With the lines of Rust that came out.
    pub(crate) fn lines(self, lines: usize) -> Self {
        Self {
            lines: Some(lines),
            ..self
        }
    }
}

pub(crate) fn render(bench: &Bench, sections: &[Section]) -> anyhow::Result<String> {
    let rustc = Command::new("rustc").arg("--version").output()?;
    let rustc = String::from_utf8_lossy(&rustc.stdout).trim().to_owned();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let tools: Vec<_> = bench
        .tools
        .iter()
        .map(|tool| format!("{} {}", tool.name, tool.version))
        .collect();
    let mut text = format!(
        "# Benchmarks\n\n\
         Made by `cargo xtask bench --peers`; every table is from one run on one machine. Seconds are processor time in \
         user mode, children included; memory is the largest process. The ratio is to ours: 2.0 is twice as much.\n\n\
         {} runs each, {cores} cores, {rustc}; {}.\n",
        bench.runs,
        tools.join(", "),
    );
    sections.iter().for_each(|section| push_section(&mut text, section));
    Ok(text)
}

fn push_section(text: &mut String, section: &Section) {
    let _ = writeln!(text, "\n## {}\n", section.title);
    match &section.body {
        Body::Table { note, rows } => push_table(text, note, rows),
        Body::Text(body) => text.extend([body.as_str(), "\n"]),
    }
}

fn push_table(text: &mut String, note: &str, rows: &[Row]) {
    let ours = rows
        .first()
        .and_then(|row| row.outcome.as_ref().ok())
        .map(|figure| figure.least);
    if !note.is_empty() {
        let _ = writeln!(text, "{note}\n");
    }
    text.push_str("| | user s, least | median | ratio | MB | lines |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
    rows.iter().for_each(|row| text.push_str(&line(row, ours)));
}

fn line(row: &Row, ours: Option<f64>) -> String {
    let figure = match &row.outcome {
        Ok(figure) => figure,
        Err(reason) => return format!("| {} | fails: {reason} | | | | |\n", row.name),
    };
    let ratio = ours
        .filter(|least| *least > 0.0)
        .map_or(String::new(), |least| format!("{:.1}", figure.least / least));
    let lines = row.lines.map(grouped).unwrap_or_default();
    format!(
        "| {} | {:.2} | {:.2} | {ratio} | {:.0} | {lines} |\n",
        row.name, figure.least, figure.median, figure.megabytes
    )
}

/// `157,527`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Short enough for a cell, without what would end it.
fn shortened(reason: &str) -> String {
    reason.replace('|', "/").chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([7, 999, 1000, 157_527].map(grouped), ["7", "999", "1,000", "157,527"]);
    }

    #[test]
    fn a_row_has_its_ratio() {
        let figure = Figure {
            least: 3.0,
            median: 3.5,
            megabytes: 99.6,
        };
        let row = Row::measured("peer", figure).lines(1234);
        assert_eq!(line(&row, Some(1.5)), "| peer | 3.00 | 3.50 | 2.0 | 100 | 1,234 |\n");
    }
}
