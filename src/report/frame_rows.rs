//! Frames to the rows of `claims --format jsonl`: each points to its words, by characters and by bytes.

use super::offsets::CharOffsets;
use super::rows::{AttributionRow, ObliqueRow, PredicateRow, QuantityRow, WordsRow};
use crate::claims::attribution::Attribution;
use crate::claims::detail::Detail;
use crate::claims::frame::{Aspect, Predicate, QuantityFrame, Role, Sort, Tense};
use crate::claims::quantity::{Exactness, Interval, Unit};
use crate::claims::syntax::Syntax;
use crate::text::span::Span;

/// Makes the frame rows of the claims of one article.
pub struct FrameRows<'a> {
    detail: &'a Detail,
    syntax: Syntax<'a>,
    offsets: &'a CharOffsets<'a>,
}

impl<'a> FrameRows<'a> {
    /// For one claim; `text` is its article.
    pub fn new(text: &'a str, detail: &'a Detail, offsets: &'a CharOffsets<'a>) -> Self {
        FrameRows {
            detail,
            syntax: detail.syntax(text),
            offsets,
        }
    }

    /// Who says what.
    pub fn attributions(&self) -> Vec<AttributionRow> {
        let row = |a: &Attribution| AttributionRow {
            source: a.source.map(|w| self.phrase(w)),
            cue: self.word(a.cue),
            content: self.words(self.syntax.span(&a.content)),
            stance: a.stance.name(),
            manner: a.manner.name(),
            accused: a.accused.map(|w| self.phrase(w)),
        };
        self.detail.attributions.iter().map(row).collect()
    }

    /// Who did what to whom.
    pub fn predicates(&self) -> Vec<PredicateRow> {
        let row = |p: &Predicate| PredicateRow {
            word: self.word(p.word),
            lemma: p.lemma.clone(),
            sort: match p.sort {
                Sort::Verb => "verb",
                Sort::Copula => "copula",
                Sort::Nominal => "nominal",
            },
            agents: self.phrases(&p.agents),
            patients: self.phrases(&p.patients),
            obliques: p
                .obliques
                .iter()
                .map(|(preposition, word)| ObliqueRow {
                    preposition: preposition.clone(),
                    words: self.phrase(*word),
                })
                .collect(),
            places: self.phrases(&self.detail.places_of(p)),
            times: self
                .detail
                .times_of(p)
                .into_iter()
                .map(|t| self.words(t.span))
                .collect(),
            polarity: if p.negation.is_some() {
                "negated"
            } else {
                "affirmed"
            },
            negated_by: p.negation.map(|w| self.word(w)),
            modality: p.modality.name(),
            tense: p.tense.map(|t| match t {
                Tense::Past => "past",
                Tense::Present => "present",
                Tense::Future => "future",
            }),
            aspect: match p.aspect {
                Aspect::Simple => "simple",
                Aspect::Perfect => "perfect",
                Aspect::Progressive => "progressive",
                Aspect::PerfectProgressive => "perfect-progressive",
            },
            attribution: p.attribution,
        };
        self.detail.predicates.iter().map(row).collect()
    }

    /// What the numbers count.
    pub fn quantities(&self) -> Vec<QuantityRow> {
        let row = |q: &QuantityFrame| {
            let (low, high) = ends(q.quantity.value, q.quantity.exactness);
            QuantityRow {
                words: self.words(q.quantity.span),
                low,
                high,
                unit: unit_name(q.quantity.unit),
                exactness: match q.quantity.exactness {
                    Exactness::Exact => "exact",
                    Exactness::Approximate => "approximate",
                    Exactness::Bound => "bound",
                    Exactness::Range => "range",
                    Exactness::Vague => "vague",
                },
                damaged: q.quantity.damaged,
                counted: q.counted.map(|w| self.word(w)),
                modifiers: q.modifiers.iter().map(|&w| self.word(w)).collect(),
                predicate: q.predicate,
                role: match q.role {
                    Role::Agent => "agent",
                    Role::Patient => "patient",
                    Role::Oblique => "oblique",
                    Role::Free => "free",
                },
                class: q.class,
                scope: q.scope_names(),
                area: q.area.map(|w| self.phrase(w)),
            }
        };
        self.detail.quantities.iter().map(row).collect()
    }

    fn word(&self, word: usize) -> WordsRow {
        self.words(self.syntax.word_span(word))
    }

    fn phrase(&self, word: usize) -> WordsRow {
        self.words(self.syntax.phrase_span(word))
    }

    fn phrases(&self, words: &[usize]) -> Vec<WordsRow> {
        words.iter().map(|&w| self.phrase(w)).collect()
    }

    fn words(&self, span: Span) -> WordsRow {
        let (start, end) = self.offsets.span(span);
        WordsRow {
            text: span.of(self.syntax.text).to_string(),
            start,
            end,
            byte_start: span.start,
            byte_end: span.end,
        }
    }
}

/// The ends that the text gives: a bound has one.
fn ends(value: Interval, exactness: Exactness) -> (Option<f64>, Option<f64>) {
    let open_below = exactness == Exactness::Bound && value.low == 0.0;
    (
        (!open_below).then_some(value.low),
        value.high.is_finite().then_some(value.high),
    )
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "count",
        Unit::Percent => "percent",
        Unit::Money(currency) => currency,
        Unit::Age => "years of age",
        Unit::Magnitude => "magnitude",
        Unit::Measure(dimension) => dimension,
    }
}
