//! The types of `models`, as they are written.

use counterpart_spec::api::Docs;
use proc_macro2::Ident;
use serde_json::Value as Json;

use super::rules::Rule;
use super::traits::Traits;
use super::types::RustType;
use super::views::View;

/// A type of `models`.
#[derive(Debug)]
pub(crate) struct ModelPlan<'a> {
    pub(crate) view: &'a View,
    pub(crate) docs: &'a Docs,
    pub(crate) shape: ModelShape<'a>,
    pub(crate) traits: Traits,
}

impl ModelPlan<'_> {
    /// Every type that this one is made of.
    pub(crate) fn each_type(&self, on: &mut dyn FnMut(&RustType<'_>)) {
        match &self.shape {
            ModelShape::Struct(plan) => {
                plan.fields.iter().for_each(|field| on(&field.ty));
                if let AdditionalPlan::Kept { values, .. } = &plan.additional {
                    on(values);
                }
            }
            ModelShape::Union(plan) => plan.variants.iter().for_each(|variant| on(&variant.ty)),
            ModelShape::Alias(ty) => on(ty),
            ModelShape::Enum(_) => {}
        }
    }

    /// The type or a part of it is deprecated.
    pub(crate) fn mentions_deprecated(&self) -> bool {
        let in_fields = match &self.shape {
            ModelShape::Struct(plan) => plan.fields.iter().any(|field| field.docs.deprecated),
            ModelShape::Enum(_) | ModelShape::Union(_) | ModelShape::Alias(_) => false,
        };
        in_fields || self.docs.deprecated
    }
}

/// What kind of type it is.
#[derive(Debug)]
pub(crate) enum ModelShape<'a> {
    Struct(StructPlan<'a>),
    Enum(EnumPlan<'a>),
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Creation {
    /// `new` with the required fields.
    Constructor,
    /// A struct of this name with the required fields, of which a value can be made.
    Required(Ident),
    /// The struct literal, with `..Default::default()` where nothing is required.
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
    pub(super) fn of(required: bool, nullable: bool) -> Self {
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
    /// The one value that a required field can have.
    pub(crate) constant: Option<Listed<'a>>,
    /// What a server takes an absent property to be.
    pub(crate) default: Option<DefaultPlan<'a>>,
}

impl FieldPlan<'_> {
    /// Whoever makes a value has to say what the field is.
    pub(crate) fn is_asked_for(&self) -> bool {
        self.kind.is_present() && self.constant.is_none()
    }
}

/// A variant of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed<'a> {
    pub(crate) view: &'a View,
    pub(crate) variant: Ident,
}

/// `default`.
#[derive(Debug)]
pub(crate) struct DefaultPlan<'a> {
    /// As the document has it.
    pub(crate) json: &'a Json,
    /// What users see of it; none where there is nothing to show.
    pub(crate) shown: Option<ShownDefault<'a>>,
}

/// An item of the struct that is the default.
#[derive(Debug)]
pub(crate) struct ShownDefault<'a> {
    /// `DEFAULT_LIMIT`, or `default_tags` where it is a function.
    pub(crate) name: Ident,
    pub(crate) value: DefaultValue<'a>,
}

/// A default in Rust.
#[derive(Debug)]
pub(crate) enum DefaultValue<'a> {
    /// A boolean or number of a type that has literals.
    Literal(RustType<'a>, &'a Json),
    Text(&'a str),
    Listed(Listed<'a>),
    /// Read from its JSON when asked for.
    Read(RustType<'a>, &'a Json),
}

/// An enumeration.
#[derive(Debug)]
pub(crate) struct EnumPlan<'a> {
    pub(crate) kind: EnumKind,
    pub(crate) variants: Vec<EnumVariantPlan<'a>>,
    pub(crate) open: Ident,
}

/// What the values of an enumeration are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EnumKind {
    Strings,
    Integers,
    Json,
}

/// A value of an enumeration.
#[derive(Debug)]
pub(crate) struct EnumVariantPlan<'a> {
    pub(crate) name: Ident,
    pub(crate) value: Wire<'a>,
    pub(crate) description: Option<&'a str>,
}

/// A value on the wire.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wire<'a> {
    Text(&'a str),
    Integer(i64),
    Json(&'a Json),
}

/// A union.
#[derive(Debug)]
pub(crate) struct UnionPlan<'a> {
    pub(crate) dispatch: DispatchPlan<'a>,
    pub(crate) variants: Vec<VariantPlan<'a>>,
    pub(crate) open: Ident,
}

/// How variants are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DispatchPlan<'a> {
    /// By the name of an event.
    Event,
    /// By the value of this property.
    Tag(&'a str),
    /// By evidence; exactly one.
    OneOf,
    /// By evidence; at least one.
    AnyOf,
}

/// A variant of a union.
#[derive(Debug)]
pub(crate) struct VariantPlan<'a> {
    pub(crate) name: Ident,
    pub(crate) ty: RustType<'a>,
    pub(crate) tags: &'a [String],
    pub(crate) evidence: Vec<Rule<'a>>,
    /// What its values have to keep beyond the evidence.
    pub(crate) rules: Vec<Rule<'a>>,
    /// No other variant has this type, so that it can be made of it by `From`.
    pub(crate) is_unique: bool,
}
