//! Mishaps: what they are put down to, what they are called, and what becomes of the things that they happen to.
//!
//! The classes stand at the top of `causes.tsv` and `incidents.tsv`. Phrases are runs of lemmas: "gas leak", "shoot down".

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Table;

/// What something is put down to: a family ("nature") and a kind in it ("rain").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cause {
    /// attack, nature, technical, human, collision, finance, illness.
    pub family: &'static str,
    /// The kind within it.
    pub kind: &'static str,
}

/// How a phrase names a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// A thing or an event: "a gas leak".
    Thing,
    /// A verb that tells its cause: "was shot down".
    Deed,
    /// Somebody who is a cause only if he is blamed: "the driver".
    Person,
    /// What is a cause only where a cue calls it one: "a charge tore it open".
    Agent,
}

/// A word or phrase of a mishap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What it happens to: "the ferry".
    Thing,
    /// What it is called: "the sinking".
    Event,
    /// What becomes of the thing: "capsized".
    End,
    /// What a cause does to the thing: "brought down".
    Undo,
}

/// The incident that stands for whatever a report is about: "the disaster".
pub const ANY: &str = "any";

/// A phrase that was found at the head of some words: how many words it has, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<T> {
    /// Words of the phrase.
    pub len: usize,
    /// Its meaning.
    pub what: T,
}

type Phrases<T> = FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>;

/// The longest phrase at the head of `words`.
fn longest<T: Copy>(
    phrases: &Phrases<T>,
    words: &[&str],
    fits: impl Fn(&T) -> bool,
) -> Option<Found<T>> {
    let known = phrases.get(words.first()?)?;
    known
        .iter()
        .filter(|(phrase, what)| fits(what) && words.starts_with(phrase))
        .max_by_key(|(phrase, _)| phrase.len())
        .map(|(phrase, what)| Found {
            len: phrase.len(),
            what: *what,
        })
}

fn add<T: Copy>(phrases: &mut Phrases<T>, names: &'static str, what: T) {
    for name in names.split('|') {
        let words: Vec<&'static str> = name.split(' ').collect();
        phrases.entry(words[0]).or_default().push((words, what));
    }
}

/// The longest phrase for a cause at the head of some lemmas.
pub fn cause_at(lemmas: &[&str]) -> Option<Found<(Cause, Naming)>> {
    longest(&causes().phrases, lemmas, |_| true)
}

/// Whether a noun behind a cause names the same cause: "engine failure".
pub fn names_its_modifier(noun: &str) -> bool {
    causes().heads.contains(&noun)
}

/// All phrases for persons who may be blamed, or for all other causes.
pub fn cause_phrases(persons: bool) -> impl Iterator<Item = &'static [&'static str]> {
    let of_causes = causes().phrases.values().flatten();
    of_causes
        .filter(move |(_, (_, naming))| persons == (*naming == Naming::Person))
        .map(|(phrase, _)| phrase.as_slice())
}

struct Causes {
    phrases: Phrases<(Cause, Naming)>,
    heads: Vec<&'static str>,
}

fn causes() -> &'static Causes {
    static TABLE: OnceLock<Causes> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut phrases = Phrases::default();
        let mut heads = Vec::new();
        // A deed and a person stand for the cause of the same kind.
        let mut families: FxHashMap<&'static str, &'static str> = FxHashMap::default();
        for mut row in Table::Causes.rows() {
            let (Some(family), Some(kind), Some(names)) = (row.next(), row.next(), row.next())
            else {
                continue;
            };
            let naming = match family {
                "head" => {
                    heads.extend(names.split('|'));
                    continue;
                }
                "deed" => Naming::Deed,
                "person" => Naming::Person,
                "agent" => Naming::Agent,
                _ => Naming::Thing,
            };
            let family = match naming {
                Naming::Thing => {
                    families.entry(kind).or_insert(family);
                    family
                }
                _ => families.get(kind).copied().unwrap_or(family),
            };
            add(&mut phrases, names, (Cause { family, kind }, naming));
        }
        Causes { phrases, heads }
    })
}

/// The longest phrase of a mishap at the head of some lemmas: what part of it, and of which incident. `verb`: whether the first word is a verb,
/// for "crash" is both.
pub fn incident_at(lemmas: &[&str], verb: bool) -> Option<Found<(Part, &'static str)>> {
    let fits = |&(part, _): &(Part, &str)| verb == matches!(part, Part::End | Part::Undo);
    longest(incidents(), lemmas, fits)
}

/// All phrases of mishaps with their part and incident.
pub fn incident_phrases() -> impl Iterator<Item = (&'static [&'static str], Part, &'static str)> {
    let all = incidents().values().flatten();
    all.map(|(phrase, (part, incident))| (phrase.as_slice(), *part, *incident))
}

fn incidents() -> &'static Phrases<(Part, &'static str)> {
    static TABLE: OnceLock<Phrases<(Part, &'static str)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut phrases = Phrases::default();
        for mut row in Table::Incidents.rows() {
            let part = match row.next() {
                Some("thing") => Part::Thing,
                Some("event") => Part::Event,
                Some("end") => Part::End,
                Some("undo") => Part::Undo,
                _ => continue,
            };
            if let (Some(incident), Some(names)) = (row.next(), row.next()) {
                add(&mut phrases, names, (part, incident));
            }
        }
        phrases
    })
}

/// How surely two causes of one mishap exclude each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Apart {
    /// They may be one, or the one may have led to the other: a spark and a gas leak, a storm and high waves.
    Open,
    /// Two accounts, if both are given as the cause: the storm, the load.
    AsCauses,
    /// Two accounts, however they are put: a missile, a defect of the engine.
    Always,
}

/// How two causes stand to each other.
pub fn apart(x: Cause, y: Cause) -> Apart {
    let either = |f: &str| x.family == f || y.family == f;
    let kinds = |p: &str, q: &str| (x.kind, y.kind) == (p, q) || (y.kind, x.kind) == (p, q);
    if x.family == y.family {
        let distinct = match x.family {
            "attack" => {
                x.kind != y.kind
                    && !either_kind(x, y, "attack")
                    && !kinds("bomb", "sabotage")
                    && !kinds("bomb", "arson")
                    && !kinds("missile", "bomb")
                    && !either_kind(x, y, "blast")
            }
            "illness" => x.kind != y.kind && !kinds("leak", "animal") && !kinds("water", "poison"),
            "finance" => kinds("loan", "rumour"),
            "technical" => kinds("brake", "structure") || kinds("brake", "electrical"),
            _ => false,
        };
        return if distinct {
            Apart::AsCauses
        } else {
            Apart::Open
        };
    }
    // What is about money or germs is compared with its like, and with deeds on purpose nowhere.
    if either("finance") || either("illness") {
        return Apart::Open;
    }
    if either("attack") {
        // What exploded may have been gas.
        if either_kind(x, y, "blast") && (either("technical") || either_kind(x, y, "flame")) {
            return Apart::Open;
        }
        return if either("human") {
            Apart::AsCauses
        } else {
            Apart::Always
        };
    }
    let may_lead = kinds("lightning", "electrical")
        || kinds("ground", "structure")
        || kinds("rain", "structure")
        || kinds("rain", "ground")
        || kinds("ground", "gas")
        || kinds("cold", "structure")
        || kinds("cold", "engine")
        || kinds("animal", "engine")
        || kinds("cold", "steering")
        || kinds("sight", "collision")
        || kinds("sight", "error")
        || kinds("storm", "error")
        || kinds("storm", "steering")
        || kinds("load", "structure")
        || kinds("flame", "gas")
        || kinds("flame", "chemical")
        || kinds("speed", "brake")
        // A mishap that people bring about by a want of care shows in what breaks.
        || either_kind(x, y, "neglect") && either("technical")
        || either_kind(x, y, "error") && either("technical") && !kinds("error", "structure") && !kinds("error", "engine")
        || either("collision")
            && (either("technical")
                || ["error", "speed", "drink", "neglect"]
                    .iter()
                    .any(|k| either_kind(x, y, k)));
    if may_lead {
        Apart::Open
    } else {
        Apart::AsCauses
    }
}

fn either_kind(x: Cause, y: Cause, kind: &str) -> bool {
    x.kind == kind || y.kind == kind
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(words: &str) -> Cause {
        let words: Vec<&str> = words.split(' ').collect();
        cause_at(&words).expect("a cause").what.0
    }

    #[test]
    fn the_longest_phrase_counts() {
        let found = cause_at(&["engine", "fire", "in"]).expect("a cause");
        assert_eq!((found.len, found.what.0.kind), (2, "engine"));
        assert_eq!(cause_at(&["meeting"]), None);
        let found = incident_at(&["plane", "crash"], false).expect("an incident");
        assert_eq!((found.len, found.what), (2, (Part::Event, "air")));
    }

    #[test]
    fn deeds_and_persons_are_of_the_family_of_their_kind() {
        assert_eq!(cause("shoot down"), cause("missile"));
        assert_eq!(cause("driver").family, "human");
        assert_eq!(cause("ram").family, "collision");
    }

    #[test]
    fn causes_are_apart_unless_one_may_lead_to_the_other() {
        for (x, y, how) in [
            ("missile", "engine fire", Apart::Always),
            ("missile", "rocket", Apart::Open),
            ("storm", "overloading", Apart::AsCauses),
            ("spark", "gas leak", Apart::Open),
            ("lightning", "short circuit", Apart::Open),
            ("storm", "rain", Apart::Open),
            ("bomb", "rain", Apart::Always),
            ("arson", "short circuit", Apart::Always),
            ("driver", "broken rail", Apart::AsCauses),
            ("speed", "driver", Apart::Open),
            ("neglect", "crack", Apart::Open),
            ("sewage", "fish", Apart::AsCauses),
            ("murder", "sewage", Apart::Open),
        ] {
            let words = |s: &'static str| -> Vec<&str> { s.split(' ').collect() };
            let (Some(x), Some(y)) = (cause_at(&words(x)), cause_at(&words(y))) else {
                continue;
            };
            let (x, y) = (x.what.0, y.what.0);
            assert_eq!(apart(x, y), how, "{x:?} {y:?}");
            assert_eq!(apart(y, x), how, "{y:?} {x:?}");
        }
    }
}
