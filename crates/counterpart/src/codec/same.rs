//! Equality, hashes and an order of values, by what they show: compiled once, not derived for every type.
//!
//! They agree with each other. Objects whose keys are data are compared whatever their order, and the order is that of
//! what stands on the wire: text by its bytes, records field by field.

use std::cmp::Ordering;
use std::hash::{Hash as _, Hasher};

use serde_json::Value;

use super::{Failed, MapView, ObjectView, Purpose, SeqView, Sink, Slot, View};
use crate::types::File;

/// Whether two values of one type are equal. As everywhere in Rust, a double that is not a number equals nothing.
#[must_use]
pub fn equal(one: &dyn Slot, other: &dyn Slot) -> bool {
    compare_slots(one, other, Floats::Partial) == Ordering::Equal
}

/// The order of two values of one type. Doubles have their total order.
#[must_use]
pub fn compare(one: &dyn Slot, other: &dyn Slot) -> Ordering {
    compare_slots(one, other, Floats::Total)
}

/// Feeds a value to a hasher; equal values feed the same.
pub fn hash(value: &dyn Slot, state: &mut dyn Hasher) {
    // The sink does not fail.
    let _ = value.show(&mut HashSink(state));
}

/// How doubles are compared.
#[derive(Clone, Copy, PartialEq)]
enum Floats {
    /// Only to see whether they are equal.
    Partial,
    Total,
}

fn compare_slots(one: &dyn Slot, other: &dyn Slot, floats: Floats) -> Ordering {
    let mut first = First {
        other,
        floats,
        ordering: Ordering::Equal,
    };
    // The sinks do not fail.
    let _ = one.show(&mut first);
    first.ordering
}

/// Takes the first value and lets the second one show itself beside it.
struct First<'o> {
    other: &'o dyn Slot,
    floats: Floats,
    ordering: Ordering,
}

impl Sink for First<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        let mut second = Second {
            view,
            floats: self.floats,
            ordering: Ordering::Equal,
        };
        self.other.show(&mut second)?;
        self.ordering = second.ordering;
        Ok(())
    }

    fn purpose(&self) -> Purpose {
        Purpose::Compare
    }
}

struct Second<'v> {
    view: View<'v>,
    floats: Floats,
    ordering: Ordering,
}

impl Sink for Second<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        self.ordering = compare_views(self.view, view, self.floats);
        Ok(())
    }

    fn purpose(&self) -> Purpose {
        Purpose::Compare
    }
}

fn compare_views(one: View<'_>, other: View<'_>, floats: Floats) -> Ordering {
    match (one, other) {
        (View::Bool(one), View::Bool(other)) => one.cmp(&other),
        (View::I64(one), View::I64(other)) => one.cmp(&other),
        (View::U64(one), View::U64(other)) => one.cmp(&other),
        (View::F64(one), View::F64(other)) => floats.compare(one, other),
        (View::F32(one), View::F32(other)) => floats.compare(one.into(), other.into()),
        (View::Str(one), View::Str(other)) | (View::Digits(one), View::Digits(other)) => one.cmp(other),
        (View::File(one), View::File(other)) => file_key(one).cmp(&file_key(other)),
        (View::Json(one), View::Json(other)) => compare_json(one, other, floats),
        (View::Seq(one), View::Seq(other)) => compare_elements(one, other, floats),
        (View::Map(one), View::Map(other)) => compare_entries(one, other, floats),
        (View::Record(_, one), View::Record(_, other)) => first_difference(
            one.iter()
                .zip(other)
                .map(|(one, other)| compare_slots(*one, *other, floats)),
        ),
        (View::Tagged(_, values, one), View::Tagged(_, others, other)) => {
            values.cmp(others).then_with(|| compare_slots(one, other, floats))
        }
        _ => rank(one).cmp(&rank(other)),
    }
}

impl Floats {
    fn compare(self, one: f64, other: f64) -> Ordering {
        match self {
            Self::Total => one.total_cmp(&other),
            #[expect(clippy::float_cmp, reason = "equality is what is asked for")]
            Self::Partial if one == other => Ordering::Equal,
            Self::Partial => Ordering::Less,
        }
    }
}

fn first_difference(mut orderings: impl Iterator<Item = Ordering>) -> Ordering {
    orderings.find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
}

fn compare_elements(one: &dyn SeqView, other: &dyn SeqView, floats: Floats) -> Ordering {
    let pairs = (0..).map_while(|index| Some((one.at(index)?, other.at(index)?)));
    first_difference(pairs.map(|(one, other)| compare_slots(one, other, floats)))
        .then_with(|| one.count().cmp(&other.count()))
}

fn compare_entries(one: &dyn MapView, other: &dyn MapView, floats: Floats) -> Ordering {
    let (one, other) = (sorted(one), sorted(other));
    let pairs = one.iter().zip(&other);
    first_difference(pairs.map(|((name, one), (other_name, other))| {
        name.cmp(other_name).then_with(|| compare_slots(*one, *other, floats))
    }))
    .then_with(|| one.len().cmp(&other.len()))
}

fn sorted(entries: &dyn MapView) -> Vec<(&str, &dyn Slot)> {
    let mut sorted: Vec<_> = (0..).map_while(|index| entries.at(index)).collect();
    sorted.sort_by_key(|(name, _)| *name);
    sorted
}

fn compare_json(one: &Value, other: &Value, floats: Floats) -> Ordering {
    match (one, other) {
        (Value::Bool(one), Value::Bool(other)) => one.cmp(other),
        (Value::String(one), Value::String(other)) => one.cmp(other),
        (Value::Number(one), Value::Number(other)) => {
            match (one.as_i64(), other.as_i64(), one.as_u64(), other.as_u64()) {
                (Some(one), Some(other), _, _) => one.cmp(&other),
                (_, _, Some(one), Some(other)) => one.cmp(&other),
                _ => floats
                    .compare(one.as_f64().unwrap_or(f64::NAN), other.as_f64().unwrap_or(f64::NAN))
                    .then_with(|| one.is_f64().cmp(&other.is_f64())),
            }
        }
        (Value::Array(one), Value::Array(other)) => compare_elements(one, other, floats),
        (Value::Object(one), Value::Object(other)) => {
            compare_entries(&ObjectView::from(one), &ObjectView::from(other), floats)
        }
        _ => json_rank(one).cmp(&json_rank(other)),
    }
}

/// The place of a kind among the others.
fn rank(view: View<'_>) -> u8 {
    match view {
        View::Absent => 0,
        View::Null => 1,
        View::Bool(_) => 2,
        View::I64(_) => 3,
        View::U64(_) => 4,
        View::F64(_) => 5,
        View::F32(_) => 6,
        View::Digits(_) => 14,
        View::Str(_) => 7,
        View::File(_) => 8,
        View::Seq(_) => 9,
        View::Map(_) => 10,
        View::Record(..) => 11,
        View::Tagged(..) => 12,
        View::Json(_) => 13,
        View::Body(_) => 15,
        View::Checked(..) => 16,
    }
}

fn json_rank(value: &Value) -> u8 {
    match value {
        Value::Null => 0,
        Value::Bool(_) => 1,
        Value::Number(_) => 2,
        Value::String(_) => 3,
        Value::Array(_) => 4,
        Value::Object(_) => 5,
    }
}

fn file_key(file: &File) -> (Option<&str>, Option<&str>, bytes::Bytes) {
    let content = file.load().unwrap_or_default();
    (file.name.as_deref(), file.content_type.as_deref(), content)
}

struct HashSink<'h>(&'h mut dyn Hasher);

impl Sink for HashSink<'_> {
    fn accept(&mut self, view: View<'_>) -> Result<(), Failed> {
        self.0.write_u8(rank(view));
        self.content(view)
    }

    fn purpose(&self) -> Purpose {
        Purpose::Compare
    }
}

impl HashSink<'_> {
    fn content(&mut self, view: View<'_>) -> Result<(), Failed> {
        let mut state = &mut *self.0;
        match view {
            View::Absent | View::Null | View::Body(_) => {}
            View::Bool(value) => value.hash(&mut state),
            View::I64(value) => value.hash(&mut state),
            View::U64(value) => value.hash(&mut state),
            View::F64(value) => hash_float(value, state),
            View::F32(value) => hash_float(value.into(), state),
            View::Str(text) | View::Digits(text) => text.hash(&mut state),
            View::File(file) => file.hash(&mut state),
            View::Json(value) => self.json(value)?,
            View::Seq(elements) => {
                self.0.write_usize(elements.count());
                elements.show_each(self)?;
            }
            View::Map(entries) => self.entries(entries)?,
            View::Record(_, slots) => slots.iter().try_for_each(|slot| slot.show(self))?,
            View::Tagged(_, values, object) => {
                values.hash(&mut state);
                object.show(self)?;
            }
            View::Checked(_, view) => self.accept(*view)?,
        }
        Ok(())
    }

    fn entries(&mut self, entries: &dyn MapView) -> Result<(), Failed> {
        self.0.write_usize(entries.count());
        for (name, value) in sorted(entries) {
            self.0.write(name.as_bytes());
            self.0.write_u8(0xff);
            value.show(self)?;
        }
        Ok(())
    }

    fn json(&mut self, value: &Value) -> Result<(), Failed> {
        self.0.write_u8(json_rank(value));
        match value {
            Value::Null => Ok(()),
            Value::Bool(value) => self.content(View::Bool(*value)),
            Value::Number(number) => self.content(View::F64(number.as_f64().unwrap_or(f64::NAN))),
            Value::String(text) => self.content(View::Str(text)),
            Value::Array(elements) => self.content(View::Seq(elements)),
            Value::Object(object) => self.entries(&ObjectView::from(object)),
        }
    }
}

/// The two zeros are equal.
fn hash_float(value: f64, state: &mut dyn Hasher) {
    state.write_u64(if value == 0.0 { 0 } else { value.to_bits() });
}
