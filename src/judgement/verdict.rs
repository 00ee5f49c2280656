//! What is said of a pair of claims, and why.

use std::fmt;

use crate::text::span::Span;

/// How two claims relate.
///
/// | ours | NLI (SNLI, MNLI, SICK) | FNC-1 | FEVER |
/// |---|---|---|---|
/// | agree | entailment (either way) | agree | supports |
/// | contradict | contradiction | disagree | refutes |
/// | revision | - | - | - |
/// | neither | neutral | discuss, unrelated | not enough info |
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// At least one claim of each about the same fact cannot both be true.
    Contradict,
    /// The same measured thing with different figures that a developing toll or a correction explains.
    Revision,
    /// The same fact, or one follows from the other, and nothing in them conflicts.
    Agree,
    /// Anything else; never written to the CSV.
    Neither,
}

impl Relation {
    /// The word used in every output.
    pub fn name(self) -> &'static str {
        match self {
            Relation::Contradict => "contradict",
            Relation::Revision => "revision",
            Relation::Agree => "agree",
            Relation::Neither => "neither",
        }
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a conflict is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Two figures for one quantity.
    Number,
    /// Something is said to be and not to be.
    Negation,
    /// A charge or statement against its denial.
    Denial,
    /// Two words that exclude each other.
    Antonym,
    /// Who did it, or who is to blame.
    Attribution,
    /// Why it happened, or what substance it was.
    Cause,
    /// When it happened.
    Time,
    /// Where it happened.
    Place,
    /// A name, age, title or identity.
    Entity,
    /// Who did what to whom.
    Role,
    /// Confirmed against unconfirmed, certain against ruled out.
    Modality,
}

impl Kind {
    /// The word used in the `kind` column.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Number => "number",
            Kind::Negation => "negation",
            Kind::Denial => "denial",
            Kind::Antonym => "antonym",
            Kind::Attribution => "attribution",
            Kind::Cause => "cause",
            Kind::Time => "time",
            Kind::Place => "place",
            Kind::Entity => "entity",
            Kind::Role => "role",
            Kind::Modality => "modality",
        }
    }
}

/// Between whom a conflict stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Between what the outlets say in their own voices.
    Outlet,
    /// Between people or bodies whom the outlets quote, on at least one side.
    Speaker,
}

impl Level {
    /// The word used in the `level` column.
    pub fn name(self) -> &'static str {
        match self {
            Level::Outlet => "outlet",
            Level::Speaker => "speaker",
        }
    }
}

/// Why a verdict was given: the rule and the two things that it compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The rule that fired, as `kind/detail`.
    pub rule: &'static str,
    /// The words of the first claim that it looked at, in its article.
    pub a: Span,
    /// Those of the second.
    pub b: Span,
    /// The words at `a`.
    pub a_words: String,
    /// The words at `b`.
    pub b_words: String,
    /// The value of the first side, as people would write it.
    pub a_value: String,
    /// That of the second.
    pub b_value: String,
    /// One sentence for a reader.
    pub note: String,
}

impl Evidence {
    /// The evidence for the pair in the other order.
    pub fn turned(self) -> Self {
        Evidence {
            a: self.b,
            b: self.a,
            a_words: self.b_words,
            b_words: self.a_words,
            a_value: self.b_value,
            b_value: self.a_value,
            ..self
        }
    }
}

/// What is said of a pair of claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// How they relate.
    pub relation: Relation,
    /// What a conflict or revision is about; none for agree and neither.
    pub kind: Option<Kind>,
    /// The share of right findings among those of the same confidence, as far as calibration reaches; in [0, 1].
    pub confidence: f32,
    /// Why; empty only for neither.
    pub evidence: Vec<Evidence>,
}

impl Verdict {
    /// Nothing to report.
    pub fn neither() -> Self {
        Verdict {
            relation: Relation::Neither,
            kind: None,
            confidence: 0.0,
            evidence: Vec::new(),
        }
    }
}
