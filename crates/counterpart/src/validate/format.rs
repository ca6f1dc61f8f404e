//! The formats that are checked as rules: those whose Rust type is a plain string.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{TextFormat, time};

/// Whether a text has the syntax of a format.
pub(super) fn holds(format: TextFormat, text: &str) -> bool {
    match format {
        TextFormat::Email => is_email(text),
        TextFormat::Uri => is_uri(text),
        TextFormat::UriReference => is_uri_reference(text),
        TextFormat::Hostname => is_hostname(text),
        TextFormat::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
        TextFormat::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
        TextFormat::DateTime => time::is_date_time(text),
        TextFormat::Date => time::is_date(text),
        TextFormat::Time => time::is_time(text),
        TextFormat::Duration => time::is_duration(text),
        TextFormat::Uuid => is_uuid(text),
        TextFormat::JsonPointer => is_json_pointer(text),
        TextFormat::Regex(engine) => engine.is_regex(text),
    }
}

/// What a format is called, for messages.
pub(super) const fn noun(format: TextFormat) -> &'static str {
    match format {
        TextFormat::Email => "an email address",
        TextFormat::Uri => "a URI",
        TextFormat::UriReference => "a URI or a relative reference",
        TextFormat::Hostname => "a host name",
        TextFormat::Ipv4 => "an IPv4 address",
        TextFormat::Ipv6 => "an IPv6 address",
        TextFormat::DateTime => "a date and time by RFC 3339",
        TextFormat::Date => "a date by RFC 3339",
        TextFormat::Time => "a time by RFC 3339",
        TextFormat::Duration => "a duration by ISO 8601",
        TextFormat::Uuid => "a uuid",
        TextFormat::JsonPointer => "a JSON Pointer",
        TextFormat::Regex(_) => "a regular expression",
    }
}

/// `8-4-4-4-12` hexadecimal digits.
fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// RFC 6901: empty, or segments that begin with a slash and escape `~` as `~0` and `/` as `~1`.
fn is_json_pointer(text: &str) -> bool {
    let escapes_whole = text.split('~').skip(1).all(|after| after.starts_with(['0', '1']));
    escapes_whole && (text.is_empty() || text.starts_with('/'))
}

/// RFC 1123: labels of letters, digits and inner hyphens.
fn is_hostname(text: &str) -> bool {
    text.is_ascii() && is_domain(text)
}

/// A URI, or the same without its scheme: then no colon comes before the first slash.
fn is_uri_reference(text: &str) -> bool {
    let first = text.split(['/', '?', '#']).next().unwrap_or_default();
    is_uri(text) || (!first.contains(':') && is_uri_text(text))
}

/// An address as HTML forms accept it: something, one `@`, a domain. What RFC 5321 allows beyond that is not in use.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let is_local = !local.is_empty()
        && local.len() <= 64
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local.chars().all(|character| is_atom(character) || character == '.');
    is_local && is_domain(domain)
}

fn is_atom(character: char) -> bool {
    character.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(character)
}

fn is_domain(domain: &str) -> bool {
    domain.len() <= 253
        && domain.split('.').all(|label| {
            !label.is_empty()
                && label.len() <= 63
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .chars()
                    .all(|character| character.is_alphanumeric() || character == '-')
        })
}

/// A URI by RFC 3986: a scheme, a colon, and only characters that a URI may have.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let is_scheme = scheme.starts_with(|character: char| character.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character));
    is_scheme && is_uri_text(rest)
}

/// Only characters that a URI may have, and at most one fragment.
fn is_uri_text(text: &str) -> bool {
    let is_allowed = text
        .chars()
        .all(|character| character.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(character));
    is_allowed && has_whole_escapes(text) && text.matches('#').count() <= 1
}

fn has_whole_escapes(text: &str) -> bool {
    text.split('%')
        .skip(1)
        .all(|after| after.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2)
}
