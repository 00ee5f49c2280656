//! What the scorers of figures learn from: the number candidates of labelled pairs and of written events, and what belongs together among them.

use std::collections::HashMap;
use std::path::Path;

use rashomon::article::Corpus;
use rashomon::error::Error;
use rashomon::evaluation::relation_of_label;
use rashomon::judgement::scorer::Scorers;
use rashomon::judgement::training::{Bag, fit};
use rashomon::judgement::verdict::Relation;
use rashomon::sentence_pairs::{Sentence, number_candidates};
use rashomon::trained::folds::folds;

use super::messages;
use super::pair_file::{GivenPair, PairFile};
use super::train_reader::events;

/// For how much a pair of a written event counts beside one of real coverage: such events are full of disputes between two sources, but their
/// other pairs are less alike than those that real coverage is full of.
pub const OF_EVENT: f64 = 0.4;

/// Of the pairs of an event that are not genuine, one of so many is enough to learn from.
const THINNED: usize = 3;

/// A pair with the measurements of its candidates.
pub struct Figures {
    /// The id of the pair.
    pub id: String,
    /// Its label.
    pub label: String,
    /// What it is about, as the label says; empty if it says nothing.
    pub kind: String,
    /// What it must not be separated from in a cross-validation.
    pub event: String,
    /// Whether it stems from a written event.
    pub written: bool,
    /// The measurements of each candidate.
    pub candidates: Vec<Vec<f32>>,
}

impl Figures {
    /// Whether the two contradict each other.
    pub fn is_genuine(&self) -> bool {
        relation_of_label(&self.label) == Some(Relation::Contradict)
    }

    /// How many pairs it stands for once the others are [`thinned`].
    pub fn stands_for(&self) -> f64 {
        let thinned = self.written && !self.is_genuine();
        if thinned { THINNED as f64 } else { 1.0 }
    }
}

/// The candidates of the pairs of a file.
pub fn of_pairs(file: &PairFile, corpus: &Corpus) -> Vec<Figures> {
    let sides = file.pairs.iter().map(|p| (p.a.clone(), p.b.clone()));
    let pairs: Vec<(Sentence, Sentence)> = sides.collect();
    let candidates = number_candidates(&pairs, corpus);
    let together = events_of(&file.pairs);
    let measured = file.pairs.iter().zip(candidates).zip(together);
    measured
        .map(|((pair, candidates), event)| Figures {
            id: pair
                .id
                .as_str()
                .map_or_else(|| pair.id.to_string(), str::to_string),
            label: pair.label.clone().unwrap_or_default(),
            kind: pair.kind.clone().unwrap_or_default(),
            event,
            written: false,
            candidates,
        })
        .collect()
}

/// The candidates of a written event.
pub fn of_event(folder: &Path) -> Result<Vec<Figures>, Error> {
    let found = events::read(folder)?;
    messages::warn(&found.warnings);
    let name = events::name(folder);
    let candidates = number_candidates(&found.pairs, &found.corpus);
    let measured = found.told.iter().zip(candidates).enumerate();
    Ok(measured
        .map(|(at, (told, candidates))| Figures {
            id: format!("{name}/{at}"),
            label: told.relation.to_string(),
            kind: told.kind.clone(),
            event: name.clone(),
            written: true,
            candidates,
        })
        .collect())
}

/// What each pair belongs to: pairs of one event, or of one article, are never on both sides of a test.
pub fn events_of(pairs: &[GivenPair]) -> Vec<String> {
    let mut parents: Vec<usize> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut place = |name: String, parents: &mut Vec<usize>| {
        *places.entry(name).or_insert_with(|| {
            parents.push(parents.len());
            parents.len() - 1
        })
    };
    fn top(parents: &[usize], mut at: usize) -> usize {
        while parents[at] != at {
            at = parents[at];
        }
        at
    }
    let mut firsts = Vec::new();
    for pair in pairs {
        let articles = [&pair.a.article, &pair.b.article].into_iter().flatten();
        let mut names: Vec<String> = articles.map(|id| format!("article {id}")).collect();
        names.extend(pair.field("event").map(|event| format!("event {event}")));
        if names.is_empty() {
            names.push(format!("pair {}", pair.id));
        }
        let at: Vec<usize> = names
            .into_iter()
            .map(|name| place(name, &mut parents))
            .collect();
        for other in &at[1..] {
            let (x, y) = (top(&parents, at[0]), top(&parents, *other));
            parents[x.max(y)] = x.min(y);
        }
        firsts.push(at[0]);
    }
    let tops = firsts.into_iter().map(|at| top(&parents, at).to_string());
    tops.collect()
}

/// Leaves out most pairs of written events that are not genuine, and contradictions of another kind, which say nothing of their figures.
pub fn thinned(figures: Vec<Figures>) -> Vec<Figures> {
    let mut seen = 0;
    let of_use = |f: &Figures| matches!(f.kind.as_str(), "" | "number" | "entity");
    let kept = figures.into_iter().filter(|f| {
        if f.is_genuine() {
            return of_use(f);
        }
        let spurious = f.written && !f.candidates.is_empty();
        seen += usize::from(spurious);
        !spurious || seen.is_multiple_of(THINNED)
    });
    kept.collect()
}

/// The bag of a pair, with the weight of pairs of written events.
pub fn bag(figures: &Figures, of_event: f64) -> Bag {
    let weight = if figures.written { of_event } else { 1.0 };
    Bag {
        candidates: figures.candidates.clone(),
        genuine: figures.is_genuine(),
        weight: weight * figures.stands_for(),
    }
}

/// Scorers for pairs that they were not fitted to: one for each fold of events.
pub struct HeldOut {
    folds: HashMap<String, usize>,
    scorers: Vec<Scorers>,
}

impl HeldOut {
    /// Fits them. Events are dealt out to so many folds.
    pub fn new(figures: Vec<Figures>, count: usize) -> Self {
        let figures = thinned(figures);
        let events: Vec<&str> = figures.iter().map(|f| f.event.as_str()).collect();
        let fold = folds(&events, count);
        let fitted = |held: usize, written: bool| {
            let others = figures.iter().zip(&fold).filter(|(_, f)| **f != held);
            let used = others.filter(|(f, _)| written || !f.written);
            let bags: Vec<Bag> = used.map(|(f, _)| bag(f, OF_EVENT)).collect();
            fit(&bags).scorer()
        };
        let scorers = (0..count).map(|held| Scorers {
            figures: fitted(held, false),
            sources: fitted(held, true),
        });
        HeldOut {
            scorers: scorers.collect(),
            folds: events
                .iter()
                .zip(&fold)
                .map(|(event, fold)| (event.to_string(), *fold))
                .collect(),
        }
    }

    /// Those that have not seen the event; the shipped ones if it is unknown.
    pub fn of(&self, event: &str) -> &Scorers {
        match self.folds.get(event) {
            Some(fold) => &self.scorers[*fold],
            None => Scorers::shipped(),
        }
    }
}
