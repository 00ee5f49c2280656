//! Who is "he", "the minister" or "Dallal"? A source as a reader would name it, by the names that the article gave before.

use super::voices::strip_note;
use super::{SpeakerTracker, Voice};
use crate::claims::attribution::Attribution;
use crate::claims::names::without_courtesy;
use crate::claims::syntax::Syntax;
use crate::lexicon::titles::{is_quoted_body, is_quoted_person};
use crate::parse::{Number, Relation, Upos};

impl SpeakerTracker {
    /// The names of the voices; a pronoun that stands for another voice of the sentence is that voice.
    pub(super) fn named(
        &self,
        syntax: &Syntax,
        attributions: &[Attribution],
        chosen: &[usize],
    ) -> Vec<Voice> {
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
    pub(super) fn resolve(
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

    pub(super) fn resolve_pronoun(
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
                    .or_else(|| {
                        if !self.knows_person(syntax.text, &lower) {
                            self.sure.set(false);
                        }
                        self.person(&lower).map(String::from)
                    })
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
                .or_else(|| {
                    if self.body.is_none() && self.from > 0 {
                        self.sure.set(false);
                    }
                    self.body.clone()
                }),
            _ => None,
        };
        match referent {
            Some(name) => format!("{} ({lower})", strip_note(&name)),
            None => syntax.form(source).to_string(),
        }
    }

    /// The latest person whom the pronoun may mean: one who does not go by the other.
    pub(super) fn person(&self, pronoun: &str) -> Option<&str> {
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

    /// Whether [`SpeakerTracker::person`] would say the same, had the whole article been read.
    ///
    /// Of those whom the last sentences were about, the order is the same. What may differ is who goes by which pronoun: learnt from a sentence
    /// before, or in its place here. So whoever is passed over or chosen must be known by a title, or the other pronoun must not stand
    /// in what was not read, nor have been learnt since.
    fn knows_person(&self, text: &str, pronoun: &str) -> bool {
        if self.from == 0 {
            return true;
        }
        let chosen = self.person(pronoun);
        let other = if subject_form(pronoun) == "he" {
            ["she", "her"]
        } else {
            ["he", "his"]
        };
        let mut seen = self.persons.iter().rev();
        let reached = seen.clone().position(|p| Some(p.as_str()) == chosen);
        let Some(reached) = reached else {
            return false;
        };
        let open = |p: &String| self.names.pronoun(p).is_none();
        let learnt_other = |p: &String| self.pronouns.get(p).is_some_and(|l| l == other[0]);
        let mut met = seen
            .by_ref()
            .take(reached + 1)
            .filter(|p| open(p))
            .peekable();
        met.peek().is_none()
            || !has_word(&text[..self.sentences[self.from].start as usize], other)
                && !met.any(learnt_other)
    }

    /// A name for a word outside any attribution.
    pub(super) fn plain(&self, syntax: &Syntax, word: usize) -> String {
        self.resolve(syntax, word, &[], 0, &[])
    }

    /// "he" for somebody who was the only person so far goes with his name from now on.
    pub(super) fn learn_pronoun(&mut self, syntax: &Syntax, word: usize) {
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
}

/// Whether a text has one of two lower-cased words, in whatever case.
fn has_word(text: &str, words: [&str; 2]) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .any(|w| words.iter().any(|word| w.eq_ignore_ascii_case(word)))
}

/// "he" for "his", "she" for "her".
fn subject_form(pronoun: &str) -> &str {
    match pronoun {
        "his" => "he",
        "her" => "she",
        other => other,
    }
}

pub(super) fn is_personal(syntax: &Syntax, word: usize) -> bool {
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

/// A subject that is a name, earlier in the sentence than `word`, of the clause nearest to the start.
fn subject_before(syntax: &Syntax, word: usize) -> Option<usize> {
    (0..word).find(|&w| {
        syntax.upos(w) == Upos::Propn
            && matches!(syntax.relation(w), Relation::Nsubj | Relation::NsubjPass)
            && !syntax.is_below(word, w)
    })
}

/// The subject of the sentence's main clause.
pub(super) fn main_subject(syntax: &Syntax) -> Option<usize> {
    let root = (0..syntax.len()).find(|&w| syntax.head(w).is_none())?;
    syntax.child(
        root,
        &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter],
    )
}

pub(super) fn is_body(syntax: &Syntax, word: usize) -> bool {
    is_quoted_body(syntax.lemma(word)) || syntax.morph(word).number == Some(Number::Plur)
}

pub(super) fn is_person(syntax: &Syntax, word: usize, name: &str) -> bool {
    syntax.upos(word) == Upos::Propn || name.contains(" (") || is_quoted_person(syntax.lemma(word))
}
