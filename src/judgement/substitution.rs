//! Two bare sentences that are the same but for one word or phrase, when the two fillers exclude each other: "a red car", "a blue car".
//!
//! Most pairs of different words do not: one may be a kind of the other, mean the same, or hold beside it. So only opposites,
//! numbers, countries, and members of classes of which a thing has one at a time are held against each other.

use std::ops::Range;

use super::Finding;
use super::pair::{Pair, Side};
use super::verdict::{Kind, Relation};
use crate::claims::syntax::Syntax;
use crate::lexicon::exclusions::{are_opposite_phrases, exclusive_classes};
use crate::lexicon::parties::country_of;
use crate::lexicon::relations::{are_antonyms, is_person};
use crate::lexicon::taxonomy::{Part, Standing, taxonomy};
use crate::parse::Upos;
use crate::text::numeral::{cardinal, ordinal};

/// What the only difference of two bare sentences says.
pub fn findings(pair: &Pair) -> Option<Finding> {
    /// All else is the same, so the two fillers surely fill one slot; rules that know which slot it is come first.
    const STRENGTH: f32 = 0.54;
    if !pair.is_bare() {
        return None;
    }
    let fillers = difference(&pair.a, &pair.b)?;
    if hangs_in_the_air(&pair.a, &fillers[0]) || hangs_in_the_air(&pair.b, &fillers[1]) {
        return None;
    }
    let (kind, rule, note) = exclusion(&pair.a, &fillers[0], &pair.b, &fillers[1])?;
    let span = |side: &Side, words: &Vec<usize>| side.syntax.span(words);
    Some(Finding {
        relation: Relation::Contradict,
        kind: Some(kind),
        strength: STRENGTH,
        evidence: pair.evidence(
            rule,
            span(&pair.a, &fillers[0]),
            span(&pair.b, &fillers[1]),
            note.into(),
        ),
    })
}

/// The words of a side without punctuation.
fn words(side: &Side) -> Vec<usize> {
    let syntax = &side.syntax;
    (0..syntax.len())
        .filter(|&w| syntax.upos(w) != Upos::Punct)
        .collect()
}

/// A form as it is compared: "an" is "a".
fn form(syntax: &Syntax, word: usize) -> String {
    let form = syntax.form(word).to_lowercase();
    if form == "an" { "a".into() } else { form }
}

/// The fillers of the only place in which two sentences differ: on each side at least one word. A difference that comes twice
/// ("a red car and a red bus", "a blue car and a blue bus") is one.
fn difference(a: &Side, b: &Side) -> Option<[Vec<usize>; 2]> {
    /// Longer fillers are other statements.
    const LONGEST: usize = 3;
    /// Words that must be the same.
    const LEAST_SHARED: usize = 2;
    let (xs, ys) = (words(a), words(b));
    let same = |i: usize, j: usize| form(&a.syntax, xs[i]) == form(&b.syntax, ys[j]);
    let shorter = xs.len().min(ys.len());
    let prefix = (0..shorter).take_while(|&i| same(i, i)).count();
    let suffix = (0..shorter - prefix)
        .take_while(|&i| same(xs.len() - 1 - i, ys.len() - 1 - i))
        .count();
    if prefix + suffix < LEAST_SHARED {
        return None;
    }
    let (p, q): (Range<usize>, Range<usize>) =
        (prefix..xs.len() - suffix, prefix..ys.len() - suffix);
    if p.is_empty() || q.is_empty() {
        return None;
    }
    if p.len() <= LONGEST && q.len() <= LONGEST {
        return Some([xs[p].to_vec(), ys[q].to_vec()]);
    }
    let one = |i: usize, j: usize| (form(&a.syntax, xs[i]), form(&b.syntax, ys[j]));
    let first = one(p.start, q.start);
    let repeated = p.len() == q.len()
        && p.clone()
            .zip(q.clone())
            .all(|(i, j)| same(i, j) || one(i, j) == first);
    repeated.then(|| [vec![xs[p.start]], vec![ys[q.start]]])
}

/// Whether the words before a filler, back to a comma, keep both fillers from being stated: "not", "or", "may", "if"; or the whole is a
/// question, or an alternative stands behind it.
fn hangs_in_the_air(side: &Side, filler: &[usize]) -> bool {
    let syntax = &side.syntax;
    let is_open = |w: usize| {
        matches!(
            form(syntax, w).as_str(),
            "not"
                | "n't"
                | "n’t"
                | "no"
                | "never"
                | "nobody"
                | "neither"
                | "nor"
                | "without"
                | "cannot"
                | "or"
                | "either"
                | "may"
                | "might"
                | "could"
                | "if"
                | "whether"
                | "possibly"
                | "perhaps"
        )
    };
    let (Some(&first), Some(&last)) = (filler.first(), filler.last()) else {
        return true;
    };
    let before = (0..first).rev();
    let clause = before.take_while(|&w| syntax.upos(w) != Upos::Punct);
    let question = (0..syntax.len()).any(|w| syntax.form(w) == "?");
    let alternative = last + 1 < syntax.len() && form(syntax, last + 1) == "or";
    question || alternative || clause.into_iter().any(is_open)
}

/// Why one filler excludes the other, if it does.
fn exclusion(
    a: &Side,
    x: &[usize],
    b: &Side,
    y: &[usize],
) -> Option<(Kind, &'static str, &'static str)> {
    let (p, q) = (phrase(a, x), phrase(b, y));
    if let (Some(m), Some(n)) = (number(&p), number(&q)) {
        let apart = m != n && !is_bounded(a, x) && !is_bounded(b, y);
        return apart.then_some((Kind::Number, "substitution/number", "two numbers"));
    }
    if are_opposite_phrases(&p, &q) {
        return Some((Kind::Antonym, "substitution/opposite", "two opposites"));
    }
    if let (Some(m), Some(n)) = (country_of(&p), country_of(&q)) {
        return (m != n).then_some((Kind::Entity, "substitution/country", "two countries"));
    }
    if let ([i], [j]) = (content(a, x).as_slice(), content(b, y).as_slice())
        && !(is_person(a.syntax.lemma(*i)) && is_person(b.syntax.lemma(*j)))
        && are_opposite_words(&a.syntax, *i, &b.syntax, *j)
    {
        return Some((Kind::Antonym, "substitution/opposite", "two opposites"));
    }
    // "dining room" and "living room" differ in their first words.
    let longer = |side: &Side, filler: &[usize]| {
        let mut words = filler.to_vec();
        words.extend(
            filler
                .last()
                .map(|last| last + 1)
                .filter(|&next| next < side.syntax.len() && side.syntax.upos(next) == Upos::Noun),
        );
        lemma_phrase(side, &words)
    };
    let one_class = are_of_one_class(&lemma_phrase(a, x), &lemma_phrase(b, y))
        || are_of_one_class(&longer(a, x), &longer(b, y));
    one_class.then_some((
        Kind::Entity,
        "substitution/class",
        "two of a class of which a thing has one at a time",
    ))
}

/// The lower-cased words of a filler, without articles.
fn phrase(side: &Side, filler: &[usize]) -> String {
    let words = content(side, filler).into_iter();
    let forms: Vec<String> = words.map(|w| form(&side.syntax, w)).collect();
    forms.join(" ")
}

/// As [`phrase`], the last word as its lemma: "french horns" is looked up as "french horn".
fn lemma_phrase(side: &Side, filler: &[usize]) -> String {
    let mut forms: Vec<String> = Vec::new();
    let words = content(side, filler);
    for &w in &words {
        forms.push(if Some(&w) == words.last() {
            noun_of(side.syntax.lemma(w), &form(&side.syntax, w))
        } else {
            form(&side.syntax, w)
        });
    }
    forms.join(" ")
}

/// The form of a noun that the taxonomy knows: the lemma, the word as written ("Mars"), or that without its plural ending.
fn noun_of(lemma: &str, form: &str) -> String {
    let endings = [
        Some(lemma),
        Some(form),
        form.strip_suffix("es"),
        form.strip_suffix('s'),
    ];
    let known = |word: &&str| !taxonomy().senses(word, Part::Noun).is_empty();
    let found = endings.into_iter().flatten().find(known);
    found.unwrap_or(lemma).to_string()
}

/// A filler without articles.
fn content(side: &Side, filler: &[usize]) -> Vec<usize> {
    let is_article = |w: &usize| matches!(form(&side.syntax, *w).as_str(), "a" | "the");
    filler.iter().copied().filter(|w| !is_article(w)).collect()
}

/// A number or its place in a row: cardinals count, ordinals are told apart from them.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Number {
    Cardinal(f64),
    Ordinal(f64),
}

/// What a numeral says; none for other words.
fn number(phrase: &str) -> Option<Number> {
    const LARGE: [(&str, &str, f64); 3] = [
        ("hundred", "hundredth", 100.0),
        ("thousand", "thousandth", 1000.0),
        ("million", "millionth", 1e6),
    ];
    if let Some(n) = cardinal(phrase) {
        return Some(Number::Cardinal(f64::from(n)));
    }
    if let Some(n) = ordinal(phrase) {
        return Some(Number::Ordinal(f64::from(n)));
    }
    for (count, place, n) in LARGE {
        if phrase == count {
            return Some(Number::Cardinal(n));
        }
        if phrase == place {
            return Some(Number::Ordinal(n));
        }
    }
    let digits = phrase.replace(',', "");
    if let Some(n) = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| digits.strip_suffix(end)?.parse().ok())
    {
        return Some(Number::Ordinal(n));
    }
    let plain = digits.starts_with(|c: char| c.is_ascii_digit());
    plain.then(|| digits.parse().ok().map(Number::Cardinal))?
}

/// Whether words before a number make a bound or a round figure of it: "more than", "about".
fn is_bounded(side: &Side, filler: &[usize]) -> bool {
    let first = filler.first().copied().unwrap_or(0);
    (first.saturating_sub(2)..first).any(|w| {
        matches!(
            form(&side.syntax, w).as_str(),
            "than"
                | "least"
                | "most"
                | "about"
                | "around"
                | "over"
                | "nearly"
                | "almost"
                | "under"
                | "up"
                | "some"
                | "roughly"
                | "approximately"
        )
    })
}

/// Antonyms, and adjectives whose nearest dictionary heads are: "tiny" is small, "huge" is large.
fn are_opposite_words(a: &Syntax, x: usize, b: &Syntax, y: usize) -> bool {
    let (p, q) = (a.lemma(x), b.lemma(y));
    // "up the hill", "down the hill": of words of grammar only those listed above.
    let says = |s: &Syntax, w: usize| matches!(s.upos(w), Upos::Noun | Upos::Verb | Upos::Adj);
    if !says(a, x) || !says(b, y) {
        return false;
    }
    if are_antonyms(p, q) || are_antonyms(&form(a, x), &form(b, y)) {
        return true;
    }
    let is_adjective = |s: &Syntax, w: usize| s.upos(w) == Upos::Adj;
    if !is_adjective(a, x) || !is_adjective(b, y) {
        return false;
    }
    let (u, v) = (heads(p), heads(q));
    !u.iter().any(|m| v.contains(m)) && u.iter().any(|m| v.iter().any(|n| are_antonyms(m, n)))
}

/// An adjective, the first words of its frequent senses, and those of the clusters to which they belong.
fn heads(adjective: &str) -> Vec<&str> {
    /// Rarer senses make opposites of everything.
    const SENSES: usize = 2;
    let table = taxonomy();
    let mut found = vec![adjective];
    for &sense in table.senses(adjective, Part::Adjective).iter().take(SENSES) {
        found.push(table.name(sense));
        found.extend(table.parents(sense).iter().map(|&s| table.name(s)));
    }
    found
}

/// Whether two nouns are members of one such class, and neither is a kind of the other.
fn are_of_one_class(p: &str, q: &str) -> bool {
    /// A colour is often a rare sense of a word, behind a fruit or a person.
    const SENSES: usize = 8;
    /// Rarer senses make kinds of each other of what are none.
    const KIN_SENSES: usize = 3;
    // England is neither a kind of Britain nor another country.
    let is_british = |word: &str| matches!(word, "england" | "scotland" | "wales" | "britain");
    if is_british(p) && is_british(q) {
        return false;
    }
    let table = taxonomy();
    let of = |word: &str, class: &[&str]| {
        class
            .iter()
            .any(|name| table.is_kind_of(word, name, SENSES))
    };
    let one_class = exclusive_classes()
        .iter()
        .any(|class| of(p, class) && of(q, class));
    one_class
        && !matches!(
            table.standing(p, q, Part::Noun, KIN_SENSES),
            Some(Standing::Same | Standing::Below(_) | Standing::Above(_))
        )
}
