//! Pairs that hardly share a word and may yet be about one thing: a charge and the denial of it, two counts of the same people.
//!
//! "Militants fired the shells" and "the Front denied that its fighters had used gas" have no word in common. In linked articles a claim
//! that accuses, blames or denies, and speaks of an act of violence, is laid before the judge with every claim of the other article
//! that speaks of one. Likewise "46 people were poisoned" and "put the number of wounded at 94", in reports much alike; the same for the arrested, the
//! marchers, the cost, the turnout, where both give a figure, and for a figure whose noun was left out. What they say of each other is for
//! the judge.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::candidates::Candidate;
use crate::claims::{ClaimId, Claims};
use crate::events::Link;
use crate::lexicon::measures::measures;
use crate::lexicon::relations::{HARMS, role_words};
use crate::lexicon::violence::Violence;
use crate::text::term::{Shape, TermKey, key_of};

/// The most pairs of either sort that a link adds.
const MOST_OF_LINK: usize = 48;

/// Less alike, reports of harm are of two events (a cosine).
const ONE_EVENT: f32 = 0.15;

/// The most pairs of figures other than of harm that a link adds: things that are measured are more, and more often of two sorts.
const MOST_MEASURED: usize = 24;

/// How much alike the articles of such a link must be (a cosine).
const ONE_STORY: f32 = 0.2;

/// What a claim has of a dispute.
#[derive(Debug, Clone, Copy)]
struct Marks {
    /// It accuses, blames or denies.
    points: bool,
    /// It speaks of violence.
    violent: bool,
    /// The classes of harm whose victims it may count, a bit for each of [`HARMS`].
    counts: u8,
    /// The other things that its figures may be the value of: those arrested, the turnout, the cost, a bit for each.
    measures: u128,
    /// Its figure may be that of what was told before: "put the number at 157".
    stands_for: bool,
}

/// Numbers from five to a hundred in words: "forty", "forty-one". Smaller ones are parts and details more often than tolls.
fn written_numbers() -> FxHashSet<TermKey> {
    const SMALL: [&str; 19] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    let small = SMALL[4..].iter().map(|word| key_of(word));
    let tens = TENS.iter().map(|word| key_of(word));
    let compounds = TENS.iter().flat_map(|ten| {
        let units = SMALL[..9].iter();
        units.map(move |unit| key_of(&format!("{ten}-{unit}")))
    });
    let many = ["dozen", "dozens", "hundred", "hundreds"];
    let many = many.iter().map(|word| key_of(word));
    small.chain(tens).chain(compounds).chain(many).collect()
}

/// The pairs of all links in which one claim points or denies and both speak of violence, or both count people harmed alike.
pub fn disputes(links: &[Link], claims: &Claims) -> Vec<Candidate> {
    let keys = |class: Violence| -> FxHashSet<TermKey> {
        class.words().iter().map(|word| key_of(word)).collect()
    };
    let (pointing, violent) = (keys(Violence::Pointing), keys(Violence::Telling));
    let mut harms: FxHashMap<TermKey, u8> = role_words()
        .filter_map(|(class, word)| {
            let bit = HARMS.iter().position(|harm| *harm == class)?;
            Some((key_of(word), 1 << bit))
        })
        .collect();
    // "Put 41 people in hospital", "a count of 74 victims".
    for (word, class) in [("hospital", "hurt"), ("victim", "killed")] {
        let bit = HARMS.iter().position(|harm| *harm == class);
        *harms.entry(key_of(word)).or_default() |= bit.map_or(0, |bit| 1 << bit);
    }
    let written = written_numbers();
    let measured = measured_things();
    let standing: FxHashSet<TermKey> = ["number", "figure", "count", "total", "tally", "estimate"]
        .into_iter()
        .map(key_of)
        .collect();
    let marks: Vec<Marks> = (0..claims.len() as u32)
        .into_par_iter()
        .map(|id| {
            let terms = claims.terms(ClaimId(id));
            let has = |set: &FxHashSet<TermKey>| terms.iter().any(|t| set.contains(&t.key));
            let figure = terms
                .iter()
                .any(|t| t.shape == Shape::Number || written.contains(&t.key));
            Marks {
                points: has(&pointing),
                violent: has(&violent),
                counts: terms
                    .iter()
                    .filter(|_| figure)
                    .filter_map(|t| harms.get(&t.key))
                    .fold(0, |all, bit| all | bit),
                measures: terms
                    .iter()
                    .filter(|_| figure)
                    .filter_map(|t| measured.get(&t.key))
                    .fold(0, |all, bit| all | bit),
                stands_for: figure && has(&standing),
            }
        })
        .collect();
    let quarrel = |a: Marks, b: Marks| a.violent && b.violent && (a.points || b.points);
    let rival = |a: Marks, b: Marks| a.counts & b.counts != 0;
    let measure = |a: Marks, b: Marks| {
        let one = |x: Marks, y: Marks| x.stands_for && (y.counts != 0 || y.measures != 0);
        a.measures & b.measures != 0 || one(a, b) || one(b, a) || a.stands_for && b.stands_for
    };
    links
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, link)| {
            let met = |fits: &dyn Fn(Marks, Marks) -> bool, most: usize| -> Vec<Candidate> {
                claims
                    .of_article(link.a)
                    .flat_map(|a| claims.of_article(link.b).map(move |b| (a, b)))
                    .filter(|&(a, b)| link.a != link.b || a < b)
                    .filter(|&(a, b)| fits(marks[a.index()], marks[b.index()]))
                    .map(|(a, b)| Candidate {
                        link: at as u32,
                        a,
                        b,
                        disputed: true,
                    })
                    .take(most)
                    .collect()
            };
            let mut found = met(&quarrel, MOST_OF_LINK);
            if link.weight >= ONE_EVENT {
                found.extend(met(&rival, MOST_OF_LINK));
            }
            if link.weight >= ONE_STORY {
                found.extend(met(&measure, MOST_MEASURED));
            }
            found
        })
        .collect()
}

/// The words of things that figures measure or count, other than the harmed, each with the bit of its thing.
fn measured_things() -> FxHashMap<TermKey, u128> {
    /// Classes of what happens to the counted, with one bit each; the nouns that are measured have the others.
    const COUNTED: [&str; 9] = [
        "arrested",
        "attended",
        "struck",
        "displaced",
        "rescued",
        "captured",
        "infected",
        "destroyed",
        "convicted",
    ];
    let counted = role_words().filter_map(|(class, word)| {
        let bit = COUNTED.iter().position(|known| *known == class)?;
        Some((key_of(word), 1u128 << bit))
    });
    let nouns = measures().enumerate().filter_map(|(at, word)| {
        let bit = COUNTED.len() + at;
        (bit < 128).then(|| (key_of(word), 1u128 << bit))
    });
    // A word may be both: "turnout".
    let mut found: FxHashMap<TermKey, u128> = FxHashMap::default();
    for (key, bit) in counted.chain(nouns) {
        *found.entry(key).or_default() |= bit;
    }
    found
}
