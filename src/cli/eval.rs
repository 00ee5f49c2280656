//! `rashomon eval`: how good `judge` is on labelled pairs, or the parser on a treebank.

use std::collections::BTreeMap;
use std::io::{self, Write};

use clap::{Args as ClapArgs, ValueEnum};
use rashomon::article::Corpus;
use rashomon::error::{Error, Warning};
use rashomon::evaluation::{
    Answer, Bin, CLASSES, Confusion, Figures, RELATIONS, SweepPoint, by_gold_kind, by_kind,
    calibration_error, relation_of_label, reliability, sweep,
};
use rashomon::judgement::verdict::Relation;
use rashomon::judgement::{JudgeOptions, LeastReading};
use rashomon::parse::parser;
use rashomon::parse::score::{Score, score, score_tokens};
use rashomon::sentence_pairs::{Sentence, judge_pairs};
use rashomon::trained::likeliest;
use serde_json::{Value, json};

use super::lexicon::LexiconArgs;
use super::messages::{self, Outcome};
use super::output::Output;
use super::pair_file::{self, GivenPair, PairFile};
use trained::Learned;

mod trained;

/// What can be typed after `eval`.
#[derive(ClapArgs)]
pub struct Args {
    /// Labelled pairs, JSONL or CSV with id, a, b, label and optionally kind; or a .conllu treebank for the parser
    ///
    /// Labels: agree, contradict, revision, neither, and the words that NLI, FEVER and FNC-1 have for them.
    #[arg(value_name = "FILE")]
    file: String,

    /// Score a model that is trained on these labelled pairs, not the shipped judge
    ///
    /// What a data set's own labels can teach is often peculiar to that data set, so nothing of such a model is kept.
    #[arg(long, value_name = "PAIRS", conflicts_with = "cross")]
    train: Option<String>,

    /// The same by cross-validation: N times, a model trained on the other pairs answers one N-th of FILE
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..=50))]
    cross: Option<u16>,

    /// Pairs with one value of this field are never on both sides of a fold
    #[arg(long, value_name = "FIELD")]
    group: Option<String>,

    /// The articles whose ids the pairs name; their texts are the context of the sentences
    #[arg(long, value_name = "FILE")]
    articles: Option<String>,

    /// Score the rules alone, without the reader that was trained on labelled pairs
    #[arg(long, conflicts_with_all = ["train", "cross"])]
    rules_only: bool,

    /// One line of the table for each value of this field
    #[arg(long, value_name = "FIELD")]
    by: Option<By>,

    /// Also write all figures as JSON; null where there is nothing to count
    #[arg(long, value_name = "FILE")]
    json: Option<String>,

    #[command(flatten)]
    pub(super) lexicon: LexiconArgs,

    /// Where the tables go [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum By {
    /// What the label says that the pair is about
    Kind,
}

/// Thresholds of the sweep: tenths, and one that only the surest pass.
const THRESHOLDS: [f64; 11] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/// Judges or parses, and counts.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let output = Output::open(args.output.as_deref())?;
    let json = args.json.as_deref().map(|path| Output::open(Some(path)));
    let json = json.transpose()?;
    let (figures, outcome);
    if args.file.ends_with(".conllu") {
        let sentences = super::train::read(&args.file)?;
        let parsed = score(parser(), &sentences);
        let tokens = score_tokens(&sentences, |_, _| {}).f1();
        output.write(|out| write_parser(out, &parsed, tokens))?;
        (figures, outcome) = (parser_json(&parsed, tokens), Outcome::Done);
    } else {
        let file = pair_file::read(&args.file)?;
        let corpus = pair_file::read_articles(args.articles.as_deref())?;
        let labelled = labelled(&args.file, &file)?;
        outcome = match labelled.outcome {
            Outcome::Done => file.outcome,
            worse => worse,
        };
        let learned = trained::probabilities(args, &file, &labelled.relations, &corpus)?;
        let evaluation = match &learned {
            Some(learned) => Evaluation::of_trained(&file, &labelled.relations, learned),
            None => Evaluation::new(&file, &labelled.relations, &corpus, args.rules_only),
        };
        output.write(|out| {
            if let Some(learned) = &learned {
                writeln!(out, "{}", learned.note)?;
            }
            evaluation.write(out, args.by)
        })?;
        figures = evaluation.json();
    }
    if let Some(json) = json {
        json.write(|out| {
            serde_json::to_writer_pretty(&mut *out, &figures)?;
            writeln!(out)
        })?;
    }
    Ok(outcome)
}

/// What the labels of a file ask for.
pub(super) struct Labelled {
    /// One per pair; `None` for a label that is no relation.
    pub(super) relations: Vec<Option<Relation>>,
    /// `Skipped` if there is such a label.
    outcome: Outcome,
}

/// Reads the labels; pairs whose label is no relation are left out, with one warning for each such label.
pub(super) fn labelled(path: &str, file: &PairFile) -> Result<Labelled, Error> {
    let mut unknown: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let mut relations = Vec::new();
    for pair in &file.pairs {
        let label = pair.label.as_deref();
        let relation = label.and_then(relation_of_label);
        if relation.is_none() {
            *unknown.entry(label).or_default() += 1;
        }
        relations.push(relation);
    }
    let warnings: Vec<Warning> = unknown
        .into_iter()
        .map(|(label, count)| {
            let label = label.map_or("no label".into(), |label| format!("label '{label}'"));
            Warning::skipped(path, None, format!("{count} pairs with {label}: it must be agree, contradict, revision or neither, or a word of NLI, FEVER or FNC-1 for one of them"))
        })
        .collect();
    let outcome = messages::warn(&warnings);
    if relations.iter().all(Option::is_none) {
        return Err(Error::format(
            path,
            None,
            "holds no labelled pair: each needs a field 'label' that says agree, contradict, revision or neither",
        ));
    }
    Ok(Labelled { relations, outcome })
}

/// All answers to the labelled pairs.
struct Evaluation {
    /// With the thresholds that `judge` has.
    answers: Vec<Answer>,
    /// With every contradiction said, however doubtful: for the sweep.
    eager: Vec<Answer>,
}

impl Evaluation {
    fn new(
        file: &PairFile,
        relations: &[Option<Relation>],
        corpus: &Corpus,
        rules_only: bool,
    ) -> Self {
        let known = || {
            file.pairs
                .iter()
                .zip(relations)
                .filter_map(|(p, r)| Some((p, (*r)?)))
        };
        let pairs: Vec<(Sentence, Sentence)> =
            known().map(|(p, _)| (p.a.clone(), p.b.clone())).collect();
        let usual = JudgeOptions::of_given_pairs().with_reader(!rules_only);
        let answers = |options: JudgeOptions| -> Vec<Answer> {
            known()
                .zip(judge_pairs(&pairs, corpus, options))
                .map(|((pair, gold), judged)| Answer::new(gold, pair.kind.clone(), &judged.verdict))
                .collect()
        };
        Evaluation {
            answers: answers(usual),
            eager: answers(JudgeOptions {
                least_conflict: 0.0,
                reader: usual.reader.map(|_| LeastReading {
                    bare: 0.0,
                    in_articles: 0.0,
                    shown: 0.0,
                }),
                ..usual
            }),
        }
    }

    /// As [`Evaluation::new`], with the answers of a trained model.
    fn of_trained(file: &PairFile, relations: &[Option<Relation>], learned: &Learned) -> Self {
        let known = file
            .pairs
            .iter()
            .zip(relations)
            .filter_map(|(p, r)| Some((p, (*r)?)));
        let answer = |pair: &GivenPair, gold, said: (Relation, f32)| Answer {
            gold,
            gold_kind: pair.kind.clone(),
            said: said.0,
            said_kind: None,
            confidence: said.1,
        };
        let pairs: Vec<_> = known.zip(&learned.probabilities).collect();
        Evaluation {
            answers: pairs
                .iter()
                .map(|((pair, gold), p)| answer(pair, *gold, likeliest(p)))
                .collect(),
            eager: pairs
                .iter()
                .map(|((pair, gold), p)| answer(pair, *gold, (Relation::Contradict, p[1])))
                .collect(),
        }
    }

    fn write(&self, out: &mut dyn Write, by: Option<By>) -> io::Result<()> {
        write!(out, "{:<14}{:>6}{:>7}{:>10}", "", "n", "acc", "macro-F1")?;
        for class in CLASSES {
            write!(out, "{:>14}{:>6}{:>6}", format!("{class} P"), "R", "F1")?;
        }
        writeln!(out, "{:>21}", "false contradictions")?;
        write_figures(out, "all", &Figures::new(&self.answers))?;
        if let Some(By::Kind) = by {
            for (kind, figures) in by_gold_kind(&self.answers) {
                write_figures(out, kind, &figures)?;
            }
        }
        self.write_confusion(out)?;
        self.write_kinds(out)?;
        for relation in &RELATIONS[..3] {
            write_reliability(out, *relation, &reliability(&self.answers, *relation))?;
        }
        write_sweep(out, &sweep(&self.eager, &THRESHOLDS))
    }

    fn write_confusion(&self, out: &mut dyn Write) -> io::Result<()> {
        let confusion = Confusion::new(&self.answers);
        write!(out, "\n{:<14}", "label \\ verdict")?;
        for said in RELATIONS {
            write!(out, "{:>12}", said.name())?;
        }
        writeln!(out)?;
        for gold in RELATIONS {
            write!(out, "{:<15}", gold.name())?;
            for said in RELATIONS {
                write!(out, "{:>12}", confusion.count(gold, said))?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn write_kinds(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "\n{:<14}{:>6}{:>7}{:>11}{:>10}{:>7}{:>8}",
            "contradictions", "fired", "right", "precision", "labelled", "found", "recall"
        )?;
        for (name, kind) in by_kind(&self.answers) {
            writeln!(
                out,
                "{name:<14}{:>6}{:>7}{:>11}{:>10}{:>7}{:>8}",
                kind.fired,
                kind.right,
                figure(kind.precision()),
                kind.labelled,
                kind.found,
                figure(kind.recall())
            )?;
        }
        Ok(())
    }

    fn json(&self) -> Value {
        let groups: serde_json::Map<String, Value> = by_gold_kind(&self.answers)
            .into_iter()
            .map(|(kind, figures)| (kind.to_string(), figures_json(&figures)))
            .collect();
        let confusion = Confusion::new(&self.answers);
        let matrix: serde_json::Map<String, Value> = RELATIONS
            .iter()
            .map(|gold| {
                let row = RELATIONS.map(|said| (said.name(), confusion.count(*gold, said)));
                let row: BTreeMap<&str, usize> = row.into_iter().collect();
                (gold.name().to_string(), json!(row))
            })
            .collect();
        let kinds: serde_json::Map<String, Value> = by_kind(&self.answers)
            .into_iter()
            .map(|(name, kind)| {
                let figures = json!({
                    "fired": kind.fired, "right": kind.right, "precision": kind.precision(),
                    "labelled": kind.labelled, "found": kind.found, "recall": kind.recall(),
                });
                (name, figures)
            })
            .collect();
        let confidences: serde_json::Map<String, Value> = RELATIONS[..3]
            .iter()
            .map(|relation| {
                let bins = reliability(&self.answers, *relation);
                let lines: Vec<Value> = bins
                    .iter()
                    .map(|bin| {
                        json!({
                            "from": bin.from, "to": bin.to, "count": bin.count,
                            "mean_confidence": bin.mean_confidence, "right": bin.right,
                        })
                    })
                    .collect();
                let table = json!({ "bins": lines, "calibration_error": calibration_error(&bins) });
                (relation.name().to_string(), table)
            })
            .collect();
        let sweep: Vec<Value> = sweep(&self.eager, &THRESHOLDS)
            .iter()
            .map(|point| {
                json!({
                    "threshold": point.threshold, "said": point.tally.said(), "right": point.tally.hits,
                    "precision": point.tally.precision(), "recall": point.tally.recall(), "f1": point.tally.f1(),
                    "false_contradiction_rate": point.false_contradiction_rate(),
                })
            })
            .collect();
        json!({
            "all": figures_json(&Figures::new(&self.answers)), "by_kind": groups, "confusion": matrix,
            "kinds": kinds, "confidences": confidences, "threshold_sweep": sweep,
        })
    }
}

/// A share with three digits; a dash where there is nothing to count.
fn figure(value: Option<f64>) -> String {
    value.map_or("-".into(), |value| format!("{value:.3}"))
}

fn write_figures(out: &mut dyn Write, name: &str, figures: &Figures) -> io::Result<()> {
    write!(
        out,
        "{name:<14}{:>6}{:>7}{:>10}",
        figures.n,
        figure(figures.accuracy()),
        figure(figures.macro_f1())
    )?;
    for class in figures.classes {
        write!(
            out,
            "{:>14}{:>6}{:>6}",
            figure(class.precision()),
            figure(class.recall()),
            figure(class.f1())
        )?;
    }
    writeln!(out, "{:>21}", figure(figures.false_contradiction_rate()))
}

fn figures_json(figures: &Figures) -> Value {
    let mut object = json!({
        "n": figures.n, "accuracy": figures.accuracy(), "macro_f1": figures.macro_f1(),
        "false_contradiction_rate": figures.false_contradiction_rate(),
    });
    for (class, tally) in CLASSES.iter().zip(figures.classes) {
        object[class.name()] = json!({
            "precision": tally.precision(), "recall": tally.recall(), "f1": tally.f1(),
            "labelled": tally.labelled(), "said": tally.said(),
        });
    }
    object
}

fn write_reliability(out: &mut dyn Write, relation: Relation, bins: &[Bin]) -> io::Result<()> {
    let Some(error) = calibration_error(bins) else {
        return Ok(());
    };
    writeln!(
        out,
        "\n{:<14}{:>6}{:>17}{:>13}",
        relation.name(),
        "count",
        "mean confidence",
        "share right"
    )?;
    for bin in bins {
        writeln!(
            out,
            "{:<14}{:>6}{:>17.3}{:>13.3}",
            format!("{:.1} to {:.1}", bin.from, bin.to),
            bin.count,
            bin.mean_confidence,
            bin.right
        )?;
    }
    writeln!(out, "calibration error {error:.3}")
}

fn write_sweep(out: &mut dyn Write, points: &[SweepPoint]) -> io::Result<()> {
    writeln!(
        out,
        "\n{:<14}{:>6}{:>7}{:>11}{:>8}{:>7}{:>22}",
        "contradictions", "said", "right", "precision", "recall", "F1", "false contradictions"
    )?;
    for point in points {
        writeln!(
            out,
            "{:<14}{:>6}{:>7}{:>11}{:>8}{:>7}{:>22}",
            format!("from {:.2}", point.threshold),
            point.tally.said(),
            point.tally.hits,
            figure(point.tally.precision()),
            figure(point.tally.recall()),
            figure(point.tally.f1()),
            figure(point.false_contradiction_rate())
        )?;
    }
    Ok(())
}

/// The names of the parser's figures, as the CoNLL 2018 shared task has them, and right answers of all.
fn parser_figures(score: &Score) -> [(&'static str, usize, usize); 7] {
    [
        ("UPOS", score.upos, score.words),
        ("lemma", score.lemma, score.words),
        ("morphology", score.morph, score.words),
        ("UAS", score.head, score.words),
        ("LAS", score.labelled, score.words),
        ("LAS with subtypes", score.labelled_strict, score.words),
        ("CLAS", score.content_labelled, score.content),
    ]
}

fn write_parser(out: &mut dyn Write, score: &Score, tokens: f64) -> io::Result<()> {
    writeln!(
        out,
        "{} sentences, {} words, with the tokens of the treebank",
        score.sentences, score.words
    )?;
    for (name, right, all) in parser_figures(score) {
        let share = (all > 0).then(|| right as f64 / all as f64);
        writeln!(out, "{name:<18}{:>7}", figure(share))?;
    }
    writeln!(out, "{:<18}{tokens:>7.3}", "own tokens, F1")
}

fn parser_json(score: &Score, tokens: f64) -> Value {
    let mut object =
        json!({ "sentences": score.sentences, "words": score.words, "tokens_f1": tokens });
    for (name, right, all) in parser_figures(score) {
        let key = name.to_lowercase().replace(' ', "_");
        object[key] = json!((all > 0).then(|| right as f64 / all as f64));
    }
    object
}
