//! The types of `models`.

use counterpart_spec::api::{
    Additional, Dispatch, Docs, EnumValue, IntegerEnum, Object, Property, Schema, SchemaId, Shape, StringEnum, Type,
    Union,
};
use proc_macro2::Ident;

use super::boxes::Boxes;
use super::direction::{Carried, carried};
use super::reach::Uses;
use super::rules::Rule;
use super::types::{Leaf, RustType, Types};
use crate::name::{Candidate, Case, Scope};

/// More required fields than this make a call unreadable; the struct literal names them.
const CONSTRUCTOR_ARGUMENTS: usize = 7;

/// Names for the variant that holds what the description does not list, the first free one is taken.
const OPEN_VARIANTS: &[&str] = &["Unknown", "Unlisted", "Undocumented"];

/// A type of `models`.
#[derive(Debug)]
pub(crate) struct ModelPlan<'a> {
    pub(crate) name: &'a Ident,
    pub(crate) docs: &'a Docs,
    pub(crate) shape: ModelShape<'a>,
}

/// What kind of type it is.
#[derive(Debug)]
pub(crate) enum ModelShape<'a> {
    Struct(StructPlan<'a>),
    StringEnum(EnumPlan<'a, String>),
    IntegerEnum(EnumPlan<'a, i64>),
    Union(UnionPlan<'a>),
    Alias(RustType<'a>),
}

/// A struct.
#[derive(Debug)]
pub(crate) struct StructPlan<'a> {
    pub(crate) fields: Vec<FieldPlan<'a>>,
    pub(crate) additional: AdditionalPlan<'a>,
    pub(crate) rules: Vec<Rule<'a>>,
    pub(crate) creation: Creation,
}

/// How a value is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Creation {
    /// `Default`: nothing is required.
    Default,
    /// `new` with the required fields.
    Constructor,
    /// The struct literal.
    Literal,
}

/// What a struct does with other properties.
#[derive(Debug)]
pub(crate) enum AdditionalPlan<'a> {
    Skipped,
    Refused,
    Kept { name: Ident, values: RustType<'a> },
}

/// Whether a field may be absent or null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Required,
    Nullable,
    Optional,
    Maybe,
}

impl Kind {
    fn of(required: bool, nullable: bool) -> Self {
        match (required, nullable) {
            (true, false) => Self::Required,
            (true, true) => Self::Nullable,
            (false, false) => Self::Optional,
            (false, true) => Self::Maybe,
        }
    }

    /// Every value has the field.
    pub(crate) fn is_present(self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }

    /// The type of the field that holds a `bare`.
    pub(crate) fn wrap(self, bare: RustType<'_>) -> RustType<'_> {
        match self {
            Self::Required => bare,
            Self::Nullable | Self::Optional => bare.option(),
            Self::Maybe => bare.maybe(),
        }
    }
}

/// A field of a struct.
#[derive(Debug)]
pub(crate) struct FieldPlan<'a> {
    pub(crate) name: Ident,
    pub(crate) wire: &'a str,
    pub(crate) kind: Kind,
    /// The type of the field, `Option` and `Box` included.
    pub(crate) ty: RustType<'a>,
    pub(crate) rules: Vec<Rule<'a>>,
    pub(crate) docs: &'a Docs,
}

/// An enumeration of strings or integers.
#[derive(Debug)]
pub(crate) struct EnumPlan<'a, T> {
    pub(crate) variants: Vec<(Ident, &'a EnumValue<T>)>,
    pub(crate) open: Ident,
}

/// A union with a tag.
#[derive(Debug)]
pub(crate) struct UnionPlan<'a> {
    pub(crate) tag: &'a str,
    pub(crate) variants: Vec<VariantPlan<'a>>,
    pub(crate) open: Ident,
}

/// A variant of a union.
#[derive(Debug)]
pub(crate) struct VariantPlan<'a> {
    pub(crate) name: Ident,
    pub(crate) ty: RustType<'a>,
    pub(crate) tags: &'a [String],
}

/// What the models are planned with.
#[derive(Clone, Copy)]
pub(crate) struct Models<'a, 'b> {
    pub(crate) types: Types<'a>,
    pub(crate) uses: &'b [Uses],
    pub(crate) boxes: &'b Boxes,
}

impl<'a> Models<'a, '_> {
    /// Plans the types that are emitted, in the order of the document.
    pub(crate) fn plan(self) -> Vec<ModelPlan<'a>> {
        let schemas = self.types.api.schemas.iter().zip(self.uses).enumerate();
        schemas
            .filter(|(_, (_, uses))| uses.emitted)
            .map(|(at, (schema, uses))| self.model(at, schema, *uses))
            .collect()
    }

    fn model(self, at: usize, schema: &'a Schema, uses: Uses) -> ModelPlan<'a> {
        let id = SchemaId::from_index(at);
        let shape = match &schema.shape {
            Shape::Object(object) => ModelShape::Struct(self.object(at, object, uses)),
            Shape::StringEnum(values) => ModelShape::StringEnum(string_enum(values)),
            Shape::IntegerEnum(values) => ModelShape::IntegerEnum(integer_enum(values)),
            Shape::Union(union) => match &union.dispatch {
                Dispatch::Tag(tag) => ModelShape::Union(self.union(at, tag, union)),
                Dispatch::OneOf | Dispatch::AnyOf => ModelShape::Alias(RustType::Leaf(Leaf::Json)),
            },
            Shape::JsonEnum(_) => ModelShape::Alias(RustType::Leaf(Leaf::Json)),
            Shape::Alias(_) if self.types.endless.contains(id) => ModelShape::Alias(RustType::Leaf(Leaf::Json)),
            Shape::Alias(alias) => ModelShape::Alias(self.types.bare(&alias.value)),
        };
        ModelPlan {
            name: self.types.name(id),
            docs: &schema.docs,
            shape,
        }
    }

    fn object(self, at: usize, object: &'a Object, uses: Uses) -> StructPlan<'a> {
        let carried = |(slot, property): (usize, &'a Property)| match carried(property, uses) {
            Carried::No => None,
            Carried::Optional => Some((slot, property, false)),
            Carried::Required => Some((slot, property, true)),
        };
        let carried: Vec<_> = object.properties.iter().enumerate().filter_map(carried).collect();
        let mut scope = Scope::new(Case::Snake, &[]);
        let names = scope.claim_wires(carried.iter().map(|(_, property, _)| property.wire_name.as_str()));
        let field = |((slot, property, required), name)| self.field((at, slot), property, required, name);
        let fields: Vec<_> = carried.into_iter().zip(names).map(field).collect();
        StructPlan {
            additional: self.additional(&object.additional, &mut scope),
            rules: object.constraints.iter().map(Rule::Own).collect(),
            creation: creation(&fields),
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
        FieldPlan {
            name,
            wire: wire_name,
            kind,
            ty: kind.wrap(bare),
            rules: self.types.rules(value),
            docs,
        }
    }

    fn additional(self, additional: &'a Additional, scope: &mut Scope) -> AdditionalPlan<'a> {
        match additional {
            Additional::Unmentioned => AdditionalPlan::Skipped,
            Additional::Denied => AdditionalPlan::Refused,
            Additional::Values(value) => AdditionalPlan::Kept {
                name: scope.claim("additional_properties".to_owned()),
                values: self.types.of(value),
            },
        }
    }

    fn union(self, at: usize, tag: &'a str, union: &'a Union) -> UnionPlan<'a> {
        let mut scope = Scope::new(Case::Variant, &[]);
        let variant = |(slot, variant): (usize, &'a counterpart_spec::api::Variant)| {
            let Type::Named(schema) = variant.value.ty else {
                return None;
            };
            let name = self.types.name(schema);
            let ty = RustType::Model(name);
            let ty = if self.boxes.is_boxed((at, slot)) {
                ty.boxed()
            } else {
                ty
            };
            Some(VariantPlan {
                name: scope.claim(name.to_string()),
                ty,
                tags: &variant.tags,
            })
        };
        let variants = union.variants.iter().enumerate().filter_map(variant).collect();
        UnionPlan {
            tag,
            variants,
            open: open_variant(&mut scope),
        }
    }
}

fn creation(fields: &[FieldPlan<'_>]) -> Creation {
    let present = fields.iter().filter(|field| field.kind.is_present()).count();
    match present {
        0 => Creation::Default,
        // The literal is as short, and it names its fields.
        _ if present == fields.len() => Creation::Literal,
        1..=CONSTRUCTOR_ARGUMENTS => Creation::Constructor,
        _ => Creation::Literal,
    }
}

fn string_enum(values: &StringEnum) -> EnumPlan<'_, String> {
    fn named(value: &EnumValue<String>) -> &str {
        value.name.as_deref().unwrap_or(&value.value)
    }
    enumeration(&values.values, |value| named(value).to_owned())
}

fn integer_enum(values: &IntegerEnum) -> EnumPlan<'_, i64> {
    enumeration(&values.values, |value| match (&value.name, value.value) {
        (Some(name), _) => name.clone(),
        (None, number @ ..0) => format!("value minus {}", number.unsigned_abs()),
        (None, number) => format!("value {number}"),
    })
}

fn enumeration<T>(values: &[EnumValue<T>], wording: impl Fn(&EnumValue<T>) -> String) -> EnumPlan<'_, T> {
    let mut scope = Scope::new(Case::Variant, &[]);
    let words: Vec<_> = values.iter().map(wording).collect();
    let candidates = words.iter().map(|wire| Candidate {
        rank: 0,
        wire,
        wanted: Case::Variant.of(wire),
    });
    let names = scope.claim_all(candidates.collect());
    EnumPlan {
        variants: names.into_iter().zip(values).collect(),
        open: open_variant(&mut scope),
    }
}

fn open_variant(scope: &mut Scope) -> Ident {
    let free = OPEN_VARIANTS
        .iter()
        .find(|name| scope.is_free(name))
        .unwrap_or(&"Unknown");
    scope.claim((*free).to_owned())
}
