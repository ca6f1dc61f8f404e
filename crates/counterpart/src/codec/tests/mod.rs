//! What the codec promises, on small models.

mod choices;
mod depth;
mod enums;
mod errors;
mod numbers;
mod records;
mod serde_formats;
mod strict;
mod tuples;
#[cfg(all(feature = "chrono", feature = "uuid"))]
mod types;
mod unions;

use super::{ReadError, Reading, Slot, Violation, json};

/// A value as a server reads it: everything that is wrong with it, as `pointer: detail`.
fn violations<T: Slot>(text: &str) -> Vec<String> {
    read_strictly::<T>(text).1.iter().map(Violation::to_string).collect()
}

fn read_strictly<T: Slot>(text: &str) -> (T, Vec<Violation>) {
    let mut value: T = crate::blank();
    let mut reading = Reading::strict();
    json::read_str(text, &mut value, &mut reading).expect("the text is JSON");
    (value, reading.into_violations())
}

fn read<T: Slot>(text: &str) -> Result<T, ReadError> {
    json::from_str(text)
}

/// The text of the error by which a client refuses.
fn refusal<T: Slot>(text: &str) -> String {
    match read::<T>(text) {
        Ok(_) => "accepted".to_owned(),
        Err(error) => error.to_string(),
    }
}

fn written(value: &dyn Slot) -> String {
    json::to_string(value).expect("the value can be written")
}
