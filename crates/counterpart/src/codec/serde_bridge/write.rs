//! Formats of serde as sinks.

use serde_core::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::codec::{Failed, Purpose, Sink, Slot, Table, View, each, tag_value};

/// What generated implementations of [`Serialize`] delegate to.
///
/// # Errors
/// Those of the format.
pub fn serialize<S: Serializer>(value: &dyn Slot, serializer: S) -> Result<S::Ok, S::Error> {
    let mut sink = SerdeSink {
        serializer: Some(serializer),
        result: None,
    };
    // The sink keeps the error; the marker says no more than that there is one.
    let _ = value.show(&mut sink);
    sink.result
        .unwrap_or_else(|| Err(S::Error::custom("the value did not show itself")))
}

/// Lets a slot stand where serde wants a value.
struct Shown<'v>(&'v dyn Slot);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.0, serializer)
    }
}

/// Lets a view stand where serde wants a value.
struct ShownView<'v>(View<'v>);

impl Serialize for ShownView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_view(self.0, serializer)
    }
}

struct SerdeSink<S: Serializer> {
    serializer: Option<S>,
    result: Option<Result<S::Ok, S::Error>>,
}

impl<S: Serializer> Sink for SerdeSink<S> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        let Some(serializer) = self.serializer.take() else {
            return Err(Failed::NOTED);
        };
        let result = write_view(view, serializer);
        let outcome = result.as_ref().map(|_| ()).map_err(|_| Failed::NOTED);
        self.result = Some(result);
        outcome
    }
}

pub(crate) fn write_view<S: Serializer>(view: View<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    match view {
        View::Absent | View::Null => serializer.serialize_unit(),
        View::Bool(value) => serializer.serialize_bool(value),
        View::I64(value) => serializer.serialize_i64(value),
        View::U64(value) => serializer.serialize_u64(value),
        View::F64(value) => serializer.serialize_f64(value),
        View::F32(value) => serializer.serialize_f32(value),
        // The formats of serde have no digits; a double is the nearest.
        View::Digits(digits) => match digits.parse::<i64>() {
            Ok(value) => serializer.serialize_i64(value),
            Err(_) => serializer.serialize_f64(digits.parse().unwrap_or(f64::NAN)),
        },
        View::Str(text) => serializer.serialize_str(text),
        View::File(file) => serializer.serialize_str(&file.load_text()),
        View::Body(_) => Err(S::Error::custom("a body cannot be written inside of a value")),
        View::Json(value) => value.serialize(serializer),
        View::Checked(_, view) => write_view(*view, serializer),
        View::Seq(elements) => {
            let mut seq = serializer.serialize_seq(Some(elements.count()))?;
            let mut error = None;
            let outcome = each(elements, Purpose::Write, &mut |view| {
                seq.serialize_element(&ShownView(view)).map_err(|cause| {
                    error = Some(cause);
                    Failed::NOTED
                })
            });
            match (outcome, error) {
                (Ok(()), _) => seq.end(),
                (Err(_), error) => Err(error.unwrap_or_else(|| S::Error::custom("an element did not show itself"))),
            }
        }
        View::Map(entries) => {
            let mut map = serializer.serialize_map(Some(entries.count()))?;
            for (key, value) in (0..).map_while(|index| entries.at(index)) {
                map.serialize_entry(key, &Shown(value))?;
            }
            map.end()
        }
        View::Record(table, slots) => {
            let mut map = serializer.serialize_map(None)?;
            write_fields(&mut map, table, slots, None)?;
            map.end()
        }
        View::Tagged("", _, value) => serde_core::Serialize::serialize(&Shown(value), serializer),
        View::Tagged(tag, values, object) => {
            let mut map = serializer.serialize_map(None)?;
            map.serialize_entry(tag, tag_value(tag, values, object))?;
            let mut sink = InnerSink {
                map: &mut map,
                tag,
                error: None,
            };
            if object.show(&mut sink).is_err() {
                return Err(sink.error.unwrap_or_else(|| S::Error::custom("a tag needs an object")));
            }
            map.end()
        }
    }
}

/// Writes the fields of a record that are there, and what its map of additional properties holds.
fn write_fields<M: SerializeMap>(
    map: &mut M,
    table: &'static Table,
    slots: &[&dyn Slot],
    without: Option<&str>,
) -> Result<(), M::Error> {
    for (field, slot) in table.written(slots).filter(|(field, _)| Some(field.name) != without) {
        map.serialize_entry(field.name, &Shown(slot))?;
    }
    let Some(rest) = table.rest_slot(slots) else {
        return Ok(());
    };
    write_inner(map, rest, without.unwrap_or_default())
}

fn write_inner<M: SerializeMap>(map: &mut M, object: &dyn Slot, tag: &str) -> Result<(), M::Error> {
    let mut sink = InnerSink { map, tag, error: None };
    match object.show(&mut sink) {
        Ok(()) => Ok(()),
        Err(_) => Err(sink.error.unwrap_or_else(|| M::Error::custom("expected an object"))),
    }
}

/// Writes the entries of an object into a map that is already open, without its tag.
struct InnerSink<'m, M: SerializeMap> {
    map: &'m mut M,
    tag: &'m str,
    error: Option<M::Error>,
}

impl<M: SerializeMap> Sink for InnerSink<'_, M> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        let result = match view {
            View::Record(table, slots) => write_fields(self.map, table, slots, Some(self.tag)),
            View::Map(entries) => (0..)
                .map_while(|index| entries.at(index))
                .filter(|(key, _)| *key != self.tag)
                .try_for_each(|(key, value)| self.map.serialize_entry(key, &Shown(value))),
            View::Tagged(tag, values, object) => self
                .map
                .serialize_entry(tag, tag_value(tag, values, object))
                .and_then(|()| write_inner(self.map, object, tag)),
            _ => Err(M::Error::custom("a tag needs an object")),
        };
        result.map_err(|error| {
            self.error = Some(error);
            Failed::NOTED
        })
    }
}
