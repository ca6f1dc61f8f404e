//! A request while it is being written, and on its way: the box that it is written in is the one that it travels in.

use std::mem;

use http::header::{COOKIE, HeaderName, HeaderValue};
use http::{Method, Request, Uri};
#[cfg(feature = "reqwest-transport")]
use reqwest::Url;

use super::base_url::{Address, BaseUrl, ILLEGAL_ADDRESS};
use super::encode::EncodeError;
use crate::form::multipart::PartHeader;
use crate::operation::OperationTable;
use crate::types::Body;

/// A request whose parts are still separate, so that credentials can join them.
pub(crate) struct Draft {
    pub(crate) table: &'static OperationTable,
    /// The base is the whole address.
    pub(crate) is_whole: bool,
    /// Encoded, from the slash on.
    pub(crate) path: String,
    /// Encoded, without the question mark.
    pub(crate) query: String,
    /// `a=b; c=d`
    pub(crate) cookies: String,
    /// Headers of parts, by the properties that these are of.
    pub(crate) part_headers: Vec<(&'static str, PartHeader)>,
    /// Has its headers and its body; the method comes last.
    pub(crate) request: Request<Body>,
    /// Where it goes, once that is known.
    address: Option<Address>,
}

impl Draft {
    /// Boxed, as it is handed on from future to future.
    pub(crate) fn new(table: &'static OperationTable) -> Box<Self> {
        Box::new(Self {
            table,
            is_whole: false,
            path: String::new(),
            query: String::new(),
            cookies: String::new(),
            part_headers: Vec::new(),
            request: Request::default(),
            address: None,
        })
    }

    /// The same once more, where its body is all there.
    #[cfg(feature = "client")]
    pub(crate) fn again(&self) -> Option<Box<Self>> {
        Some(self.with(self.request.body().ready_bytes()?.into()))
    }

    /// The same with another body.
    pub(crate) fn with(&self, body: Body) -> Box<Self> {
        let mut request = Request::new(body);
        request.method_mut().clone_from(self.request.method());
        request.headers_mut().clone_from(self.request.headers());
        request.extensions_mut().clone_from(self.request.extensions());
        Box::new(Self {
            table: self.table,
            path: self.path.clone(),
            query: self.query.clone(),
            cookies: self.cookies.clone(),
            // They are in the body.
            part_headers: Vec::new(),
            request,
            address: self.address.clone(),
            is_whole: self.is_whole,
        })
    }

    /// Adds `name=value`, both encoded, to the query.
    pub(crate) fn push_query(&mut self, name: &str, value: &str) {
        let gap = if self.query.is_empty() { "" } else { "&" };
        self.query.extend([gap, name, "=", value]);
    }

    /// Adds a cookie.
    pub(crate) fn push_cookie(&mut self, name: &str, value: &str) {
        let gap = if self.cookies.is_empty() { "" } else { "; " };
        self.cookies.extend([gap, name, "=", value]);
    }

    /// Adds a header.
    pub(crate) fn push_header(&mut self, name: &'static str, value: &str) -> Result<(), EncodeError> {
        let (name, value) = self.legal_header(name, value)?;
        self.request.headers_mut().append(name, value);
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
        self.part_headers.push((property, (name.into(), value.into())));
        Ok(())
    }

    fn legal_header(&self, name: &str, value: &str) -> Result<(HeaderName, HeaderValue), EncodeError> {
        let illegal = |what| self.error(format!("the header `{name}` {what}"));
        let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| illegal("has no legal name"))?;
        let value = HeaderValue::from_str(value).map_err(|_| illegal("cannot carry the value"))?;
        Ok((header, value))
    }

    /// Puts everything together below a base, once: path and query are in the address then, cookies in the request. The path is
    /// taken for it.
    pub(crate) fn finish(&mut self, base: &BaseUrl) -> Result<(), EncodeError> {
        let method =
            Method::from_bytes(self.table.method.as_bytes()).map_err(|_| self.error("the method is not legal"))?;
        let address = match self.is_whole {
            true => base.called(&self.query),
            false => base.join(mem::take(&mut self.path), &self.query),
        };
        self.address = Some(address.ok_or_else(|| self.illegal_address())?);
        if !self.cookies.is_empty() {
            self.send_cookies()?;
        }
        *self.request.method_mut() = method;
        // A copy of the draft should not have them twice.
        self.query.clear();
        self.cookies.clear();
        Ok(())
    }

    fn send_cookies(&mut self) -> Result<(), EncodeError> {
        let mut cookies = HeaderValue::from_str(&self.cookies).map_err(|_| self.error("the cookies are not legal"))?;
        cookies.set_sensitive(true);
        self.request.headers_mut().insert(COOKIE, cookies);
        Ok(())
    }

    /// The finished request, with its address.
    pub(crate) fn take_request(&mut self) -> Result<Request<Body>, EncodeError> {
        *self.request.uri_mut() = self.uri().ok_or_else(|| self.illegal_address())?;
        Ok(mem::take(&mut self.request))
    }

    /// Where the finished request goes.
    pub(crate) fn uri(&self) -> Option<Uri> {
        self.address.as_ref()?.to_uri()
    }

    /// The same as reqwest has it.
    #[cfg(feature = "reqwest-transport")]
    pub(crate) fn url(&self) -> Option<Url> {
        self.address.as_ref()?.to_url()
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
