//! Words for texts and names that may be anything.

const WORDS: &[&str] = &[
    "amber", "birch", "cedar", "clover", "coral", "dawn", "delta", "ember", "fern", "flint", "grove", "harbor",
    "hazel", "iris", "juniper", "lark", "linden", "maple", "meadow", "moss", "north", "oak", "olive", "opal", "pebble",
    "pine", "quartz", "reed", "river", "sage", "slate", "sparrow", "stone", "summit", "thistle", "tide", "valley",
    "willow", "winter", "wren",
];

/// A word.
pub(super) fn word(random: &mut fastrand::Rng) -> &'static str {
    random.choice(WORDS).copied().unwrap_or("word")
}

/// Words with spaces between them, of a length in characters.
pub(super) fn words(least: u64, most: Option<u64>, random: &mut fastrand::Rng) -> String {
    let least = usize::try_from(least).unwrap_or(usize::MAX);
    let most = most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    let mut text = word(random).to_owned();
    while text.len() < least {
        text.push(' ');
        text.push_str(word(random));
    }
    text.truncate(most.max(least));
    // A space at the end is often forbidden and never meant.
    if text.ends_with(' ') {
        text.pop();
        text.push('s');
    }
    text
}
