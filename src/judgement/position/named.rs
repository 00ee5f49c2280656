//! Which causes does a claim name as things of their own? The "missile" of a "missile launcher" and the "bomb" of a "bomb squad" are none.

use super::words::Words;
use crate::lexicon::mishaps::{Cause, Naming, cause_at, names_its_modifier};
use crate::parse::{Relation as Dependency, Upos};

/// A cause named in a claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// First and last word of the phrase.
    pub(super) at: usize,
    pub(super) last: usize,
    /// Which cause it is, and how the phrase names it.
    pub(super) cause: Cause,
    pub(super) naming: Naming,
    /// The word that shuts it out.
    pub(super) not: Option<usize>,
}

/// The causes that a claim names as things of their own: not "storm warning", not "bomb squad", not in a name.
pub(super) fn named_causes(words: &Words) -> Vec<Named> {
    let syntax = words.syntax();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(hit) = cause_at(&words.lemmas[at..]) else {
            at += 1;
            continue;
        };
        let last = at + hit.len - 1;
        let (cause, mut naming) = hit.what;
        if stands_for_itself(words, at, last, naming) {
            if hit.len == 1
                && matches!(words.lemmas[at], "bomb" | "sabotage")
                && syntax.upos(at) == Upos::Verb
            {
                naming = Naming::Deed;
            }
            found.push(Named {
                at,
                last,
                cause,
                naming,
                not: words.shut_out(at),
            });
        }
        at += hit.len;
    }
    found
}

fn stands_for_itself(words: &Words, at: usize, last: usize, naming: Naming) -> bool {
    let syntax = words.syntax();
    // The first word of a sentence or a quotation has a capital anyway.
    let opens = |w: usize| w == 0 || syntax.upos(w - 1) == Upos::Punct;
    let is_name = |w: usize| !opens(w) && syntax.form(w).starts_with(char::is_uppercase);
    if (at..=last).any(is_name) {
        return false;
    }
    let upos = syntax.upos(last);
    let verb = syntax.upos(at) == Upos::Verb;
    let fits = match naming {
        Naming::Deed => verb || at < last,
        Naming::Person => upos == Upos::Noun,
        Naming::Agent => upos != Upos::Verb,
        // "was sabotaged", "bombed": an act that is a noun as well.
        Naming::Thing if at == last && verb => {
            matches!(syntax.lemma(at), "bomb" | "sabotage" | "overload")
        }
        Naming::Thing => at < last || matches!(upos, Upos::Noun | Upos::Propn | Upos::Adj),
    };
    // "missile launcher", "storm warning"; and "fear of a bomb", "the threat of rain".
    let lends_itself = syntax.relation(last) == Dependency::Compound
        && syntax
            .head(last)
            .is_some_and(|h| h > last && !names_its_modifier(syntax.lemma(h)));
    let next = words.lemmas.get(last + 1).copied().unwrap_or("");
    let before_noun = matches!(
        next,
        "warning"
            | "launcher"
            | "squad"
            | "threat"
            | "service"
            | "expert"
            | "alert"
            | "disposal"
            | "limit"
            | "forecast"
            | "damage"
            | "shelter"
            | "union"
            | "company"
            | "maker"
            | "'s"
            | "defence"
            | "defense"
            | "system"
            | "type"
            | "season"
            | "water"
    ) && naming != Naming::Person
        || next == "-";
    let under = || {
        syntax.head(last).is_some_and(|h| {
            syntax.relation(last) == Dependency::Nmod
                && matches!(
                    syntax.lemma(h),
                    "fear"
                        | "threat"
                        | "risk"
                        | "warning"
                        | "danger"
                        | "lack"
                        | "sale"
                        | "supply"
                        | "rumour"
                        | "rumor"
                        | "report"
                        | "claim"
                        | "number"
                        | "type"
                        | "victim"
                )
        })
    };
    fits && !lends_itself && !before_noun && !under()
}
