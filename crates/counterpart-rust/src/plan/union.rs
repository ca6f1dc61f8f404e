//! Unions: a variant a type, and one for what fits none.

use counterpart_spec::api::{Constraint, Dispatch, Shape, StringFormat, Type, Union, Variant};
use proc_macro2::Ident;

use super::enumeration::open_variant;
use super::model::{DispatchPlan, UnionPlan, VariantPlan};
use super::models::Models;
use super::rules::{self, Rule};
use super::types::{Leaf, RustType, Types};
use super::views::{View, Way};
use crate::name::{Candidate, Case, Scope};

impl<'a> Models<'a, '_> {
    /// Plans a union.
    pub(super) fn union(self, view: &View, union: &'a Union) -> UnionPlan<'a> {
        let mut scope = Scope::new(Case::Variant, &[]);
        let names = self.types.variant_names(&view.name, union, &mut scope);
        let types: Vec<_> = union
            .variants
            .iter()
            .map(|variant| self.types.of(&variant.value))
            .collect();
        let expanded: Vec<_> = types.iter().map(|ty| self.types.expanded(ty)).collect();
        let variants = union.variants.iter().zip(names).zip(types).enumerate();
        let variants = variants.map(|(slot, ((variant, name), ty))| VariantPlan {
            name,
            ty: match self.boxes.is_boxed((view.index, slot)) {
                true => ty.boxed(),
                false => ty,
            },
            tags: &variant.tags,
            evidence: rules::checked(&variant.evidence).collect(),
            rules: self.types.rules_beside_evidence(variant),
            is_unique: is_unique(slot, &expanded, view),
        });
        UnionPlan {
            dispatch: match &union.dispatch {
                Dispatch::Tag(tag) => DispatchPlan::Tag(tag),
                Dispatch::Event => DispatchPlan::Event,
                Dispatch::OneOf => DispatchPlan::OneOf,
                Dispatch::AnyOf => DispatchPlan::AnyOf,
            },
            variants: variants.collect(),
            open: open_variant(&mut scope),
        }
    }
}

/// A union can be made of a type that one variant alone has. What a user's own type is equal to is not known, and any
/// JSON is what the open variant holds as well.
fn is_unique(slot: usize, types: &[RustType<'_>], union: &View) -> bool {
    let Some(ty) = types.get(slot) else { return false };
    let is_special = match ty {
        RustType::Extern(_) | RustType::Leaf(Leaf::Json | Leaf::Never) => true,
        RustType::Model(view) => view.index == union.index,
        _ => false,
    };
    !is_special && types.iter().filter(|other| *other == ty).count() == 1
}

impl<'a> Types<'a> {
    /// The named type's name, else the title, else the kind of what the variant holds.
    fn variant_names(&self, name: &Ident, union: &Union, scope: &mut Scope) -> Vec<Ident> {
        let word = |variant: &Variant| match (&union.dispatch, variant.tags.first()) {
            (Dispatch::Event, Some(event)) => (1, event.clone()),
            _ => self.word(name, variant),
        };
        let words: Vec<_> = union.variants.iter().map(word).collect();
        let ties: Vec<_> = union.variants.iter().map(|variant| self.tie(variant)).collect();
        let candidates = words.iter().zip(&ties).map(|((rank, wire), tie)| Candidate {
            rank: *rank,
            wire,
            tie,
            wanted: match rank {
                1 => Case::Variant.of(wire),
                _ => wire.clone(),
            },
        });
        scope.claim_all(candidates.collect())
    }

    /// What a variant has to keep that its evidence does not say already.
    fn rules_beside_evidence(&self, variant: &'a Variant) -> Vec<Rule<'a>> {
        let mut rules = self.rules(&variant.value);
        let is_said = |rule: &Rule<'_>| match rule {
            Rule::Own(own) => variant.evidence.contains(own),
            Rule::Format(format) => variant.evidence.contains(&Constraint::Format(*format)),
            _ => false,
        };
        rules.retain(|rule| !is_said(rule));
        rules
    }

    /// What decides between two variants that would like the same name: their tags, or what they hold.
    fn tie(&self, variant: &Variant) -> String {
        let Variant {
            value, tags, evidence, ..
        } = variant;
        format!(
            "{tags:?} {} {:?} {evidence:?}",
            self.of(value).label(),
            value.constraints
        )
    }

    fn word(&self, union: &Ident, variant: &Variant) -> (u8, String) {
        match (&variant.value.ty, &variant.name) {
            // Both directions call a variant the same.
            (Type::Named(id), _) => {
                let name = self.views.of(*id, Way::Response).name.to_string();
                (0, without(union, &name).unwrap_or(name))
            }
            (_, Some(title)) => (1, title.clone()),
            (ty, None) => (2, kind(ty).to_owned()),
        }
    }

    /// The type with every alias replaced by what it stands for.
    pub(super) fn expanded(&self, ty: &RustType<'a>) -> RustType<'a> {
        let boxed = |inner: &RustType<'a>| Box::new(self.expanded(inner));
        match ty {
            RustType::Model(view) => match &self.api.schema(view.schema).shape {
                Shape::Alias(alias) => self.expanded(&self.seen(view.way).bare(&alias.value)),
                _ => ty.clone(),
            },
            RustType::Leaf(_) | RustType::Extern(_) => ty.clone(),
            RustType::Vec(inner) => RustType::Vec(boxed(inner)),
            RustType::Map(inner) => RustType::Map(boxed(inner)),
            RustType::Option(inner) => RustType::Option(boxed(inner)),
            RustType::Maybe(inner) => RustType::Maybe(boxed(inner)),
            RustType::Events(inner) => RustType::Events(boxed(inner)),
            RustType::Items(inner) => RustType::Items(boxed(inner)),
            RustType::Boxed(inner) => RustType::Boxed(boxed(inner)),
            RustType::Tuple(items, rest) => RustType::Tuple(
                items.iter().map(|item| self.expanded(item)).collect(),
                rest.as_deref().map(boxed),
            ),
        }
    }
}

/// `Card` for the variant `PaymentCard` of `Payment`: the union's name stands before it anyway.
fn without(union: &Ident, name: &str) -> Option<String> {
    let rest = name.strip_prefix(&union.to_string())?;
    rest.starts_with(|first: char| first.is_ascii_uppercase())
        .then(|| rest.to_owned())
}

fn kind(ty: &Type) -> &'static str {
    match ty {
        Type::Any | Type::Named(_) => "Json",
        Type::Null => "Null",
        Type::Never => "Never",
        Type::Boolean => "Boolean",
        Type::Integer(_) => "Integer",
        Type::Number(_) => "Number",
        Type::Array(_) | Type::Tuple(_) => "Array",
        Type::Map(_) => "Map",
        Type::String(format) => match format {
            StringFormat::Uuid => "Uuid",
            StringFormat::DateTime => "DateTime",
            StringFormat::Date => "Date",
            StringFormat::Time => "Time",
            StringFormat::Duration => "Duration",
            StringFormat::Ipv4 => "Ipv4",
            StringFormat::Ipv6 => "Ipv6",
            StringFormat::Uri => "Uri",
            StringFormat::Decimal => "Decimal",
            StringFormat::Byte => "Bytes",
            StringFormat::Binary => "File",
            StringFormat::Password => "Password",
            StringFormat::Text | StringFormat::Other(_) => "String",
        },
    }
}
