//! Paths: templates and the operations below them.

use crate::api::{Method, PathSegment, PathTemplate};
use crate::diagnostic::{INVALID_PATH, UNSUPPORTED_MEMBER};
use crate::document::{Node, Object};

use super::Lowering;
use super::operation::{Operations, Tagged};
use super::security::Schemes;
use super::spot::Spot;

impl<'d> Lowering<'d, '_> {
    /// Lowers every operation, in document order.
    pub(super) fn operations(&mut self, schemes: &mut Schemes) -> Vec<Tagged> {
        let root = Spot::root();
        let security = self.requirements(self.document, schemes, &root).unwrap_or_default();
        let mut operations = Operations::new(security);
        let Some(paths) = self.member(self.document, "paths", &root) else {
            return operations.list;
        };
        let at = root.key("paths");
        for (path, node) in paths.iter().filter(|(path, _)| !path.starts_with("x-")) {
            self.path_item(path, node, &mut operations, schemes, &at.key(path));
        }
        operations.list
    }

    fn path_item(
        &mut self,
        path: &'d str,
        node: &'d Node,
        operations: &mut Operations,
        schemes: &mut Schemes,
        at: &Spot<'_>,
    ) {
        let Some((target, moved)) = self.follow(node, at, "the operations of this path are left out") else {
            return;
        };
        let place = match &moved {
            Some(moved) => at.moved(moved.pointer()),
            None => *at,
        };
        let Some(item) = self.object_at(target, &place) else {
            return;
        };
        let template = self.template(path, at);
        self.report_servers(item, &place);
        let words = words(path);
        let shared = self.parameters(item, &place.named(&words));
        for (key, node) in item.iter() {
            let Some(method) = method(key) else { continue };
            let place = place.key(key);
            if let Some(operation) = self.object_at(node, &place) {
                self.operation(method, &template, &shared, operation, operations, schemes, &place);
            }
        }
    }

    /// Servers of a path or operation are not used yet.
    pub(super) fn report_servers(&mut self, holder: &'d Object, at: &Spot<'_>) {
        if holder
            .get("servers")
            .and_then(Node::as_array)
            .is_some_and(|servers| !servers.is_empty())
        {
            let message = "servers of a single path or operation are not supported; the document's servers are used";
            self.report(&UNSUPPORTED_MEMBER, message, &at.key("servers"));
        }
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

/// `/pets/{id}` names what its operations share.
fn words(path: &str) -> Vec<String> {
    let words = path.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn method(key: &str) -> Option<Method> {
    Some(match key {
        "get" => Method::Get,
        "put" => Method::Put,
        "post" => Method::Post,
        "delete" => Method::Delete,
        "options" => Method::Options,
        "head" => Method::Head,
        "patch" => Method::Patch,
        "trace" => Method::Trace,
        _ => return None,
    })
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
