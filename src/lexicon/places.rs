//! Nouns of places and the prepositions before them; the classes stand at the top of `places.tsv`.

use std::cell::RefCell;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Table;
use super::taxonomy::taxonomy;

/// A class of `places.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlaceWord {
    /// Where people live.
    Settlement,
    /// A larger or vaguer part of the map.
    Area,
    /// A building or spot.
    Site,
    /// Stands before places.
    Preposition,
}

impl PlaceWord {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "settlement" => PlaceWord::Settlement,
            "area" => PlaceWord::Area,
            "site" => PlaceWord::Site,
            "preposition" => PlaceWord::Preposition,
            _ => return None,
        })
    }

    /// The class of a lemma or preposition, if it has one.
    pub fn of(lemma: &str) -> Option<Self> {
        static TABLE: OnceLock<FxHashMap<&'static str, PlaceWord>> = OnceLock::new();
        let table = TABLE.get_or_init(|| {
            Table::Places
                .rows()
                .filter_map(|mut row| Some((PlaceWord::named(row.next()?)?, row.next()?)))
                .flat_map(|(class, words)| words.split(' ').map(move |word| (word, class)))
                .collect()
        });
        table.get(lemma).copied()
    }
}

/// Whether a common noun names a place.
pub fn is_place_noun(lemma: &str) -> bool {
    PlaceWord::of(lemma).is_some_and(|class| class != PlaceWord::Preposition)
}

/// Whether places stand behind the preposition.
pub fn is_placing(preposition: &str) -> bool {
    PlaceWord::of(preposition) == Some(PlaceWord::Preposition)
}

/// Nouns of buildings, lands and waters, whichever of their two most frequent senses that is; by [`super::taxonomy`].
pub fn is_site(noun: &str) -> bool {
    const SENSES: usize = 2;
    const CLASSES: [&str; 7] = [
        "structure",
        "facility",
        "geographical area",
        "body of water",
        "tract",
        "dwelling",
        "way",
    ];
    // Asked again and again of few nouns.
    thread_local! {
        static KNOWN: RefCell<FxHashMap<String, bool>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(&site) = known.get(noun) {
            return site;
        }
        let of_class = |class: &&str| taxonomy().is_kind_of(noun, class, SENSES);
        let site = CLASSES.iter().any(of_class);
        known.insert(noun.to_string(), site);
        site
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_places_by_a_frequent_sense() {
        for noun in ["airport", "lake", "tunnel", "bridge", "house"] {
            assert!(is_site(noun), "{noun}");
        }
        for noun in ["soldier", "hour", "idea"] {
            assert!(!is_site(noun), "{noun}");
        }
    }

    #[test]
    fn places_and_their_prepositions_are_told_apart() {
        for noun in ["village", "province", "hospital"] {
            assert!(is_place_noun(noun) && !is_placing(noun), "{noun}");
        }
        for word in ["in", "near"] {
            assert!(is_placing(word) && !is_place_noun(word), "{word}");
        }
        assert!(!is_place_noun("soldier") && !is_placing("of"));
    }

    #[test]
    fn every_class_of_the_file_is_known() {
        for mut row in Table::Places.rows() {
            let name = row.next().unwrap_or_default();
            assert!(PlaceWord::named(name).is_some(), "{name}");
        }
    }
}
