//! Runs a worker process a document, a few at a time.

use std::collections::BTreeMap;
use std::env;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};

use super::manifest::Entry;
use super::verdict::{Stage, Verdict};

/// Judges all entries.
pub(crate) fn judge(
    corpus: &Path,
    entries: &[Entry],
    threads: usize,
    limit: Duration,
) -> anyhow::Result<BTreeMap<String, Verdict>> {
    let bar = bar(entries.len());
    let (next, verdicts) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let work = || -> anyhow::Result<()> {
        while let Some(entry) = entries.get(next.fetch_add(1, Ordering::Relaxed)) {
            bar.set_message(entry.path.clone());
            let verdict = judge_one(&corpus.join(&entry.path), limit)?;
            verdicts
                .lock()
                .expect("no worker panics with the lock")
                .insert(entry.path.clone(), verdict);
            bar.inc(1);
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().expect("workers do not panic"))
    })?;
    bar.finish_and_clear();
    Ok(verdicts.into_inner().expect("no worker panics with the lock"))
}

fn bar(length: usize) -> ProgressBar {
    let bar = ProgressBar::new(length as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}

fn judge_one(document: &Path, limit: Duration) -> anyhow::Result<Verdict> {
    let mut child = Command::new(env::current_exe()?)
        .arg("judge")
        .arg(document)
        .env("RUST_BACKTRACE", "0")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot start a worker")?;
    if !ends_within(&mut child, limit)? {
        child.kill()?;
        child.wait()?;
        return Ok(Verdict::failed(
            Stage::Timeout,
            format!("more than {} s", limit.as_secs()),
        ));
    }
    let status = child.wait()?;
    match status.success() {
        true => read_all(child.stdout).trim_end().parse(),
        false => Ok(Verdict::failed(
            Stage::Crash,
            format!("{status}: {}", reason(&read_all(child.stderr))),
        )),
    }
}

/// A worker writes a line or a panic, which a pipe holds until it has ended.
fn ends_within(child: &mut Child, limit: Duration) -> anyhow::Result<bool> {
    let started = Instant::now();
    while child.try_wait()?.is_none() {
        if started.elapsed() > limit {
            return Ok(false);
        }
        thread::sleep(Duration::from_millis(2));
    }
    Ok(true)
}

fn read_all(stream: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut stream) = stream {
        // What cannot be read is missing from the note, no more.
        let _ = stream.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The panic's place and message on one line.
fn reason(stderr: &str) -> String {
    let lines = stderr
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with("note:"));
    lines.collect::<Vec<_>>().join(" ")
}
