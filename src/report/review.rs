//! What a reader said of the findings, saved by the report and read back by the next run.
//!
//! The file is JSON: `{"rashomon_review": 1, "findings": [{"pair_id": "...", "verdict": "confirmed", "note": "..."}]}`.
//! Pair ids are stable as long as article and sentence are, so a verdict survives new articles and new versions.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::model::ReviewedPair;
use crate::error::{Error, Position};

/// The verdicts that a reader can give, as the file writes them.
pub const VERDICTS: [&str; 3] = ["confirmed", "not a conflict", "unclear"];

/// All verdicts of a review file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    by_pair: BTreeMap<String, ReviewedPair>,
}

#[derive(Deserialize)]
struct File {
    rashomon_review: u32,
    #[serde(default)]
    findings: Vec<Record>,
}

#[derive(Deserialize)]
struct Record {
    pair_id: String,
    #[serde(default)]
    verdict: String,
    #[serde(default)]
    note: String,
}

impl Review {
    /// Reads the text of a review file; `path` is for messages.
    ///
    /// # Errors
    /// When it is no review file or holds a verdict that does not exist. A later record of a pair replaces an earlier one.
    pub fn parse(text: &str, path: &str) -> Result<Self, Error> {
        let file: File =
            serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|e| {
                Error::format(
                    path,
                    Some(Position::Line(e.line() as u64)),
                    format!("not a review that a report has saved: {e}"),
                )
            })?;
        if file.rashomon_review != 1 {
            return Err(Error::format(
                path,
                None,
                format!(
                    "a review of form {}, this version reads form 1",
                    file.rashomon_review
                ),
            ));
        }
        let mut by_pair = BTreeMap::new();
        for record in file.findings {
            let verdict = match record.verdict.as_str() {
                "" => "",
                word => VERDICTS
                    .iter()
                    .find(|known| **known == word)
                    .ok_or_else(|| {
                        Error::format(
                            path,
                            None,
                            format!(
                                "pair {}: no verdict {word:?}; known are {}",
                                record.pair_id,
                                VERDICTS.join(", ")
                            ),
                        )
                    })?,
            };
            let reviewed = ReviewedPair {
                pair_id: record.pair_id,
                verdict,
                note: record.note,
            };
            by_pair.insert(reviewed.pair_id.clone(), reviewed);
        }
        Ok(Review { by_pair })
    }

    /// What was said of a pair.
    pub fn of(&self, pair_id: &str) -> Option<&ReviewedPair> {
        self.by_pair.get(pair_id)
    }

    /// Everything that was said, in order of the pairs.
    pub fn iter(&self) -> impl Iterator<Item = &ReviewedPair> {
        self.by_pair.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_review_is_read_back() {
        let text = r#"{"rashomon_review": 1, "findings": [
            {"pair_id": "b", "verdict": "not a conflict", "note": "other day"},
            {"pair_id": "a", "verdict": "confirmed"}, {"pair_id": "c", "note": "ask"}]}"#;
        let review = Review::parse(text, "review.json").expect("a good file");
        assert_eq!(review.of("a").map(|r| r.verdict), Some("confirmed"));
        assert_eq!(review.of("b").map(|r| r.note.as_str()), Some("other day"));
        assert_eq!(review.of("c").map(|r| r.verdict), Some(""));
        assert_eq!(review.of("d"), None);
        assert_eq!(review.iter().count(), 3);
    }

    #[test]
    fn other_files_are_refused_with_a_reason() {
        for (text, part) in [
            ("pair_id,relation", "line 1: not a review"),
            ("{}", "not a review"),
            (r#"{"rashomon_review": 2}"#, "form 2"),
            (
                r#"{"rashomon_review": 1, "findings": [{"pair_id": "a", "verdict": "false"}]}"#,
                "no verdict \"false\"; known are confirmed",
            ),
        ] {
            let message = Review::parse(text, "r.json")
                .expect_err("a bad file")
                .to_string();
            assert!(message.contains(part), "{message}");
        }
    }
}
