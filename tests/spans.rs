//! Offsets are in characters (for frames in bytes as well), half-open, and cut the words out of the text that `articles` prints.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::util::{corpora, corpus_names, rashomon};

/// Output of the program on one corpus.
fn run(command: &[&str], corpus: &str) -> String {
    let mut args = command.to_vec();
    args.push(corpus);
    let run = rashomon(&corpora(), &args);
    assert_eq!(run.status, 0, "{args:?}: {}", run.stderr);
    run.stdout
}

/// The texts of a corpus by article id, as characters.
fn texts(corpus: &str) -> BTreeMap<String, Vec<char>> {
    run(&["articles"], corpus)
        .lines()
        .map(|line| {
            let article: Value = serde_json::from_str(line).expect("each line is JSON");
            let field = |name: &str| article[name].as_str().expect("a text").to_string();
            (field("id"), field("text").chars().collect())
        })
        .collect()
}

/// Rows of a CSV by column name.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(|row| row.expect("a readable row"))
        .collect()
}

/// That the cells named by `columns` (article, start, end, sentence) cut the sentence out of the article.
fn check(texts: &BTreeMap<String, Vec<char>>, row: &BTreeMap<String, String>, columns: [&str; 4]) {
    let [article, start, end, sentence] = columns.map(|column| row[column].as_str());
    let offset = |cell: &str| -> usize { cell.parse().expect("an offset is a number") };
    let cut = texts[article]
        .get(offset(start)..offset(end))
        .unwrap_or_else(|| panic!("{article} {start} {end}: outside of the text"));
    assert_eq!(cut.iter().collect::<String>(), sentence, "{article}");
}

#[test]
fn every_claim_is_cut_out_of_its_article() {
    for corpus in corpus_names() {
        let texts = texts(&corpus);
        let rows = rows(&run(&["claims"], &corpus));
        assert!(rows.len() > texts.len(), "{corpus}: too few claims");
        for row in rows {
            check(&texts, &row, ["article", "start", "end", "sentence"]);
        }
    }
}

#[test]
fn both_sentences_of_every_pair_are_cut_out_of_their_articles() {
    for corpus in corpus_names() {
        let texts = texts(&corpus);
        let rows = rows(&run(&["compare", "--all-pairs"], &corpus));
        assert!(!rows.is_empty(), "{corpus}: no pairs");
        for row in rows {
            check(
                &texts,
                &row,
                ["a_article", "a_start", "a_end", "a_sentence"],
            );
            check(
                &texts,
                &row,
                ["b_article", "b_start", "b_end", "b_sentence"],
            );
        }
    }
}

/// Calls `on` with each object below `value` that points to words: those with a text and a first byte.
fn each_words(value: &Value, on: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("byte_start") {
                on(value);
            }
            fields.values().for_each(|v| each_words(v, on));
        }
        Value::Array(items) => items.iter().for_each(|v| each_words(v, on)),
        _ => {}
    }
}

#[test]
fn every_frame_points_to_its_words_by_characters_and_by_bytes() {
    let mut seen = 0;
    for corpus in corpus_names() {
        let texts = texts(&corpus);
        for line in run(&["claims", "--format", "jsonl"], &corpus).lines() {
            let claim: Value = serde_json::from_str(line).expect("each line is JSON");
            let text = &texts[claim["article"].as_str().expect("an id")];
            let bytes: String = text.iter().collect();
            each_words(&claim, &mut |words| {
                let at = |name: &str| words[name].as_u64().expect("an offset") as usize;
                let cut: String = text[at("start")..at("end")].iter().collect();
                assert_eq!(words["text"], cut.as_str(), "{line}");
                assert_eq!(
                    words["text"],
                    bytes[at("byte_start")..at("byte_end")],
                    "{line}"
                );
                seen += 1;
            });
        }
    }
    assert!(seen > 1000, "only {seen} frames have words");
}

#[test]
fn the_cells_of_a_claim_are_the_same_in_both_formats() {
    let corpus = &corpus_names()[0];
    let table = rows(&run(&["claims"], corpus));
    let objects = run(&["claims", "--format", "jsonl"], corpus);
    assert_eq!(table.len(), objects.lines().count());
    for (row, line) in table.iter().zip(objects.lines()) {
        let object: Value = serde_json::from_str(line).expect("each line is JSON");
        for (name, cell) in row {
            let field = object[name]
                .as_str()
                .map_or_else(|| object[name].to_string(), String::from);
            assert_eq!(&field, cell, "{name} of {line}");
        }
    }
}
