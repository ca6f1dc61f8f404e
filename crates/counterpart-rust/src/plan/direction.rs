//! `readOnly` and `writeOnly`: what a property is in a type that travels one way or both.
//!
//! A schema of one direction loses the properties of the other. A schema of both directions keeps them all, and those
//! of one direction are never demanded: a server must not ask for what a client is not to send.

use counterpart_spec::api::{Access, Property};

use super::reach::Uses;

/// What becomes of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Carried {
    /// The type has no such field.
    No,
    /// The field may be absent.
    Optional,
    /// The field must be there.
    Required,
}

/// What a property is in a schema with these uses.
pub(crate) fn carried(property: &Property, uses: Uses) -> Carried {
    let (here, there) = match property.access {
        Access::ReadWrite => return as_declared(property),
        Access::ReadOnly => (uses.response, uses.request),
        Access::WriteOnly => (uses.request, uses.response),
    };
    match (here, there) {
        (true, false) => as_declared(property),
        (false, true) => Carried::No,
        // Both ways, or in no operation at all: nothing is known about who writes it.
        (true, true) | (false, false) => Carried::Optional,
    }
}

fn as_declared(property: &Property) -> Carried {
    if property.required {
        Carried::Required
    } else {
        Carried::Optional
    }
}
