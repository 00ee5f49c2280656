//! What brought it about: the cause that a claim gives for the incident of its article, or rules out.
//!
//! Cues put a cause on one side and what it brought about on the other: "X caused the crash", "it sank because of X", "blamed X for it".
//! What the phrase for the cause names is one of the kinds of `causes.tsv`; a phrase that names none says nothing here. Which kinds exclude
//! each other, and how surely, is for [`apart`]. A claim that weighs two causes ("a bomb or a defect"), asks, or supposes, takes no position.

use super::incident::{Mentioned, are_one, mentioned};
use super::named::{Named, named_causes};
use super::words::{Words, points_to, stretch};
use crate::claims::frame::Modality;
use crate::judgement::Finding;
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::{Kind, Relation};
use crate::lexicon::mishaps::{ANY, Apart, Cause, Naming, Part, apart, cause_at};
use crate::parse::{Relation as Dependency, Upos};

/// A claim's position on what brought the incident about.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    /// All kinds that the phrase names.
    causes: Vec<Cause>,
    /// First and last word of it.
    first: usize,
    last: usize,
    /// Whether it is said to be the cause, or to be none.
    so: bool,
    /// Whether it is given as the cause, and not merely said to have been there.
    given: bool,
    /// "may have", "probably".
    hedged: bool,
    /// What it brought about, by its sort; none for what the article is about.
    incident: Option<&'static str>,
    /// "This was no accident": what is ruled out is every mishap without intent.
    mishap: bool,
}

/// Two positions that exclude each other.
pub(super) fn finding(pair: &Pair) -> Option<Finding> {
    let (ours, theirs) = (pair.a.causes_held(), pair.b.causes_held());
    ours.iter()
        .flat_map(|x| theirs.iter().map(move |y| (x, y)))
        .filter_map(|(x, y)| Some((clash(pair, x, y)?, x, y)))
        .map(|(strength, x, y)| {
            let (rule, kind, note) = if x.so == y.so {
                (
                    "cause/position",
                    Kind::Cause,
                    "one incident is put down to two causes",
                )
            } else {
                (
                    "cause/ruled-out",
                    Kind::Negation,
                    "one gives as the cause what the other rules out",
                )
            };
            Finding {
                relation: Relation::Contradict,
                kind: Some(kind),
                strength,
                evidence: pair.evidence(
                    rule,
                    stretch(&pair.a, x.first, x.last),
                    stretch(&pair.b, y.first, y.last),
                    note.into(),
                ),
            }
        })
        .max_by(|x, y| x.strength.total_cmp(&y.strength))
}

/// How surely two positions exclude each other; none if they may both be right.
fn clash(pair: &Pair, x: &Held, y: &Held) -> Option<f32> {
    /// Days after which a report may know what an earlier one could not.
    const ONE_STORY: i32 = 7;
    if !x.so && !y.so
        || x.hedged && y.hedged
        || pair.days_apart().is_some_and(|d| d.abs() > ONE_STORY)
    {
        return None;
    }
    let (given, hedged) = (
        usize::from(x.given) + usize::from(y.given),
        x.hedged || y.hedged,
    );
    let strength = 0.46 + 0.05 * given as f32 - if hedged { 0.04 } else { 0.0 };
    if given == 0 || pair.is_bare() && given < 2 {
        return None;
    }
    let apart_enough = if x.so && y.so {
        let all = x
            .causes
            .iter()
            .flat_map(|p| y.causes.iter().map(move |q| apart(*p, *q)))
            .min()
            .unwrap_or(Apart::Open);
        all == Apart::Always || all == Apart::AsCauses && given == 2
    } else {
        let (ruled_out, held) = if x.so { (y, x) } else { (x, y) };
        if ruled_out.mishap {
            held.causes
                .iter()
                .all(|c| c.family != "attack" && c.family != "human")
                && held.given
        } else {
            // No bang, no bomb: what explodes is ruled out with the explosion.
            let one = |c: &Cause, h: &Cause| {
                c == h
                    || c.family == "attack"
                        && h.family == "attack"
                        && (c.kind == "blast" && h.kind == "bomb"
                            || c.kind == "bomb" && h.kind == "blast")
            };
            let pairs = ruled_out.causes.len() == held.causes.len();
            pairs
                && ruled_out
                    .causes
                    .iter()
                    .all(|c| held.causes.iter().any(|h| one(c, h)))
        }
    };
    (apart_enough && are_one(pair, x.incident, y.incident)).then_some(strength)
}

/// The positions that a claim takes.
pub(crate) fn causes_held(side: &Side) -> Vec<Held> {
    let words = Words::new(side);
    let named = named_causes(&words);
    let accident = accident(&words);
    if named.is_empty() && accident.is_none() || is_open(&words) {
        return Vec::new();
    }
    let reading = Reading {
        words: &words,
        named: &named,
        negatives: words.negatives(0..words.len()).len(),
        hedged: is_hedged(&words),
    };
    let mut found = reading.given();
    found.extend(reading.deeds());
    if found.is_empty() {
        found.extend(reading.ruled_out());
    }
    if found.is_empty() {
        found.extend(reading.present());
    }
    found.extend(accident.filter(|_| reading.negatives <= 1));
    found
}

/// Whether a claim asks, supposes or weighs: it holds nothing.
fn is_open(words: &Words) -> bool {
    let syntax = words.syntax();
    let weighs = |w: usize| {
        matches!(
            syntax.lower(w),
            "whether"
                | "years"
                | "decades"
                | "centuries"
                | "while"
                | "whereas"
                | "if"
                | "or"
                | "either"
                | "unless"
                | "would"
                | "should"
                | "most"
                | "many"
                | "often"
                | "usually"
                | "sometimes"
        ) || matches!(
            syntax.lemma(w),
            "warn" | "fear" | "threaten" | "investigate" | "speculation" | "possibility" | "wonder"
        )
    };
    // "the most likely cause" is one cause, and "too many people" are a load; "there was none either" weighs nothing.
    let of_degree = |w: usize| {
        if syntax.lower(w) == "either" {
            return w + 1 == words.len() || syntax.upos(w + 1) == Upos::Punct;
        }
        let before = w.checked_sub(1).map(|b| syntax.lower(b));
        syntax.lower(w) == "most" && w + 1 < words.len() && syntax.upos(w + 1) == Upos::Adj
            || syntax.lower(w) == "many" && before == Some("too")
    };
    words.side.asks() || (0..words.len()).any(|w| weighs(w) && !of_degree(w))
}

fn is_hedged(words: &Words) -> bool {
    let syntax = words.syntax();
    (0..words.len()).any(|w| {
        matches!(
            syntax.lower(w),
            "may"
                | "might"
                | "could"
                | "possibly"
                | "probably"
                | "probable"
                | "likely"
                | "apparently"
                | "suspected"
                | "perhaps"
                | "seems"
                | "seemed"
                | "appears"
                | "appeared"
                | "allegedly"
        )
    })
}

/// What a claim is read for.
struct Reading<'r, 'a> {
    words: &'r Words<'a>,
    named: &'r [Named],
    negatives: usize,
    hedged: bool,
}

/// On which side of a cue the cause stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// "X caused the crash".
    CauseFirst,
    /// "The crash was caused by X".
    EffectFirst,
    /// "blamed X for the crash", "the cause of the crash was X".
    Behind,
}

impl Reading<'_, '_> {
    /// Causes that are given as such.
    fn given(&self) -> Vec<Held> {
        let mut found = Vec::new();
        for at in 0..self.words.len() {
            let Some((way, len, needs)) = self.cue(at) else {
                continue;
            };
            let before = self.reach_back(at);
            let behind = self.reach_on(at + len);
            let (cause, effect) = match way {
                Way::CauseFirst => (before.clone(), behind.clone()),
                Way::EffectFirst => (behind.clone(), before.clone()),
                Way::Behind => (behind.clone(), behind.clone()),
            };
            let Some(incident) = self.effect(effect, needs) else {
                continue;
            };
            let asked = Asked {
                clause: before.start..behind.end,
                cue: at,
                cause,
                persons: way == Way::Behind,
                vessel: needs == Needs::Thing,
                incident,
            };
            found.extend(self.positions(asked));
        }
        found
    }

    /// The words before a cue; what is shut out there in a stretch of its own ("Neglect, not a bomb, broke it") belongs to them.
    fn reach_back(&self, at: usize) -> std::ops::Range<usize> {
        let near = self.words.before(at);
        let shut = near.is_empty()
            || self.words.has_at(near.start, &["not"])
            || self.words.has_at(near.start, &["and", "not"]);
        if shut && near.start > 0 {
            return self.words.before(near.start - 1).start..at;
        }
        near
    }

    /// The words behind a cue, with what is shut out behind them: "broke this dam, not a bomb".
    fn reach_on(&self, at: usize) -> std::ops::Range<usize> {
        let near = self.words.behind(at);
        let next = near.end + 1;
        if self.words.has_at(next, &["not"])
            || self.words.has_at(next, &["and", "not"])
            || self.words.has_at(next, &["rather", "than"])
        {
            return near.start..self.words.behind(next).end;
        }
        near
    }

    /// What the words at `at` are as a cue: on which side the cause stands, their number, and what the effect must name.
    fn cue(&self, at: usize) -> Option<(Way, usize, Needs)> {
        let words = self.words;
        let syntax = words.syntax();
        let lemma = words.lemmas[at];
        let verb = syntax.upos(at) == Upos::Verb;
        let by = |len: usize| words.has_at(at + len, &["by"]);
        let passive = verb
            && (syntax.child(at, &[Dependency::AuxPass]).is_some()
                || syntax.is_passive_participle(at)
                    && syntax.child(at, &[Dependency::Aux]).is_none());
        let causal = matches!(
            lemma,
            "cause" | "trigger" | "spark" | "provoke" | "ignite" | "start" | "explain"
        );
        if verb && causal
            || words.has_at(at, &["set", "off"])
            || words.has_at(at, &["bring", "about"])
        {
            let len = if verb && causal { 1 } else { 2 };
            return if by(len) {
                Some((Way::EffectFirst, len + 1, Needs::Incident))
            } else if passive {
                None
            } else {
                Some((Way::CauseFirst, len, Needs::Incident))
            };
        }
        for phrase in [&["lead", "to"][..], &["result", "in"], &["end", "in"]] {
            if words.has_at(at, phrase) {
                return Some((Way::CauseFirst, 2, Needs::Incident));
            }
        }
        for phrase in [
            &["because", "of"][..],
            &["due", "to"],
            &["owe", "to"],
            &["owing", "to"],
            &["as", "a", "result", "of"],
            &["the", "result", "of"],
            &["result", "from"],
            &["stem", "from"],
            &["come", "from"],
            &["spread", "through"],
            &["spread", "by"],
            &["trace", "to"],
            &["trace", "back", "to"],
            &["because"],
            &["be", "down", "to"],
        ] {
            if words.has_at(at, phrase) {
                return Some((Way::EffectFirst, phrase.len(), Needs::Mishap));
            }
        }
        if verb && lemma == "blame" {
            let on = words.behind(at + 1).find(|&w| words.lemmas[w] == "on");
            return match on {
                Some(on) if on > at + 1 => Some((Way::Behind, on + 1 - at, Needs::Nothing)),
                _ if passive && by(1) => None,
                _ if passive => Some((Way::CauseFirst, 1, Needs::Nothing)),
                _ => Some((Way::Behind, 1, Needs::Nothing)),
            };
        }
        if words.has_at(at, &["to", "blame"]) {
            return Some((Way::CauseFirst, 2, Needs::Nothing));
        }
        // "put it down to", "put down the fire to".
        let put = lemma == "put"
            && words
                .behind(at + 1)
                .take(5)
                .any(|w| words.lemmas[w] == "down");
        if put || verb && matches!(lemma, "attribute" | "ascribe") {
            let to = words.behind(at + 1).find(|&w| words.lemmas[w] == "to")?;
            return Some((Way::Behind, to + 1 - at, Needs::Nothing));
        }
        if words.has_at(at, &["point", "to"]) || words.has_at(at, &["speak", "of"]) {
            return verb.then_some((Way::Behind, 2, Needs::Nothing));
        }
        if matches!(lemma, "cause" | "explanation") && syntax.upos(at) == Upos::Noun {
            return self.noun_cue(at);
        }
        // "A missile brought it down", "brought down by a missile", "sunk by a storm".
        let undo = mentioned(words, at..words.len().min(at + 3));
        let undone = undo
            .first()
            .filter(|m| matches!(m.part, Part::Undo | Part::End) && m.word >= at)?;
        let starts = words.lemmas[at] == words.lemmas[undone.word] || undone.word > at;
        if !verb || !starts {
            return None;
        }
        let len = undone.word - at + 1;
        if by(len) {
            return Some((Way::EffectFirst, len + 1, Needs::Thing));
        }
        (!passive && undone.part == Part::Undo).then_some((Way::CauseFirst, len, Needs::Thing))
    }

    /// "was the cause of the crash", "the cause was", "the most likely explanation".
    fn noun_cue(&self, at: usize) -> Option<(Way, usize, Needs)> {
        let words = self.words;
        let be = |w: &usize| matches!(words.lemmas[*w], "be" | "remain" | "lie");
        let (before, behind) = (words.before(at), words.behind(at + 1));
        if before.clone().any(|w| be(&w)) {
            let start = before.clone().find(be)?;
            return (start > before.start).then_some((Way::CauseFirst, 1, Needs::Nothing));
        }
        let be = behind.clone().find(be)?;
        Some((Way::Behind, be + 1 - at, Needs::Nothing))
    }

    /// The sort of incident that a stretch names, if it names what the cue needs.
    fn effect(
        &self,
        stretch: std::ops::Range<usize>,
        needs: Needs,
    ) -> Option<Option<&'static str>> {
        let names = mentioned(self.words, stretch.clone());
        if names.iter().any(|m| m.several) {
            return None;
        }
        let has = |parts: &[Part]| names.iter().any(|m| parts.contains(&m.part));
        let refers = stretch.clone().any(|w| {
            matches!(self.words.lemmas[w], "it" | "this" | "that")
                && self.words.syntax().upos(w) == Upos::Pron
        });
        let enough = match needs {
            Needs::Nothing => true,
            Needs::Incident => has(&[Part::Event]),
            Needs::Mishap => has(&[Part::Event, Part::End]),
            Needs::Thing => has(&[Part::Thing, Part::Event]) || refers,
        };
        enough.then(|| sort_of(&names))
    }

    /// The positions that a phrase for the cause holds.
    fn positions(&self, asked: Asked) -> Vec<Held> {
        let inside = |n: &&Named| asked.cause.contains(&n.at) && n.naming != Naming::Deed;
        let may = |n: &&Named| n.naming != Naming::Person || asked.persons && n.not.is_none();
        let (held, mut shut): (Vec<&Named>, Vec<&Named>) = self
            .named
            .iter()
            .filter(inside)
            .filter(may)
            .partition(|n| n.not.is_none());
        // "Neglect broke this dam, not a bomb": what is shut out behind the effect.
        shut.extend(self.named.iter().filter(|n| {
            asked.clause.contains(&n.at) && !asked.cause.contains(&n.at) && n.not.is_some()
        }));
        let mut local: Vec<usize> = shut.iter().filter_map(|n| n.not).collect();
        local.sort_unstable();
        local.dedup();
        local.retain(|&w| self.words.turns(w));
        let beside: Vec<usize> = self
            .words
            .negatives(asked.clause.clone())
            .into_iter()
            .filter(|w| !local.contains(w))
            .collect();
        let elsewhere = self.negatives - (local.len() + beside.len()).min(self.negatives);
        // "did not cause it", "was never brought down by it".
        let at_cue = |w: usize| w < asked.cue && asked.cue - w <= 3;
        if elsewhere > 0 || beside.len() > 1 || beside.iter().any(|&w| !at_cue(w)) {
            return Vec::new();
        }
        // Somebody and something: the thing is what he is blamed with.
        let things: Vec<&Named> = held
            .iter()
            .copied()
            .filter(|n| n.naming != Naming::Person)
            .collect();
        let held = if things.is_empty() { held } else { things };
        let mut found: Vec<Held> = Vec::new();
        if held.is_empty() && asked.vessel && beside.is_empty() {
            found.extend(self.other_vessel(&asked));
        }
        found.extend(self.stand(&held, beside.is_empty(), true, asked.incident));
        if beside.is_empty() {
            found.extend(self.stand(&shut, false, true, asked.incident));
        }
        found
    }

    /// "A freighter had sunk the ferry": another vessel is a collision.
    fn other_vessel(&self, asked: &Asked) -> Option<Held> {
        let doers = mentioned(self.words, asked.cause.clone());
        let [doer] = doers.as_slice() else {
            return None;
        };
        let collision =
            doer.part == Part::Thing && matches!(doer.incident, "ship" | "road" | "train" | "air");
        let cause = cause_at(&["collision"])?.what.0;
        collision.then(|| Held {
            causes: vec![cause],
            first: doer.word,
            last: doer.word,
            so: true,
            given: true,
            hedged: self.hedged,
            incident: asked.incident,
            mishap: false,
        })
    }

    fn stand(
        &self,
        group: &[&Named],
        so: bool,
        given: bool,
        incident: Option<&'static str>,
    ) -> Option<Held> {
        let mut causes: Vec<Cause> = group.iter().map(|n| n.cause).collect();
        causes.sort_unstable();
        causes.dedup();
        Some(Held {
            first: group.first()?.at,
            last: group.last()?.last,
            causes,
            so,
            given,
            hedged: self.hedged,
            incident,
            mishap: false,
        })
    }

    /// "was shot down", "had been set on purpose": the verb tells the cause.
    fn deeds(&self) -> Vec<Held> {
        if self.negatives > 0 {
            return Vec::new();
        }
        let names = mentioned(self.words, 0..self.words.len());
        if names.iter().any(|m| m.several) {
            return Vec::new();
        }
        let told = |n: &&Named| {
            let at = |w: usize| (n.at..=n.last).contains(&w);
            let predicates = self.words.side.detail.predicates.iter();
            n.naming == Naming::Deed
                && (n.at < n.last || !names.is_empty())
                && (matches!(self.words.lemmas[n.at], "confess" | "admit")
                    || predicates
                        .filter(|p| at(p.word))
                        .all(|p| p.modality <= Modality::Hedged))
        };
        let deeds: Vec<&Named> = self.named.iter().filter(told).collect();
        self.stand(&deeds, true, true, sort_of(&names))
            .into_iter()
            .collect()
    }

    /// "There was no storm", "a short circuit could be ruled out", "found no trace of explosives".
    fn ruled_out(&self) -> Vec<Held> {
        let words = self.words;
        let things: Vec<&Named> = self
            .named
            .iter()
            .filter(|n| matches!(n.naming, Naming::Thing | Naming::Agent))
            .collect();
        let out = |n: &&&Named| {
            // "ruled out a bomb", "a bomb was ruled out".
            let ruled = (0..words.len()).any(|w| {
                words.has_at(w, &["rule", "out"])
                    && (words.behind(w).contains(&n.at) || words.before(w).contains(&n.at))
            });
            ruled && self.negatives <= 1 && !words.has_any(&["not", "never", "no"])
                || self.negatives == 1
                    && n.not.is_some_and(|w| {
                        if matches!(words.lemmas[w], "not" | "n't") {
                            self.is_said_to_be(n)
                        } else {
                            self.is_about_presence(n)
                        }
                    })
        };
        let shut: Vec<&Named> = things
            .iter()
            .filter(|n| out(n) || self.is_called_untrue(n))
            .copied()
            .collect();
        // "The wiring was intact, so a short circuit was ruled out": other words for the same.
        let same = |n: &&Named| shut.iter().any(|s| s.cause == n.cause);
        if !things.iter().all(same) {
            return Vec::new();
        }
        let stand = self.stand(&shut, false, true, None);
        // "could be ruled out" is no doubt.
        stand
            .map(|stand| Held {
                hedged: false,
                ..stand
            })
            .into_iter()
            .collect()
    }

    /// "The theory of sabotage was not supported", "called the talk of a bomb nonsense", "invented the sabotage".
    fn is_called_untrue(&self, named: &Named) -> bool {
        let syntax = self.words.syntax();
        let above = syntax.head(named.last).map(|h| self.words.lemmas[h]);
        let of_theory = syntax.relation(named.last) == Dependency::Nmod
            && above.is_some_and(|l| {
                matches!(
                    l,
                    "theory"
                        | "talk"
                        | "idea"
                        | "suggestion"
                        | "notion"
                        | "version"
                        | "story"
                        | "tale"
                )
            });
        let invented = syntax.relation(named.last) == Dependency::Obj
            && matches!(above, Some("invent" | "fabricate"));
        let nonsense = self.words.has_any(&[
            "nonsense",
            "invention",
            "absurd",
            "baseless",
            "ludicrous",
            "lie",
            "fairy",
            "invent",
        ]);
        invented && self.negatives == 0
            || of_theory && (self.negatives == 1 || nonsense && self.negatives == 0)
    }

    /// "It was not a bomb": of whatever the report is about.
    fn is_said_to_be(&self, named: &Named) -> bool {
        let syntax = self.words.syntax();
        let subject = syntax.child(named.last, &[Dependency::Nsubj]);
        syntax.child(named.last, &[Dependency::Cop]).is_some()
            && subject.is_some_and(|s| {
                matches!(self.words.lemmas[s], "it" | "this" | "that" | "cause")
                    || !mentioned(self.words, s..s + 1).is_empty()
            })
    }

    /// Whether what is shut out is said not to have been there: "showed no missile", "no sign of a bomb", and not "no rain tomorrow".
    fn is_about_presence(&self, named: &Named) -> bool {
        let words = self.words;
        // "No explosion" is no word on the cause of an explosion; traces of one are.
        let evidence = named
            .not
            .is_some_and(|not| (not..named.at).any(|w| points_to(words.lemmas[w])));
        let verbs = &words.side.detail.predicates;
        let happened = verbs.iter().any(|p| {
            matches!(
                p.verb(),
                "be" | "find"
                    | "see"
                    | "show"
                    | "record"
                    | "hear"
                    | "detect"
                    | "register"
                    | "occur"
                    | "happen"
                    | "hit"
                    | "strike"
                    | "fire"
                    | "notice"
                    | "observe"
            ) && p.tense == Some(crate::claims::frame::Tense::Past)
        });
        evidence || happened && named.naming == Naming::Thing
    }

    /// "was caught in a storm and capsized", "fired a missile at the plane": what was there when it happened.
    fn present(&self) -> Vec<Held> {
        let names = mentioned(self.words, 0..self.words.len());
        if self.negatives > 0 || names.iter().any(|m| m.several) {
            return Vec::new();
        }
        let has = |part: Part| names.iter().any(|m| m.part == part);
        let there = |n: &&Named| {
            let verb = self.takes_part(n);
            // "fired a missile at the plane", and not "crashed hours after missiles were fired at a base".
            let hostile = n.cause.family == "attack" && self.meets_thing(n, &names);
            n.naming == Naming::Thing
                && self.words.syntax().upos(n.last) == Upos::Noun
                && verb.is_some_and(|verb| {
                    hostile && strikes(verb)
                        || matches!(
                            self.words.lemmas[n.at],
                            "saboteur" | "arsonist" | "hijacker"
                        )
                        || n.cause.family == "nature" && has(Part::Thing) && has(Part::End)
                })
        };
        let things: Vec<&Named> = self.named.iter().filter(there).collect();
        // "was struck by lightning before it crashed", "was caught in a storm and capsized".
        let met = |n: &&Named| {
            let verb = self.takes_part(n);
            has(Part::End)
                && verb.is_some_and(|v| {
                    matches!(
                        v,
                        "catch" | "fly" | "run" | "hit" | "strike" | "batter" | "sail"
                    )
                })
        };
        let given = !things.is_empty() && things.iter().all(met);
        self.stand(&things, true, given, sort_of(&names))
            .into_iter()
            .collect()
    }

    /// Whether what is named and a thing that a mishap happened to take part in one act.
    fn meets_thing(&self, named: &Named, names: &[Mentioned]) -> bool {
        self.words.side.detail.predicates.iter().any(|p| {
            let parts = p.agents.iter().chain(&p.patients).copied();
            let parts: Vec<usize> = parts.chain(p.obliques.iter().map(|(_, w)| *w)).collect();
            let thing = |w: &usize| names.iter().any(|m| m.part == Part::Thing && m.word == *w);
            parts.iter().any(|w| (named.at..=named.last).contains(w)) && parts.iter().any(thing)
        })
    }

    /// The verb of what the claim tells as a fact and what is named takes part in.
    fn takes_part(&self, named: &Named) -> Option<&str> {
        let mut told = self.words.side.detail.predicates.iter().filter(|p| {
            let parts = p.agents.iter().chain(&p.patients).copied();
            let mut parts = parts.chain(p.obliques.iter().map(|(_, w)| *w));
            p.modality <= Modality::Hedged
                && p.negation.is_none()
                && parts.any(|w| (named.at..=named.last).contains(&w))
        });
        told.next().map(|p| p.verb())
    }
}

/// Verbs of what a weapon does, and of what is done with it.
fn strikes(verb: &str) -> bool {
    matches!(
        verb,
        "fire"
            | "launch"
            | "hit"
            | "strike"
            | "explode"
            | "plant"
            | "place"
            | "detonate"
            | "go"
            | "drop"
            | "hide"
    )
}

/// What is asked of a cue.
struct Asked {
    /// The words of its clause.
    clause: std::ops::Range<usize>,
    /// Where it stands.
    cue: usize,
    /// Where the cause stands.
    cause: std::ops::Range<usize>,
    /// Whether a person may be the cause.
    persons: bool,
    /// Whether a vessel may be: "a freighter sank it".
    vessel: bool,
    /// The sort of incident that the effect names.
    incident: Option<&'static str>,
}

/// What the effect of a cue must name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    /// Nothing: "blamed the storm".
    Nothing,
    /// A noun for what happened: "caused the crash".
    Incident,
    /// That, or a verb: "sank because".
    Mishap,
    /// What it happened to: "brought down the dam".
    Thing,
}

/// The sort of incident that some words name: the surest of them.
fn sort_of(names: &[Mentioned]) -> Option<&'static str> {
    let specific = |part: Part| {
        let of_part = names.iter().filter(move |m| m.part == part);
        of_part.map(|m| m.incident).find(|i| *i != ANY)
    };
    specific(Part::Event)
        .or_else(|| specific(Part::Thing))
        .or_else(|| names.first().map(|_| ANY))
}

/// "This was no accident, it was murder": whoever says so rules out every cause without intent; "it was an accident" is no position, for an
/// accident may be many things.
fn accident(words: &Words) -> Option<Held> {
    let syntax = words.syntax();
    let at = (0..words.len()).find(|&w| {
        words.lemmas[w] == "accident"
            && syntax.upos(w) == Upos::Noun
            && words.shut_out(w).is_some()
            && syntax.child(w, &[Dependency::Cop]).is_some()
    })?;
    let subject = syntax.child(at, &[Dependency::Nsubj])?;
    let about = matches!(words.lemmas[subject], "this" | "it" | "that")
        || !mentioned(words, subject..subject + 1).is_empty();
    about.then(|| Held {
        causes: Vec::new(),
        first: words.shut_out(at).unwrap_or(at),
        last: at,
        so: false,
        given: true,
        hedged: is_hedged(words),
        incident: None,
        mishap: true,
    })
}
