//! A second reading: how likely each relation is, by what labelled pairs like this one turned out to be.
//!
//! Rules see one slot at a time and are silent where they see none. The reader weighs everything that can be measured of a pair, what the
//! rules propose among it, and answers with probabilities; it was trained on pairs and events that were written for it
//! (`corpora/training`) and on pairs of real articles. It may add a conflict that no rule sees, and drop one that looks unlike any genuine one. What it
//! adds is shown with the two parts that stand in each other's place (`contrast.rs`).
//!
//! `rashomon train-reader` makes the weights anew. Stacked generalization as in Wolpert 1992; see [`crate::trained`].

mod contrast;

use std::sync::LazyLock;

use crate::claims::attribution::Stance;
use crate::claims::frame::QuantityFrame;
use crate::judgement::agreement::calls_untrue;
use crate::judgement::number::compatible;
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::{Evidence, Kind, Relation, Verdict};
use crate::judgement::{Finding, RuleVerdict, proposals};
use crate::trained::features::measure_proposed;
use crate::trained::{Probabilities, Trained, stored};
use contrast::{Contrast, contrast};

/// The rule of a conflict that no rule proposes: two parts that take each other's place.
pub const CONTRAST: &str = "reading/contrast";

/// The reader of bare sentences, as it is shipped.
static BARE: LazyLock<Trained> = LazyLock::new(|| {
    stored::read(include_str!("bare.tsv")).expect("the shipped reader is tested to be readable")
});

/// The reader of sentences out of articles, as it is shipped.
static CONTEXT: LazyLock<Trained> = LazyLock::new(|| {
    stored::read(include_str!("context.tsv")).expect("the shipped reader is tested to be readable")
});

/// Below this probability the reader drops a conflict that a rule shows. On 240 pairs kept back bounds of .1 to .5 did equally well; on captions
/// (Breaking-NLI) .5 costs a tenth of the conflicts. The confidence of what is kept is the reader's, so it may be low.
const VETO: f32 = 0.1;

/// Claims out of articles that are less near than this are not asked about: five of six pairs of an event, with one in seven of the conflicts
/// that the reader would be sure of. At .18, with a looser gate for incidents, six more right ones on six events came with seven others, and
/// with several false ones on real news.
const LEAST_NEARNESS: f32 = 0.25;

/// Claims so near are asked about whatever they say.
const VERY_NEAR: f32 = 0.4;

/// How much less probable a conflict of claims out of articles may be: what the gates let through is surer than the number says. On events held
/// out of the training nine of ten such conflicts were right from .5 on.
const GATED: f32 = 0.17;

/// Reports that lie further apart than this tell of two stages of an event.
const NEAR_DAYS: i32 = 4;

/// The verdict on a pair, given what the rules say and propose of it: theirs, or another where the reader thinks otherwise. A conflict is said
/// from the probability `least_conflict` on. Which side comes first makes no difference.
///
/// Out of articles somewhat less is enough, but never less than `floor`, the least confidence of any conflict.
pub fn read(pair: &Pair, said: RuleVerdict, least_conflict: f32, floor: f32) -> Verdict {
    let RuleVerdict { verdict, proposals } = said;
    let read = |pair: &Pair, verdict| {
        if pair.is_bare() {
            read_bare(pair, verdict, &proposals, least_conflict)
        } else {
            read_in_context(
                pair,
                verdict,
                &proposals,
                (least_conflict - GATED).max(floor),
            )
        }
    };
    if pair.is_in_order() {
        read(pair, verdict)
    } else {
        turned(read(&pair.turned(), turned(verdict)))
    }
}

fn turned(verdict: Verdict) -> Verdict {
    let evidence = verdict.evidence.into_iter().map(Evidence::turned);
    Verdict {
        evidence: evidence.collect(),
        ..verdict
    }
}

fn read_bare(pair: &Pair, said: Verdict, proposals: &[Finding], least_conflict: f32) -> Verdict {
    let probabilities = BARE.probabilities(&measure_proposed(pair, &said, proposals));
    decide(pair, said, probabilities, least_conflict)
}

fn read_in_context(
    pair: &Pair,
    said: Verdict,
    proposals: &[Finding],
    least_conflict: f32,
) -> Verdict {
    if !may_add(pair, &said) {
        return said;
    }
    let measured = measure_proposed(pair, &said, proposals);
    match CONTEXT.if_reached(&measured, Relation::Contradict, least_conflict) {
        Some(contradict) => conflict(pair, contradict),
        None => said,
    }
}

/// Whether the reader is asked about two claims out of articles: where the rules see no conflict, and the reports may tell of one incident.
fn may_add(pair: &Pair, said: &Verdict) -> bool {
    !matches!(said.relation, Relation::Contradict | Relation::Revision)
        && pair.similarity.nearness >= LEAST_NEARNESS
        && pair.days_apart().is_none_or(|days| days.abs() <= NEAR_DAYS)
        && (pair.similarity.nearness >= VERY_NEAR || hints_at_a_conflict(pair))
        && pair.tells_one_incident()
        && !(refuses(&pair.a) && refuses(&pair.b))
        && ![&pair.a, &pair.b].into_iter().any(leaves_open)
}

/// Whether a claim says that something could not be found out: that conflicts only with its having been found out, which rules see.
fn leaves_open(side: &Side) -> bool {
    let finds_out = |lemma: &str| {
        matches!(
            lemma,
            "confirm" | "confirmation" | "verify" | "verification" | "establish" | "determine"
        )
    };
    let mut denied = side
        .detail
        .predicates
        .iter()
        .filter(|p| p.negation.is_some());
    denied.any(|p| {
        let mut objects = p.patients.iter().map(|&w| side.syntax.lemma(w));
        finds_out(&p.lemma) || objects.any(finds_out)
    })
}

/// Whether there is a negation, a charge or a denial on either side, or two figures of one unit that exclude each other. Of the conflicts that the
/// reader is sure of, these or [`VERY_NEAR`] claims are all but one in a hundred; of the pairs that it would be asked about, six of ten.
fn hints_at_a_conflict(pair: &Pair) -> bool {
    let objects = |side: &Side| {
        side.detail.predicates.iter().any(|p| p.negation.is_some())
            || side
                .detail
                .attributions
                .iter()
                .any(|a| matches!(a.stance, Stance::Deny | Stance::Doubt | Stance::Accuse))
    };
    let figures = |x: &QuantityFrame| {
        let theirs = pair.b.detail.quantities.iter();
        let mut alike = theirs.filter(|y| y.quantity.unit == x.quantity.unit);
        alike.any(|y| !compatible(x, y))
    };
    objects(&pair.a) || objects(&pair.b) || pair.a.detail.quantities.iter().any(figures)
}

/// Whether a claim denies something: two that do are of one mind, or speak of two things.
fn refuses(side: &Side) -> bool {
    let mut denials = side.detail.attributions.iter();
    denials.any(|a| a.stance == Stance::Deny) || calls_untrue(side)
}

fn decide(
    pair: &Pair,
    said: Verdict,
    [agree, contradict, neither]: Probabilities,
    least_conflict: f32,
) -> Verdict {
    let least = match said.relation {
        Relation::Contradict => least_conflict.min(VETO),
        _ => least_conflict,
    };
    if contradict >= least {
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

/// A conflict that no rule is sure of: as the surest rule sees it, or with the parts that stand in each other's place.
fn conflict(pair: &Pair, confidence: f32) -> Verdict {
    let (kind, evidence) = proposed(pair).unwrap_or_else(|| {
        let Contrast { kind, a, b } = contrast(pair);
        let note = "of labelled pairs that differ like these, so many contradict each other as the confidence says";
        (kind, pair.evidence(CONTRAST, a, b, note.into()))
    });
    Verdict {
        relation: Relation::Contradict,
        kind: Some(kind),
        confidence,
        evidence: vec![evidence],
    }
}

/// The surest conflict that a rule proposes, too unsure to be said by itself. Worked out anew, for the parts that it names must stand in the
/// order of this pair; few pairs get so far.
fn proposed(pair: &Pair) -> Option<(Kind, Evidence)> {
    let found = proposals(pair).into_iter();
    let surest = found
        .filter(|f| f.relation == Relation::Contradict)
        .max_by(|x, y| x.strength.total_cmp(&y.strength))?;
    Some((surest.kind?, surest.evidence))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Corpus;
    use crate::judgement::JudgeOptions;
    use crate::sentence_pairs::{Judged, Sentence, judge_pairs, measure_pairs};
    use crate::trained::features::names;

    fn default() -> Option<f32> {
        JudgeOptions::default().reader
    }

    fn sentence(text: &str) -> Sentence {
        Sentence {
            text: text.into(),
            ..Sentence::default()
        }
    }

    fn judged(a: &str, b: &str, reader: Option<f32>) -> Judged {
        let options = JudgeOptions {
            reader,
            ..JudgeOptions::default()
        };
        let pairs = [(sentence(a), sentence(b))];
        judge_pairs(&pairs, &Corpus::default(), options).remove(0)
    }

    #[test]
    fn the_shipped_readers_were_trained_on_the_numbers_that_are_measured_today() {
        let pairs = [(sentence("Shells hit the town."), sentence("It rained."))];
        let today = measure_pairs(&pairs, &Corpus::default(), names).remove(0);
        for (file, model) in [
            ("bare.tsv", include_str!("bare.tsv")),
            ("context.tsv", include_str!("context.tsv")),
        ] {
            let known: Vec<&str> = stored::names(model).collect();
            assert_eq!(
                known, today,
                "{file} is stale: `rashomon train-reader` makes it anew"
            );
            assert!(stored::read(model).is_some(), "{file}");
        }
    }

    #[test]
    fn a_conflict_that_no_rule_sees_is_said_with_the_parts_that_take_each_others_place() {
        let (a, b) = (
            "The food poisoning at the wedding came from the mayonnaise, the laboratory said.",
            "The laboratory traced the food poisoning at the wedding to water from the well.",
        );
        assert_ne!(judged(a, b, None).verdict.relation, Relation::Contradict);
        let read = judged(a, b, default()).verdict;
        assert_eq!(read.relation, Relation::Contradict, "{read:?}");
        assert_eq!(read.evidence[0].rule, CONTRAST);
        let values = (&*read.evidence[0].a_value, &*read.evidence[0].b_value);
        assert_eq!(values, ("the mayonnaise", "water"));
    }

    #[test]
    fn what_rules_show_of_short_sentences_stays() {
        for (a, b) in [
            ("The bridge is open.", "The bridge is closed."),
            (
                "Nine people died in the fire.",
                "Fourteen people died in the fire.",
            ),
            ("The minister resigned.", "The minister did not resign."),
        ] {
            let read = judged(a, b, default()).verdict;
            assert_eq!(read.relation, Relation::Contradict, "{a} {b} {read:?}");
            assert_ne!(read.evidence[0].rule, CONTRAST);
        }
    }

    #[test]
    fn which_sentence_comes_first_makes_no_difference() {
        let pairs = [
            (
                "The portrait was painted by Titian himself, the experts concluded.",
                "A pupil of Titian painted the portrait without the master's help.",
            ),
            (
                "The ferry sank in the storm.",
                "The storm spared the ferry.",
            ),
            (
                "Police put the crowd at 700.",
                "Some 3,000 people came, organisers said.",
            ),
        ];
        for (a, b) in pairs {
            let (one, other) = (judged(a, b, default()), judged(b, a, default()));
            assert_eq!(one.verdict.relation, other.verdict.relation);
            assert_eq!(one.verdict.confidence, other.verdict.confidence);
        }
    }

    #[test]
    fn a_higher_bound_takes_conflicts_away_and_adds_none() {
        let pairs = [
            (
                "The food poisoning at the wedding came from the mayonnaise, the laboratory said.",
                "The laboratory traced the food poisoning at the wedding to water from the well.",
            ),
            ("The strike began at dawn.", "The minister visited a farm."),
        ];
        for (a, b) in pairs {
            let says = |bound| judged(a, b, Some(bound)).verdict.relation == Relation::Contradict;
            let said: Vec<bool> = [0.0, 0.3, 0.6, 0.9, 1.1].map(says).to_vec();
            assert!(said.is_sorted_by(|x, y| x >= y), "{a} {b} {said:?}");
            assert!(said[0] && !said[4], "{a} {b} {said:?}");
        }
    }
}
