//! A request while it is being written, and on its way: the box that it is written in is the one that it travels in.

use std::mem;

use http::header::{COOKIE, HeaderMap, HeaderName, HeaderValue};
use http::{Method, Request, Uri};
#[cfg(feature = "reqwest-transport")]
use reqwest::Url;

use super::base_url::{BaseUrl, ILLEGAL_ADDRESS};
use super::encode::EncodeError;
use crate::form::multipart::PartHeader;
use crate::operation::OperationTable;
use crate::types::{Body, Seldom};

/// A request whose parts are still separate, so that credentials can join them.
pub(crate) struct Draft {
    pub(crate) table: &'static OperationTable,
    /// The base is the whole address.
    pub(crate) is_whole: bool,
    /// Encoded, from the slash on.
    pub(crate) path: String,
    /// Encoded, without the question mark.
    pub(crate) query: String,
    pub(crate) method: Method,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    rare: Seldom<Rare>,
    /// Where it goes, once that is known: path and query are complete then.
    base: Option<BaseUrl>,
}

/// What few requests have.
#[derive(Default)]
struct Rare {
    /// `a=b; c=d`
    cookies: String,
    /// Headers of parts, by the properties that these are of.
    part_headers: Vec<(&'static str, PartHeader)>,
}

impl Draft {
    /// Boxed, as it is handed on from future to future.
    #[inline]
    pub(crate) fn new(table: &'static OperationTable, method: Method, headers: HeaderMap) -> Box<Self> {
        Box::new(Self {
            table,
            is_whole: false,
            path: String::new(),
            query: String::new(),
            method,
            headers,
            body: Body::empty(),
            rare: Seldom::NONE,
            base: None,
        })
    }

    /// The same once more, where its body is all there.
    #[cfg(feature = "client")]
    pub(crate) fn again(&self) -> Option<Box<Self>> {
        Some(self.with(self.body.ready_bytes()?.into()))
    }

    /// The same with another body.
    pub(crate) fn with(&self, body: Body) -> Box<Self> {
        // What is chosen for parts is in the body.
        let rare = self.rare.get().map(|rare| Rare {
            cookies: rare.cookies.clone(),
            part_headers: Vec::new(),
        });
        Box::new(Self {
            table: self.table,
            is_whole: self.is_whole,
            path: self.path.clone(),
            query: self.query.clone(),
            method: self.method.clone(),
            headers: self.headers.clone(),
            body,
            rare: rare.map_or(Seldom::NONE, Seldom::some),
            base: self.base.clone(),
        })
    }

    /// The cookies, to be added to.
    pub(crate) fn cookies_mut(&mut self) -> &mut String {
        &mut self.rare.get_or_default().cookies
    }

    /// Headers of parts, by the properties that these are of.
    pub(crate) fn part_headers(&self) -> &[(&'static str, PartHeader)] {
        self.rare.get().map_or(&[], |rare| &rare.part_headers)
    }

    /// Adds `name=value`, both encoded, to the query.
    pub(crate) fn push_query(&mut self, name: &str, value: &str) {
        let gap = if self.query.is_empty() { "" } else { "&" };
        self.query.extend([gap, name, "=", value]);
    }

    /// Adds a cookie.
    pub(crate) fn push_cookie(&mut self, name: &str, value: &str) {
        let cookies = self.cookies_mut();
        let gap = if cookies.is_empty() { "" } else { "; " };
        cookies.extend([gap, name, "=", value]);
    }

    /// Adds a header.
    pub(crate) fn push_header(&mut self, name: &'static str, value: &str) -> Result<(), EncodeError> {
        let (name, value) = self.legal_header(name, value)?;
        self.headers.append(name, value);
        Ok(())
    }

    /// Adds a header to the parts of a property.
    pub(crate) fn push_part_header(
        &mut self,
        property: &'static str,
        name: &'static str,
        value: String,
    ) -> Result<(), EncodeError> {
        // A line break would let the value write headers of its own.
        self.legal_header(name, &value)?;
        let rare = self.rare.get_or_default();
        rare.part_headers.push((property, (name.into(), value.into())));
        Ok(())
    }

    fn legal_header(&self, name: &str, value: &str) -> Result<(HeaderName, HeaderValue), EncodeError> {
        let illegal = |what| self.error(format!("the header `{name}` {what}"));
        let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| illegal("has no legal name"))?;
        let value = HeaderValue::from_str(value).map_err(|_| illegal("cannot carry the value"))?;
        Ok((header, value))
    }

    /// Puts everything together below a base, once: path and query are those of the address then, cookies are in the headers.
    #[inline]
    pub(crate) fn finish(&mut self, base: &BaseUrl) -> Result<(), EncodeError> {
        debug_assert!(self.base.is_none(), "it would have the base's path and query twice");
        if !base.complete(self.is_whole, &mut self.path, &mut self.query) {
            return Err(self.illegal_address());
        }
        self.base = Some(base.clone());
        match self.rare.get_mut() {
            Some(rare) if !rare.cookies.is_empty() => {
                let cookies = mem::take(&mut rare.cookies);
                self.send_cookies(&cookies)
            }
            _ => Ok(()),
        }
    }

    fn send_cookies(&mut self, cookies: &str) -> Result<(), EncodeError> {
        let mut cookies = HeaderValue::from_str(cookies).map_err(|_| self.error("the cookies are not legal"))?;
        cookies.set_sensitive(true);
        self.headers.insert(COOKIE, cookies);
        Ok(())
    }

    /// The finished request, with its address.
    pub(crate) fn take_request(&mut self) -> Result<Request<Body>, EncodeError> {
        let mut request = Request::new(mem::take(&mut self.body));
        *request.uri_mut() = self.uri().ok_or_else(|| self.illegal_address())?;
        *request.method_mut() = mem::take(&mut self.method);
        *request.headers_mut() = mem::take(&mut self.headers);
        Ok(request)
    }

    /// Where the finished request goes.
    pub(crate) fn uri(&self) -> Option<Uri> {
        self.base.as_ref()?.to_uri(&self.path, &self.query)
    }

    /// How many bytes of the finished request's path are the base's.
    #[cfg(feature = "mock")]
    pub(crate) fn base_length(&self) -> usize {
        self.base.as_ref().map_or(0, |base| base.path().len())
    }

    /// The same as reqwest has it.
    #[cfg(feature = "reqwest-transport")]
    #[inline]
    pub(crate) fn url(&self) -> Option<Url> {
        self.base.as_ref()?.to_url(&self.path, &self.query)
    }

    #[cold]
    pub(crate) fn illegal_address(&self) -> EncodeError {
        self.error(ILLEGAL_ADDRESS)
    }

    #[cold]
    pub(crate) fn error(&self, reason: impl Into<String>) -> EncodeError {
        EncodeError::new(self.table.id, reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Prepared;

    static TABLE: OperationTable = OperationTable {
        id: "any",
        method: "GET",
        path: "/",
        server: None,
        inputs: &[],
        security: &[],
        answers: &[],
        prepared: {
            static PREPARED: Prepared = Prepared::new();
            &PREPARED
        },
    };

    #[test]
    fn copies_have_everything_once() {
        let base = BaseUrl::parse("https://api.example/v1?key=1").unwrap();
        let mut draft = Draft::new(&TABLE, Method::PUT, HeaderMap::new());
        draft.path.push_str("/a");
        draft.push_query("b", "2");
        draft.push_cookie("c", "3");
        draft.push_header("x-d", "4").unwrap();
        draft.body = "body".into();
        let mut before = draft.again().unwrap();
        before.finish(&base).unwrap();
        draft.finish(&base).unwrap();
        let after = draft.again().unwrap();
        for mut draft in [before, draft, after] {
            let request = draft.take_request().unwrap();
            assert_eq!(request.uri(), "https://api.example/v1/a?key=1&b=2");
            let headers = ["x-d", "cookie"].map(|name| request.headers()[name].as_bytes());
            assert_eq!((headers, request.headers().len()), ([&b"4"[..], b"c=3"], 2));
            assert_eq!((request.method(), request.body().length()), (&Method::PUT, Some(4)));
        }
    }
}
