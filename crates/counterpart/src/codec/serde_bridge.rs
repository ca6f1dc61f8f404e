//! The bridge to serde: any self-describing format fills a slot and takes a view. It is compiled once for a format, never
//! for a model.

use std::fmt;

use serde_core::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{Failed, MapSource, Purpose, Reading, Reason, SeqSource, Sink, Slot, Source, Table, View, each};

/// What generated implementations of [`Deserialize`](serde_core::Deserialize) delegate to.
///
/// # Errors
/// Those of the format, and misfits by the tolerant policy.
pub fn deserialize<'de, T: Slot, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = <T as Slot>::blank();
    fill_slot(&mut value, deserializer)?;
    Ok(value)
}

fn fill_slot<'de, D: Deserializer<'de>>(slot: &mut dyn Slot, deserializer: D) -> Result<(), D::Error> {
    let mut reading = Reading::tolerant();
    let outcome = Seed {
        slot,
        reading: &mut reading,
    }
    .deserialize(deserializer);
    outcome.map_err(|inner| {
        let error = reading.take_error(0, 0);
        match error.pointer.as_str() {
            "" => inner,
            // The format adds its position to the innermost message, so that is the one to keep.
            pointer => de::Error::custom(format_args!("{pointer}: {inner}")),
        }
    })
}

/// Reads one value of a format into a slot.
pub(super) struct Seed<'s> {
    pub(super) slot: &'s mut dyn Slot,
    pub(super) reading: &'s mut Reading,
}

impl Seed<'_> {
    fn put<E: de::Error>(self, source: Source<'_>) -> Result<(), E> {
        self.slot.put(source, self.reading).map_err(|_| refusal(self.reading))
    }
}

/// The error by which a format is told to stop.
#[cold]
fn refusal<E: de::Error>(reading: &Reading) -> E {
    E::custom(reading.failure_text())
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of the OpenAPI data model")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.put(Source::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<(), E> {
        self.put(Source::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.put(Source::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.put(Source::I64(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.put(i64::try_from(value).map_or(Source::U64(value), Source::I64))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        self.put(Source::F64(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        self.put(Source::Str(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let Self { slot, reading } = self;
        let mut elements = Elements {
            access,
            ended: false,
            error: None,
        };
        let outcome = reading.nested(|reading| {
            slot.put(Source::Seq(&mut elements), reading)?;
            elements.drain(reading)
        });
        outcome.map_err(|_| elements.error.unwrap_or_else(|| refusal(reading)))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let Self { slot, reading } = self;
        let mut entries = Entries {
            access,
            ended: false,
            has_value: false,
            error: None,
        };
        let outcome = reading.nested(|reading| {
            slot.put(Source::Map(&mut entries), reading)?;
            entries.drain(reading)
        });
        outcome.map_err(|_| entries.error.unwrap_or_else(|| refusal(reading)))
    }
}

/// Keeps the error of the format, which knows its position, while only the marker travels through the slots.
fn keep<T, E: de::Error>(result: Result<T, E>, error: &mut Option<E>, reading: &mut Reading) -> Result<T, Failed> {
    result.map_err(|cause| {
        let failed = reading.fail_with(|| Reason::Syntax(cause.to_string()));
        *error = Some(cause);
        failed
    })
}

struct Elements<A, E> {
    access: A,
    ended: bool,
    error: Option<E>,
}

impl<'de, A: SeqAccess<'de>> Elements<A, A::Error> {
    /// Passes over what a slot left unread, because it wanted something else.
    fn drain(&mut self, reading: &mut Reading) -> Result<(), Failed> {
        while !self.ended {
            self.next(&mut (), reading)?;
        }
        Ok(())
    }
}

impl<'de, A: SeqAccess<'de>> SeqSource for Elements<A, A::Error> {
    fn next(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<bool, Failed> {
        let result = self.access.next_element_seed(Seed { slot, reading });
        let more = keep(result, &mut self.error, reading)?.is_some();
        self.ended = !more;
        Ok(more)
    }
}

struct Entries<A, E> {
    access: A,
    ended: bool,
    /// A key was read and its value was not.
    has_value: bool,
    error: Option<E>,
}

impl<'de, A: MapAccess<'de>> Entries<A, A::Error> {
    /// Passes over what a slot left unread, because it wanted something else.
    fn drain(&mut self, reading: &mut Reading) -> Result<(), Failed> {
        while !self.ended {
            if self.has_value {
                self.skip(reading)?;
            }
            self.key(&mut |_| (), reading)?;
        }
        Ok(())
    }
}

impl<'de, A: MapAccess<'de>> MapSource for Entries<A, A::Error> {
    #[inline]
    fn key(&mut self, on_key: &mut dyn FnMut(&str), reading: &mut Reading) -> Result<bool, Failed> {
        let result = self.access.next_key_seed(Key(on_key));
        let more = keep(result, &mut self.error, reading)?.is_some();
        self.ended = !more;
        self.has_value = more;
        Ok(more)
    }

    #[inline]
    fn value(&mut self, slot: &mut dyn Slot, reading: &mut Reading) -> Result<(), Failed> {
        self.has_value = false;
        let result = self.access.next_value_seed(Seed { slot, reading });
        keep(result, &mut self.error, reading)
    }

    fn skip(&mut self, reading: &mut Reading) -> Result<(), Failed> {
        self.has_value = false;
        let result = self.access.next_value::<de::IgnoredAny>();
        keep(result, &mut self.error, reading).map(|_| ())
    }
}

/// Lends a key out without copying it.
struct Key<'k>(&'k mut dyn FnMut(&str));

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<(), E> {
        (self.0)(key);
        Ok(())
    }
}

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

pub(super) fn write_view<S: Serializer>(view: View<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    match view {
        View::Absent | View::Null => serializer.serialize_unit(),
        View::Bool(value) => serializer.serialize_bool(value),
        View::I64(value) => serializer.serialize_i64(value),
        View::U64(value) => serializer.serialize_u64(value),
        View::F64(value) => serializer.serialize_f64(value),
        View::F32(value) => serializer.serialize_f32(value),
        View::Str(text) => serializer.serialize_str(text),
        View::File(file) => serializer.serialize_str(&String::from_utf8_lossy(&file.bytes)),
        View::Json(value) => value.serialize(serializer),
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
        View::Tagged(tag, values, object) => {
            let mut map = serializer.serialize_map(None)?;
            map.serialize_entry(tag, super::tag_value(tag, values, object))?;
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
                .serialize_entry(tag, super::tag_value(tag, values, object))
                .and_then(|()| write_inner(self.map, object, tag)),
            _ => Err(M::Error::custom("a tag needs an object")),
        };
        result.map_err(|error| {
            self.error = Some(error);
            Failed::NOTED
        })
    }
}
