//! `rashomon train-reader`: makes the weights of the reader of pairs anew from labelled pairs.

use clap::Args as ClapArgs;
use rashomon::error::Error;
use rashomon::judgement::verdict::Relation;
use rashomon::sentence_pairs::{Sentence, measure_pairs};
use rashomon::trained::features::{Measured, measure, names};
use rashomon::trained::{Example, Trained, stored};

use super::eval::labelled;
use super::messages::Outcome;
use super::output::Output;
use super::pair_file::{self, GivenPair};

/// What can be typed after `train-reader`.
#[derive(ClapArgs)]
pub struct Args {
    /// Labelled pairs: JSONL with id, a, b, label
    #[arg(value_name = "PAIRS")]
    pairs: String,

    /// The articles whose ids the pairs name
    #[arg(long, value_name = "FILE")]
    articles: Option<String>,

    /// The share of the pairs labelled neither that the file still holds, if it was thinned; the model then takes them to be as many as before
    #[arg(long, value_name = "SHARE", default_value_t = 1.0)]
    thinned: f32,

    /// Write the measurements of every pair instead of the weights
    #[arg(long)]
    table: bool,

    /// Where the weights go [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

/// Measures all pairs, in both orders, fits the reader and writes it.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    if !(args.thinned > 0.0 && args.thinned <= 1.0) {
        return Err(Error::setting("--thinned must be above 0 and at most 1"));
    }
    let output = Output::open(args.output.as_deref())?;
    let file = pair_file::read(&args.pairs)?;
    let labels = labelled(&args.pairs, &file)?;
    let corpus = pair_file::read_articles(args.articles.as_deref())?;
    let known = file.pairs.iter().zip(&labels.relations);
    let known: Vec<(&GivenPair, Relation)> = known.filter_map(|(p, r)| Some((p, (*r)?))).collect();
    let straight = known.iter().map(|(p, _)| (p.a.clone(), p.b.clone()));
    let crossed = known.iter().map(|(p, _)| (p.b.clone(), p.a.clone()));
    let pairs: Vec<(Sentence, Sentence)> = straight.chain(crossed).collect();
    let measured = measure_pairs(&pairs, &corpus, measure);
    let names = measure_pairs(&pairs[..1], &corpus, names).remove(0);
    if args.table {
        output.write(|out| {
            writeln!(out, "id\tlabel\t{}", names.join("\t"))?;
            for ((given, relation), measured) in known.iter().zip(&measured) {
                let cells: Vec<String> =
                    measured.numbers.iter().map(|f| format!("{f:.4}")).collect();
                writeln!(out, "{}\t{relation}\t{}", given.id, cells.join("\t"))?;
            }
            Ok(())
        })?;
        return Ok(file.outcome);
    }
    let examples: Vec<Example> = measured
        .into_iter()
        .zip(known.iter().chain(&known).enumerate())
        .map(|(measured, (at, (_, relation)))| Example {
            measured: Measured {
                marks: Vec::new(),
                ..measured
            },
            relation: *relation,
            group: format!("{}", at % known.len()),
        })
        .collect();
    let mut model = Trained::with_forests(&examples.iter().collect::<Vec<_>>(), 1);
    model.raise(Relation::Neither, 1.0 / args.thinned);
    output.write(|out| {
        writeln!(
            out,
            "# Made by `rashomon train-reader` from {} labelled pairs, each in both orders.",
            known.len()
        )?;
        out.write_all(stored::write(&model, &names).as_bytes())
    })?;
    Ok(file.outcome)
}
