//! Character measures for words and names: one word in, one word in, a similarity out. Cost `O(n * m)` characters.

/// Jaro-Winkler: kind to a common beginning, as names and inflected words have it; in [0, 1].
///
/// ```
/// use rashomon::similarity::edit::jaro_winkler;
/// assert!(jaro_winkler("netanyahu", "netanjahu") > 0.9);
/// assert_eq!(jaro_winkler("", ""), 1.0);
/// ```
pub fn jaro_winkler(a: &str, b: &str) -> f64 {
    // The best of both orders, because the matching of characters is greedy and can depend on the order.
    strsim::jaro_winkler(a, b).max(strsim::jaro_winkler(b, a))
}

/// 1 - edits / characters of the longer word; in [0, 1], and 1 for two empty words.
///
/// ```
/// use rashomon::similarity::edit::levenshtein;
/// assert_eq!(levenshtein("kyiv", "kiev"), 0.5);
/// ```
pub fn levenshtein(a: &str, b: &str) -> f64 {
    strsim::normalized_levenshtein(a, b)
}

/// 1 - edits / characters of the longer word, where swapped neighbours are one edit, as in most typos; in [0, 1].
///
/// ```
/// use rashomon::similarity::edit::damerau_levenshtein;
/// assert_eq!(damerau_levenshtein("abcd", "abdc"), 0.75);
/// ```
pub fn damerau_levenshtein(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn every_measure_is_symmetric_bounded_and_1_for_equals(a in ".{0,12}", b in ".{0,12}") {
            for measure in [jaro_winkler, levenshtein, damerau_levenshtein] {
                let similarity = measure(&a, &b);
                prop_assert!((0.0..=1.0).contains(&similarity), "{similarity}");
                prop_assert_eq!(similarity, measure(&b, &a));
                prop_assert_eq!(measure(&a, &a), 1.0);
            }
        }
    }

    #[test]
    fn different_words_are_below_1() {
        for (a, b) in [("", "a"), ("a", "b"), ("cat", "cats"), ("12", "13")] {
            for measure in [jaro_winkler, levenshtein, damerau_levenshtein] {
                assert!(measure(a, b) < 1.0, "{a} {b}");
            }
        }
    }
}
