//! What one claim says of who did it: X did, X did not, X had nothing to do with it.
//!
//! In: a claim taken apart. Out: its [`Stand`]s. The doings of `doer.rs` (told deeds, accusations, "was behind", "the work of") are
//! taken over with their parties looked up; beside them stand those that name no deed of their own: "had nothing to do with the crash",
//! "rejected all blame", "the government blamed the front", "the attackers belonged to the front".

use super::dossier::{Known, without_titles};
use super::party::Party;
use crate::claims::attribution::{Attribution, Stance, stance_of};
use crate::claims::frame::{Modality, Predicate, Sort};
use crate::claims::syntax::Syntax;
use crate::judgement::act::polarity;
use crate::judgement::doer::{Doing, deed_of, is_animate, is_part, part_in};
use crate::judgement::fit::is_group;
use crate::judgement::pair::Side;
use crate::judgement::slot::is_time;
use crate::lexicon::deeds::{deeds_of, is_vague_deed, is_whole_incident};
use crate::lexicon::parties::side_of;
use crate::lexicon::relations::{is_person, verbs_of};
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
        found.extend(nothing_to_do(side, predicate));
        found.extend(had_a_part(side, predicate));
        found.extend(not_done(side, predicate));
        found.extend(no_weapon(side, predicate));
        found.extend(alibi(side, predicate));
        found.extend(blamed(side, predicate));
        found.extend(claimed(side, predicate));
        found.extend(belonged(side, predicate));
        found.extend(it_was(side, predicate));
        found.extend(from_their_ground(side, predicate));
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
fn stand(side: &Side, doers: &[usize], deed: Deed, did: bool, points: bool) -> Option<Stand> {
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
fn is_culprit(lemma: &str) -> bool {
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
    let body = matches!(
        lemma,
        "council"
            | "front"
            | "movement"
            | "militia"
            | "federation"
            | "service"
            | "laboratory"
            | "board"
            | "ministry"
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
fn deed(side: &Side, word: usize, objects: &[usize]) -> Deed {
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
fn whole(side: &Side, named: Option<usize>) -> Deed {
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

/// "had nothing to do with the crash", "denied having anything to do with it".
fn nothing_to_do(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    if predicate.lemma != "have" {
        return None;
    }
    let &thing = predicate.patients.iter().find(|&&p| {
        matches!(
            syntax.lemma(p),
            "nothing" | "anything" | "something" | "connection" | "link"
        )
    })?;
    let with = |w: usize| {
        syntax
            .children_with(w, &[Relation::Obl, Relation::Nmod])
            .find(|&c| {
                syntax
                    .preposition(c)
                    .is_some_and(|p| matches!(p.as_str(), "with" | "to"))
            })
    };
    let does = syntax
        .children(thing)
        .iter()
        .chain(syntax.children(predicate.word))
        .copied()
        .find(|&c| syntax.lemma(c) == "do");
    let named = does.map(with).unwrap_or_else(|| with(thing))?;
    let denied = side.detail.is_denied(predicate) || predicate.negation.is_some_and(|n| n != thing);
    let nothing = syntax.lemma(thing) == "nothing";
    // "denied that it had nothing to do with it" says more than it seems.
    if nothing && side.detail.is_denied(predicate) {
        return None;
    }
    let doers = if predicate.agents.is_empty() {
        sources_of(side, predicate.word)
    } else {
        predicate.agents.clone()
    };
    stand(
        side,
        &doers,
        whole(side, Some(named)),
        !(nothing || denied),
        true,
    )
}

/// The sources of what a word is part of.
fn sources_of(side: &Side, word: usize) -> Vec<usize> {
    side.source_of(word).into_iter().collect()
}

/// "played a part in it", "had had no hand in it".
fn had_a_part(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    if !matches!(
        predicate.lemma.as_str(),
        "have" | "play" | "take" | "participate"
    ) {
        return None;
    }
    let part = predicate.patients.iter().copied().find(|&w| {
        is_part(syntax.lemma(w)) && !matches!(syntax.lemma(w), "responsibility" | "guilt")
    });
    let in_what = predicate
        .obliques
        .iter()
        .find(|(p, _)| p == "in")
        .map(|(_, w)| *w);
    let named = match part {
        Some(part) => part_in(syntax, part).or(in_what),
        None if predicate.lemma == "participate" => Some(in_what?),
        None => return None,
    };
    let did = polarity(side, predicate)?;
    stand(side, &predicate.agents, whole(side, named), did, true)
}

/// "We did not do it", "we did not do so".
fn not_done(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    let it = |w: usize| matches!(syntax.lower(w), "it" | "so" | "this" | "that");
    let done = predicate.patients.iter().copied().any(it)
        || syntax
            .children_with(predicate.word, &[Relation::Advmod])
            .any(it);
    if predicate.lemma != "do" || !done || polarity(side, predicate) != Some(false) {
        return None;
    }
    stand(side, &predicate.agents, whole(side, None), false, true)
}

/// Whether the article says elsewhere who the bearer of a name is.
fn is_described(side: &Side, word: usize) -> bool {
    let name = without_titles(std::iter::once(side.syntax.form(word)));
    !name.is_empty() && side.dossier().about(&name) != Known::default()
}

/// "Our fighters do not own a weapon that reaches so high": who has nothing to do it with did not do it.
fn no_weapon(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let has = matches!(predicate.lemma.as_str(), "have" | "possess" | "own");
    let weapon = predicate
        .patients
        .iter()
        .any(|&w| is_weapon(side.syntax.lemma(w)));
    if !has || !weapon || polarity(side, predicate) != Some(false) {
        return None;
    }
    stand(side, &predicate.agents, whole(side, None), false, true)
}

/// "None of our aircraft was over the town that night", "no battery of the army had fired": who was not there, or did nothing at all.
fn alibi(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    let acts = matches!(
        predicate.lemma.as_str(),
        "fly" | "operate" | "fire" | "shoot"
    ) && predicate.sort == Sort::Verb;
    let present = predicate.sort == Sort::Copula
        && syntax.preposition(predicate.word).is_some_and(|p| {
            matches!(
                p.as_str(),
                "in" | "at" | "over" | "near" | "on" | "above" | "around" | "inside"
            )
        });
    if !acts && !present || polarity(side, predicate) != Some(false) {
        return None;
    }
    let forces = |w: usize| {
        matches!(
            syntax.lemma(w),
            "man"
                | "men"
                | "fighter"
                | "aircraft"
                | "plane"
                | "jet"
                | "helicopter"
                | "warplane"
                | "soldier"
                | "troop"
                | "unit"
                | "battery"
                | "ship"
                | "vessel"
                | "gun"
                | "tank"
                | "force"
                | "policeman"
                | "drone"
        )
    };
    let subjects = predicate.agents.iter().chain(&predicate.patients).copied();
    // "none of its men": the noun hangs on the "none".
    let none_of = |w: usize| {
        let mut below = syntax.children_with(w, &[Relation::Nmod]);
        forces(w) || below.any(forces)
    };
    let none = |w: usize| {
        let word = |v: usize| matches!(syntax.lower(v), "none" | "no" | "not" | "neither");
        word(w) || syntax.children(w).iter().any(|&c| word(c))
    };
    let doers: Vec<usize> = subjects.filter(|&w| none_of(w) && none(w)).collect();
    let mut alibi = stand(side, &doers, whole(side, None), false, true)?;
    alibi.told = predicate.word;
    Some(alibi)
}

/// "It was the air force": a party and nothing else is who it was.
fn it_was(side: &Side, predicate: &Predicate) -> Option<Stand> {
    /// "the air force", "the Highland Front".
    const SHORT: usize = 4;
    let syntax = &side.syntax;
    let word = predicate.word;
    let it = syntax
        .child(word, &[Relation::Nsubj, Relation::Expl])
        .is_some_and(|s| syntax.lower(s) == "it");
    let definite = syntax
        .child(word, &[Relation::Det])
        .is_some_and(|d| syntax.lower(d) == "the");
    let plain = syntax
        .child(
            word,
            &[
                Relation::AclRelcl,
                Relation::Acl,
                Relation::Nmod,
                Relation::Amod,
            ],
        )
        .is_none();
    if predicate.sort != Sort::Copula
        || !it
        || !definite
        || !plain
        || syntax.phrase(word).len() > SHORT
        || polarity(side, predicate) != Some(true)
    {
        return None;
    }
    stand(side, &[word], whole(side, None), true, true)
        .filter(|s| s.parties.iter().all(|(_, p)| p.is_body()))
}

/// "The government blamed the front".
fn blamed(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    let told =
        predicate.sort == Sort::Verb && predicate.lemma == "blame" && predicate.negation.is_none();
    let act = predicate
        .obliques
        .iter()
        .any(|(p, _)| matches!(p.as_str(), "for" | "on"));
    let clause = syntax
        .child(
            predicate.word,
            &[Relation::Advcl, Relation::Ccomp, Relation::Xcomp],
        )
        .is_some();
    if !told || act || clause || polarity(side, predicate) != Some(true) {
        return None;
    }
    stand(side, &predicate.patients, whole(side, None), true, true)
}

/// "The front claimed the bombing", "admitted the attack": who says so of himself.
fn claimed(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    if !matches!(predicate.lemma.as_str(), "claim" | "admit")
        || polarity(side, predicate) != Some(true)
    {
        return None;
    }
    let &word = predicate
        .patients
        .iter()
        .find(|&&w| is_whole_incident(syntax.lemma(w)) && syntax.upos(w) == Upos::Noun)?;
    stand(side, &predicate.agents, whole(side, Some(word)), true, true)
}

/// "The attackers belonged to the front", "the gunmen are former soldiers", "it had been his affair alone", "the trail leads to the front".
fn belonged(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    let culprit = |w: &usize| is_culprit(syntax.lemma(*w));
    let to = || {
        predicate
            .obliques
            .iter()
            .find(|(p, _)| p == "to")
            .map(|(_, w)| *w)
    };
    let subjects = || predicate.patients.iter().chain(&predicate.agents);
    let doer = if predicate.lemma == "belong" && subjects().any(culprit) {
        to()?
    } else if predicate.sort == Sort::Copula
        && predicate.patients.iter().any(culprit)
        && side_of(syntax.lemma(predicate.word)).is_some()
    {
        predicate.word
    } else if matches!(predicate.lemma.as_str(), "lead" | "point")
        && subjects().any(|&w| {
            matches!(
                syntax.lemma(w),
                "trail" | "evidence" | "trace" | "clue" | "track"
            )
        })
    {
        to()?
    } else if predicate.sort == Sort::Copula
        && matches!(
            predicate.lemma.as_str(),
            "affair" | "work" | "doing" | "handiwork"
        )
    {
        syntax.child(predicate.word, &[Relation::NmodPoss])?
    } else {
        return None;
    };
    let did = polarity(side, predicate)?;
    stand(side, &[doer], whole(side, None), did, true)
}

/// "The missile was fired from separatist territory", "launched from a field that the army holds": whose ground it came from fired it.
fn from_their_ground(side: &Side, predicate: &Predicate) -> Option<Stand> {
    let syntax = &side.syntax;
    let fires = matches!(predicate.lemma.as_str(), "fire" | "launch" | "shoot")
        && predicate.agents.is_empty();
    if !fires || polarity(side, predicate) != Some(true) {
        return None;
    }
    let ground = predicate
        .obliques
        .iter()
        .find(|(p, _)| p == "from")
        .map(|(_, w)| *w)?;
    let below = syntax.subtree(ground);
    let holder = below.iter().copied().find(|&w| {
        let held = matches!(syntax.lemma(w), "hold" | "control" | "occupy" | "run");
        held && side
            .detail
            .predicates
            .iter()
            .any(|p| p.word == w && !p.agents.is_empty())
    });
    let doers = match holder {
        Some(w) => side
            .detail
            .predicates
            .iter()
            .find(|p| p.word == w)
            .map(|p| p.agents.clone())
            .unwrap_or_default(),
        None => below
            .into_iter()
            .filter(|&w| side_of(syntax.lemma(w)).is_some())
            .take(1)
            .collect(),
    };
    stand(
        side,
        &doers,
        deed(side, predicate.word, &predicate.patients),
        true,
        false,
    )
}

/// "rejected all blame", "denied any involvement", "dismissed the allegations": without a word of what was done.
fn rejected(side: &Side) -> Vec<Stand> {
    let syntax = &side.syntax;
    let mut found = Vec::new();
    for denial in &side.detail.attributions {
        let what = denial.content_head;
        found.extend(denied_noun(side, denial));
        let general = is_part(syntax.lemma(what))
            || matches!(
                syntax.lemma(what),
                "blame" | "wrongdoing" | "accusation" | "allegation" | "charge"
            );
        let clause = syntax
            .child(what, &[Relation::Acl, Relation::AclRelcl, Relation::Ccomp])
            .is_some();
        if denial.stance != Stance::Deny || !general || clause || is_negated(syntax, denial.cue) {
            continue;
        }
        let Some(source) = denial.source else {
            continue;
        };
        let named = part_in(syntax, what);
        found.extend(stand(
            side,
            &syntax.coordinated(source),
            whole(side, named),
            false,
            true,
        ));
    }
    found
}

/// "denied any contact with the firm", "denied the payment": the noun of a deed.
fn denied_noun(side: &Side, denial: &Attribution) -> Option<Stand> {
    let syntax = &side.syntax;
    let what = denial.content_head;
    let noun = syntax.lemma(what);
    let named = syntax.upos(what) == Upos::Noun
        && (!verbs_of(noun).is_empty() || deeds_of(noun).any())
        && stance_of(noun).is_none();
    let object = syntax.head(what) == Some(denial.cue) && syntax.relation(what) == Relation::Obj;
    if denial.stance != Stance::Deny
        || syntax.lemma(denial.cue) != "deny"
        || !named
        || !object
        || is_part(noun)
        || is_negated(syntax, denial.cue)
    {
        return None;
    }
    let things = syntax
        .children_with(what, &[Relation::Nmod])
        .filter(|&c| {
            syntax.preposition(c).is_some_and(|p| {
                matches!(p.as_str(), "of" | "to" | "with" | "on" | "against" | "for")
            })
        })
        .collect();
    let deed = Deed {
        word: Some(what),
        things,
        ..Deed::default()
    };
    stand(side, &syntax.coordinated(denial.source?), deed, false, true)
}

fn is_negated(syntax: &Syntax, word: usize) -> bool {
    syntax
        .children_with(word, &[Relation::Advmod])
        .any(|c| matches!(syntax.lower(c), "not" | "n't" | "n’t" | "never"))
}
