//! Same input, same bytes out. What the work was divided into, and where it was found, must leave no trace.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::util::{TempDir, corpora, corpus_names, rashomon};

/// Runs the program in the folder of the corpora and returns what it wrote to stdout.
fn output(args: &[&str]) -> String {
    let run = rashomon(&corpora(), args);
    assert_eq!(run.status, 0, "{args:?}: {}", run.stderr);
    run.stdout
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    for command in ["compare", "claims", "articles"] {
        let mut args = vec![command];
        let names = corpus_names();
        args.extend(names.iter().map(String::as_str));
        let with = |threads: &str| {
            let mut args = args.clone();
            args.extend(["--threads", threads]);
            output(&args)
        };
        let one = with("1");
        for threads in ["2", "8"] {
            assert!(one == with(threads), "{command} --threads {threads}");
        }
    }
}

#[test]
fn files_in_any_order_give_what_their_folder_gives() {
    let folder = output(&["compare", "aleppo-gas", "--all-pairs"]);
    let mut files: Vec<String> = fs::read_dir(corpora().join("aleppo-gas"))
        .expect("the corpus can be listed")
        .map(|entry| entry.expect("a readable entry").file_name())
        .map(|name| format!("aleppo-gas/{}", name.to_string_lossy()))
        // What is not called outlet__number holds labels.
        .filter(|name| name.contains("__"))
        .collect();
    files.sort();
    let compare = |files: &[String]| {
        let mut args = vec!["compare", "--all-pairs"];
        args.extend(files.iter().map(String::as_str));
        output(&args)
    };
    assert!(compare(&files) == folder, "files in order");
    files.reverse();
    assert!(compare(&files) == folder, "files in reverse order");
    files.rotate_left(5);
    assert!(compare(&files) == folder, "files rotated");
}

#[test]
fn corpora_in_any_order_give_the_same_bytes() {
    let mut names = corpus_names();
    let compare = |names: &[String]| {
        let mut args = vec!["compare"];
        args.extend(names.iter().map(String::as_str));
        output(&args)
    };
    let forwards = compare(&names);
    names.reverse();
    assert!(forwards == compare(&names));
}

/// Verdicts without what depends on names: the two ends in a fixed order, with relation, kind and confidence.
fn verdicts(csv_text: &str) -> BTreeMap<[String; 4], String> {
    let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
    reader
        .deserialize::<BTreeMap<String, String>>()
        .map(|row| row.expect("a readable row"))
        .map(|row| {
            let end = |side: &str| {
                (
                    row[&format!("{side}_article")].clone(),
                    row[&format!("{side}_sentence")].clone(),
                )
            };
            let mut ends = [end("a"), end("b")];
            ends.sort();
            let [(first, x), (second, y)] = ends;
            let verdict = ["relation", "kind", "confidence"].map(|column| row[column].clone());
            ([first, x, second, y], verdict.join(" "))
        })
        .collect()
}

/// Compares one corpus under its own outlet names and under those that `rename` gives.
fn check_renamed(corpus: &str, rename: impl Fn(&str) -> String) {
    let dir = TempDir::new();
    let articles = output(&["articles", corpus]);
    let renamed: String = articles
        .lines()
        .map(|line| {
            let mut article: Value = serde_json::from_str(line).expect("each line is JSON");
            let outlet = article["outlet"].as_str().expect("an outlet").to_string();
            article["outlet"] = Value::from(rename(&outlet));
            format!("{article}\n")
        })
        .collect();
    let compare = |name: &str, lines: &str| {
        dir.write(name, lines);
        let run = rashomon(dir.path(), &["compare", "--all-pairs", name]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        verdicts(&run.stdout)
    };
    let before = compare("a.jsonl", &articles);
    let after = compare("b.jsonl", &renamed);
    assert!(!before.is_empty(), "{corpus}");
    let mut changes = Vec::new();
    for (ends, verdict) in &before {
        let now = after.get(ends).map_or("nothing", String::as_str);
        if now != verdict {
            changes.push(format!("{verdict} -> {now}: {ends:?}"));
        }
    }
    for (ends, verdict) in &after {
        if !before.contains_key(ends) {
            changes.push(format!("nothing -> {verdict}: {ends:?}"));
        }
    }
    assert!(
        changes.is_empty(),
        "{corpus}: {} verdicts depend on the outlets' names:\n{}",
        changes.len(),
        changes.join("\n")
    );
}

#[test]
fn other_names_for_the_outlets_change_no_verdict() {
    for corpus in corpus_names() {
        check_renamed(&corpus, |outlet| format!("The {outlet} of Elsewhere"));
    }
}

#[test]
fn which_outlet_comes_first_changes_no_verdict() {
    // Letters mirrored: what was first in order of names is now last, so that A and B change places.
    let mirror = |outlet: &str| {
        outlet
            .chars()
            .map(|c| match c {
                'a'..='z' => (b'a' + b'z' - c as u8) as char,
                'A'..='Z' => (b'A' + b'Z' - c as u8) as char,
                other => other,
            })
            .collect()
    };
    for corpus in corpus_names() {
        check_renamed(&corpus, mirror);
    }
}
