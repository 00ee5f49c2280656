//! The command line: what can be typed, and which file answers it. One file per command; each has `Args` and `run`.

mod articles;
mod bench;
mod claims;
mod compare;
mod coverage;
mod eval;
mod input;
mod join;
mod judge;
mod messages;
mod output;
mod pair_file;
mod parse;
mod train;
mod train_judge;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use rashomon::error::Error;

pub use messages::Outcome;

/// Which claims of different outlets agree, and which contradict each other.
#[derive(Parser)]
#[command(version, propagate_version = true, after_help = EXIT_STATUS)]
struct Cli {
    /// Worker threads [default: one per core]; the output does not depend on it
    #[arg(long, global = true, value_name = "N")]
    threads: Option<usize>,

    #[command(subcommand)]
    command: Command,
}

/// The promise that scripts rely on.
const EXIT_STATUS: &str = "\
Exit status: 0 done, also when there are contradictions; 1 a finding that --fail-on names was written; \
2 bad usage, or nothing could be read; 3 done, but some inputs were skipped, each named on stderr.";

#[derive(Subcommand)]
enum Command {
    /// The main job: aligned claims of different outlets that agree or contradict each other, as CSV
    Compare(compare::Args),
    /// What each outlet says, denies or leaves out, and how often two of them agree, as CSV
    Coverage(coverage::Args),
    /// The extracted claims, as CSV
    Claims(claims::Args),
    /// How two sentences relate, and why; or each pair of a file, as JSONL
    Judge(judge::Args),
    /// Make the weights of the judge's scorer anew from labelled pairs
    #[command(hide = true)]
    TrainJudge(train_judge::Args),
    /// The articles as they were read, as JSONL
    Articles(articles::Args),
    Parse(parse::Args),
    /// How good `judge` is on labelled pairs, or the parser on a treebank
    Eval(eval::Args),
    #[command(hide = true)]
    Train(train::Args),
    /// All pairs of similar texts, exactly
    Join(join::Args),
    /// How fast similar sentences are found here, beside the naive loop
    Bench(bench::Args),
}

/// Runs the program and says how it ended.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    if let Some(threads) = cli.threads {
        // Fails only if a pool was built before, which nothing does.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build_global();
    }
    messages::exit_code(dispatch(cli.command))
}

fn dispatch(command: Command) -> Result<Outcome, Error> {
    match command {
        Command::Compare(args) => compare::run(&args),
        Command::Coverage(args) => coverage::run(&args),
        Command::Claims(args) => claims::run(&args),
        Command::Judge(args) => judge::run(&args),
        Command::Articles(args) => articles::run(&args),
        Command::Parse(args) => parse::run(args),
        Command::Eval(args) => eval::run(&args),
        Command::TrainJudge(args) => train_judge::run(&args),
        Command::Train(args) => train::run(args),
        Command::Join(args) => join::run(args),
        Command::Bench(args) => bench::run(args),
    }
}
