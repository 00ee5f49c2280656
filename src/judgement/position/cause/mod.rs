//! What brought it about: the cause that a claim gives for the incident of its article, or rules out.
//!
//! Cues put a cause on one side and what it brought about on the other: "X caused the crash", "it sank because of X", "blamed X for it".
//! What the phrase for the cause names is one of the kinds of `causes.tsv`; a phrase that names none says nothing here. Which kinds exclude
//! each other, and how surely, is for [`apart`]. A claim that weighs two causes ("a bomb or a defect"), asks, or supposes, takes no position.

mod cue;
mod excluded;
mod given;
mod present;

use super::incident::{Mentioned, are_one};
use super::named::{Named, named_causes};
use super::words::{Words, stretch};
use crate::judgement::Finding;
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::{Kind, Relation};
use crate::lexicon::mishaps::{ANY, Apart, Cause, Part, apart};
use crate::parse::Upos;

/// A claim's position on what brought the incident about.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    /// All kinds that the phrase names.
    causes: Vec<Cause>,
    /// First and last word of it.
    first: usize,
    last: usize,
    /// Whether it is said to be the cause, or to be none.
    so: bool,
    /// Whether it is given as the cause, and not merely said to have been there.
    given: bool,
    /// "may have", "probably".
    hedged: bool,
    /// What it brought about, by its sort; none for what the article is about.
    incident: Option<&'static str>,
    /// "This was no accident": what is ruled out is every mishap without intent.
    mishap: bool,
}

/// Two positions that exclude each other.
pub(super) fn finding(pair: &Pair) -> Option<Finding> {
    let (ours, theirs) = (pair.a.causes_held(), pair.b.causes_held());
    ours.iter()
        .flat_map(|x| theirs.iter().map(move |y| (x, y)))
        .filter_map(|(x, y)| Some((clash(pair, x, y)?, x, y)))
        .map(|(strength, x, y)| {
            let (rule, kind, note) = if x.so == y.so {
                (
                    "cause/position",
                    Kind::Cause,
                    "one incident is put down to two causes",
                )
            } else {
                (
                    "cause/ruled-out",
                    Kind::Negation,
                    "one gives as the cause what the other rules out",
                )
            };
            Finding {
                relation: Relation::Contradict,
                kind: Some(kind),
                strength,
                evidence: pair.evidence(
                    rule,
                    stretch(&pair.a, x.first, x.last),
                    stretch(&pair.b, y.first, y.last),
                    note.into(),
                ),
            }
        })
        .max_by(|x, y| x.strength.total_cmp(&y.strength))
}

/// How surely two positions exclude each other; none if they may both be right.
fn clash(pair: &Pair, x: &Held, y: &Held) -> Option<f32> {
    /// Days after which a report may know what an earlier one could not.
    const ONE_STORY: i32 = 7;
    if !x.so && !y.so
        || x.hedged && y.hedged
        || pair.days_apart().is_some_and(|d| d.abs() > ONE_STORY)
    {
        return None;
    }
    let (given, hedged) = (
        usize::from(x.given) + usize::from(y.given),
        x.hedged || y.hedged,
    );
    let strength = 0.46 + 0.05 * given as f32 - if hedged { 0.04 } else { 0.0 };
    if given == 0 || pair.is_bare() && given < 2 {
        return None;
    }
    let apart_enough = if x.so && y.so {
        let all = x
            .causes
            .iter()
            .flat_map(|p| y.causes.iter().map(move |q| apart(*p, *q)))
            .min()
            .unwrap_or(Apart::Open);
        all == Apart::Always || all == Apart::AsCauses && given == 2
    } else {
        let (ruled_out, held) = if x.so { (y, x) } else { (x, y) };
        if ruled_out.mishap {
            held.causes
                .iter()
                .all(|c| c.family != "attack" && c.family != "human")
                && held.given
        } else {
            // No bang, no bomb: what explodes is ruled out with the explosion.
            let one = |c: &Cause, h: &Cause| {
                c == h
                    || c.family == "attack"
                        && h.family == "attack"
                        && (c.kind == "blast" && h.kind == "bomb"
                            || c.kind == "bomb" && h.kind == "blast")
            };
            let pairs = ruled_out.causes.len() == held.causes.len();
            pairs
                && ruled_out
                    .causes
                    .iter()
                    .all(|c| held.causes.iter().any(|h| one(c, h)))
        }
    };
    (apart_enough && are_one(pair, x.incident, y.incident)).then_some(strength)
}

/// The positions that a claim takes.
pub(crate) fn causes_held(side: &Side) -> Vec<Held> {
    let words = Words::new(side);
    let named = named_causes(&words);
    let accident = excluded::accident(&words);
    if named.is_empty() && accident.is_none() || is_open(&words) {
        return Vec::new();
    }
    let reading = Reading {
        words: &words,
        named: &named,
        negatives: words.negatives(0..words.len()).len(),
        hedged: is_hedged(&words),
    };
    let mut found = reading.given();
    found.extend(reading.deeds());
    if found.is_empty() {
        found.extend(reading.ruled_out());
    }
    if found.is_empty() {
        found.extend(reading.present());
    }
    found.extend(accident.filter(|_| reading.negatives <= 1));
    found
}

/// Whether a claim asks, supposes or weighs: it holds nothing.
fn is_open(words: &Words) -> bool {
    let syntax = words.syntax();
    let weighs = |w: usize| {
        matches!(
            syntax.lower(w),
            "whether"
                | "years"
                | "decades"
                | "centuries"
                | "while"
                | "whereas"
                | "if"
                | "or"
                | "either"
                | "unless"
                | "would"
                | "should"
                | "most"
                | "many"
                | "often"
                | "usually"
                | "sometimes"
        ) || matches!(
            syntax.lemma(w),
            "warn" | "fear" | "threaten" | "investigate" | "speculation" | "possibility" | "wonder"
        )
    };
    // "the most likely cause" is one cause, and "too many people" are a load; "there was none either" weighs nothing.
    let of_degree = |w: usize| {
        if syntax.lower(w) == "either" {
            return w + 1 == words.len() || syntax.upos(w + 1) == Upos::Punct;
        }
        let before = w.checked_sub(1).map(|b| syntax.lower(b));
        syntax.lower(w) == "most" && w + 1 < words.len() && syntax.upos(w + 1) == Upos::Adj
            || syntax.lower(w) == "many" && before == Some("too")
    };
    words.side.asks() || (0..words.len()).any(|w| weighs(w) && !of_degree(w))
}

fn is_hedged(words: &Words) -> bool {
    let syntax = words.syntax();
    (0..words.len()).any(|w| {
        matches!(
            syntax.lower(w),
            "may"
                | "might"
                | "could"
                | "possibly"
                | "probably"
                | "probable"
                | "likely"
                | "apparently"
                | "suspected"
                | "perhaps"
                | "seems"
                | "seemed"
                | "appears"
                | "appeared"
                | "allegedly"
        )
    })
}

/// What a claim is read for.
struct Reading<'r, 'a> {
    words: &'r Words<'a>,
    named: &'r [Named],
    negatives: usize,
    hedged: bool,
}

impl Reading<'_, '_> {
    /// A position on what some names say, with the words from the first to the last of them; none without names.
    fn stand(
        &self,
        group: &[&Named],
        so: bool,
        given: bool,
        incident: Option<&'static str>,
    ) -> Option<Held> {
        let mut causes: Vec<Cause> = group.iter().map(|n| n.cause).collect();
        causes.sort_unstable();
        causes.dedup();
        Some(Held {
            first: group.first()?.at,
            last: group.last()?.last,
            causes,
            so,
            given,
            hedged: self.hedged,
            incident,
            mishap: false,
        })
    }
}

/// The sort of incident that some words name: the surest of them.
fn sort_of(names: &[Mentioned]) -> Option<&'static str> {
    let specific = |part: Part| {
        let of_part = names.iter().filter(move |m| m.part == part);
        of_part.map(|m| m.incident).find(|i| *i != ANY)
    };
    specific(Part::Event)
        .or_else(|| specific(Part::Thing))
        .or_else(|| names.first().map(|_| ANY))
}
