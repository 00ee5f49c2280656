//! Articles with their claims linked to the findings: the text in paragraphs, every shown claim with its place.

use std::collections::BTreeMap;

use super::model::{AnnotatedArticle, Card, Link, Segment};
use super::overview::Stance;
use super::quote::Quoter;
use super::visible::visible;
use crate::article::{ArticleId, Corpus};
use crate::claims::ClaimId;
use crate::text::span::Span;

/// Of longer texts only the paragraphs with claims and their neighbours are shown (bytes).
const LONG_TEXT: usize = 15_000;

/// The shown articles in corpus order.
pub fn articles(
    corpus: &Corpus,
    quoter: &Quoter,
    links: &BTreeMap<ClaimId, (Stance, Vec<Link>)>,
    cards: &[Card],
) -> Vec<AnnotatedArticle> {
    let mut conflicts: BTreeMap<&str, usize> = BTreeMap::new();
    for card in cards {
        for side in [&card.a, &card.b] {
            *conflicts.entry(&side.quote.article).or_default() += 1;
        }
    }
    quoter
        .articles()
        .map(|id| {
            let article = corpus.article(id);
            let source = quoter.source(article);
            AnnotatedArticle {
                anchor: anchor(id),
                conflicts: conflicts
                    .get(source.article.as_str())
                    .copied()
                    .unwrap_or_default(),
                paragraphs: paragraphs(&article.text, &claims(id, quoter, links)),
                source,
            }
        })
        .collect()
}

/// Where links to an article lead.
fn anchor(article: ArticleId) -> String {
    format!("a-{}", article.0 + 1)
}

/// A claim of an article, ready to be placed.
struct Placed {
    span: Span,
    segment: Segment,
}

fn claims(
    article: ArticleId,
    quoter: &Quoter,
    links: &BTreeMap<ClaimId, (Stance, Vec<Link>)>,
) -> Vec<Placed> {
    quoter
        .annotated(article)
        .map(|(claim, span)| {
            let (stance, links) = match links.get(&claim) {
                Some((stance, links)) => (Some(*stance), links.clone()),
                None => (None, Vec::new()),
            };
            Placed {
                span,
                segment: Segment {
                    text: String::new(),
                    anchor: quoter.anchor(claim),
                    stance: match stance {
                        Some(Stance::Differs) => "differs",
                        Some(Stance::Updates) => "updates",
                        Some(Stance::Says) => "agrees",
                        None => "claim",
                    },
                    links,
                },
            }
        })
        .collect()
}

fn paragraphs(text: &str, claims: &[Placed]) -> Vec<Vec<Segment>> {
    let mut all: Vec<(Vec<Segment>, bool)> = Vec::new();
    let mut current: Vec<Segment> = Vec::new();
    let mut claimed = false;
    let mut at = 0;
    let plain = |text: &str| Segment {
        text: visible(text),
        ..Segment::default()
    };
    let mut between = |range: &str, current: &mut Vec<Segment>, claimed: &mut bool| {
        for (i, block) in range.split("\n\n").enumerate() {
            if i > 0 && !current.is_empty() {
                all.push((std::mem::take(current), std::mem::take(claimed)));
            }
            if !block.is_empty() {
                current.push(plain(block));
            }
        }
    };
    for claim in claims {
        let (start, end) = (claim.span.start as usize, claim.span.end as usize);
        if start < at {
            continue;
        }
        between(&text[at..start], &mut current, &mut claimed);
        current.push(Segment {
            text: visible(&text[start..end]),
            ..claim.segment.clone()
        });
        claimed = true;
        at = end;
    }
    between(&text[at..], &mut current, &mut claimed);
    if !current.is_empty() {
        all.push((current, claimed));
    }
    all.retain(|(segments, _)| {
        segments
            .iter()
            .any(|s| !s.anchor.is_empty() || !s.text.trim().is_empty())
    });
    if text.len() > LONG_TEXT {
        return shortened(all);
    }
    all.into_iter().map(|(segments, _)| segments).collect()
}

/// Keeps paragraphs with claims and one on either side; says where others were left out.
fn shortened(all: Vec<(Vec<Segment>, bool)>) -> Vec<Vec<Segment>> {
    let near = |i: usize| {
        let range = i.saturating_sub(1)..=(i + 1).min(all.len() - 1);
        all[range].iter().any(|(_, claimed)| *claimed)
    };
    let keep: Vec<bool> = (0..all.len()).map(near).collect();
    let mut kept = Vec::new();
    let mut cut = 0;
    let gap = |cut: usize| {
        vec![Segment {
            text: format!("{cut} paragraphs without a compared claim are left out."),
            stance: "cut",
            ..Segment::default()
        }]
    };
    for ((segments, _), keep) in all.into_iter().zip(keep) {
        if keep {
            if cut > 0 {
                kept.push(gap(cut));
                cut = 0;
            }
            kept.push(segments);
        } else {
            cut += 1;
        }
    }
    if cut > 0 {
        kept.push(gap(cut));
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, spans: &[(usize, usize)], expected: &[&str]) {
        let claims: Vec<Placed> = spans
            .iter()
            .map(|(start, end)| Placed {
                span: Span::new(*start, *end),
                segment: Segment {
                    anchor: "c".into(),
                    stance: "agrees",
                    ..Segment::default()
                },
            })
            .collect();
        let shown: Vec<String> = paragraphs(text, &claims)
            .iter()
            .map(|segments| {
                segments
                    .iter()
                    .map(|s| match s.anchor.as_str() {
                        "" => s.text.clone(),
                        _ => format!("[{}]", s.text),
                    })
                    .collect()
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn claims_keep_their_place_in_the_paragraphs() {
        check("One. Two.\n\nThree.", &[(5, 9)], &["One. [Two.]", "Three."]);
        check("One.\n\nTwo. ", &[(0, 4), (6, 10)], &["[One.]", "[Two.] "]);
        check("\n\n\n\nOne.", &[], &["One."]);
        check("", &[], &[]);
    }

    #[test]
    fn long_texts_are_cut_between_the_claims() {
        let filler = "Nothing here.\n\n".repeat(1200);
        let text = format!("Claim.\n\n{filler}Claim.");
        let end = text.len();
        let claims = [(0, 6), (end - 6, end)];
        check(
            &text,
            &claims,
            &[
                "[Claim.]",
                "Nothing here.",
                "1198 paragraphs without a compared claim are left out.",
                "Nothing here.",
                "[Claim.]",
            ],
        );
    }
}
