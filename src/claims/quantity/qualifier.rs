//! How do the words around a number widen it? "more than", "up to", "about", "nearly", "or so".

use super::number::Number;
use super::{Exactness, Interval, Scan};

impl Scan<'_> {
    /// Widens the interval by what stands before ("more than", "up to") or after ("or more", "or so") the number.
    pub(super) fn qualify(&self, at: usize, end: usize, first: &mut usize, number: &mut Number) {
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
            // "did not exceed 600 million", "has never exceeded 40", "without exceeding 40"
            (_, _, "not" | "n't" | "n’t" | "never", "exceed" | "exceeded" | "top" | "surpass") => {
                (Qualifier::AtMost, 2)
            }
            (_, _, "without", "exceeding" | "surpassing") => (Qualifier::AtMost, 2),
            // "shot up to five" tells where the figure has got to.
            (
                _,
                "shot" | "went" | "rose" | "climbed" | "jumped" | "crept" | "moved" | "edged"
                | "soared" | "rocketed",
                "up",
                "to",
            ) => (Qualifier::None, 0),
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
            // "no storm within 200 kilometres", "within 24 hours": how far at the most.
            (_, _, _, "under" | "below" | "within") => (Qualifier::AtMost, 1),
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
            (
                Qualifier::None,
                "or" | "and",
                "over" | "older" | "above" | "up" | "greater" | "higher",
            ) => (Qualifier::AtLeast, 0),
            (Qualifier::None, "or" | "and", "under" | "younger" | "below" | "lower") => {
                (Qualifier::AtMost, 0)
            }
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
