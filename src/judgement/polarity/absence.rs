//! There was none, and there was some: "no smell of chlorine", "nobody has died".

use super::negatives::{negatives, negatives_about};
use crate::claims::frame::{Modality, Predicate, Sort, class_of};
use crate::judgement::Finding;
use crate::judgement::act::{akin, clauses, polarity};
use crate::judgement::correspond::kinship;
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::{Kind, Relation};
use crate::lexicon::relations::is_person;
use crate::parse::{Relation as Dependency, Upos};

/// "There was no smell of chlorine" against a sentence in which a smell of chlorine does something. `swapped`: the second claim
/// holds the absence.
pub(super) fn absences(pair: &Pair, swapped: bool) -> Vec<Finding> {
    // "There were no planes in this region": of which day and place only reports of one event and day tell.
    let near = pair.tells_one_event() && pair.days_apart().is_none_or(|d| d.abs() <= 1);
    if !pair.is_bare() && !near {
        return Vec::new();
    }
    let (lacks, has) = if swapped {
        (&pair.b, &pair.a)
    } else {
        (&pair.a, &pair.b)
    };
    let mut found = Vec::new();
    for absent in &lacks.detail.predicates {
        let noun = absent.sort == Sort::Nominal
            && absent.negation.is_some()
            && lacks.syntax.relation(absent.word) == Dependency::Nsubj;
        let conditional = !pair.is_bare() && absent.modality >= Modality::Conditional;
        if !noun || conditional || negatives(lacks) != 1 || negatives(has) != 0 {
            continue;
        }
        for present in &has.detail.predicates {
            if polarity(has, present) != Some(true) {
                continue;
            }
            for &thing in present.agents.iter().chain(&present.patients) {
                found.extend(absence(pair, lacks, absent, has, present, thing, swapped));
            }
        }
    }
    found
}

fn absence(
    pair: &Pair,
    lacks: &Side,
    absent: &Predicate,
    has: &Side,
    present: &Predicate,
    thing: usize,
    swapped: bool,
) -> Option<Finding> {
    let met = kinship(&lacks.syntax, absent.word, &has.syntax, thing) >= 0.9;
    // What narrows the thing down must be the same: "of chlorine".
    let narrow = |side: &Side, w: usize| -> Vec<usize> {
        side.syntax
            .children_with(
                w,
                &[Dependency::Nmod, Dependency::Amod, Dependency::Compound],
            )
            .collect()
    };
    let (ours, theirs) = (narrow(lacks, absent.word), narrow(has, thing));
    let same = |x: usize| {
        theirs.iter().any(|&y| {
            if swapped {
                akin(pair, y, x)
            } else {
                akin(pair, x, y)
            }
        })
    };
    let shared = ours.iter().filter(|&&x| same(x)).count();
    // "There was no fire on board", "a fire broke out on board".
    let alike = pair.is_bare()
        && (ours.is_empty() || theirs.is_empty())
        && pair.similarity.exact_a.min(pair.similarity.exact_b) >= 0.35;
    if !met
        || shared == 0 && !alike
        || pair.days_relation(
            if swapped { present.word } else { absent.word },
            if swapped { absent.word } else { present.word },
        ) == Some(false)
    {
        return None;
    }
    let (pa, pb) = if swapped {
        (present, absent)
    } else {
        (absent, present)
    };
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(Kind::Negation),
        strength: 0.65 + 0.05 * shared.min(3) as f32,
        evidence: clauses(
            pair,
            pa,
            pb,
            "negation/absence",
            "one says that there was none, the other speaks of it",
        ),
    })
}

/// "Nobody has died" against "a woman died": none of a class of harm, and somebody of it.
pub(super) fn none_against_some(pair: &Pair) -> Option<Finding> {
    /// Articles less alike than this may report two incidents.
    const ONE_EVENT: f32 = 0.2;
    /// Too little to be said by itself: of eleven such findings on labelled events four were right, for "nobody was hurt" is said of the
    /// other incidents of a report as well.
    const BACKGROUND: f32 = 0.35;
    let near = pair.is_bare()
        || pair
            .similarity
            .article
            .is_some_and(|link| link >= ONE_EVENT);
    let (lone_a, lone_b) = pair.unshared_places();
    if !near || !pair.is_bare() && lone_a > 0 && lone_b > 0 || pair.mixes_background() {
        return None;
    }
    let apart = pair.days_apart().unwrap_or(0);
    [
        (&pair.a, &pair.b, false, apart),
        (&pair.b, &pair.a, true, -apart),
    ]
    .into_iter()
    // A toll that rises from none is a revision.
    .filter(|(_, _, _, later)| *later <= 0 && *later >= -2)
    .find_map(|(none, some, swapped, _)| {
        let (class, absent) = none_harmed(none)?;
        // Who was killed was hurt.
        let harmed = somebody_harmed(some, class)
            .or_else(|| somebody_harmed(some, "killed").filter(|_| class == "hurt"))?;
        let (pa, pb) = if swapped {
            (harmed, absent)
        } else {
            (absent, harmed)
        };
        (pair.days_relation(pa.word, pb.word) != Some(false)).then(|| Finding {
            relation: Relation::Contradict,
            kind: Some(Kind::Negation),
            strength: if pair.is_bare() { 0.5 } else { BACKGROUND },
            evidence: clauses(
                pair,
                pa,
                pb,
                "negation/none",
                "one says that there was nobody, the other names some",
            ),
        })
    })
}

/// "Nobody has died", "no civilians were hurt": the class and the predicate.
fn none_harmed<'a>(side: &Side<'a>) -> Option<(&'static str, &'a Predicate)> {
    let none = side.detail.quantities.iter().find(|q| {
        q.quantity.value.high == 0.0
            && !q.part
            && !q.additional
            && matches!(q.class, Some("killed" | "hurt" | "missing" | "arrested"))
    })?;
    let predicate = &side.detail.predicates[none.predicate?];
    let clear = predicate.negation.is_some() && negatives_about(side, predicate) == 1;
    (clear
        && predicate.modality == Modality::Asserted
        && side.syntax.upos(predicate.word) == Upos::Verb)
        .then_some((none.class?, predicate))
}

/// "a woman died", "two farm workers were wounded": a few, for whoever says "nobody" hardly speaks of an incident with dozens.
fn somebody_harmed<'a>(side: &Side<'a>, class: &str) -> Option<&'a Predicate> {
    const FEW: f64 = 3.0;
    let many = side
        .detail
        .quantities
        .iter()
        .any(|q| q.class == Some(class) && q.quantity.value.high > FEW);
    if many {
        return None;
    }
    side.detail.predicates.iter().find(|p| {
        let person = |w: &usize| {
            is_person(side.syntax.lemma(*w))
                || side.syntax.upos(*w) == Upos::Propn
                || side.syntax.upos(*w) == Upos::Num
        };
        class_of(p) == Some(class)
            && p.sort == Sort::Verb
            && p.modality == Modality::Asserted
            && polarity(side, p) == Some(true)
            && negatives_about(side, p) == 0
            && p.patients.iter().any(person)
    })
}
