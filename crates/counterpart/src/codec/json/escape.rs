//! Finds what a JSON string has to escape.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// Whether nothing needs an escape, which is the rule: looked at eight bytes at a time, the last eight as one even if some
/// of them were looked at before.
#[inline]
pub(super) fn is_plain_text(text: &[u8]) -> bool {
    let Some(last) = text.last_chunk::<8>() else {
        return !text.iter().any(|byte| needs_escape(*byte));
    };
    let (chunks, _) = text.as_chunks::<8>();
    is_plain(u64::from_le_bytes(*last)) && chunks.iter().all(|chunk| is_plain(u64::from_le_bytes(*chunk)))
}

/// What comes before the next byte that needs an escape, that byte, and what comes after it; none if there is no such byte.
pub(super) fn next(text: &[u8]) -> Option<(&[u8], u8, &[u8])> {
    let length = text.iter().position(|byte| needs_escape(*byte))?;
    let (plain, special) = text.split_at_checked(length)?;
    let (byte, after) = special.split_first()?;
    Some((plain, *byte, after))
}

pub(crate) const fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Whether none of eight bytes needs an escape: a byte that is too small borrows from its own highest bit, and a borrow only
/// spreads from such a byte, so the answer for all eight is exact.
const fn is_plain(bytes: u64) -> bool {
    let control = bytes.wrapping_sub(ONES * 0x20) & !bytes;
    let quote = bytes ^ (ONES * b'"' as u64);
    let backslash = bytes ^ (ONES * b'\\' as u64);
    let quote = quote.wrapping_sub(ONES) & !quote;
    let backslash = backslash.wrapping_sub(ONES) & !backslash;
    (control | quote | backslash) & HIGHS == 0
}

#[cfg(test)]
mod tests {
    use super::{is_plain_text, needs_escape, next};

    #[test]
    fn every_byte_is_found_at_every_place() {
        for byte in 0..=u8::MAX {
            for (place, length) in (1..20).flat_map(|length| (0..length).map(move |place| (place, length))) {
                let mut text = vec![b'a'; length];
                text[place] = byte;
                let found = next(&text).map(|(plain, byte, after)| (plain.len(), byte, after.len()));
                assert_eq!(found, needs_escape(byte).then_some((place, byte, length - 1 - place)));
                assert_eq!(is_plain_text(&text), found.is_none());
            }
        }
    }
}
