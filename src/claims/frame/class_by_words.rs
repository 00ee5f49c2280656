//! What happened to the counted, by the words around the figure: for headlines and long sentences, whose trees are often wrong.

use crate::claims::quantity::Quantity;
use crate::claims::syntax::Syntax;
use crate::lexicon::relations::{is_person, role_class};
use crate::parse::{Relation, Upos};

/// "20 people injured in attacks": a headline's participle stands right behind what it is said of, whatever the tree makes of it.
pub(super) fn class_right_behind(
    syntax: &Syntax,
    counted: usize,
    quantity: &Quantity,
) -> Option<&'static str> {
    let behind = counted.max(quantity.tokens.end.checked_sub(1)?) + 1;
    let participle = behind < syntax.len()
        && matches!(
            syntax.form(behind).to_lowercase().as_str(),
            "killed"
                | "dead"
                | "injured"
                | "wounded"
                | "hurt"
                | "missing"
                | "arrested"
                | "detained"
                | "displaced"
                | "hospitalised"
                | "hospitalized"
                | "infected"
        );
    // "60 people killed 12 others" is no headline.
    let has_object = participle
        && syntax
            .child(behind, &[Relation::Obj])
            .is_some_and(|o| syntax.head(o) == Some(behind));
    (participle && !has_object)
        .then(|| class_at(syntax, behind))
        .flatten()
}

/// "46 people, including eight children, suffered burns", "people with breathing problems": what is told of the counted behind an
/// aside, and what they have, where long sentences are often attached wrongly.
pub(super) fn class_behind_aside(syntax: &Syntax, counted: usize) -> Option<&'static str> {
    /// Asides and phrases longer than this belong to something else.
    const REACH: usize = 8;
    let len = syntax.len();
    let lower = |w: usize| if w < len { syntax.lower(w) } else { "" };
    let mut at = counted + 1;
    if lower(at) == ","
        && matches!(
            lower(at + 1),
            "including" | "among" | "most" | "mostly" | "many" | "some"
        )
    {
        at = (at + 1..len.min(at + REACH)).find(|&w| lower(w) == ",")? + 1;
        let told = matches!(lower(at), "were" | "was" | "are" | "had" | "have");
        let verb = if told { at + 1 } else { at };
        let suffers = matches!(lower(verb), "suffered" | "sustained" | "died" | "choked");
        let undergone = told && verb < len && syntax.form(verb).ends_with("ed");
        return (suffers || undergone)
            .then(|| class_at(syntax, verb))
            .flatten();
    }
    if lower(at) != "with" || !is_person(syntax.lemma(counted)) {
        return None;
    }
    let phrase = (at + 1..len.min(at + 5))
        .take_while(|&w| matches!(syntax.upos(w), Upos::Noun | Upos::Adj | Upos::Verb));
    phrase
        .filter_map(|w| class_at(syntax, w))
        .find(|&class| class == "hurt")
}

/// What stands beside a count of people: the verb before it ("killed at least 29 civilians"), the passive that follows its phrase ("82
/// people including 58 civilians were killed"), or the toll that reaches it ("the toll from the blast has risen to at least 112").
pub(super) fn class_beside(
    syntax: &Syntax,
    counted: Option<usize>,
    quantity: &Quantity,
) -> Option<&'static str> {
    if counted.is_some_and(|c| !may_be_people(syntax, c)) {
        return None;
    }
    let before = word_before(syntax, quantity);
    let active = before.and_then(|verb| verb_of_harm(syntax, verb));
    active
        .or_else(|| before.and_then(|word| toll_that_reaches(syntax, word)))
        .or_else(|| passive_behind(syntax, counted?))
}

fn may_be_people(syntax: &Syntax, counted: usize) -> bool {
    let lemma = syntax.lemma(counted).to_lowercase();
    is_person(&lemma) || matches!(lemma.as_str(), "people" | "toll" | "force" | "troop")
}

/// The word before a figure and what qualifies it: "to" of "to at least 112" is passed over, too.
fn word_before(syntax: &Syntax, quantity: &Quantity) -> Option<usize> {
    let mut before = (0..quantity.tokens.start).rev();
    before.find(|&w| {
        !matches!(
            syntax.lower(w),
            "at" | "least"
                | "most"
                | "more"
                | "less"
                | "fewer"
                | "than"
                | "some"
                | "about"
                | "around"
                | "nearly"
                | "almost"
                | "over"
                | "up"
                | "to"
                | "as"
                | "many"
                | "the"
        )
    })
}

/// "killed", "killing", "wounding": forms whose object is the count.
fn verb_of_harm(syntax: &Syntax, verb: usize) -> Option<&'static str> {
    let form = syntax.lower(verb);
    let passive = (verb.saturating_sub(2)..verb)
        .any(|w| matches!(syntax.lower(w), "was" | "were" | "been" | "being" | "are"));
    let active = syntax.upos(verb) == Upos::Verb && !passive && form != "hurt";
    (active && (form.ends_with("ed") || form.ends_with("ing")))
        .then(|| role_class(syntax.lemma(verb)))
        .flatten()
        .filter(|class| matches!(*class, "killed" | "hurt" | "arrested"))
}

/// "The death toll from a blast outside the town reached" 112.
fn toll_that_reaches(syntax: &Syntax, verb: usize) -> Option<&'static str> {
    let reaches = matches!(
        syntax.lemma(verb),
        "reach" | "hit" | "rise" | "climb" | "jump" | "stand" | "increase" | "grow" | "mount"
    );
    if !reaches {
        return None;
    }
    let toll = (0..verb)
        .rev()
        .find(|&w| syntax.lemma(w) == "toll" && (w == 0 || syntax.lemma(w - 1) != "injury"))?;
    // Another clause with a figure of its own stands between: "the toll was 12, and arrests reached".
    let other = (toll + 1..verb).any(|w| matches!(syntax.form(w), "," | ";" | "and"));
    (!other).then(|| role_class("toll")).flatten()
}

/// "seven civilians and three members of the force known as the Guard were killed".
fn passive_behind(syntax: &Syntax, counted: usize) -> Option<&'static str> {
    /// A subject is seldom longer.
    const REACH: usize = 14;
    let end = syntax.len().min(counted + REACH);
    for at in counted + 1..end {
        let form = syntax.lower(at);
        if matches!(form, "was" | "were" | "been") {
            let adverb = at + 1 < end && syntax.upos(at + 1) == Upos::Adv;
            let participle = at + 1 + usize::from(adverb);
            return (participle < syntax.len() && syntax.upos(participle) == Upos::Verb)
                .then(|| class_at(syntax, participle))
                .flatten();
        }
        let reduced = at + 1 < end
            && matches!(
                syntax.lower(at + 1),
                "as" | "in" | "by" | "from" | "at" | "to"
            );
        let auxiliary = matches!(form, "have" | "has" | "had");
        let other_clause = matches!(
            form,
            ";" | ":"
                | "who"
                | "which"
                | "that"
                | "when"
                | "as"
                | "after"
                | "while"
                | "before"
                | "if"
                | "but"
        );
        let verb = syntax.upos(at) == Upos::Verb && !reduced && form != "including";
        if other_clause && syntax.lower(at - 1) != "known" || verb && !auxiliary {
            return None;
        }
    }
    None
}

fn class_at(syntax: &Syntax, word: usize) -> Option<&'static str> {
    role_class(syntax.lemma(word)).or_else(|| role_class(syntax.lower(word)))
}

#[cfg(test)]
mod tests {
    use crate::claims::detail::Detail;
    use crate::claims::speaker::SpeakerTracker;
    use crate::text::span::Span;

    fn classes(text: &str) -> Vec<Option<&'static str>> {
        let mut tracker = SpeakerTracker::new(text);
        let detail = Detail::new(text, Span::new(0, text.len()), None, &mut tracker);
        detail.quantities.iter().map(|q| q.class).collect()
    }

    #[test]
    fn a_toll_reaches_its_figure_over_a_long_phrase() {
        for text in [
            "The death toll in a suicide attack on buses carrying evacuees from the besieged towns has risen to at least 112, a monitor said.",
            "The death toll from a blast on a crowded convoy outside the city reached at least 112 people.",
        ] {
            assert_eq!(classes(text), [Some("killed")], "{text}");
        }
        for text in [
            // Another clause, and things that are no people.
            "The toll was high, and the mayor reached 112 people.",
            "The toll of the quake rose as aid reached 112 villages.",
        ] {
            assert_eq!(classes(text), [None], "{text}");
        }
    }

    #[test]
    fn a_passive_behind_a_long_subject_tells_of_its_count() {
        let text = "At least 82 people including 58 civilians were killed during the raids.";
        assert_eq!(classes(text)[0], Some("killed"));
        let text = "At least 82 people said that two soldiers were killed during the raids.";
        assert_eq!(classes(text)[0], None);
    }

    #[test]
    fn who_are_among_others_are_a_part_and_the_others_the_whole() {
        let text = "Two medics were among at least 31 people killed in the shelling.";
        let mut tracker = SpeakerTracker::new(text);
        let detail = Detail::new(text, Span::new(0, text.len()), None, &mut tracker);
        let parts: Vec<bool> = detail.quantities.iter().map(|q| q.part).collect();
        assert_eq!(parts, [true, false]);
    }
}
