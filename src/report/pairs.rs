//! Findings to the rows of the `compare` CSV: chosen, ordered, with stable names.

use std::collections::BTreeMap;

use super::offsets::CharOffsets;
use super::rows::PairRow;
use crate::alignment::Alignment;
use crate::article::{Article, Corpus};
use crate::claims::ClaimId;
use crate::judgement::verdict::{Kind, Level, Relation};
use crate::pipeline::{Comparison, Finding};
use crate::points::Points;
use crate::reader::CONTRAST;

/// The rows of a comparison, in the order of the contract. `all` keeps every pair, else the clearest of each point, pair of
/// outlets and relation, and of those with the same two figures the clearest.
pub fn rows(corpus: &Corpus, comparison: &Comparison, points: &Points, all: bool) -> Vec<PairRow> {
    rows_with_findings(corpus, comparison, points, all)
        .into_iter()
        .map(|(_, row)| row)
        .collect()
}

/// As [`rows`], each row with the finding that it tells of.
pub fn rows_with_findings<'c>(
    corpus: &Corpus,
    comparison: &'c Comparison,
    points: &Points,
    all: bool,
) -> Vec<(&'c Finding, PairRow)> {
    let offsets: Vec<CharOffsets> = corpus
        .articles()
        .iter()
        .map(|a| CharOffsets::new(&a.text))
        .collect();
    let keys = Keys::new(corpus, comparison);
    let mut chosen: Vec<&Finding> = comparison.findings.iter().collect();
    if !all {
        chosen = clearest(corpus, comparison, points, &chosen);
    }
    let mut rows: Vec<(&Finding, PairRow)> = chosen
        .into_iter()
        .map(|finding| {
            (
                finding,
                row(corpus, comparison, points, &offsets, &keys, finding),
            )
        })
        .collect();
    rows.sort_by(|(x, a), (y, b)| {
        x.verdict
            .relation
            .cmp(&y.verdict.relation)
            .then_with(|| b.confidence.cmp(&a.confidence))
            .then_with(|| a.pair_id.cmp(&b.pair_id))
    });
    rows
}

fn clearest<'f>(
    corpus: &Corpus,
    comparison: &Comparison,
    points: &Points,
    findings: &[&'f Finding],
) -> Vec<&'f Finding> {
    let outlet = |claim: ClaimId| {
        let article = corpus.article(comparison.claims.get(claim).article);
        article.outlet.clone().unwrap_or_else(|| article.id.clone())
    };
    let outlets = |f: &Finding| {
        let (x, y) = (outlet(f.alignment.a), outlet(f.alignment.b));
        (x.clone().min(y.clone()), x.max(y))
    };
    let of_points = best_of_each(findings.iter().copied(), |f| {
        let of = |claim| points.of(claim);
        let point = of(f.alignment.a).zip(of(f.alignment.b));
        let point = point.map(|(p, q)| (p.min(q), p.max(q)));
        Some((point, outlets(f), f.verdict.relation))
    });
    // Sentences of two points may hold one clash: the same two figures in the same two papers.
    best_of_each(of_points, |f| {
        let figures = figures(f)?;
        Some((figures, outlets(f), f.verdict.relation))
    })
}

/// The clearest finding of those with one key; one without a key stands for itself.
fn best_of_each<'f, K: Ord>(
    findings: impl IntoIterator<Item = &'f Finding>,
    key: impl Fn(&Finding) -> Option<K>,
) -> Vec<&'f Finding> {
    // What a rule shows is clearer than what only looks like other conflicts.
    let shown = |f: &Finding| f.verdict.evidence.iter().all(|e| e.rule != CONTRAST);
    let rank = |f: &Finding| {
        let likeness = f.alignment.similarity.score();
        (shown(f), f.verdict.confidence, likeness)
    };
    let mut best: BTreeMap<K, &Finding> = BTreeMap::new();
    let mut alone = Vec::new();
    for finding in findings {
        let Some(key) = key(finding) else {
            alone.push(finding);
            continue;
        };
        best.entry(key)
            .and_modify(|known| {
                if rank(finding).partial_cmp(&rank(known)) == Some(std::cmp::Ordering::Greater) {
                    *known = finding;
                }
            })
            .or_insert(finding);
    }
    alone.extend(best.into_values());
    alone
}

/// The two figures that clash: as digits, whatever stands beside them ("at least 40"), or in words.
fn figures(finding: &Finding) -> Option<(String, String)> {
    let evidence = finding.verdict.evidence.first()?;
    let of_figures = finding.verdict.kind == Some(Kind::Number);
    let value = |value: &str| {
        let digits = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
        let words: Vec<&str> = value.split_whitespace().collect();
        let figures: Vec<&str> = words.iter().copied().filter(digits).collect();
        let told = if figures.is_empty() { words } else { figures };
        told.join(" ").to_lowercase()
    };
    let (x, y) = (value(&evidence.a_value), value(&evidence.b_value));
    of_figures.then(|| (x.clone().min(y.clone()), x.max(y)))
}

/// Stable names of claims: hashes of article and sentence, so that two runs can be compared.
pub struct Keys(BTreeMap<ClaimId, u64>);

impl Keys {
    fn new(corpus: &Corpus, comparison: &Comparison) -> Self {
        Keys(
            comparison
                .facts
                .keys()
                .map(|&claim| (claim, claim_key(corpus, comparison, claim)))
                .collect(),
        )
    }
}

fn claim_key(corpus: &Corpus, comparison: &Comparison, claim: ClaimId) -> u64 {
    let record = comparison.claims.get(claim);
    claim_name(
        corpus.article(record.article),
        record.sentence.of(&corpus.article(record.article).text),
        record.sentence.start,
    )
}

/// The stable name of a claim as a number.
pub fn claim_name(article: &Article, sentence: &str, start: u32) -> u64 {
    let mut hash = Fnv::default();
    hash.add(article.outlet.as_deref().unwrap_or(""));
    hash.add(&article.id);
    hash.add(sentence);
    hash.add(&start.to_string());
    hash.0
}

/// FNV-1a, 64 bit (Fowler, Noll, Vo): the same on every machine.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, text: &str) {
        // 0xFF occurs in no UTF-8 text: it keeps ("ab", "c") and ("a", "bc") apart.
        for byte in text.bytes().chain([0xFF]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

fn row(
    corpus: &Corpus,
    comparison: &Comparison,
    points: &Points,
    offsets: &[CharOffsets],
    keys: &Keys,
    finding: &Finding,
) -> PairRow {
    let side = |claim: ClaimId| {
        let record = comparison.claims.get(claim);
        let article = corpus.article(record.article);
        let speaker = comparison
            .facts
            .get(&claim)
            .and_then(|f| f.speaker.as_ref())
            .map(|s| s.name.clone())
            .unwrap_or_default();
        (
            article,
            record.sentence.of(&article.text).to_string(),
            offsets[record.article.index()].span(record.sentence),
            speaker,
        )
    };
    let (a, a_sentence, (a_start, a_end), a_speaker) = side(finding.alignment.a);
    let (b, b_sentence, (b_start, b_end), b_speaker) = side(finding.alignment.b);
    let (first, second) = (keys.0[&finding.alignment.a], keys.0[&finding.alignment.b]);
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let date = |article: &Article| article.published.map(|p| p.to_string()).unwrap_or_default();
    let verdict = &finding.verdict;
    let level = if a_speaker.is_empty() && b_speaker.is_empty() {
        Level::Outlet
    } else {
        Level::Speaker
    };
    let evidence = verdict.evidence.first();
    let point = points
        .of(finding.alignment.a)
        .map(|p| format!("p{:04}", p.0 + 1))
        .unwrap_or_default();
    PairRow {
        pair_id: format!("{:016x}", first ^ second.rotate_left(1)),
        relation: verdict.relation.name(),
        kind: if verdict.relation == Relation::Agree {
            ""
        } else {
            verdict.kind.map_or("", |k| k.name())
        },
        level: level.name(),
        confidence: format!("{:.2}", verdict.confidence),
        similarity: format!("{:.2}", finding.alignment.similarity.score()),
        a_outlet: text(&a.outlet),
        a_date: date(a),
        a_title: text(&a.title),
        a_url: text(&a.url),
        a_file: a.file.clone(),
        a_article: a.id.clone(),
        a_speaker,
        a_sentence,
        a_start,
        a_end,
        b_outlet: text(&b.outlet),
        b_date: date(b),
        b_title: text(&b.title),
        b_url: text(&b.url),
        b_file: b.file.clone(),
        b_article: b.id.clone(),
        b_speaker,
        b_sentence,
        b_start,
        b_end,
        a_value: evidence.map(|e| e.a_value.clone()).unwrap_or_default(),
        b_value: evidence.map(|e| e.b_value.clone()).unwrap_or_default(),
        independence: independence(corpus, comparison, finding),
        point_id: point,
        explanation: evidence
            .map(|e| format!("{}: {}", e.rule, e.note))
            .unwrap_or_default(),
    }
}

/// Whether an agreement counts once or twice: two prints of one text are one source.
pub(crate) fn independence(
    corpus: &Corpus,
    comparison: &Comparison,
    finding: &Finding,
) -> &'static str {
    let Alignment { a, b, .. } = finding.alignment;
    if finding.verdict.relation != Relation::Agree {
        ""
    } else if comparison.origins.copied(corpus, &comparison.claims, a, b) {
        "copied"
    } else {
        "independent"
    }
}
