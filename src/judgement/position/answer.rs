//! Answers by yes or no to the questions of an incident: did the alarm sound, were the exits locked, was tear gas used?
//!
//! "The alarm went off at once" and "no alarm sounded, she learnt of it from the smoke" answer one question. The table says what each question is
//! about, and which words say yes or no of it; a word that turns the statement round turns the answer. Two claims meet if they are about one thing, or
//! one of them speaks of all of its sort.

use super::incident::{are_one, is_earlier};
use super::words::{Words, stretch};
use crate::claims::frame::{Modality, Tense};
use crate::judgement::Finding;
use crate::judgement::fit::{Fit, fit};
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::{Kind, Relation};
use crate::lexicon::questions::{Phrase, questions};
use crate::parse::Upos;

/// A claim's answer to a question.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    question: &'static str,
    yes: bool,
    /// The head of what the question is about.
    topic: usize,
    /// The words of the answer.
    first: usize,
    last: usize,
    /// Whether it speaks of all of the sort, or of none.
    of_all: bool,
}

/// Yes and no to one question.
pub(super) fn finding(pair: &Pair) -> Option<Finding> {
    /// What was closed is open some days later.
    const APART: i32 = 1;
    let (ours, theirs) = (pair.a.answers(), pair.b.answers());
    if ours.is_empty() || theirs.is_empty() {
        return None;
    }
    let (lone_a, lone_b) = pair.unshared_places();
    if !pair.is_bare() && !pair.tells_one_incident()
        || pair.mixes_background()
        || lone_a > 0 && lone_b > 0
        || pair.days_apart().is_some_and(|d| d.abs() > APART)
        || is_earlier(&pair.a)
        || is_earlier(&pair.b)
    {
        return None;
    }
    let (x, y) = ours
        .iter()
        .flat_map(|x| theirs.iter().map(move |y| (x, y)))
        .find(|(x, y)| {
            x.question == y.question
                && x.yes != y.yes
                && (pair.is_bare() || needs_no_mishap(x.question) || are_one(pair, None, None))
                && may_mean_one(pair, x, y)
                && pair.days_relation(x.topic, y.topic) != Some(false)
        })?;
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(Kind::Negation),
        strength: 0.5,
        evidence: pair.evidence(
            "negation/answer",
            stretch(&pair.a, x.first, x.last),
            stretch(&pair.b, y.first, y.last),
            format!("yes and no to one question: {}", x.question),
        ),
    })
}

/// Questions that are asked of reports without a mishap too: of a march, of a closed road.
fn needs_no_mishap(question: &str) -> bool {
    matches!(question, "means" | "passable" | "drinkable")
}

/// One thing, or one of them is all of its sort.
fn may_mean_one(pair: &Pair, x: &Answer, y: &Answer) -> bool {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    // "a distress call", "an emergency call": other words for one.
    if x.question == "distress" {
        return true;
    }
    let fits = fit(pair, x.topic, y.topic);
    let one_word = a.lemma(x.topic) == b.lemma(y.topic);
    if one_word {
        fits == Fit::Same || fits == Fit::Open && !pair.is_bare()
    } else if pair.is_bare() {
        false
    } else {
        x.of_all || y.of_all
    }
}

/// The answers that a claim gives.
pub(crate) fn answers(side: &Side) -> Vec<Answer> {
    let words = Words::new(side);
    let mut found: Vec<Answer> = Vec::new();
    let mut open = None;
    for question in questions() {
        for at in 0..words.len() {
            let Some(topic) = longest_at(&words, at, &question.topics) else {
                continue;
            };
            if *open.get_or_insert_with(|| is_open(&words)) {
                return Vec::new();
            }
            let last = at + topic.len() - 1;
            found.extend(answer(&words, question, at, last));
        }
    }
    found
}

fn longest_at<'p>(words: &Words, at: usize, phrases: &'p [Phrase]) -> Option<&'p Phrase> {
    let here = phrases.iter().filter(|p| words.has_at(at, p));
    here.max_by_key(|p| p.len())
}

/// Whether a claim asks, supposes, plans or demands.
fn is_open(words: &Words) -> bool {
    let syntax = words.syntax();
    // "The siren did sound, but only after the second explosion": yes and no.
    let with_a_proviso = |w: usize| {
        w > 0
            && syntax.lower(w - 1) == "only"
            && matches!(syntax.lower(w), "after" | "when" | "once" | "later")
    };
    words.side.asks()
        || (0..words.len()).any(with_a_proviso)
        || (0..words.len()).any(|w| {
            matches!(
                syntax.lower(w),
                "whether"
                    | "while"
                    | "whereas"
                    | "although"
                    | "if"
                    | "or"
                    | "either"
                    | "unless"
                    | "would"
                    | "should"
                    | "may"
                    | "might"
                    | "could"
                    | "will"
                    | "must"
                    | "until"
                    | "yet"
                    | "threatened"
                    | "likely"
                    | "some"
                    | "partly"
                    | "most"
            ) || matches!(
                words.lemmas[w],
                "reopen"
                    | "story"
                    | "legend"
                    | "rumour"
                    | "rumor"
                    | "claim"
                    | "allegation"
                    | "invention"
                    | "nonsense"
                    | "myth"
                    | "accuse"
                    | "deny"
                    | "reject"
                    | "dismiss"
                    | "plan"
                    | "order"
                    | "threaten"
                    | "warn"
                    | "demand"
                    | "expect"
                    | "fear"
                    | "resume"
            )
        })
}

fn answer(
    words: &Words,
    question: &crate::lexicon::questions::Question,
    at: usize,
    last: usize,
) -> Option<Answer> {
    let syntax = words.syntax();
    let noun = matches!(syntax.upos(last), Upos::Noun | Upos::Propn);
    let name = last > 0
        && syntax.upos(last - 1) != Upos::Punct
        && syntax.form(last).starts_with(char::is_uppercase);
    if at == last && !noun || name {
        return None;
    }
    // "alarm clock", "door handle", "water cannon": another thing.
    let lends_itself = noun
        && last + 1 < words.len()
        && syntax.upos(last + 1) == Upos::Noun
        && syntax.head(last) == Some(last + 1);
    if lends_itself {
        return None;
    }
    let stretch = words.before(at).start..words.behind(last + 1).end;
    let outside = || stretch.clone().filter(|w| !(at..=last).contains(w));
    let first_of = |phrases: &[Phrase]| {
        outside().find_map(|w| longest_at(words, w, phrases).map(|p| (w, w + p.len() - 1)))
    };
    let negatives = words.negatives(stretch.clone());
    let (yes, no) = (first_of(&question.yes), first_of(&question.no));
    let (says_yes, (from, to)) = match (yes, no) {
        (Some(word), None) => (true, word),
        (None, Some(word)) => (false, word),
        (None, None) if question.is_of_presence() => (true, (at, last)),
        _ => return None,
    };
    // "nobody opened the door" tells of an act, "the door was open" of a state.
    if from == to && words.lemmas[from] == "open" && syntax.upos(from) == Upos::Verb {
        return None;
    }
    let told = |p: &&crate::claims::frame::Predicate| {
        (from..=to).contains(&p.word) || question.is_of_presence() && stretch.contains(&p.word)
    };
    let predicates = words.side.detail.predicates.iter();
    let mut of_it = predicates.filter(told);
    if !of_it.all(|p| p.modality == Modality::Asserted && p.tense != Some(Tense::Future)) {
        return None;
    }
    // "out of order" and the like hold no word that turns them round.
    let turned = match negatives.as_slice() {
        [] => false,
        [one] => {
            // "the report that the doors were locked was false" and "did not call because ..." are left alone.
            let near = one.abs_diff(at).min(one.abs_diff(from)) <= 4;
            if !near {
                return None;
            }
            !(from..=to).contains(one)
        }
        _ => return None,
    };
    let all = |w: usize| {
        matches!(
            words.lemmas[w],
            "all"
                | "every"
                | "each"
                | "none"
                | "no"
                | "never"
                | "nobody"
                | "throughout"
                | "everywhere"
                | "any"
                | "neither"
        ) || words.has_at(w, &["not", "one"])
            || words.has_at(w, &["not", "a", "single"])
    };
    Some(Answer {
        question: question.name,
        yes: says_yes != turned,
        topic: last,
        first: from.min(at),
        last: to.max(last),
        of_all: stretch.clone().any(all),
    })
}
