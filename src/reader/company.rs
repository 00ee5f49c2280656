//! A conflict out of articles that a rule shows, beside others: how often its kind is right, and what else its two articles seem to contradict.
//!
//! In: for each such conflict the two articles, its kind, and the chance that the reader gives it. Out: a chance that knows the others. Reports of
//! one disputed event contradict each other in many places; of a year's news on one war nearly all pairs that fit a rule tell of two matters,
//! and whoever reads one pair at a time cannot know in which of the two he is. So the chance is moved as it would be under another base
//! rate (Saerens, Latinne and Decaestecker 2002), for which the mean chance of the other conflicts of both articles stands. And what the reader
//! was seldom shown, it trusts too little: it is moved by kind as well.
//!
//! The numbers are a logistic regression over 1,100 such conflicts in fifteen written events and 620 on real news, none of which the reader had
//! learnt from. Fitted on all sets but one each time, average precision is .64 for the bare chance, .65 with company, .68 with the kind, too. They
//! were fitted to the chances of a reader with a smaller encoder, and have not been fitted anew since.

use rustc_hash::FxHashMap;

use crate::article::ArticleId;
use crate::judgement::verdict::Kind;

/// How much of the difference between two base rates is believed: the reader knows some of it from the pair itself.
const BELIEVED: f64 = 0.61;

/// The mean chance of the others at which nothing is moved.
const USUAL: f64 = 0.12;

/// That of real news, which stands for what is not known.
const UNKNOWN: f64 = 0.06;

/// For so many conflicts it stands.
const KNOWN_FROM: f64 = 4.0;

/// The conflicts that rules show between each article and any other.
#[derive(Debug, Default)]
pub struct Company {
    of: FxHashMap<ArticleId, Chances>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Chances {
    sum: f64,
    count: f64,
}

impl Company {
    /// Adds a conflict of two articles.
    pub fn add(&mut self, articles: [ArticleId; 2], chance: f32) {
        for article in articles {
            let chances = self.of.entry(article).or_default();
            chances.sum += f64::from(chance);
            chances.count += 1.0;
        }
    }

    /// The chance of a conflict that was added, given its kind and the others of its two articles.
    pub fn weigh(&self, articles: [ArticleId; 2], kind: Option<Kind>, chance: f32) -> f32 {
        let own = f64::from(chance);
        let (mut sum, mut count) = (UNKNOWN * KNOWN_FROM, KNOWN_FROM);
        for article in articles {
            let chances = self.of.get(&article).copied().unwrap_or_default();
            sum += (chances.sum - own).max(0.0);
            count += (chances.count - 1.0).max(0.0);
        }
        let moved = BELIEVED * (log_odds(sum / count) - log_odds(USUAL)) + trusted(kind);
        (1.0 / (1.0 + (-log_odds(own) - moved).exp())) as f32
    }
}

/// How much surer a conflict of a kind is than the reader thinks (log odds).
fn trusted(kind: Option<Kind>) -> f64 {
    match kind {
        Some(Kind::Attribution) => 2.8,
        Some(Kind::Denial) => 2.3,
        Some(Kind::Negation) => 0.5,
        Some(Kind::Cause) => 0.1,
        Some(Kind::Number) => -0.3,
        _ => 1.2,
    }
}

fn log_odds(share: f64) -> f64 {
    let share = share.clamp(1e-6, 1.0 - 1e-6);
    (share / (1.0 - share)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIR: [ArticleId; 2] = [ArticleId(0), ArticleId(1)];

    fn among(others: &[f32]) -> f32 {
        let mut company = Company::default();
        company.add(PAIR, 0.4);
        for (other, &chance) in others.iter().enumerate() {
            company.add([PAIR[other % 2], ArticleId(2 + other as u32)], chance);
        }
        company.weigh(PAIR, Some(Kind::Cause), 0.4)
    }

    #[test]
    fn likely_company_makes_a_conflict_likelier_and_unlikely_company_less_likely() {
        let (none, likely, unlikely) = (among(&[]), among(&[0.5; 20]), among(&[0.02; 20]));
        assert!(
            unlikely < none && none < 0.4 && 0.4 < likely,
            "{unlikely} {none} {likely}"
        );
        assert!(among(&[0.5; 40]) > likely);
    }

    #[test]
    fn the_order_among_conflicts_of_one_company_stays() {
        let mut company = Company::default();
        let chances = [0.01, 0.1, 0.3, 0.6, 0.99];
        for chance in chances {
            company.add(PAIR, chance);
        }
        let weighed = chances.map(|chance| company.weigh(PAIR, Some(Kind::Number), chance));
        assert!(weighed.is_sorted_by(|x, y| x < y), "{weighed:?}");
        assert!(weighed.iter().all(|&w| w > 0.0 && w < 1.0));
    }

    #[test]
    fn a_denial_is_trusted_more_than_a_figure() {
        let mut company = Company::default();
        company.add(PAIR, 0.2);
        let of = |kind| company.weigh(PAIR, Some(kind), 0.2);
        assert!(of(Kind::Denial) > of(Kind::Number));
    }

    #[test]
    fn what_other_articles_contradict_is_no_company() {
        let mut company = Company::default();
        company.add(PAIR, 0.4);
        let alone = company.weigh(PAIR, Some(Kind::Cause), 0.4);
        company.add([ArticleId(8), ArticleId(9)], 0.9);
        assert_eq!(company.weigh(PAIR, Some(Kind::Cause), 0.4), alone);
    }
}
