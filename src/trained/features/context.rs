//! What is known of a pair beside the two sentences: who says each, when, and how near their articles are.

use rustc_hash::FxHashMap;

use super::Sheet;
use crate::judgement::pair::{Pair, Side};
use crate::text::term::{TermKey, terms};
use crate::trained::alignment::{Alignment, Tie, Word};

/// How often each word stands in the texts of both sides.
fn occurrences(pair: &Pair) -> FxHashMap<TermKey, u32> {
    let mut counts = FxHashMap::default();
    for text in [pair.a.text, pair.b.text] {
        for term in terms(text) {
            *counts.entry(term.key).or_default() += 1;
        }
    }
    counts
}

/// Context of the pair.
pub(super) fn context(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    let speaker = |side: &Side| side.detail.speaker.as_ref().map(|s| s.name.to_lowercase());
    let (x, y) = (speaker(&pair.a), speaker(&pair.b));
    sheet.flag("both speak", x.is_some() && y.is_some());
    sheet.flag("one speaks", x.is_some() != y.is_some());
    let shared = x.zip(y).is_some_and(|(x, y)| {
        x.split(' ')
            .any(|w| w.len() > 3 && y.split(' ').any(|v| v == w))
    });
    sheet.flag("one speaker", shared);
    let (lone_a, lone_b) = pair.unshared_places();
    sheet.count("places alone less", lone_a.min(lone_b));
    sheet.count("places alone more", lone_a.max(lone_b));
    sheet.flag("background mixed", pair.mixes_background());
    let days = |side: &Side| {
        side.detail
            .times
            .iter()
            .filter_map(|t| t.days)
            .collect::<Vec<_>>()
    };
    let (x, y) = (days(&pair.a), days(&pair.b));
    let meet = x.iter().any(|p| y.iter().any(|q| p.meet(*q)));
    sheet.flag("times meet", meet);
    sheet.flag("times clash", !meet && !x.is_empty() && !y.is_empty());
    let s = &pair.similarity;
    sheet.flag("articles known", s.article.is_some());
    sheet.number("articles", s.article.unwrap_or(0.0));
    sheet.number("story", s.story.unwrap_or(0.0));
    sheet.flag("one incident", !pair.is_bare() && pair.tells_one_incident());
    let apart = pair.days_apart().map_or(0, i32::abs).min(10);
    sheet.number("days apart", apart as f32);
    // What both sentences share, weighed by how seldom their own articles speak of it.
    let counts = occurrences(pair);
    let total = counts.values().sum::<u32>() as f32;
    let local = |w: &Word| {
        let n = counts.get(&w.stem).copied().unwrap_or(1).max(1) as f32;
        (total / n).ln() / 7.0
    };
    let (mut most, mut sum, mut most_known, mut sum_known) = (0.0f32, 0.0, 0.0f32, 0.0);
    for link in &alignment.links {
        if !matches!(
            link.tie,
            Tie::Equal | Tie::Spelling | Tie::Synonym | Tie::Derived | Tie::Opposite
        ) {
            continue;
        }
        let (x, y) = (&alignment.a[link.a], &alignment.b[link.b]);
        let weight = (local(x) + local(y)) / 2.0;
        most = most.max(weight * x.weight);
        sum += weight * x.weight;
        most_known = most_known.max(weight);
        sum_known += weight;
    }
    let all = |words: &[Word]| {
        words
            .iter()
            .map(|w| local(w) * w.weight)
            .sum::<f32>()
            .max(0.01)
    };
    sheet.number("local most", most);
    sheet.number("local sum", sum);
    sheet.number("local most plain", most_known);
    sheet.number("local sum plain", sum_known);
    sheet.number("local of a", sum / all(&alignment.a));
    sheet.number("local of b", sum / all(&alignment.b));
    sheet.number("local less", sum / all(&alignment.a).max(all(&alignment.b)));
}
