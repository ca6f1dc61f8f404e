//! Small documents and what becomes of them, in a short notation: `name?: type|null <rules>` is an optional property
//! that may be null.

mod called;
mod deep;
mod dialects;
mod files;
mod given;
mod inputs;
mod later;
mod mistakes;
mod notation;
mod operations;
mod schemas;
mod tolerance;
mod unions;
mod values;
