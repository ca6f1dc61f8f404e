//! Dates and times of chrono.

pub use ::chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};
