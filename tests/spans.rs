//! Offsets are in characters, half-open, and cut the sentence out of the text that `articles` prints.

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
