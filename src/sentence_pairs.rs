//! Loose pairs of sentences through the same stages as articles: what `judge` and `eval` do.
//!
//! In: pairs of sentences with what is known of each (date, article). Out: a verdict and a similarity for each, in order. Where
//! an article is known, its text is the context: it dates the sentence, names its speaker and says how close the stories are.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::alignment::score::{ArticleLikeness, SimilarityVector, similarity};
use crate::alignment::{Vocabulary, distinct_words, shown};
use crate::article::{ArticleId, Corpus, Published};
use crate::claims::Claims;
use crate::claims::detail::Detail;
use crate::claims::speaker::SpeakerTracker;
use crate::claims::when::anchor_day;
use crate::events::{ArticleVector, LinkOptions, Neighbours, near_articles};
use crate::judgement::article_readings::ArticleReadings;
use crate::judgement::meeting::{Meeting, meetings};
use crate::judgement::pair::{Pair, Side};
use crate::judgement::readings::Readings;
use crate::judgement::scorer::Scorers;
use crate::judgement::verdict::{Relation, Verdict};
use crate::judgement::{JudgeOptions, RuleVerdict, judge_and_tell, number};
use crate::points::comparison::ClaimFacts;
use crate::points::dispute::settle_pair;
use crate::points::moment::moment;
use crate::points::succession::by_counts;
use crate::points::told::Told;
use crate::reader;
use crate::text::sentence::sentences;
use crate::text::span::Span;
use crate::text::term::{Term, terms};

/// One sentence of a pair.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// Its words.
    pub text: String,
    /// The day of publication, if known.
    pub date: Option<Date>,
    /// The id of its article in the corpus at hand, if known.
    pub article: Option<String>,
}

/// The verdict on one pair.
#[derive(Debug, Clone)]
pub struct Judged {
    /// What is said of it.
    pub verdict: Verdict,
    /// How alike the two are, component by component.
    pub similarity: SimilarityVector,
    /// How alike readers would find them: the similarity to show ([`shown`]).
    pub shown: f32,
}

/// The sentence in its context: a text, and where the sentence stands in it.
struct Placed<'a> {
    text: &'a str,
    span: Span,
    article: Option<ArticleId>,
    date: Option<Date>,
    terms: Vec<Term>,
}

/// Judges the pairs; `corpus` holds the articles that they name (it may be empty).
pub fn judge_pairs(
    pairs: &[(Sentence, Sentence)],
    corpus: &Corpus,
    options: JudgeOptions,
) -> Vec<Judged> {
    with_pairs(pairs, corpus, |pair, placed| {
        read(pair, placed, corpus, options)
    })
}

/// Judges two bare sentences, and says what was held against what.
pub fn explain(a: &Sentence, b: &Sentence, options: JudgeOptions) -> (Judged, Vec<Meeting>) {
    let pairs = [(a.clone(), b.clone())];
    let corpus = Corpus::default();
    let mut answers = with_pairs(&pairs, &corpus, |pair, placed| {
        (read(pair, placed, &corpus, options), meetings(pair))
    });
    answers.pop().expect("one pair has one answer")
}

/// What the rules say, and the reader after them if it is asked.
fn read(pair: &Pair, placed: [&Placed; 2], corpus: &Corpus, options: JudgeOptions) -> Judged {
    let said = judged(pair, placed, corpus, options);
    Judged {
        verdict: reader::read(pair, said, &options).alone(&options),
        similarity: pair.similarity,
        shown: shown(
            pair.a.words,
            pair.b.words,
            &pair.similarity,
            pair.vocabulary,
        ),
    }
}

/// What the rules say.
fn judged(
    pair: &Pair,
    placed: [&Placed; 2],
    corpus: &Corpus,
    options: JudgeOptions,
) -> RuleVerdict {
    let RuleVerdict {
        mut verdict,
        proposals,
    } = judge_and_tell(pair, options);
    let facts = [&pair.a, &pair.b].map(|side| ClaimFacts::new(side.detail));
    let told = [0, 1].map(|i| placed[i].told(corpus, &facts[i]));
    settle_pair(told[0], told[1], &mut verdict);
    if matches!(verdict.relation, Relation::Agree | Relation::Neither) {
        verdict = by_counts(told[0], told[1], pair).unwrap_or(verdict);
    }
    RuleVerdict { verdict, proposals }
}

/// Judges each pair by the rules and hands it with their verdict to `measure`; the answers are in the order of the pairs.
pub fn measure_pairs<R: Send>(
    pairs: &[(Sentence, Sentence)],
    corpus: &Corpus,
    measure: impl Fn(&Pair, &Verdict) -> R + Sync,
) -> Vec<R> {
    with_pairs(pairs, corpus, |pair, placed| {
        let said = judged(pair, placed, corpus, JudgeOptions::default());
        measure(pair, &said.verdict)
    })
}

/// As [`measure_pairs`], each pair by the scorers of figures that `scorers` names for its place: a model that learns from pairs must not see
/// what scorers say of them that were fitted to these very pairs.
pub fn measure_pairs_by<'s, R: Send>(
    pairs: &[(Sentence, Sentence)],
    corpus: &Corpus,
    scorers: impl Fn(usize) -> &'s Scorers + Sync,
    measure: impl Fn(&Pair, &Verdict) -> R + Sync,
) -> Vec<R> {
    with_pairs_by(pairs, corpus, scorers, |pair, placed| {
        let said = judged(pair, placed, corpus, JudgeOptions::default());
        measure(pair, &said.verdict)
    })
}

/// For each pair the measurements of its number candidates, as the trainer of the scorer wants them.
pub fn number_candidates(pairs: &[(Sentence, Sentence)], corpus: &Corpus) -> Vec<Vec<Vec<f32>>> {
    with_pairs(pairs, corpus, |pair, _| {
        number::candidates(pair)
            .into_iter()
            .map(|c| c.features)
            .collect()
    })
}

/// Prepares each pair and hands it to `ask`; the answers are in the order of the pairs.
fn with_pairs<R: Send>(
    pairs: &[(Sentence, Sentence)],
    corpus: &Corpus,
    ask: impl Fn(&Pair, [&Placed; 2]) -> R + Sync,
) -> Vec<R> {
    with_pairs_by(pairs, corpus, |_| Scorers::shipped(), ask)
}

/// As [`with_pairs`], each pair with its scorers.
fn with_pairs_by<'s, R: Send>(
    pairs: &[(Sentence, Sentence)],
    corpus: &Corpus,
    scorers: impl Fn(usize) -> &'s Scorers + Sync,
    ask: impl Fn(&Pair, [&Placed; 2]) -> R + Sync,
) -> Vec<R> {
    let claims = Claims::extract(corpus);
    let ids: FxHashMap<&str, ArticleId> = corpus
        .iter()
        .map(|(id, article)| (article.id.as_str(), id))
        .collect();
    let placed: Vec<(Placed, Placed)> = pairs
        .par_iter()
        .map(|(a, b)| (place(a, corpus, &ids), place(b, corpus, &ids)))
        .collect();
    let loose = placed
        .iter()
        .flat_map(|(a, b)| [a, b])
        .map(|p| (p.text, p.terms.as_slice()));
    let vocabulary = Vocabulary::with_texts(corpus, &claims, loose);
    let mut named: Vec<ArticleId> = placed
        .iter()
        .flat_map(|(a, b)| [a.article, b.article])
        .flatten()
        .collect();
    named.sort_unstable();
    named.dedup();
    let vectors: FxHashMap<ArticleId, ArticleVector> = named
        .into_par_iter()
        .map(|id| (id, ArticleVector::new(id, corpus, &claims, &vocabulary)))
        .collect();
    let neighbours = if vectors.is_empty() {
        Neighbours::default()
    } else {
        let near = near_articles(corpus, &claims, &vocabulary, LinkOptions::default());
        Neighbours::new(corpus.len(), &near)
    };
    let taken_apart = TakenApart::new(placed.iter().flat_map(|(a, b)| [a, b]));
    placed
        .par_iter()
        .enumerate()
        .map(|(at, (a, b))| {
            let article = a.article.zip(b.article).map(|(x, y)| ArticleLikeness {
                cosine: vectors[&x].cosine(&vectors[&y]),
                story: neighbours.story(x, y),
            });
            let (words_a, words_b) = (
                distinct_words(&a.terms, &vocabulary),
                distinct_words(&b.terms, &vocabulary),
            );
            let likeness = similarity(&words_a, &words_b, article, &vocabulary);
            let (held_a, held_b) = (taken_apart.of(a), taken_apart.of(b));
            let pair = Pair {
                a: Side::new(a.text, &held_a.0, a.date, &words_a, &held_a.1),
                b: Side::new(b.text, &held_b.0, b.date, &words_b, &held_b.1),
                similarity: likeness,
                vocabulary: &vocabulary,
                scorers: scorers(at),
            };
            ask(&pair, [a, b])
        })
        .collect()
}

/// The sentences taken apart, each once however many pairs it stands in.
struct TakenApart<'a>(FxHashMap<(&'a str, Span, Option<Date>), (Detail, Readings)>);

impl<'a> TakenApart<'a> {
    fn new(placed: impl Iterator<Item = &'a Placed<'a>>) -> Self {
        let distinct: FxHashMap<_, &Placed> = placed.map(|p| (p.key(), p)).collect();
        let texts: FxHashMap<&str, Arc<ArticleReadings>> = distinct
            .values()
            .map(|placed| (placed.text, Arc::default()))
            .collect();
        TakenApart(
            distinct
                .into_par_iter()
                .map(|(key, placed)| {
                    let shared = Arc::clone(&texts[placed.text]);
                    (key, (detail(placed), Readings::in_article(shared)))
                })
                .collect(),
        )
    }

    fn of(&self, placed: &'a Placed<'a>) -> &(Detail, Readings) {
        &self.0[&placed.key()]
    }
}

impl<'a> Placed<'a> {
    /// Sentences with one key are taken apart alike.
    fn key(&self) -> (&'a str, Span, Option<Date>) {
        (self.text, self.span, self.date)
    }

    /// As the timeline wants it: dated by the article, at the time of day of its header if the day is the header's.
    fn told<'b>(&'b self, corpus: &'b Corpus, facts: &'b ClaimFacts) -> Told<'b> {
        let article = self.article.map(|id| corpus.article(id));
        let header = article.and_then(moment);
        let at = self.date.map(|day| Published {
            day,
            time: header.filter(|h| h.day == day).and_then(|h| h.time),
        });
        Told {
            facts,
            text: self.text,
            sentence: self.span.of(self.text),
            at: at.or(header),
            outlet: article.and_then(|a| a.outlet.as_deref()),
        }
    }
}

fn place<'a>(
    sentence: &'a Sentence,
    corpus: &'a Corpus,
    ids: &FxHashMap<&str, ArticleId>,
) -> Placed<'a> {
    let article = sentence
        .article
        .as_deref()
        .and_then(|id| ids.get(id).copied());
    let found = article.and_then(|id| {
        let text = &corpus.article(id).text;
        text.find(sentence.text.trim()).map(|start| {
            (
                text.as_str(),
                Span::new(start, start + sentence.text.trim().len()),
            )
        })
    });
    let (text, span) = found.unwrap_or((&sentence.text, Span::new(0, sentence.text.len())));
    let date = article
        .and_then(|id| anchor_day(corpus.article(id)))
        .or(sentence.date);
    let terms = terms(span.of(text))
        .into_iter()
        .map(|t| Term {
            span: t.span.shifted(span.start as usize),
            ..t
        })
        .collect();
    Placed {
        text,
        span,
        article,
        date,
        terms,
    }
}

/// A sentence without context, taken apart.
pub fn alone(sentence: &Sentence) -> Detail {
    Detail::new(
        &sentence.text,
        Span::new(0, sentence.text.len()),
        sentence.date,
        &mut SpeakerTracker::new(&sentence.text),
    )
}

/// The sentence taken apart, with the two sentences before it read for their speaker.
fn detail(placed: &Placed) -> Detail {
    /// How far back "he said" looks.
    const BACK: usize = 2;
    let mut tracker = SpeakerTracker::new(placed.text);
    if placed.article.is_some() {
        let before: Vec<Span> = sentences(&placed.text[..placed.span.start as usize]);
        for span in before.iter().rev().take(BACK).rev() {
            Detail::new(placed.text, *span, placed.date, &mut tracker);
        }
    }
    Detail::new(placed.text, placed.span, placed.date, &mut tracker)
}
