//! What the rules see in a pair, however unsurely, and which parts of the two sentences stand in each other's place.

use super::Sheet;
use crate::claims::frame::QuantityFrame;
use crate::judgement::Finding;
use crate::judgement::act::{acts, polarities};
use crate::judgement::number::{self, FEATURES, OF_READER};
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::{Kind, Relation};
use crate::judgement::word_alignment::{Alignment, Word};
use crate::lexicon::relations::is_person;
use crate::parse::{Relation as Dependency, Upos};

/// The surest proposal of each kind, also where it is too unsure to be said. Which side of the pair comes first makes no difference to how
/// sure they are.
pub(super) fn proposals(sheet: &mut Sheet, found: &[Finding]) {
    let surest = |relation: Relation, kind: Option<Kind>| {
        found
            .iter()
            .filter(|f| f.relation == relation && (kind.is_none() || f.kind == kind))
            .map(|f| f.strength)
            .fold(0.0, f32::max)
    };
    for kind in [
        Kind::Number,
        Kind::Negation,
        Kind::Denial,
        Kind::Antonym,
        Kind::Attribution,
        Kind::Cause,
        Kind::Time,
        Kind::Place,
        Kind::Entity,
        Kind::Role,
        Kind::Modality,
    ] {
        sheet.number("proposed", surest(Relation::Contradict, Some(kind)));
    }
    sheet.number("proposed any", surest(Relation::Contradict, None));
    sheet.number("proposed revision", surest(Relation::Revision, None));
}

/// The likeliest pair of figures that exclude each other.
pub(super) fn figures(sheet: &mut Sheet, pair: &Pair) {
    let candidates = number::candidates(pair);
    let probability = |c: &number::Candidate| number::likelihood(pair, c);
    let best = candidates
        .iter()
        .max_by(|x, y| probability(x).total_cmp(&probability(y)));
    sheet.flag("figures exclude", best.is_some());
    sheet.number("figures likely", best.map_or(0.0, &probability));
    for (at, name) in FEATURES[..OF_READER].iter().enumerate() {
        sheet.number(name, best.map_or(0.0, |c| c.features[at]));
    }
    scopes(sheet, pair, best);
}

/// What narrows down each figure of a pair of them: "in his village alone", "at the market".
fn scopes(sheet: &mut Sheet, pair: &Pair, best: Option<&number::Candidate>) {
    let other_words =
        |other: &Side, lemma: &str| (0..other.syntax.len()).any(|w| other.syntax.lemma(w) == lemma);
    let read = |side: &Side, other: &Side, q: &QuantityFrame| -> [f32; 4] {
        let syntax = &side.syntax;
        let alone = (0..syntax.len()).any(|w| matches!(syntax.lower(w), "alone" | "only" | "just"));
        let predicate = q.predicate.map(|p| &side.detail.predicates[p]);
        let obliques = predicate.map_or(&[][..], |p| &p.obliques[..]);
        let narrow = |preposition: &str, w: usize| {
            matches!(
                preposition,
                "in" | "at" | "on" | "near" | "from" | "inside" | "outside" | "by"
            ) && !other_words(other, syntax.lemma(w))
        };
        let places = obliques.iter().filter(|(p, w)| narrow(p, *w)).count();
        let under = q.counted.map_or(0, |c| {
            syntax
                .children_with(c, &[Dependency::Nmod])
                .filter(|&w| !other_words(other, syntax.lemma(w)))
                .count()
        });
        let total = (0..syntax.len()).any(|w| {
            matches!(
                syntax.lemma(w),
                "total" | "toll" | "number" | "all" | "altogether" | "overall" | "count"
            )
        });
        [
            f32::from(u8::from(alone)),
            places as f32,
            under as f32,
            f32::from(u8::from(total)),
        ]
    };
    let (mut less, mut more) = ([0.0; 4], [0.0; 4]);
    if let Some(c) = best {
        let (x, y) = (read(&pair.a, &pair.b, c.a), read(&pair.b, &pair.a, c.b));
        (less, more) = if c.a.quantity.value.low <= c.b.quantity.value.low {
            (x, y)
        } else {
            (y, x)
        };
    }
    sheet.numbers("scope of less", less);
    sheet.numbers("scope of more", more);
}

/// The deeds that both tell: how well their parts meet where both say the same of them, and where one says the opposite.
pub(super) fn deeds(sheet: &mut Sheet, pair: &Pair) {
    /// Verbs less akin than this are two deeds.
    const RELATED: f32 = 0.6;
    // Said of both alike, said to be so by one only, not comparable.
    let mut best = [[0.0f32; 6]; 3];
    for deed in acts(pair, RELATED) {
        let (pa, pb) = (
            &pair.a.detail.predicates[deed.a],
            &pair.b.detail.predicates[deed.b],
        );
        let sort = match polarities(pair, pa, pb) {
            Some((x, y)) if x == y => 0,
            Some(_) => 1,
            None => 2,
        };
        let telling = deed.kin * (0.2 + deed.covered_less() + deed.covered_more());
        if telling > best[sort][0] {
            let days = match pair.days_relation(pa.word, pb.word) {
                Some(true) => 1.0,
                Some(false) => -1.0,
                None => 0.0,
            };
            best[sort] = [
                telling,
                deed.covered_less(),
                deed.covered_more(),
                deed.shared() as f32,
                deed.clashing() as f32,
                days,
            ];
        }
    }
    for (name, values) in ["deed alike", "deed opposed", "deed apart"]
        .into_iter()
        .zip(best)
    {
        sheet.numbers(name, values);
    }
}

/// Places that a loose end can have, as far as two of them can take each other's.
fn place(relation: Dependency) -> Option<usize> {
    Some(match relation {
        Dependency::Nsubj | Dependency::NsubjPass => 0,
        Dependency::Obj => 1,
        Dependency::Obl | Dependency::Advmod => 2,
        Dependency::Amod | Dependency::Compound | Dependency::Nmod | Dependency::NmodPoss => 3,
        Dependency::Root => 4,
        Dependency::Conj | Dependency::Appos => 5,
        Dependency::Ccomp
        | Dependency::Xcomp
        | Dependency::Advcl
        | Dependency::Acl
        | Dependency::AclRelcl => 6,
        _ => return None,
    })
}

/// What nothing answers to on either side, and whether two such words hang on words that answer to each other.
pub(super) fn loose_ends(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    let (left_a, left_b) = (alignment.left_a(), alignment.left_b());
    let tops = |left: &[&Word], side: &Side| -> Vec<usize> {
        (0..left.len())
            .filter(|&i| {
                side.syntax
                    .head(left[i].index)
                    .is_none_or(|h| left.iter().all(|w| w.index != h))
            })
            .collect()
    };
    let (tops_a, tops_b) = (tops(&left_a, &pair.a), tops(&left_b, &pair.b));
    let (x, y) = (tops_a.len() as f32, tops_b.len() as f32);
    sheet.number("loose less", x.min(y));
    sheet.number("loose more", x.max(y));
    sheet.flag("loose one each", x == 1.0 && y == 1.0);
    let heads_tied = |i: usize, j: usize| match (pair.a.syntax.head(i), pair.b.syntax.head(j)) {
        (Some(p), Some(q)) => alignment.link_of(p, q).is_some(),
        (None, None) => true,
        _ => false,
    };
    let mut clashes = [0.0f32; 7];
    let mut clashes_alike = [0.0f32; 7];
    let (mut names, mut persons, mut figures, mut nouns, mut verbs) =
        (0.0f32, 0.0f32, 0.0f32, 0.0f32, 0.0f32);
    let mut company = 0.0f32;
    let mut heaviest = 0.0f32;
    for &i in &tops_a {
        for &j in &tops_b {
            let (u, v) = (left_a[i], left_b[j]);
            let (p, q) = (
                place(pair.a.syntax.relation(u.index)),
                place(pair.b.syntax.relation(v.index)),
            );
            let weight = u.weight.min(v.weight);
            if p == q
                && let Some(at) = p
            {
                clashes[at] = clashes[at].max(weight);
                if heads_tied(u.index, v.index) {
                    clashes_alike[at] = clashes_alike[at].max(weight);
                }
            }
            let noun = |w: &Word| matches!(w.upos, Upos::Noun | Upos::Propn);
            let both = |f: &dyn Fn(&Word) -> bool| f(u) && f(v);
            let raise =
                |value: &mut f32, is: bool| *value = value.max(if is { weight } else { 0.0 });
            raise(&mut names, both(&|w| w.upos == Upos::Propn));
            raise(&mut persons, both(&|w| is_person(w.lemma)));
            raise(&mut figures, both(&|w| w.upos == Upos::Num));
            raise(&mut nouns, both(&noun));
            raise(&mut verbs, both(&|w| w.upos == Upos::Verb));
            if both(&noun) {
                company = company.max(u.cosine(v));
                heaviest = heaviest.max(weight);
            }
        }
    }
    sheet.numbers("loose ends of one place", clashes);
    sheet.numbers("loose ends on tied heads", clashes_alike);
    sheet.number("loose names", names);
    sheet.number("loose persons", persons);
    sheet.number("loose figures", figures);
    sheet.number("loose nouns", nouns);
    sheet.number("loose verbs", verbs);
    sheet.number("loose company", company);
    sheet.number("loose heaviest", heaviest);
    // "the older brother", "the younger brother": tied nouns kept apart by what stands with them.
    let (mut parted, mut parted_subject) = (0, false);
    for link in &alignment.links {
        let (i, j) = (alignment.a[link.a].index, alignment.b[link.b].index);
        let marked = |side: &Side, left: &[&Word], head: usize| {
            left.iter().any(|w| {
                side.syntax.head(w.index) == Some(head)
                    && matches!(
                        side.syntax.relation(w.index),
                        Dependency::Amod
                            | Dependency::Compound
                            | Dependency::Nmod
                            | Dependency::NmodPoss
                            | Dependency::Nummod
                            | Dependency::Appos
                            | Dependency::Flat
                    )
            })
        };
        if marked(&pair.a, &left_a, i) && marked(&pair.b, &left_b, j) {
            parted += 1;
            parted_subject |= place(pair.a.syntax.relation(i)) == Some(0)
                || place(pair.b.syntax.relation(j)) == Some(0);
        }
    }
    sheet.count("nouns parted", parted);
    sheet.flag("subject parted", parted_subject);
}
