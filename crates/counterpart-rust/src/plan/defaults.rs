//! `default`: what a server takes an absent property to be, and what users see of it.

use counterpart_spec::api::Value;
use proc_macro2::{Ident, Span};
use serde_json::Value as Json;

use super::model::{DefaultPlan, DefaultValue, FieldPlan, ShownDefault};
use super::types::{Leaf, RustType, Types};
use crate::name::{Case, Scope};

impl<'a> Types<'a> {
    /// The default of a value; its name comes later, when the field has one.
    pub(super) fn default(&self, value: &'a Value, json: &'a Json) -> DefaultPlan<'a> {
        let shown = self.default_value(value, json).map(|value| ShownDefault {
            name: Ident::new("unnamed", Span::call_site()),
            value,
        });
        DefaultPlan { json, shown }
    }

    fn default_value(&self, value: &'a Value, json: &'a Json) -> Option<DefaultValue<'a>> {
        if let Some(listed) = self.variant_of(value, json) {
            return Some(DefaultValue::Listed(listed));
        }
        let ty = self.expanded(&self.bare(value));
        Some(match (&ty, json) {
            (_, Json::Null) => return None,
            (RustType::Leaf(Leaf::String), Json::String(text)) => DefaultValue::Text(text),
            (RustType::Leaf(Leaf::Bool), Json::Bool(_)) => DefaultValue::Literal(ty, json),
            (RustType::Leaf(leaf), Json::Number(number)) if is_literal(*leaf, number) => {
                DefaultValue::Literal(ty, json)
            }
            _ => DefaultValue::Read(self.bare(value), json),
        })
    }
}

/// Whether Rust has a literal for the number as it is.
fn is_literal(leaf: Leaf, number: &serde_json::Number) -> bool {
    let whole = number.as_i64().map(i128::from).or(number.as_u64().map(i128::from));
    let fits = |least: i128, most: i128| whole.is_some_and(|whole| (least..=most).contains(&whole));
    match leaf {
        Leaf::I8 => fits(i8::MIN.into(), i8::MAX.into()),
        Leaf::I16 => fits(i16::MIN.into(), i16::MAX.into()),
        Leaf::I32 => fits(i32::MIN.into(), i32::MAX.into()),
        Leaf::I64 => fits(i64::MIN.into(), i64::MAX.into()),
        Leaf::U8 => fits(0, u8::MAX.into()),
        Leaf::U16 => fits(0, u16::MAX.into()),
        Leaf::U32 => fits(0, u32::MAX.into()),
        Leaf::U64 => fits(0, u64::MAX.into()),
        Leaf::F32 | Leaf::F64 => number.as_f64().is_some_and(f64::is_finite),
        _ => false,
    }
}

/// Names the defaults of a struct after their fields.
pub(super) fn name(fields: &mut [FieldPlan<'_>]) {
    let mut scope = Scope::new(Case::Snake, &[]);
    for field in fields {
        let Some(shown) = field.default.as_mut().and_then(|default| default.shown.as_mut()) else {
            continue;
        };
        let name = field.name.to_string();
        let name = name.strip_prefix("r#").unwrap_or(&name);
        shown.name = scope.claim(match shown.value {
            DefaultValue::Read(..) => format!("default_{name}"),
            _ => format!("DEFAULT_{}", name.to_uppercase()),
        });
    }
}
