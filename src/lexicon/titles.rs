//! Nouns that news puts to a speaker or a party: titles, offices, leaders, bodies.
//!
//! All look-ups take lower-cased lemmas.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::Table;

/// Whether a word before a name is no part of it: "colonel", "foreign" of "foreign minister".
pub fn is_title(word: &str) -> bool {
    stands_in("title", word)
}

/// Whether a noun is for whoever speaks for others or leads them: "spokesman", "treasurer".
pub fn is_leader(noun: &str) -> bool {
    stands_in("leader", noun)
}

/// Whether news calls a speaker by this noun the second time: an office, a trade, a body.
pub fn is_office(noun: &str) -> bool {
    stands_in("office", noun)
}

/// Whether a noun is for a body that is quoted: "ministry", "report".
pub fn is_quoted_body(noun: &str) -> bool {
    stands_in("body", noun)
}

/// Whether a noun is for a person who is quoted: "witness".
pub fn is_quoted_person(noun: &str) -> bool {
    stands_in("speaker", noun)
}

fn stands_in(class: &'static str, word: &str) -> bool {
    static TABLE: OnceLock<FxHashSet<(&'static str, &'static str)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let rows = Table::Titles.rows().filter_map(|mut cells| {
            let class = cells.next()?;
            Some(cells.next()?.split(' ').map(move |word| (class, word)))
        });
        rows.flatten().collect()
    });
    table.contains(&(class, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_stands_in_several_classes() {
        assert!(is_title("minister") && is_leader("minister") && is_office("minister"));
        assert!(is_quoted_body("ministry") && !is_quoted_person("ministry"));
        assert!(!is_title("witness") && is_quoted_person("witness"));
    }
}
