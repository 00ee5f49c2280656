//! Negation and denial: something is said to be, and said not to be.
//!
//! Negation needs one act on both sides, one of them negated. Denial needs a charge or a statement on one side, and on the
//! other the accused, or somebody for him, who denies it: the act itself, or "the charge", "the claim", "it".

use super::Finding;
use super::act::{Act, act, akin, clauses, polarities, polarity};
use super::correspond::kinship;
use super::fit::{Fit, fit, is_named};
use super::pair::{Pair, Side};
use super::slot::{Slot, filled};
use super::verdict::{Evidence, Kind, Relation};
use crate::claims::attribution::{Attribution, Stance};
use crate::claims::frame::{
    Modality, Predicate, Sort, class_of, is_improbable, is_ruled_out, is_weighed,
};
use crate::claims::syntax::Syntax;
use crate::lexicon::falsehoods::is_untrue;
use crate::lexicon::relations::is_person;
use crate::parse::{Relation as Dependency, Upos};

/// Predicates of both claims that correspond, with opposite polarity, and charges that are denied.
pub fn findings(pair: &Pair, acts: &[Act]) -> Vec<Finding> {
    let mut found: Vec<Finding> = acts.iter().filter_map(|act| opposite(pair, act)).collect();
    found.extend(absences(pair, false));
    found.extend(absences(pair, true));
    found.extend(denied_charges(pair));
    found.extend(none_against_some(pair));
    found
}

/// "Nobody has died" against "a woman died": none of a class of harm, and somebody of it.
fn none_against_some(pair: &Pair) -> Option<Finding> {
    /// Articles less alike than this may report two incidents.
    const ONE_EVENT: f32 = 0.2;
    /// Too little to be said by itself: of eleven such findings on labelled events four were right, for "nobody was hurt" is said of the
    /// other incidents of a report as well.
    const BACKGROUND: f32 = 0.35;
    let near = pair.is_bare()
        || pair
            .similarity
            .article
            .is_some_and(|link| link >= ONE_EVENT);
    let (lone_a, lone_b) = pair.unshared_places();
    if !near || !pair.is_bare() && lone_a > 0 && lone_b > 0 || pair.mixes_background() {
        return None;
    }
    let apart = pair.days_apart().unwrap_or(0);
    [
        (&pair.a, &pair.b, false, apart),
        (&pair.b, &pair.a, true, -apart),
    ]
    .into_iter()
    // A toll that rises from none is a revision.
    .filter(|(_, _, _, later)| *later <= 0 && *later >= -2)
    .find_map(|(none, some, swapped, _)| {
        let (class, absent) = none_harmed(none)?;
        // Who was killed was hurt.
        let harmed = somebody_harmed(some, class)
            .or_else(|| somebody_harmed(some, "killed").filter(|_| class == "hurt"))?;
        let (pa, pb) = if swapped {
            (harmed, absent)
        } else {
            (absent, harmed)
        };
        (pair.days_relation(pa.word, pb.word) != Some(false)).then(|| Finding {
            relation: Relation::Contradict,
            kind: Some(Kind::Negation),
            strength: if pair.is_bare() { 0.5 } else { BACKGROUND },
            evidence: clauses(
                pair,
                pa,
                pb,
                "negation/none",
                "one says that there was nobody, the other names some",
            ),
        })
    })
}

/// "Nobody has died", "no civilians were hurt": the class and the predicate.
fn none_harmed<'a>(side: &Side<'a>) -> Option<(&'static str, &'a Predicate)> {
    let none = side.detail.quantities.iter().find(|q| {
        q.quantity.value.high == 0.0
            && !q.part
            && !q.additional
            && matches!(q.class, Some("killed" | "hurt" | "missing" | "arrested"))
    })?;
    let predicate = &side.detail.predicates[none.predicate?];
    let clear = predicate.negation.is_some() && negatives_about(side, predicate) == 1;
    (clear
        && predicate.modality == Modality::Asserted
        && side.syntax.upos(predicate.word) == Upos::Verb)
        .then_some((none.class?, predicate))
}

/// "a woman died", "two farm workers were wounded": a few, for whoever says "nobody" hardly speaks of an incident with dozens.
fn somebody_harmed<'a>(side: &Side<'a>, class: &str) -> Option<&'a Predicate> {
    const FEW: f64 = 3.0;
    let many = side
        .detail
        .quantities
        .iter()
        .any(|q| q.class == Some(class) && q.quantity.value.high > FEW);
    if many {
        return None;
    }
    side.detail.predicates.iter().find(|p| {
        let person = |w: &usize| {
            is_person(side.syntax.lemma(*w))
                || side.syntax.upos(*w) == Upos::Propn
                || side.syntax.upos(*w) == Upos::Num
        };
        class_of(p) == Some(class)
            && p.sort == Sort::Verb
            && p.modality == Modality::Asserted
            && polarity(side, p) == Some(true)
            && negatives_about(side, p) == 0
            && p.patients.iter().any(person)
    })
}

/// How much two clauses must cover of each other to be about one thing.
struct Coverage {
    less: f32,
    more: f32,
    shared: usize,
}

/// Out of articles: what two clauses share must show that they speak of one thing.
const IN_COVERAGE: Coverage = Coverage {
    less: 0.34,
    more: 0.6,
    shared: 1,
};
/// Reports much alike, of what was done by or to one party known by its name.
const OF_ONE_PARTY: Coverage = Coverage {
    less: 0.08,
    more: 0.25,
    shared: 1,
};
/// Two bare sentences: that is given, so that a paraphrase may be further away.
const BARE: Coverage = Coverage {
    less: 0.25,
    more: 0.5,
    shared: 0,
};

fn opposite(pair: &Pair, act: &Act) -> Option<Finding> {
    let (pa, pb) = (
        &pair.a.detail.predicates[act.a],
        &pair.b.detail.predicates[act.b],
    );
    let (x, y) = polarities(pair, pa, pb)?;
    if x == y || !stands_alone(&pair.a, pa, !x) || !stands_alone(&pair.b, pb, !y) {
        return None;
    }
    let needed = if pair.is_bare() {
        BARE
    } else if shares_a_party(pair, pa, pb) || is_denied_in_reports(pair, pa, pb) {
        OF_ONE_PARTY
    } else {
        IN_COVERAGE
    };
    if act.clashing() > 0
        || act.shared() < needed.shared
        || act.covered_less() < needed.less
        || act.covered_more() < needed.more
    {
        return None;
    }
    let told = is_told(&pair.a, pa, !x) && is_told(&pair.b, pb, !y);
    if !pair.is_bare()
        && (!told
            || one_of_many_doers(pa, pb, x)
            || is_of_others(pair, pa, pb)
            || is_of_other_things(pair, pa, pb))
    {
        return None;
    }
    if pair.mixes_background() || pair.days_relation(pa.word, pb.word) == Some(false) {
        return None;
    }
    // "has not been hit by a quake in more than 25 years": until now.
    let negated = if x { &pair.b } else { &pair.a };
    if !pair.is_bare() && speaks_of_years(negated) {
        return None;
    }
    let denial = pair.a.detail.is_denied(pa) || pair.b.detail.is_denied(pb);
    let strength = act.kin
        * (0.35
            + 0.35 * act.covered_less()
            + 0.2 * act.covered_more()
            + 0.1 * act.shared().min(2) as f32 / 2.0);
    let weighed = |side: &Side, p: &Predicate| {
        p.modality == Modality::Hedged
            || p.sort == Sort::Nominal && is_weighed(&side.syntax, p.word)
            || p.negation.is_some_and(|n| is_ruled_out(&side.syntax, n))
    };
    let (kind, rule) = if denial {
        (Kind::Denial, "denial/act")
    } else if weighed(&pair.a, pa) && weighed(&pair.b, pb) {
        (Kind::Modality, "modality/act")
    } else {
        (Kind::Negation, "negation/act")
    };
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(kind),
        strength: if pair.is_bare() {
            strength.max(0.5)
        } else {
            strength
        },
        evidence: clauses(pair, pa, pb, rule, "one says so, the other says not"),
    })
}

/// Whether one report tells in the outlet's or somebody's words what the other says was denied: "rejected reports that", of one incident
/// and about one time. Who denies something answers somebody, so that less must be alike than where something is merely not so.
fn is_denied_in_reports(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    /// Later the talk is of something new.
    const NEAR_DAYS: i32 = 4;
    let near = pair.days_apart().is_none_or(|d| d.abs() <= NEAR_DAYS);
    let denied = pair.a.detail.is_denied(pa) != pair.b.detail.is_denied(pb);
    let verbs = pa.sort == Sort::Verb && pb.sort == Sort::Verb;
    near && denied && verbs && pair.tells_one_incident()
}

/// Whether a claim speaks of a span of years.
fn speaks_of_years(side: &Side) -> bool {
    (0..side.syntax.len())
        .any(|w| matches!(side.syntax.lower(w), "years" | "decades" | "centuries"))
}

/// Whether reports of one event give one named party, or one country's, the same part in both.
fn shares_a_party(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    pair.tells_one_event()
        && filled(pair, pa, pb).iter().any(|s| {
            matches!(s.slot, Slot::Agent | Slot::Patient)
                && s.fit == Fit::Same
                && (is_named(&pair.a, s.a) || is_named(&pair.b, s.b))
        })
}

/// "He did not send it" against "it was sent": that one did not do it does not say that nobody did.
fn one_of_many_doers(pa: &Predicate, pb: &Predicate, a_is_so: bool) -> bool {
    let (told, denied) = if a_is_so { (pa, pb) } else { (pb, pa) };
    told.agents.is_empty()
        && !told.patients.is_empty()
        && !denied.agents.is_empty()
        && !denied.patients.is_empty()
}

/// Out of articles "some actors are signed" and "he is not signed" may both be so: whoever it is said of must be the same, or a pronoun.
fn is_of_others(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    let pronoun = |side: &Side, word: usize| side.syntax.upos(word) == Upos::Pron;
    let subject = |p: &Predicate| p.agents.first().or(p.patients.first()).copied();
    let (Some(x), Some(y)) = (subject(pa), subject(pb)) else {
        return false;
    };
    // "Nobody has died" is said of all.
    let of_all = |side: &Side, p: &Predicate, subject: usize| {
        p.negation
            .is_some_and(|n| n == subject || side.syntax.head(n) == Some(subject))
    };
    if of_all(&pair.a, pa, x) || of_all(&pair.b, pb, y) {
        return false;
    }
    !pronoun(&pair.a, x)
        && !pronoun(&pair.b, y)
        && fit(pair, x, y) == Fit::Open
        && !akin(pair, x, y)
}

/// Out of articles "made an offer to X" and "has not made another offer" may both be so: what is done to must be the same, or a pronoun.
fn is_of_other_things(pair: &Pair, pa: &Predicate, pb: &Predicate) -> bool {
    let pronoun = |side: &Side, word: usize| side.syntax.upos(word) == Upos::Pron;
    let meets = |x: usize, y: usize| {
        pronoun(&pair.a, x)
            || pronoun(&pair.b, y)
            || fit(pair, x, y) == Fit::Same
            || akin(pair, x, y)
    };
    !pa.patients.is_empty()
        && !pb.patients.is_empty()
        && !(pa.patients.iter()).any(|&x| pb.patients.iter().any(|&y| meets(x, y)))
}

/// "There was no smell of chlorine" against a sentence in which a smell of chlorine does something. `swapped`: the second claim
/// holds the absence.
fn absences(pair: &Pair, swapped: bool) -> Vec<Finding> {
    // "There were no planes in this region": of which day and place only reports of one event and day tell.
    let near = pair.tells_one_event() && pair.days_apart().is_none_or(|d| d.abs() <= 1);
    if !pair.is_bare() && !near {
        return Vec::new();
    }
    let (lacks, has) = if swapped {
        (&pair.b, &pair.a)
    } else {
        (&pair.a, &pair.b)
    };
    let mut found = Vec::new();
    for absent in &lacks.detail.predicates {
        let noun = absent.sort == Sort::Nominal
            && absent.negation.is_some()
            && lacks.syntax.relation(absent.word) == Dependency::Nsubj;
        let conditional = !pair.is_bare() && absent.modality >= Modality::Conditional;
        if !noun || conditional || negatives(lacks) != 1 || negatives(has) != 0 {
            continue;
        }
        for present in &has.detail.predicates {
            if polarity(has, present) != Some(true) {
                continue;
            }
            for &thing in present.agents.iter().chain(&present.patients) {
                found.extend(absence(pair, lacks, absent, has, present, thing, swapped));
            }
        }
    }
    found
}

fn absence(
    pair: &Pair,
    lacks: &Side,
    absent: &Predicate,
    has: &Side,
    present: &Predicate,
    thing: usize,
    swapped: bool,
) -> Option<Finding> {
    let met = kinship(&lacks.syntax, absent.word, &has.syntax, thing) >= 0.9;
    // What narrows the thing down must be the same: "of chlorine".
    let narrow = |side: &Side, w: usize| -> Vec<usize> {
        side.syntax
            .children_with(
                w,
                &[Dependency::Nmod, Dependency::Amod, Dependency::Compound],
            )
            .collect()
    };
    let (ours, theirs) = (narrow(lacks, absent.word), narrow(has, thing));
    let same = |x: usize| {
        theirs.iter().any(|&y| {
            if swapped {
                akin(pair, y, x)
            } else {
                akin(pair, x, y)
            }
        })
    };
    let shared = ours.iter().filter(|&&x| same(x)).count();
    // "There was no fire on board", "a fire broke out on board".
    let alike = pair.is_bare()
        && (ours.is_empty() || theirs.is_empty())
        && pair.similarity.exact_a.min(pair.similarity.exact_b) >= 0.35;
    if !met
        || shared == 0 && !alike
        || pair.days_relation(
            if swapped { present.word } else { absent.word },
            if swapped { absent.word } else { present.word },
        ) == Some(false)
    {
        return None;
    }
    let (pa, pb) = if swapped {
        (present, absent)
    } else {
        (absent, present)
    };
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(Kind::Negation),
        strength: 0.65 + 0.05 * shared.min(3) as f32,
        evidence: clauses(
            pair,
            pa,
            pb,
            "negation/absence",
            "one says that there was none, the other speaks of it",
        ),
    })
}

/// How many words of the sentence beside the one given turn a statement round, or may.
pub(super) fn negatives_beside(side: &Side, word: usize) -> usize {
    negatives(side) - usize::from(is_negative(&side.syntax, word))
}

/// How many words of the sentence turn a statement round, or may.
fn negatives(side: &Side) -> usize {
    (0..side.syntax.len())
        .filter(|&w| is_negative(&side.syntax, w))
        .count()
}

/// Whether the predicate is what its sentence or quotation asserts, and every negative word about it is accounted for: one where
/// it is negated, none where it is not. "Whether or not", questions and doubled negations are left alone.
fn stands_alone(side: &Side, predicate: &Predicate, negative: bool) -> bool {
    let asserted = match predicate.sort {
        Sort::Nominal => is_light(side, predicate) || is_weighed(&side.syntax, predicate.word),
        _ => {
            matches!(
                side.syntax.relation(predicate.word),
                Dependency::Root
                    | Dependency::Ccomp
                    | Dependency::Xcomp
                    | Dependency::Parataxis
                    | Dependency::Conj
                    | Dependency::Acl
            ) || is_extraposed(&side.syntax, predicate.word)
                || side.detail.is_denied(predicate)
                || tells_when(side, predicate)
        }
    };
    let body = side.detail.sentence.of(side.text);
    let question = body.trim_end_matches(['"', '”', '’', '\'']).ends_with('?')
        || body.to_lowercase().contains("whether");
    // "tear gas and not chlorine was used": what is left out is coordinated, so that its "not" stands beside the clause.
    let beside = predicate.negation.is_some_and(|n| {
        let coordinated = side.syntax.head(n);
        coordinated.is_some_and(|c| {
            side.syntax.relation(c) == Dependency::Conj && predicate.patients.contains(&c)
        })
    });
    asserted
        && !question
        && negatives_about(side, predicate) + usize::from(beside) == usize::from(negative)
}

/// As [`stands_alone`], and the predicate is more than the aim, the wish or the topic of another: "to resign", "a plan to ban it" and "the
/// decision allowing it" tell nothing that happened.
pub(super) fn is_told(side: &Side, predicate: &Predicate, negative: bool) -> bool {
    let syntax = &side.syntax;
    let joined = |&w: &usize| syntax.relation(w) == Dependency::Conj;
    let first = std::iter::successors(Some(predicate.word), |&w| {
        syntax.head(w).filter(|_| joined(&w))
    })
    .last()
    .unwrap_or(predicate.word);
    // "reports that he resigned" hold a clause of their own.
    let is_clause = || {
        let parts = [Dependency::Nsubj, Dependency::NsubjPass];
        syntax.child(first, &parts).is_some()
    };
    let aim = predicate.sort == Sort::Verb
        && match syntax.relation(first) {
            Dependency::Xcomp => true,
            Dependency::Acl => !is_clause(),
            _ => false,
        }
        && !side.detail.is_denied(predicate);
    !aim && stands_alone(side, predicate, negative)
}

/// "it is not true that he left": the clause that "it" stands for. What is unlikely is not said to be untrue.
fn is_extraposed(syntax: &Syntax, word: usize) -> bool {
    syntax.relation(word) == Dependency::Csubj
        && syntax.head(word).is_some_and(|head| {
            syntax.child(head, &[Dependency::Expl]).is_some() && !is_improbable(syntax.lemma(head))
        })
}

/// "as he raised his hands", "after they were told": what a clause of time or reason says is told as a fact.
fn tells_when(side: &Side, predicate: &Predicate) -> bool {
    side.syntax.relation(predicate.word) == Dependency::Advcl
        && side
            .syntax
            .children_with(predicate.word, &[Dependency::Mark, Dependency::Advmod])
            .any(|m| {
                matches!(
                    side.syntax.lemma(m),
                    "as" | "when" | "after" | "because" | "since" | "while"
                )
            })
}

/// "received no warning", "there was no attack": the noun carries the statement, the verb only its tense.
fn is_light(side: &Side, predicate: &Predicate) -> bool {
    let governor = side
        .syntax
        .head(predicate.word)
        .map(|h| side.syntax.lemma(h));
    match side.syntax.relation(predicate.word) {
        Dependency::Obj | Dependency::NsubjPass => governor.is_some_and(|v| {
            matches!(
                v,
                "receive"
                    | "get"
                    | "give"
                    | "have"
                    | "make"
                    | "issue"
                    | "send"
                    | "find"
                    | "see"
                    | "take"
                    | "provide"
            )
        }),
        Dependency::Nsubj => governor == Some("be"),
        _ => false,
    }
}

/// How many words that bear on a predicate turn a statement round, or may: its own clause without the clauses in it, and what its
/// governors say.
pub(super) fn negatives_about(side: &Side, predicate: &Predicate) -> usize {
    let word = predicate.word;
    let syntax = &side.syntax;
    let clausal = |w: usize| {
        matches!(
            syntax.relation(w),
            Dependency::Advcl
                | Dependency::AclRelcl
                | Dependency::Acl
                | Dependency::Parataxis
                | Dependency::Ccomp
                | Dependency::Conj
        )
    };
    let mut words = syntax.subtree_without(word, clausal);
    // "the claims are inaccurate: he does not": a sentence of its own is not governed by the one it is joined to.
    let governors = std::iter::once(word)
        .chain(syntax.ancestors(word))
        .take_while(|&w| syntax.relation(w) != Dependency::Parataxis)
        .filter_map(|w| syntax.head(w));
    words.extend(governors.flat_map(|above| syntax.subtree_without(above, clausal)));
    words.sort_unstable();
    words.dedup();
    words
        .into_iter()
        .filter(|&w| is_negative(syntax, w) || predicate.negation == Some(w))
        .count()
}

/// Whether a word of a sentence turns a statement round, or may: "voted against it" does, "used gas against civilians" does not.
pub(super) fn is_negative(syntax: &Syntax, word: usize) -> bool {
    let form = syntax.lower(word);
    if is_without_doubt(syntax, word)
        || syntax
            .head(word)
            .is_some_and(|h| is_without_doubt(syntax, h))
    {
        return false;
    }
    // The past of "lie", somewhere; who tells lies "lied".
    if matches!(form, "lay" | "lain") {
        return false;
    }
    if form == "against" {
        let mut above = syntax.ancestors(word).skip(1);
        return above.next().is_none_or(|verb| {
            matches!(
                syntax.lemma(verb),
                "vote"
                    | "decide"
                    | "rule"
                    | "advise"
                    | "warn"
                    | "argue"
                    | "speak"
                    | "be"
                    | "come"
                    | "stand"
            )
        });
    }
    let lemma = syntax.lemma(word);
    let called_untrue = is_untrue(lemma) && syntax.child(word, &[Dependency::Cop]).is_some();
    called_untrue || is_negative_word(form, lemma)
}

/// "no doubt", "beyond doubt": the doubt is taken away again.
fn is_without_doubt(syntax: &Syntax, word: usize) -> bool {
    matches!(syntax.lemma(word), "doubt" | "question")
        && syntax
            .children_with(word, &[Dependency::Det, Dependency::Case])
            .any(|c| matches!(syntax.lower(c), "no" | "beyond" | "without"))
}

/// Words that turn a statement round, or may.
fn is_negative_word(form: &str, lemma: &str) -> bool {
    matches!(
        form,
        "not"
            | "n't"
            | "n’t"
            | "no"
            | "never"
            | "none"
            | "nobody"
            | "nothing"
            | "neither"
            | "nor"
            | "without"
            | "hardly"
            | "barely"
            | "scarcely"
            | "false"
            | "untrue"
            | "unlikely"
            | "unless"
            | "until"
            | "despite"
            | "instead"
            | "rather"
            | "nowhere"
            | "cannot"
            | "unable"
            | "impossible"
    ) || matches!(
        lemma,
        "deny"
            | "reject"
            | "dismiss"
            | "refute"
            | "rebut"
            | "dispute"
            | "discount"
            | "disavow"
            | "refuse"
            | "decline"
            | "fail"
            | "lack"
            | "prevent"
            | "block"
            | "halt"
            | "oppose"
            | "doubt"
            | "avoid"
            | "stop"
            | "contradict"
            | "debunk"
            | "question"
            | "lie"
            | "hoax"
    )
}

/// Charges of one side that the accused denies on the other.
fn denied_charges(pair: &Pair) -> Vec<Finding> {
    let mut found = Vec::new();
    for charge in &pair.a.detail.attributions {
        for denial in &pair.b.detail.attributions {
            found.extend(denied_charge(pair, &pair.a, charge, &pair.b, denial, false));
        }
    }
    for charge in &pair.b.detail.attributions {
        for denial in &pair.a.detail.attributions {
            found.extend(denied_charge(pair, &pair.b, charge, &pair.a, denial, true));
        }
    }
    found
}

/// Sentences that share less than this are about two charges, when the denial does not say what it denies.
const LEAST_LIKENESS: f32 = 0.3;

fn denied_charge(
    pair: &Pair,
    by: &Side,
    charge: &Attribution,
    other: &Side,
    denial: &Attribution,
    swapped: bool,
) -> Option<Finding> {
    if charge.stance != Stance::Accuse || denial.stance != Stance::Deny {
        return None;
    }
    let (accused, denier) = (charge.accused?, denial.source?);
    let same = if swapped {
        akin(pair, denier, accused)
    } else {
        akin(pair, accused, denier)
    };
    if !same || !pair.is_bare() && by.tells_of_a_denial() || other.detail.is_refusal(denial) {
        return None;
    }
    let generic = matches!(
        other.syntax.lemma(denial.content_head),
        "accusation"
            | "allegation"
            | "charge"
            | "claim"
            | "it"
            | "this"
            | "that"
            | "report"
            | "involvement"
            | "responsibility"
            | "wrongdoing"
            | "they"
            | "them"
    );
    let act_of = |side: &Side, head: usize| {
        side.detail
            .predicates
            .iter()
            .position(|p| p.word == head || side.syntax.is_below(p.word, head))
    };
    let acts = act_of(by, charge.content_head).zip(act_of(other, denial.content_head));
    let near = acts.map(|(x, y)| {
        if swapped {
            act(pair, y, x, 1.0)
        } else {
            act(pair, x, y, 1.0)
        }
    });
    let strength = match near {
        Some(near) if near.covered_more() >= 0.4 => 0.6 + 0.3 * near.covered_more(),
        _ if generic && pair.similarity.sentence() >= LEAST_LIKENESS => {
            0.55 + 0.3 * pair.similarity.article.unwrap_or(0.5)
        }
        _ => return None,
    };
    let (first, second) = (
        by.syntax.span(&charge.content),
        other.syntax.span(&denial.content),
    );
    let words = |side: &Side, attribution: &Attribution| {
        let cue = side.syntax.word_span(attribution.cue).of(side.text);
        format!(
            "{cue}: {}",
            side.syntax.span(&attribution.content).of(side.text)
        )
    };
    let (one, two) = (words(by, charge), words(other, denial));
    let (a, b, a_value, b_value) = if swapped {
        (second, first, two, one)
    } else {
        (first, second, one, two)
    };
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(Kind::Denial),
        strength,
        evidence: Evidence {
            rule: "denial/charge",
            a,
            b,
            a_words: a.of(pair.a.text).into(),
            b_words: b.of(pair.b.text).into(),
            a_value,
            b_value,
            note: "one side is accused, and denies it".into(),
        },
    })
}
