//! Time: one act at two times that exclude each other.

use super::Finding;
use super::act::{Act, polarities};
use super::fit::{Fit, fit, is_named};
use super::opposition::are_phases;
use super::pair::{Pair, Side};
use super::verdict::{Kind, Relation};
use crate::claims::frame::{Modality, Predicate};
use crate::claims::when::{Days, When};
use crate::lexicon::outcomes::happens_once;
use crate::text::date::month_number;

/// The same act with the same participants, at times that exclude each other.
pub fn findings(pair: &Pair, acts: &[Act]) -> Vec<Finding> {
    /// A near synonym may name another stage of it.
    const ONE_ACT: f32 = 0.9;
    acts.iter()
        .filter(|act| act.kin >= ONE_ACT)
        .filter_map(|act| clash(pair, act))
        .collect()
}

fn clash(pair: &Pair, act: &Act) -> Option<Finding> {
    let (pa, pb) = (
        &pair.a.detail.predicates[act.a],
        &pair.b.detail.predicates[act.b],
    );
    let (x, y) = (own_time(&pair.a, pa)?, own_time(&pair.b, pb)?);
    // "ten days ago" in the papers of two days: the words are one report's, and the day of its publication is not that of what it tells.
    let words = |side: &Side, when: &When| side.words_of(when.span).to_lowercase();
    if !pair.is_bare() && words(&pair.a, x) == words(&pair.b, y) {
        return None;
    }
    let (so, also_so) = polarities(pair, pa, pb)?;
    if so != also_so || act.clashing() > 0 {
        return None;
    }
    let bare = pair.is_bare();
    // "The raids began before dawn": a beginning has nothing but the time to say, so the thing and the likeness of the reports
    // must do.
    let phase = are_phases(&pa.lemma) && (bare || pair.tells_one_event());
    let alike = act.shared() >= if bare { 1 } else { 2 }
        && act.covered_less() >= if bare { 0.2 } else { 0.45 }
        && act.covered_more() >= if bare { 0.4 } else { 0.6 };
    let begins = phase && act.shared() >= 1;
    if !alike && !begins && !is_once_of_one(pair, pa, pb) {
        return None;
    }
    // Nobody reports what happened after his report.
    let unknown_to = |side: &Side, p: &Predicate, days: Option<Days>| {
        p.modality != Modality::Planned
            && side
                .published
                .zip(days)
                .is_some_and(|(published, d)| d.first > published)
    };
    if unknown_to(&pair.a, pa, y.days) || unknown_to(&pair.b, pb, x.days) {
        return None;
    }
    /// Further apart they are two events, not two dates of one.
    const NEAR_DAYS: i32 = 3;
    let days = match (x.days, y.days) {
        (Some(p), Some(q)) if p.is_day() && q.is_day() => Some(p.gap(q)),
        _ => None,
    };
    // "3 May" and "17 May" of nobody knows which year.
    let dates = days.is_none()
        && day_of_month(&pair.a, x)
            .zip(day_of_month(&pair.b, y))
            .is_some_and(|(p, q)| p != q);
    let weekdays = days.is_none() && matches!((x.weekday, y.weekday), (Some(p), Some(q)) if p != q);
    let clocks = matches!((&x.minutes, &y.minutes), (Some(p), Some(q)) if p.end <= q.start || q.end <= p.start);
    let fires = match days {
        Some(0) => clocks,
        Some(gap) => bare || gap <= NEAR_DAYS,
        None => weekdays || dates || clocks && x.weekday == y.weekday,
    };
    if !fires {
        return None;
    }
    let strength = 0.25
        + 0.35 * act.covered_less()
        + 0.2 * act.covered_more()
        + 0.1 * act.shared().min(2) as f32;
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(Kind::Time),
        strength: if alike { strength } else { strength.max(0.45) },
        evidence: pair.evidence("time/act", x.span, y.span, "one act at two times".into()),
    })
}

/// Month and day of "17 May" or "May 17".
fn day_of_month(side: &Side, when: &When) -> Option<(i8, u8)> {
    let words = || when.tokens.clone().map(|w| side.syntax.lower(w));
    let month = words().find_map(month_number)?;
    let day = words().find_map(|w| w.parse().ok())?;
    Some((month, day))
}

/// What happens once, to one party known by its name: "arrested X on Wednesday", "X was arrested on Tuesday".
fn is_once_of_one(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    let once = pa.lemma == pb.lemma && happens_once(&pa.lemma);
    (pair.is_bare() || pair.tells_one_event())
        && once
        && pa.patients.iter().any(|&p| {
            pb.patients.iter().any(|&q| {
                let named = is_named(&pair.a, p) && is_named(&pair.b, q);
                fit(pair, p, q) == Fit::Same && (named || pair.is_bare())
            })
        })
}

/// The one time that hangs on the predicate itself.
fn own_time<'a>(side: &Side<'a>, predicate: &Predicate) -> Option<&'a When> {
    let cues: Vec<usize> = side.detail.attributions.iter().map(|a| a.cue).collect();
    let mut own = side.detail.times.iter().filter(|t| {
        let word = t.tokens.start;
        side.syntax
            .ancestors(word)
            .find(|&w| side.detail.predicates.iter().any(|p| p.word == w) || cues.contains(&w))
            == Some(predicate.word)
    });
    let first = own.next()?;
    own.next().is_none().then_some(first)
}
