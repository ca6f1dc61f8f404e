//! The runtime's tables are static. A mock makes them once a process and never gives them back.

/// A text for the rest of the process.
pub(crate) fn text(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// A list for the rest of the process.
pub(crate) fn list<T>(items: impl IntoIterator<Item = T>) -> &'static [T] {
    Vec::leak(items.into_iter().collect())
}

/// Texts for the rest of the process.
pub(crate) fn texts<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> &'static [&'static str] {
    list(texts.into_iter().map(|one| text(one.as_ref())))
}

/// A value for the rest of the process.
pub(crate) fn one<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}
