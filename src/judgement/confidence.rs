//! Confidence: of the conflicts that were held as strongly as this one, the share that was right.
//!
//! A rule says how well two claims fit it, the reader how probable a conflict is; neither is the share of right findings out of articles. That
//! share was counted on labelled events and on labelled pairs of real coverage, and is kept in `confidence.tsv` as a curve for each of the
//! two, and one for what a rule shows and the reader has weighed: it never falls (isotonic
//! regression by pooling adjacent violators, Ayer et al. 1955; for classifiers Zadrozny and Elkan 2002), and between its points it
//! is a straight line. `rashomon train-confidence` counts anew. A pair that nobody labelled counts as wrong, so that the shares
//! are rather too low than too high.

use std::sync::LazyLock;

/// Who holds that two claims conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judge {
    /// A rule shows it, and nobody else was asked.
    Rules,
    /// A rule shows it, and the reader says how likely it is.
    Both,
    /// Only the reader thinks so.
    Reader,
}

impl Judge {
    /// As it is written in the data file.
    pub fn name(self) -> &'static str {
        match self {
            Judge::Rules => "rules",
            Judge::Both => "both",
            Judge::Reader => "reader",
        }
    }

    fn curve(self) -> &'static Curve {
        static CURVES: LazyLock<[Curve; 3]> = LazyLock::new(|| {
            [Judge::Rules, Judge::Both, Judge::Reader]
                .map(|judge| Curve::read(include_str!("confidence.tsv"), judge.name()))
        });
        &CURVES[self as usize]
    }
}

/// The share of right ones among conflicts out of articles that were held as strongly.
pub fn share_right(by: Judge, strength: f32) -> f32 {
    by.curve().share(strength)
}

/// The least strength from which on at least such a share is right; above 1 where no conflict is as sure as that.
pub fn least_strength(by: Judge, share: f32) -> f32 {
    by.curve().strength(share)
}

/// Points of strength and share, rising in both.
#[derive(Debug, Clone, PartialEq)]
struct Curve(Vec<(f32, f32)>);

impl Curve {
    /// Reads the lines `name<TAB>strength<TAB>share` of one name. Strength 0 has the share 0.
    fn read(data: &str, name: &str) -> Self {
        let mut points = vec![(0.0, 0.0)];
        points.extend(data.lines().filter_map(|line| {
            let mut cells = line.split('\t');
            let of_name = cells.next() == Some(name);
            let mut number = || cells.next()?.trim().parse().ok();
            of_name.then(|| Some((number()?, number()?)))?
        }));
        Curve(points)
    }

    fn share(&self, strength: f32) -> f32 {
        let after = self.0.partition_point(|(s, _)| *s <= strength);
        let below = self.0[after.max(1) - 1];
        let Some(above) = self.0.get(after) else {
            return below.1;
        };
        let part = ((strength - below.0) / (above.0 - below.0)).max(0.0);
        below.1 + part * (above.1 - below.1)
    }

    fn strength(&self, share: f32) -> f32 {
        let Some(at) = self.0.iter().position(|(_, s)| *s >= share) else {
            return f32::INFINITY;
        };
        let above = self.0[at];
        let below = self.0[at.max(1) - 1];
        if above.1 <= below.1 {
            return above.0;
        }
        below.0 + (share - below.1) / (above.1 - below.1) * (above.0 - below.0)
    }
}

/// The points of a curve: each stands for at least `least` findings, strongest last. Findings are strengths with whether they were right.
pub fn fit(findings: &[(f32, bool)], least: usize) -> Vec<(f32, f32)> {
    let mut sorted = findings.to_vec();
    sorted.sort_by(|x, y| x.0.total_cmp(&y.0));
    // Sum of strengths, number of right ones, number of all.
    let mut pools: Vec<(f64, f64, f64)> = Vec::new();
    for chunk in sorted.chunks(least.max(1)) {
        let right = chunk.iter().filter(|(_, right)| *right).count();
        let sum = chunk.iter().map(|(s, _)| f64::from(*s)).sum();
        let pool = (sum, right as f64, chunk.len() as f64);
        match pools.last_mut() {
            // What is left over at the end joins the pool before it.
            Some(last) if chunk.len() < least => {
                *last = (last.0 + pool.0, last.1 + pool.1, last.2 + pool.2)
            }
            _ => pools.push(pool),
        }
        while let [.., before, last] = pools[..] {
            if before.1 / before.2 < last.1 / last.2 {
                break;
            }
            pools.truncate(pools.len() - 2);
            pools.push((before.0 + last.0, before.1 + last.1, before.2 + last.2));
        }
    }
    // The last one may have made the order fall.
    while let [.., before, last] = pools[..] {
        if before.1 / before.2 < last.1 / last.2 {
            break;
        }
        pools.truncate(pools.len() - 2);
        pools.push((before.0 + last.0, before.1 + last.1, before.2 + last.2));
    }
    let point = |(sum, right, all): (f64, f64, f64)| ((sum / all) as f32, (right / all) as f32);
    pools.into_iter().map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_curves_rise_and_can_be_read_backwards() {
        for judge in [Judge::Rules, Judge::Both, Judge::Reader] {
            let points = &judge.curve().0;
            assert!(points.len() >= 3, "{judge:?} has too few points");
            let rises = |p: &[(f32, f32)]| p[0].0 < p[1].0 && p[0].1 < p[1].1;
            assert!(points.windows(2).all(rises), "{judge:?} {points:?}");
            assert!(points.iter().all(|(s, r)| *s <= 1.0 && *r <= 1.0));
            for share in [0.1, 0.3, 0.5, points[points.len() - 1].1] {
                let strength = least_strength(judge, share);
                assert!((share_right(judge, strength) - share).abs() < 1e-5);
            }
            assert!(least_strength(judge, 1.1).is_infinite());
        }
    }

    #[test]
    fn a_stronger_finding_is_never_less_sure() {
        for judge in [Judge::Rules, Judge::Both, Judge::Reader] {
            let shares: Vec<f32> = (0..=20)
                .map(|s| share_right(judge, s as f32 / 20.0))
                .collect();
            assert!(shares.is_sorted(), "{judge:?} {shares:?}");
        }
    }

    #[test]
    fn pools_that_fall_are_joined_and_the_counts_are_kept() {
        let findings = [
            (0.1, false),
            (0.2, true),
            (0.3, false),
            (0.4, true),
            (0.5, false),
            (0.6, true),
            (0.7, true),
            (0.8, true),
        ];
        let points = fit(&findings, 1);
        assert_eq!(points[0], (0.1, 0.0));
        assert!(points.is_sorted_by(|x, y| x.1 < y.1), "{points:?}");
        assert_eq!(points.last().unwrap().1, 1.0);
        // (.2 .3) and (.4 .5) are each half right, so that they are one pool.
        assert_eq!(points.len(), 3, "{points:?}");
        assert!((points[1].0 - 0.35).abs() < 1e-6 && points[1].1 == 0.5);
    }

    #[test]
    fn a_point_stands_for_no_fewer_findings_than_asked() {
        let rising: Vec<(f32, bool)> = (0..25).map(|i| (i as f32 / 25.0, i >= 12)).collect();
        assert_eq!(fit(&rising, 10).len(), 2);
        assert!(fit(&[], 10).is_empty());
    }
}
