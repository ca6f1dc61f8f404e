//! Streams of events that are taken up where they were lost (HTML, section 9.2.3).

use std::sync::Arc;
use std::time::Duration;

use http::header::{HeaderName, HeaderValue};
use http::{Response, StatusCode};

use super::clock;
use super::core::{Core, Unsent};
use super::retry::{Retries, does_no_harm_twice};
use super::settings::Settings;
use super::transport::Arrival;
use crate::http_layer::{Draft, is_streamed};
use crate::stream::{Resume, Resuming};
use crate::types::{Body, BoxError};

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// What a stream is asked for again with.
pub(super) struct Resumption {
    asked: Arc<Asked>,
    /// How often nothing came of it since there was an event.
    attempts: u32,
}

struct Asked {
    core: Core,
    draft: Box<Draft>,
    settings: Settings,
    retries: Retries,
}

impl Resumption {
    /// `None` where that is not wanted, or would do what must not be done twice.
    pub(super) fn of(core: &Core, draft: &Draft, settings: &Settings) -> Option<Self> {
        let changes = settings.changes()?;
        let retries = changes.reconnects.clone()?;
        let is_harmless = |headers| does_no_harm_twice(&draft.method, headers);
        let harmless = is_harmless(&draft.headers) || is_harmless(&changes.headers);
        let draft = draft.again().filter(|_| harmless)?;
        retries.begin();
        let mut settings = settings.clone();
        settings.retries(Retries::none());
        let asked = Asked {
            core: core.clone(),
            draft,
            settings,
            retries,
        };
        Some(Self {
            asked: Arc::new(asked),
            attempts: 0,
        })
    }
}

impl Resume for Resumption {
    fn resume(&mut self, last_id: Option<&str>, wait: Option<Duration>) -> Resuming {
        let asked = Arc::clone(&self.asked);
        let last_id = last_id.map(str::to_owned);
        let attempts = self.attempts;
        // The first attempt after an event is one in vain until the next event comes: who is sent away at once, again and
        // again, must come to an end.
        self.attempts += 1;
        Box::pin(async move { asked.until_it_answers(last_id.as_deref(), wait, attempts).await })
    }

    fn recovered(&mut self) {
        self.attempts = 0;
    }
}

impl Asked {
    async fn until_it_answers(
        &self,
        last_id: Option<&str>,
        wait: Option<Duration>,
        mut attempts: u32,
    ) -> Result<Option<Body>, BoxError> {
        let mut lost: BoxError = "it ended again and again without an event".into();
        while self.retries.allows(attempts) {
            clock::sleep(self.retries.pause_of_stream(wait, attempts)).await?;
            attempts += 1;
            let outcome = self.ask(last_id).await;
            // What is wrong for good stays wrong.
            let passes = self.retries.pause(&outcome, 0).is_some();
            match outcome {
                Ok(answer) if answer.status() == StatusCode::NO_CONTENT => return Ok(None),
                Ok(answer) if self.is_stream(&answer) => return Ok(Some(answer.into_body())),
                Ok(answer) => lost = format!("the server answered {}", answer.status()).into(),
                Err(error) => lost = error,
            }
            if !passes {
                break;
            }
        }
        Err(lost)
    }

    async fn ask(&self, last_id: Option<&str>) -> Result<Arrival, BoxError> {
        let mut settings = self.settings.clone();
        if let Some(id) = last_id.and_then(|id| HeaderValue::from_bytes(id.as_bytes()).ok()) {
            settings.change().headers.insert(LAST_EVENT_ID, id);
        }
        let draft = self.draft.again().ok_or("the body of the request was sent before")?;
        let inner = self.core.inner();
        let deadline = inner.deadline(&settings);
        let sent = inner.send(draft, &settings, deadline).await;
        sent.map_err(|unsent| match unsent {
            Unsent::Transport(error) => error.source,
            other => other.into_error::<()>().to_string().into(),
        })
    }

    fn is_stream(&self, answer: &Response<Body>) -> bool {
        is_streamed(self.draft.table, answer.status(), answer.headers())
    }
}
