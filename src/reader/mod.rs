//! A second reading: how likely each relation is, by what labelled pairs like this one turned out to be.
//!
//! Rules see one slot at a time and are silent where they see none. The reader weighs everything that can be measured of a pair, what the
//! rules propose among it, and answers with probabilities; it was trained on pairs and events that were written for it
//! (`corpora/training`) and on pairs of real articles. It may add a conflict that no rule sees, and drop one that looks unlike any genuine one. What it
//! adds is shown with the two parts that stand in each other's place (`contrast.rs`). Whether two claims agree it says itself: shared words, which
//! is what the rules see, tell two sides of a dispute from agreement no better than chance.
//!
//! Among the numbers may be what [`crate::encoder`] says of the two sentences. That takes some forty milliseconds, so that of pairs out of articles only those
//! are read that a model without these numbers thinks worth it.
//!
//! `rashomon train-reader` makes the weights anew. Stacked generalization as in Wolpert 1992; see [`crate::trained`].

pub mod company;
mod contrast;

use std::sync::LazyLock;

use crate::claims::attribution::Stance;
use crate::claims::frame::QuantityFrame;
use crate::judgement::agreement::{TOLL, calls_untrue};
use crate::judgement::confidence::{Judge, share_right};
use crate::judgement::number::{OVERTAKEN, compatible};
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::{Evidence, Kind, Relation, Verdict};
use crate::judgement::{Finding, JudgeOptions, LeastReading, RuleVerdict, proposals};
use crate::trained::features::{encoded, measure_proposed};
use crate::trained::{Probabilities, Trained, stored};
use contrast::{Contrast, contrast};

/// The rule of a conflict that no rule proposes: two parts that take each other's place.
pub const CONTRAST: &str = "reading/contrast";

/// The two models that answer for one sort of pairs, as they are shipped.
struct Models {
    /// Without the encoder, and many times faster.
    alone: Trained,
    /// With what the encoder says among the numbers.
    encoded: Trained,
}

impl Models {
    fn shipped(alone: &str, encoded: &str) -> Self {
        let read = |text| stored::read(text).expect("the shipped models are tested to be readable");
        Models {
            alone: read(alone),
            encoded: read(encoded),
        }
    }
}

/// The reader of bare sentences.
static BARE: LazyLock<Models> =
    LazyLock::new(|| Models::shipped(include_str!("bare.tsv"), include_str!("bare_encoded.tsv")));

/// The reader of sentences out of articles.
static CONTEXT: LazyLock<Models> = LazyLock::new(|| {
    Models::shipped(
        include_str!("context.tsv"),
        include_str!("context_encoded.tsv"),
    )
});

/// Pairs out of articles that the model without the encoder thinks less likely to conflict are not read by the encoder. On eleven events kept out of
/// training a bound of .05 brings 156 right conflicts for 145 at a confidence of .6, with as many wrong ones, but reads about twice as many pairs of real news.
const LEAST_CONFLICT_TO_READ: f32 = 0.1;

/// The same for agreements: .1 brings a tenth more of right ones, and takes three times as long on real news.
const LEAST_AGREEMENT_TO_READ: f32 = 0.3;

/// Conflicts out of articles that a rule shows and to which the model without the encoder gives less than this are dropped unread.
const LEAST_CHANCE: f32 = 0.02;

/// Above this probability that two sentences tell of two matters no figure of theirs has grown, but for the toll of one dated disaster. It keeps 17 of 18
/// right revisions of the real pairs and all 53 of the corpora and of eleven events kept out of training; of 49 rows of real news, 3 of them right, it
/// keeps 29, all three right ones among them.
const LEAST_OF_TWO_MATTERS: f32 = 0.8;

/// Below this probability the reader drops a conflict that a rule shows between bare sentences. On 240 pairs kept back bounds of .1 to .5 did equally well; on captions
/// (Breaking-NLI) .5 costs a tenth of the conflicts. The confidence of what is kept is the reader's, so it may be low.
const VETO: f32 = 0.1;

/// Claims out of articles that are less near than this are not asked about: five of six pairs of an event, with one in seven of the conflicts
/// that the reader would be sure of. At .18, with a looser gate for incidents, six more right ones on six events came with seven others, and
/// with several false ones on real news.
const LEAST_NEARNESS: f32 = 0.25;

/// Claims so near are asked about whatever they say.
const VERY_NEAR: f32 = 0.4;

/// Reports that lie further apart than this tell of two stages of an event.
const NEAR_DAYS: i32 = 4;

/// What is read of a pair.
#[derive(Debug, Clone, PartialEq)]
pub enum Read {
    /// A verdict, whatever other pairs say.
    Settled(Verdict),
    /// A conflict out of articles that a rule shows, to be weighed.
    Weighed(Weighed),
}

/// A conflict out of articles that a rule shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// It; its confidence is the chance that the reader gives it.
    conflict: Verdict,
    /// What is said if that is too little.
    otherwise: Verdict,
}

impl Read {
    /// The verdict, if nothing is known of other pairs.
    pub fn alone(self, options: &JudgeOptions) -> Verdict {
        match self {
            Read::Settled(verdict) => verdict,
            Read::Weighed(weighed) => {
                let chance = weighed.chance();
                match weighed.conflict(chance, options) {
                    Some(conflict) => conflict,
                    None => weighed.otherwise,
                }
            }
        }
    }

    fn map(self, change: impl Fn(Verdict) -> Verdict) -> Self {
        match self {
            Read::Settled(verdict) => Read::Settled(change(verdict)),
            Read::Weighed(Weighed {
                conflict,
                otherwise,
            }) => Read::Weighed(Weighed {
                conflict: change(conflict),
                otherwise: change(otherwise),
            }),
        }
    }
}

impl Weighed {
    /// How likely the reader thinks the conflict, in [0, 1].
    pub fn chance(&self) -> f32 {
        self.conflict.confidence
    }

    /// The kind of the conflict.
    pub fn kind(&self) -> Option<Kind> {
        self.conflict.kind
    }

    /// The conflict at this chance; none if it is too little.
    pub fn conflict(&self, chance: f32, options: &JudgeOptions) -> Option<Verdict> {
        let least = options.reader.map_or(0.0, |least| least.shown);
        (chance >= least).then(|| Verdict {
            confidence: match options.calibrated {
                true => share_right(Judge::Both, chance),
                false => chance,
            },
            ..self.conflict.clone()
        })
    }

    /// What is said instead.
    pub fn otherwise(&self) -> &Verdict {
        &self.otherwise
    }
}

/// The verdict on a pair, given what the rules say and propose of it: theirs, or another where the reader is asked and thinks otherwise. Which
/// side comes first makes no difference.
pub fn read(pair: &Pair, said: RuleVerdict, options: &JudgeOptions) -> Read {
    let RuleVerdict { verdict, proposals } = said;
    let by = match options.reader {
        None => Judge::Rules,
        Some(_) => Judge::Reader,
    };
    let reread = |pair: &Pair, verdict, least: LeastReading| {
        if pair.is_bare() {
            Read::Settled(read_bare(pair, verdict, &proposals, least.bare))
        } else {
            read_in_context(pair, verdict, &proposals, least, options)
        }
    };
    let read = match options.reader {
        Some(least) if pair.is_in_order() => reread(pair, verdict, least),
        Some(least) => reread(&pair.turned(), turned(verdict), least).map(turned),
        None => Read::Settled(verdict),
    };
    match read {
        Read::Settled(verdict)
            if options.calibrated
                && !pair.is_bare()
                && verdict.relation == Relation::Contradict =>
        {
            Read::Settled(Verdict {
                confidence: share_right(by, verdict.confidence),
                ..verdict
            })
        }
        read => read,
    }
}

fn turned(verdict: Verdict) -> Verdict {
    let evidence = verdict.evidence.into_iter().map(Evidence::turned);
    Verdict {
        evidence: evidence.collect(),
        ..verdict
    }
}

/// Bare sentences: the mean of both models. Each is better somewhere: the encoder where two sentences say it in other words (240 pairs kept back, with a smaller
/// network: .78 right without it, .80 with it, .82 both; .85 both with this one), the rules where one word makes the difference (Breaking-NLI: .94, .86, .94).
fn read_bare(pair: &Pair, said: Verdict, proposals: &[Finding], least_conflict: f32) -> Verdict {
    let measured = measure_proposed(pair, &said, proposals);
    let alone = BARE.alone.probabilities(&measured);
    let encoded = BARE
        .encoded
        .probabilities(&measured.with_reading(encoded(pair)));
    let mean = std::array::from_fn(|class| (alone[class] + encoded[class]) / 2.0);
    decide(pair, said, mean, least_conflict)
}

fn read_in_context(
    pair: &Pair,
    said: Verdict,
    proposals: &[Finding],
    least: LeastReading,
    options: &JudgeOptions,
) -> Read {
    if said.relation == Relation::Contradict {
        return Read::Weighed(weighed(pair, said, proposals, options));
    }
    if said.relation == Relation::Revision && said.evidence.iter().any(|e| e.rule == OVERTAKEN) {
        return Read::Settled(still_growing(pair, said, proposals));
    }
    Read::Settled(read_unshown(pair, said, proposals, least, options))
}

/// Claims out of articles between which no rule shows a conflict.
fn read_unshown(
    pair: &Pair,
    said: Verdict,
    proposals: &[Finding],
    least: LeastReading,
    options: &JudgeOptions,
) -> Verdict {
    let may_conflict = may_add(pair, &said);
    let may_agree = agrees_in_words(&said) || may_add_agreement(pair, &said);
    if !may_conflict && !may_agree {
        return said;
    }
    let measured = measure_proposed(pair, &said, proposals);
    let may_be = |relation, least| {
        CONTEXT
            .alone
            .if_reached(&measured, relation, least)
            .is_some()
    };
    let is_worth_it = may_conflict && may_be(Relation::Contradict, LEAST_CONFLICT_TO_READ)
        || may_agree && may_be(Relation::Agree, LEAST_AGREEMENT_TO_READ);
    if !is_worth_it {
        return match agrees_in_words(&said) {
            true => Verdict::neither(),
            false => said,
        };
    }
    let measured = measured.with_reading(encoded(pair));
    let [agree, contradict, _] = CONTEXT.encoded.probabilities(&measured);
    match said.relation {
        _ if may_conflict && contradict >= least.in_articles => conflict(pair, contradict),
        Relation::Agree if may_agree && agree < options.least_agreement => Verdict::neither(),
        Relation::Agree if may_agree => Verdict {
            confidence: agree,
            ..said
        },
        _ if may_agree && agree >= options.least_agreement => agreement(pair, agree),
        _ => said,
    }
}

/// A conflict out of articles that a rule shows, as likely as the reader thinks it: on real news most are none, for two sentences that fit a
/// rule may tell of two matters. What the reader without the encoder gives no chance is not read.
fn weighed(pair: &Pair, said: Verdict, proposals: &[Finding], options: &JudgeOptions) -> Weighed {
    let measured = measure_proposed(pair, &said, proposals);
    let weighed = |chance, otherwise| Weighed {
        conflict: Verdict {
            confidence: chance,
            ..said
        },
        otherwise,
    };
    let [_, alone, _] = CONTEXT.alone.probabilities(&measured);
    if alone < LEAST_CHANCE {
        return weighed(alone, Verdict::neither());
    }
    let measured = measured.with_reading(encoded(pair));
    let [agree, contradict, _] = CONTEXT.encoded.probabilities(&measured);
    let otherwise = match agree >= options.least_agreement {
        true => agreement(pair, agree),
        false => Verdict::neither(),
    };
    weighed(contradict, otherwise)
}

/// A count that a later and higher one overtakes, unless the two sentences tell of two matters: so do most on real news. The toll of one dated
/// disaster stays, and so does what the reports around the pair show of a count that goes on.
fn still_growing(pair: &Pair, said: Verdict, proposals: &[Finding]) -> Verdict {
    if pair.tells_one_disaster() {
        return said;
    }
    let measured = measure_proposed(pair, &said, proposals).with_reading(encoded(pair));
    let [.., neither] = CONTEXT.encoded.probabilities(&measured);
    match neither > LEAST_OF_TWO_MATTERS {
        true => Verdict::neither(),
        false => said,
    }
}

/// Whether two claims agree in their words or in one figure; that a count goes on is seen in the reports around them, not in the pair.
fn agrees_in_words(said: &Verdict) -> bool {
    said.relation == Relation::Agree && said.evidence.iter().all(|e| e.rule != TOLL)
}

/// Whether the reader is asked if two claims out of articles agree that the rules say nothing of.
fn may_add_agreement(pair: &Pair, said: &Verdict) -> bool {
    said.relation == Relation::Neither
        && said.evidence.is_empty()
        && pair.similarity.nearness >= LEAST_NEARNESS
        && pair.days_apart().is_none_or(|days| days.abs() <= NEAR_DAYS)
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
    use crate::article::{Article, Corpus};
    use crate::sentence_pairs::{Judged, Sentence, judge_pairs, measure_pairs};
    use crate::trained::features::{READING, names};

    fn sentence(text: &str) -> Sentence {
        Sentence {
            text: text.into(),
            ..Sentence::default()
        }
    }

    fn judged_with(a: &str, b: &str, reader: Option<LeastReading>) -> Judged {
        let options = JudgeOptions {
            reader,
            ..JudgeOptions::default()
        };
        let pairs = [(sentence(a), sentence(b))];
        judge_pairs(&pairs, &Corpus::default(), options).remove(0)
    }

    fn judged(a: &str, b: &str) -> Judged {
        judged_with(a, b, JudgeOptions::default().reader)
    }

    #[test]
    fn the_shipped_readers_were_trained_on_the_numbers_that_are_measured_today() {
        let pairs = [(sentence("Shells hit the town."), sentence("It rained."))];
        let mut today = measure_pairs(&pairs, &Corpus::default(), names).remove(0);
        let alone = today.clone();
        today.extend(READING.map(str::to_string));
        for (file, model, measured) in [
            ("bare.tsv", include_str!("bare.tsv"), &alone),
            ("bare_encoded.tsv", include_str!("bare_encoded.tsv"), &today),
            ("context.tsv", include_str!("context.tsv"), &alone),
            (
                "context_encoded.tsv",
                include_str!("context_encoded.tsv"),
                &today,
            ),
        ] {
            let known: Vec<&str> = stored::names(model).collect();
            assert_eq!(
                &known, measured,
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
        assert_ne!(
            judged_with(a, b, None).verdict.relation,
            Relation::Contradict
        );
        let read = judged(a, b).verdict;
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
            let read = judged(a, b).verdict;
            assert_eq!(read.relation, Relation::Contradict, "{a} {b} {read:?}");
            assert_ne!(read.evidence[0].rule, CONTRAST);
        }
    }

    /// Two short reports, as one article each, and a sentence of each of them.
    fn judged_in_articles(a: (&str, &str), b: (&str, &str), options: JudgeOptions) -> Verdict {
        let article = |outlet: &str, text: &str| Article {
            id: outlet.into(),
            outlet: Some(outlet.into()),
            title: None,
            published: None,
            url: None,
            author: None,
            file: format!("{outlet}.txt"),
            language: None,
            text: text.into(),
        };
        let corpus = Corpus::new(vec![article("post", a.0), article("herald", b.0)]);
        let sentence = |outlet: &str, text: &str| Sentence {
            text: text.into(),
            date: None,
            article: Some(outlet.into()),
        };
        let pair = [(sentence("post", a.1), sentence("herald", b.1))];
        judge_pairs(&pair, &corpus, options).remove(0).verdict
    }

    const POST: &str = "The city closed the public swimming pool in Hale on Monday after two children fell ill. The water of the pool held too \
        much chlorine, the health office said. The lifeguard Tom Veld was on duty all morning and saw both children fall ill, his brother said.";
    const HERALD: &str = "Two children fell ill at the public swimming pool in Hale on Monday. The health office said that the water of the \
        pool held too much chlorine. The lifeguard Tom Veld slept in his chair while both children fell ill, a cashier of the pool said.";
    const ON_DUTY: &str = "The lifeguard Tom Veld was on duty all morning and saw both children fall ill, his brother said.";
    const ASLEEP: &str = "The lifeguard Tom Veld slept in his chair while both children fell ill, a cashier of the pool said.";
    const OURS: &str = "The water of the pool held too much chlorine, the health office said.";
    const THEIRS: &str =
        "The health office said that the water of the pool held too much chlorine.";

    #[test]
    fn out_of_articles_shared_words_alone_are_no_agreement() {
        let with = JudgeOptions::default();
        let without = JudgeOptions {
            reader: None,
            ..with
        };
        let two_sides = |options| judged_in_articles((POST, ON_DUTY), (HERALD, ASLEEP), options);
        assert_eq!(two_sides(without).relation, Relation::Agree);
        assert_ne!(two_sides(with).relation, Relation::Agree);
        let one_thing = |options| judged_in_articles((POST, OURS), (HERALD, THEIRS), options);
        assert_eq!(one_thing(without).relation, Relation::Agree);
        let read = one_thing(with);
        assert_eq!(read.relation, Relation::Agree);
        assert!(read.confidence >= with.least_agreement && read.confidence < 1.0);
    }

    #[test]
    fn a_conflict_out_of_articles_has_the_share_of_right_ones_for_its_confidence() {
        let calibrated = JudgeOptions {
            reader: None,
            ..JudgeOptions::default()
        };
        let bare = JudgeOptions {
            calibrated: false,
            ..calibrated
        };
        let (dead, more) = (
            "Nine people died in the fire at the mill in Hale on Monday, police said.",
            "Fourteen people died in the fire at the mill in Hale on Monday, the mayor said.",
        );
        let said = |options| judged_in_articles((dead, dead), (more, more), options);
        let (held, share) = (said(bare), said(calibrated));
        assert_eq!(held.relation, Relation::Contradict);
        assert_eq!(share.relation, Relation::Contradict);
        assert_eq!(share.confidence, share_right(Judge::Rules, held.confidence));
        assert_ne!(share.confidence, held.confidence);
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
            let (one, other) = (judged(a, b), judged(b, a));
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
            let least = |bare| LeastReading {
                bare,
                in_articles: bare,
                shown: bare,
            };
            let says = |bound| {
                let read = judged_with(a, b, Some(least(bound)));
                read.verdict.relation == Relation::Contradict
            };
            let said: Vec<bool> = [0.0, 0.3, 0.6, 0.9, 1.1].map(says).to_vec();
            assert!(said.is_sorted_by(|x, y| x >= y), "{a} {b} {said:?}");
            assert!(said[0] && !said[4], "{a} {b} {said:?}");
        }
    }
}
