//! Phrases that exclude each other, and classes of which a thing has one at a time.
//!
//! Both hold only where all else is the same. Sources stand at the top of each data file.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::Table;

/// Whether two lower-cased phrases are opposites: "in front of" and "behind".
pub fn are_opposite_phrases(p: &str, q: &str) -> bool {
    static TABLE: OnceLock<FxHashSet<(&'static str, &'static str)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut pairs = FxHashSet::default();
        for mut cells in Table::OppositePhrases.rows() {
            let (Some(left), Some(right)) = (cells.next(), cells.next()) else {
                continue;
            };
            for x in left.split('|') {
                for y in right.split('|') {
                    pairs.insert((x, y));
                    pairs.insert((y, x));
                }
            }
        }
        pairs
    });
    table.contains(&(p, q))
}

/// The classes, each by the names of its senses in [`super::taxonomy`].
pub fn exclusive_classes() -> &'static [Vec<&'static str>] {
    static TABLE: OnceLock<Vec<Vec<&'static str>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        Table::ExclusiveClasses
            .rows()
            .filter_map(|mut cells| cells.next())
            .map(|names| names.split('|').collect())
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::taxonomy::taxonomy;

    #[test]
    fn opposites_hold_both_ways_and_only_across() {
        assert!(are_opposite_phrases("in front of", "behind"));
        assert!(are_opposite_phrases("behind", "in front of"));
        assert!(!are_opposite_phrases("near", "close to"));
        assert!(!are_opposite_phrases("near", "near"));
    }

    #[test]
    fn no_phrase_is_empty() {
        for cells in Table::OppositePhrases.rows() {
            let groups: Vec<&str> = cells.collect();
            assert_eq!(groups.len(), 2, "{groups:?}");
            assert!(
                groups
                    .iter()
                    .flat_map(|g| g.split('|'))
                    .all(|p| !p.is_empty())
            );
        }
    }

    #[test]
    fn members_of_a_class_are_found_in_the_taxonomy() {
        let in_one = |p: &str, q: &str| {
            let of = |word: &str, class: &[&str]| {
                class
                    .iter()
                    .any(|name| taxonomy().is_kind_of(word, name, 8))
            };
            exclusive_classes()
                .iter()
                .any(|class| of(p, class) && of(q, class))
        };
        for (p, q) in [
            ("red", "blue"),
            ("steel", "plastic"),
            ("kitchen", "bathroom"),
            ("violin", "trumpet"),
        ] {
            assert!(in_one(p, q), "{p} {q}");
        }
        assert!(!in_one("red", "violin"));
    }
}
