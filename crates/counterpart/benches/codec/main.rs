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
    let (ours, theirs) = alternate(
        || {
            drop(black_box(
                json::from_slice::<Vec<slots::Connection>>(black_box(text.as_bytes())).expect("fits"),
            ))
        },
        || {
            drop(black_box(
                serde_json::from_slice::<Vec<derived::Connection>>(black_box(text.as_bytes())).expect("fits"),
            ))
        },
    );
    report("decode", text.len(), ours, theirs);

    let our_value: Vec<slots::Connection> = json::from_str(&text).expect("fits");
    let their_value: Vec<derived::Connection> = serde_json::from_str(&text).expect("fits");
    let written = json::to_vec(&our_value).expect("can be written");
    assert_eq!(
        written,
        serde_json::to_vec(&their_value).expect("can be written"),
        "the two write the same bytes"
    );
    let (ours, theirs) = alternate(
        || drop(black_box(json::to_vec(black_box(&our_value)).expect("can be written"))),
        || {
            drop(black_box(
                serde_json::to_vec(black_box(&their_value)).expect("can be written"),
            ))
        },
    );
    report("encode", written.len(), ours, theirs);
}

/// The best time of each, in seconds; they take turns so that both see the same machine.
fn alternate(ours: impl Fn(), theirs: impl Fn()) -> (f64, f64) {
    let mut best = (f64::MAX, f64::MAX);
    for _ in 0..ROUNDS {
        best.0 = best.0.min(seconds(&ours));
        best.1 = best.1.min(seconds(&theirs));
    }
    best
}

fn seconds(run: &impl Fn()) -> f64 {
    let start = Instant::now();
    run();
    start.elapsed().as_secs_f64()
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
