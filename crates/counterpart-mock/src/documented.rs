//! What is documented of an answer beside its value: headers, and how forms are written. Made once, because nothing of the
//! runtime's tables is ever given back.

use counterpart::form::Encoding;
use counterpart::params::{self, Param};
use counterpart_spec::api::{Parameter, Response, Status};
use http::header::{HeaderMap, HeaderName, HeaderValue};

use crate::tables;
use crate::value::Maker;

/// The headers and forms of a documented answer.
pub(crate) struct Documented {
    status: Status,
    headers: Vec<(HeaderName, Param, &'static Parameter)>,
    /// One a media type, in their order.
    encodings: Vec<&'static [Encoding]>,
}

impl Documented {
    /// Takes in all answers of an operation.
    pub(crate) fn all(responses: &'static [Response]) -> Vec<Self> {
        responses.iter().map(Self::new).collect()
    }

    fn new(response: &'static Response) -> Self {
        // A header that cannot have its name cannot be sent.
        let named = |header: &'static Parameter| {
            let name = HeaderName::from_bytes(header.wire_name.as_bytes()).ok()?;
            Some((name, tables::param(header), header))
        };
        let contents = response.contents.iter();
        Self {
            status: response.status,
            headers: response.headers.iter().filter_map(named).collect(),
            encodings: contents.map(|content| tables::encodings(&content.encodings)).collect(),
        }
    }

    /// Those of an answer.
    pub(crate) fn of<'a>(all: &'a [Self], response: &Response) -> Option<&'a Self> {
        all.iter().find(|one| one.status == response.status)
    }

    /// How the properties of a form are written, by the position of its media type.
    pub(crate) fn encodings(&self, at: usize) -> &'static [Encoding] {
        self.encodings.get(at).copied().unwrap_or_default()
    }

    /// Every header with a value that its schema accepts. One for which none was found that a header can carry is left out.
    pub(crate) fn headers(&self, maker: impl Fn(&str) -> Maker) -> HeaderMap {
        let made = self.headers.iter().filter_map(|(name, param, header)| {
            let value = maker(name.as_str()).value(&header.value)?;
            let text = params::write_header(param, &value).ok()??;
            Some((name.clone(), HeaderValue::from_str(&text).ok()?))
        });
        made.collect()
    }
}
