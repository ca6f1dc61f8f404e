//! Operations.

use rustc_hash::FxHashMap;

use crate::api::{Docs, Method, Occasion, Operation, Parameter, PathSegment, PathTemplate, Requirement};
use crate::diagnostic::{DUPLICATE_OPERATION_ID, Diagnostic, MISSING_OPERATION_ID};
use crate::document::{Node, Object};

use super::Lowering;
use super::path::Common;
use super::security::Schemes;
use super::spot::Spot;

/// An operation whose tags have no numbers yet.
pub(super) struct Tagged {
    pub(super) operation: Operation,
    pub(super) tags: Vec<String>,
}

/// The operations so far, and what holds for all of them.
pub(super) struct Operations {
    pub(super) list: Vec<Tagged>,
    pub(super) webhooks: Vec<Tagged>,
    pub(super) callbacks: Vec<Tagged>,
    pub(super) occasions: Vec<Occasion>,
    /// Which callbacks the path items behind these pointers hold.
    pub(super) met: FxHashMap<String, std::ops::Range<usize>>,
    /// The list is that of paths: what they lead to is called back.
    pub(super) are_paths: bool,
    /// Methods and paths without the names of placeholders, with the path as it was written and a pointer to it.
    twins: FxHashMap<(Method, String), (String, String)>,
    /// Ids, with pointers to the operations that have them.
    ids: FxHashMap<String, String>,
    /// What the document requires of operations that do not say.
    pub(super) security: Vec<Requirement>,
    /// A pointer to the first webhook or callback that does not say.
    pub(super) called_inheriting: Option<String>,
}

impl Operations {
    pub(super) fn new(security: Vec<Requirement>) -> Self {
        Self {
            list: Vec::new(),
            webhooks: Vec::new(),
            callbacks: Vec::new(),
            occasions: Vec::new(),
            met: FxHashMap::default(),
            are_paths: true,
            twins: FxHashMap::default(),
            ids: FxHashMap::default(),
            security,
            called_inheriting: None,
        }
    }

    /// What is required of an operation that does not say. Nothing in OpenAPI exempts what is called at others.
    fn inherited(&mut self, at: &Spot<'_>) -> Vec<Requirement> {
        if !self.are_paths {
            self.called_inheriting.get_or_insert_with(|| at.pointer());
        }
        self.security.clone()
    }

    /// Those of paths, webhooks and callbacks.
    pub(super) fn all_mut(&mut self) -> impl Iterator<Item = &mut Tagged> {
        let called = self.webhooks.iter_mut().chain(&mut self.callbacks);
        self.list.iter_mut().chain(called)
    }

    /// Lets others be listed for a while.
    pub(super) fn set_apart(&mut self) -> Vec<Tagged> {
        self.are_paths = false;
        std::mem::take(&mut self.list)
    }

    /// Puts the paths back; gives what was listed meanwhile.
    pub(super) fn put_back(&mut self, paths: Vec<Tagged>) -> Vec<Tagged> {
        self.are_paths = true;
        let mut called = std::mem::replace(&mut self.list, paths);
        // Whoever receives them says where.
        called.iter_mut().for_each(|tagged| tagged.operation.server = None);
        called
    }

    /// The path of an operation before this one that a server cannot tell from it, and the pointer to that operation.
    pub(super) fn twin(&mut self, method: Method, path: &PathTemplate, pointer: String) -> Option<(String, String)> {
        let pieces = path.segments.iter().map(|segment| match segment {
            PathSegment::Literal(text) => text.as_str(),
            PathSegment::Parameter(_) => "{}",
        });
        let here = (path.text.clone(), pointer);
        let known = self.twins.insert((method, pieces.collect()), here);
        known.filter(|(known, _)| *known != path.text)
    }

    /// Takes an id for an operation, with a number at its end if it is taken; then also a pointer to who has it.
    fn claim(&mut self, id: &str, pointer: String) -> (String, Option<String>) {
        let first = self.ids.get(id).cloned();
        let mut claimed = id.to_owned();
        let mut number = 2;
        while self.ids.contains_key(&claimed) {
            claimed = format!("{id}_{number}");
            number += 1;
        }
        self.ids.insert(claimed.clone(), pointer);
        (claimed, first)
    }
}

impl<'d> Lowering<'d, '_> {
    /// Lowers an operation and adds it.
    #[expect(
        clippy::too_many_arguments,
        reason = "an operation is where everything of a path meets"
    )]
    pub(super) fn operation(
        &mut self,
        method: Method,
        path: &PathTemplate,
        shared: &Common,
        object: &'d Object,
        operations: &mut Operations,
        schemes: &mut Schemes,
        at: &Spot<'_>,
    ) {
        let id = self.operation_id(method, path, object, operations, at);
        let words = [id];
        let at = &at.named(&words);
        let own = self.parameters(object, at);
        let mut parameters = self.fitting(merged(&shared.parameters, own), path, object, at);
        let server = self.own_server(object, at).or_else(|| shared.server.clone());
        let docs = Docs {
            title: self.text(object, "summary", at),
            description: self.text(object, "description", at),
            deprecated: self.flag(object, "deprecated", at),
            examples: Vec::new(),
        };
        // Nobody takes those of what is no body of a request.
        self.open_headers.clear();
        let body = object
            .get("requestBody")
            .and_then(|node| self.request_body(node, &at.key("requestBody").word("request")));
        parameters.extend(body.iter().flat_map(|body| self.headers_of_parts(body)));
        let responses = self.responses(object, at);
        let security = self
            .requirements(object, schemes, at)
            .unwrap_or_else(|| operations.inherited(at));
        let tags = self
            .items(object, "tags", at)
            .iter()
            .filter_map(Node::to_text)
            .collect();
        let pointer = at.pointer();
        let [id] = &words;
        let (id, path) = (id.clone(), path.clone());
        let tag_indexes = Vec::new();
        let operation = Operation {
            id,
            pointer,
            method,
            path,
            server,
            tags: tag_indexes,
            docs,
            parameters,
            body,
            responses,
            security,
        };
        operations.list.push(Tagged { operation, tags });
        self.callbacks(object, operations, schemes, at);
    }

    fn operation_id(
        &mut self,
        method: Method,
        path: &PathTemplate,
        object: &'d Object,
        operations: &mut Operations,
        at: &Spot<'_>,
    ) -> String {
        match self.text(object, "operationId", at).filter(|id| !id.is_empty()) {
            Some(id) => {
                let pointer = at.key("operationId").pointer();
                let (claimed, first) = operations.claim(&id, pointer.clone());
                if let Some(first) = first {
                    let message = format!("the operation id `{id}` is used before; this one becomes `{claimed}`");
                    let finding = Diagnostic::at_pointer(&DUPLICATE_OPERATION_ID, message, pointer);
                    self.findings.push(finding.with_related(first, "used here first"));
                }
                claimed
            }
            None => {
                let (claimed, _) = operations.claim(&made_id(method, path), at.pointer());
                let message = format!("this operation has no `operationId`; it is named `{claimed}`");
                self.report(&MISSING_OPERATION_ID, message, at);
                claimed
            }
        }
    }
}

/// `GET /pets/{petId}/` is `get_pets_petId`.
fn made_id(method: Method, path: &PathTemplate) -> String {
    let mut id = method.as_str().to_lowercase();
    for word in path
        .text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        id.push('_');
        id.push_str(word);
    }
    id
}

/// The operation's parameters override the path's by name and location.
fn merged(shared: &[Parameter], own: Vec<Parameter>) -> Vec<Parameter> {
    let mut all = shared.to_vec();
    for parameter in own {
        let known = all.iter_mut().find(|other| other.is_same(&parameter));
        match known {
            Some(known) => *known = parameter,
            None => all.push(parameter),
        }
    }
    all
}
