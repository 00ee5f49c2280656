//! Terms: the words of a text in the form in which texts are compared.
//!
//! A term is a maximal run of letters and digits (with inner apostrophes, and with the stops and commas inside a number),
//! lower-cased; words are stemmed (Snowball English, Porter 2001), numbers are kept exactly.

use std::cell::RefCell;
use std::hash::Hasher;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHasher};

use super::span::Span;

/// One word or number of a text, ready to be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Where it stands.
    pub span: Span,
    /// The identity of its stem, or of the number's digits.
    pub key: TermKey,
    /// What sort of word it is.
    pub shape: Shape,
}

/// The identity of a stem: a 64-bit hash of its letters, the same in every run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermKey(pub u64);

/// The look of a word, which decides how far it may differ from another and still match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Begins with a digit: matches only the same number.
    Number,
    /// Begins with a capital: perhaps a name.
    Capitalised,
    /// Any other word.
    Plain,
}

/// The terms of `text`, in order. `O(n)`.
pub fn terms(text: &str) -> Vec<Term> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut found = Vec::with_capacity(text.len() / 6);
    let mut lower = String::new();
    words(text, |span| {
        let word = span.of(text);
        let first = word.chars().next().unwrap_or(' ');
        let shape = if first.is_ascii_digit() {
            Shape::Number
        } else if first.is_uppercase() {
            Shape::Capitalised
        } else {
            Shape::Plain
        };
        normal_form(word, &mut lower);
        let key = match shape {
            Shape::Number => key(&lower),
            _ => key(&stemmer.stem(&lower)),
        };
        found.push(Term { span, key, shape });
    });
    found
}

/// The key of one word, as [`terms`] would give it. Asked for the same words again and again when pairs are judged: remembered by thread.
pub fn key_of(word: &str) -> TermKey {
    /// Words remembered before all are forgotten: far more than a slice of work has.
    const MOST: usize = 50_000;
    thread_local! {
        static KNOWN: RefCell<FxHashMap<Box<str>, TermKey>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(key) = known.get(word) {
            return *key;
        }
        if known.len() >= MOST {
            known.clear();
        }
        let key = worked_out_key(word);
        known.insert(word.into(), key);
        key
    })
}

fn worked_out_key(word: &str) -> TermKey {
    let mut lower = String::new();
    normal_form(word, &mut lower);
    if lower.starts_with(|c: char| c.is_ascii_digit()) {
        return key(&lower);
    }
    key(&Stemmer::create(Algorithm::English).stem(&lower))
}

/// Lower-cases `word` into `into`, without possessive endings and without the commas of a number.
pub fn normal_form(word: &str, into: &mut String) {
    into.clear();
    let number = word.starts_with(|c: char| c.is_ascii_digit());
    for c in word.chars() {
        match c {
            ',' if number => {}
            '’' => into.push('\''),
            c if c.is_ascii() => into.push(c.to_ascii_lowercase()),
            c => into.extend(c.to_lowercase()),
        }
    }
    if into.ends_with("'s") {
        into.truncate(into.len() - 2);
    } else if into.ends_with('\'') {
        into.pop();
    }
}

fn key(stem: &str) -> TermKey {
    let mut hasher = FxHasher::default();
    hasher.write(stem.as_bytes());
    TermKey(hasher.finish())
}

/// Calls `found` with the span of each word of `text`.
fn words(text: &str, mut found: impl FnMut(Span)) {
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut last = c;
        while let Some(&(at, c)) = chars.peek() {
            let joins = match c {
                c if c.is_alphanumeric() => true,
                '\'' | '’' => {
                    last.is_alphabetic() && next_is(text, at + c.len_utf8(), char::is_alphabetic)
                }
                '.' | ',' => last.is_ascii_digit() && next_is(text, at + 1, |c| c.is_ascii_digit()),
                _ => false,
            };
            if !joins {
                break;
            }
            end = at + c.len_utf8();
            last = c;
            chars.next();
        }
        found(Span::new(start, end));
    }
}

fn next_is(text: &str, at: usize, test: impl Fn(char) -> bool) -> bool {
    text[at..].chars().next().is_some_and(test)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_inner_apostrophes_and_numbers_their_stops() {
        let text = "Syria's 1,300 dead: O'Neill can't say 6.1-magnitude.";
        let found: Vec<&str> = terms(text).iter().map(|t| t.span.of(text)).collect();
        assert_eq!(
            found,
            [
                "Syria's",
                "1,300",
                "dead",
                "O'Neill",
                "can't",
                "say",
                "6.1",
                "magnitude"
            ]
        );
    }

    #[test]
    fn inflected_words_share_a_key_and_numbers_only_with_themselves() {
        assert_eq!(key_of("shelled"), key_of("Shelling"));
        assert_eq!(key_of("Syria's"), key_of("Syria"));
        assert_eq!(key_of("1,300"), key_of("1300"));
        assert_ne!(key_of("130"), key_of("1300"));
    }
}
