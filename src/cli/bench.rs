//! `rashomon bench`: how fast the join of sentences runs here, beside the loop that compares all pairs with strsim.

mod sentences;

use std::io::Write;
use std::time::{Duration, Instant};

use rashomon::error::Error;
use rashomon::join::{Join, Measure, Repeats, Threshold, TokenLists, naive};

use super::messages::Outcome;
use super::output::Output;

/// Sentences that the naive loop compares: 400 make 79,800 pairs, a few seconds with strsim.
const SAMPLE: usize = 400;

/// Sizes that are run, as far as the input reaches.
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 300_000];

/// How fast similar sentences are found here, with result counts, beside the naive strsim loop
///
/// The naive loop is run on a sample and extrapolated to all pairs; the table says so.
#[derive(clap::Args)]
pub struct Args {
    /// A text file, one sentence per line [default: generated sentences]
    #[arg(value_name = "INPUT")]
    input: Option<String>,

    /// The least share of common words
    #[arg(long, value_name = "T", default_value = "0.6")]
    threshold: Threshold,

    /// The most sentences to take
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    most: usize,

    /// One JSON object instead of a table
    #[arg(long)]
    json: bool,
}

/// What one size took.
#[derive(serde::Serialize)]
struct Row {
    sentences: usize,
    join_seconds: f64,
    pairs_found: usize,
    pairs_of_sentences: u64,
    /// The naive loop for all these pairs, from its speed on the sample.
    naive_seconds_extrapolated: f64,
}

/// What the whole run found out.
#[derive(serde::Serialize)]
struct Summary {
    threshold: f64,
    threads: usize,
    sample_sentences: usize,
    sample_pairs_per_second_strsim: f64,
    /// Whether the join and the exhaustive loop found the same pairs in the sample.
    sample_agrees: bool,
    peak_memory_mb: Option<u64>,
    rows: Vec<Row>,
}

/// Runs all sizes and prints what they took.
pub fn run(args: Args) -> Result<Outcome, Error> {
    let output = Output::open(None)?;
    let texts = match &args.input {
        Some(path) => {
            let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
            let text = String::from_utf8_lossy(&bytes);
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            lines.take(args.most).map(str::to_owned).collect()
        }
        None => sentences::generate(args.most),
    };
    if texts.is_empty() {
        return Err(Error::setting(
            "no sentence to run on; give a file with one sentence per line",
        ));
    }
    let summary = measure(&texts, args.threshold);
    output.write(|out| {
        if args.json {
            serde_json::to_writer(&mut *out, &summary)?;
            writeln!(out)
        } else {
            write_table(out, &summary)
        }
    })?;
    Ok(Outcome::Done)
}

#[expect(clippy::print_stderr, reason = "progress of a long run goes to stderr")]
fn measure(texts: &[String], threshold: Threshold) -> Summary {
    let sample = &texts[..texts.len().min(SAMPLE)];
    eprintln!("comparing all pairs of {} sentences", sample.len());
    let start = Instant::now();
    let mut sum = 0.0;
    for (at, b) in sample.iter().enumerate() {
        for a in &sample[..at] {
            sum += strsim::normalized_levenshtein(a, b);
        }
    }
    // The sum keeps the loop from being optimised away.
    std::hint::black_box(sum);
    let naive_speed = pairs_of(sample.len()) as f64 / seconds(start.elapsed());

    let join = Join::new(Measure::Jaccard, threshold);
    let sets = TokenLists::from_texts(sample, Repeats::Drop);
    let sample_agrees = join.run(sample) == naive::jaccard(&sets, threshold, &|_, _| true);

    let mut sizes: Vec<usize> = SIZES
        .into_iter()
        .filter(|&size| size < texts.len())
        .collect();
    sizes.push(texts.len());
    let rows = sizes
        .into_iter()
        .map(|size| {
            eprintln!("joining {size} sentences");
            let start = Instant::now();
            let pairs_found = join.run(&texts[..size]).len();
            Row {
                sentences: size,
                join_seconds: seconds(start.elapsed()),
                pairs_found,
                pairs_of_sentences: pairs_of(size),
                naive_seconds_extrapolated: pairs_of(size) as f64 / naive_speed,
            }
        })
        .collect();
    Summary {
        threshold: threshold.as_f64(),
        threads: rayon::current_num_threads(),
        sample_sentences: sample.len(),
        sample_pairs_per_second_strsim: naive_speed,
        sample_agrees,
        peak_memory_mb: peak_memory_mb(),
        rows,
    }
}

fn pairs_of(count: usize) -> u64 {
    let count = count as u64;
    count * count.saturating_sub(1) / 2
}

/// At least a nanosecond, so that it can be divided by.
fn seconds(time: Duration) -> f64 {
    time.as_secs_f64().max(1e-9)
}

/// The most memory this process held so far, where the system tells.
fn peak_memory_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_ascii_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}

fn write_table(out: &mut dyn Write, summary: &Summary) -> std::io::Result<()> {
    writeln!(
        out,
        "{:>10} {:>10} {:>12} {:>16} {:>18} {:>10}",
        "sentences", "seconds", "pairs found", "pairs of all", "naive, seconds *", "faster"
    )?;
    for row in &summary.rows {
        writeln!(
            out,
            "{:>10} {:>10.3} {:>12} {:>16} {:>18.1} {:>9.0}x",
            row.sentences,
            row.join_seconds,
            row.pairs_found,
            row.pairs_of_sentences,
            row.naive_seconds_extrapolated,
            row.naive_seconds_extrapolated / row.join_seconds
        )?;
    }
    writeln!(
        out,
        "share of common words >= {}, {} threads",
        summary.threshold, summary.threads
    )?;
    if let Some(memory) = summary.peak_memory_mb {
        writeln!(out, "peak memory {memory} MB")?;
    }
    let verdict = if summary.sample_agrees {
        "the join found the same pairs there as the comparison of all word sets"
    } else {
        "THE JOIN AND THE COMPARISON OF ALL WORD SETS DIFFER there: please report this"
    };
    writeln!(
        out,
        "* strsim::normalized_levenshtein on one thread, extrapolated from {} sentences ({:.0} pairs per second); {verdict}",
        summary.sample_sentences, summary.sample_pairs_per_second_strsim
    )
}
