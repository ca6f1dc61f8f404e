//! Formats of serde as sources.

use std::fmt;

use serde_core::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::codec::{Failed, Finder, MapSource, Reading, Reason, SeqSource, Slot, Source};

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
pub(crate) struct Seed<'s> {
    pub(crate) slot: &'s mut dyn Slot,
    pub(crate) reading: &'s mut Reading,
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
    #[inline]
    fn next_key(&mut self, on_key: impl FnMut(&str), reading: &mut Reading) -> Result<bool, Failed> {
        let result = self.access.next_key_seed(Key(on_key));
        let more = keep(result, &mut self.error, reading)?.is_some();
        self.ended = !more;
        self.has_value = more;
        Ok(more)
    }

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
    fn key(&mut self, on_key: &mut dyn FnMut(&str), reading: &mut Reading) -> Result<bool, Failed> {
        self.next_key(on_key, reading)
    }

    // The same without a call through a pointer for every property.
    #[inline]
    fn field(&mut self, finder: &mut Finder, reading: &mut Reading) -> Result<bool, Failed> {
        self.next_key(|name: &str| finder.name(name), reading)
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
struct Key<F>(F);

impl<'de, F: FnMut(&str)> DeserializeSeed<'de> for Key<F> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<F: FnMut(&str)> Visitor<'_> for Key<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    #[inline]
    fn visit_str<E: de::Error>(mut self, key: &str) -> Result<(), E> {
        (self.0)(key);
        Ok(())
    }
}
