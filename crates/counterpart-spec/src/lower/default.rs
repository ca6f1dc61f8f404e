//! `default`: kept where the schema accepts it.

use serde_json::Value as Json;

use crate::api::{Additional, Dispatch, IntegerFormat, Object, Shape, StringFormat, Type, Value, Variant};
use crate::diagnostic::{Diagnostic, IMPOSSIBLE_DEFAULT};

use super::Lowering;
use super::verdict::verdict_of_all;

/// Defaults are small; what is nested deeper is taken as it is.
const DEEPEST: usize = 24;

impl Lowering<'_, '_> {
    /// Drops defaults that their property could not hold.
    pub(super) fn settle_defaults(&mut self) {
        let mut impossible = Vec::new();
        for (index, schema) in self.schemas.iter().enumerate() {
            let Shape::Object(object) = &schema.shape else { continue };
            for (at, property) in object.properties.iter().enumerate() {
                if let Some(default) = &property.default
                    && !self.accepts(&property.value, default, 0)
                {
                    impossible.push((index, at));
                }
            }
        }
        for (index, at) in impossible {
            self.drop_default(index, at, "is no valid value of");
        }
        for (index, at) in self.endless_defaults() {
            self.drop_default(index, at, "brings a default of its own, which leads back to");
        }
    }

    fn drop_default(&mut self, index: usize, at: usize, reason: &str) {
        let Some(schema) = self.schemas.get_mut(index) else {
            return;
        };
        let Shape::Object(object) = &mut schema.shape else {
            return;
        };
        let Some(property) = object.properties.get_mut(at) else {
            return;
        };
        let Some(default) = property.default.take() else { return };
        let message = format!("`{default}` {reason} `{}`; there is no default", property.wire_name);
        let mut pointer = format!("{}/properties", schema.pointer);
        crate::document::pointer::push_token(&mut pointer, &property.wire_name);
        self.findings
            .push(Diagnostic::at_pointer(&IMPOSSIBLE_DEFAULT, message, pointer));
    }

    /// Can a place hold a value? In doubt, it can.
    pub(super) fn accepts(&self, value: &Value, json: &Json, depth: usize) -> bool {
        if json.is_null() && value.nullable || depth > DEEPEST {
            return true;
        }
        self.type_accepts(&value.ty, json, depth) && verdict_of_all(&value.constraints, json) != Some(false)
    }

    fn type_accepts(&self, ty: &Type, json: &Json, depth: usize) -> bool {
        match ty {
            Type::Any => true,
            Type::Never => false,
            Type::Null => json.is_null(),
            Type::Boolean => json.is_boolean(),
            Type::Integer(format) => json.as_number().is_some_and(|number| fits(*format, number)),
            Type::Number(_) => json.is_number(),
            Type::String(format) => json.as_str().is_some_and(|text| reads(format, text)),
            Type::Array(items) => json
                .as_array()
                .is_some_and(|list| list.iter().all(|item| self.accepts(items, item, depth + 1))),
            Type::Map(values) => json
                .as_object()
                .is_some_and(|map| map.values().all(|one| self.accepts(values, one, depth + 1))),
            Type::Tuple(tuple) => json.as_array().is_some_and(|list| {
                let fits = |(index, item): (usize, &Json)| match (tuple.items.get(index), &tuple.rest) {
                    (Some(value), _) | (None, Some(value)) => self.accepts(value, item, depth + 1),
                    (None, None) => false,
                };
                list.len() >= tuple.required && list.iter().enumerate().all(fits)
            }),
            Type::Named(id) => match self.schemas.get(id.index()) {
                Some(schema) => self.shape_accepts(&schema.shape, json, depth + 1),
                None => true,
            },
        }
    }

    fn shape_accepts(&self, shape: &Shape, json: &Json, depth: usize) -> bool {
        match shape {
            _ if depth > DEEPEST => true,
            Shape::Object(object) => self.object_accepts(object, json, depth),
            Shape::StringEnum(list) => list.values.iter().any(|known| json.as_str() == Some(&known.value)),
            Shape::IntegerEnum(list) => list.values.iter().any(|known| json.as_i64() == Some(known.value)),
            Shape::JsonEnum(list) => list.values.iter().any(|known| known.value == *json),
            Shape::Union(union) => union
                .variants
                .iter()
                .any(|variant| self.variant_accepts(&union.dispatch, variant, json, depth)),
            Shape::Alias(alias) => self.accepts(&alias.value, json, depth),
        }
    }

    fn object_accepts(&self, object: &Object, json: &Json, depth: usize) -> bool {
        let Some(map) = json.as_object() else { return false };
        let declared = object
            .properties
            .iter()
            .all(|property| match map.get(&property.wire_name) {
                Some(value) => self.accepts(&property.value, value, depth + 1),
                None => !property.required,
            });
        let closed = matches!(object.additional, Additional::Denied) && object.patterns.is_empty();
        let known = |name: &String| object.properties.iter().any(|property| property.wire_name == *name);
        declared && (!closed || map.keys().all(known))
    }

    fn variant_accepts(&self, dispatch: &Dispatch, variant: &Variant, json: &Json, depth: usize) -> bool {
        match dispatch {
            Dispatch::Tag(tag) => {
                let found = json.get(tag).and_then(Json::as_str);
                found.is_some_and(|found| variant.tags.iter().any(|known| known == found))
            }
            Dispatch::Event | Dispatch::OneOf | Dispatch::AnyOf => self.accepts(&variant.value, json, depth + 1),
        }
    }
}

pub(super) fn fits(format: IntegerFormat, number: &serde_json::Number) -> bool {
    let within = |least: i64, most: i64| number.as_i64().is_some_and(|value| (least..=most).contains(&value));
    match format {
        IntegerFormat::I8 => within(i64::from(i8::MIN), i64::from(i8::MAX)),
        IntegerFormat::I16 => within(i64::from(i16::MIN), i64::from(i16::MAX)),
        IntegerFormat::I32 => within(i64::from(i32::MIN), i64::from(i32::MAX)),
        IntegerFormat::U8 => within(0, i64::from(u8::MAX)),
        IntegerFormat::U16 => within(0, i64::from(u16::MAX)),
        IntegerFormat::U32 => within(0, i64::from(u32::MAX)),
        // Writers in dynamic languages print `10.0`.
        IntegerFormat::I64 => {
            number.is_i64()
                || number
                    .as_f64()
                    .is_some_and(|value| value.fract() == 0.0 && value.abs() < 9e15)
        }
        IntegerFormat::U64 => number.is_u64(),
    }
}

/// Does a text look like its format? Rough: what a format's parser makes of it is not known here.
pub(super) fn reads(format: &StringFormat, text: &str) -> bool {
    let digits = |text: &str, pattern: &str| {
        text.len() >= pattern.len()
            && text.bytes().zip(pattern.bytes()).all(|(byte, pattern)| match pattern {
                b'0' => byte.is_ascii_digit(),
                b'x' => byte.is_ascii_hexdigit(),
                other => byte.eq_ignore_ascii_case(&other),
            })
    };
    match format {
        StringFormat::Uuid => text.len() == 36 && digits(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
        StringFormat::Date => text.len() == 10 && digits(text, "0000-00-00"),
        StringFormat::DateTime => digits(text, "0000-00-00T00:00:00") && text.len() > 19,
        StringFormat::Time => digits(text, "00:00:00"),
        StringFormat::Duration => text.starts_with('P'),
        StringFormat::Ipv4 => text.parse::<std::net::Ipv4Addr>().is_ok(),
        StringFormat::Ipv6 => text.parse::<std::net::Ipv6Addr>().is_ok(),
        StringFormat::Uri => text.contains(':'),
        StringFormat::Decimal => text.parse::<f64>().is_ok(),
        StringFormat::Byte
        | StringFormat::Text
        | StringFormat::Binary
        | StringFormat::Password
        | StringFormat::Other(_) => true,
    }
}
