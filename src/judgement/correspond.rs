//! Which word of one claim may stand for which of the other: the same word, a synonym, a name's variant, the noun of a verb.

use std::cell::RefCell;
use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::claims::syntax::Syntax;
use crate::lexicon::relations::{
    are_antonyms, are_synonyms, is_person, kinds_of, role_class, verbs_of,
};
use crate::lexicon::vectors;
use crate::parse::Upos;
use crate::text::term::key_of;

/// How surely two words mean the same; in [0, 1]. 0 is "no reason to think so".
pub fn kinship(a: &Syntax, x: usize, b: &Syntax, y: usize) -> f32 {
    if a.upos(x) == Upos::Propn || b.upos(y) == Upos::Propn {
        return name_kinship(a, x, b, y);
    }
    lemma_kinship(a.lemma(x), b.lemma(y))
}

/// As [`kinship`], for common words given by their lemmas. Asked millions of times for few thousand pairs: remembered by thread.
pub fn lemma_kinship(x: &str, y: &str) -> f32 {
    thread_local! {
        static KNOWN: RefCell<FxHashMap<(u64, u64), f32>> = RefCell::default();
    }
    if x == y {
        return 1.0;
    }
    let key = (hash(x), hash(y));
    KNOWN.with_borrow_mut(|known| *known.entry(key).or_insert_with(|| worked_out_kinship(x, y)))
}

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
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
            if cosine >= COMPANY { 0.8 * cosine } else { 0.0 }
        }
        _ => 0.0,
    }
}

/// Names match by a shared word that is no title; an acronym matches the initials that it is made of.
fn name_kinship(a: &Syntax, x: usize, b: &Syntax, y: usize) -> f32 {
    let (form_x, form_y) = (a.form(x), b.form(y));
    if form_x.eq_ignore_ascii_case(form_y) || key_of(form_x) == key_of(form_y) {
        return 1.0;
    }
    let (whole_x, whole_y) = (a.phrase_text(x), b.phrase_text(y));
    if is_acronym_of(form_x, whole_y) || is_acronym_of(form_y, whole_x) {
        return 0.95;
    }
    if strsim::jaro_winkler(&form_x.to_lowercase(), &form_y.to_lowercase()) >= 0.92
        && form_x.len().min(form_y.len()) >= 4
    {
        return 0.85;
    }
    0.0
}

/// "UN" for "United Nations", "SOHR" for "Syrian Observatory for Human Rights".
fn is_acronym_of(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|c| *c != '.').collect();
    if letters.len() < 2 || !letters.chars().all(|c| c.is_ascii_uppercase()) {
        return false;
    }
    let initials: String = long
        .split_whitespace()
        .filter_map(|w| w.chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    initials == letters
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
