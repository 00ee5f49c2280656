//! The dateline in front of a report: "ALEPPO, Nov 25 (Agency) - ", "WASHINGTON — ", "(Agency) - ".
//!
//! It belongs to the first sentence of a text but says nothing of its own, and would hang on the first verb if it were parsed.

/// The length in bytes of the dateline at the start of a sentence, the dash and the space behind it included; none without one.
///
/// A dateline ends at a spaced dash within its first 100 bytes. In front of it stand only capitalised words, numbers and
/// marks, and among them either a bracket right before the dash or a word in capitals of four letters or more.
pub fn dateline(sentence: &str) -> Option<usize> {
    /// Longer than any city, country, date and agency.
    const LONGEST: usize = 100;
    let early = || sentence.char_indices().take_while(|&(at, _)| at < LONGEST);
    let dash = early()
        .filter(|(_, c)| matches!(c, '-' | '–' | '—'))
        .map(|(at, c)| (at, at + c.len_utf8()))
        .find(|&(at, after)| {
            let before = sentence[..at].chars().next_back();
            let behind = sentence[after..].chars().next();
            before.is_some_and(|c| c.is_whitespace() || c == ')' || c == '-')
                && behind.is_some_and(char::is_whitespace)
        });
    // Copied text often lost the dash: "BEIRUT August 21 (Agency) Forces fired".
    let bracket = || {
        let close = early().find(|&(_, c)| c == ')').map(|(at, _)| at + 1)?;
        let dated = sentence[..close].contains(|c: char| c.is_ascii_digit());
        (dated && sentence[close..].starts_with(' ')).then_some((close, close))
    };
    let (dash, after) = dash.or_else(bracket)?;
    let head = sentence[..dash].trim_end_matches([' ', '\u{a0}', '-']);
    let body = sentence[after..].trim_start();
    let opens = body.chars().next().is_some_and(|c| {
        c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '\'' | '‘')
    });
    let words = || {
        head.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '’' | '\'' | '-'))
            .filter(|w| !w.is_empty())
    };
    let capitalised = words().all(|w| {
        w.chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
            || matches!(w, "of" | "the" | "al" | "el" | "de" | "la" | "on")
    });
    let in_capitals = words().next().is_some_and(|w| {
        w.chars().filter(|c| c.is_alphabetic()).count() >= 4 && !w.chars().any(char::is_lowercase)
    });
    let credited = head.ends_with(')') && (dash != after || in_capitals);
    (opens && capitalised && words().count() > 0 && (credited || in_capitals))
        .then(|| sentence.len() - body.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sentence: &str, body: Option<&str>) {
        assert_eq!(
            dateline(sentence).map(|end| &sentence[end..]),
            body,
            "{sentence}"
        );
    }

    #[test]
    fn datelines_of_agencies_and_papers_are_told_from_the_report() {
        check("ALEPPO, Nov 25 (Wire) - Shells fell.", Some("Shells fell."));
        check(
            "PORT CASTELL, March 8 (MPA) -- The toll rose.",
            Some("The toll rose."),
        );
        check(
            "WASHINGTON — The president left.",
            Some("The president left."),
        );
        check("(Wire) - “No,” he said.", Some("“No,” he said."));
        check(
            "BEIRUT August 21 (The Wire) Forces fired shells.",
            Some("Forces fired shells."),
        );
        check(
            "Tolm, 25 November 2018 (Wire) – Twelve died.",
            Some("Twelve died."),
        );
    }

    #[test]
    fn a_dash_inside_a_sentence_is_none() {
        check("The army - and its allies - shelled the town.", None);
        check("US - Russia ties are bad.", None);
        check("The Wire (a paper) - said so.", None);
        check("Aleppo-based doctors left.", None);
        check("Paris - The minister left.", None);
        check("Ann Lee (35) Of Tolm won.", None);
        check("", None);
    }
}
