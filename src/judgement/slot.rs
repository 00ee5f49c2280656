//! Slots: what fills the same place in two statements.

use std::borrow::Cow;

use super::fit::{Fit, LIKE_NAMES, fit, share_names};
use super::pair::{Pair, Side};
use crate::claims::frame::Predicate;
use crate::claims::syntax::Syntax;
use crate::lexicon::parties::{country_of, is_seat};
use crate::lexicon::places::is_site;
use crate::lexicon::relations::kinds_of;
use crate::parse::{Relation, Upos};

/// Which place in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// Who does it.
    Agent,
    /// To whom or what it is done, or who is so.
    Patient,
    /// Where.
    Place,
    /// Any other complement, by its preposition.
    Complement,
}

impl Slot {
    /// Whether it is filled by a phrase with its preposition.
    fn is_phrase(self) -> bool {
        matches!(self, Slot::Place | Slot::Complement)
    }

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Slot::Agent => "agent",
            Slot::Patient => "patient",
            Slot::Place => "place",
            Slot::Complement => "complement",
        }
    }
}

/// One slot filled on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    /// Which slot.
    pub slot: Slot,
    /// The first claim's filler.
    pub a: usize,
    /// The second's.
    pub b: usize,
    /// How they stand to each other.
    pub fit: Fit,
}

/// All slots that two predicates both fill, each with its best match.
pub fn filled(pair: &Pair, pa: &Predicate, pb: &Predicate) -> Vec<Filled> {
    let mut found = Vec::new();
    let mut best = |slot: Slot, xs: &[usize], ys: &[usize]| {
        let fits = xs
            .iter()
            .flat_map(|&a| ys.iter().map(move |&b| (a, b)))
            .map(|(a, b)| Filled {
                slot,
                a,
                b,
                fit: match fit(pair, a, b) {
                    Fit::Open if slot.is_phrase() && are_two_cities(pair, a, b) => Fit::Other,
                    known => known,
                },
            });
        found.extend(fits.max_by_key(|f| f.fit));
    };
    best(Slot::Agent, &pa.agents, &pb.agents);
    best(Slot::Patient, &pa.patients, &pb.patients);
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for course in Course::ALL {
        let (xs, ys) = (
            places(&pair.a, pa, pb, &pair.b, course),
            places(&pair.b, pb, pa, &pair.a, course),
        );
        best(Slot::Place, &xs, &ys);
        here.extend(xs);
        there.extend(ys);
    }
    let (ours, theirs) = (
        complements(pair, &pair.a, pa),
        complements(pair, &pair.b, pb),
    );
    for (preposition, x) in &ours {
        if here.contains(x) {
            continue;
        }
        let ys: Vec<usize> = theirs
            .iter()
            .filter(|(p, y)| p == preposition && !there.contains(y))
            .map(|(_, y)| *y)
            .collect();
        best(Slot::Complement, &[*x], &ys);
    }
    found
}

/// "in Vienna", "in Geneva": where something is done, a seat of government is a city and no party. It may hold a smaller place, but
/// a name without a country is hardly one of its quarters.
fn are_two_cities(pair: &Pair, x: usize, y: usize) -> bool {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let city = |s: &Syntax, w: usize| is_seat(s.lower(w));
    let country = |s: &Syntax, w: usize| country_of(s.lower(w)).is_some() && !city(s, w);
    let name = |s: &Syntax, w: usize| s.upos(w) == Upos::Propn;
    pair.is_bare()
        && name(a, x)
        && name(b, y)
        && (city(a, x) || city(b, y))
        && !country(a, x)
        && !country(b, y)
        && !share_names(pair, x, y, LIKE_NAMES)
}

/// The prepositional phrases of a predicate, times left out. Side by side those of what it is done to count too: trees hang "rejected the
/// offer on pensions" either way.
pub(super) fn complements<'p>(
    pair: &Pair,
    side: &Side,
    p: &'p Predicate,
) -> Vec<(Cow<'p, str>, usize)> {
    let below = |&w: &usize| {
        let phrases = side.syntax.children_with(w, &[Relation::Nmod]);
        phrases.filter_map(|c| Some((Cow::Owned(side.syntax.preposition(c)?), c)))
    };
    let of_patients = p.patients.iter().filter(|_| pair.is_bare()).flat_map(below);
    let own = p
        .obliques
        .iter()
        .map(|(p, w)| (Cow::Borrowed(p.as_str()), *w));
    own.chain(of_patients)
        .filter(|(preposition, w)| !preposition.is_empty() && !is_time(side, *w))
        .collect()
}

/// The places of a predicate in one relation to it. What stands where the other predicate has a place is one too.
fn places(side: &Side, p: &Predicate, q: &Predicate, other: &Side, course: Course) -> Vec<usize> {
    let is = |side: &Side, preposition: &str, word: usize| {
        is_place(&side.syntax, preposition, word) && !is_time(side, word)
    };
    let beside = |preposition: &str| {
        let mut theirs = q.obliques.iter();
        stands_before_places(preposition)
            && theirs.any(|(p, w)| Course::of(p, &q.lemma) == course && is(other, p, *w))
    };
    let here = |(preposition, word): &&(String, usize)| {
        Course::of(preposition, &p.lemma) == course
            && (is(side, preposition, *word) || beside(preposition) && !is_time(side, *word))
    };
    p.obliques.iter().filter(here).map(|(_, w)| *w).collect()
}

/// How a place stands to what happens: shells fired from a valley at a town fall in neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    Within,
    Near,
    From,
    Target,
}

impl Course {
    const ALL: [Course; 4] = [Course::Within, Course::Near, Course::From, Course::Target];

    fn of(preposition: &str, verb: &str) -> Self {
        let aimed = matches!(verb, "fire" | "shoot" | "launch" | "aim" | "throw" | "lob");
        match preposition {
            "from" => Course::From,
            "at" | "on" | "over" if aimed => Course::Target,
            "near" | "around" | "outside" | "off" | "beside" | "behind" => Course::Near,
            _ => Course::Within,
        }
    }
}

/// As [`filled`], of the predicates at two indices.
pub fn filled_at(pair: &Pair, a: usize, b: usize) -> Vec<Filled> {
    let (ours, theirs) = (&pair.a.detail.predicates, &pair.b.detail.predicates);
    filled(pair, &ours[a], &theirs[b])
}

/// Whether a word belongs to a time expression.
pub fn is_time(side: &Side, word: usize) -> bool {
    side.detail.times.iter().any(|t| t.tokens.contains(&word))
        || side
            .syntax
            .child(word, &[Relation::Compound, Relation::Amod])
            .is_none_or(|c| {
                side.syntax.upos(c) != Upos::Verb && side.syntax.relation(c) == Relation::Amod
            })
            && matches!(
                side.syntax.lemma(word),
                "day"
                    | "week"
                    | "month"
                    | "year"
                    | "hour"
                    | "minute"
                    | "night"
                    | "morning"
                    | "evening"
                    | "afternoon"
                    | "time"
                    | "moment"
                    | "decade"
                    | "weekend"
                    | "dawn"
                    | "noon"
                    | "midnight"
            )
}

/// Names and nouns of places behind a preposition of place.
fn is_place(syntax: &Syntax, preposition: &str, word: usize) -> bool {
    stands_before_places(preposition)
        && (syntax.upos(word) == Upos::Propn
            || is_site(syntax.lemma(word))
            || kinds_of(syntax.lemma(word)).any(|k| {
                matches!(
                    k,
                    "location"
                        | "region"
                        | "structure"
                        | "area"
                        | "district"
                        | "building"
                        | "way"
                        | "settlement"
                        | "municipality"
                        | "body of water"
                        | "geological formation"
                )
            }))
}

fn stands_before_places(preposition: &str) -> bool {
    matches!(
        preposition,
        "in" | "at"
            | "near"
            | "outside"
            | "inside"
            | "off"
            | "on"
            | "from"
            | "around"
            | "under"
            | "over"
            | "into"
            | "onto"
            | "inside of"
            | "beside"
            | "behind"
    )
}
