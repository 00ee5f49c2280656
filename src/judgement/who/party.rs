//! Who may have done it: a party as a claim names it, with what its article says of it.
//!
//! "a missile of the army", "its fighters", "Commander Ilesh" are phrases; a party is what stands behind them: names, the side of a
//! conflict, a country. Two parties are the same or two only if names or sides say so.

use super::dossier::{Name, names_meet, side_of_form, without_titles};
use crate::claims::frame::is_time_noun;
use crate::claims::syntax::Syntax;
use crate::judgement::fit::{Fit, countries, is_group, lends_its_name, party_side};
use crate::judgement::pair::Side;
use crate::lexicon::relations::is_person;
use crate::lexicon::violence::is_weapon;
use crate::parse::{Relation, Upos};

/// Somebody who may have done something.
#[derive(Debug, Clone, Default)]
pub(super) struct Party {
    /// Names, those of whom he speaks for among them.
    names: Vec<Name>,
    /// The side of a conflict.
    side: Option<&'static str>,
    /// Which arm of a state: two arms of one side are not the same.
    arm: Option<&'static str>,
    /// Countries named in the phrase.
    countries: Vec<u16>,
    /// The noun that it is called by.
    noun: Option<String>,
    /// Whether it is known to be more than one person: a state, a front, a union.
    body: bool,
    /// Whether its name is that of a body that is no state: a front, a party, a company.
    private: bool,
    /// Whether its side may be another: soldiers may mutiny.
    loose: bool,
}

impl Party {
    /// The party that a nominal names.
    pub fn of(side: &Side, word: usize) -> Party {
        let syntax = &side.syntax;
        let own = is_own(syntax, word);
        let mut party = named(syntax, word);
        if !own
            && party.names.is_empty()
            && let Some(name) = party
                .noun
                .as_ref()
                .and_then(|noun| side.dossier().called(noun))
        {
            party.names.push(name.clone());
            party.body = true;
        }
        if own {
            party.noun = party.noun.filter(|_| syntax.upos(word) == Upos::Noun);
            party.join(&owner(side, word));
        }
        party.look_up(side);
        party
    }

    /// Whether anything tells it from others.
    pub fn is_known(&self) -> bool {
        !self.names.is_empty()
            || self.side.is_some()
            || !self.countries.is_empty()
            || self.noun.is_some() && self.body
    }

    /// Whether it is known to be more than one person.
    pub fn is_body(&self) -> bool {
        self.body
    }

    /// Whether a name of theirs is one.
    pub fn shares_name(&self, other: &Party) -> bool {
        self.names
            .iter()
            .any(|name| other.names.iter().any(|theirs| names_meet(name, theirs)))
    }

    /// Whether both go by one name, or by one noun.
    pub fn is_surely(&self, other: &Party) -> bool {
        self.shares_name(other)
            || self.noun.is_some() && self.noun == other.noun && self.side == other.side
    }

    /// Whether it has a name.
    pub fn has_name(&self) -> bool {
        !self.names.is_empty()
    }

    /// Takes over what is known of the one to whom it belongs.
    fn join(&mut self, owner: &Party) {
        self.names.extend(owner.names.iter().cloned());
        self.side = self.side.or(owner.side);
        self.arm = self.arm.or(owner.arm);
        self.countries.extend(&owner.countries);
        self.noun = self.noun.take().or_else(|| owner.noun.clone());
        self.body |= owner.body;
        self.private |= owner.private;
        self.loose &= owner.side.is_none();
    }

    /// Adds what the article says of its names.
    fn look_up(&mut self, side: &Side) {
        let dossier = side.dossier();
        for at in 0..self.names.len() {
            let known = dossier.about(&self.names[at]);
            self.side = self.side.or(known.side);
            for with in known.with {
                self.side = self.side.or(dossier.about(&with).side);
                if !self.names.contains(&with) {
                    self.names.push(with);
                }
            }
        }
    }

    /// The party that the words of a name or description tell: "Ruben Hask, spokesman for the army".
    fn written(words: &str) -> Party {
        let words = words.split(" (").next().unwrap_or(words);
        let mut party = Party::default();
        let mut run: Vec<&str> = Vec::new();
        for word in words.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let bare = bare
                .strip_suffix("'s")
                .or(bare.strip_suffix("’s"))
                .unwrap_or(bare);
            if bare.starts_with(char::is_uppercase) {
                run.push(bare);
            }
            let ends = !bare.starts_with(char::is_uppercase)
                || word.ends_with([',', ';', '\'', '’'])
                || word.len() > bare.len() + 1;
            if ends && !run.is_empty() {
                party.names.push(without_titles(run.drain(..)));
            }
            party.side = party.side.or(side_of_form(&bare.to_lowercase()));
            party.arm = party.arm.or(arm_of(&bare.to_lowercase()));
        }
        if !run.is_empty() {
            party.names.push(without_titles(run.into_iter()));
        }
        party.names.retain(|name| !name.is_empty());
        party
    }
}

/// Whether two parties are of two sides: the state and an armed group, the state and a body that is none of its own.
pub(super) fn opposed(p: &Party, q: &Party) -> bool {
    let sides = p.side.is_some() && q.side.is_some() && p.side != q.side && !p.loose && !q.loose;
    let against = |x: &Party, y: &Party| {
        x.private && x.side.is_none() && y.side == Some("state") && !y.loose && !y.private
    };
    sides || against(p, q) || against(q, p)
}

/// How two parties stand to each other.
pub(super) fn compare(p: &Party, q: &Party) -> Fit {
    let meets = |name: &Name| q.names.iter().any(|other| names_meet(name, other));
    let one_name = p.names.iter().any(meets);
    let apart = !p.countries.is_empty()
        && !q.countries.is_empty()
        && !p.countries.iter().any(|c| q.countries.contains(c));
    let one_country = p.countries.iter().any(|c| q.countries.contains(c));
    let two_arms = p.arm.is_some() && q.arm.is_some() && p.arm != q.arm;
    match (p.side, q.side) {
        // "Syrian rebels", "the Syrian army".
        (Some(x), Some(y)) if x != y => {
            let doubtful = one_name && !one_country || p.loose || q.loose;
            return if doubtful { Fit::Open } else { Fit::Other };
        }
        _ if one_name && !two_arms => return Fit::Same,
        _ if one_name => return Fit::Open,
        _ if apart => {
            return if p.body && q.body {
                Fit::Other
            } else {
                Fit::Open
            };
        }
        _ => {}
    }
    if opposed(p, q) {
        return Fit::Other;
    }
    let both_named = !p.names.is_empty() && !q.names.is_empty();
    let noun_in = |a: &Party, b: &Party| {
        a.names.is_empty()
            && a.noun.as_ref().is_some_and(|noun| {
                b.names
                    .iter()
                    .any(|name| name.len() > 1 && name.contains(noun))
            })
    };
    if noun_in(p, q) || noun_in(q, p) {
        return Fit::Same;
    }
    let one_side = p.side.is_some() && p.side == q.side;
    if both_named {
        // Two fronts are two; two bodies of one state may be parts of one another.
        let two_bodies = p.body
            && q.body
            && (one_side && p.side == Some("armed") || p.side.is_none() && q.side.is_none());
        return if two_bodies && !one_country {
            Fit::Other
        } else {
            Fit::Open
        };
    }
    // "militants" may be any of them, and a front that has a name is one; a state is one.
    let any_of_them = p.side == Some("armed") && p.names.is_empty() != q.names.is_empty();
    if one_side
        && !two_arms
        && !any_of_them
        && (p.countries.is_empty() == q.countries.is_empty() || one_country)
    {
        return Fit::Same;
    }
    let one_noun = p.noun.is_some()
        && p.noun == q.noun
        && p.side == q.side
        && p.names.is_empty()
        && q.names.is_empty();
    if one_noun { Fit::Same } else { Fit::Open }
}

/// Whether a phrase belongs to whoever speaks: "we", "its fighters", "one of our batteries".
fn is_own(syntax: &Syntax, word: usize) -> bool {
    let pronoun = |w: usize| {
        syntax.upos(w) == Upos::Pron
            && !matches!(
                syntax.lower(w),
                "who" | "which" | "that" | "anything" | "nothing" | "nobody" | "none" | "one"
            )
    };
    if syntax.upos(word) == Upos::Pron && pronoun(word) {
        return true;
    }
    let owned = |w: usize| syntax.child(w, &[Relation::NmodPoss]).is_some_and(pronoun);
    owned(word)
        || syntax
            .children_with(word, &[Relation::Nmod])
            .any(|c| syntax.preposition(c).is_some_and(|p| p == "of") && owned(c))
}

/// Whoever says "we" or "its": the source of what the word is part of, or who speaks in the sentence.
fn owner(side: &Side, word: usize) -> Party {
    let syntax = &side.syntax;
    let source = side.source_of(word);
    if let Some(source) = source.filter(|&s| !is_own(syntax, s)) {
        return Party::of(side, source);
    }
    let mut party = source.map(|s| named(syntax, s)).unwrap_or_default();
    if let Some(speaker) = &side.detail.speaker {
        let at = source.and_then(|s| {
            side.detail
                .attributions
                .iter()
                .position(|a| a.source == Some(s))
        });
        let name = at
            .and_then(|a| speaker.of_attribution(a))
            .unwrap_or(&speaker.name);
        party.join(&Party::written(name));
    }
    party
}

/// What a phrase says by itself.
fn named(syntax: &Syntax, word: usize) -> Party {
    let mut words = words_of(syntax, word);
    words.retain(|&w| !lends_its_name(syntax, w));
    let mut party = Party {
        side: party_side(syntax, word)
            .or_else(|| words.iter().find_map(|&w| state_body(syntax, w))),
        arm: words.iter().find_map(|&w| arm_of(syntax.lemma(w))),
        countries: countries(syntax, word),
        noun: (syntax.upos(word) == Upos::Noun).then(|| syntax.lemma(word).to_string()),
        ..Party::default()
    };
    // Capitals hide the lemma of a word that begins the sentence: "Separatists fired".
    let opening = words.iter().copied().find(|&w| begins(syntax, w));
    let opening = opening.filter(|&w| w + 1 >= syntax.len() || syntax.form(w + 1) != "-");
    party.side = party
        .side
        .or_else(|| opening.and_then(|w| side_of_form(syntax.lower(w))));
    let mut run: Vec<usize> = Vec::new();
    let close = |run: &mut Vec<usize>, party: &mut Party| {
        if let Some(&first) = run.first() {
            // "the Highland Front" is no person, "Radu Ilesh" may be one.
            let article = first > 0 && syntax.lower(first - 1) == "the";
            party.body |= article && !is_person(syntax.lemma(*run.last().unwrap_or(&first)));
            party.private |= run.iter().any(|&w| is_private(syntax.lower(w)));
            let name = without_titles(run.iter().map(|&w| syntax.form(w)));
            if !name.is_empty() {
                party.names.push(name);
            }
        }
        run.clear();
    };
    for &w in &words {
        let joined = run.last().is_some_and(|&last| {
            run.len() == 1 && is_one_of_the(syntax, run[0], w)
                || (last + 1..w).all(|v| is_particle(syntax.lower(v)))
                || last + 1 == w
                || last + 2 == w && is_mark(syntax, last + 1) && run.len() > 1
        });
        if is_name(syntax, w) {
            if !joined {
                close(&mut run, &mut party);
            }
            run.push(w);
        } else if !is_mark(syntax, w)
            && !is_particle(syntax.lower(w))
            && !matches!(syntax.lower(w), "of" | "the")
        {
            close(&mut run, &mut party);
        }
    }
    close(&mut run, &mut party);
    if party.names.is_empty() {
        party.names.extend(name_behind(syntax, word));
    }
    let noun = syntax.lemma(word);
    let group = is_group(noun) || is_body(noun);
    party.body |= party.private || party.side.is_some() || !party.countries.is_empty() || group;
    // Soldiers and officers may be anybody's, mutineers' too, unless a word says whose.
    let soldierly = |w: usize| {
        matches!(
            syntax.lemma(w).to_lowercase().as_str(),
            "soldier" | "soldiers" | "officer" | "troop" | "troops" | "regiment" | "tank"
        )
    };
    let sided = |&w: &usize| side_of_form(syntax.lower(w)).is_some() && !soldierly(w);
    party.loose = party.side == Some("state") && soldierly(word) && !words.iter().any(sided);
    party
}

/// Words of the names of bodies that are no state's.
fn is_private(lower: &str) -> bool {
    matches!(
        lower,
        "front"
            | "movement"
            | "liberation"
            | "resistance"
            | "militia"
            | "sons"
            | "brigades"
            | "jihad"
            | "union"
            | "party"
            | "league"
            | "company"
            | "group"
            | "federation"
            | "club"
            | "bank"
    )
}

/// Whether a word begins its sentence, or the quotation in it.
fn begins(syntax: &Syntax, word: usize) -> bool {
    word == 0 || word == 1 && !syntax.form(0).starts_with(char::is_alphanumeric)
}

/// "the secret service of neighbouring Keshal": trees lose the name behind such an "of".
fn name_behind(syntax: &Syntax, word: usize) -> Option<Name> {
    /// Words between "of" and the name.
    const BETWEEN: usize = 2;
    if word + 1 >= syntax.len() || syntax.lower(word + 1) != "of" {
        return None;
    }
    let capital = |w: usize| w < syntax.len() && is_name(syntax, w);
    let first = (word + 2..=word + 2 + BETWEEN).find(|&w| capital(w))?;
    let plain =
        (word + 2..first).all(|w| matches!(syntax.upos(w), Upos::Det | Upos::Adj | Upos::Verb));
    let name = (first..)
        .take_while(|&w| capital(w))
        .map(|w| syntax.form(w));
    plain
        .then(|| without_titles(name))
        .filter(|name| !name.is_empty())
}

/// "the Sword of the South": one name, unlike "Commander Ilesh of the Front".
fn is_one_of_the(syntax: &Syntax, first: usize, last: usize) -> bool {
    let article = first > 0 && syntax.lower(first - 1) == "the";
    let between: Vec<&str> = (first + 1..last).map(|w| syntax.lower(w)).collect();
    article && matches!(between.as_slice(), ["of"] | ["of", "the"])
}

/// What stands inside a name without a capital: "Ahrar al-Sham".
fn is_particle(lower: &str) -> bool {
    matches!(
        lower,
        "al" | "el" | "-" | "bin" | "ibn" | "de" | "von" | "van" | "del" | "da"
    )
}

/// The mark of a possessor.
fn is_mark(syntax: &Syntax, word: usize) -> bool {
    matches!(syntax.form(word), "'s" | "’s" | "'" | "’")
}

/// A capitalised word that is no time and does not merely begin the sentence.
fn is_name(syntax: &Syntax, word: usize) -> bool {
    let capital = syntax.form(word).starts_with(char::is_uppercase);
    let lower = syntax.lower(word);
    let common = side_of_form(lower).is_some()
        || is_person(lower.strip_suffix('s').unwrap_or(lower))
        || is_weapon(lower.strip_suffix('s').unwrap_or(lower));
    capital
        && !is_time_noun(syntax, word)
        && !matches!(
            syntax.upos(word),
            Upos::Pron | Upos::Det | Upos::Adp | Upos::Num
        )
        && (!begins(syntax, word) || syntax.upos(word) == Upos::Propn && !common)
}

/// The words of a phrase and of what stands beside it, but not where it is: "the government in X", "soldiers under X".
fn words_of(syntax: &Syntax, word: usize) -> Vec<usize> {
    let placed = |w: usize| {
        matches!(syntax.relation(w), Relation::Nmod | Relation::Obl)
            && syntax
                .preposition(w)
                .is_some_and(|p| !matches!(p.as_str(), "of" | "for" | "from" | "by"))
    };
    let beside = syntax
        .children_with(word, &[Relation::Appos])
        .flat_map(|w| syntax.phrase(w).iter().copied());
    let mut words: Vec<usize> = syntax.phrase(word).iter().copied().chain(beside).collect();
    words.sort_unstable();
    words.dedup();
    words.retain(|&w| {
        let mut up = std::iter::once(w)
            .chain(syntax.ancestors(w))
            .take_while(|&a| a != word);
        !up.any(placed)
    });
    words
}

/// "the air force", "the security service", "the coastguard": bodies of a state whose single words name no side.
fn state_body(syntax: &Syntax, word: usize) -> Option<&'static str> {
    let before = word.checked_sub(1).map_or("", |w| syntax.lower(w));
    let body = match syntax.lemma(word) {
        "force" => matches!(
            before,
            "air" | "security" | "armed" | "police" | "defence" | "defense"
        ),
        "service" => matches!(before, "security" | "secret" | "intelligence"),
        "guard" => matches!(
            before,
            "presidential" | "national" | "border" | "republican" | "palace" | "coast"
        ),
        "coastguard" => true,
        _ => false,
    };
    body.then_some("state")
}

/// The arm of a state that a lemma names.
fn arm_of(lemma: &str) -> Option<&'static str> {
    Some(match lemma {
        "army" | "soldier" | "troop" | "battery" | "artillery" | "tank" | "regiment"
        | "brigade" => "army",
        "police" | "policeman" | "gendarme" | "gendarmerie" => "police",
        "navy" | "coastguard" => "navy",
        _ => return None,
    })
}

/// Nouns of bodies that act as one.
pub(super) fn is_body(lemma: &str) -> bool {
    matches!(
        lemma,
        "council"
            | "front"
            | "movement"
            | "militia"
            | "federation"
            | "service"
            | "laboratory"
            | "board"
    )
}
