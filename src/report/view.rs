//! Findings to the report's view model: what is shown, cut to the surest, with every claim in its place.
//!
//! In: corpus, comparison, points, and what the run knows of itself. Out: a [`Report`]. Two passes: first it is decided which
//! claims are shown, then their quotes are made, so that texts and files are read only for what is shown.

use std::collections::{BTreeMap, BTreeSet};

use super::annotated;
use super::model::{
    Agreement, Card, Figure, Grid, GridCell, GridRow, Link, Matrix, MatrixCell, MatrixRow, Method,
    Named, Paired, Report, ReviewCounts, ReviewedPair, Revision, Section, Side, Summary,
};
use super::overview::{Overview, PointView, Stance, matrix, value_of};
use super::pairs::rows_with_findings;
use super::quote::Quoter;
use super::review::Review;
use super::rows::PairRow;
use super::sources::Sources;
use super::timeline::{self, Dot};
use super::visible::{one_line, shortened, visible};
use super::words;
use crate::article::{ArticleId, Corpus};
use crate::claims::ClaimId;
use crate::error::Warning;
use crate::judgement::verdict::Relation;
use crate::pipeline::{Comparison, Finding};
use crate::points::Points;
use crate::points::timeline::timeline as figures_over_time;

/// Everything that a report is made of.
pub struct Material<'m> {
    /// The articles.
    pub corpus: &'m Corpus,
    /// What was found in them.
    pub comparison: &'m Comparison,
    /// The findings as story points.
    pub points: &'m Points,
    /// What was skipped or doubtful.
    pub warnings: &'m [Warning],
    /// The files behind the articles.
    pub sources: &'m Sources,
    /// Verdicts of an earlier reading.
    pub review: &'m Review,
    /// The file that they came from; empty if there is none.
    pub review_file: &'m str,
    /// The settings of the run, for the method.
    pub settings: Vec<Named>,
    /// The most findings that each part shows.
    pub top: usize,
}

/// Columns of the grid and the matrix.
const MOST_OUTLETS: usize = 14;
/// Quotes of one agreement, and outlets on one side of a card.
const MOST_QUOTES: usize = 8;
/// Skipped inputs and notes that are listed.
const MOST_WARNINGS: usize = 200;

/// Builds the report.
pub fn build(material: &Material) -> Report {
    let Material {
        corpus,
        comparison,
        points,
        ..
    } = *material;
    let overview = Overview::new(corpus, comparison, points);
    let rows = rows_with_findings(corpus, comparison, points, false);
    let all_points = overview.points();
    let conflicts = conflicts(&rows, material.review);
    let revised = revised(corpus, comparison, points);
    let agreed = agreed(&all_points);
    let disputed = disputed(&all_points);
    let shown = Shown {
        conflicts: &conflicts[..conflicts.len().min(material.top)],
        revised: &revised[..revised.len().min(material.top)],
        agreed: &agreed[..agreed.len().min(material.top)],
        grid: &disputed[..disputed.len().min(material.top)],
    };
    let claims = shown.claims(&overview);
    let links = links(&shown, &overview);
    let quoter = Quoter::new(corpus, comparison, &claims, most_articles(material.top));

    let cards: Vec<Card> = shown
        .conflicts
        .iter()
        .enumerate()
        .map(|(i, (finding, row))| card(i + 1, finding, row, material, &overview, &quoter))
        .collect();
    let revisions = shown
        .revised
        .iter()
        .enumerate()
        .map(|(i, figures)| revision(i + 1, figures, material, &quoter))
        .collect();
    let agreements: Vec<Agreement> = shown
        .agreed
        .iter()
        .map(|point| agreement(point, &overview, &quoter))
        .collect();
    let outlets = busiest_outlets(&rows, &overview);
    let articles = annotated::articles(corpus, &quoter, &links, &cards);
    let all_articles = {
        let mut with_findings: Vec<ArticleId> = comparison
            .facts
            .keys()
            .map(|c| comparison.claims.get(*c).article)
            .collect();
        with_findings.dedup();
        with_findings.len()
    };
    Report {
        version: env!("CARGO_PKG_VERSION").to_string(),
        summary: summary(material, &conflicts, revised.len(), agreed.len(), &cards),
        grid: grid(shown.grid, disputed.len(), &outlets, &overview, &quoter),
        matrix: outlet_matrix(&rows, &outlets, &overview),
        carried: carried(material.review, &cards),
        method: method(material, &quoter),
        contradictions: Section {
            all: conflicts.len(),
            items: cards,
        },
        revisions: Section {
            all: revised.len(),
            items: revisions,
        },
        agreements: Section {
            all: agreed.len(),
            items: agreements,
        },
        articles: Section {
            all: all_articles,
            items: articles,
        },
    }
}

/// Each conflict has two articles; agreements and figures mostly stand in the same ones.
fn most_articles(top: usize) -> usize {
    top.saturating_mul(2)
}

type Conflict<'r> = (&'r Finding, &'r PairRow);

/// One figure's claims with their values as written, in order of publication.
type Figures<'r> = Vec<(ClaimId, &'r str)>;

/// What the report shows, by id.
struct Shown<'s, 'r> {
    conflicts: &'s [Conflict<'r>],
    revised: &'s [Figures<'r>],
    agreed: &'s [&'s PointView],
    grid: &'s [&'s PointView],
}

impl Shown<'_, '_> {
    /// Every claim that is quoted, the most important parts first.
    fn claims(&self, overview: &Overview) -> Vec<ClaimId> {
        let mut claims = Vec::new();
        for (finding, _) in self.conflicts {
            let (a, b) = (finding.alignment.a, finding.alignment.b);
            claims.extend([a, b]);
        }
        for figures in self.revised {
            claims.extend(figures.iter().map(|(claim, _)| *claim));
        }
        for point in self.agreed {
            claims.extend(one_an_outlet(point, overview));
        }
        for point in self.grid {
            claims.push(point.centre);
            claims.extend(point.stances.iter().map(|(claim, _)| *claim));
        }
        for (finding, _) in self.conflicts {
            let (a, b) = (finding.alignment.a, finding.alignment.b);
            claims.extend(overview.company(a, b, value_of(finding, a)));
            claims.extend(overview.company(b, a, value_of(finding, b)));
        }
        let mut seen = BTreeSet::new();
        claims.retain(|claim| seen.insert(*claim));
        claims
    }
}

/// Conflicts, the surest first; those that a reader has struck out last.
fn conflicts<'r>(rows: &'r [(&'r Finding, PairRow)], review: &Review) -> Vec<Conflict<'r>> {
    let struck = |row: &PairRow| {
        review
            .of(&row.pair_id)
            .is_some_and(|r| r.verdict == "not a conflict")
    };
    let mut found: Vec<Conflict> = rows
        .iter()
        .filter(|(f, _)| f.verdict.relation == Relation::Contradict)
        .map(|(f, row)| (*f, row))
        .collect();
    found.sort_by_key(|(_, row)| struck(row));
    found
}

/// Revised figures, those with most reports first: each with everybody who gives it, from the timeline of its story point.
fn revised<'r>(corpus: &'r Corpus, comparison: &Comparison, points: &Points) -> Vec<Figures<'r>> {
    let revised: BTreeSet<ClaimId> = comparison
        .findings
        .iter()
        .filter(|f| f.verdict.relation == Relation::Revision)
        .flat_map(|f| [f.alignment.a, f.alignment.b])
        .collect();
    // One story point may hold several figures: the dead and the hurt.
    let mut by_figure: BTreeMap<_, Figures> = BTreeMap::new();
    for entry in figures_over_time(corpus, comparison, points) {
        let text = &corpus
            .article(comparison.claims.get(entry.claim).article)
            .text;
        by_figure
            .entry((
                entry.point,
                entry.figure.unit.to_string(),
                entry.figure.class,
            ))
            .or_default()
            .push((entry.claim, entry.figure.span.of(text)));
    }
    let mut all: Vec<Figures> = by_figure
        .into_values()
        .filter(|figures| figures.len() > 1)
        .filter(|figures| figures.iter().any(|(claim, _)| revised.contains(claim)))
        .collect();
    all.sort_by_key(|figures| std::cmp::Reverse(figures.len()));
    all
}

/// Points that at least two outlets report alike, most origins first.
fn agreed(points: &[PointView]) -> Vec<&PointView> {
    let mut found: Vec<&PointView> = points.iter().filter(|p| p.saying >= 2).collect();
    found.sort_by_key(|p| std::cmp::Reverse((p.origins, p.saying)));
    found
}

/// All points for the grid: disputed ones first, then those of most outlets.
fn disputed(points: &[PointView]) -> Vec<&PointView> {
    let mut found: Vec<&PointView> = points.iter().collect();
    found.sort_by_key(|p| std::cmp::Reverse((p.disputed(), p.outlets)));
    found
}

/// The first claim of each outlet that says what the point says, the central claim first.
fn one_an_outlet(point: &PointView, overview: &Overview) -> Vec<ClaimId> {
    let mut outlets = BTreeSet::new();
    let says = point
        .stances
        .iter()
        .filter(|(_, stance)| *stance == Stance::Says)
        .map(|(claim, _)| *claim);
    std::iter::once(point.centre)
        .chain(says)
        .filter(|claim| outlets.insert(overview.outlet(*claim)))
        .collect()
}

fn point_name(point: &PointView) -> String {
    format!("p{:04}", point.id.0 + 1)
}

/// Where each shown claim leads.
fn links(shown: &Shown, overview: &Overview) -> BTreeMap<ClaimId, (Stance, Vec<Link>)> {
    let mut all: BTreeMap<ClaimId, (Stance, Vec<Link>)> = BTreeMap::new();
    let mut add = |claim: ClaimId, stance: Stance, anchor: String, words: String| {
        let (known, links) = all.entry(claim).or_insert((stance, Vec::new()));
        *known = stance.max(*known);
        links.push(Link { anchor, words });
    };
    for (i, (finding, row)) in shown.conflicts.iter().enumerate() {
        for claim in [finding.alignment.a, finding.alignment.b] {
            let words = format!("difference {}", i + 1);
            add(claim, Stance::Differs, format!("f-{}", row.pair_id), words);
        }
    }
    for (i, figures) in shown.revised.iter().enumerate() {
        for (claim, _) in figures {
            let words = format!("revision {}", i + 1);
            add(*claim, Stance::Updates, format!("r-{}", i + 1), words);
        }
    }
    for (i, point) in shown.agreed.iter().enumerate() {
        for claim in one_an_outlet(point, overview) {
            let words = format!("agreement {}", i + 1);
            add(
                claim,
                Stance::Says,
                format!("g-{}", point_name(point)),
                words,
            );
        }
    }
    for point in shown.grid {
        for (claim, stance) in &point.stances {
            let words = "who says what".to_string();
            add(*claim, *stance, format!("w-{}", point_name(point)), words);
        }
    }
    all
}

fn card(
    number: usize,
    finding: &Finding,
    row: &PairRow,
    material: &Material,
    overview: &Overview,
    quoter: &Quoter,
) -> Card {
    let (a, b) = (finding.alignment.a, finding.alignment.b);
    let evidence = finding.verdict.evidence.first();
    let similarity = &finding.alignment.similarity;
    let side = |claim: ClaimId, against: ClaimId, mark| {
        let company = overview.company(claim, against, value_of(finding, claim));
        let mut all = vec![claim];
        all.extend(&company);
        let (before, after) = quoter.context(claim);
        Side {
            quote: quoter.quote(claim, mark),
            before,
            after,
            value: one_line(value_of(finding, claim)),
            origins: overview.origins(&all),
            others: company
                .iter()
                .take(MOST_QUOTES)
                .map(|&c| quoter.quote(c, None))
                .collect(),
        }
    };
    let percent = |share: f32| (share * 100.0).round() as u32;
    let reviewed = material.review.of(&row.pair_id);
    let (side_a, side_b) = (
        side(a, b, evidence.map(|e| e.a)),
        side(b, a, evidence.map(|e| e.b)),
    );
    Card {
        number,
        anchor: format!("f-{}", row.pair_id),
        pair_id: row.pair_id.clone(),
        kind: words::kind(row.kind),
        headline: headline(&side_a, &side_b),
        level: words::level(row.level),
        confidence: row.confidence.clone(),
        confidence_words: words::confidence(finding.verdict.confidence),
        similarity: row.similarity.clone(),
        explanation: evidence.map(|e| one_line(&e.note)).unwrap_or_default(),
        rule: evidence.map(|e| e.rule.to_string()).unwrap_or_default(),
        shared_words: quoter.shared_words(a, b),
        paired: Paired {
            a: percent(similarity.soft_a),
            b: percent(similarity.soft_b),
            articles: similarity.article.map(percent),
        },
        apart: quoter
            .day(a)
            .zip(quoter.day(b))
            .map(|(x, y)| words::apart(x, y)),
        wrong_if: words::wrong_if(finding.verdict.kind),
        verdict: reviewed.map_or("", |r| r.verdict),
        note: reviewed.map(|r| visible(&r.note)).unwrap_or_default(),
        a: side_a,
        b: side_b,
    }
}

/// The two values if the rule names them, else the two outlets.
fn headline(a: &Side, b: &Side) -> String {
    /// Longer values are whole clauses and no headline.
    const LONGEST: usize = 60;
    if a.value.is_empty() || b.value.is_empty() || a.value == b.value {
        format!("{} and {}", a.quote.outlet, b.quote.outlet)
    } else {
        format!(
            "“{}” against “{}”",
            shortened(&a.value, LONGEST),
            shortened(&b.value, LONGEST)
        )
    }
}

fn revision(number: usize, figures: &Figures, material: &Material, quoter: &Quoter) -> Revision {
    let title = figures
        .first()
        .map(|(claim, _)| shortened(quoter.sentence(*claim), 110))
        .unwrap_or_default();
    let dots: Vec<Dot> = figures
        .iter()
        .filter_map(|(claim, value)| {
            quoter.day(*claim).map(|day| Dot {
                day,
                label: one_line(value),
            })
        })
        .collect();
    let complete = dots.len() == figures.len();
    Revision {
        anchor: format!("r-{number}"),
        svg: complete
            .then(|| timeline::svg(&format!("Figures by day of publication: {title}"), &dots))
            .flatten()
            .unwrap_or_default(),
        title,
        figures: figures
            .iter()
            .take(material.top)
            .map(|(claim, value)| Figure {
                value: one_line(value),
                quote: quoter.quote(*claim, None),
            })
            .collect(),
    }
}

fn agreement(point: &PointView, overview: &Overview, quoter: &Quoter) -> Agreement {
    let claims = one_an_outlet(point, overview);
    Agreement {
        anchor: format!("g-{}", point_name(point)),
        origins: point.origins,
        outlets: point.saying,
        more: claims.len().saturating_sub(MOST_QUOTES),
        quotes: claims
            .iter()
            .enumerate()
            .take(MOST_QUOTES)
            .map(|(i, &claim)| {
                let mut quote = quoter.quote(claim, None);
                quote.copied = overview.is_copy_of(claim, &claims[..i]);
                quote
            })
            .collect(),
    }
}

/// The outlets of most findings, in order of their names.
fn busiest_outlets<'c>(
    rows: &[(&Finding, PairRow)],
    overview: &Overview<'c>,
) -> (Vec<&'c str>, usize) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (finding, _) in rows {
        for claim in [finding.alignment.a, finding.alignment.b] {
            *counts.entry(overview.outlet(claim)).or_default() += 1;
        }
    }
    let all = counts.len();
    let mut order: Vec<(&str, usize)> = counts.into_iter().collect();
    order.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut outlets: Vec<&str> = order.iter().take(MOST_OUTLETS).map(|(o, _)| *o).collect();
    outlets.sort_unstable();
    (outlets, all)
}

fn grid(
    points: &[&PointView],
    all_rows: usize,
    (outlets, all_outlets): &(Vec<&str>, usize),
    overview: &Overview,
    quoter: &Quoter,
) -> Grid {
    let cell = |point: &PointView, outlet: &str| {
        let held: Vec<(ClaimId, Stance)> = point
            .stances
            .iter()
            .filter(|(claim, _)| overview.outlet(*claim) == outlet)
            .copied()
            .collect();
        let has = |stance: Stance| held.iter().any(|(_, s)| *s == stance);
        let (stance, words) = match (
            has(Stance::Says),
            has(Stance::Differs),
            has(Stance::Updates),
        ) {
            (true, true, _) => ("both", "says both"),
            (_, true, _) => ("differs", "says otherwise"),
            (true, false, _) => ("says", "says"),
            (false, false, true) => ("updates", "other day’s figure"),
            _ if point.silent.iter().any(|name| name == outlet) => ("silent", "silent"),
            _ => ("absent", "not in this story"),
        };
        GridCell {
            stance,
            words,
            claim_anchor: held
                .iter()
                .max_by_key(|(claim, stance)| (*stance, std::cmp::Reverse(*claim)))
                .map(|(claim, _)| quoter.anchor(*claim))
                .unwrap_or_default(),
        }
    };
    Grid {
        outlets: outlets.iter().map(|o| one_line(o)).collect(),
        rows: points
            .iter()
            .map(|point| {
                let mut claim = quoter.quote(point.centre, None);
                claim.text = shortened(&claim.text, 150);
                GridRow {
                    point: point_name(point),
                    claim,
                    cells: outlets.iter().map(|outlet| cell(point, outlet)).collect(),
                }
            })
            .collect(),
        all_rows,
        all_outlets: *all_outlets,
    }
}

fn outlet_matrix(
    rows: &[(&Finding, PairRow)],
    (outlets, all_outlets): &(Vec<&str>, usize),
    overview: &Overview,
) -> Matrix {
    let cells = matrix(rows.iter().map(|(finding, _)| {
        (
            overview.outlet(finding.alignment.a),
            overview.outlet(finding.alignment.b),
            *finding,
            overview.copied(finding),
        )
    }));
    Matrix {
        outlets: outlets.iter().map(|o| one_line(o)).collect(),
        rows: outlets
            .iter()
            .map(|row| MatrixRow {
                outlet: one_line(row),
                cells: outlets
                    .iter()
                    .map(|column| MatrixCell {
                        same: row == column,
                        ..cells.get(&(*row, *column)).copied().unwrap_or_default()
                    })
                    .collect(),
            })
            .collect(),
        all_outlets: *all_outlets,
    }
}

fn summary(
    material: &Material,
    conflicts: &[Conflict],
    revisions: usize,
    agreements: usize,
    cards: &[Card],
) -> Summary {
    let articles = material.corpus.articles();
    let days = || articles.iter().filter_map(|a| a.published.map(|p| p.day));
    let outlets: BTreeSet<&str> = articles
        .iter()
        .filter_map(|a| a.outlet.as_deref())
        .collect();
    let counts = &material.comparison.counts;
    let verdicts = |word: &str| {
        conflicts
            .iter()
            .filter(|(_, row)| {
                material
                    .review
                    .of(&row.pair_id)
                    .map_or("", |reviewed| reviewed.verdict)
                    == word
            })
            .count()
    };
    let card_outlets: BTreeSet<&str> = cards
        .iter()
        .flat_map(|card| [card.a.quote.outlet.as_str(), card.b.quote.outlet.as_str()])
        .collect();
    let card_kinds: BTreeSet<&Named> = cards.iter().map(|card| &card.kind).collect();
    Summary {
        articles: articles.len(),
        outlets: outlets.len(),
        from: days().min().map(words::day),
        to: days().max().map(words::day),
        claims: counts.claims,
        links: counts.links,
        pairs: counts.pairs,
        contradictions: conflicts.len(),
        revisions,
        agreements,
        skipped: material.warnings.iter().filter(|w| w.skipped).count(),
        review: ReviewCounts {
            confirmed: verdicts("confirmed"),
            rejected: verdicts("not a conflict"),
            unclear: verdicts("unclear"),
            open: verdicts(""),
        },
        card_outlets: card_outlets.into_iter().map(str::to_string).collect(),
        card_kinds: card_kinds.into_iter().cloned().collect(),
    }
}

/// What a reader said of pairs that are not shown as cards: saved again, never lost.
fn carried(review: &Review, cards: &[Card]) -> Vec<ReviewedPair> {
    let shown: BTreeSet<&str> = cards.iter().map(|card| card.pair_id.as_str()).collect();
    review
        .iter()
        .filter(|reviewed| !shown.contains(reviewed.pair_id.as_str()))
        .cloned()
        .collect()
}

fn method(material: &Material, quoter: &Quoter) -> Method {
    let files: BTreeSet<&str> = quoter
        .articles()
        .map(|article| material.corpus.article(article).file.as_str())
        .collect();
    let text = |warning: &Warning| one_line(&warning.to_string());
    let of = |skipped: bool| {
        material
            .warnings
            .iter()
            .filter(move |w| w.skipped == skipped)
    };
    Method {
        settings: material.settings.clone(),
        inputs: material
            .sources
            .files
            .iter()
            .filter(|file| files.contains(file.path.as_str()))
            .map(|file| super::model::InputFile {
                path: one_line(&file.path),
                ..file.clone()
            })
            .collect(),
        all_inputs: material.sources.files.len(),
        all_sha256: material.sources.all_sha256.clone(),
        skipped: of(true).take(MOST_WARNINGS).map(text).collect(),
        more_skipped: of(true).count().saturating_sub(MOST_WARNINGS),
        notes: of(false).take(MOST_WARNINGS).map(text).collect(),
        review: one_line(material.review_file),
    }
}
