//! Finds what a JSON string has to escape, eight bytes at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// What comes before the next byte that needs an escape, that byte, and what comes after it; none if there is no such byte.
#[inline]
pub(super) fn next(text: &[u8]) -> Option<(&[u8], u8, &[u8])> {
    let (chunks, rest) = text.as_chunks::<8>();
    let skipped = chunks
        .iter()
        .take_while(|chunk| is_plain(u64::from_le_bytes(**chunk)))
        .count()
        * 8;
    let tail = if skipped < chunks.len() * 8 {
        text.get(skipped..)?
    } else {
        rest
    };
    let length = skipped + tail.iter().position(|byte| needs_escape(*byte))?;
    let (plain, special) = text.split_at_checked(length)?;
    let (byte, after) = special.split_first()?;
    Some((plain, *byte, after))
}

const fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

/// Whether none of eight bytes needs an escape: a byte that is zero after subtraction or exclusive or borrows from its own
/// highest bit.
const fn is_plain(bytes: u64) -> bool {
    let control = bytes.wrapping_sub(ONES * 0x20) & !bytes;
    let quote = bytes ^ (ONES * b'"' as u64);
    let backslash = bytes ^ (ONES * b'\\' as u64);
    let quote = quote.wrapping_sub(ONES) & !quote;
    let backslash = backslash.wrapping_sub(ONES) & !backslash;
    // A borrow can flag a plain neighbour too; then the bytes are looked at one by one.
    (control | quote | backslash) & HIGHS == 0
}

#[cfg(test)]
mod tests {
    use super::{needs_escape, next};

    #[test]
    fn every_byte_is_found_at_every_place() {
        for byte in 0..=u8::MAX {
            for place in 0..20 {
                let mut text = vec![b'a'; 20];
                text[place] = byte;
                let found = next(&text).map(|(plain, byte, after)| (plain.len(), byte, after.len()));
                assert_eq!(found, needs_escape(byte).then_some((place, byte, 19 - place)));
            }
        }
    }
}
