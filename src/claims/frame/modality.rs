//! Is a predicate put forward as a fact, a possibility, a condition or a plan?

use super::Modality;
use super::negation::is_ruled_out;
use crate::claims::syntax::Syntax;
use crate::parse::{Relation, Upos};

pub(super) fn modality(syntax: &Syntax, word: usize) -> Modality {
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
    // "is to start on 17 May".
    let to = syntax
        .children_with(word, &[Relation::Mark])
        .any(|m| syntax.form(m).eq_ignore_ascii_case("to"));
    let copula = || syntax.child(word, &[Relation::Cop]).is_some();
    if to && syntax.upos(word) == Upos::Verb && syntax.lemma(word) != "blame" && copula() {
        found = found.max(Modality::Planned);
    }
    if let Some(governor) = syntax.head(word)
        && matches!(
            syntax.relation(word),
            Relation::Xcomp | Relation::Ccomp | Relation::Acl | Relation::Advcl | Relation::Obj
        )
    {
        let lemma = syntax.lemma(governor);
        // "did not rule out": left open.
        let negated = syntax
            .children_with(governor, &[Relation::Advmod])
            .any(|c| matches!(syntax.lemma(c), "not" | "never"));
        if negated && is_ruled_out(syntax, governor) {
            found = found.max(Modality::Hedged);
        }
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
                    | "able"
                    | "unable"
                    | "impossible"
                    | "forget"
                    | "neglect"
                    | "omit"
                    | "bother"
                    | "dare"
                    | "force"
                    | "compel"
                    | "get"
                    | "say"
                    | "claim"
                    | "believe"
                    | "report"
            )
        {
            found = found.max(Modality::Planned);
        }
        // "has to stop", and he said that it "had to stop": a demand. "They had to leave" tells what they did.
        let told = syntax.lower(governor) == "had" && syntax.relation(governor) != Relation::Ccomp;
        if to && lemma == "have" && !told {
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
