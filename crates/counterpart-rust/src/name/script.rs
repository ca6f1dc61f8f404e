//! Letters that the compiler warns of: those that look like others, and those that hardly anybody can read.

use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;
use unicode_security::{GeneralSecurityProfile, is_potential_mixed_script_confusable_char as looks_like_another};

/// So many letters are a word and no symbol.
const A_WORD: usize = 3;

/// The identifier in the form in which the compiler compares identifiers (NFC), its suspicious letters by number.
///
/// The lint `mixed_script_confusables` is about crates in which a script has nothing but letters that look like those of
/// another one, such as a lone Greek capital mu among units. Words are left as they are: where there are words of a
/// script, there are letters that look like no other.
pub(super) fn unsuspicious(identifier: &str) -> String {
    let normal: String = identifier.nfc().collect();
    let foreign = || normal.chars().filter(|c| !c.is_ascii());
    let lone = foreign().count() < A_WORD && foreign().all(looks_like_another);
    let mut text = String::with_capacity(normal.len());
    for letter in normal.chars() {
        let suspicious = (lone && looks_like_another(letter)) || !GeneralSecurityProfile::identifier_allowed(letter);
        if !letter.is_ascii() && suspicious {
            // Writing to a string does not fail.
            let _ = write!(text, "U{:x}", u32::from(letter));
        } else {
            text.push(letter);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_lookalikes_are_numbered() {
        assert_eq!(unsuspicious("\u{39c}"), "U39c");
        assert_eq!(
            unsuspicious("\u{441}\u{442}\u{430}\u{442}\u{443}\u{441}"),
            "\u{441}\u{442}\u{430}\u{442}\u{443}\u{441}"
        );
    }

    #[test]
    fn ways_to_write_a_letter_are_one() {
        assert_eq!(unsuspicious("e\u{301}"), unsuspicious("\u{e9}"));
    }

    #[test]
    fn ordinary_letters_stay() {
        assert_eq!(unsuspicious("Größe"), "Größe");
        assert_eq!(unsuspicious("日本"), "日本");
    }
}
