//! Generates the models of a document of `specs` for each kind of schema.

const DOCUMENTS: &[&str] = &[
    "access",
    "additional-properties",
    "all-of",
    "any-of",
    "conditionals",
    "constraints",
    "construction",
    "defaults",
    "derives",
    "enums",
    "formats",
    "inheritance",
    "one-of",
    "one-of-odd",
    "one-of-tags",
    "optional-nullable",
    "peers",
    "recursion",
    "recursive-values",
    "shared-inline",
    "tuples",
    "type-lists",
    "union-rules",
    "unions",
];

/// What the documents do on purpose; `tests/ui` has the texts.
const INTENDED: &[&str] = &[
    "ambiguous-union",
    "contradiction",
    "duplicate-value",
    "endless-object",
    "impossible-default",
    "misfit-value",
    "unchecked-pattern",
];

fn main() -> counterpart_build::Result<()> {
    for document in DOCUMENTS {
        let mut builder = counterpart_build::configure().models_only();
        for code in INTENDED {
            builder = builder.allow(*code);
        }
        builder.compile(format!("../../specs/{document}.yaml"))?;
    }
    // Client and server too: what is deprecated must not warn those who generate it.
    for document in ["deprecated", "peers-operations"] {
        counterpart_build::configure().compile(format!("../../specs/{document}.yaml"))?;
    }
    Ok(())
}
