//! Story points to the tables of `coverage`: points by outlets, positions, the matrix of outlets, the timeline.
//!
//! In: the story points of a comparison. Out: rows for spreadsheets, one fact a row. A rate stands beside the number of points that it
//! is a share of, and is empty where too few were compared to mean anything.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::article::Corpus;
use crate::claims::ClaimId;
use crate::judgement::verdict::Relation;
use crate::pipeline::Comparison;
use crate::points::positions::{StoryPoint, publisher};
use crate::points::timeline::Entry;
use crate::points::{PointId, Points};

/// Least number of compared points at which a rate is written. With fewer, one point moves it by more than a fifth.
pub const LEAST_COMPARED: usize = 5;

/// One outlet in one point.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PointRow {
    /// The story point.
    pub point_id: String,
    /// The outlet.
    pub outlet: String,
    /// `says` for the position of most independent origins, `differs` for another, `silent`.
    pub stance: &'static str,
    /// Number of the position in the point, from 1; empty for the silent.
    pub position: Option<usize>,
    /// The value held.
    pub value: String,
    /// Whose text it is, as far as can be told.
    pub origin: String,
    /// Date of publication.
    pub date: String,
    /// The article's id.
    pub article: String,
    /// Who says it; empty for the outlet's own voice.
    pub speaker: String,
    /// The sentence, verbatim.
    pub sentence: String,
}

/// The columns of [`PointRow`].
pub const POINT_COLUMNS: &[&str] = &[
    "point_id", "outlet", "stance", "position", "value", "origin", "date", "article", "speaker",
    "sentence",
];

/// One position of a point.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PositionRow {
    /// The story point.
    pub point_id: String,
    /// Number of the position in the point, from 1.
    pub position: usize,
    /// The value held.
    pub value: String,
    /// How many outlets hold it.
    pub outlets: usize,
    /// How many independent origins they have it from.
    pub independent_origins: usize,
    /// Their names, joined by `; `.
    pub holders: String,
    /// The silent outlets of the point, joined by `; `.
    pub silent: String,
    /// A sentence that holds it, verbatim.
    pub sentence: String,
}

/// The columns of [`PositionRow`].
pub const POSITION_COLUMNS: &[&str] = &[
    "point_id",
    "position",
    "value",
    "outlets",
    "independent_origins",
    "holders",
    "silent",
    "sentence",
];

/// One pair of outlets.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixRow {
    /// The first outlet.
    pub a_outlet: String,
    /// The second, after it in the alphabet.
    pub b_outlet: String,
    /// Points on which both speak.
    pub compared: usize,
    /// Points on which a pair of theirs agrees and none contradicts.
    pub agree: usize,
    /// Points on which a pair of theirs contradicts.
    pub contradict: usize,
    /// Points on which they differ as reports of different times.
    pub revision: usize,
    /// Points on which they agree by printing one text.
    pub copied: usize,
    /// `agree / compared`, two digits; empty below [`LEAST_COMPARED`].
    pub agree_rate: String,
    /// `contradict / compared`, likewise.
    pub contradict_rate: String,
}

/// The columns of [`MatrixRow`].
pub const MATRIX_COLUMNS: &[&str] = &[
    "a_outlet",
    "b_outlet",
    "compared",
    "agree",
    "contradict",
    "revision",
    "copied",
    "agree_rate",
    "contradict_rate",
];

/// One value at one time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimelineRow {
    /// The story point.
    pub point_id: String,
    /// Date and time of publication; empty if not known.
    pub date: String,
    /// The outlet.
    pub outlet: String,
    /// The value, as an interval.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// What it counts.
    pub counted: String,
    /// The article's id.
    pub article: String,
    /// Who says it; empty for the outlet's own voice.
    pub speaker: String,
    /// The sentence, verbatim.
    pub sentence: String,
}

/// The columns of [`TimelineRow`].
pub const TIMELINE_COLUMNS: &[&str] = &[
    "point_id", "date", "outlet", "value", "unit", "counted", "article", "speaker", "sentence",
];

/// Where claims and articles are looked up.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The articles.
    pub corpus: &'a Corpus,
    /// Their comparison.
    pub comparison: &'a Comparison,
}

impl<'a> Source<'a> {
    fn outlet(self, claim: ClaimId) -> &'a str {
        publisher(self.corpus, self.comparison.claims.get(claim).article)
    }

    fn sentence(self, claim: ClaimId) -> String {
        let record = self.comparison.claims.get(claim);
        let text = &self.corpus.article(record.article).text;
        record.sentence.of(text).to_string()
    }

    fn speaker(self, claim: ClaimId) -> String {
        self.comparison
            .facts
            .get(&claim)
            .and_then(|f| f.speaker.as_ref())
            .map(|s| s.name.clone())
            .unwrap_or_default()
    }

    fn date(self, claim: ClaimId) -> String {
        let article = self
            .corpus
            .article(self.comparison.claims.get(claim).article);
        article.published.map(|p| p.to_string()).unwrap_or_default()
    }

    fn article_id(self, claim: ClaimId) -> String {
        let article = self.comparison.claims.get(claim).article;
        self.corpus.article(article).id.clone()
    }
}

/// The name of a point in every table, as in the `compare` CSV.
fn point_name(point: PointId) -> String {
    format!("p{:04}", point.0 + 1)
}

/// Points by outlets, in order of points, positions and claims; the silent behind those who speak.
pub fn point_rows(source: Source, points: &[StoryPoint], independent: bool) -> Vec<PointRow> {
    let mut rows = Vec::new();
    for point in points {
        for (number, position) in point.positions.iter().enumerate() {
            let mut seen: Vec<&str> = Vec::new();
            for claim in position.counted(independent) {
                let outlet = source.outlet(claim);
                // The first claim of an outlet speaks for it.
                if seen.contains(&outlet) {
                    continue;
                }
                seen.push(outlet);
                let article = source.comparison.claims.get(claim).article;
                rows.push(PointRow {
                    point_id: point_name(point.id),
                    outlet: outlet.to_string(),
                    stance: if number == 0 { "says" } else { "differs" },
                    position: Some(number + 1),
                    value: position.value.clone(),
                    origin: source.comparison.origins.origin(source.corpus, article),
                    date: source.date(claim),
                    article: source.article_id(claim),
                    speaker: source.speaker(claim),
                    sentence: source.sentence(claim),
                });
            }
        }
        for outlet in &point.silent {
            rows.push(PointRow {
                point_id: point_name(point.id),
                outlet: outlet.clone(),
                stance: "silent",
                position: None,
                value: String::new(),
                origin: String::new(),
                date: String::new(),
                article: String::new(),
                speaker: String::new(),
                sentence: String::new(),
            });
        }
    }
    rows
}

/// The positions of all points.
pub fn position_rows(source: Source, points: &[StoryPoint], independent: bool) -> Vec<PositionRow> {
    let mut rows = Vec::new();
    for point in points {
        for (number, position) in point.positions.iter().enumerate() {
            let claims = position.counted(independent);
            let mut holders: Vec<&str> = claims.iter().map(|c| source.outlet(*c)).collect();
            holders.sort_unstable();
            holders.dedup();
            rows.push(PositionRow {
                point_id: point_name(point.id),
                position: number + 1,
                value: position.value.clone(),
                outlets: holders.len(),
                independent_origins: position.independent(),
                holders: holders.join("; "),
                silent: point.silent.join("; "),
                sentence: claims
                    .first()
                    .map(|c| source.sentence(*c))
                    .unwrap_or_default(),
            });
        }
    }
    rows
}

/// What two outlets have to do with each other in one point.
#[derive(Default, Clone, Copy)]
struct Meeting {
    agree: bool,
    contradict: bool,
    revision: bool,
    copied: bool,
}

/// The matrix: every two outlets that speak on one point, by name. `independent` leaves points out on which they only agree as copies.
pub fn matrix_rows(source: Source, points: &Points, independent: bool) -> Vec<MatrixRow> {
    let mut meetings: BTreeMap<(&str, &str), BTreeMap<PointId, Meeting>> = BTreeMap::new();
    for finding in &source.comparison.findings {
        let (a, b) = (finding.alignment.a, finding.alignment.b);
        let Some(point) = points.of(a).zip(points.of(b)).map(|(p, q)| p.min(q)) else {
            continue;
        };
        let (x, y) = (source.outlet(a), source.outlet(b));
        if x == y {
            continue;
        }
        let meeting = meetings
            .entry((x.min(y), x.max(y)))
            .or_default()
            .entry(point)
            .or_default();
        match finding.verdict.relation {
            Relation::Contradict => meeting.contradict = true,
            Relation::Revision => meeting.revision = true,
            Relation::Agree => {
                let copied = source.comparison.origins.copied(
                    source.corpus,
                    &source.comparison.claims,
                    a,
                    b,
                );
                meeting.copied |= copied;
                meeting.agree |= !copied;
            }
            Relation::Neither => {}
        }
    }
    meetings
        .into_iter()
        .filter_map(|((a, b), meetings)| {
            let kept: Vec<Meeting> = meetings
                .into_values()
                .filter(|m| !independent || m.agree || m.contradict || m.revision)
                .collect();
            let count = |test: fn(&Meeting) -> bool| kept.iter().filter(|m| test(m)).count();
            let (compared, agree, contradict) = (
                kept.len(),
                count(|m| (m.agree || m.copied) && !m.contradict),
                count(|m| m.contradict),
            );
            (compared > 0).then(|| MatrixRow {
                a_outlet: a.to_string(),
                b_outlet: b.to_string(),
                compared,
                agree,
                contradict,
                revision: count(|m| m.revision && !m.contradict),
                copied: count(|m| m.copied && !m.agree),
                agree_rate: rate(agree, compared),
                contradict_rate: rate(contradict, compared),
            })
        })
        .collect()
}

/// A share with two digits; empty where too few were compared.
fn rate(part: usize, whole: usize) -> String {
    if whole < LEAST_COMPARED {
        return String::new();
    }
    format!("{:.2}", part as f64 / whole as f64)
}

/// The timeline as rows, in its order.
pub fn timeline_rows(source: Source, entries: &[Entry]) -> Vec<TimelineRow> {
    entries
        .iter()
        .map(|entry| TimelineRow {
            point_id: point_name(entry.point),
            date: entry.at.map(|at| at.to_string()).unwrap_or_default(),
            outlet: source.outlet(entry.claim).to_string(),
            value: entry.figure.value.to_string(),
            unit: entry.figure.unit.to_string(),
            counted: entry
                .figure
                .class
                .map(String::from)
                .or_else(|| entry.figure.counted.clone())
                .unwrap_or_default(),
            article: source.article_id(entry.claim),
            speaker: source.speaker(entry.claim),
            sentence: source.sentence(entry.claim),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_of_too_few_is_left_empty() {
        assert_eq!(rate(1, LEAST_COMPARED - 1), "");
        assert_eq!(rate(0, LEAST_COMPARED), "0.00");
        assert_eq!(rate(2, 8), "0.25");
    }
}
