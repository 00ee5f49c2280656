//! The command line as people and scripts rely on it.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::util::{TempDir, corpora, rashomon, rashomon_with_stdin};

/// Two outlets, one event, two figures.
const CONFLICT: [(&str, &str); 2] = [
    (
        "alder__1.txt",
        "Title: Flood in Marl\nOutlet: Alder Post\nDate: 2021-03-02\n\nThe flood in Marl killed 12 people on Monday night, the police said.\nThe river Ebb burst its banks after three days of rain.\n",
    ),
    (
        "birch__1.txt",
        "Title: Flood in Marl\nOutlet: Birch Daily\nDate: 2021-03-02\n\nThe flood in Marl killed 31 people on Monday night, the police said.\nThe river Ebb burst its banks after three days of rain.\n",
    ),
];

/// A folder with the two articles in `news`.
fn news() -> TempDir {
    let dir = TempDir::new();
    for (name, text) in CONFLICT {
        dir.write(&format!("news/{name}"), text);
    }
    dir
}

/// The two articles as JSON Lines.
fn lines(dir: &TempDir) -> String {
    let run = rashomon(dir.path(), &["articles", "news"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.stdout
}

/// The exit status of `args`, and that stderr has each of `said`.
fn check(dir: &TempDir, args: &[&str], status: i32, said: &[&str]) {
    let run = rashomon(dir.path(), args);
    assert_eq!(run.status, status, "{args:?}: {}", run.stderr);
    for part in said {
        assert!(
            run.stderr.contains(part),
            "{args:?}: {part} is not in\n{}",
            run.stderr
        );
    }
    assert!(!run.stderr.contains("panicked"), "{args:?}: {}", run.stderr);
}

#[test]
fn contradictions_are_no_failure_unless_asked_for() {
    let dir = news();
    check(&dir, &["compare", "news"], 0, &["1 contradict"]);
    check(
        &dir,
        &["compare", "news", "--fail-on", "contradict"],
        1,
        &[],
    );
    check(&dir, &["compare", "news", "--fail-on", "revision"], 0, &[]);
}

#[test]
fn one_clash_of_two_papers_is_one_row() {
    let dir = TempDir::new();
    dir.write(
        "mill/post.txt",
        "Title: Fire\nOutlet: Post\nDate: 2021-03-08\n\nAt least 40 people were killed in the fire at the mill in Kelm on Sunday, the mayor said.\n\
         The council of Kelm will meet on Friday.\nRescuers say that the blaze at the mill in the harbour quarter of Kelm took 40 lives, among \
         them many women who had worked there for years.\n",
    );
    dir.write(
        "mill/herald.txt",
        "Title: Fire\nOutlet: Herald\nDate: 2021-03-08\n\nThe fire at the mill in Kelm on Sunday killed 30 people, the police said.\n\
         The blaze in the harbour quarter took 30 lives, and women who had worked at the mill for years are among them, a doctor in Kelm said.\n",
    );
    let rows = |more: &[&str]| {
        let args = [&["compare", "mill", "--rules-only"], more].concat();
        let run = rashomon(dir.path(), &args);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout.matches(",contradict,number,").count()
    };
    assert!(rows(&["--all-pairs"]) > 1);
    assert_eq!(rows(&[]), 1);
}

#[test]
fn what_was_skipped_is_remembered_by_the_status() {
    let dir = news();
    dir.write("news/empty.txt", "");
    check(
        &dir,
        &["compare", "news"],
        3,
        &["skipped: news/empty.txt: the file is empty"],
    );
    check(&dir, &["claims", "news"], 3, &["news/empty.txt"]);
    check(&dir, &["articles", "news", "gone.txt"], 3, &["gone.txt"]);
}

#[test]
fn nothing_to_read_is_an_error() {
    let dir = TempDir::new();
    for command in ["compare", "claims", "articles"] {
        check(
            &dir,
            &[command, "nowhere"],
            2,
            &["nowhere", "no article could be read"],
        );
    }
    for command in ["parse", "eval"] {
        check(&dir, &[command, "nowhere"], 2, &["error: nowhere"]);
    }
    check(
        &dir,
        &["judge", "--pairs", "nowhere"],
        2,
        &["error: nowhere"],
    );
}

#[test]
fn bad_usage_is_status_2_and_names_the_remedy() {
    let dir = news();
    let table: &[(&[&str], &str)] = &[
        (&[], "Usage"),
        (&["compere", "news"], "compare"),
        (&["compare"], "INPUT"),
        (&["compare", "news", "--similarty", "0.5"], "--similarity"),
        (&["compare", "news", "--similarity", "2"], "between 0 and 1"),
        (
            &["compare", "news", "--similarity", "NaN"],
            "between 0 and 1",
        ),
        (&["compare", "news", "--similarity", "much"], "--similarity"),
        (&["compare", "news", "--confidence=-0.1"], "between 0 and 1"),
        (
            &["compare", "news", "--window-days=-1"],
            "must not be negative",
        ),
        (&["compare", "news", "--within", "world"], "possible values"),
        (
            &["compare", "news", "--fail-on", "neither"],
            "possible values",
        ),
        (&["compare", "news", "--field", "story"], "FIELD=NAME"),
        (&["compare", "news", "--threads", "some"], "--threads"),
        (&["compare", "[", "news"], "["),
        (&["judge", "One sentence."], "SENTENCE"),
        (
            &["judge", "A.", "B.", "--articles", "a.jsonl"],
            "--articles",
        ),
    ];
    for (args, remedy) in table {
        check(&dir, args, 2, &[remedy]);
    }
}

#[test]
fn an_output_that_cannot_be_written_fails_before_the_work() {
    let dir = news();
    for command in ["compare", "claims", "articles"] {
        check(
            &dir,
            &[command, "news", "-o", "no/such/folder.csv"],
            2,
            &["no/such/folder.csv"],
        );
    }
}

#[test]
fn data_goes_to_stdout_and_messages_to_stderr() {
    let dir = news();
    let run = rashomon(dir.path(), &["compare", "news"]);
    assert!(
        run.stdout
            .starts_with("pair_id,relation,kind,level,confidence,similarity,a_outlet,")
    );
    assert!(
        run.stderr.starts_with("2 articles, 2 outlets, "),
        "{}",
        run.stderr
    );
    let named = rashomon(dir.path(), &["compare", "news", "-o", "out.csv"]);
    assert_eq!((named.status, named.stdout.as_str()), (0, ""));
    let dash = rashomon(dir.path(), &["compare", "news", "-o", "-"]);
    let file = fs::read_to_string(dir.path().join("out.csv")).expect("the file was written");
    assert_eq!(
        (file.as_str(), dash.stdout.as_str()),
        (run.stdout.as_str(), run.stdout.as_str())
    );
}

#[test]
fn stdin_is_read_for_a_dash() {
    let dir = news();
    let stdin = lines(&dir);
    let run = rashomon_with_stdin(dir.path(), &["compare", "-"], stdin.as_bytes());
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        run.stdout.contains("contradict,number") && run.stdout.contains("<stdin>"),
        "{}",
        run.stdout
    );
    let empty = rashomon_with_stdin(dir.path(), &["compare", "-"], b"");
    assert_eq!(empty.status, 2, "{}", empty.stderr);
    let pairs = b"{\"id\": 7, \"a\": \"The flood killed 12 people.\", \"b\": \"The flood killed 31 people.\"}\n";
    let judged = rashomon_with_stdin(dir.path(), &["judge", "--pairs", "-"], pairs);
    assert_eq!(judged.status, 0, "{}", judged.stderr);
    let row: Value = serde_json::from_str(&judged.stdout).expect("one JSON object");
    assert_eq!(row["id"], 7);
}

#[test]
fn a_reader_that_has_seen_enough_is_a_normal_end() {
    // Twice the size of a pipe, so that writing does meet the closed end.
    let dir = TempDir::new();
    let article = |i: usize| {
        let text = format!("Sentence number {i} says that {i} people were there. ").repeat(40);
        format!("Title: T{i}\nOutlet: O{i}\nDate: 2021-03-02\n\n{text}\n")
    };
    for i in 0..80 {
        dir.write(&format!("news/{i}.txt"), article(i));
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(["articles", "news"])
        .current_dir(dir.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn help_names_every_command_and_the_exit_statuses() {
    let dir = TempDir::new();
    let run = rashomon(dir.path(), &["--help"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    for part in [
        "compare",
        "claims",
        "articles",
        "judge",
        "parse",
        "eval",
        "lexicon",
        "--threads",
        "Exit status:",
        "--fail-on",
    ] {
        assert!(
            run.stdout.contains(part),
            "{part} is not in\n{}",
            run.stdout
        );
    }
    for command in ["compare", "claims", "articles", "judge", "parse", "eval"] {
        let run = rashomon(dir.path(), &[command, "--help"]);
        assert_eq!(run.status, 0, "{command}");
        assert!(
            run.stdout.contains("Usage: rashomon"),
            "{command}: {}",
            run.stdout
        );
    }
    let version = rashomon(dir.path(), &["--version"]);
    assert_eq!(
        version.stdout,
        format!("rashomon {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn columns_of_compare_are_those_of_the_contract() {
    let run = rashomon(&corpora(), &["compare", "aleppo-gas"]);
    let header = run.stdout.lines().next().unwrap_or_default();
    let side = |s: &str| {
        [
            "outlet", "date", "title", "url", "file", "article", "speaker", "sentence", "start",
            "end",
        ]
        .map(|column| format!("{s}_{column}"))
        .join(",")
    };
    let first = format!(
        "pair_id,relation,kind,level,confidence,similarity,{},{},a_value,b_value,independence,point_id,explanation",
        side("a"),
        side("b")
    );
    // Columns are only ever appended.
    assert!(header.starts_with(&first), "{header}");
}

#[test]
fn no_conflict_is_written_below_the_confidence_that_was_asked_for() {
    for least in [0.45, 0.6, 0.8] {
        let asked = least.to_string();
        let run = rashomon(
            &corpora(),
            &[
                "compare",
                "aleppo-gas",
                "tidewell-takeover",
                "--confidence",
                &asked,
            ],
        );
        let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
        let mut conflicts = 0;
        for row in reader.records().map(|row| row.expect("a readable row")) {
            let confidence: f64 = row[4].parse().expect("a number");
            if &row[1] == "contradict" {
                conflicts += 1;
                // Two digits are written.
                assert!(confidence >= least - 0.005, "{least}: {row:?}");
            }
        }
        assert!(conflicts > 0, "{least}");
    }
}

#[test]
fn rows_come_by_relation_then_by_falling_confidence() {
    let run = rashomon(&corpora(), &["compare", "aleppo-gas"]);
    let mut reader = csv::Reader::from_reader(run.stdout.as_bytes());
    let keys: Vec<(usize, i64, String)> = reader
        .records()
        .map(|row| row.expect("a readable row"))
        .map(|row| {
            let rank = ["contradict", "revision", "agree"]
                .iter()
                .position(|name| *name == &row[1]);
            let confidence: f64 = row[4].parse().expect("a number");
            let percent = (confidence * 100.0).round() as i64;
            (
                rank.expect("a known relation"),
                -percent,
                row[0].to_string(),
            )
        })
        .collect();
    assert!(!keys.is_empty() && keys.is_sorted(), "{keys:?}");
}
