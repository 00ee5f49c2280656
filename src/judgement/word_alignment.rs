//! Which word of one sentence answers to which of the other, and by what tie.
//!
//! In: a [`Pair`]. Out: its content words, one-to-one [`Link`]s between them, and what is left over on each side. The judge's rules
//! ask which words may be one thing; this also keeps the ties of words that are not (sisters, opposites), because a trained
//! classifier learns from the data what each is worth.

use std::cell::RefCell;

use crate::claims::syntax::{Syntax, lemma_hash};
use crate::judgement::correspond::{folded, may_be_spellings};
use crate::judgement::pair::{Pair, Side};
use crate::lexicon::frequency;
use crate::lexicon::relations::{are_antonyms, are_synonyms, verbs_of};
use crate::lexicon::taxonomy::{Climb, Part, Standing, taxonomy};
use crate::lexicon::vectors::{self, WordVector};
use crate::parse::Upos;
use crate::text::term::{TermKey, key_of};

/// A content word of one side.
pub struct Word<'a> {
    /// Its index in the sentence.
    pub index: usize,
    /// What it is compared by: the lemma, with words for anybody made one.
    pub lemma: &'a str,
    /// Its stem.
    pub stem: TermKey,
    /// Its part of speech.
    pub upos: Upos,
    /// How much it says: the logarithm of how rare it is in news, in [0, 1].
    pub weight: f32,
    known: &'a KnownWord,
}

/// What is known of a content word whatever it is compared with; kept with its claim ([`super::readings::Readings`]).
#[derive(Debug)]
pub(super) struct KnownWord {
    index: usize,
    stem: TermKey,
    weight: f32,
    /// A hash of its lemma and its part of speech, on which all ties depend.
    sort: u64,
    vector: Option<WordVector>,
    climb: Climb,
}

impl Word<'_> {
    /// The cosine of the vectors of two words; 0 where one has none.
    pub fn cosine(&self, other: &Word) -> f32 {
        match (&self.known.vector, &other.known.vector) {
            (Some(u), Some(v)) => u.cosine(v),
            _ => 0.0,
        }
    }
}

/// What ties two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// The same word.
    Equal,
    /// The same but for a letter or two.
    Spelling,
    /// They exclude each other.
    Opposite,
    /// One sense in common.
    Synonym,
    /// A verb and its noun.
    Derived,
    /// The first is a kind of the second.
    Below,
    /// The second is a kind of the first.
    Above,
    /// Two different numbers.
    Number,
    /// Two kinds of one thing.
    Sister,
    /// Distant relatives.
    Cousin,
    /// Used in similar company.
    Near,
}

impl Tie {
    /// All of them, the surest first.
    pub const ALL: [Tie; 11] = [
        Tie::Equal,
        Tie::Spelling,
        Tie::Opposite,
        Tie::Synonym,
        Tie::Derived,
        Tie::Below,
        Tie::Above,
        Tie::Number,
        Tie::Sister,
        Tie::Cousin,
        Tie::Near,
    ];

    /// A short name, for features by word.
    pub fn name(self) -> &'static str {
        match self {
            Tie::Equal => "equal",
            Tie::Spelling => "spelling",
            Tie::Opposite => "opposite",
            Tie::Synonym => "synonym",
            Tie::Derived => "derived",
            Tie::Below => "below",
            Tie::Above => "above",
            Tie::Number => "number",
            Tie::Sister => "sister",
            Tie::Cousin => "cousin",
            Tie::Near => "near",
        }
    }

    /// Whether the first may stand for the second without changing what is said.
    pub fn entails(self) -> bool {
        matches!(
            self,
            Tie::Equal | Tie::Spelling | Tie::Synonym | Tie::Derived | Tie::Below
        )
    }
}

/// Two words that answer to each other, as indices into [`Alignment::a`] and [`Alignment::b`].
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// The first side's word.
    pub a: usize,
    /// The second's.
    pub b: usize,
    /// What ties them.
    pub tie: Tie,
    /// The cosine of their vectors; 1 for the same word.
    pub cosine: f32,
}

/// The content words of both sides and what ties them.
pub struct Alignment<'a> {
    /// The first side's words, in order.
    pub a: Vec<Word<'a>>,
    /// The second's.
    pub b: Vec<Word<'a>>,
    /// One-to-one, in the order of the first side.
    pub links: Vec<Link>,
}

impl<'a> Alignment<'a> {
    /// Aligns the words of a pair: the surest ties first, among equals those whose surroundings are tied as well.
    pub fn new(pair: &Pair<'a>) -> Self {
        let (a, b) = (words(&pair.a), words(&pair.b));
        let mut candidates = Vec::new();
        with_latest_ties(|latest| {
            for (i, x) in a.iter().enumerate() {
                for (j, y) in b.iter().enumerate() {
                    let Some((tie, cosine)) = tie(x, y, latest) else {
                        continue;
                    };
                    let same_role =
                        pair.a.syntax.relation(x.index) == pair.b.syntax.relation(y.index);
                    let heads = heads_alike(&pair.a.syntax, x.index, &pair.b.syntax, y.index);
                    let near = 1.0 - (i as f32 / a.len() as f32 - j as f32 / b.len() as f32).abs();
                    let fit = f32::from(u8::from(same_role)) + 2.0 * f32::from(u8::from(heads));
                    let link = Link {
                        a: i,
                        b: j,
                        tie,
                        cosine,
                    };
                    candidates.push((tie, -(fit + near + cosine), link));
                }
            }
        });
        candidates.sort_by(|x, y| {
            x.0.cmp(&y.0)
                .then(x.1.total_cmp(&y.1))
                .then((x.2.a, x.2.b).cmp(&(y.2.a, y.2.b)))
        });
        let (mut taken_a, mut taken_b) = (vec![false; a.len()], vec![false; b.len()]);
        let mut links = Vec::new();
        for (_, _, link) in candidates {
            if !taken_a[link.a] && !taken_b[link.b] {
                (taken_a[link.a], taken_b[link.b]) = (true, true);
                links.push(link);
            }
        }
        links.sort_by_key(|link| link.a);
        Alignment { a, b, links }
    }

    /// The words of the first side that nothing answers to.
    pub fn left_a(&self) -> Vec<&Word<'a>> {
        let free = |i: &usize| !self.links.iter().any(|link| link.a == *i);
        (0..self.a.len()).filter(free).map(|i| &self.a[i]).collect()
    }

    /// The words of the second side that nothing answers to.
    pub fn left_b(&self) -> Vec<&Word<'a>> {
        let free = |j: &usize| !self.links.iter().any(|link| link.b == *j);
        (0..self.b.len()).filter(free).map(|j| &self.b[j]).collect()
    }

    /// The link of two words given by their indices in the sentences, if they are tied to each other.
    pub fn link_of(&self, a: usize, b: usize) -> Option<&Link> {
        self.links
            .iter()
            .find(|l| self.a[l.a].index == a && self.b[l.b].index == b)
    }
}

/// Whether both words hang on the same lemma, or are both tops.
fn heads_alike(a: &Syntax, x: usize, b: &Syntax, y: usize) -> bool {
    match (a.head(x), b.head(y)) {
        (Some(p), Some(q)) => a.lemma(p) == b.lemma(q),
        (None, None) => true,
        _ => false,
    }
}

/// What a word is compared by.
fn compared(lemma: &str) -> &str {
    match lemma {
        "someone" | "somebody" | "anyone" | "anybody" | "nobody" | "everyone" | "everybody"
        | "people" => "person",
        "kid" => "child",
        other => other,
    }
}

/// The content words of a side.
fn words<'a>(side: &Side<'a>) -> Vec<Word<'a>> {
    let readings = side.readings;
    let known = readings.content_words.get_or_init(|| known_words(side));
    known
        .iter()
        .map(|known| Word {
            index: known.index,
            lemma: compared(side.detail.syntax(side.text).lemma(known.index)),
            stem: known.stem,
            upos: side.syntax.upos(known.index),
            weight: known.weight,
            known,
        })
        .collect()
}

fn known_words(side: &Side) -> Vec<KnownWord> {
    /// Senses beyond these are rare.
    const SENSES: usize = 3;
    let syntax = &side.syntax;
    let is_content = |&w: &usize| {
        let anybody = compared(syntax.lemma(w)) == "person";
        let negator = matches!(syntax.lemma(w), "not" | "no" | "never" | "n't");
        anybody
            || !negator
                && matches!(
                    syntax.upos(w),
                    Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Adv | Upos::Num
                )
    };
    (0..syntax.len())
        .filter(is_content)
        .map(|w| {
            let lemma = compared(syntax.lemma(w));
            let part = match syntax.upos(w) {
                Upos::Verb => Some(Part::Verb),
                Upos::Adj => Some(Part::Adjective),
                Upos::Noun | Upos::Propn | Upos::Pron => Some(Part::Noun),
                _ => None,
            };
            KnownWord {
                index: w,
                stem: key_of(lemma),
                sort: folded(lemma_hash(lemma), syntax.upos(w) as u64),
                weight: rarity(&syntax.form(w).to_lowercase()),
                vector: vectors::table().word(lemma),
                climb: part
                    .map_or_else(Climb::default, |part| taxonomy().climb(lemma, part, SENSES)),
            }
        })
        .collect()
}

/// How rare a lower-cased word is in news, in [0, 1].
pub fn rarity(word: &str) -> f32 {
    let table = frequency::news();
    let share = f64::from(table.documents()) / f64::from(table.of(word).max(1));
    // The rarest words of the table are in four documents of 37,554: a logarithm of 9.1.
    (share.ln() / 9.2).clamp(0.0, 1.0) as f32
}

/// The tie of two words, and what it is remembered by.
type Remembered = (u64, Option<(Tie, f32)>);

/// Places for ties that are remembered, as a power of two: half a megabyte.
const LATEST_BITS: u32 = 15;

/// Lends the ties that were worked out last: the reports of an event pair the same words again and again, so they are remembered by thread.
fn with_latest_ties<T>(use_them: impl FnOnce(&mut [Remembered]) -> T) -> T {
    thread_local! {
        // No pair has the key 0, but for one in 2^64.
        static LATEST: RefCell<Box<[Remembered]>> =
            RefCell::new(vec![(0, None); 1 << LATEST_BITS].into());
    }
    LATEST.with_borrow_mut(|latest| use_them(latest))
}

/// What ties two words, if anything, and the cosine of their vectors.
fn tie(x: &Word, y: &Word, latest: &mut [Remembered]) -> Option<(Tie, f32)> {
    // "Below" is not "above", so the order counts.
    let key = folded(x.known.sort, y.known.sort.rotate_left(32));
    let place = &mut latest[(key >> (u64::BITS - LATEST_BITS)) as usize];
    if place.0 != key {
        *place = (key, worked_out_tie(x, y));
    }
    place.1
}

/// The same, not remembered.
fn worked_out_tie(x: &Word, y: &Word) -> Option<(Tie, f32)> {
    /// Words used in similar company.
    const NEAR: f32 = 0.45;
    /// Least Jaro-Winkler similarity of two spellings.
    const SPELLINGS: f64 = 0.94;
    /// Steps to what both are a kind of.
    const SISTERS: u8 = 2;
    const COUSINS: u8 = 6;
    if x.lemma == y.lemma || x.stem == y.stem {
        return Some((Tie::Equal, 1.0));
    }
    let cosine = x.cosine(y);
    let found = |tie: Tie| Some((tie, cosine));
    if x.upos == Upos::Num || y.upos == Upos::Num {
        return (x.upos == y.upos).then_some((Tie::Number, cosine));
    }
    if are_antonyms(x.lemma, y.lemma) {
        return found(Tie::Opposite);
    }
    if are_synonyms(x.lemma, y.lemma) {
        return found(Tie::Synonym);
    }
    let long = x.lemma.len().min(y.lemma.len()) > 4;
    if long
        && may_be_spellings(x.lemma, y.lemma, SPELLINGS)
        && strsim::jaro_winkler(x.lemma, y.lemma) >= SPELLINGS
    {
        return found(Tie::Spelling);
    }
    if verbs_of(x.lemma).contains(&y.lemma) || verbs_of(y.lemma).contains(&x.lemma) {
        return found(Tie::Derived);
    }
    match x.known.climb.meet(&y.known.climb) {
        Some(Standing::Same) => return found(Tie::Synonym),
        Some(Standing::Below(_)) => return found(Tie::Below),
        Some(Standing::Above(_)) => return found(Tie::Above),
        Some(Standing::Beside(p, q)) if p.max(q) <= SISTERS => return found(Tie::Sister),
        Some(Standing::Beside(p, q)) if p + q <= COUSINS && cosine >= 0.25 => {
            return found(Tie::Cousin);
        }
        _ => {}
    }
    (cosine >= NEAR).then_some((Tie::Near, cosine))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Corpus;
    use crate::sentence_pairs::{Sentence, measure_pairs};

    #[test]
    fn words_are_tied_as_english_has_it() {
        let check = |a: &str, b: &str, x: &str, y: &str, expected: Tie| {
            let sentence = |text: &str| Sentence {
                text: text.into(),
                ..Sentence::default()
            };
            let ties = measure_pairs(
                &[(sentence(a), sentence(b))],
                &Corpus::default(),
                |pair, _| {
                    let alignment = Alignment::new(pair);
                    let of = |l: &Link| {
                        (
                            alignment.a[l.a].lemma.to_string(),
                            alignment.b[l.b].lemma.to_string(),
                            l.tie,
                        )
                    };
                    alignment.links.iter().map(of).collect::<Vec<_>>()
                },
            );
            let wanted = (x.to_string(), y.to_string(), expected);
            assert!(ties[0].contains(&wanted), "{wanted:?} is not in {ties:?}");
        };
        check(
            "A woman is slicing an onion.",
            "A person is cutting an onion.",
            "slice",
            "cut",
            Tie::Below,
        );
        check(
            "A woman is slicing an onion.",
            "A person is cutting an onion.",
            "woman",
            "person",
            Tie::Below,
        );
        check(
            "The door is open.",
            "The door is closed.",
            "open",
            "close",
            Tie::Opposite,
        );
        check(
            "Two dogs run.",
            "Three dogs run.",
            "two",
            "three",
            Tie::Number,
        );
    }

    #[test]
    fn a_tie_that_is_remembered_is_the_one_that_is_worked_out() {
        let sentence = |text: &str| Sentence {
            text: text.into(),
            ..Sentence::default()
        };
        let texts = [
            "Two dogs were attacked near the open door on Monday.",
            "The attack on three hounds near the closed doors was denied.",
            "A dog attacks people who open or close the dor.",
        ];
        let pairs: Vec<_> = texts
            .iter()
            .flat_map(|a| texts.iter().map(move |b| (sentence(a), sentence(b))))
            .collect();
        let compared = measure_pairs(&pairs, &Corpus::default(), |pair, _| {
            let (a, b) = (words(&pair.a), words(&pair.b));
            for (x, y) in a.iter().flat_map(|x| b.iter().map(move |y| (x, y))) {
                let known = with_latest_ties(|latest| [tie(x, y, latest), tie(x, y, latest)]);
                assert_eq!(known, [worked_out_tie(x, y); 2], "{} {}", x.lemma, y.lemma);
            }
            a.len() * b.len()
        });
        assert!(compared.iter().sum::<usize>() > 300);
    }
}
