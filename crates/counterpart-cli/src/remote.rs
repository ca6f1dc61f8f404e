//! `--allow-remote`: what references name over the network is fetched once and kept in the lock file.

use std::fs;
use std::time::Duration;

use counterpart_build::Reading;
use ureq::Agent;

use crate::Exit;
use crate::arguments::Remote;
use crate::terminal::Terminal;

/// A text that was fetched may lead to others; real descriptions do so a few times.
const MOST_ROUNDS: usize = 32;

/// A longer answer is no description.
const LARGEST: u64 = 64 << 20;

const SLOWEST: Duration = Duration::from_secs(60);

/// Fetches what the document refers to at the allowed origins, and what that refers to, and writes the lock file.
pub(crate) fn fetch(reading: &mut Reading, remote: &Remote, terminal: &Terminal) -> Result<(), Exit> {
    if remote.allow_remote.is_empty() {
        return Ok(());
    }
    let failed = |reason: String| {
        terminal.complain(&format!("error: {reason}"));
        Exit::Failed
    };
    check(reading, &remote.allow_remote).map_err(failed)?;
    if fetch_all(reading, &remote.allow_remote, terminal).map_err(failed)? {
        let text = reading.options.vendored.to_text();
        fs::write(&reading.lock, text)
            .map_err(|error| failed(format!("cannot write {}: {error}", reading.lock.display())))?;
    }
    Ok(())
}

fn check(reading: &Reading, origins: &[String]) -> Result<(), String> {
    if reading.document.as_os_str() == "-" {
        return Err("`--allow-remote` needs a document that is a file: the lock file stands beside it".to_owned());
    }
    let wrong = origins.iter().find(|origin| {
        let host = origin
            .strip_prefix("https://")
            .or_else(|| origin.strip_prefix("http://"));
        host.is_none_or(|host| host.trim_end_matches('/').is_empty() || host.contains(['@', '?', '#']))
    });
    match wrong {
        Some(origin) => Err(format!("`{origin}` is no origin; write it as `https://example.com`")),
        None => Ok(()),
    }
}

/// Whether anything was fetched.
fn fetch_all(reading: &mut Reading, origins: &[String], terminal: &Terminal) -> Result<bool, String> {
    let progress = terminal.progress();
    let agent: Agent = Agent::config_builder()
        // Where a redirect leads was not allowed.
        .max_redirects(0)
        .timeout_global(Some(SLOWEST))
        .build()
        .into();
    let mut fetched = false;
    for _ in 0..MOST_ROUNDS {
        let missing = reading.read().remote.into_iter();
        let missing: Vec<String> = missing.filter(|url| is_allowed(url, origins)).collect();
        if missing.is_empty() {
            break;
        }
        for url in missing {
            // Several references may lead to one text.
            if reading.options.vendored.text(&url).is_some() {
                continue;
            }
            progress.step(format!("fetching {url}"));
            let text = get(&agent, &url).map_err(|reason| format!("cannot fetch {url}: {reason}"))?;
            reading.options.vendored.insert(url, text);
            fetched = true;
        }
    }
    Ok(fetched)
}

/// `https://example.com` allows `https://example.com/a`, and not `https://example.com.evil.example/a`.
fn is_allowed(url: &str, origins: &[String]) -> bool {
    origins.iter().any(|origin| {
        let rest = url.strip_prefix(origin.trim_end_matches('/'));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    })
}

fn get(agent: &Agent, url: &str) -> Result<String, String> {
    let mut answer = agent.get(url).call().map_err(|error| error.to_string())?;
    if !answer.status().is_success() {
        return Err(format!("the answer is {}", answer.status()));
    }
    let body = answer.body_mut().with_config().limit(LARGEST);
    body.read_to_string().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_more_than_a_prefix() {
        let allowed = |url| {
            is_allowed(
                url,
                &["https://example.com".to_owned(), "http://127.0.0.1:80/".to_owned()],
            )
        };
        assert!(allowed("https://example.com/a.yaml") && allowed("http://127.0.0.1:80/b"));
        for url in [
            "https://example.com.evil.example/a",
            "https://example.com@evil.example/a",
            "http://example.com/a",
            "http://127.0.0.1:8080/a",
        ] {
            assert!(!allowed(url), "{url}");
        }
    }
}
