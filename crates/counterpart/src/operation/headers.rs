//! The documented headers of an answer.

use http::HeaderMap;

use super::table::Input;
use super::{Fill, Look};
use crate::codec::{Reading, Slot, Source};
use crate::params::{self, Param};

/// The documented headers of an answer, implemented by `headers!` on a struct whose fields are all optional.
pub trait Headers: Send + Sync {
    /// What each field holds; all of them are headers.
    fn table(&self) -> &'static [Input];

    /// Lends the fields out, to be filled.
    fn slots(&mut self, fill: &mut Fill<'_>);

    /// Lends the fields out, to be looked at.
    fn fields(&self, look: &mut Look<'_>);
}

/// Each header with its value.
pub(crate) fn each(headers: &dyn Headers, on: &mut dyn FnMut(&'static Param, &dyn Slot)) {
    headers.fields(&mut |slots| {
        for (input, slot) in headers.table().iter().zip(slots) {
            if let Input::Param(param) = input {
                on(param, *slot);
            }
        }
    });
}

/// Reads what is there and can be read. The rest stays absent: nobody wants to lose an answer to a header.
pub(crate) fn read(received: &HeaderMap, headers: &mut dyn Headers) {
    let table = headers.table();
    headers.slots(&mut |slots| {
        for (input, slot) in table.iter().zip(slots) {
            if let Input::Param(param) = input {
                read_one(received, param, *slot);
            }
        }
    });
}

fn read_one(received: &HeaderMap, param: &Param, slot: &mut dyn Slot) {
    let values = received.get_all(param.name).iter();
    let texts: Vec<_> = values
        .filter_map(|value| std::str::from_utf8(value.as_bytes()).ok())
        .collect();
    let mut reading = Reading::tolerant();
    if texts.is_empty() || params::read_header(param, &texts, slot, &mut reading).is_err() {
        // Half of a value is none.
        let _ = slot.put(Source::Absent, &mut Reading::tolerant());
    }
}
