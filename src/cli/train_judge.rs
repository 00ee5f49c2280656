//! `rashomon train-judge`: makes the weights of the judge's scorer anew from labelled pairs.

use clap::Args as ClapArgs;
use rashomon::error::Error;
use rashomon::judgement::number::FEATURES;
use rashomon::judgement::training::{Bag, fit};
use rashomon::sentence_pairs::{Sentence, number_candidates};

use super::messages::Outcome;
use super::output::Output;
use super::pair_file;

/// What can be typed after `train-judge`.
#[derive(ClapArgs)]
pub struct Args {
    /// Labelled pairs: JSONL with id, a, b, label, kind
    #[arg(value_name = "PAIRS")]
    pairs: String,

    /// The articles whose ids the pairs name
    #[arg(long, value_name = "FILE")]
    articles: Option<String>,

    /// Write the measurements of every candidate instead of the weights
    #[arg(long)]
    table: bool,

    /// Where the weights go [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

/// Measures the candidates of all pairs, fits the scorer and writes its weights.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let output = Output::open(args.output.as_deref())?;
    let file = pair_file::read(&args.pairs)?;
    let corpus = pair_file::read_articles(args.articles.as_deref())?;
    let pairs: Vec<(Sentence, Sentence)> = file
        .pairs
        .iter()
        .map(|p| (p.a.clone(), p.b.clone()))
        .collect();
    let measured = number_candidates(&pairs, &corpus);
    let label = |text: &Option<String>| text.as_deref().unwrap_or("").to_string();
    if args.table {
        output.write(|out| {
            writeln!(out, "id\tlabel\tkind\t{}", FEATURES.join("\t"))?;
            for (given, candidates) in file.pairs.iter().zip(&measured) {
                for features in candidates {
                    let cells: Vec<String> = features.iter().map(|f| format!("{f:.4}")).collect();
                    writeln!(
                        out,
                        "{}\t{}\t{}\t{}",
                        given.id,
                        label(&given.label),
                        label(&given.kind),
                        cells.join("\t")
                    )?;
                }
            }
            Ok(())
        })?;
        return Ok(file.outcome);
    }
    // A contradiction of another kind says nothing of its figures, for or against.
    let figures = |kind: &Option<String>| matches!(kind.as_deref(), Some("number" | "entity"));
    let bags: Vec<Bag> = file
        .pairs
        .iter()
        .zip(measured)
        .filter(|(given, _)| given.label.as_deref() != Some("contradict") || figures(&given.kind))
        .map(|(given, candidates)| Bag {
            candidates,
            genuine: given.label.as_deref() == Some("contradict"),
        })
        .collect();
    let fitted = fit(&bags);
    output.write(|out| write!(out, "# Weights of the number scorer, made by `rashomon train-judge` from {} labelled pairs.\n{}", bags.len(), fitted.to_tsv()))?;
    Ok(file.outcome)
}
