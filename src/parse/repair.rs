//! What no tree of Universal Dependencies looks like, put right after decoding.
//!
//! Arcs are scored one by one, so a tree may break rules that hold for whole words: that an auxiliary has no subject, that a verb
//! has one. In: the words of one sentence. Out: the same words; a few hang elsewhere.

use super::labels::{Relation, Tense, Upos, VerbForm};
use super::lemma::past_of;
use super::tree::Word;

/// Puts right what is surely wrong. Linear in the number of words but for sentences with two subjects of one verb.
pub(super) fn repair(text: &str, words: &mut [Word]) {
    for word in words.iter_mut() {
        if word.upos == Upos::Verb
            && word.morph.verb_form == Some(VerbForm::Part)
            && is_past_only(word.span.of(text))
        {
            word.morph.verb_form = Some(VerbForm::Fin);
            word.morph.tense = Some(Tense::Past);
            word.morph.passive = false;
        }
    }
    raise_past_form(text, words);
    for word in 0..words.len() {
        lift_off_function_word(words, word);
    }
    for word in 0..words.len() {
        give_object(words, word);
        lift_off_name_part(words, word);
    }
    for word in 0..words.len() {
        open_content_clause(words, word);
    }
    for word in 0..words.len() {
        join_copula(words, word);
    }
    for word in 0..words.len() {
        return_subject(words, word);
        tell_what_is_done_beside(words, word);
    }
    for word in 0..words.len() {
        part_subjects(words, word);
        tell_content_from_relative(words, word);
    }
}

/// Past forms that are never participles: "rose", not "risen".
#[rustfmt::skip]
fn is_past_only(form: &str) -> bool {
    matches!(
        form.to_ascii_lowercase().as_str(),
        "arose" | "ate" | "awoke" | "began" | "bit" | "blew" | "bore" | "broke" | "chose" | "did" | "drank" | "drew" | "drove" | "fell"
            | "flew" | "forbade" | "foresaw" | "forgave" | "forgot" | "froze" | "gave" | "grew" | "hid" | "knew" | "mistook" | "overthrew"
            | "overtook" | "oversaw" | "ran" | "rang" | "rode" | "rose" | "sang" | "sank" | "saw" | "shook" | "shrank" | "spoke" | "sprang"
            | "stole" | "strode" | "strove" | "swam" | "swore" | "threw" | "took" | "tore" | "undertook" | "went" | "withdrew" | "woke"
            | "wore" | "wove" | "wrote"
    )
}

/// "Exports from the valley rose in May", read as a phrase about a flower: a sentence without a verb in which one noun is a past form.
fn raise_past_form(text: &str, words: &mut [Word]) {
    let is_verb = |w: &Word| matches!(w.upos, Upos::Verb | Upos::Aux);
    let Some(root) = words.iter().position(|w| w.head.is_none()) else {
        return;
    };
    if words.iter().any(is_verb) {
        return;
    }
    // "House prices in the capital rose": with a subject already.
    if words[root].upos == Upos::Noun && is_past_only(words[root].span.of(text)) {
        let subject = children(words, root)
            .find(|(_, w)| w.relation == Relation::Nsubj)
            .map(|(i, _)| i);
        if let Some(subject) = subject {
            for word in &mut words[subject + 1..root] {
                if word.head.map(usize::from) == Some(root) && word.relation == Relation::Compound {
                    word.head = u16::try_from(subject).ok();
                    word.relation = Relation::Nmod;
                }
            }
            make_past(text, words, root);
        }
        return;
    }
    let past = |(_, w): &(usize, &Word)| {
        w.upos == Upos::Noun
            && is_past_only(w.span.of(text))
            && w.span.of(text).starts_with(char::is_lowercase)
    };
    let Some((verb, _)) = words.iter().enumerate().skip(root + 1).find(past) else {
        return;
    };
    leave_neighbours(words, verb);
    let at = u16::try_from(verb).ok();
    make_past(text, words, verb);
    words[verb].head = None;
    words[verb].relation = Relation::Root;
    words[root].head = at;
    words[root].relation = Relation::Nsubj;
    // What stands behind the verb is the verb's.
    let root_at = u16::try_from(root).ok();
    for word in &mut words[verb + 1..] {
        if word.head == root_at {
            word.head = at;
            if word.relation == Relation::Nmod {
                word.relation = Relation::Obl;
            }
        }
    }
}

fn make_past(text: &str, words: &mut [Word], verb: usize) {
    let form = words[verb].span.of(text).to_lowercase();
    words[verb].upos = Upos::Verb;
    words[verb].lemma = past_of(&form).unwrap_or(&form).to_string();
    words[verb].morph.verb_form = Some(VerbForm::Fin);
    words[verb].morph.tense = Some(Tense::Past);
}

/// "The head is Ines Valter": the copula is that of the name, not of its first word.
fn lift_off_name_part(words: &mut [Word], copula: usize) {
    let is_copula = words[copula].relation == Relation::Cop;
    let Some(part) = words[copula].head.map(usize::from).filter(|_| is_copula) else {
        return;
    };
    let within = matches!(words[part].relation, Relation::Compound | Relation::Flat)
        && words[part].upos == Upos::Propn;
    let name = words[part]
        .head
        .filter(|&name| within && usize::from(name) > part);
    if name.is_some() {
        words[copula].head = name;
    }
}

/// "voted down the budget": what follows a verb with its particle, without a preposition, is its object.
fn give_object(words: &mut [Word], word: usize) {
    let bare = words[word].relation == Relation::Obl
        && matches!(words[word].upos, Upos::Noun | Upos::Propn)
        && !children(words, word).any(|(_, w)| w.relation == Relation::Case);
    let Some(verb) = words[word].head.map(usize::from).filter(|_| bare) else {
        return;
    };
    let particle = children(words, verb)
        .find(|(_, w)| w.relation == Relation::CompoundPrt)
        .map(|(i, _)| i);
    let start = (0..=word)
        .find(|&w| w == word || is_below(words, w, word))
        .unwrap_or(word);
    let has_object = children(words, verb).any(|(_, w)| w.relation == Relation::Obj);
    if particle.is_some_and(|p| p + 1 == start) && !has_object {
        words[word].relation = Relation::Obj;
    }
}

/// The dependents of a word, with their places.
fn children(words: &[Word], of: usize) -> impl Iterator<Item = (usize, &Word)> {
    let heads = words.iter().enumerate();
    heads.filter(move |(_, w)| w.head.map(usize::from) == Some(of))
}

/// Whether a word hangs on `top`, however far down.
fn is_below(words: &[Word], word: usize, top: usize) -> bool {
    let head = |w: usize| words[w].head.map(usize::from);
    std::iter::successors(head(word), |&w| head(w))
        .take(words.len())
        .any(|w| w == top)
}

fn is_subject(relation: Relation) -> bool {
    matches!(relation, Relation::Nsubj | Relation::NsubjPass)
}

/// "its fighters had used gas": the subject is that of "used", not of "had".
fn lift_off_function_word(words: &mut [Word], word: usize) {
    let argument = is_subject(words[word].relation)
        || matches!(words[word].relation, Relation::Obj | Relation::Obl);
    let Some(head) = words[word].head.map(usize::from).filter(|_| argument) else {
        return;
    };
    let function = words[head].upos == Upos::Aux
        && matches!(
            words[head].relation,
            Relation::Aux | Relation::AuxPass | Relation::Cop
        );
    if function && words[head].head.map(usize::from) != Some(word) {
        words[word].head = words[head].head;
    }
}

/// "information that they used gas": with "that" as a mere marker the clause is what the information says, not a relative clause.
fn tell_content_from_relative(words: &mut [Word], word: usize) {
    let marked = children(words, word)
        .any(|(_, w)| w.relation == Relation::Mark && w.upos == Upos::Sconj && w.lemma == "that");
    if words[word].relation == Relation::AclRelcl && marked {
        words[word].relation = Relation::Acl;
    }
}

/// "did not find that the campaign, or anyone near it, conspired": a marker stands before its verb, so that "that" behind "find" opens the
/// clause of the verb coordinated with it, and what stands between them is the subject.
fn open_content_clause(words: &mut [Word], marker: usize) {
    let is_marker = words[marker].relation == Relation::Mark && words[marker].lemma == "that";
    let Some(verb) = words[marker].head.map(usize::from).filter(|_| is_marker) else {
        return;
    };
    let clause = children(words, verb)
        .find(|(i, w)| *i > marker && w.relation == Relation::Conj && w.upos == Upos::Verb);
    let Some((clause, _)) = clause.filter(|_| verb < marker) else {
        return;
    };
    let subject = children(words, verb)
        .find(|(i, w)| (marker..clause).contains(i) && w.relation == Relation::Obj)
        .map(|(i, _)| i);
    let Some(subject) = subject else {
        return;
    };
    for word in [marker, subject] {
        words[word].head = u16::try_from(clause).ok();
    }
    words[subject].relation = Relation::Nsubj;
    words[clause].relation = Relation::Ccomp;
}

/// "The claim that he left is a lie, she said": what is called a lie is its subject, no second thing that she said. "It is not true that he
/// left, she said": the clause is what is not true.
fn join_copula(words: &mut [Word], predicate: usize) {
    let copular = words[predicate].relation == Relation::Ccomp
        && children(words, predicate).any(|(_, w)| w.relation == Relation::Cop);
    let Some(verb) = words[predicate].head.map(usize::from).filter(|_| copular) else {
        return;
    };
    let siblings = || children(words, verb).filter(|(_, w)| w.relation == Relation::Ccomp);
    let has =
        |of: usize, relation: Relation| children(words, of).any(|(_, w)| w.relation == relation);
    let joined = if has(predicate, Relation::Expl) {
        siblings()
            .find(|(i, _)| (predicate + 1..verb).contains(i) && has(*i, Relation::Mark))
            .map(|(i, _)| (i, Relation::Csubj))
    } else if !children(words, predicate).any(|(_, w)| is_subject(w.relation)) {
        siblings()
            .find(|(i, w)| {
                *i < predicate
                    && w.upos == Upos::Noun
                    && !has(*i, Relation::Cop)
                    && children(words, *i).any(|(c, w)| {
                        c > *i && matches!(w.relation, Relation::Acl | Relation::AclRelcl)
                    })
            })
            .map(|(i, _)| (i, Relation::Nsubj))
    } else {
        None
    };
    if let Some((word, relation)) = joined {
        words[word].head = u16::try_from(predicate).ok();
        words[word].relation = relation;
    }
}

/// "Rebel leaders, reached by telephone, denied it": what stands before the aside is the subject of the verb behind it, and the aside
/// describes it.
fn return_subject(words: &mut [Word], aside: usize) {
    let participle = words[aside].relation == Relation::Advcl
        && words[aside].upos == Upos::Verb
        && words[aside].morph.verb_form == Some(VerbForm::Part);
    let Some(verb) = words[aside]
        .head
        .map(usize::from)
        .filter(|&v| participle && aside < v)
    else {
        return;
    };
    let subject = |of: usize| children(words, of).find(|(_, w)| is_subject(w.relation));
    let helped = children(words, aside).any(|(_, w)| {
        matches!(
            w.relation,
            Relation::Aux | Relation::AuxPass | Relation::Mark
        )
    });
    let Some((noun, _)) = subject(aside).filter(|(i, _)| *i < aside) else {
        return;
    };
    let is_comma = |w: usize| words[w].upos == Upos::Punct;
    let opened = (noun + 1..aside).any(is_comma);
    let closed = (aside + 1..verb).any(is_comma);
    if helped || !opened || !closed || subject(verb).is_some() {
        return;
    }
    let passive = children(words, verb).any(|(_, w)| w.relation == Relation::AuxPass);
    words[noun].head = u16::try_from(verb).ok();
    words[noun].relation = if passive {
        Relation::NsubjPass
    } else {
        Relation::Nsubj
    };
    words[aside].head = u16::try_from(noun).ok();
    words[aside].relation = Relation::Acl;
}

/// "The shells held no gas, she said, citing a report": what is done while speaking is not what is said.
fn tell_what_is_done_beside(words: &mut [Word], word: usize) {
    let doing = words[word].relation == Relation::Ccomp
        && words[word].upos == Upos::Verb
        && word > 0
        && words[word - 1].upos == Upos::Punct
        && words[word].morph.verb_form == Some(VerbForm::Part)
        && !words[word].morph.passive;
    let alone = !children(words, word).any(|(_, w)| {
        is_subject(w.relation) || matches!(w.relation, Relation::Mark | Relation::Aux)
    });
    if doing && alone && words[word].head.is_some_and(|h| usize::from(h) < word) {
        words[word].relation = Relation::Advcl;
    }
}

/// "Forces were behind the attack, the department said": of the two subjects of "said" the first belongs to what is said.
fn part_subjects(words: &mut [Word], verb: usize) {
    let subjects: Vec<usize> = children(words, verb)
        .filter(|(_, w)| is_subject(w.relation))
        .map(|(i, _)| i)
        .collect();
    let [first, .., last] = subjects.as_slice() else {
        return;
    };
    let (first, last) = (*first, *last);
    let clause = children(words, verb)
        .filter(|(i, w)| {
            matches!(w.relation, Relation::Ccomp | Relation::Parataxis) && first < *i && *i < last
        })
        .map(|(i, _)| i)
        .find(|&i| !children(words, i).any(|(_, w)| is_subject(w.relation)));
    let clause = clause.or_else(|| {
        let clause = verb_without_subject(words, first, last)?;
        leave_neighbours(words, clause);
        words[clause].head = u16::try_from(verb).ok();
        words[clause].relation = Relation::Ccomp;
        Some(clause)
    });
    if let Some(clause) = clause {
        let passive = children(words, clause).any(|(_, w)| w.relation == Relation::AuxPass);
        words[first].head = u16::try_from(clause).ok();
        words[first].relation = if passive {
            Relation::NsubjPass
        } else {
            Relation::Nsubj
        };
    } else if last < verb && opens_behind_mark(words, first, last) {
        // "the injured, suffered burns, the general said": whatever the first is, the subject is the one beside the verb.
        words[first].relation = Relation::Dep;
    }
}

/// Whether the phrase of `last` begins right behind a mark, and behind `first`: "burns, officers said", "(Reuters) The group cited".
fn opens_behind_mark(words: &[Word], first: usize, last: usize) -> bool {
    let start = (first + 1..last)
        .find(|&w| is_below(words, w, last))
        .unwrap_or(last);
    start > first + 1 && words[start - 1].upos == Upos::Punct
}

/// "taken to hospital rose": what stood before the verb as part of a phrase goes to what the verb hung on.
fn leave_neighbours(words: &mut [Word], clause: usize) {
    let Some(old) = words[clause].head else {
        return;
    };
    let beside: Vec<usize> = (usize::from(old) + 1..clause)
        .filter(|&w| words[w].head.map(usize::from) == Some(clause))
        .filter(|&w| {
            matches!(
                words[w].relation,
                Relation::Compound | Relation::Case | Relation::Det | Relation::Amod
            )
        })
        .collect();
    let Some(&noun) = beside
        .iter()
        .rev()
        .find(|&&w| words[w].relation == Relation::Compound)
    else {
        return;
    };
    for w in beside {
        words[w].head = if w == noun {
            Some(old)
        } else {
            u16::try_from(noun).ok()
        };
    }
    words[noun].relation = Relation::Obl;
}

/// "The number of people taken to hospital rose to 107, the directorate said": a verb in the past between the two subjects that hangs
/// below the first, and is nobody's predicate.
fn verb_without_subject(words: &[Word], first: usize, last: usize) -> Option<usize> {
    let governs = |word: usize, relations: &[Relation]| {
        children(words, word).any(|(_, w)| relations.contains(&w.relation))
    };
    (first + 1..last).find(|&word| {
        words[word].upos == Upos::Verb
            && !words[word].morph.passive
            && words[word].morph.tense == Some(Tense::Past)
            && matches!(
                words[word].relation,
                Relation::Xcomp | Relation::Acl | Relation::Dep
            )
            && !governs(
                word,
                &[Relation::Nsubj, Relation::NsubjPass, Relation::Mark],
            )
            && is_below(words, word, first)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::labels::Morph;
    use crate::text::span::Span;

    /// Words as (part of speech, relation, head counted from one, 0 for none).
    fn repaired(words: &[(Upos, Relation, u16)]) -> Vec<Word> {
        let mut words: Vec<Word> = words
            .iter()
            .map(|&(upos, relation, head)| Word {
                span: Span::new(0, 0),
                upos,
                morph: Morph::default(),
                lemma: String::new(),
                head: head.checked_sub(1),
                relation,
            })
            .collect();
        repair("", &mut words);
        words
    }

    fn check(words: &[(Upos, Relation, u16)], expected: &[u16]) {
        let words = repaired(words);
        let heads: Vec<u16> = words.iter().map(|w| w.head.map_or(0, |h| h + 1)).collect();
        assert_eq!(heads, expected);
    }

    #[test]
    fn what_is_called_a_lie_is_its_subject() {
        // "Claims that (he) left are lies, she said."
        check(
            &[
                (Upos::Noun, Relation::Ccomp, 6),
                (Upos::Verb, Relation::Acl, 1),
                (Upos::Aux, Relation::Cop, 4),
                (Upos::Noun, Relation::Ccomp, 6),
                (Upos::Pron, Relation::Nsubj, 6),
                (Upos::Verb, Relation::Root, 0),
            ],
            &[4, 1, 4, 6, 6, 0],
        );
        // "It is untrue that (he) left, she said."
        check(
            &[
                (Upos::Pron, Relation::Expl, 3),
                (Upos::Aux, Relation::Cop, 3),
                (Upos::Adj, Relation::Ccomp, 7),
                (Upos::Sconj, Relation::Mark, 5),
                (Upos::Verb, Relation::Ccomp, 7),
                (Upos::Pron, Relation::Nsubj, 7),
                (Upos::Verb, Relation::Root, 0),
            ],
            &[3, 3, 7, 5, 3, 7, 0],
        );
    }

    #[test]
    fn of_two_subjects_the_one_behind_a_comma_stays() {
        // "burns, officers said": the relation of the first changes, nothing moves.
        let words = [
            (Upos::Noun, Relation::Nsubj, 4),
            (Upos::Punct, Relation::Punct, 1),
            (Upos::Noun, Relation::Nsubj, 4),
            (Upos::Verb, Relation::Root, 0),
        ];
        let relations = |words: Vec<Word>| words.iter().map(|w| w.relation).collect::<Vec<_>>();
        assert_eq!(
            relations(repaired(&words)),
            [
                Relation::Dep,
                Relation::Punct,
                Relation::Nsubj,
                Relation::Root
            ]
        );
        // Without a mark between them the tree is left alone.
        let close = [
            (Upos::Noun, Relation::Nsubj, 3),
            (Upos::Noun, Relation::Nsubj, 3),
            (Upos::Verb, Relation::Root, 0),
        ];
        assert_eq!(relations(repaired(&close))[0], Relation::Nsubj);
    }

    #[test]
    fn a_subject_of_an_auxiliary_goes_to_its_verb() {
        check(
            &[
                (Upos::Noun, Relation::Nsubj, 2),
                (Upos::Aux, Relation::Aux, 3),
                (Upos::Verb, Relation::Root, 0),
            ],
            &[3, 3, 0],
        );
        // "had" as a verb of its own keeps its subject.
        check(
            &[
                (Upos::Noun, Relation::Nsubj, 2),
                (Upos::Verb, Relation::Root, 0),
            ],
            &[2, 0],
        );
    }

    #[test]
    fn a_marker_behind_a_verb_opens_the_clause_that_was_coordinated_with_it() {
        let that = Word {
            span: Span::new(0, 0),
            upos: Upos::Sconj,
            morph: Morph::default(),
            lemma: "that".into(),
            head: Some(0),
            relation: Relation::Mark,
        };
        let word = |upos, relation, head: Option<u16>| Word {
            upos,
            relation,
            head,
            lemma: String::new(),
            ..that.clone()
        };
        let mut words = vec![
            word(Upos::Verb, Relation::Root, None),
            that.clone(),
            word(Upos::Noun, Relation::Obj, Some(0)),
            word(Upos::Verb, Relation::Conj, Some(0)),
        ];
        repair("", &mut words);
        let heads: Vec<Option<u16>> = words.iter().map(|w| w.head).collect();
        assert_eq!(heads, [None, Some(3), Some(3), Some(0)]);
        assert_eq!(words[3].relation, Relation::Ccomp);
        assert_eq!(words[2].relation, Relation::Nsubj);
    }

    #[test]
    fn of_two_subjects_around_a_clause_the_first_is_that_of_the_clause() {
        check(
            &[
                (Upos::Noun, Relation::Nsubj, 5),
                (Upos::Aux, Relation::Cop, 3),
                (Upos::Noun, Relation::Ccomp, 5),
                (Upos::Noun, Relation::Nsubj, 5),
                (Upos::Verb, Relation::Root, 0),
            ],
            &[3, 3, 5, 5, 0],
        );
        // The clause has its own: nothing is known.
        check(
            &[
                (Upos::Noun, Relation::Nsubj, 5),
                (Upos::Noun, Relation::Nsubj, 3),
                (Upos::Verb, Relation::Ccomp, 5),
                (Upos::Noun, Relation::Nsubj, 5),
                (Upos::Verb, Relation::Root, 0),
            ],
            &[5, 3, 5, 5, 0],
        );
    }
}
