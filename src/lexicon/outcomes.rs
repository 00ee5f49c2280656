//! What becomes of a person or a thing: outcomes that exclude each other, and what happens once.
//!
//! The sources stand at the top of the data files.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Table;

/// For how long one outcome keeps the other out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lasting {
    /// For good: who was dismissed did not resign.
    Once,
    /// On one day: who was refused bail may be released later.
    Day,
    /// Not at all, unless of one moment: who entered may have left.
    Turn,
}

/// How two lemmas exclude each other as outcomes; none if they do not.
pub fn outcomes_apart(a: &str, b: &str) -> Option<Lasting> {
    static TABLE: OnceLock<FxHashMap<(&'static str, &'static str), Lasting>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        lasting_outcomes()
            .flat_map(|(x, y, lasting)| [((x, y), lasting), ((y, x), lasting)])
            .collect()
    });
    table.get(&(a, b)).copied()
}

/// All pairs of [`outcomes_apart`], one way round.
pub fn outcomes() -> impl Iterator<Item = (&'static str, &'static str)> {
    lasting_outcomes().map(|(x, y, _)| (x, y))
}

fn lasting_outcomes() -> impl Iterator<Item = (&'static str, &'static str, Lasting)> {
    let lines = Table::Outcomes.rows().filter_map(|mut cells| {
        let lasting = match cells.next()? {
            "once" => Lasting::Once,
            "turn" => Lasting::Turn,
            _ => Lasting::Day,
        };
        Some((cells.next()?, cells.next()?, lasting))
    });
    lines.flat_map(|(left, right, lasting)| {
        let pairs = left.split(' ').map(move |x| (x, right));
        pairs.flat_map(move |(x, right)| right.split(' ').map(move |y| (x, y, lasting)))
    })
}

/// Whether what the verb says happens to one person or thing once.
pub fn happens_once(lemma: &str) -> bool {
    static TABLE: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| Table::Once.lines().collect());
    table.contains(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_exclude_each_other_both_ways() {
        assert_eq!(outcomes_apart("resign", "sack"), Some(Lasting::Once));
        assert_eq!(outcomes_apart("sack", "resign"), Some(Lasting::Once));
        assert_eq!(outcomes_apart("release", "jail"), Some(Lasting::Day));
        assert_eq!(outcomes_apart("sack", "dismiss"), None);
    }

    #[test]
    fn what_follows_upon_the_other_is_no_outcome_of_it() {
        assert_eq!(outcomes_apart("leave", "enter"), Some(Lasting::Turn));
        assert_eq!(outcomes_apart("lift", "impose"), Some(Lasting::Turn));
    }

    #[test]
    fn one_is_arrested_once_and_visited_often() {
        assert!(happens_once("arrest") && !happens_once("visit"));
    }
}
