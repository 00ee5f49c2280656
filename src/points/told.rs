//! A claim as its figures over time need it: what it counts, when it was said, by whom.
//!
//! In: a claim taken apart, and its article. Out: its figures, and a [`Told`] that holds them beside the moment, the speaker and the outlet.

use std::collections::{BTreeMap, BTreeSet};

use super::moment::moment;
use crate::article::{Corpus, Published};
use crate::claims::detail::Detail;
use crate::claims::quantity::{Interval, Unit};
use crate::claims::{ClaimId, Claims};
use crate::points::comparison::ClaimFacts;
use crate::text::span::Span;

/// A number of a claim, as far as the timeline needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Where it stands in the article.
    pub span: Span,
    /// Its value.
    pub value: Interval,
    /// Its unit.
    pub unit: Unit,
    /// What happened to the counted: "killed".
    pub class: Option<&'static str>,
    /// The counted noun.
    pub counted: Option<String>,
    /// Whether the sentence gives it as an earlier value: "from 38".
    pub earlier: bool,
    /// Whether it is a part of something counted elsewhere: "including three children".
    pub part: bool,
    /// Whether it adds up what happened over a longer time: "since 2011".
    pub cumulative: bool,
}

/// The figures of a claim.
pub fn figures(detail: &Detail) -> Vec<Figure> {
    detail
        .quantities
        .iter()
        .map(|q| Figure {
            span: q.quantity.span,
            value: q.quantity.value,
            unit: q.quantity.unit,
            class: q.class,
            counted: q.counted.map(|c| detail.tree.words[c].lemma.to_lowercase()),
            earlier: q.earlier,
            part: q.part,
            cumulative: q.cumulative,
        })
        .collect()
}

/// A claim as far as the timeline needs it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// Its figures, days and speaker.
    pub facts: &'a ClaimFacts,
    /// The article's text, which all spans index.
    pub text: &'a str,
    /// The sentence.
    pub sentence: &'a str,
    /// When it was published; none if not known.
    pub at: Option<Published>,
    /// Who published it; none if not known.
    pub outlet: Option<&'a str>,
}

impl<'a> Told<'a> {
    pub(super) fn speaker(self) -> Option<&'a str> {
        self.facts.speaker.as_ref().map(|s| s.name.as_str())
    }

    /// Whether both claims name who says them, and name two.
    pub(super) fn names_another_source(self, other: Told) -> bool {
        let both = self.speaker().zip(other.speaker());
        both.is_some_and(|(x, y)| !is_one_source(x, y) && !are_nameless_alike(x, y))
    }

    /// With the figure at a span of evidence.
    pub(super) fn held(self, span: Span) -> Option<Held<'a>> {
        let mut figures = self.facts.figures.iter();
        let figure = figures.find(|f| f.span.overlaps(span))?;
        Some(Held { told: self, figure })
    }
}

/// One value of one claim in a disputed quantity.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held<'a> {
    /// The claim.
    pub told: Told<'a>,
    /// Its value.
    pub figure: &'a Figure,
}

/// Claims by id, with the moments of their articles.
pub(super) struct Story<'a> {
    corpus: &'a Corpus,
    claims: &'a Claims,
    facts: &'a BTreeMap<ClaimId, ClaimFacts>,
    moments: Vec<Option<Published>>,
}

impl<'a> Story<'a> {
    pub fn new(
        corpus: &'a Corpus,
        claims: &'a Claims,
        facts: &'a BTreeMap<ClaimId, ClaimFacts>,
    ) -> Self {
        Story {
            corpus,
            claims,
            facts,
            moments: corpus.articles().iter().map(moment).collect(),
        }
    }

    /// A claim as it was told; none if nothing is known of it.
    pub fn told(&self, claim: ClaimId) -> Option<Told<'a>> {
        let record = self.claims.get(claim);
        let article = self.corpus.article(record.article);
        Some(Told {
            facts: self.facts.get(&claim)?,
            text: &article.text,
            sentence: record.sentence.of(&article.text),
            at: self.moments[record.article.index()],
            outlet: article.outlet.as_deref(),
        })
    }
}
/// Whether two descriptions name one source: all capitalised words of the shorter stand in the longer.
pub(super) fn is_one_source(x: &str, y: &str) -> bool {
    /// "The" and "UN" name nobody for sure (letters).
    const LEAST_NAME: usize = 4;
    let names = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.chars().count() >= LEAST_NAME && w.starts_with(char::is_uppercase))
            .map(str::to_lowercase)
            .collect()
    };
    let (x, y) = (names(x), names(y));
    !x.is_empty() && !y.is_empty() && (x.is_subset(&y) || y.is_subset(&x))
}
/// Whether two descriptions without a name may be of one source: all words of the shorter stand in the longer, as in "a monitor", "a war
/// monitor".
fn are_nameless_alike(x: &str, y: &str) -> bool {
    let words = |text: &str| -> Option<BTreeSet<String>> {
        let words = || text.split(|c: char| !c.is_alphanumeric());
        let names =
            |w: &str| w.starts_with(char::is_uppercase) && w != "The" && w != "A" && w != "An";
        let plain = words().filter(|w| w.chars().count() > 3);
        (!words().any(names)).then(|| plain.map(str::to_lowercase).collect())
    };
    words(x).zip(words(y)).is_some_and(|(x, y)| {
        !x.is_empty() && !y.is_empty() && (x.is_subset(&y) || y.is_subset(&x))
    })
}

/// Classes of `lexicon/roles.tsv` whose count goes up as an event unfolds.
pub(super) const GROWING: &[&str] = &[
    "killed",
    "hurt",
    "infected",
    "arrested",
    "displaced",
    "rescued",
    "freed",
    "destroyed",
    "damaged",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::relations::{HARMS, role_words};

    #[test]
    fn what_grows_or_is_a_toll_are_classes_of_the_lexicon() {
        let known: BTreeSet<&str> = role_words().map(|(class, _)| class).collect();
        for class in GROWING.iter().chain(&HARMS) {
            assert!(known.contains(class), "{class}");
        }
    }

    #[test]
    fn descriptions_without_a_name_may_be_of_one_source() {
        for (x, y) in [
            ("a monitor", "a war monitor"),
            ("police", "the police"),
            ("The ministry", "the health ministry"),
        ] {
            assert!(
                are_nameless_alike(x, y) && are_nameless_alike(y, x),
                "{x} / {y}"
            );
        }
        for (x, y) in [
            ("the interior ministry", "the health ministry"),
            ("the mayors", "the ministry"),
            ("a monitor", "the Euphrates Monitor"),
            ("he", "she"),
        ] {
            assert!(!are_nameless_alike(x, y), "{x} / {y}");
        }
    }
}
