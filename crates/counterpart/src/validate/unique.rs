//! `uniqueItems`: elements compared as JSON values.

use std::collections::HashSet;

use serde_json::Value;

use crate::codec::{Purpose, SeqView, each, to_json};

/// Whether no two elements are equal, where `1` equals `1.0` and the order of properties does not count.
pub(super) fn is_unique(elements: &dyn SeqView) -> bool {
    let mut seen = HashSet::with_capacity(elements.count());
    let mut is_unique = true;
    // The closure does not fail.
    let _ = each(elements, Purpose::Write, &mut |view| {
        // What JSON cannot express (a number that is not finite) is not compared.
        if let Ok(value) = to_json(view) {
            is_unique &= seen.insert(canonical(value));
        }
        Ok(())
    });
    is_unique
}

/// As [`is_unique`].
pub(super) fn are_unique(elements: &[Value]) -> bool {
    let mut seen = HashSet::with_capacity(elements.len());
    elements.iter().all(|element| seen.insert(canonical(element.clone())))
}

/// One text for all values that are equal.
fn canonical(mut value: Value) -> String {
    normalize(&mut value);
    value.to_string()
}

/// Gives equal values one form: sorted properties, integers without a fraction.
fn normalize(value: &mut Value) {
    match value {
        Value::Number(number) => {
            if let Some(integer) = number.as_f64().filter(|_| number.is_f64()).and_then(integral) {
                *number = integer;
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(normalize),
        Value::Object(object) => {
            object.values_mut().for_each(normalize);
            object.sort_keys();
        }
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be integral and in range"
)]
fn integral(value: f64) -> Option<serde_json::Number> {
    const END: f64 = 18_446_744_073_709_551_616.0; // 2^64
    const START: f64 = -9_223_372_036_854_775_808.0; // -2^63
    match value {
        _ if value.fract() != 0.0 => None,
        _ if (0.0..END).contains(&value) => Some((value as u64).into()),
        _ if (START..0.0).contains(&value) => Some((value as i64).into()),
        _ => None,
    }
}
