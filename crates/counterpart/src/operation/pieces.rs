//! The small macros that `operation!` is made of: a word of its grammar, and what it stands for.

#[doc(hidden)]
#[macro_export]
macro_rules! __syntax {
    (json) => {
        $crate::operation::Syntax::Json
    };
    (form) => {
        $crate::operation::Syntax::Form
    };
    (multipart) => {
        $crate::operation::Syntax::Multipart
    };
    (text) => {
        $crate::operation::Syntax::Text
    };
    (binary) => {
        $crate::operation::Syntax::Binary
    };
}
