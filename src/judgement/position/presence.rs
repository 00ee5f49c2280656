//! Whether something was there or was done: said not to be, and told as a fact.
//!
//! "No tap was open" is short, and "she said that the taps of the boilers in the cellar of the old house had been open" is long; little of
//! the one answers to the other. But all that the denial names is in the report of it. So here the one that says no need be covered
//! wholly, and the other not at all. It must say no to everything of the sort ("no", "none", "never"), or be about one thing by its name.

use super::words::Words;
use crate::claims::frame::{Aspect, Modality, Predicate, Sort, Tense};
use crate::judgement::Finding;
use crate::judgement::act::{akin, clauses, polarity, predicate_kinship};
use crate::judgement::correspond::{kinship, lemma_kinship};
use crate::judgement::fit::{Fit, fit};
use crate::judgement::pair::{Pair, Side};
use crate::judgement::polarity::negatives_about;
use crate::judgement::slot::{Slot, filled};
use crate::judgement::verdict::{Kind, Relation};
use crate::parse::{Relation as Dependency, Upos};

/// Words at least this much akin mean one thing.
const ONE: f32 = 0.85;

/// Nothing of it on one side, some of it on the other.
pub(super) fn finding(pair: &Pair) -> Option<Finding> {
    /// What was not so may be so some days later.
    const APART: i32 = 3;
    let (lone_a, lone_b) = pair.unshared_places();
    if pair.is_bare()
        || !pair.tells_one_incident()
        || pair.mixes_background()
        || lone_a > 0 && lone_b > 0
        || pair.days_apart().is_some_and(|d| d.abs() > APART)
    {
        return None;
    }
    [false, true]
        .into_iter()
        .find_map(|swapped| said_and_gainsaid(pair, swapped))
}

fn said_and_gainsaid(pair: &Pair, swapped: bool) -> Option<Finding> {
    let (no, yes) = if swapped {
        (&pair.b, &pair.a)
    } else {
        (&pair.a, &pair.b)
    };
    for p in &no.detail.predicates {
        let Some(core) = core(no, p) else { continue };
        for q in &yes.detail.predicates {
            if !is_told(yes, q) || !covers(pair, no, p, &core, yes, q, swapped) {
                continue;
            }
            let (pa, pb) = if swapped { (q, p) } else { (p, q) };
            if pair.days_relation(pa.word, pb.word) == Some(false) || is_later(no, yes, q) {
                continue;
            }
            return Some(Finding {
                relation: Relation::Contradict,
                kind: Some(Kind::Negation),
                strength: 0.5,
                evidence: clauses(
                    pair,
                    pa,
                    pb,
                    "negation/whole",
                    "one says that there was nothing of the sort, the other tells of it",
                ),
            });
        }
    }
    None
}

/// Whether what is told happened after the last day that the claim that says no speaks of, or was published: "had not been found on Saturday",
/// "were found on Sunday".
fn is_later(no: &Side, yes: &Side, q: &Predicate) -> bool {
    let days = no.detail.times.iter().filter_map(|t| t.days);
    let last = days.map(|d| d.last).max().or(no.published);
    let first = yes
        .times_of(q.word)
        .into_iter()
        .filter_map(|t| t.days)
        .map(|d| d.first)
        .min();
    last.zip(first).is_some_and(|(last, first)| first > last)
}

/// What a statement that says no says no to.
struct Core {
    /// Its verb, unless it is too light to tell anything.
    verb: bool,
    /// The nouns of it, and what narrows them down.
    nouns: Vec<usize>,
    /// Those of them that stand in a phrase with its preposition.
    places: Vec<usize>,
    /// Who does it: a noun, or who speaks where it is "he".
    doer: Option<usize>,
    /// Whether all of the sort is meant.
    of_all: bool,
}

fn core(side: &Side, p: &Predicate) -> Option<Core> {
    let syntax = &side.syntax;
    let negation = p.negation?;
    let plain = p.sort == Sort::Verb
        && p.modality == Modality::Asserted
        && p.tense != Some(Tense::Future)
        && !side.detail.is_denied(p)
        && polarity(side, p) == Some(false)
        && negatives_about(side, p) == 1;
    let words = Words::new(side);
    // "no other suspects", "nothing else": the one that is told of may be the first.
    let others = words.has_any(&[
        "other",
        "others",
        "further",
        "additional",
        "else",
        "anything",
        "another",
        "while",
        "whereas",
        "although",
    ]);
    let so_far = others || (0..words.len()).any(|w| words.has_at(w, &["so", "far"]));
    let open = so_far
        || words.has_any(&[
            "yet",
            "still",
            "until",
            "whether",
            "if",
            "so",
            "immediately",
            "unless",
            "enough",
            "longer",
            "more",
        ]);
    if !plain || open {
        return None;
    }
    let said = syntax.lower(negation);
    // What is prevented or refused is no report of what was not so; "did not charge him with theft" leaves a charge of fraud.
    let plainly = matches!(
        said,
        "no" | "not" | "n't" | "n’t" | "never" | "none" | "nobody" | "nothing" | "neither"
    );
    let more = [
        Dependency::Xcomp,
        Dependency::Ccomp,
        Dependency::Advcl,
        Dependency::AclRelcl,
    ];
    // "no evidence that he knew": of what, is in a clause of its own.
    let of_more = p.agents.iter().chain(&p.patients).any(|&w| {
        syntax.child(w, &more).is_some() || syntax.child(w, &[Dependency::Acl]).is_some()
    });
    if !plainly || of_more || syntax.child(p.word, &more).is_some() {
        return None;
    }
    let of_all = matches!(
        said,
        "no" | "none" | "nobody" | "nothing" | "never" | "neither"
    ) || words.has_at(negation, &["not", "a", "single"])
        || words.has_at(negation, &["not", "one"])
        || words.has_at(negation, &["no", "one"]);
    let mut nouns = Vec::new();
    let mut doer = None;
    for (&head, is_doer) in p
        .agents
        .iter()
        .map(|w| (w, true))
        .chain(p.patients.iter().map(|w| (w, false)))
    {
        match syntax.upos(head) {
            Upos::Pron | Upos::Det => {
                let all = matches!(
                    syntax.lower(head),
                    "nobody" | "nothing" | "none" | "one" | "neither"
                );
                if all {
                    // "none of the lockers".
                    nouns.extend(content(side, head).into_iter().filter(|&w| w != head));
                } else {
                    doer = Some(side.source_of(p.word)?);
                }
            }
            _ if is_doer => doer = Some(head),
            _ => nouns.extend(content(side, head)),
        }
    }
    // Who does it is what is said no to: "no child worked there".
    if let Some(d) = doer.filter(|&d| syntax.children(d).contains(&negation)) {
        nouns.extend(content(side, d));
        doer = None;
    }
    let of_time = |w: &usize| side.detail.times.iter().any(|t| t.tokens.contains(w));
    let places: Vec<usize> = p
        .obliques
        .iter()
        .filter(|(_, w)| !of_time(w))
        .flat_map(|(_, w)| content(side, *w))
        .filter(|w| !nouns.contains(w))
        .collect();
    nouns.extend(&places);
    nouns.sort_unstable();
    nouns.dedup();
    (!nouns.is_empty()).then_some(Core {
        verb: !is_light(&p.lemma),
        nouns,
        places,
        doer,
        of_all,
    })
}

/// The words of a phrase that tell what it is.
fn content(side: &Side, head: usize) -> Vec<usize> {
    let syntax = &side.syntax;
    // "an emergency call", but not whose.
    let narrows = |w: usize| {
        w == head
            || matches!(
                syntax.relation(w),
                Dependency::Compound | Dependency::Nmod | Dependency::Flat
            )
    };
    let tells = |&w: &usize| {
        matches!(syntax.upos(w), Upos::Noun | Upos::Propn)
            && narrows(w)
            && !matches!(
                syntax.lemma(w),
                "single" | "such" | "other" | "own" | "sort" | "kind" | "any"
            )
    };
    let words = syntax.phrase(head).iter().copied();
    words.filter(tells).collect()
}

/// Verbs that tell little: what is had, found or sent makes the act.
fn is_light(lemma: &str) -> bool {
    matches!(
        lemma,
        "be" | "have"
            | "receive"
            | "get"
            | "give"
            | "issue"
            | "send"
            | "make"
            | "take"
            | "use"
            | "occur"
            | "happen"
            | "exist"
            | "record"
            | "sound"
            | "carry"
            | "hold"
    )
}

/// Whether a predicate is told as a fact of the past or present.
fn is_told(side: &Side, q: &Predicate) -> bool {
    // What is condemned or feared need not be there.
    let of_mind = matches!(
        q.verb(),
        "condemn"
            | "criticize"
            | "criticise"
            | "oppose"
            | "fear"
            | "fight"
            | "ban"
            | "prohibit"
            | "want"
            | "demand"
            | "discuss"
            | "expect"
            | "investigate"
            | "seek"
            | "allege"
            | "accuse"
            | "deny"
            | "reject"
            | "suspect"
            | "consider"
            | "prevent"
            | "propose"
            | "threaten"
            | "plan"
            | "believe"
            | "think"
            | "ask"
            | "offer"
            | "promise"
            | "pledge"
            | "search"
            | "look"
            | "hunt"
    );
    q.sort != Sort::Nominal
        && !of_mind
        && q.modality == Modality::Asserted
        && q.tense != Some(Tense::Future)
        && polarity(side, q) == Some(true)
        && negatives_about(side, q) == 0
        && !side.asks()
}

/// Whether all that one says no to is in what the other tells.
fn covers(
    pair: &Pair,
    no: &Side,
    p: &Predicate,
    core: &Core,
    yes: &Side,
    q: &Predicate,
    swapped: bool,
) -> bool {
    /// The weight of a word that less than one article in twenty has.
    const TELLING: f32 = 3.0;
    let (a, b) = (&no.syntax, &yes.syntax);
    let met = |x: usize, y: usize| kinship(a, x, b, y) >= ONE;
    let same = |x: usize, y: usize| {
        if swapped {
            akin(pair, y, x)
        } else {
            akin(pair, x, y)
        }
    };
    let verb = predicate_kinship(p, q) >= ONE;
    // "Flight recorders keep the voices": what is always so tells of nothing that was there.
    let happened = q.tense == Some(Tense::Past)
        || matches!(q.aspect, Aspect::Perfect | Aspect::PerfectProgressive);
    if !happened {
        return false;
    }
    let cues: Vec<usize> = yes.detail.attributions.iter().map(|t| t.cue).collect();
    let clause = b.subtree_without(q.word, |c| {
        cues.contains(&c) || matches!(b.relation(c), Dependency::Advcl | Dependency::Parataxis)
    });
    let parts: Vec<usize> = q
        .agents
        .iter()
        .chain(&q.patients)
        .copied()
        .chain(q.obliques.iter().map(|(_, w)| *w))
        .collect();
    let all: Vec<usize> = clause
        .into_iter()
        .chain(parts.iter().flat_map(|&w| b.phrase(w).iter().copied()))
        .collect();
    let found = |x: usize| all.iter().any(|&y| met(x, y));
    // Where it was not so may be said in another sentence of the other article.
    let elsewhere = |x: usize| core.places.contains(&x) && yes.lower_article().contains(a.lower(x));
    if !core.nouns.iter().all(|&x| found(x) || elsewhere(x)) {
        return false;
    }
    // A name of several words is one.
    let common = core
        .nouns
        .iter()
        .filter(|&&x| a.upos(x) != Upos::Propn)
        .count();
    let named_once = usize::from(common < core.nouns.len());
    if core.verb && !verb || common + named_once + usize::from(core.verb) < 2 {
        return false;
    }
    // "complaints over potential violations": they need not be there. And what is said not to be at all must be what the other's act is about.
    let doubtful = |y: usize| {
        b.children_with(y, &[Dependency::Amod]).any(|c| {
            matches!(
                b.lemma(c),
                "potential"
                    | "possible"
                    | "alleged"
                    | "suspected"
                    | "supposed"
                    | "other"
                    | "former"
            )
        })
    };
    let central: Vec<usize> = q.agents.iter().chain(&q.patients).copied().collect();
    let there = |x: usize| {
        let of_it: &[usize] = if p.lemma == "be" { &central } else { &parts };
        of_it.iter().any(|&y| met(x, y) && !doubtful(y))
    };
    if !core.nouns.iter().any(|&x| there(x)) {
        return false;
    }
    // What is said no to takes part in the other's act, and is no mere aside there.
    let takes_part = core.nouns.iter().any(|&x| parts.iter().any(|&y| met(x, y)));
    let doer = core.doer.is_none_or(|d| all.iter().any(|&y| same(d, y)));
    let telling = core.nouns.iter().filter(|&&x| found(x)).any(|&x| {
        pair.vocabulary
            .id(a.key(x))
            .is_none_or(|id| pair.vocabulary.entry(id).weight >= TELLING)
    });
    // The same thing by its name or as the only one of its sort, if not all of the sort is meant.
    let named = || {
        core.verb
            && core
                .nouns
                .iter()
                .any(|&x| a.upos(x) == Upos::Propn && found(x))
    };
    if !takes_part || !doer || !telling || !(core.of_all || named()) {
        return false;
    }
    let (pa, pb) = if swapped { (q, p) } else { (p, q) };
    let apart = filled(pair, pa, pb)
        .iter()
        .any(|s| s.fit == Fit::Other && (verb || matches!(s.slot, Slot::Place)));
    // "No man was hurt", "a dog was hurt": the head itself, not what stands beside it.
    let heads = p.patients.iter().all(|&x| {
        a.upos(x) != Upos::Noun
            || parts.iter().any(|&y| {
                let fits = if swapped {
                    fit(pair, y, x)
                } else {
                    fit(pair, x, y)
                };
                fits == Fit::Same || lemma_kinship(a.lemma(x), b.lemma(y)) >= ONE
            })
    });
    !apart && heads
}
