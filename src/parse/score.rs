//! How well a parser does on a treebank, with the treebank's own tokens.
//!
//! The figures are those of the CoNLL 2018 shared task: UPOS, lemma, UAS, LAS (subtypes of relations do not count) and CLAS, over
//! all words with punctuation; and LAS with subtypes, which is stricter.

use std::fmt;

use crate::text::token::{Token, tokenize};

use super::conllu::Sentence;
use super::{Parser, Relation, Upos};

/// Counts of words and of right answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Sentences.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Words with the right part of speech.
    pub upos: usize,
    /// Words with the right lemma; words without lemma in the treebank count as right.
    pub lemma: usize,
    /// Words with the right morphology, as far as [`super::Morph`] goes.
    pub morph: usize,
    /// Words with the right head.
    pub head: usize,
    /// Words with the right head and relation, subtypes left aside.
    pub labelled: usize,
    /// Words with the right head and relation, subtypes included.
    pub labelled_strict: usize,
    /// Content words: neither function words nor punctuation.
    pub content: usize,
    /// Content words with the right head and relation.
    pub content_labelled: usize,
}

/// Relations of function words and punctuation, which CLAS leaves out.
#[rustfmt::skip]
const FUNCTIONAL: &[&str] = &["aux", "cop", "mark", "det", "clf", "case", "cc", "punct"];

/// Parses each sentence with the treebank's tokens and counts.
pub fn score(parser: &Parser, sentences: &[Sentence]) -> Score {
    let mut total = Score::default();
    for sentence in sentences {
        let (text, tokens) = sentence.forms();
        let tree = parser.parse(&text, &tokens);
        total.sentences += 1;
        for (gold, word) in sentence.words.iter().zip(&tree.words) {
            total.words += 1;
            let relation = Relation::from_treebank(&gold.relation);
            let right_head = word.head.map_or(0, |head| usize::from(head) + 1) == gold.head;
            let right = right_head && word.relation.universal() == universal(&gold.relation);
            total.upos += usize::from(Upos::from_name(&gold.upos) == Some(word.upos));
            total.lemma += usize::from(gold.lemma == "_" || gold.lemma == word.lemma);
            total.morph += usize::from(super::Morph::from_features(&gold.features) == word.morph);
            total.head += usize::from(right_head);
            total.labelled += usize::from(right);
            total.labelled_strict += usize::from(right_head && word.relation == relation);
            if !FUNCTIONAL.contains(&universal(&gold.relation)) {
                total.content += 1;
                total.content_labelled += usize::from(right);
            }
        }
    }
    total
}

fn universal(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |right: usize, of: usize| 100.0 * right as f64 / of.max(1) as f64;
        write!(
            f,
            "sentences {}  words {}  UPOS {:.2}  lemma {:.2}  morph {:.2}  UAS {:.2}  LAS {:.2}  LAS with subtypes {:.2}  CLAS {:.2}",
            self.sentences,
            self.words,
            percent(self.upos, self.words),
            percent(self.lemma, self.words),
            percent(self.morph, self.words),
            percent(self.head, self.words),
            percent(self.labelled, self.words),
            percent(self.labelled_strict, self.words),
            percent(self.content_labelled, self.content),
        )
    }
}

/// How well [`crate::text::token::tokenize`] cuts the text of a treebank's sentences.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TokenScore {
    /// Words of the treebank that are written in the text.
    pub gold: usize,
    /// Tokens found.
    pub found: usize,
    /// Tokens with the right span.
    pub right: usize,
}

impl TokenScore {
    /// Harmonic mean of precision and recall, in [0, 1]; 1 if there was nothing to find and nothing was found.
    pub fn f1(&self) -> f64 {
        match self.gold + self.found {
            0 => 1.0,
            sum => 2.0 * self.right as f64 / sum as f64,
        }
    }
}

/// Cuts the text of each sentence and compares with the treebank. `each` is called with every sentence that is cut otherwise.
pub fn score_tokens(
    sentences: &[Sentence],
    mut each: impl FnMut(&Sentence, &[Token]),
) -> TokenScore {
    let mut score = TokenScore::default();
    for sentence in sentences {
        let found = tokenize(&sentence.text);
        let gold: Vec<_> = sentence.words.iter().filter_map(|word| word.span).collect();
        let right = found
            .iter()
            .filter(|token| gold.contains(&token.span))
            .count();
        score.gold += gold.len();
        score.found += found.len();
        score.right += right;
        if right != gold.len() || right != found.len() {
            each(sentence, &found);
        }
    }
    score
}
