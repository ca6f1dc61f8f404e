//! The core form to [`Api`]: one file per OpenAPI noun or schema form.
//!
//! Lowering never fails. What cannot be lowered becomes [`Type::Any`](crate::api::Type::Any), or the smallest piece is
//! left out, with a finding.

mod additional;
mod all_of;
mod array;
mod assertion;
mod beside;
mod body;
mod callback;
mod component;
mod constraint;
mod default;
mod default_parameter;
mod discriminator;
mod encoding;
mod endless_default;
mod enumeration;
mod event;
mod evidence;
mod example;
mod flow;
mod format;
mod heirs;
mod info;
mod inheritance;
mod letter;
mod map;
mod meant;
mod name;
mod object;
mod operation;
mod parameter;
mod path;
mod piece;
mod profile;
mod range;
mod reference;
mod response;
mod scalar;
mod schema;
mod security;
mod separate;
mod sequence;
mod server;
mod settle;
mod share;
mod spot;
mod style;
mod tag;
mod unevaluated;
mod union;
mod variant;
mod verdict;

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::Schemas;
use crate::api::{Api, Parameter, Schema, Server, Value};
use crate::diagnostic::{Code, Diagnostic, Findings, WRONG_TYPE};
use crate::document::{Node, Object};
use crate::form::Misfit;
use crate::resolve::{Core, Resolver};

use self::component::Component;
use self::heirs::Heirs;
use self::name::Names;
use self::piece::Taken;
use self::profile::Profile;
use self::share::Shared;
use self::spot::Spot;

/// What lowering needs at every step.
pub(crate) struct Lowering<'d, 'f> {
    document: &'d Object,
    servers: Vec<Server>,
    resolver: Resolver<'d>,
    schemas_are: Schemas,
    findings: &'f mut Findings,
    schemas: Vec<Schema>,
    components: FxHashMap<&'d str, Component<'d>>,
    shared: Shared<'d>,
    /// What references into the middle of schemas lead to; `None` while it is being lowered.
    targets: FxHashMap<String, Option<Value>>,
    /// The types of schemas that must hold together, by those schemas.
    merged: FxHashMap<Vec<(*const Node, Taken)>, Value>,
    /// Which nodes are known to admit `null`.
    nulls: FxHashMap<*const Node, bool>,
    /// What is known of schemas without lowering them.
    profiles: FxHashMap<*const Node, Rc<Profile<'d>>>,
    names: Names,
    /// What is put together from components, once somebody asks.
    heirs: Option<Heirs<'d>>,
    /// The data of events and their one name, by the schema of the events.
    events: FxHashMap<*const Node, (Value, Option<String>)>,
    /// Headers of the parts of a body that have no fixed value, and where they stand, until its operation takes them.
    open_headers: Vec<(Parameter, String)>,
    /// How many schemas were put together so far.
    combined: usize,
    /// Keep the examples of bodies.
    keep_examples: bool,
}

/// Lowers a document.
pub(crate) fn lower(core: &Core, keep_examples: bool, findings: &mut Findings) -> Api {
    let mut lowering = Lowering {
        document: core.document(),
        servers: Vec::new(),
        resolver: Resolver::new(core),
        schemas_are: core.schemas,
        findings,
        schemas: Vec::new(),
        components: FxHashMap::default(),
        shared: Shared::default(),
        targets: FxHashMap::default(),
        merged: FxHashMap::default(),
        nulls: FxHashMap::default(),
        profiles: FxHashMap::default(),
        names: Names::default(),
        heirs: None,
        events: FxHashMap::default(),
        open_headers: Vec::new(),
        combined: 0,
        keep_examples,
    };
    let info = lowering.info();
    lowering.servers = lowering.all_servers();
    let mut security = lowering.security_schemes();
    lowering.component_schemas();
    let mut operations = lowering.operations(&mut security);
    lowering.component_references();
    lowering.settle();
    for tagged in operations.all_mut() {
        lowering.settle_parameter_defaults(&mut tagged.operation);
    }
    let occasions = std::mem::take(&mut operations.occasions);
    let (tags, [operations, webhooks, callbacks]) = lowering.tags(operations);
    Api {
        title: info.title,
        version: info.version,
        description: info.description,
        servers: lowering.servers,
        tags,
        security_schemes: security.schemes,
        schemas: lowering.schemas,
        operations,
        webhooks,
        callbacks,
        occasions,
    }
}

impl<'d> Lowering<'d, '_> {
    /// Adds a finding about the node at a spot.
    fn report(&mut self, code: &'static Code, message: impl Into<String>, at: &Spot<'_>) {
        self.findings.push(Diagnostic::at_pointer(code, message, at.pointer()));
    }

    /// Adds a finding about the node behind a pointer.
    fn report_at(&mut self, code: &'static Code, message: impl Into<String>, pointer: &str) {
        self.findings.push(Diagnostic::at_pointer(code, message, pointer));
    }

    /// Adds the findings about members of a wrong type.
    fn report_misfits(&mut self, misfits: &[Misfit], at: &Spot<'_>) {
        for Misfit {
            member,
            expected,
            found,
        } in misfits
        {
            let message = format!("`{member}` must be {expected}, but this is {found}");
            let finding = Diagnostic::at_pointer(&WRONG_TYPE, message, at.key(member).pointer());
            self.findings.push(match (*member, *expected, *found) {
                // As parameters have it, and drafts of JSON Schema before 4.
                ("required", "an array", "a boolean") => {
                    finding.with_help("list the property's name in `required` of the object that holds it")
                }
                // A comment has swallowed the rest of the line.
                ("$ref", _, "null") => {
                    finding.with_help("` #` begins a comment in YAML: put the reference into quotes")
                }
                _ => finding,
            });
        }
    }

    /// A member that should be an object; anything else is reported.
    fn object_at(&mut self, node: &'d Node, at: &Spot<'_>) -> Option<&'d Object> {
        let object = node.as_object();
        if object.is_none() {
            self.report(
                &WRONG_TYPE,
                format!("this must be an object, but it is {}", node.kind()),
                at,
            );
        }
        object
    }

    /// A member of an object that should be an object, if it is there.
    fn member(&mut self, object: &'d Object, key: &'static str, at: &Spot<'_>) -> Option<&'d Object> {
        object.get(key).and_then(|node| self.object_at(node, &at.key(key)))
    }

    /// The items of a member that should be an array.
    fn items(&mut self, object: &'d Object, key: &'static str, at: &Spot<'_>) -> &'d [Node] {
        let Some(node) = object.get(key) else { return &[] };
        if node.as_array().is_none() {
            let misfit = Misfit {
                member: key,
                expected: "an array",
                found: node.kind(),
            };
            self.report_misfits(&[misfit], at);
        }
        node.as_array().unwrap_or_default()
    }

    /// A member that should be text; numbers and booleans pass as their text.
    fn text(&mut self, object: &'d Object, key: &'static str, at: &Spot<'_>) -> Option<String> {
        let node = object.get(key)?;
        // Descriptions are kept in files of their own now and then.
        let text = match self.resolver.follow(node) {
            Ok((target, _)) => target.to_text(),
            Err(_) => None,
        };
        if text.is_none() {
            self.report_misfits(
                &[Misfit {
                    member: key,
                    expected: "a string",
                    found: node.kind(),
                }],
                at,
            );
        }
        text
    }

    /// A member that should be a boolean, `false` where it is absent.
    fn flag(&mut self, object: &'d Object, key: &'static str, at: &Spot<'_>) -> bool {
        let Some(node) = object.get(key) else { return false };
        if node.as_bool().is_none() {
            self.report_misfits(
                &[Misfit {
                    member: key,
                    expected: "a boolean",
                    found: node.kind(),
                }],
                at,
            );
        }
        node.as_bool().unwrap_or(false)
    }
}
