//! What the rules read in one article, worked out at the first question and kept: an article has many claims, and each of them stands in
//! many pairs.
//!
//! Whether an article has a word is asked for each word of each claim that meets one of its own. So before the text is searched it is asked
//! whether it has the word's letters at all, three by three.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::incident::Incidents;
use super::position::{Sorts, sorts_of};
use super::who::Dossier;

/// What has been read in an article so far. It belongs to the article that it was first asked of; another needs its own.
#[derive(Debug, Default)]
pub struct ArticleReadings {
    lower: OnceLock<LowerText>,
    lead: OnceLock<Vec<Box<str>>>,
    figures: OnceLock<Box<[u32]>>,
    incidents: OnceLock<Incidents>,
    dossier: OnceLock<Dossier>,
    opening: OnceLock<Vec<Box<str>>>,
    sorts: OnceLock<Sorts>,
}

impl ArticleReadings {
    /// The article in lower case.
    pub(super) fn lower(&self, text: &str) -> &LowerText {
        self.lower.get_or_init(|| LowerText::new(text))
    }

    /// The words of [`lead`], sorted.
    pub(super) fn lead(&self, text: &str) -> &[Box<str>] {
        self.lead.get_or_init(|| lead(text))
    }

    /// The disasters that the text tells of. It is an article of one day: `anchor` is always the same.
    pub(super) fn incidents(&self, text: &str, anchor: Option<Date>) -> &Incidents {
        self.incidents.get_or_init(|| Incidents::new(text, anchor))
    }

    /// What the article says of its names.
    pub(super) fn dossier(&self, text: &str) -> &Dossier {
        self.dossier.get_or_init(|| Dossier::new(text))
    }

    /// The words of [`opening`], sorted.
    pub(super) fn opening(&self, text: &str) -> &[Box<str>] {
        self.opening.get_or_init(|| opening(text))
    }

    /// The sorts of incident that it begins with.
    pub(super) fn sorts(&self, text: &str) -> &Sorts {
        self.sorts.get_or_init(|| sorts_of(text))
    }

    /// Whether the text has a number as it is written here, in digits and perhaps commas, and not as a part of a longer one.
    pub(super) fn has_figure(&self, text: &str, digits: &str) -> bool {
        let starts = self.figures.get_or_init(|| figure_starts(text));
        starts.iter().any(|&at| {
            let behind = text[at as usize..].strip_prefix(digits);
            behind.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
        })
    }
}

/// A text in lower case, ready to be searched again and again.
#[derive(Debug)]
pub(super) struct LowerText {
    text: String,
    /// One bit for each hash of three bytes in a row that the text has.
    triples: Box<[u64]>,
    /// Where its runs of letters and digits start and end, in the order of what they say.
    runs: Box<[(u32, u32)]>,
}

/// Bits of [`LowerText::triples`], as a power of two: an article has some two thousand different triples.
const TRIPLE_BITS: u32 = 14;

impl LowerText {
    fn new(text: &str) -> Self {
        let text = text.to_lowercase();
        let mut triples = vec![0u64; 1 << (TRIPLE_BITS - 6)].into_boxed_slice();
        for place in triple_places(&text) {
            triples[place / 64] |= 1 << (place % 64);
        }
        let mut runs = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices() {
            match (c.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    runs.push((from as u32, at as u32));
                    start = None;
                }
                _ => {}
            }
        }
        runs.extend(start.map(|from| (from as u32, text.len() as u32)));
        runs.sort_unstable_by_key(|&(from, to)| &text[from as usize..to as usize]);
        LowerText {
            triples,
            runs: runs.into(),
            text,
        }
    }

    /// Whether the text has these lower-cased letters anywhere.
    pub fn contains(&self, word: &str) -> bool {
        let may = |place: usize| self.triples[place / 64] >> (place % 64) & 1 == 1;
        triple_places(word).all(may) && (self.begins_a_run(word) || self.text.contains(word))
    }

    /// The runs from the first that is not before `word`.
    fn runs_from(&self, word: &str) -> impl Iterator<Item = &str> {
        let run = |&(from, to): &(u32, u32)| &self.text[from as usize..to as usize];
        let first = self.runs.partition_point(|place| run(place) < word);
        self.runs[first..].iter().map(run)
    }

    fn begins_a_run(&self, word: &str) -> bool {
        self.runs_from(word)
            .next()
            .is_some_and(|run| run.starts_with(word))
    }

    /// How many words of the text begin with the lower-cased `stem`. What is found in one place is not looked for again inside it.
    pub fn beginnings(&self, stem: &str) -> usize {
        if stem.is_empty() {
            return 0;
        }
        if stem.chars().all(char::is_alphanumeric) {
            let runs = self.runs_from(stem);
            return runs.take_while(|run| run.starts_with(stem)).count();
        }
        let starts_a_word = |at: usize| !self.text[..at].ends_with(char::is_alphanumeric);
        self.text
            .match_indices(stem)
            .filter(|(at, _)| starts_a_word(*at))
            .count()
    }
}

/// The places of the bits of all three bytes in a row.
fn triple_places(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.as_bytes().windows(3).map(|three| {
        let number = u32::from(three[0]) | u32::from(three[1]) << 8 | u32::from(three[2]) << 16;
        (number.wrapping_mul(0x9e37_79b1) >> (u32::BITS - TRIPLE_BITS)) as usize
    })
}

/// The beginning of a text, some two or three sentences.
fn beginning(text: &str) -> &str {
    /// In bytes.
    const LONG: usize = 420;
    let end = (LONG.min(text.len())..)
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len());
    &text[..end]
}

/// All words near the beginning of a text in lower case, short ones left out, sorted.
fn opening(text: &str) -> Vec<Box<str>> {
    let mut words: Vec<Box<str>> = beginning(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 2)
        .map(|w| w.to_lowercase().into())
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The capitalised words near the beginning of a text, sorted.
fn lead(text: &str) -> Vec<Box<str>> {
    let mut words: Vec<Box<str>> = beginning(text)
        .split(|c: char| !c.is_alphabetic() && c != '-')
        .filter(|w| w.chars().next().is_some_and(char::is_uppercase) && w.len() > 3)
        .map(Box::from)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Where numbers in digits start.
fn figure_starts(text: &str) -> Box<[u32]> {
    let goes_on = |byte: u8| byte.is_ascii_digit() || byte == b'.' || byte == b',';
    let bytes = text.as_bytes();
    (0..bytes.len())
        .filter(|&at| bytes[at].is_ascii_digit() && (at == 0 || !goes_on(bytes[at - 1])))
        .map(|at| at as u32)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same by searching the whole text.
    fn naive_beginnings(text: &str, stem: &str) -> usize {
        if stem.is_empty() {
            return 0;
        }
        let starts_a_word = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
        let found = text.match_indices(stem);
        found.filter(|(at, _)| starts_a_word(*at)).count()
    }

    /// The same by searching the whole text.
    fn naive_figure(text: &str, digits: &str) -> bool {
        text.match_indices(digits).any(|(at, found)| {
            let before = text[..at].chars().next_back();
            let after = text[at + found.len()..].chars().next();
            !before.is_some_and(|c| c.is_ascii_digit() || c == '.' || c == ',')
                && !after.is_some_and(|c| c.is_ascii_digit())
        })
    }

    proptest! {
        #[test]
        fn a_word_is_found_as_by_searching_the_whole_text(
            text in "[abB ÀàΣσßé.'-]{0,40}",
            word in "[abàσßé.' -]{0,4}",
        ) {
            let lower = LowerText::new(&text);
            prop_assert_eq!(lower.contains(&word), text.to_lowercase().contains(&word));
            prop_assert_eq!(
                lower.beginnings(&word),
                naive_beginnings(&text.to_lowercase(), &word)
            );
        }

        #[test]
        fn a_figure_is_found_as_by_searching_the_whole_text(
            text in "[12,.a é]{0,30}",
            digits in "[12]{1,2}(,[12]{3})?",
        ) {
            let known = ArticleReadings::default();
            prop_assert_eq!(known.has_figure(&text, &digits), naive_figure(&text, &digits));
        }
    }

    #[test]
    fn a_lead_is_the_first_names_and_weekdays() {
        let known = ArticleReadings::default();
        let text = "DAMASCUS - On Monday the army shelled Douma. The army denied it.";
        let words: Vec<&str> = known.lead(text).iter().map(|w| &**w).collect();
        assert_eq!(words, ["DAMASCUS", "Douma", "Monday"]);
    }
}
