//! The plain case of a check: a scalar that keeps the bounds of its own kind by a comparison.

use super::{Number, Rule};
use crate::codec::View;

/// Integers up to here are floats without a loss.
const EXACT: i128 = 1 << 53;

/// Whether a rule certainly holds. If it is not certain, whoever judges by all the digits has to say.
#[inline]
pub(super) fn holds(rule: Rule, view: &View<'_>) -> bool {
    match *view {
        View::Str(text) => text_holds(rule, text),
        View::I64(value) => integer_holds(rule, value.into()),
        View::U64(value) => integer_holds(rule, value.into()),
        View::F64(value) => float_holds(rule, value),
        _ => false,
    }
}

/// A character has one byte to four.
fn text_holds(rule: Rule, text: &str) -> bool {
    let bytes = text.len() as u64;
    match rule {
        Rule::MinLength(least) => bytes.div_ceil(4) >= least,
        Rule::MaxLength(most) => bytes <= most,
        _ => false,
    }
}

fn integer_holds(rule: Rule, value: i128) -> bool {
    match rule {
        Rule::Minimum(Number::Int(limit)) => value >= limit,
        Rule::Maximum(Number::Int(limit)) => value <= limit,
        Rule::ExclusiveMinimum(Number::Int(limit)) => value > limit,
        Rule::ExclusiveMaximum(Number::Int(limit)) => value < limit,
        _ => false,
    }
}

fn float_holds(rule: Rule, value: f64) -> bool {
    match rule {
        Rule::Minimum(limit) | Rule::ExclusiveMinimum(limit) => float(limit).is_some_and(|limit| value > limit),
        Rule::Maximum(limit) | Rule::ExclusiveMaximum(limit) => float(limit).is_some_and(|limit| value < limit),
        _ => false,
    }
}

fn float(number: Number) -> Option<f64> {
    match number {
        #[expect(clippy::cast_precision_loss, reason = "there is none up to this size")]
        Number::Int(value) => (-EXACT..=EXACT).contains(&value).then_some(value as f64),
        Number::Float(value) => Some(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_holds() {
        let text = View::Str("aé");
        assert!(holds(Rule::MinLength(1), &text) && holds(Rule::MaxLength(3), &text));
        // Two characters, which only counting tells.
        assert!(!holds(Rule::MinLength(2), &text) && !holds(Rule::MaxLength(2), &text));
        assert!(!holds(Rule::MinLength(1), &View::Str("")));
        assert!(holds(Rule::Minimum(Number::Int(3)), &View::I64(3)));
        assert!(!holds(Rule::ExclusiveMinimum(Number::Int(3)), &View::I64(3)));
        assert!(holds(Rule::Maximum(Number::Int(3)), &View::F64(2.5)));
        assert!(!holds(Rule::Maximum(Number::Int(3)), &View::F64(3.5)));
        assert!(!holds(Rule::Minimum(Number::Int(i128::MIN)), &View::F64(0.0)));
        assert!(!holds(Rule::Minimum(Number::Int(0)), &View::F64(f64::NAN)));
        assert!(!holds(Rule::MultipleOf(Number::Int(1)), &View::I64(1)));
    }
}
