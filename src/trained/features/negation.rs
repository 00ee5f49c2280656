//! Negation on either side, and what it covers.

use super::{Sheet, is_function};
use crate::judgement::pair::{Pair, Side};
use crate::judgement::word_alignment::Alignment;
use crate::parse::{Relation as Dependency, Upos};

/// The words that negate.
pub(super) fn negators(side: &Side) -> Vec<usize> {
    (0..side.syntax.len())
        .filter(|&w| {
            matches!(
                side.syntax.lower(w),
                "not"
                    | "n't"
                    | "n’t"
                    | "no"
                    | "never"
                    | "nobody"
                    | "none"
                    | "nothing"
                    | "neither"
                    | "nor"
                    | "without"
                    | "cannot"
                    | "nowhere"
                    | "isn't"
                    | "won't"
                    | "can't"
                    | "didn't"
                    | "doesn't"
                    | "don't"
                    | "wasn't"
                    | "aren't"
            )
        })
        .collect()
}

/// Words in the scope of a negator: up to a few content words behind it, within its clause.
fn in_scope(side: &Side) -> Vec<usize> {
    /// Content words that a negator reaches, and how far it looks for them.
    const REACH: usize = 4;
    const WINDOW: usize = 8;
    let mut found = Vec::new();
    for negator in negators(side) {
        let mut reached = 0;
        for w in negator + 1..side.syntax.len().min(negator + 1 + WINDOW) {
            if side.syntax.upos(w) == Upos::Punct
                || matches!(side.syntax.lower(w), "but" | "and" | "while" | "because")
                || reached == REACH
            {
                break;
            }
            if !is_function(side.syntax.upos(w)) {
                found.push(w);
                reached += 1;
            }
        }
    }
    found
}

/// Negation on either side, and whether it covers what both speak of.
pub(super) fn negations(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    let (a, b) = (negators(&pair.a).len(), negators(&pair.b).len());
    sheet.count("negators", a);
    sheet.count("negators", b);
    sheet.flag("negated on one side", (a > 0) != (b > 0));
    sheet.flag("negators odd", (a + b) % 2 == 1);
    let (x, y) = (in_scope(&pair.a), in_scope(&pair.b));
    let (mut one, mut both, mut weight) = (0, 0, 0.0);
    for link in &alignment.links {
        let (i, j) = (&alignment.a[link.a], &alignment.b[link.b]);
        let scope = (x.contains(&i.index), y.contains(&j.index));
        both += usize::from(scope == (true, true));
        if scope.0 != scope.1 {
            one += 1;
            weight += i.weight;
        }
    }
    sheet.count("in one scope", one);
    sheet.count("in both scopes", both);
    sheet.number("weight in one scope", weight);
    let s = &pair.similarity;
    let odd = f32::from(u8::from((a > 0) != (b > 0)));
    sheet.number("negated and alike", odd * s.soft_a.min(s.soft_b));
    sheet.number("negated and alike", odd * s.soft_a.max(s.soft_b));
    let acts = |side: &Side| {
        let acts = side.detail.predicates.iter();
        acts.filter(|p| p.negation.is_some()).count()
    };
    sheet.count("acts negated", acts(&pair.a));
    sheet.count("acts negated", acts(&pair.b));
    let there =
        |side: &Side| (0..side.syntax.len()).any(|w| side.syntax.relation(w) == Dependency::Expl);
    sheet.flag("existential", there(&pair.a));
    sheet.flag("existential", there(&pair.b));
}
