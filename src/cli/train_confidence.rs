//! `rashomon train-confidence`: counts anew, on labelled events, how often conflicts of each strength are right.

use std::collections::HashSet;
use std::path::Path;

use clap::Args as ClapArgs;
use rashomon::article::{Article, Corpus};
use rashomon::claims::ClaimId;
use rashomon::error::Error;
use rashomon::judgement::confidence::{Judge, fit};
use rashomon::judgement::verdict::Relation;
use rashomon::judgement::{JudgeOptions, LeastReading};
use rashomon::pipeline::{Options, compare};

use super::messages::{self, Outcome};
use super::output::Output;
use super::train_reader::events;

/// What can be typed after `train-confidence`.
#[derive(ClapArgs)]
pub struct Args {
    /// Folders of labelled events, each a folder of articles with gold.jsonl and unscored.jsonl; pairs without a label are neither
    #[arg(value_name = "FOLDER", required = true)]
    folders: Vec<String>,

    /// Folders of labelled events that the reader was not trained on: what it adds is counted on these alone
    #[arg(long, value_name = "FOLDER")]
    unread: Vec<String>,

    /// Where the curves go [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

/// Findings that a point of a curve stands for, at least: the share of fewer says little.
const LEAST_FINDINGS: usize = 25;

/// Strengths with whether the conflict was right.
type Counted = Vec<(f32, bool)>;

/// Compares the articles of each event and writes the curves of the rules and of the reader.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let output = Output::open(args.output.as_deref())?;
    let (mut rules, mut reader) = (Counted::new(), Counted::new());
    for (folders, is_unread) in [(&args.folders, false), (&args.unread, true)] {
        for folder in folders {
            for event in events::folders(folder)? {
                let (of_rules, of_reader) = counted(&event)?;
                rules.extend(of_rules);
                reader.extend(is_unread.then_some(of_reader).into_iter().flatten());
            }
        }
    }
    output.write(|out| {
        writeln!(
            out,
            "# How often conflicts out of articles were right that were held so strongly: by rules, and by the reader where no rule saw one.\n\
             # Made by `rashomon train-confidence` from {} and {} findings on labelled events.",
            rules.len(),
            reader.len()
        )?;
        for (judge, findings) in [(Judge::Rules, &rules), (Judge::Reader, &reader)] {
            for (strength, share) in fit(findings, LEAST_FINDINGS) {
                writeln!(out, "{}\t{strength:.4}\t{share:.4}", judge.name())?;
            }
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}

/// The conflicts in one event that rules hold, however weakly, and those that only the reader does.
fn counted(folder: &Path) -> Result<(Counted, Counted), Error> {
    /// Weaker ones are never asked for.
    const LEAST: f32 = 0.1;
    let (corpus, labels, warnings) = events::open(folder)?;
    messages::warn(&warnings);
    let conflicts = |least_conflict, reader| {
        let mut options = Options::default();
        options.judge = JudgeOptions {
            least_conflict,
            reader,
            calibrated: false,
            ..options.judge
        };
        conflicts(&corpus, &labels, options)
    };
    let usual = JudgeOptions::default();
    let rules = conflicts(LEAST, None);
    let shown: HashSet<_> = conflicts(usual.least_conflict, None)
        .into_iter()
        .map(|found| found.0)
        .collect();
    let eager = usual.reader.map(|reader| LeastReading {
        in_articles: LEAST,
        ..reader
    });
    let reader = conflicts(usual.least_conflict, eager);
    let reader = reader.into_iter().filter(|found| !shown.contains(&found.0));
    let counts = |found: ((ClaimId, ClaimId), f32, bool)| (found.1, found.2);
    Ok((
        rules.into_iter().map(counts).collect(),
        reader.map(counts).collect(),
    ))
}

/// The conflicts that are found in one event: their claims, strengths, and whether they are labelled so. Those without a sure label are left out.
fn conflicts(
    corpus: &Corpus,
    labels: &events::Labels,
    options: Options,
) -> Vec<((ClaimId, ClaimId), f32, bool)> {
    let found = compare(corpus, options, |_, _| {});
    let side = |claim: ClaimId| -> (&Article, &str) {
        let claim = found.claims.get(claim);
        let article = corpus.article(claim.article);
        (article, claim.sentence.of(&article.text))
    };
    let conflicts = found
        .findings
        .iter()
        .filter(|f| f.verdict.relation == Relation::Contradict);
    conflicts
        .filter_map(|f| {
            let (a, b) = (f.alignment.a, f.alignment.b);
            let label = labels.of(side(a), side(b))?;
            Some((
                (a, b),
                f.verdict.confidence,
                label.relation == Relation::Contradict,
            ))
        })
        .collect()
}
