//! Names for the elements of a page, by which links find them.

use std::collections::{HashMap, HashSet};

/// A name of letters, digits and dashes for each text. Of those that differ in nothing else the first one has the plain
/// name, which no other takes from it, and the others a number behind it.
pub(super) fn distinct(texts: &[String], taken: &[&str]) -> Vec<String> {
    let mut taken: HashSet<String> = taken.iter().map(|name| (*name).to_owned()).collect();
    let plain: Vec<(String, bool)> = texts
        .iter()
        .map(|text| {
            let name = plain(text);
            let is_first = taken.insert(name.clone());
            (name, is_first)
        })
        .collect();
    let mut next = HashMap::new();
    plain
        .into_iter()
        .map(|(name, is_first)| {
            if is_first {
                name
            } else {
                numbered(name, &mut next, &mut taken)
            }
        })
        .collect()
}

/// The name of a text that has it for itself.
pub(super) fn plain(text: &str) -> String {
    let letter = |c: char| if c.is_alphanumeric() { c } else { '-' };
    text.chars().map(letter).collect()
}

/// The name with the first number that is free; `next` keeps how far each name has come.
fn numbered(name: String, next: &mut HashMap<String, usize>, taken: &mut HashSet<String>) -> String {
    let number = next.entry(name.clone()).or_insert(2);
    loop {
        let candidate = format!("{name}-{number}");
        *number += 1;
        if taken.insert(candidate.clone()) {
            return candidate;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_tells_apart_what_differs_in_punctuation_alone() {
        let texts = ["get/a/b", "get/a-b", "get/a-b-2", "get/a_b", "ids", "get/ü"].map(str::to_owned);
        assert_eq!(
            distinct(&texts, &["ids"]),
            ["get-a-b", "get-a-b-3", "get-a-b-2", "get-a-b-4", "ids-2", "get-ü"]
        );
    }
}
