//! Who says it: the attributions of one sentence, as source, cue and content (Pareti 2012).
//!
//! In: a parsed sentence. Out: each attribution with its words. Trailing and leading cues, direct and indirect speech,
//! "according to", denials of a clause or of a noun ("rejected the charge"), accusations ("accused X of doing"), passive
//! reports ("was said to have") and nouns ("the claim that", `super::nominal_cue`) are covered. Who a cue belongs to is asked of
//! `super::source`; who a pronoun or a short name stands for is settled in [`super::speaker`].

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::nominal_cue::nominal_cue;
use super::quotation::quoted_in_sentence;
use super::source::{Found, source};
use super::syntax::Syntax;
use crate::lexicon::Table;
use crate::parse::{Relation, Upos};

/// What the cue says of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stance {
    /// Plainly reported.
    Say,
    /// Reported with distance: "claims", "alleges".
    Claim,
    /// Granted: "confirmed", "admitted".
    Confirm,
    /// Said not to be so.
    Deny,
    /// Not held to be sure.
    Doubt,
    /// Thought or felt.
    Believe,
    /// Expected, promised, threatened.
    Predict,
    /// Wanted, asked for.
    Demand,
    /// Somebody is said to have done it.
    Accuse,
}

impl Stance {
    /// The word used in files.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Say => "say",
            Stance::Claim => "claim",
            Stance::Confirm => "confirm",
            Stance::Deny => "deny",
            Stance::Doubt => "doubt",
            Stance::Believe => "believe",
            Stance::Predict => "predict",
            Stance::Demand => "demand",
            Stance::Accuse => "accuse",
        }
    }
}

/// One attribution; all words are token indices of the sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Head of the source; none for passive reports without an agent.
    pub source: Option<usize>,
    /// The verb or preposition that attributes.
    pub cue: usize,
    /// The words of the content, ascending.
    pub content: Vec<usize>,
    /// The top of the content.
    pub content_head: usize,
    /// For an accusation: head of the accused.
    pub accused: Option<usize>,
    /// What the cue says of the content.
    pub stance: Stance,
    /// The relative pronoun through which the source is named: "officials who said".
    pub stand_in: Option<usize>,
    /// Whether the cue itself stands inside a quotation: "“I think so,” he said" has one such cue and one outside.
    pub quoted: bool,
    /// Whether the content is given word for word.
    pub manner: Manner,
}

/// Whether a content is given in the source's own words (Pareti 2012).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Manner {
    /// All of it stands in quotation marks.
    Direct,
    /// Some of it does.
    Mixed,
    /// None of it does.
    Indirect,
}

impl Manner {
    /// The word used in files.
    pub fn name(self) -> &'static str {
        match self {
            Manner::Direct => "direct",
            Manner::Mixed => "mixed",
            Manner::Indirect => "indirect",
        }
    }
}

/// The attributions of a sentence, in the order of their cues.
pub fn attributions(syntax: &Syntax) -> Vec<Attribution> {
    if syntax.is_empty() {
        return Vec::new();
    }
    let quoted = quoted_words(syntax);
    let mut found: Vec<Attribution> = (0..syntax.len())
        .flat_map(|word| {
            let verb = verb_cue(syntax, word, &quoted);
            let other = verb
                .is_none()
                .then(|| {
                    according_to(syntax, word)
                        .or_else(|| in_the_words_of(syntax, word))
                        .or_else(|| nominal_cue(syntax, word))
                })
                .flatten();
            let cited = cited(syntax, word);
            verb.into_iter().chain(other).chain(cited)
        })
        .collect();
    for attribution in &mut found {
        attribution.quoted = quoted[attribution.cue];
        attribution.manner = manner(syntax, &attribution.content, &quoted);
    }
    found.sort_by_key(|a| a.cue);
    found
}

fn manner(syntax: &Syntax, content: &[usize], quoted: &[bool]) -> Manner {
    let mut words = content
        .iter()
        .filter(|&&w| syntax.upos(w) != Upos::Punct)
        .map(|&w| quoted[w]);
    match (words.clone().any(|q| q), words.all(|q| q)) {
        (true, true) => Manner::Direct,
        (true, false) => Manner::Mixed,
        _ => Manner::Indirect,
    }
}

/// For each word whether it stands inside a quotation of its sentence.
fn quoted_words(syntax: &Syntax) -> Vec<bool> {
    let all: Vec<usize> = (0..syntax.len()).collect();
    let spans = quoted_in_sentence(syntax.text, syntax.span(&all));
    all.iter()
        .map(|&w| {
            let word = syntax.word_span(w);
            spans.iter().any(|s| s.contains(word))
        })
        .collect()
}

/// How a verb reports.
#[derive(Debug, Clone, Copy)]
struct Reporting {
    stance: Stance,
    /// A plain object is reported, too.
    object: bool,
    /// Only beside a quotation.
    quote_only: bool,
}

/// The stance that a lemma lends to what it reports; none if it does not report.
pub fn stance_of(lemma: &str) -> Option<Stance> {
    reporting(lemma).map(|r| r.stance)
}

fn reporting(lemma: &str) -> Option<Reporting> {
    static TABLE: OnceLock<FxHashMap<&'static str, Reporting>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        Table::Reporting
            .rows()
            .filter_map(|mut columns| {
                let lemma = columns.next()?;
                let stance = stance_named(columns.next()?)?;
                let flag = columns.next();
                let reporting = Reporting {
                    stance,
                    object: flag == Some("object"),
                    quote_only: flag == Some("quote"),
                };
                Some((lemma, reporting))
            })
            .collect()
    });
    table.get(lemma).copied()
}

/// The stance as the lexicon files write it.
pub(super) fn stance_named(name: &str) -> Option<Stance> {
    Some(match name {
        "say" => Stance::Say,
        "claim" => Stance::Claim,
        "confirm" => Stance::Confirm,
        "deny" => Stance::Deny,
        "doubt" => Stance::Doubt,
        "believe" => Stance::Believe,
        "predict" => Stance::Predict,
        "demand" => Stance::Demand,
        "accuse" => Stance::Accuse,
        _ => return None,
    })
}

/// Verbs that hardly do anything but report: what stands beside them is content even if the tree does not say how.
fn only_reports(lemma: &str) -> bool {
    matches!(
        lemma,
        "say"
            | "add"
            | "tell"
            | "note"
            | "argue"
            | "insist"
            | "claim"
            | "write"
            | "tweet"
            | "quip"
            | "declare"
            | "state"
            | "assert"
            | "reply"
            | "respond"
            | "explain"
            | "recall"
            | "remark"
            | "warn"
            | "continue"
            | "suggest"
            | "ask"
            | "report"
            | "conclude"
            | "joke"
            | "allege"
            | "complain"
            | "acknowledge"
            | "admit"
            | "confirm"
    )
}

fn verb_cue(syntax: &Syntax, verb: usize, quoted: &[bool]) -> Option<Attribution> {
    // "said" and "says" are cues whatever the tagger makes of them.
    let surely = matches!(syntax.form(verb), "said" | "says" | "saying");
    if !surely && !matches!(syntax.upos(verb), Upos::Verb | Upos::Aux) {
        return None;
    }
    // "the proposed credit" reports nothing.
    if matches!(syntax.relation(verb), Relation::Amod | Relation::Compound) {
        return None;
    }
    let lemma = if surely { "say" } else { syntax.lemma(verb) };
    let reporting = reporting(lemma)?;
    let mut stance = reporting.stance;
    let passive = syntax
        .child(verb, &[Relation::AuxPass, Relation::NsubjPass])
        .is_some();
    if stance == Stance::Accuse {
        return accusation(syntax, verb, passive, quoted);
    }
    if lemma == "rule"
        || is_negated_cue(syntax, verb) && matches!(stance, Stance::Say | Stance::Confirm)
    {
        // "did not say", "could not confirm": no claim that it is so, and none that it is not.
        stance = Stance::Doubt;
    }
    let beside = !quoted[verb] && quoted.iter().any(|&q| q);
    let outer = Cue {
        verb,
        lemma,
        passive,
        beside,
    };
    let (content_head, mut content) = if reporting.quote_only {
        quotation_beside(syntax, &outer, quoted)?
    } else {
        content(syntax, &outer, reporting)
            .or_else(|| quotation_beside(syntax, &outer, quoted))
            .or_else(|| loose_content(syntax, &outer))?
    };
    let Found { source, stand_in } = source(syntax, verb, passive, &content, quoted);
    if let Some(source) = source {
        // A wrong tree may hang the speaker below what he says.
        let cut = syntax.phrase(source);
        if !cut.contains(&content_head) {
            content.retain(|w| !cut.contains(w));
        }
    }
    Some(Attribution {
        source,
        cue: verb,
        content,
        content_head,
        accused: None,
        stance,
        stand_in,
        quoted: false,
        manner: Manner::Indirect,
    })
}

/// A reporting verb and where it stands.
struct Cue<'a> {
    verb: usize,
    lemma: &'a str,
    passive: bool,
    /// Outside the quotation of a sentence that has one.
    beside: bool,
}

fn is_negated_cue(syntax: &Syntax, verb: usize) -> bool {
    syntax.children(verb).iter().any(|&c| {
        matches!(
            syntax.form(c).to_lowercase().as_str(),
            "not" | "n't" | "n’t" | "never"
        )
    })
}

/// The content of a reporting verb: its clause, the clause that it trails, or its object if the verb reports objects.
fn content(syntax: &Syntax, cue: &Cue, reporting: Reporting) -> Option<(usize, Vec<usize>)> {
    let verb = cue.verb;
    let source_like = [
        Relation::Nsubj,
        Relation::NsubjPass,
        Relation::OblAgent,
        Relation::Csubj,
    ];
    if let Some(clause) = syntax.child(verb, &[Relation::Ccomp]) {
        return Some((clause, syntax.subtree(clause)));
    }
    if reporting.stance == Stance::Deny
        && let Some(claim) = dismissed(syntax, verb)
    {
        return Some((claim, syntax.subtree(claim)));
    }
    // "X said: ..." and quotes that the parser hangs below the cue.
    if let Some(clause) = syntax
        .children_with(verb, &[Relation::Parataxis])
        .find(|&c| syntax.upos(c) != Upos::Punct && syntax.subtree(c).len() > 2)
    {
        return Some((clause, syntax.subtree(clause)));
    }
    if matches!(
        syntax.relation(verb),
        Relation::Parataxis | Relation::Advcl | Relation::Discourse
    ) && let Some(top) = syntax.head(verb)
        && syntax
            .child(verb, &[Relation::Obj, Relation::Xcomp])
            .is_none_or(|o| syntax.relation(o) == Relation::Obj && is_inverted(syntax, verb, o))
        && (syntax.relation(verb) == Relation::Parataxis
            || syntax
                .child(verb, &[Relation::Mark])
                .is_some_and(|m| syntax.lemma(m) == "as"))
    {
        let content = syntax.subtree_without(top, |c| c == verb);
        return Some((top, content));
    }
    if let Some(clause) = syntax.child(verb, &[Relation::Xcomp]) {
        return Some((
            clause,
            syntax.subtree_without(clause, |c| source_like.contains(&syntax.relation(c))),
        ));
    }
    if reporting.object && !cue.passive {
        if let Some(object) = syntax
            .child(verb, &[Relation::Obj])
            .filter(|&o| !is_inverted(syntax, verb, o))
        {
            return Some((object, syntax.subtree(object)));
        }
        // "warned of an attack", "called for a truce"
        if let Some(object) = syntax.children_with(verb, &[Relation::Obl]).find(|&c| {
            syntax
                .preposition(c)
                .is_some_and(|p| matches!(p.as_str(), "of" | "for" | "about"))
        }) {
            return Some((object, syntax.subtree(object)));
        }
    }
    None
}

/// "dismissed as a lie the claim that p": what is dismissed stands behind what it is called, and trees hang it there.
fn dismissed(syntax: &Syntax, verb: usize) -> Option<usize> {
    let called = syntax
        .children_with(verb, &[Relation::Obl])
        .find(|&c| c > verb && syntax.preposition(c).is_some_and(|p| p == "as"))?;
    let holds_clause = |c: &usize| {
        *c > called
            && syntax.preposition(*c).is_none()
            && syntax
                .child(*c, &[Relation::Acl, Relation::AclRelcl, Relation::Ccomp])
                .is_some()
    };
    let beside = [verb, called].into_iter();
    beside
        .flat_map(|top| {
            syntax.children_with(
                top,
                &[
                    Relation::Obj,
                    Relation::Obl,
                    Relation::OblUnmarked,
                    Relation::Appos,
                    Relation::Dep,
                    Relation::Conj,
                ],
            )
        })
        .find(holds_clause)
}

/// "…,” says Acs": what follows the verb without a preposition is its subject, although the tree calls it the object.
fn is_inverted(syntax: &Syntax, verb: usize, object: usize) -> bool {
    object > verb
        && verb > 0
        && syntax
            .child(verb, &[Relation::Nsubj, Relation::NsubjPass])
            .is_none()
        && !syntax.form(verb).ends_with("ing")
        && (0..verb)
            .rev()
            .find(|&w| !syntax.form(w).chars().all(char::is_alphanumeric) || w + 3 < verb)
            .is_some_and(|w| {
                matches!(
                    syntax.form(w),
                    "," | "”" | "\"" | "''" | "’" | "!" | "?" | "'"
                )
            })
}

/// A quotation in the sentence of a cue that stands outside: the words nearest to the cue.
fn quotation_beside(syntax: &Syntax, cue: &Cue, quoted: &[bool]) -> Option<(usize, Vec<usize>)> {
    /// A word or two in marks are a term, not a quotation.
    const LEAST_QUOTED: usize = 3;
    if !cue.beside || cue.passive {
        return None;
    }
    let words: Vec<usize> = (0..syntax.len()).filter(|&w| quoted[w]).collect();
    if words.len() < LEAST_QUOTED {
        return None;
    }
    // The cue speaks of the quotation only if nothing but a few words lie between.
    let distance = words.iter().map(|&w| w.abs_diff(cue.verb)).min()?;
    let reach = if only_reports(cue.lemma) { 14 } else { 6 };
    if distance > reach {
        return None;
    }
    let top = words
        .iter()
        .copied()
        .find(|&w| syntax.upos(w) != Upos::Punct && syntax.head(w).is_none_or(|h| !quoted[h]))?;
    Some((top, words))
}

/// What stands beside a verb that only reports, where the tree gives no clause: everything above it, or its other dependents.
fn loose_content(syntax: &Syntax, cue: &Cue) -> Option<(usize, Vec<usize>)> {
    let verb = cue.verb;
    if !only_reports(cue.lemma) || cue.passive {
        return None;
    }
    let about = syntax
        .children_with(
            verb,
            &[
                Relation::Advcl,
                Relation::Dep,
                Relation::Acl,
                Relation::Obj,
                Relation::AclRelcl,
            ],
        )
        .find(|&c| {
            c > verb
                && syntax.subtree(c).len() > 3
                && !is_inverted(syntax, verb, c)
                && syntax
                    .subtree(c)
                    .into_iter()
                    .any(|w| matches!(syntax.upos(w), Upos::Verb | Upos::Aux))
        });
    if let Some(clause) = about {
        return Some((clause, syntax.subtree(clause)));
    }
    // "said on Monday that p": the clause hangs on the day by mistake.
    let on_a_day = syntax
        .children_with(verb, &[Relation::Obl, Relation::OblUnmarked])
        .filter(|&day| day > verb)
        .flat_map(|day| syntax.children_with(day, &[Relation::AclRelcl, Relation::Acl]))
        .find(|&c| {
            let words = syntax.subtree(c);
            words.first().is_some_and(|&w| syntax.lemma(w) == "that") && words.len() > 3
        });
    if let Some(clause) = on_a_day {
        return Some((clause, syntax.subtree(clause)));
    }
    // "p, X said": the clause is the head, however it was labelled.
    let head = syntax.head(verb)?;
    let own = syntax.subtree(verb);
    let first = *own.first()?;
    let trails = head < first
        && first > 0
        && own.len() <= 12
        && matches!(syntax.form(first - 1), "," | "”" | "\"" | "''");
    (trails
        && syntax
            .child(verb, &[Relation::Mark, Relation::Cc])
            .is_none())
    .then(|| (head, syntax.subtree_without(head, |c| c == verb)))
}

/// "X accused Y of doing p", "Y was accused of p", "X blamed Y for p".
fn accusation(syntax: &Syntax, verb: usize, passive: bool, quoted: &[bool]) -> Option<Attribution> {
    let accused = if passive {
        syntax.child(verb, &[Relation::NsubjPass])
    } else {
        syntax.child(verb, &[Relation::Obj])
    };
    let marked = |c: usize, words: &[&str]| {
        syntax.children(c).iter().any(|&m| {
            matches!(syntax.relation(m), Relation::Mark | Relation::Case)
                && words.contains(&syntax.form(m).to_lowercase().as_str())
        })
    };
    let act_relations = [
        Relation::Advcl,
        Relation::Obl,
        Relation::Xcomp,
        Relation::Ccomp,
        Relation::Acl,
        Relation::Nmod,
    ];
    // The act hangs on the verb, or, where the parser read it so, on the accused.
    let act = std::iter::once(verb)
        .chain(accused)
        .flat_map(|top| syntax.children_with(top, &act_relations))
        .find(|&c| c > verb && marked(c, &["of", "for"]));
    // "blamed the attack on the rebels": the accused stands behind "on", the act is the object.
    let on = std::iter::once(verb)
        .chain(accused)
        .flat_map(|top| syntax.children_with(top, &[Relation::Obl, Relation::Nmod]))
        .find(|&c| c > verb && marked(c, &["on"]));
    let (accused, act, content) = match on {
        Some(on) if syntax.lemma(verb) == "blame" => {
            let act = accused?;
            (Some(on), act, syntax.subtree_without(act, |c| c == on))
        }
        _ => (accused, act?, syntax.subtree(act?)),
    };
    let Found { source, stand_in } = source(syntax, verb, passive, &content, quoted);
    Some(Attribution {
        source,
        cue: verb,
        content,
        content_head: act,
        accused,
        stance: Stance::Accuse,
        stand_in,
        quoted: false,
        manner: Manner::Indirect,
    })
}

/// "p, according to X", "per X".
fn according_to(syntax: &Syntax, word: usize) -> Option<Attribution> {
    let lower = syntax.form(word).to_lowercase();
    let source = match lower.as_str() {
        "according" => match syntax.relation(word) {
            Relation::Case | Relation::Mark => syntax.head(word)?,
            _ => syntax.child(word, &[Relation::Obl, Relation::Obj, Relation::Nmod])?,
        },
        // "per share" is a rate; "per Reuters" is a source.
        "per" if syntax.relation(word) == Relation::Case => syntax
            .head(word)
            .filter(|&h| syntax.upos(h) == Upos::Propn)?,
        _ => return None,
    };
    let top = syntax
        .ancestors(source)
        .find(|&a| a != word && !syntax.is_below(a, word))
        .or_else(|| syntax.head(word))?;
    // Inside a noun phrase ("the toll, according to X, …") the whole clause is meant.
    let top = clause_above(syntax, top);
    let hung = if syntax.is_below(word, source) {
        source
    } else {
        word
    };
    Some(prepositional(syntax, word, source, top, hung))
}

/// "in the view of X", "in X's words", "in his opinion".
fn in_the_words_of(syntax: &Syntax, word: usize) -> Option<Attribution> {
    if !matches!(
        syntax.lemma(word),
        "word"
            | "view"
            | "opinion"
            | "estimation"
            | "judgment"
            | "judgement"
            | "account"
            | "telling"
    ) || syntax.relation(word) != Relation::Obl
        || !syntax
            .preposition(word)
            .is_some_and(|p| p == "in" || p == "by")
    {
        return None;
    }
    let source = syntax.child(word, &[Relation::NmodPoss]).or_else(|| {
        syntax
            .children_with(word, &[Relation::Nmod])
            .find(|&c| syntax.preposition(c).is_some_and(|p| p == "of"))
    })?;
    let top = syntax.head(word)?;
    Some(prepositional(syntax, word, source, top, word))
}

fn prepositional(
    syntax: &Syntax,
    cue: usize,
    source: usize,
    top: usize,
    hung: usize,
) -> Attribution {
    Attribution {
        source: Some(source),
        cue,
        content: syntax.subtree_without(top, |c| c == hung),
        content_head: top,
        accused: None,
        stance: Stance::Say,
        stand_in: None,
        quoted: false,
        manner: Manner::Indirect,
    }
}

/// The clause that a noun stands in, if it stands in one.
fn clause_above(syntax: &Syntax, word: usize) -> usize {
    let is_clause = |w: usize| {
        syntax.upos(w) == Upos::Verb
            || syntax
                .child(w, &[Relation::Nsubj, Relation::NsubjPass, Relation::Cop])
                .is_some()
    };
    if is_clause(word) {
        return word;
    }
    syntax
        .ancestors(word)
        .find(|&a| is_clause(a))
        .unwrap_or(word)
}

/// "the paper said, citing officials": those who are cited speak, and the paper passes it on.
fn cited(syntax: &Syntax, word: usize) -> Option<Attribution> {
    if !matches!(
        syntax.form(word).to_lowercase().as_str(),
        "citing" | "quoting"
    ) || syntax.relation(word) != Relation::Advcl
    {
        return None;
    }
    let source = syntax.child(word, &[Relation::Obj])?;
    let main = syntax.head(word)?;
    let top = syntax
        .child(main, &[Relation::Ccomp])
        .filter(|_| stance_of(syntax.lemma(main)).is_some())
        .unwrap_or(main);
    let content = syntax.subtree_without(top, |c| c == word);
    Some(Attribution {
        source: Some(source),
        cue: word,
        content,
        content_head: top,
        accused: None,
        stance: Stance::Say,
        stand_in: None,
        quoted: false,
        manner: Manner::Indirect,
    })
}
