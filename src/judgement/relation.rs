//! What a named person, company or place has one of: a birthplace, a year of birth, an owner, a seat, a spouse, a nationality.
//!
//! Two bare sentences that give two of it for one name exclude each other. A town and its country do not, nor a year and a month in it. Out
//! of articles such facts are background, often of namesakes, and nothing is said.

use super::Finding;
use super::act::polarity;
use super::fit::{Fit, LIKE_NAMES, ONE_NAME, countries, fit, share_names};
use super::pair::{Pair, Side};
use super::verdict::{Kind, Relation};
use crate::claims::frame::{Modality, Predicate, Sort};
use crate::claims::syntax::Syntax;
use crate::lexicon::parties::country_of;
use crate::lexicon::relations::is_person;
use crate::parse::{Relation as Dependency, Upos};

/// What a name has one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum One {
    Birthplace,
    YearOfBirth,
    YearOfDeath,
    YearOfFounding,
    Owner,
    Seat,
    Spouse,
    Nationality,
}

/// A name, and the one that it has.
#[derive(Debug, Clone, Copy)]
struct Fact {
    about: usize,
    what: One,
    value: usize,
}

/// One name with two of what it has one of.
pub fn findings(pair: &Pair) -> Option<Finding> {
    if !pair.is_bare() {
        return None;
    }
    let (ours, theirs) = (facts(&pair.a), facts(&pair.b));
    let (x, y) = ours
        .iter()
        .flat_map(|x| theirs.iter().map(move |y| (x, y)))
        .find(|(x, y)| clash(pair, x, y))?;
    let several = |facts: &[Fact], one: &Fact| {
        let like = facts.iter().filter(|f| f.what == one.what);
        like.count() > 1
    };
    // "founded by X and Y", "lived in X and Y": who has two of it has no one.
    if several(&ours, x) || several(&theirs, y) {
        return None;
    }
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(Kind::Entity),
        strength: 0.55,
        evidence: pair.evidence_of_phrases(
            "entity/only",
            x.value,
            y.value,
            "one name has two of what it can have one of",
        ),
    })
}

fn clash(pair: &Pair, x: &Fact, y: &Fact) -> bool {
    if x.what != y.what || !is_one_name(pair, x.about, y.about) {
        return false;
    }
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    match x.what {
        One::YearOfBirth | One::YearOfDeath | One::YearOfFounding => {
            a.form(x.value) != b.form(y.value)
        }
        One::Nationality => {
            let (p, q) = (countries(a, x.value), countries(b, y.value));
            p.len() == 1 && q.len() == 1 && p != q
        }
        One::Birthplace | One::Owner | One::Seat | One::Spouse => {
            let country = |s: &Syntax, w: usize| country_of(s.lower(w)).is_some();
            // "in Montvale, New Jersey" and "in New Jersey".
            let beside =
                |side: &Side, of: &Syntax, w: usize| side.places().sentence.contains(of.lower(w));
            country(a, x.value) == country(b, y.value)
                && !beside(&pair.a, b, y.value)
                && !beside(&pair.b, a, x.value)
                && !share_names(pair, x.value, y.value, LIKE_NAMES)
                && fit(pair, x.value, y.value) != Fit::Same
        }
    }
}

/// Whether two names are one: "Brandt" is Paul Brandt, and Anna Brandt is not.
fn is_one_name(pair: &Pair, x: usize, y: usize) -> bool {
    let words = |s: &Syntax<'_>, w: usize| -> Vec<String> {
        let names = s.phrase(w).iter().filter(|&&v| s.upos(v) == Upos::Propn);
        names.map(|&v| s.lower(v).to_string()).collect()
    };
    let (ours, theirs) = (words(&pair.a.syntax, x), words(&pair.b.syntax, y));
    let inside = |p: &[String], q: &[String]| p.iter().all(|w| q.contains(w));
    share_names(pair, x, y, ONE_NAME) && (inside(&ours, &theirs) || inside(&theirs, &ours))
}

/// Whether a word is a year.
fn is_year(syntax: &Syntax, word: usize) -> bool {
    let form = syntax.form(word);
    form.len() == 4
        && form.bytes().all(|b| b.is_ascii_digit())
        && matches!(form.as_bytes()[0], b'1' | b'2')
}

fn facts(side: &Side) -> Vec<Fact> {
    let syntax = &side.syntax;
    let mut found = Vec::new();
    if (0..syntax.len()).any(|w| {
        matches!(
            syntax.lower(w),
            "or" | "until" | "once" | "former" | "formerly"
        )
    }) {
        return found;
    }
    for predicate in &side.detail.predicates {
        if predicate.modality == Modality::Asserted && polarity(side, predicate) == Some(true) {
            match predicate.sort {
                Sort::Verb => by_verb(side, predicate, &mut found),
                Sort::Copula => by_copula(side, predicate, &mut found),
                Sort::Nominal => {}
            }
        }
    }
    // "Norco, a subsidiary of Brell", "X, a German writer".
    for word in 0..syntax.len() {
        if let Some(head) = syntax
            .head(word)
            .filter(|_| syntax.relation(word) == Dependency::Appos)
            .filter(|&head| is_name(syntax, head))
        {
            described(syntax, head, word, &mut found);
        }
    }
    found
}

fn is_name(syntax: &Syntax, word: usize) -> bool {
    syntax.upos(word) == Upos::Propn
}

fn by_verb(side: &Side, p: &Predicate, found: &mut Vec<Fact>) {
    let syntax = &side.syntax;
    let subject = p.patients.first().or(p.agents.first()).copied();
    let behind = |prepositions: &[&str]| {
        let wanted = p
            .obliques
            .iter()
            .filter(|(preposition, _)| prepositions.contains(&preposition.as_str()));
        wanted.map(|(_, w)| *w).collect::<Vec<usize>>()
    };
    // "in 1950", "on 3 May 1950".
    let year = || {
        let mut years = syntax
            .subtree(p.word)
            .into_iter()
            .filter(|&w| is_year(syntax, w));
        years.next().filter(|_| years.next().is_none())
    };
    let mut add = |about: Option<usize>, what: One, value: Option<usize>| {
        if let (Some(about), Some(value)) = (about.filter(|&w| is_name(syntax, w)), value) {
            found.push(Fact { about, what, value });
        }
    };
    let place = || {
        behind(&["in", "at"])
            .into_iter()
            .find(|&w| is_name(syntax, w))
    };
    match p.lemma.as_str() {
        "bear" => {
            add(subject, One::Birthplace, place());
            add(subject, One::YearOfBirth, year());
        }
        "die" => add(subject, One::YearOfDeath, year()),
        "found" | "establish" => add(p.patients.first().copied(), One::YearOfFounding, year()),
        "own" => {
            let owner = match p.agents.as_slice() {
                [one] => Some(*one).filter(|&w| is_name(syntax, w)),
                _ => None,
            };
            add(p.patients.first().copied(), One::Owner, owner);
        }
        "belong" => {
            let owner = behind(&["to"]).into_iter().find(|&w| is_name(syntax, w));
            add(subject, One::Owner, owner);
        }
        "base" | "headquarter" => add(subject, One::Seat, place()),
        "have" => {
            let seat = p
                .patients
                .iter()
                .copied()
                .find(|&w| matches!(syntax.lower(w), "headquarters" | "headquarter" | "seat"));
            if let Some(seat) = seat {
                let below = syntax.children_with(seat, &[Dependency::Nmod]).find(|&c| {
                    is_name(syntax, c) && syntax.preposition(c).as_deref() == Some("in")
                });
                add(p.agents.first().copied(), One::Seat, place().or(below));
            }
        }
        "marry" => {
            let to = behind(&["to"]).into_iter().find(|&w| is_name(syntax, w));
            add(subject, One::Spouse, to);
        }
        _ => {}
    }
}

fn by_copula(side: &Side, p: &Predicate, found: &mut Vec<Fact>) {
    let syntax = &side.syntax;
    let &[subject] = p.patients.as_slice() else {
        return;
    };
    if is_name(syntax, subject) {
        described(syntax, subject, p.word, found);
    }
    // "X's wife is Y".
    let of = syntax.child(subject, &[Dependency::NmodPoss]);
    if let Some(about) = of.filter(|&w| is_name(syntax, w) && is_name(syntax, p.word)) {
        let what = match syntax.lemma(subject) {
            "wife" | "husband" | "spouse" => One::Spouse,
            "birthplace" => One::Birthplace,
            "owner" => One::Owner,
            _ => return,
        };
        found.push(Fact {
            about,
            what,
            value: p.word,
        });
    }
}

/// What a noun says of the name that it describes.
fn described(syntax: &Syntax, about: usize, noun: usize, found: &mut Vec<Fact>) {
    if matches!(
        syntax.lemma(noun),
        "subsidiary" | "unit" | "arm" | "division"
    ) {
        let owner = syntax
            .children_with(noun, &[Dependency::Nmod])
            .find(|&c| is_name(syntax, c) && syntax.preposition(c).as_deref() == Some("of"));
        found.extend(owner.map(|value| Fact {
            about,
            what: One::Owner,
            value,
        }));
    }
    // "a German-born French writer" has two.
    let plain = |w: usize| !syntax.phrase(w).iter().any(|&v| syntax.form(v) == "-");
    let adjective = syntax
        .children_with(noun, &[Dependency::Amod])
        .any(|c| country_of(syntax.lower(c)).is_some());
    if is_person(syntax.lemma(noun)) && adjective && plain(noun) {
        found.push(Fact {
            about,
            what: One::Nationality,
            value: noun,
        });
    }
}
