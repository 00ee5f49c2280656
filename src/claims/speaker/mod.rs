//! Who speaks in each claim of an article: pronouns, short names and runs of quoted sentences settled in reading order.
//!
//! In: the claims of one article with their attributions, in order. Out: for each the speaker as a reader would name him
//! (the longest name that the article gives), and the cue. A pronoun or description that was settled stays visible: "Samir Dallal
//! (he)". Somebody who is passed on by somebody else stands first: "the governor, as quoted by the agency". Where several speak in
//! one sentence, each is a [`Voice`]. When nothing settles who speaks, nobody is named.

mod quoted;
mod referent;
#[cfg(test)]
mod tests;
mod voices;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use self::referent::{is_body, is_person, is_personal, main_subject};
use self::voices::{main_attribution, main_attribution_among, strip_note, voices, written};
use super::attribution::{Attribution, Stance, attributions};
use super::names::Names;
use super::quotation::{Quotation, quotations};
use super::syntax::{Shape, Syntax};
use crate::parse::{Tree, Upos, parser};
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
    /// For each quotation whether its speaker would be the same had the sentences before [`SpeakerTracker::from`] been read.
    quoted_surely: Vec<bool>,
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
    /// The trees of sentences between the claims and of those that were looked ahead to, by where they start: they are asked for again.
    trees: RefCell<FxHashMap<u32, Rc<SentenceTree>>>,
    /// The first sentence that was read: what was said before is not known.
    from: usize,
    /// Whether what was read in the latest sentence would be the same, had the whole article been read before it.
    sure: Cell<bool>,
    /// The same of `last`.
    last_surely: bool,
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
            quoted_surely: vec![true; quotations.len()],
            quotations,
            last_surely: true,
            ..SpeakerTracker::default()
        }
    }

    /// Forgets who spoke, and goes on with the sentence of this index as if the article began there. [`SpeakerTracker::is_sure`] tells what
    /// of it holds all the same.
    pub fn begin_at(&mut self, sentence: usize) {
        self.quoted_by.fill(None);
        self.quoted_surely.fill(true);
        self.last = None;
        self.last_surely = true;
        self.persons.clear();
        self.pronouns.clear();
        self.body = None;
        self.from = sentence;
        self.position = sentence;
    }

    /// Whether the speaker of the latest claim is the one that a reading of the whole article gives.
    pub fn is_sure(&self) -> bool {
        self.sure.get()
    }

    /// The index of a sentence of the article.
    pub fn index_of(&self, sentence: Span) -> usize {
        self.sentences.partition_point(|s| s.start < sentence.start)
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
        let index = self.index_of(sentence);
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
        let tree = self.tree_of(text, sentence);
        self.read(&tree.syntax(text), &tree.attributions, sentence, index);
    }

    /// The tree of a sentence that is not handed in as a claim.
    fn tree_of(&self, text: &str, sentence: Span) -> Rc<SentenceTree> {
        let mut trees = self.trees.borrow_mut();
        let tree = trees.entry(sentence.start);
        Rc::clone(tree.or_insert_with(|| Rc::new(SentenceTree::new(text, sentence))))
    }

    fn read(
        &mut self,
        syntax: &Syntax,
        attributions: &[Attribution],
        sentence: Span,
        index: usize,
    ) -> (Option<Speaker>, Option<usize>) {
        self.sure.set(true);
        let inside = self.quotation_around(syntax.text, sentence);
        let outside: Vec<usize> = voices(attributions)
            .into_iter()
            .filter(|&a| !self.is_in_quotation(syntax.word_span(attributions[a].cue)))
            .collect();
        if outside.is_empty()
            && let Some(quotation) = inside
        {
            let speaker = self.speaker_of_quotation(syntax.text, quotation, sentence, index);
            if !self.sure.get() {
                self.doubt(quotation);
            }
            if let Some(name) = speaker {
                self.assign(quotation, &name);
                self.spoke(name.clone(), index);
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
            self.spoke(speaker.name.clone(), index);
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
                .map(|source| syntax.span(syntax.phrase(source))),
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

    fn spoke(&mut self, name: String, index: usize) {
        self.last = Some((name, index));
        self.last_surely = self.sure.get();
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
            self.spoke(name.clone(), index);
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
}

/// A sentence parsed for who speaks in it.
#[derive(Debug)]
struct SentenceTree {
    tree: Tree,
    shape: Shape,
    attributions: Vec<Attribution>,
}

impl SentenceTree {
    fn new(text: &str, sentence: Span) -> Self {
        let tokens: Vec<Token> = tokenize(sentence.of(text))
            .into_iter()
            .map(|t| Token {
                span: t.span.shifted(sentence.start as usize),
            })
            .collect();
        let tree = parser().parse(text, &tokens);
        let shape = Shape::new(text, &tree);
        let attributions = attributions(&Syntax::new(text, &tree, &shape));
        SentenceTree {
            tree,
            shape,
            attributions,
        }
    }

    fn syntax<'a>(&'a self, text: &'a str) -> Syntax<'a> {
        Syntax::new(text, &self.tree, &self.shape)
    }
}
