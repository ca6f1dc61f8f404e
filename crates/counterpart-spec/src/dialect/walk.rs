//! Goes through a piece of a file, member by member as the table of kinds says, and brings it into the core form.

use super::assembly::{Assembly, File};
use super::kind::{Kind, Step};
use super::{Dialect, misplaced, registry, rules, schema, spelling, vocabulary};
use crate::Schemas;
use crate::document::{Node, Object, pointer};

/// On the way through a file.
pub(super) struct Walk<'a, 'l, 'o, 'f> {
    pub(super) assembly: &'a mut Assembly<'l, 'o, 'f>,
    pub(super) file: usize,
    pub(super) dialect: Dialect,
    /// The pointer of the node at hand.
    pub(super) place: String,
}

impl Walk<'_, '_, '_, '_> {
    /// A node of a kind, or a list of such.
    pub(super) fn node(&mut self, node: &mut Node, kind: Kind, base: &str) {
        match node {
            Node::Object(_) => self.object(node, kind, base),
            Node::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.below(&index.to_string(), |walk| walk.node(item, kind, base));
                }
            }
            Node::Null | Node::Bool(_) | Node::Number(_) | Node::String(_) => {}
        }
    }

    fn below(&mut self, token: &str, visit: impl FnOnce(&mut Self)) {
        let length = self.place.len();
        pointer::push_token(&mut self.place, token);
        visit(self);
        self.place.truncate(length);
    }

    fn object(&mut self, node: &mut Node, kind: Kind, base: &str) {
        let within;
        let base = if kind == Kind::Schema && self.dialect.has_ids() && node.get("$id").is_some() {
            within = registry::base_within(node, base);
            &within
        } else {
            base
        };
        if kind == Kind::Schema && self.dialect.has_ids() {
            schema::make_static(self, node, base);
        }
        if kind == Kind::Schema && self.assembly.schemas() == Schemas::Exact {
            let metaschema = node.get("$schema").and_then(Node::as_str);
            if metaschema.is_some_and(|metaschema| self.assembly.leaves_out_validation(metaschema)) {
                vocabulary::forget_validation(node);
            }
            schema::admit_all_kinds(node);
        }
        let is_reference = node.get("$ref").and_then(Node::as_str).is_some();
        if let Some(object) = node.as_object_mut() {
            if is_reference {
                self.reference(object, kind, base);
            }
            if !is_reference || kind == Kind::PathItem || self.dialect.has_siblings() {
                self.members(object, kind, base);
            }
        }
        if kind == Kind::Schema && is_reference && self.dialect.has_siblings() {
            schema::wrap(self, node);
        }
    }

    fn members(&mut self, object: &mut Object, kind: Kind, base: &str) {
        spelling::check(self, object, kind);
        misplaced::check(self, object, kind);
        rules::check(self, object, kind);
        for (key, child) in object.iter_mut() {
            if kind == Kind::Schema && key == "discriminator" {
                self.below("discriminator", |walk| walk.discriminator(child, base));
                continue;
            }
            match kind.step(key) {
                Some(Step::One(kind)) => self.below(key, |walk| walk.node(child, kind, base)),
                Some(Step::Each(kind)) => self.below(key, |walk| walk.each(child, kind, base)),
                None => {}
            }
        }
    }

    fn each(&mut self, node: &mut Node, kind: Kind, base: &str) {
        match node {
            Node::Object(names) => {
                for (name, child) in names.iter_mut() {
                    if name.starts_with("x-") && kind != Kind::Schema && kind != Kind::Header {
                        continue;
                    }
                    self.below(name, |walk| walk.node(child, kind, base));
                }
            }
            other => self.node(other, kind, base),
        }
    }

    /// Rewrites a `$ref`. Most lead to a component of the same document and stay as they are.
    fn reference(&mut self, object: &mut Object, kind: Kind, base: &str) {
        let Some(Node::String(text)) = object.get_mut("$ref") else {
            return;
        };
        if self.stays(text) || !self.assembly.first_time(self.file, &self.place) {
            return;
        }
        let rewritten = self.assembly.reference(self.file, base, text, kind);
        if **text != *rewritten {
            *text = rewritten.into_boxed_str();
        }
    }

    fn stays(&self, reference: &str) -> bool {
        self.file == 0
            && self.dialect != Dialect::Swagger2
            && reference.starts_with("#/components/")
            && !reference.contains("/$defs/")
    }

    /// `mapping` may hold references instead of names.
    fn discriminator(&mut self, node: &mut Node, base: &str) {
        let mapping = node.as_object_mut().and_then(|object| object.get_mut("mapping"));
        let Some(mapping) = mapping.and_then(Node::as_object_mut) else {
            return;
        };
        for (tag, target) in mapping.iter_mut() {
            if let Node::String(text) = target {
                self.below(tag, |walk| walk.mapped(text, base));
            }
        }
        if let Some(Node::String(text)) = node.as_object_mut().and_then(|object| object.get_mut("defaultMapping")) {
            self.below("defaultMapping", |walk| walk.mapped(text, base));
        }
    }

    fn mapped(&mut self, text: &mut Box<str>, base: &str) {
        let is_reference =
            text.contains(['#', '/']) || text.ends_with(".yaml") || text.ends_with(".json") || text.ends_with(".yml");
        if !is_reference {
            // A name means a component of the file that says it.
            if self.file == 0 {
                return;
            }
            let holder = self.assembly.files.get(self.file).map_or("", File::schemas);
            let mut place = holder.to_owned();
            pointer::push_token(&mut place, text);
            let exists = self
                .assembly
                .files
                .get(self.file)
                .is_some_and(|file| pointer::find(&file.root, &place).is_some());
            if exists && self.assembly.first_time(self.file, &self.place) {
                *text = self.assembly.lead_to((self.file, place), Kind::Schema).into_boxed_str();
            }
            return;
        }
        if !self.stays(text) && self.assembly.first_time(self.file, &self.place) {
            *text = self
                .assembly
                .reference(self.file, base, text, Kind::Schema)
                .into_boxed_str();
        }
    }
}
