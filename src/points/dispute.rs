//! Whether two figures are a dispute or a development.
//!
//! In: findings about numbers, with the dates, speakers and figures of their claims. Out: the same findings, some called revision
//! instead of contradiction and the other way round, with the reason in the evidence.
//! Six reasons are known: a report gives the earlier figure itself ("rose to 61 from 38"), it says that it corrects one, a later report has
//! a higher figure for something that grows, one source gives both figures, a late outlet repeats a figure that had been out before, or the holder of the lower figure
//! keeps to it (a rival count).

use std::collections::{BTreeMap, BTreeSet};

use super::moment::is_before;
use super::steps::counts_on;
use super::told::{Figure, GROWING, Held, Story, Told, is_one_source};
use super::wording::{says_correction, says_growth, stands_by};
use crate::article::{ArticleId, Corpus, Published};
use crate::claims::{ClaimId, Claims};
use crate::judgement::number::RIVAL;
use crate::judgement::verdict::{Kind, Relation, Verdict};
use crate::points::comparison::{ClaimFacts, Finding};

/// Decides anew which differing figures of a comparison are revisions and which are contradictions.
pub fn settle(
    corpus: &Corpus,
    claims: &Claims,
    facts: &BTreeMap<ClaimId, ClaimFacts>,
    findings: &mut [Finding],
) {
    let story = Story::new(corpus, claims, facts);
    let around = Around::new(claims, facts, findings);
    let decided: Vec<Option<Decision>> = findings
        .iter()
        .map(|finding| {
            let (a, b) = (finding.alignment.a, finding.alignment.b);
            let others = || -> Vec<Told> {
                let others = around.others(claims, a, b);
                others.filter_map(|claim| story.told(claim)).collect()
            };
            decide(&finding.verdict, story.told(a)?, story.told(b)?, others)
        })
        .collect();
    for (finding, decision) in findings.iter_mut().zip(decided) {
        apply(&mut finding.verdict, decision);
    }
}

/// The same for two loose claims, with nothing known of what others said before or after.
pub fn settle_pair(a: Told, b: Told, verdict: &mut Verdict) {
    let decision = decide(verdict, a, b, Vec::new);
    apply(verdict, decision);
}

fn apply(verdict: &mut Verdict, decision: Option<Decision>) {
    let Some(Decision { relation, reason }) = decision else {
        return;
    };
    verdict.relation = relation;
    if let Some(evidence) = verdict.evidence.first_mut() {
        evidence.rule = match relation {
            Relation::Revision => "number/revised",
            _ => RIVAL,
        };
        evidence.note = reason;
    }
}

/// The claims with findings, by the articles that findings tie to each other.
struct Around {
    articles: BTreeMap<ArticleId, BTreeSet<ArticleId>>,
    claims: BTreeMap<ArticleId, Vec<ClaimId>>,
}

impl Around {
    fn new(claims: &Claims, facts: &BTreeMap<ClaimId, ClaimFacts>, findings: &[Finding]) -> Self {
        let mut articles: BTreeMap<ArticleId, BTreeSet<ArticleId>> = BTreeMap::new();
        let kept = |f: &&Finding| f.verdict.relation != Relation::Neither;
        for finding in findings.iter().filter(kept) {
            let a = claims.get(finding.alignment.a).article;
            let b = claims.get(finding.alignment.b).article;
            articles.entry(a).or_default().extend([a, b]);
            articles.entry(b).or_default().extend([a, b]);
        }
        let mut by_article: BTreeMap<ArticleId, Vec<ClaimId>> = BTreeMap::new();
        for &claim in facts.keys() {
            by_article
                .entry(claims.get(claim).article)
                .or_default()
                .push(claim);
        }
        Around {
            articles,
            claims: by_article,
        }
    }

    /// Claims of the articles around both, without the two.
    fn others<'s>(
        &'s self,
        claims: &Claims,
        a: ClaimId,
        b: ClaimId,
    ) -> impl Iterator<Item = ClaimId> + use<'s> {
        let near = |claim: ClaimId| {
            self.articles
                .get(&claims.get(claim).article)
                .cloned()
                .unwrap_or_default()
        };
        let articles: BTreeSet<ArticleId> = near(a).union(&near(b)).copied().collect();
        articles
            .into_iter()
            .filter_map(|article| self.claims.get(&article))
            .flatten()
            .copied()
            .filter(move |claim| *claim != a && *claim != b)
    }
}
/// Another relation than the judge's, and why.
struct Decision {
    relation: Relation,
    reason: String,
}

/// The decision on two claims; none if the judge's stands. `others` are claims of the articles around both.
fn decide<'a>(
    verdict: &Verdict,
    a: Told<'a>,
    b: Told<'a>,
    others: impl Fn() -> Vec<Told<'a>>,
) -> Option<Decision> {
    if verdict.kind != Some(Kind::Number) || verdict.relation == Relation::Agree {
        return None;
    }
    let evidence = verdict.evidence.first()?;
    let (a, b) = (a.held(evidence.a)?, b.held(evidence.b)?);
    let values = [evidence.a_value.as_str(), evidence.b_value.as_str()];
    let swapped = a
        .told
        .at
        .zip(b.told.at)
        .is_some_and(|(x, y)| is_before(y, x));
    let (early, late) = if swapped { (b, a) } else { (a, b) };
    let (early_value, late_value) = if swapped {
        (values[1], values[0])
    } else {
        (values[0], values[1])
    };
    let decision = |relation: Relation, why: &str| Decision {
        relation,
        reason: format!(
            "{why}: {early_value}{} and {late_value}{}",
            dated(early.told.at),
            dated(late.told.at)
        ),
    };
    let others = others();
    if verdict.relation == Relation::Neither {
        let why = counts_on(early, late, &others).or_else(|| {
            let own = late.told.speaker().is_none();
            repeats_old_figure(early, late, &others).filter(|_| own)
        });
        return Some(decision(Relation::Revision, why?));
    }
    let rival = keeps_to_its_figure(early, late, &others);
    match verdict.relation {
        Relation::Contradict => {
            // Who gives a lower count later, and corrects nothing, counts the victims of something else.
            let fewer = late.figure.value.high < early.figure.value.low;
            let why = gives_earlier_figure(early, late)
                .or_else(|| corrects(early, late))
                .or_else(|| repeats_old_figure(early, late, &others))
                .or_else(|| one_source_counts_on(early, late).filter(|_| !fewer))
                .or_else(|| {
                    let apart = rival || count_apart(early, late, evidence.rule);
                    has_grown(early, late).filter(|_| !apart)
                });
            let later = is_later(late, early);
            if why.is_none() && fewer && later && one_source_counts_on(early, late).is_some() {
                return Some(decision(Relation::Neither, "one source counts two things"));
            }
            Some(decision(Relation::Revision, why?))
        }
        _ if rival => Some(decision(
            Relation::Contradict,
            "two counts run side by side",
        )),
        // A judge who sees one story only knows no better: two who count apart make no row.
        _ => count_apart(early, late, evidence.rule)
            .then(|| decision(Relation::Neither, "two sources count apart")),
    }
}

/// Whether two figures count what happened to the same sort of people or things, each as a whole.
fn one_class(early: Held, late: Held) -> bool {
    let (x, y) = (early.figure, late.figure);
    let whole = !x.part && !y.part && !x.earlier && !y.earlier;
    whole && (x.class == y.class || x.class.is_none() || y.class.is_none())
}

/// Whether two sources, by what the judge or the speakers say, give counts that differ by more than a few: the one does not carry on the
/// other's.
fn count_apart(early: Held, late: Held, rule: &str) -> bool {
    const A_FEW: f64 = 1.05;
    let kept = stands_by(early.told.sentence) || stands_by(late.told.sentence);
    (kept || rule == RIVAL || early.told.names_another_source(late.told))
        && late.figure.value.low > A_FEW * early.figure.value.high
}

/// A later report has the higher figure for something that grows; those who are missing become fewer.
fn has_grown(early: Held, late: Held) -> Option<&'static str> {
    let days = early.told.at.zip(late.told.at);
    let apart = days.is_some_and(|(x, y)| x.day < y.day);
    if !apart || !one_class(early, late) {
        return None;
    }
    let class = late.figure.class.or(early.figure.class);
    if class == Some("missing") {
        return Some("fewer are missing in the later report");
    }
    let grows = class.is_some_and(|c| GROWING.contains(&c))
        || says_growth(late.told.sentence)
        || says_growth(early.told.sentence);
    (grows && late.figure.value.low > early.figure.value.high)
        .then_some("a later report has the higher figure")
}

/// One named source gives two figures for something that grows: it counts on, it does not contradict itself.
fn one_source_counts_on(early: Held, late: Held) -> Option<&'static str> {
    let (x, y) = (early.told.speaker()?, late.told.speaker()?);
    let class = late.figure.class.filter(|c| GROWING.contains(c))?;
    (is_one_source(x, y) && early.figure.class == Some(class) && one_class(early, late))
        .then_some("one source counts on")
}
/// "rose to 61 from 38" against 38.
fn gives_earlier_figure(early: Held, late: Held) -> Option<&'static str> {
    let mentions = |of: Held, other: Held| {
        let mut figures = of.told.facts.figures.iter();
        figures.any(|f| f.earlier && f.unit == other.figure.unit && is_same_value(f, other.figure))
    };
    (mentions(late, early) || mentions(early, late))
        .then_some("one report names the other's figure as the earlier one")
}

/// "Correction:", "revised down", "earlier reported" in the later report.
fn corrects(early: Held, late: Held) -> Option<&'static str> {
    let one_outlet = late.told.outlet.is_some() && late.told.outlet == early.told.outlet;
    let ordered = is_later(late, early) || one_outlet;
    (ordered && says_correction(late.told.sentence)).then_some("the later report corrects a figure")
}

/// A late outlet prints a figure that had been out before the higher one.
fn repeats_old_figure(early: Held, late: Held, others: &[Told]) -> Option<&'static str> {
    let (newer, older) = (early, late);
    let since = newer.told.at?;
    if !is_later(older, newer) || older.figure.value.high >= newer.figure.value.low {
        return None;
    }
    // "… said on Tuesday" in Tuesday's paper is a count of its own.
    let of_the_day = older.told.facts.days.iter().any(|days| {
        let at = older.told.at;
        at.is_some_and(|at| days.is_day() && days.first >= at.day)
    });
    let printed_before = !of_the_day
        && others.iter().any(|told| {
            told.at.is_some_and(|at| is_before(at, since)) && same_quantity(*told, older)
        });
    printed_before.then_some("the later report repeats a figure that was out before")
}

/// The speaker of the lower figure still holds it, or one between the two, when the higher one is out, or later. A yet lower one of his counts
/// something else.
fn keeps_to_its_figure(early: Held, late: Held, others: &[Told]) -> bool {
    let Some(since) = late.told.at else {
        return false;
    };
    let Some(holder) = early.told.speaker() else {
        return false;
    };
    if late.told.speaker().is_none_or(|other| other == holder) {
        return false;
    }
    others.iter().any(|told| {
        told.speaker() == Some(holder)
            && told.at.is_some_and(|at| is_before(since, at))
            && told.facts.figures.iter().any(|f| {
                !f.earlier
                    && f.unit == late.figure.unit
                    && f.class == late.figure.class
                    && f.class.is_some()
                    && f.value.low >= early.figure.value.low
                    && f.value.high < late.figure.value.low
            })
    })
}

/// Whether a claim has a figure of the same unit and class that meets the value.
fn same_quantity(told: Told, held: Held) -> bool {
    told.facts.figures.iter().any(|f| {
        f.unit == held.figure.unit
            && f.class == held.figure.class
            && is_same_value(f, held.figure)
            && (f.class.is_some() || f.counted == held.figure.counted)
    })
}

/// Whether two figures are one number: "at least 38" repeats "38", but 74 does not repeat "at least 38", though it satisfies it.
fn is_same_value(x: &Figure, y: &Figure) -> bool {
    x.value.low == y.value.low
}

fn is_later(late: Held, early: Held) -> bool {
    late.told
        .at
        .zip(early.told.at)
        .is_some_and(|(x, y)| is_before(y, x))
}

fn dated(at: Option<Published>) -> String {
    at.map_or(String::new(), |at| format!(" ({at})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::{Alignment, SimilarityVector};
    use crate::article::Article;
    use crate::claims::detail::Detail;
    use crate::claims::speaker::SpeakerTracker;
    use crate::judgement::verdict::Evidence;
    use crate::points::told::figures;
    use crate::text::span::Span;

    /// Two reports of a toll, `(day, sentence, its number)`, judged to contradict each other: what the timeline makes of it.
    fn settled(reports: &[(i8, &str, &str)]) -> Relation {
        let articles = reports
            .iter()
            .enumerate()
            .map(|(i, (day, text, _))| Article {
                id: format!("{i}"),
                outlet: Some(format!("outlet {i}")),
                title: None,
                published: Some(Published {
                    day: jiff::civil::date(2021, 3, *day),
                    time: None,
                }),
                url: None,
                author: None,
                file: "a.txt".into(),
                language: None,
                text: (*text).into(),
            })
            .collect();
        let corpus = Corpus::new(articles);
        let claims = Claims::extract(&corpus);
        let mut spans = Vec::new();
        let mut facts = BTreeMap::new();
        for (claim, record) in claims.iter() {
            let text = &corpus.article(record.article).text;
            let number = reports[record.article.index()].2;
            let start = text
                .find(number)
                .expect("the number stands in the sentence");
            let span = Span::new(start, start + number.len());
            let mut tracker = SpeakerTracker::new(text);
            let detail = Detail::new(text, record.sentence, None, &mut tracker);
            let mut figures = figures(&detail);
            for figure in &mut figures {
                figure.class = Some("killed");
            }
            facts.insert(
                claim,
                ClaimFacts {
                    speaker: detail.speaker.clone(),
                    figures,
                    days: Vec::new(),
                },
            );
            spans.push(span);
        }
        let finding = |a: u32, b: u32| Finding {
            alignment: Alignment {
                a: ClaimId(a),
                b: ClaimId(b),
                similarity: SimilarityVector::even(0.5),
            },
            verdict: Verdict {
                relation: Relation::Contradict,
                kind: Some(Kind::Number),
                confidence: 0.8,
                evidence: vec![Evidence {
                    rule: "number/disjoint",
                    a: spans[a as usize],
                    b: spans[b as usize],
                    a_words: String::new(),
                    b_words: String::new(),
                    a_value: reports[a as usize].2.into(),
                    b_value: reports[b as usize].2.into(),
                    note: String::new(),
                }],
            },
        };
        let mut findings = vec![finding(0, 1)];
        for other in 2..reports.len() as u32 {
            findings.push(finding(0, other));
        }
        settle(&corpus, &claims, &facts, &mut findings);
        findings[0].verdict.relation
    }

    #[test]
    fn a_rising_toll_is_a_revision() {
        let first = (7, "The earthquake killed 38 people.", "38");
        assert_eq!(
            settled(&[first, (8, "The earthquake killed 61 people.", "61")]),
            Relation::Revision
        );
    }

    #[test]
    fn two_figures_of_one_day_are_a_dispute() {
        let first = (8, "The earthquake killed 61 people.", "61");
        assert_eq!(
            settled(&[first, (8, "The earthquake killed 112 people.", "112")]),
            Relation::Contradict
        );
    }

    #[test]
    fn a_lower_figure_later_is_a_dispute_unless_it_was_out_before() {
        let high = (8, "The earthquake killed 61 people.", "61");
        let late = (11, "The earthquake killed 38 people.", "38");
        assert_eq!(settled(&[high, late]), Relation::Contradict);
        let before = (7, "The earthquake killed 38 people.", "38");
        assert_eq!(settled(&[high, late, before]), Relation::Revision);
    }

    #[test]
    fn two_named_sources_count_apart_unless_they_differ_by_a_few() {
        let ministry = (7, "The ministry said that 38 people were killed.", "38");
        let mayors = (8, "The mayors said that 112 people were killed.", "112");
        assert_eq!(settled(&[ministry, mayors]), Relation::Contradict);
        let nobody = (8, "The earthquake killed 112 people.", "112");
        assert_eq!(settled(&[ministry, nobody]), Relation::Revision);
        let few_more = (8, "The mayors said that 39 people were killed.", "39");
        assert_eq!(settled(&[ministry, few_more]), Relation::Revision);
        // Who counts fewer later counts something else, and does not keep to his figure.
        let fewer = (9, "The ministry said that 11 people were killed.", "11");
        assert_eq!(settled(&[ministry, few_more, fewer]), Relation::Revision);
        let still = (9, "The ministry said that 38 people were killed.", "38");
        assert_eq!(settled(&[ministry, few_more, still]), Relation::Contradict);
        let again = (9, "The ministry said that 74 people were killed.", "74");
        assert_eq!(settled(&[ministry, mayors, again]), Relation::Contradict);
    }

    #[test]
    fn who_counts_fewer_a_day_later_counts_something_else() {
        let first = (7, "Mayor Ilona Brek said that 61 people were killed.", "61");
        let less = (8, "Mayor Ilona Brek said that 11 people were killed.", "11");
        let more = (8, "Mayor Ilona Brek said that 74 people were killed.", "74");
        assert_eq!(settled(&[first, less]), Relation::Neither);
        assert_eq!(settled(&[first, more]), Relation::Revision);
    }
}
