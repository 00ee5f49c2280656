//! Who speaks in each claim of an article: pronouns, short names and runs of quoted sentences settled in reading order.
//!
//! In: the claims of one article with their attributions, in order. Out: for each the speaker as a reader would name him
//! (the longest name that the article gives), and the cue. A pronoun that was settled stays visible: "Samir Dallal (he)".

use super::attribution::{Attribution, Stance};
use super::syntax::Syntax;
use crate::parse::{Relation, Upos};
use crate::text::span::Span;

/// Who says a claim, and by which word we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The speaker's name or description.
    pub name: String,
    /// The cue in the article, if the sentence has one of its own.
    pub cue: Option<Span>,
    /// The words that name the source in this sentence; none for a quotation that runs on.
    pub source: Option<Span>,
}

/// The state that runs through an article: who spoke last, and whether a quotation is still open.
#[derive(Debug, Default)]
pub struct SpeakerTracker {
    last: Option<String>,
    quote_open: bool,
    names: Vec<String>,
}

impl SpeakerTracker {
    /// A tracker for an article; `text` is searched for the full names that short ones stand for.
    pub fn new(text: &str) -> Self {
        SpeakerTracker {
            last: None,
            quote_open: false,
            names: full_names(text),
        }
    }

    /// The speaker of the next claim of the article, and the index of the attribution that gives it.
    pub fn next(
        &mut self,
        syntax: &Syntax,
        attributions: &[Attribution],
        sentence: Span,
    ) -> (Option<Speaker>, Option<usize>) {
        let body = sentence.of(syntax.text);
        let was_open = self.quote_open;
        self.quote_open = quote_stays_open(body, was_open);
        let main = main_attribution(attributions);
        if let Some(index) = main
            && let Some(source) = attributions[index].source
        {
            let name = self.resolve(syntax, source);
            if !matches!(attributions[index].stance, Stance::Accuse) || self.last.is_none() {
                self.last = Some(strip_pronoun(&name));
            }
            let speaker = Speaker {
                name,
                cue: Some(syntax.word_span(attributions[index].cue)),
                source: Some(syntax.span(&syntax.phrase(source))),
            };
            return (Some(speaker), Some(index));
        }
        let quoted = was_open || starts_quoted(body);
        if quoted && let Some(last) = &self.last {
            return (
                Some(Speaker {
                    name: last.clone(),
                    cue: None,
                    source: None,
                }),
                main,
            );
        }
        if !quoted && main.is_none() && attributions.is_empty() {
            // The outlet speaks again; "he added" two sentences later still means the last speaker.
            return (None, None);
        }
        (None, main)
    }

    fn resolve(&self, syntax: &Syntax, source: usize) -> String {
        let form = syntax.form(source);
        if syntax.upos(source) == Upos::Pron {
            let lower = form.to_lowercase();
            if matches!(lower.as_str(), "he" | "she" | "it" | "they")
                && let Some(last) = &self.last
            {
                return format!("{last} ({lower})");
            }
            return form.to_string();
        }
        let mut name = syntax.phrase_text(source).to_string();
        if let Some(apposition) = syntax
            .child(source, &[Relation::Appos])
            .filter(|&a| syntax.upos(a) == Upos::Propn || syntax.upos(source) == Upos::Propn)
        {
            name = format!("{name}, {}", syntax.phrase_text(apposition));
        }
        if name.split_whitespace().count() <= 2
            && let Some(last_word) = name.split_whitespace().last()
            && last_word.starts_with(char::is_uppercase)
            && let Some(full) = self
                .names
                .iter()
                .find(|n| n.split_whitespace().last() == Some(last_word))
            && full.len() > name.len()
        {
            return full.clone();
        }
        name
    }
}

/// Without the note of the pronoun, so that it is not carried on.
fn strip_pronoun(name: &str) -> String {
    name.split(" (").next().unwrap_or(name).to_string()
}

/// The attribution that covers most of the sentence; among equals the innermost, who is nearest to the fact.
fn main_attribution(attributions: &[Attribution]) -> Option<usize> {
    let spoken = |a: &Attribution| a.source.is_some();
    let largest = attributions
        .iter()
        .filter(|a| spoken(a))
        .map(|a| a.content.len())
        .max()?;
    // A nested attribution that holds most of the outer content speaks for it.
    attributions
        .iter()
        .enumerate()
        .filter(|(_, a)| spoken(a) && a.content.len() * 3 >= largest * 2)
        .min_by_key(|(_, a)| a.content.len())
        .map(|(i, _)| i)
}

/// Whether an open quotation runs on past the end of `sentence`.
fn quote_stays_open(sentence: &str, was_open: bool) -> bool {
    let mut open = was_open;
    for c in sentence.chars() {
        match c {
            '“' => open = true,
            '”' => open = false,
            '"' => open = !open,
            _ => {}
        }
    }
    open
}

fn starts_quoted(sentence: &str) -> bool {
    sentence.starts_with(['“', '"', '‘'])
}

/// Runs of two to four capitalised words, longest first: the names by which short ones are completed.
fn full_names(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    let mut finish = |run: &mut Vec<&str>| {
        if (2..=4).contains(&run.len()) {
            let name = run.join(" ");
            if !found.contains(&name) {
                found.push(name);
            }
        }
        run.clear();
    };
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let stripped = bare
            .strip_suffix("'s")
            .or_else(|| bare.strip_suffix("’s"))
            .unwrap_or(bare);
        let capital =
            stripped.chars().next().is_some_and(char::is_uppercase) && stripped.chars().count() > 1;
        if capital {
            run.push(stripped.trim_end_matches('.'));
        }
        let breaks = !capital
            || word.ends_with([',', '.', ';', ':', '!', '?', '"', '”', ')'])
                && !is_initial_or_title(word);
        if breaks {
            finish(&mut run);
        }
    }
    finish(&mut run);
    found.sort_by_key(|name| std::cmp::Reverse(name.len()));
    found
}

fn is_initial_or_title(word: &str) -> bool {
    word.len() <= 3
        || matches!(
            word,
            "Gen." | "Col." | "Maj." | "Capt." | "Sen." | "Rep." | "Gov." | "Prof." | "Sgt."
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_names_are_collected_without_stops() {
        let names = full_names(
            "The director, Samir Dallal, said no. Rima Kassab's son left. In Aleppo it rained.",
        );
        assert!(
            names.contains(&"Samir Dallal".to_string())
                && names.contains(&"Rima Kassab".to_string()),
            "{names:?}"
        );
    }

    #[test]
    fn quotes_stay_open_until_they_are_closed() {
        assert!(quote_stays_open("“We will go.", false));
        assert!(quote_stays_open("They will too.", true));
        assert!(!quote_stays_open("And so on,” he said.", true));
    }
}
