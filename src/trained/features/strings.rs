//! Lengths, and likeness as strings and sets of words.

use std::collections::BTreeSet;

use super::{Sheet, forms, function_words};
use crate::judgement::pair::{Pair, Side};

/// The distinct items in order.
fn set<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
}

/// How many items two sets share. `O(n + m)`.
fn shared<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        let (step_a, step_b) = (a[i] <= b[j], b[j] <= a[i]);
        shared += usize::from(step_a && step_b);
        i += usize::from(step_a);
        j += usize::from(step_b);
    }
    shared
}

fn jaccard<T: Ord>(a: &[T], b: &[T]) -> f32 {
    let shared = shared(a, b);
    let all = a.len() + b.len() - shared;
    if all == 0 {
        return 1.0;
    }
    shared as f32 / all as f32
}

/// The share of the smaller set that is in the other.
fn contained<T: Ord>(a: &[T], b: &[T]) -> f32 {
    let least = a.len().min(b.len());
    if least == 0 {
        return 0.0;
    }
    shared(a, b) as f32 / least as f32
}

/// The distinct runs of three letters of a side's words, each as one number. Kept with the claim, for it stands in many pairs.
fn trigrams<'a>(side: &Side<'a>, forms: &[&str]) -> &'a [u64] {
    side.readings.trigrams.get_or_init(|| {
        let text: Vec<char> = format!(" {} ", forms.join(" ")).chars().collect();
        // A letter takes 21 bits.
        let number = |w: &[char]| w.iter().fold(0, |n, &c| n << 21 | u64::from(c));
        set(text.windows(3).map(number)).into()
    })
}

/// Lengths and likeness as strings.
pub(super) fn strings(sheet: &mut Sheet, pair: &Pair) {
    let (a, b) = (forms(&pair.a), forms(&pair.b));
    let (m, n) = (a.len() as f32, b.len() as f32);
    sheet.number("words", m);
    sheet.number("words", n);
    sheet.number("words difference", n - m);
    sheet.number("words ratio", n.min(m) / n.max(m).max(1.0));
    fn bigrams<'a>(words: &[&'a str]) -> Vec<(&'a str, &'a str)> {
        set(words.windows(2).map(|w| (w[0], w[1])))
    }
    let (words_a, words_b) = (set(a.iter().copied()), set(b.iter().copied()));
    let (two_a, two_b) = (bigrams(&a), bigrams(&b));
    sheet.number("jaccard", jaccard(&words_a, &words_b));
    sheet.number("bigrams jaccard", jaccard(&two_a, &two_b));
    sheet.number("bigrams contained", contained(&two_a, &two_b));
    let (three_a, three_b) = (trigrams(&pair.a, &a), trigrams(&pair.b, &b));
    sheet.number("trigrams jaccard", jaccard(three_a, three_b));
    // Numbers are compared sooner than words.
    let numbered = |words: &[&str]| -> Vec<Option<usize>> {
        let number = |word| words_a.binary_search(word).ok();
        words.iter().map(number).collect()
    };
    let common = common_subsequence(&numbered(&a), &numbered(&b)) as f32;
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
    let sorted = |words: BTreeSet<_>| -> Vec<&str> { words.into_iter().collect() };
    let (x, y) = (
        sorted(function_words(&pair.a)),
        sorted(function_words(&pair.b)),
    );
    let both = shared(&x, &y);
    sheet.number("function words jaccard", jaccard(&x, &y));
    sheet.count("function words only in a", x.len() - both);
    sheet.count("function words only in b", y.len() - both);
    let passive = |side: &Side| {
        (0..side.syntax.len()).any(|w| side.syntax.form(w).eq_ignore_ascii_case("by"))
    };
    sheet.flag("by on one side", passive(&pair.a) != passive(&pair.b));
}

/// The length of the longest common subsequence. `O(n·m)`.
fn common_subsequence<T: PartialEq>(a: &[T], b: &[T]) -> usize {
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
