//! `rashomon claims`: the extracted claims as CSV, or with their frames as JSON Lines.

use clap::{Args as ClapArgs, ValueEnum};
use rashomon::article::{Article, ArticleId, Corpus};
use rashomon::claims::detail::Detail;
use rashomon::claims::{ClaimId, Claims};
use rashomon::error::Error;
use rashomon::pipeline::article_details;
use rashomon::report::claims::{frames_rows, rows};
use rashomon::report::csv::{self, CLAIM_COLUMNS};
use rashomon::report::jsonl;
use rayon::prelude::*;

use super::input::InputArgs;
use super::lexicon::LexiconArgs;
use super::messages::Outcome;
use super::output::Output;

/// What can be typed after `claims`.
#[derive(ClapArgs)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    pub(super) lexicon: LexiconArgs,

    /// Where the claims go [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,

    /// How they are written [default: by the extension of FILE, else csv]
    #[arg(long, value_name = "FORMAT")]
    format: Option<Format>,
}

/// How claims are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// RFC 4180, one row a claim
    Csv,
    /// One JSON object a claim and line: the cells of the CSV, and the frames with the places of their words
    Jsonl,
}

/// Reads, takes apart and prints.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let output = Output::open(args.output.as_deref())?;
    let input = args.input.read()?;
    let claims = Claims::extract(&input.corpus);
    let jsonl_file = |name: &String| name.ends_with(".jsonl") || name.ends_with(".ndjson");
    let format = args.format.unwrap_or(match &args.output {
        Some(name) if jsonl_file(name) => Format::Jsonl,
        _ => Format::Csv,
    });
    match format {
        Format::Csv => {
            let rows = of_articles(&input.corpus, &claims, rows);
            output.write(|out| csv::write(out, CLAIM_COLUMNS, &rows))?;
        }
        Format::Jsonl => {
            let rows = of_articles(&input.corpus, &claims, frames_rows);
            output.write(|out| jsonl::write(out, &rows))?;
        }
    }
    Ok(input.outcome)
}

/// The rows that `make` gives for each article, in the order of the corpus.
fn of_articles<R: Send>(
    corpus: &Corpus,
    claims: &Claims,
    make: impl Fn(&Article, &[(ClaimId, Detail)]) -> Vec<R> + Sync,
) -> Vec<R> {
    (0..corpus.len() as u32)
        .into_par_iter()
        .flat_map_iter(|i| {
            let article = ArticleId(i);
            let details = article_details(corpus, claims, article, None);
            make(corpus.article(article), &details)
        })
        .collect()
}
