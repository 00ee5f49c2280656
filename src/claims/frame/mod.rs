//! Frames of one sentence: who did what to whom, negated or not, as a fact or a plan; and what each number counts in which role.
//!
//! In: a parsed sentence with its quantities. Out: [`Predicate`]s (passive resolved, coordination distributed, relative and
//! participle clauses filled from their noun, nouns of events included) and [`QuantityFrame`]s. All words are token indices.

mod class;
mod class_by_words;
mod counted;
mod modality;
mod multiword;
mod negation;
mod participants;
mod predicate;
mod scope;
mod tense;
#[cfg(test)]
mod tests;

pub use class::class_of;
pub use counted::quantity_frames;
pub use negation::{is_given_up, is_improbable, is_ruled_out};
pub use participants::is_time_noun;
pub use predicate::{is_weighed, predicates};

use super::quantity::Quantity;

/// What sort of word carries the predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A full verb.
    Verb,
    /// An adjective or noun with a copula: "is dead", "was an accident".
    Copula,
    /// A noun that names an act or event: "the attack", "his death".
    Nominal,
}

/// How the sentence puts the predicate forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// As a fact.
    Asserted,
    /// As possible or reported at a distance: "may have", "allegedly".
    Hedged,
    /// Under a condition: "if", "would".
    Conditional,
    /// As something to come or wanted: "will", "plans to", "called for".
    Planned,
}

impl Modality {
    /// The word used in the `modality` column.
    pub fn name(self) -> &'static str {
        match self {
            Modality::Asserted => "asserted",
            Modality::Hedged => "hedged",
            Modality::Conditional => "conditional",
            Modality::Planned => "planned",
        }
    }
}

/// Where the verb places its predicate, seen from the moment of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tense {
    /// "fell", "had fallen", "was falling".
    Past,
    /// "falls", "has fallen", "is falling".
    Present,
    /// "will fall", "is going to fall".
    Future,
}

/// Whether what the verb says is over, under way, or neither is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Aspect {
    /// "fell".
    Simple,
    /// "has fallen".
    Perfect,
    /// "is falling".
    Progressive,
    /// "has been falling".
    PerfectProgressive,
}

/// A predicate with its participants.
#[derive(Debug, Clone, PartialEq)]
pub struct Predicate {
    /// The word that carries it.
    pub word: usize,
    /// Its lemma, lower-cased, with the particle of a phrasal verb ("carry out"); for a verb of several words that has an equal, that one
    /// ("fall" for "came down", "sue" for "took to court"; see [`crate::lexicon::multiword`]).
    pub lemma: String,
    /// What sort of word it is.
    pub sort: Sort,
    /// Those who do it: heads of noun phrases.
    pub agents: Vec<usize>,
    /// Those to whom it is done, or who are so.
    pub patients: Vec<usize>,
    /// Prepositional phrases: preposition and head.
    pub obliques: Vec<(String, usize)>,
    /// The word that negates it, if an odd number of things does.
    pub negation: Option<usize>,
    /// How it is put forward.
    pub modality: Modality,
    /// Its tense; none for infinitives, bare participles, nouns and modal verbs.
    pub tense: Option<Tense>,
    /// Its aspect.
    pub aspect: Aspect,
    /// The innermost attribution whose content holds it.
    pub attribution: Option<usize>,
}

impl Predicate {
    /// The verb without its particle.
    pub fn verb(&self) -> &str {
        self.verb_and_particle().0
    }

    /// The verb and its particle, which is empty where there is none.
    pub fn verb_and_particle(&self) -> (&str, &str) {
        self.lemma.split_once(' ').unwrap_or((&self.lemma, ""))
    }
}

/// Where a number stands to its predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// It counts those who act.
    Agent,
    /// It counts those to whom it is done, or who are so.
    Patient,
    /// It stands in a prepositional phrase.
    Oblique,
    /// It is no participant: an age, a size, a fragment.
    Free,
}

/// What a number counts, in which role and scope.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityFrame {
    /// The number itself.
    pub quantity: Quantity,
    /// Head of what it counts; none where the noun is left out ("107 were wounded").
    pub counted: Option<usize>,
    /// Words that narrow down what is counted: adjectives, compounds, "of"-phrases.
    pub modifiers: Vec<usize>,
    /// Index of the predicate that it takes part in.
    pub predicate: Option<usize>,
    /// How it takes part.
    pub role: Role,
    /// The class of what happens to the counted: "killed", "wounded".
    pub class: Option<&'static str>,
    /// Whether it is a part of something counted elsewhere: "including three children", "eight of them".
    pub part: bool,
    /// Whether it is what a part is taken of: "two of the 12 wounded".
    pub whole: bool,
    /// Whether it comes on top of something: "another 12", "a further 12".
    pub additional: bool,
    /// Whether it is a rate: "a day", "each", "per share".
    pub rate: bool,
    /// Whether the sentence says that it adds up over time or place: "so far", "since Monday", "in total", "nationwide".
    pub cumulative: bool,
    /// Whether it is an earlier value of a change: "from 65", "up from seven".
    pub earlier: bool,
    /// Whether the sentence itself says that it is not this figure: "24 per cent and not 29.4".
    pub rejected: bool,
    /// The word that says over which area it counts: "in the city", "across the province", "nationwide".
    pub area: Option<usize>,
}

impl QuantityFrame {
    /// The words for how it stands to other numbers: `part`, `whole`, `additional`, `rate`, `cumulative`, `earlier`.
    pub fn scope_names(&self) -> Vec<&'static str> {
        [
            (self.part, "part"),
            (self.whole, "whole"),
            (self.additional, "additional"),
            (self.rate, "rate"),
            (self.cumulative, "cumulative"),
            (self.earlier, "earlier"),
        ]
        .into_iter()
        .filter_map(|(on, name)| on.then_some(name))
        .collect()
    }
}
