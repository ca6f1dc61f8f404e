//! Chores of this workspace: `cargo xtask corpus`, `cargo xtask bench`, `cargo xtask peers`, `cargo xtask fuzz`.

mod bench;
mod corpus;
mod examples;
mod fuzz;
mod peers;
mod workspace;

use clap::{Parser, Subcommand};

/// Chores of this workspace.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Run every document of the corpus through the generator; no verdict may get worse.
    Corpus(corpus::Arguments),
    /// Read and write back the examples of documents that show every feature of the corpus.
    Examples(examples::Arguments),
    /// Measure generation, compilation and codec, and write BENCHMARKS.md.
    Bench(bench::Arguments),
    /// Let software that nobody here wrote call our servers, and answer our clients.
    Peers(peers::Arguments),
    /// Feed random bytes and mutated documents to the reader; nothing may panic.
    Fuzz(fuzz::Arguments),
    /// The process in which the fuzz target runs.
    #[command(hide = true)]
    FuzzWorker(fuzz::WorkerArguments),
    /// Read a YAML document into a tree: what `bench` measures.
    #[command(hide = true)]
    ReadYaml(bench::large::ReadArguments),
    /// Judge one document and print the verdict; a process of its own, so that nothing it does harms the others.
    #[command(hide = true)]
    Judge(corpus::worker::Arguments),
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().chore {
        Chore::Corpus(arguments) => corpus::run(&arguments),
        Chore::Examples(arguments) => examples::run(&arguments),
        Chore::Bench(arguments) => bench::run(&arguments),
        Chore::Peers(arguments) => peers::run(&arguments),
        Chore::Fuzz(arguments) => fuzz::run(&arguments),
        Chore::FuzzWorker(arguments) => fuzz::work(&arguments),
        Chore::ReadYaml(arguments) => bench::large::read(&arguments),
        Chore::Judge(arguments) => corpus::worker::run(&arguments),
    }
}
