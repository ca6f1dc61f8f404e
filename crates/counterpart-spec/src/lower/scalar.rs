//! Strings, numbers and booleans.

use crate::api::{Constraint, IntegerFormat, StringFormat, Type, Value};
use crate::form::Kinds;

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
        let ty = scalar_type(kinds, pieces);
        let mut all = Vec::new();
        for piece in pieces {
            for rule in constraints(&ty, &piece.form.limits) {
                tighten(&mut all, rule);
            }
        }
        if ty == Type::String(StringFormat::Text) {
            let formats = pieces
                .iter()
                .filter_map(|piece| piece.form.format.and_then(text_format));
            formats.map(Constraint::Format).for_each(|rule| tighten(&mut all, rule));
        }
        self.add_side_rules(pieces, &mut all, at);
        all.extend(rules);
        Value {
            constraints: all,
            ..Value::new(ty)
        }
    }
}

/// One kind, and neither object nor array.
pub(super) fn is_scalar(kinds: Kinds) -> bool {
    kinds == Kinds::STRING || kinds == Kinds::BOOLEAN || (!kinds.is_empty() && Kinds::NUMBER.contains(kinds))
}

fn scalar_type(kinds: Kinds, pieces: &[Piece<'_>]) -> Type {
    let with_format = pieces.iter().find(|piece| piece.form.format.is_some());
    let format = with_format.and_then(|piece| piece.form.format);
    match kinds {
        Kinds::BOOLEAN => Type::Boolean,
        Kinds::INTEGER => {
            let limits = pieces
                .iter()
                .find(|piece| piece.form.limits.upper().is_some())
                .or(pieces.first());
            Type::Integer(limits.map_or(IntegerFormat::I64, |piece| integer_format(format, &piece.form.limits)))
        }
        Kinds::STRING => {
            let encoded = pieces.iter().map(|piece| string_format(&piece.form));
            let format = encoded.fold(StringFormat::Text, |known, format| {
                if known == StringFormat::Text { format } else { known }
            });
            Type::String(format)
        }
        _ => Type::Number(number_format(format)),
    }
}
