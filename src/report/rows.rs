//! The rows that users depend on: names and order of columns are only ever appended to.

use serde::Serialize;

/// One line of the `compare` CSV. An empty cell is "not known".
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairRow {
    /// Stable name of the pair: a hash of both articles and sentences.
    pub pair_id: String,
    /// `contradict`, `revision` or `agree`.
    pub relation: &'static str,
    /// What a conflict is about.
    pub kind: &'static str,
    /// `outlet` or `speaker`.
    pub level: &'static str,
    /// In [0, 1], two digits.
    pub confidence: String,
    /// In [0, 1], two digits.
    pub similarity: String,
    /// Publisher of the first article.
    pub a_outlet: String,
    /// Its publication date, ISO 8601.
    pub a_date: String,
    /// Its headline.
    pub a_title: String,
    /// Its address.
    pub a_url: String,
    /// The path as found.
    pub a_file: String,
    /// The article's id.
    pub a_article: String,
    /// Who says it; empty for the outlet's own voice.
    pub a_speaker: String,
    /// The sentence, verbatim.
    pub a_sentence: String,
    /// Its first character in the article's text.
    pub a_start: u32,
    /// One past its last character.
    pub a_end: u32,
    /// Publisher of the second article, and so on.
    pub b_outlet: String,
    /// See `a_date`.
    pub b_date: String,
    /// See `a_title`.
    pub b_title: String,
    /// See `a_url`.
    pub b_url: String,
    /// See `a_file`.
    pub b_file: String,
    /// See `a_article`.
    pub b_article: String,
    /// See `a_speaker`.
    pub b_speaker: String,
    /// See `a_sentence`.
    pub b_sentence: String,
    /// See `a_start`.
    pub b_start: u32,
    /// See `a_end`.
    pub b_end: u32,
    /// The value of the first side that clashes or agrees.
    pub a_value: String,
    /// That of the second.
    pub b_value: String,
    /// For agreements: `independent` or `copied`.
    pub independence: &'static str,
    /// The story point that the pair belongs to.
    pub point_id: String,
    /// Why, in one sentence.
    pub explanation: String,
}

/// One line of the `claims` CSV.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimRow {
    /// Stable name of the claim.
    pub claim_id: String,
    /// The article's id.
    pub article: String,
    /// Its publisher.
    pub outlet: String,
    /// The path as found.
    pub file: String,
    /// First character of the sentence in the article's text.
    pub start: u32,
    /// One past its last character.
    pub end: u32,
    /// The sentence, verbatim.
    pub sentence: String,
    /// Who says it; empty for the outlet's own voice.
    pub speaker: String,
    /// The words that say so.
    pub cue: String,
    /// `affirmed` or `negated`.
    pub polarity: &'static str,
    /// `asserted`, `hedged`, `denied`, `conditional` or `planned`.
    pub modality: &'static str,
    /// Quantities, as `interval unit noun`, joined by `; `.
    pub quantities: String,
    /// Times, ISO 8601 where resolved, joined by `; `.
    pub times: String,
    /// Places, joined by `; `.
    pub places: String,
}

/// One line of the `judge --pairs` output.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JudgedRow {
    /// The id of the pair as it was given.
    pub id: serde_json::Value,
    /// `agree`, `contradict`, `revision` or `neither`.
    pub relation: &'static str,
    /// What a conflict is about, or null.
    pub kind: Option<&'static str>,
    /// In [0, 1].
    pub confidence: f64,
    /// In [0, 1].
    pub similarity: f64,
    /// Why.
    pub evidence: Vec<EvidenceRow>,
}

/// One reason in a [`JudgedRow`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EvidenceRow {
    /// The rule that fired.
    pub rule: &'static str,
    /// The words of the first sentence that it looked at.
    pub a: String,
    /// Those of the second.
    pub b: String,
    /// The value of the first side.
    pub a_value: String,
    /// That of the second.
    pub b_value: String,
    /// One sentence for a reader.
    pub note: String,
}
