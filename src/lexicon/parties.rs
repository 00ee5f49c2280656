//! Which words name one party: a country, its people and its seat of government; a party by all its names; the sides of a conflict.
//!
//! All look-ups take lower-cased words. Sources stand at the top of each data file.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Table;

/// The country that a word stands for, as an index: "Russia", "Russian" and "Moscow" are one.
pub fn country_of(word: &str) -> Option<u16> {
    static TABLE: OnceLock<FxHashMap<&'static str, u16>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let rows = Table::Countries.rows();
        groups(rows.map(|cells| cells.flat_map(|cell| cell.split('|'))), 0)
    });
    table.get(word).copied()
}

/// Each word of a row with the number of its row, from `first` on. A row that has a word of an earlier row adds to that one.
fn groups<'t, Words: Iterator<Item = &'t str>>(
    rows: impl Iterator<Item = Words>,
    first: u16,
) -> FxHashMap<&'t str, u16> {
    let mut table = FxHashMap::default();
    let mut next = first;
    for words in rows {
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let known = words.iter().find_map(|word| table.get(word).copied());
        let group = known.unwrap_or(next);
        next = next.saturating_add(u16::from(known.is_none()));
        for word in words {
            table.entry(word).or_insert(group);
        }
    }
    table
}

/// A party that is no country, found in a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedParty {
    /// Its number, which no country has.
    pub party: u16,
    /// Where the last word of the name stands among the words of the phrase.
    pub last: usize,
}

/// The parties of `parties.tsv` that the lower-cased words of a phrase name: "syrian democratic forces". Hyphens are no words.
pub fn named_parties<'w>(words: impl Iterator<Item = &'w str>) -> Vec<NamedParty> {
    static TABLE: OnceLock<Names> = OnceLock::new();
    let table = TABLE.get_or_init(Names::read);
    if table.parties.is_empty() {
        return Vec::new();
    }
    let words: Vec<&str> = words.collect();
    let named = |last: usize| {
        let starts = last.saturating_sub(table.longest - 1)..=last;
        let names = starts.map(|start| words[start..=last].join(" "));
        let mut parties = names.filter_map(|name| table.parties.get(&name).copied());
        parties.next().map(|party| NamedParty { party, last })
    };
    (0..words.len()).filter_map(named).collect()
}

/// The names of parties, with their hyphens as blanks.
struct Names {
    parties: FxHashMap<String, u16>,
    /// Words of the longest name: at least 1.
    longest: usize,
}

impl Names {
    fn read() -> Names {
        /// Above the number of any country.
        const FIRST: u16 = 1 << 15;
        let rows = Table::Parties.lines().map(|line| line.split('|'));
        let parties: FxHashMap<String, u16> = groups(rows, FIRST)
            .into_iter()
            .map(|(name, party)| (name.replace('-', " "), party))
            .collect();
        let longest = parties.keys().map(|name| name.split(' ').count()).max();
        Names {
            parties,
            longest: longest.unwrap_or(1),
        }
    }
}

/// Whether a word is the seat of a government rather than the country: "moscow", "white house".
pub fn is_seat(word: &str) -> bool {
    static TABLE: OnceLock<Vec<&'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut seats: Vec<&str> = Table::Countries
            .rows()
            .filter_map(|mut cells| cells.nth(2))
            .flat_map(|seats| seats.split('|'))
            .filter(|seat| !seat.is_empty())
            .collect();
        seats.sort_unstable();
        seats
    });
    table.binary_search(&word).is_ok()
}

/// The side of a conflict that a lemma names: `state` or `armed`. The lemma of a name has capitals; only added rows have names.
pub fn side_of(lemma: &str) -> Option<&'static str> {
    type Sides = FxHashMap<&'static str, &'static str>;
    static TABLE: OnceLock<Sides> = OnceLock::new();
    static ADDED: OnceLock<Sides> = OnceLock::new();
    let read = |lines: &mut dyn Iterator<Item = &'static str>| -> Sides {
        lines
            .filter_map(|line| line.split_once('\t'))
            .flat_map(|(side, words)| words.split(' ').map(move |word| (word, side)))
            .collect()
    };
    let table = TABLE.get_or_init(|| read(&mut Table::Sides.lines()));
    let added = ADDED.get_or_init(|| read(&mut Table::Sides.added_lines()));
    let of_name = || added.get(lemma.to_lowercase().as_str());
    let side = table.get(lemma);
    let may_be_added = !added.is_empty() && lemma.contains(char::is_uppercase);
    side.or_else(|| may_be_added.then(of_name).flatten())
        .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_its_people_and_its_capital_are_one_party() {
        assert_eq!(country_of("moscow"), country_of("russian"));
        assert_ne!(country_of("moscow"), country_of("syria"));
        assert_eq!(country_of("table"), None);
        assert!(is_seat("moscow") && !is_seat("russia"));
    }

    #[test]
    fn a_row_with_a_known_word_adds_to_its_row() {
        let rows = ["sdf|democratic forces", "sna", "kurdish-led forces|sdf"];
        let table = groups(rows.iter().map(|row| row.split('|')), 7);
        assert_eq!(table["kurdish-led forces"], table["democratic forces"]);
        assert_eq!((table["sdf"], table["sna"]), (7, 8));
        // Which parties there are is for the user to say.
        assert_eq!(named_parties(["sdf"].into_iter()), []);
    }

    #[test]
    fn the_sides_of_a_conflict_are_told_apart() {
        assert_eq!(side_of("rebel"), side_of("militant"));
        assert_ne!(side_of("rebel"), side_of("army"));
        assert_eq!(side_of("window"), None);
    }
}
