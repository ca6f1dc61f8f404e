//! Strings, numbers, booleans, and schemas that say nothing.

use serde_json::Number;

use crate::api::{Constraint, IntegerFormat, NumberFormat, StringFormat, TextFormat, Type, Value};
use crate::diagnostic::WRONG_TYPE;
use crate::form::SchemaForm;
use crate::form::schema::Limits;

use super::Lowering;
use super::constraint::constraints;
use super::spot::Spot;

impl<'d> Lowering<'d, '_> {
    /// A value that is neither object nor array.
    pub(super) fn scalar(&mut self, form: &SchemaForm<'d>, at: &Spot<'_>) -> Value {
        let ty = match form.ty {
            None => Type::Any,
            Some("string") => Type::String(string_format(form.format)),
            Some("integer") => Type::Integer(integer_format(form.format, &form.limits)),
            Some("number") => Type::Number(number_format(form.format)),
            Some("boolean") => Type::Boolean,
            Some(other) => {
                let message = format!("`{other}` is no type of OpenAPI 3.0; any JSON value is assumed");
                self.report(&WRONG_TYPE, message, &at.key("type"));
                Type::Any
            }
        };
        let mut rules = constraints(&ty, &form.limits);
        rules.extend(format_constraint(&ty, form.format));
        Value {
            constraints: rules,
            ..Value::new(ty)
        }
    }
}

fn string_format(format: Option<&str>) -> StringFormat {
    match format {
        Some("uuid") => StringFormat::Uuid,
        Some("date-time") => StringFormat::DateTime,
        Some("date") => StringFormat::Date,
        Some("byte") => StringFormat::Byte,
        Some("binary") => StringFormat::Binary,
        Some("password") => StringFormat::Password,
        _ => StringFormat::Text,
    }
}

/// Formats that are checked as syntax and stay text.
fn format_constraint(ty: &Type, format: Option<&str>) -> Option<Constraint> {
    match (ty, format) {
        (Type::String(StringFormat::Text), Some("email")) => Some(Constraint::Format(TextFormat::Email)),
        (Type::String(StringFormat::Text), Some("uri")) => Some(Constraint::Format(TextFormat::Uri)),
        _ => None,
    }
}

fn integer_format(format: Option<&str>, limits: &Limits<'_>) -> IntegerFormat {
    match format {
        Some("int32" | "int16" | "int8") => IntegerFormat::I32,
        Some("int64") => IntegerFormat::I64,
        Some("uint32" | "uint16" | "uint8") => IntegerFormat::U32,
        Some("uint64") => IntegerFormat::U64,
        _ if needs_unsigned(limits) => IntegerFormat::U64,
        _ => IntegerFormat::I64,
    }
}

/// Nothing below zero is allowed, and something above the largest `i64` is.
fn needs_unsigned(limits: &Limits<'_>) -> bool {
    let not_negative = limits
        .minimum
        .and_then(Number::as_f64)
        .is_some_and(|minimum| minimum >= 0.0);
    let beyond = limits.maximum.is_some_and(|maximum| {
        !maximum.is_i64()
            && maximum
                .as_f64()
                .is_some_and(|maximum| maximum >= 9_223_372_036_854_775_808.0)
    });
    not_negative && beyond
}

fn number_format(format: Option<&str>) -> NumberFormat {
    if format == Some("float") {
        NumberFormat::F32
    } else {
        NumberFormat::F64
    }
}
