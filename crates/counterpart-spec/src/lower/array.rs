//! Arrays.

use crate::api::{Type, Value};
use crate::diagnostic::MISSING_MEMBER;
use crate::form::SchemaForm;

use super::Lowering;
use super::constraint::constraints;
use super::spot::Spot;

impl<'d> Lowering<'d, '_> {
    /// An array of whatever `items` says.
    pub(super) fn array(&mut self, form: &SchemaForm<'d>, at: &Spot<'_>) -> Value {
        let items = match form.items {
            Some(items) => self.value(items, &at.key("items").word("items")),
            None => {
                self.report(
                    &MISSING_MEMBER,
                    "an array must say what its `items` are; any JSON value is assumed",
                    at,
                );
                Value::new(Type::Any)
            }
        };
        let ty = Type::Array(Box::new(items));
        Value {
            constraints: constraints(&ty, &form.limits),
            ..Value::new(ty)
        }
    }
}
