//! What is a number measured in? The unit behind or before it, with its factor to the base unit.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::exclusion::is_month;
use super::number::Number;
use super::{Exactness, Scan, Unit};
use crate::lexicon::Table;

impl Scan<'_> {
    pub(super) fn unit_after(&self, mut at: usize) -> Option<(Unit, f64, usize)> {
        // "24-year-old", "20 years old", "24 years of age"
        let hyphen = self.word(at) == "-";
        let unit_at = if hyphen { at + 1 } else { at };
        if matches!(self.word(unit_at), "year" | "years" | "month" | "months") {
            let after = unit_at + 1;
            let scale = if self.word(unit_at).starts_with("month") {
                1.0 / 12.0
            } else {
                1.0
            };
            if self.word(after) == "-" && self.word(after + 1).starts_with("old") {
                return Some((Unit::Age, scale, after + 2));
            }
            if self.word(after) == "old" {
                return Some((Unit::Age, scale, after + 1));
            }
            if self.word(after) == "of" && self.word(after + 1) == "age" {
                return Some((Unit::Age, scale, after + 2));
            }
        }
        if hyphen {
            if self.word(at + 1) == "magnitude" {
                return Some((Unit::Magnitude, 1.0, at + 2));
            }
            let (unit, factor) = unit_of(self.word(at + 1))?;
            return Some((unit, factor, at + 2));
        }
        if self.word(at) == "per" && self.word(at + 1) == "cent" {
            return Some((Unit::Percent, 1.0, at + 2));
        }
        if self.word(at) == "magnitude" {
            return Some((Unit::Magnitude, 1.0, at + 1));
        }
        let square = matches!(self.word(at), "square" | "cubic");
        // "5m euros", "200 million US dollars"
        if matches!(self.word(at), "us" | "u.s." | "american" | "british")
            && unit_of(self.word(at + 1)).is_some()
        {
            at += 1;
        }
        let unit_at = if square { at + 1 } else { at };
        let (unit, factor) = unit_of(self.word(unit_at))?;
        match (square, unit) {
            (true, Unit::Measure("length")) => {
                Some((Unit::Measure("area"), factor * factor, unit_at + 1))
            }
            (true, _) => None,
            (false, Unit::Measure("pounds")) if self.word(unit_at).starts_with("pound") => {
                Some((Unit::Measure("pounds"), factor, unit_at + 1))
            }
            _ => Some((unit, factor, unit_at + 1)),
        }
    }

    /// "magnitude 6.1", "a magnitude of 6.1".
    pub(super) fn is_magnitude(&self, at: usize, _end: usize) -> bool {
        self.before(at, 1) == "magnitude"
            || (matches!(self.before(at, 1), "of" | "-") && self.before(at, 2) == "magnitude")
            || (self.before(at, 1) == "at" && self.before(at, 3) == "magnitude")
    }

    /// "people 55 or over", "children under 12": a bare number right behind people, with nothing that it counts.
    fn is_age_limit(&self, at: usize, end: usize) -> bool {
        let back = match self.before(at, 1) {
            "under" | "over" | "below" | "above" | "aged" => 2,
            "than" if matches!(self.before(at, 2), "younger" | "older") => 3,
            _ => 1,
        };
        let people = matches!(
            self.before(at, back),
            "people"
                | "children"
                | "adults"
                | "men"
                | "women"
                | "boys"
                | "girls"
                | "youths"
                | "kids"
                | "teenagers"
                | "students"
                | "those"
                | "anyone"
                | "everyone"
                | "persons"
                | "americans"
                | "voters"
        );
        let limit = matches!(
            (self.word(end), self.word(end + 1)),
            (
                "or" | "and",
                "over" | "under" | "older" | "younger" | "above" | "up"
            )
        );
        people
            && (limit
                || back > 1
                    && matches!(
                        self.word(end),
                        "" | "." | "," | "were" | "are" | "who" | "and" | "to" | "in" | "from"
                    ))
    }

    /// "Kate Steinle, 32, was shot", "Ada Brand, six, was rescued", "aged 32".
    pub(super) fn is_bare_age(&self, at: usize, end: usize, number: &Number) -> bool {
        let plausible = number.exactness == Exactness::Exact
            && (1.0..=120.0).contains(&number.value.low)
            && number.value.low.fract() == 0.0;
        if !plausible {
            return false;
        }
        if matches!(self.before(at, 1), "aged" | "age") {
            return true;
        }
        if number.written_in_digits && self.is_age_limit(at, end) {
            return true;
        }
        let named = at >= 2 && self.original(at - 2).starts_with(char::is_uppercase);
        let closed = matches!(self.word(end), "," | "." | "") || self.word(end) == "and";
        // A number in words between two commas behind a name is as surely an age as one in digits; before a stop it may be anything.
        (number.written_in_digits || self.word(end) == ",")
            && self.before(at, 1) == ","
            && named
            && closed
            && !is_month(self.before(at, 2))
            && number.value.low >= 2.0
    }
}

/// The unit that `word` names, with its factor to the base unit.
pub(super) fn unit_of(word: &str) -> Option<(Unit, f64)> {
    static TABLE: OnceLock<FxHashMap<&'static str, (Unit, f64)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        Table::Units
            .rows()
            .filter_map(|mut cells| {
                let (word, dimension, factor) =
                    (cells.next()?, cells.next()?, cells.next()?.parse().ok()?);
                let unit = match dimension.split_once(':') {
                    Some((_, currency)) => Unit::Money(currency),
                    None if dimension == "percent" => Unit::Percent,
                    None => Unit::Measure(dimension),
                };
                Some((word, (unit, factor)))
            })
            .collect()
    });
    table.get(word).copied()
}

pub(super) fn is_word(word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
}

pub(super) fn is_currency(word: &str) -> bool {
    matches!(word, "$" | "us$" | "€" | "£" | "¥" | "a$" | "c$")
}
