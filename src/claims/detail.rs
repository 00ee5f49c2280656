//! All that the judge may ask about a claim: its tree, frames, quantities, times, speaker.
//!
//! Worked out only for claims that reached alignment, each once.

use jiff::civil::Date;

use super::attribution::{Attribution, Stance, attributions};
use super::frame::{Modality, Predicate, QuantityFrame, predicates, quantity_frames};
use super::nominal_cue::names_what_is_said;
use super::quantity::quantities;
use super::speaker::{Speaker, SpeakerTracker};
use super::syntax::{Shape, Syntax, lemma_hash};
use super::when::{When, times};
use crate::lexicon::places::{PlaceWord, is_place_noun, is_placing};
use crate::lexicon::relations::role_class;
use crate::parse::{Relation, Tree, Upos, parser};
use crate::text::dateline::dateline;
use crate::text::span::Span;
use crate::text::term::{TermKey, key_of};
use crate::text::token::{Token, tokenize};

/// A claim taken apart. Word indices are token indices; spans index the article's text.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The sentence.
    pub sentence: Span,
    /// Its tree.
    pub tree: Tree,
    /// What is asked of the tree again and again.
    pub shape: Shape,
    /// By what the verbs of the predicates are told apart, in their order.
    pub verbs: Vec<VerbKey>,
    /// Who says what in it.
    pub attributions: Vec<Attribution>,
    /// What is said of whom.
    pub predicates: Vec<Predicate>,
    /// What its numbers count.
    pub quantities: Vec<QuantityFrame>,
    /// When.
    pub times: Vec<When>,
    /// Names: runs of proper nouns, as word indices.
    pub names: Vec<Vec<usize>>,
    /// Who says it; none for the outlet's own voice.
    pub speaker: Option<Speaker>,
    /// The attribution that the speaker stems from.
    pub main_attribution: Option<usize>,
}

/// By what the verb of a predicate is told from others, its particle left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerbKey {
    /// The [`lemma_hash`] of the verb.
    pub lemma: u64,
    /// The identity of its stem.
    pub stem: TermKey,
    /// The class of what happens to its object: "killed".
    pub class: Option<&'static str>,
}

impl VerbKey {
    fn new(predicate: &Predicate) -> Self {
        let verb = predicate.verb();
        VerbKey {
            lemma: lemma_hash(verb),
            stem: key_of(verb),
            class: role_class(verb),
        }
    }
}

/// A claim parsed, but not yet taken apart: what must be known of it to say who speaks in it and in those behind it.
#[derive(Debug)]
pub struct Parsed {
    sentence: Span,
    tokens: Vec<Token>,
    tree: Tree,
    shape: Shape,
    attributions: Vec<Attribution>,
}

impl Parsed {
    /// Parses one sentence.
    pub fn new(text: &str, sentence: Span) -> Self {
        // The dateline is no part of what is said.
        let body = dateline(sentence.of(text)).unwrap_or(0);
        let tokens: Vec<Token> = tokenize(sentence.of(text))
            .into_iter()
            .filter(|t| t.span.start as usize >= body)
            .map(|t| Token {
                span: t.span.shifted(sentence.start as usize),
            })
            .collect();
        let tree = parser().parse_among_others(text, &tokens);
        let shape = Shape::new(text, &tree);
        let syntax = Syntax::new(text, &tree, &shape);
        let attributions = attributions(&syntax);
        Parsed {
            sentence,
            tokens,
            tree,
            shape,
            attributions,
        }
    }

    /// Who speaks in it, as the tracker has it if this is the next claim.
    pub fn speaker(
        &self,
        text: &str,
        tracker: &mut SpeakerTracker,
    ) -> (Option<Speaker>, Option<usize>) {
        let syntax = Syntax::new(text, &self.tree, &self.shape);
        tracker.next(&syntax, &self.attributions, self.sentence)
    }
}

impl Detail {
    /// Takes one sentence apart. `anchor` is the day that its "Monday" refers to; `tracker` runs through the article.
    pub fn new(
        text: &str,
        sentence: Span,
        anchor: Option<Date>,
        tracker: &mut SpeakerTracker,
    ) -> Self {
        let parsed = Parsed::new(text, sentence);
        let spoken = parsed.speaker(text, tracker);
        Detail::of_parsed(text, parsed, anchor, spoken)
    }

    /// Takes a parsed sentence apart, given who speaks in it and by which attribution.
    pub fn of_parsed(
        text: &str,
        parsed: Parsed,
        anchor: Option<Date>,
        (speaker, main_attribution): (Option<Speaker>, Option<usize>),
    ) -> Self {
        let Parsed {
            sentence,
            tokens,
            tree,
            shape,
            attributions,
        } = parsed;
        let syntax = Syntax::new(text, &tree, &shape);
        let predicates = predicates(&syntax, &attributions);
        let times = times(text, &tokens, anchor);
        let quantities: Vec<_> = quantities(text, &tokens)
            .into_iter()
            // "nine in the evening", "two days ago": a time, not a count.
            .filter(|q| {
                !times
                    .iter()
                    .any(|t| t.tokens.start <= q.tokens.start && q.tokens.start < t.tokens.end)
            })
            .collect();
        let quantities = quantity_frames(&syntax, quantities, &predicates);
        let names = names(&syntax);
        Detail {
            sentence,
            attributions,
            quantities,
            times,
            names,
            speaker,
            main_attribution,
            verbs: predicates.iter().map(VerbKey::new).collect(),
            predicates,
            tree,
            shape,
        }
    }

    /// Questions to its tree.
    pub fn syntax<'a>(&'a self, text: &'a str) -> Syntax<'a> {
        Syntax::new(text, &self.tree, &self.shape)
    }

    /// Whether what the predicate says is denied, an odd number of times.
    pub fn is_denied(&self, predicate: &Predicate) -> bool {
        let denials = self
            .attributions
            .iter()
            .filter(|a| a.stance == Stance::Deny && a.cue != predicate.word && !self.is_refusal(a));
        denials
            .filter(|a| self.is_content_of(predicate.word, a.content_head))
            .count()
            % 2
            == 1
    }

    /// Whether a word carries the content that hangs on `top`: it is `top` itself, or the clause of a noun such as "the claim that",
    /// or coordinated with one of them. What merely describes something in the content ("things that we see") is not denied with it.
    fn is_content_of(&self, word: usize, top: usize) -> bool {
        let mut at = word;
        for _ in 0..self.tree.words.len() {
            if at == top {
                return true;
            }
            let node = &self.tree.words[at];
            let Some(head) = node.head.map(usize::from) else {
                return false;
            };
            let carries = match node.relation {
                Relation::Conj => true,
                Relation::Advcl if self.tells_when(at) => false,
                Relation::Acl | Relation::Ccomp | Relation::Advcl | Relation::Nmod => {
                    head == top && self.tree.words[top].upos == Upos::Noun
                }
                // "allegations that its jets had bombed it": trees often take it for a relative clause.
                Relation::AclRelcl => head == top && names_a_saying(&self.tree.words[top].lemma),
                _ => false,
            };
            if !carries {
                return false;
            }
            at = head;
        }
        false
    }

    /// "denied that he was on the phone when the bus left the road": the clause that tells when is not denied with the rest.
    fn tells_when(&self, clause: usize) -> bool {
        self.tree.words.iter().any(|w| {
            w.head == Some(clause as u16)
                && matches!(
                    w.lemma.as_str(),
                    "when" | "after" | "before" | "while" | "as" | "since" | "until" | "because"
                )
        })
    }

    /// "denied bail", "rejected the offer": something is refused, nothing is said not to be so.
    pub fn is_refusal(&self, denial: &Attribution) -> bool {
        let object = |w: &usize| {
            self.tree.words[*w].head == Some(denial.cue as u16)
                && self.tree.words[*w].relation == Relation::Obj
        };
        // "denied that he had planned it" is no refusal of a plan.
        let refused = |w: usize| {
            self.tree.words[w].upos == Upos::Noun
                && matches!(
                    self.tree.words[w].lemma.as_str(),
                    "bail"
                        | "entry"
                        | "access"
                        | "request"
                        | "offer"
                        | "bid"
                        | "proposal"
                        | "plan"
                        | "deal"
                        | "appeal"
                        | "visa"
                        | "permission"
                        | "application"
                        | "call"
                        | "amendment"
                        | "bill"
                        | "motion"
                        | "veto"
                        | "demand"
                        | "idea"
                        | "invitation"
                        | "parole"
                        | "right"
                        | "benefit"
                        | "service"
                        | "coverage"
                        | "asylum"
                        | "treatment"
                        | "help"
                        | "aid"
                        | "opportunity"
                        | "chance"
                        | "people"
                        | "candidate"
                )
        };
        refused(denial.content_head)
            || (0..self.tree.words.len()).filter(object).any(refused)
            || self.turns_down(denial)
    }

    /// "rejected a pay raise": what is turned down is no statement, unless the noun names what is said or done.
    fn turns_down(&self, denial: &Attribution) -> bool {
        let what = &self.tree.words[denial.content_head];
        let refusing = matches!(
            self.tree.words[denial.cue].lemma.as_str(),
            "reject" | "refuse" | "decline" | "dismiss" | "spurn" | "turn"
        );
        let own_act = matches!(
            what.lemma.as_str(),
            "involvement"
                | "responsibility"
                | "blame"
                | "part"
                | "role"
                | "guilt"
                | "talk"
                | "speculation"
                | "notion"
                | "fear"
        );
        refusing
            && what.upos == Upos::Noun
            && what.relation == Relation::Obj
            && !own_act
            && !names_what_is_said(&what.lemma)
    }

    /// The predicate that the claim is about: the root of what is said, the reporting verb stripped.
    pub fn main_predicate(&self) -> Option<&Predicate> {
        let top = match self.main_attribution {
            Some(index) => self.attributions[index].content_head,
            None => self.tree.root()?,
        };
        let carries = |word: usize| self.predicates.iter().find(|p| p.word == word);
        // "did not announce her retirement": a cue that reports a thing and no clause says what happened itself.
        let cue = self.main_attribution.map(|i| &self.attributions[i]);
        let thing = cue.filter(|a| {
            self.tree.words[a.content_head].head == Some(a.cue as u16)
                && self.tree.words[a.content_head].relation == Relation::Obj
                && !matches!(a.stance, Stance::Deny | Stance::Accuse)
        });
        if let Some(predicate) = thing.and_then(|a| carries(a.cue)) {
            return Some(predicate);
        }
        carries(top).or_else(|| {
            self.predicates
                .iter()
                .find(|p| !self.attributions.iter().any(|a| a.cue == p.word))
        })
    }

    /// `affirmed` or `negated`, for the main predicate.
    pub fn polarity(&self) -> &'static str {
        match self.main_predicate() {
            Some(predicate) if predicate.negation.is_some() => "negated",
            _ => "affirmed",
        }
    }

    /// The word of the `modality` column, for the main predicate.
    pub fn modality(&self) -> &'static str {
        match self.main_predicate() {
            Some(predicate) if self.is_denied(predicate) => "denied",
            Some(predicate) => predicate.modality.name(),
            None => Modality::Asserted.name(),
        }
    }

    /// Names that stand where places stand: behind "in", "at", "near" and the like, beside a noun of a place ("the village of X",
    /// "X province"), as what is shelled or bombed.
    pub fn places(&self, text: &str) -> Vec<String> {
        let syntax = self.syntax(text);
        let placed = |name: &&Vec<usize>| {
            name.iter().any(|&w| {
                let behind = syntax.preposition(w).is_some_and(|p| is_placing(&p));
                (behind || names_a_place(&syntax, w)) && self.time_at(w).is_none()
            }) || self.is_shelled(name)
                || holds_place_noun(&syntax, name)
        };
        // "a group based in Britain" says where the group sits, not where anything happened.
        let seat = |name: &&Vec<usize>| {
            name.iter().any(|&w| {
                syntax
                    .head(w)
                    .is_some_and(|h| matches!(syntax.lemma(h), "base" | "headquarter"))
            })
        };
        self.names
            .iter()
            .filter(placed)
            .filter(|name| !seat(name))
            .map(|name| syntax.span(name).of(text).to_string())
            .collect()
    }

    /// Where a predicate happens: heads of its phrases behind "in", "at", "near" and the like that are no times.
    pub fn places_of(&self, predicate: &Predicate) -> Vec<usize> {
        let placed = predicate.obliques.iter().filter(|(preposition, word)| {
            is_placing(preposition)
                && self.time_at(*word).is_none()
                && (self.tree.words[*word].upos == Upos::Propn
                    || is_place_noun(&self.tree.words[*word].lemma))
        });
        placed.map(|(_, word)| *word).collect()
    }

    /// When a predicate happens: the times among its phrases and adverbs.
    pub fn times_of(&self, predicate: &Predicate) -> Vec<&When> {
        let hangs_on_it = |time: &&When| {
            time.tokens.clone().any(|w| {
                self.tree.words[w].head == Some(predicate.word as u16)
                    && matches!(
                        self.tree.words[w].relation,
                        Relation::Obl
                            | Relation::OblUnmarked
                            | Relation::Advmod
                            | Relation::Nmod
                            | Relation::NmodUnmarked
                            | Relation::NmodPoss
                    )
            })
        };
        self.times.iter().filter(hangs_on_it).collect()
    }

    /// Whether a name is what a predicate of shelling has for its object.
    fn is_shelled(&self, name: &[usize]) -> bool {
        let shelling = |p: &&Predicate| {
            let lemma = p.lemma.as_str();
            matches!(lemma, "shell" | "shelling" | "bombard" | "bombardment")
        };
        self.predicates
            .iter()
            .filter(shelling)
            .any(|p| p.patients.iter().any(|w| name.contains(w)))
    }

    /// The time that a word belongs to.
    fn time_at(&self, word: usize) -> Option<&When> {
        self.times.iter().find(|t| t.tokens.contains(&word))
    }
}

/// "Wafideen Camp", "the Midan District": a noun of a settlement as the last part of a name.
fn holds_place_noun(syntax: &Syntax, name: &[usize]) -> bool {
    let last = name.last().map(|&w| syntax.form(w).to_lowercase());
    name.len() > 1
        && last.is_some_and(|word| {
            matches!(
                PlaceWord::of(&word),
                Some(PlaceWord::Settlement | PlaceWord::Area)
            )
        })
}

/// Whether a proper noun stands beside a noun of a settlement or an area: "the village of X", "the X district".
fn names_a_place(syntax: &Syntax, word: usize) -> bool {
    // A tagger takes a small noun that it does not know for a name: "the moshav of X".
    let small = |w: usize| syntax.form(w).starts_with(char::is_lowercase);
    let is_noun = |w: usize| {
        (syntax.upos(w) == Upos::Noun || syntax.upos(w) == Upos::Propn && small(w))
            && matches!(
                PlaceWord::of(syntax.lemma(w)),
                Some(PlaceWord::Settlement | PlaceWord::Area)
            )
    };
    // "the towns of X and Y".
    let first = match syntax.relation(word) {
        Relation::Conj => syntax.head(word).unwrap_or(word),
        _ => word,
    };
    let head = syntax.head(first).filter(|&h| is_noun(h));
    head.is_some_and(|_| match syntax.relation(first) {
        Relation::Nmod => syntax.preposition(first).is_some_and(|p| p == "of"),
        Relation::Compound | Relation::Appos | Relation::NmodDesc | Relation::Flat => true,
        _ => false,
    }) || syntax
        .child(first, &[Relation::Compound, Relation::NmodDesc])
        .is_some_and(is_noun)
}

/// Nouns whose clause is what is said, never what describes them.
fn names_a_saying(noun: &str) -> bool {
    matches!(
        noun,
        "claim"
            | "allegation"
            | "accusation"
            | "suggestion"
            | "report"
            | "assertion"
            | "charge"
            | "rumour"
            | "rumor"
            | "notion"
            | "idea"
            | "insinuation"
            | "statement"
            | "speculation"
    )
}

/// Runs of proper nouns that hang together.
fn names(syntax: &Syntax) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    for word in 0..syntax.len() {
        if syntax.upos(word) != Upos::Propn {
            continue;
        }
        let joins = found
            .last()
            .is_some_and(|run| run.last() == Some(&(word.wrapping_sub(1))))
            && matches!(
                syntax.relation(word),
                Relation::Flat
                    | Relation::Compound
                    | Relation::Appos
                    | Relation::NmodDesc
                    | Relation::Nmod
                    | Relation::NmodUnmarked
                    | Relation::Dep
            )
            || found.last().is_some_and(|run| {
                run.last() == Some(&word.wrapping_sub(1))
                    && run.iter().any(|&w| syntax.head(w) == Some(word))
            });
        match found.last_mut() {
            Some(run) if joins => run.push(word),
            _ => found.push(vec![word]),
        }
    }
    found
}
