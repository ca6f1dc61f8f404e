//! Tuples: arrays whose first elements have types of their own.

use super::{Failed, Reading, SeqSource, SeqView, Sink, Slot, Source, View};
use crate::types::{Items, ReadRest, Tuple};

/// An element of a tuple that is being read.
struct Place<'s> {
    slot: &'s mut dyn Slot,
    /// It may be left out at the end.
    may_be_left_out: bool,
}

/// Reads an array into the slots of a tuple; what follows goes into `rest`, element by element.
fn put_tuple(
    source: Source<'_>,
    places: &mut [Place<'_>],
    rest: Option<&mut ReadRest<'_>>,
    reading: &mut Reading,
) -> Result<(), Failed> {
    let Source::Seq(elements) = source else {
        return reading.mismatch("an array", &source);
    };
    let count = places.len();
    for (index, place) in places.iter_mut().enumerate() {
        let mark = reading.mark();
        match elements.next(place.slot, reading) {
            Ok(true) => reading.settle(mark, Ok(()), index)?,
            Ok(false) => return check_end(index, places, reading),
            Err(failed) => return reading.settle(mark, Err(failed), index),
        }
    }
    match rest {
        Some(rest) => put_rest(count, elements, rest, reading),
        None => put_no_more(count, elements, reading),
    }
}

/// The array ended here: what comes after must be allowed to be left out.
fn check_end(found: usize, places: &[Place<'_>], reading: &mut Reading) -> Result<(), Failed> {
    let least = places.iter().rposition(|place| !place.may_be_left_out);
    match least.map(|last| last + 1).filter(|least| *least > found) {
        Some(least) => reading.violate("minItems", format!("expected at least {least} elements")),
        None => Ok(()),
    }
}

fn put_rest(
    start: usize,
    elements: &mut dyn SeqSource,
    rest: &mut ReadRest<'_>,
    reading: &mut Reading,
) -> Result<(), Failed> {
    for index in start.. {
        let mark = reading.mark();
        match rest(elements, reading) {
            Ok(true) => reading.settle(mark, Ok(()), index)?,
            Ok(false) => break,
            Err(failed) => return reading.settle(mark, Err(failed), index),
        }
    }
    Ok(())
}

/// Ends a list of `count` elements: a strict reading refuses more; a tolerant one passes over what may have been added.
///
/// # Errors
/// A violation of `items`, where there are more and the reading is strict.
pub fn put_no_more(count: usize, elements: &mut dyn SeqSource, reading: &mut Reading) -> Result<(), Failed> {
    let mut has_more = false;
    while elements.next(&mut (), reading)? {
        has_more = true;
    }
    if has_more && reading.is_strict() {
        return reading.violate("items", format!("expected at most {count} elements"));
    }
    Ok(())
}

/// An element of a tuple that shows itself.
struct Shown<'s> {
    slot: &'s dyn Slot,
    /// It may be left out at the end.
    may_be_left_out: bool,
}

/// Shows a tuple as an array, without what is left out at its end.
fn show_tuple(items: &[Shown<'_>], rest: Option<&dyn SeqView>, sink: &mut dyn Sink) -> Result<(), Failed> {
    let rest = rest.filter(|rest| rest.count() > 0);
    let left_out = match rest {
        Some(_) => 0,
        None => items
            .iter()
            .rev()
            .take_while(|item| item.may_be_left_out && item.slot.is_absent())
            .count(),
    };
    let items = items.get(..items.len() - left_out).unwrap_or(items);
    sink.accept(View::Seq(&Elements { items, rest }))
}

struct Elements<'s> {
    items: &'s [Shown<'s>],
    rest: Option<&'s dyn SeqView>,
}

impl SeqView for Elements<'_> {
    fn count(&self) -> usize {
        self.items.len() + self.rest.map_or(0, SeqView::count)
    }

    fn show_each(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        for item in self.items {
            item.slot.show(sink)?;
        }
        self.rest.map_or(Ok(()), |rest| rest.show_each(sink))
    }

    fn at(&self, index: usize) -> Option<&dyn Slot> {
        match index.checked_sub(self.items.len()) {
            Some(index) => self.rest?.at(index),
            None => self.items.get(index).map(|item| item.slot),
        }
    }
}

impl<I: Items, R: Slot> Slot for Tuple<I, R> {
    fn blank() -> Self {
        Self {
            items: I::blank(),
            rest: Vec::new(),
        }
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        *self = Self::blank();
        let Self { items, rest } = self;
        items.fill(
            source,
            Some(&mut |elements, reading| {
                let element = rest.push_mut(R::blank());
                let outcome = elements.next(element, reading);
                if outcome != Ok(true) {
                    rest.pop();
                }
                outcome
            }),
            reading,
        )
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        self.items.show_with(Some(&self.rest), sink)
    }
}

macro_rules! tuples {
    ($($($item:ident $index:tt)+;)*) => { $(
        impl<$($item: Slot),+> Items for ($($item,)+) {
            fn fill(
                &mut self,
                source: Source<'_>,
                rest: Option<&mut ReadRest<'_>>,
                reading: &mut Reading,
            ) -> Result<(), Failed> {
                let places = &mut [$(Place { slot: &mut self.$index, may_be_left_out: $item::may_be_left_out() }),+];
                put_tuple(source, places, rest, reading)
            }

            fn show_with(&self, rest: Option<&dyn SeqView>, sink: &mut dyn Sink) -> Result<(), Failed> {
                let items = &[$(Shown { slot: &self.$index, may_be_left_out: $item::may_be_left_out() }),+];
                show_tuple(items, rest, sink)
            }
        }

        impl<$($item: Slot),+> Slot for ($($item,)+) {
            fn blank() -> Self {
                ($($item::blank(),)+)
            }

            fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
                *self = Self::blank();
                self.fill(source, None, reading)
            }

            fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
                self.show_with(None, sink)
            }
        }
    )* };
}

tuples! {
    A 0;
    A 0 B 1;
    A 0 B 1 C 2;
    A 0 B 1 C 2 D 3;
    A 0 B 1 C 2 D 3 E 4;
    A 0 B 1 C 2 D 3 E 4 F 5;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10;
    A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11;
}
