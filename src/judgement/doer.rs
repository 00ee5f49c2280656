//! Attribution: one deed, two doers.
//!
//! On a day of war both sides fire, so two doers of like deeds say nothing by themselves. What makes a dispute of it is that somebody
//! points at a doer: accuses, blames, calls responsible, "was behind", "it was X who". One of the two claims must do so, unless two bare
//! sentences are compared.

use super::Finding;
use super::act::polarity;
use super::correspond::lemma_kinship;
use super::fit::{Fit, countries, fit, is_group, party_side, share_word};
use super::pair::{Pair, Side};
use super::slot::{Slot, filled_at, is_time};
use super::verdict::{Kind, Relation};
use crate::claims::attribution::{Attribution, Stance, stance_of};
use crate::claims::frame::{Modality, Predicate, Sort, is_improbable};
use crate::claims::syntax::Syntax;
use crate::lexicon::deeds::deeds_of;
use crate::lexicon::relations::{is_person, kinds_of};
use crate::lexicon::violence::{Violence, is_weapon};
use crate::parse::{Relation as Dependency, Upos};

/// Somebody who is said to have done something.
#[derive(Debug)]
pub(super) struct Doing {
    /// The doers' heads.
    pub(super) doers: Vec<usize>,
    /// The word of the deed: a verb, or a noun such as "attack".
    pub(super) deed: usize,
    /// To whom or what it was done.
    pub(super) objects: Vec<usize>,
    /// Whether it is said to be so.
    pub(super) positive: bool,
    /// Whether the claim points at the doer rather than telling the deed.
    pub(super) points: bool,
    /// Whether the doer himself denies it.
    pub(super) denied: bool,
    /// Whether the deed goes without saying: "they played no part", "we have no such weapons".
    pub(super) elided: bool,
}

/// Two doers of one deed, and doers of whom one side says that they did it, the other that they did not.
pub fn findings(pair: &Pair) -> Vec<Finding> {
    let (ours, theirs) = (pair.a.doings(), pair.b.doings());
    let mut found = Vec::new();
    for x in ours {
        for y in theirs {
            found.extend(clash(pair, x, y));
        }
    }
    found
}

fn clash(pair: &Pair, x: &Doing, y: &Doing) -> Option<Finding> {
    /// Later the talk is of something new.
    const NEAR_DAYS: i32 = 4;
    let disputed = x.points || y.points || x.denied || y.denied;
    if !pair.is_bare() && (!disputed || !pair.may_tell_one_incident()) {
        return None;
    }
    // Deeds of two weeks are two deeds, unless both name the day, or both argue about "the attack" in reports much alike.
    let same_quarrel = (x.points || x.denied) && (y.points || y.denied) && pair.tells_one_event();
    let far = pair.days_apart().is_some_and(|d| d.abs() > NEAR_DAYS)
        && !same_quarrel
        && pair.own_days_relation(x.deed, y.deed) != Some(true);
    if far
        || pair.mixes_background()
        || pair.own_days_relation(x.deed, y.deed) == Some(false)
        || !is_one_deed(pair, x, y)
    {
        return None;
    }
    let fits = x
        .doers
        .iter()
        .flat_map(|&d| y.doers.iter().map(move |&e| (d, e)))
        .map(|(d, e)| doer_fit(pair, owner(&pair.a, d), owner(&pair.b, e)));
    let best = fits.max()?;
    // "war planes", "warplanes": phrases with a word in common are hardly two parties, unless sides or names say so.
    let akin = |d: usize, e: usize| {
        party_side(&pair.a.syntax, d) == party_side(&pair.b.syntax, e) && share_word(pair, d, e)
    };
    let blurred = x.doers.iter().any(|&d| y.doers.iter().any(|&e| akin(d, e)));
    let can_do = x.doers.iter().all(|&d| is_animate(&pair.a, d))
        && y.doers.iter().all(|&d| is_animate(&pair.b, d));
    let (lone_a, lone_b) = pair.unshared_places();
    let two_places = !pair.is_bare() && lone_a > 0 && lone_b > 0;
    if !can_do || two_places || differ_elsewhere(pair, x, y) {
        return None;
    }
    let (kind, rule, note) = match (x.positive == y.positive, best) {
        (true, Fit::Other) if x.positive && !blurred => (
            Kind::Attribution,
            "attribution/doer",
            "one deed is put down to two doers",
        ),
        (false, Fit::Same) if disputed => (
            Kind::Denial,
            "denial/doer",
            "one says that they did it, the other that they did not",
        ),
        _ => return None,
    };
    let strength = if pair.is_bare() {
        0.6
    } else {
        0.42 + 0.08 * f32::from(u8::from(x.points && y.points))
            + 0.2 * pair.similarity.article.unwrap_or(0.0).min(0.5)
    };
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(kind),
        strength,
        evidence: pair.evidence_of_phrases(rule, x.doers[0], y.doers[0], note),
    })
}

/// "their men", "its fighters", inside what somebody says: his own, so that he stands for them.
fn owner(side: &Side, doer: usize) -> usize {
    let own = side
        .syntax
        .child(doer, &[Dependency::NmodPoss])
        .is_some_and(|p| side.syntax.upos(p) == Upos::Pron);
    let pronoun = side.syntax.upos(doer) == Upos::Pron;
    if !own && !pronoun {
        return doer;
    }
    side.source_of(doer).unwrap_or(doer)
}

/// As [`fit`]; two words for one side of a conflict ("militants", "rebel commanders") are the same doer unless names keep them apart.
fn doer_fit(pair: &Pair, x: usize, y: usize) -> Fit {
    let known = fit(pair, x, y);
    let sides = (party_side(&pair.a.syntax, x), party_side(&pair.b.syntax, y));
    let one_side = sides.0.is_some() && sides.0 == sides.1;
    // "Moscow" and "government troops" are two governments' unless one country is named of both, or none.
    let (p, q) = (countries(&pair.a.syntax, x), countries(&pair.b.syntax, y));
    let one_state =
        sides.0 == Some("armed") || p.is_empty() && q.is_empty() || p.iter().any(|c| q.contains(c));
    match known {
        Fit::Open if one_side && one_state => Fit::Same,
        // Two nouns may name one party; sides and names tell two of them apart.
        Fit::Other if !pair.is_bare() => {
            let two_sides = sides.0.is_some() && sides.1.is_some() && !one_side;
            let two_names =
                pair.a.syntax.upos(x) == Upos::Propn && pair.b.syntax.upos(y) == Upos::Propn;
            if two_sides || two_names && !one_side {
                Fit::Other
            } else {
                Fit::Open
            }
        }
        _ => known,
    }
}

/// People, parties, countries and names can do something; a blast or a process is no doer.
pub(super) fn is_animate(side: &Side, word: usize) -> bool {
    let syntax = &side.syntax;
    if is_time(side, word)
        || Violence::Act.has(syntax.lemma(word))
        || stance_of(syntax.lemma(word)).is_some()
    {
        return false;
    }
    syntax.upos(word) == Upos::Propn && !is_weapon(syntax.lower(word))
        || is_person(syntax.lemma(word))
        || party_side(syntax, word).is_some()
            && !is_weapon(syntax.lemma(word))
            && !is_location(syntax.lemma(word))
        || is_group(syntax.lemma(word))
        || matches!(
            syntax.lemma(word),
            "jet" | "warplane" | "plane" | "aircraft"
        )
}

fn is_location(lemma: &str) -> bool {
    kinds_of(lemma).any(|k| matches!(k, "location" | "region" | "area" | "district" | "structure"))
}

/// Whether two acts differ in a slot other than their doers': then they are two.
fn differ_elsewhere(pair: &Pair, x: &Doing, y: &Doing) -> bool {
    let at = |side: &Side, word: usize| side.detail.predicates.iter().position(|p| p.word == word);
    let (Some(p), Some(q)) = (at(&pair.a, x.deed), at(&pair.b, y.deed)) else {
        return false;
    };
    filled_at(pair, p, q).iter().any(|s| {
        let weapon = s.slot == Slot::Patient
            && (is_weapon(pair.a.syntax.lemma(s.a)) || is_weapon(pair.b.syntax.lemma(s.b)));
        s.slot != Slot::Agent && s.fit == Fit::Other && !weapon
    })
}

/// Whether two doings may be one: like acts, like objects; "the attack" stands for any act of violence of its event.
fn is_one_deed(pair: &Pair, x: &Doing, y: &Doing) -> bool {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let violent = [(a, x), (b, y)].map(|(s, doing)| {
        Violence::Act.has(s.lemma(doing.deed))
            || s.lemma(doing.deed) == "use" && doing.objects.iter().any(|&o| is_weapon(s.lemma(o)))
    });
    // "fired shells" is "shelled".
    let by_means = |s: &Syntax, doing: &Doing, deed: &str| {
        doing
            .objects
            .iter()
            .any(|&o| is_weapon(s.lemma(o)) && s.lemma(o) == deed)
    };
    // Side by side, a charge and what answers it may name the deed in two words of one class.
    let disputed = x.points || y.points || x.denied || y.denied;
    let one_class =
        pair.is_bare() && disputed && deeds_of(a.lemma(x.deed)).meet(deeds_of(b.lemma(y.deed)));
    let akin = lemma_kinship(a.lemma(x.deed), b.lemma(y.deed)) >= 0.85
        || one_class
        || by_means(a, x, b.lemma(y.deed))
        || by_means(b, y, a.lemma(x.deed));
    let sides = [(&pair.a, &pair.b), (&pair.b, &pair.a)];
    let two_means = sides
        .iter()
        .any(|(one, other)| is_chemical(one) && is_conventional(other));
    let told = !x.denied && !y.denied;
    if told && two_means && !pair.is_bare() {
        return false;
    }
    let both_violent = violent[0] && violent[1];
    if !akin && !both_violent && !x.elided && !y.elided {
        return false;
    }
    // "fired shells", "used gas": the weapon is not the victim.
    let victims = |s: &Syntax, doing: &Doing| -> Vec<usize> {
        let armed = |o: &&usize| !is_weapon(s.lemma(**o));
        doing.objects.iter().filter(armed).copied().collect()
    };
    let (ours, theirs) = (victims(a, x), victims(b, y));
    let fits: Vec<Fit> = ours
        .iter()
        .flat_map(|&p| theirs.iter().map(move |&q| (p, q)))
        .map(|(p, q)| fit(pair, p, q))
        .collect();
    // "They played no part": in what the other report, which must be much alike, says of them.
    if x.elided || y.elided {
        let close = pair.is_bare() || pair.tells_one_incident();
        return close && (violent[0] && y.elided || violent[1] && x.elided);
    }
    let denied = x.denied || y.denied;
    let generic = Violence::Any.has(a.lemma(x.deed)) || Violence::Any.has(b.lemma(y.deed));
    let one_means = is_chemical(&pair.a) && is_chemical(&pair.b);
    match fits.iter().max() {
        Some(Fit::Same) => true,
        Some(Fit::Open) => !pair.is_bare() && violent[0] && violent[1],
        Some(Fit::Other) => false,
        // "the attack", nothing said of whom: as good as any, if it points back to something known.
        None if akin && x.points && y.points && pair.is_bare() => true,
        None => {
            (akin || generic || one_means)
                && violent[0]
                && violent[1]
                && (denied
                    || x.points
                    || y.points
                    || refers_back(a, x.deed)
                    || refers_back(b, y.deed))
        }
    }
}

/// "the attack", "this strike": a noun with a definite article.
fn refers_back(syntax: &Syntax, word: usize) -> bool {
    syntax.upos(word) == Upos::Noun
        && syntax
            .child(word, &[Dependency::Det])
            .is_some_and(|d| matches!(syntax.lower(d), "the" | "this" | "that" | "these" | "those"))
}

/// Whether the sentence speaks of gas or another chemical weapon.
fn is_chemical(side: &Side) -> bool {
    speaks_of(side, Violence::Chemical)
}

/// Whether it speaks of rockets, bullets and raids, and of no gas.
fn is_conventional(side: &Side) -> bool {
    !is_chemical(side) && speaks_of(side, Violence::Conventional)
}

fn speaks_of(side: &Side, class: Violence) -> bool {
    (0..side.syntax.len()).any(|w| class.has(side.syntax.lemma(w)))
}

/// Who is said to have done what in a claim.
pub(super) fn doings(side: &Side) -> Vec<Doing> {
    let mut found = Vec::new();
    for predicate in &side.detail.predicates {
        if predicate.modality > Modality::Hedged {
            continue;
        }
        let Some(positive) = polarity(side, predicate) else {
            continue;
        };
        // "the rebels also use it": one of several doers.
        let one_of_many = side
            .syntax
            .children_with(predicate.word, &[Dependency::Advmod])
            .any(|c| matches!(side.syntax.lemma(c), "also" | "too" | "both" | "likewise"));
        if one_of_many {
            continue;
        }
        found.extend(told(side, predicate, positive));
        found.extend(pointed(side, predicate, positive));
        found.extend(lacked(side, predicate, positive));
    }
    for accusation in &side.detail.attributions {
        if accusation.stance != Stance::Accuse {
            continue;
        }
        let Some(accused) = accusation.accused else {
            continue;
        };
        let (deed, objects) = deed_of(side, accusation.content_head);
        found.push(Doing {
            doers: vec![accused],
            deed,
            objects,
            positive: true,
            points: true,
            denied: false,
            elided: false,
        });
    }
    for denial in &side.detail.attributions {
        found.extend(denied_part(side, denial));
    }
    found
}

/// "X denied any part in the shelling", "X denied responsibility for it".
fn denied_part(side: &Side, denial: &Attribution) -> Option<Doing> {
    let syntax = &side.syntax;
    let what = denial.content_head;
    if denial.stance != Stance::Deny || !is_part(syntax.lemma(what)) {
        return None;
    }
    let word = part_in(syntax, what)?;
    let (deed, objects) = deed_of(side, word);
    Some(Doing {
        doers: vec![denial.source?],
        deed,
        objects,
        positive: false,
        points: true,
        denied: true,
        elided: false,
    })
}

/// "part", "role": what somebody has in a deed.
pub(super) fn is_part(lemma: &str) -> bool {
    matches!(
        lemma,
        "part"
            | "role"
            | "involvement"
            | "responsibility"
            | "hand"
            | "share"
            | "guilt"
            | "complicity"
            | "participation"
    )
}

/// The deed in "a part in the deed".
pub(super) fn part_in(syntax: &Syntax, part: usize) -> Option<usize> {
    syntax.children_with(part, &[Dependency::Nmod]).find(|&c| {
        syntax
            .preposition(c)
            .is_some_and(|p| matches!(p.as_str(), "in" | "for"))
    })
}

/// "They played no part in it", "we have no such weapons": who has no share in a deed, or nothing to do it with, did not do it.
fn lacked(side: &Side, predicate: &Predicate, positive: bool) -> Option<Doing> {
    let has = matches!(
        predicate.lemma.as_str(),
        "have" | "play" | "possess" | "own" | "keep" | "take"
    );
    if positive || !has || predicate.agents.is_empty() {
        return None;
    }
    let syntax = &side.syntax;
    let means = |w: usize| is_weapon(syntax.lemma(w)) && predicate.lemma != "take";
    // That nobody has taken responsibility says nothing of who did it.
    let part = |w: usize| {
        is_part(syntax.lemma(w)) && !matches!(syntax.lemma(w), "responsibility" | "guilt")
    };
    let &thing = predicate.patients.iter().find(|&&w| part(w) || means(w))?;
    let named = if part(thing) {
        part_in(syntax, thing)
    } else {
        None
    };
    let (deed, objects) = named.map_or((thing, Vec::new()), |word| deed_of(side, word));
    Some(Doing {
        doers: predicate.agents.clone(),
        deed,
        objects,
        positive: false,
        points: true,
        denied: true,
        elided: named.is_none(),
    })
}

/// The act that a word stands for, and its objects: "carrying out the attack on X" is the attack, on X.
pub(super) fn deed_of(side: &Side, word: usize) -> (usize, Vec<usize>) {
    let predicate = side.detail.predicates.iter().find(|p| p.word == word);
    match predicate {
        Some(p) if is_light(&p.lemma) && !p.patients.is_empty() => deed_of(side, p.patients[0]),
        Some(p) => (word, p.patients.clone()),
        None => (word, Vec::new()),
    }
}

/// Verbs that leave the act to their object.
fn is_light(lemma: &str) -> bool {
    matches!(
        lemma,
        "carry out"
            | "carry"
            | "conduct"
            | "commit"
            | "perpetrate"
            | "stage"
            | "mount"
            | "launch"
            | "execute"
            | "undertake"
            | "orchestrate"
            | "plan"
            | "order"
            | "fly"
    )
}

/// "X shelled Y", "Y was shelled by X", "it was X who shelled Y", "X carried out the shelling of Y".
fn told(side: &Side, predicate: &Predicate, positive: bool) -> Option<Doing> {
    if predicate.sort != Sort::Verb || predicate.agents.is_empty() {
        return None;
    }
    let (deed, objects) = deed_of(side, predicate.word);
    let cleft = side.syntax.relation(predicate.word) == Dependency::AclRelcl
        && side.syntax.head(predicate.word).is_some_and(|h| {
            side.syntax.child(h, &[Dependency::Cop]).is_some()
                && side
                    .syntax
                    .child(h, &[Dependency::Nsubj, Dependency::Expl])
                    .is_some_and(|s| side.syntax.lemma(s) == "it")
        });
    Some(Doing {
        doers: predicate.agents.clone(),
        deed,
        objects,
        positive,
        points: cleft,
        denied: !positive
            && (denies_himself(side, predicate)
                || denies_all(side, predicate)
                || weighs_the_doer(side, predicate)),
        elided: false,
    })
}

/// "X was behind the attack", "X is responsible for it", "X bears responsibility for it".
fn pointed(side: &Side, predicate: &Predicate, positive: bool) -> Option<Doing> {
    let syntax = &side.syntax;
    let for_what =
        |words: &[(String, usize)]| words.iter().find(|(p, _)| p == "for").map(|(_, w)| *w);
    let work;
    let (doers, word) = if predicate.sort == Sort::Copula
        && syntax
            .preposition(predicate.word)
            .is_some_and(|p| p == "behind")
    {
        (&predicate.patients, predicate.word)
    } else if predicate.sort == Sort::Copula
        && matches!(
            predicate.lemma.as_str(),
            "responsible" | "liable" | "guilty" | "culpable"
        )
    {
        let what = for_what(&predicate.obliques).or_else(|| {
            syntax
                .children_with(
                    predicate.word,
                    &[Dependency::Advcl, Dependency::Xcomp, Dependency::Acl],
                )
                .next()
        })?;
        (&predicate.patients, what)
    } else if let Some(&object) = predicate
        .patients
        .iter()
        .find(|&&p| matches!(syntax.lemma(p), "responsibility" | "blame" | "guilt"))
    {
        // That nobody has claimed responsibility says nothing of who did it.
        if !positive
            && matches!(
                predicate.lemma.as_str(),
                "claim" | "take" | "accept" | "admit"
            )
        {
            return None;
        }
        let below = syntax
            .children_with(object, &[Dependency::Nmod])
            .find(|&c| syntax.preposition(c).is_some_and(|p| p == "for"));
        let what = below.or_else(|| for_what(&predicate.obliques))?;
        (&predicate.agents, what)
    } else if let Some((doer, deed)) = work_of(syntax, predicate) {
        work = vec![doer];
        (&work, deed)
    } else {
        return None;
    };
    if doers.is_empty() {
        return None;
    }
    let (deed, objects) = deed_of(side, word);
    Some(Doing {
        doers: doers.clone(),
        deed,
        objects,
        positive,
        points: true,
        denied: false,
        elided: false,
    })
}

/// "the attack was the work of a former employee": the doer and the deed.
fn work_of(syntax: &Syntax, predicate: &Predicate) -> Option<(usize, usize)> {
    let is_work = predicate.sort == Sort::Copula
        && matches!(predicate.lemma.as_str(), "work" | "doing" | "handiwork");
    let &deed = predicate.patients.first().filter(|_| is_work)?;
    let mut by = syntax.children_with(predicate.word, &[Dependency::Nmod]);
    let doer = by.find(|&c| syntax.preposition(c).is_some_and(|p| p == "of"))?;
    Some((doer, deed))
}

/// "No rebel faction fired a shell": nobody of that side did.
fn denies_all(side: &Side, predicate: &Predicate) -> bool {
    predicate.negation.is_some_and(|n| {
        predicate
            .agents
            .iter()
            .any(|&agent| side.syntax.head(n) == Some(agent))
    })
}

/// "It is unlikely that the rebels fired": somebody weighs who did it, and leaves them out.
fn weighs_the_doer(side: &Side, predicate: &Predicate) -> bool {
    predicate.negation.is_some_and(|n| {
        let lemma = side.syntax.lemma(n);
        is_improbable(lemma) || lemma == "rule"
    })
}

/// Whether what is denied is the denier's own act: "denied that their men had fired", "no rebel fired a shell", he insisted.
fn denies_himself(side: &Side, predicate: &Predicate) -> bool {
    let denies = |agent: usize| {
        side.detail
            .attributions
            .iter()
            .any(|a| a.stance == Stance::Deny && a.source == Some(agent))
    };
    side.detail.is_denied(predicate)
        && predicate
            .agents
            .iter()
            .any(|&agent| owner(side, agent) != agent || denies(agent))
}
