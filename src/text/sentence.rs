//! Sentences of news text, as byte spans.
//!
//! Real copy is dirty: abbreviations and initials, quotes that close after the stop, missing blanks, numbers cut in two
//! ("6. 1-magnitude"), datelines, lines that are wrapped at a fixed width beside lines that are paragraphs. The splitter
//! prefers to leave two sentences together over cutting one in two: half a sentence has lost its subject or its "not".

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::span::Span;
use crate::lexicon::Table;

/// Splits `text` into sentences, in order; blank stretches belong to none.
///
/// `O(n)` in the bytes of the text.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for paragraph in paragraphs(text) {
        split_paragraph(text, paragraph, &mut found);
    }
    found
}

/// Lines as paragraphs, except in text that is wrapped at a fixed width, where only blank lines part them.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let wrapped = is_wrapped(text);
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let start = offset + (line.len() - line.trim_start().len());
        let end = offset + line.trim_end().len();
        offset += line.len();
        if start >= end {
            found.extend(open.take().map(|(s, e)| Span::new(s, e)));
            continue;
        }
        open = match open {
            Some((s, _)) if wrapped => Some((s, end)),
            Some((s, e)) => {
                found.push(Span::new(s, e));
                Some((start, end))
            }
            None => Some((start, end)),
        };
    }
    found.extend(open.map(|(s, e)| Span::new(s, e)));
    found
}

/// Whether most lines break in the middle of a sentence, as in text wrapped at a fixed width.
fn is_wrapped(text: &str) -> bool {
    /// Wrapped lines are longer than a list item or a headline word and shorter than a paragraph (bytes).
    const WRAPPED_LINE: std::ops::RangeInclusive<usize> = 40..=110;
    let mut breaks = 0;
    let mut inside = 0;
    let mut lines = text.lines().map(str::trim).peekable();
    while let Some(line) = lines.next() {
        let Some(next) = lines.peek() else { break };
        if line.is_empty() || next.is_empty() {
            continue;
        }
        breaks += 1;
        let ends = line.ends_with(['.', '!', '?', '"', '”', ':', ';']);
        if WRAPPED_LINE.contains(&line.len()) && (!ends || next.starts_with(char::is_lowercase)) {
            inside += 1;
        }
    }
    breaks >= 2 && inside * 2 > breaks
}

fn split_paragraph(text: &str, paragraph: Span, found: &mut Vec<Span>) {
    let body = paragraph.of(text);
    let base = paragraph.start as usize;
    let mut start = 0;
    for (at, stop) in body
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | '!' | '?' | '…'))
    {
        if at < start {
            continue;
        }
        if let Some(end) = sentence_end(body, start, at, stop) {
            push_trimmed(text, base + start, base + end, found);
            start = end;
        }
    }
    push_trimmed(text, base + start, base + body.len(), found);
}

fn push_trimmed(text: &str, start: usize, end: usize, found: &mut Vec<Span>) {
    let piece = &text[start..end];
    let from = start + (piece.len() - piece.trim_start().len());
    let to = start + piece.trim_end().len();
    if from < to {
        found.push(Span::new(from, to));
    }
}

/// If the stop at byte `at` ends the sentence that began at `start`: where the sentence ends, closing quotes included.
fn sentence_end(body: &str, start: usize, at: usize, stop: char) -> Option<usize> {
    let mut end = at + stop.len_utf8();
    // A run of stops ("?!", "...") is one stop, and closing quotes and brackets belong to the sentence.
    let mut closed = false;
    while let Some(c) = body[end..].chars().next() {
        match c {
            '.' | '!' | '?' | '…' if !closed => end += c.len_utf8(),
            '”' | '’' | '"' | '\'' | ')' | ']' | '»' => {
                // A straight quote after a blank opens; directly after the stop it closes, if one is open.
                closed = true;
                end += c.len_utf8();
            }
            _ => break,
        }
    }
    let rest = &body[end..];
    let gap = rest.len() - rest.trim_start().len();
    let next = rest.trim_start();
    let Some(first) = next.chars().next() else {
        return Some(body.len());
    };
    if gap == 0 {
        return glued_end(body, start, at, end, first);
    }
    let opens = starts_sentence(next);
    if stop != '.' {
        // "Did it?" he asked: a small letter goes on.
        return opens.then_some(end);
    }
    if !opens {
        return None;
    }
    if closed {
        return Some(end);
    }
    let word = last_word(&body[start..at]);
    // "6. 1-magnitude", "around 8. 30": a number cut in two by damaged copy.
    if word.ends_with(|c: char| c.is_ascii_digit()) && first.is_ascii_digit() && word.len() <= 2 {
        return None;
    }
    if is_initial(word) && !ends_name_list(&body[start..at]) {
        return None;
    }
    match abbreviations().get(word.to_lowercase().as_str()) {
        Some(Abbreviation::Always) => None,
        Some(Abbreviation::Maybe) => begins_like_sentence(next).then_some(end),
        None => Some(end),
    }
}

/// A stop without a blank after it: "said.The" ends a sentence, "U.S.-backed", "example.org" and "3.5" do not.
fn glued_end(body: &str, start: usize, at: usize, end: usize, first: char) -> Option<usize> {
    let word = last_word(&body[start..at]);
    let lower_word = word.len() >= 2 && word.chars().all(char::is_lowercase);
    let second = body[end..].chars().nth(1);
    let capitalised = first.is_uppercase() && second.is_some_and(|c| c.is_lowercase() || c == ' ');
    (lower_word && capitalised).then_some(end)
}

/// Whether `next` can open a sentence: a capital, a digit, an opening quote or bracket, a dash before any of them.
fn starts_sentence(next: &str) -> bool {
    let mut chars = next.chars().skip_while(|c| {
        matches!(
            c,
            '"' | '\''
                | '“'
                | '‘'
                | '('
                | '['
                | '-'
                | '–'
                | '—'
                | '«'
                | '•'
                | '*'
                | ' '
                | '.'
                | '…'
        )
    });
    chars.next().is_some_and(|c| {
        c.is_uppercase()
            || c.is_numeric()
            || matches!(c, '$' | '£' | '€' | '@' | '#')
            || (!c.is_ascii() && c.is_alphabetic() && !c.is_lowercase())
    })
}

/// Whether the words after an abbreviation look like the start of a sentence rather than the rest of a name:
/// a function word or a pronoun with a capital, or an opening quote.
fn begins_like_sentence(next: &str) -> bool {
    const OPENERS: &[&str] = &[
        "A",
        "After",
        "Also",
        "Although",
        "An",
        "And",
        "Another",
        "As",
        "At",
        "Because",
        "Before",
        "But",
        "By",
        "During",
        "Each",
        "For",
        "From",
        "He",
        "Her",
        "His",
        "How",
        "However",
        "I",
        "If",
        "In",
        "It",
        "Its",
        "Many",
        "Meanwhile",
        "More",
        "Most",
        "No",
        "None",
        "On",
        "Once",
        "One",
        "Only",
        "Other",
        "Our",
        "She",
        "Since",
        "So",
        "Some",
        "Such",
        "That",
        "The",
        "Their",
        "Then",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Though",
        "Under",
        "Until",
        "We",
        "What",
        "When",
        "Where",
        "While",
        "Who",
        "Why",
        "With",
        "Yet",
        "You",
        "Two",
        "Three",
        "Both",
        "Police",
        "Officials",
        "Mr",
        "Mrs",
        "Ms",
    ];
    if next.starts_with(['"', '“', '‘', '\'']) {
        return true;
    }
    let word = next
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    OPENERS.contains(&word)
}

/// "J" in "J. Smith", also "U.S" style runs are not initials but abbreviations.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_uppercase() && c != 'I')
}

/// "plan B." or "vitamin C.": a single letter after a small word can end a sentence.
fn ends_name_list(before: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    words.next();
    words.next().is_some_and(|w| {
        w.chars().all(|c| c.is_lowercase())
            && matches!(
                w,
                "plan" | "vitamin" | "type" | "group" | "class" | "grade" | "point" | "hepatitis"
            )
    })
}

fn last_word(before: &str) -> &str {
    before
        .rsplit(|c: char| {
            c.is_whitespace() || matches!(c, '(' | '[' | '"' | '“' | '‘' | '—' | '–' | '-')
        })
        .next()
        .unwrap_or("")
}

#[derive(Clone, Copy)]
enum Abbreviation {
    Always,
    Maybe,
}

fn abbreviations() -> &'static FxHashMap<&'static str, Abbreviation> {
    static TABLE: OnceLock<FxHashMap<&'static str, Abbreviation>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = FxHashMap::default();
        for line in Table::Abbreviations.lines() {
            let mut words = line.split_whitespace();
            let class = match words.next() {
                Some("always") => Abbreviation::Always,
                Some("maybe") => Abbreviation::Maybe,
                _ => continue,
            };
            for word in words {
                table.insert(word, class);
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn abbreviations_initials_and_numbers_do_not_end_a_sentence() {
        for whole in [
            "Maj. Gen. Oleg Sarkin spoke to Mr. J. R. Tolman in Washington, D.C. on Monday.",
            "The U.S. Senate voted at 9 p.m. Saturday on approx. 3.5 million dollars.",
            "A 6. 1-magnitude quake hit at 8. 30 on Friday.",
            "U.S.-backed forces, e.g. the SDF, advanced.",
            "See www.example.org for details.",
        ] {
            check(whole, &[whole]);
        }
    }

    #[test]
    fn stops_questions_and_closing_quotes_end_it() {
        check("He left. She stayed.", &["He left.", "She stayed."]);
        check("“We won.” He smiled.", &["“We won.”", "He smiled."]);
        check(
            "\"Did they?\" he asked. No.",
            &["\"Did they?\" he asked.", "No."],
        );
        check(
            "They live in the U.S. The vote is near.",
            &["They live in the U.S.", "The vote is near."],
        );
        check(
            "It opened at 9 p.m. He came late.",
            &["It opened at 9 p.m.", "He came late."],
        );
        check(
            "He said no.The war went on.",
            &["He said no.", "The war went on."],
        );
        check("Wait... What?! Yes.", &["Wait...", "What?!", "Yes."]);
    }

    #[test]
    fn lines_are_paragraphs_unless_the_text_is_wrapped() {
        check(
            "About the prison:\nCells are small.",
            &["About the prison:", "Cells are small."],
        );
        check(
            "The quick brown fox jumped over the lazy dog and\nthen ran all the way back to the forest where it\nlives with its family. It slept.",
            &[
                "The quick brown fox jumped over the lazy dog and\nthen ran all the way back to the forest where it\nlives with its family.",
                "It slept.",
            ],
        );
        check("One\n\nTwo", &["One", "Two"]);
        check("", &[]);
        check(" \n\n ", &[]);
    }
}
