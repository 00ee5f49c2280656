//! What one claim says of who did it: X did, X did not, X had nothing to do with it.
//!
//! In: a claim taken apart. Out: its [`Stand`]s. The doings of `doer.rs` (told deeds, accusations, "was behind", "the work of") are
//! taken over with their parties looked up; beside them stand those that name no deed of their own (`cleared.rs`, `charged.rs`).

use super::charged::charged;
use super::cleared::{cleared, rejected};
use super::dossier::{Known, without_titles};
use super::party::{Party, is_body};
use crate::claims::attribution::{Stance, stance_of};
use crate::claims::frame::{Modality, Predicate, Sort};
use crate::claims::syntax::Syntax;
use crate::judgement::act::polarity;
use crate::judgement::doer::{Doing, deed_of, is_animate};
use crate::judgement::fit::is_group;
use crate::judgement::pair::Side;
use crate::judgement::slot::is_time;
use crate::lexicon::deeds::{deeds_of, is_vague_deed, is_whole_incident};
use crate::lexicon::parties::side_of;
use crate::lexicon::relations::is_person;
use crate::lexicon::violence::is_weapon;
use crate::parse::{Number, Relation, Upos};

/// Somebody who is said to have done something, or not to have done it.
#[derive(Debug)]
pub struct Stand {
    /// The doers: the word that is shown, and the party.
    pub(super) parties: Vec<(usize, Party)>,
    /// What is said to have been done.
    pub(super) deed: Deed,
    /// Whether it is said to be so.
    pub(super) did: bool,
    /// Whether the claim points at the doer, or clears him, rather than telling the deed.
    pub(super) points: bool,
    /// On which side of the deed the parties are.
    pub(super) role: Role,
    /// The word on which its times hang.
    pub(super) told: usize,
}

/// On which side of a deed somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// He did it.
    Doer,
    /// It was done to him.
    Undergoer,
}

/// A deed as one claim names it.
#[derive(Debug, Default)]
pub(super) struct Deed {
    /// The verb or noun; none where all of an incident is meant and not named.
    pub word: Option<usize>,
    /// Whether all of an incident is meant: "the crash", "the matter".
    pub whole: bool,
    /// To whom or what it was done.
    pub things: Vec<usize>,
    /// With what.
    pub means: Vec<usize>,
    /// What else is said with it: "shortly before the crash".
    pub beside: Vec<usize>,
    /// Whether it is what began the incident: "fired first".
    pub first: bool,
}

/// All that a claim says of who did it.
pub(in crate::judgement) fn stands(side: &Side) -> Vec<Stand> {
    // Who asks says nothing.
    let sentence = side.detail.sentence.of(side.text);
    if sentence
        .trim_end_matches(['"', '”', '’', '\''])
        .ends_with('?')
    {
        return Vec::new();
    }
    let mut found: Vec<Stand> = Vec::new();
    for doing in side.doings() {
        found.extend(doing_stand(side, doing));
    }
    for predicate in &side.detail.predicates {
        found.extend(undergone(side, predicate));
        if predicate.modality > Modality::Hedged || is_unsure(side, predicate.word) {
            continue;
        }
        found.extend(cleared(side, predicate));
        found.extend(charged(side, predicate));
    }
    found.extend(rejected(side));
    found
}

/// A doing of `doer.rs`, if it tells of a deed.
fn doing_stand(side: &Side, doing: &Doing) -> Option<Stand> {
    let syntax = &side.syntax;
    let lemma = syntax.lemma(doing.deed);
    // "said", "denied": what is said about it is no deed; a warning or a promise is one.
    let said = stance_of(lemma).is_some_and(|s| !matches!(s, Stance::Predict | Stance::Demand))
        && !deeds_of(lemma).any();
    let thing = doing.points && syntax.upos(doing.deed) == Upos::Propn;
    if doing.elided || said || thing || after_the_incident(side, doing.deed) {
        return None;
    }
    let did = doing.positive && !opens_negated(side);
    if is_unsure(side, doing.deed) || !did && is_narrowed(side, doing.deed) {
        return None;
    }
    let doers = repaired(side, &doing.doers, doing.deed);
    let mut deed = deed(side, doing.deed, &doing.objects);
    // "behind the plot", "the work of": all of it; so does he who directed it or paid for it.
    let of_whole = deed.things.iter().chain(&deed.beside).copied().find(|&w| {
        syntax.upos(w) == Upos::Noun
            && is_whole_incident(syntax.lemma(w))
            && !is_weapon(syntax.lemma(w))
    });
    // "carried out the attack", "had planned the rising".
    let carried_out = syntax.upos(doing.deed) == Upos::Noun
        && is_whole_incident(lemma)
        && is_definite(syntax, doing.deed)
        && syntax
            .head(doing.deed)
            .is_some_and(|v| takes_part(syntax.lemma(v)) && syntax.lemma(v) != "launch");
    if carried_out || doing.points && (is_whole_incident(lemma) || is_vague_deed(lemma)) {
        deed.whole = true;
        deed.word = deed.word.filter(|_| !is_vague_deed(lemma));
    } else if let Some(incident) = of_whole.filter(|_| takes_part(lemma)) {
        deed.whole = true;
        deed.word = Some(incident);
    } else if helps_culprits(side, lemma, &deed) {
        deed.whole = true;
        deed.word = None;
    }
    // "set off the bomb": the one of the incident.
    let the_one =
        |&w: &usize| is_definite(syntax, w) && syntax.morph(w).number != Some(Number::Plur);
    let sets_off = matches!(
        lemma,
        "set" | "plant" | "detonate" | "fire" | "drop" | "launch" | "trigger" | "throw"
    );
    let the_bomb = sets_off && things_are_none(side, &deed) && deed.means.iter().any(the_one);
    if the_bomb {
        deed.whole = true;
        deed.word = None;
    }
    deed.first = is_first(side, doing.deed, &doing.objects);
    let points = doing.points || deed.first || carried_out || the_bomb;
    stand(side, &doers, deed, did, points)
}

/// Whether nothing is named to which it was done.
fn things_are_none(side: &Side, deed: &Deed) -> bool {
    let itself = |&w: &usize| side.syntax.upos(w) == Upos::Pron;
    deed.things.iter().all(itself)
}

/// "the attack", "this strike".
fn is_definite(syntax: &Syntax, noun: usize) -> bool {
    syntax
        .child(noun, &[Relation::Det])
        .is_some_and(|d| matches!(syntax.lower(d), "the" | "this" | "that"))
}

/// "did not fire deliberately": what is narrowed down may have been done otherwise.
fn is_narrowed(side: &Side, deed: usize) -> bool {
    let syntax = &side.syntax;
    syntax.children_with(deed, &[Relation::Advmod]).any(|c| {
        matches!(
            syntax.lower(c),
            "deliberately"
                | "intentionally"
                | "knowingly"
                | "directly"
                | "only"
                | "just"
                | "always"
                | "alone"
                | "yet"
                | "again"
                | "immediately"
                | "fully"
                | "properly"
                | "enough"
        )
    })
}

/// "fired first", "started the fighting": only one side can have done so.
fn is_first(side: &Side, deed: usize, objects: &[usize]) -> bool {
    let syntax = &side.syntax;
    let first = syntax
        .children_with(deed, &[Relation::Advmod])
        .any(|c| syntax.lower(c) == "first");
    let begins = matches!(
        syntax.lemma(deed),
        "start" | "begin" | "provoke" | "initiate"
    );
    let fight = |w: usize| {
        matches!(
            syntax.lemma(w),
            "fight"
                | "fighting"
                | "clash"
                | "brawl"
                | "riot"
                | "violence"
                | "shooting"
                | "exchange"
                | "hostility"
                | "hostilities"
                | "skirmish"
                | "scuffle"
        )
    };
    first || begins && objects.iter().copied().any(fight)
}

/// "trained the gunmen", "armed the mutineers", "supplied the rifles of the attackers": a part in what they did.
fn helps_culprits(side: &Side, lemma: &str, deed: &Deed) -> bool {
    let helps = matches!(
        lemma,
        "arm"
            | "train"
            | "supply"
            | "fund"
            | "finance"
            | "equip"
            | "pay"
            | "hire"
            | "direct"
            | "aid"
            | "sponsor"
    );
    let culprit = |&w: &usize| {
        let noun = side.syntax.lemma(w);
        is_culprit(noun)
            || matches!(
                noun,
                "mutineer" | "plotter" | "conspirator" | "rioter" | "looter" | "putschist"
            )
    };
    let things = deed.things.iter().chain(&deed.means).chain(&deed.beside);
    helps && things.flat_map(|&w| side.syntax.phrase(w)).any(culprit)
}

/// Verbs for the part that somebody has in an incident.
fn takes_part(lemma: &str) -> bool {
    matches!(
        lemma,
        "plan"
            | "plot"
            | "direct"
            | "order"
            | "mastermind"
            | "organise"
            | "organize"
            | "orchestrate"
            | "instigate"
            | "stage"
            | "commit"
            | "perpetrate"
            | "pay"
            | "fund"
            | "finance"
            | "sponsor"
            | "prepare"
            | "lead"
            | "carry"
            | "conduct"
            | "launch"
            | "commission"
    )
}

/// "the accusation that its service had armed them": trees make the noun the one who did; the subject stands with the auxiliary.
fn repaired(side: &Side, doers: &[usize], deed: usize) -> Vec<usize> {
    let said = |w: usize| {
        matches!(
            side.syntax.lemma(w),
            "accusation" | "claim" | "allegation" | "report" | "charge" | "suggestion"
        )
    };
    let [doer] = doers else { return doers.to_vec() };
    if !said(*doer) {
        return doers.to_vec();
    }
    let mut between = side
        .detail
        .predicates
        .iter()
        .filter(|p| p.word > *doer && p.word < deed);
    let auxiliary =
        between.find(|p| p.lemma == "have" && p.patients.is_empty() && !p.agents.is_empty());
    auxiliary.map_or_else(Vec::new, |p| p.agents.clone())
}

/// "The police were warned", "denied that his force had been told": what was done to a party.
fn undergone(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    let verb = predicate.sort == Sort::Verb && predicate.modality <= Modality::Hedged;
    if !verb
        || predicate.patients.is_empty()
        || stance_of(&predicate.lemma).is_some()
        || after_the_incident(side, predicate.word)
    {
        return None;
    }
    let did = polarity(side, predicate)? && !opens_negated(side);
    // That they did not do it to him does not say that nobody did.
    if did && is_unsure(side, predicate.word)
        || !did && (!predicate.agents.is_empty() || is_narrowed(side, predicate.word))
    {
        return None;
    }
    let person = |w: usize| {
        let lemma = syntax.lemma(w);
        let called = |v: usize| is_person(syntax.lemma(v)) || is_person(syntax.lower(v));
        let mut around = syntax
            .phrase(w)
            .iter()
            .copied()
            .chain(syntax.children_with(w, &[Relation::Appos]));
        match syntax.upos(w) {
            Upos::Propn => around.any(called) || is_described(side, w),
            _ => is_person(lemma) || is_group(lemma) || side_of(lemma).is_some(),
        }
    };
    let whom: Vec<usize> = predicate
        .patients
        .iter()
        .copied()
        .filter(|&w| person(w))
        .collect();
    let mut undergone = stand(side, &whom, deed(side, predicate.word, &[]), did, false)?;
    undergone.role = Role::Undergoer;
    Some(undergone)
}

/// "Nor had the army's guns shelled the place": the "nor" is that of the clause, wherever a tree hangs it.
fn opens_negated(side: &Side) -> bool {
    let mut words = 0..side.syntax.len();
    let first = words.find(|&w| side.syntax.form(w).starts_with(char::is_alphanumeric));
    first.is_some_and(|w| side.syntax.lower(w) == "nor")
}

/// Whether something above a deed turns it round that no frame accounts for: "ruled out that", "no evidence that".
fn is_unsure(side: &Side, deed: usize) -> bool {
    let syntax = &side.syntax;
    syntax.ancestors(deed).any(|w| {
        matches!(
            syntax.lemma(w),
            "rule"
                | "exclude"
                | "doubt"
                | "evidence"
                | "proof"
                | "whether"
                | "unlikely"
                | "possible"
                | "possibility"
                | "false"
                | "untrue"
        )
    })
}

/// "since the crash", "after the attack": what was done later is another deed.
fn after_the_incident(side: &Side, deed: usize) -> bool {
    let predicate = side.detail.predicates.iter().find(|p| p.word == deed);
    predicate.is_some_and(|p| {
        let mut phrases = p.obliques.iter();
        phrases.any(|(preposition, w)| {
            matches!(preposition.as_str(), "since" | "after" | "following")
                && is_whole_incident(side.syntax.lemma(*w))
        })
    })
}

/// A stand of those doers of whom anything is known.
pub(super) fn stand(
    side: &Side,
    doers: &[usize],
    deed: Deed,
    did: bool,
    points: bool,
) -> Option<Stand> {
    let parties: Vec<(usize, Party)> = doers
        .iter()
        .filter(|&&d| may_do(side, d))
        .map(|&d| (d, Party::of(side, d)))
        .filter(|(d, party)| {
            party.is_known() && (party.has_name() || !is_culprit(side.syntax.lemma(*d)))
        })
        .collect();
    let told = deed.word.unwrap_or(parties.first()?.0);
    (!parties.is_empty()).then_some(Stand {
        parties,
        deed,
        did,
        points,
        role: Role::Doer,
        told,
    })
}

/// Nouns for whoever did it, which say nothing of who that is.
pub(super) fn is_culprit(lemma: &str) -> bool {
    matches!(
        lemma,
        "attacker"
            | "gunman"
            | "killer"
            | "hijacker"
            | "perpetrator"
            | "bomber"
            | "assailant"
            | "assassin"
            | "culprit"
            | "arsonist"
            | "raider"
            | "kidnapper"
            | "captor"
            | "shooter"
            | "suspect"
            | "murderer"
            | "thief"
            | "hacker"
    )
}

/// Nouns of people, of bodies, and of what they do it with.
fn is_doer_noun(side: &Side, word: usize) -> bool {
    let lemma = side.syntax.lemma(word);
    let body = is_body(lemma)
        || matches!(
            lemma,
            "ministry"
                | "country"
                | "club"
                | "helicopter"
                | "drone"
                | "ship"
                | "vessel"
                | "boat"
                | "battery"
                | "artillery"
                | "launcher"
                | "tank"
                | "camp"
                | "coastguard"
                | "one"
                | "none"
                | "regiment"
                | "guard"
                | "airstrike"
                | "airline"
                | "university"
                | "committee"
                | "parliament"
                | "newspaper"
        );
    body || is_animate(side, word) || is_weapon(lemma) || is_group(lemma) || is_culprit(lemma)
}

/// Times, acts and things said do nothing.
fn may_do(side: &Side, word: usize) -> bool {
    let syntax = &side.syntax;
    let lemma = syntax.lemma(word);
    let noun = syntax.upos(word) == Upos::Noun;
    let act = noun && (is_whole_incident(lemma) || stance_of(lemma).is_some() && !is_weapon(lemma));
    !is_time(side, word)
        && (!noun || is_doer_noun(side, word))
        && !act
        && syntax.upos(word) != Upos::Num
        && !matches!(
            syntax.lower(word),
            "who" | "which" | "that" | "nobody" | "everybody"
        )
}

/// The deed that a word stands for.
pub(super) fn deed(side: &Side, word: usize, objects: &[usize]) -> Deed {
    let syntax = &side.syntax;
    let mut deed = Deed {
        word: Some(word),
        whole: false,
        ..Deed::default()
    };
    let weapon = |w: usize| is_weapon(syntax.lemma(w));
    let (means, things): (Vec<usize>, Vec<usize>) =
        objects.iter().copied().partition(|&w| weapon(w));
    deed.means = means;
    deed.things = things;
    if let Some(predicate) = side.detail.predicates.iter().find(|p| p.word == word) {
        for (preposition, w) in &predicate.obliques {
            if is_time(side, *w) {
                continue;
            }
            // "set the bomb off itself": objects that a tree takes for adverbs.
            if preposition.is_empty() && weapon(*w) {
                deed.means.push(*w);
                continue;
            }
            if matches!(
                preposition.as_str(),
                "at" | "on" | "against" | "into" | "to" | "upon" | "over"
            ) {
                deed.things.push(*w);
            } else {
                deed.beside.push(*w);
            }
        }
    }
    for thing in &mut deed.things {
        *thing = of_what(side, *thing);
    }
    deed.things.retain(|&w| {
        syntax.upos(w) != Upos::Num
            && !matches!(syntax.lemma(w), "most" | "some" | "many" | "all" | "one")
    });
    // "fired the shell that hit the market", "the attack that killed 27 people".
    let means = std::iter::once(word).chain(deed.means.iter().copied());
    let means: Vec<usize> = means.collect();
    for predicate in side.detail.predicates.iter().filter(|p| p.word != word) {
        if predicate.agents.iter().any(|a| means.contains(a)) {
            deed.things
                .extend(predicate.patients.iter().filter(|&&w| !weapon(w)));
        }
    }
    deed
}

/// "fourteen of the hostages": hostages.
fn of_what(side: &Side, word: usize) -> usize {
    let syntax = &side.syntax;
    let part = syntax.upos(word) == Upos::Num
        || matches!(
            syntax.lemma(word),
            "most" | "some" | "many" | "all" | "one" | "none" | "part"
        );
    let mut below = syntax.children_with(word, &[Relation::Nmod]);
    let whole = below.find(|&c| {
        syntax.preposition(c).is_some_and(|p| p == "of") && syntax.upos(c) != Upos::Pron
    });
    whole.filter(|_| part).unwrap_or(word)
}

/// All of an incident, perhaps named.
pub(super) fn whole(side: &Side, named: Option<usize>) -> Deed {
    let word = named
        .filter(|&w| !is_vague_deed(side.syntax.lemma(w)) && !is_culprit(side.syntax.lemma(w)));
    let things = word.map(|w| deed_of(side, w).1).unwrap_or_default();
    Deed {
        word,
        whole: true,
        things,
        ..Deed::default()
    }
}

/// Whether the article says elsewhere who the bearer of a name is.
pub(super) fn is_described(side: &Side, word: usize) -> bool {
    let name = without_titles(std::iter::once(side.syntax.form(word)));
    !name.is_empty() && side.dossier().about(&name) != Known::default()
}
