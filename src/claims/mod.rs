//! Articles to claims: the sentences that can be compared, with their terms.
//!
//! In: the [`Corpus`]. Out: [`Claims`], in corpus order. A claim is a sentence that says something checkable; page furniture
//! ("Read more", "Last updated") is none. What a claim says in detail (speaker, quantities, times, frames) is worked out by
//! [`detail`] only for the claims that need it.

pub mod attribution;
pub mod detail;
pub mod frame;
mod names;
mod nominal_cue;
pub mod quantity;
pub mod quotation;
pub mod some;
mod source;
pub mod speaker;
pub mod syntax;
pub mod when;

use std::ops::Range;

use rayon::prelude::*;

use crate::article::{Article, ArticleId, Corpus};
use crate::text::sentence::sentences;
use crate::text::span::Span;
use crate::text::term::{Term, terms};

/// Index of a claim in [`Claims`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimId(pub u32);

impl ClaimId {
    /// The index itself.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One comparable sentence of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The article that it stands in.
    pub article: ArticleId,
    /// Its sentence, in the article's text.
    pub sentence: Span,
    first_term: u32,
    last_term: u32,
}

/// All claims of a corpus; terms are stored once, in one flat list.
#[derive(Debug, Default)]
pub struct Claims {
    claims: Vec<Claim>,
    terms: Vec<Term>,
    by_article: Vec<Range<u32>>,
}

impl Claims {
    /// Extracts the claims of every article, in parallel.
    pub fn extract(corpus: &Corpus) -> Self {
        let per_article: Vec<Vec<(Span, Vec<Term>)>> =
            corpus.articles().par_iter().map(article_claims).collect();
        let mut all = Claims::default();
        // Of millions of sentences the terms are what fills the memory: room for all of them at once, and for no more.
        let found = || per_article.iter().flatten();
        all.terms
            .reserve_exact(found().map(|(_, terms)| terms.len()).sum());
        all.claims.reserve_exact(found().count());
        for (index, found) in per_article.into_iter().enumerate() {
            let first = all.claims.len() as u32;
            for (sentence, terms) in found {
                let first_term = all.terms.len() as u32;
                all.terms.extend(terms);
                all.claims.push(Claim {
                    article: ArticleId(index as u32),
                    sentence,
                    first_term,
                    last_term: all.terms.len() as u32,
                });
            }
            all.by_article.push(first..all.claims.len() as u32);
        }
        all
    }

    /// The claim with this id.
    pub fn get(&self, id: ClaimId) -> &Claim {
        &self.claims[id.index()]
    }

    /// The terms of a claim; their spans index the article's text.
    pub fn terms(&self, id: ClaimId) -> &[Term] {
        let claim = self.get(id);
        &self.terms[claim.first_term as usize..claim.last_term as usize]
    }

    /// The claims of an article, in the order of its text.
    pub fn of_article(&self, article: ArticleId) -> impl ExactSizeIterator<Item = ClaimId> + use<> {
        let range = self.by_article[article.index()].clone();
        range.map(ClaimId)
    }

    /// All claims with their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (ClaimId, &Claim)> {
        self.claims
            .iter()
            .enumerate()
            .map(|(i, c)| (ClaimId(i as u32), c))
    }

    /// How many claims there are.
    pub fn len(&self) -> usize {
        self.claims.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }
}

fn article_claims(article: &Article) -> Vec<(Span, Vec<Term>)> {
    let text = &article.text;
    sentences(text)
        .into_iter()
        .filter_map(|sentence| {
            let body = sentence.of(text);
            let mut terms = terms(body);
            if !is_claim(body, &terms) {
                return None;
            }
            for term in &mut terms {
                term.span = term.span.shifted(sentence.start as usize);
            }
            Some((sentence, terms))
        })
        .collect()
}

/// Fewer words than this say nothing that could be checked ("No deaths were reported." has four).
const LEAST_TERMS: usize = 3;

/// Longer "sentences" are tables, scripts or pages without stops (bytes).
const LONGEST_SENTENCE: usize = 2000;

/// Whether a sentence can be a claim: long enough, not a question, not page furniture.
fn is_claim(sentence: &str, terms: &[Term]) -> bool {
    terms.len() >= LEAST_TERMS
        && sentence.len() <= LONGEST_SENTENCE
        && !sentence
            .trim_end_matches(['"', '”', '\'', '’', ')'])
            .ends_with('?')
        && !is_furniture(sentence)
}

/// "Read more: ...", "Last updated ...", "Follow us on ...": text of the page, not of the article.
fn is_furniture(sentence: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "read more",
        "read also",
        "related:",
        "see also",
        "more:",
        "click here",
        "follow us",
        "follow @",
        "sign up",
        "subscribe",
        "share this",
        "photo:",
        "photos:",
        "image:",
        "copyright",
        "all rights reserved",
        "advertisement",
        "comments",
        "updated at",
        "watch:",
        "listen:",
        "this material may not be published",
        "this story has been updated",
        "print tweet",
        "load more",
        "newsletter",
        "contact us",
        "must watch",
        "just watched",
        "hide caption",
        "get the latest",
    ];
    let lower: String = sentence
        .chars()
        .take(48)
        .flat_map(char::to_lowercase)
        .collect();
    OPENINGS.iter().any(|opening| lower.starts_with(opening))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_questions_and_scraps_are_no_claims() {
        let text = "Shells hit Aleppo on Saturday. Why now? Read more: ten things to know. Yes. No deaths were reported.";
        let article = Article {
            id: "a".into(),
            outlet: None,
            title: None,
            published: None,
            url: None,
            author: None,
            file: "a.txt".into(),
            language: None,
            text: text.into(),
        };
        let found: Vec<&str> = article_claims(&article)
            .iter()
            .map(|(s, _)| s.of(text))
            .collect();
        assert_eq!(
            found,
            ["Shells hit Aleppo on Saturday.", "No deaths were reported."]
        );
    }
}
