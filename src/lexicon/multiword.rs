//! Verbs of several words: "come down" is to fall, "take to court" to sue, "set fire to" to burn.
//!
//! The source stands at the top of the data file.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Table;

/// What makes one verb of several words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum With {
    /// A particle: "down".
    Particle(&'static str),
    /// An object, by its lemma: "part" of "take part".
    Object(&'static str),
    /// A phrase, by its preposition and the lemma of its noun: "to court".
    Phrase(&'static str, &'static str),
}

/// A verb of several words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MultiwordVerb {
    /// What stands with the verb.
    pub with: With,
    /// The single verb that says the same.
    pub means: &'static str,
    /// The preposition of what it is done to, where an object is part of the verb.
    pub done_to: Option<&'static str>,
}

/// The verbs of several words that begin with a verb, given by its lemma.
pub fn multiword_verbs(verb: &str) -> &'static [MultiwordVerb] {
    static TABLE: OnceLock<FxHashMap<&'static str, Vec<MultiwordVerb>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: FxHashMap<&'static str, Vec<MultiwordVerb>> = FxHashMap::default();
        for mut cells in Table::MultiwordVerbs.rows() {
            let (Some(verb), Some(with), Some(means)) = (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let with = match (with.strip_prefix('='), with.split_once(' ')) {
                (Some(object), _) => With::Object(object),
                (None, Some((preposition, noun))) => With::Phrase(preposition, noun),
                (None, None) => With::Particle(with),
            };
            let verbs = table.entry(verb).or_default();
            // An added row takes the place of the shipped one.
            verbs.retain(|known| known.with != with);
            verbs.push(MultiwordVerb {
                with,
                means,
                done_to: cells.next(),
            });
        }
        table
    });
    table.get(verb).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_whole() {
        let read = Table::MultiwordVerbs.rows().count();
        let verbs = Table::MultiwordVerbs
            .rows()
            .filter_map(|mut cells| cells.next());
        let mut verbs: Vec<&str> = verbs.collect();
        verbs.sort_unstable();
        verbs.dedup();
        let kept: usize = verbs.iter().map(|v| multiword_verbs(v).len()).sum();
        assert_eq!(kept, read);
    }

    #[test]
    fn what_stands_with_a_verb_is_told_apart() {
        let with: Vec<With> = multiword_verbs("take").iter().map(|m| m.with).collect();
        assert!(with.contains(&With::Particle("over")));
        assert!(with.contains(&With::Object("part")));
        assert!(with.contains(&With::Phrase("to", "court")));
    }
}
