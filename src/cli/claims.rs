//! `rashomon claims`: the extracted claims as CSV.

use clap::Args as ClapArgs;
use rashomon::article::{ArticleId, Corpus};
use rashomon::claims::Claims;
use rashomon::error::Error;
use rashomon::pipeline::article_details;
use rashomon::report::claims::rows;
use rashomon::report::csv::{self, CLAIM_COLUMNS};
use rashomon::report::rows::ClaimRow;
use rayon::prelude::*;

use super::input::InputArgs;
use super::messages::Outcome;
use super::output::Output;

/// What can be typed after `claims`.
#[derive(ClapArgs)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// Where the CSV goes [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

/// Reads, takes apart and prints.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let output = Output::open(args.output.as_deref())?;
    let input = args.input.read()?;
    let claims = Claims::extract(&input.corpus);
    let rows: Vec<ClaimRow> = (0..input.corpus.len() as u32)
        .into_par_iter()
        .flat_map_iter(|i| article_rows(&input.corpus, &claims, ArticleId(i)))
        .collect();
    output.write(|out| csv::write(out, CLAIM_COLUMNS, &rows))?;
    Ok(input.outcome)
}

fn article_rows(corpus: &Corpus, claims: &Claims, article: ArticleId) -> Vec<ClaimRow> {
    rows(
        corpus.article(article),
        &article_details(corpus, claims, article, None),
    )
}
