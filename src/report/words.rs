//! The plain words of the report: what kinds, levels and confidences mean to a reader who has never seen the tool.

use jiff::civil::Date;

use super::model::Named;
use crate::judgement::verdict::Kind;

/// A kind of conflict in plain words.
pub fn kind(name: &str) -> Named {
    let words = match name {
        "number" => "Two figures for one quantity",
        "negation" => "Said to be so, and said not to be so",
        "denial" => "A charge or statement, and its denial",
        "antonym" => "Words that exclude each other",
        "attribution" => "Who did it, or who is to blame",
        "cause" => "Why it happened, or what it was",
        "time" => "When it happened",
        "place" => "Where it happened",
        "entity" => "Who or what it was",
        "role" => "Who did what to whom",
        "modality" => "Certain in one, uncertain in the other",
        _ => "A conflict",
    };
    Named {
        name: name.to_string(),
        words: words.to_string(),
    }
}

/// What would make a conflict of this kind wrong: the questions that an editor asks first.
pub fn wrong_if(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Number) => {
            "The two figures count different things, places, hours or incidents, or one is a part of the other."
        }
        Some(Kind::Negation) => {
            "The two sentences speak of different occasions, or the “not” belongs to another part of the sentence."
        }
        Some(Kind::Denial) => {
            "What is denied is not what the other side states, or the denial is about another occasion."
        }
        Some(Kind::Antonym) => {
            "The two words stand for different stages, parts or persons, so that both can hold."
        }
        Some(Kind::Attribution) => {
            "The two sentences speak of different acts, or both named actors took part."
        }
        Some(Kind::Cause) => {
            "The two causes belong to different incidents, or one of them led to the other."
        }
        Some(Kind::Time) => {
            "The two times belong to different events or stages, or stem from different time zones."
        }
        Some(Kind::Place) => "One place lies inside the other, or the events are two.",
        Some(Kind::Entity) => {
            "The two names stand for one person or thing, or for two that both belong there."
        }
        Some(Kind::Role) => "The sentences tell of two acts, one in each direction.",
        Some(Kind::Modality) => {
            "What was uncertain at first was settled later, or the two speak of different details."
        }
        None => "The two sentences speak of different events.",
    }
}

/// Between whom a conflict stands.
pub fn level(name: &str) -> Named {
    let words = match name {
        "speaker" => "Between people or bodies that the outlets quote",
        _ => "Between the outlets’ own words",
    };
    Named {
        name: name.to_string(),
        words: words.to_string(),
    }
}

/// A confidence in words: roughly how many of ten such findings an editor would keep.
pub fn confidence(value: f32) -> &'static str {
    match value {
        v if v >= 0.85 => "Very likely a real difference",
        v if v >= 0.7 => "Likely a real difference",
        v if v >= 0.5 => "Possibly a real difference",
        _ => "A weak hint",
    }
}

/// A day as people write it: `25 November 2018`.
pub fn day(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    // Months of a civil date run from 1 to 12.
    let month = MONTHS[date.month() as usize - 1];
    format!("{} {month} {}", date.day(), date.year())
}

/// How far apart two days are.
pub fn apart(a: Date, b: Date) -> String {
    let days = a
        .until(b)
        .map(|span| span.get_days().unsigned_abs())
        .unwrap_or_default();
    match days {
        0 => "published on the same day".to_string(),
        1 => "published one day apart".to_string(),
        n => format!("published {n} days apart"),
    }
}

/// The BCP 47 tag of an ISO 639-3 code, which is the two-letter code where there is one; empty for `None`.
pub fn language_tag(code: Option<&str>) -> &'static str {
    /// The languages that the detection knows.
    const TAGS: &[(&str, &str)] = &[
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
        ("cym", "cy"),
    ];
    code.and_then(|code| TAGS.iter().find(|(three, _)| *three == code))
        .map_or("", |(_, tag)| tag)
}

/// The direction of a language's writing; `auto` if the language is not known.
pub fn direction(tag: &str) -> &'static str {
    match tag {
        "" => "auto",
        "ar" | "he" | "fa" | "ur" | "yi" => "rtl",
        _ => "ltr",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_and_distances_are_words() {
        assert_eq!(day(date(2018, 11, 5)), "5 November 2018");
        for (other, expected) in [
            (date(2018, 11, 5), "published on the same day"),
            (date(2018, 11, 4), "published one day apart"),
            (date(2018, 12, 5), "published 30 days apart"),
        ] {
            assert_eq!(apart(date(2018, 11, 5), other), expected);
        }
    }

    #[test]
    fn quotes_carry_their_language_and_direction() {
        for (code, tag, dir) in [
            (Some("eng"), "en", "ltr"),
            (Some("ara"), "ar", "rtl"),
            (Some("xxx"), "", "auto"),
            (None, "", "auto"),
        ] {
            assert_eq!(language_tag(code), tag);
            assert_eq!(direction(tag), dir);
        }
    }

    #[test]
    fn nothing_is_ever_called_false() {
        for kind in [None, Some(Kind::Number), Some(Kind::Denial)] {
            assert!(!wrong_if(kind).contains("false"));
        }
    }
}
