//! Paths: templates and the operations below them.

use crate::api::{Method, Parameter, PathSegment, PathTemplate, Server};
use crate::diagnostic::{
    Diagnostic, EQUIVALENT_PATHS, INVALID_PATH, OPTIONAL_PATH_PARAMETER, Severity, UNSUPPORTED_METHOD,
};
use crate::document::{Node, pointer};

use super::Lowering;
use super::operation::Operations;
use super::security::Schemes;
use super::spot::Spot;

/// The methods that have a member of their own in a path item.
const METHODS: &[(&str, Method)] = &[
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
    ("query", Method::Query),
];

/// Other registered methods (IANA, "HTTP Method Registry") whose names are one word.
const OTHER_METHODS: &[&str] = &[
    "ACL",
    "BIND",
    "CHECKIN",
    "CHECKOUT",
    "COPY",
    "LABEL",
    "LINK",
    "LOCK",
    "MERGE",
    "MKACTIVITY",
    "MKCALENDAR",
    "MKCOL",
    "MKWORKSPACE",
    "MOVE",
    "ORDERPATCH",
    "PROPFIND",
    "PROPPATCH",
    "PURGE",
    "REBIND",
    "REPORT",
    "SEARCH",
    "UNBIND",
    "UNCHECKOUT",
    "UNLINK",
    "UNLOCK",
    "UPDATE",
];

/// What a path item says for all of its operations.
pub(super) struct Common {
    pub(super) server: Option<Server>,
    pub(super) parameters: Vec<Parameter>,
}

impl<'d> Lowering<'d, '_> {
    /// Lowers every operation, in document order.
    pub(super) fn operations(&mut self, schemes: &mut Schemes) -> Operations {
        let root = Spot::root();
        let security = self.requirements(self.document, schemes, &root).unwrap_or_default();
        let mut operations = Operations::new(security);
        if let Some(paths) = self.member(self.document, "paths", &root) {
            let at = root.key("paths");
            for (path, node) in paths.iter().filter(|(path, _)| !path.starts_with("x-")) {
                let at = at.key(path);
                let template = self.template(path, &at);
                self.path_item(&template, node, &mut operations, schemes, &at);
            }
        }
        self.webhooks(&mut operations, schemes);
        self.report_inherited_security(&operations);
        operations
    }

    /// Webhooks are read like paths, and kept apart.
    fn webhooks(&mut self, operations: &mut Operations, schemes: &mut Schemes) {
        let root = Spot::root();
        let Some(webhooks) = self.member(self.document, "webhooks", &root) else {
            return;
        };
        let at = root.key("webhooks");
        let paths = operations.set_apart();
        for (name, node) in webhooks.iter().filter(|(name, _)| !name.starts_with("x-")) {
            let template = PathTemplate {
                text: name.to_owned(),
                segments: vec![PathSegment::Literal(name.to_owned())],
            };
            self.path_item(&template, node, operations, schemes, &at.key(name));
        }
        operations.webhooks = operations.put_back(paths);
    }

    pub(super) fn path_item(
        &mut self,
        template: &PathTemplate,
        node: &'d Node,
        operations: &mut Operations,
        schemes: &mut Schemes,
        at: &Spot<'_>,
    ) {
        let Some((target, moved)) = self.follow(node, at, "the operations of this path are left out") else {
            return;
        };
        let Some(moved) = moved else {
            return self.own_operations(template, node, &[], operations, schemes, at);
        };
        // What stands beside a `$ref` goes before what it leads to.
        let beside: Vec<&str> = node
            .as_object()
            .into_iter()
            .flat_map(|item| item.iter().map(|(key, _)| key))
            .collect();
        self.own_operations(
            template,
            target,
            &beside,
            operations,
            schemes,
            &at.moved(moved.pointer()),
        );
        self.own_operations(template, node, &[], operations, schemes, at);
    }

    /// The operations of a path item that are not among those `known`.
    fn own_operations(
        &mut self,
        template: &PathTemplate,
        node: &'d Node,
        known: &[&str],
        operations: &mut Operations,
        schemes: &mut Schemes,
        at: &Spot<'_>,
    ) {
        let Some(item) = self.object_at(node, at) else { return };
        let words = words(&template.text);
        let shared = Common {
            server: self.own_server(item, at),
            parameters: self.parameters(item, &at.named(&words)),
        };
        for (key, node) in item.iter().filter(|(key, _)| !known.contains(key)) {
            let at = at.key(key);
            if let Some((_, method)) = METHODS.iter().find(|(name, _)| *name == key) {
                self.referred_operation(*method, template, &shared, node, operations, schemes, &at);
            } else if key == "additionalOperations" {
                let Some(others) = self.object_at(node, &at) else {
                    continue;
                };
                for (name, node) in others.iter() {
                    let at = at.key(name);
                    match OTHER_METHODS.iter().find(|method| **method == name) {
                        Some(method) => {
                            let method = Method::Other(method);
                            self.referred_operation(method, template, &shared, node, operations, schemes, &at);
                        }
                        None => {
                            let message = format!("`{name}` is no registered HTTP method; the operation is left out");
                            self.report(&UNSUPPORTED_METHOD, message, &at);
                        }
                    }
                }
            }
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "an operation is where everything of a path meets"
    )]
    fn referred_operation(
        &mut self,
        method: Method,
        template: &PathTemplate,
        shared: &Common,
        node: &'d Node,
        operations: &mut Operations,
        schemes: &mut Schemes,
        at: &Spot<'_>,
    ) {
        let Some((node, moved)) = self.follow(node, at, "the operation is left out") else {
            return;
        };
        let place = match &moved {
            Some(moved) => at.moved(moved.pointer()),
            None => *at,
        };
        self.report_twin(method, template, operations, at);
        if let Some(operation) = self.object_at(node, &place) {
            self.operation(method, template, shared, operation, operations, schemes, &place);
        }
    }

    /// Two paths that differ in the names of their placeholders only are one to a server.
    fn report_twin(&mut self, method: Method, template: &PathTemplate, operations: &mut Operations, at: &Spot<'_>) {
        let Some((twin, place)) = operations.twin(method, template, at.pointer()) else {
            return;
        };
        let message = format!(
            "`{} {}` cannot be told from `{twin}`: both are generated, and a server calls the handler of the one described first",
            method.as_str(),
            template.text
        );
        let finding = Diagnostic::at_pointer(&EQUIVALENT_PATHS, message, at.pointer());
        self.findings.push(finding.with_related(place, "the other one"));
    }

    /// A path parameter that is not marked as required. Where a path is nothing but its placeholders, nothing would be
    /// left of it without them: the document describes some other path too, and does not say which.
    pub(super) fn report_optional(&mut self, name: &str, at: &Spot<'_>) {
        let pointer = at.pointer();
        let mut tokens = pointer::tokens(&pointer);
        let is_path = tokens.next().as_deref() == Some("paths");
        let path = tokens.next().filter(|_| is_path).and_then(|path| segments(&path));
        let is_all = path.is_some_and(|path| path.iter().all(is_bare));
        let (severity, rest) = match is_all {
            true => (Severity::Error, "and nothing of the path is left without it"),
            false => (OPTIONAL_PATH_PARAMETER.severity, "it is all the same"),
        };
        let message = format!("the path parameter `{name}` is not marked `required: true`; {rest}");
        let mut finding = Diagnostic::at_pointer(&OPTIONAL_PATH_PARAMETER, message, pointer.as_str());
        finding.severity = severity;
        self.findings.push(finding);
    }

    /// Takes a template apart; what is no template is used as text.
    fn template(&mut self, path: &str, at: &Spot<'_>) -> PathTemplate {
        let mut text = path.to_owned();
        if !text.starts_with('/') {
            self.report(
                &INVALID_PATH,
                format!("the path `{path}` does not begin with `/`; one is put in front"),
                at,
            );
            text.insert(0, '/');
        }
        let segments = segments(&text).unwrap_or_else(|| {
            let message =
                format!("the braces of `{path}` do not come in pairs around a name; the path is taken literally");
            self.report(&INVALID_PATH, message, at);
            vec![PathSegment::Literal(text.clone())]
        });
        PathTemplate { text, segments }
    }
}

/// Is this a placeholder, or just what stands between two?
fn is_bare(segment: &PathSegment) -> bool {
    match segment {
        PathSegment::Literal(text) => text == "/",
        PathSegment::Parameter(_) => true,
    }
}

/// `/pets/{id}` names what its operations share.
pub(super) fn words(path: &str) -> Vec<String> {
    let words = path.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The pieces of a template; `None` if braces are not in pairs, or hold nothing or the same name twice.
fn segments(text: &str) -> Option<Vec<PathSegment>> {
    let mut segments: Vec<PathSegment> = Vec::new();
    let mut rest = text;
    while let Some((literal, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        if literal.contains('}') || name.is_empty() || name.contains(['{', '/']) {
            return None;
        }
        if !literal.is_empty() {
            segments.push(PathSegment::Literal(literal.to_owned()));
        }
        let parameter = PathSegment::Parameter(name.to_owned());
        if segments.contains(&parameter) {
            return None;
        }
        segments.push(parameter);
        rest = after;
    }
    if rest.contains('}') {
        return None;
    }
    if !rest.is_empty() {
        segments.push(PathSegment::Literal(rest.to_owned()));
    }
    Some(segments)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str) -> PathSegment {
        PathSegment::Literal(text.to_owned())
    }

    fn parameter(name: &str) -> PathSegment {
        PathSegment::Parameter(name.to_owned())
    }

    #[test]
    fn templates() {
        let all = [
            literal("/a/"),
            parameter("b"),
            literal("."),
            parameter("c"),
            literal("/"),
        ];
        assert_eq!(segments("/a/{b}.{c}/").unwrap(), all);
        assert_eq!(segments("/").unwrap(), [literal("/")]);
        for broken in ["/{a", "/a}", "/{}", "/{a}/{a}", "/{{a}}"] {
            assert_eq!(segments(broken), None, "{broken}");
        }
    }
}
