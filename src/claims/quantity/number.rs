//! Which values do the words of a number allow? "107", "two hundred and six", "tens of thousands", "30 to 40".
//!
//! Knows neither units nor what is counted; a number that copying has cut is marked damaged.

use super::exclusion::looks_counted;
use super::unit::is_currency;
use super::{Exactness, Interval, Scan};
use crate::text::numeral::cardinal;

impl Scan<'_> {
    /// A number in digits or words that begins at token `at`.
    pub(super) fn number(&self, at: usize) -> Option<Number> {
        self.vague(at)
            .or_else(|| self.digits(at))
            .or_else(|| self.number_words(at))
    }

    pub(super) fn digits(&self, at: usize) -> Option<Number> {
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
        if let Some(joined) = self.split_magnitude(at) {
            return Some(joined);
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

    /// "a 6. 1-magnitude quake", "magnitude 6. 1": cut at the stop, but magnitudes have one digit behind it.
    fn split_magnitude(&self, at: usize) -> Option<Number> {
        let digit = |i: usize| {
            let word = self.word(i);
            (word.len() == 1 && word.as_bytes()[0].is_ascii_digit())
                .then(|| f64::from(word.as_bytes()[0] - b'0'))
        };
        let stop = self.word(at) == format!("{}.", self.word(at).trim_end_matches('.'));
        let (whole, tenths_at) = if stop {
            (self.word(at).trim_end_matches('.').parse().ok()?, at + 1)
        } else if self.word(at + 1) == "." {
            (digit(at)?, at + 2)
        } else {
            return None;
        };
        let tenths = digit(tenths_at)?;
        let after = self.word(tenths_at + 1);
        let named = self.before(at, 1) == "magnitude"
            || (self.before(at, 1) == "of" && self.before(at, 2) == "magnitude")
            || after == "magnitude"
            || (after == "-" && self.word(tenths_at + 2) == "magnitude");
        // "magnitude 6. 3 people died"
        let counts = looks_counted(self.original(tenths_at + 1));
        (named && !counts && (1.0..10.0).contains(&whole))
            .then(|| Number::exact(whole + tenths / 10.0, tenths_at + 1, true))
    }

    /// "one in five voters", "1 in 500 users".
    fn one_in(&self, at: usize) -> Option<(f64, usize)> {
        if self.word(at + 1) != "in" || is_currency(self.before(at, 1)) {
            return None;
        }
        let plain = |i: usize| {
            small_number(self.word(i)).or_else(|| {
                let word = self.word(i);
                word.bytes()
                    .all(|b| b.is_ascii_digit() || b == b',')
                    .then(|| word.replace(',', "").parse().ok())
                    .flatten()
            })
        };
        let (part, whole) = (plain(at)?, plain(at + 2)?);
        let year =
            self.word(at + 2).len() == 4 && self.word(at + 2).bytes().all(|b| b.is_ascii_digit());
        let counted = looks_counted(self.original(at + 3)) && self.unit_after(at + 3).is_none();
        (part >= 1.0 && part < whole && part <= 20.0 && counted && !year)
            .then_some((100.0 * part / whole, at + 3))
    }

    /// "half of the voters", "two-thirds of", "a quarter of": a share, in hundredths. The token behind it, and the share.
    pub(super) fn share(&self, at: usize) -> Option<(f64, usize)> {
        let one = |part: &str| match part {
            "half" => Some(50.0),
            "third" | "thirds" => Some(100.0 / 3.0),
            "quarter" | "quarters" => Some(25.0),
            "fifth" | "fifths" => Some(20.0),
            "tenth" | "tenths" => Some(10.0),
            _ => None,
        };
        if let Some(found) = self.one_in(at) {
            return Some(found);
        }
        let count = match self.word(at) {
            "a" | "one" => 1.0,
            "two" => 2.0,
            "three" => 3.0,
            "four" => 4.0,
            "half" => {
                let of = self.word(at + 1) == "of"
                    && matches!(
                        self.word(at + 2),
                        "the" | "all" | "its" | "their" | "those" | "them" | "his" | "her" | "our"
                    );
                let the = matches!(self.word(at + 1), "the" | "all" | "its" | "their");
                // "the second half of the game"
                let named = matches!(
                    self.before(at, 1),
                    "first" | "second" | "other" | "last" | "latter" | "better" | "a" | "the"
                );
                return ((of || the) && !named).then_some((50.0, at + 1));
            }
            _ => return None,
        };
        let part_at = if self.word(at + 1) == "-" {
            at + 2
        } else {
            at + 1
        };
        let part = self.word(part_at);
        // "two thirds" but "a third party": a share says of what.
        let of = self.word(part_at + 1) == "of" && part != "half";
        let plural = part.ends_with('s') == (count > 1.0);
        (of && plural).then_some((count * one(part)?, part_at + 1))
    }

    /// "2 1/2", "2-1/2", "four and a half".
    pub(super) fn fraction(&self, number: &mut Number) {
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
        } else if (0..6)
            .all(|i| self.word(number.next + i) == ["-", "and", "-", "a", "-", "half"][i])
        {
            (0.5, 6)
        } else {
            return;
        };
        number.value.low += part;
        number.value.high += part;
        number.next += length;
    }

    /// "120, 000" and "6. 1": a number that copying has cut in two.
    pub(super) fn is_cut(&self, at: usize) -> bool {
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

    pub(super) fn number_words(&self, at: usize) -> Option<Number> {
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
    pub(super) fn vague(&self, at: usize) -> Option<Number> {
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
            // "not a single job", "not one docker", but not "not one to complain".
            ("not", "a", "single") => Some(Number::exact(0.0, at + 3, false)),
            ("not", "one", next) if !matches!(next, "to" | "but" | "that" | "." | ",") => {
                Some(Number::exact(0.0, at + 2, false))
            }
            _ => None,
        }
    }

    /// "5 million", "1.5 thousand million".
    pub(super) fn scale_words(&self, number: &mut Number) {
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
    pub(super) fn extend_range(&self, at: usize, number: &mut Number) {
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
}

/// A bare number, before its unit and qualifiers are known.
pub(super) struct Number {
    pub(super) value: Interval,
    pub(super) next: usize,
    pub(super) exactness: Exactness,
    pub(super) written_in_digits: bool,
    pub(super) damaged: bool,
}

impl Number {
    pub(super) fn exact(value: f64, next: usize, written_in_digits: bool) -> Self {
        Number {
            value: Interval::exactly(value),
            next,
            exactness: Exactness::Exact,
            written_in_digits,
            damaged: false,
        }
    }
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

pub(super) fn small_number(word: &str) -> Option<f64> {
    cardinal(word).map(f64::from)
}

pub(super) fn scale_word(word: &str) -> Option<f64> {
    match word {
        "thousand" => Some(1e3),
        "million" | "mln" | "m" => Some(1e6),
        "billion" | "bn" => Some(1e9),
        "trillion" | "tn" => Some(1e12),
        _ => None,
    }
}
