//! A deed that one report tells, and that somebody in the other denies to have happened to the same thing.
//!
//! "The armed forces rejected reports that the hospital had been bombed": nobody is named who did it, so that the deed itself is denied,
//! and whoever tells of bombs on the hospital says otherwise, in whatever words. `polarity/` asks for one verb; here two words of one
//! class of deeds are enough, because the denial answers somebody and the thing is what both articles are about.

use super::{Finding, are_main, classes_of, lemma, means_one_deed, thing_fit};
use crate::claims::frame::{Modality, Predicate, Sort};
use crate::judgement::act::{clauses, polarity};
use crate::judgement::fit::Fit;
use crate::judgement::pair::{Pair, Side};
use crate::judgement::polarity::negatives_beside;
use crate::judgement::slot::is_time;
use crate::judgement::verdict::{Kind, Relation};
use crate::lexicon::deeds::deeds_of;
use crate::lexicon::violence::is_weapon;
use crate::parse::Upos;

/// The rule for a deed that is denied outright.
pub(super) const DEED: &str = "denial/deed";

/// Deeds denied on one side and told on the other.
pub(super) fn findings(pair: &Pair) -> Vec<Finding> {
    if !pair.tells_one_incident() || pair.mixes_background() {
        return Vec::new();
    }
    let mut found = denied_in(pair, &pair.a, &pair.b, false);
    found.extend(denied_in(pair, &pair.b, &pair.a, true));
    found
}

/// `swapped`: the second claim denies.
fn denied_in(pair: &Pair, denies: &Side, tells: &Side, swapped: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    for denied in denies
        .detail
        .predicates
        .iter()
        .filter(|p| is_denied_outright(denies, p))
    {
        for told in tells.detail.predicates.iter().filter(|p| is_told(tells, p)) {
            let (pa, pb) = if swapped {
                (told, denied)
            } else {
                (denied, told)
            };
            found.extend(conflict(pair, pa, pb));
        }
    }
    found
}

/// "rejected reports that it had been bombed": without a doer, for that he did not do it does not say that nobody did.
fn is_denied_outright(side: &Side, predicate: &Predicate) -> bool {
    predicate.sort == Sort::Verb
        && predicate.agents.is_empty()
        && !predicate.patients.is_empty()
        && predicate.negation.is_none()
        && predicate.modality <= Modality::Hedged
        && side.detail.is_denied(predicate)
        && polarity(side, predicate) == Some(false)
}

/// Told as a fact, with no word beside it that turns it round.
fn is_told(side: &Side, predicate: &Predicate) -> bool {
    predicate.sort == Sort::Verb
        && predicate.modality <= Modality::Hedged
        && polarity(side, predicate) == Some(true)
        && negatives_beside(side, predicate.word) == 0
}

fn conflict(pair: &Pair, pa: &Predicate, pb: &Predicate) -> Option<Finding> {
    let attack = deeds_of("attack");
    let attacks = classes_of(&pair.a, pa).meet(attack) && classes_of(&pair.b, pb).meet(attack);
    let one_deed = attacks && !by_two_weapons(pair, pa, pb)
        || means_one_deed(&lemma(&pair.a, pa.word), &lemma(&pair.b, pb.word));
    if !one_deed || pair.days_relation(pa.word, pb.word) == Some(false) {
        return None;
    }
    let (ours, theirs) = (things(&pair.a, pa), things(&pair.b, pb));
    let meets = ours.iter().any(|&x| {
        theirs
            .iter()
            .any(|&y| thing_fit(pair, x, y) == Fit::Same && are_main(pair, x, y))
    });
    meets.then(|| Finding {
        relation: Relation::Contradict,
        kind: Some(Kind::Denial),
        strength: 0.45 + 0.25 * pair.similarity.article.unwrap_or(0.0).min(0.5),
        evidence: clauses(
            pair,
            pa,
            pb,
            DEED,
            "one tells of what the other says was denied",
        ),
    })
}

/// "had been bombed", "was hit by a rocket": a verb or noun of one weapon, and another weapon.
fn by_two_weapons(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    let weapons = |side: &Side, p: &Predicate| -> Vec<String> {
        let with = p.agents.iter().chain(&p.patients);
        let nouns = with.map(|&w| side.syntax.lemma(w).to_string());
        nouns
            .chain(Some(p.lemma.clone()))
            .filter(|w| is_weapon(w))
            .collect()
    };
    let (ours, theirs) = (weapons(&pair.a, pa), weapons(&pair.b, pb));
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|w| theirs.contains(w))
}

/// What a deed is done to: its objects, and what stands behind "on", "at" and the like; no pronouns and no weapons.
fn things(side: &Side, predicate: &Predicate) -> Vec<usize> {
    let behind = predicate
        .obliques
        .iter()
        .filter(|(p, _)| {
            matches!(
                p.as_str(),
                "on" | "at" | "into" | "against" | "upon" | "over"
            )
        })
        .map(|(_, w)| *w);
    let thing = |&w: &usize| {
        matches!(side.syntax.upos(w), Upos::Noun | Upos::Propn)
            && !is_weapon(side.syntax.lemma(w))
            && !is_time(side, w)
    };
    predicate
        .patients
        .iter()
        .copied()
        .chain(behind)
        .filter(thing)
        .collect()
}
