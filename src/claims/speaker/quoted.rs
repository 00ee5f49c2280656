//! Whose are the quotations of an article? Those that run on over sentences and paragraphs have one speaker.

use super::voices::{main_attribution_among, voices};
use super::{SpeakerTracker, with_tree};
use crate::claims::attribution::attributions;
use crate::text::span::Span;

impl SpeakerTracker {
    /// Whether a word stands in a quotation of the article.
    pub(super) fn is_in_quotation(&self, word: Span) -> bool {
        let next = self
            .quotations
            .partition_point(|q| q.span.start <= word.start);
        next.checked_sub(1)
            .is_some_and(|q| self.quotations[q].span.contains(word))
    }

    /// The quotation that a sentence stands in wholly or nearly so.
    pub(super) fn quotation_around(&self, text: &str, sentence: Span) -> Option<usize> {
        /// What may stand outside: marks, "And" (bytes).
        const SLACK: usize = 6;
        let (quotation, held) = self
            .quotations
            .iter()
            .enumerate()
            .filter(|(_, q)| q.span.overlaps(sentence))
            .map(|(i, q)| {
                let start = q.span.start.max(sentence.start);
                let end = q.span.end.min(sentence.end);
                (i, (end - start) as usize)
            })
            .max_by_key(|&(_, held)| held)?;
        let length = sentence.of(text).trim().len();
        (held + SLACK >= length || held * 10 >= length * 9).then_some(quotation)
    }

    /// Writes a speaker to a quotation and to those that it runs on from and into.
    pub(super) fn assign(&mut self, quotation: usize, name: &str) {
        let mut first = quotation;
        while first > 0 && self.quotations[first].runs_on {
            first -= 1;
        }
        let mut at = first;
        loop {
            self.quoted_by[at].get_or_insert_with(|| name.to_string());
            at += 1;
            if at >= self.quotations.len() || !self.quotations[at].runs_on {
                break;
            }
        }
    }

    /// The speaker of a quotation without a cue in this sentence: known from an earlier part, named where the quotation closes, or
    /// the one who spoke just before.
    pub(super) fn speaker_of_quotation(
        &self,
        text: &str,
        quotation: usize,
        sentence: Span,
        index: usize,
    ) -> Option<String> {
        if let Some(name) = &self.quoted_by[quotation] {
            return Some(name.clone());
        }
        if let Some(name) = self.named_at_close(text, quotation, sentence) {
            return Some(name);
        }
        let before = index.checked_sub(1)?;
        let same_paragraph = self.paragraph(sentence) == self.paragraph(self.sentences[before]);
        match &self.last {
            // The sentence just before had a speaker, or opened with "X was angry:".
            Some((name, at)) if *at == before => Some(name.clone()),
            Some((name, at))
                if same_paragraph
                    && self.paragraph(self.sentences[*at]) == self.paragraph(sentence) =>
            {
                Some(name.clone())
            }
            _ if same_paragraph || self.sentences[before].of(text).ends_with(':') => {
                self.persons.last().cloned()
            }
            _ => None,
        }
    }

    pub(super) fn paragraph(&self, sentence: Span) -> usize {
        self.paragraphs
            .partition_point(|p| p.start <= sentence.start)
    }

    /// Looks ahead to the sentence in which the quotation closes.
    pub(super) fn named_at_close(
        &self,
        text: &str,
        quotation: usize,
        sentence: Span,
    ) -> Option<String> {
        let mut last = quotation;
        while last + 1 < self.quotations.len() && self.quotations[last + 1].runs_on {
            last += 1;
        }
        let end = self.quotations[last].span.end;
        let closing = self
            .sentences
            .iter()
            .copied()
            .find(|s| s.start < end && s.end >= end && s.start > sentence.start);
        // “One sentence.” “Another,” he said.
        let next = self.sentences.iter().copied().find(|s| {
            s.start >= end
                && s.start > sentence.start
                && self.paragraph(*s) == self.paragraph(sentence)
        });
        closing
            .and_then(|s| self.speaker_outside_quotation(text, s))
            .or_else(|| next.and_then(|s| self.speaker_outside_quotation(text, s)))
    }

    /// The main voice of a later sentence, if its cue stands outside the quotations.
    pub(super) fn speaker_outside_quotation(&self, text: &str, sentence: Span) -> Option<String> {
        /// A sentence this long is no "he said" (bytes).
        const LONGEST: usize = 1200;
        if sentence.len() > LONGEST || !self.quotations.iter().any(|q| q.span.overlaps(sentence)) {
            return None;
        }
        with_tree(text, sentence, |syntax| {
            let found = attributions(syntax);
            let outside: Vec<usize> = voices(&found)
                .into_iter()
                .filter(|&a| !self.is_in_quotation(syntax.word_span(found[a].cue)))
                .collect();
            let named = self.named(syntax, &found, &outside);
            let main = main_attribution_among(&found, &outside)?;
            named
                .iter()
                .find(|v| v.attribution == main)
                .map(|v| v.name.clone())
        })
    }
}
