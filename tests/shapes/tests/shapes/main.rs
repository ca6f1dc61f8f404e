//! The rows of what a schema can say, each in the style of a user.

mod access;
mod arrays;
mod constraints;
mod construction;
mod enums;
mod formats;
mod objects;
mod peers;
mod peers_operations;
mod recursion;
mod union_rules;
mod unions;
