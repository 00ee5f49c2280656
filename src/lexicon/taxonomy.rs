//! Senses of words and what each is a kind of: WordNet's synonyms and hypernyms, several senses deep.
//!
//! Where [`super::relations`] answers by a word's first sense, this says how two words can stand to each other in any of their
//! frequent senses. The data file and the script that made it stand beside this file: `wordnet_senses.tsv`, `wordnet_taxonomy.py`.

use std::cmp::Ordering;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The part of speech of a sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// A noun or name.
    Noun,
    /// A verb.
    Verb,
    /// An adjective.
    Adjective,
}

/// A sense, as an index into the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sense(u32);

/// How a word can stand to another in one pair of their senses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// One sense in common.
    Same,
    /// The first is a kind of the second, so many steps below it.
    Below(u8),
    /// The second is a kind of the first.
    Above(u8),
    /// Both are kinds of a third, so many steps above the first and above the second.
    Beside(u8, u8),
}

/// All senses and words.
pub struct Taxonomy {
    names: Vec<&'static str>,
    /// What each sense is a kind of: a range of `parents`.
    above: Vec<(u32, u32)>,
    parents: Vec<Sense>,
    /// The senses of each word, by part of speech.
    words: FxHashMap<&'static str, [Vec<Sense>; 3]>,
}

/// Farther up everything is an entity or an act.
const HIGHEST: u8 = 7;

/// The table that ships with the library; built at the first call (some ten milliseconds).
pub fn taxonomy() -> &'static Taxonomy {
    static TABLE: OnceLock<Taxonomy> = OnceLock::new();
    TABLE.get_or_init(Taxonomy::read)
}

impl Taxonomy {
    fn read() -> Self {
        let mut table = Taxonomy {
            names: Vec::new(),
            above: Vec::new(),
            parents: Vec::new(),
            words: FxHashMap::default(),
        };
        for mut cells in super::rows(include_str!("wordnet_senses.tsv")) {
            let first = cells.next().unwrap_or_default();
            if let Some(word) = first.strip_prefix(':') {
                for cell in cells {
                    let (part, numbers) = cell.split_at_checked(2).unwrap_or_default();
                    let part = match part {
                        "n:" => Part::Noun,
                        "v:" => Part::Verb,
                        _ => Part::Adjective,
                    };
                    table.words.entry(word).or_default()[part as usize] = senses(numbers).collect();
                }
            } else {
                let start = table.parents.len() as u32;
                table
                    .parents
                    .extend(senses(cells.next().unwrap_or_default()));
                table.above.push((start, table.parents.len() as u32));
                table.names.push(first.get(1..).unwrap_or_default());
            }
        }
        table
    }

    /// The senses of a lower-cased lemma, the most frequent first; none for an unknown word.
    pub fn senses(&self, word: &str, part: Part) -> &[Sense] {
        self.words
            .get(word)
            .map_or(&[], |senses| senses[part as usize].as_slice())
    }

    /// The first word of a sense.
    pub fn name(&self, sense: Sense) -> &'static str {
        self.names[sense.0 as usize]
    }

    /// Whether any sense has the name.
    pub fn has_sense_named(&self, name: &str) -> bool {
        self.names.contains(&name)
    }

    /// What a sense is a kind of, one step up.
    pub fn parents(&self, sense: Sense) -> &[Sense] {
        let (start, end) = self.above[sense.0 as usize];
        &self.parents[start as usize..end as usize]
    }

    /// The first `most` senses of a word and all that they are kinds of, each with the least number of steps, sorted by sense.
    pub fn climb(&self, word: &str, part: Part, most: usize) -> Climb {
        let mut found: Vec<(Sense, u8)> = Vec::new();
        let senses = self.senses(word, part);
        found.extend(senses.iter().take(most).map(|&s| (s, 0)));
        let mut next = 0;
        while let Some(&(at, steps)) = found.get(next) {
            next += 1;
            if steps == HIGHEST {
                break;
            }
            for &up in self.parents(at) {
                if !found.iter().any(|(known, _)| *known == up) {
                    found.push((up, steps + 1));
                }
            }
        }
        found.sort_unstable();
        Climb(found)
    }

    /// The closest standing of two words in any of their first `most` senses; none if they meet nowhere below the highest step.
    pub fn standing(&self, a: &str, b: &str, part: Part, most: usize) -> Option<Standing> {
        self.climb(a, part, most).meet(&self.climb(b, part, most))
    }

    /// Whether one of the first `most` senses of a noun is a kind of one that is named `class`.
    pub fn is_kind_of(&self, noun: &str, class: &str, most: usize) -> bool {
        let climb = self.climb(noun, Part::Noun, most);
        climb.0.iter().any(|(s, _)| self.name(*s) == class)
    }
}

/// Where a word stands: its senses and all above them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Climb(Vec<(Sense, u8)>);

impl Climb {
    /// The senses and all above them, with the steps to each, sorted by sense.
    pub fn senses(&self) -> &[(Sense, u8)] {
        &self.0
    }

    /// How two words stand to each other: the closest of the same sense, kinds of one another, kinds of a third.
    pub fn meet(&self, other: &Climb) -> Option<Standing> {
        let (mut x, mut y) = (0, 0);
        let mut best: Option<((u8, u8), Standing)> = None;
        while let (Some(a), Some(b)) = (self.0.get(x), other.0.get(y)) {
            match a.0.cmp(&b.0) {
                Ordering::Less => x += 1,
                Ordering::Greater => y += 1,
                Ordering::Equal => {
                    let (rank, standing) = match (a.1, b.1) {
                        (0, 0) => ((0, 0), Standing::Same),
                        (steps, 0) => ((1, steps), Standing::Below(steps)),
                        (0, steps) => ((1, steps), Standing::Above(steps)),
                        (p, q) => ((2, p + q), Standing::Beside(p, q)),
                    };
                    if best.is_none_or(|(least, _)| rank < least) {
                        best = Some((rank, standing));
                    }
                    (x, y) = (x + 1, y + 1);
                }
            }
        }
        best.map(|(_, standing)| standing)
    }
}

/// Numbers with commas between them.
fn senses(numbers: &str) -> impl Iterator<Item = Sense> {
    numbers.split(',').filter_map(|n| n.parse().ok()).map(Sense)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_to_each_other_as_in_wordnet() {
        use Part::{Noun, Verb};
        let check = |a: &str, b: &str, part: Part, expected: Option<Standing>| {
            let found = taxonomy().standing(a, b, part, 2);
            assert_eq!(found, expected, "{a}, {b}");
        };
        check("car", "automobile", Noun, Some(Standing::Same));
        check("kitchen", "room", Noun, Some(Standing::Below(1)));
        check("woman", "girl", Noun, Some(Standing::Above(1)));
        check("kitchen", "bedroom", Noun, Some(Standing::Beside(1, 1)));
        check("slice", "cut", Verb, Some(Standing::Below(1)));
        check("qwxyz", "guitar", Noun, None);
    }

    #[test]
    fn every_number_of_the_file_names_a_sense() {
        let table = taxonomy();
        let named = |s: &Sense| (s.0 as usize) < table.names.len();
        assert!(table.parents.iter().all(named));
        assert!(table.words.values().flatten().flatten().all(named));
    }

    #[test]
    fn nothing_is_a_kind_of_itself_in_a_circle() {
        let table = taxonomy();
        for sense in 0..table.names.len() as u32 {
            for up in table.parents(Sense(sense)) {
                assert!(
                    !table.parents(*up).contains(&Sense(sense)),
                    "{}",
                    table.name(*up)
                );
            }
        }
    }
}
