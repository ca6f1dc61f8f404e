//! From a draft to the head of an answer: credentials, attempts, time.

use std::pin::{Pin, pin};
use std::time::Duration;

use http::StatusCode;
use http::header::{AUTHORIZATION, HeaderValue, USER_AGENT};

use super::authorize::{Chosen, Lease, Source, bearer_header};
use super::clock::{self, Deadline};
use super::core::{Inner, Unsent};
use super::oauth2::Via;
use super::retry::Retries;
use super::settings::Settings;
use super::trace;
use super::transport::Arrival;
use crate::http_layer::{BaseUrl, Draft};
use crate::types::BoxError;

/// Who sends a request, if nobody else says so: some servers refuse those that do not tell.
pub(super) const AGENT: HeaderValue = HeaderValue::from_static(concat!("counterpart/", env!("CARGO_PKG_VERSION")));

/// A request that only needs to be carried.
pub(super) struct Ready {
    /// Finished.
    draft: Box<Draft>,
    renewal: Option<Box<Renewal>>,
}

/// A future with room of its own.
pub(super) type Apart<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'a>>;

/// A token that a request carries and that a better one can be had for, and from where.
struct Renewal {
    lease: Lease,
    base: BaseUrl,
}

impl Inner {
    /// Sends a request, again where that may help.
    pub(super) async fn send(
        &self,
        draft: Box<Draft>,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Arrival, Unsent> {
        let ready = self.ready(draft, settings, deadline).await?;
        self.carry(ready, settings, deadline).await
    }

    /// As [`Inner::ready`], where there is nothing to wait for and nothing set.
    #[inline]
    pub(super) fn ready_at_once(&self, draft: &mut Draft) -> Result<(), Unsent> {
        if !draft.table.security.is_empty() {
            let mut chosen = self.keyring.chosen(draft)?;
            let token = self.keyring.up_to_token(&mut chosen, draft)?;
            debug_assert!(token.is_none(), "calls of a client with tokens do not go straight");
        }
        self.finish(draft, None)
    }

    /// Makes a request with everything that it needs.
    pub(super) async fn ready(
        &self,
        mut draft: Box<Draft>,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Ready, Unsent> {
        if let Some(changes) = settings.changes() {
            if let Some(wrong) = &changes.wrong {
                return Err(draft.error(wrong.clone()).into());
            }
            draft.is_whole = changes.address.is_some();
        }
        let mut chosen = self.keyring.chosen(&draft)?;
        let lease = match self.keyring.up_to_token(&mut chosen, &mut draft)? {
            None => None,
            Some(source) => self.leasing(source, chosen, &mut draft, settings, deadline).await?,
        };
        self.make(draft, lease, settings)
    }

    // Boxed, as few calls need it, and all of the long way would carry its room.
    fn leasing<'a>(
        &'a self,
        source: Source<'a>,
        chosen: Chosen,
        draft: &'a mut Draft,
        settings: &'a Settings,
        deadline: Deadline,
    ) -> Apart<'a, Option<Lease>, Unsent> {
        Box::pin(async move {
            let lost = Unsent::lost(draft.table.id);
            let leasing = pin!(async { Ok(self.lease(source, chosen, draft, settings).await) });
            deadline.bound(leasing).await.map_err(lost)?
        })
    }

    /// Applies a token and all credentials after it; gives the first that a better one can be had for.
    async fn lease(
        &self,
        source: Source<'_>,
        mut chosen: Chosen,
        draft: &mut Draft,
        settings: &Settings,
    ) -> Result<Option<Lease>, Unsent> {
        let via = self.via(settings.base().unwrap_or(&self.base));
        let (mut next, mut lease) = (Some(source), None);
        while let Some(source) = next {
            let leased = source.apply(draft, &via).await?;
            lease = lease.or(leased);
            next = self.keyring.up_to_token(&mut chosen, draft)?;
        }
        Ok(lease)
    }

    fn make(&self, mut draft: Box<Draft>, lease: Option<Lease>, settings: &Settings) -> Result<Ready, Unsent> {
        let set = settings.base();
        self.finish(&mut draft, set)?;
        settings.apply(&mut draft.headers);
        let renewal = |lease| {
            let base = set.unwrap_or(&self.base).clone();
            Box::new(Renewal { lease, base })
        };
        Ok(Ready {
            draft,
            renewal: lease.map(renewal),
        })
    }

    /// Puts a request together below the address that is set, or else where its operation lives.
    #[inline]
    fn finish(&self, draft: &mut Draft, set: Option<&BaseUrl>) -> Result<(), Unsent> {
        // An address that somebody set holds for all operations: a call that is meant for a test server must not reach another
        // one.
        let own = match (set, draft.table.server) {
            (None, Some(server)) if self.is_described => self.base.beside(server),
            _ => None,
        };
        draft.finish(own.as_ref().or(set).unwrap_or(&self.base))?;
        if !self.names_agent && !draft.headers.contains_key(USER_AGENT) {
            draft.headers.insert(USER_AGENT, AGENT);
        }
        Ok(())
    }

    fn via<'a>(&'a self, base: &'a BaseUrl) -> Via<'a> {
        Via {
            transport: &self.transport,
            base,
        }
    }

    /// Sends a request.
    pub(super) async fn carry(&self, ready: Ready, settings: &Settings, deadline: Deadline) -> Result<Arrival, Unsent> {
        let Ready { draft, renewal } = ready;
        let lost = Unsent::lost(draft.table.id);
        let sent = match renewal {
            None => self.deliver(draft, settings, deadline).await,
            Some(renewal) => self.insist(draft, *renewal, settings, deadline).await,
        };
        sent.map_err(lost)
    }

    fn retries<'a>(&'a self, settings: &'a Settings) -> &'a Retries {
        let own = settings.changes().and_then(|changes| changes.retries.as_ref());
        own.unwrap_or(&self.retries)
    }

    /// Sends a request, with another token where the server does not like the one it has: it may have been revoked.
    async fn insist(
        &self,
        draft: Box<Draft>,
        Renewal { lease, base }: Renewal,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Arrival, BoxError> {
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
        again.headers.insert(AUTHORIZATION, value);
        self.deliver(again, settings, deadline).await
    }

    async fn deliver(
        &self,
        mut draft: Box<Draft>,
        settings: &Settings,
        deadline: Deadline,
    ) -> Result<Arrival, BoxError> {
        let retries = self.retries(settings);
        retries.begin();
        let mut attempt = 0;
        loop {
            let next = match retries.admits(&draft.method, &draft.headers, attempt) {
                true => draft.again(),
                false => None,
            };
            let outcome = trace::attempt(&self.transport, draft, None, attempt, deadline).await;
            match patience(retries, next, attempt, deadline, outcome) {
                Verdict::Again(next, pause) => {
                    pausing(pause).await?;
                    draft = next;
                }
                Verdict::Done(outcome) => return outcome,
            }
            attempt += 1;
        }
    }
}

#[inline(never)]
fn pausing(pause: Duration) -> Apart<'static, (), BoxError> {
    Box::pin(clock::sleep(pause))
}

/// What becomes of an attempt.
enum Verdict {
    /// This is sent after a pause.
    Again(Box<Draft>, Duration),
    Done(Result<Arrival, BoxError>),
}

/// Takes an outcome and gives it back: what is only lent would have its room in the future of a call.
fn patience(
    retries: &Retries,
    next: Option<Box<Draft>>,
    attempt: u32,
    deadline: Deadline,
    outcome: Result<Arrival, BoxError>,
) -> Verdict {
    let Some(next) = next else {
        return Verdict::Done(outcome);
    };
    match retries.pause(&outcome, attempt) {
        Some(pause) if deadline.allows(pause) && retries.afford() => Verdict::Again(next, pause),
        _ => Verdict::Done(outcome),
    }
}
