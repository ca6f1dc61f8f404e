//! Numbers within bounds, exact in decimal digits.

use counterpart_spec::api::{Constraint, IntegerFormat};
use serde_json::{Number, Value as Json};

use super::limits::Limits;

/// A number in decimal: digits, and how many of them stand behind the point.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Decimal {
    digits: i128,
    scale: u32,
}

/// More digits than these no number of a description means.
const SCALE: u32 = 12;

impl Decimal {
    /// The number as it is written; none where it is too large or too fine.
    fn parse(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: i128 = format!("{whole}{fraction}").parse().ok()?;
        let scale = i32::try_from(fraction.len()).ok()? - exponent;
        let grown = |by: i32| 10_i128.checked_pow(by.unsigned_abs());
        match scale {
            ..0 => Some(Self {
                digits: digits.checked_mul(grown(scale)?)?,
                scale: 0,
            }),
            _ => Some(Self {
                digits,
                scale: scale.unsigned_abs(),
            }),
        }
    }

    fn of(number: &Number) -> Option<Self> {
        Self::parse(&number.to_string())
    }

    /// The digits with so many behind the point, rounded down or up.
    fn at(self, scale: u32, up: bool) -> Option<i128> {
        match scale.checked_sub(self.scale) {
            Some(more) => self.digits.checked_mul(10_i128.checked_pow(more)?),
            None => {
                let by = 10_i128.checked_pow(self.scale - scale)?;
                let down = self.digits.div_euclid(by);
                Some(down + i128::from(up && self.digits.rem_euclid(by) != 0))
            }
        }
    }

    fn into_json(self) -> Option<Json> {
        if self.scale == 0 {
            return integer_json(self.digits);
        }
        let sign = if self.digits < 0 { "-" } else { "" };
        let width = self.scale as usize + 1;
        let digits = format!("{:0width$}", self.digits.unsigned_abs());
        let (whole, fraction) = digits.split_at_checked(digits.len() - self.scale as usize)?;
        let text = format!("{sign}{whole}.{fraction}");
        Number::from_f64(text.parse().ok()?).map(Json::Number)
    }
}

fn integer_json(value: i128) -> Option<Json> {
    let small = i64::try_from(value).map(Json::from);
    small.or_else(|_| u64::try_from(value).map(Json::from)).ok()
}

/// What lies between two limits, in steps.
struct Range {
    low: Option<i128>,
    high: Option<i128>,
    /// Every value is a multiple.
    step: i128,
    scale: u32,
}

impl Range {
    /// The range of all bounds, with so many digits behind the point.
    fn new(limits: &Limits, scale: u32, step: i128) -> Option<Self> {
        let mut range = Self {
            low: None,
            high: None,
            step: step.max(1),
            scale,
        };
        for constraint in limits.iter() {
            match constraint {
                Constraint::Minimum(bound) => {
                    let value = Decimal::of(&bound.value)?;
                    let low = value.at(scale, true)?
                        + i128::from(bound.exclusive && value.at(scale, true) == value.at(scale, false));
                    range.low = Some(range.low.map_or(low, |known| known.max(low)));
                }
                Constraint::Maximum(bound) => {
                    let value = Decimal::of(&bound.value)?;
                    let high = value.at(scale, false)?
                        - i128::from(bound.exclusive && value.at(scale, true) == value.at(scale, false));
                    range.high = Some(range.high.map_or(high, |known| known.min(high)));
                }
                _ => {}
            }
        }
        Some(range)
    }

    fn within(mut self, low: i128, high: i128) -> Self {
        self.low = Some(self.low.map_or(low, |known| known.max(low)));
        self.high = Some(self.high.map_or(high, |known| known.min(high)));
        self
    }

    /// A small number, if the limits leave one.
    fn pick(&self, random: &mut fastrand::Rng) -> Option<Decimal> {
        let step = self.step;
        let first = self.low.map(|low| ceiling(low, step));
        let last = self.high.map(|high| high.div_euclid(step));
        let (first, last) = match (first, last) {
            (Some(first), Some(last)) => (first, last),
            (Some(first), None) => (first, first.saturating_add(1000)),
            (None, Some(last)) => (last.saturating_sub(1000), last),
            (None, None) => (1, 1000),
        };
        if first > last {
            return None;
        }
        // What people write is small and positive.
        let (low, high) = (first.max(1).min(last), last.min(first.max(1).saturating_add(999)));
        let (low, high) = if low <= high { (low, high) } else { (first, last) };
        Some(Decimal {
            digits: random.i128(low..=high).checked_mul(step)?,
            scale: self.scale,
        })
    }
}

fn ceiling(value: i128, step: i128) -> i128 {
    value.div_euclid(step) + i128::from(value.rem_euclid(step) != 0)
}

fn multiple(limits: &Limits) -> Option<Decimal> {
    let mut multiples = limits.iter().filter_map(|one| match one {
        Constraint::MultipleOf(number) => Decimal::of(number),
        _ => None,
    });
    multiples.next()
}

/// An integer of a width.
pub(super) fn integer(format: IntegerFormat, limits: &Limits, random: &mut fastrand::Rng) -> Option<Json> {
    let (low, high): (i128, i128) = match format {
        IntegerFormat::I8 => (i8::MIN.into(), i8::MAX.into()),
        IntegerFormat::I16 => (i16::MIN.into(), i16::MAX.into()),
        IntegerFormat::I32 => (i32::MIN.into(), i32::MAX.into()),
        IntegerFormat::I64 => (i64::MIN.into(), i64::MAX.into()),
        IntegerFormat::U8 => (0, u8::MAX.into()),
        IntegerFormat::U16 => (0, u16::MAX.into()),
        IntegerFormat::U32 => (0, u32::MAX.into()),
        IntegerFormat::U64 => (0, u64::MAX.into()),
    };
    let step = multiple(limits)
        .filter(|step| step.scale == 0)
        .map_or(1, |step| step.digits);
    let range = Range::new(limits, 0, step)?.within(low, high);
    range.pick(random)?.into_json()
}

/// Any number: with two digits behind the point, or as many as its limits need.
pub(super) fn number(limits: &Limits, random: &mut fastrand::Rng) -> Option<Json> {
    let multiple = multiple(limits);
    let finest = limits.iter().filter_map(|one| match one {
        Constraint::Minimum(bound) | Constraint::Maximum(bound) => Decimal::of(&bound.value),
        _ => None,
    });
    // One digit more than the limits have leaves something between them.
    let scale = finest
        .map(|limit| limit.scale + 1)
        .max()
        .map(|scale| scale.clamp(2, SCALE));
    let (scale, step) = match (multiple, scale) {
        (Some(step), _) => (step.scale, step.digits),
        (None, Some(scale)) => (scale, 1),
        // Quarters are the same in every width of binary numbers.
        (None, None) => (2, 25),
    };
    let range = Range::new(limits, scale, step)?;
    range.pick(random)?.into_json()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_read_and_written_exactly() {
        let read = |text| Decimal::parse(text).map(|one| (one.digits, one.scale));
        assert_eq!(read("0.01"), Some((1, 2)));
        assert_eq!(read("-12.50"), Some((-1250, 2)));
        assert_eq!(read("1e3"), Some((1000, 0)));
        assert_eq!(read("1e-7"), Some((1, 7)));
        assert_eq!(read("1e99"), None);
        let written = |digits, scale| Decimal { digits, scale }.into_json().map(|json| json.to_string());
        assert_eq!(written(3, 1).as_deref(), Some("0.3"));
        assert_eq!(written(-5, 2).as_deref(), Some("-0.05"));
        assert_eq!(written(123, 0).as_deref(), Some("123"));
    }
}
