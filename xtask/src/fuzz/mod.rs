//! `cargo xtask fuzz`: the fuzz target without a fuzzer, on stable Rust: random bytes for some seconds.
//!
//! The work is done in a process of its own, because a stack that overflows takes the process with it. Inputs come from
//! a seed and a number, so that one can be made again.

mod target;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::workspace;

/// An input that takes longer is a finding too. By the clock on the wall: what takes 2 s on an idle machine (an overlay that
/// writes the million values that it may) takes five times as long on a busy one.
const SLOWEST: Duration = Duration::from_secs(60);

/// What bytes an input has at most.
const LONGEST: u64 = 400;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How long to look.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Another seed gives other inputs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Run the bytes of one file, such as one that was found.
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,
}

#[derive(clap::Args)]
pub(crate) struct WorkerArguments {
    seconds: u64,
    seed: u64,
    /// Where the number of the input is kept while it runs.
    progress: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    if let Some(file) = &arguments.input {
        let bytes = fs::read(file).with_context(|| file.display().to_string())?;
        target::read(&bytes);
        return Ok(());
    }
    let folder = workspace::target().join("fuzz");
    fs::create_dir_all(&folder)?;
    let progress = folder.join("progress");
    fs::write(&progress, "0")?;
    let status = Command::new(std::env::current_exe()?)
        .args([
            "fuzz-worker",
            &arguments.seconds.to_string(),
            &arguments.seed.to_string(),
        ])
        .arg(&progress)
        .status()?;
    let number: u64 = fs::read_to_string(&progress)?.trim().parse()?;
    if status.success() {
        println!("{number} inputs in {} s, none of them a problem", arguments.seconds);
        return Ok(());
    }
    let file = folder.join(format!("found-{}-{number}", arguments.seed));
    fs::write(&file, bytes(arguments.seed, number))?;
    bail!(
        "input {number} of seed {} is a problem ({status}); look at it with `cargo xtask fuzz --input {}`",
        arguments.seed,
        file.display()
    )
}

pub(crate) fn work(arguments: &WorkerArguments) -> anyhow::Result<()> {
    let started = Instant::now();
    let mut number = 0;
    while started.elapsed() < Duration::from_secs(arguments.seconds) {
        number += 1;
        note(&arguments.progress, number)?;
        let begun = Instant::now();
        target::read(&bytes(arguments.seed, number));
        if begun.elapsed() > SLOWEST {
            bail!("input {number} took {:.1} s", begun.elapsed().as_secs_f64());
        }
    }
    Ok(())
}

fn note(progress: &Path, number: u64) -> anyhow::Result<()> {
    fs::write(progress, number.to_string()).context("the number of the input")
}

/// The bytes of an input: SplitMix64, which needs no crate and is the same everywhere.
fn bytes(seed: u64, number: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number.wrapping_mul(0xd1b5_4a32_d192_ed03);
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    let length = next() % LONGEST + 1;
    (0..length).map(|_| next().to_le_bytes()[0]).collect()
}
