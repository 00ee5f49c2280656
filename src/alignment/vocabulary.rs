//! The words of a corpus with what alignment needs of each: a dense id, a weight, a vector, the letters.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::article::Corpus;
use crate::claims::Claims;
use crate::lexicon::frequency;
use crate::lexicon::vectors::{self, WordVector};
use crate::text::numeral::cardinal;
use crate::text::term::{Shape, Term, TermKey, normal_form};

/// Dense id of a word in a [`Vocabulary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

/// One word: all its inflected forms share it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The shortest of its forms in the corpus, lower-cased; of several, the first in the order of letters.
    pub form: Box<str>,
    /// Inverse document frequency: how much a match on it says. At least 0.
    pub weight: f32,
    /// A gentler weight, for how near two sentences are: the root of `weight`, and more for figures. Under the full weight one
    /// rare name outweighs all that is said of it.
    pub gentle: f32,
    /// Its direction, for soft matching; none for numbers and for words without letters.
    pub vector: Option<WordVector>,
    /// Whether it begins with a digit: such words match only themselves.
    pub number: bool,
    /// Whether it was seen with a capital and never without: perhaps a name.
    pub name: bool,
    /// The value of a small whole number, in digits or as a word: "11" and "eleven" have the same.
    pub value: Option<u32>,
    /// Which letters it holds, one bit each: a quick test of how alike two spellings can be.
    pub letters: u32,
    /// The first byte of its form; 0 if it has none.
    pub first: u8,
}

impl Entry {
    /// Whether it is a number, in digits or as a word: such words are never near another.
    pub fn is_figure(&self) -> bool {
        self.number || self.value.is_some()
    }
}

/// What a figure counts beside a word in [`Entry::gentle`]. From the headline pairs of SemEval (1.3 to 2 do about equally well):
/// readers call two sentences with different figures different.
const FIGURE_SHARE: f32 = 1.7;

/// The value of a number word or of a short run of digits.
fn small_value(form: &str) -> Option<u32> {
    cardinal(form).or_else(|| form.parse().ok())
}

/// One bit for each letter from a to z, one for other ASCII, and the highest for anything else.
fn letters(form: &str) -> u32 {
    form.bytes().fold(0, |mask, byte| {
        mask | match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            byte if byte.is_ascii() => 1 << 26,
            _ => OTHER_LETTERS,
        }
    })
}

/// The bit of [`Entry::letters`] that says: not all of it is ASCII.
pub const OTHER_LETTERS: u32 = 1 << 31;

/// All words of a corpus.
#[derive(Debug, Default)]
pub struct Vocabulary {
    ids: FxHashMap<TermKey, WordId>,
    entries: Vec<Entry>,
}

struct Seen {
    form: Box<str>,
    number: bool,
    plain: bool,
    documents: u32,
    last_document: Option<u32>,
}

impl Vocabulary {
    /// Collects the words of all claims. Weights come from the shipped news frequencies plus those of the corpus itself:
    /// a topical corpus alone would make the event's own words look common.
    pub fn build(corpus: &Corpus, claims: &Claims) -> Self {
        Self::with_texts(corpus, claims, [])
    }

    /// The vocabulary of a corpus and of loose texts beside it, as `judge --pairs` compares them.
    pub fn with_texts<'a>(
        corpus: &Corpus,
        claims: &Claims,
        texts: impl IntoIterator<Item = (&'a str, &'a [Term])>,
    ) -> Self {
        let mut seen: FxHashMap<TermKey, Seen> = FxHashMap::default();
        let mut order: Vec<TermKey> = Vec::new();
        for (id, claim) in claims.iter() {
            let text = &corpus.article(claim.article).text;
            for term in claims.terms(id) {
                note(&mut seen, &mut order, term, text, Some(claim.article.0));
            }
        }
        for (text, terms) in texts {
            for term in terms {
                note(&mut seen, &mut order, term, text, None);
            }
        }
        Self::finish(seen, order, corpus.len() as u32)
    }

    fn finish(mut seen: FxHashMap<TermKey, Seen>, mut order: Vec<TermKey>, documents: u32) -> Self {
        // Ids, and with them the order in which weights are summed, must not depend on which article came first.
        order.sort_unstable();
        let ids = order
            .iter()
            .enumerate()
            .map(|(i, key)| (*key, WordId(i as u32)))
            .collect();
        let words: Vec<Seen> = order.iter().filter_map(|key| seen.remove(key)).collect();
        let total = frequency::news().documents() + documents;
        let entries = words
            .into_par_iter()
            .map(|word| {
                let known = frequency::news().of(&word.form) + word.documents;
                let weight = ((f64::from(total) + 1.0) / (f64::from(known) + 1.0))
                    .ln()
                    .max(0.0) as f32;
                let vector = if word.number {
                    None
                } else {
                    vectors::table().word(&word.form)
                };
                let value = small_value(&word.form);
                let figure = word.number || value.is_some();
                Entry {
                    weight,
                    gentle: weight.sqrt() * if figure { FIGURE_SHARE } else { 1.0 },
                    vector,
                    value,
                    letters: letters(&word.form),
                    first: word.form.bytes().next().unwrap_or(0),
                    number: word.number,
                    name: !word.plain && !word.number,
                    form: word.form,
                }
            })
            .collect();
        Vocabulary { ids, entries }
    }

    /// The id of a term, if it occurs in the corpus.
    pub fn id(&self, key: TermKey) -> Option<WordId> {
        self.ids.get(&key).copied()
    }

    /// What is known of a word.
    pub fn entry(&self, id: WordId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

fn note(
    seen: &mut FxHashMap<TermKey, Seen>,
    order: &mut Vec<TermKey>,
    term: &Term,
    text: &str,
    document: Option<u32>,
) {
    let mut form = String::new();
    normal_form(term.span.of(text), &mut form);
    let word = seen.entry(term.key).or_insert_with(|| {
        order.push(term.key);
        Seen {
            form: form.as_str().into(),
            number: term.shape == Shape::Number,
            plain: false,
            documents: 0,
            last_document: None,
        }
    });
    // Weight and vector are those of the form: which one it is must not depend on which article came first.
    if (form.len(), form.as_str()) < (word.form.len(), &*word.form) {
        word.form = form.into();
    }
    word.plain |= term.shape == Shape::Plain;
    if document.is_some() && document != word.last_document {
        word.documents += 1;
        word.last_document = document;
    }
}
