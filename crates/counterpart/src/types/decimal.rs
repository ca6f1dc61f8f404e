use std::ops::{Deref, DerefMut};

pub use rust_decimal::Decimal;

/// A decimal number that is a string on the wire, so that no reader rounds it.
///
/// ```
/// use counterpart::{codec::json, types::{Decimal, DecimalText}};
///
/// let price: DecimalText = json::from_str(r#""19.90""#)?;
/// assert_eq!(*price, Decimal::new(1990, 2));
/// assert_eq!(json::to_string(&price).unwrap(), r#""19.90""#);
/// # Ok::<(), counterpart::codec::ReadError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecimalText(pub Decimal);

impl Deref for DecimalText {
    type Target = Decimal;

    fn deref(&self) -> &Decimal {
        &self.0
    }
}

impl DerefMut for DecimalText {
    fn deref_mut(&mut self) -> &mut Decimal {
        &mut self.0
    }
}

impl From<Decimal> for DecimalText {
    fn from(value: Decimal) -> Self {
        Self(value)
    }
}

crate::serde_through_codec!(DecimalText);
