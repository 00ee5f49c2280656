//! `rashomon join`: the bare exact similarity join of a file of texts.

mod records;

use std::fs::File;
use std::io::stdin;

use rashomon::error::Error;
use rashomon::join::{Idf, Measure, Pair, Repeats, Threshold, cosine, jaccard, join_texts};

use super::messages::{Outcome, warn};
use super::output::Output;
use records::{Content, Keep, Records};

/// All pairs of texts whose similarity reaches the threshold: exact, none lost.
///
/// In: JSON lines with `id`, `text` and optionally `outlet` (pairs of one outlet are then left out), or one text per line, called by
/// its line number from 0. Out: CSV `a,b,similarity`, a before b in input order. Two texts without words are equal (1).
#[derive(clap::Args)]
pub struct Args {
    /// JSON lines or plain lines; '-' is stdin
    #[arg(value_name = "FILE")]
    input: String,

    /// jaccard: share of common words; cosine: common words weighted by rarity; levenshtein: share of characters kept
    #[arg(long, value_name = "MEASURE")]
    measure: MeasureName,

    /// The least similarity to report, from 0 to 1; higher is faster
    #[arg(long, value_name = "T")]
    threshold: Threshold,

    /// Where the pairs go [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

/// The measures as they are typed.
#[derive(Clone, Copy, clap::ValueEnum)]
enum MeasureName {
    Jaccard,
    Cosine,
    Levenshtein,
}

/// Reads, joins and writes.
pub fn run(args: Args) -> Result<Outcome, Error> {
    let output = Output::open(args.output.as_deref())?;
    let measure = match args.measure {
        MeasureName::Jaccard => Measure::Jaccard,
        MeasureName::Cosine => Measure::Cosine,
        MeasureName::Levenshtein => Measure::Levenshtein,
    };
    let keep = match measure {
        Measure::Jaccard => Keep::Words(Repeats::Drop),
        Measure::Cosine => Keep::Words(Repeats::Keep),
        Measure::Levenshtein => Keep::Text,
    };
    let records = if args.input == "-" {
        records::read(stdin(), "<stdin>", keep)?
    } else {
        let file = File::open(&args.input).map_err(|e| Error::io(&args.input, e))?;
        records::read(file, &args.input, keep)?
    };
    let outcome = warn(&records.warnings);
    let pairs = join(&records, measure, args.threshold);
    output.write(|out| {
        writeln!(out, "a,b,similarity")?;
        for Pair { a, b, similarity } in pairs {
            let (a, b) = (records.ids.cell(a), records.ids.cell(b));
            writeln!(out, "{a},{b},{similarity}")?;
        }
        Ok(())
    })?;
    Ok(outcome)
}

fn join(records: &Records, measure: Measure, threshold: Threshold) -> Vec<Pair> {
    let outlets = &records.outlets;
    let may_pair =
        |a: usize, b: usize| outlets.is_empty() || outlets[a].is_none() || outlets[a] != outlets[b];
    match &records.content {
        Content::Words(words) => match measure {
            Measure::Cosine => cosine(words, &Idf::of(words), threshold, &may_pair),
            _ => jaccard(words, threshold, &may_pair),
        },
        Content::Texts(texts) => join_texts(texts, measure, threshold, &may_pair),
    }
}
