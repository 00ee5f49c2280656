//! Whose are the quotations of an article? Those that run on over sentences and paragraphs have one speaker.

use super::SpeakerTracker;
use super::voices::{main_attribution_among, voices};
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
        for at in self.run_of(quotation) {
            if self.quoted_by[at].is_none() {
                self.quoted_by[at] = Some(name.to_string());
                self.quoted_surely[at] &= self.sure.get();
            }
        }
    }

    /// The quotations that are one with this one: it runs on from them, or into them.
    fn run_of(&self, quotation: usize) -> std::ops::Range<usize> {
        let mut first = quotation;
        while first > 0 && self.quotations[first].runs_on {
            first -= 1;
        }
        let behind = self.quotations[first + 1..].iter();
        first..first + 1 + behind.take_while(|q| q.runs_on).count()
    }

    /// Who speaks in a quotation could not be told for want of what stands before: nor can it be told who spoke last.
    pub(super) fn doubt(&mut self, quotation: usize) {
        let run = self.run_of(quotation);
        self.quoted_surely[run].fill(false);
        self.last_surely = false;
    }

    /// Whether nothing that was not read says who speaks in a quotation: all sentences in which it stands were.
    fn saw_all_of(&self, quotation: usize) -> bool {
        let first = self.quotations[self.run_of(quotation).start].span;
        let sentence = self.sentences.partition_point(|s| s.end <= first.start);
        self.from == 0 || sentence >= self.from
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
        if !self.saw_all_of(quotation) || !self.quoted_surely[quotation] {
            self.sure.set(false);
        }
        if let Some(name) = &self.quoted_by[quotation] {
            return Some(name.clone());
        }
        if let Some(name) = self.named_at_close(text, quotation, sentence) {
            return Some(name);
        }
        let before = index.checked_sub(1)?;
        let same_paragraph = self.paragraph(sentence) == self.paragraph(self.sentences[before]);
        if !self.last_surely || self.last.is_none() && self.may_have_spoken(before, sentence) {
            self.sure.set(false);
        }
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
                if self.persons.is_empty() && self.from > 0 {
                    self.sure.set(false);
                }
                self.persons.last().cloned()
            }
            _ => None,
        }
    }

    /// Whether a sentence that was not read is the one before, or of the same paragraph.
    fn may_have_spoken(&self, before: usize, sentence: Span) -> bool {
        self.from.checked_sub(1).is_some_and(|unread| {
            before <= unread || self.paragraph(self.sentences[unread]) == self.paragraph(sentence)
        })
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
        let tree = self.tree_of(text, sentence);
        let (syntax, found) = (tree.syntax(text), &tree.attributions);
        let outside: Vec<usize> = voices(found)
            .into_iter()
            .filter(|&a| !self.is_in_quotation(syntax.word_span(found[a].cue)))
            .collect();
        let named = self.named(&syntax, found, &outside);
        let main = main_attribution_among(found, &outside)?;
        named
            .iter()
            .find(|v| v.attribution == main)
            .map(|v| v.name.clone())
    }
}
