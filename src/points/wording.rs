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
}
