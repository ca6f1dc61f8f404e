//! What holds for one call alone.

use std::fmt;
use std::time::Duration;

use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::retry::Retries;
use crate::http_layer::BaseUrl;

/// What was set for one call. What is wrong with it is said when the call is sent, so that calls can be chained.
// Nothing is set for most calls, and then it is two words that futures hand on. Behind a trait object for the same reason as
// [`Core`](super::core::Core).
#[derive(Default)]
pub struct Settings(Option<Box<dyn Change>>);

/// What hides what was set.
trait Change: Send + Sync {
    fn get(&self) -> &Changes;
    fn get_mut(&mut self) -> &mut Changes;
}

impl Change for Changes {
    fn get(&self) -> &Changes {
        self
    }

    fn get_mut(&mut self) -> &mut Changes {
        self
    }
}

#[derive(Clone, Default)]
pub(super) struct Changes {
    pub(super) headers: HeaderMap,
    pub(super) timeout: Option<Duration>,
    pub(super) base: Option<BaseUrl>,
    /// The whole address, where no path is put behind it.
    pub(super) address: Option<BaseUrl>,
    pub(super) retries: Option<Retries>,
    pub(super) reconnects: Option<Retries>,
    pub(super) wrong: Option<String>,
}

impl Settings {
    /// What is different, if anything is.
    pub(super) fn changes(&self) -> Option<&Changes> {
        self.0.as_deref().map(Change::get)
    }

    /// The address that is set, if one is.
    pub(super) fn base(&self) -> Option<&BaseUrl> {
        let changes = self.changes()?;
        changes.address.as_ref().or(changes.base.as_ref())
    }

    /// Makes something different.
    pub(super) fn change(&mut self) -> &mut Changes {
        self.0.get_or_insert_with(|| Box::new(Changes::default())).get_mut()
    }

    /// Adds a header; the first one of a name replaces what the client would have sent.
    pub fn header(&mut self, name: &str, value: &str) {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => {
                self.change().headers.append(name, value);
            }
            _ => self.complain(format!("the header `{}` cannot be sent", name.escape_debug())),
        }
    }

    /// Sets how long the call may take.
    pub fn timeout(&mut self, timeout: Duration) {
        self.change().timeout = Some(timeout);
    }

    /// Sets the address below which the operation is called.
    pub fn base_url(&mut self, url: &str) {
        match BaseUrl::parse(url) {
            Ok(base) => self.change().base = Some(base),
            Err(error) => self.complain(error.to_string()),
        }
    }

    /// Sets the whole address of the call. The query that it has is kept, before that of the operation.
    pub fn address(&mut self, url: &str) {
        match BaseUrl::parse_whole(url) {
            Ok(address) => self.change().address = Some(address),
            Err(error) => self.complain(error.to_string()),
        }
    }

    /// Sets how often the call is tried again.
    pub fn retries(&mut self, retries: Retries) {
        self.change().retries = Some(retries);
    }

    /// Sets how often a stream of events that was lost is taken up again.
    pub fn reconnect(&mut self, retries: Retries) {
        self.change().reconnects = Some(retries);
    }

    fn complain(&mut self, what: String) {
        self.change().wrong.get_or_insert(what);
    }

    /// Replaces the headers of the same names.
    pub(super) fn apply(&self, headers: &mut HeaderMap) {
        let Some(changes) = self.changes() else { return };
        for name in changes.headers.keys() {
            headers.remove(name);
        }
        for (name, value) in &changes.headers {
            headers.append(name.clone(), value.clone());
        }
    }
}

impl Clone for Settings {
    fn clone(&self) -> Self {
        let changes = self.changes().cloned();
        Self(changes.map(|changes| Box::new(changes) as Box<dyn Change>))
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let changes = self.changes();
        // A header may be a secret.
        let names = changes.map(|changes| changes.headers.keys().map(HeaderName::as_str).collect::<Vec<_>>());
        f.debug_struct("Settings")
            .field("headers", &names.unwrap_or_default())
            .field("timeout", &changes.and_then(|changes| changes.timeout))
            .field("base_url", &self.base())
            .finish_non_exhaustive()
    }
}
