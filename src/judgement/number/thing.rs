//! Do two figures measure one thing? What names it: the counted noun and what narrows it down, the act and who else takes part in it,
//! who gives the figure, and in how near an incident.
//!
//! In: a candidate. Out: measurements for the scorer, behind those of [`super::features`].

use super::rivals::source_of;
use super::values::middle;
use crate::claims::frame::{Modality, QuantityFrame, Tense};
use crate::claims::quantity::{Exactness, Unit};
use crate::claims::when::Days;
use crate::judgement::act::highest;
use crate::judgement::correspond::{is_generic_person, kinship};
use crate::judgement::fit::Fit;
use crate::judgement::pair::{Pair, Side};
use crate::judgement::slot::filled_at;
use crate::lexicon::measures::{is_attribute, is_change, is_money};
use crate::parse::Upos;

/// What every candidate of a pair shares.
pub(super) struct Setting {
    one_event: bool,
    one_incident: bool,
}

impl Setting {
    pub(super) fn new(pair: &Pair) -> Self {
        Setting {
            one_event: pair.tells_one_event(),
            one_incident: pair.tells_one_incident(),
        }
    }
}

/// The measurements, in the order of the last of [`super::FEATURES`].
pub(super) fn measurements(
    pair: &Pair,
    setting: &Setting,
    qa: &QuantityFrame,
    qb: &QuantityFrame,
    noun: f32,
    act: f32,
) -> Vec<f32> {
    let (a, b) = (&pair.a, &pair.b);
    let flag = |on: bool| f32::from(u8::from(on));
    let (x, y) = (named(a, qa), named(b, qb));
    let measures = |side: &Side, w: usize| is_measure(side.syntax.lemma(w));
    let both_measures = x
        .zip(y)
        .is_some_and(|(x, y)| measures(a, x) && measures(b, y));
    let measure_same = both_measures && noun >= 0.85;
    let (ours, theirs) = (subject(pair, a, qa), subject(pair, b, qb));
    let (covered_a, covered_b) = (
        covered((a, &ours), (b, &theirs)),
        covered((b, &theirs), (a, &ours)),
    );
    let (subject_less, subject_more) = (covered_a.min(covered_b), covered_a.max(covered_b));
    let (low, high) = (
        middle(qa).min(middle(qb)).max(0.5),
        middle(qa).max(middle(qb)).max(0.5),
    );
    let ratio = high / low;
    let close = ratio < 1.35;
    let act_kin = act >= 0.85;
    let (party_same, party_other) = parties(pair, qa, qb);
    let (source_a, source_b) = (source_of(a, qa), source_of(b, qb));
    let sources = source_a.as_deref().zip(source_b.as_deref());
    let one_source = sources.is_some_and(|(p, q)| share_a_word(p, q));
    let two_sources = sources.is_some() && !one_source;
    let class_same = qa.class.is_some() && qa.class == qb.class;
    let lone = |side: &Side, q: &QuantityFrame| {
        let alike = side.detail.quantities.iter();
        alike.filter(|o| o.quantity.unit == q.quantity.unit).count() == 1
    };
    let lone_of_class = |side: &Side, q: &QuantityFrame| {
        let alike = side.detail.quantities.iter();
        alike.filter(|o| o.class == q.class && !o.rejected).count() == 1
    };
    let (elided_a, elided_b) = (x.is_none(), y.is_none());
    let told = match (elided_a, elided_b) {
        (true, false) => told_before(a, b, &theirs),
        (false, true) => told_before(b, a, &ours),
        _ => 0.0,
    };
    let area = qa
        .area
        .zip(qb.area)
        .map(|(x, y)| kinship(&a.syntax, x, &b.syntax, y) >= 0.85);
    let days = qa.predicate.zip(qb.predicate).and_then(|(p, q)| {
        let (p, q) = (a.detail.predicates[p].word, b.detail.predicates[q].word);
        pair.own_days_relation(p, q)
    });
    let apart = pair.days_apart().map_or(0, i32::abs);
    let near = apart <= 1 && days != Some(false);
    let passed = |bound: &QuantityFrame, other: &QuantityFrame| {
        bound.quantity.exactness == Exactness::Bound
            && bound.quantity.value.low == 0.0
            && other.quantity.value.low > bound.quantity.value.high
    };
    let set_aside = |side: &Side, value: &QuantityFrame| {
        side.detail.quantities.iter().any(|q| {
            q.rejected && q.quantity.value.meets(value.quantity.value) && q.quantity.value.low > 0.0
        })
    };
    let partitive = |side: &Side, q: &QuantityFrame| is_partitive(side, q);
    let unit = qa.quantity.unit;
    let numbers = a.detail.quantities.len().max(b.detail.quantities.len());
    let nearness = pair.similarity.nearness;
    vec![
        nearness,
        flag(measure_same),
        flag(both_measures && noun < 0.7),
        subject_less,
        subject_more,
        subject_less * flag(close),
        flag(act_kin),
        flag(party_same),
        flag(party_other),
        flag(act_kin && party_same && !party_other),
        flag(two_sources),
        flag(one_source),
        flag(source_a.is_none() && source_b.is_none()),
        flag(setting.one_event),
        flag(setting.one_incident),
        flag(lone(a, qa) && lone(b, qb)),
        flag(class_same && lone_of_class(a, qa) && lone_of_class(b, qb)),
        flag(elided_a != elided_b),
        flag(elided_a && elided_b),
        told,
        flag(ratio > 4.0),
        flag(ratio < 1.12),
        flag(unit == Unit::Measure("duration")),
        flag(low <= 0.5),
        flag(area == Some(true)),
        flag(area == Some(false)),
        flag(days == Some(true)),
        flag(days == Some(false)),
        flag(is_elsewhere(b, qa) && is_elsewhere(a, qb)),
        flag(passed(qa, qb) || passed(qb, qa)),
        flag(set_aside(a, qb) || set_aside(b, qa)),
        flag(class_same && setting.one_incident && near),
        flag(noun >= 0.85 && setting.one_incident && near),
        flag(measure_same && setting.one_incident && near),
        flag(act_kin && party_same && setting.one_incident && near),
        subject_less * flag(setting.one_event),
        subject_less * flag(two_sources),
        flag(class_same && two_sources),
        flag(numbers <= 2),
        flag(partitive(a, qa) || partitive(b, qb)),
        flag(low >= 1000.0),
        nearness * noun.max(flag(class_same)),
        flag(
            class_same
                && qa
                    .class
                    .is_some_and(|c| matches!(c, "killed" | "hurt" | "missing")),
        ),
        flag(class_same && qa.class == Some("attended")),
        flag(force(a, qa) != force(b, qb)),
        flag(is_forecast(a) != is_forecast(b)),
        flag(periods(pair) == Some(false)),
        flag(periods(pair) == Some(true)),
        flag(has_moved(a, qa) || has_moved(b, qb)),
        flag(counts_the_doer(a) != counts_the_doer(b)),
        flag(compares(a) || compares(b)),
        (numbers.min(10) as f32 - 2.0).max(0.0) / 8.0,
        apart.min(6) as f32 / 6.0,
        lone_names(pair).min(3) as f32 / 3.0,
        flag(
            noun >= 0.85
                && x.zip(y)
                    .is_some_and(|(x, y)| tells_its_sort(a, x) && tells_its_sort(b, y)),
        ),
        flag(noun >= 0.85 && !narrowed_apart(a, qa, b, qb)),
        flag(narrowed_apart(a, qa, b, qb) && narrowed_apart(b, qb, a, qa)),
        flag(tense(a, qa) != tense(b, qb)),
    ]
}

fn is_measure(lemma: &str) -> bool {
    is_attribute(lemma) || is_money(lemma) || is_change(lemma)
}

/// "put the number at 157", "gave the figure as 85": nouns that stand for whatever is counted.
pub(super) fn stands_for_a_count(lemma: &str) -> bool {
    matches!(
        lemma,
        "number" | "figure" | "count" | "total" | "tally" | "it" | "list" | "estimate"
    )
}

/// The noun that says what is counted; none where it is left out.
fn named(side: &Side, q: &QuantityFrame) -> Option<usize> {
    q.counted
        .filter(|&c| !stands_for_a_count(side.syntax.lemma(c)))
}

/// "1,900 of the 5,200 employees", "fewer than 2,000 of the port's employees": so many of a body of people or things.
pub(super) fn is_partitive(side: &Side, q: &QuantityFrame) -> bool {
    let end = q.quantity.tokens.end;
    q.part && end < side.syntax.len() && side.syntax.lower(end) == "of"
}

/// The words that say what the figure is the value of, by weight: the counted noun, what narrows it down, the act and who takes part in it.
fn subject(pair: &Pair, side: &Side, q: &QuantityFrame) -> Vec<(usize, f32)> {
    let syntax = &side.syntax;
    let mut words: Vec<usize> = Vec::new();
    let mut add = |w: usize| {
        let content = matches!(
            syntax.upos(w),
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb
        );
        if content && !q.quantity.tokens.contains(&w) && !words.contains(&w) {
            words.push(w);
        }
    };
    if let Some(c) = named(side, q) {
        add(c);
    }
    q.modifiers.iter().for_each(|&m| add(m));
    if let Some(predicate) = q.predicate.map(|p| &side.detail.predicates[p]) {
        if !gives_a_figure(predicate.verb()) {
            add(predicate.word);
        }
        let parties = predicate.agents.iter().chain(&predicate.patients);
        parties.for_each(|&w| add(w));
    }
    let weighed = words.into_iter().filter_map(|w| {
        let id = pair.vocabulary.id(syntax.key(w))?;
        Some((w, pair.vocabulary.entry(id).weight.max(0.3)))
    });
    weighed.collect()
}

/// Verbs that only bring a figure: "put the loss at", "the toll stood at".
fn gives_a_figure(verb: &str) -> bool {
    matches!(
        verb,
        "put"
            | "give"
            | "say"
            | "be"
            | "have"
            | "stand"
            | "amount"
            | "come"
            | "total"
            | "reach"
            | "estimate"
            | "report"
            | "count"
            | "number"
            | "exceed"
            | "speak"
            | "rise"
            | "set"
    )
}

/// The share of the weight of a subject's words that the other side's have, with their kin; words of the other's whole sentence count half.
fn covered(of: (&Side, &[(usize, f32)]), by: (&Side, &[(usize, f32)])) -> f32 {
    let total: f32 = of.1.iter().map(|(_, w)| w).sum();
    if total == 0.0 {
        return 0.0;
    }
    let best = |x: usize| {
        let kin = |y: usize| word_kinship(of.0, x, by.0, y);
        let subject = highest(by.1.iter().map(|&(y, _)| kin(y)));
        if subject >= 0.85 {
            return subject;
        }
        let anywhere = (0..by.0.syntax.len()).filter(|&y| {
            matches!(
                by.0.syntax.upos(y),
                Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb
            )
        });
        subject.max(0.5 * highest(anywhere.map(kin)))
    };
    of.1.iter().map(|&(x, w)| w * best(x)).sum::<f32>() / total
}

fn word_kinship(a: &Side, x: usize, b: &Side, y: usize) -> f32 {
    let (p, q) = (a.syntax.lemma(x), b.syntax.lemma(y));
    if is_generic_person(p) && is_generic_person(q) {
        return 0.9;
    }
    kinship(&a.syntax, x, &b.syntax, y)
}

/// Whether somebody or something else takes part in both acts, and whether another stands in one's place.
fn parties(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> (bool, bool) {
    let Some((p, q)) = qa.predicate.zip(qb.predicate) else {
        return (false, false);
    };
    let slots = filled_at(pair, p, q);
    let mut others = slots.iter().filter(|s| {
        Some(s.a) != qa.counted
            && Some(s.b) != qb.counted
            && !qa.quantity.tokens.contains(&s.a)
            && !qb.quantity.tokens.contains(&s.b)
    });
    let other = others.clone().any(|s| s.fit == Fit::Other);
    (others.any(|s| s.fit == Fit::Same), other)
}

fn share_a_word(p: &str, q: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.len() > 3)
            .map(str::to_lowercase)
            .collect()
    };
    let theirs = words(q);
    words(p).iter().any(|w| theirs.contains(w))
}

/// How much of what the other side's figure counts stands right before the sentence whose figure has no noun: "All 154 on board are dead. An
/// employee put the number at 157."
fn told_before(side: &Side, other: &Side, subject: &[(usize, f32)]) -> f32 {
    /// About two sentences, in bytes.
    const REACH: usize = 280;
    let start = side.detail.sentence.start as usize;
    let mut from = start.saturating_sub(REACH);
    while !side.text.is_char_boundary(from) {
        from += 1;
    }
    let before = side.text[from..start].to_lowercase();
    let total: f32 = subject.iter().map(|(_, w)| w).sum();
    if before.is_empty() || total == 0.0 {
        return 0.0;
    }
    let stem = |w: usize| {
        let lemma = other.syntax.lemma(w).to_lowercase();
        let end = lemma
            .char_indices()
            .nth(6)
            .map_or(lemma.len(), |(at, _)| at);
        lemma[..end].to_string()
    };
    let has = subject.iter().filter(|(w, _)| before.contains(&stem(*w)));
    has.map(|(_, weight)| weight).sum::<f32>() / total
}

/// Whether the other article has the figure, as it is written here.
fn is_elsewhere(side: &Side, q: &QuantityFrame) -> bool {
    super::features::value_elsewhere(side, q)
}

/// How the act that the figure belongs to is put forward; a fact where there is none.
fn force(side: &Side, q: &QuantityFrame) -> Modality {
    q.predicate
        .map_or(Modality::Asserted, |p| side.detail.predicates[p].modality)
}

fn tense(side: &Side, q: &QuantityFrame) -> Option<Tense> {
    q.predicate.and_then(|p| side.detail.predicates[p].tense)
}

/// "analysts had predicted 145,000", "beat expectations": what was thought to come is not what came.
fn is_forecast(side: &Side) -> bool {
    (0..side.syntax.len()).any(|w| {
        matches!(
            side.syntax.lemma(w),
            "predict"
                | "prediction"
                | "forecast"
                | "expect"
                | "expectation"
                | "project"
                | "projection"
                | "anticipate"
                | "poll"
        )
    })
}

/// Whether the times that both sentences name, whatever they belong to, have a day in common; none if one names no time.
fn periods(pair: &Pair) -> Option<bool> {
    let days = |side: &Side| -> Vec<Days> {
        let times = side.detail.times.iter();
        times.filter_map(|t| t.days).collect()
    };
    let (x, y) = (days(&pair.a), days(&pair.b));
    (!x.is_empty() && !y.is_empty()).then(|| x.iter().any(|p| y.iter().any(|q| p.meet(*q))))
}

/// "has risen to 112", "an updated toll": the figure has moved, and may move on.
fn has_moved(side: &Side, q: &QuantityFrame) -> bool {
    side.syntax.ancestors(q.quantity.tokens.start).any(|w| {
        matches!(
            side.syntax.lemma(w),
            "rise" | "climb" | "jump" | "grow" | "increase" | "fall" | "drop" | "update" | "mount"
        )
    })
}

/// "four people, including the gunman": others leave the doer out.
fn counts_the_doer(side: &Side) -> bool {
    (1..side.syntax.len()).any(|w| {
        matches!(side.syntax.lower(w - 1), "including" | "plus" | "besides")
            && (w..side.syntax.len().min(w + 4)).any(|d| {
                matches!(
                    side.syntax.lemma(d),
                    "gunman"
                        | "shooter"
                        | "attacker"
                        | "bomber"
                        | "suspect"
                        | "assailant"
                        | "perpetrator"
                        | "pilot"
                        | "himself"
                        | "hijacker"
                )
            })
    })
}

/// "for comparison", "compared with the year before": the sentence looks at another time or place.
fn compares(side: &Side) -> bool {
    (0..side.syntax.len()).any(|w| {
        matches!(
            side.syntax.lower(w),
            "compared" | "comparison" | "versus" | "previous" | "previously" | "earlier" | "record"
        )
    })
}

/// The names of each sentence that the other's whole article does not have, of the side that has fewer.
fn lone_names(pair: &Pair) -> usize {
    let lone = |of: &Side, by: &Side| {
        let text = by.lower_article();
        let names = of.detail.names.iter();
        names
            .filter(|name| {
                !name
                    .iter()
                    .any(|&w| of.syntax.form(w).len() > 2 && text.contains(of.syntax.lower(w)))
            })
            .count()
    };
    lone(&pair.a, &pair.b).min(lone(&pair.b, &pair.a))
}

/// Whether a counted noun says which sort of people or things: "bombers", not "people".
fn tells_its_sort(side: &Side, word: usize) -> bool {
    !is_generic_person(&side.syntax.lemma(word).to_lowercase())
}

/// Whether something narrows the figure of one side down that the other sentence has nothing of.
fn narrowed_apart(of: &Side, q: &QuantityFrame, by: &Side, other: &QuantityFrame) -> bool {
    super::features::lone_modifiers(of, q, by, other).0 > 0
}
