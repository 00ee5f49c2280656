//! `eval` on files of pairs and on a treebank.

use std::fs;

use serde_json::Value;

use crate::util::{TempDir, corpora, rashomon};

const PAIRS: &str = concat!(
    "{\"id\": 1, \"a\": \"The flood killed 12 people on Monday.\", \"b\": \"The flood killed 31 people on Monday.\", \"label\": \"contradiction\", \"kind\": \"number\"}\n",
    "{\"id\": 2, \"a\": \"The mayor opened the bridge on Monday.\", \"b\": \"Cows sleep.\", \"label\": \"NEUTRAL\", \"kind\": \"other\"}\n",
    "{\"id\": 3, \"a\": \"The mayor opened the bridge.\", \"b\": \"The mayor opened the bridge.\", \"label\": \"entailment\", \"kind\": \"other\"}\n",
);

#[test]
fn three_easy_pairs_are_counted_under_their_labels() {
    let dir = TempDir::new();
    dir.write("pairs.jsonl", PAIRS);
    let run = rashomon(
        dir.path(),
        &[
            "eval",
            "pairs.jsonl",
            "--by",
            "kind",
            "--json",
            "figures.json",
        ],
    );
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    for part in [
        "macro-F1",
        "label \\ verdict",
        "calibration error",
        "from 0.50",
        "number",
        "other",
    ] {
        assert!(
            run.stdout.contains(part),
            "{part} is not in\n{}",
            run.stdout
        );
    }
    let json = fs::read_to_string(dir.path().join("figures.json")).expect("the file was written");
    let figures: Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(figures["all"]["n"], 3);
    assert_eq!(figures["all"]["accuracy"], 1.0, "{}", run.stdout);
    assert_eq!(figures["confusion"]["contradict"]["contradict"], 1);
    assert_eq!(figures["kinds"]["number"]["fired"], 1);
    assert_eq!(
        figures["by_kind"]["other"]["contradict"]["precision"],
        Value::Null
    );
}

#[test]
fn a_label_that_is_no_relation_is_left_out_and_named() {
    let dir = TempDir::new();
    let odd = PAIRS.replace("NEUTRAL", "weaken");
    dir.write("pairs.jsonl", &odd);
    let run = rashomon(dir.path(), &["eval", "pairs.jsonl"]);
    assert_eq!(run.status, 3);
    assert!(
        run.stderr
            .starts_with("skipped: pairs.jsonl: 1 pairs with label 'weaken'"),
        "{}",
        run.stderr
    );
    dir.write("none.csv", "id,a,b\n1,One thing.,Another thing.\n");
    let run = rashomon(dir.path(), &["eval", "none.csv"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("no labelled pair"), "{}", run.stderr);
}

#[test]
fn the_shipped_pairs_can_be_scored() {
    let run = rashomon(&corpora(), &["eval", "pairs.jsonl"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let all = run.stdout.lines().nth(1).unwrap_or_default();
    assert!(
        all.starts_with("all") && all.contains(" 157 "),
        "{}",
        run.stdout
    );
}

#[test]
fn a_treebank_scores_the_parser() {
    let dir = TempDir::new();
    let treebank = concat!(
        "# text = Dogs bark.\n",
        "1\tDogs\tdog\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_\n",
        "2\tbark\tbark\tVERB\tVBP\tMood=Ind|Tense=Pres|VerbForm=Fin\t0\troot\t_\tSpaceAfter=No\n",
        "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n",
    );
    dir.write("bank.conllu", treebank);
    let run = rashomon(
        dir.path(),
        &["eval", "bank.conllu", "--json", "figures.json"],
    );
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout.starts_with("1 sentences, 3 words"),
        "{}",
        run.stdout
    );
    let json = fs::read_to_string(dir.path().join("figures.json")).expect("the file was written");
    let figures: Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(figures["tokens_f1"], 1.0);
    assert!(
        figures["uas"]
            .as_f64()
            .is_some_and(|uas| (0.0..=1.0).contains(&uas))
    );
}

/// Pairs from which much is to be learned: whatever is denied contradicts.
fn teachers() -> String {
    let things = [
        "bridge", "road", "school", "house", "shop", "mill", "dam", "farm", "port", "inn",
    ];
    let mut lines = String::new();
    for (i, thing) in things.iter().enumerate() {
        let rows = [
            (format!("The {thing} is open."), "agree"),
            (format!("The {thing} is not open."), "contradict"),
            ("Cows sleep.".to_string(), "neither"),
        ];
        for (b, label) in rows {
            let row = serde_json::json!({ "a": format!("The {thing} is open."), "b": b, "label": label, "topic": i });
            lines.push_str(&format!("{row}\n"));
        }
    }
    lines
}

#[test]
fn a_model_trained_on_pairs_says_that_it_is_not_the_shipped_judge() {
    let dir = TempDir::new();
    dir.write("teachers.jsonl", teachers());
    dir.write("pairs.jsonl", PAIRS);
    for options in [
        ["eval", "pairs.jsonl", "--train", "teachers.jsonl"].as_slice(),
        &["eval", "teachers.jsonl", "--cross", "3", "--group", "topic"],
    ] {
        let run = rashomon(dir.path(), options);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{options:?}");
        assert!(
            run.stdout.contains("not the shipped judge"),
            "{}",
            run.stdout
        );
        assert_eq!(run.stdout, rashomon(dir.path(), options).stdout);
    }
}

#[test]
fn training_and_cross_validation_exclude_each_other() {
    let dir = TempDir::new();
    dir.write("pairs.jsonl", PAIRS);
    let options = [
        "eval",
        "pairs.jsonl",
        "--train",
        "pairs.jsonl",
        "--cross",
        "2",
    ];
    assert_eq!(rashomon(dir.path(), &options).status, 2);
}
