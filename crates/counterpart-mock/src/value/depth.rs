//! How deep a value has to be at least, so that recursion can be left by the shortest way.

use counterpart_spec::api::{Api, Constraint, Object, Shape, Type, Union, Value};

use crate::mold::Way;

/// For each schema, how many levels its smallest value has.
pub(crate) struct Least(Vec<u32>);

/// No value ends.
const ENDLESS: u32 = u32::MAX;

impl Least {
    pub(crate) fn new(api: &Api, way: Way) -> Self {
        let mut least = Self(vec![ENDLESS; api.schemas.len()]);
        // Each round settles at least one schema, or is the last one.
        loop {
            let next: Vec<_> = api
                .schemas
                .iter()
                .map(|schema| least.shape(&schema.shape, way))
                .collect();
            if next == least.0 {
                return least;
            }
            least.0 = next;
        }
    }

    /// The levels of the smallest value of a place.
    pub(crate) fn of(&self, value: &Value) -> u32 {
        if value.nullable {
            return 0;
        }
        match &value.ty {
            Type::Named(id) => self.0.get(id.index()).copied().unwrap_or(ENDLESS),
            Type::Array(item) if has_elements(value) => self.below(item),
            Type::Map(item) if has_elements(value) => self.below(item),
            Type::Tuple(tuple) => tuple
                .items
                .iter()
                .take(tuple.required)
                .map(|item| self.below(item))
                .max()
                .unwrap_or(0),
            _ => 0,
        }
    }

    fn below(&self, value: &Value) -> u32 {
        self.of(value).saturating_add(1)
    }

    fn shape(&self, shape: &Shape, way: Way) -> u32 {
        match shape {
            Shape::Object(object) => self.object(object, way),
            Shape::Union(union) => self.union(union),
            Shape::Alias(alias) => self.of(&alias.value),
            Shape::StringEnum(_) | Shape::IntegerEnum(_) | Shape::JsonEnum(_) => 0,
        }
    }

    fn object(&self, object: &Object, way: Way) -> u32 {
        let required = object
            .properties
            .iter()
            .filter(|property| property.required && way.carries(property));
        required.map(|property| self.below(&property.value)).max().unwrap_or(0)
    }

    fn union(&self, union: &Union) -> u32 {
        let variants = union.variants.iter().map(|variant| self.below(&variant.value));
        variants.min().unwrap_or(ENDLESS)
    }
}

fn has_elements(value: &Value) -> bool {
    let is_some = |one: &Constraint| matches!(one, Constraint::MinItems(1..) | Constraint::MinProperties(1..));
    value.constraints.iter().any(is_some)
}
