//! The labelled corpora in `corpora/` are sound.
//!
//! Goes in: the articles and the gold files of each corpus, and `corpora/pairs.jsonl`. Comes out: a
//! list of everything that is wrong with them: a sentence that is not in its article, a label that
//! does not exist, two labels for one pair. A figure measured on a faulty gold file is worth
//! nothing, so this is checked on every run.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

const LABELS: [&str; 4] = ["contradict", "revision", "agree", "neither"];

/// The kinds of conflict that the product knows.
const KINDS: [&str; 11] = [
    "number",
    "negation",
    "denial",
    "antonym",
    "attribution",
    "cause",
    "time",
    "place",
    "entity",
    "role",
    "modality",
];

/// What a corpus has to offer at least.
struct Expected {
    corpus: &'static str,
    articles: usize,
    pairs: usize,
    hard_negatives: usize,
}

#[test]
fn the_corpora_hold_what_their_readme_promises() {
    let table = [
        Expected {
            corpus: "aleppo-gas",
            articles: 15,
            pairs: 45,
            hard_negatives: 15,
        },
        Expected {
            corpus: "orsava-earthquake",
            articles: 11,
            pairs: 30,
            hard_negatives: 12,
        },
        Expected {
            corpus: "tidewell-takeover",
            articles: 13,
            pairs: 30,
            hard_negatives: 12,
        },
    ];
    for expected in table {
        check(&expected);
    }
}

#[test]
fn the_corpora_hold_copies_rises_rivals_and_corrections() {
    let mut rows = Vec::new();
    for corpus in ["aleppo-gas", "orsava-earthquake", "tidewell-takeover"] {
        for file in ["gold.jsonl", "gold_expanded.jsonl"] {
            rows.extend(json_lines(&corpora().join(corpus).join(file)));
        }
    }
    let count = |fits: &dyn Fn(&Value) -> bool| rows.iter().filter(|row| fits(row)).count();
    let is = |row: &Value, key: &str, value: &str| row[key].as_str() == Some(value);
    let own = |row: &Value| row["same_outlet"] == Value::Bool(true);
    let copied = count(&|row| is(row, "independence", "copied"));
    let apart = count(&|row| is(row, "independence", "independent"));
    assert!(copied >= 30 && apart >= 100, "{copied} copied, {apart} not");
    // A rising toll, and two counts of one time.
    assert!(count(&|row| is(row, "label", "revision") && is(row, "kind", "number")) >= 40);
    assert!(count(&|row| is(row, "label", "contradict") && is(row, "kind", "number")) >= 40);
    // A paper that corrects itself, and one that is late.
    assert!(count(&|row| is(row, "label", "revision") && own(row)) >= 2);
    let late = |row: &Value| text(row, "note").contains("old figure");
    assert!(count(&|row| is(row, "label", "revision") && late(row)) >= 5);
}

#[test]
fn the_labelled_pairs_show_every_kind_of_conflict() {
    let rows = json_lines(&corpora().join("pairs.jsonl"));
    let mut faults = Vec::new();
    let mut ids = BTreeMap::new();
    for row in &rows {
        let id = text(row, "id");
        if ids.insert(id.to_string(), ()).is_some() {
            faults.push(format!("{id}: id given twice"));
        }
        if !LABELS.contains(&text(row, "label")) {
            faults.push(format!("{id}: unknown label {}", text(row, "label")));
        }
        if !KINDS.contains(&text(row, "kind")) {
            faults.push(format!("{id}: unknown kind {}", text(row, "kind")));
        }
        if text(row, "a").is_empty() || text(row, "a") == text(row, "b") {
            faults.push(format!("{id}: empty or equal sentences"));
        }
    }
    for kind in KINDS {
        for label in ["contradict", "agree", "neither"] {
            let shown = rows
                .iter()
                .any(|row| text(row, "kind") == kind && text(row, "label") == label);
            if !shown {
                faults.push(format!("no pair of kind {kind} with label {label}"));
            }
        }
    }
    assert!(rows.len() >= 150, "only {} pairs", rows.len());
    assert!(faults.is_empty(), "pairs.jsonl:\n{}", faults.join("\n"));
}

/// Reads one corpus whole and reports all its faults at once.
fn check(expected: &Expected) {
    let folder = corpora().join(expected.corpus);
    let articles = article_texts(&folder);
    let gold = json_lines(&folder.join("gold.jsonl"));
    let expanded = json_lines(&folder.join("gold_expanded.jsonl"));
    let unscored = json_lines(&folder.join("unscored.jsonl"));

    let mut faults = Vec::new();
    for row in gold.iter().chain(&expanded).chain(&unscored) {
        faults.extend(misplaced_sentences(row, &articles));
    }
    for row in gold.iter().chain(&expanded) {
        faults.extend(bad_fields(row, expected.corpus));
    }
    faults.extend(unlike_labels(&gold, &expanded, &unscored));

    let articles_found: usize = articles.values().map(Vec::len).sum();
    let hard_negatives = gold
        .iter()
        .filter(|row| text(row, "label") == "neither")
        .count();
    if articles_found != expected.articles {
        faults.push(format!(
            "{articles_found} articles, not {}",
            expected.articles
        ));
    }
    if gold.len() < expected.pairs || hard_negatives < expected.hard_negatives {
        faults.push(format!(
            "only {} pairs, {hard_negatives} hard negatives",
            gold.len()
        ));
    }
    assert!(
        faults.is_empty(),
        "{}:\n{}",
        expected.corpus,
        faults.join("\n")
    );
}

/// Each sentence has to stand in its file word for word.
fn misplaced_sentences(row: &Value, articles: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, sentence) in [("a_file", "a_sentence"), ("b_file", "b_sentence")] {
        let (file, sentence) = (text(row, file), text(row, sentence));
        match articles.get(file) {
            None => faults.push(format!("{file}: no such article")),
            Some(texts) => {
                if sentence.is_empty() || !texts.iter().any(|text| text.contains(sentence)) {
                    faults.push(format!("{file}: does not contain {sentence:?}"));
                }
            }
        }
    }
    faults
}

/// The fields that depend on the label: a conflict has a kind and a level, an agreement says
/// whether it is a copy, and `same_outlet` is what the file names say.
fn bad_fields(row: &Value, corpus: &str) -> Vec<String> {
    let label = text(row, "label");
    let place = format!(
        "{label} {} / {} ({})",
        text(row, "a_file"),
        text(row, "b_file"),
        text(row, "note")
    );
    let mut faults = Vec::new();
    if !LABELS.contains(&label) {
        faults.push(format!("{place}: unknown label"));
    }
    if text(row, "event") != corpus {
        faults.push(format!("{place}: event {}", text(row, "event")));
    }
    if (label == "contradict") != ["speaker", "outlet"].contains(&text(row, "level")) {
        faults.push(format!("{place}: level {:?}", text(row, "level")));
    }
    if label == "contradict" && !KINDS.contains(&text(row, "kind")) {
        faults.push(format!("{place}: kind {:?}", text(row, "kind")));
    }
    if (label == "agree") != ["independent", "copied"].contains(&text(row, "independence")) {
        faults.push(format!(
            "{place}: independence {:?}",
            text(row, "independence")
        ));
    }
    let same = outlet_slug(text(row, "a_file")) == outlet_slug(text(row, "b_file"));
    if row["same_outlet"].as_bool() != Some(same) {
        faults.push(format!("{place}: same_outlet {}", row["same_outlet"]));
    }
    faults
}

/// One pair has one label: in a file, and in all files of the corpus.
fn unlike_labels(gold: &[Value], expanded: &[Value], unscored: &[Value]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut labels = BTreeMap::new();
    for row in expanded {
        if labels.insert(pair_key(row), text(row, "label")).is_some() {
            faults.push(format!("expanded twice: {}", text(row, "a_sentence")));
        }
    }
    let mut seen = BTreeMap::new();
    for row in gold {
        if labels.get(&pair_key(row)) != Some(&text(row, "label")) {
            faults.push(format!("gold unlike expanded: {}", text(row, "a_sentence")));
        }
        if seen.insert(pair_key(row), ()).is_some() {
            faults.push(format!("gold twice: {}", text(row, "a_sentence")));
        }
    }
    for row in unscored {
        if labels.contains_key(&pair_key(row)) {
            faults.push(format!(
                "labelled and unscored: {}",
                text(row, "a_sentence")
            ));
        }
    }
    faults
}

/// The two ends of a pair in a fixed order, so that a/b and b/a are the same pair.
fn pair_key(row: &Value) -> [(String, String); 2] {
    let mut key = [
        (
            text(row, "a_file").to_string(),
            text(row, "a_sentence").to_string(),
        ),
        (
            text(row, "b_file").to_string(),
            text(row, "b_sentence").to_string(),
        ),
    ];
    key.sort();
    key
}

/// What stands before `__` in the file name.
fn outlet_slug(file: &str) -> &str {
    file.split("__").next().unwrap_or(file)
}

/// File name -> the texts in it: one for most formats, one a record for JSON Lines.
fn article_texts(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut texts = BTreeMap::new();
    for entry in entries {
        let path = entry.expect("a readable folder entry").path();
        let name = path
            .file_name()
            .expect("a folder entry has a name")
            .to_string_lossy()
            .into_owned();
        if !name.contains("__") {
            continue;
        }
        let found = if name.ends_with(".jsonl") {
            json_lines(&path)
                .iter()
                .map(|record| text(record, "text").to_string())
                .collect()
        } else {
            vec![read(&path)]
        };
        texts.insert(name, found);
    }
    texts
}

fn json_lines(path: &Path) -> Vec<Value> {
    read(path)
        .lines()
        .enumerate()
        .map(|(at, line)| {
            serde_json::from_str(line)
                .unwrap_or_else(|e| panic!("{}:{}: {e}", path.display(), at + 1))
        })
        .collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap_or("")
}

fn corpora() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora")
}
