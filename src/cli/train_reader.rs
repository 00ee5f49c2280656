//! `rashomon train-reader`: makes the weights of the reader anew from labelled pairs and labelled events.

use std::collections::HashMap;

use clap::Args as ClapArgs;
use rashomon::article::Corpus;
use rashomon::encoder::{self, Reading};
use rashomon::error::Error;
use rashomon::judgement::scorer::Scorers;
use rashomon::judgement::verdict::Relation;
use rashomon::sentence_pairs::{Sentence, measure_pairs, measure_pairs_by};
use rashomon::trained::features::{Measured, READING, measure_numbers, names};
use rashomon::trained::{Example, Trained, stored};
use rayon::prelude::*;
use serde_json::Value;

use super::eval::labelled;
use super::figures::{self, Figures, HeldOut};
use super::messages::{self, Outcome};
use super::output::Output;
use super::pair_file::{self, PairFile};

pub mod events;

/// What can be typed after `train-reader`.
#[derive(ClapArgs)]
pub struct Args {
    /// Files of labelled pairs: JSONL with id, a, b, label
    #[arg(value_name = "PAIRS", required_unless_present = "events")]
    pairs: Vec<String>,

    /// The articles whose ids the pairs name
    #[arg(long, value_name = "FILE")]
    articles: Option<String>,

    /// A folder of labelled events, each a folder of articles with gold.jsonl and unscored.jsonl; pairs without a label are neither, and one of
    /// six of them is taken
    #[arg(long, value_name = "FOLDER")]
    events: Option<String>,

    /// Write the measurements of every pair instead of the model
    #[arg(long)]
    table: bool,

    /// Write the sentences of every pair that the reader would be asked about, with its label, instead of the model
    #[arg(long, conflicts_with = "table")]
    texts: bool,

    /// What the encoder says of the pairs, by a network that has not seen them: JSONL with id, contradict, agree, neither and revision. Pairs that
    /// are not in it are read by the shipped network
    #[arg(long, value_name = "FILE")]
    readings: Option<String>,

    /// A model that does without the encoder
    #[arg(long, conflicts_with = "readings")]
    alone: bool,

    /// Where the model goes [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

/// A pair that was measured in both orders, with its label.
pub(super) struct Taught {
    id: String,
    sentences: [String; 2],
    relation: Relation,
    orders: [Measured; 2],
}

impl Taught {
    /// What a network says of it that has not seen it, if there is one.
    fn reading(&self, readings: &HashMap<String, Reading>) -> Reading {
        let [a, b] = &self.sentences;
        let shipped = || encoder::read(a.trim(), b.trim());
        readings.get(&self.id).copied().unwrap_or_else(shipped)
    }
}

/// The lines of a file of readings, by the ids of their pairs.
fn readings(path: &str) -> Result<HashMap<String, Reading>, Error> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
    let mut found = HashMap::new();
    for (at, line) in text.lines().enumerate() {
        let problem = |what: String| Error::format(path, None, format!("line {}: {what}", at + 1));
        let record: Value = serde_json::from_str(line).map_err(|e| problem(e.to_string()))?;
        let number = |name: &str| {
            let number = record[name].as_f64().map(|n| n as f32);
            number.ok_or_else(|| problem(format!("'{name}' must be a number")))
        };
        let reading = Reading {
            contradict: number("contradict")?,
            agree: number("agree")?,
            neither: number("neither")?,
            revision: number("revision")?,
        };
        let id = record["id"].as_str().map(str::to_string);
        found.insert(
            id.ok_or_else(|| problem("'id' must be a text".into()))?,
            reading,
        );
    }
    Ok(found)
}

/// Measures all pairs, in both orders, fits the reader and writes it.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let output = Output::open(args.output.as_deref())?;
    let corpus = pair_file::read_articles(args.articles.as_deref())?;
    let mut outcome = Outcome::Done;
    let mut taught = Vec::new();
    let files: Vec<PairFile> = args
        .pairs
        .iter()
        .map(|path| pair_file::read(path))
        .collect::<Result<_, Error>>()?;
    let held_out = held_out(args, &files, &corpus)?;
    for (path, file) in args.pairs.iter().zip(&files) {
        let labels = labelled(path, file)?;
        let events = figures::events_of(&file.pairs);
        outcome = file.outcome;
        let known = file.pairs.iter().zip(labels.relations).zip(&events);
        let (known, events): (Vec<_>, Vec<&String>) = known
            .filter_map(|((p, r), event)| Some(((p, r?), event)))
            .unzip();
        let sides = |straight: bool| -> Vec<(Sentence, Sentence)> {
            let both = known.iter().map(|(p, _)| (p.a.clone(), p.b.clone()));
            both.map(|(a, b)| if straight { (a, b) } else { (b, a) })
                .collect()
        };
        let scorers = |at: usize| match &held_out {
            Some(held_out) => held_out.of(events[at]),
            None => Scorers::shipped(),
        };
        let [straight, crossed] =
            [true, false].map(|s| measure_pairs_by(&sides(s), &corpus, scorers, measure_numbers));
        let measured = straight.into_iter().zip(crossed);
        taught.extend(
            known
                .iter()
                .zip(measured)
                .map(|((p, relation), (x, y))| Taught {
                    id: p.id.to_string(),
                    sentences: [p.a.text.clone(), p.b.text.clone()],
                    relation: *relation,
                    orders: [x, y],
                }),
        );
    }
    if let Some(folder) = &args.events {
        for event in events::folders(folder)? {
            let scorers = match &held_out {
                Some(held_out) => held_out.of(&events::name(&event)),
                None => Scorers::shipped(),
            };
            let (found, warnings) = events::measured(&event, scorers)?;
            messages::warn(&warnings);
            taught.extend(found);
        }
    }
    let mut names = column_names();
    if args.table {
        output.write(|out| {
            writeln!(out, "id\tlabel\t{}", names.join("\t"))?;
            for pair in &taught {
                let cells = pair.orders[0].numbers.iter().map(|f| format!("{f:.4}"));
                let cells: Vec<String> = cells.collect();
                writeln!(out, "{}\t{}\t{}", pair.id, pair.relation, cells.join("\t"))?;
            }
            Ok(())
        })?;
        return Ok(outcome);
    }
    if args.texts {
        output.write(|out| {
            for pair in &taught {
                let [a, b] = &pair.sentences;
                let label = pair.relation.to_string();
                let record = serde_json::json!({"id": pair.id, "a": a, "b": b, "label": label});
                writeln!(out, "{record}")?;
            }
            Ok(())
        })?;
        return Ok(outcome);
    }
    if !args.alone {
        names.extend(READING.map(str::to_string));
    }
    let total = taught.len();
    let readings = match &args.readings {
        Some(path) => readings(path)?,
        None => HashMap::new(),
    };
    let examples: Vec<Example> = taught
        .into_par_iter()
        .enumerate()
        .flat_map_iter(|(at, pair)| {
            let relation = pair.relation;
            let reading = (!args.alone).then(|| pair.reading(&readings));
            pair.orders.map(|measured| Example {
                measured: match reading {
                    Some(reading) => measured.with_reading(reading),
                    None => measured,
                },
                relation,
                group: at.to_string(),
            })
        })
        .collect();
    let mut model = Trained::with_forests(&examples.iter().collect::<Vec<_>>(), 1);
    if args.events.is_some() {
        model.raise(Relation::Neither, events::THINNED as f32);
    }
    output.write(|out| {
        writeln!(
            out,
            "# Made by `rashomon train-reader` from {total} labelled pairs, each in both orders."
        )?;
        out.write_all(stored::write(&model, &names).as_bytes())
    })?;
    Ok(outcome)
}

/// Scorers of figures for pairs that these have not seen, where the reader learns from the articles and events that the shipped ones were
/// fitted to: it would trust them too much.
fn held_out(args: &Args, files: &[PairFile], corpus: &Corpus) -> Result<Option<HeldOut>, Error> {
    /// Each scorer is fitted to nine tenths of the events.
    const FOLDS: usize = 10;
    if args.articles.is_none() {
        return Ok(None);
    }
    let mut figures: Vec<Figures> = Vec::new();
    for file in files {
        figures.extend(figures::of_pairs(file, corpus));
    }
    if let Some(folder) = &args.events {
        for event in events::folders(folder)? {
            figures.extend(figures::of_event(&event)?);
        }
    }
    Ok(Some(HeldOut::new(figures, FOLDS)))
}

/// The names of the numbers, whatever the pair.
fn column_names() -> Vec<String> {
    let word = || Sentence {
        text: "Nothing happened.".into(),
        ..Sentence::default()
    };
    let mut named = measure_pairs(&[(word(), word())], &Default::default(), names);
    named.pop().expect("one pair has one answer")
}
