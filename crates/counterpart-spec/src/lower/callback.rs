//! Callbacks: path items at addresses that requests name.

use std::borrow::Cow;

use crate::api::{Occasion, PathSegment, PathTemplate};
use crate::diagnostic::UNSUPPORTED_MEMBER;
use crate::document::{Node, Object, pointer};

use super::Lowering;
use super::operation::Operations;
use super::path::words;
use super::security::Schemes;
use super::spot::Spot;

impl<'d> Lowering<'d, '_> {
    /// Lowers the callbacks of the operation that was listed last.
    pub(super) fn callbacks(
        &mut self,
        object: &'d Object,
        operations: &mut Operations,
        schemes: &mut Schemes,
        at: &Spot<'_>,
    ) {
        let Some(callbacks) = self
            .member(object, "callbacks", at)
            .filter(|callbacks| callbacks.iter().any(|(name, _)| !name.starts_with("x-")))
        else {
            return;
        };
        let at = at.key("callbacks");
        if !operations.are_paths {
            let message = "callbacks of webhooks and of callbacks are not supported and are left out";
            return self.report(&UNSUPPORTED_MEMBER, message, &at);
        }
        for (name, node) in callbacks.iter().filter(|(name, _)| !name.starts_with("x-")) {
            let at = at.key(name);
            let Some((target, moved)) = self.follow(node, &at, "the callback is left out") else {
                continue;
            };
            let place = match &moved {
                Some(moved) => at.moved(moved.pointer()),
                None => at,
            };
            // What several operations share is named by itself.
            let component = moved.as_ref().and_then(|moved| pointer::tokens(moved.pointer()).last());
            let owner = operations.list.last().map_or("", |last| &last.operation.id);
            let name = component.map_or_else(|| format!("{owner}/{name}"), Cow::into_owned);
            if let Some(items) = self.object_at(target, &place) {
                self.callback(&name, items, operations, schemes, &place);
            }
        }
    }

    /// Lowers a callback: a path item an address. Its name, with the words of the address where it has several, is where it
    /// is received unless told otherwise, and names what has no id.
    fn callback(
        &mut self,
        name: &str,
        items: &'d Object,
        operations: &mut Operations,
        schemes: &mut Schemes,
        at: &Spot<'_>,
    ) {
        let operation = operations.list.len().saturating_sub(1);
        let addresses = || items.iter().filter(|(address, _)| !address.starts_with("x-"));
        let is_only = addresses().count() == 1;
        for (address, node) in addresses() {
            let path = match is_only {
                true => name.to_owned(),
                false => [&[name.to_owned()], &*words(address)].concat().join("/"),
            };
            let at = at.key(address);
            let here = at.pointer();
            let lowered = match operations.met.get(&here) {
                Some(known) => known.clone(),
                None => self.called_back(path, node, operations, schemes, &at),
            };
            operations.met.insert(here, lowered.clone());
            operations.occasions.extend(lowered.map(|callback| Occasion {
                callback,
                operation,
                address: address.to_owned(),
            }));
        }
    }

    /// Lowers the path item of an address; gives the positions of its operations among the callbacks.
    fn called_back(
        &mut self,
        path: String,
        node: &'d Node,
        operations: &mut Operations,
        schemes: &mut Schemes,
        at: &Spot<'_>,
    ) -> std::ops::Range<usize> {
        let template = PathTemplate {
            segments: vec![PathSegment::Literal(path.clone())],
            text: path,
        };
        let first = operations.callbacks.len();
        let paths = operations.set_apart();
        self.path_item(&template, node, operations, schemes, at);
        let lowered = operations.put_back(paths);
        operations.callbacks.extend(lowered);
        first..operations.callbacks.len()
    }
}
