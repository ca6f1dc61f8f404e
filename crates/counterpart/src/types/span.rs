use std::fmt;
use std::str::FromStr;

use super::MalformedText;

/// A duration by ISO 8601, such as `P1Y2M3DT4H5M6S` or `PT0.5S`; it keeps its text, as a month has no length of its own.
///
/// ```
/// use counterpart::types::Duration;
///
/// let wait: Duration = "PT1M30.5S".parse()?;
/// assert_eq!(wait.to_std(), Some(std::time::Duration::from_millis(90_500)));
/// assert_eq!(Duration::from(std::time::Duration::from_secs(90)).as_str(), "PT90S");
/// assert_eq!("P1M".parse::<Duration>()?.to_std(), None);
/// # Ok::<(), counterpart::types::MalformedText>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(Box<str>);

impl Duration {
    /// The duration on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same as a number of seconds, counting a day as 24 hours. None where it has years or months, is negative, or does
    /// not fit.
    #[must_use]
    pub fn to_std(&self) -> Option<std::time::Duration> {
        let mut seconds = 0_u64;
        let mut nanoseconds = 0;
        for part in parts(&self.0)? {
            let factor = match part.unit {
                'W' => 7 * 24 * 60 * 60,
                'D' => 24 * 60 * 60,
                'H' => 60 * 60,
                'M' if part.is_time => 60,
                'S' => 1,
                // Years and months.
                _ => return None,
            };
            seconds = seconds.checked_add(part.whole.checked_mul(factor)?)?;
            nanoseconds += u128::from(part.billionths) * u128::from(factor);
        }
        let carried = std::time::Duration::from_nanos(u64::try_from(nanoseconds).ok()?);
        std::time::Duration::from_secs(seconds).checked_add(carried)
    }
}

impl Default for Duration {
    fn default() -> Self {
        Self("PT0S".into())
    }
}

impl From<std::time::Duration> for Duration {
    fn from(duration: std::time::Duration) -> Self {
        let fraction = format!("{:09}", duration.subsec_nanos());
        Self(match (duration.as_secs(), fraction.trim_end_matches('0')) {
            (seconds, "") => format!("PT{seconds}S").into(),
            (seconds, fraction) => format!("PT{seconds}.{fraction}S").into(),
        })
    }
}

impl FromStr for Duration {
    type Err = MalformedText;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match parts(text.strip_prefix('-').unwrap_or(text)) {
            Some(_) => Ok(Self(text.into())),
            None => Err(MalformedText("a duration by ISO 8601")),
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Duration({})", self.0)
    }
}

crate::serde_through_codec!(Duration);

/// A number with its unit.
struct Part {
    whole: u64,
    /// Of one unit, as a fraction of nine digits.
    billionths: u32,
    unit: char,
    is_time: bool,
}

/// The parts of a duration: units in order, only the last with a fraction, at least one.
fn parts(text: &str) -> Option<Vec<Part>> {
    let rest = text.strip_prefix('P')?;
    let (date, time) = match rest.split_once('T') {
        Some((_, "")) => return None,
        Some((date, time)) => (date, time),
        None => (rest, ""),
    };
    let mut parts = Vec::new();
    push_parts(date, "YMWD", false, &mut parts)?;
    push_parts(time, "HMS", true, &mut parts)?;
    (!parts.is_empty()).then_some(parts)
}

fn push_parts(text: &str, units: &str, is_time: bool, parts: &mut Vec<Part>) -> Option<()> {
    let mut units = units.chars();
    for piece in text.split_inclusive(|character: char| character.is_ascii_uppercase()) {
        if parts.last().is_some_and(|before| before.billionths > 0) {
            return None;
        }
        let unit = piece.chars().last()?;
        let number = piece.strip_suffix(unit)?;
        units.find(|known| *known == unit)?;
        let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
        parts.push(Part {
            whole: digits(whole)?.parse().ok()?,
            billionths: format!("{:0<9.9}", digits(fraction)?).parse().ok()?,
            unit,
            is_time,
        });
    }
    Some(())
}

/// The text, if it is made of digits.
fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}
