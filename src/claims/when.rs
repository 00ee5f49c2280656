//! Dates and times of day in a sentence, resolved against the day of publication.
//!
//! "On Saturday" is the last Saturday up to the day of publication, or the next one where the words look ahead; "24 November"
//! takes the year that brings it nearest to that day. Without a day of publication, a weekday stays a bare weekday.

use std::fmt;
use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::quantity::is_month;
use crate::article::Article;
use crate::text::numeral::cardinal;
use crate::text::span::Span;
use crate::text::token::{Token, tokenize};

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// Its tokens in the sentence.
    pub tokens: Range<usize>,
    /// Where it stands in the article.
    pub span: Span,
    /// The days that it may mean, first and last, if they can be told.
    pub days: Option<Days>,
    /// The weekday that it names.
    pub weekday: Option<Weekday>,
    /// The time of day that it may mean, in minutes after midnight, half-open.
    pub minutes: Option<Range<u16>>,
}

/// An inclusive range of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Days {
    fn one(day: Date) -> Self {
        Days {
            first: day,
            last: day,
        }
    }

    /// Whether some day lies in both.
    pub fn meet(self, other: Days) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether it is a single day.
    pub fn is_day(self) -> bool {
        self.first == self.last
    }

    /// Whole days between the two ranges; 0 if they meet.
    pub fn gap(self, other: Days) -> i32 {
        let between = |a: Date, b: Date| a.until(b).map_or(0, |s| s.get_days());
        if self.meet(other) {
            0
        } else if self.last < other.first {
            between(self.last, other.first)
        } else {
            between(other.last, self.first)
        }
    }
}

impl fmt::Display for When {
    /// `2018-11-24`, `2018-11-24/2018-11-25`, `saturday`, `T21:00/24:00`, or a day and a time.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.days, self.weekday) {
            (Some(days), _) if days.is_day() => write!(f, "{}", days.first)?,
            (Some(days), _) => write!(f, "{}/{}", days.first, days.last)?,
            (None, Some(weekday)) => write!(f, "{weekday:?}")?,
            (None, None) => {}
        }
        if let Some(minutes) = &self.minutes {
            let clock = |m: u16| format!("{:02}:{:02}", m / 60, m % 60);
            write!(f, "T{}", clock(minutes.start))?;
            if minutes.end > minutes.start + 1 {
                write!(f, "/{}", clock(minutes.end))?;
            }
        }
        Ok(())
    }
}

/// The time expressions of one sentence, in order. `anchor` is the day of publication.
pub fn times(text: &str, tokens: &[Token], anchor: Option<Date>) -> Vec<When> {
    let lower: Vec<String> = tokens
        .iter()
        .map(|t| t.span.of(text).to_lowercase())
        .collect();
    let scan = Scan {
        text,
        tokens,
        lower,
        anchor,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match scan.expression(at) {
            Some(when) => {
                at = when.tokens.end;
                found.push(when);
            }
            None => at += 1,
        }
    }
    merge_day_and_time(&mut found, &scan);
    found
}

/// The day that an article's "Monday" refers to: a full date at the head of the text, if it is near the header's date or there
/// is none, else the header's. Copied pages often carry the day of copying in the header and the true one in the text.
pub fn anchor_day(article: &Article) -> Option<Date> {
    /// Characters of the text in which a dateline may stand.
    const HEAD: usize = 160;
    /// A date in the text that is further off is a date of the story, not of the article.
    const NEAR_DAYS: i32 = 31;
    let header = article.published.map(|p| p.day);
    let head: String = article.text.chars().take(HEAD).collect();
    let dated = times(&head, &tokenize(&head), None)
        .into_iter()
        .find_map(|w| w.days.filter(|d| d.is_day()).map(|d| d.first));
    match (header, dated) {
        (Some(header), Some(dated)) => {
            let off = dated.until(header).map_or(i32::MAX, |s| s.get_days());
            // Only backwards: an article can be copied late, not printed before it was written.
            Some(if (0..=NEAR_DAYS).contains(&off) {
                dated
            } else {
                header
            })
        }
        (header, dated) => header.or(dated),
    }
}

struct Scan<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lower: Vec<String>,
    anchor: Option<Date>,
}

impl Scan<'_> {
    fn word(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |i| self.word(i))
    }

    fn is_capitalised(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|t| t.span.of(self.text).starts_with(char::is_uppercase))
    }

    fn made(
        &self,
        tokens: Range<usize>,
        days: Option<Days>,
        weekday: Option<Weekday>,
        minutes: Option<Range<u16>>,
    ) -> Option<When> {
        let span = Span {
            start: self.tokens[tokens.start].span.start,
            end: self.tokens[tokens.end - 1].span.end,
        };
        Some(When {
            tokens,
            span,
            days,
            weekday,
            minutes,
        })
    }

    fn expression(&self, at: usize) -> Option<When> {
        self.calendar_day(at)
            .or_else(|| self.weekday(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.clock(at))
            .or_else(|| self.part_of_day(at))
            .or_else(|| self.month_or_year(at))
    }

    /// "24 November 2018", "November 24", "Nov. 24, 2018", "24th of November".
    fn calendar_day(&self, at: usize) -> Option<When> {
        let day_first = day_number(self.word(at));
        let (day, month_at) = match day_first {
            Some(day) => {
                let of = usize::from(self.word(at + 1) == "of") + 1;
                (day, at + of)
            }
            None => (0, at),
        };
        let month = self.month(month_at)?;
        let (day, mut end) = match day_first {
            Some(_) => (day, month_at + 1),
            None => {
                let mut day_at = month_at + 1;
                if self.word(day_at) == "." {
                    day_at += 1;
                }
                (day_number(self.word(day_at))?, day_at + 1)
            }
        };
        let mut year = None;
        for year_at in [end, end + 1] {
            if year_at == end + 1 && self.word(end) != "," {
                break;
            }
            if let Some(found) = year_number(self.word(year_at)) {
                year = Some(found);
                end = year_at + 1;
                break;
            }
        }
        let date = match year {
            Some(year) => Date::new(year, month, day).ok(),
            None => self
                .anchor
                .and_then(|anchor| nearest_year(anchor, month, day)),
        };
        self.made(at..end, date.map(Days::one), date.map(Date::weekday), None)
    }

    fn weekday(&self, at: usize) -> Option<When> {
        let weekday = weekday_of(self.word(at).trim_end_matches('.'))?;
        if !self.is_capitalised(at) {
            return None;
        }
        // "the Saturday newspaper", "every Friday", "Black Friday": no particular day, or not that one.
        if matches!(
            self.before(at, 1),
            "every" | "each" | "black" | "good" | "super" | "bloody" | "ash" | "cyber" | "palm"
        ) {
            return None;
        }
        let previous_week = self.before(at, 1) == "last"
            || (self.word(at + 1) == "of" && self.word(at + 2) == "last");
        let ahead =
            matches!(self.before(at, 1), "next" | "coming" | "this") || self.looks_ahead(at);
        let days = self.anchor.map(|anchor| {
            let back = i64::from(anchor.weekday().since(weekday));
            let last = anchor.saturating_sub(back.days());
            if self.before(at, 1) == "next"
                || (ahead && back > 0)
                || (ahead && self.before(at, 1) == "next")
            {
                Days::one(last.saturating_add(7.days()))
            } else if previous_week && back < 2 {
                Days {
                    first: last.saturating_sub(7.days()),
                    last,
                }
            } else {
                Days::one(last)
            }
        });
        self.made(at..at + 1, days, Some(weekday), None)
    }

    /// Whether the words before look ahead: "will meet on Wednesday", "is to open on Friday".
    fn looks_ahead(&self, at: usize) -> bool {
        let from = at.saturating_sub(8);
        let window = &self.lower[from..at];
        // "was inspected by engineers on Sunday" looks back: only "by Sunday" is a deadline.
        let deadline = matches!(self.before(at, 1), "until" | "by")
            || self.before(at, 1) == "next" && matches!(self.before(at, 2), "until" | "by");
        deadline
            || window.iter().any(|w| {
                matches!(
                    w.as_str(),
                    "will"
                        | "'ll"
                        | "would"
                        | "scheduled"
                        | "expected"
                        | "planned"
                        | "plans"
                        | "due"
                        | "set"
                        | "upcoming"
                        | "deadline"
                )
            })
    }

    /// "yesterday", "today", "tonight", "last week", "a month ago", "three days ago".
    fn relative(&self, at: usize) -> Option<When> {
        let anchor = self.anchor;
        let day = |offset: i64| anchor.map(|a| Days::one(a.saturating_add(offset.days())));
        match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("yesterday", _, _) => self.made(at..at + 1, day(-1), None, None),
            ("today", _, _) => self.made(at..at + 1, day(0), None, None),
            ("tonight", _, _) => self.made(at..at + 1, day(0), None, Some(NIGHT)),
            ("tomorrow", _, _) => self.made(at..at + 1, day(1), None, None),
            ("last", "week", _) => self.made(at..at + 2, self.days_back(13, 2), None, None),
            ("last", "month", _) => self.made(at..at + 2, self.days_back(61, 1), None, None),
            ("last", "year", _) => self.made(
                at..at + 2,
                anchor.and_then(|a| whole_year(a.year() - 1)),
                None,
                None,
            ),
            ("this", "year", _) => self.made(
                at..at + 2,
                anchor.and_then(|a| whole_year(a.year())),
                None,
                None,
            ),
            ("this", "week", _) => self.made(at..at + 2, self.days_back(7, -7), None, None),
            (_, unit, "ago") => {
                let count = count_word(self.word(at))?;
                let length = match unit.trim_end_matches('s') {
                    "day" => 1,
                    "week" => 7,
                    "month" => 30,
                    "year" => 365,
                    _ => return None,
                };
                let distance = i64::from(count) * length;
                let slack = if length == 1 { 0 } else { length / 2 + 1 };
                self.made(
                    at..at + 3,
                    self.days_back(distance + slack, distance - slack),
                    None,
                    None,
                )
            }
            _ => None,
        }
    }

    fn days_back(&self, first: i64, last: i64) -> Option<Days> {
        self.anchor.map(|a| Days {
            first: a.saturating_sub(first.days()),
            last: a.saturating_sub(last.days()),
        })
    }

    /// "9:20 p.m.", "9pm", "at about two in the afternoon", "18:00", "six o'clock".
    fn clock(&self, at: usize) -> Option<When> {
        let word = self.word(at);
        let (hour, minute, mut end) =
            clock_digits(word)
                .map(|(h, m)| (h, m, at + 1))
                .or_else(|| {
                    let hour = count_word(word).filter(|h| (1..=24).contains(h))? as u16;
                    (self.word(at + 1) == ":" && self.word(at + 2).len() == 2)
                        .then(|| {
                            self.word(at + 2)
                                .parse()
                                .ok()
                                .map(|m: u16| (hour, m, at + 3))
                        })
                        .flatten()
                        .or(Some((hour, 0, at + 1)))
                })?;
        let mut marked = word.contains(':') || end == at + 3;
        let glued = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.');
        let mut half = match glued {
            "am" | "a.m." | "a.m" => Some(false),
            "pm" | "p.m." | "p.m" => Some(true),
            _ => None,
        };
        match (self.word(end), self.word(end + 1), self.word(end + 2)) {
            ("a.m." | "am" | "a.m", _, _) => (half, end) = (Some(false), end + 1),
            ("p.m." | "pm" | "p.m", _, _) => (half, end) = (Some(true), end + 1),
            ("in", "the", "morning") => (half, end) = (Some(false), end + 3),
            ("in", "the", "afternoon" | "evening") => (half, end) = (Some(true), end + 3),
            ("at", "night", _) => (half, end) = (Some(hour >= 6), end + 2),
            ("o'clock", _, _) => (marked, end) = (true, end + 1),
            _ => {}
        }
        if half.is_none() && !marked || hour > 24 || minute > 59 {
            return None;
        }
        let hour = match half {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour % 24,
        };
        let start = hour * 60 + minute;
        let minutes = match self.before(at, 1) {
            "before" => start.saturating_sub(30)..start,
            "after" => start..start + 45,
            "about" | "around" => start.saturating_sub(30)..start + 30,
            "by" | "until" | "since" => return None,
            _ => start..start + 1,
        };
        self.made(at..end, None, None, Some(minutes))
    }

    fn part_of_day(&self, at: usize) -> Option<When> {
        let minutes = match self.word(at) {
            "dawn" | "daybreak" | "sunrise" => 4 * 60..8 * 60,
            "morning" => 4 * 60..12 * 60 + 30,
            "noon" | "midday" => 11 * 60 + 30..13 * 60,
            "afternoon" => 12 * 60..18 * 60 + 30,
            "dusk" | "sunset" => 16 * 60..21 * 60,
            "evening" => 17 * 60..24 * 60,
            "night" => NIGHT,
            "midnight" if matches!(self.before(at, 1), "before" | "after") => 0..0,
            _ => return None,
        };
        let minutes = match (self.before(at, 1), self.word(at)) {
            ("before", "dawn" | "daybreak" | "sunrise") => 0..6 * 60,
            ("before", "midnight") => 22 * 60..24 * 60,
            ("after", "midnight") => 0..2 * 60,
            ("before", "noon" | "midday") => 0..12 * 60,
            ("after", "noon" | "midday") => 12 * 60..18 * 60,
            ("after", "dusk" | "sunset") => 17 * 60..24 * 60,
            _ => minutes,
        };
        self.made(at..at + 1, None, None, Some(minutes))
    }

    /// "in November 2018", "in April", "in 2013".
    fn month_or_year(&self, at: usize) -> Option<When> {
        if let Some(month) = self.month(at) {
            // "may" and "march" are words of their own.
            let named = self.is_capitalised(at)
                && (matches!(
                    self.before(at, 1),
                    "in" | "of" | "since" | "last" | "until" | "by" | "early" | "late" | "mid"
                ) || year_number(self.word(at + 1)).is_some());
            if !named {
                return None;
            }
            let (year, end) = match year_number(self.word(at + 1)) {
                Some(year) => (Some(year), at + 2),
                None => (
                    self.anchor.and_then(|a| nearest_past_month(a, month)),
                    at + 1,
                ),
            };
            let first = year.and_then(|y| Date::new(y, month, 1).ok());
            return self.made(
                at..end,
                first.map(|first| Days {
                    first,
                    last: first.last_of_month(),
                }),
                None,
                None,
            );
        }
        let year = year_number(self.word(at))?;
        matches!(
            self.before(at, 1),
            "in" | "of"
                | "since"
                | "from"
                | "during"
                | "until"
                | "by"
                | "to"
                | "and"
                | "early"
                | "late"
                | "for"
        )
        .then(|| self.made(at..at + 1, whole_year(year), None, None))
        .flatten()
    }

    fn month(&self, at: usize) -> Option<i8> {
        let word = self.word(at).trim_end_matches('.');
        if !is_month(word) || !self.is_capitalised(at) {
            return None;
        }
        let months = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ];
        months
            .iter()
            .position(|m| word.starts_with(m))
            .map(|i| i as i8 + 1)
    }
}

/// From six in the evening to midnight, and the small hours that people still call night begin anew at midnight.
const NIGHT: Range<u16> = 18 * 60..24 * 60;

/// "late on Saturday evening": a time of day close to a day belongs to it.
fn merge_day_and_time(found: &mut Vec<When>, scan: &Scan) {
    /// Tokens that may stand between a day and its time of day.
    const REACH: usize = 3;
    let mut i = 0;
    while i + 1 < found.len() {
        let (left, right) = (&found[i], &found[i + 1]);
        let near = right.tokens.start.saturating_sub(left.tokens.end) <= REACH;
        let between_small = scan.lower[left.tokens.end..right.tokens.start.max(left.tokens.end)]
            .iter()
            .all(|w| {
                matches!(
                    w.as_str(),
                    "on" | "at"
                        | ","
                        | "about"
                        | "around"
                        | "shortly"
                        | "after"
                        | "before"
                        | "late"
                        | "early"
                        | "in"
                        | "the"
                        | "of"
                )
            });
        let day_and_time = (left.minutes.is_none()
            && left.days.or(right.days).is_some() | left.weekday.is_some()
            && right.minutes.is_some()
            && right.days.is_none()
            && right.weekday.is_none())
            || (left.minutes.is_some()
                && left.days.is_none()
                && left.weekday.is_none()
                && right.minutes.is_none()
                && (right.days.is_some() || right.weekday.is_some()));
        let same_day = left.weekday.is_some()
            && left.minutes.is_none()
            && right.weekday == left.weekday
            && right.days.is_some();
        if near && between_small && (day_and_time || same_day) {
            let right = found.remove(i + 1);
            let left = &mut found[i];
            left.span.end = right.span.end;
            left.tokens.end = right.tokens.end;
            // A full date beats the weekday resolved by the anchor.
            left.days = if same_day {
                right.days
            } else {
                left.days.or(right.days)
            };
            left.weekday = left.weekday.or(right.weekday);
            left.minutes = left.minutes.clone().or(right.minutes);
        } else {
            i += 1;
        }
    }
}

fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    if !matches!(suffix, "" | "st" | "nd" | "rd" | "th") || digits.len() > 2 {
        return None;
    }
    digits.parse().ok().filter(|d| (1..=31).contains(d))
}

fn year_number(word: &str) -> Option<i16> {
    (word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|y| (1900..=2100).contains(y))
}

/// A small count of hours or days: "a", number words up to twelve, one or two digits.
fn count_word(word: &str) -> Option<u32> {
    if word == "a" || word == "an" {
        return Some(1);
    }
    cardinal(word)
        .filter(|&n| n <= 12)
        .or_else(|| (word.len() <= 2).then(|| word.parse().ok()).flatten())
}

/// "9:20", "18:00", "9.30pm", "9pm".
fn clock_digits(word: &str) -> Option<(u16, u16)> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let (hour, minute) = digits.split_once([':', '.']).unwrap_or((digits, "0"));
    if minute != "0" && minute.len() != 2 {
        return None;
    }
    Some((
        hour.parse().ok().filter(|h| *h <= 24)?,
        minute.parse().ok()?,
    ))
}

fn weekday_of(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thur" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "saturdays" => Weekday::Saturday,
        "sunday" | "sundays" => Weekday::Sunday,
        // Copy that lost its apostrophes: "Fridays attack".
        "mondays" => Weekday::Monday,
        "tuesdays" => Weekday::Tuesday,
        "wednesdays" => Weekday::Wednesday,
        "thursdays" => Weekday::Thursday,
        "fridays" => Weekday::Friday,
        _ => return None,
    })
}

fn nearest_year(anchor: Date, month: i8, day: i8) -> Option<Date> {
    (anchor.year() - 1..=anchor.year() + 1)
        .filter_map(|year| Date::new(year, month, day).ok())
        .min_by_key(|date| anchor.until(*date).map_or(i32::MAX, |s| s.get_days().abs()))
}

/// The year of the last such month up to the anchor's own.
fn nearest_past_month(anchor: Date, month: i8) -> Option<i16> {
    Some(if month <= anchor.month() {
        anchor.year()
    } else {
        anchor.year() - 1
    })
}

fn whole_year(year: i16) -> Option<Days> {
    Some(Days {
        first: Date::new(year, 1, 1).ok()?,
        last: Date::new(year, 12, 31).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published on Sunday, 25 November 2018.
    fn check(text: &str, expected: &str) {
        let anchor = Date::new(2018, 11, 25).ok();
        let found: Vec<String> = times(text, &tokenize(text), anchor)
            .iter()
            .map(|w| w.to_string())
            .collect();
        assert_eq!(found.join("; "), expected, "in {text:?}");
    }

    #[test]
    fn days_are_resolved_against_the_day_of_publication() {
        check("The shells fell on Saturday.", "2018-11-24");
        check("He spoke on Sunday.", "2018-11-25");
        check("It was searched by soldiers on Saturday.", "2018-11-24");
        check("It must be searched by Monday.", "2018-11-26");
        check("He spoke on 24 November.", "2018-11-24");
        check(
            "It happened on November 24, 2018, in the city.",
            "2018-11-24",
        );
        check("on the 24th of November", "2018-11-24");
        check("It began yesterday.", "2018-11-24");
        check("The talks will take place on Wednesday.", "2018-11-28");
        check("Friday 1 Jul 2016", "2016-07-01");
        check("in April", "2018-04-01/2018-04-30");
        check("in 2013", "2013-01-01/2013-12-31");
        check("He may march on.", "");
    }

    #[test]
    fn times_of_day_are_intervals_and_belong_to_a_day_beside_them() {
        check("at 9:20 p.m. Tuesday", "2018-11-20T21:20");
        check("late on Saturday evening", "2018-11-24T17:00/24:00");
        check("at about two in the afternoon", "T13:30/14:30");
        check("shortly after nine in the evening", "T21:00/21:45");
        check("before dawn", "T00:00/06:00");
        check("at 18:00 on Friday", "2018-11-23T18:00");
    }
}
