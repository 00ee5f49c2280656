//! Nouns that a figure measures; the classes stand at the top of `measures.tsv`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::Table;

fn class_of(lemma: &str) -> Option<&'static str> {
    static TABLE: OnceLock<FxHashMap<&'static str, &'static str>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        Table::Measures
            .rows()
            .filter_map(|mut cells| Some((cells.next()?, cells.next()?)))
            .flat_map(|(class, words)| words.split(' ').map(move |word| (word, class)))
            .collect()
    });
    table.get(lemma).copied()
}

/// The nouns that a figure measures and of which an event has one: "turnout", "cost".
pub fn measures() -> impl Iterator<Item = &'static str> {
    let rows = Table::Measures.rows();
    let one = rows.filter_map(|mut cells| Some((cells.next()?, cells.next()?)));
    one.filter(|(class, _)| matches!(*class, "attribute" | "price"))
        .flat_map(|(_, words)| words.split(' '))
}

/// Whether a noun names a measurable side of a thing, whatever it is "of": the figure counts it.
pub fn is_attribute(lemma: &str) -> bool {
    matches!(class_of(lemma), Some("attribute" | "price"))
}

/// Whether a noun is counted in money.
pub fn is_money(lemma: &str) -> bool {
    matches!(class_of(lemma), Some("price" | "money"))
}

/// Whether a noun says by how much something changes: "a rise of 14 per cent".
pub fn is_change(lemma: &str) -> bool {
    class_of(lemma) == Some("change")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_of_things_and_sums_of_money_are_told_apart() {
        assert!(is_attribute("magnitude") && !is_money("magnitude"));
        assert!(is_attribute("profit") && is_money("profit"));
        assert!(is_money("ransom") && !is_attribute("ransom"));
        assert!(!is_attribute("village") && !is_money("village"));
        assert!(is_change("rise") && !is_change("price"));
    }
}
