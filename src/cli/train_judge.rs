//! `rashomon train-judge`: makes the weights of the judge's scorer anew from labelled pairs.


use clap::Args as ClapArgs;
use rashomon::error::Error;
use rashomon::judgement::number::FEATURES;
use rashomon::sentence_pairs::{Sentence, number_candidates};

use super::messages::Outcome;
use super::output::Output;
use super::pair_file;

/// What can be typed after `train-judge`.
#[derive(ClapArgs)]
pub struct Args {
    /// Labelled pairs: JSONL with id, a, b, label
    #[arg(value_name = "PAIRS")]
    pairs: String,

    /// The articles whose ids the pairs name
    #[arg(long, value_name = "FILE")]
    articles: Option<String>,

    /// Where the table of candidates goes [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

/// Writes the candidates of every pair with their measurements.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let output = Output::open(args.output.as_deref())?;
    let file = pair_file::read(&args.pairs)?;
    let corpus = pair_file::read_articles(args.articles.as_deref())?;
    let pairs: Vec<(Sentence, Sentence)> = file
        .pairs
        .iter()
        .map(|p| (p.a.clone(), p.b.clone()))
        .collect();
    let candidates = number_candidates(&pairs, &corpus);
    output.write(|out| {
        writeln!(out, "id\tlabel\tkind\t{}", FEATURES.join("\t"))?;
        for (given, candidates) in file.pairs.iter().zip(candidates) {
            for features in candidates {
                let cells: Vec<String> = features.iter().map(|f| format!("{f:.4}")).collect();
                writeln!(
                    out,
                    "{}\t{}\t{}\t{}",
                    given.id,
                    given.label.as_deref().unwrap_or(""),
                    given.kind.as_deref().unwrap_or(""),
                    cells.join("\t")
                )?;
            }
        }
        Ok(())
    })?;
    Ok(file.outcome)
}
