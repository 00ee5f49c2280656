//! Numbers as intervals with a unit: "more than 100", "dozens", "5m euros", "between 30 and 40", "no one".
//!
//! In: the tokens of a sentence. Out: each quantity with its interval, unit and place. What a number counts and in which role
//! is the business of [`super::frame`]. Years, dates, clock times, ordinals, scores and identifiers are no quantities.

mod exclusion;
mod number;
mod qualifier;
#[cfg(test)]
mod tests;
mod unit;

use std::fmt;
use std::ops::Range;

pub use exclusion::is_month;
use number::Number;
pub use qualifier::significant_digits;
use unit::{is_word, unit_of};

use crate::text::span::Span;
use crate::text::token::Token;

/// A closed interval of values in the base unit of its [`Unit`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Least value; 0 if the text gives none.
    pub low: f64,
    /// Greatest value; infinity if the text gives none.
    pub high: f64,
}

/// What a value is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Things or people, named by the counted noun.
    Count,
    /// Hundredths.
    Percent,
    /// Money of one currency; currencies are never compared with each other.
    Money(&'static str),
    /// Years of age.
    Age,
    /// Strength of an earthquake.
    Magnitude,
    /// A physical dimension, in the base unit of `lexicon/units.tsv`.
    Measure(&'static str),
}

/// How exactly the text gives the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Exactness {
    /// "107", "fifty".
    Exact,
    /// "about 100", "nearly 50".
    Approximate,
    /// "more than 100", "up to 40".
    Bound,
    /// "between 30 and 40".
    Range,
    /// "dozens", "several hundred".
    Vague,
}

/// A quantity of one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The tokens of the number and its unit, without "about" or "more than".
    pub tokens: Range<usize>,
    /// The words from the first qualifier to the unit.
    pub span: Span,
    /// The values that the words allow.
    pub value: Interval,
    /// What it is measured in.
    pub unit: Unit,
    /// How exact the words are.
    pub exactness: Exactness,
    /// Whether the number looks cut or glued by bad copying: such a number raises no conflict.
    pub damaged: bool,
}

impl Interval {
    /// A single value.
    pub fn exactly(value: f64) -> Self {
        Interval {
            low: value,
            high: value,
        }
    }

    /// Whether some value lies in both.
    pub fn meets(self, other: Interval) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

impl fmt::Display for Interval {
    /// `107`, `30..40`, `100..` (at least), `..40` (at most).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.high) {
            (low, high) if low == high => write!(f, "{low}"),
            (low, f64::INFINITY) => write!(f, "{low}.."),
            (0.0, high) => write!(f, "..{high}"),
            (low, high) => write!(f, "{low}..{high}"),
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unit::Count => "count",
            Unit::Percent => "percent",
            Unit::Money(currency) => currency,
            Unit::Age => "years of age",
            Unit::Magnitude => "magnitude",
            Unit::Measure(dimension) => dimension,
        })
    }
}

/// The quantities of one sentence, in order. `text` is the article, `tokens` are those of the sentence.
pub fn quantities(text: &str, tokens: &[Token]) -> Vec<Quantity> {
    let scan = Scan {
        text,
        tokens,
        lower: tokens
            .iter()
            .map(|t| t.span.of(text).to_lowercase())
            .collect(),
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match scan.quantity(at) {
            Some(Found::Quantity(quantity)) => {
                at = quantity.tokens.end.max(at + 1);
                found.push(quantity);
            }
            Some(Found::Skip(next)) => at = next.max(at + 1),
            None => at += 1,
        }
    }
    found
}

/// How far a share in words ("half of") may be off, as a part of itself; chosen by reading, not fitted.
const SHARE_SLACK: f64 = 0.05;

struct Scan<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lower: Vec<String>,
}

enum Found {
    Quantity(Quantity),
    /// A number that is no quantity; go on at this token.
    Skip(usize),
}

impl Scan<'_> {
    fn word(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    fn original(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |i| self.word(i))
    }

    /// A share as a quantity in percent.
    fn shared(&self, at: usize, percent: f64, next: usize) -> Quantity {
        let mut number = Number {
            exactness: Exactness::Approximate,
            ..Number::exact(percent, next, false)
        };
        let mut first = at;
        self.qualify(at, next, &mut first, &mut number);
        if first == at {
            // Nobody counts to the hundredth who writes "half".
            let slack = percent * SHARE_SLACK;
            number.value = Interval {
                low: percent - slack,
                high: percent + slack,
            };
        }
        Quantity {
            tokens: at..next,
            span: Span {
                start: self.tokens[first].span.start,
                end: self.tokens[next - 1].span.end,
            },
            value: number.value,
            unit: Unit::Percent,
            exactness: number.exactness,
            damaged: false,
        }
    }

    fn quantity(&self, at: usize) -> Option<Found> {
        if let Some((percent, next)) = self.share(at) {
            return Some(Found::Quantity(self.shared(at, percent, next)));
        }
        let mut first = at;
        let currency_first = unit_of(self.word(at))
            .filter(|u| matches!(u.0, Unit::Money(_)) && !is_word(self.word(at)));
        let number_at = if currency_first.is_some() { at + 1 } else { at };
        let mut number = self.number(number_at)?;
        if currency_first.is_none() && self.is_vote(number_at, &number) {
            return Some(Found::Skip(number.next + 2));
        }
        if currency_first.is_none() && self.is_no_quantity(number_at, &number) {
            return Some(Found::Skip(number.next));
        }
        self.extend_range(number_at, &mut number);
        if currency_first.is_none() && self.is_score(number_at, &number) {
            return Some(Found::Skip(number.next + 2));
        }
        let mut end = number.next;
        let mut unit = Unit::Count;
        let mut factor = 1.0;
        if let Some((money, scale)) = currency_first {
            unit = money;
            factor = scale;
        } else if let Some((found, scale, next)) = self.unit_after(end) {
            unit = found;
            factor = scale;
            end = next;
        } else if self.is_magnitude(at, end) {
            unit = Unit::Magnitude;
        } else if self.is_bare_age(at, end, &number) {
            unit = Unit::Age;
        }
        number.value.low *= factor;
        number.value.high *= factor;
        self.qualify(at, end, &mut first, &mut number);
        let span = Span {
            start: self.tokens[first].span.start,
            end: self.tokens[end - 1].span.end,
        };
        Some(Found::Quantity(Quantity {
            tokens: at..end,
            span,
            value: number.value,
            unit,
            exactness: number.exactness,
            damaged: number.damaged,
        }))
    }
}
