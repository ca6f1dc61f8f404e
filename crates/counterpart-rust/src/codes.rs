//! The kinds of findings that the plan of the output makes, beside those of the reader.

use counterpart_spec::diagnostic::{Code, Severity};

pub(crate) static ENDLESS_ALIAS: Code = Code {
    id: "endless-alias",
    severity: Severity::Warning,
    title: "a schema is nothing but itself",
    explanation: "Between the schema and itself are only references, arrays and maps, and Rust has no type for that. \
        Any JSON value stands in its place; an object with a property in the ring gives it a type.",
};

pub(crate) static ENDLESS_OBJECT: Code = Code {
    id: "endless-object",
    severity: Severity::Warning,
    title: "an object requires itself",
    explanation: "The property is required and leads back to its own schema by required properties alone: no JSON text \
        of finite length satisfies that. The property is read as optional; the document probably means that, too.",
};

pub(crate) static SEVERAL_MEDIA_TYPES: Code = Code {
    id: "several-media-types",
    severity: Severity::Warning,
    title: "a body has several media types",
    explanation: "One media type of a body is sent and read: JSON where it is offered, else the first. \
        The others are not in the generated code.",
};

/// Every code of this crate.
pub static CODES: &[&Code] = &[&ENDLESS_ALIAS, &ENDLESS_OBJECT, &SEVERAL_MEDIA_TYPES];
