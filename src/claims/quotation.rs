//! Where the quotations of an article begin and end, in spite of dirty quotation marks.
//!
//! In: the text and its paragraphs. Out: the quoted stretches, in order, with the marks around them. A quotation that is not closed ends
//! with its paragraph; if the next paragraph opens with a mark, it is the same quotation that runs on. Curly, straight and doubled
//! single marks are known; single ones only where they cannot be apostrophes.

use crate::text::sentence::paragraphs;
use crate::text::span::Span;

/// One quoted stretch within a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// The words between the marks, the marks included.
    pub span: Span,
    /// Whether it goes on from the paragraph before.
    pub runs_on: bool,
}

/// The quotations of a text, in order; they do not overlap. `O(n)`.
pub fn quotations(text: &str) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    let mut unclosed = false;
    for paragraph in paragraphs(text) {
        unclosed = scan(text, paragraph, unclosed, &mut found);
    }
    found
}

/// The quoted stretches of one sentence taken alone: one that is closed before any is opened began in an earlier sentence.
pub fn quoted_in_sentence(text: &str, sentence: Span) -> Vec<Span> {
    let body = sentence.of(text);
    let mut found = Vec::new();
    scan(text, sentence, false, &mut found);
    let mut at = 0;
    while let Some(c) = body[at..].chars().next() {
        let (mark, length) = mark(body, at, c);
        match mark {
            Some(Mark::Closes) if !matches!(c, '’' | '\'') => {
                let start = sentence.start as usize;
                found.insert(
                    0,
                    Quotation {
                        span: Span::new(start, start + at + length),
                        runs_on: true,
                    },
                );
                break;
            }
            Some(_) => break,
            None => at += length,
        }
    }
    found.into_iter().map(|q| q.span).collect()
}

/// What a character may do to a quotation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    Either,
}

/// Finds the quotations of one paragraph; returns whether the last one was left open.
fn scan(text: &str, paragraph: Span, unclosed: bool, found: &mut Vec<Quotation>) -> bool {
    let body = paragraph.of(text);
    let base = paragraph.start as usize;
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(c) = body[at..].chars().next() {
        let (mark, length) = mark(body, at, c);
        if let Some(mark) = mark {
            match (open, mark) {
                (None, Mark::Opens | Mark::Either) => open = Some(at),
                (Some(start), Mark::Closes | Mark::Either) => {
                    found.push(Quotation {
                        span: Span::new(base + start, base + at + length),
                        runs_on: unclosed && start == 0,
                    });
                    open = None;
                }
                // A closing mark without an opening one: copy that lost its first mark. An opening one inside: a quotation inside.
                _ => {}
            }
        }
        at += length;
    }
    if let Some(start) = open {
        found.push(Quotation {
            span: Span::new(base + start, base + body.len()),
            runs_on: unclosed && start == 0,
        });
    }
    open.is_some()
}

/// The mark at `at`, if it is one, and how many bytes to go on.
fn mark(body: &str, at: usize, c: char) -> (Option<Mark>, usize) {
    let length = c.len_utf8();
    let before = body[..at].chars().next_back();
    let rest = &body[at + length..];
    let after = rest.chars().next();
    let opens = before
        .is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '[' | '—' | '–' | '-'))
        && after.is_some_and(|a| !a.is_whitespace());
    let closes =
        before.is_some_and(|b| !b.is_whitespace()) && after.is_none_or(|a| !a.is_alphanumeric());
    let straight = match (opens, closes) {
        (true, false) => Mark::Opens,
        (false, true) => Mark::Closes,
        _ => Mark::Either,
    };
    match c {
        '“' | '„' | '«' => (Some(Mark::Opens), length),
        '”' | '»' => (Some(Mark::Closes), length),
        '"' => (Some(straight), length),
        '\'' if after == Some('\'') => {
            // Two single marks for a double one, as databases print them.
            let beyond = rest[1..].chars().next();
            let mark = if before.is_none_or(char::is_whitespace)
                && beyond.is_some_and(|b| !b.is_whitespace())
            {
                Mark::Opens
            } else {
                Mark::Closes
            };
            (Some(mark), 2)
        }
        '`' if after == Some('`') => (Some(Mark::Opens), 2),
        '‘' if opens && closes_single(rest) => (Some(Mark::Opens), length),
        '’' if before.is_some_and(|b| matches!(b, '.' | ',' | '!' | '?'))
            && after.is_none_or(|a| a.is_whitespace()) =>
        {
            (Some(Mark::Closes), length)
        }
        _ => (None, length),
    }
}

/// Whether a single quotation that begins before `rest` is closed by a stop or comma and a mark.
fn closes_single(rest: &str) -> bool {
    [".’", ",’", "!’", "?’"]
        .iter()
        .any(|end| rest.contains(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = quotations(text).iter().map(|q| q.span.of(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_all_sorts_pair_up() {
        check("“We go,” he said. “Soon.”", &["“We go,”", "“Soon.”"]);
        check(
            "\"We go,\" he said. \"Soon.\"",
            &["\"We go,\"", "\"Soon.\""],
        );
        check("''We go,'' he said.", &["''We go,''"]);
        check(
            "It ‘hit three districts.’ Then",
            &["‘hit three districts.’"],
        );
        check("He said: “We go. They stay", &["“We go. They stay"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check(
            "The rebels' denial didn't convince the minister’s aides.",
            &[],
        );
        check("In the ’90s it was the officials’ duty.", &[]);
    }

    #[test]
    fn a_quotation_runs_on_into_the_next_paragraph() {
        let text = "“We go.\n\n“They stay,” he said.\n\n“No,” she said.";
        let runs: Vec<bool> = quotations(text).iter().map(|q| q.runs_on).collect();
        assert_eq!(runs, [false, true, false]);
    }
}
