//! The report as plain values, ready for a template: what is shown, in which order, and where each link leads.
//!
//! Built by [`super::view`], written by [`super::html`] and [`super::markdown`]. Every text in it has passed
//! [`super::visible`], so that no character of an article can act on the page unseen. These names are what an own template
//! (`--template`) relies on; they are only ever added to.

use serde::Serialize;

/// Everything that a report shows.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// The version of the program.
    pub version: String,
    /// What was compared and what came out, in figures.
    pub summary: Summary,
    /// Pairs of claims that cannot both be true, the surest first.
    pub contradictions: Section<Card>,
    /// Figures that later reports raised or corrected.
    pub revisions: Section<Revision>,
    /// What several outlets report alike, most independent origins first.
    pub agreements: Section<Agreement>,
    /// Who says what: story points by outlet.
    pub grid: Grid,
    /// How often each two outlets agree and differ.
    pub matrix: Matrix,
    /// The articles of everything above, with their claims linked.
    pub articles: Section<AnnotatedArticle>,
    /// How the report came about.
    pub method: Method,
    /// Verdicts of readers on pairs that this report does not show; kept when the review is saved again.
    pub carried: Vec<ReviewedPair>,
}

/// A part of the report that may have been cut to the surest.
#[derive(Debug, Clone, Serialize)]
pub struct Section<T> {
    /// What is shown.
    pub items: Vec<T>,
    /// How many there are in all.
    pub all: usize,
}

impl<T> Default for Section<T> {
    fn default() -> Self {
        Section {
            items: Vec::new(),
            all: 0,
        }
    }
}

/// The figures of the summary paragraph.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Summary {
    /// Articles read.
    pub articles: usize,
    /// Different outlets among them.
    pub outlets: usize,
    /// Day of the first article, in words; none if no article has a date.
    pub from: Option<String>,
    /// Day of the last.
    pub to: Option<String>,
    /// Claims extracted.
    pub claims: usize,
    /// Pairs of articles that report the same event.
    pub links: usize,
    /// Pairs of claims that were judged.
    pub pairs: usize,
    /// Conflicts in all, one for each story point and two outlets.
    pub contradictions: usize,
    /// Story points whose figure was revised.
    pub revisions: usize,
    /// Story points on which at least two outlets agree.
    pub agreements: usize,
    /// Inputs that were skipped.
    pub skipped: usize,
    /// Conflicts that a reader has confirmed, has struck out, could not settle, or has not looked at.
    pub review: ReviewCounts,
    /// All outlets among the conflicts, for the filter.
    pub card_outlets: Vec<String>,
    /// All kinds among the conflicts, for the filter.
    pub card_kinds: Vec<Named>,
}

/// A word used in data and the words that people read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// As in the CSV.
    pub name: String,
    /// As on the page.
    pub words: String,
}

/// How far the shown conflicts have been reviewed.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct ReviewCounts {
    /// Confirmed by a reader.
    pub confirmed: usize,
    /// Found to be no conflict.
    pub rejected: usize,
    /// Looked at and left open.
    pub unclear: usize,
    /// Not looked at.
    pub open: usize,
}

/// One conflict.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// Its place in the report, from 1.
    pub number: usize,
    /// Where links to it lead.
    pub anchor: String,
    /// The stable name of the pair, as in the CSV.
    pub pair_id: String,
    /// What it is about.
    pub kind: Named,
    /// The two values in a few words.
    pub headline: String,
    /// Whether outlets or the people they quote differ.
    pub level: Named,
    /// In [0, 1], two digits.
    pub confidence: String,
    /// The same in words.
    pub confidence_words: &'static str,
    /// In [0, 1], two digits.
    pub similarity: String,
    /// The first claim.
    pub a: Side,
    /// The second.
    pub b: Side,
    /// Why, in one sentence of the rule.
    pub explanation: String,
    /// The rule that fired.
    pub rule: String,
    /// Words that both sentences have.
    pub shared_words: Vec<String>,
    /// How much of each sentence the other covers, and how alike the articles are.
    pub paired: Paired,
    /// How far apart the articles appeared, in words; none if a date is missing.
    pub apart: Option<String>,
    /// What would make the finding wrong.
    pub wrong_if: &'static str,
    /// A reader's verdict, if one was read.
    pub verdict: &'static str,
    /// His note.
    pub note: String,
}

/// Why two claims were compared, as whole per cents.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Paired {
    /// Of the first sentence's word weight, covered by the second.
    pub a: u32,
    /// Of the second's, by the first.
    pub b: u32,
    /// Likeness of the two articles.
    pub articles: Option<u32>,
}

/// One claim with its place and its company.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Side {
    /// The claim itself.
    pub quote: Quote,
    /// The sentence before it.
    pub before: String,
    /// The sentence after it.
    pub after: String,
    /// The value that clashes; empty if the rule names none.
    pub value: String,
    /// Outlets that say the same as this side.
    pub others: Vec<Quote>,
    /// Independent origins on this side, itself included.
    pub origins: usize,
}

/// A verbatim sentence and where it comes from.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Quote {
    /// The publisher, or the file's name if none is known.
    pub outlet: String,
    /// ISO 8601; empty if not known.
    pub date: String,
    /// The same in words.
    pub date_words: String,
    /// The headline; empty if not known.
    pub title: String,
    /// The byline; empty if not known.
    pub author: String,
    /// The address, only if it is http or https.
    pub url: String,
    /// The address with a text fragment that leads to the sentence.
    pub deep_url: String,
    /// The path as found.
    pub file: String,
    /// The article's id.
    pub article: String,
    /// The claim in the annotated article; empty if that is not shown.
    pub claim_anchor: String,
    /// Who says it; empty for the outlet's own voice.
    pub speaker: String,
    /// The sentence, in marked and unmarked parts.
    pub parts: Vec<Part>,
    /// The sentence as one text.
    pub text: String,
    /// BCP 47; empty if not known.
    pub lang: String,
    /// `ltr`, `rtl` or `auto`.
    pub dir: &'static str,
    /// First character in the article's text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// First byte in the saved file; none if the file is packed, or not plain text.
    pub byte: Option<u64>,
    /// Whether it is the text of another quote of the same list.
    pub copied: bool,
}

/// A piece of a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its words.
    pub text: String,
    /// Whether they are what clashes.
    pub mark: bool,
}

/// One figure through time.
#[derive(Debug, Clone, Serialize)]
pub struct Revision {
    /// Where links to it lead.
    pub anchor: String,
    /// What it is about.
    pub title: String,
    /// The figures in order of publication.
    pub figures: Vec<Figure>,
    /// A picture of them, if they have days and values; SVG that is safe to embed.
    pub svg: String,
}

/// One value of a figure.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// The value as written.
    pub value: String,
    /// Who says so, and when.
    pub quote: Quote,
}

/// One thing that several outlets report.
#[derive(Debug, Clone, Serialize)]
pub struct Agreement {
    /// Where links to it lead.
    pub anchor: String,
    /// Texts that do not stem from one another.
    pub origins: usize,
    /// Outlets that report it.
    pub outlets: usize,
    /// What each says, the clearest first.
    pub quotes: Vec<Quote>,
    /// How many quotes there are beside those listed.
    pub more: usize,
}

/// Story points by outlet.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Grid {
    /// The columns.
    pub outlets: Vec<String>,
    /// The rows, disputed ones first.
    pub rows: Vec<GridRow>,
    /// How many rows there are in all.
    pub all_rows: usize,
    /// How many outlets there are in all.
    pub all_outlets: usize,
}

/// One story point.
#[derive(Debug, Clone, Serialize)]
pub struct GridRow {
    /// Its name in the CSV.
    pub point: String,
    /// The claim that the others are held against.
    pub claim: Quote,
    /// One for each outlet.
    pub cells: Vec<GridCell>,
}

/// What an outlet does about a story point.
#[derive(Debug, Clone, Serialize)]
pub struct GridCell {
    /// `says`, `differs`, `updates`, `both`, `silent`, or `absent` where the outlet does not report the story.
    pub stance: &'static str,
    /// In words.
    pub words: &'static str,
    /// Its claim in the annotated articles; empty if none is shown.
    pub claim_anchor: String,
}

/// Outlet by outlet.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Matrix {
    /// Rows and columns.
    pub outlets: Vec<String>,
    /// One for each outlet.
    pub rows: Vec<MatrixRow>,
    /// How many outlets there are in all.
    pub all_outlets: usize,
}

/// One outlet against the others.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    /// The outlet.
    pub outlet: String,
    /// One for each outlet.
    pub cells: Vec<MatrixCell>,
}

/// How often two outlets agree and differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct MatrixCell {
    /// Whether row and column are the same outlet.
    pub same: bool,
    /// Findings in all.
    pub compared: usize,
    /// Agreements of independent texts.
    pub agree: usize,
    /// Agreements of one text.
    pub copied: usize,
    /// Conflicts.
    pub differ: usize,
    /// Revisions.
    pub revised: usize,
}

/// An article with its claims linked to what is said of them.
#[derive(Debug, Clone, Serialize)]
pub struct AnnotatedArticle {
    /// Where links to it lead.
    pub anchor: String,
    /// Its metadata, without a sentence.
    pub source: Quote,
    /// Its text.
    pub paragraphs: Vec<Vec<Segment>>,
    /// Conflicts that it takes part in.
    pub conflicts: usize,
}

/// A run of an article's text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// The words.
    pub text: String,
    /// Where links to the claim lead; empty outside claims.
    pub anchor: String,
    /// `differs`, `updates`, `agrees`, empty outside claims, or `cut` where text was left out.
    pub stance: &'static str,
    /// What is said of it.
    pub links: Vec<Link>,
}

/// A link inside the report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Link {
    /// Where it leads.
    pub anchor: String,
    /// What it is called.
    pub words: String,
}

/// How the report came about.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Method {
    /// The settings of the run.
    pub settings: Vec<Named>,
    /// The files of the shown articles.
    pub inputs: Vec<InputFile>,
    /// How many files were read in all.
    pub all_inputs: usize,
    /// SHA-256 of the list `hash  path` of all files, one a line, sorted by path.
    pub all_sha256: String,
    /// What was skipped, and why.
    pub skipped: Vec<String>,
    /// Skipped inputs that are not listed.
    pub more_skipped: usize,
    /// Doubts about inputs that were used.
    pub notes: Vec<String>,
    /// The file of an earlier review; empty if none was read.
    pub review: String,
}

/// One file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputFile {
    /// The path as found.
    pub path: String,
    /// In hexadecimal digits; empty if the file could not be read again.
    pub sha256: String,
    /// Articles in it.
    pub articles: usize,
}

/// What a reader said of a pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReviewedPair {
    /// The stable name of the pair.
    pub pair_id: String,
    /// `confirmed`, `not a conflict`, `unclear` or empty.
    pub verdict: &'static str,
    /// Anything.
    pub note: String,
}
