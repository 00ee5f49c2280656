//! How words relate in general English: synonyms, antonyms, kinds, nouns of verbs, and the classes of what numbers count.
//!
//! All look-ups take lower-cased lemmas. Sources stand at the top of each data file.

use std::str::Split;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Table, rows};

type Pairs = FxHashSet<(&'static str, &'static str)>;

/// Whether the two lemmas share a common sense in WordNet, or news uses them for one act.
pub fn are_synonyms(a: &str, b: &str) -> bool {
    static TABLE: OnceLock<Pairs> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let pairs = columns(include_str!("wordnet_synonyms.tsv")).chain(news_synonyms());
        pairs.flat_map(|(a, b)| [(a, b), (b, a)]).collect()
    });
    has(table, a, b)
}

/// The pairs of `news_synonyms.tsv`: the first word of a line with each of the others.
fn news_synonyms() -> impl Iterator<Item = (&'static str, &'static str)> {
    pairs(Table::NewsSynonyms.rows())
        .flat_map(|(word, others)| others.split(' ').map(move |other| (word, other)))
}

/// Whether the two lemmas exclude each other when said of the same thing: WordNet's direct antonyms and the oppositions of news.
pub fn are_antonyms(a: &str, b: &str) -> bool {
    static TABLE: OnceLock<Pairs> = OnceLock::new();
    let table = TABLE.get_or_init(|| antonyms().flat_map(|(a, b)| [(a, b), (b, a)]).collect());
    has(table, a, b)
}

/// All pairs of [`are_antonyms`], one way round.
pub fn antonyms() -> impl Iterator<Item = (&'static str, &'static str)> {
    let groups = pairs(Table::NewsOppositions.rows());
    let of_news = groups.flat_map(|(left, right)| {
        let pairs = left.split(' ').map(move |a| (a, right));
        pairs.flat_map(|(a, right)| right.split(' ').map(move |b| (a, b)))
    });
    columns(include_str!("wordnet_antonyms.tsv")).chain(of_news)
}

/// The verbs whose act a noun names: "attack" for "attack", "destroy" for "destruction".
pub fn verbs_of(noun: &str) -> &'static [&'static str] {
    static TABLE: OnceLock<FxHashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: FxHashMap<&'static str, Vec<&'static str>> = FxHashMap::default();
        for (noun, verb) in columns(include_str!("wordnet_nominals.tsv")) {
            table.entry(noun).or_default().push(verb);
        }
        table
    });
    table.get(noun).map_or(&[], Vec::as_slice)
}

/// All pairs of [`are_synonyms`], one way round, and of [`verbs_of`].
pub fn synonyms_and_nominals() -> impl Iterator<Item = (&'static str, &'static str)> {
    columns(include_str!("wordnet_synonyms.tsv"))
        .chain(news_synonyms())
        .chain(columns(include_str!("wordnet_nominals.tsv")))
}

/// What a noun is a kind of, nearest first: "soldier", then "worker", then "person".
pub fn kinds_of(noun: &str) -> impl Iterator<Item = &'static str> {
    /// Deeper than this everything is "matter" or "act".
    const DEPTH: usize = 4;
    static TABLE: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| columns(include_str!("wordnet_hypernyms.tsv")).collect());
    std::iter::successors(table.get(noun).copied(), |up| table.get(up).copied()).take(DEPTH)
}

/// Whether a noun names a person.
pub fn is_person(noun: &str) -> bool {
    static TABLE: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| Table::PersonNouns.lines().collect());
    matches!(
        noun,
        "people"
            | "person"
            | "men"
            | "women"
            | "children"
            | "police"
            | "dead"
            | "wounded"
            | "injured"
            | "others"
    ) || table.contains(noun)
}

/// The class of what happens to people or things: "killed" for "die", "death", "toll".
pub fn role_class(lemma: &str) -> Option<&'static str> {
    static TABLE: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| role_words().map(|(class, word)| (word, class)).collect());
    table.get(lemma).copied()
}

/// The classes of [`role_class`] that reports give as a toll: what happens to people.
pub const HARMS: [&str; 3] = ["killed", "hurt", "missing"];

/// All words of [`role_class`], each behind its class.
pub fn role_words() -> impl Iterator<Item = (&'static str, &'static str)> {
    pairs(Table::Roles.rows())
        .flat_map(|(class, words)| words.split(' ').map(move |word| (class, word)))
}

/// The first two columns of a data file that nothing is added to.
fn columns(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    pairs(rows(data))
}

/// The first two cells of each row.
fn pairs(
    rows: impl Iterator<Item = Split<'static, char>>,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    rows.filter_map(|mut cells| Some((cells.next()?, cells.next()?)))
}

fn has(pairs: &Pairs, a: &str, b: &str) -> bool {
    pairs.contains(&(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_relate_as_english_has_it() {
        assert!(are_synonyms("buy", "purchase"));
        assert!(!are_synonyms("buy", "sell"));
        assert!(are_antonyms("confirm", "deny") && are_antonyms("deny", "confirm"));
        assert!(are_antonyms("accept", "reject"));
        assert!(!are_antonyms("shell", "bomb"));
        assert!(verbs_of("destruction").contains(&"destroy"));
        assert!(kinds_of("chlorine").any(|k| k == "substance"));
        assert!(is_person("soldier") && !is_person("shell"));
        assert_eq!(role_class("die"), role_class("death"));
        assert_ne!(role_class("wound"), role_class("kill"));
    }
}
