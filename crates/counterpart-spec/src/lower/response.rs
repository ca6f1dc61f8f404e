//! Documented answers.

use crate::api::{Content, Docs, Parameter, ParameterLocation, Response, Status, StringFormat, Syntax, Type, Value};
use crate::diagnostic::{Diagnostic, EMPTY_RESPONSES, INVALID_STATUS, UNSUPPORTED_MEDIA_TYPE};
use crate::document::{Node, Object};

use super::Lowering;
use super::spot::Spot;

impl<'d> Lowering<'d, '_> {
    /// The answers of an operation, a status at most once.
    pub(super) fn responses(&mut self, operation: &'d Object, at: &Spot<'_>) -> Vec<Response> {
        let Some(responses) = self.member(operation, "responses", at) else {
            self.report_no_responses(at);
            return Vec::new();
        };
        if responses.iter().all(|(key, _)| key.starts_with("x-")) {
            self.report_no_responses(&at.key("responses"));
        }
        let at = at.key("responses");
        let mut all: Vec<Response> = Vec::new();
        for (key, node) in responses.iter().filter(|(key, _)| !key.starts_with("x-")) {
            let at = at.key(key).word(key);
            let Some(status) = status(key) else {
                let message = format!("`{key}` is no status; the response is left out");
                let finding = Diagnostic::at_pointer(&INVALID_STATUS, message, at.pointer());
                self.findings
                    .push(finding.with_help("responses are keyed by a code (`'404'`), a range (`4XX`) or `default`"));
                continue;
            };
            if let Some(response) = self.referred_response(status, node, &at)
                && !all.iter().any(|other| other.status == status)
            {
                all.push(response);
            }
        }
        all
    }

    fn report_no_responses(&mut self, at: &Spot<'_>) {
        let message = "no response is described; every answer reaches the caller as it is";
        self.report(&EMPTY_RESPONSES, message, at);
    }

    fn referred_response(&mut self, status: Status, node: &'d Node, at: &Spot<'_>) -> Option<Response> {
        let (node, moved) = self.follow(node, at, "the response is left out")?;
        let Some(moved) = moved else {
            return self.response(status, node, at);
        };
        let place = at.moved(moved.pointer());
        self.response(status, node, &place.named(moved.words()))
    }

    fn response(&mut self, status: Status, node: &'d Node, at: &Spot<'_>) -> Option<Response> {
        let object = self.object_at(node, at)?;
        let description = self.text(object, "description", at).filter(|text| !text.is_empty());
        let docs = Docs {
            description,
            ..Docs::default()
        };
        Some(Response {
            status,
            docs,
            headers: self.headers(object, at),
            contents: self.answer_contents(object, at),
        })
    }

    /// `content`; of a form in parts, which only requests can be, nothing but its bytes.
    fn answer_contents(&mut self, response: &'d Object, at: &Spot<'_>) -> Vec<Content> {
        let mut contents = self.contents(response, at);
        for content in contents
            .iter_mut()
            .filter(|content| content.syntax == Syntax::Multipart)
        {
            let message = "an answer is not taken apart as a multipart form; the body is raw bytes";
            self.report(
                &UNSUPPORTED_MEDIA_TYPE,
                message,
                &at.key("content").key(&content.media_type),
            );
            content.syntax = Syntax::Binary;
            content.value = Value::new(Type::String(StringFormat::Binary));
            content.encodings.clear();
        }
        contents
    }

    /// `headers`, a name at most once.
    fn headers(&mut self, response: &'d Object, at: &Spot<'_>) -> Vec<Parameter> {
        let Some(headers) = self.member(response, "headers", at) else {
            return Vec::new();
        };
        let at = at.key("headers");
        let mut all: Vec<Parameter> = Vec::new();
        for (name, node) in headers.iter() {
            // OpenAPI ignores it here: the media types of `content` say the same.
            let is_known = name.eq_ignore_ascii_case("content-type")
                || all.iter().any(|other| other.wire_name.eq_ignore_ascii_case(name));
            if !is_known {
                let header = self.referred_header(name, node, &at.key(name).word(name));
                // Nobody fills in what an answer leaves out.
                all.extend(header.map(|header| Parameter {
                    default: None,
                    ..header
                }));
            }
        }
        all
    }

    /// A header, behind its reference.
    pub(super) fn referred_header(&mut self, name: &str, node: &'d Node, at: &Spot<'_>) -> Option<Parameter> {
        let (node, moved) = self.follow(node, at, "the header is left out")?;
        let Some(moved) = moved else {
            return self.header(name, node, at);
        };
        let place = at.moved(moved.pointer());
        self.header(name, node, &place.named(moved.words()))
    }

    fn header(&mut self, name: &str, node: &'d Node, at: &Spot<'_>) -> Option<Parameter> {
        let object = self.object_at(node, at)?;
        let held = self.held(object, ParameterLocation::Header, at);
        let docs = Docs {
            description: self.description(object, at),
            deprecated: self.flag(object, "deprecated", at),
            ..Docs::default()
        };
        Some(Parameter {
            wire_name: name.to_owned(),
            location: ParameterLocation::Header,
            part: None,
            style: held.style,
            explode: held.explode,
            reserved: false,
            may_be_empty: false,
            required: self.flag(object, "required", at),
            value: held.value,
            encodings: held.encodings,
            default: held.default,
            docs,
        })
    }
}

fn status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    if let Some(hundreds) = key.strip_suffix("XX").or_else(|| key.strip_suffix("xx")) {
        return hundreds
            .parse()
            .ok()
            .filter(|hundreds| (1..=5).contains(hundreds))
            .map(Status::Range);
    }
    key.parse()
        .ok()
        .filter(|code| (100..=599).contains(code) && key.len() == 3)
        .map(Status::Code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses() {
        assert_eq!(status("404"), Some(Status::Code(404)));
        assert_eq!(status("4XX"), Some(Status::Range(4)));
        assert_eq!(status("default"), Some(Status::Default));
        for invalid in ["", "ok", "600", "99", "+40", "0XX", "6XX", "0200"] {
            assert_eq!(status(invalid), None, "{invalid}");
        }
    }
}
