//! `rashomon train-judge`: makes the weights of the judge's scorer anew from labelled pairs and labelled events.

use clap::Args as ClapArgs;
use rashomon::article::Corpus;
use rashomon::error::Error;
use rashomon::evaluation::relation_of_label;
use rashomon::judgement::number::FEATURES;
use rashomon::judgement::pair::Pair;
use rashomon::judgement::training::{Bag, fit, out_of_fold};
use rashomon::judgement::verdict::{Kind, Relation, Verdict};
use rashomon::sentence_pairs::{Sentence, measure_pairs_by};
use rashomon::trained::folds::folds;

use super::figures::{self, Figures, HeldOut, OF_EVENT, bag, thinned};
use super::messages::Outcome;
use super::output::Output;
use super::pair_file::{self, PairFile};
use super::train_reader::events;

/// What can be typed after `train-judge`.
#[derive(ClapArgs)]
pub struct Args {
    /// Labelled pairs: JSONL with id, a, b, label, kind, and event or a_article for what belongs together
    #[arg(value_name = "PAIRS")]
    pairs: String,

    /// The articles whose ids the pairs name
    #[arg(long, value_name = "FILE")]
    articles: Option<String>,

    /// A folder of labelled events, each a folder of articles with gold.jsonl and unscored.jsonl; pairs without a label are not genuine
    #[arg(long, value_name = "FOLDER")]
    events: Option<String>,

    /// For how much a pair of an event counts
    #[arg(long, value_name = "WEIGHT", default_value_t = OF_EVENT)]
    weight: f64,

    /// Write the measurements of every candidate instead of the weights
    #[arg(long, conflicts_with = "cross")]
    table: bool,

    /// Write how good the scorer is on events that it was not fitted to, instead of the weights: N times, the pairs of one N-th of the
    /// events are judged by what was fitted to the others
    #[arg(long, value_name = "N")]
    cross: Option<usize>,

    /// Where the weights go [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

/// Measures the candidates of all pairs, fits the scorer and writes its weights, or how good it is.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let output = Output::open(args.output.as_deref())?;
    let file = pair_file::read(&args.pairs)?;
    let corpus = pair_file::read_articles(args.articles.as_deref())?;
    let outcome = file.outcome;
    let mut measured = figures::of_pairs(&file, &corpus);
    if let Some(folder) = &args.events {
        for event in events::folders(folder)? {
            measured.extend(figures::of_event(&event)?);
        }
    }
    if args.table {
        output.write(|out| {
            writeln!(out, "id\tlabel\tkind\t{}", FEATURES.join("\t"))?;
            for pair in &measured {
                for features in &pair.candidates {
                    let cells: Vec<String> = features.iter().map(|f| format!("{f:.4}")).collect();
                    let (id, label, kind) = (&pair.id, &pair.label, &pair.kind);
                    writeln!(out, "{id}\t{label}\t{kind}\t{}", cells.join("\t"))?;
                }
            }
            Ok(())
        })?;
        return Ok(outcome);
    }
    if let Some(count) = args.cross {
        let told = cross_validated(args, &file, &corpus, measured, count)?;
        output.write(|out| out.write_all(told.as_bytes()))?;
        return Ok(outcome);
    }
    let bags: Vec<Bag> = thinned(measured)
        .iter()
        .map(|m| bag(m, args.weight))
        .collect();
    let fitted = fit(&bags);
    output.write(|out| {
        writeln!(
            out,
            "# Weights of the number scorer, made by `rashomon train-judge` from {} labelled pairs; those of written events count {}.",
            bags.len(),
            args.weight
        )?;
        write!(out, "{}", fitted.to_tsv())
    })?;
    Ok(outcome)
}

/// How good the scorers and the rules that ask them are on events that the scorers were not fitted to.
fn cross_validated(
    args: &Args,
    file: &PairFile,
    corpus: &Corpus,
    measured: Vec<Figures>,
    count: usize,
) -> Result<String, Error> {
    const BOUNDS: [f64; 7] = [0.6, 0.5, 0.45, 0.4, 0.35, 0.3, 0.2];
    let gold = [false, true].map(|written| {
        let own = measured.iter().filter(|m| m.written == written);
        own.filter(|m| m.is_genuine() && m.kind == "number").count()
    });
    let measured = thinned(measured);
    let bags: Vec<Bag> = measured.iter().map(|m| bag(m, args.weight)).collect();
    let events: Vec<&str> = measured.iter().map(|m| m.event.as_str()).collect();
    let found = out_of_fold(&bags, &folds(&events, count));
    let mut lines = String::new();
    for (written, gold) in [false, true].into_iter().zip(gold) {
        let name = if written { "written events" } else { "pairs" };
        for bound in BOUNDS {
            let own = measured.iter().zip(&found);
            let said: Vec<&Figures> = own
                .filter(|(m, p)| m.written == written && **p >= bound)
                .map(|(m, _)| m)
                .collect();
            let right = said.iter().filter(|m| m.is_genuine()).count() as f64;
            let all: f64 = said.iter().map(|m| m.stands_for()).sum();
            let (precision, recall) = (right / all.max(1.0), right / gold.max(1) as f64);
            lines += &format!(
                "scorer, {name}, from {bound:.2}: {right} of {all}, precision {precision:.3}, recall {recall:.3}\n"
            );
        }
    }
    let held_out = HeldOut::new(measured, count);
    let sides: Vec<(Sentence, Sentence)> = file
        .pairs
        .iter()
        .map(|p| (p.a.clone(), p.b.clone()))
        .collect();
    let together = figures::events_of(&file.pairs);
    let scorers = |at: usize| held_out.of(&together[at]);
    let verdicts = measure_pairs_by(&sides, corpus, scorers, relation_and_kind);
    let labels = file.pairs.iter().map(|p| {
        let relation = p.label.as_deref().and_then(relation_of_label);
        (relation, p.kind.clone().unwrap_or_default())
    });
    lines += &figures_of("rules, pairs", labels.zip(verdicts));
    let mut of_events = Vec::new();
    for folder in args
        .events
        .iter()
        .flat_map(|f| events::folders(f))
        .flatten()
    {
        let event = events::read(&folder)?;
        let scorers = held_out.of(&events::name(&folder));
        let verdicts =
            measure_pairs_by(&event.pairs, &event.corpus, |_| scorers, relation_and_kind);
        let labels = event.told.into_iter().map(|t| (Some(t.relation), t.kind));
        of_events.extend(labels.zip(verdicts));
    }
    lines += &figures_of("rules, written events", of_events.into_iter());
    Ok(lines)
}

fn relation_and_kind(_: &Pair, verdict: &Verdict) -> (Relation, Option<Kind>) {
    (verdict.relation, verdict.kind)
}

/// A label with its kind, and a verdict with its own.
type Answered = ((Option<Relation>, String), (Relation, Option<Kind>));

/// Precision and recall of contradictions, and of those of numbers alone.
fn figures_of(name: &str, answers: impl Iterator<Item = Answered>) -> String {
    let answers: Vec<Answered> = answers.collect();
    let line = |what: &str,
                of_gold: &dyn Fn(&str) -> bool,
                of_said: &dyn Fn(Option<Kind>) -> bool| {
        let is_gold = |a: &&Answered| a.0.0 == Some(Relation::Contradict);
        let is_said = |a: &&Answered| a.1.0 == Relation::Contradict && of_said(a.1.1);
        let gold = answers.iter().filter(is_gold).filter(|a| of_gold(&a.0.1));
        let said: Vec<&Answered> = answers.iter().filter(is_said).collect();
        let found = gold
            .clone()
            .filter(|a| a.1.0 == Relation::Contradict)
            .count();
        let right = said.iter().filter(|a| is_gold(a)).count();
        let wrong_on = |relation: Relation| {
            let wrong = said.iter().filter(|a| a.0.0 == Some(relation)).count();
            let all = answers.iter().filter(|a| a.0.0 == Some(relation)).count();
            format!("{wrong} of {all}")
        };
        format!(
            "{name}, {what}: {right} of {} right, precision {:.3}, recall {found} of {} = {:.3}, false alarms on agree {}, neither {}, revision {}\n",
            said.len(),
            right as f64 / said.len().max(1) as f64,
            gold.clone().count(),
            found as f64 / gold.count().max(1) as f64,
            wrong_on(Relation::Agree),
            wrong_on(Relation::Neither),
            wrong_on(Relation::Revision),
        )
    };
    let numbers = |kind: Option<Kind>| kind == Some(Kind::Number);
    line("all kinds", &|_| true, &|_| true) + &line("numbers", &|kind| kind == "number", &numbers)
}
