//! Whether two phrases name one thing, or two.
//!
//! "Other" is a strong word here: two fillers are other only if names, sides, countries, kinds or narrowing words keep them apart.
//! Pronouns, titles and people without a name may be anybody, so they leave it open.

use super::correspond::{begins_acronym, is_generic_person, kinship, lemma_kinship};
use super::pair::{Pair, Side};
use crate::claims::frame::is_time_noun;
use crate::claims::syntax::Syntax;
use crate::lexicon::parties::{country_of, is_seat, named_parties, side_of};
use crate::lexicon::relations::{are_antonyms, is_person, kinds_of};
use crate::lexicon::violence::Violence;
use crate::parse::{Relation, Upos};
use crate::text::numeral::ordinal;

/// How two fillers of a slot stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Two different things.
    Other,
    /// It cannot be told.
    Open,
    /// The same thing.
    Same,
}
/// How two nominals stand to each other, by head, names, parties and what narrows them down.
pub fn fit(pair: &Pair, x: usize, y: usize) -> Fit {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let (x, y) = (antecedent(&pair.a, x), antecedent(&pair.b, y));
    match (is_pronoun(a, x), is_pronoun(b, y)) {
        (false, false) => {}
        (true, false) if goes_by(&pair.a, x, &pair.b, y) => return Fit::Same,
        (false, true) if goes_by(&pair.b, y, &pair.a, x) => return Fit::Same,
        _ => return Fit::Open,
    }
    if owns(pair, x, y) {
        return Fit::Other;
    }
    if let Some(fit) = party_fit(a, x, b, y) {
        return fit;
    }
    if pair.is_bare() && are_of_two_countries(a, x, b, y) {
        return Fit::Other;
    }
    let share_name = share_names(pair, x, y, LIKE_NAMES);
    match (a.upos(x) == Upos::Propn, b.upos(y) == Upos::Propn) {
        (true, true) if share_name => Fit::Same,
        // A city may lie in the country, a man may speak for it.
        (true, true) if countries(a, x).is_empty() != countries(b, y).is_empty() => Fit::Open,
        (true, true) if may_be_short_for(pair, x, y) => Fit::Open,
        (true, true) => Fit::Other,
        (true, false) | (false, true) if share_name => Fit::Same,
        // A tagger takes the same word now for a name, now for a noun.
        (true, false) | (false, true) if a.lemma(x).eq_ignore_ascii_case(b.lemma(y)) => Fit::Same,
        (true, false) | (false, true) if is_described_as(pair, x, y) => Fit::Same,
        (true, false) | (false, true) => Fit::Open,
        (false, false) => common_fit(pair, x, y),
    }
}

/// "ISIS", "the Islamic State": one name may be the other with a word left out.
fn may_be_short_for(pair: &Pair, x: usize, y: usize) -> bool {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let (p, q) = (a.form(x), b.form(y));
    begins_acronym(p, b.phrase_text(y)) || begins_acronym(q, a.phrase_text(x))
}

/// Whether what stands beside the name in the one is how the other calls him: "Brell, the director of the bank", "the bank's director".
fn is_described_as(pair: &Pair, x: usize, y: usize) -> bool {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let noun = |s: &Syntax, w: usize| {
        if s.upos(w) == Upos::Noun {
            return Some(w);
        }
        let mut beside = s.children_with(w, &[Relation::Appos]);
        beside.find(|&c| s.upos(c) == Upos::Noun)
    };
    let (Some(p), Some(q)) = (noun(a, x), noun(b, y)) else {
        return false;
    };
    // The name itself is no part of its description.
    let named = |s: &Syntax, w: usize| {
        let words = s.phrase(w).iter().copied();
        words
            .filter(|&v| s.upos(v) == Upos::Propn)
            .collect::<Vec<_>>()
    };
    let (u, v) = (named(a, p), named(b, q));
    kinship(a, p, b, q) >= 0.85
        && u.iter()
            .any(|&i| v.iter().any(|&j| kinship(a, i, b, j) >= ONE_NAME))
}

/// Whether two phrases share two words of one name: first name and last name.
pub(super) fn share_full_name(pair: &Pair, x: usize, y: usize) -> bool {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let alike = |&i: &usize| names(b, y).any(|j| a.form(i).eq_ignore_ascii_case(b.form(j)));
    let mut shared: Vec<&str> = names(a, x).filter(alike).map(|i| a.form(i)).collect();
    shared.sort_unstable();
    shared.dedup();
    shared.len() >= 2
}

/// What a pronoun inside reported speech most likely stands for: the source ("the company denied that it had raised its prices").
fn antecedent(side: &Side, word: usize) -> usize {
    let pronoun = matches!(side.syntax.lemma(word), "it" | "he" | "she" | "they");
    // "his country had received no warning", the minister said.
    let his_own = matches!(side.syntax.lemma(word), "country" | "nation" | "government")
        && side
            .syntax
            .child(word, &[Relation::NmodPoss])
            .is_some_and(|p| side.syntax.upos(p) == Upos::Pron);
    if !pronoun && !his_own {
        return word;
    }
    side.source_of(word).unwrap_or(word)
}

/// Whether a pronoun that stands for a speaker, whose name the article gives elsewhere, stands for whom a phrase names.
fn goes_by(side: &Side, pronoun: usize, other: &Side, word: usize) -> bool {
    let Some(speaker) = &side.detail.speaker else {
        return false;
    };
    let mut attributions = side.detail.attributions.iter();
    let Some(own) = attributions.position(|a| a.source == Some(pronoun)) else {
        return false;
    };
    let name = speaker.of_attribution(own).unwrap_or_default();
    let called = |w: usize| {
        let form = other.syntax.form(w);
        form.len() > 2
            && name
                .split(|c: char| !c.is_alphanumeric())
                .any(|part| part == form)
    };
    names(&other.syntax, word).any(called)
}

/// "the company" and "the company's rival": the one belongs to the other, so it is not the other.
fn owns(pair: &Pair, x: usize, y: usize) -> bool {
    let owner = |s: &Syntax, w: usize| s.child(w, &[Relation::NmodPoss]);
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let common = |s: &Syntax, w: usize| s.upos(w) == Upos::Noun;
    let of_b =
        owner(b, y).is_some_and(|o| common(b, o) && common(a, x) && a.lemma(x) == b.lemma(o));
    let of_a =
        owner(a, x).is_some_and(|o| common(a, o) && common(b, y) && b.lemma(y) == a.lemma(o));
    (of_a || of_b) && a.lemma(x) != b.lemma(y)
}

/// Whether two fillers are two things of whatever likeness: chlorine and sarin keep the same company and are not the same.
pub fn are_distinct(pair: &Pair, x: usize, y: usize) -> bool {
    /// What is a kind of the other, or a synonym, is not distinct from it.
    const RELATED: f32 = 0.65;
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    a.upos(x) == Upos::Noun
        && b.upos(y) == Upos::Noun
        && fit(pair, x, y) != Fit::Same
        && !is_vague(a.lemma(x))
        && !is_vague(b.lemma(y))
        && lemma_kinship(a.lemma(x), b.lemma(y)) < RELATED
        && !kinds_of(a.lemma(x)).any(|k| k == b.lemma(y))
        && !kinds_of(b.lemma(y)).any(|k| k == a.lemma(x))
        && !share_word(pair, x, y)
}

/// Whether two phrases have a content word in common.
pub fn share_word(pair: &Pair, x: usize, y: usize) -> bool {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let content = |s: &Syntax, w: usize| {
        matches!(s.upos(w), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Verb)
    };
    a.phrase(x).iter().filter(|&&i| content(a, i)).any(|&i| {
        b.phrase(y)
            .iter()
            .any(|&j| content(b, j) && a.lemma(i) == b.lemma(j))
    })
}

fn is_pronoun(syntax: &Syntax, word: usize) -> bool {
    syntax.upos(word) == Upos::Pron || syntax.upos(word) == Upos::Det
}

/// The proper nouns of a phrase that name no time.
fn names<'s>(syntax: &'s Syntax, word: usize) -> impl Iterator<Item = usize> + Clone + 's {
    let words = syntax.phrase(word).iter().copied();
    // "the supplier Brell", "Brell, the supplier".
    let beside = syntax.children(word).iter().copied();
    let beside = beside.filter(|&c| syntax.relation(c) == Relation::Appos);
    let named = syntax
        .head(word)
        .filter(|_| syntax.relation(word) == Relation::Appos);
    words.chain(beside).chain(named).filter(|&w| {
        syntax.upos(w) == Upos::Propn && !is_time_noun(syntax, w) && !lends_its_name(syntax, w)
    })
}

/// "the Kremlin-backed militia" is not the Kremlin.
pub fn lends_its_name(syntax: &Syntax, word: usize) -> bool {
    word + 2 < syntax.len()
        && syntax.form(word + 1) == "-"
        && matches!(
            syntax.lower(word + 2),
            "backed"
                | "supported"
                | "sponsored"
                | "funded"
                | "financed"
                | "armed"
                | "trained"
                | "supplied"
                | "made"
                | "built"
                | "allied"
                | "aligned"
                | "affiliated"
                | "linked"
                | "inspired"
                | "held"
                | "controlled"
                | "occupied"
        )
}

/// Whether a phrase holds a name, or a word for a country's.
pub fn is_named(side: &Side, word: usize) -> bool {
    names(&side.syntax, word).next().is_some() || !countries(&side.syntax, word).is_empty()
}

/// The countries of a phrase, and the other parties that a user has named.
pub(super) fn countries(syntax: &Syntax, word: usize) -> Vec<u16> {
    let words: Vec<usize> = syntax
        .phrase(word)
        .iter()
        .copied()
        .filter(|&w| !lends_its_name(syntax, w))
        .collect();
    let lower = words.iter().map(|&w| syntax.lower(w));
    let pairs = words
        .windows(2)
        .map(|w| [syntax.lower(w[0]), syntax.lower(w[1])].join(" "));
    let mut found: Vec<u16> = pairs
        .filter_map(|w| country_of(&w))
        .chain(lower.clone().filter_map(country_of))
        .chain(named_parties(lower).into_iter().map(|named| named.party))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The side of a conflict that a phrase belongs to: by its head, by what narrows it down, or because it names a seat of government.
pub fn party_side(syntax: &Syntax, word: usize) -> Option<&'static str> {
    if let Some(side) = side_of(syntax.lemma(word)) {
        return Some(side);
    }
    // "a spokesman for the Front, an alliance of rebel groups", "forces loyal to the government".
    let narrowed = syntax
        .subtree_without(word, |c| {
            matches!(
                syntax.relation(c),
                Relation::AclRelcl
                    | Relation::Advcl
                    | Relation::Parataxis
                    | Relation::Conj
                    | Relation::Ccomp
            )
        })
        .into_iter()
        // "rebel-held suburbs" are no rebels.
        .filter(|&w| w != word && (w + 1 >= syntax.len() || syntax.form(w + 1) != "-"))
        .find_map(|w| side_of(syntax.lemma(w)));
    narrowed.or_else(|| {
        (syntax.upos(word) == Upos::Propn && is_seat(syntax.lower(word))).then_some("state")
    })
}

/// Nouns of bodies that act.
pub(super) fn is_group(lemma: &str) -> bool {
    matches!(
        lemma,
        "force"
            | "army"
            | "group"
            | "company"
            | "firm"
            | "agency"
            | "gang"
            | "unit"
            | "alliance"
            | "coalition"
            | "team"
            | "crew"
            | "delegation"
            | "bank"
            | "court"
            | "union"
            | "party"
    )
}

/// "a British team", "Egyptian archaeologists": side by side, people of two countries are not the same.
fn are_of_two_countries(a: &Syntax, x: usize, b: &Syntax, y: usize) -> bool {
    let people = |s: &Syntax, w: usize| is_person(s.lemma(w)) || is_group(s.lemma(w));
    let (p, q) = (countries(a, x), countries(b, y));
    people(a, x)
        && people(b, y)
        && !p.is_empty()
        && !q.is_empty()
        && !p.iter().any(|c| q.contains(c))
}

/// The party whose name a phrase ends in, of those that a user has named: "the Syrian Democratic Forces".
fn party_called(syntax: &Syntax, word: usize) -> Option<u16> {
    let words = syntax.phrase(word);
    let mut named = named_parties(words.iter().map(|&w| syntax.lower(w))).into_iter();
    named.find(|n| words[n.last] == word).map(|n| n.party)
}

/// What countries and sides say of two parties; none if they say nothing.
fn party_fit(a: &Syntax, x: usize, b: &Syntax, y: usize) -> Option<Fit> {
    if let (Some(u), Some(v)) = (party_called(a, x), party_called(b, y)) {
        return Some(if u == v { Fit::Same } else { Fit::Other });
    }
    let (p, q) = (countries(a, x), countries(b, y));
    let apart = !p.is_empty() && !q.is_empty() && !p.iter().any(|c| q.contains(c));
    let one_country = p.iter().any(|c| q.contains(c));
    let heads_akin = kinship(a, x, b, y) >= 0.85;
    let is_country = |s: &Syntax, w: usize| country_of(s.lower(w)).is_some();
    match (party_side(a, x), party_side(b, y)) {
        (Some(u), Some(v)) if u != v => return Some(Fit::Other),
        (Some(_), Some(_)) if apart => return Some(Fit::Other),
        (Some(_), Some(_)) if one_country || heads_akin && p.is_empty() == q.is_empty() => {
            return None;
        }
        (Some(_), Some(_)) => return Some(Fit::Open),
        _ => {}
    }
    if apart && (heads_akin || is_country(a, x) || is_country(b, y)) {
        return Some(Fit::Other);
    }
    (one_country && (is_country(a, x) || is_country(b, y))).then_some(Fit::Same)
}

/// "two shipping firms", "three banks": side by side, other numbers of nouns that differ are other things.
fn are_counted_apart(pair: &Pair, x: usize, y: usize) -> bool {
    let count = |side: &Side, w: usize| {
        let q = side
            .detail
            .quantities
            .iter()
            .find(|q| q.counted == Some(w))?;
        Some((q.quantity.value.low, q.quantity.value.high))
    };
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    a.lemma(x) != b.lemma(y)
        && count(&pair.a, x)
            .zip(count(&pair.b, y))
            .is_some_and(|(p, q)| p.1 < q.0 || q.1 < p.0)
}

/// Two common nouns: by kinship, then by what narrows them down.
fn common_fit(pair: &Pair, x: usize, y: usize) -> Fit {
    /// Below this kinship two nouns that are no persons are not of one kind.
    const KIN: f32 = 0.45;
    /// The same of two bare sentences: islands and a mainland keep the same company.
    const BARE_KIN: f32 = 0.65;
    const SAME: f32 = 0.85;
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let (p, q) = (a.lemma(x), b.lemma(y));
    if are_antonyms(p, q) {
        return Fit::Other;
    }
    // Raids, strikes and bombings are words for one thing.
    let kin = if Violence::Act.has(p) && Violence::Act.has(q) || points_to(p) && points_to(q) {
        1.0
    } else {
        lemma_kinship(p, q)
    };
    if kin >= SAME {
        return narrowed(pair, x, y);
    }
    if share_names(pair, x, y, ONE_NAME) {
        return Fit::Same;
    }
    if is_vague(p) || is_vague(q) {
        return Fit::Open;
    }
    if pair.is_bare() {
        if are_counted_apart(pair, x, y) {
            return Fit::Other;
        }
        // "the ambassador", "the consul": side by side they are two people; "the man" may be anybody.
        let one_kind = kinds_of(p).any(|k| k == q) || kinds_of(q).any(|k| k == p);
        // Words for people of an age, whatever else they are.
        let of_an_age = |lemma: &str| {
            matches!(
                lemma,
                "child" | "kid" | "baby" | "youth" | "teenager" | "minor" | "adult"
            )
        };
        let anybody = one_kind
            || of_an_age(p)
            || of_an_age(q)
            || is_generic_person(p)
            || is_generic_person(q)
            || is_person(p) != is_person(q);
        return if anybody || kin >= BARE_KIN {
            Fit::Open
        } else {
            Fit::Other
        };
    }
    if kin >= KIN || is_person(p) || is_person(q) {
        return Fit::Open;
    }
    Fit::Other
}

/// Nouns for what shows that something is so.
fn points_to(lemma: &str) -> bool {
    matches!(
        lemma,
        "evidence" | "trace" | "sign" | "proof" | "indication" | "hint" | "clue"
    )
}

/// Nouns that may stand for anything said before.
fn is_vague(lemma: &str) -> bool {
    matches!(
        lemma,
        "thing"
            | "one"
            | "other"
            | "part"
            | "number"
            | "group"
            | "company"
            | "firm"
            | "organisation"
            | "organization"
            | "body"
            | "side"
            | "area"
            | "place"
            | "site"
            | "case"
            | "move"
            | "step"
            | "measure"
            | "incident"
            | "event"
            | "situation"
            | "matter"
            | "issue"
            | "result"
            | "figure"
            | "agency"
            | "institution"
            | "country"
            | "nation"
            | "team"
            | "unit"
            | "party"
            | "city"
            | "town"
            | "region"
            | "village"
            | "vehicle"
            | "item"
            | "kind"
            | "type"
            | "sort"
            | "work"
    )
}

/// Names at least this much akin may be spellings of one.
pub(super) const LIKE_NAMES: f32 = 0.85;
/// Names at least this much akin are one.
pub(super) const ONE_NAME: f32 = 0.95;

/// Whether a name of one phrase is at least `least` akin to one of the other.
pub(super) fn share_names(pair: &Pair, x: usize, y: usize, least: f32) -> bool {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let (mut p, q) = (names(a, x), names(b, y));
    p.any(|i| q.clone().any(|j| kinship(a, i, b, j) >= least))
}

/// Nouns that narrow down must be this much akin to narrow down to one thing.
const NARROW_KIN: f32 = 0.75;

/// "Gate 4" and "Gate 9", also inside a phrase: one word with two numbers behind it.
fn labels_apart(a: &Syntax, x: usize, b: &Syntax, y: usize) -> bool {
    let labels = |s: &Syntax, w: usize| -> Vec<(String, String)> {
        // Trees hang the number on the word or beside it, but on none behind.
        let labelled = |&&w: &&usize| {
            w + 1 < s.len()
                && s.upos(w + 1) == Upos::Num
                && s.head(w + 1).is_some_and(|head| head <= w)
                && matches!(s.upos(w), Upos::Noun | Upos::Propn)
        };
        let words = s.phrase(w).iter().filter(labelled);
        words
            .map(|&w| (s.lemma(w).to_lowercase(), s.form(w + 1).to_string()))
            .collect()
    };
    let (ours, theirs) = (labels(a, x), labels(b, y));
    ours.iter()
        .any(|(word, n)| theirs.iter().any(|(other, m)| word == other && n != m))
}

/// Two phrases with one head: other things if what narrows them down keeps them apart.
fn narrowed(pair: &Pair, x: usize, y: usize) -> Fit {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    if names(a, x).next().is_some() && names(b, y).next().is_some() {
        let (u, v) = (countries(a, x), countries(b, y));
        if !share_names(pair, x, y, LIKE_NAMES) && !u.iter().any(|c| v.contains(c)) {
            return Fit::Other;
        }
    }
    if labels_apart(a, x, b, y) {
        return Fit::Other;
    }
    let by = |s: &Syntax, w: usize, relations: &[Relation]| -> Vec<usize> {
        s.children_with(w, relations)
            .filter(|&c| s.upos(c) != Upos::Propn)
            .collect()
    };
    let adjectives = [Relation::Amod];
    let (u, v) = (by(a, x, &adjectives), by(b, y, &adjectives));
    if u.iter().any(|&i| {
        v.iter()
            .any(|&j| are_antonyms(a.lemma(i), b.lemma(j)) || two_ordinals(a, i, b, j))
    }) {
        return Fit::Other;
    }
    // "growth forecast" and "inflation forecast"; "the offer on pay" and "the offer on pensions".
    let apart = |u: &[usize], v: &[usize]| {
        !u.is_empty()
            && !v.is_empty()
            && !u.iter().any(|&i| {
                v.iter()
                    .any(|&j| lemma_kinship(a.lemma(i), b.lemma(j)) >= 0.4)
            })
    };
    let nouns = [Relation::Compound];
    if apart(&by(a, x, &nouns), &by(b, y, &nouns)) {
        return Fit::Other;
    }
    let phrases = |s: &Syntax, w: usize| -> Vec<(String, usize)> {
        s.children_with(w, &[Relation::Nmod])
            .filter(|&c| s.upos(c) != Upos::Propn)
            .filter_map(|c| Some((s.preposition(c)?, c)))
            .collect()
    };
    let (u, v) = (phrases(a, x), phrases(b, y));
    for (preposition, i) in &u {
        let others: Vec<usize> = v
            .iter()
            .filter(|(p, _)| p == preposition)
            .map(|(_, j)| *j)
            .collect();
        // "the offer on working hours", "the offer on pensions": side by side, what is not nearly the same is another.
        let another = |j: usize| {
            fit(pair, *i, j) == Fit::Other
                || pair.is_bare()
                    && fit(pair, *i, j) == Fit::Open
                    && lemma_kinship(a.lemma(*i), b.lemma(j)) < NARROW_KIN
        };
        if !others.is_empty() && others.iter().all(|&j| another(j)) {
            return Fit::Other;
        }
    }
    Fit::Same
}

/// "the first round" and "the second round".
fn two_ordinals(a: &Syntax, x: usize, b: &Syntax, y: usize) -> bool {
    let places = |lemma: &str| {
        let counted = ordinal(lemma).is_some_and(|n| (1..=10).contains(&n));
        counted
            || matches!(
                lemma,
                "last"
                    | "northern"
                    | "southern"
                    | "eastern"
                    | "western"
                    | "upper"
                    | "lower"
                    | "left"
                    | "right"
            )
    };
    let (p, q) = (a.lemma(x), b.lemma(y));
    places(p) && places(q) && p != q
}
