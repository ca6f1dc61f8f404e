//! Texts: by pattern, by format, or words.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use counterpart_spec::api::{StringFormat, TextFormat};

use super::limits::Limits;
use super::{pattern, words};

/// A text that the limits aim at.
pub(super) fn text(
    format: &StringFormat,
    limits: &Limits,
    attempt: usize,
    random: &mut fastrand::Rng,
) -> Option<String> {
    let patterns = limits.patterns();
    let (least, most) = limits.length();
    // A pattern says more than a format, but not all patterns can be followed.
    if !patterns.is_empty() && attempt % 4 != 3 {
        let pattern = random.choice(&patterns)?;
        return pattern::text(pattern, least, most, attempt, random);
    }
    let length = || (least, most);
    Some(match (limits.format(), format) {
        (Some(format), _) => checked(format, length(), random),
        (None, StringFormat::Text | StringFormat::Password | StringFormat::Binary) => words::words(least, most, random),
        (None, StringFormat::Uuid) => checked(TextFormat::Uuid, length(), random),
        (None, StringFormat::DateTime) => checked(TextFormat::DateTime, length(), random),
        (None, StringFormat::Date) => checked(TextFormat::Date, length(), random),
        (None, StringFormat::Time) => checked(TextFormat::Time, length(), random),
        (None, StringFormat::Duration) => checked(TextFormat::Duration, length(), random),
        (None, StringFormat::Ipv4) => checked(TextFormat::Ipv4, length(), random),
        (None, StringFormat::Ipv6) => checked(TextFormat::Ipv6, length(), random),
        (None, StringFormat::Uri) => checked(TextFormat::Uri, length(), random),
        (None, StringFormat::Decimal) => format!("{}.{}", random.u32(1..1000), random.u32(10..100)),
        (None, StringFormat::Byte) => base64(least, most, random),
        (None, StringFormat::Other(name)) => named(name, length(), random),
    })
}

/// A text of a format that has a syntax.
fn checked(format: TextFormat, (least, most): (u64, Option<u64>), random: &mut fastrand::Rng) -> String {
    let word = words::word(random);
    match format {
        TextFormat::Email => filled(word, "@example.com", least, most),
        TextFormat::Uri => filled("https://example.com/", word, least, most),
        TextFormat::UriReference => filled("/", word, least, most),
        TextFormat::Hostname => format!("{word}.example.com"),
        TextFormat::Ipv4 => format!("192.0.2.{}", random.u8(1..255)),
        TextFormat::Ipv6 => format!("2001:db8::{:x}", random.u16(1..)),
        TextFormat::DateTime => format!("{}T{}", date(random), time(random)),
        TextFormat::Date => date(random),
        TextFormat::Time => time(random),
        TextFormat::Duration => format!("PT{}M", random.u8(1..60)),
        TextFormat::Uuid => uuid(random),
        TextFormat::JsonPointer => format!("/{word}"),
        TextFormat::Regex => format!("^{word}$"),
    }
}

/// Two parts, with letters between them where there must be more, and without the second where there may not be so many.
fn filled(first: &str, second: &str, least: u64, most: Option<u64>) -> String {
    let least = usize::try_from(least).unwrap_or(usize::MAX);
    let missing = least.saturating_sub(first.len() + second.len());
    let whole = format!("{first}{}{second}", "a".repeat(missing));
    let fits = |text: &String| most.is_none_or(|most| text.len() as u64 <= most);
    if fits(&whole) {
        return whole;
    }
    ["a@b.co", "http://a.b", "/"]
        .iter()
        .map(|&short| short.to_owned())
        .find(fits)
        .unwrap_or(whole)
}

fn date(random: &mut fastrand::Rng) -> String {
    format!(
        "{}-{:02}-{:02}",
        random.u16(2020..2030),
        random.u8(1..=12),
        random.u8(1..=28)
    )
}

fn time(random: &mut fastrand::Rng) -> String {
    format!(
        "{:02}:{:02}:{:02}Z",
        random.u8(0..24),
        random.u8(0..60),
        random.u8(0..60)
    )
}

/// Version 4, as random as the generator.
fn uuid(random: &mut fastrand::Rng) -> String {
    let bits = (random.u128(..) & !(0xf << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let digits = format!("{bits:032x}");
    let mut parts = [8, 4, 4, 4, 12].iter().scan(digits.as_str(), |rest, count| {
        let (part, after) = rest.split_at_checked(*count)?;
        *rest = after;
        Some(part)
    });
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| format!("{text}-{part}"))
}

fn base64(least: u64, most: Option<u64>, random: &mut fastrand::Rng) -> String {
    let least = least.div_ceil(4) * 3;
    let most = most.map_or(least.max(12), |most| most / 4 * 3);
    let count = usize::try_from(least.max(most.min(12))).unwrap_or(12);
    let bytes: Vec<u8> = (0..count).map(|_| random.u8(..)).collect();
    STANDARD.encode(bytes)
}

/// Formats that are only text here, but that others check.
fn named(name: &str, length: (u64, Option<u64>), random: &mut fastrand::Rng) -> String {
    let (least, most) = length;
    match name {
        "email" | "idn-email" => checked(TextFormat::Email, length, random),
        "iri" | "url" | "uri" => checked(TextFormat::Uri, length, random),
        "iri-reference" | "uri-reference" | "uri-template" => checked(TextFormat::UriReference, length, random),
        "hostname" | "idn-hostname" => checked(TextFormat::Hostname, length, random),
        "ip" => checked(TextFormat::Ipv4, length, random),
        "json-pointer" => checked(TextFormat::JsonPointer, length, random),
        "relative-json-pointer" => "0/a".to_owned(),
        "regex" => checked(TextFormat::Regex, length, random),
        "int32" | "int64" | "uint64" | "number" | "numeric" => random.u32(1..1000).to_string(),
        _ => words::words(least, most, random),
    }
}
