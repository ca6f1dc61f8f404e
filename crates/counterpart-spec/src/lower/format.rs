//! `format` (JSON Schema Validation, 7; the OpenAPI format registry).

use crate::api::{Bound, IntegerFormat, NumberFormat, StringFormat, TextFormat};
use crate::form::limits::compare;
use crate::form::{Limits, SchemaForm};

/// What a string holds, by `format`, `contentEncoding` and `contentMediaType`.
pub(super) fn string_format(form: &SchemaForm<'_>) -> StringFormat {
    let Some(format) = form.format else {
        return encoded_format(form);
    };
    match format {
        "uuid" => StringFormat::Uuid,
        "date-time" => StringFormat::DateTime,
        "date" => StringFormat::Date,
        "time" => StringFormat::Time,
        "duration" => StringFormat::Duration,
        "byte" | "base64" => StringFormat::Byte,
        "binary" => StringFormat::Binary,
        "password" => StringFormat::Password,
        "ipv4" => StringFormat::Ipv4,
        "ipv6" => StringFormat::Ipv6,
        "uri" => StringFormat::Uri,
        "decimal" | "decimal128" => StringFormat::Decimal,
        "" => StringFormat::Text,
        format if text_format(format).is_some() => StringFormat::Text,
        format => StringFormat::Other(format.to_owned()),
    }
}

/// OpenAPI 3.1, 4.4.1.2: base64 is text, a media type without an encoding is bytes.
fn encoded_format(form: &SchemaForm<'_>) -> StringFormat {
    let Some(rare) = form.rare.as_deref() else {
        return StringFormat::Text;
    };
    match (rare.content_encoding, rare.content_media_type) {
        (Some("base64"), _) => StringFormat::Byte,
        (None | Some("binary"), Some(media_type)) if !is_text(media_type) => StringFormat::Binary,
        _ => StringFormat::Text,
    }
}

fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/") || media_type.contains("json") || media_type.contains("xml")
}

/// Formats with a syntax that can be checked.
pub(super) fn text_format(format: &str) -> Option<TextFormat> {
    Some(match format {
        "email" => TextFormat::Email,
        "uri" => TextFormat::Uri,
        "uri-reference" => TextFormat::UriReference,
        "hostname" => TextFormat::Hostname,
        "ipv4" => TextFormat::Ipv4,
        "ipv6" => TextFormat::Ipv6,
        "date-time" => TextFormat::DateTime,
        "date" => TextFormat::Date,
        "time" => TextFormat::Time,
        "duration" => TextFormat::Duration,
        "uuid" => TextFormat::Uuid,
        "json-pointer" => TextFormat::JsonPointer,
        "regex" => TextFormat::Regex,
        _ => return None,
    })
}

/// The width of an integer: its format's, if its limits fit there.
pub(super) fn integer_format(format: Option<&str>, limits: &Limits<'_>) -> IntegerFormat {
    use IntegerFormat::{I8, I16, I32, I64, U8, U16, U32, U64};
    let stated = match format {
        Some("int8") => I8,
        Some("int16") => I16,
        Some("int32") => I32,
        Some("uint8") => U8,
        Some("uint16") => U16,
        Some("uint32") => U32,
        Some("uint64") => U64,
        _ => I64,
    };
    let (lower, upper) = (limits.lower(), limits.upper());
    let fits = |format| !below(lower.as_ref(), least(format)) && !above(upper.as_ref(), most(format));
    if fits(stated) {
        return stated;
    }
    // A format that the schema's own limits leave is a slip; a wider type takes both.
    if !below(lower.as_ref(), 0) && lower.is_some() && above(upper.as_ref(), most(I64)) {
        U64
    } else {
        I64
    }
}

fn least(format: IntegerFormat) -> i64 {
    match format {
        IntegerFormat::I8 => i64::from(i8::MIN),
        IntegerFormat::I16 => i64::from(i16::MIN),
        IntegerFormat::I32 => i64::from(i32::MIN),
        IntegerFormat::I64 => i64::MIN,
        IntegerFormat::U8 | IntegerFormat::U16 | IntegerFormat::U32 | IntegerFormat::U64 => 0,
    }
}

fn most(format: IntegerFormat) -> u64 {
    match format {
        IntegerFormat::I8 => 0x7f,
        IntegerFormat::U8 => u64::from(u8::MAX),
        IntegerFormat::I16 => 0x7fff,
        IntegerFormat::U16 => u64::from(u16::MAX),
        IntegerFormat::I32 => 0x7fff_ffff,
        IntegerFormat::U32 => u64::from(u32::MAX),
        IntegerFormat::I64 => 0x7fff_ffff_ffff_ffff,
        IntegerFormat::U64 => u64::MAX,
    }
}

fn below(bound: Option<&Bound>, least: i64) -> bool {
    bound.is_some_and(|bound| compare(&bound.value, &least.into()).is_lt())
}

fn above(bound: Option<&Bound>, most: u64) -> bool {
    bound.is_some_and(|bound| compare(&bound.value, &most.into()).is_gt())
}

/// The kind of a number.
pub(super) fn number_format(format: Option<&str>) -> NumberFormat {
    match format {
        Some("float") => NumberFormat::F32,
        Some("decimal" | "decimal128") => NumberFormat::Decimal,
        _ => NumberFormat::F64,
    }
}
