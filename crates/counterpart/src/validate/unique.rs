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
        if let Ok(mut value) = to_json(view) {
            normalize(&mut value);
            is_unique &= seen.insert(value.to_string());
        }
        Ok(())
    });
    is_unique
}

/// Gives equal values one form: sorted properties, integers without a fraction.
fn normalize(value: &mut Value) {
    match value {
        Value::Number(number) => {
            if let Some(integer) = number.as_f64().filter(|_| number.is_f64()).and_then(integral) {
                *number = integer.into();
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

#[expect(clippy::cast_possible_truncation, reason = "checked to be integral and small")]
fn integral(value: f64) -> Option<i64> {
    // Beyond 2^53 a double names many integers, and serde_json prints it in its own form.
    (value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0).then_some(value as i64)
}
