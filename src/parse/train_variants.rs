//! Variants of treebank sentences that news has in plenty and the treebanks hardly: a name with its office between commas before
//! the verb ("Ann Lee, the head of the agency, said") or the office with the name ("the head of the agency, Ann Lee, said"), speech in
//! front of its speaker ("..., Lee said"), and bare clauses as in headlines ("Floods destroyed homes", "Homes destroyed by floods").
//!
//! In: a sentence and its tree. Out: the same with words inserted, moved or left out, the tree kept in step. Nothing is made up:
//! appositions are taken from other sentences of the treebanks.

use rustc_hash::FxHashSet;

use super::conllu::{Row, Sentence};
use crate::random::Random;

/// An apposition between commas, cut out of a sentence: heads count from 1 inside it, 0 is the word that it explains.
#[derive(Debug, Clone, PartialEq)]
pub struct Apposition {
    words: Vec<Row>,
}

/// Longer appositions are mostly lists or mistakes.
const MAX_APPOSITION: usize = 12;

/// What the treebanks offer for insertion.
#[derive(Debug, Default, PartialEq)]
pub struct Appositions {
    /// "the head of the agency", to explain a name.
    offices: Vec<Apposition>,
    /// "Ann Lee", to name the holder of an office.
    names: Vec<Apposition>,
    /// Lemmas of nouns that somewhere are explained by a name: "head", "minister", "company".
    named: FxHashSet<String>,
}

/// All appositions of a treebank that follow a comma, are in one piece and are nominal.
pub fn appositions(treebank: &[Sentence]) -> Appositions {
    let mut found = Appositions::default();
    for sentence in treebank {
        for (at, word) in sentence.words.iter().enumerate() {
            if word.relation != "appos" || !matches!(&*word.upos, "NOUN" | "PROPN") {
                continue;
            }
            let name = word.upos == "PROPN";
            let Some((first, last)) = stretch(sentence, at) else {
                continue;
            };
            let comma = first > 0 && sentence.words[first].form == ",";
            let short = if name { 1 } else { 2 };
            if !comma || last - first < short || last - first > MAX_APPOSITION {
                continue;
            }
            let closed = sentence.words[last].relation == "punct";
            let end = if closed { last } else { last + 1 };
            let words = sentence.words[first + 1..end]
                .iter()
                .enumerate()
                .map(|(i, row)| {
                    let own = first + 1 + i == at;
                    Row {
                        head: if own {
                            0
                        } else {
                            row.head.saturating_sub(first + 1)
                        },
                        ..row.clone()
                    }
                })
                .collect();
            let apposition = Apposition { words };
            if !name {
                found.offices.push(apposition);
            } else if let Some(office) = word
                .head
                .checked_sub(1)
                .map(|head| &sentence.words[head])
                .filter(|office| office.upos == "NOUN")
            {
                found.named.insert(office.lemma.clone());
                found.names.push(apposition);
            }
        }
    }
    found
}

/// First and last word of the subtree of word `at`, if it is in one piece.
fn stretch(sentence: &Sentence, at: usize) -> Option<(usize, usize)> {
    let count = sentence.words.len();
    let inside: Vec<bool> = (0..count).map(|i| is_under(sentence, i, at)).collect();
    let first = inside.iter().position(|&x| x)?;
    let last = inside.iter().rposition(|&x| x)?;
    inside[first..=last]
        .iter()
        .all(|&x| x)
        .then_some((first, last))
}

fn is_under(sentence: &Sentence, mut word: usize, above: usize) -> bool {
    for _ in 0..=sentence.words.len() {
        if word == above {
            return true;
        }
        match sentence.words.get(word).map(|row| row.head) {
            Some(head) if head > 0 => word = head - 1,
            _ => return false,
        }
    }
    false
}

fn mark(form: &str, head: usize) -> Row {
    Row {
        form: form.to_string(),
        lemma: form.to_string(),
        upos: "PUNCT".to_string(),
        features: "_".to_string(),
        head,
        relation: "punct".to_string(),
        span: None,
    }
}

/// The sentence with an apposition after a subject that stands right before its predicate, and is a name or a noun that is
/// explained by names elsewhere; `None` if there is no such subject.
pub fn with_apposition(
    sentence: &Sentence,
    appositions: &Appositions,
    random: &mut Random,
) -> Option<Sentence> {
    let words = &sentence.words;
    let (subject, end) = words.iter().enumerate().find_map(|(at, word)| {
        let has_apposition = words
            .iter()
            .any(|other| other.head == at + 1 && other.relation == "appos");
        let explained =
            word.upos == "PROPN" || word.upos == "NOUN" && appositions.named.contains(&*word.lemma);
        if !word.relation.starts_with("nsubj") || !explained || has_apposition {
            return None;
        }
        let (_, last) = stretch(sentence, at)?;
        let next = words.get(last + 1)?;
        let ready = word.head == last + 2 || (next.head == word.head && next.upos == "AUX");
        (ready && words[last].relation != "punct").then_some((at, last))
    })?;
    let choice = if words[subject].upos == "PROPN" {
        &appositions.offices
    } else {
        &appositions.names
    };
    if choice.is_empty() {
        return None;
    }
    let apposition = &choice[random.bits() as usize % choice.len()];
    let length = apposition.words.len();
    let top = apposition.words.iter().position(|row| row.head == 0)?;
    // Words after `end` move by the apposition and its two commas.
    let moved = |head: usize| {
        if head > end + 1 {
            head + length + 2
        } else {
            head
        }
    };
    let keep = |row: &Row| Row {
        head: moved(row.head),
        ..row.clone()
    };
    let base = end + 2;
    let mut out: Vec<Row> = words[..=end].iter().map(keep).collect();
    out.push(mark(",", base + top + 1));
    out.extend(apposition.words.iter().map(|row| Row {
        head: if row.head == 0 {
            subject + 1
        } else {
            base + row.head
        },
        ..row.clone()
    }));
    out.push(mark(",", base + top + 1));
    out.extend(words[end + 1..].iter().map(keep));
    Some(Sentence {
        text: String::new(),
        words: out,
    })
}

/// Whether the sentence's predicate is a verb of saying.
pub fn reports(sentence: &Sentence) -> bool {
    const SAYING: &[&str] = &[
        "say", "tell", "add", "report", "claim", "announce", "note", "explain", "warn", "state",
    ];
    let root = sentence.words.iter().find(|word| word.head == 0);
    root.is_some_and(|root| SAYING.contains(&&*root.lemma))
}

/// "Lee said that it was true." as "It was true, Lee said.", half the time in quotation marks; `None` if the sentence is not of that
/// form.
pub fn with_speech_first(sentence: &Sentence, random: &mut Random) -> Option<Sentence> {
    let words = &sentence.words;
    let root = words.iter().position(|word| word.head == 0)?;
    if !matches!(
        &*words[root].lemma,
        "say"
            | "tell"
            | "add"
            | "report"
            | "claim"
            | "announce"
            | "note"
            | "explain"
            | "warn"
            | "state"
    ) {
        return None;
    }
    let speech = words
        .iter()
        .position(|word| word.head == root + 1 && word.relation == "ccomp")?;
    let subject = words
        .iter()
        .position(|word| word.head == root + 1 && word.relation == "nsubj")?;
    let (first, last) = stretch(sentence, speech)?;
    // The speaker opens the sentence, the speech follows the verb.
    let (opens, closes) = stretch(sentence, subject)?;
    if opens != 0 || closes + 1 != root || first <= root || last - first < 2 {
        return None;
    }
    let that = words[first].relation == "mark" && words[first].lemma == "that";
    let start = if that { first + 1 } else { first };
    let quoted = random.unit() < 0.5;
    let curly = random.unit() < 0.5;
    let last_mark = words
        .last()
        .filter(|row| row.relation == "punct")
        .map(|_| words.len() - 1);
    let last = if last_mark == Some(last) {
        last - 1
    } else {
        last
    };

    // The new order: places of old words, or marks.
    enum Item {
        Old(usize),
        Mark(&'static str),
    }
    let mut order = Vec::new();
    if quoted {
        order.push(Item::Mark(if curly { "“" } else { "\"" }));
    }
    order.extend((start..=last).map(Item::Old));
    order.push(Item::Mark(","));
    if quoted {
        order.push(Item::Mark(if curly { "”" } else { "\"" }));
    }
    order.extend((0..=root).map(Item::Old));
    order.extend(
        (root + 1..words.len())
            .filter(|i| !(first..=last).contains(i))
            .map(Item::Old),
    );
    let mut place = vec![0; words.len() + 1];
    for (new, item) in order.iter().enumerate() {
        if let Item::Old(old) = item {
            place[old + 1] = new + 1;
        }
    }
    let mut out = Vec::with_capacity(order.len());
    for item in &order {
        match *item {
            Item::Mark(form) => out.push(mark(form, place[speech + 1])),
            Item::Old(old) => {
                let row = &words[old];
                let head = place[row.head];
                if head == 0 && row.head != 0 {
                    return None;
                }
                let form = if old == start {
                    capitalised(&row.form)
                } else if old == 0 && row.upos != "PROPN" && row.form != "I" {
                    row.form.to_lowercase()
                } else {
                    row.form.clone()
                };
                out.push(Row {
                    form,
                    head,
                    ..row.clone()
                });
            }
        }
    }
    Some(Sentence {
        text: String::new(),
        words: out,
    })
}

/// Longer parts than this make no headline.
const MAX_PART: usize = 10;

/// A clause of the sentence alone, as in a headline: subject, verb in the simple past, object or one adverbial. Or a passive clause
/// without its auxiliary. Articles and full stop go or stay at random. `None` if no clause is of that form.
pub fn as_headline(sentence: &Sentence, random: &mut Random) -> Option<Sentence> {
    let clauses: Vec<Vec<usize>> = (0..sentence.words.len())
        .filter_map(|verb| bare_clause(sentence, verb, random))
        .collect();
    if clauses.is_empty() {
        return None;
    }
    let clause = &clauses[random.bits() as usize % clauses.len()];
    let words = &sentence.words;
    let bare = random.unit() < 0.5;
    let keep: Vec<usize> = clause
        .iter()
        .copied()
        .filter(|&i| !bare || !matches!(&*words[i].lemma, "the" | "a" | "an"))
        .collect();
    let place = |head: usize| keep.iter().position(|&i| i + 1 == head).map(|at| at + 1);
    let mut out: Vec<Row> = keep
        .iter()
        .enumerate()
        .map(|(at, &i)| {
            let row = &words[i];
            let head = place(row.head);
            Row {
                form: if at == 0 {
                    capitalised(&row.form)
                } else if i == 0 && !matches!(&*row.upos, "PROPN") {
                    row.form.to_lowercase()
                } else {
                    row.form.clone()
                },
                head: head.unwrap_or(0),
                relation: if head.is_some() {
                    row.relation.clone()
                } else {
                    "root".to_string()
                },
                span: None,
                ..row.clone()
            }
        })
        .collect();
    // A determiner with words of its own would leave them without head.
    let mut roots = out.iter().enumerate().filter(|(_, row)| row.head == 0);
    let (root, _) = roots.next()?;
    if roots.next().is_some() {
        return None;
    }
    if random.unit() < 0.5 {
        out.push(mark(".", root + 1));
    }
    Some(Sentence {
        text: String::new(),
        words: out,
    })
}

/// The words of the clause of `verb` that make a headline, or `None`.
fn bare_clause(sentence: &Sentence, verb: usize, random: &mut Random) -> Option<Vec<usize>> {
    let words = &sentence.words;
    let row = &words[verb];
    let active = row.features.contains("Tense=Past") && row.features.contains("VerbForm=Fin");
    let passive = row.features.contains("VerbForm=Part") && row.features.contains("Tense=Past");
    if row.upos != "VERB" || !(active || passive) {
        return None;
    }
    let children = || {
        words
            .iter()
            .enumerate()
            .filter(move |(_, word)| word.head == verb + 1)
    };
    let has = |relation: &str| children().any(|(_, word)| word.relation == relation);
    // "has been", "may be" and "not" say more than the bare participle, and a verb with a particle or infinitive is not whole.
    let unfit = ["aux", "xcomp", "ccomp", "compound:prt", "iobj", "expl"];
    let negated = children().any(|(_, word)| word.features.contains("Polarity=Neg"));
    if negated || unfit.iter().any(|relation| has(relation)) || has("aux:pass") != passive {
        return None;
    }
    let wanted = if passive { "nsubj:pass" } else { "nsubj" };
    let part = |at: usize| {
        let (first, last) = stretch(sentence, at)?;
        let plain = words[first..=last]
            .iter()
            .all(|word| word.relation != "punct" && word.relation != "acl:relcl");
        (plain && last - first < MAX_PART).then_some(first..=last)
    };
    let (subject, _) = children().find(|(_, word)| {
        word.relation == wanted && matches!(&*word.upos, "NOUN" | "PROPN" | "NUM")
    })?;
    let subject = part(subject)?;
    if *subject.end() >= verb {
        return None;
    }
    let mut keep: Vec<usize> = subject.collect();
    keep.push(verb);
    let object = children().find(|(_, word)| word.relation == "obj");
    let mut complete = false;
    if let Some((object, _)) = object {
        let object = part(object)?;
        if *object.start() < verb {
            return None;
        }
        keep.extend(object);
        complete = true;
    }
    let adverbial = children().find(|(at, word)| {
        *at > verb && matches!(&*word.relation, "obl" | "obl:agent" | "obl:unmarked")
    });
    if let Some((adverbial, _)) = adverbial
        && (!complete || random.unit() < 0.5)
        && let Some(adverbial) = part(adverbial)
        && keep.last().is_some_and(|last| last < adverbial.start())
    {
        keep.extend(adverbial);
        complete = true;
    }
    complete.then_some(keep)
}

fn capitalised(form: &str) -> String {
    let mut chars = form.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().collect::<String>() + chars.as_str(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows from "form/UPOS/head/relation" parts.
    fn sentence(parts: &str) -> Sentence {
        let words = parts
            .split(' ')
            .map(|part| {
                let fields: Vec<&str> = part.split('/').collect();
                Row {
                    form: fields[0].to_string(),
                    lemma: if fields[0] == "said" {
                        "say".into()
                    } else {
                        fields[0].to_lowercase()
                    },
                    upos: fields[1].to_string(),
                    features: "_".to_string(),
                    head: fields[2].parse().unwrap(),
                    relation: fields[3].to_string(),
                    span: None,
                }
            })
            .collect();
        Sentence {
            text: String::new(),
            words,
        }
    }

    /// "form>head form" for each word.
    fn arcs(sentence: &Sentence) -> String {
        let form = |head: usize| {
            if head == 0 {
                "-"
            } else {
                &sentence.words[head - 1].form
            }
        };
        let arcs: Vec<String> = sentence
            .words
            .iter()
            .map(|row| format!("{}>{}", row.form, form(row.head)))
            .collect();
        arcs.join(" ")
    }

    #[test]
    fn an_apposition_goes_between_name_and_verb() {
        let bank = [sentence(
            "Bo/PROPN/6/nsubj ,/PUNCT/4/punct a/DET/4/det judge/NOUN/1/appos ,/PUNCT/4/punct left/VERB/0/root",
        )];
        let found = appositions(&bank);
        assert_eq!(found.offices.len(), 1);
        let plain = sentence("Ann/PROPN/3/nsubj Lee/PROPN/1/flat said/VERB/0/root so/ADV/3/advmod");
        let variant = with_apposition(&plain, &found, &mut Random(1)).unwrap();
        assert_eq!(
            arcs(&variant),
            "Ann>said Lee>Ann ,>judge a>judge judge>Ann ,>judge said>- so>said"
        );
        assert_eq!(with_apposition(&bank[0], &found, &mut Random(1)), None);
    }

    #[test]
    fn a_name_goes_between_office_and_verb() {
        let bank = [sentence(
            "Judges/NOUN/5/nsubj ,/PUNCT/3/punct Bo/PROPN/1/appos ,/PUNCT/3/punct left/VERB/0/root",
        )];
        let found = appositions(&bank);
        let cats = sentence("Cats/NOUN/4/nsubj of/ADP/3/case Ulm/PROPN/1/nmod slept/VERB/0/root");
        assert_eq!(with_apposition(&cats, &found, &mut Random(1)), None);
        let plain =
            sentence("Judges/NOUN/4/nsubj of/ADP/3/case Ulm/PROPN/1/nmod slept/VERB/0/root");
        let variant = with_apposition(&plain, &found, &mut Random(1)).unwrap();
        assert_eq!(
            arcs(&variant),
            "Judges>slept of>Ulm Ulm>Judges ,>Bo Bo>Judges ,>Bo slept>-"
        );
    }

    #[test]
    fn a_clause_alone_makes_a_headline() {
        let mut long = sentence(
            "He/PRON/2/nsubj said/VERB/0/root the/DET/4/det floods/NOUN/5/nsubj ruined/VERB/2/ccomp a/DET/7/det dam/NOUN/5/obj",
        );
        assert_eq!(as_headline(&long, &mut Random(1)), None);
        long.words[4].features = "Mood=Ind|Tense=Past|VerbForm=Fin".to_string();
        let expected = [
            "The>floods floods>ruined ruined>- a>dam dam>ruined",
            "The>floods floods>ruined ruined>- a>dam dam>ruined .>ruined",
            "Floods>ruined ruined>- dam>ruined",
            "Floods>ruined ruined>- dam>ruined .>ruined",
        ];
        for seed in 0..20 {
            let variant = as_headline(&long, &mut Random(seed)).unwrap();
            assert!(expected.contains(&&*arcs(&variant)), "{}", arcs(&variant));
        }
    }

    #[test]
    fn a_passive_clause_loses_its_auxiliary() {
        let mut long = sentence(
            "Dams/NOUN/3/nsubj:pass were/AUX/3/aux:pass ruined/VERB/0/root by/ADP/5/case floods/NOUN/3/obl:agent",
        );
        long.words[2].features = "Tense=Past|VerbForm=Part".to_string();
        let variant = as_headline(&long, &mut Random(3)).unwrap();
        assert!(
            arcs(&variant).starts_with("Dams>ruined ruined>- by>floods floods>ruined"),
            "{}",
            arcs(&variant)
        );
    }

    #[test]
    fn speech_goes_in_front_of_its_speaker() {
        let plain = sentence(
            "Lee/PROPN/2/nsubj said/VERB/0/root that/SCONJ/6/mark it/PRON/6/nsubj was/AUX/6/cop true/ADJ/2/ccomp ./PUNCT/2/punct",
        );
        let expected = [
            "It>true was>true true>said ,>true Lee>said said>- .>said",
            "\">true It>true was>true true>said ,>true \">true Lee>said said>- .>said",
            "“>true It>true was>true true>said ,>true ”>true Lee>said said>- .>said",
        ];
        for seed in 0..20 {
            let variant = with_speech_first(&plain, &mut Random(seed)).unwrap();
            assert!(expected.contains(&&*arcs(&variant)), "{}", arcs(&variant));
        }
        assert_eq!(
            with_speech_first(
                &sentence("It/PRON/2/nsubj rained/VERB/0/root"),
                &mut Random(1)
            ),
            None
        );
    }
}
