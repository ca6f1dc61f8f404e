//! From a draft to the head of an answer: credentials, attempts, time.

use std::pin::pin;
use std::time::Duration;

use http::header::{AUTHORIZATION, HeaderValue, USER_AGENT};
use http::{Method, Response, StatusCode};

use super::authorize::{Lease, Source, bearer_header};
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
    /// Finished.
    draft: Box<Draft>,
    renewal: Option<Box<Renewal>>,
}

/// A token that a request carries and that a better one can be had for, and from where.
struct Renewal {
    lease: Lease,
    base: BaseUrl,
}

impl Ready {
    /// The same with another method and body, where no table tells them.
    pub(super) fn with(mut self, method: Method, body: Body) -> Self {
        *self.draft.request.method_mut() = method;
        *self.draft.request.body_mut() = body;
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
        mut draft: Box<Draft>,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Ready, Unsent> {
        let changes = settings.changes();
        if let Some(wrong) = &changes.wrong {
            return Err(draft.error(wrong.clone()).into());
        }
        draft.is_whole = changes.address.is_some();
        let sources = match std::ptr::eq(draft.table, &raw::TABLE) {
            true => self.keyring.authorize_all(&mut draft)?,
            false => self.keyring.authorize(&mut draft)?,
        };
        let lease = match sources.is_empty() {
            true => None,
            // Boxed, like all that few calls need: every call would carry the room.
            false => Box::pin(self.lease(sources, &mut draft, settings, deadline)).await?,
        };
        self.make(draft, lease, settings)
    }

    /// Applies tokens, and gives the first one that a better one can be had for.
    async fn lease(
        &self,
        sources: Vec<Source<'_>>,
        draft: &mut Draft,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Option<Lease>, Unsent> {
        let (via, operation) = (self.via(settings.base().unwrap_or(&self.base)), draft.table.id);
        let mut first = None;
        for source in sources {
            let applying = pin!(async { Ok(source.apply(draft, &via).await) });
            let lost = |source| Unsent::Transport(TransportError { operation, source });
            let lease = deadline.bound(applying).await.map_err(lost)??;
            first = first.or(lease);
        }
        Ok(first)
    }

    fn make(&self, mut draft: Box<Draft>, lease: Option<Lease>, settings: &Settings) -> Result<Ready, Unsent> {
        let table = draft.table;
        // An address that somebody set holds for all operations: a call that is meant for a test server must not reach another
        // one.
        let set = settings.base();
        let own = match set {
            Some(_) => None,
            None => self.own_server(table),
        };
        let base = set.unwrap_or(&self.base);
        let place = own.as_ref().unwrap_or(base);
        draft.finish(place)?;
        let request = &mut draft.request;
        // Some servers refuse requests without one.
        const AGENT: HeaderValue = HeaderValue::from_static(concat!("counterpart/", env!("CARGO_PKG_VERSION")));
        request.headers_mut().entry(USER_AGENT).or_insert(AGENT);
        settings.apply(request);
        if self.transport.shows_requests() || cfg!(feature = "tracing") {
            request.extensions_mut().insert(Called {
                table,
                #[cfg(feature = "mock")]
                base: place.path().len(),
            });
        }
        let renewal = |lease| {
            let base = base.clone();
            Box::new(Renewal { lease, base })
        };
        Ok(Ready {
            draft,
            renewal: lease.map(renewal),
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

    /// Sends a request.
    pub(super) async fn carry(
        &self,
        ready: Ready,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Response<Body>, Unsent> {
        let Ready { draft, renewal } = ready;
        let operation = draft.table.id;
        let sent = match renewal {
            None => self.deliver(draft, settings, deadline).await,
            Some(renewal) => Box::pin(self.insist(draft, *renewal, settings, deadline)).await,
        };
        sent.map_err(|source| Unsent::Transport(TransportError { operation, source }))
    }

    /// Sends a request, with another token where the server does not like the one it has: it may have been revoked.
    async fn insist(
        &self,
        draft: Box<Draft>,
        Renewal { lease, base }: Renewal,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Response<Body>, BoxError> {
        let again = draft.again();
        let answer = self.deliver(draft, settings, deadline).await?;
        let Some(mut again) = again.filter(|_| answer.status() == StatusCode::UNAUTHORIZED) else {
            return Ok(answer);
        };
        let via = self.via(&base);
        let renewing = pin!(async { Ok(lease.renew(&via).await.ok().flatten()) });
        // The answer tells more than why there is no other token.
        let token = deadline.bound(renewing).await.unwrap_or_default();
        let Some(value) = token.as_ref().and_then(bearer_header) else {
            return Ok(answer);
        };
        again.request.headers_mut().insert(AUTHORIZATION, value);
        self.deliver(again, settings, deadline).await
    }

    async fn deliver(
        &self,
        mut draft: Box<Draft>,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Response<Body>, BoxError> {
        let retries = settings.changes().retries.as_ref().unwrap_or(&self.retries);
        retries.begin();
        let mut attempt = 0;
        loop {
            let next = match retries.admits(&draft.request, attempt) {
                true => draft.again(),
                false => None,
            };
            let outcome = trace::attempt(&self.transport, draft, attempt, deadline).await;
            let is_worth_it = |pause: &Duration| deadline.allows(*pause) && retries.afford();
            let pause = match next {
                Some(_) => retries.pause(&outcome, attempt).filter(is_worth_it),
                None => None,
            };
            let (Some(next), Some(pause)) = (next, pause) else {
                return outcome;
            };
            // Neither has its room in the future of a call.
            drop(outcome);
            Box::pin(clock::sleep(pause)).await?;
            draft = next;
            attempt += 1;
        }
    }
}
