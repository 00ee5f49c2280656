//! Nouns of places and the prepositions before them; the classes stand at the top of `places.tsv`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::rows;

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
            rows(include_str!("places.tsv"))
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

#[cfg(test)]
mod tests {
    use super::*;

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
        for mut row in rows(include_str!("places.tsv")) {
            let name = row.next().unwrap_or_default();
            assert!(PlaceWord::named(name).is_some(), "{name}");
        }
    }
}
