//! Lengths, and likeness as strings and sets of words.

use std::collections::BTreeSet;

use super::{Sheet, forms, function_words};
use crate::judgement::pair::{Pair, Side};

fn jaccard<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f32 {
    let all = a.union(b).count();
    if all == 0 {
        return 1.0;
    }
    a.intersection(b).count() as f32 / all as f32
}

/// The share of the smaller set that is in the other.
fn contained<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f32 {
    let least = a.len().min(b.len());
    if least == 0 {
        return 0.0;
    }
    a.intersection(b).count() as f32 / least as f32
}

/// Lengths and likeness as strings.
pub(super) fn strings(sheet: &mut Sheet, pair: &Pair) {
    let (a, b) = (forms(&pair.a), forms(&pair.b));
    let (m, n) = (a.len() as f32, b.len() as f32);
    sheet.number("words", m);
    sheet.number("words", n);
    sheet.number("words difference", n - m);
    sheet.number("words ratio", n.min(m) / n.max(m).max(1.0));
    fn set(words: &[String]) -> BTreeSet<&str> {
        words.iter().map(String::as_str).collect()
    }
    fn bigrams(words: &[String]) -> BTreeSet<(&str, &str)> {
        words.windows(2).map(|w| (&*w[0], &*w[1])).collect()
    }
    sheet.number("jaccard", jaccard(&set(&a), &set(&b)));
    sheet.number("bigrams jaccard", jaccard(&bigrams(&a), &bigrams(&b)));
    sheet.number("bigrams contained", contained(&bigrams(&a), &bigrams(&b)));
    let trigrams = |words: &[String]| -> BTreeSet<[char; 3]> {
        let text: Vec<char> = format!(" {} ", words.join(" ")).chars().collect();
        text.windows(3).map(|w| [w[0], w[1], w[2]]).collect()
    };
    sheet.number("trigrams jaccard", jaccard(&trigrams(&a), &trigrams(&b)));
    let common = common_subsequence(&a, &b) as f32;
    sheet.number("common subsequence", common / m.max(1.0));
    sheet.number("common subsequence", common / n.max(1.0));
    // Dear for long sentences, and the shipped reader is as good without.
    let whole = if sheet.marks.is_some() {
        strsim::jaro_winkler(&a.join(" "), &b.join(" "))
    } else {
        0.0
    };
    sheet.number("jaro-winkler", whole as f32);
    sheet.flag("same beginning", a.first() == b.first());
    let (x, y) = (function_words(&pair.a), function_words(&pair.b));
    sheet.number("function words jaccard", jaccard(&x, &y));
    sheet.count("function words only in a", x.difference(&y).count());
    sheet.count("function words only in b", y.difference(&x).count());
    let passive = |side: &Side| {
        (0..side.syntax.len()).any(|w| side.syntax.form(w).eq_ignore_ascii_case("by"))
    };
    sheet.flag("by on one side", passive(&pair.a) != passive(&pair.b));
}

/// The length of the longest common subsequence. `O(n·m)`.
fn common_subsequence(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y {
                diagonal + 1
            } else {
                above.max(row[j])
            };
            diagonal = above;
        }
    }
    row[b.len()]
}
