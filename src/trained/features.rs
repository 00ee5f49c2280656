//! What the trained judge sees of a pair: numbers that any pair has, and marks of the very words.
//!
//! In: a [`Pair`] and the shipped judge's verdict on it. Out: [`Measured`]. Numbers feed the trees; numbers and marks feed the
//! linear model. No outlet, date or article is measured, so that what is learned is learned from the words.

use std::collections::BTreeSet;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::alignment::{Alignment, Tie, Word, rarity};
use crate::claims::attribution::Stance;
use crate::claims::frame::{Modality, Predicate};
use crate::judgement::number::compatible;
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::{Kind, Relation, Verdict};
use crate::lexicon::relations::are_antonyms;
use crate::parse::{Relation as Dependency, Upos};
use crate::sentence_pairs::Judged;

/// A measured pair.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measured {
    /// The numbers, always the same ones in the same order.
    pub numbers: Vec<f32>,
    /// Hashes of the marks, sorted, each once.
    pub marks: Vec<u64>,
}

/// Collects the measurements.
#[derive(Default)]
struct Sheet {
    names: Vec<&'static str>,
    numbers: Vec<f32>,
    marks: BTreeSet<u64>,
    #[cfg(test)]
    spelled: BTreeSet<String>,
}

impl Sheet {
    fn number(&mut self, name: &'static str, value: f32) {
        self.names.push(name);
        self.numbers.push(value);
    }

    fn count(&mut self, name: &'static str, count: usize) {
        self.number(name, count as f32);
    }

    fn flag(&mut self, name: &'static str, flag: bool) {
        self.number(name, f32::from(u8::from(flag)));
    }

    fn mark(&mut self, mark: &str) {
        let mut hasher = FxHasher::default();
        hasher.write(mark.as_bytes());
        self.marks.insert(hasher.finish());
        #[cfg(test)]
        self.spelled.insert(mark.to_string());
    }
}

/// Measures a pair.
pub fn measure(pair: &Pair, judged: &Judged) -> Measured {
    let sheet = sheet(pair, judged);
    Measured {
        numbers: sheet.numbers,
        marks: sheet.marks.into_iter().collect(),
    }
}

/// The names of the numbers, in their order.
#[doc(hidden)]
pub fn names(pair: &Pair, judged: &Judged) -> Vec<&'static str> {
    sheet(pair, judged).names
}

fn sheet(pair: &Pair, judged: &Judged) -> Sheet {
    let mut sheet = Sheet::default();
    let alignment = Alignment::new(pair);
    verdict(&mut sheet, &judged.verdict);
    likeness(&mut sheet, pair);
    strings(&mut sheet, pair);
    ties(&mut sheet, &alignment);
    leftovers(&mut sheet, pair, &alignment);
    structure(&mut sheet, pair, &alignment);
    predicates(&mut sheet, pair, &alignment);
    negations(&mut sheet, pair, &alignment);
    quantities(&mut sheet, pair);
    stances(&mut sheet, pair);
    differences(&mut sheet, pair, &alignment);
    wording(&mut sheet, pair, &alignment);
    sheet
}

/// What the shipped judge says.
fn verdict(sheet: &mut Sheet, verdict: &Verdict) {
    for relation in [Relation::Agree, Relation::Contradict, Relation::Revision] {
        let said = verdict.relation == relation;
        sheet.number("verdict", if said { verdict.confidence } else { 0.0 });
    }
    for kind in [
        Kind::Number,
        Kind::Negation,
        Kind::Denial,
        Kind::Antonym,
        Kind::Attribution,
        Kind::Role,
    ] {
        sheet.flag("verdict kind", verdict.kind == Some(kind));
    }
}

/// The named similarities.
fn likeness(sheet: &mut Sheet, pair: &Pair) {
    let s = &pair.similarity;
    for value in [s.exact_a, s.exact_b, s.soft_a, s.soft_b, s.nearness] {
        sheet.number("similarity", value);
    }
    sheet.number("similarity least", s.exact_a.min(s.exact_b));
}

/// The lower-cased words of a side, punctuation left out.
fn forms(side: &Side) -> Vec<String> {
    (0..side.syntax.len())
        .filter(|&w| side.syntax.upos(w) != Upos::Punct)
        .map(|w| side.syntax.form(w).to_lowercase())
        .collect()
}

fn jaccard<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f32 {
    let all = a.union(b).count();
    if all == 0 {
        return 1.0;
    }
    a.intersection(b).count() as f32 / all as f32
}

/// The share of the smaller set that is in the other.
fn contained<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f32 {
    let least = a.len().min(b.len());
    if least == 0 {
        return 0.0;
    }
    a.intersection(b).count() as f32 / least as f32
}

/// Lengths and likeness as strings.
fn strings(sheet: &mut Sheet, pair: &Pair) {
    let (a, b) = (forms(&pair.a), forms(&pair.b));
    let (m, n) = (a.len() as f32, b.len() as f32);
    sheet.number("words", m);
    sheet.number("words", n);
    sheet.number("words difference", n - m);
    sheet.number("words ratio", n.min(m) / n.max(m).max(1.0));
    let set = |words: &[String]| words.iter().cloned().collect::<BTreeSet<String>>();
    sheet.number("jaccard", jaccard(&set(&a), &set(&b)));
    let bigrams = |words: &[String]| -> BTreeSet<(String, String)> {
        words
            .windows(2)
            .map(|w| (w[0].clone(), w[1].clone()))
            .collect()
    };
    sheet.number("bigrams jaccard", jaccard(&bigrams(&a), &bigrams(&b)));
    sheet.number("bigrams contained", contained(&bigrams(&a), &bigrams(&b)));
    let trigrams = |words: &[String]| -> BTreeSet<Vec<char>> {
        let text: Vec<char> = format!(" {} ", words.join(" ")).chars().collect();
        text.windows(3).map(<[char]>::to_vec).collect()
    };
    sheet.number("trigrams jaccard", jaccard(&trigrams(&a), &trigrams(&b)));
    let common = common_subsequence(&a, &b) as f32;
    sheet.number("common subsequence", common / m.max(1.0));
    sheet.number("common subsequence", common / n.max(1.0));
    sheet.number(
        "jaro-winkler",
        strsim::jaro_winkler(&a.join(" "), &b.join(" ")) as f32,
    );
    sheet.flag("same beginning", a.first() == b.first());
    let function = |side: &Side| -> BTreeSet<String> {
        (0..side.syntax.len())
            .filter(|&w| is_function(side.syntax.upos(w)))
            .map(|w| side.syntax.form(w).to_lowercase())
            .collect()
    };
    let (x, y) = (function(&pair.a), function(&pair.b));
    sheet.number("function words jaccard", jaccard(&x, &y));
    sheet.count("function words only in a", x.difference(&y).count());
    sheet.count("function words only in b", y.difference(&x).count());
    let passive = |side: &Side| {
        (0..side.syntax.len()).any(|w| side.syntax.form(w).eq_ignore_ascii_case("by"))
    };
    sheet.flag("by on one side", passive(&pair.a) != passive(&pair.b));
}

fn is_function(upos: Upos) -> bool {
    matches!(
        upos,
        Upos::Adp | Upos::Aux | Upos::Cconj | Upos::Det | Upos::Part | Upos::Pron | Upos::Sconj
    )
}

/// The length of the longest common subsequence. `O(n·m)`.
fn common_subsequence(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y {
                diagonal + 1
            } else {
                above.max(row[j])
            };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// Counts and weights by tie, and how much of each side is covered by which ties.
fn ties(sheet: &mut Sheet, alignment: &Alignment) {
    for tie in Tie::ALL {
        let links = alignment.links.iter().filter(|l| l.tie == tie);
        sheet.count("tie", links.count());
    }
    let total = |words: &[Word]| words.iter().map(|w| w.weight).sum::<f32>().max(0.01);
    let (all_a, all_b) = (total(&alignment.a), total(&alignment.b));
    let covered = |of: &dyn Fn(Tie) -> bool, of_b: bool| -> f32 {
        let links = alignment.links.iter().filter(|l| of(l.tie));
        links
            .map(|l| {
                if of_b {
                    alignment.b[l.b].weight
                } else {
                    alignment.a[l.a].weight
                }
            })
            .sum()
    };
    let reversed = |tie: Tie| tie == Tie::Above || tie.entails() && tie != Tie::Below;
    let (b, a) = (
        covered(&Tie::entails, true) / all_b,
        covered(&reversed, false) / all_a,
    );
    sheet.number("b follows", b);
    sheet.number("a follows", a);
    sheet.number("less follows", a.min(b));
    let equal = |tie: Tie| tie == Tie::Equal;
    sheet.number("equal of a", covered(&equal, false) / all_a);
    sheet.number("equal of b", covered(&equal, true) / all_b);
    let any = |_: Tie| true;
    sheet.number("tied of a", covered(&any, false) / all_a);
    sheet.number("tied of b", covered(&any, true) / all_b);
    sheet.number(
        "heaviest not following",
        alignment
            .links
            .iter()
            .filter(|l| !l.tie.entails())
            .map(|l| alignment.b[l.b].weight)
            .fold(0.0, f32::max),
    );
    let changed = || alignment.links.iter().filter(|l| l.tie != Tie::Equal);
    sheet.number(
        "least cosine",
        changed().map(|l| l.cosine).fold(1.0, f32::min),
    );
    let count = changed().count().max(1) as f32;
    sheet.number(
        "mean cosine",
        changed().map(|l| l.cosine).sum::<f32>() / count,
    );
    for upos in [Upos::Noun, Upos::Verb, Upos::Adj] {
        let of = |ties: &[Tie]| {
            changed()
                .filter(|l| alignment.a[l.a].upos == upos && ties.contains(&l.tie))
                .count()
        };
        sheet.count("changed by sort", of(&[Tie::Synonym, Tie::Below]));
        sheet.count("changed by sort", of(&[Tie::Above]));
        sheet.count("changed by sort", of(&[Tie::Sister, Tie::Cousin]));
        sheet.count("changed by sort", of(&[Tie::Near]));
    }
}

/// What nothing answers to, by part of speech and weight.
fn leftovers(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    let sides = [
        (alignment.left_a(), &pair.a, &alignment.a),
        (alignment.left_b(), &pair.b, &alignment.b),
    ];
    for (left, side, all) in &sides {
        let weights = || left.iter().map(|w| w.weight);
        let total: f32 = all.iter().map(|w| w.weight).sum();
        sheet.count("left", left.len());
        sheet.number("left weight", weights().sum());
        sheet.number("left share", weights().sum::<f32>() / total.max(0.01));
        sheet.number("left heaviest", weights().fold(0.0, f32::max));
        for upos in [
            Upos::Noun,
            Upos::Propn,
            Upos::Verb,
            Upos::Adj,
            Upos::Adv,
            Upos::Num,
        ] {
            sheet.count(
                "left by sort",
                left.iter().filter(|w| w.upos == upos).count(),
            );
        }
        let place = |relations: &[Dependency]| {
            left.iter()
                .filter(|w| relations.contains(&side.syntax.relation(w.index)))
                .count()
        };
        sheet.count(
            "left subjects",
            place(&[Dependency::Nsubj, Dependency::NsubjPass]),
        );
        sheet.count("left objects", place(&[Dependency::Obj]));
        sheet.count("left obliques", place(&[Dependency::Obl]));
        sheet.count(
            "left modifiers",
            place(&[
                Dependency::Amod,
                Dependency::Compound,
                Dependency::Nmod,
                Dependency::Advmod,
            ]),
        );
        sheet.count(
            "left clauses",
            place(&[
                Dependency::Acl,
                Dependency::AclRelcl,
                Dependency::Advcl,
                Dependency::Conj,
            ]),
        );
        sheet.flag(
            "left top",
            left.iter().any(|w| side.syntax.head(w.index).is_none()),
        );
    }
    let ((a, ..), (b, ..)) = (&sides[0], &sides[1]);
    sheet.flag("both have leftovers", !a.is_empty() && !b.is_empty());
    sheet.count("fewer leftovers", a.len().min(b.len()));
}

/// Whether tied words hang on tied words, and in which relation.
fn structure(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let (mut heads, mut roles, mut moved, mut inverted) = (0, 0, 0, 0);
    for link in &alignment.links {
        let (x, y) = (alignment.a[link.a].index, alignment.b[link.b].index);
        roles += usize::from(a.relation(x) == b.relation(y));
        match (a.head(x), b.head(y)) {
            (Some(p), Some(q)) if alignment.link_of(p, q).is_some() => heads += 1,
            (Some(p), Some(q)) => {
                let tied_elsewhere = |w: usize, on_a: bool| {
                    alignment.links.iter().any(|l| {
                        if on_a {
                            alignment.a[l.a].index == w
                        } else {
                            alignment.b[l.b].index == w
                        }
                    })
                };
                moved += usize::from(tied_elsewhere(p, true) && tied_elsewhere(q, false));
            }
            (None, None) => heads += 1,
            _ => {}
        }
        inverted += alignment
            .links
            .iter()
            .filter(|other| other.a > link.a && other.b < link.b)
            .count();
    }
    let links = alignment.links.len();
    let many = links.max(1) as f32;
    sheet.number("heads tied", heads as f32 / many);
    sheet.number("roles alike", roles as f32 / many);
    sheet.count("moved", moved);
    sheet.number(
        "inverted",
        inverted as f32 / (links * links.saturating_sub(1) / 2).max(1) as f32,
    );
    let top = |side: &Side| (0..side.syntax.len()).find(|&w| side.syntax.head(w).is_none());
    let tops = top(&pair.a).zip(top(&pair.b));
    let tie = tops.and_then(|(x, y)| alignment.link_of(x, y));
    sheet.number(
        "tops",
        tie.map_or(Tie::ALL.len() as f32, |l| l.tie as usize as f32),
    );
    sheet.number("tops cosine", tie.map_or(0.0, |l| l.cosine));
}

/// How the frames of both sides meet: who does what to whom, crossed roles, negation and modality of one act.
fn predicates(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    let tie = |x: usize, y: usize| alignment.link_of(x, y).map(|l| l.tie);
    let follows = |xs: &[usize], ys: &[usize]| {
        xs.iter()
            .any(|&x| ys.iter().any(|&y| tie(x, y).is_some_and(Tie::entails)))
    };
    let (mut met, mut opposed, mut crossed, mut turned) = (0, 0, 0, 0);
    let (mut agents, mut patients, mut other_agents, mut other_patients) = (0, 0, 0, 0);
    let mut modalities = 0;
    let negated = |side: &Side, p: &Predicate| p.negation.is_some() != side.detail.is_denied(p);
    for p in &pair.a.detail.predicates {
        for q in &pair.b.detail.predicates {
            let Some(tie) = tie(p.word, q.word) else {
                continue;
            };
            met += 1;
            opposed += usize::from(negated(&pair.a, p) != negated(&pair.b, q));
            turned += usize::from(tie == Tie::Opposite);
            modalities += usize::from(p.modality != q.modality);
            let (one_agent, one_patient) = (
                follows(&p.agents, &q.agents),
                follows(&p.patients, &q.patients),
            );
            crossed += usize::from(follows(&p.agents, &q.patients))
                + usize::from(follows(&p.patients, &q.agents));
            agents += usize::from(one_agent);
            patients += usize::from(one_patient);
            other_agents += usize::from(!one_agent && !p.agents.is_empty() && !q.agents.is_empty());
            other_patients +=
                usize::from(!one_patient && !p.patients.is_empty() && !q.patients.is_empty());
        }
    }
    sheet.count("acts met", met);
    sheet.count("acts opposed", opposed);
    sheet.count("acts turned", turned);
    sheet.count("acts of other modality", modalities);
    sheet.count("roles crossed", crossed);
    sheet.count("agents met", agents);
    sheet.count("patients met", patients);
    sheet.count("agents differ", other_agents);
    sheet.count("patients differ", other_patients);
    let count = |side: &Side| side.detail.predicates.len();
    sheet.number("acts", count(&pair.a) as f32);
    sheet.number("acts", count(&pair.b) as f32);
    let unmet = |side: &Side, of_a: bool| {
        let is_met = |w: usize| {
            alignment.links.iter().any(|l| {
                w == if of_a {
                    alignment.a[l.a].index
                } else {
                    alignment.b[l.b].index
                }
            })
        };
        let acts = side.detail.predicates.iter();
        acts.filter(|p| !is_met(p.word)).count()
    };
    sheet.count("acts unmet", unmet(&pair.a, true));
    sheet.count("acts unmet", unmet(&pair.b, false));
}

/// The words that negate.
fn negators(side: &Side) -> Vec<usize> {
    (0..side.syntax.len())
        .filter(|&w| {
            let form = side.syntax.form(w).to_lowercase();
            matches!(
                form.as_str(),
                "not"
                    | "n't"
                    | "n’t"
                    | "no"
                    | "never"
                    | "nobody"
                    | "none"
                    | "nothing"
                    | "neither"
                    | "nor"
                    | "without"
                    | "cannot"
                    | "nowhere"
                    | "isn't"
                    | "won't"
                    | "can't"
                    | "didn't"
                    | "doesn't"
                    | "don't"
                    | "wasn't"
                    | "aren't"
            )
        })
        .collect()
}

/// Words in the scope of a negator: up to a few content words behind it, within its clause.
fn in_scope(side: &Side) -> Vec<usize> {
    /// Content words that a negator reaches, and how far it looks for them.
    const REACH: usize = 4;
    const WINDOW: usize = 8;
    let mut found = Vec::new();
    for negator in negators(side) {
        let mut reached = 0;
        for w in negator + 1..side.syntax.len().min(negator + 1 + WINDOW) {
            let form = side.syntax.form(w).to_lowercase();
            if side.syntax.upos(w) == Upos::Punct
                || matches!(form.as_str(), "but" | "and" | "while" | "because")
                || reached == REACH
            {
                break;
            }
            if !is_function(side.syntax.upos(w)) {
                found.push(w);
                reached += 1;
            }
        }
    }
    found
}

/// Negation on either side, and whether it covers what both speak of.
fn negations(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    let (a, b) = (negators(&pair.a).len(), negators(&pair.b).len());
    sheet.count("negators", a);
    sheet.count("negators", b);
    sheet.flag("negated on one side", (a > 0) != (b > 0));
    sheet.flag("negators odd", (a + b) % 2 == 1);
    let (x, y) = (in_scope(&pair.a), in_scope(&pair.b));
    let (mut one, mut both, mut weight) = (0, 0, 0.0);
    for link in &alignment.links {
        let (i, j) = (&alignment.a[link.a], &alignment.b[link.b]);
        let scope = (x.contains(&i.index), y.contains(&j.index));
        both += usize::from(scope == (true, true));
        if scope.0 != scope.1 {
            one += 1;
            weight += i.weight;
        }
    }
    sheet.count("in one scope", one);
    sheet.count("in both scopes", both);
    sheet.number("weight in one scope", weight);
    let s = &pair.similarity;
    let odd = f32::from(u8::from((a > 0) != (b > 0)));
    sheet.number("negated and alike", odd * s.soft_a.min(s.soft_b));
    sheet.number("negated and alike", odd * s.soft_a.max(s.soft_b));
    let acts = |side: &Side| {
        let acts = side.detail.predicates.iter();
        acts.filter(|p| p.negation.is_some()).count()
    };
    sheet.count("acts negated", acts(&pair.a));
    sheet.count("acts negated", acts(&pair.b));
    let there =
        |side: &Side| (0..side.syntax.len()).any(|w| side.syntax.relation(w) == Dependency::Expl);
    sheet.flag("existential", there(&pair.a));
    sheet.flag("existential", there(&pair.b));
}

/// How their figures stand to each other.
fn quantities(sheet: &mut Sheet, pair: &Pair) {
    let (a, b) = (&pair.a.detail.quantities, &pair.b.detail.quantities);
    sheet.count("figures", a.len());
    sheet.count("figures", b.len());
    let (mut met, mut apart) = (0, 0);
    for x in a {
        for y in b.iter().filter(|y| compatible(x, y)) {
            if x.quantity.value.meets(y.quantity.value) {
                met += 1;
            } else {
                apart += 1;
            }
        }
    }
    sheet.count("figures met", met);
    sheet.count("figures apart", apart);
    let times = |side: &Side| side.detail.times.len();
    sheet.count("times", times(&pair.a));
    sheet.count("times", times(&pair.b));
    let names = |side: &Side| side.detail.names.len();
    sheet.count("names", names(&pair.a));
    sheet.count("names", names(&pair.b));
    sheet.count("names shared", pair.shared_names());
}

/// Classes of words by which news keeps its distance.
const CLASSES: [(&str, &[&str]); 6] = [
    (
        "refuting",
        &[
            "hoax",
            "fake",
            "false",
            "falsely",
            "untrue",
            "deny",
            "denies",
            "denied",
            "denial",
            "debunk",
            "debunked",
            "debunks",
            "reject",
            "rejects",
            "rejected",
            "dismiss",
            "dismisses",
            "dismissed",
            "refute",
            "refutes",
            "refuted",
            "retract",
            "retracted",
            "bogus",
            "myth",
            "wrong",
            "satire",
            "satirical",
            "prank",
            "fabricated",
            "photoshopped",
            "lie",
            "lied",
            "lies",
            "incorrect",
            "misleading",
            "unfounded",
            "baseless",
            "disprove",
            "disproved",
            "doubt",
            "doubts",
            "contrary",
            "nonsense",
            "unlikely",
            "hoaxer",
            "phony",
            "staged",
            "made-up",
            "disputes",
            "disputed",
            "sorry",
            "alive",
            "stop",
        ],
    ),
    (
        "hedging",
        &[
            "may",
            "might",
            "could",
            "possible",
            "possibly",
            "perhaps",
            "maybe",
            "likely",
            "apparently",
            "allegedly",
            "alleged",
            "reportedly",
            "rumor",
            "rumors",
            "rumour",
            "rumours",
            "rumored",
            "rumoured",
            "suspected",
            "unconfirmed",
            "unverified",
            "seems",
            "appears",
            "purported",
            "purportedly",
            "supposedly",
            "potential",
            "if",
            "would",
            "investigating",
            "claim",
            "claims",
            "claimed",
            "claiming",
        ],
    ),
    (
        "reporting",
        &[
            "say",
            "says",
            "said",
            "report",
            "reports",
            "reported",
            "according",
            "tells",
            "told",
            "source",
            "sources",
            "suggests",
            "insists",
            "alleges",
            "accuses",
            "believes",
            "speculation",
            "hints",
            "tips",
            "analyst",
            "expects",
            "expected",
            "plans",
            "planning",
        ],
    ),
    (
        "asserting",
        &[
            "confirm",
            "confirms",
            "confirmed",
            "confirmation",
            "official",
            "officially",
            "proof",
            "proves",
            "reveals",
            "revealed",
            "announces",
            "announced",
            "admits",
            "true",
            "real",
        ],
    ),
    (
        "asking",
        &[
            "what", "why", "how", "did", "is", "was", "does", "who", "are", "really",
        ],
    ),
    (
        "viral",
        &[
            "viral", "video", "photo", "watch", "image", "picture", "footage", "internet", "online",
        ],
    ),
];

/// How either side stands to what it tells: cues of attribution, words of distance, questions, quotations.
fn stances(sheet: &mut Sheet, pair: &Pair) {
    let sides = [(&pair.a, forms(&pair.a)), (&pair.b, forms(&pair.b))];
    for stance in [
        Stance::Say,
        Stance::Claim,
        Stance::Confirm,
        Stance::Deny,
        Stance::Doubt,
        Stance::Believe,
        Stance::Predict,
        Stance::Accuse,
    ] {
        for (side, _) in &sides {
            let all = side.detail.attributions.iter();
            sheet.count("stance", all.filter(|a| a.stance == stance).count());
        }
    }
    let mut against = [0, 0];
    for (name, words) in CLASSES {
        let count = |forms: &[String]| forms.iter().filter(|f| words.contains(&f.as_str())).count();
        let [a, b] = [count(&sides[0].1), count(&sides[1].1)];
        sheet.count(name, a);
        sheet.count(name, b);
        sheet.number(name, b as f32 - a as f32);
        if name == "refuting" {
            against = [a, b];
        }
    }
    let negated = [negators(&pair.a).len(), negators(&pair.b).len()];
    let odd = (against[0] + negated[0] + against[1] + negated[1]) % 2;
    sheet.count("refuted or negated, odd", odd);
    for (side, _) in &sides {
        let text = side.detail.sentence.of(side.text);
        let has = |c: char| text.contains(c);
        sheet.flag("question", has('?'));
        sheet.flag("colon", has(':'));
        sheet.flag(
            "quotation",
            has('"') || has('“') || has('‘') || text.contains(" '"),
        );
        let acts = &side.detail.predicates;
        for modality in [Modality::Hedged, Modality::Conditional, Modality::Planned] {
            let of = acts.iter().filter(|p| p.modality == modality).count();
            sheet.count("modality", of);
        }
    }
}

/// Marks of what differs: tied words that are not the same, words left over, alone and in pairs.
fn differences(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    /// More leftovers than this say only "much".
    const MOST: usize = 6;
    for link in &alignment.links {
        if link.tie == Tie::Equal {
            continue;
        }
        let (x, y) = (&alignment.a[link.a], &alignment.b[link.b]);
        sheet.mark(&format!("{}>{}", x.lemma, y.lemma));
        sheet.mark(&format!("{}:{}>", link.tie.name(), x.lemma));
        sheet.mark(&format!("{}>:{}", link.tie.name(), y.lemma));
        sheet.mark(&format!("{}:{:?}", link.tie.name(), x.upos));
    }
    let (left_a, left_b) = (alignment.left_a(), alignment.left_b());
    for (left, side, sign) in [(&left_a, &pair.a, '-'), (&left_b, &pair.b, '+')] {
        for word in left.iter() {
            sheet.mark(&format!("{sign}{}", word.lemma));
            sheet.mark(&format!(
                "{sign}{:?}/{}",
                side.syntax.relation(word.index),
                word.lemma
            ));
            sheet.mark(&format!("{sign}{:?}", side.syntax.relation(word.index)));
            if let Some(head) = side.syntax.head(word.index) {
                sheet.mark(&format!("{sign}{}<{}", word.lemma, side.syntax.lemma(head)));
            }
        }
    }
    if left_a.len() <= MOST && left_b.len() <= MOST {
        for x in &left_a {
            for y in left_b.iter().filter(|y| y.upos == x.upos) {
                sheet.mark(&format!("{}~{}", x.lemma, y.lemma));
            }
        }
    }
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let function = |side: &Side| -> BTreeSet<String> {
        (0..side.syntax.len())
            .filter(|&w| is_function(side.syntax.upos(w)))
            .map(|w| side.syntax.form(w).to_lowercase())
            .collect()
    };
    let (x, y) = (function(&pair.a), function(&pair.b));
    let (only_a, only_b): (Vec<_>, Vec<_>) =
        (x.difference(&y).collect(), y.difference(&x).collect());
    for word in &only_a {
        sheet.mark(&format!("f-{word}"));
    }
    for word in &only_b {
        sheet.mark(&format!("f+{word}"));
        for other in &only_a {
            sheet.mark(&format!("f{other}>{word}"));
        }
    }
    let opposites = only_a
        .iter()
        .any(|p| only_b.iter().any(|q| are_antonyms(p, q)));
    sheet.flag("opposite function words", opposites);
    // Prepositions of tied nouns: "in the box", "on the box".
    let mut prepositions = 0;
    for link in &alignment.links {
        let (i, j) = (alignment.a[link.a].index, alignment.b[link.b].index);
        if let (Some(p), Some(q)) = (a.preposition(i), b.preposition(j))
            && p != q
        {
            prepositions += 1;
            sheet.mark(&format!("p{p}>{q}"));
        }
    }
    sheet.count("prepositions differ", prepositions);
}

/// Marks of the wording of each side, for what lies in the wording alone: "hoax", "reportedly".
fn wording(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    for (side, sign, left) in [
        (&pair.a, 'a', alignment.left_a()),
        (&pair.b, 'b', alignment.left_b()),
    ] {
        let words = forms(side);
        for word in &words {
            sheet.mark(&format!("{sign} {word}"));
        }
        for two in words.windows(2) {
            sheet.mark(&format!("{sign} {} {}", two[0], two[1]));
        }
        if let Some(first) = words.first() {
            sheet.mark(&format!("{sign}^ {first}"));
        }
        let rare = left.iter().map(|w| rarity(w.lemma)).fold(0.0, f32::max);
        sheet.number("rarest left", rare);
    }
}
