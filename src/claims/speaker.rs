//! Who speaks in each claim of an article: pronouns, short names and runs of quoted sentences settled in reading order.
//!
//! In: the claims of one article with their attributions, in order. Out: for each the speaker as a reader would name him
//! (the longest name that the article gives), and the cue. A pronoun or description that was settled stays visible: "Samir Dallal
//! (he)". Somebody who is passed on by somebody else stands first: "the governor, as quoted by the agency". Where several speak in
//! one sentence, each is a [`Voice`]. When nothing settles who speaks, nobody is named.

use rustc_hash::FxHashMap;

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
    /// The persons that the last sentences were about, the latest last, each once.
    persons: Vec<String>,
    /// The pronouns by which they went.
    pronouns: FxHashMap<String, String>,
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
        if outside.is_empty()
            && let Some(speaker) = self.before_colon(syntax)
        {
            self.last = Some((speaker.name.clone(), index));
            return (Some(speaker), main_attribution(attributions));
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

    /// "Bernie Sanders: Endorsements prove it.": a name that the article knows, a colon, a sentence.
    fn before_colon(&self, syntax: &Syntax) -> Option<Speaker> {
        /// Longer stretches before a colon are sentences (words).
        const LONGEST: usize = 4;
        /// What follows must be more than a label (words).
        const LEAST_CONTENT: usize = 3;
        let colon = (1..syntax.len().min(LONGEST + 1)).find(|&w| syntax.form(w) == ":")?;
        if colon + LEAST_CONTENT >= syntax.len()
            || (0..colon).any(|w| syntax.upos(w) != Upos::Propn)
        {
            return None;
        }
        let words: Vec<usize> = (0..colon).collect();
        let source = syntax.span(&words);
        let name = source.of(syntax.text);
        let full = self.names.complete(name).or(self.names.person(name))?;
        Some(Speaker {
            name: full.to_string(),
            cue: Some(syntax.word_span(colon)),
            source: Some(source),
            voices: Vec::new(),
        })
    }

    /// The names of the voices; a pronoun that stands for another voice of the sentence is that voice.
    fn named(&self, syntax: &Syntax, attributions: &[Attribution], chosen: &[usize]) -> Vec<Voice> {
        let mut found: Vec<Voice> = Vec::new();
        // Names first, so that "he" in the same sentence can be one of them.
        let is_pronoun = |a: usize| {
            attributions[a]
                .source
                .is_some_and(|s| is_personal(syntax, s))
        };
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
                    .find(|v| {
                        content(v.attribution)
                            .binary_search(&attributions[attribution].cue)
                            .is_ok()
                    })
                    .map(|v| v.name.clone());
                around
                    .or_else(|| subject_before(syntax, source).map(|s| self.plain(syntax, s)))
                    .or_else(|| self.person(&lower).map(String::from))
            }
            "it" | "its" | "they" | "their" => others
                .iter()
                .rev()
                .find(|v| {
                    content(v.attribution)
                        .binary_search(&attributions[attribution].cue)
                        .is_ok()
                })
                .map(|v| v.name.clone())
                .or_else(|| self.body.clone()),
            _ => None,
        };
        match referent {
            Some(name) => format!("{} ({lower})", strip_note(&name)),
            None => syntax.form(source).to_string(),
        }
    }

    /// The latest person whom the pronoun may mean: one who does not go by the other.
    fn person(&self, pronoun: &str) -> Option<&str> {
        let pronoun = subject_form(pronoun);
        self.persons
            .iter()
            .rev()
            .find(|p| {
                let known = self
                    .pronouns
                    .get(*p)
                    .map(String::as_str)
                    .or_else(|| self.names.pronoun(p));
                known.is_none_or(|known| known == pronoun)
            })
            .map(String::as_str)
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
            let name = voice.name.clone();
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
            self.learn_pronoun(syntax, topic);
            return;
        }
        let name = match told {
            Some(voice) if attributions[voice.attribution].source == Some(topic) => {
                strip_note(&voice.name).to_string()
            }
            _ => self.plain(syntax, topic),
        };
        if is_body(syntax, topic) {
            self.body = Some(strip_note(&name).to_string());
        } else if is_person(syntax, topic, &name) {
            let name = strip_note(&name).to_string();
            self.persons.retain(|p| *p != name);
            self.persons.push(name);
        }
    }

    /// "he" for somebody who was the only person so far goes with his name from now on.
    fn learn_pronoun(&mut self, syntax: &Syntax, word: usize) {
        let lower = syntax.form(word).to_lowercase();
        let pronoun = subject_form(&lower);
        if matches!(pronoun, "he" | "she")
            && let Some(person) = self.person(pronoun)
        {
            self.pronouns
                .entry(person.to_string())
                .or_insert_with(|| pronoun.to_string());
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

    fn paragraph(&self, sentence: Span) -> usize {
        self.paragraphs
            .partition_point(|p| p.start <= sentence.start)
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

/// "he" for "his", "she" for "her".
fn subject_form(pronoun: &str) -> &str {
    match pronoun {
        "his" => "he",
        "her" => "she",
        other => other,
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

/// The attributions that somebody speaks in, by index. Who is asked to say something has not said it: "urged the council to
/// condemn the raid" has one voice.
fn voices(attributions: &[Attribution]) -> Vec<usize> {
    let asked = |a: &Attribution| {
        attributions
            .iter()
            .any(|outer| outer.stance == Stance::Demand && outer.content_head == a.cue)
    };
    (0..attributions.len())
        .filter(|&a| attributions[a].source.is_some() && !asked(&attributions[a]))
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
    let owner = name
        .strip_suffix("'s")
        .or_else(|| name.strip_suffix("’s"))
        .unwrap_or(&name);
    owner.replace(['\n', '\r', '\t'], " ")
}

/// The subject of the sentence's main clause.
fn main_subject(syntax: &Syntax) -> Option<usize> {
    let root = (0..syntax.len()).find(|&w| syntax.head(w).is_none())?;
    syntax.child(
        root,
        &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter],
    )
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
        "government"
            | "ministry"
            | "agency"
            | "company"
            | "group"
            | "campaign"
            | "party"
            | "army"
            | "police"
            | "committee"
            | "council"
            | "court"
            | "department"
            | "office"
            | "organization"
            | "organisation"
            | "commission"
            | "newspaper"
            | "observatory"
            | "union"
            | "association"
            | "bank"
            | "university"
            | "report"
            | "statement"
            | "study"
            | "poll"
    ) || syntax.morph(word).number == Some(Number::Plur)
}

fn is_person(syntax: &Syntax, word: usize, name: &str) -> bool {
    syntax.upos(word) == Upos::Propn
        || name.contains(" (")
        || matches!(
            syntax.lemma(word),
            "man"
                | "woman"
                | "minister"
                | "president"
                | "official"
                | "spokesman"
                | "spokeswoman"
                | "doctor"
                | "witness"
                | "judge"
                | "director"
                | "leader"
                | "mayor"
                | "governor"
                | "senator"
                | "candidate"
                | "lawyer"
                | "professor"
                | "resident"
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
    let mut main = among
        .iter()
        .copied()
        .filter(|&a| size(a) * 3 >= largest * 2)
        .min_by_key(|&a| size(a))?;
    // "The agency said that the governor said p": all that the agency says is what the governor says.
    while let Some(inner) = among
        .iter()
        .copied()
        .find(|&a| attributions[a].cue == attributions[main].content_head && size(a) < size(main))
    {
        main = inner;
    }
    Some(main)
}

/// All voices in one cell: the main one first; "as quoted by" whoever passes it on; the others behind semicolons.
fn written(attributions: &[Attribution], voices: &[Voice], main: usize) -> String {
    let Some(first) = voices.iter().find(|v| v.attribution == main) else {
        return String::new();
    };
    let mut named: Vec<&str> = vec![&first.name];
    let cue = attributions[main].cue;
    let mut outer: Option<&str> = None;
    for voice in voices {
        let name = voice.name.as_str();
        let passes_on = voice.attribution != main
            && attributions[voice.attribution]
                .content
                .binary_search(&cue)
                .is_ok();
        match named.iter_mut().find(|n| strip_note(n) == strip_note(name)) {
            // The form with the pronoun or description tells more.
            Some(same) if name.len() > same.len() => *same = name,
            Some(_) => {}
            None if passes_on && outer.is_none() => outer = Some(name),
            None if outer.is_some_and(|o| strip_note(o) == strip_note(name)) => {}
            None => named.push(name),
        }
    }
    let mut cell = named[0].to_string();
    if let Some(outer) = outer {
        cell.push_str(", as quoted by ");
        cell.push_str(outer);
    }
    for other in &named[1..] {
        cell.push_str("; ");
        cell.push_str(other);
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The speaker and cue of each sentence of `text`, written `speaker | cue`; `-` where nobody speaks.
    fn speakers(text: &str) -> Vec<String> {
        let mut tracker = SpeakerTracker::new(text);
        sentences(text)
            .into_iter()
            .map(|sentence| {
                with_tree(text, sentence, |syntax| {
                    let found = attributions(syntax);
                    match tracker.next(syntax, &found, sentence).0 {
                        Some(s) => format!("{} | {}", s.name, s.cue.map_or("", |c| c.of(text))),
                        None => "-".to_string(),
                    }
                })
            })
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(speakers(text), expected, "{text}");
    }

    #[test]
    fn direct_and_indirect_speech_have_their_speaker() {
        check(
            "The army said on Monday that the town had fallen.",
            &["army | said"],
        );
        check("The town had fallen, the army said.", &["army | said"]);
        check(
            "“The town has fallen,” Samir Dallal said.",
            &["Samir Dallal | said"],
        );
        check(
            "“The town has fallen,” said Samir Dallal.",
            &["Samir Dallal | said"],
        );
        check(
            "According to the ministry, twelve people died.",
            &["ministry | According"],
        );
        check(
            "Officials denied using chemical weapons.",
            &["Officials | denied"],
        );
        check(
            "The minister accused the rebels of shelling the market.",
            &["minister | accused"],
        );
        check(
            "In a report, the agency wrote that the dam was safe.",
            &["agency | wrote"],
        );
    }

    #[test]
    fn nouns_report_too() {
        check(
            "The report tested the minister’s claim that the dam was safe.",
            &["minister | claim"],
        );
        check(
            "The mayor repeated the warning that the dam could burst.",
            &["mayor | warning"],
        );
    }

    #[test]
    fn the_outlet_speaks_for_itself() {
        check("The blast killed twelve people in the market.", &["-"]);
        check("Twelve people were killed, it was reported.", &["-"]);
        check("The proposed credit is worth $20 per share.", &["-"]);
        check("The so-called “safe zone” was hit again.", &["-"]);
        check("There was no sign of the claimed victory.", &["-"]);
    }

    #[test]
    fn pronouns_and_short_names_are_settled() {
        check(
            "Samir Dallal said the ward was full. He added that beds were missing. Dallal said more would come.",
            &[
                "Samir Dallal | said",
                "Samir Dallal (he) | added",
                "Samir Dallal | said",
            ],
        );
        check(
            "The Syrian Observatory for Human Rights said 46 died. The Observatory said the toll would rise.",
            &[
                "Syrian Observatory for Human Rights | said",
                "Syrian Observatory for Human Rights | said",
            ],
        );
        check(
            "Prime Minister Ivo Brandt met the press. The minister said that talks had failed.",
            &["-", "Prime Minister Ivo Brandt (the minister) | said"],
        );
    }

    #[test]
    fn a_name_that_two_share_is_left_short() {
        check(
            "Anna Weber met Karl Weber on Monday. Weber said that it went well.",
            &["-", "Weber | said"],
        );
    }

    #[test]
    fn quotations_run_on() {
        check(
            "“The town has fallen,” Samir Dallal said. “We have lost the market. Nobody came to help us.”",
            &["Samir Dallal | said", "Samir Dallal | ", "Samir Dallal | "],
        );
        check(
            "“The market is lost. Nobody came to help us,” Samir Dallal said.",
            &["Samir Dallal | ", "Samir Dallal | said"],
        );
        check(
            "Samir Dallal said: “The market is lost.\n\n“Nobody came to help us.”",
            &["Samir Dallal | said", "Samir Dallal | "],
        );
    }

    #[test]
    fn who_is_passed_on_stands_first() {
        check(
            "The agency reported that the governor said that two bridges were destroyed.",
            &["governor, as quoted by agency | said"],
        );
    }

    #[test]
    fn who_is_asked_to_speak_has_not_spoken() {
        check(
            "The ministry urged the council to condemn the raid.",
            &["ministry | urged"],
        );
    }

    #[test]
    fn two_speakers_in_one_sentence_are_both_named() {
        check(
            "The army said the town had fallen, while the rebels denied that it was lost.",
            &["army; rebels | said"],
        );
    }
}
