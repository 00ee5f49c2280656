//! Words for acts of violence, for their means, and for pointing at who did them; the classes stand at the top of `violence.tsv`.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Table;
use super::relations::kinds_of;

/// A class of `violence.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Violence {
    /// Verbs and nouns of acts.
    Act,
    /// Nouns that stand for any of them: "the attack".
    Any,
    /// Gas and its like.
    Chemical,
    /// Rockets, bullets, raids.
    Conventional,
    /// Forms that speak of violence whatever stands beside them.
    Telling,
    /// Forms that accuse, blame or deny.
    Pointing,
    /// What is used.
    Weapon,
}

impl Violence {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "act" => Violence::Act,
            "any" => Violence::Any,
            "chemical" => Violence::Chemical,
            "conventional" => Violence::Conventional,
            "telling" => Violence::Telling,
            "pointing" => Violence::Pointing,
            "weapon" => Violence::Weapon,
            _ => return None,
        })
    }

    /// The words of the class.
    pub fn words(self) -> &'static FxHashSet<&'static str> {
        static TABLE: OnceLock<FxHashMap<Violence, FxHashSet<&'static str>>> = OnceLock::new();
        static NONE: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
        let table = TABLE.get_or_init(|| {
            let mut table: FxHashMap<Violence, FxHashSet<&'static str>> = FxHashMap::default();
            for mut row in Table::Violence.rows() {
                if let (Some(class), Some(words)) =
                    (row.next().and_then(Violence::named), row.next())
                {
                    table.entry(class).or_default().extend(words.split(' '));
                }
            }
            table
        });
        table
            .get(&self)
            .unwrap_or_else(|| NONE.get_or_init(FxHashSet::default))
    }

    /// Whether a lemma is of the class.
    pub fn has(self, lemma: &str) -> bool {
        self.words().contains(lemma)
    }
}

/// Whether a noun names a weapon or what serves as one.
pub fn is_weapon(noun: &str) -> bool {
    let named = |k: &str| {
        matches!(
            k,
            "weapon" | "gas" | "explosive" | "missile" | "bomb" | "ammunition" | "projectile"
        )
    };
    named(noun) || Violence::Weapon.has(noun) || kinds_of(noun).any(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_file_is_known_and_none_is_empty() {
        for row in Table::Violence.rows() {
            let name = row.clone().next().unwrap_or_default();
            assert!(Violence::named(name).is_some(), "{name}");
        }
        let classes = [
            Violence::Act,
            Violence::Any,
            Violence::Chemical,
            Violence::Conventional,
            Violence::Telling,
            Violence::Pointing,
            Violence::Weapon,
        ];
        for class in classes {
            assert!(!class.words().is_empty(), "{class:?}");
        }
    }

    #[test]
    fn a_weapon_is_told_from_its_victim() {
        assert!(is_weapon("rocket") && is_weapon("chlorine") && is_weapon("rifle"));
        assert!(!is_weapon("hospital") && !is_weapon("village"));
    }
}
