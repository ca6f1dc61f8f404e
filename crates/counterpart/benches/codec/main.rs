//! The codec against serde_derive on the same models and the same bytes: decode and encode throughput, alternating in one
//! run, best of several. `cargo bench -p counterpart --bench codec`.
//!
//! Prints one line a measure: name, megabytes a second with the codec, with serde_derive, and the ratio of the two.

mod derived;
mod sample;
mod slots;

use std::hint::black_box;
use std::time::Instant;

use counterpart::codec::json;

const ROUNDS: usize = 25;

fn main() {
    let text = sample::connections(2_000, 10_000_000);
    println!("{} records, {} bytes", sample::count(&text), text.len());
    let read = || json::from_slice::<Vec<slots::Connection>>(black_box(text.as_bytes())).expect("fits");
    let derived_read = || serde_json::from_slice::<Vec<derived::Connection>>(black_box(text.as_bytes())).expect("fits");
    let (ours, theirs) = alternate(read, derived_read);
    report("decode", text.len(), ours, theirs);

    let (value, derived_value) = (read(), derived_read());
    let write = || json::to_vec(black_box(&value)).expect("can be written");
    let derived_write = || serde_json::to_vec(black_box(&derived_value)).expect("can be written");
    assert_eq!(write(), derived_write(), "the two write the same bytes");
    let (ours, theirs) = alternate(write, derived_write);
    report("encode", write().len(), ours, theirs);
}

/// The best time of each, in seconds. They take turns, and turns at being first: who comes second finds memory that the
/// other has just warmed up.
fn alternate<T, U>(ours: impl Fn() -> T, theirs: impl Fn() -> U) -> (f64, f64) {
    let mut best = (f64::MAX, f64::MAX);
    for _ in 0..ROUNDS {
        best.0 = best.0.min(seconds(&ours));
        best.1 = best.1.min(seconds(&theirs));
        best.1 = best.1.min(seconds(&theirs));
        best.0 = best.0.min(seconds(&ours));
    }
    best
}

/// Processor time where the system tells it, so that a busy machine does not decide; else the clock.
fn seconds<T>(run: &impl Fn() -> T) -> f64 {
    let (start, before) = (Instant::now(), processor_nanoseconds());
    let value = black_box(run());
    let (elapsed, after) = (start.elapsed().as_secs_f64(), processor_nanoseconds());
    // What the value costs to free is the same for both, and no part of making it.
    drop(value);
    match (before, after) {
        (Some(before), Some(after)) => (after - before) / 1e9,
        _ => elapsed,
    }
}

fn processor_nanoseconds() -> Option<f64> {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()?
        .split(' ')
        .next()?
        .parse()
        .ok()
}

fn report(name: &str, bytes: usize, ours: f64, theirs: f64) {
    #[expect(clippy::cast_precision_loss, reason = "a size of some megabytes")]
    let megabytes = bytes as f64 / 1e6;
    println!(
        "{name}: codec {:.0} MB/s, serde_derive {:.0} MB/s, ratio {:.2}",
        megabytes / ours,
        megabytes / theirs,
        theirs / ours
    );
}
