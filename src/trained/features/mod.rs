//! What the trained judge sees of a pair: numbers that any pair has, and marks of the very words.
//!
//! In: a [`Pair`] and the shipped judge's verdict on it. Out: [`Measured`]. Numbers feed the trees; numbers and marks feed the
//! linear model. No outlet, date or article is measured, so that what is learned is learned from the words.

mod context;
mod dispute;
mod moments;
mod negation;
mod stance;
mod strings;
mod structure;
mod ties;
mod wording;

use std::collections::BTreeSet;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::arithmetic::functions::log_softmax;
use crate::encoder::{self, Reading};
use crate::judgement::number::compatible;
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::{Kind, Relation, Verdict};
use crate::judgement::word_alignment::Alignment;
use crate::judgement::{Finding, proposals};
use crate::parse::Upos;

/// A measured pair.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measured {
    /// The numbers, always the same ones in the same order.
    pub numbers: Vec<f32>,
    /// Hashes of the marks, sorted, each once.
    pub marks: Vec<u64>,
}

/// The names of what [`Measured::with_reading`] adds.
pub const READING: [&str; 4] = [
    "encoder contradict",
    "encoder agree",
    "encoder neither",
    "encoder revision",
];

impl Measured {
    /// With the numbers of the encoder behind the others: logarithms of probabilities.
    pub fn with_reading(mut self, reading: Reading) -> Self {
        let Reading {
            contradict,
            agree,
            neither,
            revision,
        } = reading;
        let mut numbers = [contradict, agree, neither, revision];
        log_softmax(&mut numbers);
        self.numbers.extend(numbers);
        self
    }
}

/// What the encoder says of a pair, its first side read before its second.
pub fn encoded(pair: &Pair) -> Reading {
    let sentence = |side: &Side| side.words_of(side.detail.sentence).to_string();
    encoder::read(&sentence(&pair.a), &sentence(&pair.b))
}

/// Collects the measurements.
#[derive(Default)]
struct Sheet {
    names: Vec<&'static str>,
    numbers: Vec<f32>,
    /// None where only the numbers are wanted.
    marks: Option<BTreeSet<u64>>,
    #[cfg(test)]
    spelled: BTreeSet<String>,
}

impl Sheet {
    fn number(&mut self, name: &'static str, value: f32) {
        self.names.push(name);
        self.numbers.push(value);
    }

    /// Several numbers of one name.
    fn numbers(&mut self, name: &'static str, values: impl IntoIterator<Item = f32>) {
        for value in values {
            self.number(name, value);
        }
    }

    fn count(&mut self, name: &'static str, count: usize) {
        self.number(name, count as f32);
    }

    fn flag(&mut self, name: &'static str, flag: bool) {
        self.number(name, f32::from(u8::from(flag)));
    }

    fn mark(&mut self, mark: &str) {
        let Some(marks) = &mut self.marks else {
            return;
        };
        let mut hasher = FxHasher::default();
        hasher.write(mark.as_bytes());
        marks.insert(hasher.finish());
        #[cfg(test)]
        self.spelled.insert(mark.to_string());
    }
}

/// Measures a pair, given what the rules say of it.
pub fn measure(pair: &Pair, said: &Verdict) -> Measured {
    let sheet = sheet(pair, said, &proposals(pair), true);
    Measured {
        numbers: sheet.numbers,
        marks: sheet.marks.into_iter().flatten().collect(),
    }
}

/// The numbers alone, for a model that knows no marks.
pub fn measure_numbers(pair: &Pair, said: &Verdict) -> Measured {
    measure_proposed(pair, said, &proposals(pair))
}

/// The same, if it is known already what the rules propose of the pair (in either order of its sides).
pub fn measure_proposed(pair: &Pair, said: &Verdict, proposals: &[Finding]) -> Measured {
    Measured {
        numbers: sheet(pair, said, proposals, false).numbers,
        marks: Vec::new(),
    }
}

/// The names of the numbers, in their order; of those with one name all but the first have their place among them as a suffix.
pub fn names(pair: &Pair, said: &Verdict) -> Vec<String> {
    let names = sheet(pair, said, &proposals(pair), false).names;
    let before = |at: usize| names[..at].iter().filter(|n| **n == names[at]).count();
    (0..names.len())
        .map(|at| match before(at) {
            0 => names[at].to_string(),
            n => format!("{} {}", names[at], n + 1),
        })
        .collect()
}

fn sheet(pair: &Pair, said: &Verdict, proposed: &[Finding], marks: bool) -> Sheet {
    let mut sheet = Sheet {
        marks: marks.then(BTreeSet::new),
        ..Sheet::default()
    };
    let alignment = Alignment::new(pair);
    verdict(&mut sheet, said);
    likeness(&mut sheet, pair);
    strings::strings(&mut sheet, pair);
    ties::ties(&mut sheet, &alignment);
    ties::leftovers(&mut sheet, pair, &alignment);
    structure::structure(&mut sheet, pair, &alignment);
    structure::predicates(&mut sheet, pair, &alignment);
    negation::negations(&mut sheet, pair, &alignment);
    quantities(&mut sheet, pair);
    stance::stances(&mut sheet, pair);
    dispute::proposals(&mut sheet, proposed);
    dispute::figures(&mut sheet, pair);
    dispute::deeds(&mut sheet, pair);
    dispute::loose_ends(&mut sheet, pair, &alignment);
    structure::turned_roles(&mut sheet, pair, &alignment);
    moments::moments(&mut sheet, pair);
    context::context(&mut sheet, pair, &alignment);
    wording::differences(&mut sheet, pair, &alignment);
    wording::wording(&mut sheet, pair, &alignment);
    sheet
}

/// What the shipped judge says.
fn verdict(sheet: &mut Sheet, verdict: &Verdict) {
    for relation in [Relation::Agree, Relation::Contradict, Relation::Revision] {
        let said = verdict.relation == relation;
        sheet.number("verdict", if said { verdict.confidence } else { 0.0 });
    }
    for kind in [
        Kind::Number,
        Kind::Negation,
        Kind::Denial,
        Kind::Antonym,
        Kind::Attribution,
        Kind::Role,
    ] {
        sheet.flag("verdict kind", verdict.kind == Some(kind));
    }
}

/// The named similarities.
fn likeness(sheet: &mut Sheet, pair: &Pair) {
    let s = &pair.similarity;
    for value in [s.exact_a, s.exact_b, s.soft_a, s.soft_b, s.nearness] {
        sheet.number("similarity", value);
    }
    sheet.number("similarity least", s.exact_a.min(s.exact_b));
}

/// The lower-cased words of a side, punctuation left out.
fn forms<'a>(side: &Side<'a>) -> Vec<&'a str> {
    (0..side.syntax.len())
        .filter(|&w| side.syntax.upos(w) != Upos::Punct)
        .map(|w| side.syntax.lower(w))
        .collect()
}

/// The lower-cased function words of a side.
fn function_words<'a>(side: &Side<'a>) -> BTreeSet<&'a str> {
    (0..side.syntax.len())
        .filter(|&w| is_function(side.syntax.upos(w)))
        .map(|w| side.syntax.lower(w))
        .collect()
}

fn is_function(upos: Upos) -> bool {
    matches!(
        upos,
        Upos::Adp | Upos::Aux | Upos::Cconj | Upos::Det | Upos::Part | Upos::Pron | Upos::Sconj
    )
}

/// How their figures stand to each other.
fn quantities(sheet: &mut Sheet, pair: &Pair) {
    let (a, b) = (&pair.a.detail.quantities, &pair.b.detail.quantities);
    sheet.count("figures", a.len());
    sheet.count("figures", b.len());
    let (mut met, mut apart) = (0, 0);
    for x in a {
        for y in b.iter().filter(|y| compatible(x, y)) {
            if x.quantity.value.meets(y.quantity.value) {
                met += 1;
            } else {
                apart += 1;
            }
        }
    }
    sheet.count("figures met", met);
    sheet.count("figures apart", apart);
    let times = |side: &Side| side.detail.times.len();
    sheet.count("times", times(&pair.a));
    sheet.count("times", times(&pair.b));
    let names = |side: &Side| side.detail.names.len();
    sheet.count("names", names(&pair.a));
    sheet.count("names", names(&pair.b));
    sheet.count("names shared", pair.shared_names());
}
