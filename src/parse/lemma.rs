//! From a form to its lemma, given part of speech and morphology: "left" is "leave" as a verb and "left" as an adjective.
//!
//! The table holds edit scripts ("take off 3, put on y") keyed by the end of the word. The longest known ending decides; the
//! whole word is the longest ending of all, so exceptions need no second table. An ending is stored only where it decides
//! otherwise than the shorter ending would.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::lexicon::vectors;

use super::features::{NO_ROW, Rows};
use super::labels::{Morph, Tense, Upos, VerbForm};
use super::model::{Reader, put, put_text};

/// Endings longer than this are only stored as whole words.
const MAX_ENDING: usize = 6;

/// What to do with the letters' case before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    /// Make all lower.
    Lower,
    /// Leave.
    Keep,
    /// Lower all but the first.
    Title,
}

/// The lemma of an irregular past form, which a treebank may not hold or a tagger may take for a present.
fn irregular(lower: &str) -> Option<&'static str> {
    static TABLE: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        include_str!("irregular_verbs.tsv")
            .lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(|l| l.split_once('\t'))
            .collect()
    });
    table.get(lower).copied()
}

/// Take `strip` characters off the end, put `append` on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Script {
    case: Case,
    strip: usize,
    append: String,
}

/// The table of endings.
pub struct Lemmatiser {
    keys: Vec<u32>,
    choices: Vec<u32>,
    scripts: Vec<Script>,
    lookup: Rows,
}

impl Default for Lemmatiser {
    fn default() -> Self {
        Lemmatiser::new(Vec::new(), Vec::new(), Vec::new())
    }
}

/// A word of the treebank to learn from.
pub struct Lesson<'a> {
    /// The form as written.
    pub form: &'a str,
    /// Its part of speech.
    pub upos: Upos,
    /// Its morphology.
    pub morph: Morph,
    /// Its lemma.
    pub lemma: &'a str,
}

impl Lemmatiser {
    fn new(keys: Vec<u32>, choices: Vec<u32>, scripts: Vec<Script>) -> Self {
        let lookup = Rows::new(&keys);
        Lemmatiser {
            keys,
            choices,
            scripts,
            lookup,
        }
    }

    /// The lemma of a form. What the table does not know keeps its form: names as written, other words in lower case.
    pub fn lemma(&self, form: &str, upos: Upos, morph: Morph) -> String {
        let plain = straight(form);
        let lower = plain.to_lowercase();
        if upos == Upos::Pron && lower == "i" {
            return "I".to_string();
        }
        if upos == Upos::Num && lower.starts_with(|c: char| c.is_ascii_digit()) {
            // "200,000" is 200000 in the treebanks.
            return lower.replace(',', "");
        }
        // "rose" is "rise" even where the tagger takes it for a present; "found" may be a present.
        let past = morph.tense == Some(Tense::Past) || morph.verb_form == Some(VerbForm::Part);
        if matches!(upos, Upos::Verb | Upos::Aux)
            && (past || !may_be_present(&lower))
            && let Some(lemma) = past_of(&lower)
        {
            return lemma.to_string();
        }
        let group = class(upos, morph);
        let mut first = None;
        for ending in endings(&lower) {
            let row = self.lookup.get(key(group, ending));
            if row == NO_ROW {
                continue;
            }
            let script = &self.scripts[self.choices[row as usize] as usize];
            let Some(lemma) = script.apply(&plain) else {
                continue;
            };
            // A rule may be wrong for this word ("bombed" is not like "robbed"); if what it makes is no common word and what a
            // more general rule makes is one, the general rule is right.
            let inflected = matches!(upos, Upos::Verb | Upos::Noun) && script.strip > 0;
            let known = || vectors::table().has_whole(&lemma);
            if ending.whole || first.is_none() && !inflected || inflected && known() {
                return lemma;
            }
            first.get_or_insert(lemma);
        }
        if upos == Upos::Verb
            && let Some(lemma) = known_stem(&lower)
        {
            return lemma;
        }
        match first {
            Some(lemma) => lemma,
            None if upos == Upos::Propn => plain,
            None => lower,
        }
    }

    /// Learns the table.
    pub fn learn<'a>(lessons: impl Iterator<Item = Lesson<'a>>) -> Self {
        // class -> ending (with the whole word marked) -> script -> count
        let mut counts: BTreeMap<(u32, Ending), BTreeMap<Script, usize>> = BTreeMap::new();
        for lesson in lessons {
            let plain = straight(lesson.form);
            let script =
                Script::between(&plain, &straight(lesson.lemma), lesson.upos == Upos::Propn);
            let lower = plain.to_lowercase();
            let whole = Ending {
                text: lower,
                whole: true,
            };
            let scripts = counts
                .entry((class(lesson.upos, lesson.morph), whole))
                .or_default();
            *scripts.entry(script).or_default() += 1;
        }
        // An ending is judged by how many different words have it, not by how common they are.
        let words: Vec<_> = counts
            .iter()
            .filter_map(|((class, word), scripts)| {
                Some((*class, word.text.clone(), commonest(scripts)?.0.clone()))
            })
            .collect();
        for (class, word, script) in words {
            for ending in endings(&word).skip(1) {
                *counts
                    .entry((class, ending.owned()))
                    .or_default()
                    .entry(script.clone())
                    .or_default() += 1;
            }
        }
        // Short endings first, so that the longer ones know what they inherit.
        let mut ordered: Vec<_> = counts.iter().collect();
        ordered.sort_by_key(|((class, ending), _)| {
            (ending.whole, ending.text.chars().count(), *class)
        });
        let mut chosen: BTreeMap<(u32, Ending), Script> = BTreeMap::new();
        for ((class, ending), scripts) in ordered {
            let total: usize = scripts.values().sum();
            let Some((script, count)) = commonest(scripts) else {
                continue;
            };
            let inherited = endings(&ending.text)
                .skip(usize::from(!ending.whole))
                .filter(|shorter| ending.whole || !shorter.whole)
                .find_map(|shorter| {
                    let key = (*class, shorter.owned());
                    if key.1 == *ending {
                        None
                    } else {
                        chosen.get(&key)
                    }
                });
            let enough = if ending.whole {
                count * 2 > total
            } else {
                total >= MIN_ENDING
            };
            if enough && inherited != Some(script) {
                chosen.insert((*class, ending.clone()), script.clone());
            }
        }
        let mut scripts: Vec<Script> = chosen.values().cloned().collect();
        scripts.sort();
        scripts.dedup();
        let mut keyed: Vec<(u32, u32)> = chosen
            .iter()
            .map(|((class, ending), script)| {
                // Every chosen script is in the list that was made of them.
                let choice = scripts.binary_search(script).unwrap_or(0);
                (
                    key(
                        *class,
                        EndingRef {
                            text: &ending.text,
                            whole: ending.whole,
                        },
                    ),
                    choice as u32,
                )
            })
            .collect();
        keyed.sort_unstable();
        keyed.dedup_by_key(|(key, _)| *key);
        let (keys, choices) = keyed.into_iter().unzip();
        Lemmatiser::new(keys, choices, scripts)
    }

    /// Appends the table to a model file.
    pub fn write(&self, out: &mut Vec<u8>) {
        put(out, self.scripts.len() as u32);
        for script in &self.scripts {
            put(out, script.case as u32 + 4 * script.strip as u32);
            put_text(out, &script.append);
        }
        put(out, self.keys.len() as u32);
        for &key in &self.keys {
            put(out, key);
        }
        for &choice in &self.choices {
            out.extend_from_slice(&(choice as u16).to_le_bytes());
        }
    }

    pub(super) fn read(reader: &mut Reader) -> Option<Self> {
        let mut scripts = Vec::new();
        for _ in 0..reader.number()? {
            let code = reader.number()?;
            let case = match code % 4 {
                0 => Case::Lower,
                1 => Case::Keep,
                _ => Case::Title,
            };
            scripts.push(Script {
                case,
                strip: code as usize / 4,
                append: reader.text()?.to_string(),
            });
        }
        let count = reader.number()? as usize;
        let keys = reader.numbers(count)?;
        let mut choices = Vec::with_capacity(count);
        for _ in 0..count {
            let choice = u32::from(reader.short()?);
            if choice as usize >= scripts.len() {
                return None;
            }
            choices.push(choice);
        }
        Some(Lemmatiser::new(keys, choices, scripts))
    }
}

/// The common word that a form in "-ed" or "-ing" may come from: as it stands, with "e", or with the doubled letter undone.
fn known_stem(lower: &str) -> Option<String> {
    let stem = lower
        .strip_suffix("ed")
        .or_else(|| lower.strip_suffix("ing"))?;
    let mut shorter = stem.to_string();
    let last = shorter.pop()?;
    let doubled = shorter.ends_with(last);
    [format!("{stem}e"), stem.to_string()]
        .into_iter()
        .chain(doubled.then_some(shorter))
        .find(|candidate| candidate.len() > 2 && vectors::table().has_whole(candidate))
}

/// The script with the highest count, the smallest of equals.
fn commonest(scripts: &BTreeMap<Script, usize>) -> Option<(&Script, usize)> {
    scripts
        .iter()
        .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))
        .map(|(script, &count)| (script, count))
}

/// Fewer words than this do not make a rule.
const MIN_ENDING: usize = 2;

/// An ending, or a whole word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Ending {
    text: String,
    whole: bool,
}

#[derive(Debug, Clone, Copy)]
struct EndingRef<'a> {
    text: &'a str,
    whole: bool,
}

impl EndingRef<'_> {
    fn owned(self) -> Ending {
        Ending {
            text: self.text.to_string(),
            whole: self.whole,
        }
    }
}

/// The verb of a past form that the treebanks have not seen ("misled") or that looks regular ("sought", "freed"); in lower case.
pub fn past_of(lower: &str) -> Option<&str> {
    // "freed" and "lied" are "free" and "lie"; verbs such as "exceed" have a past in "-eeded".
    if lower.len() > 4 && lower.ends_with("eed")
        || matches!(
            lower,
            "lied" | "died" | "tied" | "vied" | "belied" | "untied"
        )
    {
        return lower.strip_suffix('d');
    }
    irregular(lower)
}

/// Past forms that are verbs of their own as well: "to found", "to fell", "to lie" and "to lay", "to feed".
fn may_be_present(lower: &str) -> bool {
    lower.ends_with("eed")
        || matches!(
            lower,
            "found" | "ground" | "bound" | "lay" | "saw" | "fell" | "felt" | "bore" | "wound"
        )
}

/// The endings of a word from the longest, which is the whole word, to the empty one.
fn endings(lower: &str) -> impl Iterator<Item = EndingRef<'_>> {
    let whole = EndingRef {
        text: lower,
        whole: true,
    };
    let starts = std::iter::once(lower.len()).chain(lower.char_indices().rev().map(|(i, _)| i));
    let mut starts: Vec<usize> = starts.take(MAX_ENDING + 1).collect();
    starts.reverse();
    std::iter::once(whole).chain(starts.into_iter().map(|start| EndingRef {
        text: &lower[start..],
        whole: false,
    }))
}

/// Part of speech and morphology as one number.
fn class(upos: Upos, morph: Morph) -> u32 {
    let form = morph.verb_form.map_or(0, |v| v as u32 + 1);
    let tense = morph.tense.map_or(0, |v| v as u32 + 1);
    let number = morph.number.map_or(0, |v| v as u32 + 1);
    let degree = morph.degree.map_or(0, |v| v as u32 + 1);
    (((upos as u32 * 5 + form) * 3 + tense) * 3 + number) * 3 + degree
}

fn key(class: u32, ending: EndingRef) -> u32 {
    let seed = u64::from(class * 2 + u32::from(ending.whole));
    let mut hash = (0xcbf2_9ce4_8422_2325_u64 ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for &byte in ending.text.as_bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (hash >> 32) as u32
}

/// Curly apostrophes made straight.
fn straight(text: &str) -> String {
    text.replace(['’', '‘'], "'")
}

impl Case {
    fn apply(self, form: &str) -> String {
        match self {
            Case::Lower => form.to_lowercase(),
            Case::Keep => form.to_string(),
            Case::Title => {
                let mut chars = form.chars();
                chars
                    .next()
                    .map(|first| first.to_string() + &chars.as_str().to_lowercase())
                    .unwrap_or_default()
            }
        }
    }
}

impl Script {
    /// The cheapest script from one to the other; in a draw names keep their case and other words lose it.
    fn between(form: &str, lemma: &str, name: bool) -> Script {
        let mut best: Option<Script> = None;
        let cases = if name {
            [Case::Keep, Case::Title, Case::Lower]
        } else {
            [Case::Lower, Case::Keep, Case::Title]
        };
        for case in cases {
            let from = case.apply(form);
            let common: usize = from
                .chars()
                .zip(lemma.chars())
                .take_while(|(a, b)| a == b)
                .map(|(a, _)| a.len_utf8())
                .sum();
            let script = Script {
                case,
                strip: from[common..].chars().count(),
                append: lemma[common..].to_string(),
            };
            if best
                .as_ref()
                .is_none_or(|b| script.strip + script.append.len() < b.strip + b.append.len())
            {
                best = Some(script);
            }
        }
        // Three cases were tried, so there is a best.
        best.unwrap_or(Script {
            case: Case::Keep,
            strip: 0,
            append: String::new(),
        })
    }

    /// `None` if the form is too short for it.
    fn apply(&self, form: &str) -> Option<String> {
        let mut text = self.case.apply(form);
        for _ in 0..self.strip {
            text.pop()?;
        }
        text += &self.append;
        (!text.is_empty()).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lesson<'a>(form: &'a str, upos: Upos, lemma: &'a str) -> Lesson<'a> {
        let plural = upos == Upos::Noun && form.ends_with('s');
        Lesson {
            form,
            upos,
            morph: Morph::from_features(if plural { "Number=Plur" } else { "_" }),
            lemma,
        }
    }

    #[test]
    fn rules_reach_new_words_and_exceptions_stay_exceptions() {
        let lessons = || {
            [
                ("cats", "cat"),
                ("dogs", "dog"),
                ("stories", "story"),
                ("armies", "army"),
                ("flies", "fly"),
                ("bases", "base"),
                ("causes", "cause"),
                ("cases", "case"),
                ("ties", "tie"),
                ("ties", "tie"),
            ]
            .into_iter()
            .map(|(form, lemma)| lesson(form, Upos::Noun, lemma))
            .chain([
                lesson("left", Upos::Verb, "leave"),
                lesson("I", Upos::Pron, "I"),
                lesson("The", Upos::Det, "the"),
            ])
        };
        let learnt = Lemmatiser::learn(lessons());
        let mut bytes = Vec::new();
        learnt.write(&mut bytes);
        let read = Lemmatiser::read(&mut Reader(&bytes)).unwrap();
        for (form, upos, expected) in [
            ("houses", Upos::Noun, "house"),
            ("Ladies", Upos::Noun, "lady"),
            ("ties", Upos::Noun, "tie"),
            ("left", Upos::Verb, "leave"),
            ("left", Upos::Adj, "left"),
            ("I", Upos::Pron, "I"),
            ("Paris", Upos::Propn, "Paris"),
            ("", Upos::X, ""),
        ] {
            let morph = lesson(form, upos, "").morph;
            assert_eq!(learnt.lemma(form, upos, morph), expected, "{form}");
            assert_eq!(read.lemma(form, upos, morph), expected, "{form} read");
        }
    }
}
