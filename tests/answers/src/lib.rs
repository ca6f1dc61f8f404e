//! The generated code.

/// Answers of every kind.
pub mod answers {
    counterpart::include_api!("answers");
}

/// Streams of every kind.
pub mod streams {
    counterpart::include_api!("streams");
}
