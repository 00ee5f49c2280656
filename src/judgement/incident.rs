//! Which disasters does an article tell of, and of which day?
//!
//! Two reports of one earthquake days apart share few words beside its name: one counts the dead, the other blames the builders. What they do
//! share is the disaster itself: "Sunday's earthquake", "the quake that struck on Sunday". Of earthquakes, crashes and floods there is one a
//! day in any news, so its kind and its day name it. Attacks are left out: a war has many a day.

use jiff::civil::Date;

use super::pair::{Pair, Side};
use crate::claims::when::times;
use crate::text::sentence::sentences;
use crate::text::span::Span;
use crate::text::token::{Token, tokenize};

/// A disaster of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Incident {
    kind: &'static str,
    day: Date,
}

/// The disasters of an article.
#[derive(Debug, Default)]
pub(super) struct Incidents {
    /// Those that it dates, sorted.
    dated: Vec<Incident>,
    /// The kinds that it begins with, sorted.
    leading: Vec<&'static str>,
}

impl Incidents {
    /// Reads an article; `anchor` is the day that its "Monday" refers to.
    pub fn new(text: &str, anchor: Option<Date>) -> Self {
        /// Some two or three sentences, in bytes.
        const LEAD: u32 = 420;
        let mut found = Incidents::default();
        for sentence in sentences(text) {
            let tokens: Vec<Token> = tokenize(sentence.of(text))
                .into_iter()
                .map(|t| Token {
                    span: t.span.shifted(sentence.start as usize),
                })
                .collect();
            let named: Vec<(usize, &str)> = kinds_in(text, &tokens).collect();
            if sentence.start < LEAD {
                found.leading.extend(named.iter().map(|(_, kind)| *kind));
            }
            if let Some(anchor) = anchor.filter(|_| !named.is_empty()) {
                found.dated.extend(dated(text, &tokens, &named, anchor));
            }
        }
        found.dated.sort_unstable();
        found.dated.dedup();
        found.leading.sort_unstable();
        found.leading.dedup();
        found
    }
}

impl Pair<'_> {
    /// Whether the two articles tell of one disaster: both date one of the same kind to the same day, or they begin with one kind and are
    /// fairly alike.
    pub fn tells_one_disaster(&self) -> bool {
        /// A cosine.
        const ALIKE: f32 = 0.2;
        /// What the neighbours of both share (a cosine).
        const ONE_STORY: f32 = 0.5;
        let (x, y) = (self.a.incidents(), self.b.incidents());
        let alike = || {
            self.similarity.article.is_some_and(|link| link >= ALIKE)
                && self
                    .similarity
                    .story
                    .is_some_and(|story| story >= ONE_STORY)
        };
        !self.names_two_disasters()
            && (share(&x.dated, &y.dated) || share(&x.leading, &y.leading) && alike())
    }

    /// Whether each claim names a disaster, and they are of two kinds: an earthquake and its aftershock.
    fn names_two_disasters(&self) -> bool {
        let kinds = |side: &Side| -> Vec<&'static str> {
            let sentence = side.detail.sentence;
            let tokens = tokenize(sentence.of(side.text));
            let mut kinds: Vec<_> = kinds_in(sentence.of(side.text), &tokens)
                .map(|(_, kind)| kind)
                .collect();
            kinds.sort_unstable();
            kinds
        };
        let (x, y) = (kinds(&self.a), kinds(&self.b));
        !x.is_empty() && !y.is_empty() && !share(&x, &y)
    }
}

/// Whether two sorted lists have an item in common.
fn share<T: Ord>(x: &[T], y: &[T]) -> bool {
    x.iter().any(|item| y.binary_search(item).is_ok())
}

/// The days of the disasters of a sentence: "Sunday's earthquake", "the earthquake that struck the valley on Sunday".
fn dated(
    text: &str,
    tokens: &[Token],
    named: &[(usize, &'static str)],
    anchor: Date,
) -> Vec<Incident> {
    /// What is told of an earlier day is told as background (days).
    const FRESH: i32 = 14;
    /// Words between the day and the noun behind it: "Sunday's magnitude 6.1 earthquake".
    const BEFORE: usize = 4;
    /// Words between the noun and the day behind it.
    const BEHIND: usize = 14;
    let word = |at: usize| tokens[at].span.of(text);
    let mut found = Vec::new();
    for when in times(text, tokens, Some(anchor)) {
        let Some(day) = when.days.filter(|d| d.is_day()).map(|d| d.first) else {
            continue;
        };
        let ago = day.until(anchor).map_or(i32::MAX, |span| span.get_days());
        if !(0..=FRESH).contains(&ago) {
            continue;
        }
        for &(at, kind) in named {
            let (from, to, most) = if when.tokens.end <= at {
                (when.tokens.end, at, BEFORE)
            } else {
                (at + 1, when.tokens.start, BEHIND)
            };
            // "The toll of the earthquake rose to 61 on Monday" dates the toll.
            let between = to.saturating_sub(from);
            let counts = || (from..to).any(|w| word(w).starts_with(|c: char| c.is_ascii_digit()));
            if between <= most && (when.tokens.end <= at || !counts()) {
                found.push(Incident { kind, day });
            }
        }
    }
    found
}

/// The disasters that words name, each with its place among them.
fn kinds_in<'t>(
    text: &'t str,
    tokens: &'t [Token],
) -> impl Iterator<Item = (usize, &'static str)> + 't {
    let lower = |at: usize| -> String {
        let span: Option<Span> = tokens.get(at).map(|t| t.span);
        span.map_or(String::new(), |span| span.of(text).to_lowercase())
    };
    (0..tokens.len()).filter_map(move |at| {
        let word = lower(at);
        let kind = kind(&word)?;
        // "opened fire", "under fire", "mortar fire".
        let shots = || {
            let before = at.checked_sub(1).map_or(String::new(), lower);
            !matches!(
                before.as_str(),
                "the"
                    | "a"
                    | "this"
                    | "that"
                    | "'s"
                    | "forest"
                    | "house"
                    | "factory"
                    | "big"
                    | "huge"
            )
        };
        (word != "fire" || !shots()).then_some((at, kind))
    })
}

/// The kind of a disaster of which there is hardly more than one a day; none for other words. In the singular only: "earthquakes" are no
/// particular one.
fn kind(noun: &str) -> Option<&'static str> {
    Some(match noun {
        "earthquake" | "quake" | "temblor" => "earthquake",
        "aftershock" => "aftershock",
        "crash" => "crash",
        "collision" => "collision",
        "derailment" => "derailment",
        "explosion" | "blast" => "explosion",
        "fire" | "blaze" | "wildfire" | "inferno" => "fire",
        "flood" | "flooding" => "flood",
        "hurricane" | "cyclone" | "typhoon" | "tornado" => "storm",
        "landslide" | "mudslide" | "avalanche" => "landslide",
        "eruption" => "eruption",
        "tsunami" => "tsunami",
        "collapse" => "collapse",
        "sinking" | "shipwreck" => "sinking",
        "stampede" => "stampede",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an article of Thursday 11 March 2021 dates.
    fn dates(text: &str) -> Vec<String> {
        let anchor = Some(jiff::civil::date(2021, 3, 11));
        let read = Incidents::new(text, anchor).dated;
        read.iter()
            .map(|i| format!("{} {}", i.kind, i.day))
            .collect()
    }

    #[test]
    fn a_disaster_has_the_day_that_stands_with_it() {
        for text in [
            "The ministry raised the toll of Sunday's earthquake to 81 on Thursday.",
            "The quake that laid waste to the valley on Sunday has touched many.",
            "A strong earthquake shook the valley at 5.12 a.m. on Sunday.",
            "The earthquake of 7 March was felt in the capital.",
        ] {
            assert_eq!(dates(text), ["earthquake 2021-03-07"], "{text}");
        }
    }

    #[test]
    fn the_day_of_a_count_of_old_and_of_shots_is_none_of_a_disaster() {
        for text in [
            "The toll of the earthquake rose to 61 on Monday.",
            "In 1988 an earthquake killed 900 people.",
            "Soldiers opened fire on Sunday.",
            "Earthquakes are felt every Sunday.",
            "The attack on Sunday was the third.",
            "The mayor resigned on Sunday.",
        ] {
            assert!(dates(text).is_empty(), "{text}: {:?}", dates(text));
        }
    }

    #[test]
    fn without_a_day_of_publication_nothing_is_dated() {
        let read = Incidents::new("Sunday's earthquake killed 38 people.", None);
        assert!(read.dated.is_empty());
        assert_eq!(read.leading, ["earthquake"]);
    }
}
