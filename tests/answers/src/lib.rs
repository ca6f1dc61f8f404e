//! The generated code.

/// Answers of every kind.
pub mod answers {
    counterpart::include_api!("answers");
}

/// Answers in pages.
pub mod pagination {
    counterpart::include_api!("pagination");
}

/// What README shows.
pub mod library {
    counterpart::include_api!("library");
}

/// Security schemes of every kind.
pub mod security {
    counterpart::include_api!("security");
}

/// Streams of every kind.
pub mod streams {
    counterpart::include_api!("streams");
}
