//! Which word of one claim may stand for which of the other: the same word, a synonym, a name's variant, the noun of a verb.

use std::cell::RefCell;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::claims::detail::VerbKey;
use crate::claims::syntax::{Syntax, lemma_hash};
use crate::lexicon::outcomes::outcomes;
use crate::lexicon::relations::{
    antonyms, are_antonyms, are_synonyms, is_person, kinds_of, role_class, synonyms_and_nominals,
    verbs_of,
};
use crate::lexicon::vectors;
use crate::parse::Upos;
use crate::text::term::key_of;

/// How surely two words mean the same; in [0, 1]. 0 is "no reason to think so".
pub fn kinship(a: &Syntax, x: usize, b: &Syntax, y: usize) -> f32 {
    if a.upos(x) == Upos::Propn || b.upos(y) == Upos::Propn {
        return name_kinship(a, x, b, y);
    }
    let (of_x, of_y) = (a.lemma_hash(x), b.lemma_hash(y));
    known_kinship((a.lemma(x), of_x), (b.lemma(y), of_y))
}

/// As [`kinship`], for common words given by their lemmas.
pub fn lemma_kinship(x: &str, y: &str) -> f32 {
    known_kinship((x, lemma_hash(x)), (y, lemma_hash(y)))
}

/// Asked millions of times for few thousand pairs, so remembered by thread. Lemmas come with their hashes.
fn known_kinship((x, hash_x): (&str, u64), (y, hash_y): (&str, u64)) -> f32 {
    thread_local! {
        static KNOWN: RefCell<Known> = RefCell::new(Known::new());
    }
    if hash_x == hash_y && x == y {
        return 1.0;
    }
    // Kinship is the same both ways.
    let key = folded(hash_x.min(hash_y), hash_x.max(hash_y));
    KNOWN.with_borrow_mut(|known| known.get(key, || worked_out_kinship(x, y)))
}

/// Two hashes in one, so well mixed that each of its bits depends on all of theirs.
pub(super) fn folded(x: u64, y: u64) -> u64 {
    const ODD: [u64; 2] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93];
    let product = u128::from(x ^ ODD[0]) * u128::from(y ^ ODD[1]);
    (product >> 64) as u64 ^ product as u64
}

/// The kinship of word pairs met before: the latest in a small table that stays near the processor, the others in a large one.
struct Known {
    latest: Box<[(u64, f32)]>,
    all: FxHashMap<u64, f32>,
}

impl Known {
    /// Places of the small table, as a power of two: 256 KB.
    const BITS: u32 = 14;
    /// Pairs in the large table before all are forgotten: some 40 MB.
    const MOST: usize = 1_500_000;

    fn new() -> Self {
        // No pair has the key 0, but for one in 2^64.
        Known {
            latest: vec![(0, 0.0); 1 << Self::BITS].into(),
            all: FxHashMap::default(),
        }
    }

    fn get(&mut self, key: u64, work_out: impl FnOnce() -> f32) -> f32 {
        let place = (key >> (u64::BITS - Self::BITS)) as usize;
        let (there, kinship) = self.latest[place];
        if there == key {
            return kinship;
        }
        if self.all.len() >= Self::MOST {
            self.all.clear();
        }
        let kinship = *self.all.entry(key).or_insert_with(work_out);
        self.latest[place] = (key, kinship);
        kinship
    }
}

/// Well mixed keys of pairs of words. Nearly all that are asked for are not there, so a bit for each tells most of them apart before the set,
/// which is far from the processor, is asked.
struct Pairs {
    bits: Box<[u64]>,
    all: FxHashSet<u64>,
}

impl Pairs {
    /// Bits, as a power of two: 128 KB.
    const BITS: u32 = 20;

    fn place(key: u64) -> (usize, u32) {
        let bit = key >> (u64::BITS - Self::BITS);
        ((bit / 64) as usize, (bit % 64) as u32)
    }

    fn contains(&self, key: u64) -> bool {
        let (word, bit) = Self::place(key);
        self.bits[word] >> bit & 1 == 1 && self.all.contains(&key)
    }
}

impl FromIterator<u64> for Pairs {
    fn from_iter<I: IntoIterator<Item = u64>>(keys: I) -> Self {
        let all: FxHashSet<u64> = keys.into_iter().collect();
        let mut bits = vec![0u64; 1 << (Self::BITS - 6)].into_boxed_slice();
        for &key in &all {
            let (word, bit) = Self::place(key);
            bits[word] |= 1 << bit;
        }
        Pairs { bits, all }
    }
}

/// The highest [`lemma_kinship`] of two words that the dictionary does not make one.
pub const COMPANY_AT_MOST: f32 = 0.8;

/// Whether the [`lemma_kinship`] of two verbs may be above [`COMPANY_AT_MOST`]: they are one word, or the dictionary knows of them together.
/// A quick question before the dear one, which can only err on the side of yes.
pub fn may_mean_one(x: &VerbKey, y: &VerbKey) -> bool {
    static RELATED: OnceLock<Pairs> = OnceLock::new();
    let pair = |x: u64, y: u64| folded(x.min(y), x.max(y));
    let related = RELATED.get_or_init(|| {
        synonyms_and_nominals()
            .map(|(a, b)| pair(lemma_hash(a), lemma_hash(b)))
            .collect()
    });
    x.lemma == y.lemma
        || x.stem == y.stem
        || x.class.is_some() && x.class == y.class
        || related.contains(pair(x.lemma, y.lemma))
}

/// Whether two predicates may exclude each other by their verbs: a quick question before the dear one, which can only err on the side
/// of yes.
pub fn may_exclude(x: &VerbKey, y: &VerbKey) -> bool {
    static RELATED: OnceLock<Pairs> = OnceLock::new();
    let pair = |x: u64, y: u64| folded(x.min(y), x.max(y));
    let related = RELATED.get_or_init(|| {
        antonyms()
            .chain(outcomes())
            .map(|(a, b)| pair(verb_hash(a), verb_hash(b)))
            .collect()
    });
    related.contains(pair(x.lemma, y.lemma))
}

/// The hash of a lemma without its particle.
fn verb_hash(lemma: &str) -> u64 {
    lemma_hash(lemma.split_once(' ').map_or(lemma, |(verb, _)| verb))
}

fn worked_out_kinship(x: &str, y: &str) -> f32 {
    /// Words used in similar company may be synonyms, sisters or opposites; they count for little.
    const COMPANY: f32 = 0.6;
    if x == y || key_of(x) == key_of(y) {
        return 1.0;
    }
    if are_antonyms(x, y) {
        return 0.0;
    }
    if are_synonyms(x, y) || verbs_of(x).contains(&y) || verbs_of(y).contains(&x) {
        return 0.9;
    }
    if role_class(x).is_some() && role_class(x) == role_class(y) {
        return 0.9;
    }
    if kinds_of(x).take(2).any(|k| k == y) || kinds_of(y).take(2).any(|k| k == x) {
        return 0.7;
    }
    match (vectors::table().word(x), vectors::table().word(y)) {
        (Some(u), Some(v)) => {
            let cosine = u.cosine(&v);
            if cosine >= COMPANY {
                COMPANY_AT_MOST * cosine
            } else {
                0.0
            }
        }
        _ => 0.0,
    }
}

/// Names match by a shared word that is no title; an acronym matches the initials that it is made of.
fn name_kinship(a: &Syntax, x: usize, b: &Syntax, y: usize) -> f32 {
    let (form_x, form_y) = (a.form(x), b.form(y));
    if a.key(x) == b.key(y) || form_x.eq_ignore_ascii_case(form_y) {
        return 1.0;
    }
    if is_short(form_x) && is_acronym_of(form_x, b.phrase_text(y))
        || is_short(form_y) && is_acronym_of(form_y, a.phrase_text(x))
    {
        return 0.95;
    }
    let (lower_x, lower_y) = (a.lower(x), b.lower(y));
    if form_x.len().min(form_y.len()) >= 4
        && may_be_spellings(lower_x, lower_y, SPELLINGS)
        && strsim::jaro_winkler(lower_x, lower_y) >= SPELLINGS
    {
        return 0.85;
    }
    0.0
}

/// Least Jaro-Winkler similarity of two spellings of one name.
const SPELLINGS: f64 = 0.92;

/// Whether a Jaro-Winkler similarity can be reached at all: what one word has and the other lacks matches nothing, which bounds Jaro's measure, and
/// Winkler adds a tenth of the rest for each letter of a common beginning, up to four.
pub(super) fn may_be_spellings(x: &str, y: &str, least: f64) -> bool {
    /// More than sums of a few numbers can differ by.
    const ROUNDING: f64 = 1e-9;
    if !x.is_ascii() || !y.is_ascii() {
        return true;
    }
    let letters = |word: &str| word.bytes().fold(0u128, |mask, byte| mask | 1 << byte);
    let (p, q) = (letters(x), letters(y));
    let held = |len: usize, lone: u128| len - lone.count_ones() as usize;
    let matching = held(x.len(), p & !q).min(held(y.len(), q & !p)) as f64;
    let jaro = (matching / x.len() as f64 + matching / y.len() as f64 + 1.0) / 3.0;
    let both = x.bytes().zip(y.bytes());
    let beginning = both.take(4).take_while(|(b, c)| b == c).count() as f64;
    jaro + 0.1 * beginning * (1.0 - jaro) + ROUNDING >= least
}

/// Whether a word can be made of initials: capitals alone, at least two.
fn is_short(word: &str) -> bool {
    let mut letters = word.bytes().filter(|b| *b != b'.');
    letters.next().is_some_and(|b| b.is_ascii_uppercase())
        && letters.next().is_some_and(|b| b.is_ascii_uppercase())
        && letters.all(|b| b.is_ascii_uppercase())
}

/// "UN" for "United Nations", "SOHR" for "Syrian Observatory for Human Rights".
fn is_acronym_of(short: &str, long: &str) -> bool {
    letters_of(short).is_some_and(|letters| initials_of(long) == letters)
}

/// Whether the acronym is that of the name, or of a longer form of it: "ISIS" for "the Islamic State".
pub(super) fn begins_acronym(short: &str, long: &str) -> bool {
    let initials = initials_of(long);
    initials.len() >= 2 && letters_of(short).is_some_and(|letters| letters.starts_with(&initials))
}

/// The letters of an acronym, without full stops.
fn letters_of(short: &str) -> Option<String> {
    let letters: String = short.chars().filter(|c| *c != '.').collect();
    (letters.len() >= 2 && letters.chars().all(|c| c.is_ascii_uppercase())).then_some(letters)
}

/// The first letters of the capitalised words of a name, but for its article.
fn initials_of(long: &str) -> String {
    let words = long.split_whitespace().filter(|w| *w != "The");
    let first = words.filter_map(|w| w.chars().next());
    first.filter(|c| c.is_uppercase()).collect()
}

/// Whether the word may count people: a person noun, a pronoun, or nothing at all.
pub fn counts_people(syntax: &Syntax, counted: Option<usize>) -> bool {
    counted.is_none_or(|c| is_person(syntax.lemma(c)) || syntax.upos(c) == Upos::Pron)
}

/// Whether the noun names people in general, without saying which sort.
pub fn is_generic_person(lemma: &str) -> bool {
    matches!(
        lemma,
        "people"
            | "person"
            | "other"
            | "victim"
            | "man"
            | "individual"
            | "resident"
            | "inhabitant"
            | "dead"
            | "wounded"
            | "injured"
            | "casualty"
            | "body"
            | "death"
            | "fatality"
            | "injury"
            | "life"
            | "patient"
            | "case"
            | "they"
            | "who"
            | "those"
            | "everyone"
            | "martyr"
            | "citizen"
            | "human"
            | "arrest"
            | "toll"
    )
}
