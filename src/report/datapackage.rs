//! A folder of tables as a Frictionless data package: what each column holds, its key, and how the tables hang together.
//!
//! In: the tables that were written. Out: `datapackage.json`. The names of columns are those of [`super::csv`].

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::csv::{CLAIM_COLUMNS, PAIR_COLUMNS};

/// One article of `articles.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleRow {
    /// The article's id.
    pub id: String,
    /// Its publisher.
    pub outlet: String,
    /// Its headline.
    pub title: String,
    /// Its publication date, ISO 8601.
    pub date: String,
    /// Its address.
    pub url: String,
    /// Its byline.
    pub author: String,
    /// The path as found.
    pub file: String,
    /// ISO 639-3.
    pub language: String,
    /// Characters of its text.
    pub characters: usize,
    /// SHA-256 of the file; empty if it could not be read again.
    pub file_sha256: String,
}

/// One line of `outlets.csv`: two outlets, and how often they agree and differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OutletRow {
    /// The first outlet by name.
    pub a_outlet: String,
    /// The second.
    pub b_outlet: String,
    /// Findings in all.
    pub compared: usize,
    /// Agreements of independent texts.
    pub agree: usize,
    /// Agreements of one text.
    pub copied: usize,
    /// Conflicts.
    pub contradict: usize,
    /// Revisions.
    pub revision: usize,
}

/// One line of `skipped.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SkippedRow {
    /// The path as found.
    pub file: String,
    /// Where in the file.
    pub position: String,
    /// Whether it was left out, or only doubtful.
    pub skipped: bool,
    /// What is wrong.
    pub reason: String,
}

/// The columns of [`ArticleRow`].
pub const ARTICLE_COLUMNS: &[&str] = &[
    "id",
    "outlet",
    "title",
    "date",
    "url",
    "author",
    "file",
    "language",
    "characters",
    "file_sha256",
];

/// The columns of [`OutletRow`].
pub const OUTLET_COLUMNS: &[&str] = &[
    "a_outlet",
    "b_outlet",
    "compared",
    "agree",
    "copied",
    "contradict",
    "revision",
];

/// The columns of [`SkippedRow`].
pub const SKIPPED_COLUMNS: &[&str] = &["file", "position", "skipped", "reason"];

/// Writes the description of the folder.
pub fn write(out: &mut dyn Write) -> io::Result<()> {
    let to_articles = |field: &str| {
        json!({
            "fields": field,
            "reference": {"resource": "articles", "fields": "id"},
        })
    };
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "rashomon",
        "title": "Claims of different outlets that agree or contradict each other",
        "version": env!("CARGO_PKG_VERSION"),
        "resources": [
            resource("pairs", PAIR_COLUMNS, Some("pair_id"), &[to_articles("a_article"), to_articles("b_article")]),
            resource("claims", CLAIM_COLUMNS, Some("claim_id"), &[to_articles("article")]),
            resource("articles", ARTICLE_COLUMNS, Some("id"), &[]),
            resource("outlets", OUTLET_COLUMNS, None, &[]),
            resource("skipped", SKIPPED_COLUMNS, None, &[]),
        ],
    });
    serde_json::to_writer_pretty(&mut *out, &package)?;
    out.write_all(b"\n")?;
    out.flush()
}

fn resource(name: &str, columns: &[&str], key: Option<&str>, foreign: &[Value]) -> Value {
    let mut schema = json!({
        "fields": columns.iter().map(|column| field(column)).collect::<Vec<_>>(),
        "missingValues": [""],
    });
    if let Some(key) = key {
        schema["primaryKey"] = json!([key]);
    }
    if !foreign.is_empty() {
        schema["foreignKeys"] = json!(foreign);
    }
    json!({
        "name": name,
        "type": "table",
        "path": format!("{name}.csv"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true},
        "schema": schema,
    })
}

/// A column by its name: type, meaning, and limits.
fn field(column: &str) -> Value {
    let base = column
        .strip_prefix("a_")
        .or_else(|| column.strip_prefix("b_"))
        .unwrap_or(column);
    let (kind, description) = match base {
        "pair_id" => (
            "string",
            "Stable name of the pair: a hash of both articles and sentences",
        ),
        "claim_id" => ("string", "Stable name of the claim"),
        "relation" => ("string", "How the two claims relate"),
        "kind" => ("string", "What a conflict is about; empty for agree"),
        "level" => (
            "string",
            "Between the outlets' own words, or between speakers whom they quote",
        ),
        "confidence" => ("number", "How sure the relation is, from 0 to 1"),
        "similarity" => ("number", "How alike the claims are, from 0 to 1"),
        "outlet" => ("string", "Publisher"),
        "date" => (
            "string",
            "Publication date, ISO 8601, with the time if it is known",
        ),
        "title" => ("string", "Headline"),
        "url" => ("string", "Address"),
        "file" => ("string", "Path as found"),
        "article" | "id" => ("string", "Id of the article"),
        "speaker" => ("string", "Who says it; empty for the outlet's own voice"),
        "sentence" => ("string", "The sentence, verbatim"),
        "start" => (
            "integer",
            "First character of the sentence in the article's text",
        ),
        "end" => ("integer", "One past its last character"),
        "value" => ("string", "The value that clashes or agrees"),
        "independence" => ("string", "For agreements: whether both stem from one text"),
        "point_id" => ("string", "The story point that the pair belongs to"),
        "explanation" => ("string", "The rule, and why, in one sentence"),
        "cue" => ("string", "The words that name the speaker's act"),
        "polarity" => ("string", "Affirmed or negated"),
        "modality" => ("string", "How certain the claim is worded"),
        "quantities" => ("string", "Quantities, joined by semicolons"),
        "times" => ("string", "Times, joined by semicolons"),
        "places" => ("string", "Places, joined by semicolons"),
        "author" => ("string", "Byline"),
        "language" => ("string", "Detected language, ISO 639-3"),
        "characters" => ("integer", "Length of the text"),
        "file_sha256" => ("string", "SHA-256 of the file as it lies on the disk"),
        "compared" => ("integer", "Findings in all"),
        "agree" => ("integer", "Agreements of independent texts"),
        "copied" => ("integer", "Agreements that stem from one text"),
        "contradict" => ("integer", "Conflicts"),
        "revision" => ("integer", "Revised figures"),
        "position" => ("string", "Line, record or byte"),
        "skipped" => ("boolean", "Whether it was left out, or only doubtful"),
        "reason" => ("string", "What is wrong"),
        _ => ("string", ""),
    };
    let mut field = json!({"name": column, "type": kind, "description": description});
    let constraints = match base {
        "relation" => json!({"required": true, "enum": ["contradict", "revision", "agree"]}),
        "level" => json!({"enum": ["outlet", "speaker"]}),
        "independence" => json!({"enum": ["independent", "copied"]}),
        "confidence" | "similarity" => json!({"minimum": 0, "maximum": 1}),
        "start" | "end" => json!({"required": true, "minimum": 0}),
        _ => Value::Null,
    };
    if !constraints.is_null() {
        field["constraints"] = constraints;
    }
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_every_table_is_described() {
        for columns in [
            PAIR_COLUMNS,
            CLAIM_COLUMNS,
            ARTICLE_COLUMNS,
            OUTLET_COLUMNS,
            SKIPPED_COLUMNS,
        ] {
            for column in columns {
                assert_ne!(field(column)["description"], "", "{column}");
            }
        }
    }
}
