//! The one file that knows all stages: articles to claims, links, alignments, verdicts.
//!
//! The work goes through the candidate pairs in slices, event by event, so that memory follows the slice and not the corpus: trees and
//! frames of the claims are built when a pair first needs them and dropped after the last; what a row needs of a claim is kept.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::alignment::{
    AlignOptions, Alignment, Candidate, ClaimWords, Vocabulary, align, best_unlike, candidates,
    disputes, doers, most_unlike, positions, usual_least, usual_top,
};
use crate::article::{ArticleId, Corpus, Published};
use crate::claims::detail::Detail;
use crate::claims::some::some_details;
use crate::claims::speaker::SpeakerTracker;
use crate::claims::when::anchor_day;
use crate::claims::{ClaimId, Claims};
use crate::events::{Link, LinkOptions, by_story, link};
use crate::judgement::article_readings::ArticleReadings;
use crate::judgement::pair::{Pair, Side};
use crate::judgement::readings::Readings;
use crate::judgement::scorer::Scorers;
use crate::judgement::verdict::{Relation, Verdict};
use crate::judgement::{JudgeOptions, RuleVerdict, judge_and_tell};
use crate::points::dispute::settle;
use crate::points::moment::{date_warnings, moment};
use crate::points::origins::Origins;
use crate::points::succession::{by_counts, has_count, may_be_running, may_correct};
use crate::points::told::Told;
use crate::points::toll::held_over;
use crate::reader::company::Company;
use crate::reader::{self, Read, Weighed};

pub use crate::points::comparison::{ClaimFacts, Comparison, Counts, Finding};

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

/// Pairs of one slice.
const SLICE: usize = 32_768;

/// Claims that may lie taken apart in memory beside those of the slice at hand: some 14 KB each.
const MOST_DETAILS: usize = 100_000;

/// Compares all articles of a corpus. `progress` is called with pairs done and pairs in all.
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
    let top = options.align.top.unwrap_or(usual_top(claims.len()));
    let least = usual_least(claims.len());
    let mut met = candidates(&links, &claims, &words, &vocabulary, top, least);
    let mut unlike = disputes(&links, &claims);
    unlike.extend(doers(&links, &claims));
    unlike.extend(positions(&links, &claims));
    met.extend(best_unlike(unlike, &links, &claims, most_unlike(top)));
    met.par_sort_unstable_by_key(|pair| (pair.link, pair.a, pair.b, !pair.disputed));
    met.dedup_by_key(|pair| (pair.link, pair.a, pair.b));
    let mut places = vec![0; links.len()];
    for (place, at) in by_story(&links, corpus.len()).into_iter().enumerate() {
        places[at as usize] = place as u32;
    }
    met.par_sort_unstable_by_key(|pair| (places[pair.link as usize], pair.a, pair.b));
    let mut said = Vec::new();
    let mut facts = BTreeMap::new();
    let mut pairs = 0;
    let mut details = Details::new(corpus, &claims, &met);
    let moments: Vec<Option<Published>> = corpus.articles().par_iter().map(moment).collect();
    for (slice_number, slice) in met.chunks(SLICE).enumerate() {
        progress(slice_number * SLICE, met.len());
        let alignments = align(slice, &links, &words, &vocabulary, options.align);
        pairs += alignments.len();
        details.advance(slice_number, &alignments);
        let found: Vec<(Alignment, Said)> = alignments
            .par_iter()
            .filter_map(|alignment| {
                let side = |claim: ClaimId| {
                    let article = corpus.article(claims.get(claim).article);
                    Side::new(
                        &article.text,
                        &details.of(claim).detail,
                        article.published.map(|p| p.day),
                        words.of(claim),
                        &details.of(claim).readings,
                    )
                };
                let pair = Pair {
                    a: side(alignment.a),
                    b: side(alignment.b),
                    similarity: alignment.similarity,
                    vocabulary: &vocabulary,
                    scorers: Scorers::shipped(),
                };
                let RuleVerdict {
                    mut verdict,
                    proposals,
                } = judge_and_tell(&pair, options.judge);
                let as_told = || {
                    let held = [alignment.a, alignment.b].map(|claim| details.of(claim));
                    told(corpus, &claims, &moments, alignment, held)
                };
                if matches!(verdict.relation, Relation::Agree | Relation::Neither) {
                    verdict = settled_by_counts(&pair, as_told).unwrap_or(verdict);
                }
                let finding = |mut verdict: Verdict| {
                    if verdict.relation == Relation::Neither && both_count(&pair) {
                        let (a, b) = as_told();
                        verdict = held_over(a, b, &pair).unwrap_or(verdict);
                    }
                    if repeats_itself(&claims, alignment, &pair, &verdict) {
                        return None;
                    }
                    // Two tolls that are held over have their evidence; `settle` drops or calls them.
                    let held_over = !verdict.evidence.is_empty();
                    (verdict.relation != Relation::Neither || held_over).then_some(verdict)
                };
                let said = RuleVerdict { verdict, proposals };
                let said = match reader::read(&pair, said, &options.judge) {
                    Read::Settled(verdict) => Said::Settled(finding(verdict)?),
                    Read::Weighed(weighed) => Said::Weighed {
                        otherwise: finding(weighed.otherwise().clone()),
                        weighed,
                    },
                };
                Some((*alignment, said))
            })
            .collect();
        for (alignment, _) in &found {
            for claim in [alignment.a, alignment.b] {
                facts
                    .entry(claim)
                    .or_insert_with(|| details.of(claim).facts.clone());
            }
        }
        said.extend(found);
    }
    progress(met.len(), met.len());
    drop(details);
    drop(met);
    let mut findings = in_company(&claims, said, &options.judge);
    findings.sort_by_key(|f| (f.alignment.a, f.alignment.b));
    settle(corpus, &claims, &facts, &mut findings);
    findings.retain(|finding| finding.verdict.relation != Relation::Neither);
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

/// What is said of a pair of claims before all pairs are read.
enum Said {
    /// A verdict.
    Settled(Verdict),
    /// A conflict to be weighed, and what is said if it is too unlikely; none if nothing is.
    Weighed {
        weighed: Weighed,
        otherwise: Option<Verdict>,
    },
}

/// The findings, each conflict that a rule shows weighed by what else its articles seem to contradict.
fn in_company(
    claims: &Claims,
    said: Vec<(Alignment, Said)>,
    options: &JudgeOptions,
) -> Vec<Finding> {
    let articles = |of: &Alignment| [of.a, of.b].map(|claim| claims.get(claim).article);
    let mut company = Company::default();
    for (alignment, said) in &said {
        if let Said::Weighed { weighed, .. } = said {
            company.add(articles(alignment), weighed.chance());
        }
    }
    let settled = |alignment: &Alignment, said: Said| match said {
        Said::Settled(verdict) => Some(verdict),
        Said::Weighed { weighed, otherwise } => {
            let chance = company.weigh(articles(alignment), weighed.kind(), weighed.chance());
            weighed.conflict(chance, options).or(otherwise)
        }
    };
    said.into_iter()
        .filter_map(|(alignment, said)| {
            Some(Finding {
                verdict: settled(&alignment, said)?,
                alignment,
            })
        })
        .collect()
}

/// What the counts of two claims say, asked only of pairs that may have an answer.
fn settled_by_counts<'c>(
    pair: &Pair,
    as_told: impl FnOnce() -> (Told<'c>, Told<'c>),
) -> Option<Verdict> {
    let [x, y] = [&pair.a, &pair.b].map(|s| (s.detail, s.words_of(s.detail.sentence)));
    let may_have_one = both_count(pair) || may_correct(x.0, y.0) || may_be_running(x, y);
    if !may_have_one {
        return None;
    }
    let (a, b) = as_told();
    by_counts(a, b, pair)
}

fn both_count(pair: &Pair) -> bool {
    has_count(pair.a.detail) && has_count(pair.b.detail)
}

/// Two claims as they were told.
fn told<'c>(
    corpus: &'c Corpus,
    claims: &Claims,
    moments: &[Option<Published>],
    alignment: &Alignment,
    [a, b]: [&'c Held; 2],
) -> (Told<'c>, Told<'c>) {
    let told = |claim: ClaimId, facts: &'c ClaimFacts| {
        let record = claims.get(claim);
        let article = corpus.article(record.article);
        Told {
            facts,
            text: &article.text,
            sentence: record.sentence.of(&article.text),
            at: moments[record.article.index()],
            outlet: article.outlet.as_deref(),
        }
    };
    (told(alignment.a, &a.facts), told(alignment.b, &b.facts))
}

/// Whether a finding is one voice that says a thing twice in one article: no agreement of two.
fn repeats_itself(claims: &Claims, alignment: &Alignment, pair: &Pair, verdict: &Verdict) -> bool {
    let voice = |detail: &Detail| detail.speaker.as_ref().map(|s| s.name.clone());
    verdict.relation == Relation::Agree
        && claims.get(alignment.a).article == claims.get(alignment.b).article
        && voice(pair.a.detail) == voice(pair.b.detail)
}

/// A claim taken apart, and what a row needs of it.
struct Held {
    detail: Detail,
    facts: ClaimFacts,
    readings: Readings,
}

/// Claims taken apart, as long as pairs still need them. Who speaks in one is told by those before it; so all claims of an article that
/// stand in any pair are taken apart together.
struct Details<'a> {
    corpus: &'a Corpus,
    claims: &'a Claims,
    /// For each article the slices that need it, ascending.
    needs: Vec<Vec<u32>>,
    /// Which claims stand in a pair.
    wanted: Vec<bool>,
    held: FxHashMap<ClaimId, Held>,
    /// The articles whose claims are held, in order.
    articles: Vec<ArticleId>,
}

impl<'a> Details<'a> {
    fn new(corpus: &'a Corpus, claims: &'a Claims, pairs: &[Candidate]) -> Self {
        let mut needs: Vec<Vec<u32>> = vec![Vec::new(); corpus.len()];
        let mut wanted = vec![false; claims.len()];
        for (slice_number, slice) in pairs.chunks(SLICE).enumerate() {
            for claim in slice.iter().flat_map(|pair| [pair.a, pair.b]) {
                wanted[claim.index()] = true;
                let needs = &mut needs[claims.get(claim).article.index()];
                if needs.last() != Some(&(slice_number as u32)) {
                    needs.push(slice_number as u32);
                }
            }
        }
        Details {
            corpus,
            claims,
            needs,
            wanted,
            held: FxHashMap::default(),
            articles: Vec::new(),
        }
    }

    /// Takes apart what the alignments of a slice need. Of the rest, drops what no later slice needs; and if that is too much, what is
    /// needed last (Belady 1966: no other choice takes fewer articles apart twice).
    fn advance(&mut self, slice_number: usize, alignments: &[Alignment]) {
        let mut needed: Vec<ArticleId> = alignments
            .iter()
            .flat_map(|pair| [pair.a, pair.b])
            .map(|claim| self.claims.get(claim).article)
            .collect();
        needed.sort_unstable();
        needed.dedup();
        let mut later: Vec<(u32, ArticleId)> = self
            .articles
            .iter()
            .filter(|article| needed.binary_search(article).is_err())
            .filter_map(|&article| Some((self.next_need(article, slice_number)?, article)))
            .collect();
        later.sort_unstable();
        let mut room = MOST_DETAILS;
        let kept = later.iter().take_while(|(_, article)| {
            let claims = self.claims.of_article(*article);
            let held = claims.filter(|claim| self.wanted[claim.index()]).count();
            let fits = held <= room;
            room = room.saturating_sub(held);
            fits
        });
        let mut kept: Vec<ArticleId> = kept.map(|(_, article)| *article).collect();
        kept.sort_unstable();
        self.articles.retain(|article| {
            needed.binary_search(article).is_ok() || kept.binary_search(article).is_ok()
        });
        let (claims, articles) = (self.claims, &self.articles);
        self.held
            .retain(|claim, _| articles.binary_search(&claims.get(*claim).article).is_ok());
        needed.retain(|article| articles.binary_search(article).is_err());
        let (corpus, wanted) = (self.corpus, &self.wanted);
        let fresh: Vec<(ClaimId, Held)> = needed
            .par_iter()
            .flat_map_iter(|&article| {
                let shared: Arc<ArticleReadings> = Arc::default();
                some_details(corpus, claims, article, |claim| wanted[claim.index()])
                    .into_iter()
                    .map(move |(claim, detail)| {
                        let facts = ClaimFacts::new(&detail);
                        (
                            claim,
                            Held {
                                detail,
                                facts,
                                readings: Readings::in_article(Arc::clone(&shared)),
                            },
                        )
                    })
            })
            .collect();
        self.held.extend(fresh);
        self.articles.extend(needed);
        self.articles.sort_unstable();
    }

    /// The first slice behind this one that needs an article.
    fn next_need(&self, article: ArticleId, slice_number: usize) -> Option<u32> {
        let needs = &self.needs[article.index()];
        let behind = needs.partition_point(|&need| need as usize <= slice_number);
        needs.get(behind).copied()
    }

    /// A claim of an alignment of the slice that was advanced to.
    fn of(&self, claim: ClaimId) -> &Held {
        &self.held[&claim]
    }
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
