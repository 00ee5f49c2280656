//! `compare` on each corpus against a stored CSV. `UPDATE_GOLDEN=1 cargo test golden` writes the files anew; read the diff before
//! it is committed, and say in the commit why the new verdicts are better.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::util::{corpora, rashomon};

/// The stored file of a corpus.
fn golden_file(corpus: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(format!("{corpus}.csv"))
}

/// Runs `compare` on one corpus and compares, or stores what it wrote.
fn check(corpus: &str) {
    let run = rashomon(&corpora(), &["compare", corpus]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let file = golden_file(corpus);
    if std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value != "0") {
        fs::write(&file, &run.stdout).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        return;
    }
    let stored = fs::read_to_string(&file).unwrap_or_else(|e| {
        panic!(
            "{}: {e}; UPDATE_GOLDEN=1 cargo test golden writes it",
            file.display()
        )
    });
    if stored != run.stdout {
        panic!(
            "compare {corpus} is not what {} holds:\n{}\nif this is better, UPDATE_GOLDEN=1 cargo test golden stores it",
            file.display(),
            difference(&stored, &run.stdout)
        );
    }
}

#[test]
fn aleppo_gas_is_as_stored() {
    check("aleppo-gas");
}

#[test]
fn tidewell_takeover_is_as_stored() {
    check("tidewell-takeover");
}

#[test]
fn orsava_earthquake_is_as_stored() {
    check("orsava-earthquake");
}

/// Rows by pair id; each row by column name.
fn rows(csv_text: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(headers) => headers.iter().map(str::to_string).collect(),
        Err(_) => return BTreeMap::new(),
    };
    reader
        .records()
        .filter_map(Result::ok)
        .map(|record| {
            let row: BTreeMap<String, String> = columns
                .iter()
                .cloned()
                .zip(record.iter().map(str::to_string))
                .collect();
            (row.get("pair_id").cloned().unwrap_or_default(), row)
        })
        .collect()
}

/// What a reader needs to decide which of the two is better: verdicts that went, came or changed.
fn difference(old: &str, new: &str) -> String {
    let (old_rows, new_rows) = (rows(old), rows(new));
    let mut text = String::new();
    for (sign, these, others) in [("-", &old_rows, &new_rows), ("+", &new_rows, &old_rows)] {
        for (id, row) in these {
            if !others.contains_key(id) {
                let _ = writeln!(text, "{sign} {}", summary(row));
            }
        }
    }
    for (id, row) in &new_rows {
        let Some(before) = old_rows.get(id) else {
            continue;
        };
        let changed: Vec<String> = row
            .iter()
            .filter(|(column, value)| before.get(*column) != Some(value))
            .map(|(column, value)| {
                let was = before.get(column).map_or("no column", String::as_str);
                format!("    {column}: {was:?} -> {value:?}")
            })
            .collect();
        if !changed.is_empty() {
            let _ = writeln!(text, "~ {}\n{}", summary(row), changed.join("\n"));
        }
    }
    if text.is_empty() {
        text.push_str("the same rows, but columns, order, quotes or line ends differ\n");
    }
    text
}

fn summary(row: &BTreeMap<String, String>) -> String {
    let cell = |column: &str| row.get(column).map_or("", String::as_str);
    format!(
        "{} {} {}\n    {}: {}\n    {}: {}",
        cell("relation"),
        cell("kind"),
        cell("confidence"),
        cell("a_outlet"),
        cell("a_sentence"),
        cell("b_outlet"),
        cell("b_sentence")
    )
}

#[test]
fn a_difference_names_rows_that_went_came_and_changed() {
    let old = "pair_id,relation,a_sentence\n1,agree,Went.\n2,agree,Changed.\n";
    let new = "pair_id,relation,a_sentence\n2,contradict,Changed.\n3,agree,Came.\n";
    let text = difference(old, new);
    for part in [
        "- agree",
        ": Went.",
        "+ agree",
        ": Came.",
        "~ contradict",
        "relation: \"agree\" -> \"contradict\"",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(difference(old, &old.replace('\n', "\r\n")).contains("same rows"));
}
