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

/// One line of `claims --format jsonl`: the cells of the CSV, and the frames that they were made from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClaimFramesRow {
    /// The cells of the CSV.
    #[serde(flatten)]
    pub claim: ClaimRow,
    /// Who says what.
    pub attribution_frames: Vec<AttributionRow>,
    /// Who did what to whom.
    pub predicate_frames: Vec<PredicateRow>,
    /// What the numbers count.
    pub quantity_frames: Vec<QuantityRow>,
}

/// Words of an article, and where they stand in its text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WordsRow {
    /// The words, verbatim.
    pub text: String,
    /// Their first character.
    pub start: u32,
    /// One past their last character.
    pub end: u32,
    /// Their first byte.
    pub byte_start: u32,
    /// One past their last byte.
    pub byte_end: u32,
}

/// An attribution frame.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AttributionRow {
    /// Who says it; null for passive reports without an agent.
    pub source: Option<WordsRow>,
    /// The word that attributes.
    pub cue: WordsRow,
    /// From the first to the last word of what is said.
    pub content: WordsRow,
    /// `say`, `claim`, `confirm`, `deny`, `doubt`, `believe`, `predict`, `demand` or `accuse`.
    pub stance: &'static str,
    /// `direct`, `mixed` or `indirect`.
    pub manner: &'static str,
    /// For an accusation, the accused.
    pub accused: Option<WordsRow>,
}

/// A predicate frame.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PredicateRow {
    /// The word that carries it.
    pub word: WordsRow,
    /// Its lemma, with the particle of a phrasal verb.
    pub lemma: String,
    /// `verb`, `copula` or `nominal`.
    pub sort: &'static str,
    /// Those who do it.
    pub agents: Vec<WordsRow>,
    /// Those to whom it is done, or who are so.
    pub patients: Vec<WordsRow>,
    /// Prepositional phrases.
    pub obliques: Vec<ObliqueRow>,
    /// Where.
    pub places: Vec<WordsRow>,
    /// When.
    pub times: Vec<WordsRow>,
    /// `affirmed` or `negated`.
    pub polarity: &'static str,
    /// The word that negates it.
    pub negated_by: Option<WordsRow>,
    /// `asserted`, `hedged`, `conditional` or `planned`.
    pub modality: &'static str,
    /// `past`, `present`, `future` or null.
    pub tense: Option<&'static str>,
    /// `simple`, `perfect`, `progressive` or `perfect-progressive`.
    pub aspect: &'static str,
    /// Index of the innermost attribution frame whose content holds it.
    pub attribution: Option<usize>,
}

/// A prepositional phrase of a predicate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ObliqueRow {
    /// The preposition; empty for "last week" and the like.
    pub preposition: String,
    /// The phrase behind it.
    pub words: WordsRow,
}

/// A quantity frame.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QuantityRow {
    /// The words from the first qualifier to the unit.
    pub words: WordsRow,
    /// Least value in the base unit; null if the text gives none.
    pub low: Option<f64>,
    /// Greatest value; null if the text gives none.
    pub high: Option<f64>,
    /// The base unit.
    pub unit: &'static str,
    /// `exact`, `approximate`, `bound`, `range` or `vague`.
    pub exactness: &'static str,
    /// Whether the number looks cut or glued by copying.
    pub damaged: bool,
    /// What it counts.
    pub counted: Option<WordsRow>,
    /// Words that narrow that down.
    pub modifiers: Vec<WordsRow>,
    /// Index of the predicate frame that it takes part in.
    pub predicate: Option<usize>,
    /// `agent`, `patient`, `oblique` or `free`.
    pub role: &'static str,
    /// What happens to the counted: `killed`, `hurt` and so on.
    pub class: Option<&'static str>,
    /// Any of `part`, `whole`, `additional`, `rate`, `cumulative`, `earlier`.
    pub scope: Vec<&'static str>,
    /// The words that say over which area it counts.
    pub area: Option<WordsRow>,
}
