//! Dates, times and durations of jiff.

pub use ::jiff::civil::{Date, Time};
pub use ::jiff::{Span, Timestamp};
