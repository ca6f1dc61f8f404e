/// `null`, where a description allows nothing else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Null;

/// A place that no value fits: the schema `false`. Reading one is always an error, and users cannot make one.
///
/// ```
/// use counterpart::{codec::json, types::Never};
///
/// assert_eq!(json::from_str::<Vec<Never>>("[]"), Ok(vec![]));
/// assert!(json::from_str::<Vec<Never>>("[null]").is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Never(pub(crate) ());

impl std::fmt::Debug for Never {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Never")
    }
}

crate::serde_through_codec!(Null);
crate::serde_through_codec!(Never);
