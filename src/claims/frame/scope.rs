//! Is a number a part, an addition, a rate, a total or an earlier value?

use super::participants::is_time_noun;
use crate::claims::quantity::{Quantity, Unit};
use crate::claims::syntax::Syntax;
use crate::lexicon::places::is_place_noun;
use crate::parse::{Relation, Upos};

/// "including three children", "eight of them", "among them a woman", "three of whom", "in one village alone".
pub(super) fn is_part(syntax: &Syntax, top: usize, noun: usize, quantity: &Quantity) -> bool {
    let before: Vec<String> = (quantity.tokens.start.saturating_sub(4)..quantity.tokens.start)
        .map(|w| syntax.form(w).to_lowercase())
        .collect();
    // "two medics were among the 31 killed": the 31 are the whole.
    let counted_among = |among: usize| {
        among > 0 && matches!(syntax.lower(among - 1), "is" | "was" | "are" | "were")
    };
    let start = quantity.tokens.start.saturating_sub(4);
    let introduced = before.iter().enumerate().any(|(at, w)| {
        matches!(
            w.as_str(),
            "including"
                | "among"
                | "include"
                | "includes"
                | "included"
                | "comprising"
                | "amongst"
                | "mostly"
        ) && !counted_among(start + at)
    });
    // "46 dead, with three children among them", but not "with an eight-year offer".
    let among = (quantity.tokens.end..(quantity.tokens.end + 4).min(syntax.len()))
        .any(|w| syntax.form(w).eq_ignore_ascii_case("among"));
    let is_among = (quantity.tokens.end..(quantity.tokens.end + 4).min(syntax.len()))
        .any(|w| matches!(syntax.lower(w), "among" | "amongst") && counted_among(w));
    let introduced = introduced
        || is_among && quantity.unit == Unit::Count
        || quantity.unit == Unit::Count && among && before.iter().any(|w| w == "with");
    let of_them = [top, noun].iter().any(|&w| {
        syntax
            .children_with(w, &[Relation::Nmod, Relation::Obl])
            .any(|c| {
                syntax
                    .preposition(c)
                    .is_some_and(|p| p == "of" || p == "among")
                    && matches!(syntax.lemma(c), "they" | "whom" | "which" | "we" | "those")
            })
    });
    let after = quantity.tokens.end;
    let plain = quantity.unit == Unit::Count
        && after + 1 < syntax.len()
        && syntax.form(after).eq_ignore_ascii_case("of")
        && matches!(
            syntax.form(after + 1).to_lowercase().as_str(),
            "them" | "whom" | "those" | "which" | "the" | "its" | "their"
        );
    introduced && !before.iter().any(|w| w == "than") || of_them || plain || counts_one_part(syntax)
}

/// "in his village alone", "the Central Hospital alone has registered 41", "on Saturday alone": what is counted elsewhere is left out.
fn counts_one_part(syntax: &Syntax) -> bool {
    (1..syntax.len()).any(|w| {
        syntax.lower(w) == "alone" && matches!(syntax.upos(w - 1), Upos::Noun | Upos::Propn)
    })
}

/// "another 12", "a further 12", "12 more", "12 others".
pub(super) fn is_additional(syntax: &Syntax, noun: usize, quantity: &Quantity) -> bool {
    let near = |w: usize| {
        w < syntax.len()
            && matches!(
                syntax.form(w).to_lowercase().as_str(),
                "another" | "further" | "additional" | "more" | "other" | "others" | "extra"
            )
    };
    let before = quantity.tokens.start.checked_sub(1).is_some_and(|w| {
        near(w) && !syntax.form(w).eq_ignore_ascii_case("more")
            || quantity.tokens.start >= 1 && near(w)
    });
    let after = near(quantity.tokens.end)
        && !(quantity.tokens.end + 1 < syntax.len()
            && syntax
                .form(quantity.tokens.end + 1)
                .eq_ignore_ascii_case("than"));
    // "no more than 20 patients" is a bound, whichever word the tree hangs "more" on.
    let bounds = |w: usize| w + 1 < syntax.len() && syntax.form(w + 1).eq_ignore_ascii_case("than");
    before
        || after
        || syntax
            .children_with(noun, &[Relation::Amod, Relation::Det])
            .any(|w| near(w) && !bounds(w) && !quantity.tokens.contains(&w))
}

/// "a day", "per share", "each", "annually".
pub(super) fn is_rate(syntax: &Syntax, noun: usize, quantity: &Quantity) -> bool {
    let window = quantity.tokens.end..(quantity.tokens.end + 4).min(syntax.len());
    let words: Vec<String> = window.map(|w| syntax.form(w).to_lowercase()).collect();
    let per = words
        .iter()
        .position(|w| {
            matches!(
                w.as_str(),
                "per"
                    | "each"
                    | "apiece"
                    | "daily"
                    | "annually"
                    | "yearly"
                    | "monthly"
                    | "weekly"
                    | "hourly"
                    | "every"
            )
        })
        .is_some();
    let a_day = words.windows(2).any(|w| {
        matches!(w[0].as_str(), "a" | "an")
            && matches!(
                w[1].as_str(),
                "day"
                    | "week"
                    | "month"
                    | "year"
                    | "hour"
                    | "share"
                    | "head"
                    | "barrel"
                    | "season"
                    | "piece"
                    | "night"
                    | "minute"
                    | "person"
                    | "litre"
                    | "ton"
                    | "tonne"
                    | "gallon"
            )
    });
    let annual = syntax.children_with(noun, &[Relation::Amod]).any(|c| {
        matches!(
            syntax.lemma(c),
            "annual" | "daily" | "monthly" | "weekly" | "average" | "yearly"
        )
    });
    per || a_day || annual
}

/// "so far", "since Monday", "in total", "overall", "nationwide", "to date".
pub(super) fn is_cumulative(syntax: &Syntax, noun: usize, predicate: Option<usize>) -> bool {
    let marks = |w: usize| {
        let lower = syntax.form(w).to_lowercase();
        let next = || {
            if w + 1 < syntax.len() {
                syntax.form(w + 1).to_lowercase()
            } else {
                String::new()
            }
        };
        matches!(
            lower.as_str(),
            "since"
                | "nationwide"
                | "overall"
                | "altogether"
                | "worldwide"
                | "globally"
                | "total"
                | "totaling"
                | "totalling"
                | "cumulative"
                | "cumulatively"
        ) || (lower == "so" && next() == "far")
            || (lower == "to" && next() == "date")
            || (lower == "in" && matches!(next().as_str(), "all" | "total"))
    };
    // "the lowest since 2008", "the nationwide shutdown" mark something else: the mark must hang on the noun or its predicate.
    let tops = [Some(noun), predicate];
    let near = |w: usize| {
        /// The mark, the head of its phrase, and what that hangs on.
        const REACH: usize = 2;
        let mut at = w;
        let mut steps = 0;
        while steps <= REACH {
            if tops.contains(&Some(at)) {
                return true;
            }
            // "has killed 12 and displaced thousands since May": what is coordinated is as near.
            steps += usize::from(syntax.relation(at) != Relation::Conj);
            match syntax.head(at) {
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    };
    (0..syntax.len()).any(|w| marks(w) && near(w))
}

/// "rose to 107 from 65", "up from seven", "compared with 12 last year", "after an initial count of 65".
pub(super) fn is_earlier(syntax: &Syntax, quantity: &Quantity) -> bool {
    let start = quantity.tokens.start;
    let back = |n: usize| {
        start
            .checked_sub(n)
            .map_or(String::new(), |w| syntax.form(w).to_lowercase())
    };
    let from = back(1) == "from"
        || (matches!(
            back(1).as_str(),
            "$" | "about" | "the" | "around" | "nearly" | "some" | "least" | "than"
        ) && back(2) == "from")
        || back(3) == "from" && matches!(back(2).as_str(), "at" | "more");
    let changed = syntax.lemma_near(start, 8, |l| {
        matches!(
            l,
            "rise"
                | "fall"
                | "grow"
                | "increase"
                | "drop"
                | "climb"
                | "up"
                | "down"
                | "decrease"
                | "raise"
                | "cut"
                | "reduce"
                | "jump"
                | "decline"
                | "revise"
                | "double"
                | "surge"
                | "slip"
                | "edge"
                | "plunge"
                | "change"
                | "dip"
                | "shrink"
        )
    });
    let compared = (1..=4).any(|n| {
        matches!(
            back(n).as_str(),
            "compared"
                | "versus"
                | "initial"
                | "initially"
                | "previous"
                | "previously"
                | "earlier"
                | "against"
                | "originally"
        )
    });
    from && changed || compared
}

/// "24 per cent and not 29.4", "154 rather than 157", "three tonnes instead of five": the figure that the sentence itself sets aside.
pub(super) fn is_rejected(syntax: &Syntax, quantity: &Quantity) -> bool {
    // "59 people, not 61 as reported earlier" corrects itself, and quarrels with nobody.
    let corrects = (0..syntax.len()).any(|w| {
        matches!(
            syntax.lower(w),
            "earlier"
                | "previously"
                | "originally"
                | "initially"
                | "correction"
                | "corrected"
                | "corrects"
        )
    });
    if corrects {
        return false;
    }
    // What narrows the figure down may stand between: "and not the 29.4 that", "and not about 30".
    let mut before = (0..quantity.tokens.start).rev().skip_while(|&w| {
        matches!(
            syntax.lower(w),
            "the"
                | "a"
                | "an"
                | "about"
                | "some"
                | "around"
                | "nearly"
                | "almost"
                | "by"
                | "at"
                | "for"
        ) || syntax
            .form(w)
            .chars()
            .all(|c| !c.is_alphanumeric() && c != ',')
    });
    let mut next = || before.next().map_or("", |w| syntax.lower(w));
    match next() {
        // "and not more than 24", "but not until" have other words behind "not".
        "not" => matches!(next(), "and" | "," | "but"),
        "than" => next() == "rather",
        "of" => next() == "instead",
        _ => false,
    }
}

/// The word that says over which area a number counts: a place on the noun or its predicate, or "nationwide".
pub(super) fn area(syntax: &Syntax, noun: usize, predicate: Option<usize>) -> Option<usize> {
    let tops = std::iter::once(noun).chain(predicate);
    tops.flat_map(|top| syntax.children(top).iter().copied())
        .find(|&c| {
            let spread = syntax.relation(c) == Relation::Advmod
                && matches!(
                    syntax.lemma(c),
                    "nationwide"
                        | "worldwide"
                        | "countrywide"
                        | "statewide"
                        | "citywide"
                        | "globally"
                        | "nationally"
                        | "locally"
                );
            let within = matches!(syntax.relation(c), Relation::Nmod | Relation::Obl)
                && syntax.preposition(c).is_some_and(|p| {
                    matches!(
                        p.as_str(),
                        "in" | "across" | "throughout" | "around" | "within" | "at" | "near"
                    )
                })
                && (syntax.upos(c) == Upos::Propn || is_place_noun(syntax.lemma(c)))
                && !is_time_noun(syntax, c);
            spread || within
        })
}

impl Syntax<'_> {
    /// Whether one of the `reach` words before `at` has a lemma that passes `test`.
    fn lemma_near(&self, at: usize, reach: usize, test: impl Fn(&str) -> bool) -> bool {
        (at.saturating_sub(reach)..at).any(|w| test(self.lemma(w)))
    }
}
