//! What an article says of its names: whose spokesman somebody is, on which side a front fights.
//!
//! In: the text. Out: a [`Dossier`]. A claim says "his men had no such weapon", and another sentence of its article that he is a commander
//! of the front. Read off the words alone, because most sentences of an article are never parsed; what is no plain description is left out.

use rustc_hash::FxHashSet;

use crate::lexicon::parties::side_of;
use crate::lexicon::titles::{is_leader, is_title};
use crate::text::sentence::sentences;

/// The lower-cased words of a name, without titles.
pub(super) type Name = Vec<String>;

/// The names of an article that are described in it.
#[derive(Debug, Default)]
pub struct Dossier {
    entries: Vec<Entry>,
    /// All names of two words and more.
    names: Vec<Name>,
}

/// What is said of one name.
#[derive(Debug)]
struct Entry {
    name: Name,
    /// The side of a conflict.
    side: Option<&'static str>,
    /// The names of those for whom he speaks or to whom he belongs.
    with: Vec<Name>,
    /// The nouns by which an aside calls it: "the Sword, a movement that".
    called: Vec<String>,
}

/// What an article says of a name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Known {
    /// The side of a conflict; none if the article names two.
    pub side: Option<&'static str>,
    /// The names of those for whom he speaks or to whom he belongs.
    pub with: Vec<Name>,
}

impl Dossier {
    /// Reads an article. `O(n)` in its words.
    pub fn new(text: &str) -> Dossier {
        let read: Vec<Vec<Word>> = sentences(text)
            .into_iter()
            .map(|s| {
                s.of(text)
                    .split_whitespace()
                    .filter_map(Word::new)
                    .collect()
            })
            .collect();
        // What has a capital inside a sentence is a name; what has one only where a sentence begins need not be.
        let inside: FxHashSet<&str> = read
            .iter()
            .flat_map(|words| words.iter().skip(1))
            .filter(|w| w.is_capital())
            .map(|w| w.form)
            .collect();
        let mut dossier = Dossier::default();
        let mut before: Option<Name> = None;
        for words in &read {
            let mut runs = runs(words);
            runs.retain(|run| run.start > 0 || run.len() > 1 || inside.contains(words[0].form));
            let subject = runs
                .iter()
                .find(|run| run.start <= 2)
                .map(|run| name_of(words, run));
            for run in &runs {
                let name = name_of(words, run);
                if name.len() > 1 && !dossier.names.contains(&name) {
                    dossier.names.push(name);
                }
                // "its spokesman" is that of whom the sentence before was about, or this one up to here.
                let own = subject.as_ref().filter(|_| run.start > 2);
                dossier
                    .entries
                    .extend(entry(words, run, own.or(before.as_ref())));
            }
            before = subject;
        }
        dossier
    }

    /// The one name that the article calls by a noun: "the council" is "the Tarsk People's Council", "the movement" what an aside called a
    /// movement. None if there are two.
    pub(super) fn called(&self, noun: &str) -> Option<&Name> {
        let by_name = self
            .names
            .iter()
            .filter(|name| name.last().is_some_and(|last| last == noun));
        let by_aside = self
            .entries
            .iter()
            .filter(|e| e.called.iter().any(|c| c == noun))
            .map(|e| &e.name);
        let mut found = by_name.chain(by_aside);
        let first = found.next()?;
        found.all(|other| names_meet(first, other)).then_some(first)
    }

    /// What the article says of a name.
    pub(super) fn about(&self, name: &Name) -> Known {
        let mut known = Known::default();
        let mut torn = false;
        for entry in self.entries.iter().filter(|e| names_meet(&e.name, name)) {
            if let (Some(one), Some(other)) = (known.side, entry.side) {
                torn |= one != other;
            }
            known.side = known.side.or(entry.side);
            for with in &entry.with {
                if !known.with.contains(with) {
                    known.with.push(with.clone());
                }
            }
        }
        if torn {
            known.side = None;
        }
        known
    }
}

/// Whether two names may be one's: all words of the shorter stand in the longer, or two of them do. A country and its people are one.
pub(super) fn names_meet(a: &Name, b: &Name) -> bool {
    let shared = a
        .iter()
        .filter(|x| b.iter().any(|y| words_meet(x, y)))
        .count();
    shared > 0 && shared >= a.len().min(b.len()).min(2)
}

/// "velmora", "velmoran": one word, or the one with the ending of a people.
fn words_meet(x: &str, y: &str) -> bool {
    /// Letters that both must have at least; shorter ones meet by chance.
    const LEAST: usize = 5;
    let (short, long) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    let ending = |rest: &str| {
        matches!(
            rest,
            "n" | "an" | "ian" | "ans" | "ns" | "ese" | "er" | "ers" | "i" | "is" | "ish"
        )
    };
    short == long || short.len() >= LEAST && long.strip_prefix(short).is_some_and(ending)
}

/// The lower-cased words of a run that are neither titles nor articles.
pub(super) fn without_titles<'w>(words: impl Iterator<Item = &'w str>) -> Name {
    let kept = words.map(str::to_lowercase).filter(|w| {
        !is_title(w.trim_end_matches('.')) && !matches!(w.as_str(), "the" | "a" | "an" | "of")
    });
    kept.collect()
}

/// A word of a sentence, without the marks around it.
struct Word<'t> {
    form: &'t str,
    /// Whether a mark follows that ends a phrase.
    stops: bool,
    /// Whether it has the mark of a possessor.
    owns: bool,
}

impl<'t> Word<'t> {
    fn new(written: &'t str) -> Option<Word<'t>> {
        let inner = written.trim_matches(|c: char| !c.is_alphanumeric());
        if inner.is_empty() {
            return None;
        }
        let behind = &written[written.find(inner).map_or(0, |at| at + inner.len())..];
        let plain = inner
            .strip_suffix("'s")
            .or_else(|| inner.strip_suffix("’s"));
        let plural = behind.starts_with(['\'', '’']) && inner.ends_with('s');
        Some(Word {
            form: plain.unwrap_or(inner),
            stops: behind.contains([',', '.', ';', ':', '!', '?', '"', '”', ')', '(']),
            owns: plain.is_some() || plural,
        })
    }

    fn is_capital(&self) -> bool {
        self.form.starts_with(char::is_uppercase)
    }

    fn is(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.form.eq_ignore_ascii_case(w))
    }

    /// Whether it is a noun for whoever speaks for others or leads them.
    fn leads(&self) -> bool {
        is_leader(&self.form.to_lowercase())
    }

    fn side(&self) -> Option<&'static str> {
        side_of_form(&self.form.to_lowercase())
    }
}

/// The side that a lower-cased noun names, in singular or plural.
pub(super) fn side_of_form(lower: &str) -> Option<&'static str> {
    side_of(lower).or_else(|| lower.strip_suffix('s').and_then(side_of))
}

/// Capitalised words that begin a sentence and are no names.
fn opens(word: &Word) -> bool {
    word.is(&[
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "it",
        "he",
        "she",
        "they",
        "we",
        "i",
        "our",
        "its",
        "his",
        "her",
        "their",
        "my",
        "but",
        "and",
        "after",
        "before",
        "when",
        "while",
        "as",
        "if",
        "for",
        "from",
        "by",
        "with",
        "no",
        "not",
        "none",
        "one",
        "two",
        "three",
        "four",
        "all",
        "both",
        "some",
        "most",
        "many",
        "there",
        "this",
        "that",
        "these",
        "those",
        "according",
        "earlier",
        "later",
        "under",
        "since",
        "however",
        "meanwhile",
        "also",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ])
}

/// The runs of capitalised words in a sentence.
fn runs(words: &[Word]) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        // A noun of a side that begins a sentence is no name, nor is any word that no other capital follows there.
        let first = at == 0
            && (opens(word)
                || word.side().is_some()
                || !words.get(1).is_some_and(Word::is_capital) && word.form.ends_with("ing"));
        if !word.is_capital() || first || opens(word) {
            continue;
        }
        match found.last_mut() {
            Some(run) if run.end == at && !words[at - 1].stops && !words[at - 1].owns => {
                run.end = at + 1
            }
            // "the Tarsk People's Council".
            Some(run)
                if run.end == at && words[at - 1].owns && run.len() > 1 && !words[at - 1].stops =>
            {
                run.end = at + 1
            }
            // "the Sword of the South".
            Some(run) if run.len() == 1 && is_one_of_the(words, run.start, at) => run.end = at + 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// "the Sword of the South": one name, unlike "Commander Ilesh of the Front".
fn is_one_of_the(words: &[Word], first: usize, last: usize) -> bool {
    let article = first > 0 && words[first - 1].is(&["the"]);
    let plain = (first..last).all(|w| !words[w].stops && !words[w].owns);
    let between = match last - first {
        2 => words[first + 1].is(&["of"]),
        3 => words[first + 1].is(&["of"]) && words[first + 2].is(&["the"]),
        _ => false,
    };
    article && plain && between
}

fn name_of(words: &[Word], run: &std::ops::Range<usize>) -> Name {
    without_titles(words[run.clone()].iter().map(|w| w.form))
}

/// What the words around a name say of it; none if they say nothing.
fn entry(words: &[Word], run: &std::ops::Range<usize>, spoken_of: Option<&Name>) -> Option<Entry> {
    let name = name_of(words, run);
    if name.is_empty() {
        return None;
    }
    let mut entry = Entry {
        name,
        side: None,
        with: Vec::new(),
        called: Vec::new(),
    };
    before(words, run, spoken_of, &mut entry);
    behind(words, run, spoken_of, &mut entry);
    entry
        .with
        .retain(|with| *with != entry.name && !with.is_empty());
    (entry.side.is_some() || !entry.with.is_empty() || !entry.called.is_empty()).then_some(entry)
}

/// "the rebel commander X", "terrorists of the X", "the army's spokesman, X", "its spokesman, X".
fn before(
    words: &[Word],
    run: &std::ops::Range<usize>,
    spoken_of: Option<&Name>,
    entry: &mut Entry,
) {
    let at = |back: usize| run.start.checked_sub(back).map(|w| &words[w]);
    let plain = |w: &&Word| !w.stops && !w.is_capital();
    if let Some(next) = at(1).filter(plain) {
        let two = at(2).filter(plain).and_then(Word::side);
        let narrowed = two.filter(|_| next.leads());
        entry.side = next.side().filter(|_| !next.owns).or(narrowed);
        let of = at(2).is_some_and(|w| w.is(&["of"]) && !w.stops);
        if next.is(&["the"]) && of {
            entry.side = at(3).filter(|w| !w.stops).and_then(Word::side);
        }
    }
    // Up to three words name the office.
    for back in 2..=4 {
        let Some(owner) = at(back) else { break };
        let office = &words[run.start + 1 - back..run.start];
        let inner = &office[..office.len() - 1];
        if office.iter().any(Word::is_capital)
            || inner.iter().any(|w| w.stops)
            || office.iter().any(|w| w.is(&["of", "in", "and", "that"]))
        {
            break;
        }
        if !office.iter().any(Word::leads) {
            continue;
        }
        if owner.owns && !owner.stops {
            entry.side = entry.side.or(owner.side());
            if owner.is_capital() {
                let from = (0..run.start - back)
                    .rev()
                    .find(|&w| !words[w].is_capital() || words[w].stops);
                let start = from.map_or(0, |w| w + 1);
                entry
                    .with
                    .push(name_of(words, &(start..run.start + 1 - back)));
            }
            break;
        }
        if owner.is(&["its", "their", "the"]) && !owner.stops {
            entry.with.extend(spoken_of.cloned());
            break;
        }
    }
}

/// "X, a spokesman for the Y", "X, the rebel alliance", "X of the Y".
fn behind(
    words: &[Word],
    run: &std::ops::Range<usize>,
    spoken_of: Option<&Name>,
    entry: &mut Entry,
) {
    /// Longer asides tell a story.
    const LONG: usize = 12;
    let last = &words[run.end - 1];
    let (start, aside) = if last.stops && !last.owns {
        (run.end, true)
    } else {
        (run.end, false)
    };
    let Some(first) = words.get(start) else {
        return;
    };
    if aside {
        let described = first.is(&["a", "an", "the", "its", "their", "who", "which", "whose"])
            || !first.is_capital() && first.leads();
        let end = (start..words.len().min(start + LONG)).find(|&w| words[w].stops);
        let (true, Some(end)) = (described, end) else {
            return;
        };
        let inside = &words[start..=end];
        // "who shelled the rebels" tells of a deed.
        let tells = first.is(&["who", "which", "whose"]);
        let leads = inside
            .iter()
            .any(|w| w.leads() || says_that_he_leads(w.form));
        if tells && !leads {
            return;
        }
        if !tells {
            // "a movement that has fought the state" is no state; "a spokesman for the army" is the army's.
            let ends = |w: &Word| {
                w.is(&[
                    "that", "who", "which", "in", "against", "to", "from", "on", "at",
                ]) || !leads && w.is(&["of", "for"])
            };
            let head = &inside[..inside.iter().position(ends).unwrap_or(inside.len())];
            entry.side = entry.side.or_else(|| head.iter().find_map(Word::side));
            let noun = head.last().filter(|w| !w.is_capital() && !leads);
            entry.called.extend(noun.map(|w| w.form.to_string()));
        }
        if inside.iter().any(|w| w.is(&["its", "their"])) {
            entry.with.extend(spoken_of.cloned());
        }
        if leads {
            let names = runs(inside);
            entry.with.extend(
                names
                    .iter()
                    .filter(|r| r.start > 0)
                    .map(|r| name_of(inside, r)),
            );
        }
        return;
    }
    if first.is(&["of"]) && !last.owns && run.len() >= 2 {
        let the = words.get(start + 1).is_some_and(|w| w.is(&["the"]));
        let next = start + 1 + usize::from(the);
        let Some(word) = words.get(next) else { return };
        if word.is_capital() {
            let end = (next..words.len())
                .find(|&w| !words[w].is_capital())
                .unwrap_or(words.len());
            let stop = (next..end).find(|&w| words[w].stops).map_or(end, |w| w + 1);
            entry.with.push(name_of(words, &(next..stop)));
        } else {
            entry.side = entry.side.or(word.side());
        }
    }
}

/// Verbs for what a leader does.
fn says_that_he_leads(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "commands"
            | "leads"
            | "heads"
            | "chairs"
            | "runs"
            | "represents"
            | "commanded"
            | "led"
            | "headed"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(words: &str) -> Name {
        without_titles(words.split(' '))
    }

    fn side(text: &str, of: &str) -> Option<&'static str> {
        Dossier::new(text).about(&name(of)).side
    }

    fn with(text: &str, of: &str) -> Vec<String> {
        let known = Dossier::new(text).about(&name(of));
        known.with.iter().map(|n| n.join(" ")).collect()
    }

    #[test]
    fn descriptions_tell_the_side() {
        assert_eq!(
            side(
                "The Orna Front, the rebel alliance that holds the town, denied it.",
                "Orna Front"
            ),
            Some("armed")
        );
        assert_eq!(
            side(
                "Terrorists of the Orna Front did it, he said.",
                "Orna Front"
            ),
            Some("armed")
        );
        assert_eq!(
            side(
                "Colonel Jan Tolk, a spokesman for the army, denied it.",
                "Tolk"
            ),
            Some("state")
        );
        assert_eq!(
            side(
                "The army's spokesman, Colonel Jan Tolk, denied it.",
                "Jan Tolk"
            ),
            Some("state")
        );
        assert_eq!(
            side(
                "A denial came from the rebel commander Ilo Brat on Monday.",
                "Ilo Brat"
            ),
            Some("armed")
        );
    }

    #[test]
    fn what_is_done_to_somebody_is_no_description() {
        assert_eq!(side("The army shelled Orna on Monday.", "Orna"), None);
        assert_eq!(side("Rebels in Orna fired at the army.", "Orna"), None);
        assert_eq!(
            side("Jan Tolk, who was shot by rebels, is dead.", "Jan Tolk"),
            None
        );
        assert_eq!(side("Jan Tolk fought the rebels.", "Jan Tolk"), None);
        // Two sides are none.
        let both = "Jan Tolk, a rebel, spoke. Jan Tolk, a soldier, spoke.";
        assert_eq!(side(both, "Jan Tolk"), None);
    }

    #[test]
    fn leaders_belong_to_those_whom_they_lead() {
        assert_eq!(
            with("Commander Ilo Brat of the Orna Front denied it.", "Brat"),
            ["orna front"]
        );
        assert_eq!(
            with(
                "The Orna Front denied it. Its spokesman, Ilo Brat, told the Voice so.",
                "Ilo Brat"
            ),
            ["orna front"]
        );
        assert_eq!(
            with(
                "Few in Keshal knew. Keshal denied it. General Ilo Brat, who commands its forces, spoke.",
                "Brat"
            ),
            ["keshal"]
        );
        assert_eq!(
            with(
                "Ostania's foreign minister, Ilo Brat, denied it.",
                "Ilo Brat"
            ),
            ["ostania"]
        );
        assert_eq!(
            with(
                "Ilo Brat, the leader of the Orna Front, denied it.",
                "Ilo Brat"
            ),
            ["orna front"]
        );
        assert!(with("Ilo Brat, 34, left Orna.", "Ilo Brat").is_empty());
        assert!(with("Ilo Brat, a farmer from Orna, left.", "Ilo Brat").is_empty());
    }

    #[test]
    fn names_meet_by_the_shorter_one() {
        assert!(names_meet(&name("Radu Ilesh"), &name("Ilesh")));
        assert!(names_meet(&name("Velmora"), &name("Velmoran")));
        assert!(!names_meet(&name("Highland Front"), &name("Sarun Front")));
        assert!(!names_meet(&name("Iran"), &name("Iraq")));
        assert!(!names_meet(&name("Radu Ilesh"), &name("Radu Tolk")));
        assert!(!names_meet(&Name::new(), &name("Ilesh")));
    }

    #[test]
    fn odd_text_is_read_without_harm() {
        for text in [
            "", ",", "X", "X,", "of the", "’s X", "the X of", "X of", "Its, X", "“”",
        ] {
            Dossier::new(text).about(&name("X"));
        }
    }
}
