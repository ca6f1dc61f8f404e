//! From the Api to molds.

use counterpart::codec::{ChoiceTable, Field, Rest, Table, UnionTable};
use counterpart::validate::{Rule, TextFormat, pattern_is_supported, words};
use counterpart_spec::api::{
    Additional, Content, Dispatch, Object, Parameter, Property, SchemaId, Shape, StringFormat, Syntax, Tuple, Type,
    Union, Value,
};
use serde_json::Value as Json;

use super::{ANYTHING, Entries, Mold, Molds, Place, RecordMold, TupleMold, Way, What, leaves};
use crate::{leak, rules};

impl Molds {
    /// A place for a value.
    pub(super) fn new_place(&'static self, value: &'static Value, way: Way) -> Place {
        let Resolved { end, nullable, rules } = self.resolve(value);
        let nullable = nullable && !matches!(end.ty, Type::Any | Type::Null);
        Place {
            what: self.what(&end.ty, way),
            nullable,
            rules: leak::list(rules),
        }
    }

    /// The place of a parameter: bytes have no form there, and a name without a value is `null` where that is allowed.
    pub(crate) fn parameter(&'static self, parameter: &'static Parameter) -> Place {
        let mut place = self.new_place(&parameter.value, Way::Request);
        if self.resolve(&parameter.value).end.ty == Type::String(StringFormat::Binary) {
            place.what = What::Own(Mold::Leaf(leaves::TEXT));
        }
        place.nullable |= self.takes_nothing(parameter);
        place
    }

    /// A name may come without a value, which is no text: that can be empty itself.
    pub(crate) fn takes_nothing(&'static self, parameter: &'static Parameter) -> bool {
        parameter.may_be_empty && !matches!(self.resolve(&parameter.value).end.ty, Type::String(_))
    }

    /// The place of a body, which only JSON can write whatever it is.
    pub(crate) fn body(&'static self, content: &'static Content, way: Way) -> Place {
        let end = self.resolve(&content.value).end;
        let mut place = self.new_place(&content.value, way);
        let is_stream = matches!(content.syntax, Syntax::Events | Syntax::Items);
        let is_bytes = is_stream || content.syntax == Syntax::Binary || end.ty == Type::String(StringFormat::Binary);
        if is_bytes {
            place.what = What::Own(Mold::Leaf(leaves::BODY));
        } else if content.syntax == Syntax::Text && !self.is_scalar(end) {
            place.what = What::Own(Mold::Leaf(leaves::TEXT));
        }
        place
    }

    fn is_scalar(&self, end: &Value) -> bool {
        match &end.ty {
            Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::String(_) => true,
            Type::Named(id) => matches!(self.api.schema(*id).shape, Shape::StringEnum(_) | Shape::IntegerEnum(_)),
            _ => false,
        }
    }

    /// The value behind all aliases, with the rules of all of them.
    pub(crate) fn resolve(&self, value: &'static Value) -> Resolved {
        let (mut end, mut nullable) = (value, value.nullable);
        let mut rules = rules::checked(&value.constraints);
        while let Type::Named(id) = end.ty
            && let Shape::Alias(alias) = &self.api.schema(id).shape
        {
            end = &alias.value;
            nullable |= end.nullable;
            rules.extend(rules::checked(&end.constraints));
        }
        if end.ty == Type::String(StringFormat::Uri) && !rules.contains(&Rule::Format(TextFormat::Uri)) {
            rules.push(Rule::Format(TextFormat::Uri));
        }
        Resolved { end, nullable, rules }
    }

    fn what(&'static self, ty: &'static Type, way: Way) -> What {
        What::Own(match ty {
            Type::Named(id) => return What::Named(self, *id, way),
            Type::Any => Mold::Leaf(leaves::json),
            Type::Null => Mold::Leaf(leaves::NULL),
            Type::Never => Mold::Leaf(leaves::NEVER),
            Type::Boolean => Mold::Leaf(leaves::BOOLEAN),
            Type::Integer(format) => Mold::Leaf(leaves::integer(*format)),
            Type::Number(format) => Mold::Leaf(leaves::number(*format)),
            Type::String(format) => Mold::Leaf(leaves::string(format)),
            Type::Array(item) => Mold::Array(self.place(item, way)),
            Type::Map(item) => Mold::Map(Entries {
                patterns: Vec::new(),
                others: Some(self.place(item, way)),
            }),
            Type::Tuple(tuple) => self.tuple(tuple, way),
        })
    }

    fn tuple(&'static self, tuple: &'static Tuple, way: Way) -> Mold {
        Mold::Tuple(TupleMold {
            items: tuple.items.iter().map(|item| self.place(item, way)).collect(),
            required: tuple.required,
            rest: tuple.rest.as_ref().map(|rest| self.place(rest, way)),
        })
    }

    /// The mold of a schema.
    pub(super) fn schema(&'static self, id: SchemaId, way: Way) -> Mold {
        match &self.api.schema(id).shape {
            Shape::Object(object) => self.record(object, way),
            Shape::StringEnum(listed) => Mold::Strings(leak::texts(listed.values.iter().map(|value| &value.value))),
            Shape::IntegerEnum(listed) => Mold::Integers(leak::list(listed.values.iter().map(|value| value.value))),
            Shape::JsonEnum(listed) => {
                let values: Vec<Json> = listed.values.iter().map(|value| value.value.clone()).collect();
                Mold::Listed(leak::texts(values.iter().map(ToString::to_string)), values)
            }
            Shape::Union(union) => self.union(union, way),
            // Aliases are resolved before anybody asks for a mold.
            Shape::Alias(_) => Mold::Leaf(leaves::json),
        }
    }

    fn record(&'static self, object: &'static Object, way: Way) -> Mold {
        let carried: Vec<_> = object.properties.iter().filter(|one| way.carries(one)).collect();
        let fields: Vec<_> = carried.iter().map(|one| self.place(&one.value, way)).collect();
        let listed = carried
            .iter()
            .zip(&fields)
            .map(|(property, place)| field(property, place.nullable));
        let (rest, entries) = self.rest(object, way);
        let table = Table {
            name: "",
            fields: leak::list(listed),
            rest,
            rules: leak::list(rules::checked(&object.constraints)),
        };
        Mold::Record(RecordMold {
            table: leak::one(table),
            fields,
            rest: entries,
        })
    }

    /// What happens to properties that are not named.
    fn rest(&'static self, object: &'static Object, way: Way) -> (Rest, Option<&'static Place>) {
        let supported = object.patterns.iter().all(|(pattern, _)| pattern_is_supported(pattern));
        match &object.additional {
            Additional::Denied if object.patterns.is_empty() => return (Rest::Closed, None),
            Additional::Unmentioned if object.patterns.is_empty() => return (Rest::Ignored, None),
            // Which names are others is not known.
            _ if !supported => return (Rest::Ignored, None),
            _ => {}
        }
        let patterns = object.patterns.iter().map(|(pattern, value)| {
            let pattern = [words::Pattern(leak::text(pattern))];
            (leak::list(pattern), self.place(value, way))
        });
        let others = match &object.additional {
            Additional::Denied => None,
            Additional::Unmentioned => Some(&ANYTHING),
            Additional::Values(value) => Some(self.place(value, way)),
        };
        let entries = Entries {
            patterns: patterns.collect(),
            others,
        };
        let place = Place {
            what: What::Own(Mold::Map(entries)),
            nullable: false,
            rules: &[],
        };
        (Rest::Kept, Some(leak::one(place)))
    }

    fn union(&'static self, union: &'static Union, way: Way) -> Mold {
        let places = union.variants.iter().map(|variant| self.place(&variant.value, way));
        let exclusive = match &union.dispatch {
            Dispatch::Tag(tag) => {
                let tags: Vec<_> = union
                    .variants
                    .iter()
                    .map(|variant| leak::texts(&variant.tags))
                    .collect();
                let table = UnionTable {
                    tag: leak::text(tag),
                    // Each place checks its own rules.
                    variants: leak::list(tags.iter().map(|tags| (*tags, &[] as &[Rule]))),
                };
                return Mold::Tagged(leak::one(table), tags.into_iter().zip(places).collect());
            }
            Dispatch::Event | Dispatch::OneOf => true,
            Dispatch::AnyOf => false,
        };
        let evidence = union.variants.iter();
        let evidence = evidence.map(|variant| leak::list(rules::checked(&variant.evidence)));
        let table = ChoiceTable {
            exclusive,
            variants: leak::list(evidence),
            // Each place checks its own.
            checks: &[],
        };
        Mold::Choice(leak::one(table), places.collect())
    }
}

/// A value behind its aliases.
pub(crate) struct Resolved {
    pub(crate) end: &'static Value,
    pub(crate) nullable: bool,
    rules: Vec<Rule>,
}

fn field(property: &Property, nullable: bool) -> Field {
    let name = leak::text(&property.wire_name);
    // As the macro of generated code concatenates it.
    let key = leak::text(&format!(",\"{name}\":"));
    let field = match (property.required, nullable) {
        (true, false) => Field::required(name, key, &[]),
        (true, true) => Field::nullable(name, key, &[]),
        (false, false) => Field::optional(name, key, &[]),
        (false, true) => Field::maybe(name, key, &[]),
    };
    match &property.default {
        Some(default) if !property.required => field.or_default(leak::text(&default.to_string())),
        _ => field,
    }
}
