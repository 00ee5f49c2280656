//! The names of an article: the longest form of each, and what titles and descriptions they go by.
//!
//! In: the text. Out: [`Names`], which completes a short name ("Dallal" to "Samir Dallal"), an institution ("the Observatory") or a
//! description ("the minister") if the article leaves no doubt who is meant.

use rustc_hash::FxHashMap;

use crate::lexicon::titles::is_office;
use crate::text::sentence::paragraphs;

/// The full names of an article.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Each full name and how often it is written, longest first.
    full: Vec<(String, usize)>,
    /// Lower-cased title or office to the names that carry it; a name once.
    titles: FxHashMap<String, Vec<String>>,
    /// Last names that are written with "Mr." or "Mrs.".
    pronouns: FxHashMap<String, &'static str>,
}

/// Longer runs are headlines (words).
const LONGEST_NAME: usize = 7;

impl Names {
    /// Collects the names of a text. `O(n)` in its words.
    pub fn new(text: &str) -> Names {
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        let mut order: Vec<String> = Vec::new();
        let mut titles: FxHashMap<String, Vec<String>> = FxHashMap::default();
        let mut pronouns: FxHashMap<String, &'static str> = FxHashMap::default();
        for paragraph in paragraphs(text) {
            let body = paragraph.of(text);
            // A headline has capitals everywhere.
            if !body.contains(['.', '!', '?', ',', '”', '"']) {
                continue;
            }
            let words: Vec<&str> = body.split_whitespace().collect();
            for pair in words.windows(2) {
                let pronoun = match pair[0] {
                    "Mr." | "Mr" => "he",
                    "Mrs." | "Mrs" | "Ms." | "Ms" | "Miss" => "she",
                    _ => continue,
                };
                // "Mr. and Mrs. Weber" share a name.
                pronouns
                    .entry(bare(pair[1]).to_string())
                    .and_modify(|p| {
                        if *p != pronoun {
                            *p = "";
                        }
                    })
                    .or_insert(pronoun);
            }
            for run in runs(&words) {
                let name = written(&words[run.start..run.end]);
                if run.end - run.start >= 2 {
                    if !counts.contains_key(&name) {
                        order.push(name.clone());
                    }
                    *counts.entry(name.clone()).or_default() += 1;
                }
                for title in titles_of(&words, &run) {
                    let holders = titles.entry(title).or_default();
                    if !holders.contains(&name) {
                        holders.push(name.clone());
                    }
                }
            }
        }
        let mut full: Vec<(String, usize)> = order
            .into_iter()
            .map(|name| {
                let count = counts[&name];
                (name, count)
            })
            .collect();
        full.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Names {
            full,
            titles,
            pronouns,
        }
    }

    /// The longest name that `short` (a name of one or two words, or one with a courtesy title) stands for; none if there is none or if
    /// two persons share it about as often.
    pub fn complete(&self, short: &str) -> Option<&str> {
        let short = without_courtesy(short);
        let last = short.split_whitespace().last()?;
        if !last.starts_with(char::is_uppercase) || short.split_whitespace().count() > 2 {
            return None;
        }
        let fits = |name: &str| {
            let words: Vec<&str> = name.split_whitespace().collect();
            words.last() == Some(&last) && ends_with_words(name, short)
        };
        // "Hillary Clinton" and "Secretary Hillary Clinton" are one; "Bill Clinton" is another.
        let mut bearers: Vec<(&str, usize, &str)> = Vec::new();
        for (name, count) in self.full.iter().filter(|(name, _)| fits(name)) {
            if without_courtesy(name).split_whitespace().count() < 2 {
                continue;
            }
            let given = name.split_whitespace().rev().nth(1).unwrap_or(name);
            match bearers.iter_mut().find(|(key, _, _)| *key == given) {
                Some((_, sum, _)) => *sum += count,
                None => bearers.push((given, *count, name)),
            }
        }
        bearers.sort_by_key(|(_, count, _)| std::cmp::Reverse(*count));
        match bearers.as_slice() {
            [] => None,
            [(_, _, name)] => (name.len() > short.len()).then_some(*name),
            // Named at least three times as often as the next: the short name is his.
            [(_, most, name), (_, next, _), ..] => {
                (*most >= 3 * next && name.len() > short.len()).then_some(*name)
            }
        }
    }

    /// The name itself if the article has it in full.
    pub fn person(&self, name: &str) -> Option<&str> {
        self.full
            .iter()
            .map(|(full, _)| full.as_str())
            .find(|full| *full == name)
    }

    /// "he" or "she" for a name with a courtesy title; none if both or neither are written.
    pub fn pronoun(&self, name: &str) -> Option<&str> {
        let last = name.split(',').next()?.split_whitespace().last()?;
        self.pronouns.get(last).copied().filter(|p| !p.is_empty())
    }

    /// The institution that a single capitalised word of it stands for: "the Observatory".
    pub fn institution(&self, word: &str) -> Option<&str> {
        let mut holders = self.full.iter().filter(|(name, _)| {
            name.split_whitespace().any(|w| w == word) && name.split_whitespace().count() >= 3
        });
        let first = holders.next()?;
        // Further forms must be parts of the longest.
        holders
            .all(|(name, _)| first.0.contains(name.as_str()))
            .then_some(first.0.as_str())
    }

    /// The only name that goes by a title or office, in lower case: "minister".
    pub fn holder(&self, title: &str) -> Option<&str> {
        let holders = self.titles.get(title)?;
        let longest = holders.iter().max_by_key(|name| name.len())?;
        let last = longest.split_whitespace().last()?;
        holders
            .iter()
            .all(|name| name.split_whitespace().last() == Some(last))
            .then_some(longest.as_str())
    }
}

fn ends_with_words(name: &str, short: &str) -> bool {
    name == short
        || name
            .strip_suffix(short)
            .is_some_and(|before| before.ends_with(' '))
}

/// Without "Mr." and the like.
pub(super) fn without_courtesy(name: &str) -> &str {
    [
        "Mr. ", "Mrs. ", "Ms. ", "Mr ", "Mrs ", "Ms ", "Dr. ", "Dr ", "Sir ", "Miss ",
    ]
    .iter()
    .find_map(|courtesy| name.strip_prefix(courtesy))
    .unwrap_or(name)
}

struct Run {
    start: usize,
    end: usize,
}

/// Runs of capitalised words, with "of", "for", "al", "de" inside.
fn runs(words: &[&str]) -> Vec<Run> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < words.len() {
        if !is_name_word(words[start]) || is_no_name(bare(words[start])) {
            start += 1;
            continue;
        }
        let mut end = start;
        while end < words.len() && is_name_word(words[end]) {
            end += 1;
            if closes(words[end - 1]) {
                break;
            }
            // "Observatory for Human Rights", "Abdel al Rahman"
            if end + 1 < words.len()
                && matches!(
                    words[end],
                    "of" | "for" | "al" | "de" | "bin" | "van" | "von" | "del" | "la"
                )
                && is_name_word(words[end + 1])
                && !is_no_name(bare(words[end + 1]))
            {
                end += 1;
            }
        }
        if end - start <= LONGEST_NAME {
            found.push(Run { start, end });
        }
        start = end.max(start + 1);
    }
    found
}

fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let word = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .unwrap_or(word);
    if word.len() > 3 && !is_title_abbreviation(word) {
        word.trim_end_matches('.')
    } else {
        word
    }
}

fn is_name_word(word: &str) -> bool {
    let bare = bare(word);
    bare.starts_with(char::is_uppercase) && (bare.chars().count() > 1 || word.ends_with('.'))
}

/// Whether a name cannot run on behind this word.
fn closes(word: &str) -> bool {
    word.ends_with([',', ';', ':', '!', '?', '"', '”', ')', '’', '\''])
        || word.ends_with("'s")
        || word.ends_with("’s")
        || word.ends_with('.') && word.len() > 3 && !is_title_abbreviation(word)
}

fn is_title_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "Gen."
            | "Col."
            | "Maj."
            | "Capt."
            | "Sen."
            | "Rep."
            | "Gov."
            | "Prof."
            | "Sgt."
            | "Lieut."
            | "Mrs."
            | "Messrs."
            | "Adm."
            | "U.S."
            | "U.N."
    )
}

/// Words that begin sentences or name days, not people.
fn is_no_name(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "In"
            | "On"
            | "At"
            | "But"
            | "And"
            | "When"
            | "While"
            | "As"
            | "After"
            | "Before"
            | "If"
            | "For"
            | "With"
            | "By"
            | "From"
            | "To"
            | "Of"
            | "Since"
            | "Until"
            | "Although"
            | "Though"
            | "However"
            | "Meanwhile"
            | "Earlier"
            | "Later"
            | "Then"
            | "So"
            | "Yet"
            | "Still"
            | "Even"
            | "Both"
            | "Some"
            | "Many"
            | "Most"
            | "Like"
            | "He"
            | "She"
            | "It"
            | "They"
            | "We"
            | "You"
            | "This"
            | "That"
            | "These"
            | "Those"
            | "There"
            | "Here"
            | "His"
            | "Her"
            | "Its"
            | "Their"
            | "Our"
            | "My"
            | "Your"
            | "What"
            | "Who"
            | "Why"
            | "How"
            | "Where"
            | "Which"
            | "Nor"
            | "Or"
            | "Not"
            | "No"
            | "Yes"
            | "Last"
            | "Only"
            | "Just"
            | "Now"
            | "Also"
            | "Asked"
            | "Speaking"
            | "According"
            | "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "Mr"
            | "Mr."
            | "Mrs"
            | "Mrs."
            | "Ms"
            | "Ms."
            | "Is"
            | "Are"
            | "Was"
            | "Were"
            | "Has"
            | "Had"
            | "Do"
            | "Did"
            | "Despite"
            | "During"
            | "Because"
            | "Former"
            | "Under"
            | "Over"
            | "Among"
            | "Unlike"
            | "Instead"
            | "Once"
    )
}

fn written(words: &[&str]) -> String {
    words.iter().map(|w| bare(w)).collect::<Vec<_>>().join(" ")
}

/// What a name goes by: title words inside and before it, and the head of a description behind a comma.
fn titles_of(words: &[&str], run: &Run) -> Vec<String> {
    let mut found = Vec::new();
    let words_inside = &words[run.start..run.end];
    for (i, word) in words_inside.iter().enumerate() {
        let lower = bare(word).to_lowercase();
        if i + 1 < words_inside.len() && is_office(&lower) {
            found.push(lower);
        }
    }
    // "foreign minister Sergei Lavrov", "news agency SANA"
    if let Some(before) = run.start.checked_sub(1) {
        let lower = words[before].to_lowercase();
        if is_office(&lower) && !closes(words[before]) {
            found.push(lower);
        }
    }
    // "Samir Dallal, the director of": the last word before "of", "at" or the next comma.
    if run.end < words.len() && words[run.end - 1].ends_with(',') {
        for word in &words[run.end..(run.end + 6).min(words.len())] {
            let lower = bare(word).to_lowercase();
            if is_office(&lower) {
                found.push(lower);
                break;
            }
            if closes(word) {
                break;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Earlier Samir Dallal, the director of the hospital, said no. Rima Kassab's son left. \
        The Syrian Observatory for Human Rights agreed with Foreign Minister Ivo Brandt. In Aleppo it rained. \
        Anna Weber and Karl Weber argued.";

    #[test]
    fn short_names_are_completed() {
        let names = Names::new(TEXT);
        assert_eq!(names.complete("Dallal"), Some("Samir Dallal"));
        assert_eq!(names.complete("Mr. Dallal"), Some("Samir Dallal"));
        assert_eq!(names.complete("Kassab"), Some("Rima Kassab"));
        assert_eq!(
            names.complete("Brandt"),
            Some("Foreign Minister Ivo Brandt")
        );
        assert_eq!(
            names.institution("Observatory"),
            Some("Syrian Observatory for Human Rights")
        );
    }

    #[test]
    fn shared_and_unknown_names_are_left_alone() {
        let names = Names::new(TEXT);
        assert_eq!(names.complete("Weber"), None);
        assert_eq!(names.complete("Schmidt"), None);
        assert_eq!(names.institution("Rights Council"), None);
    }

    #[test]
    fn descriptions_find_their_bearer() {
        let names = Names::new(TEXT);
        assert_eq!(names.holder("director"), Some("Samir Dallal"));
        assert_eq!(
            names.holder("minister"),
            Some("Foreign Minister Ivo Brandt")
        );
        assert_eq!(names.holder("mayor"), None);
    }
}
