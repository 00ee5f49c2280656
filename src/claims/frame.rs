//! Frames of one sentence: who did what to whom, negated or not, as a fact or a plan; and what each number counts in which role.
//!
//! In: a parsed sentence with its quantities. Out: [`Predicate`]s (passive resolved, coordination distributed, relative and
//! participle clauses filled from their noun, nouns of events included) and [`QuantityFrame`]s. All words are token indices.

use super::attribution::{Attribution, Stance};
use super::quantity::{Quantity, Unit};
use super::syntax::Syntax;
use crate::lexicon::relations::{role_class, verbs_of};
use crate::parse::{Relation, Upos, VerbForm};

/// What sort of word carries the predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// A full verb.
    Verb,
    /// An adjective or noun with a copula: "is dead", "was an accident".
    Copula,
    /// A noun that names an act or event: "the attack", "his death".
    Nominal,
}

/// How the sentence puts the predicate forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// As a fact.
    Asserted,
    /// As possible or reported at a distance: "may have", "allegedly".
    Hedged,
    /// Under a condition: "if", "would".
    Conditional,
    /// As something to come or wanted: "will", "plans to", "called for".
    Planned,
}

impl Modality {
    /// The word used in the `modality` column.
    pub fn name(self) -> &'static str {
        match self {
            Modality::Asserted => "asserted",
            Modality::Hedged => "hedged",
            Modality::Conditional => "conditional",
            Modality::Planned => "planned",
        }
    }
}

/// A predicate with its participants.
#[derive(Debug, Clone, PartialEq)]
pub struct Predicate {
    /// The word that carries it.
    pub word: usize,
    /// Its lemma, lower-cased, with the particle of a phrasal verb ("carry out").
    pub lemma: String,
    /// What sort of word it is.
    pub sort: Sort,
    /// Those who do it: heads of noun phrases.
    pub agents: Vec<usize>,
    /// Those to whom it is done, or who are so.
    pub patients: Vec<usize>,
    /// Prepositional phrases: preposition and head.
    pub obliques: Vec<(String, usize)>,
    /// The word that negates it, if an odd number of things does.
    pub negation: Option<usize>,
    /// How it is put forward.
    pub modality: Modality,
    /// The innermost attribution whose content holds it.
    pub attribution: Option<usize>,
}

/// Where a number stands to its predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// It counts those who act.
    Agent,
    /// It counts those to whom it is done, or who are so.
    Patient,
    /// It stands in a prepositional phrase.
    Oblique,
    /// It is no participant: an age, a size, a fragment.
    Free,
}

/// What a number counts, in which role and scope.
#[derive(Debug, Clone, PartialEq)]
pub struct QuantityFrame {
    /// The number itself.
    pub quantity: Quantity,
    /// Head of what it counts; none where the noun is left out ("107 were wounded").
    pub counted: Option<usize>,
    /// Words that narrow down what is counted: adjectives, compounds, "of"-phrases.
    pub modifiers: Vec<usize>,
    /// Index of the predicate that it takes part in.
    pub predicate: Option<usize>,
    /// How it takes part.
    pub role: Role,
    /// The class of what happens to the counted: "killed", "wounded".
    pub class: Option<&'static str>,
    /// Whether it is a part of something counted elsewhere: "including three children", "eight of them".
    pub part: bool,
    /// Whether it comes on top of something: "another 12", "a further 12".
    pub additional: bool,
    /// Whether it is a rate: "a day", "each", "per share".
    pub rate: bool,
    /// Whether the sentence says that it adds up over time or place: "so far", "since Monday", "in total", "nationwide".
    pub cumulative: bool,
    /// Whether it is an earlier value of a change: "from 65", "up from seven".
    pub earlier: bool,
}

/// The predicates of a sentence, in text order.
pub fn predicates(syntax: &Syntax, attributions: &[Attribution]) -> Vec<Predicate> {
    let mut found: Vec<Predicate> = (0..syntax.len())
        .filter_map(|word| predicate(syntax, word))
        .flat_map(|predicate| without_negated_member(syntax, predicate))
        .collect();
    for predicate in &mut found {
        predicate.attribution = innermost(attributions, predicate.word);
        if predicate
            .attribution
            .is_some_and(|a| matches!(attributions[a].stance, Stance::Predict | Stance::Demand))
        {
            predicate.modality = predicate.modality.max(Modality::Planned);
        }
        if predicate
            .attribution
            .is_some_and(|a| matches!(attributions[a].stance, Stance::Doubt | Stance::Believe))
        {
            predicate.modality = predicate.modality.max(Modality::Hedged);
        }
    }
    found
}

/// "tear gas and not chlorine was used": two predicates, of which only the second is negated.
fn without_negated_member(syntax: &Syntax, mut predicate: Predicate) -> Vec<Predicate> {
    let negated =
        |&w: &usize| syntax.relation(w) == Relation::Conj && no_determiner(syntax, w).is_some();
    let cut = predicate.patients.iter().copied().find(negated);
    let Some(member) = cut.filter(|_| predicate.patients.len() > 1) else {
        return vec![predicate];
    };
    predicate.patients.retain(|&w| w != member);
    let mut other = predicate.clone();
    other.patients = vec![member];
    other.negation = no_determiner(syntax, member);
    if predicate.negation == other.negation {
        predicate.negation = None;
    }
    vec![predicate, other]
}

fn innermost(attributions: &[Attribution], word: usize) -> Option<usize> {
    (0..attributions.len())
        .filter(|&i| {
            attributions[i].cue != word && attributions[i].content.binary_search(&word).is_ok()
        })
        .min_by_key(|&i| attributions[i].content.len())
}

fn predicate(syntax: &Syntax, word: usize) -> Option<Predicate> {
    let copula = syntax.child(word, &[Relation::Cop]).is_some();
    let exists = syntax.relation(word) == Relation::Nsubj
        && syntax.head(word).is_some_and(|h| {
            syntax.lemma(h) == "be" && syntax.child(h, &[Relation::Expl]).is_some()
        });
    let sort = match syntax.upos(word) {
        Upos::Verb => Sort::Verb,
        _ if copula => Sort::Copula,
        // "there was no smell": what there is or is not is the predicate.
        Upos::Noun if exists || names_event(syntax, word) => Sort::Nominal,
        // "three dead", "12 wounded": an adjective as the head of a clause without verb.
        Upos::Adj
            if role_class(syntax.lemma(word)).is_some()
                && syntax
                    .child(word, &[Relation::Nummod, Relation::Nsubj])
                    .is_some() =>
        {
            Sort::Copula
        }
        _ => return None,
    };
    let mut lemma = syntax.lemma(word).to_lowercase();
    if let Some(particle) = syntax.child(word, &[Relation::CompoundPrt]) {
        lemma.push(' ');
        lemma.push_str(&syntax.form(particle).to_lowercase());
    }
    let mut predicate = Predicate {
        word,
        lemma,
        sort,
        agents: Vec::new(),
        patients: Vec::new(),
        obliques: Vec::new(),
        negation: None,
        modality: modality(syntax, word),
        attribution: None,
    };
    match sort {
        Sort::Nominal => nominal_participants(syntax, &mut predicate),
        Sort::Copula => {
            predicate.patients = subjects(syntax, word).0;
        }
        Sort::Verb => verb_participants(syntax, &mut predicate),
    }
    collect_obliques(syntax, word, &mut predicate);
    predicate.negation = negation(syntax, word, &predicate);
    Some(predicate)
}

/// Nouns of acts: those whose class is known, or that WordNet derives from a verb and that take an event's complements.
fn names_event(syntax: &Syntax, word: usize) -> bool {
    let lemma = syntax.lemma(word);
    if role_class(lemma).is_some()
        && !matches!(
            lemma,
            "worker" | "victim" | "refugee" | "hostage" | "patient" | "crowd" | "body"
        )
    {
        return true;
    }
    !verbs_of(lemma).is_empty()
        && (lemma.ends_with("ion")
            || lemma.ends_with("ment")
            || lemma.ends_with("ing")
            || lemma.ends_with("al")
            || matches!(
                lemma,
                "attack"
                    | "strike"
                    | "raid"
                    | "use"
                    | "vote"
                    | "talk"
                    | "crash"
                    | "assault"
                    | "bombing"
                    | "blast"
                    | "claim"
                    | "offer"
                    | "deal"
                    | "report"
                    | "call"
                    | "visit"
                    | "ban"
                    | "order"
                    | "threat"
                    | "warning"
                    | "notice"
                    | "ceasefire"
                    | "truce"
                    | "withdrawal"
                    | "retreat"
                    | "resignation"
            ))
}

/// Subjects of a predicate, distributed over coordination and clauses, and whether they are those of a passive.
fn subjects(syntax: &Syntax, word: usize) -> (Vec<usize>, bool) {
    let mut at = word;
    // Bounded: each step goes up the tree.
    for _ in 0..syntax.len() {
        if let Some(subject) = syntax.child(at, &[Relation::NsubjPass]) {
            return (resolve(syntax, subject), true);
        }
        if let Some(subject) = syntax.child(at, &[Relation::Nsubj, Relation::NsubjOuter]) {
            return (
                resolve(syntax, subject),
                at == word && is_passive(syntax, word),
            );
        }
        let Some(head) = syntax.head(at) else { break };
        match syntax.relation(at) {
            // "the men killed in the raid": a participle on a noun is passive if past.
            Relation::Acl => {
                let passive = is_past_participle(syntax, at);
                return (syntax.coordinated(head), passive && at == word);
            }
            Relation::AclRelcl => return (syntax.coordinated(head), is_passive(syntax, word)),
            Relation::Conj | Relation::Xcomp | Relation::Advcl => at = head,
            _ => break,
        }
    }
    (Vec::new(), false)
}

/// "who" and "which" stand for their noun; coordination is spread out.
fn resolve(syntax: &Syntax, subject: usize) -> Vec<usize> {
    if matches!(syntax.lemma(subject), "who" | "which" | "that")
        && let Some(clause) = syntax.head(subject)
        && syntax.relation(clause) == Relation::AclRelcl
        && let Some(noun) = syntax.head(clause)
    {
        return syntax.coordinated(noun);
    }
    syntax.coordinated(subject)
}

fn is_passive(syntax: &Syntax, word: usize) -> bool {
    syntax
        .child(word, &[Relation::AuxPass, Relation::NsubjPass])
        .is_some()
}

fn is_past_participle(syntax: &Syntax, word: usize) -> bool {
    let morph = syntax.morph(word);
    syntax.is_passive_participle(word)
        || (morph.verb_form == Some(VerbForm::Part)
            && !syntax.form(word).to_lowercase().ends_with("ing"))
}

fn verb_participants(syntax: &Syntax, predicate: &mut Predicate) {
    let word = predicate.word;
    let (subjects, inherited_passive) = subjects(syntax, word);
    // "were killed and wounded": a coordinated participle shares the passive.
    let shares = syntax.relation(word) == Relation::Conj
        && syntax.head(word).is_some_and(|h| is_passive(syntax, h))
        && is_past_participle(syntax, word)
        && syntax.child(word, &[Relation::Nsubj]).is_none();
    let passive = is_passive(syntax, word) || inherited_passive || shares;
    let objects: Vec<usize> = syntax
        .children_with(word, &[Relation::Obj])
        .flat_map(|o| syntax.coordinated(o))
        .collect();
    if passive {
        predicate.patients = subjects;
        predicate.agents = syntax
            .children_with(word, &[Relation::OblAgent])
            .flat_map(|o| syntax.coordinated(o))
            .collect();
        if predicate.agents.is_empty() {
            predicate.agents = syntax
                .children_with(word, &[Relation::Obl])
                .filter(|&c| syntax.preposition(c).is_some_and(|p| p == "by"))
                .collect();
        }
        predicate.patients.extend(objects);
        return;
    }
    predicate.agents = subjects;
    predicate.patients = objects;
    if predicate.patients.is_empty() {
        // "the attack that the rebels carried out": the noun of the relative clause is the object.
        if syntax.relation(word) == Relation::AclRelcl
            && syntax
                .child(word, &[Relation::Nsubj])
                .is_some_and(|s| !matches!(syntax.lemma(s), "who" | "which" | "that"))
            && let Some(noun) = syntax.head(word)
        {
            predicate.patients.push(noun);
        } else if is_change_of_its_subject(&predicate.lemma) {
            // "107 died", "prices rose": the subject is what it happens to.
            predicate.patients = std::mem::take(&mut predicate.agents);
        }
    }
}

/// Verbs without object whose subject undergoes them.
fn is_change_of_its_subject(lemma: &str) -> bool {
    matches!(
        lemma,
        "die"
            | "perish"
            | "drown"
            | "fall"
            | "rise"
            | "grow"
            | "drop"
            | "increase"
            | "decrease"
            | "happen"
            | "occur"
            | "explode"
            | "collapse"
            | "burn"
            | "sink"
            | "crash"
            | "begin"
            | "start"
            | "end"
            | "stop"
            | "survive"
            | "suffer"
            | "suffocate"
            | "disappear"
            | "vanish"
            | "break out"
            | "close"
            | "open"
            | "climb"
            | "succumb"
            | "change"
            | "erupt"
            | "derail"
            | "arrive"
            | "remain"
            | "stay"
    )
}

/// "the killing of X by Y", "X's death", "Y's attack on X".
fn nominal_participants(syntax: &Syntax, predicate: &mut Predicate) {
    let word = predicate.word;
    for child in syntax.children(word).to_vec() {
        match syntax.relation(child) {
            Relation::Nmod => match syntax.preposition(child).as_deref() {
                Some("of" | "on" | "against") => {
                    predicate.patients.extend(syntax.coordinated(child))
                }
                Some("by") => predicate.agents.extend(syntax.coordinated(child)),
                _ => {}
            },
            Relation::NmodPoss => {
                let undergoes = role_class(&predicate.lemma).is_some();
                let side = if undergoes {
                    &mut predicate.patients
                } else {
                    &mut predicate.agents
                };
                side.extend(syntax.coordinated(child));
            }
            _ => {}
        }
    }
}

fn collect_obliques(syntax: &Syntax, word: usize, predicate: &mut Predicate) {
    for child in syntax.children_with(
        word,
        &[Relation::Obl, Relation::Nmod, Relation::OblUnmarked],
    ) {
        if predicate.agents.contains(&child) || predicate.patients.contains(&child) {
            continue;
        }
        let preposition = syntax.preposition(child).unwrap_or_default();
        for member in syntax.coordinated(child) {
            predicate.obliques.push((preposition.clone(), member));
        }
    }
}

/// The word that negates a predicate, if an odd number does: "not", "no X", "nobody", "failed to", "without".
fn negation(syntax: &Syntax, word: usize, predicate: &Predicate) -> Option<usize> {
    let mut cues = Vec::new();
    let is_not = |w: usize| {
        matches!(
            syntax.form(w).to_lowercase().as_str(),
            "not"
                | "n't"
                | "n’t"
                | "never"
                | "no"
                | "neither"
                | "nor"
                | "hardly"
                | "barely"
                | "scarcely"
        )
    };
    for &child in syntax.children(word) {
        if matches!(
            syntax.relation(child),
            Relation::Advmod
                | Relation::Det
                | Relation::Aux
                | Relation::Cc
                | Relation::CcPreconj
                | Relation::Discourse
        ) && is_not(child)
            && !is_not_only(syntax, child)
        {
            cues.push(child);
        }
        if syntax.relation(child) == Relation::Mark
            && matches!(syntax.form(child).to_lowercase().as_str(), "without")
        {
            cues.push(child);
        }
    }
    for &participant in predicate.agents.iter().chain(&predicate.patients) {
        cues.extend(no_determiner(syntax, participant));
    }
    // "failed to", "refused to", "declined to", "ruled out": the governing verb says that it did not happen.
    if let Some(governor) = syntax.head(word)
        && matches!(
            syntax.relation(word),
            Relation::Xcomp | Relation::Obj | Relation::Ccomp
        )
    {
        let refuses = matches!(
            syntax.lemma(governor),
            "fail" | "refuse" | "decline" | "neglect" | "avoid" | "forget" | "abstain" | "refrain"
        );
        let ruled_out = syntax.lemma(governor) == "rule"
            && syntax
                .child(governor, &[Relation::CompoundPrt, Relation::Advmod])
                .is_some_and(|p| syntax.form(p).eq_ignore_ascii_case("out"));
        if refuses || ruled_out {
            cues.push(governor);
            let also_not = syntax
                .children(governor)
                .iter()
                .copied()
                .filter(|&c| is_not(c) && syntax.relation(c) == Relation::Advmod);
            cues.extend(also_not);
        }
    }
    (cues.len() % 2 == 1).then(|| cues[0])
}

/// "no", "none", "nobody" on a participant.
fn no_determiner(syntax: &Syntax, participant: usize) -> Option<usize> {
    let lower = syntax.form(participant).to_lowercase();
    if matches!(lower.as_str(), "nobody" | "none" | "nothing" | "neither")
        || (lower == "one"
            && syntax
                .children(participant)
                .iter()
                .any(|&c| syntax.form(c).eq_ignore_ascii_case("no")))
    {
        return Some(participant);
    }
    syntax
        .children_with(participant, &[Relation::Det, Relation::Advmod])
        .find(|&c| {
            matches!(
                syntax.form(c).to_lowercase().as_str(),
                "no" | "neither" | "not"
            )
        })
}

/// "not only", "not just": no negation.
fn is_not_only(syntax: &Syntax, not: usize) -> bool {
    not + 1 < syntax.len()
        && matches!(
            syntax.form(not + 1).to_lowercase().as_str(),
            "only" | "just" | "merely" | "simply" | "least" | "surprisingly"
        )
}

fn modality(syntax: &Syntax, word: usize) -> Modality {
    let mut found = Modality::Asserted;
    for &child in syntax.children(word) {
        let lower = syntax.form(child).to_lowercase();
        let seen = match (syntax.relation(child), lower.as_str()) {
            (Relation::Aux, "may" | "might" | "could" | "can") => Modality::Hedged,
            (Relation::Aux, "would" | "'d") => Modality::Conditional,
            (Relation::Aux, "should" | "must" | "will" | "'ll" | "wo" | "shall") => {
                Modality::Planned
            }
            (
                Relation::Advmod,
                "allegedly" | "reportedly" | "apparently" | "possibly" | "probably" | "perhaps"
                | "maybe" | "supposedly" | "purportedly" | "likely",
            ) => Modality::Hedged,
            (
                Relation::Amod,
                "alleged" | "suspected" | "possible" | "apparent" | "reported" | "supposed",
            ) => Modality::Hedged,
            (Relation::Amod, "planned" | "proposed" | "expected" | "future") => Modality::Planned,
            (Relation::Mark, "if" | "unless" | "whether") => Modality::Conditional,
            _ => Modality::Asserted,
        };
        found = found.max(seen);
    }
    if let Some(governor) = syntax.head(word)
        && matches!(
            syntax.relation(word),
            Relation::Xcomp | Relation::Ccomp | Relation::Acl | Relation::Advcl
        )
    {
        let to = syntax
            .children_with(word, &[Relation::Mark])
            .any(|m| syntax.form(m).eq_ignore_ascii_case("to"));
        let lemma = syntax.lemma(governor);
        if to
            && !matches!(
                lemma,
                "begin"
                    | "start"
                    | "continue"
                    | "fail"
                    | "manage"
                    | "have"
                    | "use"
                    | "seem"
                    | "appear"
                    | "refuse"
                    | "decline"
                    | "help"
                    | "find"
                    | "say"
                    | "claim"
                    | "believe"
                    | "report"
            )
        {
            found = found.max(Modality::Planned);
        }
        if to && matches!(lemma, "seem" | "appear" | "believe" | "claim" | "report") {
            found = found.max(Modality::Hedged);
        }
        // A clause shares the condition and the plan of the clause that governs it: "will be able to", "if he goes to".
        if matches!(syntax.relation(word), Relation::Xcomp) && syntax.upos(governor) != Upos::Noun {
            found = found.max(modality(syntax, governor));
        }
    }
    // "X will meet and discuss".
    if syntax.relation(word) == Relation::Conj
        && let Some(head) = syntax.head(word)
        && syntax
            .child(
                word,
                &[
                    Relation::Aux,
                    Relation::Nsubj,
                    Relation::NsubjPass,
                    Relation::Mark,
                ],
            )
            .is_none()
        && syntax.upos(head) == Upos::Verb
    {
        found = found.max(modality(syntax, head));
    }
    found
}

/// What each quantity of the sentence counts.
pub fn quantity_frames(
    syntax: &Syntax,
    quantities: Vec<Quantity>,
    predicates: &[Predicate],
) -> Vec<QuantityFrame> {
    quantities
        .into_iter()
        .map(|quantity| quantity_frame(syntax, quantity, predicates))
        .collect()
}

fn quantity_frame(syntax: &Syntax, quantity: Quantity, predicates: &[Predicate]) -> QuantityFrame {
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
        });
    }
    // "put the number of wounded at 94", "the toll rose to 112": the figure is that of what the number-noun counts.
    let measured = (quantity.unit == Unit::Count && counted.is_none())
        .then(|| measured_by(syntax, noun))
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
    let modifiers = counted
        .map(|c| modifiers(syntax, c, &quantity))
        .unwrap_or_default();
    let (predicate, role) = governing_predicate(syntax, noun, predicates);
    let words = [counted, Some(noun)].into_iter().flatten();
    let described = modifiers.iter().copied().filter(|&m| {
        matches!(
            syntax.relation(m),
            Relation::Acl | Relation::AclRelcl | Relation::Amod | Relation::Nmod
        )
    });
    let class = words
        .filter_map(|w| role_class(syntax.lemma(w)))
        .next()
        .or_else(|| {
            measured.and_then(|_| described.filter_map(|w| described_class(syntax, w)).next())
        })
        .or_else(|| {
            predicate
                .filter(|_| role != Role::Agent || undergoes(&predicates[predicate.unwrap_or(0)]))
                .and_then(|p| {
                    class_of(&predicates[p]).or_else(|| taken_to_hospital(syntax, &predicates[p]))
                })
        });
    QuantityFrame {
        part: is_part(syntax, top, noun, &quantity),
        additional: is_additional(syntax, noun, &quantity),
        rate: is_rate(syntax, noun, &quantity),
        cumulative: is_cumulative(syntax, noun, predicate.map(|p| predicates[p].word)),
        earlier: is_earlier(syntax, &quantity),
        quantity,
        counted,
        modifiers,
        predicate,
        role,
        class,
    }
}

/// Whether it is the subject to whom the predicate happens: without an object, or "suffered burns".
fn undergoes(predicate: &Predicate) -> bool {
    predicate.patients.is_empty()
        || matches!(
            predicate.lemma.as_str(),
            "suffer" | "sustain" | "need" | "contract"
        )
}

/// "were taken to hospital", "ended up in hospital".
fn taken_to_hospital(syntax: &Syntax, predicate: &Predicate) -> Option<&'static str> {
    predicate
        .obliques
        .iter()
        .any(|(_, w)| matches!(syntax.lemma(*w), "hospital" | "clinic"))
        .then(|| role_class("hurt"))
        .flatten()
}

/// The class that a participle or phrase on the counted noun gives it: "people affected", "people taken to hospital".
fn described_class(syntax: &Syntax, word: usize) -> Option<&'static str> {
    role_class(syntax.lemma(word)).or_else(|| {
        let hospital = syntax
            .subtree(word)
            .into_iter()
            .any(|w| matches!(syntax.lemma(w), "hospital" | "clinic"));
        hospital.then(|| role_class("hurt")).flatten()
    })
}

/// What a figure measures in "put the number of X at N", "the number of X rose to N", "the toll stood at N": X, or the toll.
fn measured_by(syntax: &Syntax, number: usize) -> Option<usize> {
    let verb = syntax
        .head(number)
        .filter(|&v| syntax.upos(v) == Upos::Verb || syntax.child(v, &[Relation::Cop]).is_some());
    // "the toll is 112": the number itself is the predicate.
    let verb = verb.or_else(|| syntax.child(number, &[Relation::Cop]).map(|_| number))?;
    let noun = syntax
        .children_with(verb, &[Relation::Nsubj, Relation::NsubjPass, Relation::Obj])
        .find(|&c| {
            matches!(
                syntax.lemma(c),
                "number" | "toll" | "count" | "figure" | "total" | "tally"
            )
        })?;
    let of = syntax
        .children_with(noun, &[Relation::Nmod])
        .find(|&c| syntax.preposition(c).is_some_and(|p| p == "of"));
    Some(of.unwrap_or(noun))
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

/// The class of what a predicate does: that of its verb, or of the verb behind a noun.
pub fn class_of(predicate: &Predicate) -> Option<&'static str> {
    let plain = predicate.lemma.split(' ').next().unwrap_or("");
    // "fire" without an object of the person kind is shooting, "lay" and "round" need their particle.
    match (plain, predicate.lemma.as_str()) {
        ("lay", "lay off") | ("round", "round up") | ("carry", _) => {}
        (
            "lay" | "round" | "fire" | "hold" | "level" | "save" | "strike" | "hurt" | "contract"
            | "case",
            _,
        ) if predicate.sort != Sort::Copula => return None,
        _ => {}
    }
    role_class(plain)
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

/// "including three children", "eight of them", "among them a woman", "three of whom".
fn is_part(syntax: &Syntax, top: usize, noun: usize, quantity: &Quantity) -> bool {
    let before: Vec<String> = (quantity.tokens.start.saturating_sub(4)..quantity.tokens.start)
        .map(|w| syntax.form(w).to_lowercase())
        .collect();
    let introduced = before.iter().any(|w| {
        matches!(
            w.as_str(),
            "including"
                | "among"
                | "include"
                | "includes"
                | "included"
                | "comprising"
                | "amongst"
                | "mostly"
                | "with"
        )
    });
    let of_them = [top, noun].iter().any(|&w| {
        syntax
            .children_with(w, &[Relation::Nmod, Relation::Obl])
            .any(|c| {
                syntax
                    .preposition(c)
                    .is_some_and(|p| p == "of" || p == "among")
                    && matches!(syntax.lemma(c), "they" | "whom" | "which" | "we" | "those")
            })
    });
    let after = quantity.tokens.end;
    let plain = after + 1 < syntax.len()
        && syntax.form(after).eq_ignore_ascii_case("of")
        && matches!(
            syntax.form(after + 1).to_lowercase().as_str(),
            "them" | "whom" | "those" | "which" | "the" | "its" | "their"
        );
    introduced && !before.iter().any(|w| w == "than") || of_them || plain
}

/// "another 12", "a further 12", "12 more", "12 others".
fn is_additional(syntax: &Syntax, noun: usize, quantity: &Quantity) -> bool {
    let near = |w: usize| {
        w < syntax.len()
            && matches!(
                syntax.form(w).to_lowercase().as_str(),
                "another" | "further" | "additional" | "more" | "other" | "others" | "extra"
            )
    };
    let before = quantity.tokens.start.checked_sub(1).is_some_and(|w| {
        near(w) && !syntax.form(w).eq_ignore_ascii_case("more")
            || quantity.tokens.start >= 1 && near(w)
    });
    let after = near(quantity.tokens.end)
        && !(quantity.tokens.end + 1 < syntax.len()
            && syntax
                .form(quantity.tokens.end + 1)
                .eq_ignore_ascii_case("than"));
    before
        || after
        || syntax
            .children_with(noun, &[Relation::Amod, Relation::Det])
            .any(near)
}

/// "a day", "per share", "each", "annually".
fn is_rate(syntax: &Syntax, noun: usize, quantity: &Quantity) -> bool {
    let window = quantity.tokens.end..(quantity.tokens.end + 4).min(syntax.len());
    let words: Vec<String> = window.map(|w| syntax.form(w).to_lowercase()).collect();
    let per = words
        .iter()
        .position(|w| {
            matches!(
                w.as_str(),
                "per"
                    | "each"
                    | "apiece"
                    | "daily"
                    | "annually"
                    | "yearly"
                    | "monthly"
                    | "weekly"
                    | "hourly"
                    | "every"
            )
        })
        .is_some();
    let a_day = words.windows(2).any(|w| {
        matches!(w[0].as_str(), "a" | "an")
            && matches!(
                w[1].as_str(),
                "day"
                    | "week"
                    | "month"
                    | "year"
                    | "hour"
                    | "share"
                    | "head"
                    | "barrel"
                    | "season"
                    | "piece"
                    | "night"
                    | "minute"
                    | "person"
                    | "litre"
                    | "ton"
                    | "tonne"
                    | "gallon"
            )
    });
    let annual = syntax.children_with(noun, &[Relation::Amod]).any(|c| {
        matches!(
            syntax.lemma(c),
            "annual" | "daily" | "monthly" | "weekly" | "average" | "yearly"
        )
    });
    per || a_day || annual
}

/// "so far", "since Monday", "in total", "overall", "nationwide", "to date".
fn is_cumulative(syntax: &Syntax, noun: usize, predicate: Option<usize>) -> bool {
    let marks = |w: usize| {
        let lower = syntax.form(w).to_lowercase();
        let next = || {
            if w + 1 < syntax.len() {
                syntax.form(w + 1).to_lowercase()
            } else {
                String::new()
            }
        };
        matches!(
            lower.as_str(),
            "since"
                | "nationwide"
                | "overall"
                | "altogether"
                | "worldwide"
                | "globally"
                | "total"
                | "totaling"
                | "totalling"
                | "cumulative"
                | "cumulatively"
        ) || (lower == "so" && next() == "far")
            || (lower == "to" && next() == "date")
            || (lower == "in" && matches!(next().as_str(), "all" | "total"))
    };
    let scope = predicate.unwrap_or(noun);
    syntax.subtree(scope).into_iter().any(marks)
}

/// "rose to 107 from 65", "up from seven", "compared with 12 last year", "after an initial count of 65".
fn is_earlier(syntax: &Syntax, quantity: &Quantity) -> bool {
    let start = quantity.tokens.start;
    let back = |n: usize| {
        start
            .checked_sub(n)
            .map_or(String::new(), |w| syntax.form(w).to_lowercase())
    };
    let from = back(1) == "from"
        || (matches!(
            back(1).as_str(),
            "$" | "about" | "the" | "around" | "nearly" | "some" | "least" | "than"
        ) && back(2) == "from")
        || back(3) == "from" && matches!(back(2).as_str(), "at" | "more");
    let changed = syntax.lemma_near(start, 8, |l| {
        matches!(
            l,
            "rise"
                | "fall"
                | "grow"
                | "increase"
                | "drop"
                | "climb"
                | "up"
                | "down"
                | "decrease"
                | "raise"
                | "cut"
                | "reduce"
                | "jump"
                | "decline"
                | "revise"
                | "double"
                | "surge"
                | "slip"
                | "edge"
                | "plunge"
                | "change"
                | "dip"
                | "shrink"
        )
    });
    let compared = (1..=4).any(|n| {
        matches!(
            back(n).as_str(),
            "compared"
                | "versus"
                | "initial"
                | "initially"
                | "previous"
                | "previously"
                | "earlier"
                | "against"
                | "originally"
        )
    });
    from && changed || compared
}

impl Syntax<'_> {
    /// Whether one of the `reach` words before `at` has a lemma that passes `test`.
    fn lemma_near(&self, at: usize, reach: usize, test: impl Fn(&str) -> bool) -> bool {
        (at.saturating_sub(reach)..at).any(|w| test(self.lemma(w)))
    }
}
