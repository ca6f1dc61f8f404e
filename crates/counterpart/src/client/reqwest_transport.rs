//! The default transport.

use std::fmt;

use http::{Request, Response};

use super::transport::{Arrival, Transport};
use crate::types::{Body, BoxError};

impl Transport {
    /// A transport over reqwest. In a browser that is `fetch`, which sends a body when all of it is there.
    #[must_use]
    pub fn reqwest(client: reqwest::Client) -> Self {
        Self::carried(Reqwest::new(client))
    }
}

/// A client of reqwest, and what need not be found out for every request.
#[derive(Clone)]
pub(super) struct Reqwest {
    client: reqwest::Client,
    origin: carrier::Origin,
}

impl fmt::Debug for Reqwest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Its own would print default headers, which may be credentials.
        f.write_str("Reqwest(..)")
    }
}

impl Reqwest {
    fn new(client: reqwest::Client) -> Self {
        Self {
            client,
            origin: carrier::Origin::default(),
        }
    }

    pub(super) fn send(
        &self,
        request: &mut Request<Body>,
    ) -> impl Future<Output = Result<Arrival, BoxError>> + Send + use<> {
        carrier::send(&self.client, &self.origin, request)
    }
}

/// Sockets and TLS.
#[cfg(not(target_arch = "wasm32"))]
mod carrier {
    use std::mem;
    use std::sync::{Arc, OnceLock};

    use http::Uri;
    use http::uri::{Authority, Scheme};
    use reqwest::Url;

    use super::{Arrival, Body, BoxError, Request, Response};

    pub(super) fn send(
        client: &reqwest::Client,
        origin: &Origin,
        request: &mut Request<Body>,
    ) -> impl Future<Output = Result<Arrival, BoxError>> + Send + use<> {
        // Before the future, which would take the room of a request otherwise.
        let sending = into_reqwest(origin, request).map(|request| client.execute(request));
        async move {
            // Our errors name the operation; reqwest's would repeat an address that may carry a key.
            let answer = sending?.await.map_err(reqwest::Error::without_url)?;
            Ok(Box::new(Response::<reqwest::Body>::from(answer).map(Body::new)))
        }
    }

    fn into_reqwest(origin: &Origin, request: &mut Request<Body>) -> Result<reqwest::Request, BoxError> {
        let address = origin.address(request.uri())?;
        let mut sent = reqwest::Request::new(mem::take(request.method_mut()), address);
        *sent.headers_mut() = mem::take(request.headers_mut());
        *sent.version_mut() = request.version();
        *sent.body_mut() = Some(content(mem::take(request.body_mut())));
        Ok(sent)
    }

    /// Bytes keep their length, so that they are not sent in chunks.
    fn content(body: Body) -> reqwest::Body {
        match body.into_ready_bytes() {
            Ok(bytes) => bytes.into(),
            Err(stream) => reqwest::Body::wrap(stream),
        }
    }

    /// Where a client sends its requests: mostly to one origin, whose host takes longer to read than all the rest, and to
    /// whoever gives it tokens.
    #[derive(Clone, Debug, Default)]
    pub(super) struct Origin(Arc<[OnceLock<Known>; 2]>);

    #[derive(Debug)]
    struct Known {
        scheme: Scheme,
        authority: Authority,
        root: Url,
    }

    impl Origin {
        /// The address as reqwest has it.
        pub(super) fn address(&self, uri: &Uri) -> Result<Url, BoxError> {
            let whole = || Url::parse(&uri.to_string()).map_err(|_| "the address is not legal".into());
            let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
                return whole();
            };
            let is_it = |known: &&Known| known.scheme == *scheme && known.authority.as_str() == authority.as_str();
            if let Some(known) = self.0.iter().filter_map(OnceLock::get).find(is_it) {
                let mut url = known.root.clone();
                url.set_path(uri.path());
                url.set_query(uri.query());
                return Ok(url);
            }
            let url = whole()?;
            if let Some(free) = self.0.iter().find(|place| place.get().is_none()) {
                let mut root = url.clone();
                root.set_path("");
                root.set_query(None);
                // Whoever comes second finds what the first has found.
                let _ = free.set(Known {
                    scheme: scheme.clone(),
                    authority: authority.clone(),
                    root,
                });
            }
            Ok(url)
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn addresses_are_those_that_a_parser_reads() {
            let origins = [
                "http://127.0.0.1:8080",
                "https://API.example",
                "http://[::1]",
                "https://xn--bcher-kva.example:443",
            ];
            let paths = [
                "",
                "/",
                "/a/%2e%2E/b",
                "/a/./b",
                "//x",
                "/a%2Fb;c=d,e",
                "/a?b=c%20d&e=%F0%9F%98%80",
                "/?",
                "/a?b='|x",
            ];
            for first in origins {
                let origin = Origin::default();
                let _ = origin.address(&format!("{first}/first?x=y").parse().unwrap()).unwrap();
                for then in origins {
                    for path in paths {
                        let Ok(uri) = format!("{then}{path}").parse::<Uri>() else {
                            continue;
                        };
                        let read = Url::parse(&uri.to_string()).unwrap();
                        assert_eq!(origin.address(&uri).unwrap(), read, "{uri} after {first}");
                    }
                }
            }
        }
    }
}

/// `fetch` of a browser.
#[cfg(target_arch = "wasm32")]
mod carrier {
    use send_wrapper::SendWrapper;

    use super::{Arrival, Body, BoxError, Request, Response};

    /// The browser knows its origins.
    #[derive(Clone, Debug, Default)]
    pub(super) struct Origin;

    /// A browser has one thread, which is why what belongs to it may be said to be `Send`.
    pub(super) fn send(
        client: &reqwest::Client,
        _: &Origin,
        request: &mut Request<Body>,
    ) -> impl Future<Output = Result<Arrival, BoxError>> + Send + use<> {
        SendWrapper::new(fetch(client.clone(), std::mem::take(request)))
    }

    async fn fetch(client: reqwest::Client, request: Request<Body>) -> Result<Arrival, BoxError> {
        let (head, body) = request.into_parts();
        let body = body.bytes(usize::MAX).await?;
        let mut sent = client.request(head.method, head.uri.to_string()).headers(head.headers);
        // `fetch` refuses a body with `GET`, even an empty one.
        if !body.is_empty() {
            sent = sent.body(body);
        }
        let answer = sent.send().await.map_err(reqwest::Error::without_url)?;
        let mut response = Response::new(());
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        let body = Body::stream(SendWrapper::new(answer.bytes_stream()));
        Ok(Box::new(response.map(|()| body)))
    }
}
