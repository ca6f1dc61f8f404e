//! Numbers compared and divided without rounding.

use std::cmp::Ordering;

use super::Number;
use crate::codec::Source;

/// A number of a value or a rule.
#[derive(Clone, Copy)]
pub(crate) enum Exact {
    Int(i128),
    Float(f64),
}

impl From<Number> for Exact {
    fn from(number: Number) -> Self {
        match number {
            Number::Int(value) => Self::Int(value),
            Number::Float(value) => Self::Float(value),
        }
    }
}

impl From<&serde_json::Number> for Exact {
    fn from(number: &serde_json::Number) -> Self {
        match (number.as_i64(), number.as_u64()) {
            (Some(value), _) => Self::Int(value.into()),
            (None, Some(value)) => Self::Int(value.into()),
            (None, None) => Self::Float(number.as_f64().unwrap_or(f64::NAN)),
        }
    }
}

impl Exact {
    #[expect(
        clippy::cast_precision_loss,
        reason = "only reached by integers that no source offers"
    )]
    pub(super) fn into_source<'s>(self) -> Source<'s> {
        match self {
            Self::Float(value) => Source::F64(value),
            Self::Int(value) => match (i64::try_from(value), u64::try_from(value)) {
                (Ok(value), _) => Source::I64(value),
                (_, Ok(value)) => Source::U64(value),
                _ => Source::F64(value as f64),
            },
        }
    }

    /// JSON Schema counts `5.0` and `1e300` as integers.
    pub(super) fn is_integer(self) -> bool {
        match self {
            Self::Int(_) => true,
            Self::Float(value) => value.fract() == 0.0,
        }
    }

    /// None where one of the two is not a number, which then keeps no bound.
    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Int(one), Self::Int(other)) => Some(one.cmp(&other)),
            (Self::Float(one), Self::Float(other)) => one.partial_cmp(&other),
            (Self::Int(one), Self::Float(other)) => compare_mixed(one, other),
            (Self::Float(one), Self::Int(other)) => compare_mixed(other, one).map(Ordering::reverse),
        }
    }

    /// By the decimal digits of both, so that 0.3 is a multiple of 0.1 although the doubles disagree in the last place.
    pub(super) fn is_multiple_of(self, step: Self) -> bool {
        let (Some(value), Some(step)) = (Decimal::of(self), Decimal::of(step)) else {
            return false;
        };
        // Zero as a step is no rule.
        step.digits == 0 || value.is_multiple_of(step)
    }
}

/// The double is compared by its whole part, which is exact in i128, then by its fraction.
#[expect(
    clippy::cast_possible_truncation,
    reason = "`as` saturates, and larger doubles are decided before"
)]
fn compare_mixed(integer: i128, float: f64) -> Option<Ordering> {
    const LIMIT: f64 = 1.7e38; // below 2^127
    if float.is_nan() {
        return None;
    }
    if float.abs() >= LIMIT {
        return Some(if float > 0.0 { Ordering::Less } else { Ordering::Greater });
    }
    let whole = integer.cmp(&(float.trunc() as i128));
    let fraction = 0.0_f64.partial_cmp(&float.fract())?;
    Some(whole.then(fraction))
}

/// `digits * 10^exponent`, without its sign, and without zeros at the end of the digits.
#[derive(Clone, Copy)]
struct Decimal {
    digits: u128,
    exponent: i32,
}

impl Decimal {
    fn of(number: Exact) -> Option<Self> {
        let mut decimal = match number {
            Exact::Int(value) => Self {
                digits: value.unsigned_abs(),
                exponent: 0,
            },
            Exact::Float(value) => Self::of_float(value)?,
        };
        while decimal.digits != 0 && decimal.digits.is_multiple_of(10) {
            decimal.digits /= 10;
            decimal.exponent += 1;
        }
        Some(decimal)
    }

    /// From the shortest digits that name the double.
    fn of_float(value: f64) -> Option<Self> {
        let text = format!("{:e}", value.is_finite().then_some(value.abs())?);
        let (mantissa, exponent) = text.split_once('e')?;
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let exponent: i32 = exponent.parse().ok()?;
        Some(Self {
            digits: format!("{whole}{fraction}").parse().ok()?,
            exponent: exponent - i32::try_from(fraction.len()).ok()?,
        })
    }

    fn is_multiple_of(self, step: Self) -> bool {
        if self.digits == 0 {
            return true;
        }
        let shift = self.exponent - step.exponent;
        match u32::try_from(shift) {
            Ok(shift) => {
                self.digits.is_multiple_of(step.digits) || scaled_remainder(self.digits, shift, step.digits) == Some(0)
            }
            Err(_) => 10_u128
                .checked_pow(shift.unsigned_abs())
                .and_then(|power| step.digits.checked_mul(power))
                // A step that overflows is larger than the value.
                .is_some_and(|step| self.digits.is_multiple_of(step)),
        }
    }
}

/// `digits * 10^shift mod step`, by squaring; none where the step is so large that the products do not fit.
fn scaled_remainder(digits: u128, mut shift: u32, step: u128) -> Option<u128> {
    let mut remainder = digits % step;
    let mut power = 10 % step;
    while shift > 0 {
        if shift & 1 == 1 {
            remainder = remainder.checked_mul(power)? % step;
        }
        shift >>= 1;
        if shift > 0 {
            power = power.checked_mul(power)? % step;
        }
    }
    Some(remainder)
}
