//! Which data files a user can add to, what each holds, and what its rows are: those that ship, then those that were added.
//!
//! Every table of general English that is not computed from WordNet or counted in news is a [`Table`] and is read through
//! [`Table::lines`] or [`Table::rows`]. So a row that somebody adds is read wherever a shipped one is.

use std::str::Split;

use super::additions::added;
use super::column::Column::{self, *};

/// A data file that can be added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(
    missing_docs,
    reason = "each is named after its file; Table::holds says what is in it"
)]
pub enum Table {
    Abbreviations,
    Causes,
    Countries,
    Deeds,
    ExclusiveClasses,
    Falsehoods,
    Incidents,
    Measures,
    MultiwordVerbs,
    NewsOppositions,
    NewsSynonyms,
    Once,
    OppositePhrases,
    Outcomes,
    Parties,
    PersonNouns,
    Places,
    Questions,
    Reporting,
    ReportingNouns,
    Roles,
    Sides,
    Titles,
    Units,
    Violence,
}

/// A file as it ships.
struct Shipped {
    name: &'static str,
    text: &'static str,
    holds: &'static str,
    columns: &'static [Column],
}

/// A file beside this one.
macro_rules! shipped {
    ($name:literal, $holds:literal, $columns:expr) => {
        Shipped {
            name: $name,
            text: include_str!($name),
            holds: $holds,
            columns: &$columns,
        }
    };
}

impl Table {
    /// All of them, sorted by name.
    pub const ALL: [Table; 25] = [
        Table::Abbreviations,
        Table::Causes,
        Table::Countries,
        Table::Deeds,
        Table::ExclusiveClasses,
        Table::Falsehoods,
        Table::Incidents,
        Table::Measures,
        Table::MultiwordVerbs,
        Table::NewsOppositions,
        Table::NewsSynonyms,
        Table::Once,
        Table::OppositePhrases,
        Table::Outcomes,
        Table::Parties,
        Table::PersonNouns,
        Table::Places,
        Table::Questions,
        Table::Reporting,
        Table::ReportingNouns,
        Table::Roles,
        Table::Sides,
        Table::Titles,
        Table::Units,
        Table::Violence,
    ];

    fn shipped(self) -> Shipped {
        match self {
            Table::Abbreviations => shipped!(
                "abbreviations.txt",
                "abbreviations whose full stop ends no sentence",
                [Class, Abbreviations]
            ),
            Table::Causes => shipped!(
                "causes.tsv",
                "what mishaps are put down to: \"short circuit\", \"missile\"",
                [Class, Class, Names]
            ),
            Table::Countries => shipped!(
                "countries.tsv",
                "countries, their people, their seats of government",
                [Names, NamesOrNone, NamesOrNone]
            ),
            Table::Deeds => shipped!(
                "deeds.tsv",
                "what somebody may be said to have done, in classes: \"bomb\", \"shell\"",
                [Class, Words]
            ),
            Table::ExclusiveClasses => shipped!(
                "exclusive_classes.tsv",
                "classes of which a thing has one at a time, by names of WordNet",
                [Senses]
            ),
            Table::Falsehoods => shipped!(
                "falsehoods.txt",
                "words that call a claim untrue: \"baseless\"",
                [Word]
            ),
            Table::Incidents => shipped!(
                "incidents.tsv",
                "mishaps, and the things that they happen to: \"derailment\", \"ferry\"",
                [Class, Class, Names]
            ),
            Table::Measures => shipped!(
                "measures.tsv",
                "nouns that a figure measures: \"turnout\"",
                [Class, Words]
            ),
            Table::MultiwordVerbs => shipped!(
                "multiword_verbs.tsv",
                "verbs of several words: \"take to court\" is to sue",
                [Word, Companion, Word, WordOrNone]
            ),
            Table::NewsOppositions => shipped!(
                "news_oppositions.tsv",
                "words that exclude each other: \"genuine\", \"fake\"",
                [Words, Words]
            ),
            Table::NewsSynonyms => shipped!(
                "news_synonyms.tsv",
                "words for one act: \"oust\", \"topple\"",
                [Word, Words]
            ),
            Table::Once => shipped!(
                "once.txt",
                "what happens to one person or thing once: \"die\"",
                [Word]
            ),
            Table::OppositePhrases => shipped!(
                "opposite_phrases.tsv",
                "phrases that exclude each other: \"in front of\", \"behind\"",
                [Names, Names]
            ),
            Table::Outcomes => shipped!(
                "outcomes.tsv",
                "outcomes for a person that exclude each other: \"resign\", \"sack\"",
                [Class, Words, Words]
            ),
            Table::Parties => shipped!(
                "parties.tsv",
                "the names of one party that is no country; none ship",
                [Names]
            ),
            Table::PersonNouns => {
                shipped!("person_nouns.txt", "nouns for persons: \"dentist\"", [Word])
            }
            Table::Places => shipped!(
                "places.tsv",
                "nouns for places, and the prepositions before places",
                [Class, Words]
            ),
            Table::Questions => shipped!(
                "questions.tsv",
                "questions of an incident, and what says yes or no: \"alarm\"",
                [Class, Names, Names, NamesOrNone]
            ),
            Table::Reporting => shipped!(
                "reporting.tsv",
                "verbs that report, with their stance: \"deny\"",
                [Word, Class, ClassOrNone]
            ),
            Table::ReportingNouns => shipped!(
                "reporting_nouns.tsv",
                "nouns that report, with their stance: \"allegation\"",
                [Word, Class, ClassOrNone]
            ),
            Table::Roles => shipped!(
                "roles.tsv",
                "what happens to those whom a number counts: killed, hurt, freed",
                [Class, Words]
            ),
            Table::Sides => shipped!(
                "sides.tsv",
                "words for the sides of a conflict: state, armed",
                [Class, Words]
            ),
            Table::Titles => shipped!(
                "titles.tsv",
                "titles, offices, leaders, and who is quoted: \"colonel\", \"treasurer\"",
                [Class, Words]
            ),
            Table::Units => shipped!(
                "units.tsv",
                "units of measure and money, with their factors",
                [Word, Dimension, Factor]
            ),
            Table::Violence => shipped!(
                "violence.tsv",
                "acts of violence, their means, and words that point at a doer",
                [Class, Words]
            ),
        }
    }

    /// The name of its file: "sides.tsv".
    pub fn name(self) -> &'static str {
        self.shipped().name
    }

    /// What it holds, in a few words.
    pub fn holds(self) -> &'static str {
        self.shipped().holds
    }

    /// The file as it ships, with its source and its columns explained at the top.
    pub fn text(self) -> &'static str {
        self.shipped().text
    }

    /// The table whose file has this name.
    pub fn named(name: &str) -> Option<Table> {
        Table::ALL.into_iter().find(|table| table.name() == name)
    }

    /// What each column of a row must be.
    pub(super) fn columns(self) -> &'static [Column] {
        self.shipped().columns
    }

    /// The lines that ship and then those that were added, without comments. The first call closes the lexicon: see
    /// [`extend`](super::extend).
    pub(crate) fn lines(self) -> impl Iterator<Item = &'static str> {
        super::lines(self.text()).chain(self.added_lines())
    }

    /// The same, each as its cells.
    pub(crate) fn rows(self) -> impl Iterator<Item = Split<'static, char>> {
        self.lines().map(|line| line.split('\t'))
    }

    /// Those that were added alone.
    pub(super) fn added_lines(self) -> impl Iterator<Item = &'static str> {
        added(self).iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted_and_found_by_their_names() {
        assert!(Table::ALL.is_sorted_by_key(|table| table.name()));
        for table in Table::ALL {
            assert_eq!(Table::named(table.name()), Some(table));
        }
        assert_eq!(Table::named("sides"), None);
    }
}
