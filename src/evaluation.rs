//! How good the verdicts are on labelled pairs.
//!
//! In: for each pair the relation that the label asks for, and the verdict that was given. Out: accuracy, precision, recall and
//! F1 per relation, a confusion matrix, the same per kind of conflict, how far the confidences can be trusted, and what
//! another threshold would have done. A figure that has nothing to count is `None`, never 0.

use std::collections::BTreeMap;

use crate::judgement::verdict::{Kind, Relation, Verdict};

/// The relation that a label of a data set stands for; `None` for a label that is no relation.
///
/// Besides our own four words, upper or lower case, it knows those of NLI (entailment, contradiction, neutral; RTE's yes, no, unknown),
/// FNC-1 (agree, disagree, discuss, unrelated), Emergent (for, against, observing), FEVER (supports, refutes, not enough
/// info) and ClaimDiff (strengthen). The meaning of each is written at [`Relation`].
pub fn relation_of_label(label: &str) -> Option<Relation> {
    let label = label.trim().to_lowercase().replace([' ', '-'], "_");
    Some(match label.as_str() {
        "agree" | "entailment" | "yes" | "for" | "supports" | "strengthen" => Relation::Agree,
        "contradict" | "contradiction" | "no" | "against" | "disagree" | "refutes" => {
            Relation::Contradict
        }
        "revision" => Relation::Revision,
        "neither" | "neutral" | "unknown" | "observing" | "discuss" | "unrelated"
        | "not_enough_info" | "not_entailment" => Relation::Neither,
        _ => return None,
    })
}

/// A label and the verdict beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What the label says.
    pub gold: Relation,
    /// What the label says the pair is about, if anything.
    pub gold_kind: Option<String>,
    /// What was said.
    pub said: Relation,
    /// What a conflict was said to be about.
    pub said_kind: Option<Kind>,
    /// How surely it was said, in [0, 1].
    pub confidence: f32,
}

impl Answer {
    /// The verdict on a labelled pair.
    pub fn new(gold: Relation, gold_kind: Option<String>, verdict: &Verdict) -> Self {
        Answer {
            gold,
            gold_kind,
            said: verdict.relation,
            said_kind: verdict.kind,
            confidence: verdict.confidence,
        }
    }

    /// Label and verdict with revisions settled; see [`settle`].
    fn settled(&self) -> Settled {
        settle(self.gold, self.said)
    }
}

/// A label and a verdict in the three classes that are counted: agree, contradict, neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// The label; never a revision.
    pub gold: Relation,
    /// The verdict; never a revision.
    pub said: Relation,
}

/// The three classes that are counted.
pub const CLASSES: [Relation; 3] = [Relation::Agree, Relation::Contradict, Relation::Neither];

/// All relations, in the order of the confusion matrix.
pub const RELATIONS: [Relation; 4] = [
    Relation::Agree,
    Relation::Revision,
    Relation::Contradict,
    Relation::Neither,
];

/// Takes revisions into the three classes.
///
/// A revision is neither a plain agreement nor a plain contradiction, and most data sets have no such label. So a pair labelled
/// revision is right unless it was called a contradiction; and a pair called a revision is right when it is labelled agree or
/// contradict, and a wrong agreement when it is labelled neither.
pub fn settle(gold: Relation, said: Relation) -> Settled {
    let (gold, said) = match (gold, said) {
        (Relation::Revision, Relation::Contradict) => (Relation::Agree, Relation::Contradict),
        (Relation::Revision, _) => (Relation::Agree, Relation::Agree),
        (Relation::Neither, Relation::Revision) => (Relation::Neither, Relation::Agree),
        (gold, Relation::Revision) => (gold, gold),
        both => both,
    };
    Settled { gold, said }
}

/// Right and wrong answers for one class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Labelled so and said so.
    pub hits: usize,
    /// Said so but labelled otherwise.
    pub false_alarms: usize,
    /// Labelled so but said otherwise.
    pub misses: usize,
}

impl Tally {
    fn of(pairs: impl IntoIterator<Item = (bool, bool)>) -> Self {
        let mut tally = Tally::default();
        for (wanted, said) in pairs {
            tally.hits += usize::from(wanted && said);
            tally.false_alarms += usize::from(!wanted && said);
            tally.misses += usize::from(wanted && !said);
        }
        tally
    }

    /// How many were labelled so.
    pub fn labelled(&self) -> usize {
        self.hits + self.misses
    }

    /// How many were said to be so.
    pub fn said(&self) -> usize {
        self.hits + self.false_alarms
    }

    /// The share of right ones among those said; `None` if nothing was said.
    pub fn precision(&self) -> Option<f64> {
        share(self.hits, self.said())
    }

    /// The share of found ones among those labelled; `None` if nothing was labelled so.
    pub fn recall(&self) -> Option<f64> {
        share(self.hits, self.labelled())
    }

    /// The harmonic mean of precision and recall, 0 when nothing was found; `None` if nothing was labelled so.
    pub fn f1(&self) -> Option<f64> {
        (self.labelled() > 0).then(|| {
            2.0 * self.hits as f64 / (2 * self.hits + self.false_alarms + self.misses) as f64
        })
    }
}

/// `part` of `all`; `None` for a part of nothing.
fn share(part: usize, all: usize) -> Option<f64> {
    (all > 0).then(|| part as f64 / all as f64)
}

/// The figures of one set of answers, revisions settled.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// How many answers.
    pub n: usize,
    /// How many of them are right.
    pub right: usize,
    /// One tally per class, in the order of [`CLASSES`].
    pub classes: [Tally; 3],
    /// Called contradictions among those that are none, and how many are none.
    pub false_contradictions: (usize, usize),
}

impl Figures {
    /// Counts.
    pub fn new<'a>(answers: impl IntoIterator<Item = &'a Answer>) -> Self {
        let settled: Vec<Settled> = answers.into_iter().map(Answer::settled).collect();
        let classes = CLASSES.map(|class| {
            Tally::of(
                settled
                    .iter()
                    .map(|pair| (pair.gold == class, pair.said == class)),
            )
        });
        let contradict = classes[1];
        Figures {
            n: settled.len(),
            right: settled.iter().filter(|pair| pair.gold == pair.said).count(),
            classes,
            false_contradictions: (
                contradict.false_alarms,
                settled.len() - contradict.labelled(),
            ),
        }
    }

    /// The share of right answers.
    pub fn accuracy(&self) -> Option<f64> {
        share(self.right, self.n)
    }

    /// The mean F1 of the classes that have labels.
    pub fn macro_f1(&self) -> Option<f64> {
        let f1s: Vec<f64> = self.classes.iter().filter_map(Tally::f1).collect();
        (!f1s.is_empty()).then(|| f1s.iter().sum::<f64>() / f1s.len() as f64)
    }

    /// The share of contradictions said among the pairs that are labelled otherwise.
    pub fn false_contradiction_rate(&self) -> Option<f64> {
        share(self.false_contradictions.0, self.false_contradictions.1)
    }
}

/// How often each label met each verdict, before revisions are settled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Confusion {
    counts: [[usize; 4]; 4],
}

impl Confusion {
    /// Counts.
    pub fn new(answers: &[Answer]) -> Self {
        let mut confusion = Confusion::default();
        for answer in answers {
            confusion.counts[place(answer.gold)][place(answer.said)] += 1;
        }
        confusion
    }

    /// Pairs with this label and this verdict.
    pub fn count(&self, gold: Relation, said: Relation) -> usize {
        self.counts[place(gold)][place(said)]
    }
}

fn place(relation: Relation) -> usize {
    match relation {
        Relation::Agree => 0,
        Relation::Revision => 1,
        Relation::Contradict => 2,
        Relation::Neither => 3,
    }
}

/// The figures of each group of answers, by what the label says the pair is about; answers without a kind are left out.
pub fn by_gold_kind(answers: &[Answer]) -> BTreeMap<&str, Figures> {
    let mut groups: BTreeMap<&str, Vec<&Answer>> = BTreeMap::new();
    for answer in answers {
        if let Some(kind) = &answer.gold_kind {
            groups.entry(kind).or_default().push(answer);
        }
    }
    groups
        .into_iter()
        .map(|(kind, group)| (kind, Figures::new(group)))
        .collect()
}

/// How one kind of conflict does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KindFigures {
    /// Contradictions that were said to be of this kind.
    pub fired: usize,
    /// Those of them that are labelled contradictions, of whatever kind.
    pub right: usize,
    /// Contradictions that are labelled as of this kind.
    pub labelled: usize,
    /// Those of them that were found, under whatever kind.
    pub found: usize,
}

impl KindFigures {
    /// The share of contradictions among those said.
    pub fn precision(&self) -> Option<f64> {
        share(self.right, self.fired)
    }

    /// The share of found ones among those labelled.
    pub fn recall(&self) -> Option<f64> {
        share(self.found, self.labelled)
    }
}

/// The contradictions by kind: what the rules of each kind said, and what became of the labelled ones.
pub fn by_kind(answers: &[Answer]) -> BTreeMap<String, KindFigures> {
    let mut kinds: BTreeMap<String, KindFigures> = BTreeMap::new();
    for answer in answers {
        let pair = answer.settled();
        let (wanted, said) = (
            pair.gold == Relation::Contradict,
            pair.said == Relation::Contradict,
        );
        // A revision that was settled as a contradiction is no shot of a contradiction rule.
        if answer.said == Relation::Contradict {
            let name = answer.said_kind.map_or("", Kind::name);
            let kind = kinds.entry(name.to_string()).or_default();
            kind.fired += 1;
            kind.right += usize::from(wanted);
        }
        if let (true, Some(name)) = (wanted, &answer.gold_kind) {
            let kind = kinds.entry(name.clone()).or_default();
            kind.labelled += 1;
            kind.found += usize::from(said);
        }
    }
    kinds
}

/// One line of a reliability table: verdicts with about the same confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// The least confidence in it.
    pub from: f64,
    /// One past the greatest; the last bin also holds 1.
    pub to: f64,
    /// How many verdicts.
    pub count: usize,
    /// Their mean confidence.
    pub mean_confidence: f64,
    /// The share of right ones.
    pub right: f64,
}

/// Bins of a reliability table.
const BINS: usize = 10;

/// How confidence and truth go together among the verdicts of one relation, in tenths; empty bins are left out.
pub fn reliability(answers: &[Answer], relation: Relation) -> Vec<Bin> {
    let mut bins = [(0usize, 0.0f64, 0usize); BINS];
    for answer in answers.iter().filter(|answer| answer.said == relation) {
        let confidence = f64::from(answer.confidence).clamp(0.0, 1.0);
        // Rounded to four digits, as it is written: 0.7 as f32 must not fall below 0.7.
        let bin = ((confidence * 1e4).round() / 1e4 * BINS as f64) as usize;
        let (count, sum, right) = &mut bins[bin.min(BINS - 1)];
        let pair = answer.settled();
        *count += 1;
        *sum += confidence;
        *right += usize::from(pair.gold == pair.said);
    }
    bins.iter()
        .enumerate()
        .filter(|(_, (count, ..))| *count > 0)
        .map(|(i, &(count, sum, right))| Bin {
            from: i as f64 / BINS as f64,
            to: (i + 1) as f64 / BINS as f64,
            count,
            mean_confidence: sum / count as f64,
            right: right as f64 / count as f64,
        })
        .collect()
}

/// The mean distance between confidence and share of right ones, weighted by the verdicts in each bin; `None` without verdicts.
pub fn calibration_error(bins: &[Bin]) -> Option<f64> {
    let all: usize = bins.iter().map(|bin| bin.count).sum();
    (all > 0).then(|| {
        bins.iter()
            .map(|bin| bin.count as f64 * (bin.mean_confidence - bin.right).abs())
            .sum::<f64>()
            / all as f64
    })
}

/// What a threshold does to the contradictions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SweepPoint {
    /// Contradictions below this confidence are not said.
    pub threshold: f64,
    /// The contradictions that remain.
    pub tally: Tally,
    /// Those of them that are false, and the pairs that are no contradictions.
    pub false_contradictions: (usize, usize),
}

impl SweepPoint {
    /// The share of contradictions said among the pairs that are labelled otherwise.
    pub fn false_contradiction_rate(&self) -> Option<f64> {
        share(self.false_contradictions.0, self.false_contradictions.1)
    }
}

/// The contradictions that remain at each threshold. `answers` must come from a judge that says every contradiction, however
/// doubtful; a revision counts for nothing here.
pub fn sweep(answers: &[Answer], thresholds: &[f64]) -> Vec<SweepPoint> {
    thresholds
        .iter()
        .map(|&threshold| {
            let tally = Tally::of(answers.iter().map(|answer| {
                (
                    answer.gold == Relation::Contradict,
                    answer.said == Relation::Contradict
                        && f64::from(answer.confidence) >= threshold,
                )
            }));
            SweepPoint {
                threshold,
                tally,
                false_contradictions: (tally.false_alarms, answers.len() - tally.labelled()),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Relation::{Agree, Contradict, Neither, Revision};
    use super::*;

    fn answer(gold: Relation, said: Relation, confidence: f32) -> Answer {
        let conflict = matches!(said, Contradict | Revision);
        Answer {
            gold,
            gold_kind: None,
            said,
            said_kind: conflict.then_some(Kind::Number),
            confidence,
        }
    }

    /// `count` equal answers for each line.
    fn answers(lines: &[(Relation, Relation, usize)]) -> Vec<Answer> {
        lines
            .iter()
            .flat_map(|&(gold, said, count)| vec![answer(gold, said, 0.8); count])
            .collect()
    }

    #[test]
    fn labels_of_other_data_sets_are_known_in_any_case() {
        let table = [
            ("agree", Some(Agree)),
            ("ENTAILMENT", Some(Agree)),
            ("YES", Some(Agree)),
            ("for", Some(Agree)),
            ("Supports", Some(Agree)),
            ("strengthen", Some(Agree)),
            ("contradiction", Some(Contradict)),
            ("NO", Some(Contradict)),
            ("against", Some(Contradict)),
            ("disagree", Some(Contradict)),
            ("REFUTES", Some(Contradict)),
            ("revision", Some(Revision)),
            ("neutral", Some(Neither)),
            ("UNKNOWN", Some(Neither)),
            ("NOT ENOUGH INFO", Some(Neither)),
            ("not-entailment", Some(Neither)),
            ("weaken", None),
            ("", None),
        ];
        for (label, relation) in table {
            assert_eq!(relation_of_label(label), relation, "{label}");
        }
    }

    #[test]
    fn a_revision_is_right_wherever_the_label_allows_it() {
        let table = [
            (Revision, Revision, Agree, Agree),
            (Revision, Agree, Agree, Agree),
            (Revision, Neither, Agree, Agree),
            (Revision, Contradict, Agree, Contradict),
            (Agree, Revision, Agree, Agree),
            (Contradict, Revision, Contradict, Contradict),
            (Neither, Revision, Neither, Agree),
            (Agree, Contradict, Agree, Contradict),
            (Neither, Neither, Neither, Neither),
        ];
        for (gold, said, settled_gold, settled_said) in table {
            let expected = Settled {
                gold: settled_gold,
                said: settled_said,
            };
            assert_eq!(settle(gold, said), expected, "{gold} {said}");
        }
    }

    #[test]
    fn figures_of_a_confusion_that_was_counted_by_hand() {
        // 10 contradictions (6 found), 8 agreements (4 found, 1 called a contradiction), 12 neither (9 left alone, 2 called contradictions).
        let answers = answers(&[
            (Contradict, Contradict, 6),
            (Contradict, Agree, 1),
            (Contradict, Neither, 3),
            (Agree, Agree, 4),
            (Agree, Contradict, 1),
            (Agree, Neither, 3),
            (Neither, Neither, 9),
            (Neither, Contradict, 2),
            (Neither, Agree, 1),
        ]);
        let figures = Figures::new(&answers);
        assert_eq!((figures.n, figures.right), (30, 19));
        let [agree, contradict, neither] = figures.classes;
        assert_eq!(contradict.precision(), Some(6.0 / 9.0));
        assert_eq!(contradict.recall(), Some(0.6));
        assert_eq!(agree.precision(), Some(4.0 / 6.0));
        assert_eq!(agree.recall(), Some(0.5));
        assert_eq!(neither.precision(), Some(9.0 / 15.0));
        assert_eq!(neither.recall(), Some(0.75));
        let f1 = |p: f64, r: f64| 2.0 * p * r / (p + r);
        let expected = (f1(6.0 / 9.0, 0.6) + f1(4.0 / 6.0, 0.5) + f1(0.6, 0.75)) / 3.0;
        assert!((figures.macro_f1().unwrap() - expected).abs() < 1e-12);
        assert_eq!(figures.false_contradictions, (3, 20));
        assert_eq!(figures.false_contradiction_rate(), Some(0.15));
        let confusion = Confusion::new(&answers);
        assert_eq!(confusion.count(Agree, Neither), 3);
        assert_eq!(confusion.count(Neither, Agree), 1);
        assert_eq!(confusion.count(Revision, Agree), 0);
    }

    #[test]
    fn what_cannot_be_counted_is_none_and_what_was_missed_is_zero() {
        let nothing = Figures::new(&[]);
        assert_eq!(
            (
                nothing.accuracy(),
                nothing.macro_f1(),
                nothing.false_contradiction_rate()
            ),
            (None, None, None)
        );
        // No contradiction said: its precision is unknown, its F1 is 0; no agreement labelled: it is left out of the mean.
        let silent = Figures::new(&answers(&[(Contradict, Neither, 2), (Neither, Neither, 2)]));
        let [agree, contradict, neither] = silent.classes;
        assert_eq!((agree.f1(), agree.recall()), (None, None));
        assert_eq!((contradict.precision(), contradict.f1()), (None, Some(0.0)));
        assert_eq!(silent.macro_f1(), Some(neither.f1().unwrap() / 2.0));
    }

    #[test]
    fn a_kind_is_judged_by_what_it_said_and_by_what_was_labelled_so() {
        let labelled = |kind: &str, gold, said, said_kind| Answer {
            gold_kind: Some(kind.into()),
            said_kind,
            ..answer(gold, said, 0.8)
        };
        let answers = [
            labelled("number", Contradict, Contradict, Some(Kind::Number)),
            labelled("number", Contradict, Neither, None),
            // Found, but by another rule.
            labelled("place", Contradict, Contradict, Some(Kind::Number)),
            // A false alarm: what a pair that is no contradiction is about has no part in recall.
            labelled("place", Agree, Contradict, Some(Kind::Number)),
            labelled("number", Contradict, Revision, Some(Kind::Number)),
        ];
        let kinds = by_kind(&answers);
        let number = KindFigures {
            fired: 3,
            right: 2,
            labelled: 3,
            found: 2,
        };
        let place = KindFigures {
            fired: 0,
            right: 0,
            labelled: 1,
            found: 1,
        };
        assert_eq!(kinds["number"], number);
        assert_eq!(kinds["place"], place);
        assert_eq!((place.precision(), place.recall()), (None, Some(1.0)));
        let groups = by_gold_kind(&answers);
        assert_eq!((groups["number"].n, groups["place"].n), (3, 2));
    }

    #[test]
    fn reliability_bins_hold_their_lower_edge_and_the_last_holds_one() {
        let answers = [
            answer(Contradict, Contradict, 0.7),
            answer(Neither, Contradict, 0.79),
            answer(Contradict, Contradict, 1.0),
            answer(Contradict, Contradict, 0.9),
            // Other relations have tables of their own.
            answer(Agree, Agree, 0.7),
        ];
        let bins = reliability(&answers, Contradict);
        let lines: Vec<(f64, usize, f64)> =
            bins.iter().map(|b| (b.from, b.count, b.right)).collect();
        assert_eq!(lines, [(0.7, 2, 0.5), (0.9, 2, 1.0)]);
        assert!((bins[0].mean_confidence - 0.745).abs() < 1e-6);
        let error = calibration_error(&bins).unwrap();
        assert!((error - (0.245 * 2.0 + 0.05 * 2.0) / 4.0).abs() < 1e-6);
        assert_eq!(calibration_error(&[]), None);
    }

    #[test]
    fn a_higher_threshold_says_less_and_is_more_often_right() {
        let answers = [
            answer(Contradict, Contradict, 0.9),
            answer(Contradict, Contradict, 0.6),
            answer(Neither, Contradict, 0.55),
            answer(Agree, Contradict, 0.3),
            answer(Neither, Neither, 0.0),
        ];
        let points = sweep(&answers, &[0.0, 0.5, 0.8]);
        let lines: Vec<_> = points
            .iter()
            .map(|p| (p.tally.said(), p.tally.hits, p.false_contradictions))
            .collect();
        assert_eq!(lines, [(4, 2, (2, 3)), (3, 2, (1, 3)), (1, 1, (0, 3))]);
    }
}
