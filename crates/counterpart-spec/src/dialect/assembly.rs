//! Puts a document and the files that it refers to together into the core form.
//!
//! Files are read when a reference first leads into them, and only what references lead to is looked at. Every
//! reference is rewritten to a place of the one tree that comes out, so that nothing later knows of files.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use super::arrivals::Arrivals;
use super::hoist::Hoists;
use super::kind::Kind;
use super::registry::{self, Registry};
use super::walk::Walk;
use super::{Dialect, swagger, vocabulary};
use crate::Schemas;
use crate::diagnostic::{Code, Diagnostic, Findings};
use crate::document::{Node, json, pointer};
use crate::resolve::{Core, FILES, FileName, Home, Places, Refusal, prefix, reference_to};
use crate::source::address;
use crate::source::library::{Library, Unread};

/// A file on its way into the core form.
pub(super) struct File {
    pub(super) dialect: Dialect,
    pub(super) address: String,
    /// What relative references are read against: the address, or what the document says of itself.
    pub(super) base: String,
    pub(super) root: Node,
    /// The file as it was read, where its dialect has to look at pieces that are rewritten already.
    pub(super) pristine: Option<Node>,
    /// All of it is rewritten at once, because it is a description and not a part of one.
    pub(super) is_whole: bool,
}

impl File {
    /// Where named schemas are while the core form is made.
    pub(super) fn schemas(&self) -> &'static str {
        match self.is_whole {
            true => super::hoist::SCHEMAS,
            false => self.dialect.schemas(),
        }
    }
}

/// Everything that is known while the core form is made.
pub(super) struct Assembly<'l, 'o, 'f> {
    pub(super) files: Vec<File>,
    pub(super) places: Places,
    pub(super) findings: &'f mut Findings,
    pub(super) hoists: Hoists,
    pub(super) arrivals: Arrivals,
    library: &'l mut Library<'o>,
    registry: Registry,
    refusals: FxHashMap<String, Refusal>,
    /// Pieces that wait to be looked through, and those that have been in the queue.
    queue: VecDeque<(usize, String, Kind)>,
    queued: FxHashSet<(usize, String, Kind)>,
    /// Objects whose `$ref` is rewritten.
    rewritten: FxHashSet<Home>,
}

/// Makes the core form of a document.
pub(super) fn assemble(
    root: Node,
    dialect: Dialect,
    address: String,
    library: &mut Library<'_>,
    findings: &mut Findings,
) -> Core {
    let mut assembly = Assembly {
        files: Vec::new(),
        places: Places::default(),
        findings,
        hoists: Hoists::new(&root),
        arrivals: Arrivals::default(),
        library,
        registry: Registry::default(),
        refusals: FxHashMap::default(),
        queue: VecDeque::new(),
        queued: FxHashSet::default(),
        rewritten: FxHashSet::default(),
    };
    assembly.add_file(root, dialect, address, 0);
    assembly.adopt_components();
    assembly.walk(0, "", Kind::Document);
    while let Some((file, place, kind)) = assembly.queue.pop_front() {
        assembly.walk(file, &place, kind);
    }
    assembly.into_core()
}

impl Assembly<'_, '_, '_> {
    fn add_file(&mut self, root: Node, dialect: Dialect, address: String, number: usize) -> usize {
        let file = self.places.add_file(number);
        let itself = root
            .get("$self")
            .and_then(Node::as_str)
            .filter(|_| dialect.names_itself());
        let base = itself.map_or(address.clone(), |itself| {
            address::join(&address, address::split(itself).0)
        });
        self.registry.add(&address, (file, String::new()));
        self.registry.add(&base, (file, String::new()));
        if dialect.has_ids() && registry::has_names(&root) {
            let kind = if file == 0 || root.get("openapi").is_some() {
                Kind::Document
            } else {
                Kind::Loose
            };
            self.registry.scan(file, &root, kind, &base);
        }
        let pristine = (dialect == Dialect::Swagger2).then(|| root.clone());
        // A piece of another file may lie within another one that is asked for later, and must not move then.
        let is_whole = file == 0 || root.get("paths").is_some();
        self.files.push(File {
            dialect,
            address,
            base,
            root,
            pristine,
            is_whole,
        });
        if is_whole && file != 0 && dialect == Dialect::Swagger2 {
            self.rewrite_whole(file);
        }
        file
    }

    /// Brings another file of Swagger 2.0 into the shape of OpenAPI 3.
    fn rewrite_whole(&mut self, file: usize) {
        let root = self.files.get_mut(file).map(|file| &mut file.root);
        let mut root = root.map_or(Node::Null, Node::take);
        swagger::translate(self, file, &mut root, Kind::Document, "");
        if let Some(file) = self.files.get_mut(file) {
            file.root = root;
        }
    }

    /// Looks through a piece of a file. What is being looked through is not in its file meanwhile.
    fn walk(&mut self, file: usize, place: &str, kind: Kind) {
        let Some(dialect) = self.files.get(file).map(|file| file.dialect) else {
            return;
        };
        let base = self.base_at(file, place);
        let Some(node) = self.files.get_mut(file).and_then(|file| file.root.find_mut(place)) else {
            return;
        };
        let mut node = node.take();
        if dialect == Dialect::Swagger2 {
            swagger::translate(self, file, &mut node, kind, place);
        }
        let mut walk = Walk {
            assembly: self,
            file,
            dialect,
            place: place.to_owned(),
        };
        walk.node(&mut node, kind, &base);
        if let Some(slot) = self.files.get_mut(file).and_then(|file| file.root.find_mut(place)) {
            *slot = node;
        }
    }

    /// The address against which references at a place are read.
    fn base_at(&self, file: usize, place: &str) -> String {
        let Some(file) = self.files.get(file) else {
            return String::new();
        };
        let mut base = file.base.clone();
        if !file.dialect.has_ids() {
            return base;
        }
        let mut node = &file.root;
        for token in pointer::tokens(place) {
            base = registry::base_within(node, &base);
            match pointer::child(node, &token) {
                Some(child) => node = child,
                None => break,
            }
        }
        base
    }

    /// Components that are nothing but a reference into another file give what is there their name.
    fn adopt_components(&mut self) {
        let Some(file) = self.files.first() else { return };
        let (base, schemas) = (file.base.clone(), file.dialect.schemas());
        let components = pointer::find(&file.root, schemas).and_then(Node::as_object);
        let aliases: Vec<(String, String)> = components
            .into_iter()
            .flat_map(|components| components.iter())
            .filter_map(|(name, node)| Some((name.to_owned(), only_reference(node)?.to_owned())))
            .filter(|(_, reference)| !reference.starts_with('#'))
            .collect();
        for (name, reference) in aliases {
            let Ok((target, place)) = self.find(0, &base, &reference) else {
                continue;
            };
            let place = self.working_place(target, place);
            let exists = self
                .files
                .get(target)
                .is_some_and(|file| pointer::find(&file.root, &place).is_some());
            if target != 0 && exists {
                self.hoists.adopt((target, place), &name);
            }
        }
    }

    /// The place that a reference means; the file is read if need be.
    pub(super) fn find(&mut self, file: usize, base: &str, reference: &str) -> Result<Home, (String, Refusal)> {
        let (relative, fragment) = address::split(reference);
        // Inside a schema with an `$id` this means a part of that schema, but nobody who writes it does.
        let means_document = relative.is_empty() && fragment.starts_with("/components/");
        let document = self
            .files
            .get(file)
            .map(|file| file.base.clone())
            .filter(|_| means_document);
        let base = document.as_deref().unwrap_or(base);
        let address = address::join(base, relative);
        let (target, start) = self.resource(file, &address, relative)?;
        let fragment = pointer::decoded(fragment);
        if fragment.is_empty() {
            return Ok((target, start));
        }
        if fragment.starts_with('/') {
            return Ok((target, format!("{start}{fragment}")));
        }
        let named = self
            .files
            .get(target)
            .map_or(address.clone(), |file| match start.is_empty() {
                true => file.base.clone(),
                false => address.clone(),
            });
        let anchor = self
            .registry
            .anchor(&address, &fragment)
            .or_else(|| self.registry.anchor(&named, &fragment));
        anchor
            .cloned()
            .ok_or_else(|| (format!("{address}#{fragment}"), Refusal::Anchor))
    }

    fn resource(&mut self, file: usize, address: &str, relative: &str) -> Result<Home, (String, Refusal)> {
        if let Some(home) = self.registry.resource(address) {
            return Ok(home.clone());
        }
        // What a document calls itself need not be where it lies.
        let lies_at = self.files.get(file).map(|file| address::join(&file.address, relative));
        let mut candidates = vec![address.to_owned()];
        candidates.extend(lies_at.filter(|other| other != address));
        let mut first = None;
        for candidate in candidates {
            if let Some(home) = self.registry.resource(&candidate) {
                return Ok(home.clone());
            }
            match self.library.read(&candidate, self.findings) {
                Ok(sheet) => {
                    let referrer = self.files.get(file).map_or(Dialect::OpenApi30, |file| file.dialect);
                    let dialect = Dialect::of(&sheet.root).unwrap_or(referrer);
                    return Ok((
                        self.add_file(sheet.root, dialect, candidate, sheet.number),
                        String::new(),
                    ));
                }
                Err(unread) => drop(first.get_or_insert((candidate, refusal(unread)))),
            }
        }
        Err(first.unwrap_or_else(|| (address.to_owned(), Refusal::Broken)))
    }

    /// The text of a reference in the core form. What it leads to will be looked through as well.
    pub(super) fn reference(&mut self, file: usize, base: &str, reference: &str, kind: Kind) -> String {
        match self.find(file, base, reference) {
            Ok(home) => self.lead_to(home, kind),
            Err((address, refusal)) => {
                let (_, fragment) = address::split(reference);
                let full = match (refusal == Refusal::Anchor, fragment) {
                    (true, _) | (_, "") => address,
                    _ => format!("{address}#{fragment}"),
                };
                self.refusals.insert(full.clone(), refusal);
                full
            }
        }
    }

    pub(super) fn lead_to(&mut self, home: Home, kind: Kind) -> String {
        let (file, place) = home;
        let place = self.working_place(file, place);
        let place = self.arrivals.settle(file, place, kind);
        self.want(file, &place, kind);
        match self.hoists.reference(file, &place, kind, &self.files) {
            Some(component) => component,
            None => reference_to(&format!("{}{place}", prefix(file))),
        }
    }

    /// Where a piece stands while the core form is made.
    fn working_place(&self, file: usize, written: String) -> String {
        match self.files.get(file) {
            Some(file) if file.dialect == Dialect::Swagger2 && file.is_whole => swagger::working_place(&written),
            _ => written,
        }
    }

    /// How schemas are to be read.
    pub(super) fn schemas(&self) -> Schemas {
        self.library.schemas()
    }

    /// Whether a metaschema, if its text is at hand, is of a language without validation.
    pub(super) fn leaves_out_validation(&mut self, metaschema: &str) -> bool {
        let text = self.library.vendored(metaschema);
        let root = text.and_then(|text| json::parse(text).ok()).map(|parsed| parsed.root);
        root.is_some_and(|root| vocabulary::leaves_out_validation(&root))
    }

    /// Whether a dynamic reference may mean another schema than the one that it names: only an anchor that is dynamic
    /// there is looked for elsewhere.
    pub(super) fn is_ambiguous(&mut self, file: usize, base: &str, reference: &str) -> bool {
        let (_, anchor) = address::split(reference);
        match self.find(file, base, reference) {
            Ok(home) => match self.registry.dynamic(anchor) {
                homes @ [_, _, ..] => homes.contains(&home),
                _ => false,
            },
            Err(_) => false,
        }
    }

    fn want(&mut self, file: usize, place: &str, kind: Kind) {
        let walked_anyway = file == 0
            && ["/paths/", "/components/", "/webhooks/"]
                .iter()
                .any(|start| place.starts_with(start));
        if !walked_anyway && self.queued.insert((file, place.to_owned(), kind)) {
            self.queue.push_back((file, place.to_owned(), kind));
        }
    }

    /// Is this the first time that the object at a place is rewritten?
    pub(super) fn first_time(&mut self, file: usize, place: &str) -> bool {
        self.rewritten.insert((file, place.to_owned()))
    }

    /// A finding about a place of a file as it is being made.
    pub(super) fn report(&mut self, code: &'static Code, message: impl Into<String>, file: usize, place: &str) {
        let finding = Diagnostic::at_pointer(code, message, format!("{}{place}", prefix(file)));
        self.findings.push(finding);
    }

    fn into_core(mut self) -> Core {
        let mut names = Vec::new();
        for file in &self.files {
            names.push(FileName {
                address: file.address.clone(),
                stem: address::stem(&file.address),
            });
        }
        let moved = self.hoists.take_out(&mut self.files, &mut self.places);
        let mut roots = self.files.into_iter().map(|file| file.root);
        let mut root = roots.next().unwrap_or(Node::Null);
        super::hoist::put_in(&mut root, moved);
        let others: Vec<Node> = std::iter::once(Node::Null).chain(roots).collect();
        if others.len() > 1
            && let Some(document) = root.as_object_mut()
        {
            document.set(FILES, Node::Array(others.into_boxed_slice()));
        }
        Core {
            root,
            places: self.places,
            files: names,
            refusals: self.refusals,
            schemas: self.library.schemas(),
        }
    }
}

/// What a schema refers to, if it does nothing else.
fn only_reference(node: &Node) -> Option<&str> {
    let object = node.as_object().filter(|object| object.len() == 1)?;
    object.get("$ref")?.as_str()
}

fn refusal(unread: Unread) -> Refusal {
    match unread {
        Unread::Remote => Refusal::Remote,
        Unread::Outside => Refusal::Outside,
        Unread::NoFolder => Refusal::NoFolder,
        Unread::Missing { reason, similar } => Refusal::Missing { reason, similar },
        Unread::Broken => Refusal::Broken,
    }
}
