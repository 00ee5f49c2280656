//! What the alignment of words ties together, how firmly, and what it leaves over.

use super::Sheet;
use crate::judgement::pair::Pair;
use crate::judgement::word_alignment::{Alignment, Tie, Word};
use crate::parse::{Relation as Dependency, Upos};

/// Counts and weights by tie, and how much of each side is covered by which ties.
pub(super) fn ties(sheet: &mut Sheet, alignment: &Alignment) {
    for tie in Tie::ALL {
        let links = alignment.links.iter().filter(|l| l.tie == tie);
        sheet.count("tie", links.count());
    }
    let total = |words: &[Word]| words.iter().map(|w| w.weight).sum::<f32>().max(0.01);
    let (all_a, all_b) = (total(&alignment.a), total(&alignment.b));
    let covered = |of: &dyn Fn(Tie) -> bool, of_b: bool| -> f32 {
        let links = alignment.links.iter().filter(|l| of(l.tie));
        links
            .map(|l| {
                if of_b {
                    alignment.b[l.b].weight
                } else {
                    alignment.a[l.a].weight
                }
            })
            .sum()
    };
    let reversed = |tie: Tie| tie == Tie::Above || tie.entails() && tie != Tie::Below;
    let (b, a) = (
        covered(&Tie::entails, true) / all_b,
        covered(&reversed, false) / all_a,
    );
    sheet.number("b follows", b);
    sheet.number("a follows", a);
    sheet.number("less follows", a.min(b));
    let equal = |tie: Tie| tie == Tie::Equal;
    sheet.number("equal of a", covered(&equal, false) / all_a);
    sheet.number("equal of b", covered(&equal, true) / all_b);
    let any = |_: Tie| true;
    sheet.number("tied of a", covered(&any, false) / all_a);
    sheet.number("tied of b", covered(&any, true) / all_b);
    sheet.number(
        "heaviest not following",
        alignment
            .links
            .iter()
            .filter(|l| !l.tie.entails())
            .map(|l| alignment.b[l.b].weight)
            .fold(0.0, f32::max),
    );
    let changed = || alignment.links.iter().filter(|l| l.tie != Tie::Equal);
    sheet.number(
        "least cosine",
        changed().map(|l| l.cosine).fold(1.0, f32::min),
    );
    let count = changed().count().max(1) as f32;
    sheet.number(
        "mean cosine",
        changed().map(|l| l.cosine).sum::<f32>() / count,
    );
    for upos in [Upos::Noun, Upos::Verb, Upos::Adj] {
        let of = |ties: &[Tie]| {
            changed()
                .filter(|l| alignment.a[l.a].upos == upos && ties.contains(&l.tie))
                .count()
        };
        sheet.count("changed by sort", of(&[Tie::Synonym, Tie::Below]));
        sheet.count("changed by sort", of(&[Tie::Above]));
        sheet.count("changed by sort", of(&[Tie::Sister, Tie::Cousin]));
        sheet.count("changed by sort", of(&[Tie::Near]));
    }
}

/// What nothing answers to, by part of speech and weight.
pub(super) fn leftovers(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    let sides = [
        (alignment.left_a(), &pair.a, &alignment.a),
        (alignment.left_b(), &pair.b, &alignment.b),
    ];
    for (left, side, all) in &sides {
        let weights = || left.iter().map(|w| w.weight);
        let total: f32 = all.iter().map(|w| w.weight).sum();
        sheet.count("left", left.len());
        sheet.number("left weight", weights().sum());
        sheet.number("left share", weights().sum::<f32>() / total.max(0.01));
        sheet.number("left heaviest", weights().fold(0.0, f32::max));
        for upos in [
            Upos::Noun,
            Upos::Propn,
            Upos::Verb,
            Upos::Adj,
            Upos::Adv,
            Upos::Num,
        ] {
            sheet.count(
                "left by sort",
                left.iter().filter(|w| w.upos == upos).count(),
            );
        }
        let place = |relations: &[Dependency]| {
            left.iter()
                .filter(|w| relations.contains(&side.syntax.relation(w.index)))
                .count()
        };
        sheet.count(
            "left subjects",
            place(&[Dependency::Nsubj, Dependency::NsubjPass]),
        );
        sheet.count("left objects", place(&[Dependency::Obj]));
        sheet.count("left obliques", place(&[Dependency::Obl]));
        sheet.count(
            "left modifiers",
            place(&[
                Dependency::Amod,
                Dependency::Compound,
                Dependency::Nmod,
                Dependency::Advmod,
            ]),
        );
        sheet.count(
            "left clauses",
            place(&[
                Dependency::Acl,
                Dependency::AclRelcl,
                Dependency::Advcl,
                Dependency::Conj,
            ]),
        );
        sheet.flag(
            "left top",
            left.iter().any(|w| side.syntax.head(w.index).is_none()),
        );
    }
    let ((a, ..), (b, ..)) = (&sides[0], &sides[1]);
    sheet.flag("both have leftovers", !a.is_empty() && !b.is_empty());
    sheet.count("fewer leftovers", a.len().min(b.len()));
}
