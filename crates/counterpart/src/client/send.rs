//! From a draft to the head of an answer: credentials, attempts, time.

use std::pin::pin;

use http::header::{AUTHORIZATION, HeaderValue, USER_AGENT};
use http::{Method, Request, Response, StatusCode};

use super::authorize::{Lease, bearer_header};
use super::clock::{self, Deadline};
use super::core::{Inner, Unsent};
use super::error::TransportError;
use super::hook::Called;
use super::oauth2::Via;
use super::settings::Settings;
use super::{raw, trace};
use crate::http_layer::{BaseUrl, Draft};
use crate::operation::OperationTable;
use crate::types::{Body, BoxError};

/// A request that only needs to be carried.
pub(super) struct Ready {
    /// Boxed, as drafts are: requests are handed on from future to future, and each would have the room.
    request: Box<Request<Body>>,
    /// The tokens it carries that a better one can be had for.
    leases: Vec<Lease>,
    operation: &'static str,
    /// Where those tokens come from.
    base: Option<BaseUrl>,
}

impl Ready {
    /// The same with another method and body, where no table tells them.
    pub(super) fn with(mut self, method: Method, body: Body) -> Self {
        *self.request.method_mut() = method;
        *self.request.body_mut() = body;
        self
    }
}

impl Inner {
    /// Sends a request, again where that may help.
    pub(super) async fn send(
        &self,
        draft: Box<Draft>,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Response<Body>, Unsent> {
        let ready = self.ready(draft, settings, deadline).await?;
        self.carry(ready, settings, deadline).await
    }

    /// Makes a request with everything that it needs.
    pub(super) async fn ready(
        &self,
        draft: Box<Draft>,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Ready, Unsent> {
        if let Some(wrong) = &settings.changes().wrong {
            return Err(draft.error(wrong.clone()).into());
        }
        let operation = draft.table.id;
        let made = pin!(async { Ok(self.make(draft, settings).await) });
        let lost = |source| Unsent::Transport(TransportError { operation, source });
        deadline.bound(made).await.map_err(lost)?
    }

    async fn make(&self, mut draft: Box<Draft>, settings: &Settings) -> Result<Ready, Unsent> {
        let table = draft.table;
        let changes = settings.changes();
        draft.is_whole = changes.address.is_some();
        let set = changes.address.as_ref().or(changes.base.as_ref());
        let base = set.unwrap_or(&self.base);
        let leases = if std::ptr::eq(table, &raw::TABLE) {
            self.keyring.authorize_all(&mut draft, &self.via(base)).await?
        } else {
            self.keyring.authorize(&mut draft, &self.via(base)).await?
        };
        // An address that somebody set holds for all operations: a call that is meant for a test server must not reach another
        // one.
        let own = match set {
            Some(_) => None,
            None => self.own_server(table),
        };
        let place = own.as_ref().unwrap_or(base);
        let mut request = Box::new(draft.finish(place)?);
        // Some servers refuse requests without one.
        const AGENT: HeaderValue = HeaderValue::from_static(concat!("counterpart/", env!("CARGO_PKG_VERSION")));
        request.headers_mut().entry(USER_AGENT).or_insert(AGENT);
        settings.apply(&mut request);
        request.extensions_mut().insert(Called {
            table,
            #[cfg(feature = "mock")]
            base: place.path().len(),
        });
        Ok(Ready {
            request,
            base: (!leases.is_empty()).then(|| base.clone()),
            leases,
            operation: table.id,
        })
    }

    /// Where an operation lives, if not where the API does.
    fn own_server(&self, table: &OperationTable) -> Option<BaseUrl> {
        self.base.beside(table.server.filter(|_| self.is_described)?)
    }

    fn via<'a>(&'a self, base: &'a BaseUrl) -> Via<'a> {
        Via {
            transport: &self.transport,
            base,
        }
    }

    /// Sends a request, with another token where the server does not like the one it has: it may have been revoked.
    pub(super) async fn carry(
        &self,
        ready: Ready,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Response<Body>, Unsent> {
        let Ready {
            request,
            leases,
            operation,
            base,
        } = ready;
        let lost = |source| Unsent::Transport(TransportError { operation, source });
        let spare = leases.first().and_then(|lease| Some((lease, replay(&request)?)));
        let answer = self.deliver(request, settings, deadline).await.map_err(lost)?;
        let Some((lease, mut again)) = spare.filter(|_| answer.status() == StatusCode::UNAUTHORIZED) else {
            return Ok(answer);
        };
        let via = self.via(base.as_ref().unwrap_or(&self.base));
        // Boxed, like all that seldom happens: every call would carry the room that it needs.
        let mut renewing = Box::pin(async { Ok(lease.renew(&via).await.ok().flatten()) });
        // The answer tells more than why there is no other token.
        let token = deadline.bound(renewing.as_mut()).await.unwrap_or_default();
        let Some(value) = token.as_ref().and_then(bearer_header) else {
            return Ok(answer);
        };
        again.headers_mut().insert(AUTHORIZATION, value);
        Box::pin(self.deliver(again, settings, deadline)).await.map_err(lost)
    }

    async fn deliver(
        &self,
        mut request: Box<Request<Body>>,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Response<Body>, BoxError> {
        let retries = settings.changes().retries.as_ref().unwrap_or(&self.retries);
        retries.begin();
        let mut attempt = 0;
        loop {
            let next = match retries.admits(&request, attempt) {
                true => replay(&request),
                false => None,
            };
            let outcome = trace::attempt(&self.transport, request, attempt, deadline).await;
            let Some(next) = next else { return outcome };
            match retries.pause(&outcome, attempt) {
                Some(pause) if deadline.allows(pause) && retries.afford() => clock::sleep(pause).await?,
                _ => return outcome,
            }
            request = next;
            attempt += 1;
        }
    }
}

/// The same request once more, where its body is all there.
fn replay(request: &Request<Body>) -> Option<Box<Request<Body>>> {
    let mut again = Box::new(Request::new(request.body().ready_bytes()?.into()));
    *again.method_mut() = request.method().clone();
    *again.uri_mut() = request.uri().clone();
    *again.headers_mut() = request.headers().clone();
    *again.extensions_mut() = request.extensions().clone();
    Some(again)
}
