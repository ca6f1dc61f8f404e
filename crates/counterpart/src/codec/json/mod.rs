//! JSON text.
//!
//! ```
//! let numbers: Vec<u32> = counterpart::codec::json::from_str("[1, 2, 3]")?;
//! assert_eq!(counterpart::codec::json::to_string(&numbers)?, "[1,2,3]");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub(super) mod escape;
mod read;
mod write;

pub(crate) use read::parse;
pub use read::{from_slice, from_str, read_slice, read_str};
pub use write::{to_string, to_vec};
