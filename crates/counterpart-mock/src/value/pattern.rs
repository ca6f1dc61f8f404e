//! Texts that match a regular expression.

use counterpart::validate::pattern_in_rust;
use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind, Repetition};

/// A text that a pattern is likely to match, of a length in characters. Whether it does is for others to see.
pub(super) fn text(
    pattern: &str,
    least: u64,
    most: Option<u64>,
    attempt: usize,
    random: &mut fastrand::Rng,
) -> Option<String> {
    let pattern = pattern_in_rust(&without_lookaround(pattern));
    let hir = regex_syntax::parse(&pattern).ok()?;
    let mut writer = Writer {
        text: String::new(),
        extra: extra(least, attempt, random),
        random,
    };
    writer.write(&hir)?;
    let Writer { mut text, .. } = writer;
    // An unanchored pattern leaves room for more.
    while (text.chars().count() as u64) < least && attempt % 2 == 1 {
        text.push('a');
    }
    if let Some(most) = most.filter(|most| text.chars().count() as u64 > *most && attempt % 2 == 1) {
        text = text.chars().take(usize::try_from(most).unwrap_or(usize::MAX)).collect();
    }
    Some(text)
}

/// How many more times than they must, things are repeated: a few, none, or as many as a text of the least length needs.
fn extra(least: u64, attempt: usize, random: &mut fastrand::Rng) -> u32 {
    let least = u32::try_from(least).unwrap_or(u32::MAX).min(4096);
    match attempt % 4 {
        0 => random.u32(0..=4).max(least),
        1 => 0,
        2 => random.u32(0..=least.max(8)),
        _ => least,
    }
}

/// Without what only looks at what is around it, which a tree of the pattern cannot hold.
fn without_lookaround(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(at) = ["(?=", "(?!", "(?<=", "(?<!"]
        .iter()
        .filter_map(|mark| rest.find(mark))
        .min()
    {
        let (before, group) = rest.split_at(at);
        out.push_str(before);
        rest = group.get(group_end(group)..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Where the group that a text begins with ends.
fn group_end(group: &str) -> usize {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, character) in group.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth <= 1 => return at + 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    group.len()
}

struct Writer<'r> {
    text: String,
    extra: u32,
    random: &'r mut fastrand::Rng,
}

impl Writer<'_> {
    fn write(&mut self, hir: &Hir) -> Option<()> {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => Some(()),
            HirKind::Literal(literal) => {
                self.text.push_str(std::str::from_utf8(&literal.0).ok()?);
                Some(())
            }
            HirKind::Class(Class::Unicode(class)) => {
                let character = self.choose(class)?;
                self.text.push(character);
                Some(())
            }
            HirKind::Class(Class::Bytes(class)) => {
                let range = self.random.choice(class.ranges())?;
                self.text.push(char::from(range.start()));
                Some(())
            }
            HirKind::Repetition(repetition) => self.repeat(repetition),
            HirKind::Capture(capture) => self.write(&capture.sub),
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.write(part)),
            HirKind::Alternation(parts) => {
                let part = self.random.choice(parts)?;
                self.write(part)
            }
        }
    }

    fn repeat(&mut self, repetition: &Repetition) -> Option<()> {
        let most = repetition.min.saturating_add(self.extra);
        let most = repetition.max.map_or(most, |max| max.min(most));
        // Nested repetitions multiply.
        let before = self.extra;
        self.extra = self.extra.min(4);
        let written = (0..most).try_for_each(|_| (self.text.len() < 1 << 16).then(|| self.write(&repetition.sub))?);
        self.extra = before;
        written
    }

    /// A letter or digit if the class has one, else what can be seen, else whatever is in it.
    fn choose(&mut self, class: &ClassUnicode) -> Option<char> {
        let ranges = class.ranges();
        let within = |low: char, high: char| {
            let cut = ranges
                .iter()
                .map(move |range| (range.start().max(low), range.end().min(high)));
            cut.filter(|(start, end)| start <= end).collect::<Vec<_>>()
        };
        let letters = [within('a', 'z'), within('A', 'Z'), within('0', '9')].concat();
        let seen = || within('!', '~');
        let all = || within('\0', char::MAX);
        let mut choices = [letters, seen(), all()].into_iter();
        let (start, end) = *self.random.choice(&choices.find(|ranges| !ranges.is_empty())?)?;
        Some(self.random.char(start..=end))
    }
}

#[cfg(test)]
mod tests {
    use counterpart::validate::pattern_matches;

    use super::*;

    #[test]
    fn what_is_written_matches() {
        let mut random = fastrand::Rng::with_seed(7);
        for pattern in [
            r"^[a-z]{3,8}$",
            r"^\d{3}-\d{4}$",
            r"^(?:red|green|blue)\.png$",
            r"^-?\d{0,5}(?:\.\d{0,2})?$",
            r"^[^\s]+@\w+\.(com|org)$",
            r"^(?!x)[a-c]+$",
            "",
        ] {
            let made = text(pattern, 0, None, 2, &mut random).expect("a text");
            assert!(pattern_matches(pattern, &made), "{pattern}: {made}");
        }
    }
}
