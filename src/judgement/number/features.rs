//! What is measured of two quantities that exclude each other, so that a scorer can say how often such pairs were genuine.

use rustc_hash::FxHashSet;

use super::thing::{Setting, measurements};
use super::values::{compatible, middle};
use crate::claims::frame::{Modality, Predicate, QuantityFrame, Role};
use crate::claims::quantity::{Exactness, Unit, significant_digits};
use crate::judgement::act::highest;
use crate::judgement::correspond::{is_generic_person, kinship, lemma_kinship};
use crate::judgement::fit::{Fit, fit};
use crate::judgement::pair::{Pair, Side};
use crate::parse::Upos;

/// The names of the measurements of a candidate.
pub const FEATURES: &[&str] = &[
    "noun_kin",
    "noun_generic",
    "noun_one_missing",
    "noun_both_missing",
    "noun_specific",
    "class_same",
    "class_differs",
    "class_one",
    "happening_kin",
    "happening_missing",
    "role_same",
    "lone_modifiers_less",
    "lone_modifiers_more",
    "shared_modifiers",
    "context_less",
    "context_more",
    "part_differs",
    "part_both",
    "additional",
    "rate_differs",
    "cumulative_differs",
    "earlier",
    "days_meet",
    "days_clash",
    "published_same_day",
    "published_day_apart",
    "published_far",
    "published_unknown",
    "log_ratio",
    "close_values",
    "exact_both",
    "bound_one",
    "vague_one",
    "bounds_both",
    "sentence_exact_less",
    "sentence_exact_more",
    "sentence_soft",
    "article",
    "shared_names",
    "lone_places",
    "shared_numbers",
    "small_value",
    "one",
    "value_elsewhere",
    "unit_money",
    "unit_percent",
    "unit_measure",
    "unit_age",
    "polarity_differs",
    "plan_differs",
    "many_numbers",
    "rival_match",
    "names_known_less",
    "words_known_less",
    "lead_both",
    "slot",
    "slot_close",
    "context_close",
    "slot_same_day",
    "rare_shared",
    "direct_object_both",
    "same_digits_scale",
    "person",
    "one_toll",
    "story",
    "counted_other",
    "background_differs",
    "nearness",
    "measure_same",
    "measure_differs",
    "subject_less",
    "subject_more",
    "subject_close",
    "act_kin",
    "party_same",
    "party_other",
    "act_party",
    "two_sources",
    "one_source",
    "no_source",
    "one_event",
    "one_incident",
    "lone_figure",
    "lone_of_class",
    "elided_one",
    "elided_both",
    "elided_told",
    "ratio_far",
    "ratio_tight",
    "duration",
    "zero",
    "area_same",
    "area_other",
    "own_days_meet",
    "own_days_clash",
    "elsewhere_both",
    "bound_passed",
    "set_aside",
    "class_incident",
    "noun_incident",
    "measure_incident",
    "act_incident",
    "subject_event",
    "subject_sources",
    "class_sources",
    "few_numbers",
    "partitive",
    "scaled",
    "nearness_slot",
    "harm",
    "crowd",
    "force_differs",
    "forecast_differs",
    "periods_clash",
    "periods_meet",
    "moved",
    "doer_counted",
    "compares",
    "numbers",
    "days_apart",
    "lone_names",
    "sort_same",
    "noun_alike",
    "narrowed_both",
    "tense_differs",
    "lone_candidate",
];

/// How many of [`FEATURES`], from the first on, the trained reader knows; the others are for the scorer alone.
pub const OF_READER: usize = 67;

/// What every candidate of a pair shares.
pub(super) struct Context {
    shared_names: f32,
    lone_places: f32,
    /// The lesser share of one sentence's names that the other's article knows.
    names_known: f32,
    /// The same for the weight of all its words.
    words_known: f32,
    /// Whether both stand near the top of their articles.
    lead_both: bool,
    /// The weight of the rare words that both sentences have.
    rare_shared: f32,
    setting: Setting,
}

impl Context {
    pub(super) fn new(pair: &Pair) -> Self {
        let (x, y) = pair.unshared_places();
        let (names_a, words_a) = known_elsewhere(pair, &pair.a, &pair.b);
        let (names_b, words_b) = known_elsewhere(pair, &pair.b, &pair.a);
        Context {
            shared_names: pair.shared_names().min(4) as f32 / 4.0,
            lone_places: (x.min(2) + y.min(2)) as f32 / 4.0,
            names_known: names_a.min(names_b),
            words_known: words_a.min(words_b),
            lead_both: [&pair.a, &pair.b]
                .iter()
                .all(|s| (s.detail.sentence.start as usize) * 4 <= s.text.len()),
            rare_shared: rare_shared(pair),
            setting: Setting::new(pair),
        }
    }
}

/// The weight of the rare words that both sentences have, against ten of them.
fn rare_shared(pair: &Pair) -> f32 {
    /// A word in fewer than about one of 150 articles.
    const RARE: f32 = 5.0;
    let shared = pair
        .a
        .words
        .iter()
        .filter(|w| pair.b.words.binary_search(w).is_ok());
    let weight: f32 = shared
        .map(|w| pair.vocabulary.entry(*w))
        .filter(|e| e.weight >= RARE && !e.number)
        .map(|e| e.weight)
        .sum();
    (weight / 60.0).min(1.0)
}

/// The shares of one sentence's names, and of its words' weight, that the other's whole article has.
fn known_elsewhere(pair: &Pair, of: &Side, by: &Side) -> (f32, f32) {
    let text = by.lower_article();
    let names: Vec<usize> = of
        .detail
        .names
        .iter()
        .flatten()
        .copied()
        .filter(|&w| of.syntax.form(w).len() > 2)
        .collect();
    let known = |w: usize| text.contains(of.syntax.lower(w));
    let names_known = if names.is_empty() {
        1.0
    } else {
        names.iter().filter(|&&w| known(w)).count() as f32 / names.len() as f32
    };
    let entries: Vec<_> = of
        .words
        .iter()
        .map(|w| pair.vocabulary.entry(*w))
        .filter(|e| !e.number)
        .collect();
    let total: f32 = entries.iter().map(|e| e.weight).sum();
    let covered: f32 = entries
        .iter()
        .filter(|e| text.contains(&e.form))
        .map(|e| e.weight)
        .sum();
    (names_known, if total > 0.0 { covered / total } else { 0.0 })
}

fn missing_of(qa: &QuantityFrame, qb: &QuantityFrame) -> usize {
    usize::from(qa.counted.is_none()) + usize::from(qb.counted.is_none())
}

pub(super) fn features(
    pair: &Pair,
    context: &Context,
    qa: &QuantityFrame,
    qb: &QuantityFrame,
) -> Vec<f32> {
    let (a, b) = (&pair.a, &pair.b);
    let flag = |on: bool| f32::from(u8::from(on));
    let noun = match (qa.counted, qb.counted) {
        (Some(x), Some(y)) => noun_kinship(a, x, b, y),
        _ => 0.0,
    };
    let generic = missing_of(qa, qb) == 0
        && [(a, qa.counted), (b, qb.counted)]
            .iter()
            .all(|(s, c)| c.is_none_or(|c| is_generic_person(&s.syntax.lemma(c).to_lowercase())));
    let missing = missing_of(qa, qb);
    let specific = match (qa.counted.zip(qb.counted), noun >= 0.9) {
        (Some((x, y)), true) => weight_of(pair, a, x).max(weight_of(pair, b, y)) / 10.0,
        _ => 0.0,
    };
    let (class_same, class_differs, class_one) = match (qa.class, qb.class) {
        (Some(x), Some(y)) => (x == y, x != y, false),
        (None, None) => (false, false, false),
        _ => (false, false, true),
    };
    let (happening, happening_missing) = happening_kinship(a, qa, b, qb);
    let (lone_a, shared) = lone_modifiers(a, qa, b, qb);
    let (lone_b, _) = lone_modifiers(b, qb, a, qa);
    let (near_a, near_b) = (near_words(pair, a, qa), near_words(pair, b, qb));
    let (context_a, context_b) = (
        overlap((a, &near_a), (b, &near_b)),
        overlap((b, &near_b), (a, &near_a)),
    );
    let (pa, pb) = (
        qa.predicate.map(|p| &a.detail.predicates[p]),
        qb.predicate.map(|p| &b.detail.predicates[p]),
    );
    let days = match (pa, pb) {
        (Some(x), Some(y)) => Some(pair.days_relation(x.word, y.word)),
        _ => None,
    };
    let apart = pair.days_apart().map(i32::abs);
    let (low, high) = (
        middle(qa).min(middle(qb)).max(0.5),
        middle(qa).max(middle(qb)).max(0.5),
    );
    let exactness = |e: Exactness| qa.quantity.exactness == e || qb.quantity.exactness == e;
    let exact = |q: &QuantityFrame| q.quantity.exactness == Exactness::Exact;
    let digits = (
        significant_digits(qa.quantity.value.low),
        significant_digits(qb.quantity.value.low),
    );
    let negated = |p: Option<&Predicate>| p.is_some_and(|p| p.negation.is_some());
    let planned = |p: Option<&Predicate>| p.is_some_and(|p| p.modality >= Modality::Conditional);
    let known_elsewhere = value_elsewhere(b, qa) || value_elsewhere(a, qb);
    let has_partner = rival(pair, qa, qb);
    let similarity = &pair.similarity;
    let slot = noun.max(if class_same { 0.5 } else { 0.0 }) * happening.max(flag(class_same));
    let unit = qa.quantity.unit;
    let numbers = a.detail.quantities.len() + b.detail.quantities.len();
    let mut measured = vec![
        noun,
        flag(generic),
        flag(missing == 1),
        flag(missing == 2),
        specific,
        flag(class_same),
        flag(class_differs),
        flag(class_one),
        happening,
        flag(happening_missing),
        flag(qa.role == qb.role),
        lone_a.min(lone_b).min(3) as f32 / 3.0,
        lone_a.max(lone_b).min(4) as f32 / 4.0,
        shared.min(3) as f32 / 3.0,
        context_a.min(context_b),
        context_a.max(context_b),
        flag(qa.part != qb.part),
        flag(qa.part && qb.part),
        flag(qa.additional || qb.additional),
        flag(qa.rate != qb.rate),
        flag(qa.cumulative != qb.cumulative),
        flag(qa.earlier || qb.earlier),
        flag(days == Some(Some(true))),
        flag(days == Some(Some(false))),
        flag(apart == Some(0)),
        flag(apart == Some(1)),
        flag(apart.is_some_and(|d| d > 1)),
        flag(apart.is_none()),
        ((high / low).ln() as f32).min(5.0) / 5.0,
        flag(high / low < 1.35),
        flag(exact(qa) && exact(qb)),
        flag(exactness(Exactness::Bound)),
        flag(exactness(Exactness::Vague)),
        flag(
            qa.quantity.exactness == Exactness::Bound && qb.quantity.exactness == Exactness::Bound,
        ),
        similarity.exact_a.min(similarity.exact_b),
        similarity.exact_a.max(similarity.exact_b),
        similarity.sentence(),
        similarity.article.unwrap_or(0.4),
        context.shared_names,
        context.lone_places,
        shared_numbers(pair, qa, qb).min(2) as f32 / 2.0,
        flag(high <= 10.0),
        flag(low <= 1.0),
        flag(known_elsewhere),
        flag(matches!(unit, Unit::Money(_))),
        flag(unit == Unit::Percent),
        flag(matches!(unit, Unit::Measure(_))),
        flag(unit == Unit::Age),
        flag(negated(pa) != negated(pb)),
        flag(planned(pa) != planned(pb)),
        (numbers.min(8) as f32 - 2.0).max(0.0) / 6.0,
        flag(has_partner),
        context.names_known,
        context.words_known,
        flag(context.lead_both),
        slot,
        slot * flag(high / low < 1.35),
        context_a.min(context_b) * flag(high / low < 1.35),
        slot * flag(apart == Some(0)),
        context.rare_shared,
        flag(qa.role == Role::Patient && qb.role == Role::Patient),
        flag(digits.0 == digits.1),
        flag(counts_persons(a, qa) && counts_persons(b, qb)),
        flag(
            class_same
                && apart == Some(0)
                && unit == Unit::Count
                && qa.part == qb.part
                && qa.cumulative == qb.cumulative
                && !(qa.earlier || qb.earlier)
                && days != Some(Some(false))
                && (generic || missing == 1 || noun > 0.85)
                && !known_elsewhere
                && !has_partner,
        ),
        similarity.story.unwrap_or(0.4),
        flag(
            qa.counted
                .zip(qb.counted)
                .is_some_and(|(x, y)| fit(pair, x, y) == Fit::Other),
        ),
        flag(pair.mixes_background()),
    ];
    measured.extend(measurements(
        pair,
        &context.setting,
        qa,
        qb,
        noun,
        happening,
    ));
    measured
}

fn counts_persons(side: &Side, q: &QuantityFrame) -> bool {
    q.quantity.unit == Unit::Count
        && q.counted.is_none_or(|c| {
            crate::lexicon::relations::is_person(&side.syntax.lemma(c).to_lowercase())
        })
}

fn weight_of(pair: &Pair, side: &Side, word: usize) -> f32 {
    pair.vocabulary
        .id(side.syntax.key(word))
        .map_or(0.0, |id| pair.vocabulary.entry(id).weight)
}

/// Narrowing words of one side that the other sentence lacks, and those that both have.
pub(super) fn lone_modifiers(
    of: &Side,
    q: &QuantityFrame,
    by: &Side,
    other: &QuantityFrame,
) -> (usize, usize) {
    let mut lone = 0;
    let mut shared = 0;
    for &m in &q.modifiers {
        if other
            .modifiers
            .iter()
            .any(|&n| kinship(&of.syntax, m, &by.syntax, n) >= 0.7)
        {
            shared += 1;
        } else if !(0..by.syntax.len()).any(|w| kinship(&of.syntax, m, &by.syntax, w) >= 0.9) {
            lone += 1;
        }
    }
    (lone, shared)
}

/// The content words around a number: its clause, at the most eight tokens on each side.
fn near_words(pair: &Pair, side: &Side, q: &QuantityFrame) -> Vec<(usize, f32)> {
    const REACH: usize = 8;
    let from = q.quantity.tokens.start.saturating_sub(REACH);
    let to = (q.quantity.tokens.end + REACH).min(side.syntax.len());
    (from..to)
        .filter(|w| !q.quantity.tokens.contains(w))
        .filter(|&w| {
            matches!(
                side.syntax.upos(w),
                Upos::Noun | Upos::Verb | Upos::Propn | Upos::Adj
            )
        })
        .map(|w| (w, weight_of(pair, side, w)))
        .collect()
}

/// The share of the weight of the words `of` that the words `by` cover with their kin.
fn overlap(of: (&Side, &[(usize, f32)]), by: (&Side, &[(usize, f32)])) -> f32 {
    let total: f32 = of.1.iter().map(|(_, w)| w).sum();
    if total == 0.0 {
        return 0.0;
    }
    let best = |x: usize| {
        let kin =
            by.1.iter()
                .map(|&(y, _)| kinship(&of.0.syntax, x, &by.0.syntax, y));
        highest(kin)
    };
    of.1.iter().map(|&(x, w)| w * best(x)).sum::<f32>() / total
}

/// Numbers that both sentences have beside the two in question.
fn shared_numbers(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> usize {
    let others = |side: &Side, own: &QuantityFrame| -> Vec<(u64, Unit)> {
        side.detail
            .quantities
            .iter()
            .filter(|q| q.quantity.tokens != own.quantity.tokens && q.quantity.value.low > 1.0)
            .map(|q| (q.quantity.value.low.to_bits(), q.quantity.unit))
            .collect()
    };
    let theirs: FxHashSet<(u64, Unit)> = others(&pair.b, qb).into_iter().collect();
    others(&pair.a, qa)
        .into_iter()
        .filter(|v| theirs.contains(v))
        .count()
}

/// Whether the other article has the figure somewhere else, as it is written here.
pub(super) fn value_elsewhere(side: &Side, q: &QuantityFrame) -> bool {
    let value = q.quantity.value.low;
    if value < 3.0 || value.fract() != 0.0 {
        return false;
    }
    let plain = format!("{value}");
    // Below a thousand there is nothing to group, and the text need not be searched twice.
    let grouped = (value >= 1000.0).then(|| group_thousands(value as u64));
    std::iter::once(plain)
        .chain(grouped)
        .any(|digits| side.article_has_figure(&digits))
}

fn group_thousands(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Whether one of the two meets a better partner on the other side: one that it agrees with.
fn rival(pair: &Pair, qa: &QuantityFrame, qb: &QuantityFrame) -> bool {
    let unit = qa.quantity.unit;
    let agrees = |x: &QuantityFrame, others: &[QuantityFrame], own: &QuantityFrame| {
        others.iter().any(|o| {
            o.quantity.tokens != own.quantity.tokens
                && o.quantity.unit == unit
                && compatible(x, o)
                && o.quantity.exactness != Exactness::Bound
        })
    };
    agrees(qa, &pair.b.detail.quantities, qb) || agrees(qb, &pair.a.detail.quantities, qa)
}

pub(super) fn noun_kinship(a: &Side, x: usize, b: &Side, y: usize) -> f32 {
    let (p, q) = (
        a.syntax.lemma(x).to_lowercase(),
        b.syntax.lemma(y).to_lowercase(),
    );
    if is_generic_person(&p) && is_generic_person(&q) {
        return 0.95;
    }
    kinship(&a.syntax, x, &b.syntax, y)
}

/// How near the two predicates are in meaning; whether one is missing.
pub(super) fn happening_kinship(
    a: &Side,
    qa: &QuantityFrame,
    b: &Side,
    qb: &QuantityFrame,
) -> (f32, bool) {
    let (Some(p), Some(q)) = (qa.predicate, qb.predicate) else {
        return (0.0, true);
    };
    let (p, q) = (&a.detail.predicates[p], &b.detail.predicates[q]);
    fn first(lemma: &str) -> &str {
        lemma.split(' ').next().unwrap_or("")
    }
    (lemma_kinship(first(&p.lemma), first(&q.lemma)), false)
}
