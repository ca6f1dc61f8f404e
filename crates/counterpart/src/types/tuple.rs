use crate::codec::{Failed, Reading, SeqSource, SeqView, Sink, Slot, Source};

/// An array whose first elements have types of their own, and any number of others after them.
///
/// Where nothing may follow, a plain tuple does. An element that may be left out is a [`Maybe`](crate::types::Maybe).
///
/// ```
/// use counterpart::{codec::json, types::{Maybe, Tuple}};
///
/// let line: Tuple<(String, Maybe<f64>), i64> = json::from_str(r#"["a", 0.5, 1, 2]"#)?;
/// assert_eq!((line.items.1, line.rest), (Maybe::Value(0.5), vec![1, 2]));
/// let pair: (String, Maybe<f64>) = json::from_str(r#"["a"]"#)?;
/// assert_eq!(json::to_string(&pair).unwrap(), r#"["a"]"#);
/// # Ok::<(), counterpart::codec::ReadError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tuple<I, R> {
    /// The first elements.
    pub items: I,
    /// What follows.
    pub rest: Vec<R>,
}

impl<I> From<I> for Tuple<I, crate::types::Json> {
    fn from(items: I) -> Self {
        Self {
            items,
            rest: Vec::new(),
        }
    }
}

/// Reads the element after the last one read; false at the end.
pub type ReadRest<'r> = dyn FnMut(&mut dyn SeqSource, &mut Reading) -> Result<bool, Failed> + 'r;

/// The first elements of a [`Tuple`]: plain tuples of up to twelve elements.
pub trait Items: Slot {
    /// Reads the elements, and what follows them through `rest`.
    ///
    /// # Errors
    /// As [`Slot::put`].
    #[doc(hidden)]
    fn fill(
        &mut self,
        source: Source<'_>,
        rest: Option<&mut ReadRest<'_>>,
        reading: &mut Reading,
    ) -> Result<(), Failed>;

    /// Shows the elements, and what follows them.
    ///
    /// # Errors
    /// Those of the sink.
    #[doc(hidden)]
    fn show_with(&self, rest: Option<&dyn SeqView>, sink: &mut dyn Sink) -> Result<(), Failed>;
}

impl<I: Items, R: Slot> serde_core::Serialize for Tuple<I, R> {
    fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::codec::serialize(self, serializer)
    }
}

impl<'de, I: Items, R: Slot> serde_core::Deserialize<'de> for Tuple<I, R> {
    fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::codec::deserialize(deserializer)
    }
}
