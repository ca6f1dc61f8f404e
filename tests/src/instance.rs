//! Values of the schemas of an Api, made from a tape of numbers: the same tape gives the same value.

use std::cell::Cell;

use counterpart_spec::api::{
    Additional, Api, Dispatch, Object, SchemaId, Shape, StringFormat, Type, Union, Value, Variant,
};
use serde_json::{Map, Value as Json, json};

/// Beyond this depth only the smallest values are made.
const DEEP: usize = 6;

/// A value that gets here never ends.
const TOO_DEEP: usize = 40;

/// The numbers that decide; zeros follow when they are used up.
#[derive(Debug)]
pub struct Tape<'t>(pub &'t [u8]);

impl Tape<'_> {
    fn next(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else {
            return 0;
        };
        self.0 = rest;
        *first
    }

    fn below(&mut self, count: usize) -> usize {
        usize::from(self.next()) % count.max(1)
    }

    fn yes(&mut self) -> bool {
        self.next() % 2 == 1
    }
}

/// A value that a place may hold; `None` if it does not come to an end.
pub fn instance(api: &Api, value: &Value, tape: &mut Tape<'_>) -> Option<Json> {
    let endless = Cell::new(false);
    let maker = Maker {
        api,
        depth: 0,
        endless: &endless,
    };
    let value = maker.value(value, tape);
    (!endless.get()).then_some(value)
}

#[derive(Clone, Copy)]
struct Maker<'a> {
    api: &'a Api,
    depth: usize,
    endless: &'a Cell<bool>,
}

impl Maker<'_> {
    fn deeper(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }

    fn value(self, value: &Value, tape: &mut Tape<'_>) -> Json {
        if self.depth > TOO_DEEP {
            self.endless.set(true);
            return Json::Null;
        }
        if value.nullable && (self.depth > DEEP || tape.below(4) == 3) {
            return Json::Null;
        }
        match &value.ty {
            Type::Any => any(tape),
            Type::Null => Json::Null,
            Type::Never => {
                self.endless.set(true);
                Json::Null
            }
            Type::Boolean => tape.yes().into(),
            // Fits every width.
            Type::Integer(_) => (tape.next() % 100).into(),
            Type::Number(_) => (f64::from(tape.next()) / 4.0).into(),
            Type::String(format) => text(format, tape).into(),
            Type::Array(items) => self.items(items, tape).into(),
            Type::Tuple(tuple) => {
                let items = tuple.items.iter().map(|item| self.deeper().value(item, tape));
                let mut items: Vec<_> = items.collect();
                let rest = tuple.rest.as_ref();
                items.extend(rest.into_iter().flat_map(|rest| self.items(rest, tape)));
                items.into()
            }
            Type::Map(values) => {
                let values = self.items(values, tape);
                let entries = values.into_iter().enumerate();
                Json::Object(entries.map(|(index, value)| (format!("key {index}"), value)).collect())
            }
            Type::Named(id) => self.named(*id, tape),
        }
    }

    fn items(self, item: &Value, tape: &mut Tape<'_>) -> Vec<Json> {
        let count = if self.depth > DEEP { 0 } else { tape.below(3) };
        (0..count).map(|_| self.deeper().value(item, tape)).collect()
    }

    fn named(self, id: SchemaId, tape: &mut Tape<'_>) -> Json {
        let this = self.deeper();
        match &self.api.schema(id).shape {
            Shape::Object(object) => Json::Object(this.object(object, tape)),
            Shape::StringEnum(list) => list.values[tape.below(list.values.len())].value.clone().into(),
            Shape::IntegerEnum(list) => list.values[tape.below(list.values.len())].value.into(),
            Shape::JsonEnum(list) => list.values[tape.below(list.values.len())].value.clone(),
            Shape::Alias(alias) => this.value(&alias.value, tape),
            Shape::Union(union) => {
                let variant = this.variant(union, tape);
                let mut value = this.value(&variant.value, tape);
                if let (Dispatch::Tag(tag), Json::Object(object)) = (&union.dispatch, &mut value) {
                    let tags = &variant.tags;
                    object.insert(tag.clone(), tags[tape.below(tags.len())].clone().into());
                }
                value
            }
        }
    }

    /// Any variant; deep down one that leads no deeper, if there is one.
    fn variant<'u>(self, union: &'u Union, tape: &mut Tape<'_>) -> &'u Variant {
        let chosen = tape.below(union.variants.len());
        let shallow = union.variants.iter().find(|variant| !self.leads_on(&variant.value));
        match shallow {
            Some(shallow) if self.depth > DEEP => shallow,
            _ => &union.variants[chosen],
        }
    }

    /// Every value of the type contains one of another object or union.
    fn leads_on(self, value: &Value) -> bool {
        let Type::Named(id) = value.ty else { return false };
        match &self.api.schema(id).shape {
            Shape::Object(object) => object.properties.iter().any(|property| {
                let named = matches!(property.value.ty, Type::Named(_));
                property.required && named && !property.value.nullable
            }),
            Shape::Union(_) => true,
            _ => false,
        }
    }

    fn object(self, object: &Object, tape: &mut Tape<'_>) -> Map<String, Json> {
        let mut map = Map::new();
        for property in &object.properties {
            let wanted = property.required || (self.depth <= DEEP && tape.yes());
            if wanted && property.value.ty != Type::Never {
                map.insert(property.wire_name.clone(), self.value(&property.value, tape));
            }
        }
        if let Additional::Values(value) = &object.additional {
            let others = self.items(value, tape).into_iter().enumerate();
            others.for_each(|(index, value)| {
                map.entry(format!("other {index}")).or_insert(value);
            });
        }
        map
    }
}

fn any(tape: &mut Tape<'_>) -> Json {
    match tape.below(6) {
        0 => Json::Null,
        1 => json!(-3),
        2 => json!(0.5),
        3 => json!("text"),
        4 => json!([1, "a", null]),
        _ => json!({"a": {"b": []}}),
    }
}

/// A text in the format, as the runtime writes it.
fn text(format: &StringFormat, tape: &mut Tape<'_>) -> String {
    match format {
        StringFormat::Uuid => format!("00000000-0000-4000-8000-0000000000{:02x}", tape.next()),
        StringFormat::DateTime => format!("2024-02-29T12:30:{:02}Z", tape.below(60)),
        StringFormat::Date => format!("2024-02-{:02}", 1 + tape.below(29)),
        StringFormat::Time => format!("12:30:{:02}Z", tape.below(60)),
        StringFormat::Duration => format!("PT{}S", tape.below(60)),
        StringFormat::Byte => ["", "aGk=", "AAEC"][tape.below(3)].to_owned(),
        StringFormat::Ipv4 => format!("127.0.0.{}", tape.next()),
        StringFormat::Ipv6 => format!("::{:x}", 1 + u16::from(tape.next())),
        StringFormat::Uri => format!("https://example.com/{}", tape.next()),
        StringFormat::Decimal => format!("{}.25", tape.next()),
        StringFormat::Text | StringFormat::Binary | StringFormat::Password | StringFormat::Other(_) => {
            ["", "a", "日本 \"quoted\"\n", "null"][tape.below(4)].to_owned()
        }
    }
}
