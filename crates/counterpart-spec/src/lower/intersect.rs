//! The value that two values have in common, as far as types alone can say it.

use crate::api::{StringFormat, Type, Value};

/// `None`: no value can be both.
pub(super) fn intersect(one: &Value, other: &Value) -> Option<Value> {
    let ty = narrower(&one.ty, &other.ty)?;
    let mut constraints = one.constraints.clone();
    constraints.extend(
        other
            .constraints
            .iter()
            .filter(|rule| !one.constraints.contains(rule))
            .cloned(),
    );
    // Rules of scalars do not apply to an enumeration that lists its values.
    if matches!(ty, Type::Named(_)) {
        constraints.clear();
    }
    Some(Value {
        ty,
        nullable: one.nullable && other.nullable,
        constraints,
    })
}

fn narrower(one: &Type, other: &Type) -> Option<Type> {
    match (one, other) {
        (Type::Any, ty) | (ty, Type::Any) => Some(ty.clone()),
        (one, other) if one == other => Some(one.clone()),
        (Type::String(StringFormat::Text), ty @ Type::String(_)) => Some(ty.clone()),
        (ty @ Type::String(_), Type::String(StringFormat::Text)) => Some(ty.clone()),
        (Type::String(_) | Type::Integer(_), ty @ Type::Named(_)) => Some(ty.clone()),
        (ty @ Type::Named(_), Type::String(_) | Type::Integer(_)) => Some(ty.clone()),
        (Type::Number(_), ty @ Type::Integer(_)) | (ty @ Type::Integer(_), Type::Number(_)) => Some(ty.clone()),
        (Type::Integer(_), Type::Integer(format)) => Some(Type::Integer(*format)),
        (Type::Array(one), Type::Array(other)) => intersect(one, other).map(|value| Type::Array(Box::new(value))),
        (Type::Map(one), Type::Map(other)) => intersect(one, other).map(|value| Type::Map(Box::new(value))),
        (Type::Map(_), ty @ Type::Named(_)) | (ty @ Type::Named(_), Type::Map(_)) => Some(ty.clone()),
        _ => None,
    }
}
