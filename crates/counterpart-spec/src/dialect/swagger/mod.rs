//! Swagger 2.0.

use super::assembly::Assembly;
use super::kind::Kind;
use crate::document::Node;

pub(super) const DEFINITIONS: &str = "/definitions";

pub(super) fn working_place(written: &str) -> String {
    written.to_owned()
}

pub(super) fn translate(_: &mut Assembly<'_, '_, '_>, _: usize, _: &mut Node, _: Kind, _: &str) {}
