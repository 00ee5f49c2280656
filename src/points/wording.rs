//! What the wording of a sentence says of its figures: that they are one of a row, or that they correct an earlier report.

/// Whether a sentence says that its figure is one of a row.
pub fn says_growth(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(
            word,
            "toll"
                | "rose"
                | "risen"
                | "climbed"
                | "raised"
                | "grew"
                | "grown"
                | "increased"
                | "jumped"
                | "mounted"
                | "meanwhile"
                | "now"
                | "already"
        )
    }) || ["so far", "by then", "up from"]
        .iter()
        .any(|words| lower.contains(words))
}

/// Whether a sentence speaks of a toll that goes on: "the death toll has reached 126".
pub fn says_toll(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word == "toll")
}

/// Whether a sentence says that its figure is the state of a count at a time: "as of noon", "with 99 percent of precincts reporting".
pub fn says_as_of(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    counts_votes(&lower)
        || [
            "as of ",
            "so far",
            "to date",
            "at midnight",
            "by midnight",
            "until now",
        ]
        .iter()
        .any(|words| has_phrase(&lower, words))
}

/// Whether a text says that votes are being counted.
pub fn says_counting(text: &str) -> bool {
    counts_votes(&text.to_lowercase())
}

/// "With 99 percent of precincts reporting", "as ballots were counted", "results from half of the precincts", in lower case.
fn counts_votes(lower: &str) -> bool {
    let places = ["precincts", "districts", "polling stations"];
    let reporting = || has_phrase(lower, "reporting") || has_phrase(lower, "results from");
    let ballots = [
        "votes counted",
        "ballots counted",
        "votes tallied",
        "ballots tallied",
    ];
    places.iter().any(|place| has_phrase(lower, place)) && reporting()
        || ballots.iter().any(|words| has_phrase(lower, words))
        || has_phrase(lower, "ballots are tallied")
        || has_phrase(lower, "votes are counted")
}

fn has_phrase(lower: &str, words: &str) -> bool {
    let starts_a_word = |at: usize| !lower[..at].ends_with(char::is_alphanumeric);
    lower.match_indices(words).any(|(at, _)| starts_a_word(at))
}

/// Whether a sentence says that somebody keeps to his figure: who does has not been overtaken.
pub fn stands_by(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    [
        "stands by",
        "stand by",
        "stood by",
        "sticks to",
        "stuck to",
        "maintains that",
        "maintained that",
        "insists that",
        "insisted that",
    ]
    .iter()
    .any(|words| has_phrase(&lower, words))
}

/// Whether a sentence says that it corrects an earlier report.
pub fn says_correction(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    [
        "correction:",
        "corrected",
        "corrects",
        "clarification:",
        "revised",
        "revises",
        "earlier reported",
        "earlier report",
        "reported earlier",
        "initially reported",
        "originally reported",
        "previously reported",
        "previously said",
        "earlier version",
        "earlier said",
        "updated the toll",
        "updated its",
        "not as reported",
        "instead of the",
    ]
    .iter()
    .any(|words| lower.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_are_told_from_plain_reports() {
        for yes in [
            "Correction: an earlier report gave 38 dead.",
            "The ministry revised the toll down to 61.",
            "Police, who had initially reported 12 dead, spoke of nine.",
        ] {
            assert!(says_correction(yes), "{yes}");
        }
        for no in [
            "The toll rose to 61.",
            "He was sent to a correctional centre.",
            "Police reported 12 dead.",
        ] {
            assert!(!says_correction(no), "{no}");
        }
    }

    #[test]
    fn states_of_a_count_are_told_from_plain_figures() {
        for yes in [
            "As of noon Monday, 1,800 people had signed.",
            "With 99.5 percent of precincts reporting, she led by 2,000 votes.",
            "She had 49.6 percent with most ballots counted.",
            "Eight boys have been rescued so far.",
        ] {
            assert!(says_as_of(yes), "{yes}");
        }
        for no in [
            "She won 49.6 percent of the vote.",
            "He was as offended as he was tired.",
            "The votes were cast on Monday.",
            "He is also far from home.",
        ] {
            assert!(!says_as_of(no), "{no}");
        }
    }

    #[test]
    fn who_keeps_to_his_figure_says_so() {
        assert!(stands_by("The ministry stands by its figure of nine dead."));
        assert!(stands_by("The firm maintained that it held 24 percent."));
        assert!(!stands_by("He stood beside the minister."));
        assert!(!stands_by("The ministry put the toll at nine."));
    }
}
