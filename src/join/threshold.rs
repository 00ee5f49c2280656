//! A similarity threshold as an exact fraction, so that a pair that sits exactly on it is never decided by rounding.
//!
//! "0.6" is 6/10 here, not the nearest binary float; [`jaccard`](super::jaccard) and [`levenshtein`](super::levenshtein) compare whole numbers only.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// The most decimals a threshold may have: with nine, every product below stays inside 64 bits for texts of up to 2^31 tokens.
const MAX_DECIMALS: usize = 9;

/// A fraction in [0, 1]; a pair is reported when its similarity is at least this.
///
/// ```
/// use rashomon::join::Threshold;
/// let threshold: Threshold = "0.6".parse().unwrap();
/// assert_eq!(threshold, Threshold::ratio(3, 5).unwrap());
/// assert!("1.2".parse::<Threshold>().is_err());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Threshold {
    numerator: u64,
    denominator: u64,
}

impl Threshold {
    /// `numerator / denominator`; `None` unless it lies in [0, 1] and the denominator is between 1 and 10^9.
    pub fn ratio(numerator: u64, denominator: u64) -> Option<Self> {
        (denominator >= 1
            && denominator <= 10u64.pow(MAX_DECIMALS as u32)
            && numerator <= denominator)
            .then_some(Threshold {
                numerator,
                denominator,
            })
    }

    /// The nearest float: for bounds with a safety margin and for display, never for the last word on a pair.
    pub fn as_f64(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// Whether every pair passes, even one that has nothing in common.
    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Whether the fraction `part / whole` reaches the threshold; 0 / 0 counts as 1, because two empty things are equal.
    pub fn is_reached(self, part: u64, whole: u64) -> bool {
        whole == 0
            || u128::from(part) * u128::from(self.denominator)
                >= u128::from(self.numerator) * u128::from(whole)
    }

    /// The smallest overlap at which two sets of these sizes reach the threshold in Jaccard similarity.
    pub(super) fn needed_overlap(self, len_a: usize, len_b: usize) -> usize {
        // o / (a + b - o) >= n / d  is  o (d + n) >= n (a + b).
        (self.numerator * (len_a + len_b) as u64).div_ceil(self.denominator + self.numerator)
            as usize
    }

    /// The smallest whole number that is at least the threshold's share of `len`.
    pub(super) fn share_rounded_up(self, len: usize) -> usize {
        (self.numerator * len as u64).div_ceil(self.denominator) as usize
    }

    /// The most edits that two texts may need when the longer one has `len` characters.
    pub(super) fn allowed_edits(self, len: usize) -> usize {
        len - self.share_rounded_up(len)
    }
}

impl PartialEq for Threshold {
    fn eq(&self, other: &Self) -> bool {
        u128::from(self.numerator) * u128::from(other.denominator)
            == u128::from(other.numerator) * u128::from(self.denominator)
    }
}

impl Eq for Threshold {}

impl FromStr for Threshold {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let refuse = || {
            Error::setting(format!(
                "'{text}' is not a threshold; write a decimal between 0 and 1 with at most {MAX_DECIMALS} decimals, such as 0.6"
            ))
        };
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let decimals = decimals.trim_end_matches('0');
        let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if text.is_empty()
            || text == "."
            || !digits_only(whole)
            || !digits_only(decimals)
            || decimals.len() > MAX_DECIMALS
        {
            return Err(refuse());
        }
        let denominator = 10u64.pow(decimals.len() as u32);
        format!("{whole}{decimals}")
            .parse()
            .ok()
            .and_then(|numerator| Threshold::ratio(numerator, denominator))
            .ok_or_else(refuse)
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.as_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_become_exact_fractions() {
        let cases = [
            ("0.6", 3, 5),
            (".6", 3, 5),
            ("0.60", 3, 5),
            ("1", 1, 1),
            ("1.000000000000", 1, 1),
            ("0", 0, 1),
            ("0.333333333", 333_333_333, 1_000_000_000),
            ("00.5", 1, 2),
        ];
        for (text, numerator, denominator) in cases {
            let parsed: Threshold = text.parse().expect(text);
            assert_eq!(
                Some(parsed),
                Threshold::ratio(numerator, denominator),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_fraction_between_0_and_1_is_refused() {
        for text in [
            "",
            ".",
            "-0.1",
            "1.01",
            "2",
            "0,6",
            "6e-1",
            "nan",
            "0.1234567891",
            "+1",
            " 1",
            "99999999999999999999",
        ] {
            assert!(text.parse::<Threshold>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_pair_exactly_on_the_threshold_passes() {
        let threshold: Threshold = "0.6".parse().expect("a decimal");
        assert!(threshold.is_reached(3, 5));
        assert!(!threshold.is_reached(2_999_999_999, 5_000_000_000));
        assert!(threshold.is_reached(0, 0));
        // 3 common tokens of 4 + 4 are 3/5.
        assert_eq!(threshold.needed_overlap(4, 4), 3);
        assert_eq!(threshold.allowed_edits(10), 4);
    }
}
