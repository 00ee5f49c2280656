//! Which parts of two sentences stand in each other's place: what an editor looks at first, and what the conflict is about.

use crate::claims::attribution::Stance;
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::Kind;
use crate::judgement::word_alignment::{Alignment, Tie, Word};
use crate::parse::{Relation as Dependency, Upos};
use crate::text::span::Span;

/// The parts, and what sort of thing they are.
pub(super) struct Contrast {
    pub(super) kind: Kind,
    pub(super) a: Span,
    pub(super) b: Span,
}

/// The heaviest parts that take each other's place; the whole sentences if nothing is left over on one side.
pub(super) fn contrast(pair: &Pair) -> Contrast {
    let alignment = Alignment::new(pair);
    let tied = alignment
        .links
        .iter()
        .filter(|l| {
            matches!(
                l.tie,
                Tie::Opposite | Tie::Number | Tie::Sister | Tie::Cousin
            )
        })
        .map(|l| (l.tie != Tie::Opposite, &alignment.a[l.a], &alignment.b[l.b]));
    let (left_a, left_b) = (alignment.left_a(), alignment.left_b());
    let loose = left_a
        .iter()
        .flat_map(|x| left_b.iter().map(move |y| (true, *x, *y)))
        .filter(|(_, x, y)| place(&pair.a, x) == place(&pair.b, y));
    let best = tied
        .chain(loose)
        .max_by(|x, y| strength(x).total_cmp(&strength(y)));
    let Some((open, x, y)) = best else {
        return Contrast {
            kind: kind_of_stance(pair).unwrap_or(Kind::Negation),
            a: pair.a.detail.sentence,
            b: pair.b.detail.sentence,
        };
    };
    let span = |side: &Side, word: &Word| side.syntax.span(side.syntax.phrase(word.index));
    Contrast {
        kind: kind_of_stance(pair).unwrap_or_else(|| kind_of_words(pair, open, x, y)),
        a: span(&pair.a, x),
        b: span(&pair.b, y),
    }
}

/// Denial or negation, if only one side denies or negates.
fn kind_of_stance(pair: &Pair) -> Option<Kind> {
    let denies = |side: &Side| {
        let mut said = side.detail.attributions.iter();
        said.any(|a| a.stance == Stance::Deny)
    };
    let negates = |side: &Side| side.detail.predicates.iter().any(|p| p.negation.is_some());
    if denies(&pair.a) != denies(&pair.b) {
        return Some(Kind::Denial);
    }
    (negates(&pair.a) != negates(&pair.b)).then_some(Kind::Negation)
}

/// How telling a contrast is: opposites before all others, then by how much the lighter word says.
fn strength((open, x, y): &(bool, &Word, &Word)) -> f32 {
    f32::from(u8::from(!open)) + x.weight.min(y.weight)
}

/// Where a word stands, as far as another can take its place.
fn place(side: &Side, word: &Word) -> Option<u8> {
    Some(match side.syntax.relation(word.index) {
        Dependency::Nsubj => 0,
        Dependency::Obj | Dependency::NsubjPass => 1,
        Dependency::Obl | Dependency::Nmod => 2,
        Dependency::Root | Dependency::Ccomp => 3,
        Dependency::Amod | Dependency::Compound => 4,
        Dependency::Nummod => 5,
        _ => return None,
    })
}

fn kind_of_words(pair: &Pair, open: bool, x: &Word, y: &Word) -> Kind {
    let relation = pair.a.syntax.relation(x.index);
    let is_time = |side: &Side, word: &Word| {
        side.detail
            .times
            .iter()
            .any(|t| t.tokens.contains(&word.index))
    };
    if is_time(&pair.a, x) && is_time(&pair.b, y) {
        Kind::Time
    } else if x.upos == Upos::Num && y.upos == Upos::Num {
        Kind::Number
    } else if !open {
        Kind::Antonym
    } else if relation == Dependency::Nsubj {
        Kind::Attribution
    } else if relation == Dependency::Obl && x.upos == Upos::Propn && y.upos == Upos::Propn {
        Kind::Place
    } else if matches!(x.upos, Upos::Verb | Upos::Adj | Upos::Adv) {
        Kind::Antonym
    } else {
        Kind::Entity
    }
}
