//! A value in its mold: the slot of a place whose type is only known while the program runs.

use counterpart::codec::{
    ChoiceTable, Failed, MapSource, MapView, Purpose, Reading, SeqSource, SeqView, Sink, Slot, Source, UnionTable,
    View, put_no_more,
};
use counterpart::validate;
use indexmap::IndexMap;
use serde_json::Value as Json;

use super::{ANYTHING, Entries, Mold, Place, RecordMold, TupleMold};

/// What is in a place.
pub(crate) struct Held {
    place: &'static Place,
    content: Content,
}

enum Content {
    Nothing,
    Null,
    Leaf(Box<dyn Slot>),
    Elements(Elements),
    Named(Named),
    /// The fields of a record, then its other properties where it keeps them.
    Record(Vec<Held>),
    /// A variant, by the values of its tag.
    Tagged(&'static UnionTable, &'static [&'static str], Box<Held>),
    Variant(Box<Held>),
}

#[derive(Default)]
struct Elements(Vec<Held>);

#[derive(Default)]
struct Named(IndexMap<String, Held>);

impl Held {
    /// A place with nothing in it.
    pub(crate) fn new(place: &'static Place) -> Self {
        let content = Content::Nothing;
        Self { place, content }
    }
}

impl Slot for Held {
    fn blank() -> Self {
        Self::new(&ANYTHING)
    }

    fn put(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        match source {
            Source::Absent => self.content = Content::Nothing,
            Source::Null if self.place.nullable => self.content = Content::Null,
            source => {
                let before = reading.violations().len();
                self.fill(source, reading)?;
                if reading.violations().len() == before {
                    reading.check(self, self.place.rules);
                }
            }
        }
        Ok(())
    }

    fn show(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        match &self.content {
            Content::Nothing if sink.purpose() == Purpose::Probe => show_blank(self.place.mold(), sink),
            Content::Nothing => sink.accept(View::Absent),
            Content::Null => sink.accept(View::Null),
            Content::Leaf(slot) => slot.show(sink),
            Content::Elements(elements) => sink.accept(View::Seq(elements)),
            Content::Named(entries) => sink.accept(View::Map(entries)),
            Content::Record(fields) => match self.place.mold() {
                Mold::Record(record) => show_record(record, fields, sink),
                _ => Ok(()),
            },
            Content::Tagged(table, tags, object) => sink.accept(View::Tagged(table.tag, tags, &**object)),
            Content::Variant(value) => value.show(sink),
        }
    }

    fn is_absent(&self) -> bool {
        matches!(self.content, Content::Nothing)
    }
}

impl Held {
    fn fill(&mut self, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        match self.place.mold() {
            Mold::Leaf(make) => {
                let mut slot = make();
                let outcome = slot.put(source, reading);
                self.content = Content::Leaf(slot);
                outcome
            }
            Mold::Strings(names) => {
                let mut value = "";
                let outcome = reading.string_enum(source, &mut value, names, names, |_| "");
                self.content = Content::Leaf(Box::new(value.to_owned()));
                outcome
            }
            Mold::Integers(numbers) => {
                let mut value = 0;
                let outcome = reading.integer_enum(source, &mut value, numbers, numbers, |number| number);
                self.content = Content::Leaf(Box::new(value));
                outcome
            }
            Mold::Listed(texts, values) => {
                let mut value = Json::Null;
                let outcome = reading.json_enum(source, &mut value, texts, values, |value| value);
                self.content = Content::Leaf(Box::new(value));
                outcome
            }
            mold => self.fill_composite(mold, source, reading),
        }
    }

    fn fill_composite(&mut self, mold: &'static Mold, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        match mold {
            Mold::Array(item) => self.put_elements(item, source, reading),
            Mold::Map(entries) => self.put_entries(entries, source, reading),
            Mold::Tuple(tuple) => self.put_tuple(tuple, source, reading),
            Mold::Record(record) => self.put_record(record, source, reading),
            Mold::Tagged(table, variants) => self.put_tagged(table, variants, source, reading),
            Mold::Choice(table, variants) => self.put_choice(table, variants, source, reading),
            Mold::Leaf(_) | Mold::Strings(_) | Mold::Integers(_) | Mold::Listed(..) => Ok(()),
        }
    }

    fn put_elements(&mut self, item: &'static Place, source: Source<'_>, reading: &mut Reading) -> Result<(), Failed> {
        self.content = Content::Elements(Elements::default());
        let Content::Elements(Elements(held)) = &mut self.content else {
            return Ok(());
        };
        match source {
            Source::Seq(elements) => put_rest(0, item, held, elements, reading),
            // A form or a query with one value for a name cannot say that it is a list of one.
            Source::Text(_) | Source::File(_) => held.push_mut(Self::new(item)).put(source, reading),
            other => reading.mismatch("an array", &other),
        }
    }

    fn put_tuple(
        &mut self,
        tuple: &'static TupleMold,
        source: Source<'_>,
        reading: &mut Reading,
    ) -> Result<(), Failed> {
        let Source::Seq(elements) = source else {
            return reading.mismatch("an array", &source);
        };
        let mut held = Vec::new();
        for (index, item) in tuple.items.iter().enumerate() {
            if put_element(index, held.push_mut(Self::new(item)), elements, reading)? {
                continue;
            }
            held.pop();
            if index < tuple.required {
                let least = tuple.required;
                reading.violate("minItems", format!("expected at least {least} elements"))?;
            }
            self.content = Content::Elements(Elements(held));
            return Ok(());
        }
        match &tuple.rest {
            Some(rest) => put_rest(tuple.items.len(), rest, &mut held, elements, reading)?,
            None => put_no_more(tuple.items.len(), elements, reading)?,
        }
        self.content = Content::Elements(Elements(held));
        Ok(())
    }

    fn put_entries(
        &mut self,
        entries: &'static Entries,
        source: Source<'_>,
        reading: &mut Reading,
    ) -> Result<(), Failed> {
        let map = match source {
            Source::Map(map) => map,
            Source::Entry(name, map) => return self.put_entry(entries, name, map, reading),
            other => return reading.mismatch("an object", &other),
        };
        self.content = Content::Named(Named::default());
        let mut name = String::new();
        while map.key(&mut |key| key.clone_into(&mut name), reading)? {
            reading.within(&name, |reading| self.put_entry(entries, &name, map, reading))?;
        }
        Ok(())
    }

    /// Reads the value of a name that was just read.
    fn put_entry(
        &mut self,
        entries: &'static Entries,
        name: &str,
        map: &mut dyn MapSource,
        reading: &mut Reading,
    ) -> Result<(), Failed> {
        if !matches!(self.content, Content::Named(_)) {
            self.content = Content::Named(Named::default());
        }
        let Content::Named(Named(held)) = &mut self.content else {
            return Ok(());
        };
        let mut places = entries.of(name);
        let Some(first) = places.next() else {
            map.skip(reading)?;
            return reading.violate("additionalProperties", "the property is not known here");
        };
        let mut value = Self::new(first);
        map.value(&mut value, reading)?;
        // A name that matches several patterns has to keep to all of them.
        if let Ok(json) = counterpart::codec::serialize(&value, serde_json::value::Serializer) {
            for place in places {
                counterpart::codec::put_json(&json, &mut Self::new(place), reading)?;
            }
        }
        held.insert(name.to_owned(), value);
        Ok(())
    }

    fn put_record(
        &mut self,
        record: &'static RecordMold,
        source: Source<'_>,
        reading: &mut Reading,
    ) -> Result<(), Failed> {
        let mut fields = record.blank();
        let mut slots: Vec<&mut dyn Slot> = fields.iter_mut().map(|field| field as &mut dyn Slot).collect();
        let outcome = reading.record(source, record.table, &mut slots);
        self.content = Content::Record(fields);
        outcome
    }

    fn put_tagged(
        &mut self,
        table: &'static UnionTable,
        variants: &'static [(&'static [&'static str], &'static Place)],
        source: Source<'_>,
        reading: &mut Reading,
    ) -> Result<(), Failed> {
        let unchecked = reading.union(source, table, &mut |tag, source, reading| {
            let variant = variants.iter().find(|(tags, _)| tags.contains(&tag));
            let mut value = variant.map_or_else(Self::blank, |(_, place)| Self::new(place));
            value.put(source, reading)?;
            self.content = match variant {
                Some((tags, _)) => Content::Tagged(table, tags, Box::new(value)),
                None => Content::Variant(Box::new(value)),
            };
            Ok(())
        });
        unchecked.map(|_| ())
    }

    fn put_choice(
        &mut self,
        table: &'static ChoiceTable,
        variants: &'static [&'static Place],
        source: Source<'_>,
        reading: &mut Reading,
    ) -> Result<(), Failed> {
        reading.choice(source, table, &mut |index, source, reading| {
            let mut value = variants.get(index).map_or_else(Self::blank, |place| Self::new(place));
            value.put(source, reading)?;
            self.content = Content::Variant(Box::new(value));
            Ok(())
        })
    }
}

/// Reads the next element; false at the end.
fn put_element(
    index: usize,
    held: &mut Held,
    elements: &mut dyn SeqSource,
    reading: &mut Reading,
) -> Result<bool, Failed> {
    let mut more = false;
    reading.within(&index.to_string(), |reading| {
        more = elements.next(held, reading)?;
        Ok(())
    })?;
    Ok(more)
}

fn put_rest(
    start: usize,
    item: &'static Place,
    held: &mut Vec<Held>,
    elements: &mut dyn SeqSource,
    reading: &mut Reading,
) -> Result<(), Failed> {
    for index in start.. {
        if !put_element(index, held.push_mut(Held::new(item)), elements, reading)? {
            held.pop();
            break;
        }
    }
    Ok(())
}

impl RecordMold {
    fn blank(&'static self) -> Vec<Held> {
        self.fields.iter().copied().chain(self.rest).map(Held::new).collect()
    }
}

impl Entries {
    /// What the value of a name has to be.
    fn of(&'static self, name: &str) -> impl Iterator<Item = &'static Place> {
        let name = Json::String(name.to_owned());
        let patterns = self.patterns.iter();
        let matching: Vec<_> = patterns
            .filter(|(pattern, _)| validate::keeps(pattern, &name))
            .map(|(_, place)| *place)
            .collect();
        let others = self.others.filter(|_| matching.is_empty());
        matching.into_iter().chain(others)
    }
}

fn show_record(record: &'static RecordMold, fields: &[Held], sink: &mut dyn Sink) -> Result<(), Failed> {
    let slots: Vec<&dyn Slot> = fields.iter().map(|field| field as &dyn Slot).collect();
    sink.accept(View::Record(record.table, &slots))
}

/// Shows what a value would be made of.
fn show_blank(mold: &'static Mold, sink: &mut dyn Sink) -> Result<(), Failed> {
    match mold {
        Mold::Leaf(make) => make().show(sink),
        Mold::Strings(_) => sink.accept(View::Str("")),
        Mold::Integers(_) => sink.accept(View::I64(0)),
        Mold::Array(_) | Mold::Tuple(_) => sink.accept(View::Seq(&Elements::default())),
        Mold::Map(_) => sink.accept(View::Map(&Named::default())),
        Mold::Record(record) => show_record(record, &record.blank(), sink),
        // As generated unions do, whose blank is the variant for what is not known.
        Mold::Listed(..) | Mold::Tagged(..) | Mold::Choice(..) => sink.accept(View::Json(&Json::Null)),
    }
}

impl SeqView for Elements {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn show_each(&self, sink: &mut dyn Sink) -> Result<(), Failed> {
        self.0.iter().try_for_each(|element| element.show(sink))
    }

    fn at(&self, index: usize) -> Option<&dyn Slot> {
        self.0.get(index).map(|element| element as &dyn Slot)
    }
}

impl MapView for Named {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn at(&self, index: usize) -> Option<(&str, &dyn Slot)> {
        let (name, value) = self.0.get_index(index)?;
        Some((name, value))
    }
}
