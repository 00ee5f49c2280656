//! Number: two figures for one quantity.
//!
//! Two numbers meet only when their frames can meet: the same unit, no visible damage, disjoint intervals beyond what rounding
//! explains. Such a pair is a [`Candidate`]; how well its frames really meet is measured as named [features](FEATURES), and a
//! small scorer ([`super::scorer`]) says how often pairs like it were genuine. A later and higher figure of a toll is a revision.

mod features;
mod rivals;
mod thing;
mod values;

use std::cell::OnceCell;

use super::Finding;
use super::correspond::{is_generic_person, kinship};
use super::fit::{Fit, fit};
use super::pair::{Pair, Side};
use super::scorer::Scorer;
use super::slot::filled_at;
use super::verdict::{Evidence, Kind, Relation};
use crate::claims::frame::QuantityFrame;
use crate::claims::quantity::{Exactness, Unit};
use crate::lexicon::measures::is_money;
use crate::lexicon::relations::{is_person, role_class};
use crate::parse::Upos;
use features::{Context, features, happening_kinship, noun_kinship};
use rivals::{is_one_story, rivals};
use thing::is_partitive;
use values::{explained, has_grown, is_corrected};

pub use features::{FEATURES, OF_READER};
pub use rivals::are_two_sources;
pub use values::compatible;

/// The rule of two figures that two sources keep side by side.
pub const RIVAL: &str = "number/rival";

/// The rule of a count that a later and higher one of another day overtakes.
pub const OVERTAKEN: &str = "number/overtaken";

/// Two quantities that exclude each other, if they are of one slot.
pub struct Candidate<'a> {
    /// The frame of the first claim.
    pub a: &'a QuantityFrame,
    /// That of the second.
    pub b: &'a QuantityFrame,
    /// The measurements, in the order of [`FEATURES`].
    pub features: Vec<f32>,
}

/// What two claims' numbers say of each other.
pub fn findings(pair: &Pair) -> Vec<Finding> {
    candidates(pair)
        .iter()
        .filter_map(|candidate| conflict(pair, candidate))
        .collect()
}

/// All pairs of quantities that exclude each other, with their measurements.
pub fn candidates<'a>(pair: &'a Pair) -> Vec<Candidate<'a>> {
    // Few pairs have a candidate, and nobody asks before the first.
    let context = OnceCell::new();
    let two_places = OnceCell::new();
    let mut found = Vec::new();
    for qa in &pair.a.detail.quantities {
        for qb in &pair.b.detail.quantities {
            if may_clash(pair, qa, qb)
                && !*two_places.get_or_init(|| tells_of_two_places(pair))
                && !(pair.is_bare() && other_slot(pair, qa, qb))
            {
                let context = context.get_or_init(|| Context::new(pair));
                found.push(Candidate {
                    a: qa,
                    b: qb,
                    features: features(pair, context, qa, qb),
                });
            }
        }
    }
    let lone = f32::from(u8::from(found.len() == 1));
    found.iter_mut().for_each(|c| c.features.push(lone));
    found
}

/// The gates that need no measuring.
fn may_clash(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    // Nobody stands by a figure that he calls the previous one.
    let superseded = (qa.earlier || qb.earlier) && !pair.is_bare();
    let doubtful = superseded
        || qa.rejected
        || qb.rejected
        || qa.quantity.damaged
        || qb.quantity.damaged
        // "an additional $6.6 billion" and "another $6.7 billion" come on top of the same; "the other three" and "four more" are other people.
        || qa.additional != qb.additional
        || qa.additional && !is_one_addition(qa, qb);
    // Side by side, "more than 100" and "more than 200" can both be so.
    let bounds = [qa, qb].iter().all(|q| q.quantity.value.high.is_infinite());
    units_meet(pair, qa, qb)
        && !(bounds && pair.is_bare())
        && !doubtful
        && qa.rate == qb.rate
        && !(qa.part && qb.part && !are_parts_of_one_sort(pair, qa, qb))
        && !is_no_more_than_whole(pair, qa, qb)
        && (qa.class == qb.class || qa.class.is_none() || qb.class.is_none())
        && (qa.quantity.unit != Unit::Age || same_person(pair, qa, qb))
        && (qa.quantity.unit != Unit::Measure("duration")
            || pair.is_bare()
            || qa.counted.is_some() == qb.counted.is_some()
            || happening_kinship(&pair.a, qa, &pair.b, qb).0 >= 0.85)
        && !compatible(qa, qb)
        && !explained(pair, qa, qb)
}

/// Two sums that differ little may be one addition; "another $400 billion" and "another $100 billion" are two.
fn is_one_addition(qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    /// Rivals over one sum differ by less than this factor.
    const LITTLE: f64 = 1.35;
    let (x, y) = (values::middle(qa), values::middle(qb));
    matches!(qa.quantity.unit, Unit::Money(_)) && x.max(y) < LITTLE * x.min(y)
}

/// Whether one counts a part and has no more than the other, which counts the whole: "48 of the wounded", "63 injured".
///
/// "1,900 of the port's 5,200 employees are on strike" is no part of the 4,200 who another counts on strike: the employees are what both count
/// strikers among.
fn is_no_more_than_whole(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let fits = |side: &Side, part: &QuantityFrame, whole: &QuantityFrame| {
        part.part
            && !whole.part
            && part.quantity.value.low <= whole.quantity.value.high
            && !is_share_of_body(side, part)
    };
    fits(&pair.a, qa, qb) || fits(&pair.b, qb, qa)
}

/// Whether so many "of the employees", "of the directors" are counted: of a body that was not harmed as a whole, as "the wounded" were.
fn is_share_of_body(side: &Side, q: &QuantityFrame) -> bool {
    is_partitive(side, q)
        && q.counted.is_some_and(|c| {
            let lemma = side.syntax.lemma(c).to_lowercase();
            side.syntax.upos(c) == Upos::Noun
                && !is_generic_person(&lemma)
                && role_class(&lemma).is_none_or(|class| class == "employed")
        })
}

/// Whether two parts may be one: the same sort of people or things is counted in both, "three children among them", "including five children".
fn are_parts_of_one_sort(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    qa.counted.zip(qb.counted).is_some_and(|(x, y)| {
        let generic =
            |side: &Side, w: usize| is_generic_person(&side.syntax.lemma(w).to_lowercase());
        !generic(&pair.a, x)
            && !generic(&pair.b, y)
            && kinship(&pair.a.syntax, x, &pair.b.syntax, y) >= 0.85
    })
}

/// Whether the figures have one unit. "put the loss at five million" leaves the currency out.
fn units_meet(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    /// Smaller sums are seldom given without their currency.
    const LEAST_SUM: f64 = 1e4;
    let of_money = |side: &Side, q: &QuantityFrame| {
        q.counted.is_some_and(|c| is_money(side.syntax.lemma(c)))
            && q.quantity.value.high.is_finite()
            && q.quantity.value.high >= LEAST_SUM
    };
    match (qa.quantity.unit, qb.quantity.unit) {
        (x, y) if x == y => true,
        (Unit::Money(_), Unit::Count) => of_money(&pair.b, qb),
        (Unit::Count, Unit::Money(_)) => of_money(&pair.a, qa),
        _ => false,
    }
}

/// Two villages, two attacks: of the 24 labelled pairs of real articles that only this silences, two were disputes.
fn tells_of_two_places(pair: &Pair) -> bool {
    let (lone_a, lone_b) = pair.unshared_places();
    lone_a > 0 && lone_b > 0 && !pair.is_bare()
}

/// Whether two bare sentences count two things: other nouns, other scopes, or acts that differ elsewhere.
fn other_slot(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    // "a profit of two billion in the quarter" counts no quarters.
    let period = |side: &Side, w: usize| {
        matches!(
            side.syntax.lemma(w),
            "quarter" | "year" | "month" | "week" | "half" | "period" | "day"
        )
    };
    let nouns = qa.counted.zip(qb.counted).is_some_and(|(x, y)| {
        let open = |side: &Side, w: usize| period(side, w) || is_measure_of_any(side, w);
        !(open(&pair.a, x) || open(&pair.b, y)) && fit(pair, x, y) == Fit::Other
    });
    let acts = qa.predicate.zip(qb.predicate).is_some_and(|(p, q)| {
        filled_at(pair, p, q).iter().any(|s| {
            s.fit == Fit::Other
                && !qa.quantity.tokens.contains(&s.a)
                && !qb.quantity.tokens.contains(&s.b)
                && Some(s.a) != qa.counted
        })
    });
    nouns || acts || qa.cumulative != qb.cumulative
}

/// "the jobless rate" is that of unemployment: what a figure of percent measures may be called by any of these.
fn is_measure_of_any(side: &Side, word: usize) -> bool {
    matches!(
        side.syntax.lemma(word),
        "rate" | "share" | "level" | "proportion" | "figure"
    )
}

/// Ages are compared only for one person: the names or nouns that they belong to must match.
fn same_person(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let near = |side: &Side, q: &QuantityFrame| -> Vec<usize> {
        let start = q.quantity.tokens.start;
        let from = start.saturating_sub(6);
        let to = (q.quantity.tokens.end + 4).min(side.syntax.len());
        (from..to)
            .filter(|&w| side.syntax.upos(w) == Upos::Propn)
            .collect()
    };
    // "the suspect is 24", "a suspect of 31": side by side the one person of both.
    let person = |side: &Side| -> Vec<usize> {
        let is = |&w: &usize| {
            side.syntax.upos(w) == Upos::Noun
                && is_person(side.syntax.lemma(w))
                && !is_generic_person(side.syntax.lemma(w))
        };
        (0..side.syntax.len()).filter(is).collect()
    };
    if pair.is_bare() {
        let (p, q) = (person(&pair.a), person(&pair.b));
        let one = p
            .iter()
            .any(|&x| q.iter().any(|&y| fit(pair, x, y) == Fit::Same));
        let lone = |side: &Side| {
            side.detail
                .quantities
                .iter()
                .filter(|q| q.quantity.unit == Unit::Age)
                .count()
                == 1
        };
        if one && lone(&pair.a) && lone(&pair.b) {
            return true;
        }
    }
    let (x, y) = (near(&pair.a, qa), near(&pair.b, qb));
    x.iter().any(|&p| {
        y.iter()
            .any(|&q| kinship(&pair.a.syntax, p, &pair.b.syntax, q) >= 0.9)
    })
}

fn evidence(
    pair: &Pair,
    qa: &QuantityFrame,
    qb: &QuantityFrame,
    rule: &'static str,
    note: String,
) -> Evidence {
    pair.evidence(rule, qa.quantity.span, qb.quantity.span, note)
}

/// Confidence of two figures for one slot of two bare sentences, which are read as reports of one event. Set on our own pairs.
const BARE_SLOT: f32 = 0.6;

/// Whether two figures fill one slot: the same noun is counted, or the same thing happens to the counted, by the same act.
fn one_slot(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let nouns = qa.counted.zip(qb.counted).map(|(x, y)| {
        noun_kinship(&pair.a, x, &pair.b, y) >= 0.85 && fit(pair, x, y) != Fit::Other
    });
    let (happening, missing) = happening_kinship(&pair.a, qa, &pair.b, qb);
    let classes = qa.class.is_some() && qa.class == qb.class;
    // "60 stalls destroyed", "34 stalls burnt out": the rest of the sentences says that it is one act.
    let alike = pair.similarity.exact_a.min(pair.similarity.exact_b) >= 0.6
        && qa
            .counted
            .is_some_and(|c| !is_generic_person(&pair.a.syntax.lemma(c).to_lowercase()));
    let same_act = classes || happening >= 0.85 || missing || alike;
    match nouns {
        Some(same) => same && same_act && qa.role == qb.role || classes && same,
        None => {
            (classes || happening >= 0.85)
                && qa.role == qb.role
                && qa.counted.is_none() == qb.counted.is_none()
        }
    }
}

/// Whether each of two bare sentences that are much alike measures one thing alone: "the rate rose to 8.4 percent", "put the rate at 7.1 %".
fn lone_measures(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    /// How much of each sentence the other holds.
    const ALIKE: f32 = 0.44;
    let lone = |side: &Side, q: &QuantityFrame| {
        let alike = side.detail.quantities.iter();
        alike.filter(|o| o.quantity.unit == q.quantity.unit).count() == 1
    };
    let measured = qa.quantity.unit != Unit::Count;
    measured
        && !is_wanted(&pair.a, qa)
        && !is_wanted(&pair.b, qb)
        && lone(&pair.a, qa)
        && lone(&pair.b, qb)
        && pair.similarity.exact_a.min(pair.similarity.exact_b) >= ALIKE
}

/// Whether somebody wants or expects the figure: "asked for 12 years".
fn is_wanted(side: &Side, q: &QuantityFrame) -> bool {
    side.syntax.ancestors(q.quantity.tokens.start).any(|w| {
        matches!(
            side.syntax.lemma(w),
            "ask"
                | "demand"
                | "seek"
                | "want"
                | "request"
                | "call"
                | "propose"
                | "expect"
                | "predict"
                | "forecast"
                | "urge"
        )
    })
}

/// Whether the figure is that of some only: "among the young".
fn restricts(side: &Side) -> bool {
    (0..side.syntax.len()).any(|w| {
        matches!(
            side.syntax.lower(w),
            "among" | "amongst" | "excluding" | "alone"
        )
    })
}

/// How often candidates like this one were genuine, by the scorer for bare sentences or that for sentences out of articles.
pub fn likelihood(pair: &Pair, candidate: &Candidate) -> f32 {
    let scorer = if pair.is_bare() {
        Scorer::of_bare()
    } else {
        &pair.scorers.figures
    };
    scorer.probability(&candidate.features)
}

/// What the scorers say of a candidate out of articles, put so that the least confidence of a conflict ([`super::JudgeOptions`], 0.4) is
/// reached where three of four held-out candidates were right.
///
/// Events kept together in cross-validation (`train-judge --cross`), that is from .45 on for the pairs of real coverage, and from .6 on where
/// two sources speak of one story.
fn scored(pair: &Pair, candidate: &Candidate) -> f32 {
    const SURE: f32 = 0.45;
    const SURE_OF_SOURCES: f32 = 0.6;
    const LEAST: f32 = 0.4;
    let probability = likelihood(pair, candidate);
    if pair.is_bare() {
        return probability;
    }
    let own = rescaled(probability, SURE, LEAST);
    if !have_two_sources(pair, candidate) {
        return own;
    }
    let told = pair.scorers.sources.probability(&candidate.features);
    own.max(rescaled(told, SURE_OF_SOURCES, LEAST))
}

/// Whether what is measured of two figures does not speak against their being rivals. Those that the rule alone is sure of are wrong two times in five.
fn may_be_rivals(pair: &Pair, candidate: &Candidate) -> bool {
    /// Half of the genuine disputes of written events lie above it, and one in ninety of the other pairs that have a candidate.
    const LEAST: f32 = 0.15;
    pair.is_bare() || pair.scorers.sources.probability(&candidate.features) >= LEAST
}

/// Whether both sentences have names beside those of their sources, and none in common.
fn name_other_things(pair: &Pair) -> bool {
    let named = |side: &Side| -> Vec<usize> {
        let attributions = side.detail.attributions.iter();
        let sources: Vec<usize> = attributions.filter_map(|a| a.source).collect();
        let of_source = |w: usize| {
            let speaker = side.detail.speaker.as_ref();
            speaker.is_some_and(|s| s.name.contains(side.syntax.form(w)))
                || sources.iter().any(|&s| side.syntax.phrase(s).contains(&w))
                || side.detail.times.iter().any(|t| t.tokens.contains(&w))
        };
        let words = side.detail.names.iter().flatten().copied();
        words.filter(|&w| !of_source(w)).collect()
    };
    let (ours, theirs) = (named(&pair.a), named(&pair.b));
    let one = |x: usize, y: usize| kinship(&pair.a.syntax, x, &pair.b.syntax, y) >= 0.85;
    !ours.is_empty()
        && !theirs.is_empty()
        && !ours.iter().any(|&x| theirs.iter().any(|&y| one(x, y)))
}

/// A probability moved, in log-odds, so that `from` becomes `to`.
fn rescaled(probability: f32, from: f32, to: f32) -> f32 {
    let odds = |p: f32| p / (1.0 - p);
    let moved = odds(probability.min(0.999)) * odds(to) / odds(from);
    moved / (1.0 + moved)
}

/// Whether two sources each give their figure of one story, on one day or the next: not of two times or of things with other names, and neither
/// of them a forecast or a mere possibility. War coverage is full of strikes that have all the rest in common.
fn have_two_sources(pair: &Pair, candidate: &Candidate) -> bool {
    const NEAR_DAYS: i32 = 1;
    let measured = |name: &str| {
        let at = FEATURES.iter().position(|known| *known == name);
        at.map_or(0.0, |at| candidate.features[at])
    };
    measured("two_sources") > 0.0
        && is_one_story(pair)
        && pair
            .days_apart()
            .is_none_or(|apart| apart.abs() <= NEAR_DAYS)
        && !name_other_things(pair)
        // Organisers and police differ by a factor over a crowd, over the dead nobody does.
        && (measured("ratio_far") == 0.0 || measured("crowd") > 0.0)
        && [
            "forecast_differs",
            "force_differs",
            "periods_clash",
            "cumulative_differs",
        ]
        .into_iter()
        .all(|name| measured(name) == 0.0)
}

/// What a candidate amounts to.
fn conflict(pair: &Pair, candidate: &Candidate) -> Option<Finding> {
    let (qa, qb) = (candidate.a, candidate.b);
    let probability = scored(pair, candidate);
    let rivals = rivals(pair, qa, qb).filter(|_| may_be_rivals(pair, candidate));
    let strength = if let Some(rivals) = rivals {
        probability.max(rivals)
    } else if pair.is_bare()
        && restricts(&pair.a) == restricts(&pair.b)
        && (one_slot(pair, qa, qb) || lone_measures(pair, qa, qb))
        && [qa, qb]
            .iter()
            .all(|q| q.quantity.exactness != Exactness::Vague)
    {
        probability.max(BARE_SLOT)
    } else {
        probability
    };
    let counted = |side: &Side, q: &QuantityFrame| {
        q.counted
            .map_or("the same thing", |c| side.syntax.phrase_text(c))
            .to_string()
    };
    // Two sources that count apart do not carry on each other's count, though one is a day later.
    let grown = has_grown(pair, qa, qb);
    let apart = grown && rivals.is_some() && is_one_story(pair);
    if grown && !apart || pair.is_bare() && is_corrected(pair, qa, qb) {
        return Some(Finding {
            relation: Relation::Revision,
            kind: Some(Kind::Number),
            strength,
            evidence: evidence(
                pair,
                qa,
                qb,
                "number/revised",
                format!("a later figure for {}", counted(&pair.a, qa)),
            ),
        });
    }
    let kind = if qa.quantity.unit == Unit::Age {
        Kind::Entity
    } else {
        Kind::Number
    };
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(kind),
        strength,
        evidence: evidence(
            pair,
            qa,
            qb,
            if apart { RIVAL } else { "number/disjoint" },
            format!("two figures for {}", counted(&pair.a, qa)),
        ),
    })
}
