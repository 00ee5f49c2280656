//! The command line: what can be typed, and which file answers it. One file per command; each has `Args` and `run`.

mod articles;
mod bench;
mod claims;
mod compare;
mod completions;
mod coverage;
mod eval;
mod faces;
mod figures;
mod input;
mod join;
mod judge;
mod lexicon;
mod messages;
mod output;
mod pair_file;
mod parse;
mod report;
mod table;
mod train;
mod train_confidence;
mod train_judge;
mod train_reader;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use rashomon::error::Error;

use lexicon::LexiconArgs;
pub use messages::Outcome;

/// What most people type first.
const EXAMPLES: &str = "\
Examples:
  rashomon compare news/ -o pairs.csv        claims that agree or contradict each other
  rashomon report news/ -o report.html       the same as a report that an editor reads
  rashomon judge \"46 people died.\" \"At least 50 people died.\"";

/// The same, and what scripts need to know.
const LONG_EXAMPLES: &str = "\
Examples:
  rashomon compare news/ -o pairs.csv        claims that agree or contradict each other
  rashomon report news/ -o report.html       the same as a report that an editor reads
  rashomon judge \"46 people died.\" \"At least 50 people died.\"
  rashomon articles saved-pages/ | rashomon compare -

Data goes to stdout or the named file, messages and progress to stderr.

Exit status:
  0  done, also when there are contradictions
  1  a relation was found that --fail-on names
  2  bad usage, or nothing could be read or written
  3  done, but some inputs were skipped; each is named on stderr";

/// Which claims of different outlets agree, and which contradict each other.
#[derive(Parser)]
#[command(version, propagate_version = true, after_help = EXIT_STATUS)]
#[command(
    version,
    propagate_version = true,
    arg_required_else_help = true,
    after_help = EXAMPLES,
    after_long_help = LONG_EXAMPLES
)]
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
    /// A contradiction report that a person reads: one HTML file, or Markdown
    Report(report::Args),
    /// The extracted claims, as CSV
    Claims(claims::Args),
    /// How two sentences relate, and why; or each pair of a file, as JSONL
    Judge(judge::Args),
    /// Make the weights of the judge's scorer anew from labelled pairs
    #[command(hide = true)]
    TrainJudge(train_judge::Args),
    /// Count anew how often conflicts of each strength are right, on labelled events
    #[command(hide = true)]
    TrainConfidence(train_confidence::Args),
    /// Make the weights of the reader of pairs anew from labelled pairs
    #[command(hide = true)]
    TrainReader(train_reader::Args),
    /// The articles as they were read, as JSONL
    Articles(articles::Args),
    Parse(parse::Args),
    /// How good `judge` is on labelled pairs, or the parser on a treebank
    Eval(eval::Args),
    /// The data files of general English that --lexicon adds to
    Lexicon(lexicon::Args),
    /// Completions for a shell
    Completions(completions::Args),
    /// The manual page, as roff
    Man(completions::ManArgs),
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

/// The rows that were added to the lexicon, for the commands that read language.
fn lexicon_of(command: &Command) -> Option<&LexiconArgs> {
    match command {
        Command::Compare(args) => Some(&args.comparing.lexicon),
        Command::Coverage(args) => Some(&args.comparing.lexicon),
        Command::Report(args) => Some(&args.comparing.lexicon),
        Command::Claims(args) => Some(&args.lexicon),
        Command::Judge(args) => Some(&args.lexicon),
        Command::Parse(args) => Some(&args.lexicon),
        Command::Eval(args) => Some(&args.lexicon),
        _ => None,
    }
}

fn dispatch(command: Command) -> Result<Outcome, Error> {
    // The tables are read once, so what is added to them comes before all else.
    lexicon_of(&command).map_or(Ok(()), LexiconArgs::install)?;
    match command {
        Command::Compare(args) => compare::run(&args),
        Command::Coverage(args) => coverage::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Claims(args) => claims::run(&args),
        Command::Judge(args) => judge::run(&args),
        Command::Articles(args) => articles::run(&args),
        Command::Parse(args) => parse::run(args),
        Command::Eval(args) => eval::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
        Command::Completions(args) => completions::run(&args, Cli::command()),
        Command::Man(args) => completions::man(&args, Cli::command()),
        Command::TrainJudge(args) => train_judge::run(&args),
        Command::TrainConfidence(args) => train_confidence::run(&args),
        Command::TrainReader(args) => train_reader::run(&args),
        Command::Train(args) => train::run(args),
        Command::Join(args) => join::run(args),
        Command::Bench(args) => bench::run(args),
    }
}
