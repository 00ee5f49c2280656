//! Words for what somebody may be said to have done, in classes; the classes stand at the top of `deeds.tsv`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Table;

/// The classes of a word, one bit each; none for a word that names no deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deeds(u32);

impl Deeds {
    /// Whether two words have a class in common.
    pub fn meet(self, other: Deeds) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of both.
    pub fn with(self, other: Deeds) -> Deeds {
        Deeds(self.0 | other.0)
    }

    /// Whether the word names a deed at all.
    pub fn any(self) -> bool {
        self.0 != 0
    }
}

/// The table: the classes of deeds in the order of the file, and the two that are none.
struct Words {
    deeds: FxHashMap<&'static str, Deeds>,
    whole: Vec<&'static str>,
    vague: Vec<&'static str>,
}

fn table() -> &'static Words {
    static TABLE: OnceLock<Words> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Words {
            deeds: FxHashMap::default(),
            whole: Vec::new(),
            vague: Vec::new(),
        };
        let mut classes: Vec<&str> = Vec::new();
        for mut row in Table::Deeds.rows() {
            let (Some(class), Some(words)) = (row.next(), row.next()) else {
                continue;
            };
            match class {
                "whole" => table.whole.extend(words.split(' ')),
                "vague" => table.vague.extend(words.split(' ')),
                _ => {
                    let known = classes.iter().position(|known| *known == class);
                    let at = known.unwrap_or_else(|| {
                        classes.push(class);
                        classes.len() - 1
                    });
                    // Added rows may only name classes that ship, so that there are never more than bits.
                    let bit = 1u32.checked_shl(at as u32).unwrap_or(0);
                    for word in words.split(' ') {
                        table.deeds.entry(word).or_default().0 |= bit;
                    }
                }
            }
        }
        table
    })
}

/// The classes of deeds that a lemma may name: "bring down", or "shoot".
pub fn deeds_of(lemma: &str) -> Deeds {
    let table = table();
    if let Some((verb, particle)) = lemma.split_once(' ') {
        let joined = format!("{verb}-{particle}");
        if let Some(known) = table.deeds.get(joined.as_str()) {
            return *known;
        }
        return table.deeds.get(verb).copied().unwrap_or_default();
    }
    table.deeds.get(lemma).copied().unwrap_or_default()
}

/// Whether a noun may stand for all of an incident: "the attack", "the crash".
pub fn is_whole_incident(noun: &str) -> bool {
    table().whole.contains(&noun)
}

/// Whether a word stands for whatever is talked about: "the matter", "it".
pub fn is_vague_deed(word: &str) -> bool {
    table().vague.contains(&word)
}

/// All single words that name a deed or an incident.
pub fn deed_words() -> impl Iterator<Item = &'static str> {
    let table = table();
    let named = table.deeds.keys().copied().filter(|w| !w.contains('-'));
    named.chain(table.whole.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_one_deed_share_a_class() {
        let meet = |a: &str, b: &str| deeds_of(a).meet(deeds_of(b));
        assert!(meet("bring down", "shoot") && meet("bomb", "attack"));
        assert!(meet("supply", "arm") && meet("murder", "kill"));
        assert!(!meet("bomb", "bribe") && !meet("speak", "speak"));
        assert!(!deeds_of("bring").any() && !deeds_of("").any());
    }

    #[test]
    fn some_nouns_stand_for_all_of_an_incident() {
        assert!(is_whole_incident("crash") && !is_whole_incident("wall"));
        assert!(is_vague_deed("matter") && !is_vague_deed("bomb"));
        assert!(deed_words().any(|w| w == "bomb") && !deed_words().any(|w| w.contains('-')));
    }
}
