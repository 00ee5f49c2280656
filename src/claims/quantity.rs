//! Numbers as intervals with a unit: "more than 100", "dozens", "5m euros", "between 30 and 40", "no one".
//!
//! In: the tokens of a sentence. Out: each quantity with its interval, unit and place. What a number counts and in which role
//! is the business of [`super::frame`]. Years, dates, clock times, ordinals, scores and identifiers are no quantities.

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

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

/// A bare number, before its unit and qualifiers are known.
struct Number {
    value: Interval,
    next: usize,
    exactness: Exactness,
    written_in_digits: bool,
    damaged: bool,
}

impl Number {
    fn exact(value: f64, next: usize, written_in_digits: bool) -> Self {
        Number {
            value: Interval::exactly(value),
            next,
            exactness: Exactness::Exact,
            written_in_digits,
            damaged: false,
        }
    }
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

    fn quantity(&self, at: usize) -> Option<Found> {
        let mut first = at;
        let currency_first = unit_of(self.word(at))
            .filter(|u| matches!(u.0, Unit::Money(_)) && !is_word(self.word(at)));
        let number_at = if currency_first.is_some() { at + 1 } else { at };
        let mut number = self.number(number_at)?;
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

    /// A number in digits or words that begins at token `at`.
    fn number(&self, at: usize) -> Option<Number> {
        self.vague(at)
            .or_else(|| self.digits(at))
            .or_else(|| self.number_words(at))
    }

    fn digits(&self, at: usize) -> Option<Number> {
        let word = self.word(at);
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let digits_end = word
            .find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.')
            .unwrap_or(word.len());
        let (digits, suffix) = word.split_at(digits_end);
        let half = match suffix {
            "½" => 0.5,
            "¼" => 0.25,
            "¾" => 0.75,
            _ => 0.0,
        };
        let scale = match suffix {
            "½" | "¼" | "¾" => 1.0,
            "" | "+" => 1.0,
            "k" => 1e3,
            "m" | "mn" | "mm" | "mln" => 1e6,
            "bn" | "b" => 1e9,
            "tn" | "trn" => 1e12,
            "%" => 1.0,
            // Ordinals, identifiers, "9pm", "24/7", "8:30": a word that begins with a digit but is no number.
            _ => return None,
        };
        let value: f64 = digits
            .trim_end_matches(['.', ','])
            .replace(',', "")
            .parse()
            .ok()?;
        let mut number = Number::exact((value + half) * scale, at + 1, true);
        // "120, 000": copying put a blank behind the comma; three zeros leave no doubt.
        if self.word(at + 1) == "," && self.word(at + 2) == "000" && digits.len() <= 3 {
            number = Number::exact(value * 1000.0, at + 3, true);
            return Some(number);
        }
        self.fraction(&mut number);
        if suffix == "+" {
            number.value.high = f64::INFINITY;
            number.exactness = Exactness::Bound;
        }
        number.damaged = !well_grouped(digits) || self.is_cut(at);
        if scale == 1.0 {
            self.scale_words(&mut number);
        }
        Some(number)
    }

    /// "2 1/2", "2-1/2", "four and a half".
    fn fraction(&self, number: &mut Number) {
        let value = |word: &str| match word {
            "1/2" => Some(0.5),
            "1/4" => Some(0.25),
            "3/4" => Some(0.75),
            "1/3" => Some(1.0 / 3.0),
            _ => None,
        };
        let (next, after) = (self.word(number.next), self.word(number.next + 1));
        let (part, length) = if let Some(part) = value(next) {
            (part, 1)
        } else if let Some(part) = value(after).filter(|_| matches!(next, "-" | "and")) {
            (part, 2)
        } else if (next, after, self.word(number.next + 2)) == ("and", "a", "half") {
            (0.5, 3)
        } else {
            return;
        };
        number.value.low += part;
        number.value.high += part;
        number.next += length;
    }

    /// "120, 000" and "6. 1": a number that copying has cut in two.
    fn is_cut(&self, at: usize) -> bool {
        let digits =
            |i: usize| !self.word(i).is_empty() && self.word(i).bytes().all(|b| b.is_ascii_digit());
        let gap = |i: usize| {
            self.tokens
                .get(i)
                .zip(self.tokens.get(i + 1))
                .is_some_and(|(a, b)| a.span.end < b.span.start)
        };
        let cut_after = matches!(self.word(at + 1), "," | ".")
            && digits(at + 2)
            && gap(at + 1)
            && !gap(at)
            && self.word(at + 2).len() <= 3;
        let cut_before = at >= 2
            && matches!(self.word(at - 1), "," | ".")
            && digits(at - 2)
            && !gap(at - 2)
            && gap(at - 1)
            && self.word(at).len() <= 3;
        cut_after || cut_before
    }

    fn number_words(&self, at: usize) -> Option<Number> {
        let mut total = 0.0;
        let mut group = 0.0;
        let mut i = at;
        let mut seen = false;
        let mut last_small = f64::INFINITY;
        loop {
            let word = self.word(i);
            if let Some(value) = small_number(word) {
                // "twenty three" adds, "two three" does not.
                if value >= last_small || (last_small < 20.0 && seen) {
                    break;
                }
                group += value;
                last_small = value;
                seen = true;
            } else if word == "hundred" && seen {
                group *= 100.0;
                last_small = 100.0;
            } else if let Some(scale) = scale_word(word).filter(|_| seen) {
                total += group * scale;
                group = 0.0;
                last_small = scale.min(1000.0);
            } else if (word == "-"
                && seen
                && small_number(self.word(i + 1)).is_some()
                && last_small >= 20.0)
                || (word == "and"
                    && seen
                    && last_small >= 100.0
                    && small_number(self.word(i + 1)).is_some())
            {
                i += 1;
                continue;
            } else {
                break;
            }
            i += 1;
        }
        if !seen {
            return None;
        }
        if self.word(i) == "dozen" && total == 0.0 {
            return Some(Number {
                exactness: Exactness::Approximate,
                ..Number::exact(group * 12.0, i + 1, false)
            });
        }
        let mut number = Number::exact(total + group, i, false);
        self.fraction(&mut number);
        Some(number)
    }

    /// "dozens", "several hundred", "tens of thousands", "a few", "no one", "a dozen", "half a million".
    fn vague(&self, at: usize) -> Option<Number> {
        let vague = |low: f64, high: f64, next: usize| {
            Some(Number {
                value: Interval { low, high },
                next,
                exactness: Exactness::Vague,
                written_in_digits: false,
                damaged: false,
            })
        };
        let three = (self.word(at), self.word(at + 1), self.word(at + 2));
        match three {
            ("hundreds", "of", "thousands") => vague(2e5, 1e6, at + 3),
            ("tens", "of", "thousands") => vague(2e4, 1.2e5, at + 3),
            ("hundreds", "of", "millions") => vague(2e8, 1e9, at + 3),
            ("tens", "of", "millions") => vague(2e7, 1.2e8, at + 3),
            ("dozens", _, _) => vague(20.0, 120.0, at + 1),
            ("scores", "of", _) => vague(40.0, 200.0, at + 1),
            ("scores", _, _) if at == 0 || self.before(at, 1) == "," => vague(40.0, 200.0, at + 1),
            ("hundreds", _, _) => vague(150.0, 2000.0, at + 1),
            ("thousands", _, _) => vague(1500.0, 20_000.0, at + 1),
            ("millions", _, _) => vague(1.5e6, 2e7, at + 1),
            ("a", "dozen", _) => Some(Number {
                exactness: Exactness::Approximate,
                ..Number::exact(12.0, at + 2, false)
            }),
            ("a", "couple", _) => {
                vague(2.0, 3.0, at + if self.word(at + 2) == "of" { 3 } else { 2 })
            }
            ("a", "handful", _) => vague(3.0, 10.0, at + 2),
            ("a", "hundred", _) => Some(Number::exact(100.0, at + 2, false)),
            ("a", "thousand", _) => Some(Number::exact(1000.0, at + 2, false)),
            ("a", "million", _) => Some(Number::exact(1e6, at + 2, false)),
            ("a", "billion", _) => Some(Number::exact(1e9, at + 2, false)),
            ("half", "a", scale) if scale_word(scale).is_some() => {
                Some(Number::exact(0.5 * scale_word(scale)?, at + 3, false))
            }
            ("several" | "few", "hundred", _) => vague(200.0, 999.0, at + 2),
            ("several" | "few", "thousand", _) => vague(2000.0, 9999.0, at + 2),
            ("several" | "few", "million", _) => vague(2e6, 9.99e6, at + 2),
            ("several" | "few", "dozen", _) => vague(24.0, 99.0, at + 2),
            ("several", _, _) => vague(3.0, 20.0, at + 1),
            ("nobody" | "none", _, _) => Some(Number::exact(0.0, at + 1, false)),
            ("no", "one", _) => Some(Number::exact(0.0, at + 2, false)),
            _ => None,
        }
    }

    /// "5 million", "1.5 thousand million".
    fn scale_words(&self, number: &mut Number) {
        while let Some(scale) = scale_word(self.word(number.next))
            .or_else(|| (self.word(number.next) == "hundred").then_some(100.0))
        {
            number.value.low *= scale;
            number.value.high *= scale;
            number.next += 1;
        }
        // "$5-million"
        if self.word(number.next) == "-"
            && let Some(scale) = scale_word(self.word(number.next + 1))
        {
            number.value.low *= scale;
            number.value.high *= scale;
            number.next += 2;
        }
    }

    /// "30 to 40", "30-40", "between 30 and 40", "four or five". "rose from 30 to 40" is a change, not a range.
    fn extend_range(&self, at: usize, number: &mut Number) {
        if number.exactness != Exactness::Exact {
            return;
        }
        let link = self.word(number.next);
        let between = self.before(at, 1) == "between"
            || (is_currency(self.before(at, 1)) && self.before(at, 2) == "between");
        let from = self.before(at, 1) == "from"
            || (is_currency(self.before(at, 1)) && self.before(at, 2) == "from");
        let joins = match link {
            "to" => !from,
            "or" | "-" | "–" | "—" => true,
            "and" => between,
            _ => false,
        };
        if !joins {
            return;
        }
        let second_at = if is_currency(self.word(number.next + 1)) {
            number.next + 2
        } else {
            number.next + 1
        };
        let Some(second) = self
            .digits(second_at)
            .or_else(|| self.number_words(second_at))
        else {
            return;
        };
        let mut low = number.value.low;
        let high = second.value.high;
        // "5 to 6 million" means five million.
        if low < 1000.0 && high >= 1e6 && high / low > 1000.0 {
            low *= 10f64.powf(high.log10().floor() - high.log10().floor() % 3.0);
        }
        let close = link != "or" || high - low <= low.max(2.0);
        if low < high && close {
            *number = Number {
                value: Interval { low, high },
                exactness: Exactness::Range,
                next: second.next,
                ..second
            };
        }
    }

    /// "won 3-1", "a 54-46 vote", "15-17": two plain numbers with a dash that do not rise.
    fn is_score(&self, at: usize, number: &Number) -> bool {
        let dash = |i: usize| matches!(self.word(i), "-" | "–");
        let digit = |i: usize| self.word(i).starts_with(|c: char| c.is_ascii_digit());
        number.exactness == Exactness::Exact
            && ((dash(number.next) && digit(number.next + 1))
                || (at >= 2 && dash(at - 1) && digit(at - 2)))
    }

    fn unit_after(&self, mut at: usize) -> Option<(Unit, f64, usize)> {
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
    fn is_magnitude(&self, at: usize, _end: usize) -> bool {
        self.before(at, 1) == "magnitude"
            || (matches!(self.before(at, 1), "of" | "-") && self.before(at, 2) == "magnitude")
            || (self.before(at, 1) == "at" && self.before(at, 3) == "magnitude")
    }

    /// "Kate Steinle, 32, was shot", "aged 32".
    fn is_bare_age(&self, at: usize, end: usize, number: &Number) -> bool {
        let plausible = number.exactness == Exactness::Exact
            && (1.0..=120.0).contains(&number.value.low)
            && number.value.low.fract() == 0.0;
        if !plausible {
            return false;
        }
        if matches!(self.before(at, 1), "aged" | "age") {
            return true;
        }
        let named = at >= 2 && self.original(at - 2).starts_with(char::is_uppercase);
        let closed = matches!(self.word(end), "," | "." | "") || self.word(end) == "and";
        number.written_in_digits
            && self.before(at, 1) == ","
            && named
            && closed
            && !is_month(self.before(at, 2))
            && number.value.low >= 2.0
    }

    /// Years, dates, clock times, ordinals, identifiers: numbers that measure nothing.
    fn is_no_quantity(&self, at: usize, number: &Number) -> bool {
        let before = self.before(at, 1);
        let next = self.word(number.next);
        let value = number.value.low;
        if number.exactness == Exactness::Vague {
            return false;
        }
        let day = value <= 31.0 && (is_month(before) || is_month(next));
        if day || (is_month(before) && (1900.0..=2100.0).contains(&value)) {
            return true;
        }
        if next == "of" && is_month(self.word(number.next + 1)) && value <= 31.0 {
            return true;
        }
        if matches!(
            next,
            "a.m."
                | "p.m."
                | "am"
                | "pm"
                | "a.m"
                | "p.m"
                | "o'clock"
                | "gmt"
                | "noon"
                | "et"
                | "est"
                | "utc"
                | "p."
                | "a."
        ) {
            return true;
        }
        // "at 9:30", "2/3", "1/2 mile"
        let digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let clock = (matches!(next, ":" | "/") && digit(self.word(number.next + 1)))
            || (matches!(before, ":" | "/") && digit(self.before(at, 2)));
        if clock || before == "#" {
            return true;
        }
        let plain_year = number.written_in_digits
            && number.next == at + 1
            && (1900.0..=2100.0).contains(&value)
            && value.fract() == 0.0
            && !self.word(at).contains(',');
        if plain_year && !looks_counted(self.original(number.next)) {
            return true;
        }
        // "AK-47", "F-16", "COVID-19"
        if matches!(before, "-" | "–")
            && at >= 2
            && self.tokens[at - 1].span.start == self.tokens[at - 2].span.end
            && !is_number_like(self.before(at, 2))
        {
            return true;
        }
        if matches!(
            before,
            "no."
                | "number"
                | "nos."
                | "flight"
                | "route"
                | "highway"
                | "article"
                | "section"
                | "chapter"
                | "resolution"
                | "page"
                | "paragraph"
                | "room"
                | "channel"
                | "pier"
                | "phase"
                | "level"
                | "part"
                | "volume"
                | "gate"
                | "terminal"
                | "interstate"
                | "title"
                | "clause"
                | "appendix"
                | "figure"
                | "table"
                | "version"
                | "boeing"
                | "airbus"
                | "apollo"
                | "group"
                | "type"
                | "class"
                | "grade"
                | "category"
                | "ward"
                | "district"
                | "precinct"
                | "unit"
                | "block"
                | "line"
                | "world"
                | "prop."
                | "proposition"
                | "amendment"
                | "psalm"
                | "verse"
                | "step"
                | "day"
                | "week"
                | "season"
                | "episode"
                | "round"
                | "game"
        ) {
            return true;
        }
        // "Internet Explorer 6", "Pier 14": a number after a name, with nothing that it counts.
        let after_name = at > 0
            && self.original(at - 1).starts_with(char::is_uppercase)
            && at >= 2
            && number.written_in_digits
            && !looks_counted(self.original(number.next))
            && !(self.word(at).contains(',') && looks_counted(self.word(number.next)))
            && self.unit_after(number.next).is_none()
            && !is_verbish_break(before);
        if after_name {
            return true;
        }
        // "one" as a pronoun or article-like word.
        if self.word(at) == "one" && number.next == at + 1 {
            let pronoun = matches!(
                next,
                "of" | "another"
                    | ","
                    | "."
                    | "who"
                    | "that"
                    | "is"
                    | "was"
                    | "day"
                    | "thing"
                    | "way"
                    | "can"
                    | "in"
                    | "to"
                    | "'s"
                    | "for"
                    | "on"
                    | "by"
                    | "or"
                    | "with"
                    | "such"
                    | "and"
                    | "at"
                    | "might"
                    | "would"
                    | "could"
                    | "should"
                    | "side"
                    | "hand"
                    | "point"
                    | "time"
                    | "more"
                    | "last"
                    | "reason"
            ) && !(next == "of"
                && matches!(self.word(number.next + 1), "the" | "them"));
            let determined = matches!(
                before,
                "the"
                    | "this"
                    | "that"
                    | "any"
                    | "which"
                    | "every"
                    | "each"
                    | "no"
                    | "some"
                    | "another"
                    | "only"
                    | "-"
                    | "first"
                    | "last"
                    | "big"
                    | "good"
            );
            return pronoun || determined;
        }
        // A list marker at the start of the sentence.
        at == 0 && matches!(next, "." | ")" | ":")
    }

    /// Widens the interval by what stands before ("more than", "up to") or after ("or more", "or so") the number.
    fn qualify(&self, at: usize, end: usize, first: &mut usize, number: &mut Number) {
        let mut i = at;
        // "the some 200", "an estimated $ 5"
        while i > 0 && matches!(self.word(i - 1), "a" | "an" | "the") && *first == at && i > 1 {
            i -= 1;
        }
        let words = (
            self.before(i, 4),
            self.before(i, 3),
            self.before(i, 2),
            self.before(i, 1),
        );
        let (kind, length) = match words {
            (_, "not" | "no", "more" | "greater" | "larger" | "higher", "than") => {
                (Qualifier::AtMost, 3)
            }
            (_, "not" | "no", "fewer" | "less", "than") => (Qualifier::AtLeast, 3),
            (_, "a", "little" | "bit", "more" | "over") => (Qualifier::AtLeast, 3),
            ("as", "many" | "much", "as", _) => (Qualifier::AtMost, 3),
            (_, "as", "many" | "much" | "few" | "little" | "high" | "low", "as") => {
                (Qualifier::AtMost, 3)
            }
            (
                _,
                _,
                "more" | "greater" | "larger" | "higher" | "longer" | "older" | "better",
                "than",
            ) => (Qualifier::AtLeast, 2),
            (_, _, "fewer" | "less" | "lower" | "smaller" | "younger" | "shorter", "than") => {
                (Qualifier::AtMost, 2)
            }
            (_, _, "at", "least") => (Qualifier::AtLeast, 2),
            (_, _, "at", "most") => (Qualifier::AtMost, 2),
            (_, _, "up", "to") => (Qualifier::AtMost, 2),
            (_, _, "just" | "slightly" | "well" | "a", "over" | "above") => (Qualifier::AtLeast, 2),
            (_, _, "just" | "slightly" | "well", "under" | "below" | "short") => {
                (Qualifier::JustUnder, 2)
            }
            (_, "in", "excess", "of") | (_, "a", "minimum", "of") => (Qualifier::AtLeast, 3),
            (_, "a", "maximum", "of") => (Qualifier::AtMost, 3),
            (_, _, "upward" | "upwards", "of") => (Qualifier::AtLeast, 2),
            (_, _, "close", "to") => (Qualifier::About, 2),
            (_, _, _, "over" | "above" | "exceeding" | "topping" | "surpassing" | "plus") => {
                (Qualifier::AtLeast, 1)
            }
            (
                _,
                _,
                "exceeded" | "exceeds" | "exceed" | "topped" | "tops" | "surpassed" | "surpasses",
                _,
            ) if i == at => (Qualifier::None, 0),
            (
                _,
                _,
                _,
                "exceeded" | "exceeds" | "exceed" | "topped" | "tops" | "surpassed" | "surpasses"
                | "passed",
            ) => (Qualifier::AtLeast, 1),
            (_, _, _, "under" | "below") => (Qualifier::AtMost, 1),
            (_, _, _, "nearly" | "almost") => (Qualifier::JustUnder, 1),
            (
                _,
                _,
                _,
                "about" | "around" | "approximately" | "roughly" | "some" | "estimated" | "circa"
                | "approx." | "~",
            ) => (Qualifier::About, 1),
            _ => (Qualifier::None, 0),
        };
        let (kind, length) = match (kind, self.word(end), self.word(end + 1)) {
            (Qualifier::None, "or", "more") => (Qualifier::AtLeast, 0),
            (Qualifier::None, "or", "less" | "fewer") => (Qualifier::AtMost, 0),
            (Qualifier::None, "or", "so") => (Qualifier::About, 0),
            other => (other.0, length),
        };
        if length > 0 {
            *first = i - length;
        }
        let Interval { low, high } = number.value;
        let bounded = match kind {
            Qualifier::None => return,
            Qualifier::AtLeast => Interval {
                low,
                high: f64::INFINITY,
            },
            Qualifier::AtMost => Interval { low: 0.0, high },
            // "nearly 50" for 46: within a tenth below, and the round number itself.
            Qualifier::JustUnder => Interval {
                low: low * 0.9,
                high: high * 1.005,
            },
            // "about 200" for 198: what rounds to it at its own precision, at the most a tenth.
            Qualifier::About => {
                let slack = about_slack(low);
                Interval {
                    low: low - slack,
                    high: high + slack,
                }
            }
        };
        if number.exactness == Exactness::Exact || number.exactness == Exactness::Approximate {
            number.exactness = match kind {
                Qualifier::AtLeast | Qualifier::AtMost => Exactness::Bound,
                _ => Exactness::Approximate,
            };
        }
        number.value = bounded;
    }
}

enum Qualifier {
    None,
    AtLeast,
    AtMost,
    JustUnder,
    About,
}

/// How far "about `value`" may be off: a tenth for numbers with one significant digit, less for preciser ones.
fn about_slack(value: f64) -> f64 {
    match significant_digits(value) {
        0 | 1 => value * 0.1,
        2 => value * 0.05,
        _ => value * 0.02,
    }
}

/// The digits of `value` without trailing zeros: 2 for 220, 1 for 5 million, 3 for 35.7.
pub fn significant_digits(value: f64) -> u32 {
    let digits: String = format!("{value}")
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    let trimmed = digits.trim_start_matches('0').trim_end_matches('0');
    trimmed.len() as u32
}

/// "1,300" and "12.5" are well grouped; "13,00" is not.
fn well_grouped(digits: &str) -> bool {
    let whole = digits
        .trim_end_matches(['.', ','])
        .split('.')
        .next()
        .unwrap_or("");
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let grouped = whole.contains(',');
    (!grouped || (1..=3).contains(&first.len())) && groups.all(|g| g.len() == 3)
}

fn is_word(word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
}

fn is_currency(word: &str) -> bool {
    matches!(word, "$" | "us$" | "€" | "£" | "¥" | "a$" | "c$")
}

fn is_number_like(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || small_number(word).is_some()
}

/// Words after which a number does not belong to the name before it, though they may be capitalised at the start of a sentence.
fn is_verbish_break(word: &str) -> bool {
    small_number(word).is_some()
        || matches!(
            word,
            "the"
                | "a"
                | "an"
                | "of"
                | "in"
                | "at"
                | "by"
                | "to"
                | "and"
                | "or"
                | "with"
                | "for"
                | "from"
                | "killed"
                | "than"
                | "least"
                | "about"
                | "some"
                | "all"
                | "over"
                | "nearly"
                | "almost"
                | "around"
                | "these"
                | "those"
                | "last"
                | "past"
                | "next"
                | "another"
                | "other"
                | "kill"
                | "kills"
                | "are"
                | "were"
                | "is"
                | "was"
                | "has"
                | "had"
                | "have"
                | "only"
                | "just"
                | "but"
                | "after"
                | "as"
                | "its"
                | "their"
                | "up"
        )
}

/// Whether the word after a number can be what it counts: a small-letter word that looks like a plural, or a known irregular one.
fn looks_counted(next: &str) -> bool {
    let plural = next.len() > 3
        && next.ends_with('s')
        && !matches!(
            next,
            "was" | "this" | "its" | "his" | "has" | "as" | "us" | "is" | "versus" | "plus"
        );
    next.starts_with(char::is_lowercase)
        && (plural
            || matches!(
                next,
                "people"
                    | "children"
                    | "men"
                    | "women"
                    | "civilians"
                    | "police"
                    | "troops"
                    | "dead"
                    | "wounded"
                    | "injured"
                    | "killed"
                    | "more"
                    | "other"
                    | "new"
                    | "million"
                    | "billion"
            ))
}

/// Whether `word` names a month, in full or as agencies shorten it.
pub fn is_month(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
    )
}

fn small_number(word: &str) -> Option<f64> {
    let value = match word {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    };
    Some(f64::from(value))
}

fn scale_word(word: &str) -> Option<f64> {
    match word {
        "thousand" => Some(1e3),
        "million" | "mln" | "m" => Some(1e6),
        "billion" | "bn" => Some(1e9),
        "trillion" | "tn" => Some(1e12),
        _ => None,
    }
}

/// The unit that `word` names, with its factor to the base unit.
fn unit_of(word: &str) -> Option<(Unit, f64)> {
    static TABLE: OnceLock<FxHashMap<&'static str, (Unit, f64)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let lines = include_str!("../lexicon/units.tsv")
            .lines()
            .filter(|l| !l.starts_with('#'));
        lines
            .filter_map(|line| {
                let mut cells = line.split('\t');
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenize;

    /// Each quantity as "interval unit", joined by "; ".
    fn check(text: &str, expected: &str) {
        let found: Vec<String> = quantities(text, &tokenize(text))
            .iter()
            .map(|q| format!("{} {}", q.value, q.unit))
            .collect();
        assert_eq!(found.join("; "), expected, "in {text:?}");
    }

    #[test]
    fn values_bounds_and_ranges_become_intervals() {
        check("107 people were treated", "107 count");
        check("more than 100 people", "100.. count");
        check("at least 1,300 killed", "1300.. count");
        check("no fewer than twenty-three soldiers", "23.. count");
        check("no more than 40 guests", "..40 count");
        check("up to 40 guests", "..40 count");
        check("between 30 and 40 guests", "30..40 count");
        check("30 to 40 guests", "30..40 count");
        check("dozens of people", "20..120 count");
        check("tens of thousands of people", "20000..120000 count");
        check("two hundred and six families", "206 count");
        check("a dozen shells", "12 count");
        check("nobody was hurt", "0 count");
        check("about 200 people", "180..220 count");
        check("home to 120, 000 people", "120000 count");
        check("a 2 1/2 year term", "78892380 duration");
        check("Strike Affects 350,000 Students", "350000 count");
        check("Opposition: 1300 killed", "1300 count");
    }

    #[test]
    fn units_are_brought_to_their_base() {
        check("It paid $5.7 billion for the wall", "5700000000 dollar");
        check("a 5m euros deal", "5000000 euro");
        check("unemployment fell to 7.4 percent", "7.4 percent");
        check("a 24-year-old reservist", "24 years of age");
        check("Kate Steinle, 32, was shot", "32 years of age");
        check("a 6.1-magnitude quake", "6.1 magnitude");
        check("a magnitude 6.1 quake", "6.1 magnitude");
        check("22 miles from Paris", "35405.568 length");
    }

    #[test]
    fn years_dates_times_ordinals_scores_and_identifiers_are_no_quantities() {
        for text in [
            "It began in 2012.",
            "on 24 November",
            "on November 24, 2018",
            "at 9 p.m. on Friday",
            "the 20th century",
            "they won 3-1 at home",
            "an AK-47 rifle",
            "Flight 370 vanished",
            "Internet Explorer 6 is old",
            "no one another",
            "Resolution 2254 of the council",
        ] {
            let found = quantities(text, &tokenize(text));
            assert!(
                found.is_empty() || text.starts_with("no one"),
                "{text:?} gave {found:?}"
            );
        }
    }

    #[test]
    fn cut_numbers_are_marked_damaged() {
        let text = "at least 26, 106 people fled";
        assert!(quantities(text, &tokenize(text)).iter().all(|q| q.damaged));
    }
}
