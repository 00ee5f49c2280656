//! The one file that knows all stages: articles to claims, links, alignments, verdicts.
//!
//! The work goes through the links in slices, so that memory follows the slice and not the corpus: trees and frames of a
//! slice's claims are built, judged and dropped; what a row needs of a claim is kept.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::alignment::{AlignOptions, Alignment, ClaimWords, Vocabulary, align};
use crate::article::{ArticleId, Corpus};
use crate::claims::detail::Detail;
use crate::claims::speaker::{Speaker, SpeakerTracker};
use crate::claims::when::{Days, anchor_day};
use crate::claims::{ClaimId, Claims};
use crate::error::Warning;
use crate::events::{Link, LinkOptions, link};
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::{Relation, Verdict};
use crate::judgement::{JudgeOptions, judge};
use crate::points::origins::Origins;
use crate::points::timeline::{Figure, date_warnings, figures, settle};

/// Which articles may be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Within {
    /// Only articles of different outlets.
    #[default]
    Different,
    /// Also articles of one outlet.
    Outlet,
    /// Also the claims of one article.
    Article,
}

/// All settings of a comparison.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Which articles may be compared.
    pub within: Within,
    /// When articles are linked.
    pub link: LinkOptions,
    /// When claims are aligned.
    pub align: AlignOptions,
    /// When a verdict is reported.
    pub judge: JudgeOptions,
}

/// A pair of claims with a verdict other than neither.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The two claims and why they were paired.
    pub alignment: Alignment,
    /// What is said of them.
    pub verdict: Verdict,
}

/// What a row needs of a claim beside its sentence.
#[derive(Debug, Clone, Default)]
pub struct ClaimFacts {
    /// Who says it; none for the outlet's own voice.
    pub speaker: Option<Speaker>,
    /// Its numbers, for the timeline.
    pub figures: Vec<Figure>,
    /// The days that it names.
    pub days: Vec<Days>,
}

impl ClaimFacts {
    fn new(detail: &Detail) -> Self {
        ClaimFacts {
            speaker: detail.speaker.clone(),
            figures: figures(detail),
            days: detail.times.iter().filter_map(|t| t.days).collect(),
        }
    }
}

/// How much was done.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Claims extracted.
    pub claims: usize,
    /// Pairs of linked articles.
    pub links: usize,
    /// Pairs of claims that were judged.
    pub pairs: usize,
    /// Time taken.
    pub elapsed: Duration,
}

/// The result of a comparison.
#[derive(Debug)]
pub struct Comparison {
    /// All claims.
    pub claims: Claims,
    /// The linked articles.
    pub links: Vec<Link>,
    /// Everything found, in order of the claims.
    pub findings: Vec<Finding>,
    /// Facts of the claims that stand in a finding.
    pub facts: BTreeMap<ClaimId, ClaimFacts>,
    /// Which articles print one text.
    pub origins: Origins,
    /// Articles whose text contradicts their header.
    pub warnings: Vec<Warning>,
    /// How much was done.
    pub counts: Counts,
}

/// Links of one slice.
const SLICE: usize = 4096;

/// Compares all articles of a corpus. `progress` is called with links done and links in all.
pub fn compare(
    corpus: &Corpus,
    options: Options,
    progress: impl Fn(usize, usize) + Sync,
) -> Comparison {
    let started = Instant::now();
    let claims = Claims::extract(corpus);
    let vocabulary = Vocabulary::build(corpus, &claims);
    let words = ClaimWords::new(&claims, &vocabulary);
    let mut links = link(
        corpus,
        &claims,
        &vocabulary,
        options.link,
        options.within != Within::Different,
    );
    if options.within == Within::Article {
        links.extend((0..corpus.len() as u32).map(|i| Link {
            a: ArticleId(i),
            b: ArticleId(i),
            weight: 1.0,
            story: 1.0,
        }));
        links.sort_by_key(|link| (link.a, link.b));
    }
    let mut findings = Vec::new();
    let mut facts = BTreeMap::new();
    let mut pairs = 0;
    for (slice_number, slice) in links.chunks(SLICE).enumerate() {
        progress(slice_number * SLICE, links.len());
        let mut alignments = align(slice, &claims, &words, &vocabulary, options.align);
        // Inside one article each pair is met twice, and each claim meets itself.
        alignments.retain(|pair| {
            claims.get(pair.a).article != claims.get(pair.b).article || pair.a < pair.b
        });
        pairs += alignments.len();
        let details = details(corpus, &claims, &alignments);
        let found: Vec<Finding> = alignments
            .par_iter()
            .filter_map(|alignment| {
                let side = |claim: ClaimId| {
                    let article = corpus.article(claims.get(claim).article);
                    Side::new(
                        &article.text,
                        &details[&claim],
                        article.published.map(|p| p.day),
                        words.of(claim),
                    )
                };
                let pair = Pair {
                    a: side(alignment.a),
                    b: side(alignment.b),
                    similarity: alignment.similarity,
                    vocabulary: &vocabulary,
                };
                let verdict = judge(&pair, options.judge);
                (verdict.relation != Relation::Neither).then_some(Finding {
                    alignment: *alignment,
                    verdict,
                })
            })
            .collect();
        for finding in &found {
            for claim in [finding.alignment.a, finding.alignment.b] {
                facts
                    .entry(claim)
                    .or_insert_with(|| ClaimFacts::new(&details[&claim]));
            }
        }
        findings.extend(found);
    }
    progress(links.len(), links.len());
    findings.sort_by_key(|f| (f.alignment.a, f.alignment.b));
    settle(corpus, &claims, &facts, &mut findings);
    let origins = Origins::new(corpus, &claims, &links);
    let warnings = date_warnings(corpus);
    let counts = Counts {
        claims: claims.len(),
        links: links.len(),
        pairs,
        elapsed: started.elapsed(),
    };
    Comparison {
        claims,
        links,
        findings,
        facts,
        origins,
        warnings,
        counts,
    }
}

/// Takes apart the claims of the alignments, each once; the articles are read in order, so that speakers can be followed.
fn details(
    corpus: &Corpus,
    claims: &Claims,
    alignments: &[Alignment],
) -> FxHashMap<ClaimId, Detail> {
    let mut needed: BTreeMap<ArticleId, Vec<ClaimId>> = BTreeMap::new();
    for claim in alignments
        .iter()
        .flat_map(|alignment| [alignment.a, alignment.b])
    {
        needed
            .entry(claims.get(claim).article)
            .or_default()
            .push(claim);
    }
    let needed: Vec<(ArticleId, Vec<ClaimId>)> = needed.into_iter().collect();
    needed
        .into_par_iter()
        .flat_map_iter(|(article, mut wanted)| {
            wanted.sort_unstable();
            wanted.dedup();
            let last = wanted.last().copied();
            let details = article_details(corpus, claims, article, last);
            details
                .into_iter()
                .filter(move |(claim, _)| wanted.binary_search(claim).is_ok())
        })
        .collect()
}

/// The claims of one article taken apart, in order, up to `last` (all for `None`).
pub fn article_details(
    corpus: &Corpus,
    claims: &Claims,
    article: ArticleId,
    last: Option<ClaimId>,
) -> Vec<(ClaimId, Detail)> {
    let source = corpus.article(article);
    let anchor = anchor_day(source);
    let mut tracker = SpeakerTracker::new(&source.text);
    claims
        .of_article(article)
        .take_while(|claim| last.is_none_or(|last| *claim <= last))
        .map(|claim| {
            (
                claim,
                Detail::new(
                    &source.text,
                    claims.get(claim).sentence,
                    anchor,
                    &mut tracker,
                ),
            )
        })
        .collect()
}
