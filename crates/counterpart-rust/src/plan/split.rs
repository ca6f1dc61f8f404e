//! `readOnly` and `writeOnly`: which schemas become two types, one for responses and one for requests.
//!
//! A schema that both directions use is split where a property of it travels one way only, or where it holds a schema that
//! is split. Nothing else is: a schema of one direction just loses what only the other has.

use counterpart_spec::api::{Access, Api, Schema, SchemaId, Shape};

use super::reach::{Uses, each_reference};

/// Whether each schema is split, by its index.
pub(crate) fn split(api: &Api, uses: &[Uses]) -> Vec<bool> {
    let both = |at: usize| uses.get(at).is_some_and(|uses| uses.request && uses.response);
    let holders = holders(api);
    let mut split = vec![false; api.schemas.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, schema) in api.schemas.iter().enumerate() {
        if differs(schema) {
            open.push(at);
        }
    }
    while let Some(at) = open.pop() {
        let Some(mark) = split.get_mut(at) else { continue };
        if *mark || !both(at) {
            continue;
        }
        *mark = true;
        open.extend(holders.get(at).into_iter().flatten());
    }
    split
}

/// Some property travels one way only.
fn differs(schema: &Schema) -> bool {
    let Shape::Object(object) = &schema.shape else {
        return false;
    };
    object
        .properties
        .iter()
        .any(|property| property.access != Access::ReadWrite)
}

/// For each schema, those that hold it.
fn holders(api: &Api) -> Vec<Vec<usize>> {
    let mut holders = vec![Vec::new(); api.schemas.len()];
    for (at, schema) in api.schemas.iter().enumerate() {
        each_reference(&schema.shape, &mut |held: SchemaId, _| {
            if let Some(holders) = holders.get_mut(held.index()) {
                holders.push(at);
            }
        });
    }
    holders
}
