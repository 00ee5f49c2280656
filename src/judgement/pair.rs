//! The two sides of an aligned pair, and what they share beside the fact in question.

use jiff::civil::Date;

use super::correspond::kinship;
use super::readings::Readings;
use super::scorer::Scorers;
use super::verdict::Evidence;
use crate::alignment::{SimilarityVector, Vocabulary, WordId};
use crate::claims::attribution::Stance;
use crate::claims::detail::Detail;
use crate::claims::frame::Predicate;
use crate::claims::syntax::Syntax;
use crate::claims::when::{Days, When};
use crate::text::span::Span;

/// One claim of a pair. Its outlet is left out on purpose: no verdict depends on it.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The article's text.
    pub text: &'a str,
    /// The claim taken apart.
    pub detail: &'a Detail,
    /// Questions to its tree.
    pub syntax: Syntax<'a>,
    /// The day of publication.
    pub published: Option<Date>,
    /// Its distinct words.
    pub words: &'a [WordId],
    /// What the rules have read in it so far.
    pub readings: &'a Readings,
}

impl<'a> Side<'a> {
    /// A side from its parts.
    pub fn new(
        text: &'a str,
        detail: &'a Detail,
        published: Option<Date>,
        words: &'a [WordId],
        readings: &'a Readings,
    ) -> Self {
        Side {
            text,
            detail,
            syntax: detail.syntax(text),
            published,
            words,
            readings,
        }
    }

    /// The words of a span of its text.
    pub fn words_of(&self, span: Span) -> &'a str {
        span.of(self.text)
    }

    /// Whether its sentence asks something, anywhere.
    pub fn asks(&self) -> bool {
        self.words_of(self.detail.sentence).contains('?')
    }

    /// Whether its sentence tells that somebody denies something. "Accused of assault, which he denies" tells both sides: it is not against
    /// a report of the denial.
    pub fn tells_of_a_denial(&self) -> bool {
        let mut attributions = self.detail.attributions.iter();
        attributions.any(|a| a.stance == Stance::Deny)
    }

    /// Whether its sentence tells that somebody owns to one thing and denies another: "admitted the shots at his colleagues, but denied shooting at
    /// the police" is no denial of the shots.
    pub fn tells_of_a_denial_in_part(&self) -> bool {
        let owns = |p: &Predicate| {
            p.negation.is_none()
                && matches!(p.verb(), "admit" | "acknowledge" | "concede" | "confess")
        };
        self.tells_of_a_denial() && self.detail.predicates.iter().any(owns)
    }

    /// The head of whoever says what the word is part of, if somebody does.
    pub fn source_of(&self, word: usize) -> Option<usize> {
        let attributions = self.detail.attributions.iter();
        attributions
            .filter(|a| a.content.binary_search(&word).is_ok())
            .find_map(|a| a.source)
    }

    /// The times that hang on a predicate; if none does, those of the sentence that do not say when something was said.
    pub fn times_of(&self, predicate: usize) -> Vec<&'a When> {
        let own = self.own_times_of(predicate);
        if !own.is_empty() {
            return own;
        }
        let cues = || self.detail.attributions.iter().map(|a| a.cue);
        let of_saying = |t: &&When| {
            self.syntax
                .ancestors(t.tokens.start)
                .find(|&w| cues().any(|c| c == w) || self.predicates_at(w))
                .is_some_and(|w| cues().any(|c| c == w))
        };
        self.detail.times.iter().filter(|t| !of_saying(t)).collect()
    }

    fn predicates_at(&self, word: usize) -> bool {
        self.detail.predicates.iter().any(|p| p.word == word)
    }

    /// The times that hang on a predicate.
    fn own_times_of(&self, predicate: usize) -> Vec<&'a When> {
        self.detail
            .times
            .iter()
            .filter(|t| self.syntax.is_below(t.tokens.start, predicate))
            .collect()
    }

    /// Whether the sentence speaks of days long gone: all that it names lie more than a month before its publication.
    pub fn is_background(&self) -> bool {
        /// A story is news for about as long.
        const NEWS_DAYS: i32 = 31;
        let Some(published) = self.published else {
            return false;
        };
        let ago = |days: Days| days.last.until(published).map_or(0, |s| s.get_days());
        let mut named = self.detail.times.iter().filter_map(|t| t.days).peekable();
        named.peek().is_some() && named.all(|days| ago(days) > NEWS_DAYS)
    }
}

/// An aligned pair, ready to be judged.
pub struct Pair<'a> {
    /// The first claim.
    pub a: Side<'a>,
    /// The second.
    pub b: Side<'a>,
    /// Why they were paired.
    pub similarity: SimilarityVector,
    /// The weights of words.
    pub vocabulary: &'a Vocabulary,
    /// How often candidates of figures were genuine: the shipped scorers, but where a model is trained on pairs that these have seen.
    pub scorers: &'a Scorers,
}

impl<'a> Pair<'a> {
    /// The same pair with its sides in the other order.
    pub fn turned(&self) -> Pair<'a> {
        Pair {
            a: self.b,
            b: self.a,
            similarity: self.similarity.turned(),
            vocabulary: self.vocabulary,
            scorers: self.scorers,
        }
    }

    /// Whether the sides stand in the order of the alphabet, which is that of no reader, outlet or file.
    pub fn is_in_order(&self) -> bool {
        let key = |side: &Side<'a>| (side.detail.sentence.of(side.text), side.published);
        key(&self.a) <= key(&self.b)
    }
}

impl Pair<'_> {
    /// The evidence of two places in the texts, whose words are the values that clash.
    pub fn evidence(&self, rule: &'static str, a: Span, b: Span, note: String) -> Evidence {
        let words = (
            self.a.words_of(a).to_string(),
            self.b.words_of(b).to_string(),
        );
        Evidence {
            rule,
            a,
            b,
            a_words: words.0.clone(),
            b_words: words.1.clone(),
            a_value: words.0,
            b_value: words.1,
            note,
        }
    }

    /// The evidence of two phrases, given by their heads.
    pub fn evidence_of_phrases(
        &self,
        rule: &'static str,
        a: usize,
        b: usize,
        note: &str,
    ) -> Evidence {
        let span = |side: &Side, head: usize| side.syntax.span(side.syntax.phrase(head));
        self.evidence(rule, span(&self.a, a), span(&self.b, b), note.into())
    }

    /// Whether somebody put two bare sentences side by side. Such sentences are read as reports of one event unless something in
    /// them says otherwise; sentences out of articles must show that they are.
    pub fn is_bare(&self) -> bool {
        self.similarity.article.is_none()
    }

    /// Whether the two articles are so much alike that they report one event.
    pub fn tells_one_event(&self) -> bool {
        /// A cosine; of the labelled disputes in real coverage nine of ten lie above it.
        const ONE_EVENT: f32 = 0.28;
        self.similarity
            .article
            .is_some_and(|link| link >= ONE_EVENT)
    }

    /// Whether the two articles tell of one incident: they are much alike, or somewhat alike and begin with the same day and place.
    pub fn tells_one_incident(&self) -> bool {
        /// A cosine; opposed outlets share little more than names.
        const OPPOSED: f32 = 0.15;
        self.tells_one_event()
            || self
                .similarity
                .article
                .is_some_and(|link| link >= OPPOSED && leads_meet(&self.a, &self.b))
    }

    /// Whether the two articles may tell of one incident: as [`Pair::tells_one_incident`], of articles less alike. Enough where the
    /// claims themselves point at one deed.
    pub fn may_tell_one_incident(&self) -> bool {
        /// Cosines.
        const RELATED: f32 = 0.15;
        const OPPOSED: f32 = 0.1;
        self.similarity
            .article
            .is_none_or(|link| link >= RELATED || link >= OPPOSED && leads_meet(&self.a, &self.b))
    }

    /// Whether one claim holds the whole other, word for word, and little else: one text cannot be against itself. "The claim that he
    /// resigned is a lie" can.
    pub fn says_it_in_one_wording(&self) -> bool {
        /// The least share of the longer one that the shorter one is.
        const WHOLE: f32 = 0.8;
        let words = |side: &Side| -> String {
            let text = side.words_of(side.detail.sentence).to_lowercase();
            let words = text.split(|c: char| !c.is_alphanumeric());
            let words = words.filter(|w| !w.is_empty());
            words.fold(String::from(" "), |all, word| all + word + " ")
        };
        let (a, b) = (words(&self.a), words(&self.b));
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        short.len() as f32 >= WHOLE * long.len() as f32 && long.contains(&short)
    }

    /// Whether one claim speaks of days long gone and the other does not: they can hardly mean one incident.
    pub fn mixes_background(&self) -> bool {
        self.a.is_background() != self.b.is_background()
    }

    /// Days between the publications, if both are known.
    pub fn days_apart(&self) -> Option<i32> {
        let (a, b) = (self.a.published?, self.b.published?);
        a.until(b).ok().map(|s| s.get_days())
    }

    /// Weight of the names that both sides hold.
    pub fn shared_names(&self) -> usize {
        self.a
            .detail
            .names
            .iter()
            .filter(|n| self.has_name(&self.a, n, &self.b))
            .count()
    }

    fn has_name(&self, of: &Side, name: &[usize], by: &Side) -> bool {
        name.iter().any(|&x| {
            by.detail
                .names
                .iter()
                .flatten()
                .any(|&y| kinship(&of.syntax, x, &by.syntax, y) >= 0.85)
        })
    }

    /// Places that one side names and that are nowhere among the words of the other: on each side.
    pub fn unshared_places(&self) -> (usize, usize) {
        let count = |of: &Side, by: &Side| {
            let other = &by.places().sentence;
            let names = of.places().names.iter();
            names
                .filter(|words| !words.iter().any(|w| other.contains(w.as_str())))
                .count()
        };
        (count(&self.a, &self.b), count(&self.b, &self.a))
    }

    /// As [`Pair::days_relation`], by the times that hang on the predicates themselves: when somebody denies a deed is not when it was done.
    pub fn own_days_relation(&self, a: usize, b: usize) -> Option<bool> {
        days_meet(self.a.own_times_of(a), self.b.own_times_of(b))
    }

    /// Whether the days that both sides give for two predicates meet; none if one side gives no day.
    pub fn days_relation(&self, a: usize, b: usize) -> Option<bool> {
        days_meet(self.a.times_of(a), self.b.times_of(b))
    }
}

/// Whether two articles begin with one weekday and one name.
fn leads_meet(a: &Side, b: &Side) -> bool {
    let (ours, theirs) = (a.lead(), b.lead());
    let shared = |named: bool| {
        ours.iter()
            .filter(|w| is_weekday(w) != named)
            .any(|w| theirs.binary_search(w).is_ok())
    };
    shared(false) && shared(true)
}

fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday"
    )
}

/// Whether some day lies in a time of each list; none if one list names no day.
fn days_meet(a: Vec<&When>, b: Vec<&When>) -> Option<bool> {
    let days =
        |times: Vec<&When>| -> Vec<Days> { times.into_iter().filter_map(|t| t.days).collect() };
    let (x, y) = (days(a), days(b));
    (!x.is_empty() && !y.is_empty()).then(|| x.iter().any(|p| y.iter().any(|q| p.meet(*q))))
}
