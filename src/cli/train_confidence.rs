//! `rashomon train-confidence`: counts anew, on labelled events and labelled pairs of articles, how often conflicts of each strength are right.

use std::path::Path;

use clap::Args as ClapArgs;
use rashomon::article::{Article, Corpus};
use rashomon::claims::ClaimId;
use rashomon::error::Error;
use rashomon::judgement::confidence::{Judge, fit};
use rashomon::judgement::verdict::{Relation, Verdict};
use rashomon::judgement::{JudgeOptions, LeastReading};
use rashomon::pipeline::{Options, compare};
use rashomon::sentence_pairs::{Sentence, judge_pairs};
use rustc_hash::FxHashSet;

use super::eval::labelled;
use super::messages::{self, Outcome};
use super::output::Output;
use super::pair_file;
use super::train_reader::events;

/// What can be typed after `train-confidence`.
#[derive(ClapArgs)]
pub struct Args {
    /// Folders of labelled events, each a folder of articles with gold.jsonl and unscored.jsonl; pairs without a label are neither
    #[arg(value_name = "FOLDER", required = true)]
    folders: Vec<String>,

    /// Folders of labelled events that the reader was not trained on: what it says is counted on these and on --pairs alone
    #[arg(long, value_name = "FOLDER")]
    unread: Vec<String>,

    /// Labelled pairs of sentences of articles that the reader was not trained on: JSONL with id, a, b, label
    #[arg(long, value_name = "FILE", requires = "articles")]
    pairs: Option<String>,

    /// The articles whose ids the pairs name
    #[arg(long, value_name = "FILE")]
    articles: Option<String>,

    /// Where the curves go [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

/// Findings that a point of a curve stands for, at least: the share of fewer says little.
const LEAST_FINDINGS: usize = 25;

/// Strengths with whether the conflict was right.
type Counted = Vec<(f32, bool)>;

/// What is counted for each judge.
#[derive(Default)]
struct Counts {
    rules: Counted,
    both: Counted,
    reader: Counted,
}

/// A conflict that was found: what it stands for, its strength, and whether it is labelled so.
struct Found<T> {
    pair: T,
    strength: f32,
    right: bool,
}

/// Compares the articles of each event, judges each pair, and writes the curves.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let output = Output::open(args.output.as_deref())?;
    let mut counts = Counts::default();
    for folder in &args.folders {
        for event in events::folders(folder)? {
            let found = count(&Event::open(&event)?);
            counts.rules.extend(found.rules);
        }
    }
    for folder in &args.unread {
        for event in events::folders(folder)? {
            counts.add(count(&Event::open(&event)?));
        }
    }
    if let Some(path) = &args.pairs {
        counts.add(count(&Pairs::open(path, args.articles.as_deref())?));
    }
    output.write(|out| {
        let curves = [
            (Judge::Rules, &counts.rules),
            (Judge::Both, &counts.both),
            (Judge::Reader, &counts.reader),
        ];
        let numbers = curves.map(|(_, findings)| findings.len());
        writeln!(
            out,
            "# How often conflicts out of articles were right that were held so strongly: by rules, by rules and the reader both, and by the reader\n\
             # where no rule saw one. Made by `rashomon train-confidence` from {}, {} and {} findings on labelled events and pairs.",
            numbers[0], numbers[1], numbers[2]
        )?;
        for (judge, findings) in curves {
            for (strength, share) in fit(findings, LEAST_FINDINGS) {
                writeln!(out, "{}\t{strength:.4}\t{share:.4}", judge.name())?;
            }
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}

impl Counts {
    fn add(&mut self, more: Counts) {
        self.rules.extend(more.rules);
        self.both.extend(more.both);
        self.reader.extend(more.reader);
    }
}

/// Something labelled, in which conflicts can be found.
trait Material {
    /// What stands for one pair.
    type Pair: std::hash::Hash + Eq;

    /// The conflicts that are found; those without a sure label are left out.
    fn conflicts(&self, options: JudgeOptions) -> Vec<Found<Self::Pair>>;
}

/// The conflicts that rules hold, however weakly, alone and weighed by the reader, and those that only the reader does.
fn count<M: Material>(material: &M) -> Counts {
    /// Weaker ones are never asked for.
    const LEAST: f32 = 0.1;
    /// What is asked for by default must be counted well; what is weighed less than this is hardly ever right.
    const LEAST_WEIGHED: f32 = 0.02;
    let usual = JudgeOptions {
        calibrated: false,
        ..JudgeOptions::default()
    };
    let with = |least_conflict, reader| {
        material.conflicts(JudgeOptions {
            least_conflict,
            reader,
            ..usual
        })
    };
    let least = |shown, in_articles| {
        usual.reader.map(|reader| LeastReading {
            shown,
            in_articles,
            ..reader
        })
    };
    /// No probability is as high.
    const NEVER: f32 = 2.0;
    let of_rules = with(usual.least_conflict, None);
    let shown: FxHashSet<_> = of_rules.into_iter().map(|found| found.pair).collect();
    let read = with(usual.least_conflict, least(NEVER, LEAST));
    let read = read
        .into_iter()
        .filter(|found| !shown.contains(&found.pair));
    let counted = |found: Vec<Found<M::Pair>>| -> Counted {
        found.into_iter().map(|f| (f.strength, f.right)).collect()
    };
    Counts {
        rules: counted(with(LEAST, None)),
        both: counted(with(usual.least_conflict, least(LEAST_WEIGHED, NEVER))),
        reader: counted(read.collect()),
    }
}

/// A labelled event.
struct Event {
    corpus: Corpus,
    labels: events::Labels,
}

impl Event {
    fn open(folder: &Path) -> Result<Self, Error> {
        let (corpus, labels, warnings) = events::open(folder)?;
        messages::warn(&warnings);
        Ok(Event { corpus, labels })
    }
}

impl Material for Event {
    type Pair = (ClaimId, ClaimId);

    fn conflicts(&self, judge: JudgeOptions) -> Vec<Found<Self::Pair>> {
        let options = Options {
            judge,
            ..Options::default()
        };
        let found = compare(&self.corpus, options, |_, _| {});
        let side = |claim: ClaimId| -> (&Article, &str) {
            let claim = found.claims.get(claim);
            let article = self.corpus.article(claim.article);
            (article, claim.sentence.of(&article.text))
        };
        let conflicts = found.findings.iter().filter(|f| is_conflict(&f.verdict));
        conflicts
            .filter_map(|f| {
                let (a, b) = (f.alignment.a, f.alignment.b);
                let label = self.labels.of(side(a), side(b))?;
                Some(Found {
                    pair: (a, b),
                    strength: f.verdict.confidence,
                    right: label.relation == Relation::Contradict,
                })
            })
            .collect()
    }
}

fn is_conflict(verdict: &Verdict) -> bool {
    verdict.relation == Relation::Contradict
}

/// Labelled pairs of sentences of articles.
struct Pairs {
    corpus: Corpus,
    pairs: Vec<(Sentence, Sentence)>,
    labels: Vec<Relation>,
}

impl Pairs {
    fn open(path: &str, articles: Option<&str>) -> Result<Self, Error> {
        let file = pair_file::read(path)?;
        let relations = labelled(path, &file)?.relations;
        let known = file.pairs.into_iter().zip(relations);
        let (pairs, labels) = known
            .filter_map(|(pair, relation)| Some(((pair.a, pair.b), relation?)))
            .unzip();
        Ok(Pairs {
            corpus: pair_file::read_articles(articles)?,
            pairs,
            labels,
        })
    }
}

impl Material for Pairs {
    type Pair = usize;

    fn conflicts(&self, options: JudgeOptions) -> Vec<Found<usize>> {
        let judged = judge_pairs(&self.pairs, &self.corpus, options).into_iter();
        let labelled = judged.zip(&self.labels).enumerate();
        labelled
            .filter(|(_, (judged, _))| is_conflict(&judged.verdict))
            .map(|(pair, (judged, label))| Found {
                pair,
                strength: judged.verdict.confidence,
                right: *label == Relation::Contradict,
            })
            .collect()
    }
}
