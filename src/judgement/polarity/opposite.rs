//! One act on both sides, one of them negated.

use super::negatives::{is_told, stands_alone};
use crate::claims::frame::{Modality, Predicate, Sort, is_ruled_out, is_weighed};
use crate::judgement::Finding;
use crate::judgement::act::{Act, akin, clauses, polarities};
use crate::judgement::fit::{Fit, fit, is_named};
use crate::judgement::pair::{Pair, Side};
use crate::judgement::slot::{Slot, filled};
use crate::judgement::verdict::{Kind, Relation};
use crate::parse::Upos;

/// How much two clauses must cover of each other to be about one thing.
struct Coverage {
    less: f32,
    more: f32,
    shared: usize,
}

/// Out of articles: what two clauses share must show that they speak of one thing.
const IN_COVERAGE: Coverage = Coverage {
    less: 0.34,
    more: 0.6,
    shared: 1,
};

/// Reports much alike, of what was done by or to one party known by its name.
const OF_ONE_PARTY: Coverage = Coverage {
    less: 0.08,
    more: 0.25,
    shared: 1,
};

/// Two bare sentences: that is given, so that a paraphrase may be further away.
const BARE: Coverage = Coverage {
    less: 0.25,
    more: 0.5,
    shared: 0,
};

pub(super) fn opposite(pair: &Pair, act: &Act) -> Option<Finding> {
    let (pa, pb) = (
        &pair.a.detail.predicates[act.a],
        &pair.b.detail.predicates[act.b],
    );
    let (x, y) = polarities(pair, pa, pb)?;
    if x == y || !stands_alone(&pair.a, pa, !x) || !stands_alone(&pair.b, pb, !y) {
        return None;
    }
    let needed = if pair.is_bare() {
        BARE
    } else if shares_a_party(pair, pa, pb) || is_denied_in_reports(pair, pa, pb) {
        OF_ONE_PARTY
    } else {
        IN_COVERAGE
    };
    if act.clashing() > 0
        || act.shared() < needed.shared
        || act.covered_less() < needed.less
        || act.covered_more() < needed.more
    {
        return None;
    }
    let told = is_told(&pair.a, pa, !x) && is_told(&pair.b, pb, !y);
    if !pair.is_bare()
        && (!told
            || one_of_many_doers(pa, pb, x)
            || is_of_others(pair, pa, pb)
            || is_of_other_things(pair, pa, pb))
    {
        return None;
    }
    if pair.mixes_background() || pair.days_relation(pa.word, pb.word) == Some(false) {
        return None;
    }
    // "has not been hit by a quake in more than 25 years": until now.
    let negated = if x { &pair.b } else { &pair.a };
    if !pair.is_bare() && speaks_of_years(negated) {
        return None;
    }
    let denial = pair.a.detail.is_denied(pa) || pair.b.detail.is_denied(pb);
    let strength = act.kin
        * (0.35
            + 0.35 * act.covered_less()
            + 0.2 * act.covered_more()
            + 0.1 * act.shared().min(2) as f32 / 2.0);
    let weighed = |side: &Side, p: &Predicate| {
        p.modality == Modality::Hedged
            || p.sort == Sort::Nominal && is_weighed(&side.syntax, p.word)
            || p.negation.is_some_and(|n| is_ruled_out(&side.syntax, n))
    };
    let (kind, rule) = if denial {
        (Kind::Denial, "denial/act")
    } else if weighed(&pair.a, pa) && weighed(&pair.b, pb) {
        (Kind::Modality, "modality/act")
    } else {
        (Kind::Negation, "negation/act")
    };
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(kind),
        strength: if pair.is_bare() {
            strength.max(0.5)
        } else {
            strength
        },
        evidence: clauses(pair, pa, pb, rule, "one says so, the other says not"),
    })
}

/// Whether one report tells in the outlet's or somebody's words what the other says was denied: "rejected reports that", of one incident
/// and about one time. Who denies something answers somebody, so that less must be alike than where something is merely not so.
fn is_denied_in_reports(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    /// Later the talk is of something new.
    const NEAR_DAYS: i32 = 4;
    let near = pair.days_apart().is_none_or(|d| d.abs() <= NEAR_DAYS);
    let denied = pair.a.detail.is_denied(pa) != pair.b.detail.is_denied(pb);
    let verbs = pa.sort == Sort::Verb && pb.sort == Sort::Verb;
    near && denied && verbs && pair.tells_one_incident()
}

/// Whether a claim speaks of a span of years.
fn speaks_of_years(side: &Side) -> bool {
    (0..side.syntax.len())
        .any(|w| matches!(side.syntax.lower(w), "years" | "decades" | "centuries"))
}

/// Whether reports of one event give one named party, or one country's, the same part in both.
fn shares_a_party(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    pair.tells_one_event()
        && filled(pair, pa, pb).iter().any(|s| {
            matches!(s.slot, Slot::Agent | Slot::Patient)
                && s.fit == Fit::Same
                && (is_named(&pair.a, s.a) || is_named(&pair.b, s.b))
        })
}

/// "He did not send it" against "it was sent": that one did not do it does not say that nobody did.
fn one_of_many_doers(pa: &Predicate, pb: &Predicate, a_is_so: bool) -> bool {
    let (told, denied) = if a_is_so { (pa, pb) } else { (pb, pa) };
    told.agents.is_empty()
        && !told.patients.is_empty()
        && !denied.agents.is_empty()
        && !denied.patients.is_empty()
}

/// Out of articles "some actors are signed" and "he is not signed" may both be so: whoever it is said of must be the same, or a pronoun.
fn is_of_others(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    let pronoun = |side: &Side, word: usize| side.syntax.upos(word) == Upos::Pron;
    let subject = |p: &Predicate| p.agents.first().or(p.patients.first()).copied();
    let (Some(x), Some(y)) = (subject(pa), subject(pb)) else {
        return false;
    };
    // "Nobody has died" is said of all.
    let of_all = |side: &Side, p: &Predicate, subject: usize| {
        p.negation
            .is_some_and(|n| n == subject || side.syntax.head(n) == Some(subject))
    };
    if of_all(&pair.a, pa, x) || of_all(&pair.b, pb, y) {
        return false;
    }
    !pronoun(&pair.a, x)
        && !pronoun(&pair.b, y)
        && fit(pair, x, y) == Fit::Open
        && !akin(pair, x, y)
}

/// Out of articles "made an offer to X" and "has not made another offer" may both be so: what is done to must be the same, or a pronoun.
fn is_of_other_things(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    let pronoun = |side: &Side, word: usize| side.syntax.upos(word) == Upos::Pron;
    let meets = |x: usize, y: usize| {
        pronoun(&pair.a, x)
            || pronoun(&pair.b, y)
            || fit(pair, x, y) == Fit::Same
            || akin(pair, x, y)
    };
    !pa.patients.is_empty()
        && !pb.patients.is_empty()
        && !(pa.patients.iter()).any(|&x| pb.patients.iter().any(|&y| meets(x, y)))
}
