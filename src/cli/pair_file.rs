//! Files of sentence pairs: JSONL or CSV with `id, a, b` and what else is known of each.

use std::io::Read;

use rashomon::article::Corpus;
use rashomon::error::{Error, Position, Warning};
use rashomon::ingest::{self, ReadOptions};
use rashomon::sentence_pairs::Sentence;
use rashomon::text::date::{self, DayMonthOrder};
use serde_json::{Map, Value};

use super::messages::{self, Outcome};

/// One pair as it was given.
pub struct GivenPair {
    /// Its id, as it was written.
    pub id: Value,
    /// The first sentence.
    pub a: Sentence,
    /// The second.
    pub b: Sentence,
    /// The gold label, if the file has one.
    pub label: Option<String>,
    /// What the pair is about, if the file says so.
    pub kind: Option<String>,
    /// All its fields.
    record: Map<String, Value>,
}

impl GivenPair {
    /// Any field, as text.
    pub fn field(&self, name: &str) -> Option<String> {
        match self.record.get(name)? {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    }
}

/// The pairs of a file, and whether some records were skipped.
pub struct PairFile {
    /// In the order of the file.
    pub pairs: Vec<GivenPair>,
    /// `Skipped` when a record was left out.
    pub outcome: Outcome,
}

/// Reads a file of pairs; `-` is stdin.
pub fn read(path: &str) -> Result<PairFile, Error> {
    let text = read_text(path)?;
    let mut warnings = Vec::new();
    let mut pairs = Vec::new();
    let is_json = text.trim_start().starts_with(['{', '[']);
    let records = if is_json {
        json_records(path, &text, &mut warnings)
    } else {
        csv_records(path, &text, &mut warnings)?
    };
    for (position, record) in records {
        match given_pair(record, pairs.len()) {
            Ok(pair) => pairs.push(pair),
            Err(missing) => warnings.push(Warning::skipped(
                path,
                Some(position),
                format!("no field '{missing}': a pair has id, a and b"),
            )),
        }
    }
    let outcome = messages::warn(&warnings);
    if pairs.is_empty() {
        return Err(Error::format(
            path,
            None,
            "holds no sentence pairs: JSONL or CSV with id, a, b is expected",
        ));
    }
    Ok(PairFile { pairs, outcome })
}

/// The articles that pairs name; an empty corpus for none.
pub fn read_articles(path: Option<&str>) -> Result<Corpus, Error> {
    match path {
        None => Ok(Corpus::default()),
        Some(path) => {
            let (corpus, warnings) = ingest::read(&[path.to_string()], &ReadOptions::default())?;
            messages::warn(&warnings);
            Ok(corpus)
        }
    }
}

fn read_text(path: &str) -> Result<String, Error> {
    let mut bytes = Vec::new();
    if path == "-" {
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|e| Error::io("<stdin>", e))?;
    } else {
        bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    }
    String::from_utf8(bytes).map_err(|e| {
        Error::format(
            path,
            Some(Position::Byte(e.utf8_error().valid_up_to() as u64)),
            "is not UTF-8",
        )
    })
}

/// Records with their places in the file.
type Records = Vec<(Position, Map<String, Value>)>;

fn json_records(path: &str, text: &str, warnings: &mut Vec<Warning>) -> Records {
    if let Ok(Value::Array(items)) = serde_json::from_str(text) {
        let numbered = items.into_iter().enumerate();
        return numbered
            .filter_map(|(i, item)| {
                Some((Position::Record(i as u64 + 1), item.as_object()?.clone()))
            })
            .collect();
    }
    let mut records = Vec::new();
    for (i, line) in text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let position = Position::Line(i as u64 + 1);
        match serde_json::from_str(line) {
            Ok(Value::Object(record)) => records.push((position, record)),
            Ok(_) => warnings.push(Warning::skipped(path, Some(position), "is no JSON object")),
            Err(e) => warnings.push(Warning::skipped(
                path,
                Some(position),
                format!("is no JSON: {e}"),
            )),
        }
    }
    records
}

fn csv_records(path: &str, text: &str, warnings: &mut Vec<Warning>) -> Result<Records, Error> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let headers = reader
        .headers()
        .map_err(|e| Error::format(path, None, e.to_string()))?
        .clone();
    let mut records = Vec::new();
    for (i, record) in reader.records().enumerate() {
        let position = Position::Record(i as u64 + 1);
        match record {
            Ok(record) => {
                let cells = headers
                    .iter()
                    .zip(&record)
                    .filter(|(_, cell)| !cell.is_empty());
                records.push((
                    position,
                    cells
                        .map(|(name, cell)| (name.trim().to_string(), Value::from(cell)))
                        .collect(),
                ));
            }
            Err(e) => warnings.push(Warning::skipped(path, Some(position), e.to_string())),
        }
    }
    Ok(records)
}

fn given_pair(record: Map<String, Value>, index: usize) -> Result<GivenPair, &'static str> {
    let text = |name: &str| {
        record
            .get(name)
            .and_then(Value::as_str)
            .filter(|s| !s.trim().is_empty())
            .map(str::to_string)
    };
    let sentence = |text_of: String, date_of: &str, article: &str| Sentence {
        text: text_of,
        date: text(date_of)
            .and_then(|d| date::parse(&d, DayMonthOrder::default()))
            .map(|found| found.day),
        article: text(article),
    };
    let a = text("a").ok_or("a")?;
    let b = text("b").ok_or("b")?;
    Ok(GivenPair {
        id: record
            .get("id")
            .cloned()
            .unwrap_or_else(|| Value::from(index)),
        a: sentence(a, "a_date", "a_article"),
        b: sentence(b, "b_date", "b_article"),
        label: text("label"),
        kind: text("kind"),
        record,
    })
}
