//! Schemas to the types of `models`.

use counterpart_spec::api::{Additional, Object, Property, Shape};
use proc_macro2::Ident;

use super::boxes::Boxes;
use super::defaults;
use super::enumeration;
use super::model::{AdditionalPlan, Creation, FieldPlan, Kind, ModelPlan, ModelShape, StructPlan};
use super::traits::{self, Traits};
use super::types::{Leaf, RustType, Types};
use super::views::{Carried, View, Way, carried};
use crate::name::{Case, Scope};
use crate::options::UnknownProperties;

/// More required fields than this make a call unreadable; a struct names them.
const CONSTRUCTOR_ARGUMENTS: usize = 7;

/// What the models are planned with.
#[derive(Clone, Copy)]
pub(crate) struct Models<'a, 'b> {
    pub(crate) types: Types<'a>,
    pub(crate) boxes: &'b Boxes,
    pub(crate) unknown: UnknownProperties,
    /// Somebody makes answers: a server is written, or it is not known who uses the models.
    pub(crate) answers_are_made: bool,
}

impl<'a> Models<'a, '_> {
    /// Plans the types that are emitted, in the order of the document.
    pub(crate) fn plan(self) -> Vec<ModelPlan<'a>> {
        let views = self.types.views;
        let mut scope = Scope::new(Case::Type, crate::runtime::RESERVED_TYPES);
        views.all().iter().for_each(|view| scope.take(&view.name));
        let mut models: Vec<_> = views
            .emitted()
            .map(|view| self.seen(view.way).model(view, &mut scope))
            .collect();
        traits::find(&mut models);
        models
    }

    fn seen(self, way: Way) -> Self {
        let types = self.types.seen(way);
        Self { types, ..self }
    }

    fn model(self, view: &'a View, scope: &mut Scope) -> ModelPlan<'a> {
        let schema = self.types.api.schema(view.schema);
        let shape = match &schema.shape {
            Shape::Object(object) => ModelShape::Struct(self.object(view, object, scope)),
            Shape::StringEnum(values) => ModelShape::Enum(enumeration::strings(values)),
            Shape::IntegerEnum(values) => ModelShape::Enum(enumeration::integers(values)),
            Shape::JsonEnum(values) => ModelShape::Enum(enumeration::json(values)),
            Shape::Union(union) => ModelShape::Union(self.union(view, union)),
            Shape::Alias(alias) => ModelShape::Alias(self.types.bare(&alias.value)),
        };
        ModelPlan {
            view,
            docs: &schema.docs,
            shape,
            traits: Traits::NONE,
        }
    }

    fn object(self, view: &'a View, object: &'a Object, types: &mut Scope) -> StructPlan<'a> {
        let carried = |(slot, property): (usize, &'a Property)| match carried(property, self.types.way) {
            Carried::No => None,
            Carried::Optional => Some((slot, property, false)),
            Carried::Required => Some((slot, property, true)),
        };
        let carried: Vec<_> = object.properties.iter().enumerate().filter_map(carried).collect();
        let mut scope = Scope::new(Case::Snake, &[]);
        let names = scope.claim_wires(carried.iter().map(|(_, property, _)| property.wire_name.as_str()));
        let field = |((slot, property, required), name)| self.field((view.index, slot), property, required, name);
        let mut fields: Vec<_> = carried.into_iter().zip(names).map(field).collect();
        defaults::name(&mut fields);
        let (additional, is_typed) = self.additional(object, &mut scope);
        StructPlan {
            rules: self.types.object_rules(object, is_typed),
            creation: match asked(&fields, &additional) {
                // A client alone only reads answers; constructors of theirs would be compiled for nobody.
                Asked::Few | Asked::Many if view.way == Way::Response && !self.answers_are_made => Creation::Literal,
                Asked::Nothing | Asked::All => Creation::Literal,
                Asked::Few => Creation::Constructor,
                Asked::Many => Creation::Required(types.claim(format!("{}Required", view.name))),
            },
            additional,
            fields,
        }
    }

    fn field(self, place: (usize, usize), property: &'a Property, required: bool, name: Ident) -> FieldPlan<'a> {
        let Property {
            wire_name, value, docs, ..
        } = property;
        let required = required && !self.boxes.is_relaxed(place);
        let kind = Kind::of(required, self.types.is_nullable(value));
        let bare = self.types.bare(value);
        let bare = if self.boxes.is_boxed(place) { bare.boxed() } else { bare };
        let default = property.default.as_ref().filter(|_| !required);
        FieldPlan {
            name,
            wire: wire_name,
            kind,
            ty: kind.wrap(bare),
            rules: self.types.rules(value),
            docs,
            constant: (kind == Kind::Required).then(|| self.types.only_value(value)).flatten(),
            default: default.map(|json| self.types.default(value, json)),
        }
    }

    /// What becomes of other properties, and whether their type says all that the document says of them.
    fn additional(self, object: &'a Object, scope: &mut Scope) -> (AdditionalPlan<'a>, bool) {
        let (values, is_typed) = match (&object.additional, object.patterns.as_slice()) {
            (Additional::Denied, []) => return (AdditionalPlan::Refused, true),
            (Additional::Unmentioned, []) if self.unknown == UnknownProperties::Skip => {
                return (AdditionalPlan::Skipped, true);
            }
            (Additional::Values(value), []) => (self.types.of(value), true),
            (Additional::Unmentioned, _) => (RustType::Leaf(Leaf::Json), false),
            (additional, patterns) => {
                let other = match additional {
                    Additional::Values(value) => Some(&**value),
                    Additional::Denied | Additional::Unmentioned => None,
                };
                let values = patterns.iter().map(|(_, value)| value).chain(other);
                match one_type(values.map(|value| self.types.of(value))) {
                    Some(ty) => (ty, true),
                    None => (RustType::Leaf(Leaf::Json), false),
                }
            }
        };
        let name = scope.claim("additional_properties".to_owned());
        (AdditionalPlan::Kept { name, values }, is_typed)
    }
}

/// The type that all of these are.
fn one_type<'a>(mut types: impl Iterator<Item = RustType<'a>>) -> Option<RustType<'a>> {
    let first = types.next()?;
    types.all(|ty| ty == first).then_some(first)
}

/// What has to be said to make a value.
enum Asked {
    Nothing,
    /// So few fields that they can be arguments.
    Few,
    Many,
    /// Every field: the literal is as short, and it names them.
    All,
}

fn asked(fields: &[FieldPlan<'_>], additional: &AdditionalPlan<'_>) -> Asked {
    let asked = fields.iter().filter(|field| field.is_asked_for()).count();
    let has_more = asked < fields.len() || matches!(additional, AdditionalPlan::Kept { .. });
    match asked {
        0 => Asked::Nothing,
        _ if !has_more => Asked::All,
        1..=CONSTRUCTOR_ARGUMENTS => Asked::Few,
        _ => Asked::Many,
    }
}
