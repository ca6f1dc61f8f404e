//! Strings, numbers and booleans.

use crate::api::{Constraint, IntegerFormat, StringFormat, Type, Value};
use crate::form::{Kinds, SchemaForm};

use super::Lowering;
use super::constraint::{constraints, tighten};
use super::format::{integer_format, number_format, string_format, text_format};
use super::piece::Piece;
use super::spot::Spot;

impl<'d> Lowering<'d, '_> {
    /// A value that is neither object nor array.
    pub(super) fn scalar(
        &mut self,
        kinds: Kinds,
        pieces: &[Piece<'d>],
        rules: Vec<Constraint>,
        at: &Spot<'_>,
    ) -> Value {
        let forms: Vec<&SchemaForm<'d>> = pieces.iter().map(|piece| &piece.form).collect();
        let value = plain_scalar(kinds, &forms);
        let mut value = self.checked_ranges(value, at);
        self.add_side_rules(pieces, &mut value.constraints, at);
        value.constraints.extend(rules);
        value
    }
}

/// A schema that is a scalar without more ado, as most are.
pub(super) fn simple_scalar(form: &SchemaForm<'_>) -> Option<Value> {
    let kinds = form.types?;
    let scalar = kinds.without(Kinds::NULL);
    let simple = is_scalar(scalar) && form.listed().is_none() && !form.has_assertions();
    simple.then(|| plain_scalar(scalar, &[form]).or_null(kinds.meets(Kinds::NULL)))
}

fn plain_scalar(kinds: Kinds, forms: &[&SchemaForm<'_>]) -> Value {
    let ty = scalar_type(kinds, forms);
    let mut rules = Vec::new();
    for form in forms {
        for rule in constraints(&ty, &form.limits) {
            tighten(&mut rules, rule);
        }
    }
    if ty == Type::String(StringFormat::Text) {
        let formats = forms.iter().filter_map(|form| form.format.and_then(text_format));
        formats
            .map(Constraint::Format)
            .for_each(|rule| tighten(&mut rules, rule));
    }
    Value {
        constraints: rules,
        ..Value::new(ty)
    }
}

/// One kind, and neither object nor array.
pub(super) fn is_scalar(kinds: Kinds) -> bool {
    kinds == Kinds::STRING || kinds == Kinds::BOOLEAN || (!kinds.is_empty() && Kinds::NUMBER.contains(kinds))
}

fn scalar_type(kinds: Kinds, forms: &[&SchemaForm<'_>]) -> Type {
    let with_format = forms.iter().find(|form| form.format.is_some());
    let format = with_format.and_then(|form| form.format);
    match kinds {
        Kinds::BOOLEAN => Type::Boolean,
        Kinds::INTEGER => {
            let limits = forms
                .iter()
                .find(|form| form.limits.upper().is_some())
                .or(forms.first());
            Type::Integer(limits.map_or(IntegerFormat::I64, |form| integer_format(format, &form.limits)))
        }
        Kinds::STRING => {
            let encoded = forms.iter().map(|form| string_format(form));
            let format = encoded.fold(StringFormat::Text, |known, format| {
                if known == StringFormat::Text { format } else { known }
            });
            Type::String(format)
        }
        _ => Type::Number(number_format(format)),
    }
}
