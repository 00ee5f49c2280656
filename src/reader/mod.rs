//! A second reading: how likely each relation is, by what labelled pairs like this one turned out to be.
//!
//! Rules see one slot at a time and are silent where they see none. The reader weighs everything that can be measured of a pair, what the
//! rules propose among it, and answers with probabilities; it was trained on pairs that were written for it (`corpora/training.jsonl`)
//! and on pairs of real articles. It may add a conflict that no rule sees, and drop one that looks unlike any genuine one. What it
//! adds is shown with the two parts that stand in each other's place ([`contrast`]).
//!
//! `rashomon train-reader` makes the weights anew. Stacked generalization as in Wolpert 1992; see [`crate::trained`].

mod contrast;

use std::sync::LazyLock;

use crate::judgement::pair::Pair;
use crate::judgement::verdict::{Evidence, Relation, Verdict};
use crate::sentence_pairs::Judged;
use crate::trained::features::measure;
use crate::trained::{Probabilities, Trained, stored};
use contrast::{Contrast, contrast};

/// The reader of bare sentences, as it is shipped.
static BARE: LazyLock<Trained> = LazyLock::new(|| {
    stored::read(include_str!("bare.tsv")).expect("the shipped reader is tested to be readable")
});

/// The verdict on a pair, given what the rules say of it: theirs, or another where the reader thinks otherwise. A conflict is said
/// from the probability `least_conflict` on.
pub fn read(pair: &Pair, judged: Judged, least_conflict: f32) -> Judged {
    if !pair.is_bare() {
        return judged;
    }
    let probabilities = BARE.probabilities(&measure(pair, &judged));
    Judged {
        verdict: decide(pair, judged.verdict, probabilities, least_conflict),
        similarity: judged.similarity,
    }
}

fn decide(
    pair: &Pair,
    said: Verdict,
    [agree, contradict, neither]: Probabilities,
    least_conflict: f32,
) -> Verdict {
    if contradict >= least_conflict {
        return if said.relation == Relation::Contradict {
            Verdict {
                confidence: contradict,
                ..said
            }
        } else {
            conflict(pair, contradict)
        };
    }
    if agree < neither {
        return Verdict::neither();
    }
    match said.relation {
        Relation::Agree | Relation::Revision => Verdict {
            confidence: agree,
            ..said
        },
        _ => agreement(pair, agree),
    }
}

/// A conflict that no rule names, with the parts that stand in each other's place.
fn conflict(pair: &Pair, confidence: f32) -> Verdict {
    let Contrast { kind, a, b } = contrast(pair);
    let evidence = pair.evidence(
        "reading/contrast",
        a,
        b,
        "of labelled pairs that differ like these, so many contradict each other as the confidence says".into(),
    );
    Verdict {
        relation: Relation::Contradict,
        kind: Some(kind),
        confidence,
        evidence: vec![evidence],
    }
}

/// An agreement that the words alone do not show.
fn agreement(pair: &Pair, confidence: f32) -> Verdict {
    let evidence = Evidence {
        a_value: String::new(),
        b_value: String::new(),
        ..pair.evidence(
            "reading/agree",
            pair.a.detail.sentence,
            pair.b.detail.sentence,
            "of labelled pairs that are alike like these, so many agree as the confidence says"
                .into(),
        )
    };
    Verdict {
        relation: Relation::Agree,
        kind: None,
        confidence,
        evidence: vec![evidence],
    }
}
