//! Absolute dates in the many ways that publishers write them: "2018-11-25T14:05:00Z", "Sun, 25 Nov 2018 14:05:00 +0000",
//! "November 25, 2018", "25/11/2018", "Nov. 25, 2018 3:45 p.m. EST", 1543154700.
//!
//! Comes in: a text that is or holds one date. Goes out: the calendar day and, where given, the local time of day. Zones are read
//! over, never converted: the day that stands in the text is the day that its readers saw. Words are English.

use jiff::civil::{Date, Time};

/// A day and the time of day that stood beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AbsoluteDate {
    /// The calendar day.
    pub day: Date,
    /// The local time of day, if one was given.
    pub time: Option<Time>,
    /// Whether day and month were told apart by the assumed [`DayMonthOrder`] alone, as in "04/05/2018".
    pub order_assumed: bool,
}

/// Which of two small numbers is the day in "04/05/2018".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum DayMonthOrder {
    /// 4 May, as nearly all the world writes it.
    #[default]
    DayFirst,
    /// 5 April, as the United States write it.
    MonthFirst,
}

/// A day of a month at the start of a text, with its year if one stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateMention {
    /// The year, if the text gives it.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: i8,
    /// The day of the month, 1 to 31.
    pub day: i8,
    /// How many bytes of the text the date takes.
    pub length: usize,
    /// Whether only the assumed [`DayMonthOrder`] told day and month apart.
    pub order_assumed: bool,
}

/// The first date of `text`, read as a publication date; `None` if there is none that a calendar knows.
///
/// A bare number is a compact date (20181125), or seconds or milliseconds since 1970 (UTC). A year alone is no date.
pub fn parse(text: &str, order: DayMonthOrder) -> Option<AbsoluteDate> {
    let text = text.trim();
    if let Some(found) = bare_number(text) {
        return Some(found);
    }
    let mut previous = ' ';
    for (start, c) in text.char_indices() {
        let begins_word = c.is_alphanumeric() && !previous.is_alphanumeric();
        previous = c;
        if !begins_word {
            continue;
        }
        let Some(mention) = mention_at_start(&text[start..], order) else {
            continue;
        };
        let (before, after) = (&text[..start], &text[start + mention.length..]);
        let Some(year) = mention.year else {
            continue;
        };
        let Ok(day) = Date::new(year, mention.month, mention.day) else {
            continue;
        };
        return Some(AbsoluteDate {
            day,
            // The time nearly always follows; "14:05, 25 November 2018" is the British exception. In "Nov 25 14:05:00 2018"
            // it stands inside the date.
            time: first_time(after)
                .or_else(|| first_time(before))
                .or_else(|| first_time(&text[start..])),
            order_assumed: mention.order_assumed,
        });
    }
    None
}

/// The day in the path of a news URL, as in "/2018/11/25/title" or "/2018/nov/25/title"; `None` when it has no full date.
pub fn in_url(url: &str) -> Option<Date> {
    let path: Vec<&str> = url.split(['?', '#']).next()?.split('/').collect();
    path.windows(3).find_map(|parts| {
        let year: i16 = parts[0].parse().ok().filter(|y| (1900..2100).contains(y))?;
        let month = match parts[1].parse() {
            Ok(number) => number,
            Err(_) => month_number(parts[1])?,
        };
        let day: i8 = parts[2].parse().ok()?;
        Date::new(year, month, day).ok()
    })
}

/// Which order the numbers of `text` prove: "25/11/2018" is day first, "11/25/2018" month first; `None` when they prove nothing.
pub fn proven_order(text: &str) -> Option<DayMonthOrder> {
    let text = text.trim();
    let numbers = numeric_date(text)?;
    match (numbers.first, numbers.second) {
        (13..=31, 1..=12) => Some(DayMonthOrder::DayFirst),
        (1..=12, 13..=31) => Some(DayMonthOrder::MonthFirst),
        _ => None,
    }
}

/// The date that `text` starts with, with or without a year: "24 November", "Nov. 24, 2018", "2018-11-24", "24/11/2018".
///
/// `None` when the text does not start with one, or no year has such a day. Numbers with slashes need a year: "3/4" is a fraction.
pub fn mention_at_start(text: &str, order: DayMonthOrder) -> Option<DateMention> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() {
        year_first(text)
            .or_else(|| numeric(text, order))
            .or_else(|| day_then_name(text))
    } else if first.is_alphabetic() {
        name_then_day(text)
    } else {
        None
    }
}

/// The number of the month with this English name or usual abbreviation, a final point allowed, any case.
pub fn month_number(word: &str) -> Option<i8> {
    let word = word.strip_suffix('.').unwrap_or(word).to_ascii_lowercase();
    if word == "sept" {
        return Some(9);
    }
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let place = NAMES
        .iter()
        .position(|name| *name == word || (word.len() == 3 && name.starts_with(&word)))?;
    Some(place as i8 + 1)
}

/// Reads one text from left to right; each method moves on only when it succeeds.
#[derive(Clone, Copy)]
struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

struct Separated {
    separator: char,
    number: i64,
}

impl<'t> Cursor<'t> {
    fn new(text: &'t str) -> Self {
        Cursor { text, at: 0 }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// A run of at least `least` and at most `most` digits that no further digit follows.
    fn number(&mut self, least: usize, most: usize) -> Option<i64> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if digits < least || digits > most {
            return None;
        }
        let value = self.rest()[..digits].parse().ok()?;
        self.at += digits;
        Some(value)
    }

    fn one_of(&mut self, choices: &[char]) -> Option<char> {
        let c = self.rest().chars().next()?;
        if !choices.contains(&c) {
            return None;
        }
        self.at += c.len_utf8();
        Some(c)
    }

    /// A separator and the number right behind it, both or nothing.
    fn separated(&mut self, separators: &[char], least: usize, most: usize) -> Option<Separated> {
        let mut ahead = *self;
        let separator = ahead.one_of(separators)?;
        let number = ahead.number(least, most)?;
        *self = ahead;
        Some(Separated { separator, number })
    }

    fn skip(&mut self, choices: &[char]) {
        while self.one_of(choices).is_some() {}
    }

    /// Skips `word` in any case, if it stands here and ends here.
    fn word(&mut self, word: &str) -> bool {
        let Some(head) = self.rest().get(..word.len()) else {
            return false;
        };
        let ends = !self.rest()[word.len()..].starts_with(char::is_alphanumeric);
        if head.eq_ignore_ascii_case(word) && ends {
            self.at += word.len();
            return true;
        }
        false
    }

    fn month(&mut self) -> Option<i8> {
        let letters = self
            .rest()
            .bytes()
            .take_while(u8::is_ascii_alphabetic)
            .count();
        let month = month_number(&self.rest()[..letters])?;
        self.at += letters;
        self.one_of(&['.']);
        Some(month)
    }

    /// A day of the month, an ordinal ending allowed: "25", "25th".
    fn day(&mut self) -> Option<i64> {
        let day = self.number(1, 2)?;
        for ending in ["st", "nd", "rd", "th"] {
            if self.word(ending) {
                break;
            }
        }
        Some(day)
    }

    /// A year after blanks or a comma: four digits, or two where the year cannot be anything else.
    fn year(&mut self, two_digits: bool) -> Option<i16> {
        let mut ahead = *self;
        ahead.skip(&[' ', ',', '\u{a0}']);
        let year = ahead.four_digit_year().or_else(|| {
            let mut short = ahead;
            let year = two_digits.then(|| short.number(2, 2)).flatten()?;
            // "25 Nov 14:05" gives an hour, not a year.
            if short.rest().starts_with([':', '.', '%']) {
                return None;
            }
            ahead = short;
            Some(full_year(year))
        })?;
        *self = ahead;
        Some(year)
    }

    fn four_digit_year(&mut self) -> Option<i16> {
        let mut ahead = *self;
        let year = ahead.number(4, 4)?;
        let ends = !ahead
            .rest()
            .starts_with(|c: char| c.is_alphabetic() && c != 'T');
        if !(1000..3000).contains(&year) || !ends {
            return None;
        }
        *self = ahead;
        Some(year as i16)
    }
}

/// RFC 2822's reading of two-digit years, with the pivot at 70 because no news feed is older.
fn full_year(short: i64) -> i16 {
    (if short < 70 {
        2000 + short
    } else {
        1900 + short
    }) as i16
}

fn mention(
    year: Option<i16>,
    month: i64,
    day: i64,
    length: usize,
    order_assumed: bool,
) -> Option<DateMention> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    // 2000 is a leap year: without a year, 29 February may be meant.
    Date::new(year.unwrap_or(2000), month, day).ok()?;
    Some(DateMention {
        year,
        month,
        day,
        length,
        order_assumed,
    })
}

/// 2018-11-25, 2018/11/25, 2018.11.25, 20181125.
fn year_first(text: &str) -> Option<DateMention> {
    let mut cursor = Cursor::new(text);
    if let Some(compact) = cursor.number(8, 8) {
        let year = i16::try_from(compact / 10_000)
            .ok()
            .filter(|y| (1900..2100).contains(y))?;
        return mention(
            Some(year),
            compact / 100 % 100,
            compact % 100,
            cursor.at,
            false,
        );
    }
    let year = cursor.number(4, 4)?;
    let separator = cursor.one_of(&['-', '/', '.'])?;
    let month = cursor.number(1, 2)?;
    cursor.one_of(&[separator])?;
    let day = cursor.number(1, 2)?;
    mention(Some(year as i16), month, day, cursor.at, false)
}

struct NumericDate {
    first: i64,
    second: i64,
    year: i16,
    length: usize,
}

fn numeric_date(text: &str) -> Option<NumericDate> {
    let mut cursor = Cursor::new(text);
    let first = cursor.number(1, 2)?;
    let separator = cursor.one_of(&['/', '.', '-'])?;
    let second = cursor.number(1, 2)?;
    cursor.one_of(&[separator])?;
    let year = match cursor.four_digit_year() {
        Some(year) => year,
        // "10.30.15" may be a time, "1-2-3" a score: two-digit years only after slashes.
        None if separator == '/' => full_year(cursor.number(2, 2)?),
        None => return None,
    };
    Some(NumericDate {
        first,
        second,
        year,
        length: cursor.at,
    })
}

/// 25/11/2018, 25.11.2018, 25-11-2018, 11/25/2018.
fn numeric(text: &str, order: DayMonthOrder) -> Option<DateMention> {
    let date = numeric_date(text)?;
    let ambiguous = date.first <= 12 && date.second <= 12 && date.first != date.second;
    let day_first = match (date.first > 12, date.second > 12, order) {
        (true, _, _) => true,
        (_, true, _) => false,
        (_, _, order) => order == DayMonthOrder::DayFirst,
    };
    let (day, month) = if day_first {
        (date.first, date.second)
    } else {
        (date.second, date.first)
    };
    mention(Some(date.year), month, day, date.length, ambiguous)
}

/// 25 November 2018, 25th of November, 25-Nov-2018, 25 Nov 18.
fn day_then_name(text: &str) -> Option<DateMention> {
    let mut cursor = Cursor::new(text);
    let day = cursor.day()?;
    let dashed = cursor.one_of(&['-', '/']).is_some();
    cursor.one_of(&['.']);
    cursor.skip(&[' ', '\u{a0}']);
    if cursor.word("of") {
        cursor.skip(&[' ', '\u{a0}']);
    }
    let month = cursor.month()?;
    if cursor.rest().starts_with(char::is_alphabetic) {
        return None;
    }
    let mut ahead = cursor;
    if dashed {
        ahead.one_of(&['-', '/']);
    }
    let year = ahead.year(true);
    if year.is_some() {
        cursor = ahead;
    }
    mention(year, month.into(), day, cursor.at, false)
}

/// November 25, 2018; Nov. 25th 2018; Nov 25 14:05:00 EST 2018; November 25.
fn name_then_day(text: &str) -> Option<DateMention> {
    let mut cursor = Cursor::new(text);
    let month = cursor.month()?;
    cursor.skip(&[' ', '\u{a0}', '-']);
    if cursor.word("the") {
        cursor.skip(&[' ']);
    }
    let day = cursor.day()?;
    if cursor.rest().starts_with(char::is_alphabetic) {
        return None;
    }
    let mut ahead = cursor;
    ahead.one_of(&['-']);
    let year = ahead.year(false).or_else(|| {
        // The order of Unix `date` and of old scripts: the year behind time and zone.
        ahead.skip(&[' ']);
        let time = time_at_start(ahead.rest())?;
        ahead.at += time.length;
        ahead.skip(&[' ']);
        let zone = ahead
            .rest()
            .bytes()
            .take_while(|b| b.is_ascii_uppercase())
            .count();
        let offset = ahead.rest()[zone..]
            .strip_prefix('+')
            .map_or(0, |rest| 1 + rest.len().min(4));
        ahead.at += if ahead.text.is_char_boundary(ahead.at + zone + offset) {
            zone + offset
        } else {
            zone
        };
        ahead.year(false)
    });
    if year.is_some() {
        cursor = ahead;
    }
    mention(year, month.into(), day, cursor.at, false)
}

/// Compact dates and Unix times: the whole text is one number.
fn bare_number(text: &str) -> Option<AbsoluteDate> {
    let whole = text.split_once('.').map_or(text, |(whole, fraction)| {
        if fraction.bytes().all(|b| b.is_ascii_digit()) {
            whole
        } else {
            text
        }
    });
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    let absolute = |day, time| AbsoluteDate {
        day,
        time,
        order_assumed: false,
    };
    match whole.len() {
        8 if whole.len() == text.len() => {
            let found = year_first(text)?;
            Some(absolute(
                Date::new(found.year?, found.month, found.day).ok()?,
                None,
            ))
        }
        14 if whole.len() == text.len() => {
            let found = year_first(&text[..8])?;
            Some(absolute(
                Date::new(found.year?, found.month, found.day).ok()?,
                compact_time(&text[8..]),
            ))
        }
        9 | 10 => unix(number).map(|(day, time)| absolute(day, Some(time))),
        12 | 13 => unix(number / 1000).map(|(day, time)| absolute(day, Some(time))),
        _ => None,
    }
}

/// The UTC day and time of a number of seconds since 1970.
fn unix(seconds: i64) -> Option<(Date, Time)> {
    const DAY: i64 = 86_400;
    let epoch = Date::constant(1970, 1, 1);
    let day = epoch
        .checked_add(jiff::Span::new().try_days(seconds.div_euclid(DAY)).ok()?)
        .ok()?;
    let second = seconds.rem_euclid(DAY);
    let time = Time::new(
        (second / 3600) as i8,
        (second / 60 % 60) as i8,
        (second % 60) as i8,
        0,
    )
    .ok()?;
    Some((day, time))
}

struct FoundTime {
    time: Time,
    length: usize,
}

fn first_time(text: &str) -> Option<Time> {
    let mut previous = ' ';
    for (start, c) in text.char_indices() {
        let begins = c.is_ascii_digit()
            && (!previous.is_alphanumeric() || (previous == 'T' && start == 1))
            // "+02:00" is a zone.
            && !matches!(previous, '+' | ':' | '.');
        if begins {
            if let Some(found) = time_at_start(&text[start..]) {
                return Some(found.time);
            }
            if previous == 'T' {
                return compact_time(text.get(start..start + 6)?);
            }
        }
        previous = c;
    }
    None
}

fn compact_time(digits: &str) -> Option<Time> {
    let number: i64 = digits.parse().ok()?;
    Time::new(
        i8::try_from(number / 10_000).ok()?,
        (number / 100 % 100) as i8,
        (number % 100) as i8,
        0,
    )
    .ok()
}

/// 14:05, 14:05:59.123, 3:45 p.m., 3.45pm, 3 pm, 15h30.
fn time_at_start(text: &str) -> Option<FoundTime> {
    let mut cursor = Cursor::new(text);
    let mut hour = cursor.number(1, 2)?;
    let (mut minute, mut second) = (0, 0);
    let mut certain = false;
    if let Some(found) = cursor.separated(&[':', '.', 'h'], 2, 2) {
        minute = found.number;
        certain = found.separator != '.';
        if let Some(found) = cursor.separated(&[':'], 2, 2) {
            second = found.number;
            // Fractions of a second are read over.
            let _ = cursor.separated(&['.'], 1, 9);
        }
    }
    let mut ahead = cursor;
    ahead.skip(&[' ', '\u{a0}']);
    let half = if ahead.word("am") || ahead.word("a.m.") || ahead.word("a.m") {
        Some(0)
    } else if ahead.word("pm") || ahead.word("p.m.") || ahead.word("p.m") {
        Some(12)
    } else {
        None
    };
    if let Some(half) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + half;
        certain = true;
        cursor = ahead;
    }
    if !certain {
        return None;
    }
    Some(FoundTime {
        time: Time::new(
            i8::try_from(hour).ok()?,
            i8::try_from(minute).ok()?,
            i8::try_from(second).ok()?,
            0,
        )
        .ok()?,
        length: cursor.at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expected: &str) {
        let found = parse(input, DayMonthOrder::default());
        let shown = match found {
            None => "none".to_string(),
            Some(found) => match found.time {
                Some(time) => format!("{} {time}", found.day),
                None => found.day.to_string(),
            },
        };
        assert_eq!(shown, expected, "{input:?}");
    }

    #[test]
    fn dates_of_publishers_are_read() {
        for (input, expected) in [
            ("2018-11-25", "2018-11-25"),
            ("2018-11-25T14:05:00Z", "2018-11-25 14:05:00"),
            ("2018-11-25T14:05:00.123+02:00", "2018-11-25 14:05:00"),
            ("2018-11-25 14:05", "2018-11-25 14:05:00"),
            ("2018-11-25T140500Z", "2018-11-25 14:05:00"),
            ("2018/11/25", "2018-11-25"),
            ("20181125", "2018-11-25"),
            ("20181125140500", "2018-11-25 14:05:00"),
            ("20181125T140500Z", "2018-11-25 14:05:00"),
            ("Sun, 25 Nov 2018 14:05:00 +0000", "2018-11-25 14:05:00"),
            ("Sun, 25 Nov 2018 14:05:00 GMT", "2018-11-25 14:05:00"),
            ("25 Nov 18 14:05 EST", "2018-11-25 14:05:00"),
            ("25 November 2018", "2018-11-25"),
            ("25. November 2018", "2018-11-25"),
            ("the 25th of November, 2018", "2018-11-25"),
            ("25-Nov-2018", "2018-11-25"),
            ("November 25, 2018", "2018-11-25"),
            ("NOVEMBER 25TH 2018", "2018-11-25"),
            ("Sept. 5, 2018", "2018-09-05"),
            ("Nov. 25, 2018 3:45 p.m. EST", "2018-11-25 15:45:00"),
            ("Nov. 25, 2018 at 12:10 a.m.", "2018-11-25 00:10:00"),
            (
                "Published: November 25, 2018 | 3pm ET",
                "2018-11-25 15:00:00",
            ),
            ("14:05, 25 November 2018", "2018-11-25 14:05:00"),
            ("Sun Nov 25 14:05:00 2018", "2018-11-25 14:05:00"),
            ("Sun Nov 25 14:05:00 EST 2018", "2018-11-25 14:05:00"),
            ("Sun Nov 25 14:05:00 +0000 2018", "2018-11-25 14:05:00"),
            ("25/11/2018", "2018-11-25"),
            ("11/25/2018", "2018-11-25"),
            ("11/25/18", "2018-11-25"),
            ("25.11.2018 14:05", "2018-11-25 14:05:00"),
            ("04/05/2018", "2018-05-04"),
            ("1543154700", "2018-11-25 14:05:00"),
            ("1543154700.0", "2018-11-25 14:05:00"),
            ("1543154700123", "2018-11-25 14:05:00"),
            ("Last updated on Monday, May 7, 2012", "2012-05-07"),
        ] {
            check(input, expected);
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for input in [
            "",
            "2018",
            "yesterday",
            "November 2018",
            "25 November",
            "31 February 2018",
            "2018-13-25",
            "99/99/2018",
            "3/4",
            "10.30.15",
            "marched 25 2018 steps",
            "٢٥/١١/٢٠١٨",
            "999999999999999999999999",
            "Nov 25 14:05:00 +é 2018",
            "25é November",
        ] {
            check(input, "none");
        }
    }

    #[test]
    fn an_ambiguous_date_follows_the_order_and_says_so() {
        let read = |text, order| parse(text, order).map(|d| (d.day.to_string(), d.order_assumed));
        for (text, order, day, assumed) in [
            ("04/05/2018", DayMonthOrder::DayFirst, "2018-05-04", true),
            ("04/05/2018", DayMonthOrder::MonthFirst, "2018-04-05", true),
            ("05/05/2018", DayMonthOrder::MonthFirst, "2018-05-05", false),
            ("25/11/2018", DayMonthOrder::MonthFirst, "2018-11-25", false),
            ("2018-04-05", DayMonthOrder::DayFirst, "2018-04-05", false),
        ] {
            assert_eq!(
                read(text, order),
                Some((day.to_string(), assumed)),
                "{text}"
            );
        }
        assert_eq!(proven_order("25/11/2018"), Some(DayMonthOrder::DayFirst));
        assert_eq!(proven_order("11/25/2018"), Some(DayMonthOrder::MonthFirst));
        assert_eq!(proven_order("04/05/2018"), None);
    }

    #[test]
    fn the_path_of_a_url_may_hold_the_day() {
        for (url, expected) in [
            ("https://p.example/2018/11/25/title", Some("2018-11-25")),
            (
                "https://p.example/world/2018/nov/25/title.html?y=2019/01/01",
                Some("2018-11-25"),
            ),
            ("https://p.example/2018/11/title", None),
            ("https://p.example/2018/13/25/title", None),
            ("https://p.example/1/2/3", None),
            ("", None),
        ] {
            assert_eq!(
                in_url(url).map(|day| day.to_string()).as_deref(),
                expected,
                "{url}"
            );
        }
    }

    #[test]
    fn a_mention_needs_no_year_and_knows_its_length() {
        for (text, expected) in [
            ("24 November in Aleppo", Some((None, 11, 24, 11))),
            ("Nov. 24, killing 12", Some((None, 11, 24, 7))),
            ("24 November 2018, he", Some((Some(2018), 11, 24, 16))),
            ("May 5 people", Some((None, 5, 5, 5))),
            ("24 people", None),
            ("Mayor 5", None),
            ("24 marches", None),
        ] {
            let found = mention_at_start(text, DayMonthOrder::default())
                .map(|m| (m.year, m.month, m.day, m.length));
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
