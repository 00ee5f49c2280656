//! Entity: one office, post or thing, and two names for who or what it is.
//!
//! "The new coach of the team is X", "Y will coach the team": two holders of one office. Former and deputy holders have an office of
//! their own, and out of articles the office must be that of one named body, told of at one time.

use super::Finding;
use super::act::polarity;
use super::correspond::lemma_kinship;
use super::fit::{Fit, ONE_NAME, countries, fit, share_names};
use super::pair::{Pair, Side};
use super::verdict::{Kind, Relation};
use crate::claims::frame::{Modality, Predicate, Sort};
use crate::claims::syntax::Syntax;
use crate::lexicon::relations::is_person;
use crate::parse::{Relation as Dependency, Upos};

/// Who or what something is said to be.
#[derive(Debug)]
pub(super) struct Identity {
    /// The noun of the office, or the verb of whoever fills it ("coach").
    office: usize,
    /// Whose office it is.
    of: Vec<usize>,
    /// The name.
    holder: usize,
    /// Whether it is read so between two bare sentences only.
    side_by_side: bool,
}

/// Offices and things with two names.
pub fn findings(pair: &Pair) -> Option<Finding> {
    /// Later another may hold the office.
    const NEAR_DAYS: i32 = 3;
    if !pair.is_bare()
        && (!pair.tells_one_event() || pair.days_apart().is_some_and(|d| d.abs() > NEAR_DAYS))
        || pair.mixes_background()
    {
        return None;
    }
    let theirs = pair.b.identities();
    pair.a.identities().iter().find_map(|x| {
        let other = theirs.iter().find(|y| clash(pair, x, y))?;
        Some(Finding {
            relation: Relation::Contradict,
            kind: Some(Kind::Entity),
            strength: if pair.is_bare() { 0.58 } else { 0.5 },
            evidence: pair.evidence_of_phrases(
                "entity/holder",
                x.holder,
                other.holder,
                "one office or thing has two names",
            ),
        })
    })
}

fn clash(pair: &Pair, x: &Identity, y: &Identity) -> bool {
    if !pair.is_bare() && (x.side_by_side || y.side_by_side) {
        return false;
    }
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let one_office = (lemma_kinship(a.lemma(x.office), b.lemma(y.office)) >= 0.9
        || names_doer(a.lemma(x.office), b.lemma(y.office))
        || names_doer(b.lemma(y.office), a.lemma(x.office)))
        && grade(a, x.office) == grade(b, y.office);
    let shared = x.of.iter().any(|&p| {
        y.of.iter().any(|&q| {
            let (u, v) = (countries(a, p), countries(b, q));
            let named = share_names(pair, p, q, ONE_NAME) || u.iter().any(|c| v.contains(c));
            let fit = fit(pair, p, q);
            named && fit != Fit::Other || pair.is_bare() && fit == Fit::Same
        })
    });
    let of_one = shared || pair.is_bare() && x.of.is_empty() && y.of.is_empty();
    one_office && of_one && fit(pair, x.holder, y.holder) == Fit::Other
}

/// Whether a noun names who does what a verb says: "winner" and "win", "director" and "lead".
fn names_doer(noun: &str, verb: &str) -> bool {
    let leads = matches!(
        verb,
        "lead" | "head" | "run" | "direct" | "chair" | "manage"
    ) && matches!(
        noun,
        "leader" | "head" | "director" | "chief" | "boss" | "chair" | "chairman" | "manager"
    );
    // "winner", "writer", "founder", "inventor".
    let stem = noun.strip_suffix("er").or_else(|| noun.strip_suffix("or"));
    let made_of = stem.is_some_and(|stem| {
        let rest = stem.strip_prefix(verb.trim_end_matches('e'));
        rest.is_some_and(|rest| rest.is_empty() || rest.len() == 1 && verb.ends_with(rest))
    });
    leads || verb.len() > 2 && made_of
}

/// What makes another office of an office: "deputy", "former".
fn grade<'s>(syntax: &Syntax<'s>, office: usize) -> Vec<&'s str> {
    let narrowing = [Dependency::Amod, Dependency::Compound];
    let mut found: Vec<&str> = syntax
        .children_with(office, &narrowing)
        .map(|c| syntax.lemma(c))
        .filter(|lemma| {
            !matches!(
                *lemma,
                "new" | "newly" | "current" | "incoming" | "present" | "next" | "future"
            )
        })
        .collect();
    found.sort_unstable();
    found
}

pub(super) fn identities(side: &Side) -> Vec<Identity> {
    let mut found = Vec::new();
    for predicate in &side.detail.predicates {
        if predicate.modality == Modality::Conditional || polarity_of(side, predicate) != Some(true)
        {
            continue;
        }
        match predicate.sort {
            Sort::Copula => found.extend(by_copula(side, predicate)),
            Sort::Verb => found.extend(by_verb(side, predicate)),
            Sort::Nominal => {}
        }
    }
    found.extend(by_apposition(side));
    found
}

/// "X, chief executive of Norco, spoke": an office of which a body has one.
fn by_apposition(side: &Side) -> Vec<Identity> {
    let syntax = &side.syntax;
    let only = |lemma: &str| {
        matches!(
            lemma,
            "president"
                | "premier"
                | "chancellor"
                | "executive"
                | "ceo"
                | "chairman"
                | "chairwoman"
                | "king"
                | "queen"
                | "governor"
                | "mayor"
                | "coach"
                | "captain"
                | "author"
                | "founder"
                | "capital"
        )
    };
    let of_body = |w: usize| {
        let owners = owners(syntax, w);
        !owners.is_empty() && owners.iter().all(|&o| syntax.upos(o) == Upos::Propn)
    };
    (0..syntax.len())
        .filter(|&w| syntax.relation(w) == Dependency::Appos)
        .filter_map(|w| {
            let head = syntax.head(w)?;
            let name = |w: usize| syntax.upos(w) == Upos::Propn;
            let (office, holder) = match (name(head), name(w)) {
                (true, false) => (w, head),
                (false, true) => (head, w),
                _ => return None,
            };
            (only(syntax.lemma(office)) && of_body(office)).then(|| Identity {
                office,
                of: owners(syntax, office),
                holder,
                side_by_side: true,
            })
        })
        .collect()
}

/// As [`polarity`]; what somebody is to become counts too.
fn polarity_of(side: &Side, predicate: &Predicate) -> Option<bool> {
    if predicate.modality == Modality::Planned {
        return Some(predicate.negation.is_none() && !side.detail.is_denied(predicate));
    }
    polarity(side, predicate)
}

/// "the coach of the team is X", "X is the coach of the team".
fn by_copula(side: &Side, predicate: &Predicate) -> Option<Identity> {
    let syntax = &side.syntax;
    let &[subject] = predicate.patients.as_slice() else {
        return None;
    };
    let word = predicate.word;
    let is_name = |w: usize| syntax.upos(w) == Upos::Propn;
    let (office, holder) = match (is_name(subject), is_name(word)) {
        (false, true) => (subject, word),
        (true, false) => (word, subject),
        // "the victim was a nurse".
        (false, false) if has_trade(syntax, subject, word) => (subject, word),
        _ => return None,
    };
    (syntax.upos(office) == Upos::Noun && is_the_one(syntax, office)).then(|| Identity {
        office,
        of: owners(syntax, office),
        holder,
        side_by_side: !is_name(subject) && !is_name(word),
    })
}

/// Whether a noun says what a person does for a living, and from where: nobody is a nurse from one town and a student from another.
fn has_trade(syntax: &Syntax, person: usize, trade: usize) -> bool {
    let from = syntax
        .children_with(trade, &[Dependency::Nmod])
        .any(|c| syntax.preposition(c).is_some_and(|p| p == "from"));
    let kin = matches!(
        syntax.lemma(trade),
        "mother"
            | "father"
            | "son"
            | "daughter"
            | "brother"
            | "sister"
            | "wife"
            | "husband"
            | "parent"
            | "relative"
            | "friend"
    );
    is_person(syntax.lemma(person)) && is_person(syntax.lemma(trade)) && from && !kin
}

/// "named X as head of the bank", "identified the wreck as X", "X will coach the team".
fn by_verb(side: &Side, predicate: &Predicate) -> Option<Identity> {
    let syntax = &side.syntax;
    let is_name = |w: &&usize| syntax.upos(**w) == Upos::Propn;
    let as_what = predicate
        .obliques
        .iter()
        .find(|(p, _)| p == "as")
        .map(|(_, w)| *w);
    match predicate.lemma.as_str() {
        "name" | "appoint" | "elect" | "choose" | "pick" | "nominate" | "select" => {
            let office = as_what.or_else(|| {
                let noun = syntax.child(predicate.word, &[Dependency::Xcomp])?;
                (syntax.upos(noun) == Upos::Noun).then_some(noun)
            })?;
            let &holder = predicate.patients.iter().find(is_name)?;
            Some(Identity {
                office,
                of: owners(syntax, office),
                holder,
                side_by_side: false,
            })
        }
        "identify" | "recognize" | "recognise" => {
            let holder = as_what.filter(|w| syntax.upos(*w) == Upos::Propn)?;
            let &office = predicate.patients.first()?;
            (syntax.upos(office) == Upos::Noun).then(|| Identity {
                office,
                of: owners(syntax, office),
                holder,
                side_by_side: false,
            })
        }
        // What one does alone: "coach the team", "was won by X". Out of articles teams have many leaders.
        verb if is_person(verb) && verb != "host"
            || matches!(
                verb,
                "win"
                    | "lead"
                    | "head"
                    | "run"
                    | "direct"
                    | "chair"
                    | "manage"
                    | "write"
                    | "found"
                    | "invent"
                    | "compose"
            ) =>
        {
            // "founded by X and Y": nobody did it alone.
            let &[holder] = predicate.agents.as_slice() else {
                return None;
            };
            (is_name(&&holder) && !predicate.patients.is_empty()).then(|| Identity {
                office: predicate.word,
                of: predicate.patients.clone(),
                holder,
                side_by_side: true,
            })
        }
        _ => None,
    }
}

/// Whether there is one such thing: "the coach", "its coach".
fn is_the_one(syntax: &Syntax, noun: usize) -> bool {
    let the = syntax
        .child(noun, &[Dependency::Det])
        .is_some_and(|d| syntax.lower(d) == "the");
    let plural = syntax.lower(noun).ends_with('s') && syntax.lemma(noun) != syntax.lower(noun);
    !plural && (the || syntax.child(noun, &[Dependency::NmodPoss]).is_some())
}

/// Whose office it is: "of the team", "the team's".
fn owners(syntax: &Syntax, office: usize) -> Vec<usize> {
    let relations = [Dependency::Nmod, Dependency::NmodPoss];
    syntax.children_with(office, &relations).collect()
}
