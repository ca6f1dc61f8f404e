use std::fmt;
use std::str::FromStr;

use super::MalformedText;
use crate::validate::{is_clock, is_time};

/// A time of day, such as `10:11:12.5Z`; it keeps its text. RFC 3339 wants an offset, which many APIs leave out.
///
/// ```
/// use counterpart::types::Time;
///
/// let opening: Time = "09:30:00+02:00".parse()?;
/// assert_eq!((opening.hour(), opening.minute(), opening.offset()), (9, 30, Some("+02:00")));
/// assert_eq!("09:30:00".parse::<Time>()?.offset(), None);
/// assert!("9:30".parse::<Time>().is_err());
/// # Ok::<(), counterpart::types::MalformedText>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(Box<str>);

impl Time {
    /// The time on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// From 0 to 23.
    #[must_use]
    pub fn hour(&self) -> u8 {
        self.number(0)
    }

    /// From 0 to 59.
    #[must_use]
    pub fn minute(&self) -> u8 {
        self.number(3)
    }

    /// From 0 to 59, and 60 in a leap second.
    #[must_use]
    pub fn second(&self) -> u8 {
        self.number(6)
    }

    /// The fraction of the second, in digits beyond the ninth cut off.
    #[must_use]
    pub fn nanosecond(&self) -> u32 {
        let fraction = self
            .0
            .get(8..)
            .and_then(|rest| rest.strip_prefix('.'))
            .unwrap_or_default();
        let digits: String = fraction.chars().take_while(char::is_ascii_digit).collect();
        format!("{digits:0<9.9}").parse().unwrap_or(0)
    }

    /// `Z`, `+02:00`, or nothing.
    #[must_use]
    pub fn offset(&self) -> Option<&str> {
        self.0.find(['Z', 'z', '+', '-']).and_then(|start| self.0.get(start..))
    }

    /// The two digits at a place; the text is a time by construction.
    fn number(&self, place: usize) -> u8 {
        self.0
            .get(place..place + 2)
            .and_then(|digits| digits.parse().ok())
            .unwrap_or(0)
    }
}

impl Default for Time {
    fn default() -> Self {
        Self("00:00:00Z".into())
    }
}

impl FromStr for Time {
    type Err = MalformedText;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if is_time(text) || is_clock(text) {
            return Ok(Self(text.into()));
        }
        Err(MalformedText("a time by RFC 3339"))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Time({})", self.0)
    }
}

crate::serde_through_codec!(Time);
