//! Who speaks in each claim of an article: pronouns, short names and runs of quoted sentences settled in reading order.
//!
//! In: the claims of one article with their attributions, in order. Out: for each the speaker as a reader would name him
//! (the longest name that the article gives), and the cue. A pronoun or description that was settled stays visible: "Samir Dallal
//! (he)". Somebody who is passed on by somebody else stands first: "the governor, as quoted by the agency". Where several speak in
//! one sentence, each is a [`Voice`]. When nothing settles who speaks, nobody is named.

use super::attribution::{Attribution, Stance, attributions};
use super::names::{Names, without_courtesy};
use super::quotation::{Quotation, quotations};
use super::syntax::Syntax;
use crate::parse::{Number, Relation, Upos, parser};
use crate::text::sentence::{paragraphs, sentences};
use crate::text::span::Span;
use crate::text::token::{Token, tokenize};

/// Who says a claim, and by which word we know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The speaker's name or description; all of them where several speak.
    pub name: String,
    /// The cue in the article, if the sentence has one of its own.
    pub cue: Option<Span>,
    /// The words that name the source in this sentence; none for a quotation that runs on.
    pub source: Option<Span>,
    /// Everybody who speaks in the sentence, each with his own attribution; empty for a quotation that runs on.
    pub voices: Vec<Voice>,
}

/// One of those who speak in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The speaker's name or description.
    pub name: String,
    /// Index of the attribution in the sentence.
    pub attribution: usize,
}

impl Speaker {
    /// The name of whoever makes the attribution; none if it is not one of the voices.
    pub fn of_attribution(&self, attribution: usize) -> Option<&str> {
        self.voices
            .iter()
            .find(|v| v.attribution == attribution)
            .map(|v| v.name.as_str())
    }
}

/// The state that runs through an article: who spoke last, whom it is about, and which quotations are whose.
#[derive(Debug, Default)]
pub struct SpeakerTracker {
    names: Names,
    sentences: Vec<Span>,
    paragraphs: Vec<Span>,
    quotations: Vec<Quotation>,
    /// For each quotation its speaker, once known.
    quoted_by: Vec<Option<String>>,
    /// The next sentence that has not been read.
    position: usize,
    /// Who spoke last, and in which sentence.
    last: Option<(String, usize)>,
    /// The person that the last sentences were about.
    person: Option<String>,
    /// The body or group that the last sentences were about.
    body: Option<String>,
}

impl SpeakerTracker {
    /// A tracker for an article; `text` is searched for its names and quotations.
    pub fn new(text: &str) -> Self {
        let quotations = quotations(text);
        SpeakerTracker {
            names: Names::new(text),
            sentences: sentences(text),
            paragraphs: paragraphs(text),
            quoted_by: vec![None; quotations.len()],
            quotations,
            ..SpeakerTracker::default()
        }
    }

    /// The speaker of the next claim of the article, and the index of the attribution that gives it.
    ///
    /// Sentences between the claims are read, too: `"Yes," he said.` is no claim, but says who goes on.
    pub fn next(
        &mut self,
        syntax: &Syntax,
        attributions: &[Attribution],
        sentence: Span,
    ) -> (Option<Speaker>, Option<usize>) {
        let index = self.sentences.partition_point(|s| s.start < sentence.start);
        while self.position < index {
            self.read_between(syntax.text, self.position);
            self.position += 1;
        }
        self.position = index + 1;
        self.read(syntax, attributions, sentence, index)
    }

    /// Reads a sentence that is no claim, for whom it names.
    fn read_between(&mut self, text: &str, index: usize) {
        /// Longer ones are tables and scripts (bytes).
        const LONGEST: usize = 600;
        let sentence = self.sentences[index];
        if sentence.len() > LONGEST {
            return;
        }
        with_tree(text, sentence, |syntax| {
            let found = attributions(syntax);
            self.read(syntax, &found, sentence, index);
        });
    }

    fn read(
        &mut self,
        syntax: &Syntax,
        attributions: &[Attribution],
        sentence: Span,
        index: usize,
    ) -> (Option<Speaker>, Option<usize>) {
        let inside = self.quotation_around(syntax.text, sentence);
        let outside: Vec<usize> = voices(attributions)
            .into_iter()
            .filter(|&a| !self.is_in_quotation(syntax.word_span(attributions[a].cue)))
            .collect();
        if outside.is_empty()
            && let Some(quotation) = inside
        {
            let speaker = self.speaker_of_quotation(syntax.text, quotation, sentence, index);
            if let Some(name) = speaker {
                self.assign(quotation, &name);
                self.last = Some((name.clone(), index));
                let speaker = Speaker {
                    name,
                    cue: None,
                    source: None,
                    voices: Vec::new(),
                };
                return (Some(speaker), main_attribution(attributions));
            }
            return (None, main_attribution(attributions));
        }
        let chosen = outside;
        let found = self.named(syntax, attributions, &chosen);
        self.follow(syntax, sentence, index, attributions, &found);
        if found.is_empty() {
            return (None, main_attribution(attributions));
        }
        let main = main_attribution_among(attributions, &chosen).unwrap_or(found[0].attribution);
        let speaker = Speaker {
            name: written(attributions, &found, main),
            cue: Some(syntax.word_span(attributions[main].cue)),
            source: attributions[main]
                .source
                .map(|source| syntax.span(&syntax.phrase(source))),
            voices: found,
        };
        (Some(speaker), Some(main))
    }

    /// The names of the voices; a pronoun that stands for another voice of the sentence is that voice.
    fn named(&self, syntax: &Syntax, attributions: &[Attribution], chosen: &[usize]) -> Vec<Voice> {
        let mut found: Vec<Voice> = Vec::new();
        // Names first, so that "he" in the same sentence can be one of them.
        let is_pronoun = |a: usize| attributions[a].source.is_some_and(|s| is_personal(syntax, s));
        let names = chosen.iter().copied().filter(|&a| !is_pronoun(a));
        let pronouns = chosen.iter().copied().filter(|&a| is_pronoun(a));
        for attribution in names.chain(pronouns) {
            let Some(source) = attributions[attribution].source else {
                continue;
            };
            let mut name = self.resolve(syntax, source, &found, attribution, attributions);
            if let Some(stand_in) = attributions[attribution].stand_in {
                name = format!("{name} ({})", syntax.form(stand_in).to_lowercase());
            }
            found.push(Voice { name, attribution });
        }
        found.sort_by_key(|v| v.attribution);
        found
    }

    /// The speaker as a reader would name him.
    fn resolve(
        &self,
        syntax: &Syntax,
        source: usize,
        others: &[Voice],
        attribution: usize,
        attributions: &[Attribution],
    ) -> String {
        if syntax.upos(source) == Upos::Pron {
            return self.resolve_pronoun(syntax, source, others, attribution, attributions);
        }
        let mention = mention(syntax, source);
        let head = syntax.form(source);
        let bare = without_courtesy(&mention);
        if syntax.upos(source) == Upos::Propn || head.starts_with(char::is_uppercase) {
            if bare.split_whitespace().count() <= 2
                && let Some(full) = self.names.complete(bare)
            {
                return full.to_string();
            }
            if bare.split_whitespace().count() == 1
                && let Some(full) = self.names.institution(bare)
            {
                return full.to_string();
            }
            return mention;
        }
        // "the minister"
        let definite = syntax
            .child(source, &[Relation::Det])
            .is_some_and(|d| syntax.lemma(d) == "the");
        if definite
            && syntax.phrase(source).len() <= 3
            && syntax.morph(source).number != Some(Number::Plur)
            && let Some(holder) = self.names.holder(syntax.lemma(source))
        {
            return format!("{holder} (the {bare})");
        }
        mention
    }

    fn resolve_pronoun(
        &self,
        syntax: &Syntax,
        source: usize,
        others: &[Voice],
        attribution: usize,
        attributions: &[Attribution],
    ) -> String {
        let lower = syntax.form(source).to_lowercase();
        let content = |a: usize| &attributions[a].content;
        let referent = match lower.as_str() {
            "he" | "she" | "his" | "her" => {
                // "Lavrov said that he believed": the nearest voice around; else whom the text was about.
                let around = others
                    .iter()
                    .rev()
                    .find(|v| content(v.attribution).binary_search(&attributions[attribution].cue).is_ok())
                    .map(|v| v.name.clone());
                around
                    .or_else(|| subject_before(syntax, source).map(|s| self.plain(syntax, s)))
                    .or_else(|| self.person.clone())
            }
            "it" | "its" | "they" | "their" => others
                .iter()
                .rev()
                .find(|v| content(v.attribution).binary_search(&attributions[attribution].cue).is_ok())
                .map(|v| v.name.clone())
                .or_else(|| self.body.clone()),
            _ => None,
        };
        match referent {
            Some(name) => format!("{} ({lower})", strip_note(&name)),
            None => syntax.form(source).to_string(),
        }
    }

    /// A name for a word outside any attribution.
    fn plain(&self, syntax: &Syntax, word: usize) -> String {
        self.resolve(syntax, word, &[], 0, &[])
    }

    /// Remembers who spoke and whom the sentence is about.
    fn follow(
        &mut self,
        syntax: &Syntax,
        sentence: Span,
        index: usize,
        attributions: &[Attribution],
        found: &[Voice],
    ) {
        let told = found
            .iter()
            .filter(|v| attributions[v.attribution].stance != Stance::Accuse)
            .max_by_key(|v| attributions[v.attribution].content.len())
            .or(found.first());
        if let Some(voice) = told {
            let name = strip_note(&voice.name).to_string();
            self.last = Some((name.clone(), index));
            for q in 0..self.quotations.len() {
                if self.quotations[q].span.overlaps(sentence) {
                    self.assign(q, &name);
                }
            }
        }
        // The subject of the sentence is whom a later "he" means.
        let topic = told
            .and_then(|v| attributions[v.attribution].source)
            .or_else(|| main_subject(syntax));
        let Some(topic) = topic else { return };
        if is_personal(syntax, topic) {
            return;
        }
        let name = match told {
            Some(voice) if attributions[voice.attribution].source == Some(topic) => strip_note(&voice.name).to_string(),
            _ => self.plain(syntax, topic),
        };
        if is_body(syntax, topic) {
            self.body = Some(strip_note(&name).to_string());
        } else if is_person(syntax, topic, &name) {
            self.person = Some(strip_note(&name).to_string());
        }
    }

    /// Whether a word stands in a quotation of the article.
    fn is_in_quotation(&self, word: Span) -> bool {
        let next = self
            .quotations
            .partition_point(|q| q.span.start <= word.start);
        next.checked_sub(1)
            .is_some_and(|q| self.quotations[q].span.contains(word))
    }

    /// The quotation that a sentence stands in wholly or nearly so.
    fn quotation_around(&self, text: &str, sentence: Span) -> Option<usize> {
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
    fn assign(&mut self, quotation: usize, name: &str) {
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
    fn speaker_of_quotation(
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
            Some((name, at)) if same_paragraph && self.paragraph(self.sentences[*at]) == self.paragraph(sentence) => {
                Some(name.clone())
            }
            _ if same_paragraph || self.sentences[before].of(text).ends_with(':') => self.person.clone(),
            _ => None,
        }
    }

    fn paragraph(&self, sentence: Span) -> usize {
        self.paragraphs.partition_point(|p| p.start <= sentence.start)
    }

    /// Looks ahead to the sentence in which the quotation closes.
    fn named_at_close(&self, text: &str, quotation: usize, sentence: Span) -> Option<String> {
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
    fn speaker_outside_quotation(&self, text: &str, sentence: Span) -> Option<String> {
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

/// Parses one sentence of a text and hands its tree on.
fn with_tree<T>(text: &str, sentence: Span, then: impl FnOnce(&Syntax) -> T) -> T {
    let tokens: Vec<Token> = tokenize(sentence.of(text))
        .into_iter()
        .map(|t| Token {
            span: t.span.shifted(sentence.start as usize),
        })
        .collect();
    let tree = parser().parse(text, &tokens);
    then(&Syntax::new(text, &tree))
}

/// The attributions that somebody speaks in, by index.
fn voices(attributions: &[Attribution]) -> Vec<usize> {
    (0..attributions.len())
        .filter(|&a| attributions[a].source.is_some())
        .collect()
}

fn is_personal(syntax: &Syntax, word: usize) -> bool {
    syntax.upos(word) == Upos::Pron
        && matches!(
            syntax.form(word).to_lowercase().as_str(),
            "he" | "she" | "it" | "they" | "his" | "her" | "its" | "their"
        )
}

/// The name or description as the sentence gives it: coordinated speakers together, with the name or office behind a comma.
fn mention(syntax: &Syntax, source: usize) -> String {
    /// Longer descriptions are cut to their head (words).
    const LONGEST: usize = 14;
    let mut name = syntax.phrase_text(source).to_string();
    if name.split_whitespace().count() > LONGEST {
        name = syntax.form(source).to_string();
    }
    if let Some(apposition) = syntax.child(source, &[Relation::Appos]) {
        let other = syntax.phrase_text(apposition);
        if (syntax.upos(apposition) == Upos::Propn || syntax.upos(source) == Upos::Propn)
            && other.split_whitespace().count() <= 8
        {
            name = format!("{name}, {other}");
        }
    }
    for other in syntax.children_with(source, &[Relation::Conj]) {
        if syntax.is_nominal(other) {
            name = format!("{name} and {}", syntax.phrase_text(other));
        }
    }
    name.replace(['\n', '\r', '\t'], " ")
}

/// The subject of the sentence's main clause.
fn main_subject(syntax: &Syntax) -> Option<usize> {
    let root = (0..syntax.len()).find(|&w| syntax.head(w).is_none())?;
    syntax.child(root, &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter])
}

/// A subject that is a name, earlier in the sentence than `word`, of the clause nearest to the start.
fn subject_before(syntax: &Syntax, word: usize) -> Option<usize> {
    (0..word).find(|&w| {
        syntax.upos(w) == Upos::Propn
            && matches!(syntax.relation(w), Relation::Nsubj | Relation::NsubjPass)
            && !syntax.is_below(word, w)
    })
}

fn is_body(syntax: &Syntax, word: usize) -> bool {
    matches!(
        syntax.lemma(word),
        "government" | "ministry" | "agency" | "company" | "group" | "campaign" | "party" | "army" | "police" | "committee"
            | "council" | "court" | "department" | "office" | "organization" | "organisation" | "commission" | "newspaper"
            | "observatory" | "union" | "association" | "bank" | "university" | "report" | "statement" | "study" | "poll"
    ) || syntax.morph(word).number == Some(Number::Plur)
}

fn is_person(syntax: &Syntax, word: usize, name: &str) -> bool {
    syntax.upos(word) == Upos::Propn
        || name.contains(" (")
        || matches!(
            syntax.lemma(word),
            "man" | "woman" | "minister" | "president" | "official" | "spokesman" | "spokeswoman" | "doctor" | "witness" | "judge"
                | "director" | "leader" | "mayor" | "governor" | "senator" | "candidate" | "lawyer" | "professor" | "resident"
        )
}

/// Without the note of the pronoun or description, so that it is not carried on.
fn strip_note(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

/// The attribution that covers most of the sentence; among equals the innermost, who is nearest to the fact.
fn main_attribution(attributions: &[Attribution]) -> Option<usize> {
    main_attribution_among(attributions, &voices(attributions))
}

fn main_attribution_among(attributions: &[Attribution], among: &[usize]) -> Option<usize> {
    let size = |a: usize| attributions[a].content.len();
    let largest = among.iter().map(|&a| size(a)).max()?;
    // A nested attribution that holds most of the outer content speaks for it.
    among
        .iter()
        .copied()
        .filter(|&a| size(a) * 3 >= largest * 2)
        .min_by_key(|&a| size(a))
}

/// All voices in one cell: the main one first; "as quoted by" whoever passes it on; the others behind semicolons.
fn written(attributions: &[Attribution], voices: &[Voice], main: usize) -> String {
    let Some(first) = voices.iter().find(|v| v.attribution == main) else {
        return String::new();
    };
    let mut name = first.name.clone();
    let cue = attributions[main].cue;
    let passes_on = |v: &Voice| {
        v.attribution != main
            && attributions[v.attribution].content.binary_search(&cue).is_ok()
            && !same_speaker(&v.name, &first.name)
    };
    if let Some(outer) = voices.iter().find(|v| passes_on(v)) {
        name = format!("{name}, as quoted by {}", outer.name);
    }
    let mut written: Vec<&str> = Vec::new();
    for voice in voices {
        if voice.attribution != main && !passes_on(voice) && !same_speaker(&voice.name, &name) {
            written.push(&voice.name);
        }
    }
    let mut seen: Vec<&str> = Vec::new();
    for other in written {
        if !seen.contains(&other) {
            seen.push(other);
        }
    }
    for other in seen {
        name.push_str("; ");
        name.push_str(other);
    }
    name
}

/// Whether two written speakers are one: the same name but for the note.
fn same_speaker(a: &str, b: &str) -> bool {
    a == b || (strip_note(a) == strip_note(b) && a.contains(" (") == b.contains(" ("))
}
