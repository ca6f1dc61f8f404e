//! Between the two types of a split schema: what is carried over, and what has to be said.

use proc_macro2::Ident;

use super::model::{AdditionalPlan, FieldPlan, ModelPlan, ModelShape, StructPlan, UnionPlan};
use super::types::RustType;
use super::views::View;

/// A function with more arguments than this is hard to read, `self` included; the struct literal is not.
const ARGUMENTS: usize = 7;

/// How one of the two types is made of the other.
#[derive(Debug)]
pub(crate) struct ConversionPlan<'p> {
    pub(crate) from: &'p View,
    pub(crate) to: &'p View,
    pub(crate) body: ConversionBody<'p>,
}

/// What is done to make a value.
#[derive(Debug)]
pub(crate) enum ConversionBody<'p> {
    Struct {
        fields: Vec<FieldConversion<'p>>,
        /// Some fields are not mentioned; they are absent.
        leaves_absent: bool,
    },
    Union {
        variants: Vec<(&'p Ident, Turn)>,
        open: &'p Ident,
    },
}

/// What a field is made of.
#[derive(Debug)]
pub(crate) enum FieldConversion<'p> {
    /// The field of the same property.
    Carried { to: &'p Ident, from: &'p Ident, turn: Turn },
    /// The one value that it can have.
    Constant(&'p FieldPlan<'p>),
    /// An argument.
    Asked(&'p FieldPlan<'p>),
}

impl ConversionPlan<'_> {
    /// The fields that have to be said.
    pub(crate) fn asked(&self) -> impl Iterator<Item = &FieldPlan<'_>> {
        let fields = match &self.body {
            ConversionBody::Struct { fields, .. } => fields.as_slice(),
            ConversionBody::Union { .. } => &[],
        };
        fields.iter().filter_map(|field| match field {
            FieldConversion::Asked(field) => Some(*field),
            FieldConversion::Carried { .. } | FieldConversion::Constant(_) => None,
        })
    }
}

/// What is done with a value on its way from one type to the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Nothing.
    Same,
    Into,
    Unboxed(Box<Turn>),
    Boxed(Box<Turn>),
    Option(Box<Turn>),
    Maybe(Box<Turn>),
    Vec(Box<Turn>),
    Map(Box<Turn>),
}

impl Turn {
    fn within(self, wrap: fn(Box<Self>) -> Self) -> Self {
        match self {
            Self::Same => Self::Same,
            turn => wrap(Box::new(turn)),
        }
    }
}

/// The conversions between the types of each split schema, as far as there are any.
pub(crate) fn conversions<'p>(
    models: &'p [ModelPlan<'p>],
    pairs: impl Iterator<Item = (&'p View, &'p View)>,
) -> Vec<ConversionPlan<'p>> {
    let both: Vec<_> = pairs
        .filter(|(read, _)| read.emitted)
        .flat_map(|(read, write)| [(read, write), (write, read)])
        .collect();
    let most = both.iter().map(|(from, _)| from.index + 2).max().unwrap_or(0);
    let mut turns = Turns {
        by_view: vec![None; most],
        easy: vec![false; most],
    };
    for model in models {
        if let Some(slot) = turns.by_view.get_mut(model.view.index) {
            *slot = Some(model);
        }
    }
    both.iter().for_each(|(from, _)| turns.set(from, true));
    while turns.settle(&both) {}
    both.iter()
        .filter_map(|(from, to)| turns.plan(from, to))
        .filter(|plan| plan.asked().count() < ARGUMENTS)
        .collect()
}

/// What is known of the types while the conversions are looked for.
struct Turns<'p> {
    by_view: Vec<Option<&'p ModelPlan<'p>>>,
    /// Whether a type becomes its other by `From`. True until something is found that is in the way.
    easy: Vec<bool>,
}

impl<'p> Turns<'p> {
    fn set(&mut self, from: &View, easy: bool) {
        if let Some(slot) = self.easy.get_mut(from.index) {
            *slot = easy;
        }
    }

    fn is_easy(&self, from: &View) -> bool {
        self.easy.get(from.index).copied().unwrap_or(false)
    }

    /// Looks at each once more; says whether one turned out to be in the way.
    fn settle(&mut self, both: &[(&'p View, &'p View)]) -> bool {
        let mut changed = false;
        for (from, to) in both {
            if self.is_easy(from) && self.plan(from, to).is_none_or(|plan| plan.asked().next().is_some()) {
                self.set(from, false);
                changed = true;
            }
        }
        changed
    }

    fn shape(&self, view: &View) -> Option<&'p ModelShape<'p>> {
        let model: &'p ModelPlan<'p> = self.by_view.get(view.index).copied().flatten()?;
        Some(&model.shape)
    }

    fn plan(&self, from: &'p View, to: &'p View) -> Option<ConversionPlan<'p>> {
        let body = match (self.shape(from)?, self.shape(to)?) {
            (ModelShape::Struct(from), ModelShape::Struct(to)) => self.structs(from, to)?,
            (ModelShape::Union(from), ModelShape::Union(to)) => self.unions(from, to)?,
            _ => return None,
        };
        Some(ConversionPlan { from, to, body })
    }

    fn structs(&self, from: &'p StructPlan<'p>, to: &'p StructPlan<'p>) -> Option<ConversionBody<'p>> {
        let mut fields: Vec<_> = to.fields.iter().filter_map(|field| self.field(from, field)).collect();
        let mut leaves_absent = fields.len() < to.fields.len();
        match (&from.additional, &to.additional) {
            (
                AdditionalPlan::Kept { name: from, values },
                AdditionalPlan::Kept {
                    name: to,
                    values: other,
                },
            ) => {
                let turn = self.turn(values, other)?.within(Turn::Map);
                fields.push(FieldConversion::Carried { to, from, turn });
            }
            (_, AdditionalPlan::Kept { .. }) => leaves_absent = true,
            _ => {}
        }
        Some(ConversionBody::Struct { fields, leaves_absent })
    }

    fn field(&self, from: &'p StructPlan<'p>, to: &'p FieldPlan<'p>) -> Option<FieldConversion<'p>> {
        let source = from.fields.iter().find(|field| field.wire == to.wire);
        if let Some(source) = source
            && let Some(turn) = self.turn(&source.ty, &to.ty)
        {
            let (to, from) = (&to.name, &source.name);
            return Some(FieldConversion::Carried { to, from, turn });
        }
        match (source, to.kind.is_present()) {
            (None, false) => None,
            (None, true) if to.constant.is_some() => Some(FieldConversion::Constant(to)),
            // What the source has and cannot be carried over must not get lost in silence.
            _ => Some(FieldConversion::Asked(to)),
        }
    }

    fn unions(&self, from: &'p UnionPlan<'p>, to: &'p UnionPlan<'p>) -> Option<ConversionBody<'p>> {
        let variants = from.variants.iter().zip(&to.variants);
        let variants = variants.map(|(from, to)| Some((&from.name, self.turn(&from.ty, &to.ty)?)));
        Some(ConversionBody::Union {
            variants: variants.collect::<Option<_>>()?,
            open: &from.open,
        })
    }

    /// What makes the one type of the other, if anything does.
    fn turn(&self, from: &RustType<'_>, to: &RustType<'_>) -> Option<Turn> {
        if from == to {
            return Some(Turn::Same);
        }
        Some(match (from, to) {
            (RustType::Boxed(from), RustType::Boxed(to)) => {
                self.turn(from, to)?.within(Turn::Unboxed).within(Turn::Boxed)
            }
            (RustType::Boxed(from), to) => Turn::Unboxed(Box::new(self.turn(from, to)?)),
            (from, RustType::Boxed(to)) => Turn::Boxed(Box::new(self.turn(from, to)?)),
            (RustType::Option(from), RustType::Option(to)) => self.turn(from, to)?.within(Turn::Option),
            (RustType::Maybe(from), RustType::Maybe(to)) => self.turn(from, to)?.within(Turn::Maybe),
            (RustType::Vec(from), RustType::Vec(to)) => self.turn(from, to)?.within(Turn::Vec),
            (RustType::Map(from), RustType::Map(to)) => self.turn(from, to)?.within(Turn::Map),
            (RustType::Model(from), RustType::Model(to)) if from.schema == to.schema => {
                match (self.shape(from)?, self.shape(to)?) {
                    (ModelShape::Alias(from), ModelShape::Alias(to)) => self.turn(from, to)?,
                    _ => self.is_easy(from).then_some(Turn::Into)?,
                }
            }
            _ => return None,
        })
    }
}
