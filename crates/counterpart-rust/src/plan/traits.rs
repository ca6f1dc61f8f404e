//! Which traits of the standard library hold for the types of `models`: as many as their parts have.

use std::ops::BitAnd;

use super::model::{AdditionalPlan, EnumKind, FieldPlan, Kind, ModelPlan, ModelShape, StructPlan};
use super::types::{Leaf, RustType};
use crate::formats::DateTypes;

/// A set of traits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Traits(u8);

impl Traits {
    /// None; also before they are looked for.
    pub(super) const NONE: Self = Self(0);
    /// `Copy`.
    pub(crate) const COPY: Self = Self(1);
    /// `Eq` and `Hash`, which go together: what is equal to itself can be hashed by what it shows.
    pub(crate) const EQ: Self = Self(2);
    /// `Ord` and `PartialOrd`: the order on the wire is that of the values.
    pub(crate) const ORD: Self = Self(4);
    /// `Default`: nothing has to be said to make a value that the description allows.
    pub(crate) const DEFAULT: Self = Self(8);
    const ALL: Self = Self(15);

    pub(crate) fn has(self, other: Self) -> bool {
        self & other == other
    }

    const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitAnd for Traits {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// Finds the traits of each type. All hold until a part is found that lacks one; what a type loses, those that hold it
/// lose too.
pub(super) fn find(models: &mut [ModelPlan<'_>]) {
    let most = models.iter().map(|model| model.view.index + 1).max().unwrap_or(0);
    let mut known = Known(vec![Traits::ALL; most]);
    let holders = holders(models, most);
    let mut open: Vec<usize> = (0..models.len()).collect();
    while let Some(at) = open.pop() {
        let Some(model) = models.get(at) else { continue };
        let found = known.of_shape(&model.shape);
        if known.learn(model.view.index, found) {
            open.extend(holders.get(model.view.index).into_iter().flatten());
        }
    }
    for model in models {
        model.traits = known.of_index(model.view.index);
    }
}

/// By the index of a type: the places of the models that it is a part of.
fn holders(models: &[ModelPlan<'_>], most: usize) -> Vec<Vec<usize>> {
    let mut holders = vec![Vec::new(); most];
    for (at, model) in models.iter().enumerate() {
        model.each_type(&mut |ty| {
            ty.views(&mut |view| {
                if let Some(holders) = holders.get_mut(view.index) {
                    holders.push(at);
                }
            });
        });
    }
    holders
}

/// What is known so far, by the index of the type.
struct Known(Vec<Traits>);

impl Known {
    fn of_index(&self, index: usize) -> Traits {
        self.0.get(index).copied().unwrap_or(Traits::NONE)
    }

    /// Says whether it is news.
    fn learn(&mut self, index: usize, found: Traits) -> bool {
        let before = self.of_index(index);
        if let Some(slot) = self.0.get_mut(index) {
            *slot = before & found;
        }
        self.of_index(index) != before
    }

    fn of_shape(&self, shape: &ModelShape<'_>) -> Traits {
        match shape {
            ModelShape::Struct(plan) => self.of_struct(plan),
            ModelShape::Alias(ty) => self.of_type(ty),
            // The open variant holds any JSON.
            ModelShape::Union(plan) => self.all(plan.variants.iter().map(|variant| &variant.ty)) & of_leaf(Leaf::Json),
            ModelShape::Enum(plan) => {
                let traits = match plan.kind {
                    EnumKind::Strings => of_leaf(Leaf::String),
                    EnumKind::Integers => of_leaf(Leaf::I64),
                    EnumKind::Json => of_leaf(Leaf::Json),
                };
                match plan.variants.as_slice() {
                    [_] => traits.with(Traits::DEFAULT),
                    _ => traits,
                }
            }
        }
    }

    fn of_struct(&self, plan: &StructPlan<'_>) -> Traits {
        let fields = plan.fields.iter().map(|field| self.of_field(field));
        let others = match &plan.additional {
            AdditionalPlan::Kept { values, .. } => self.of_list(values).with(Traits::DEFAULT),
            AdditionalPlan::Skipped | AdditionalPlan::Refused => Traits::ALL,
        };
        fields.fold(others, BitAnd::bitand)
    }

    fn of_field(&self, field: &FieldPlan<'_>) -> Traits {
        let traits = self.of_type(&field.ty);
        match field.kind {
            // That it is null must be said, because it may be a value.
            Kind::Nullable => traits.without(Traits::DEFAULT),
            Kind::Required | Kind::Optional | Kind::Maybe => traits,
        }
    }

    fn of_type(&self, ty: &RustType<'_>) -> Traits {
        match ty {
            RustType::Leaf(leaf) => of_leaf(*leaf),
            // Nothing is known of a type of the user's own.
            RustType::Extern(_) => Traits::NONE,
            RustType::Model(view) => self.of_index(view.index),
            RustType::Vec(inner) | RustType::Map(inner) => self.of_list(inner),
            RustType::Option(inner) | RustType::Maybe(inner) => self.of_type(inner).with(Traits::DEFAULT),
            RustType::Boxed(inner) => self.of_type(inner).without(Traits::COPY),
            RustType::Tuple(items, rest) => {
                let rest = rest.as_deref().map_or(Traits::ALL, |rest| self.of_list(rest));
                self.all(items) & rest
            }
        }
    }

    fn of_list(&self, item: &RustType<'_>) -> Traits {
        self.of_type(item).without(Traits::COPY.with(Traits::DEFAULT))
    }

    fn all<'t, 'a: 't>(&self, types: impl IntoIterator<Item = &'t RustType<'a>>) -> Traits {
        let types = types.into_iter().map(|ty| self.of_type(ty));
        types.fold(Traits::ALL, BitAnd::bitand)
    }
}

fn of_leaf(leaf: Leaf) -> Traits {
    const EQ: Traits = Traits::EQ;
    const ORD: Traits = Traits::EQ.with(Traits::ORD);
    match leaf {
        Leaf::Bool | Leaf::I8 | Leaf::I16 | Leaf::I32 | Leaf::I64 | Leaf::U8 | Leaf::U16 | Leaf::U32 | Leaf::U64 => {
            ORD.with(Traits::COPY)
        }
        Leaf::F32 | Leaf::F64 => Traits::COPY,
        Leaf::String | Leaf::Url => ORD,
        Leaf::Uuid | Leaf::Date(_) | Leaf::Never => ORD.with(Traits::COPY),
        Leaf::Null => Traits::ALL,
        // Their texts are in another order than they are.
        Leaf::Decimal | Leaf::Ipv4 | Leaf::Ipv6 => EQ.with(Traits::COPY),
        Leaf::DateTime(DateTypes::Chrono | DateTypes::Jiff | DateTypes::Time) => EQ.with(Traits::COPY),
        Leaf::Time(_) | Leaf::Duration(_) | Leaf::Base64 => EQ,
        // Never a part of a model: a body may be a stream.
        Leaf::Body => Traits::NONE,
        // They have no order.
        Leaf::File | Leaf::Password | Leaf::Json => EQ,
    }
}
