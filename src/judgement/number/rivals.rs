//! Rivals: two sources that each give a figure for a thing of which an event has only one.
//!
//! The labelled pairs hold few of them, so the scorer of candidates cannot place them. What must be shown here is that it is one event
//! (reports much alike, of the same days), and that the figure is one of a kind: the people harmed in it, or its magnitude.

use rustc_hash::FxHashSet;

use super::values::middle;
use crate::claims::frame::{QuantityFrame, Role};
use crate::claims::quantity::{Exactness, Unit};
use crate::judgement::act::polarity;
use crate::judgement::correspond::{is_generic_person, lemma_kinship};
use crate::judgement::fit::{Fit, fit};
use crate::judgement::pair::{Pair, Side};
use crate::lexicon::measures::is_attribute;
use crate::lexicon::relations::{is_person, role_class};
use crate::parse::Upos;

/// Further apart, reports may mean two states of one thing.
const NEAR_DAYS: i32 = 2;

/// Further apart an owner may have bought or sold.
const HOLDING_DAYS: i32 = 14;

/// How surely two figures are rivals; none if nothing says that they are.
pub(super) fn rivals(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> Option<f32> {
    /// Of the seven such rows read on war coverage four were disputes, the others two incidents.
    const COUNTS: f32 = 0.45;
    const MEASURES: f32 = 0.5;
    /// Reports that are less alike must differ by less than this factor to count one incident's victims.
    const ONE_TOLL: f64 = 2.5;
    let (lone_a, lone_b) = pair.unshared_places();
    let one_event = (pair.tells_one_event()
        || pair.tells_one_incident() && differ_little(qa, qb, ONE_TOLL))
        && (lone_a == 0 || lone_b == 0)
        && pair
            .days_apart()
            .is_none_or(|apart| apart.abs() <= NEAR_DAYS);
    let told = [(&pair.a, qa), (&pair.b, qb)];
    if pair.tells_one_event() && told.iter().all(|(_, q)| is_plain(q)) && are_holdings(pair, qa, qb)
    {
        return Some(MEASURES);
    }
    if !one_event
        || !told
            .iter()
            .all(|(side, q)| is_plain(q) && is_fact(side, q) && !is_list(side))
        || !are_two_sources(pair, qa, qb)
    {
        return None;
    }
    if are_rival_counts(pair, qa, qb) {
        return Some(COUNTS);
    }
    are_rival_measures(pair, qa, qb).then_some(MEASURES)
}

/// Whether the reports tell one story so surely that the higher count of a later day is another count, and not another incident.
pub(super) fn is_one_story(pair: &Pair) -> bool {
    /// What the neighbours of both articles share (a cosine). Of eleven such counts of real war coverage the seven below it were of two
    /// incidents or of one source; of the ten of a written event none was.
    const ONE_STORY: f32 = 0.45;
    pair.similarity.story.is_none_or(|story| story >= ONE_STORY)
}

fn differ_little(qa: &QuantityFrame, qb: &QuantityFrame, factor: f64) -> bool {
    middle(qa).min(middle(qb)) * factor >= middle(qa).max(middle(qb))
}

fn is_plain(q: &QuantityFrame) -> bool {
    !q.part && !q.cumulative && !q.earlier && !q.additional
}

/// Whether the sentence goes through many counts, as of town after town: none of them is the whole.
fn is_list(side: &Side) -> bool {
    const MANY: usize = 5;
    side.detail.quantities.len() >= MANY
}

/// Not what somebody plans, forecasts or doubts.
fn is_fact(side: &Side, q: &QuantityFrame) -> bool {
    q.predicate
        .is_none_or(|p| polarity(side, &side.detail.predicates[p]).is_some())
}

/// Whether both figures have a source, and the sources no name in common.
pub fn are_two_sources(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let words = |name: String| -> FxHashSet<String> {
        name.split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.len() > 3)
            .map(str::to_lowercase)
            .collect()
    };
    source_of(&pair.a, qa)
        .zip(source_of(&pair.b, qb))
        .is_some_and(|(x, y)| words(x).is_disjoint(&words(y)))
}

/// Whether two figures count the same people at about the same time.
fn are_rival_counts(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    /// Rivals who count the same people differ by less than this factor.
    const ONE_COUNT: f64 = 4.0;
    /// Organisers and police differ more over a crowd.
    const ONE_CROWD: f64 = 12.0;
    let crowd = qa.class == Some("attended");
    qa.class.is_some()
        && qa.class == qb.class
        && (crowd || count_one_sort(pair, qa, qb))
        && differ_little(qa, qb, if crowd { ONE_CROWD } else { ONE_COUNT })
        && days_of_harm(pair, qa, qb) != Some(false)
}

/// Whether both count people in general, or one sort of people: "nine hostages", "seventeen captives".
fn count_one_sort(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let generic = |side: &Side, q: &QuantityFrame| {
        q.counted.is_none_or(|c| {
            let lemma = side.syntax.lemma(c).to_lowercase();
            let harm = role_class(&lemma).is_some_and(|class| Some(class) == q.class);
            is_generic_person(&lemma) || harm || lemma == "case"
        })
    };
    let sort = |side: &Side, q: &QuantityFrame| {
        let lemma = side.syntax.lemma(q.counted?).to_lowercase();
        is_person(&lemma).then_some(lemma)
    };
    match (generic(&pair.a, qa), generic(&pair.b, qb)) {
        (true, true) => true,
        // Wars have many strikes that kill civilians: the day must be given too.
        (false, false) => {
            let sorts = sort(&pair.a, qa).zip(sort(&pair.b, qb));
            sorts.is_some_and(|(x, y)| lemma_kinship(&x, &y) >= 0.85)
                && days_of_harm(pair, qa, qb) == Some(true)
        }
        _ => false,
    }
}

/// Whether the days of what was done to the counted meet. When a toll rose, or was given, is not when they were harmed.
fn days_of_harm(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> Option<bool> {
    let harmed = |side: &Side, q: &QuantityFrame| {
        let predicate = q.predicate.map(|p| side.detail.predicates[p].word);
        (q.role != Role::Oblique).then(|| predicate.unwrap_or(q.quantity.tokens.start))
    };
    pair.days_relation(harmed(&pair.a, qa)?, harmed(&pair.b, qb)?)
}

/// Whether both give a figure for one side of the event: "the magnitude was 6.1", "put the magnitude at 6.4".
fn are_rival_measures(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let measured = |side: &Side, q: &QuantityFrame| {
        q.counted.filter(|&noun| {
            is_attribute(side.syntax.lemma(noun)) && q.quantity.exactness != Exactness::Vague
        })
    };
    let (Some(x), Some(y)) = (measured(&pair.a, qa), measured(&pair.b, qb)) else {
        return false;
    };
    // What narrows the side down must not differ: "the price of bread", "the price of oil".
    let of = |side: &Side, noun: usize| -> Vec<String> {
        let inside = side.syntax.phrase(noun).iter().copied();
        let figure = |w: &usize| side.syntax.form(*w).chars().any(|c| c.is_ascii_digit());
        inside
            .filter(|&w| w != noun && !figure(&w) && is_content(side, w))
            .map(|w| side.syntax.lemma(w).to_lowercase())
            .collect()
    };
    let (ours, theirs) = (of(&pair.a, x), of(&pair.b, y));
    let shared = |words: &[String], others: &[String]| {
        words
            .iter()
            .all(|w| others.iter().any(|o| lemma_kinship(w, o) >= 0.85))
    };
    pair.a.syntax.lemma(x) == pair.b.syntax.lemma(y)
        && (shared(&ours, &theirs) || shared(&theirs, &ours))
}

/// "owns 32 per cent of the shares", "holds 23 per cent of the company": two shares of one owner. Whether one sold some between
/// two days cannot be told, so the reports must be near.
fn are_holdings(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let holder = |side: &Side, q: &QuantityFrame| {
        let predicate = side.detail.predicates.get(q.predicate?)?;
        let holds = matches!(
            predicate.lemma.as_str(),
            "own" | "hold" | "control" | "possess"
        ) && polarity(side, predicate) == Some(true);
        predicate.agents.first().copied().filter(|_| holds)
    };
    let (Some(x), Some(y)) = (holder(&pair.a, qa), holder(&pair.b, qb)) else {
        return false;
    };
    qa.quantity.unit == Unit::Percent
        && fit(pair, x, y) == Fit::Same
        && pair
            .days_apart()
            .is_none_or(|apart| apart.abs() <= HOLDING_DAYS)
}

fn is_content(side: &Side, word: usize) -> bool {
    matches!(
        side.syntax.upos(word),
        Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb
    )
}

/// Who gives the figure: the speaker, or whoever "counted 94" or "put the number at 94".
pub(super) fn source_of(side: &Side, q: &QuantityFrame) -> Option<String> {
    if let Some(speaker) = &side.detail.speaker {
        return Some(speaker.name.clone());
    }
    let counts = side.detail.predicates.iter().find(|p| {
        matches!(
            p.lemma.as_str(),
            "put"
                | "count"
                | "record"
                | "register"
                | "document"
                | "tally"
                | "estimate"
                | "report"
                | "list"
                | "give"
        ) && !p.agents.is_empty()
            && side.syntax.is_below(q.quantity.tokens.start, p.word)
    })?;
    Some(side.syntax.phrase_text(counts.agents[0]).to_string())
}
