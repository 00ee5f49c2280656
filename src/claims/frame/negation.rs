//! Which word negates a predicate? "not", "no X", "nobody", "failed to", "without"; two of them cancel out.

use super::Predicate;
use crate::claims::syntax::Syntax;
use crate::parse::Relation;

/// The word that negates a predicate, if an odd number does: "not", "no X", "nobody", "failed to", "without".
pub(super) fn negation(syntax: &Syntax, word: usize, predicate: &Predicate) -> Option<usize> {
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
pub(super) fn no_determiner(syntax: &Syntax, participant: usize) -> Option<usize> {
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
