//! Dates and times of the crate `time`.

pub use ::time::{Date, OffsetDateTime, Time};
