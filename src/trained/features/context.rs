//! What is known of a pair beside the two sentences: who says each, when, and how near their articles are.

use super::Sheet;
use crate::judgement::pair::{Pair, Side};
use crate::judgement::word_alignment::{Alignment, Tie, Word};

/// Bytes of a word and the blank behind it, on average.
const LETTERS: f32 = 6.0;

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
    let words = |side: &Side| (side.text.len() as f32 / LETTERS).max(1.0);
    let local = |side: &Side, w: &Word| {
        let times = side.surroundings().occurrences[w.index].max(1) as f32;
        (words(side) / times).ln().max(0.0) / 7.0
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
        let weight = (local(&pair.a, x) + local(&pair.b, y)) / 2.0;
        most = most.max(weight * x.weight);
        sum += weight * x.weight;
        most_known = most_known.max(weight);
        sum_known += weight;
    }
    let all = |side: &Side, words: &[Word]| {
        let weights = words.iter().map(|w| local(side, w) * w.weight);
        weights.sum::<f32>().max(0.01)
    };
    // What the other sentence shares with the sentences around: "It put the number at 96" is of what stands before.
    let near = |of: &Side, other: &Side, words: &[Word]| -> f32 {
        let around = &of.surroundings().stems;
        let met = words
            .iter()
            .filter(|w| around.binary_search(&w.stem).is_ok());
        met.map(|w| local(other, w) * w.weight).sum::<f32>() / all(other, words)
    };
    let (x, y) = if pair.is_bare() {
        (0.0, 0.0)
    } else {
        (
            near(&pair.a, &pair.b, &alignment.b),
            near(&pair.b, &pair.a, &alignment.a),
        )
    };
    sheet.number("around less", x.min(y));
    sheet.number("around more", x.max(y));
    sheet.number("local most", most);
    sheet.number("local sum", sum);
    sheet.number("local most plain", most_known);
    sheet.number("local sum plain", sum_known);
    let (all_a, all_b) = (all(&pair.a, &alignment.a), all(&pair.b, &alignment.b));
    sheet.number("local of a", sum / all_a);
    sheet.number("local of b", sum / all_b);
    sheet.number("local less", sum / all_a.max(all_b));
}
