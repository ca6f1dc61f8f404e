//! From one page to the request for the next.

use bytes::Bytes;
use http::header::LINK;
use http::{HeaderMap, Uri};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::pick::{Picked, pick};
use super::{Paging, Way};
use crate::http_layer::{BaseUrl, Draft, EncodeError};
use crate::params::percent;

/// A page that was asked for, and what of it leads on.
pub(super) struct Turn<'a> {
    pub(super) paging: Paging,
    pub(super) draft: Box<Draft>,
    pub(super) base: &'a BaseUrl,
}

/// The request for a page, and the address that it is below where that is another than before.
type Next = (Box<Draft>, Option<BaseUrl>);

impl Turn<'_> {
    /// The request for the next page, if there is one.
    ///
    /// # Errors
    /// Where the server names an address that the credentials must not be sent to.
    pub(super) fn next(self, headers: &HeaderMap, body: &Bytes) -> Result<Option<Next>, EncodeError> {
        let text = |pointer| match pick(body, pointer) {
            Picked::Text(text) => Some(text),
            Picked::Nothing | Picked::Array(_) => None,
        };
        let count = || match pick(body, self.paging.items) {
            Picked::Array(count) => count,
            Picked::Nothing | Picked::Text(_) => 0,
        };
        let (parameter, value) = match self.paging.way {
            Way::Link => return self.follow(next_link(headers)),
            Way::Url { next } => return self.follow(text(next)),
            Way::Cursor { parameter, next } => (parameter, text(next)),
            Way::Number { parameter } => (parameter, self.count(parameter, 1, u64::from(count() > 0))),
            Way::Offset { parameter } => (parameter, self.count(parameter, 0, count())),
        };
        // A server that names the same page again would be asked forever.
        let value = value.filter(|value| self.value(parameter).as_deref() != Some(value));
        Ok(value.map(|value| (self.with(parameter, &value), None)))
    }

    /// The parameter so much further; nothing where there is no further.
    fn count(&self, parameter: &str, first: u64, by: u64) -> Option<String> {
        let now = self
            .value(parameter)
            .and_then(|value| value.parse().ok())
            .unwrap_or(first);
        (by > 0).then(|| now.saturating_add(by).to_string())
    }

    fn value(&self, parameter: &str) -> Option<String> {
        let mut pairs = self
            .draft
            .query
            .split('&')
            .map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let (_, value) = pairs.find(|(name, _)| is(name, parameter))?;
        percent::decode_form(value).map(Into::into)
    }

    fn with(mut self, parameter: &str, value: &str) -> Box<Draft> {
        let others = self.draft.query.split('&').filter(|pair| {
            let name = pair.split_once('=').map_or(*pair, |(name, _)| name);
            !pair.is_empty() && !is(name, parameter)
        });
        self.draft.query = others.collect::<Vec<_>>().join("&");
        let [name, value] = [parameter, value].map(|text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string());
        self.draft.push_query(&name, &value);
        self.draft
    }

    /// The page at an address. Credentials go with it, so it has to be of the same origin.
    fn follow(mut self, reference: Option<String>) -> Result<Option<Next>, EncodeError> {
        let Some(reference) = reference else { return Ok(None) };
        let address = self.base.resolve(&reference);
        let (Some(uri), Some(own)) = (address, self.base.resolve("/")) else {
            return Err(self.draft.error("the address of the next page is not a legal one"));
        };
        if origin(&uri) != origin(&own) {
            let [other, known] = [&uri, &own].map(shown);
            return Err(self.draft.error(format!(
                "the next page is at {other}, and what goes with requests is meant for {known}"
            )));
        }
        if self.is_asked(&uri) {
            return Ok(None);
        }
        let base = own.to_string();
        let base = BaseUrl::parse(&base).map_err(|error| self.draft.error(error.to_string()))?;
        uri.path().clone_into(&mut self.draft.path);
        uri.query().unwrap_or_default().clone_into(&mut self.draft.query);
        Ok(Some((self.draft, Some(base))))
    }

    /// It is the page that was just asked for: a server that names it again would be asked forever.
    fn is_asked(&self, uri: &Uri) -> bool {
        let (mut path, mut query) = (self.draft.path.clone(), self.draft.query.clone());
        let is_whole = self.draft.is_whole;
        self.base.complete(is_whole, &mut path, &mut query)
            && (uri.path(), uri.query().unwrap_or_default()) == (&*path, &*query)
    }
}

fn is(encoded: &str, name: &str) -> bool {
    percent::decode_form(encoded).is_some_and(|decoded| decoded == name)
}

fn origin(uri: &Uri) -> (Option<&str>, Option<String>, u16) {
    let port = match uri.scheme_str() {
        Some("http") => 80,
        _ => 443,
    };
    let host = uri.host().map(str::to_ascii_lowercase);
    (uri.scheme_str(), host, uri.port_u16().unwrap_or(port))
}

/// Where an address leads, without a user and password that may be in it.
fn shown(uri: &Uri) -> String {
    let [scheme, host] = [uri.scheme_str(), uri.host()].map(Option::unwrap_or_default);
    let port = uri.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{scheme}://{host}{port}")
}

/// The same request once more; a body that is a stream was sent, and is not in it.
pub(super) fn copy(draft: &Draft) -> Box<Draft> {
    draft.with(draft.body.ready_bytes().unwrap_or_default().into())
}

/// The target of the link with the relation `next` (RFC 8288, section 3).
fn next_link(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(links).find_map(|(target, parameters)| {
        let mut parameters = parameters.split(';').filter_map(|parameter| parameter.split_once('='));
        let (_, relation) = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("rel"))?;
        // The comma is that before the next link.
        let relation = relation.trim_matches(|one: char| one == '"' || one == ',' || one.is_whitespace());
        let mut relations = relation.split_ascii_whitespace();
        relations
            .any(|one| one.eq_ignore_ascii_case("next"))
            .then(|| target.to_owned())
    })
}

/// `<target>; rel="next", <target>; ..`: each target with its parameters.
fn links(value: &str) -> impl Iterator<Item = (&str, &str)> {
    // The commas between links are those before a `<`: addresses and titles may have others.
    value.split('<').skip(1).filter_map(|link| link.split_once('>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_link_is_found_among_others() {
        let next = |values: &[&str]| {
            let headers = values.iter().map(|value| (LINK, value.parse().unwrap()));
            next_link(&headers.collect())
        };
        let github = "<https://api.x/r?page=2>; rel=\"next\", <https://api.x/r?page=9>; rel=\"last\"";
        assert_eq!(next(&[github]), Some("https://api.x/r?page=2".into()));
        let odd = "<https://x/?a=1,2>; title=\"a, b\"; rel=\"prev\", </b>;REL=next";
        assert_eq!(next(&[odd]), Some("/b".into()));
        assert_eq!(next(&["</a>; rel=\"last\"", "</c>; rel=\"x next\""]), Some("/c".into()));
        for none in ["", "</a>", "</a>; rel=\"nextish\"", "nonsense; rel=next"] {
            assert_eq!(next(&[none]), None, "{none}");
        }
    }
}
