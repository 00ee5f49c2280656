//! What does a number count, and in which role of which predicate?

use super::class::{class_of, class_of_state, described_class, names_who, undergoes};
use super::class_by_words::{class_behind_aside, class_beside, class_right_behind};
use super::participants::is_time_noun;
use super::scope::{area, is_additional, is_cumulative, is_earlier, is_part, is_rate, is_rejected};
use super::{Predicate, QuantityFrame, Role, Sort};
use crate::claims::quantity::{Exactness, Quantity, Unit};
use crate::claims::syntax::Syntax;
use crate::lexicon::measures::{is_attribute, is_change, is_money};
use crate::lexicon::relations::{is_person, role_class};
use crate::parse::{Relation, Upos};

/// What each quantity of the sentence counts.
pub fn quantity_frames(
    syntax: &Syntax,
    quantities: Vec<Quantity>,
    predicates: &[Predicate],
) -> Vec<QuantityFrame> {
    let wholes: Vec<usize> = quantities
        .windows(2)
        .filter(|pair| is_whole_of(syntax, &pair[0], &pair[1]))
        .map(|pair| pair[1].tokens.start)
        .collect();
    let mut frames: Vec<QuantityFrame> = quantities
        .into_iter()
        .map(|quantity| quantity_frame(syntax, quantity, predicates))
        .collect();
    for i in 1..frames.len() {
        // "four were killed and 25 others injured": other people, not further wounded.
        let others = (frames[i].quantity.tokens.start
            ..syntax.len().min(frames[i].quantity.tokens.end + 2))
            .any(|w| matches!(syntax.lemma(w), "other" | "others"));
        if others && frames[i].additional && frames[i].class.is_some() {
            let class = frames[i].class;
            frames[i].additional = frames[..i].iter().any(|f| f.class == class);
        }
    }
    for i in 1..frames.len() {
        // "24 per cent and not 29.4": the unit is said once.
        if frames[i].rejected && frames[i].quantity.unit == Unit::Count {
            frames[i].quantity.unit = frames[i - 1].quantity.unit;
        }
    }
    for i in 0..frames.len() {
        if wholes.contains(&frames[i].quantity.tokens.start) {
            frames[i].whole = true;
            // "two of the 12 wounded": both count wounded.
            let noun = frames[i].counted;
            let part = &mut frames[i - 1];
            part.part = true;
            if part
                .counted
                .is_none_or(|c| syntax.upos(c) == Upos::Num || part.quantity.tokens.contains(&c))
            {
                part.counted = noun;
                // As for the whole: "counts" in "convicted on 17 of 18 counts" are not what is convicted.
                if part.role == Role::Oblique && noun.is_some_and(|n| !is_person(syntax.lemma(n))) {
                    part.class = None;
                }
            }
        }
        if frames[i].counted.is_none() {
            frames[i].counted = counted_before(syntax, &frames, i);
        }
    }
    frames
}

/// "17 of 18 counts", "two of the 12 wounded": the second is what the first is taken of.
fn is_whole_of(syntax: &Syntax, part: &Quantity, whole: &Quantity) -> bool {
    let between: Vec<String> = (part.tokens.end..whole.tokens.start)
        .map(|w| syntax.form(w).to_lowercase())
        .collect();
    part.unit == Unit::Count
        && whole.unit == Unit::Count
        && part.value.high <= whole.value.high
        && matches!(
            between.iter().map(String::as_str).collect::<Vec<_>>()[..],
            ["of"]
                | [
                    "of",
                    "the" | "its" | "their" | "those" | "these" | "his" | "her"
                ]
        )
}

/// "16 people on Tuesday and nine on Wednesday": the noun that is left out stands with the number that it is coordinated with.
fn counted_before(syntax: &Syntax, frames: &[QuantityFrame], index: usize) -> Option<usize> {
    let frame = &frames[index];
    let top = top_of(syntax, &frame.quantity);
    let before = index.checked_sub(1).map(|i| &frames[i])?;
    let noun = before.counted?;
    let coordinated = syntax.relation(top) == Relation::Conj
        && (top.saturating_sub(2)..top).any(|w| syntax.form(w).eq_ignore_ascii_case("and"));
    let bare = syntax
        .child(top, &[Relation::Nmod, Relation::Appos, Relation::Amod])
        .is_none_or(|c| syntax.preposition(c).is_some());
    (coordinated
        && bare
        && frame.quantity.unit == Unit::Count
        && before.quantity.unit == Unit::Count
        && noun > before.quantity.tokens.start
        && noun < frame.quantity.tokens.start)
        .then_some(noun)
}

fn quantity_frame(
    syntax: &Syntax,
    mut quantity: Quantity,
    predicates: &[Predicate],
) -> QuantityFrame {
    let top = top_of(syntax, &quantity);
    let mut counted = None;
    let mut noun = top;
    match syntax.relation(top) {
        // "107 people", "$ 5 billion in aid"
        Relation::Nummod | Relation::Det | Relation::Amod | Relation::Compound
            if quantity.unit == Unit::Count || syntax.relation(top) == Relation::Nummod =>
        {
            if let Some(head) = syntax.head(top) {
                counted = Some(head);
                noun = head;
            }
        }
        _ => {}
    }
    // "dozens of people", "a number of 107", "none of the patients": what is counted stands behind "of".
    if counted.is_none()
        && let Some(of) = syntax
            .children_with(top, &[Relation::Nmod, Relation::Obl])
            .find(|&c| {
                syntax.preposition(c).is_some_and(|p| p == "of")
                    || syntax.relation(c) == Relation::NmodUnmarked
            })
    {
        counted = Some(of);
    }
    if counted.is_none()
        && quantity.unit == Unit::Count
        && let Some(follows) = noun_right_after(syntax, &quantity)
    {
        counted = Some(follows);
        noun = follows;
    }
    if counted.is_none() && quantity.unit != Unit::Count {
        // Money "in taxes", "22 miles from Paris": the noun beside it, if there is one.
        counted = syntax.children_with(top, &[Relation::Nmod]).find(|&c| {
            syntax
                .preposition(c)
                .is_some_and(|p| matches!(p.as_str(), "in" | "of" | "for"))
                && !is_time_noun(syntax, c)
        });
    }
    // "two-thirds of the voters", where "of" hangs on another word of the number.
    if counted.is_none() && quantity.unit == Unit::Percent {
        counted = quantity.tokens.clone().find_map(|w| {
            syntax.children_with(w, &[Relation::Nmod]).find(|&c| {
                !quantity.tokens.contains(&c) && syntax.preposition(c).is_some_and(|p| p == "of")
            })
        });
    }
    // "hundreds of thousands of people": the second "of" says what is counted.
    if quantity.unit == Unit::Count
        && let Some(inner) = counted.filter(|c| quantity.tokens.contains(c))
        && let Some(of) = syntax
            .children_with(inner, &[Relation::Nmod])
            .find(|&c| !quantity.tokens.contains(&c))
    {
        counted = Some(of);
    }
    // "a profit of 640,000 pounds", "a magnitude of 6.4", "the demand for 14 per cent": the noun that the figure measures stands before it.
    if counted.is_none()
        && syntax.relation(noun) == Relation::Nmod
        && let Some(preposition) = syntax.preposition(noun)
        && let Some(measured) = syntax
            .head(noun)
            .filter(|&h| holds_a_figure(syntax.lemma(h), &preposition))
    {
        counted = Some(measured);
    }
    // "put the number of wounded at 94", "the toll rose to 112": the figure is that of what the number-noun counts.
    let measured = counted
        .is_none()
        .then(|| measured_by(syntax, noun).or_else(|| amounting(syntax, &quantity)))
        .flatten();
    if let Some(of) = measured {
        counted = Some(of);
    }
    // A unit that was taken for the counted noun: "5 million euros" counts no euros.
    if counted.is_some_and(|c| quantity.tokens.contains(&c)) {
        counted = unit_owner(syntax, &quantity, noun);
        if counted.is_some() && counted != Some(noun) && syntax.relation(noun) != Relation::Nmod {
            noun = counted.unwrap_or(noun);
        }
    }
    // "a profit of 640,000 pounds" is money, "a load of 300 pounds" is not.
    if quantity.unit == Unit::Measure("pounds")
        && counted.is_some_and(|c| is_money(syntax.lemma(c)))
    {
        quantity.unit = Unit::Money("pound");
    }
    let named = named_before_others(syntax, counted.unwrap_or(noun), &quantity);
    if let Some((persons, first)) = named {
        quantity.value.low += persons as f64;
        quantity.value.high += persons as f64;
        quantity.span.start = syntax.word_span(first).start;
    }
    let modifiers = counted
        .map(|c| modifiers(syntax, c, &quantity))
        .unwrap_or_default();
    let (predicate, role) = governing_predicate(syntax, noun, predicates);
    // "61 bodies had been recovered by nightfall", "the remains of 140 victims": at least so many are dead.
    let recovers = predicate.is_some_and(|p| is_recovery(predicates[p].verb()))
        || modifiers.iter().any(|&m| is_recovery(syntax.lemma(m)));
    let top_noun = counted.unwrap_or(noun);
    if quantity.unit == Unit::Count
        && (recovers && is_body(syntax, top_noun) || are_bodies_of(syntax, top_noun))
    {
        quantity.value.high = f64::INFINITY;
        quantity.exactness = Exactness::Bound;
    }
    let own = class_of_counted(syntax, counted, noun, &modifiers)
        .or_else(|| class_right_behind(syntax, counted.unwrap_or(noun), &quantity));
    let class = own.filter(|class| !names_who(class)).or_else(|| {
        let predicate = &predicates[predicate?];
        let undergone = role != Role::Agent || undergoes(predicate);
        // "two hospitals" in "were admitted to two hospitals" are not what is admitted.
        let counts_bystanders =
            role == Role::Oblique && counted.is_some_and(|c| !is_person(syntax.lemma(c)));
        (undergone && !counts_bystanders)
            .then(|| class_of(predicate).or_else(|| class_of_state(syntax, predicate)))
            .flatten()
            // "34 stalls were burnt out": only the living are hurt.
            .filter(|&class| class != "hurt" || counted.is_none_or(|c| may_be_hurt(syntax, c)))
    });
    // "appeared to have sought treatment": what the infinitive says happens to them.
    let class = class.or_else(|| {
        let above = predicate.filter(|_| role == Role::Agent || role == Role::Patient)?;
        let infinitive = syntax.child(predicates[above].word, &[Relation::Xcomp])?;
        let below = predicates.iter().find(|p| p.word == infinitive)?;
        let raising = matches!(
            predicates[above].lemma.as_str(),
            "appear"
                | "seem"
                | "continue"
                | "begin"
                | "start"
                | "believe"
                | "fear"
                | "think"
                | "report"
                | "say"
                | "have"
                | "need"
        );
        raising
            .then(|| class_of(below).or_else(|| class_of_state(syntax, below)))
            .flatten()
    });
    let class = class.or_else(|| class_behind_aside(syntax, counted?));
    let class = class.or_else(|| {
        // "counted 94 people who suffered burns", "the number of people affected".
        modifiers
            .iter()
            .filter(|&&m| describes(syntax, m))
            .find_map(|&m| described_class(syntax, m))
    });
    let class = class
        .or(own)
        .or_else(|| class_of_crowd(syntax, counted?))
        .or_else(|| {
            (quantity.unit == Unit::Count)
                .then(|| class_beside(syntax, counted, &quantity))
                .flatten()
        });
    QuantityFrame {
        whole: false,
        area: area(
            syntax,
            counted.unwrap_or(noun),
            predicate.map(|p| predicates[p].word),
        ),
        part: is_part(syntax, top, noun, &quantity),
        // "want 22 per cent more" compares; nothing was counted before.
        additional: named.is_none()
            && quantity.unit != Unit::Percent
            && is_additional(syntax, noun, &quantity),
        rate: is_rate(syntax, noun, &quantity),
        cumulative: is_cumulative(syntax, noun, predicate.map(|p| predicates[p].word)),
        earlier: is_earlier(syntax, &quantity),
        rejected: is_rejected(syntax, &quantity),
        quantity,
        counted,
        modifiers,
        predicate,
        role,
        class,
    }
}

/// What is done with bodies one after the other, so that their count is not yet that of the dead.
fn is_recovery(verb: &str) -> bool {
    matches!(
        verb,
        "recover"
            | "retrieve"
            | "find"
            | "pull"
            | "identify"
            | "bury"
            | "bring"
            | "collect"
            | "fly"
            | "carry"
            | "return"
    )
}

fn is_body(syntax: &Syntax, noun: usize) -> bool {
    matches!(
        syntax.lemma(noun),
        "body" | "corpse" | "remain" | "remains" | "coffin"
    )
}

/// "the bodies of 26 people", "the remains of 140 victims".
fn are_bodies_of(syntax: &Syntax, counted: usize) -> bool {
    let of = syntax
        .preposition(counted)
        .is_some_and(|preposition| preposition == "of");
    of && syntax.head(counted).is_some_and(|h| is_body(syntax, h))
}

/// Whether a counted noun names people, or stands for them.
fn may_be_hurt(syntax: &Syntax, counted: usize) -> bool {
    let lemma = syntax.lemma(counted);
    is_person(lemma)
        || matches!(lemma, "other" | "one" | "animal")
        || syntax.upos(counted) != Upos::Noun
}

/// "a gathering of 15,000 persons": a noun that the counted make up.
fn class_of_crowd(syntax: &Syntax, counted: usize) -> Option<&'static str> {
    let of = syntax.relation(counted) == Relation::Nmod
        && syntax.preposition(counted).is_some_and(|p| p == "of");
    let crowd = syntax.head(counted).filter(|_| of)?;
    role_class(syntax.lemma(crowd)).filter(|&class| class == "attended")
}

/// The class that the counted noun carries itself: "107 deaths", "94 cases of suffocation".
fn class_of_counted(
    syntax: &Syntax,
    counted: Option<usize>,
    noun: usize,
    modifiers: &[usize],
) -> Option<&'static str> {
    let own = [counted, Some(noun)]
        .into_iter()
        .flatten()
        // "20 rounds", "six strikes" are shots, not arrests and walkouts.
        .filter(|&w| !matches!(syntax.lemma(w), "round" | "strike" | "hit"))
        .find_map(|w| role_class(syntax.lemma(w)));
    own.or_else(|| {
        let case = counted.filter(|&c| matches!(syntax.lemma(c), "case" | "count"))?;
        modifiers
            .iter()
            .filter(|&&m| syntax.head(m) == Some(case) && syntax.relation(m) == Relation::Nmod)
            .find_map(|&m| described_class(syntax, m))
    })
}

/// Whether a modifier says what happened to the counted: a participle, a relative clause, "with burns", "of suffocation".
fn describes(syntax: &Syntax, modifier: usize) -> bool {
    match syntax.relation(modifier) {
        Relation::Acl | Relation::AclRelcl => true,
        Relation::Nmod => syntax
            .preposition(modifier)
            .is_some_and(|p| matches!(p.as_str(), "with" | "of")),
        _ => false,
    }
}

/// What a figure measures in "put the number of X at N", "the number of X rose to N", "the toll stood at N", "the magnitude was N":
/// X, the toll, the magnitude.
fn measured_by(syntax: &Syntax, number: usize) -> Option<usize> {
    let is_verb =
        |v: usize| syntax.upos(v) == Upos::Verb || syntax.child(v, &[Relation::Cop]).is_some();
    let preposition = syntax.preposition(number);
    let placed = matches!(preposition.as_deref(), Some("to" | "at" | "as"));
    let direct = preposition.is_none();
    let measure_of = |verb: usize| {
        syntax
            .children_with(verb, &[Relation::Nsubj, Relation::NsubjPass, Relation::Obj])
            .filter(|&c| c != number && c < number)
            .find(|&c| is_measure(syntax.lemma(c)) || placed && is_count_of_people(syntax.lemma(c)))
    };
    let noun = if syntax.child(number, &[Relation::Cop]).is_some() {
        // "the toll is 112": the number itself is the predicate.
        measure_of(number)
    } else if placed {
        // "put the number of people affected at 94": trees often hang the figure on the nearest noun or participle.
        let above = syntax.ancestors(number).filter(|&v| is_verb(v));
        above.take(2).find_map(measure_of)
    } else {
        let verb = syntax.head(number).filter(|&v| {
            is_verb(v)
                && (direct && reaches(syntax.lemma(v)) || syntax.relation(number) != Relation::Obj)
        })?;
        measure_of(verb)
    }?;
    if is_attribute(syntax.lemma(noun)) {
        return Some(noun);
    }
    let of = syntax
        .children_with(noun, &[Relation::Nmod])
        .find(|&c| syntax.preposition(c).is_some_and(|p| p == "of"));
    Some(of.unwrap_or(noun))
}

/// "The losses amount to 1.4 billion", "its stake amounts to 24 per cent": trees often take "amounts" for a noun, so the words are asked.
fn amounting(syntax: &Syntax, quantity: &Quantity) -> Option<usize> {
    /// Qualifiers between "to" and the figure: "amounted to no more than 24".
    const REACH: usize = 5;
    let start = quantity.tokens.start;
    let from = start.saturating_sub(REACH).max(1);
    let to = (from..start).rev().find(|&w| syntax.lower(w) == "to")?;
    let verb = matches!(
        syntax.lower(to - 1),
        "amount" | "amounts" | "amounted" | "amounting"
    );
    // Nothing but qualifiers may stand behind "to".
    let plain = (to + 1..start).all(|w| {
        !matches!(
            syntax.upos(w),
            Upos::Noun | Upos::Propn | Upos::Verb | Upos::Punct
        )
    });
    let mut before = (0..to - 1)
        .rev()
        .filter(|&w| !matches!(syntax.upos(w), Upos::Aux | Upos::Adv | Upos::Part));
    let subject = before.next().filter(|_| verb && plain)?;
    // "the cost of a rescue amounted to": the noun that the phrase belongs to.
    let top = if syntax.relation(subject) == Relation::Nmod
        && syntax.preposition(subject).is_some_and(|p| p == "of")
    {
        syntax.head(subject).filter(|&h| h < subject)
    } else {
        None
    };
    Some(top.unwrap_or(subject)).filter(|&w| syntax.upos(w) == Upos::Noun)
}

/// Whether a noun takes its figure behind a preposition: "a magnitude of 6.4", "an offer of six per cent", "their demand for 14 per cent".
fn holds_a_figure(noun: &str, preposition: &str) -> bool {
    match preposition {
        "of" => is_measure(noun) || is_money(noun) || is_change(noun),
        "for" => matches!(noun, "demand" | "claim" | "request" | "bid"),
        _ => false,
    }
}

/// "Al-Hassan and two others were killed": the persons named before "others" belong to the count. How many, and the first of them.
fn named_before_others(
    syntax: &Syntax,
    noun: usize,
    quantity: &Quantity,
) -> Option<(usize, usize)> {
    if syntax.lemma(noun) != "other" && syntax.lower(noun) != "others"
        || quantity.unit != Unit::Count
        || syntax.relation(noun) != Relation::Conj
        || syntax.lower(quantity.tokens.start.checked_sub(1)?) != "and"
    {
        return None;
    }
    let first = syntax.head(noun).filter(|&h| h < noun)?;
    let named = |w: usize| syntax.upos(w) == Upos::Propn;
    let between = syntax
        .children_with(first, &[Relation::Conj])
        .filter(|&c| c < noun && c != noun);
    let all: Vec<usize> = std::iter::once(first).chain(between).collect();
    all.iter().all(|&w| named(w)).then_some((all.len(), first))
}

/// Verbs whose object is the value of their subject.
fn reaches(verb: &str) -> bool {
    matches!(
        verb,
        "reach"
            | "total"
            | "hit"
            | "exceed"
            | "top"
            | "number"
            | "average"
            | "equal"
            | "approach"
            | "near"
            | "surpass"
            | "pass"
    )
}

fn is_measure(noun: &str) -> bool {
    matches!(
        noun,
        "number" | "count" | "figure" | "total" | "tally" | "list"
    ) || is_attribute(noun)
}

/// "puts fatalities at 17", "estimated the crowd at 15,000".
fn is_count_of_people(noun: &str) -> bool {
    matches!(
        role_class(noun),
        Some("killed" | "hurt" | "arrested" | "attended" | "missing" | "displaced")
    )
}

/// The noun that stands right behind the number: what it counts where the tree hangs the number on "more" or "least".
fn noun_right_after(syntax: &Syntax, quantity: &Quantity) -> Option<usize> {
    let mut at = quantity.tokens.end;
    if at >= syntax.len() || !matches!(syntax.upos(at), Upos::Noun | Upos::Propn | Upos::Adj) {
        return None;
    }
    // Up from the modifiers, always to the right, to the noun that they stand before.
    while matches!(
        syntax.relation(at),
        Relation::Amod
            | Relation::Compound
            | Relation::NmodUnmarked
            | Relation::NmodDesc
            | Relation::Flat
    ) && let Some(head) = syntax.head(at).filter(|&h| h > at)
    {
        at = head;
    }
    matches!(syntax.upos(at), Upos::Noun | Upos::Propn).then_some(at)
}

/// The token of the quantity that all others of it hang on.
fn top_of(syntax: &Syntax, quantity: &Quantity) -> usize {
    let inside = |w: usize| quantity.tokens.contains(&w);
    quantity
        .tokens
        .clone()
        .find(|&w| syntax.head(w).is_none_or(|h| !inside(h)))
        .unwrap_or(quantity.tokens.start)
}

/// For a quantity with a unit: the noun that it belongs to ("a $5 billion deal", "a 47-page indictment").
fn unit_owner(syntax: &Syntax, quantity: &Quantity, noun: usize) -> Option<usize> {
    let mut at = noun;
    for _ in 0..3 {
        if !quantity.tokens.contains(&at) {
            return Some(at);
        }
        match syntax.relation(at) {
            Relation::Amod
            | Relation::Compound
            | Relation::Nummod
            | Relation::NmodUnmarked
            | Relation::NmodPoss
            | Relation::NmodDesc => at = syntax.head(at)?,
            _ => break,
        }
    }
    syntax.children_with(noun, &[Relation::Nmod]).find(|&c| {
        syntax
            .preposition(c)
            .is_some_and(|p| matches!(p.as_str(), "in" | "of" | "for"))
    })
}

fn modifiers(syntax: &Syntax, counted: usize, quantity: &Quantity) -> Vec<usize> {
    syntax
        .children(counted)
        .iter()
        .copied()
        .filter(|c| !quantity.tokens.contains(c))
        .filter(|&c| {
            matches!(
                syntax.relation(c),
                Relation::Amod
                    | Relation::Compound
                    | Relation::NmodPoss
                    | Relation::Nmod
                    | Relation::NmodDesc
                    | Relation::AclRelcl
                    | Relation::Acl
                    | Relation::Flat
            )
        })
        .filter(|&c| {
            !matches!(
                syntax.lemma(c),
                "other"
                    | "more"
                    | "many"
                    | "such"
                    | "least"
                    | "further"
                    | "additional"
                    | "several"
                    | "same"
                    | "first"
                    | "last"
            )
        })
        .collect()
}

/// The nearest predicate above a noun, and the noun's role in it.
fn governing_predicate(
    syntax: &Syntax,
    noun: usize,
    predicates: &[Predicate],
) -> (Option<usize>, Role) {
    let index = |w: usize| predicates.iter().position(|p| p.word == w);
    if let Some(own) = index(noun) {
        // "107 deaths", "12 were dead": the counted noun is itself what happened.
        return (Some(own), Role::Patient);
    }
    let holds = |list: &[usize], w: usize| list.contains(&w);
    let mut at = noun;
    for _ in 0..6 {
        // A participle or relative clause on the noun itself says what happened to it, if nothing stronger does.
        if let Some(found) = predicates.iter().position(|p| {
            p.sort != Sort::Nominal
                && (holds(&p.patients, at) || holds(&p.agents, at))
                && syntax.head(at) == Some(p.word)
        }) {
            let role = if holds(&predicates[found].patients, at) {
                Role::Patient
            } else {
                Role::Agent
            };
            return (Some(found), role);
        }
        let Some(head) = syntax.head(at) else { break };
        if let Some(found) = index(head) {
            let role = match syntax.relation(at) {
                _ if holds(&predicates[found].patients, at) => Role::Patient,
                _ if holds(&predicates[found].agents, at) => Role::Agent,
                _ => Role::Oblique,
            };
            return (Some(found), role);
        }
        if !matches!(
            syntax.relation(at),
            Relation::Nmod
                | Relation::Conj
                | Relation::Appos
                | Relation::Compound
                | Relation::NmodUnmarked
                | Relation::Nummod
                | Relation::NmodPoss
                | Relation::List
                | Relation::Dep
                | Relation::Flat
                | Relation::NmodDesc
                | Relation::Amod
                | Relation::Parataxis
        ) {
            break;
        }
        at = head;
    }
    if let Some(found) = predicates
        .iter()
        .position(|p| p.sort == Sort::Verb && (holds(&p.patients, noun) || holds(&p.agents, noun)))
    {
        let role = if holds(&predicates[found].patients, noun) {
            Role::Patient
        } else {
            Role::Agent
        };
        return (Some(found), role);
    }
    (None, Role::Free)
}
