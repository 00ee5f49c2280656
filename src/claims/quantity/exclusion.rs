//! Which numbers measure nothing? Years, dates, clock times, scores, versions, product names, "one" as a pronoun.

use super::number::{Number, small_number};
use super::{Exactness, Scan};

impl Scan<'_> {
    /// "won 3-1", "a 54-46 vote", "15-17": two plain numbers with a dash that do not rise.
    pub(super) fn is_score(&self, at: usize, number: &Number) -> bool {
        let dash = |i: usize| matches!(self.word(i), "-" | "–");
        let digit = |i: usize| self.word(i).starts_with(|c: char| c.is_ascii_digit());
        number.exactness == Exactness::Exact
            && ((dash(number.next) && digit(number.next + 1))
                || (at >= 2 && dash(at - 1) && digit(at - 2)))
    }

    /// "passed 219 to 212", "won by 54 to 46": two bare numbers that fall, for a range would rise.
    pub(super) fn is_vote(&self, at: usize, number: &Number) -> bool {
        if number.exactness != Exactness::Exact
            || self.word(number.next) != "to"
            || matches!(self.before(at, 1), "from" | "of" | "at")
        {
            return false;
        }
        let Some(second) = self.number(number.next + 1) else {
            return false;
        };
        second.exactness == Exactness::Exact
            && number.value.low > second.value.low
            && self.unit_after(second.next).is_none()
            && number.value.low < 1e6
    }

    /// Years, dates, clock times, ordinals, identifiers: numbers that measure nothing.
    pub(super) fn is_no_quantity(&self, at: usize, number: &Number) -> bool {
        let before = self.before(at, 1);
        let next = self.word(number.next);
        let value = number.value.low;
        if number.exactness == Exactness::Vague {
            return false;
        }
        let day = value <= 31.0 && (is_month(before) || is_month(next));
        if day || (is_month(before) && (1900.0..=2100.0).contains(&value)) {
            return true;
        }
        if next == "of" && is_month(self.word(number.next + 1)) && value <= 31.0 {
            return true;
        }
        if matches!(
            next,
            "a.m."
                | "p.m."
                | "am"
                | "pm"
                | "a.m"
                | "p.m"
                | "o'clock"
                | "gmt"
                | "noon"
                | "et"
                | "est"
                | "utc"
                | "p."
                | "a."
        ) {
            return true;
        }
        // "at 9:30", "2/3", "1/2 mile"
        let digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let clock = (matches!(next, ":" | "/") && digit(self.word(number.next + 1)))
            || (matches!(before, ":" | "/") && digit(self.before(at, 2)));
        if clock || before == "#" {
            return true;
        }
        let plain_year = number.written_in_digits
            && number.next == at + 1
            && (1900.0..=2100.0).contains(&value)
            && value.fract() == 0.0
            && !self.word(at).contains(',');
        // "the 1967 slayings", "in 2018 attacks rose": a year although a plural follows; "the 2000 soldiers" is round.
        let placed = matches!(
            before,
            "the"
                | "a"
                | "an"
                | "its"
                | "his"
                | "her"
                | "their"
                | "'s"
                | "’s"
                | "this"
                | "in"
                | "since"
                | "until"
                | "during"
                | "late"
                | "early"
                | "mid"
        ) && value % 100.0 != 0.0;
        if plain_year && (placed || !looks_counted(self.original(number.next))) {
            return true;
        }
        // "the P5+1 group"
        if before == "+"
            && at >= 2
            && self.tokens[at - 1].span.end == self.tokens[at].span.start
            && self.tokens[at - 1].span.start == self.tokens[at - 2].span.end
            && self.word(at - 2).starts_with(char::is_alphabetic)
        {
            return true;
        }
        // "the 12200 block of East 23rd Street"
        if matches!(next, "block" | "blk") && number.written_in_digits && value >= 100.0 {
            return true;
        }
        // "AK-47", "F-16", "COVID-19"
        if matches!(before, "-" | "–")
            && at >= 2
            && self.tokens[at - 1].span.start == self.tokens[at - 2].span.end
            && !is_number_like(self.before(at, 2))
        {
            return true;
        }
        if matches!(
            before,
            "no."
                | "number"
                | "nos."
                | "flight"
                | "route"
                | "highway"
                | "article"
                | "section"
                | "chapter"
                | "resolution"
                | "page"
                | "paragraph"
                | "room"
                | "channel"
                | "pier"
                | "phase"
                | "level"
                | "part"
                | "volume"
                | "gate"
                | "terminal"
                | "interstate"
                | "title"
                | "clause"
                | "appendix"
                | "figure"
                | "table"
                | "version"
                | "boeing"
                | "airbus"
                | "apollo"
                | "group"
                | "type"
                | "class"
                | "grade"
                | "category"
                | "ward"
                | "district"
                | "precinct"
                | "unit"
                | "block"
                | "line"
                | "world"
                | "prop."
                | "proposition"
                | "amendment"
                | "psalm"
                | "verse"
                | "step"
                | "day"
                | "week"
                | "season"
                | "episode"
                | "round"
                | "game"
        ) {
            return true;
        }
        // "Internet Explorer 6", "Pier 14": a number after a name, with nothing that it counts.
        let after_name = at > 0
            && self.original(at - 1).starts_with(char::is_uppercase)
            && at >= 2
            && number.written_in_digits
            && !looks_counted(self.original(number.next))
            && !(self.word(at).contains(',') && looks_counted(self.word(number.next)))
            && self.unit_after(number.next).is_none()
            && !is_verbish_break(before);
        if after_name {
            return true;
        }
        // "one" as a pronoun or article-like word.
        if self.word(at) == "one" && number.next == at + 1 {
            let pronoun = matches!(
                next,
                "of" | "another"
                    | ","
                    | "."
                    | "who"
                    | "that"
                    | "is"
                    | "was"
                    | "day"
                    | "thing"
                    | "way"
                    | "can"
                    | "in"
                    | "to"
                    | "'s"
                    | "for"
                    | "on"
                    | "by"
                    | "or"
                    | "with"
                    | "such"
                    | "and"
                    | "at"
                    | "might"
                    | "would"
                    | "could"
                    | "should"
                    | "side"
                    | "hand"
                    | "point"
                    | "time"
                    | "more"
                    | "last"
                    | "reason"
            ) && !(next == "of"
                && matches!(self.word(number.next + 1), "the" | "them"));
            let determined = matches!(
                before,
                "the"
                    | "this"
                    | "that"
                    | "any"
                    | "which"
                    | "every"
                    | "each"
                    | "no"
                    | "some"
                    | "another"
                    | "only"
                    | "-"
                    | "first"
                    | "last"
                    | "big"
                    | "good"
            );
            return pronoun || determined;
        }
        // A list marker at the start of the sentence.
        at == 0 && matches!(next, "." | ")" | ":")
    }
}

pub(super) fn is_number_like(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || small_number(word).is_some()
}

/// Words after which a number does not belong to the name before it, though they may be capitalised at the start of a sentence.
pub(super) fn is_verbish_break(word: &str) -> bool {
    small_number(word).is_some()
        || matches!(
            word,
            "the"
                | "a"
                | "an"
                | "of"
                | "in"
                | "at"
                | "by"
                | "to"
                | "and"
                | "or"
                | "with"
                | "for"
                | "from"
                | "killed"
                | "than"
                | "least"
                | "about"
                | "some"
                | "all"
                | "over"
                | "nearly"
                | "almost"
                | "around"
                | "these"
                | "those"
                | "last"
                | "past"
                | "next"
                | "another"
                | "other"
                | "kill"
                | "kills"
                | "are"
                | "were"
                | "is"
                | "was"
                | "has"
                | "had"
                | "have"
                | "only"
                | "just"
                | "but"
                | "after"
                | "as"
                | "its"
                | "their"
                | "up"
        )
}

/// Whether the word after a number can be what it counts: a small-letter word that looks like a plural, or a known irregular one.
pub(super) fn looks_counted(next: &str) -> bool {
    let plural = next.len() > 3
        && next.ends_with('s')
        && !matches!(
            next,
            "was" | "this" | "its" | "his" | "has" | "as" | "us" | "is" | "versus" | "plus"
        );
    next.starts_with(char::is_lowercase)
        && (plural
            || matches!(
                next,
                "people"
                    | "children"
                    | "men"
                    | "women"
                    | "civilians"
                    | "police"
                    | "troops"
                    | "dead"
                    | "wounded"
                    | "injured"
                    | "killed"
                    | "more"
                    | "other"
                    | "new"
                    | "million"
                    | "billion"
            ))
}

/// Whether `word` names a month, in full or as agencies shorten it.
pub fn is_month(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
    )
}
