//! Antonym and role: acts that exclude each other said of one thing, and one act with its two sides swapped.

use super::Finding;
use super::act::{Act, act, clauses, polarities, polarity};
use super::correspond::{lemma_kinship, may_exclude};
use super::fit::{Fit, ONE_NAME, fit, is_named, share_full_name, share_names};
use super::pair::{Pair, Side};
use super::polarity::{is_told, negatives_beside};
use super::slot::{Slot, complements, filled, filled_at};
use super::verdict::{Kind, Relation};
use crate::claims::frame::{Modality, Predicate, Sort};
use crate::claims::syntax::Syntax;
use crate::lexicon::outcomes::{Lasting, outcomes_apart};
use crate::lexicon::relations::{are_antonyms, is_person};
use crate::parse::{Relation as Dependency, Upos};

/// What the predicates of two claims say against each other by their words and roles.
pub fn findings(pair: &Pair, acts: &[Act]) -> Vec<Finding> {
    /// Only the very act can be done the other way round.
    const ONE_ACT: f32 = 0.95;
    let mut found = antonyms(pair);
    found.extend(outcomes(pair));
    if pair.is_bare() {
        found.extend(lone_opposites(pair, acts));
    }
    found.extend(other_winner(pair));
    let same = acts.iter().filter(|act| act.kin >= ONE_ACT);
    found.extend(same.filter_map(|act| swapped(pair, act)));
    found
}

fn antonyms(pair: &Pair) -> Vec<Finding> {
    /// How much the clauses must cover of each other out of articles, and between two bare sentences: the lesser and the greater share.
    const IN_COVERAGE: (f32, f32) = (0.4, 0.6);
    const BARE: (f32, f32) = (0.2, 0.4);
    let (less, more) = if pair.is_bare() { BARE } else { IN_COVERAGE };
    let mut found = Vec::new();
    for (a, pa) in pair.a.detail.predicates.iter().enumerate() {
        for (b, pb) in pair.b.detail.predicates.iter().enumerate() {
            if !may_exclude(&pair.a.detail.verbs[a], &pair.b.detail.verbs[b])
                || !are_antonyms(&pa.lemma, &pb.lemma)
            {
                continue;
            }
            let met = act(pair, a, b, 1.0);
            let Some((x, y)) = polarities(pair, pa, pb).or_else(|| called_off(pair, pa, pb)) else {
                continue;
            };
            let told = pair.is_bare() || is_told(&pair.a, pa, !x) && is_told(&pair.b, pb, !y);
            if x != y
                || met.clashing() > 0
                || !(one_undergoer(pair, pa, pb)
                    || are_converses(&pa.lemma, &pb.lemma) && one_partner(pair, pa, pb))
                || are_converses(&pa.lemma, &pb.lemma) && !one_agent(pair, pa, pb)
                || follow_each_other(pair, pa, pb)
                || !told
                || !pair.is_bare() && are_opinions(&pa.lemma, &pb.lemma) && !one_agent(pair, pa, pb)
                || pair.is_bare() && are_of_two_areas(pair, pa, pb)
                || pair.is_bare()
                    && are_phases(&pa.lemma)
                    && !(pair.a.times_of(pa.word).is_empty() || pair.b.times_of(pb.word).is_empty())
                || met.covered_less() < less
                || met.covered_more() < more
                || pair.days_relation(pa.word, pb.word) == Some(false)
            {
                continue;
            }
            let strength = 0.3
                + 0.4 * met.covered_less()
                + 0.2 * met.covered_more()
                + 0.1 * met.shared().min(2) as f32 / 2.0;
            found.push(Finding {
                relation: Relation::Contradict,
                kind: Some(Kind::Antonym),
                strength: if pair.is_bare() {
                    strength.max(0.5)
                } else {
                    strength
                },
                evidence: clauses(
                    pair,
                    pa,
                    pb,
                    "antonym/act",
                    &format!("\"{}\" excludes \"{}\"", pa.lemma, pb.lemma),
                ),
            });
        }
    }
    found
}

/// "lifted for the coast", "in force for the mountains": side by side two phrases behind one preposition must mean the same.
fn are_of_two_areas(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    filled(pair, pa, pb)
        .iter()
        .any(|s| s.slot == Slot::Complement && s.fit != Fit::Same)
}

/// Whether reports may tell of two states of one thing, one after the other: who is in custody may be released later, what begins ends.
/// Only what is said of one day by the words themselves is at one time.
fn follow_each_other(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    let in_turn = are_phases(&pa.lemma)
        || matches!(
            outcomes_apart(&pa.lemma, &pb.lemma),
            Some(Lasting::Day | Lasting::Turn)
        );
    in_turn && !pair.is_bare() && pair.days_relation(pa.word, pb.word) != Some(true)
}

/// Whether two verbs tell what somebody thinks of a thing: that another thinks otherwise is no conflict about a fact.
fn are_opinions(a: &str, b: &str) -> bool {
    let opinion = |lemma: &str| {
        matches!(
            lemma,
            "support"
                | "back"
                | "favor"
                | "favour"
                | "endorse"
                | "oppose"
                | "condemn"
                | "criticize"
                | "criticise"
                | "denounce"
                | "hail"
                | "praise"
                | "welcome"
                | "applaud"
                | "love"
                | "hate"
                | "like"
                | "want"
        )
    };
    opinion(a) && opinion(b)
}

/// What became of one person or body, told in two ways: "resigned", "was dismissed".
fn outcomes(pair: &Pair) -> Option<Finding> {
    let (ours, theirs) = (&pair.a.detail.predicates, &pair.b.detail.predicates);
    let told = |side: &Side, p: &Predicate| {
        p.sort == Sort::Verb
            && p.modality == Modality::Asserted
            && polarity(side, p) == Some(true)
            && negatives_beside(side, p.word) == 0
    };
    if pair.mixes_background() {
        return None;
    }
    let (keys, their_keys) = (&pair.a.detail.verbs, &pair.b.detail.verbs);
    ours.iter().zip(keys).find_map(|(pa, x)| {
        theirs.iter().zip(their_keys).find_map(|(pb, y)| {
            if !may_exclude(x, y) {
                return None;
            }
            let lasting = outcomes_apart(&pa.lemma, &pb.lemma)?;
            let days = pair.days_relation(pa.word, pb.word);
            let one_time = match lasting {
                Lasting::Once => days != Some(false),
                Lasting::Day => days == Some(true),
                Lasting::Turn => false,
            };
            // A first and a last name tell who it is, whatever else the reports say.
            let by_name = |p: usize, q: usize| {
                pair.is_bare() || pair.tells_one_event() || share_full_name(pair, p, q)
            };
            let of_one = named_undergoers(pair, pa, pb).any(|(p, q)| by_name(p, q));
            (one_time && of_one && told(&pair.a, pa) && told(&pair.b, pb)).then(|| Finding {
                relation: Relation::Contradict,
                kind: Some(Kind::Antonym),
                strength: 0.55,
                evidence: clauses(
                    pair,
                    pa,
                    pb,
                    "antonym/outcome",
                    &format!("\"{}\" excludes \"{}\"", pa.lemma, pb.lemma),
                ),
            })
        })
    })
}

/// The persons or bodies that undergo both: out of articles they must be known by their names.
fn named_undergoers(
    pair: &Pair,
    pa: &Predicate,
    pb: &Predicate,
) -> impl Iterator<Item = (usize, usize)> {
    // "X, the director who resigned": the name stands before its description.
    let named = |side: &Side, w: usize| {
        let described = side.syntax.relation(w) == Dependency::Appos;
        side.syntax.head(w).filter(|_| described).unwrap_or(w)
    };
    let ours: Vec<usize> = undergoers(pa).iter().map(|&w| named(&pair.a, w)).collect();
    let theirs: Vec<usize> = undergoers(pb).iter().map(|&w| named(&pair.b, w)).collect();
    let pairs: Vec<(usize, usize)> = ours
        .iter()
        .flat_map(|&p| theirs.iter().map(move |&q| (p, q)))
        .collect();
    pairs.into_iter().filter(|&(p, q)| {
        let named = is_named(&pair.a, p) && is_named(&pair.b, q);
        fit(pair, p, q) == Fit::Same && (named || pair.is_bare())
    })
}

/// "has been cancelled" is said of what "will go ahead": the polarities of what is called off and of what is planned.
fn called_off(pair: &Pair, pa: &Predicate, pb: &Predicate) -> Option<(bool, bool)> {
    let ends_a_plan = |p: &Predicate| {
        p.modality == Modality::Asserted
            && matches!(
                p.lemma.as_str(),
                "cancel" | "scrap" | "abandon" | "suspend" | "postpone" | "drop" | "shelve" | "off"
            )
    };
    let planned = |p: &Predicate| p.modality == Modality::Planned;
    let told = |side: &Side, p: &Predicate| p.negation.is_none() != side.detail.is_denied(p);
    (ends_a_plan(pa) && planned(pb) || planned(pa) && ends_a_plan(pb))
        .then(|| (told(&pair.a, pa), told(&pair.b, pb)))
}

/// Two sides of one deal: what one sells, the other buys. They exclude each other only of one party.
fn are_converses(a: &str, b: &str) -> bool {
    let selling = |l: &str| {
        matches!(
            l,
            "sell" | "divest" | "lose" | "lend" | "give" | "pay" | "send"
        )
    };
    let buying = |l: &str| {
        matches!(
            l,
            "buy"
                | "acquire"
                | "purchase"
                | "win"
                | "borrow"
                | "receive"
                | "beat"
                | "defeat"
                | "take"
                | "capture"
                | "seize"
                | "get"
        )
    };
    selling(a) && buying(b) || buying(a) && selling(b)
}

/// "A sold it to B", "B bought it from A"; "A lost to B", "B defeated A": one deal or contest from both sides.
pub(super) fn are_two_sides(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    let others = |p: &Predicate| -> Vec<usize> {
        let phrases = p.obliques.iter().map(|(_, w)| *w);
        phrases.chain(p.patients.iter().copied()).collect()
    };
    let met = |xs: &[usize], ys: &[usize]| {
        xs.iter()
            .any(|&x| ys.iter().any(|&y| fit(pair, x, y) == Fit::Same))
    };
    let two_things = !pa.patients.is_empty()
        && !pb.patients.is_empty()
        && pa.obliques.iter().chain(&pb.obliques).next().is_some()
        && filled(pair, pa, pb)
            .iter()
            .any(|s| s.slot == Slot::Patient && s.fit == Fit::Other);
    are_converses(&pa.lemma, &pb.lemma)
        && !two_things
        && met(&pa.agents, &others(pb))
        && met(&others(pa), &pb.agents)
        && !met(&pa.agents, &pb.agents)
}

/// "sold its shipping arm to the Kovar family", "bought the shipping business of the Kovar family": the other party is one, by name.
fn one_partner(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    let parties = |p: &Predicate| -> Vec<usize> {
        p.obliques
            .iter()
            .map(|(_, w)| *w)
            .chain(p.patients.iter().copied())
            .collect()
    };
    let theirs = parties(pb);
    let other_things = pa.patients.iter().any(|&x| {
        pb.patients
            .iter()
            .any(|&y| is_person(pair.a.syntax.lemma(x)) || fit(pair, x, y) == Fit::Other)
    });
    pair.is_bare()
        && !other_things
        && parties(pa)
            .iter()
            .any(|&x| theirs.iter().any(|&y| share_names(pair, x, y, ONE_NAME)))
}

fn one_agent(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    pa.agents
        .iter()
        .any(|&p| pb.agents.iter().any(|&q| fit(pair, p, q) == Fit::Same))
}

/// Beginning and end of one thing lie at two times.
pub(super) fn are_phases(lemma: &str) -> bool {
    matches!(
        lemma,
        "begin"
            | "start"
            | "open"
            | "launch"
            | "resume"
            | "end"
            | "stop"
            | "halt"
            | "cease"
            | "close"
    )
}

/// Two bare sentences that are alike but for two words that exclude each other, whatever parts of speech they are: "ended in success",
/// "broke down without a result".
fn lone_opposites(pair: &Pair, acts: &[Act]) -> Option<Finding> {
    /// How much of each sentence the other must hold, so that the opposites are what is left over.
    const ALIKE: f32 = 0.5;
    let alike = pair.similarity.exact_a.min(pair.similarity.exact_b) >= ALIKE;
    let apart = acts.iter().any(|act| act.clashing() > 0);
    if !alike || apart {
        return None;
    }
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    // What narrows a noun down makes another thing of it, not a conflict.
    let says = |s: &Syntax, w: usize| {
        matches!(s.upos(w), Upos::Verb | Upos::Adj | Upos::Noun | Upos::Adv)
            && !matches!(
                s.relation(w),
                Dependency::Amod | Dependency::Compound | Dependency::NmodPoss | Dependency::Nmod
            )
    };
    let lacks = |s: &Syntax, lemma: &str| !(0..s.len()).any(|w| s.lemma(w) == lemma);
    let (x, y) = (0..a.len())
        .filter(|&x| says(a, x))
        .flat_map(|x| (0..b.len()).filter(|&y| says(b, y)).map(move |y| (x, y)))
        .find(|&(x, y)| {
            are_antonyms(a.lemma(x), b.lemma(y))
                && lacks(b, a.lemma(x))
                && lacks(a, b.lemma(y))
                && !(a.upos(x) == Upos::Verb && are_phases(a.lemma(x)))
                && !are_converses(a.lemma(x), b.lemma(y))
        })?;
    // "the north gate is open", "the south gate is closed".
    let predicate = |side: &Side, w: usize| side.detail.predicates.iter().position(|p| p.word == w);
    let of_others = predicate(&pair.a, x)
        .zip(predicate(&pair.b, y))
        .is_some_and(|(p, q)| filled_at(pair, p, q).iter().any(|s| s.fit == Fit::Other));
    if of_others {
        return None;
    }
    if negatives_beside(&pair.a, x) + negatives_beside(&pair.b, y) > 0
        || tell_two_topics(pair, x, y)
    {
        return None;
    }
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(Kind::Antonym),
        strength: 0.45,
        evidence: pair.evidence(
            "antonym/word",
            a.word_span(x),
            b.word_span(y),
            format!("\"{}\" excludes \"{}\"", a.lemma(x), b.lemma(y)),
        ),
    })
}

/// Whether each sentence has a noun, beside the opposites, that means nothing in the other: "the forecast for growth", "for inflation".
fn tell_two_topics(pair: &Pair, x: usize, y: usize) -> bool {
    /// What keeps company may be another word for it.
    const RELATED: f32 = 0.5;
    let lone = |side: &Side, but: usize, other: &Side| {
        let (s, o) = (&side.syntax, &other.syntax);
        let noun =
            |w: &usize| *w != but && s.upos(*w) == Upos::Noun && s.relation(*w) == Dependency::Nmod;
        (0..s.len())
            .filter(noun)
            .any(|w| !(0..o.len()).any(|v| lemma_kinship(s.lemma(w), o.lemma(v)) >= RELATED))
    };
    lone(&pair.a, x, &pair.b) && lone(&pair.b, y, &pair.a)
}

/// Whether one thing undergoes both: the object of a verb, the subject of a verb without object or of a state.
fn one_undergoer(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    let (ours, theirs) = (undergoers(pa), undergoers(pb));
    ours.iter()
        .any(|&p| theirs.iter().any(|&q| fit(pair, p, q) == Fit::Same))
}

fn undergoers(p: &Predicate) -> &[usize] {
    if p.patients.is_empty() || moves_itself(&p.lemma) {
        &p.agents
    } else {
        &p.patients
    }
}

/// Verbs whose subject comes to be, or stays, where they say: "left the coalition", "escaped the guards".
fn moves_itself(lemma: &str) -> bool {
    matches!(
        lemma,
        "leave" | "quit" | "resign" | "escape" | "flee" | "join" | "enter" | "depart" | "survive"
    )
}

/// Index of a predicate, winner and loser.
pub(super) type Contest = (usize, usize, usize);

/// Winner and loser of a contest: "A beat B", "A won against B", "B lost to A".
pub(super) fn contests(side: &Side) -> Vec<Contest> {
    let mut found = Vec::new();
    for (index, p) in side.detail.predicates.iter().enumerate() {
        if p.negation.is_some() || p.modality != Modality::Asserted {
            continue;
        }
        let behind = |prepositions: &[&str]| {
            p.obliques
                .iter()
                .find(|(preposition, _)| prepositions.contains(&preposition.as_str()))
                .map(|(_, w)| *w)
        };
        let winner = p.agents.first().copied();
        // "won the final of the cup against B": trees hang "against" on what was won.
        let below = |w: usize| {
            let words = side.syntax.subtree(w).into_iter();
            let against = |&c: &usize| {
                let preposition = side.syntax.preposition(c);
                preposition.is_some_and(|p| matches!(p.as_str(), "against" | "over"))
            };
            words.filter(|&c| c != w).find(against)
        };
        let won_against = || {
            let beside = behind(&["against", "over"]);
            beside.or_else(|| p.patients.iter().find_map(|&w| below(w)))
        };
        // "reached the final with a victory over B".
        let victory = || {
            let won = |w: &usize| matches!(side.syntax.lemma(*w), "victory" | "win" | "triumph");
            p.obliques.iter().map(|(_, w)| *w).find(won).and_then(below)
        };
        let (winner, loser) = match p.lemma.as_str() {
            "beat" | "defeat" | "overcome" | "outplay" => {
                // "the champion X": the name is what tells who it is.
                let mut beaten = p.patients.iter().copied();
                (winner, beaten.find(|&w| is_named(side, w)))
            }
            "win" | "prevail" | "triumph" => (winner, won_against()),
            _ if victory().is_some() => (winner, victory()),
            "lose" => (behind(&["to", "against"]), winner),
            _ => continue,
        };
        if let (Some(winner), Some(loser)) = (winner, loser)
            && is_named(side, winner)
            && is_named(side, loser)
        {
            found.push((index, winner, loser));
        }
    }
    found
}

/// One contest of two named parties, won by either.
fn other_winner(pair: &Pair) -> Option<Finding> {
    let theirs = pair.b.contests();
    pair.a.contests().iter().find_map(|&(p, winner, loser)| {
        theirs.iter().find_map(|&(q, other_winner, other_loser)| {
            let crossed = fit(pair, winner, other_loser) == Fit::Same
                && fit(pair, loser, other_winner) == Fit::Same
                && fit(pair, winner, other_winner) != Fit::Same;
            let (pa, pb) = (&pair.a.detail.predicates[p], &pair.b.detail.predicates[q]);
            let elsewhere = crossed
                && filled(pair, pa, pb).iter().any(|s| {
                    matches!(s.slot, Slot::Place | Slot::Complement) && s.fit == Fit::Other
                });
            let days = pair.days_relation(pa.word, pb.word);
            (crossed && !elsewhere && days != Some(false)).then(|| Finding {
                relation: Relation::Contradict,
                kind: Some(Kind::Role),
                strength: 0.6,
                evidence: clauses(pair, pa, pb, "role/winner", "one contest, won by either"),
            })
        })
    })
}

/// "A beat B" against "B beat A".
fn swapped(pair: &Pair, met: &Act) -> Option<Finding> {
    let (pa, pb) = (
        &pair.a.detail.predicates[met.a],
        &pair.b.detail.predicates[met.b],
    );
    if pa.sort != Sort::Verb || pb.sort != Sort::Verb {
        return None;
    }
    let (x, y) = polarities(pair, pa, pb)?;
    // Out of articles only names tell that it is the same two.
    let named = |p: usize, q: usize| {
        pair.is_bare()
            || pair.a.syntax.upos(p) == Upos::Propn && pair.b.syntax.upos(q) == Upos::Propn
    };
    let met_with = |x: &[usize], y: &[usize]| {
        x.iter().any(|&p| {
            y.iter()
                .any(|&q| named(p, q) && fit(pair, p, q) == Fit::Same)
        })
    };
    let turned = met_with(&pa.agents, &pb.patients)
        && met_with(&pa.patients, &pb.agents)
        && !met_with(&pa.agents, &pb.agents)
        && !met_with(&pa.patients, &pb.patients);
    // "A lent the player to B", "B lent the player to A".
    let receivers = |side: &Side, p: &Predicate| -> Vec<usize> {
        let phrases = complements(pair, side, p).into_iter();
        phrases
            .filter(|(to, _)| to == "to")
            .map(|(_, w)| w)
            .collect()
    };
    let (to_a, to_b) = (receivers(&pair.a, pa), receivers(&pair.b, pb));
    let handed_back = met_with(&pa.agents, &to_b)
        && met_with(&to_a, &pb.agents)
        && met_with(&pa.patients, &pb.patients);
    let elsewhere = !handed_back
        && filled(pair, pa, pb)
            .iter()
            .any(|s| matches!(s.slot, Slot::Place | Slot::Complement) && s.fit == Fit::Other);
    if x != y
        || !(turned || handed_back)
        || elsewhere
        || pair.days_relation(pa.word, pb.word) == Some(false)
    {
        return None;
    }
    // "met", "agreed", "fought": done by both to each other.
    let mutual = matches!(
        pa.lemma.as_str(),
        "meet"
            | "marry"
            | "fight"
            | "talk"
            | "agree"
            | "join"
            | "face"
            | "play"
            | "resemble"
            | "clash"
            | "accuse"
            | "blame"
            | "attack"
            | "criticize"
            | "threaten"
            | "warn"
            | "tell"
            | "ask"
            | "call"
    );
    if mutual {
        return None;
    }
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(Kind::Role),
        strength: 0.55 + 0.35 * met.covered_more(),
        evidence: clauses(
            pair,
            pa,
            pb,
            "role/swapped",
            "who did it and to whom it was done are swapped",
        ),
    })
}
