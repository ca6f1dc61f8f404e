/// A text that has not the syntax of its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MalformedText(pub(crate) &'static str);

impl std::fmt::Display for MalformedText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "expected {}", self.0)
    }
}

impl std::error::Error for MalformedText {}
