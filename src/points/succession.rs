//! Successive counts: is one figure a later state of the other, although both can be true?
//!
//! "At least 43 were killed" on Saturday and "at least 112" on Sunday exclude each other for no rule, and still the one has overtaken the
//! other. In: two claims of one story, taken apart. Out: a revision, when both count what happened to the same people, the later
//! count is higher, and neither claim speaks of another day than the other; or when one names the other's figure as the wrong one ("59, not
//! 61 as reported earlier").

use jiff::civil::Date;

use super::moment::is_before;
pub use super::running::may_be_running;
use super::told::{Figure, GROWING, Told, is_one_source};
use super::wording::{says_correction, says_growth, says_toll};
use crate::alignment::SimilarityVector;
use crate::claims::detail::Detail;

use super::running::running;
use super::toll::{named_as_earlier, toll_of_one_incident};
use crate::claims::quantity::Unit;
use crate::claims::when::Days;
use crate::judgement::number::OVERTAKEN;
use crate::judgement::pair::Pair;
use crate::judgement::verdict::{Evidence, Kind, Relation, Verdict};
use crate::lexicon::relations::HARMS;

/// Sentences less alike than this count two things (a similarity). The least at which revisions outnumber other pairs among the 2,677
/// labelled pairs of real articles.
const LEAST_SIMILARITY: f32 = 0.33;

/// Articles that share fewer neighbours tell two stories (a similarity), found likewise.
const LEAST_STORY: f32 = 0.65;

/// Sentences less alike add up over two times or areas (a similarity).
const ONE_TOTAL: f32 = 0.45;

/// A first count is overtaken within days.
const MOST_DAYS: i32 = 4;

/// First counts grow by less than this factor.
const MOST_GROWTH: f64 = 7.0;

/// Whether a claim has a count that [`succession`] or a toll that could follow another: a cheap question before [`Told`] is made.
pub fn has_count(detail: &Detail) -> bool {
    let mut quantities = detail.quantities.iter();
    quantities.any(|q| {
        let victims = |c: usize| detail.tree.words[c].lemma == "victim";
        match q.class {
            Some(class) => GROWING.contains(&class) || HARMS.contains(&class),
            None => q.counted.is_some_and(victims),
        }
    })
}

/// A revision if one of the claims counts on from the other.
pub fn succession(a: Told, b: Told, similarity: &SimilarityVector) -> Option<Verdict> {
    /// Two sources that count apart differ by more than a few (a factor).
    const A_FEW: f64 = 1.05;
    let (x, y) = (a.at?, b.at?);
    let apart = days_between(x.day, y.day).abs();
    let near = similarity.score() >= LEAST_SIMILARITY
        && similarity.story.is_none_or(|story| story >= LEAST_STORY);
    // Of one day, both must speak of a toll that goes on, and no two sources stand against each other.
    let same_day = apart == 0 && !is_before(x, y) && !is_before(y, x);
    let running = || says_toll(a.sentence) && says_toll(b.sentence) && !a.names_another_source(b);
    if apart == 0 && !running() || apart > MOST_DAYS || !near {
        return None;
    }
    let one_day = of_one_day(a, b);
    let lower = |told: Told| counts(told).map(|f| f.value.low).fold(0.0, f64::max);
    let swapped = is_before(y, x) || same_day && lower(b) < lower(a);
    let (early, late) = if swapped { (b, a) } else { (a, b) };
    // "Killed since April" in both: one source must give both, and the rest must say that it is one total.
    let speakers = a.speaker().zip(b.speaker());
    let one_total = similarity.score() >= ONE_TOTAL
        && speakers.is_some_and(|(x, y)| x == y || is_one_source(x, y));
    let mut overtaken = None;
    for old in totals(early) {
        for new in totals(late) {
            let one_span = old.cumulative == new.cumulative && (!old.cumulative || one_total);
            if old.class != new.class || old.unit != new.unit || !one_span || !same_people(old, new)
            {
                continue;
            }
            // A total says since when it is counted; all else is news of the day.
            if !old.cumulative && !one_day {
                continue;
            }
            // One common count, and the rest is no news of it.
            let satisfied = old.value.high.is_finite() && old.value.meets(new.value);
            if old.value.low == new.value.low || satisfied {
                return None;
            }
            let apart = a.names_another_source(b) && new.value.low > A_FEW * old.value.low;
            if named_as_earlier(late, old).is_some() || apart {
                return None;
            }
            if has_overtaken(old, new) && overtaken.is_none() {
                overtaken = Some((old, new));
            }
        }
    }
    let (old, new) = overtaken?;
    let confidence = (0.3 + 0.5 * similarity.score()).min(0.8);
    let why = (OVERTAKEN, "a later report counts on");
    Some(revision(
        (early, old),
        (late, new),
        swapped,
        why,
        confidence,
    ))
}

/// Whether one claim may name the other's figure as a wrong one: a cheap question before [`Told`] is made.
pub fn may_correct(a: &Detail, b: &Detail) -> bool {
    let names_two = |x: &Detail, y: &Detail| {
        let quantities = || x.quantities.iter().map(|q| &q.quantity);
        y.quantities.iter().map(|q| &q.quantity).any(|old| {
            let one_unit = || quantities().filter(|q| q.unit == old.unit);
            one_unit().count() > 1 && one_unit().any(|q| q.value.low == old.value.low)
        })
    };
    names_two(a, b) || names_two(b, a)
}

/// A revision if one claim says that the other's figure was wrong, and gives another.
pub fn correction(a: Told, b: Told) -> Option<Verdict> {
    /// Said in so many words.
    const CONFIDENCE: f32 = 0.75;
    [(a, b, false), (b, a, true)]
        .into_iter()
        .find_map(|(early, late, swapped)| {
            let one_outlet = early.outlet.is_some() && early.outlet == late.outlet;
            let ordered = early.at.zip(late.at).is_some_and(|(x, y)| is_before(x, y));
            let corrects = says_correction(late.sentence) && !says_correction(early.sentence);
            // "Rose to 61 from 38, as reported earlier" takes nothing back.
            if !(ordered || one_outlet) || !corrects || says_growth(late.sentence) {
                return None;
            }
            let (old, new) = corrected(early, late)?;
            let why = ("number/corrected", "the later report corrects a figure");
            Some(revision(
                (early, old),
                (late, new),
                swapped,
                why,
                CONFIDENCE,
            ))
        })
}

/// The wrong figure and the right one.
fn corrected<'a>(early: Told<'a>, late: Told<'a>) -> Option<(&'a Figure, &'a Figure)> {
    let figures = || late.facts.figures.iter();
    // Whose age it is cannot be told from the figures.
    let mut told = early.facts.figures.iter().filter(|f| f.unit != Unit::Age);
    told.find_map(|old| {
        let one_unit = || figures().filter(|f| f.unit == old.unit);
        // "to 6.4 from 6.1" says which of the two is the wrong one.
        let marked = one_unit().any(|f| f.earlier);
        let one_class =
            |f: &Figure| f.class == old.class && (f.class.is_some() || f.counted == old.counted);
        let names_old = |f: &Figure| {
            f.value.low == old.value.low
                && same_people(f, old)
                && (f.unit != Unit::Count || one_class(f))
        };
        let named = one_unit().any(|f| f.earlier == marked && names_old(f) && is_wrong(late, f));
        let classes =
            |f: &&Figure| f.class == old.class || f.class.is_none() || old.class.is_none();
        let mut others = one_unit().filter(|f| f.value.low != old.value.low && !f.earlier);
        let new = others.find(classes)?;
        named.then_some((old, new))
    })
}

/// Whether a correction gives a figure as the wrong one: "not 61", "from 6.1"; where it marks none so, the first is wrong, as in "gave 61;
/// it was 58".
fn is_wrong(told: Told, figure: &Figure) -> bool {
    let taken_back = |f: &Figure| {
        let start = f.span.start as usize;
        let before = told.text.get(..start).unwrap_or_default();
        let before = before.trim_end().trim_end_matches(['£', '$', '€', '"']);
        ["from", "not", "instead of", "rather than"]
            .iter()
            .any(|word| before.trim_end().ends_with(word))
    };
    let mut alike = told.facts.figures.iter().filter(|f| f.unit == figure.unit);
    if alike.clone().any(taken_back) {
        return taken_back(figure);
    }
    alike.next().is_some_and(|first| first.span == figure.span)
}

pub(super) fn revision(
    (early, old): (Told, &Figure),
    (late, new): (Told, &Figure),
    swapped: bool,
    (rule, why): (&'static str, &str),
    confidence: f32,
) -> Verdict {
    let words = |told: Told, figure: &Figure| figure.span.of(told.text).to_string();
    let dated = |told: Told| told.at.map_or(String::new(), |at| format!(" ({at})"));
    let (old_words, new_words) = (words(early, old), words(late, new));
    let note = format!(
        "{why}: {old_words}{} and {new_words}{}",
        dated(early),
        dated(late)
    );
    let ((a_span, a_words), (b_span, b_words)) = if swapped {
        ((new.span, new_words), (old.span, old_words))
    } else {
        ((old.span, old_words), (new.span, new_words))
    };
    Verdict {
        relation: Relation::Revision,
        kind: Some(Kind::Number),
        confidence,
        evidence: vec![Evidence {
            rule,
            a: a_span,
            b: b_span,
            a_value: a_words.clone(),
            b_value: b_words.clone(),
            a_words,
            b_words,
            note,
        }],
    }
}

/// What the counts of two claims that do not conflict say: a revision if one corrects or overtakes the other, neither if they exclude
/// each other, nothing if they have nothing to say.
pub fn by_counts(a: Told, b: Told, pair: &Pair) -> Option<Verdict> {
    correction(a, b)
        .or_else(|| succession(a, b, &pair.similarity))
        .or_else(|| toll_of_one_incident(a, b, pair))
        .or_else(|| running(a, b, pair))
        .or_else(|| counts_exclude(a, b).then(Verdict::neither))
}

/// Whether two claims count the same people and arrive at figures that exclude each other: whatever else they share, they do not agree.
/// One common count makes up for it, as in "61 on Monday, 74 on Tuesday".
pub fn counts_exclude(a: Told, b: Told) -> bool {
    let mut apart = false;
    for x in counts(a) {
        for y in counts(b) {
            if x.class != y.class || x.unit != y.unit || !same_people(x, y) {
                continue;
            }
            if x.value.low <= y.value.high && y.value.low <= x.value.high {
                return false;
            }
            apart = true;
        }
    }
    apart
}

/// Whole counts of people or things to whom something happened that goes on happening, in one event.
fn counts(told: Told<'_>) -> impl Iterator<Item = &Figure> {
    totals(told).filter(|f| !f.cumulative)
}

/// The same, and those over a longer time: "since April".
fn totals(told: Told<'_>) -> impl Iterator<Item = &Figure> {
    told.facts.figures.iter().filter(|f| {
        !f.part && !f.earlier && f.value.low >= 1.0 && f.class.is_some_and(|c| GROWING.contains(&c))
    })
}

/// Civilians and fighters are counted apart; "people" may be either.
fn same_people(x: &Figure, y: &Figure) -> bool {
    let generic = |noun: &str| is_toll_noun(noun) || matches!(noun, "other");
    match (&x.counted, &y.counted) {
        (Some(p), Some(q)) => p == q || generic(p) || generic(q),
        _ => true,
    }
}

/// Nouns for the counted that do not say who they are, or that name the count itself.
pub(super) fn is_toll_noun(noun: &str) -> bool {
    matches!(
        noun,
        "people"
            | "person"
            | "victim"
            | "dead"
            | "casualty"
            | "dozen"
            | "hundred"
            | "toll"
            | "injured"
            | "wounded"
            | "injure"
            | "fatality"
            | "death"
            | "injury"
    )
}

/// A higher count, but not by so much that it counts something larger; and not "more than 80" beside "87".
pub(super) fn has_overtaken(old: &Figure, new: &Figure) -> bool {
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

pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Published;
    use crate::claims::speaker::SpeakerTracker;
    use crate::points::comparison::ClaimFacts;
    use crate::text::span::Span;

    fn facts(day: i8, text: &str) -> ClaimFacts {
        let anchor = Some(jiff::civil::date(2021, 3, day));
        let span = Span::new(0, text.len());
        let mut tracker = SpeakerTracker::new(text);
        ClaimFacts::new(&Detail::new(text, span, anchor, &mut tracker))
    }

    fn told<'a>(day: i8, text: &'a str, facts: &'a ClaimFacts) -> Told<'a> {
        Told {
            facts,
            text,
            sentence: text,
            at: Some(Published {
                day: jiff::civil::date(2021, 3, day),
                time: None,
            }),
            outlet: None,
        }
    }

    fn check(first: (i8, &str), second: (i8, &str), follows: bool) {
        let likeness = SimilarityVector::even(0.7);
        let (x, y) = (facts(first.0, first.1), facts(second.0, second.1));
        let (x, y) = (told(first.0, first.1, &x), told(second.0, second.1, &y));
        for (a, b) in [(x, y), (y, x)] {
            let found = succession(a, b, &likeness);
            assert_eq!(found.is_some(), follows, "{} / {}", a.text, b.text);
        }
    }

    #[test]
    fn a_higher_count_of_a_later_day_follows_a_lower_bound() {
        check(
            (7, "At least 43 people were killed by the quake in Kelm."),
            (8, "The quake in Kelm killed at least 112 people."),
            true,
        );
    }

    #[test]
    fn other_people_other_days_and_room_above_do_not_follow() {
        let first = (7, "At least 43 people were killed by the quake in Kelm.");
        for second in [
            // The same day.
            (7, "The quake in Kelm killed at least 112 people."),
            // Fewer.
            (8, "The quake in Kelm killed 12 people."),
            // "At least 43" leaves room for 50.
            (8, "The quake in Kelm killed 50 people."),
            // Something far larger.
            (8, "The quakes of the century killed 9,000 people."),
            // Background.
            (20, "In January a quake in Kelm killed at least 112 people."),
        ] {
            check(first, second, false);
        }
        check(
            (7, "The shells killed 21 civilians in Kelm."),
            (8, "The shells killed 30 soldiers in Kelm."),
            false,
        );
    }

    #[test]
    fn who_names_the_wrong_figure_corrects_it() {
        let old = "The quake killed 61 people.";
        for (new, corrects) in [
            (
                "Correction: The quake killed 59 people, not 61 as reported earlier.",
                true,
            ),
            (
                "The toll of the quake rose to 74 from 61, as reported earlier.",
                false,
            ),
            ("The quake killed 59 people in Kelm and 61 in Orsa.", false),
            ("Correction: The quake killed 61 people.", false),
            ("Correction: the toll was revised to 61 from 59.", false),
        ] {
            let (x, y) = (facts(7, old), facts(8, new));
            let found = correction(told(7, old, &x), told(8, new, &y));
            assert_eq!(found.is_some(), corrects, "{new}");
            if let Some(evidence) = found.and_then(|v| v.evidence.into_iter().next()) {
                assert_eq!(
                    (evidence.a_words.as_str(), evidence.b_words.as_str()),
                    ("61", "59")
                );
            }
        }
    }

    #[test]
    fn who_holds_the_right_figure_already_is_not_corrected() {
        let new =
            "Correction: The paper wrote that the quake killed 61 people; it killed 59 people.";
        for (old, corrects) in [
            ("The quake killed 61 people.", true),
            ("The quake killed 59 people.", false),
            ("The quake hurt 61 people.", false),
        ] {
            let (x, y) = (facts(7, old), facts(8, new));
            let found = correction(told(7, old, &x), told(8, new, &y));
            assert_eq!(found.is_some(), corrects, "{old}");
        }
    }

    #[test]
    fn counts_that_exclude_each_other_are_no_agreement() {
        for (a, b, exclude) in [
            (
                "The quake killed 59 people.",
                "The quake killed 112 people.",
                true,
            ),
            (
                "The quake killed 59 people.",
                "The quake killed at least 38 people.",
                false,
            ),
            (
                "The quake killed 59 people.",
                "The quake hurt 112 people.",
                false,
            ),
        ] {
            let (x, y) = (facts(7, a), facts(7, b));
            assert_eq!(
                counts_exclude(told(7, a, &x), told(7, b, &y)),
                exclude,
                "{a} / {b}"
            );
        }
    }
}
