//! Which words name one party: a country, its people and its seat of government; the sides of a conflict.
//!
//! All look-ups take lower-cased words. Sources stand at the top of each data file.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::rows;

/// The country that a word stands for, as an index into `countries.tsv`: "Russia", "Russian" and "Moscow" are one.
pub fn country_of(word: &str) -> Option<u16> {
    static TABLE: OnceLock<FxHashMap<&'static str, u16>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        rows(include_str!("countries.tsv"))
            .enumerate()
            .flat_map(|(index, cells)| {
                cells
                    .flat_map(|cell| cell.split('|'))
                    .filter(|word| !word.is_empty())
                    .map(move |word| (word, index as u16))
            })
            .collect()
    });
    table.get(word).copied()
}

/// Whether a word is the seat of a government rather than the country: "moscow", "white house".
pub fn is_seat(word: &str) -> bool {
    static TABLE: OnceLock<Vec<&'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut seats: Vec<&str> = rows(include_str!("countries.tsv"))
            .filter_map(|mut cells| cells.nth(2))
            .flat_map(|seats| seats.split('|'))
            .filter(|seat| !seat.is_empty())
            .collect();
        seats.sort_unstable();
        seats
    });
    table.binary_search(&word).is_ok()
}

/// The side of a conflict that a noun names: `state` or `armed`.
pub fn side_of(lemma: &str) -> Option<&'static str> {
    static TABLE: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        rows(include_str!("sides.tsv"))
            .filter_map(|mut cells| Some((cells.next()?, cells.next()?)))
            .flat_map(|(side, words)| words.split(' ').map(move |word| (word, side)))
            .collect()
    });
    table.get(lemma).copied()
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
    fn the_sides_of_a_conflict_are_told_apart() {
        assert_eq!(side_of("rebel"), side_of("militant"));
        assert_ne!(side_of("rebel"), side_of("army"));
        assert_eq!(side_of("window"), None);
    }
}
