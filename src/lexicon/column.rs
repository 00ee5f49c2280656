//! What may stand in a row of a data file: is a row that somebody adds of the form that its readers expect?
//!
//! A row that nothing would read is worse than an error, so words in the plural of a list ("a, b") or of an unknown class are refused.

use std::collections::BTreeSet;

use super::table::Table;
use super::taxonomy::taxonomy;

/// What stands in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// One word.
    Word,
    /// One word, or nothing.
    WordOrNone,
    /// Words, parted by blanks.
    Words,
    /// Names or phrases, parted by "|".
    Names,
    /// The same, or nothing.
    NamesOrNone,
    /// One of the words that the shipped file has in this column.
    Class,
    /// The same, or nothing.
    ClassOrNone,
    /// What stands with a verb: a particle, "=" and an object, or a preposition and a noun.
    Companion,
    /// Abbreviations without their last full stop, parted by blanks.
    Abbreviations,
    /// Names of senses in WordNet, parted by "|".
    Senses,
    /// What a unit measures.
    Dimension,
    /// How many base units a unit is.
    Factor,
}

impl Column {
    fn may_be_empty(self) -> bool {
        matches!(
            self,
            Column::WordOrNone | Column::NamesOrNone | Column::ClassOrNone
        )
    }
}

/// A line in the form that the shipped files have: lower case, no blanks but one between two words, no empty columns at the end.
pub fn tidied(table: Table, line: &str) -> String {
    let lower = line.to_lowercase();
    let cells: Vec<String> = lower
        .split('\t')
        .map(|cell| {
            let names = cell.split('|');
            let names = names.map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
            names.collect::<Vec<_>>().join("|")
        })
        .collect();
    // The one file whose first column ends at a blank.
    let between = if table == Table::Abbreviations {
        " "
    } else {
        "\t"
    };
    cells.join(between).trim_end().to_string()
}

/// The cells of a tidied line.
fn cells(table: Table, line: &str) -> Vec<&str> {
    match table {
        Table::Abbreviations => line.splitn(2, ' ').collect(),
        _ => line.split('\t').collect(),
    }
}

/// Why a tidied line cannot be a row of the table; `own_units` are the words that the same file has in its first column.
pub fn fault(table: Table, line: &str, own_units: &BTreeSet<String>) -> Option<String> {
    let (columns, cells) = (table.columns(), cells(table, line));
    let least = columns.iter().filter(|c| !c.may_be_empty()).count();
    if !(least..=columns.len()).contains(&cells.len()) {
        let wanted = match (least, columns.len()) {
            (1, 1) => "one column is".to_string(),
            (least, most) if least == most => format!("{most} columns, parted by tabs, are"),
            (least, most) => format!("{least} to {most} columns, parted by tabs, are"),
        };
        return Some(format!("{wanted} needed, not {}", cells.len()));
    }
    cells
        .iter()
        .zip(columns)
        .enumerate()
        .find_map(|(at, (cell, column))| fault_of_cell(table, at, cell, *column, own_units))
}

fn fault_of_cell(
    table: Table,
    at: usize,
    cell: &str,
    column: Column,
    own_units: &BTreeSet<String>,
) -> Option<String> {
    if cell.is_empty() {
        return (!column.may_be_empty()).then(|| format!("column {} is empty", at + 1));
    }
    if column != Column::Factor && cell.contains([',', ';']) {
        return Some(format!("'{cell}': {}, not by commas", how_parted(column)));
    }
    match column {
        Column::Word | Column::WordOrNone => cell
            .contains([' ', '|'])
            .then(|| format!("'{cell}': one word is needed here")),
        Column::Words | Column::Abbreviations if cell.contains('|') => Some(format!(
            "'{cell}': words are parted by blanks here, not by |"
        )),
        Column::Words => None,
        Column::Abbreviations => cell
            .split(' ')
            .find(|word| word.ends_with('.'))
            .map(|word| format!("'{word}': leave out the last full stop")),
        Column::Names | Column::NamesOrNone => cell
            .split('|')
            .any(str::is_empty)
            .then(|| format!("'{cell}': a name between two | is empty")),
        Column::Class | Column::ClassOrNone => {
            let known = classes(table, at);
            let known: Vec<&str> = known.into_iter().collect();
            (!known.contains(&cell))
                .then(|| format!("'{cell}' is not known here; write {}", known.join(", ")))
        }
        Column::Companion => {
            let bare = cell.strip_prefix('=').unwrap_or(cell);
            let most = if bare == cell { 2 } else { 1 };
            (bare.is_empty() || bare.contains('|') || bare.split(' ').count() > most).then(|| {
                format!("'{cell}': write a particle (down), an object (=part) or a preposition and a noun (to court)")
            })
        }
        Column::Senses => cell
            .split('|')
            .find(|name| !taxonomy().has_sense_named(name))
            .map(|name| format!("'{name}' is no name of a sense in WordNet")),
        Column::Dimension => {
            let known = classes(table, at);
            let currency = cell.strip_prefix("money:").is_some_and(|c| !c.is_empty());
            (!known.contains(cell) && !currency && !own_units.contains(cell)).then(|| {
                let known: Vec<&str> = known.into_iter().filter(|k| !k.contains(':')).collect();
                format!(
                    "'{cell}' is not known here; write {}, money: and a currency, or a unit that this file has in its first column",
                    known.join(", ")
                )
            })
        }
        Column::Factor => {
            let factor = cell.parse::<f64>().ok();
            (!factor.is_some_and(|f| f.is_finite() && f > 0.0))
                .then(|| format!("'{cell}' is no number above 0"))
        }
    }
}

/// What a shipped file has in a column: its classes.
fn classes(table: Table, at: usize) -> BTreeSet<&'static str> {
    super::lines(table.text())
        .filter_map(|line| cells(table, line).get(at).copied())
        .filter(|cell| !cell.is_empty())
        .collect()
}

fn how_parted(column: Column) -> &'static str {
    match column {
        Column::Names | Column::NamesOrNone | Column::Senses => "names are parted by |",
        Column::Words | Column::Abbreviations => "words are parted by blanks",
        _ => "columns are parted by tabs",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(table: Table, line: &str) -> Option<String> {
        fault(table, &tidied(table, line), &BTreeSet::new())
    }

    #[test]
    fn every_shipped_row_is_one_that_could_be_added() {
        for table in Table::ALL {
            for line in crate::lexicon::lines(table.text()) {
                assert_eq!(check(table, line), None, "{}: {line}", table.name());
                let tidy = tidied(table, line);
                assert_eq!(tidy, line.trim_end(), "{}", table.name());
            }
        }
    }

    #[test]
    fn case_and_blanks_do_not_matter() {
        assert_eq!(
            tidied(Table::Parties, " SDF | Syrian  Democratic Forces\t"),
            "sdf|syrian democratic forces"
        );
        assert_eq!(
            tidied(Table::Abbreviations, "always  Ft\tBn"),
            "always ft bn"
        );
    }

    #[test]
    fn what_nothing_would_read_is_refused() {
        for (table, line, why) in [
            (
                Table::Sides,
                "armed",
                "2 columns, parted by tabs, are needed, not 1",
            ),
            (Table::Reporting, "a\tsay\tobject\tx", "2 to 3 columns"),
            (Table::Once, "gas\thurt", "one column is needed, not 2"),
            (Table::Sides, "stat\tcoastguard", "write armed, state"),
            (
                Table::Reporting,
                "deplore\tdenies",
                "'denies' is not known here",
            ),
            (
                Table::Reporting,
                "deplore\tdeny\tobjects",
                "write object, quote",
            ),
            (Table::Sides, "armed\t", "not 1"),
            (Table::NewsOppositions, "\tdoctored", "column 1 is empty"),
            (
                Table::NewsOppositions,
                "genuine, real\tdoctored",
                "by blanks, not by commas",
            ),
            (Table::NewsOppositions, "genuine|real\tdoctored", "not by |"),
            (Table::Once, "blow up", "one word is needed"),
            (Table::Parties, "sdf||forces", "is empty"),
            (Table::Parties, "sdf, forces", "by |, not by commas"),
            (
                Table::MultiwordVerbs,
                "take\tto the court\tsue",
                "write a particle",
            ),
            (Table::Units, "hectare\tarea\tmany", "no number above 0"),
            (Table::Units, "hectare\tarea\t0", "no number above 0"),
            (
                Table::Units,
                "hectare\tsurface\t1",
                "'surface' is not known here",
            ),
            (Table::Units, "hryvnia\tmoney:\t1", "money: and a currency"),
            (
                Table::Abbreviations,
                "always Dep.",
                "leave out the last full stop",
            ),
            (
                Table::ExclusiveClasses,
                "no such sense",
                "no name of a sense",
            ),
        ] {
            let fault = check(table, line).unwrap_or_default();
            assert!(fault.contains(why), "{line:?}: {fault}");
        }
    }

    #[test]
    fn a_unit_may_be_what_it_measures_itself() {
        let own = BTreeSet::from(["bushel".to_string()]);
        assert_eq!(fault(Table::Units, "bushels\tbushel\t1", &own), None);
        assert_eq!(check(Table::Units, "hryvnia\tmoney:hryvnia\t1"), None);
    }
}
