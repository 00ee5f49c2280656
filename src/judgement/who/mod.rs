//! Who did it, and who denies it: two claims of one incident that name two doers, or one who did and did not.
//!
//! Such claims share hardly a word: "a missile of the army brought down the airliner", "separatists fired at the plane", "the army
//! rejected all blame". What they share is the incident that both articles open with, so that is what is asked for. `doer.rs` asks
//! for one deed in like words; here the reports themselves must be alike, and the deed must be what both are about.

mod charged;
mod cleared;
mod denied;
mod dossier;
mod party;
mod read;

pub use dossier::Dossier;
pub use read::Stand;
pub(super) use read::stands;

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use self::party::{compare, opposed};
use self::read::{Deed, Role};
use super::Finding;
use super::act::MEANS_ONE;
use super::correspond::lemma_kinship;
use super::fit::{Fit, fit, is_group};
use super::pair::{Pair, Side};
use super::slot::is_time;
use super::verdict::{Kind, Relation};
use crate::claims::frame::Predicate;
use crate::lexicon::deeds::{Deeds, deed_words, deeds_of, is_whole_incident};
use crate::lexicon::parties::side_of;
use crate::lexicon::places::PlaceWord;
use crate::lexicon::relations::{are_synonyms, is_person, kinds_of, verbs_of};
use crate::lexicon::violence::is_weapon;
use crate::parse::{Upos, past_of};
use crate::text::term::{TermKey, key_of};

/// The rule for two doers of one incident.
const ATTRIBUTION: &str = "attribution/position";
/// The rule for a doer who is said to have done it and not to have done it.
const DENIAL: &str = "denial/position";

/// Two doers of one deed, and a doer who is said to have done it and not to have done it.
pub fn findings(pair: &Pair) -> Vec<Finding> {
    if pair.is_bare() || !may_be_one_incident(pair) {
        return Vec::new();
    }
    let (ours, theirs) = (pair.a.stands(), pair.b.stands());
    let mut found = denied::findings(pair);
    for x in ours {
        for y in theirs {
            found.extend(clash(pair, x, y));
        }
    }
    found
}

/// Whether the two articles may tell of one incident.
fn may_be_one_incident(pair: &Pair) -> bool {
    /// Later the talk is of something new.
    const NEAR_DAYS: i32 = 4;
    pair.days_apart().is_none_or(|d| d.abs() <= NEAR_DAYS) && pair.may_tell_one_incident()
}

fn clash(pair: &Pair, x: &Stand, y: &Stand) -> Option<Finding> {
    if !x.did && !y.did || x.role != y.role {
        return None;
    }
    let denial = x.did != y.did;
    let fits = x
        .parties
        .iter()
        .flat_map(|p| y.parties.iter().map(move |q| (p, q)))
        .map(|(p, q)| (compare(&p.1, &q.1), p.0, q.0));
    // Of several doers the surest meeting counts: a denial needs one that is the same, two doers must all be others.
    let (best, a, b) = fits.max_by_key(|(fit, _, _)| *fit)?;
    let wanted = if denial { Fit::Same } else { Fit::Other };
    if best != wanted || !denial && x.role == Role::Undergoer {
        return None;
    }
    let meeting = meet(pair, x, y)?;
    // Reports of one incident name the doer that they speak of, or the deed.
    let named = x
        .parties
        .iter()
        .any(|p| y.parties.iter().any(|q| p.1.shares_name(&q.1)));
    let sure =
        meeting >= SAME_THING || x.points && y.points || denial && named && (x.points || y.points);
    if !sure && !denial {
        return None;
    }
    // Reports less alike must point at the deed themselves.
    if !(pair.tells_one_incident() || denial && sure) {
        return None;
    }
    // On a day of war both sides fire: unless both claims point at a doer, it must be the two sides, and one deed beyond doubt.
    let both_point = x.points && y.points;
    if !denial && !both_point && (!are_opposed(x, y) || !is_surely_one(pair, x, y)) {
        return None;
    }
    let days = pair.own_days_relation(x.told, y.told);
    let old = [is_old(&pair.a, x), is_old(&pair.b, y)];
    // "has never paid", "paid in May": a denial of one deed has no time.
    let of_any_time = denial && meeting >= SAME_THING;
    if days == Some(false) || old[0] != old[1] && !of_any_time {
        return None;
    }
    let (kind, rule, note) = if denial {
        (
            Kind::Denial,
            DENIAL,
            "one says that they did it, the other that they did not",
        )
    } else {
        (
            Kind::Attribution,
            ATTRIBUTION,
            "one incident is put down to two doers",
        )
    };
    let points = f32::from(u8::from(x.points)) + f32::from(u8::from(y.points));
    let strength = 0.42
        + 0.04 * points
        + 0.12 * meeting
        + 0.2 * pair.similarity.article.unwrap_or(0.0).min(0.5);
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(kind),
        strength,
        evidence: pair.evidence_of_phrases(rule, a, b, note),
    })
}

/// Whether all doers of the one stand against all of the other as sides do, not merely by their names: one front has many names.
fn are_opposed(x: &Stand, y: &Stand) -> bool {
    x.parties
        .iter()
        .all(|p| y.parties.iter().all(|q| opposed(&p.1, &q.1)))
}

/// Whether two tellings must be of one deed: reports much alike, of about one day, no other places, and an object that both open with.
fn is_surely_one(pair: &Pair, x: &Stand, y: &Stand) -> bool {
    /// A cosine: of the reports of a war on one day few are so near.
    const NEAR: f32 = 0.33;
    let near = pair.similarity.article.is_some_and(|link| link >= NEAR);
    let days = pair.days_apart().is_none_or(|d| d.abs() <= 3);
    near && days
        && pair.unshared_places() == (0, 0)
        && object_is_main(pair, &pair.a, &x.deed)
        && object_is_main(pair, &pair.b, &y.deed)
}

/// People such as every day of a conflict has: of them two reports need not mean the same. Hostages and passengers are those of one incident.
fn is_anybody(lemma: &str) -> bool {
    is_person(lemma)
        && !matches!(
            lemma,
            "hostage"
                | "passenger"
                | "pilgrim"
                | "inmate"
                | "prisoner"
                | "striker"
                | "miner"
                | "pupil"
                | "guest"
                | "tourist"
                | "fan"
                | "demonstrator"
                | "protester"
                | "worshipper"
        )
}

/// Whether what a deed was done to is what both articles open with: one plane, one hospital; not people, and not a town.
fn object_is_main(pair: &Pair, side: &Side, deed: &Deed) -> bool {
    let syntax = &side.syntax;
    let one = |w: usize| {
        let lemma = syntax.lemma(w);
        let place = matches!(
            PlaceWord::of(lemma),
            Some(PlaceWord::Settlement | PlaceWord::Area)
        );
        let site = syntax
            .phrase(w)
            .iter()
            .any(|&v| matches!(PlaceWord::of(syntax.lower(v)), Some(PlaceWord::Site)));
        (syntax.upos(w) == Upos::Noun || syntax.upos(w) == Upos::Propn && site)
            && !place
            && !is_anybody(lemma)
            && !is_group(lemma)
            && side_of(lemma).is_none()
            && !is_time(side, w)
    };
    let openings = [pair.a.opening(), pair.b.opening()];
    deed.things.iter().copied().filter(|&w| one(w)).any(|w| {
        let named = |word: &str| syntax.lower(w) == word || is_one_kind(syntax.lemma(w), word);
        openings
            .iter()
            .all(|opening| opening.iter().any(|word| named(word)))
    })
}

/// Whether a deed is said to have been done long before the report: by the times of its clause, not by "since January" or by how old a
/// movement is.
fn is_old(side: &Side, stand: &Stand) -> bool {
    /// A story is news for about as long.
    const NEWS_DAYS: i32 = 31;
    let (word, Some(published)) = (stand.told, side.published) else {
        return false;
    };
    let since =
        |at: usize| at > 0 && matches!(side.syntax.lower(at - 1), "since" | "for" | "until");
    let mut times = side
        .detail
        .times
        .iter()
        .filter(|t| side.syntax.is_below(t.tokens.start, word) && !since(t.tokens.start))
        .filter_map(|t| t.days)
        .peekable();
    let ago = |last: jiff::civil::Date| last.until(published).map_or(0, |s| s.get_days());
    times.peek().is_some() && times.all(|days| ago(days.last) > NEWS_DAYS)
}

/// The meeting of two deeds whose objects are the same.
const SAME_THING: f32 = 1.0;

/// Whether a doer of each is one by name or noun, not merely of one side.
fn go_by_one_name(x: &Stand, y: &Stand) -> bool {
    let mut ours = x.parties.iter();
    ours.any(|p| y.parties.iter().any(|q| p.1.is_surely(&q.1)))
}

/// How surely two deeds are one, in [0, 1]; none if they need not be.
fn meet(pair: &Pair, x: &Stand, y: &Stand) -> Option<f32> {
    let main = || is_main(pair, &pair.a, &x.deed) && is_main(pair, &pair.b, &y.deed);
    let undergone = x.role == Role::Undergoer;
    let (p, q) = (&x.deed, &y.deed);
    let fits = p
        .things
        .iter()
        .flat_map(|&u| q.things.iter().map(move |&v| (u, v)))
        .map(|(u, v)| thing_fit(pair, u, v));
    let best = fits.max();
    if p.whole && q.whole {
        return (best != Some(Fit::Other) && main()).then_some(0.5);
    }
    // That they did not fire first does not say that they did not fire.
    if p.first != q.first && x.did != y.did {
        return None;
    }
    let classes = [classes(&pair.a, p), classes(&pair.b, q)];
    if p.first && q.first && (classes[0].meet(classes[1]) || !classes[0].any() || !classes[1].any())
    {
        return Some(SAME_THING);
    }
    if means_differ(pair, p, q) || denies_means_alone(pair, x, y) {
        return None;
    }
    if p.whole || q.whole {
        let (told, side, class) = if p.whole {
            (q, &pair.b, classes[1])
        } else {
            (p, &pair.a, classes[0])
        };
        // What it was done to is the thing that both articles are about, or it is told beside the incident: "shortly before the crash".
        let beside = told
            .beside
            .iter()
            .any(|&w| is_whole_incident(side.syntax.lemma(w)));
        // "The army was behind it", "denied that its guns had fired": who denies a deed of the sort answers the charge.
        let (charge, denial) = if p.whole { (x, y) } else { (y, x) };
        let answers = charge.did && charge.points && !denial.did && go_by_one_name(x, y);
        let one = match best {
            Some(Fit::Same) => true,
            Some(Fit::Other) => false,
            _ => object_is_main(pair, side, told) || beside || answers,
        };
        return (class.any() && one && main()).then_some(0.5);
    }
    let (verb, other) = (lemma(&pair.a, p.word?), lemma(&pair.b, q.word?));
    let akin = lemma_kinship(&verb, &other) >= MEANS_ONE;
    let one_class = classes[0].meet(classes[1]);
    match best {
        _ if !akin && !one_class => None,
        Some(Fit::Same) => Some(SAME_THING),
        Some(Fit::Other) => None,
        // "denied that he injected her", "gave her an injection"; "denied that she had been arrested", "was arrested".
        _ if akin
            && (undergone || best.is_some())
            && tells_enough(pair, &pair.a, p)
            && tells_enough(pair, &pair.b, q) =>
        {
            Some(0.6)
        }
        // "shelled the fields", "brought down the plane": two objects that need not be one are hardly one deed.
        Some(Fit::Open) => {
            let objects = object_is_main(pair, &pair.a, p) && object_is_main(pair, &pair.b, q);
            (x.did != y.did && objects && go_by_one_name(x, y)).then_some(0.4)
        }
        None => (one_class && main()).then_some(0.4),
    }
}

/// Whether a word for what a deed was done with names no means in particular.
fn is_any_means(lemma: &str) -> bool {
    matches!(
        lemma,
        "shot" | "round" | "weapon" | "arm" | "anything" | "bullet"
    )
}

/// "did not use gas" against "bombed the village": who denies the means does not deny the deed, which may have been done with others.
fn denies_means_alone(pair: &Pair, x: &Stand, y: &Stand) -> bool {
    let (side, denied, other, told) = match (x.did, y.did) {
        (false, true) => (&pair.a, &x.deed, &pair.b, &y.deed),
        (true, false) => (&pair.b, &y.deed, &pair.a, &x.deed),
        _ => return false,
    };
    // "gassed the village" says with what.
    let verb = told.word.map(|w| lemma(other, w)).unwrap_or_default();
    let particular = |&w: &usize| {
        let means = side.syntax.lemma(w);
        !is_any_means(means) && lemma_kinship(means, &verb) < MEANS_ONE
    };
    !told.whole
        && told.means.is_empty()
        && !denied.means.is_empty()
        && denied.means.iter().all(particular)
}

/// "fired tear gas", "did not fire bullets": done with other means.
fn means_differ(pair: &Pair, p: &Deed, q: &Deed) -> bool {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let fits = p
        .means
        .iter()
        .flat_map(|&u| q.means.iter().map(move |&v| (u, v)));
    let other = |(u, v): (usize, usize)| {
        !is_any_means(a.lemma(u))
            && !is_any_means(b.lemma(v))
            && fit(pair, u, v) != Fit::Same
            && lemma_kinship(a.lemma(u), b.lemma(v)) < MEANS_ONE
    };
    !p.means.is_empty() && !q.means.is_empty() && fits.into_iter().all(other)
}

/// Whether the word of a deed is rare enough to be one deed of an incident: "inject", not "take".
fn tells_enough(pair: &Pair, side: &Side, deed: &Deed) -> bool {
    /// A weight of the vocabulary: in about one article of twenty.
    const RARE: f32 = 3.0;
    deed.word.is_some_and(|w| {
        let id = pair.vocabulary.id(side.syntax.key(w));
        id.is_some_and(|id| pair.vocabulary.entry(id).weight >= RARE)
    })
}

/// As [`fit`]; "plane" and "airliner" are near enough where the incident is one, and whom and what something is done to fill two roles.
fn thing_fit(pair: &Pair, x: usize, y: usize) -> Fit {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let nouns = a.upos(x) == Upos::Noun && b.upos(y) == Upos::Noun;
    match fit(pair, x, y) {
        Fit::Same if a.upos(x) == Upos::Pron || b.upos(y) == Upos::Pron => Fit::Open,
        Fit::Other | Fit::Open
            if nouns && is_one_kind(a.lemma(x), b.lemma(y)) && are_main(pair, x, y) =>
        {
            Fit::Same
        }
        Fit::Other if is_person(a.lemma(x)) != is_person(b.lemma(y)) => Fit::Open,
        known => known,
    }
}

/// Whether two words stand in the openings of their articles.
fn are_main(pair: &Pair, x: usize, y: usize) -> bool {
    let opens = |side: &Side, w: usize| {
        let lemma = side.syntax.lemma(w);
        side.opening()
            .iter()
            .any(|word| side.syntax.lower(w) == &**word || is_one_kind(lemma, word))
    };
    opens(&pair.a, x) && opens(&pair.b, y)
}

/// "plane", "airliner": the one is a kind of the other or of what is called so, too.
fn is_one_kind(x: &str, y: &str) -> bool {
    let is_kind = |x: &str, y: &str| kinds_of(x).take(2).any(|k| k == y || are_synonyms(k, y));
    lemma_kinship(x, y) >= 0.6 || is_kind(x, y) || is_kind(y, x)
}

/// The lemma of a deed, with its particle; of a light verb the noun that says what is done: "gave an injection".
fn lemma(side: &Side, word: usize) -> String {
    let syntax = &side.syntax;
    let Some(predicate) = side.detail.predicates.iter().find(|p| p.word == word) else {
        return syntax.lemma(word).to_string();
    };
    let light = matches!(
        predicate.lemma.as_str(),
        "give"
            | "make"
            | "do"
            | "take"
            | "have"
            | "launch"
            | "mount"
            | "carry out"
            | "hold"
            | "receive"
            | "commit"
            | "conduct"
    );
    let noun = predicate
        .patients
        .iter()
        .map(|&w| syntax.lemma(w))
        .find(|noun| !verbs_of(noun).is_empty());
    match noun {
        Some(noun) if light => noun.to_string(),
        _ => predicate.lemma.clone(),
    }
}

/// Whether two verbs may mean one deed.
fn means_one_deed(x: &str, y: &str) -> bool {
    lemma_kinship(x, y) >= MEANS_ONE
}

/// The classes of a verb; with a weapon, those of an attack: "bombs fell on", "was hit by a rocket".
fn classes_of(side: &Side, predicate: &Predicate) -> Deeds {
    let verb = deeds_of(&lemma(side, predicate.word));
    let mut with = predicate.agents.iter().chain(&predicate.patients);
    let armed = with.any(|&w| is_weapon(side.syntax.lemma(w)));
    let lands = matches!(
        predicate.lemma.as_str(),
        "fall" | "land" | "strike" | "hit" | "explode"
    );
    if armed && (lands || uses(&predicate.lemma)) {
        verb.with(deeds_of("attack"))
    } else {
        verb
    }
}

/// Verbs for using a weapon, not for finding or carrying one.
fn uses(lemma: &str) -> bool {
    matches!(
        lemma,
        "use"
            | "drop"
            | "fire"
            | "launch"
            | "throw"
            | "deploy"
            | "employ"
            | "release"
            | "set"
            | "trigger"
            | "plant"
            | "detonate"
            | "shoot"
    )
}

fn classes(side: &Side, deed: &Deed) -> Deeds {
    let Some(word) = deed.word else {
        return Deeds::default();
    };
    let verb = lemma(side, word);
    // "used chlorine", "dropped canisters": a weapon makes an attack of it.
    match deed.means.is_empty() || !uses(&verb) {
        true => deeds_of(&verb),
        false => deeds_of(&verb).with(deeds_of("attack")),
    }
}

/// Whether a deed is what both articles open with.
fn is_main(pair: &Pair, side: &Side, deed: &Deed) -> bool {
    let openings = [pair.a.opening(), pair.b.opening()];
    if deed.whole
        && deed
            .word
            .is_none_or(|w| is_whole_incident(side.syntax.lemma(w)))
    {
        return openings
            .iter()
            .all(|words| words.iter().any(|w| tells_of_harm(w)));
    }
    let words = deed
        .word
        .iter()
        .chain(&deed.things)
        .chain(&deed.means)
        .chain(&deed.beside);
    let words: Vec<usize> = words.copied().collect();
    openings.iter().all(|opening| {
        words.iter().any(|&w| {
            let named = side.syntax.lemma(w);
            let class = deeds_of(&lemma(side, w));
            opening.iter().any(|word| {
                side.syntax.lower(w) == &**word
                    || is_one_kind(named, word)
                    || class.meet(deeds_of_form(word))
            })
        })
    })
}

/// The deeds that a word of a text names, whatever its ending.
fn deeds_of_form(form: &str) -> Deeds {
    static TABLE: OnceLock<FxHashMap<TermKey, Deeds>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        deed_words()
            .map(|word| (key_of(word), deeds_of(word)))
            .collect()
    });
    let base = past_of(form).unwrap_or(form);
    table.get(&key_of(base)).copied().unwrap_or_default()
}

/// Whether a word of a text names a deed or an incident, whatever its ending.
fn tells_of_harm(form: &str) -> bool {
    static TABLE: OnceLock<FxHashSet<TermKey>> = OnceLock::new();
    let table = TABLE.get_or_init(|| deed_words().map(key_of).collect());
    table.contains(&key_of(past_of(form).unwrap_or(form)))
}

#[cfg(test)]
mod tests;
