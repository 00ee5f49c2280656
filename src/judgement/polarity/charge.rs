//! A charge on one side, and on the other the accused who denies it: the act itself, or "the charge", "the claim", "it".

use crate::claims::attribution::{Attribution, Stance};
use crate::judgement::Finding;
use crate::judgement::act::{act, akin};
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::{Evidence, Kind, Relation};

/// Charges of one side that the accused denies on the other.
pub(super) fn denied_charges(pair: &Pair) -> Vec<Finding> {
    let mut found = Vec::new();
    for charge in &pair.a.detail.attributions {
        for denial in &pair.b.detail.attributions {
            found.extend(denied_charge(pair, &pair.a, charge, &pair.b, denial, false));
        }
    }
    for charge in &pair.b.detail.attributions {
        for denial in &pair.a.detail.attributions {
            found.extend(denied_charge(pair, &pair.b, charge, &pair.a, denial, true));
        }
    }
    found
}

/// Sentences that share less than this are about two charges, when the denial does not say what it denies.
const LEAST_LIKENESS: f32 = 0.3;

fn denied_charge(
    pair: &Pair,
    by: &Side,
    charge: &Attribution,
    other: &Side,
    denial: &Attribution,
    swapped: bool,
) -> Option<Finding> {
    if charge.stance != Stance::Accuse || denial.stance != Stance::Deny {
        return None;
    }
    let (accused, denier) = (charge.accused?, denial.source?);
    let same = if swapped {
        akin(pair, denier, accused)
    } else {
        akin(pair, accused, denier)
    };
    if !same || !pair.is_bare() && by.tells_of_a_denial() || other.detail.is_refusal(denial) {
        return None;
    }
    let generic = matches!(
        other.syntax.lemma(denial.content_head),
        "accusation"
            | "allegation"
            | "charge"
            | "claim"
            | "it"
            | "this"
            | "that"
            | "report"
            | "involvement"
            | "responsibility"
            | "wrongdoing"
            | "they"
            | "them"
    );
    let act_of = |side: &Side, head: usize| {
        side.detail
            .predicates
            .iter()
            .position(|p| p.word == head || side.syntax.is_below(p.word, head))
    };
    let acts = act_of(by, charge.content_head).zip(act_of(other, denial.content_head));
    let near = acts.map(|(x, y)| {
        if swapped {
            act(pair, y, x, 1.0)
        } else {
            act(pair, x, y, 1.0)
        }
    });
    let strength = match near {
        Some(near) if near.covered_more() >= 0.4 => 0.6 + 0.3 * near.covered_more(),
        _ if generic && pair.similarity.sentence() >= LEAST_LIKENESS => {
            0.55 + 0.3 * pair.similarity.article.unwrap_or(0.5)
        }
        _ => return None,
    };
    let (first, second) = (
        by.syntax.span(&charge.content),
        other.syntax.span(&denial.content),
    );
    let words = |side: &Side, attribution: &Attribution| {
        let cue = side.syntax.word_span(attribution.cue).of(side.text);
        format!(
            "{cue}: {}",
            side.syntax.span(&attribution.content).of(side.text)
        )
    };
    let (one, two) = (words(by, charge), words(other, denial));
    let (a, b, a_value, b_value) = if swapped {
        (second, first, two, one)
    } else {
        (first, second, one, two)
    };
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(Kind::Denial),
        strength,
        evidence: Evidence {
            rule: "denial/charge",
            a,
            b,
            a_words: a.of(pair.a.text).into(),
            b_words: b.of(pair.b.text).into(),
            a_value,
            b_value,
            note: "one side is accused, and denies it".into(),
        },
    })
}
