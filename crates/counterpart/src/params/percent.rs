//! Percent-encoding by RFC 3986.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode};
use percent_encoding::{percent_decode_str, percent_encode, utf8_percent_encode};

/// Everything but the unreserved characters: right in every part of a URL and in cookies.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(crate) fn encode(text: &str) -> Cow<'_, str> {
    encoded(text).into()
}

/// As [`encode`], piece by piece.
pub(crate) fn encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// What RFC 3986 reserves and a query can hold all the same, `&` and `+` aside, which a form reads as something else.
const KEPT: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// As [`encode`], but reserved characters other than the `taken` ones stay as they are, and so does what is percent-encoded
/// already (RFC 6570, 3.2.3).
pub(crate) fn encode_reserved(text: &str, taken: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        out.extend(utf8_percent_encode(before, KEPT));
        out.push_str(if is_octet(after) { "%" } else { "%25" });
        rest = after;
    }
    out.extend(utf8_percent_encode(rest, KEPT));
    for taken in taken {
        out = out.replace(*taken, &encode(taken.encode_utf8(&mut [0; 4])));
    }
    out
}

/// Two hexadecimal digits, as they follow a percent sign.
pub(crate) fn is_octet(text: &str) -> bool {
    text.as_bytes()
        .get(..2)
        .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// Bytes of any kind, by the same rules.
pub(crate) fn encode_bytes(bytes: &[u8]) -> Cow<'_, str> {
    percent_encode(bytes, RESERVED).into()
}

/// The decoded text, unless its bytes are not UTF-8.
pub(crate) fn decode(text: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(text).decode_utf8().ok()
}

/// The bytes of a value in a form, which are text or not.
pub(crate) fn decode_form_bytes(text: &str) -> Vec<u8> {
    percent_decode_str(&text.replace('+', " ")).collect()
}

/// As [`decode`], where a plus sign stands for a space: in queries and urlencoded forms.
pub(crate) fn decode_form(text: &str) -> Option<Cow<'_, str>> {
    if text.contains('+') {
        return decode(&text.replace('+', " ")).map(|text| Cow::Owned(text.into_owned()));
    }
    decode(text)
}
