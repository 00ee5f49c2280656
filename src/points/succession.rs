//! Successive counts: is one figure a later state of the other, although both can be true?
//!
//! "At least 43 were killed" on Saturday and "at least 112" on Sunday exclude each other for no rule, and still the one has overtaken the
//! other. In: two claims of one story, taken apart. Out: a revision, when both count what happened to the same people, the later
//! count is higher, and neither claim speaks of another day than the other.

use jiff::civil::Date;

use super::timeline::{Figure, GROWING, Told, is_before};
use crate::alignment::SimilarityVector;
use crate::claims::detail::Detail;
use crate::claims::when::Days;
use crate::judgement::verdict::{Evidence, Kind, Relation, Verdict};

/// Sentences less alike than this count two things (a similarity). The least at which revisions outnumber other pairs among the 2,677
/// labelled pairs of real articles.
const LEAST_SIMILARITY: f32 = 0.36;

/// Articles that share fewer neighbours tell two stories (a similarity), found likewise.
const LEAST_STORY: f32 = 0.6;

/// A first count is overtaken within days.
const MOST_DAYS: i32 = 4;

/// First counts grow by less than this factor.
const MOST_GROWTH: f64 = 7.0;

/// Whether a claim has a count that [`succession`] could follow: a cheap question before [`Told`] is made.
pub fn has_count(detail: &Detail) -> bool {
    let mut quantities = detail.quantities.iter();
    quantities.any(|q| q.class.is_some_and(|c| GROWING.contains(&c)))
}

/// A revision if one of the claims counts on from the other.
pub fn succession(a: Told, b: Told, similarity: &SimilarityVector) -> Option<Verdict> {
    let (x, y) = (a.at?, b.at?);
    let apart = days_between(x.day, y.day).abs();
    let near = similarity.score() >= LEAST_SIMILARITY
        && similarity.story.is_none_or(|story| story >= LEAST_STORY);
    if apart == 0 || apart > MOST_DAYS || !near || !of_one_day(a, b) {
        return None;
    }
    let swapped = is_before(y, x);
    let (early, late) = if swapped { (b, a) } else { (a, b) };
    let mut overtaken = None;
    for old in counts(early) {
        for new in counts(late) {
            if old.class != new.class || old.unit != new.unit || !same_people(old, new) {
                continue;
            }
            // One common count, and the rest is no news of it.
            if old.value.low == new.value.low {
                return None;
            }
            if has_overtaken(old, new) && overtaken.is_none() {
                overtaken = Some((old, new));
            }
        }
    }
    let (old, new) = overtaken?;
    let words = |told: Told, figure: &Figure| figure.span.of(told.text).to_string();
    let (old_words, new_words) = (words(early, old), words(late, new));
    let note = format!(
        "a later report counts on: {old_words} ({}) and {new_words} ({})",
        early.at?, late.at?
    );
    let ((a_span, a_words), (b_span, b_words)) = if swapped {
        ((new.span, new_words), (old.span, old_words))
    } else {
        ((old.span, old_words), (new.span, new_words))
    };
    Some(Verdict {
        relation: Relation::Revision,
        kind: Some(Kind::Number),
        confidence: (0.3 + 0.5 * similarity.score()).min(0.8),
        evidence: vec![Evidence {
            rule: "number/overtaken",
            a: a_span,
            b: b_span,
            a_value: a_words.clone(),
            b_value: b_words.clone(),
            a_words,
            b_words,
            note,
        }],
    })
}

/// Whole counts of people or things to whom something happened that goes on happening.
fn counts(told: Told<'_>) -> impl Iterator<Item = &Figure> {
    told.facts.figures.iter().filter(|f| {
        !f.part && !f.earlier && f.value.low >= 1.0 && f.class.is_some_and(|c| GROWING.contains(&c))
    })
}

/// Civilians and fighters are counted apart; "people" may be either.
fn same_people(x: &Figure, y: &Figure) -> bool {
    let generic = |noun: &str| {
        matches!(
            noun,
            "people" | "person" | "other" | "victim" | "dead" | "casualty" | "dozen" | "hundred"
        )
    };
    match (&x.counted, &y.counted) {
        (Some(p), Some(q)) => p == q || generic(p) || generic(q),
        _ => true,
    }
}

/// A higher count, but not by so much that it counts something larger; and not "more than 80" beside "87".
fn has_overtaken(old: &Figure, new: &Figure) -> bool {
    /// Who says "more than 80" may know of 87.
    const ROOM_ABOVE: f64 = 1.5;
    let growth = new.value.low / old.value.low;
    let left_open = old.value.high.is_infinite() && new.value.high.is_finite();
    growth > 1.0 && growth <= MOST_GROWTH && (!left_open || growth >= ROOM_ABOVE)
}

/// Whether the days that the claims name are those of one story: they meet, and none lies long before its article.
fn of_one_day(a: Told, b: Told) -> bool {
    /// What is told of an earlier day is told as background.
    const FRESH_DAYS: i32 = 3;
    let fresh = |told: Told| {
        told.at.is_none_or(|at| {
            let old = |days: &Days| days_between(days.last, at.day) > FRESH_DAYS;
            !told.facts.days.iter().any(old)
        })
    };
    let (x, y) = (&a.facts.days, &b.facts.days);
    let meet = x.is_empty() || y.is_empty() || x.iter().any(|p| y.iter().any(|q| p.gap(*q) <= 1));
    fresh(a) && fresh(b) && meet
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}
