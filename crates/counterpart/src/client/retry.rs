//! When a call is tried again, and after which pause.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::RETRY_AFTER;
use http::{HeaderMap, Method};
use tower::retry::budget::{Budget, TpsBudget};

use super::clock;
use super::transport::Arrival;
use crate::types::BoxError;

/// How often, and after which pauses, a call is tried again; nothing is unless this is set.
///
/// Tried again is what found no answer, and what was answered with 408, 425, 429, 500, 502, 503 or 504; and of those only
/// requests that do no harm twice: by their method (RFC 9110, section 9.2.2), or because they have a header
/// `Idempotency-Key`. A body that is a stream cannot be sent twice.
///
/// The pause doubles each time and is shortened by up to a half at random, so that clients do not come back together; a
/// `Retry-After` of the server counts instead, unless it is longer than the longest pause: then its answer is the outcome.
/// Clones share a budget: over time no more than a fifth of the calls, and ten a second, are tried again, so that a server in
/// trouble is not finished off.
#[derive(Clone)]
#[must_use]
pub struct Retries {
    most: u32,
    first: Duration,
    longest: Duration,
    budget: Option<Arc<TpsBudget>>,
}

impl Retries {
    /// Two retries, after about 200 and 400 milliseconds, none after more than 10 seconds.
    pub fn new() -> Self {
        Self {
            most: 2,
            first: Duration::from_millis(200),
            longest: Duration::from_secs(10),
            budget: Some(Arc::new(TpsBudget::new(Duration::from_secs(10), 10, 0.2))),
        }
    }

    /// No retries, for a call of a client that has some.
    pub fn none() -> Self {
        Self {
            most: 0,
            first: Duration::ZERO,
            longest: Duration::ZERO,
            budget: None,
        }
    }

    /// Sets how often a call is tried again.
    pub fn at_most(self, times: u32) -> Self {
        Self { most: times, ..self }
    }

    /// Sets the first pause, which doubles from then on.
    pub fn first_pause(self, first: Duration) -> Self {
        Self { first, ..self }
    }

    /// Sets the longest pause, also of those that the server asks for.
    pub fn longest_pause(self, longest: Duration) -> Self {
        Self { longest, ..self }
    }

    /// Tries again however many other calls were.
    pub fn without_budget(self) -> Self {
        Self { budget: None, ..self }
    }

    /// Whether anything is ever tried again, or calls are counted for others that are.
    pub(super) fn are_wanted(&self) -> bool {
        self.most > 0 || self.budget.is_some()
    }

    /// Notes that a call begins.
    pub(super) fn begin(&self) {
        self.budget.iter().for_each(|budget| budget.deposit());
    }

    /// Whether a request may be sent once more after this attempt, of which 0 is the first.
    pub(super) fn admits(&self, method: &Method, headers: &HeaderMap, attempt: u32) -> bool {
        attempt < self.most && does_no_harm_twice(method, headers)
    }

    /// The pause before the next attempt, if there is to be one.
    pub(super) fn pause(&self, outcome: &Result<Arrival, BoxError>, attempt: u32) -> Option<Duration> {
        let asked = match outcome {
            Err(_) => None,
            Ok(answer) if is_passing(answer.status().as_u16()) => retry_after(answer.headers(), clock::since_epoch()),
            Ok(_) => return None,
        };
        match asked {
            Some(pause) => (pause <= self.longest).then_some(pause),
            None => Some(self.backoff(attempt)),
        }
    }

    /// Takes a retry out of the budget.
    pub(super) fn afford(&self) -> bool {
        self.budget.as_ref().is_none_or(|budget| budget.withdraw())
    }

    /// Whether a stream that was lost may be asked for once more, after so many attempts in vain.
    pub(super) fn allows(&self, attempts: u32) -> bool {
        attempts < self.most && self.afford()
    }

    /// The pause before a stream is asked for again: what the other side wishes, else the first one; after attempts in vain
    /// the doubled one, if that is longer.
    pub(super) fn pause_of_stream(&self, wish: Option<Duration>, attempts: u32) -> Duration {
        match (wish, attempts) {
            (Some(wish), 0) => wish,
            (wish, attempts) => self.backoff(attempts).max(wish.unwrap_or_default()),
        }
    }

    fn backoff(&self, attempt: u32) -> Duration {
        let doubled = self
            .first
            .saturating_mul(1_u32.checked_shl(attempt).unwrap_or(u32::MAX));
        let share = fastrand::f64().mul_add(0.5, 0.5);
        doubled.min(self.longest).mul_f64(share)
    }
}

impl Default for Retries {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Retries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Retries")
            .field("at_most", &self.most)
            .field("first_pause", &self.first)
            .field("longest_pause", &self.longest)
            .finish_non_exhaustive()
    }
}

/// RFC 9110, section 9.2.2; QUERY is safe by its own definition. The header is that of the IETF draft and of many APIs.
pub(super) fn does_no_harm_twice(method: &Method, headers: &HeaderMap) -> bool {
    const IDEMPOTENT: &[Method] = &[
        Method::GET,
        Method::HEAD,
        Method::OPTIONS,
        Method::TRACE,
        Method::PUT,
        Method::DELETE,
    ];
    IDEMPOTENT.contains(method) || method.as_str() == "QUERY" || headers.contains_key("idempotency-key")
}

/// Answers that another attempt may turn out better than.
fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
}

/// `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.
fn retry_after(headers: &HeaderMap, now: Duration) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let then = httpdate::parse_http_date(text).ok()?;
    let then = then.duration_since(std::time::SystemTime::UNIX_EPOCH).ok()?;
    Some(then.saturating_sub(now))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let of = |text: &str| {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, text.parse().unwrap())]);
            retry_after(&headers, Duration::from_secs(784_111_777))
        };
        assert_eq!(of("120"), Some(Duration::from_secs(120)));
        assert_eq!(of("Sun, 06 Nov 1994 08:49:47 GMT"), Some(Duration::from_secs(10)));
        assert_eq!(of("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        assert_eq!(of("Sat, 05 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        assert_eq!(of("soon"), None);
        assert_eq!(of("-1"), None);
    }

    #[test]
    fn pauses_double_up_to_the_longest_and_differ_by_half() {
        let retries = Retries::new().longest_pause(Duration::from_secs(1));
        for (attempt, most) in [(0, 200), (1, 400), (2, 800), (3, 1000), (40, 1000)] {
            for _ in 0..50 {
                let pause = retries.backoff(attempt).as_millis();
                assert!((most / 2..=most).contains(&pause), "{attempt}: {pause}");
            }
        }
    }

    #[test]
    fn only_what_does_no_harm_twice_is_sent_twice() {
        let request = |method: &str, key: bool| {
            let mut headers = HeaderMap::new();
            if key {
                headers.insert("idempotency-key", HeaderValue::from_static("7"));
            }
            Retries::new().admits(&method.parse().unwrap(), &headers, 0)
        };
        for method in ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"] {
            assert!(request(method, false), "{method}");
        }
        for method in ["POST", "PATCH", "LINK"] {
            assert!(!request(method, false) && request(method, true), "{method}");
        }
    }
}
