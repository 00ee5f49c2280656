//! Who had it first, who copied it, what changed since: one small story, told by outlets of every sort.

use serde_json::Value;

use crate::util::{TempDir, rashomon};

/// File, outlet, date, text.
const STORY: [(&str, &str, &str, &str); 8] = [
    // The wire, and a paper that prints it with light edits.
    (
        "wire",
        "Kelm Agency",
        "2021-03-07T09:00",
        "KELM, March 7 (Kelm Agency) - A strong earthquake struck the harbour town of Kelm on Sunday morning and killed at least 38 people, \
         the interior ministry said. The harbour wall broke in three places and the old customs house fell into the water. Rescue \
         teams from the capital were on their way to the town, the ministry said.",
    ),
    (
        "copy",
        "Morning Post",
        "2021-03-07T15:00",
        "KELM (Kelm Agency) - A powerful earthquake struck the harbour town of Kelm on Sunday morning and killed at least 38 people, the \
         interior ministry said. The harbour wall broke in three places and the old customs house fell into the water. Rescue \
         teams from the capital were on their way to the town, the ministry said.",
    ),
    // Somebody who was there.
    (
        "own",
        "Tide Daily",
        "2021-03-07T18:00",
        "At least 38 people were killed by the earthquake in Kelm on Sunday, the interior ministry said. We saw that the harbour wall was \
         broken in three places.",
    ),
    // The toll rises, and somebody counts otherwise on the same day.
    (
        "rise",
        "Evening Star",
        "2021-03-08T08:00",
        "The earthquake in the harbour town of Kelm on Sunday killed 61 people, the interior ministry said on Monday.",
    ),
    (
        "rival",
        "Free Voice",
        "2021-03-08T09:00",
        "The earthquake in the harbour town of Kelm on Sunday killed 112 people, the league of mayors said on Monday.",
    ),
    // One paper corrects itself, one is late.
    (
        "correction",
        "Evening Star",
        "2021-03-10",
        "Correction: The earthquake in the harbour town of Kelm killed 59 people, not 61 as reported earlier by this newspaper.",
    ),
    (
        "late",
        "Far Tribune",
        "2021-03-11",
        "A strong earthquake struck the harbour town of Kelm on Sunday morning and killed 38 people.",
    ),
    // Words inside words.
    (
        "nested",
        "Hill Gazette",
        "2021-03-08",
        "The Kelm Agency said that the governor had said that the harbour of Kelm would stay closed for a year.",
    ),
];

fn story() -> TempDir {
    let dir = TempDir::new();
    for (name, outlet, date, text) in STORY {
        let article = format!("Title: Kelm\nOutlet: {outlet}\nDate: {date}\n\n{text}\n");
        dir.write(&format!("news/{name}.txt"), article);
    }
    dir
}

fn output(dir: &TempDir, args: &[&str]) -> String {
    let run = rashomon(dir.path(), args);
    assert_eq!(run.status, 0, "{args:?}: {}", run.stderr);
    run.stdout
}

/// All pairs, also inside an outlet.
fn pairs(dir: &TempDir) -> Vec<Value> {
    let args = [
        "compare",
        "news",
        "--all-pairs",
        "--within",
        "outlet",
        "--format",
        "jsonl",
    ];
    let text = output(dir, &args);
    let row = |line: &str| serde_json::from_str(line).expect("a row is JSON");
    text.lines().map(row).collect()
}

/// The rows about the toll between two articles.
fn between<'r>(rows: &'r [Value], first: &str, second: &str) -> Vec<&'r Value> {
    rows.iter()
        .filter(|row| {
            let is = |a: &str, b: &str| row["a_article"] == a && row["b_article"] == b;
            is(first, second) || is(second, first)
        })
        .collect()
}

#[test]
fn tolls_rise_are_disputed_corrected_and_printed_late() {
    let dir = story();
    let rows = pairs(&dir);
    for (first, second, relation, why) in [
        ("own", "rise", "revision", "a later report counts on"),
        ("rise", "rival", "contradict", "two figures"),
        (
            "rise",
            "correction",
            "revision",
            "the later report corrects a figure",
        ),
        (
            "rise",
            "late",
            "revision",
            "repeats a figure that was out before",
        ),
    ] {
        let found = between(&rows, first, second);
        assert_eq!(found.len(), 1, "{first} and {second}: {found:?}");
        assert_eq!(found[0]["relation"], relation, "{first} and {second}");
        let explanation = found[0]["explanation"].as_str().unwrap_or_default();
        assert!(
            explanation.contains(why),
            "{first} and {second}: {explanation}"
        );
    }
    // Both values, both dates.
    let risen = between(&rows, "own", "rise")[0];
    assert_eq!(
        (&risen["a_value"], &risen["b_value"]),
        (&"61".into(), &"At least 38".into())
    );
    let explanation = risen["explanation"].as_str().unwrap_or_default();
    assert!(explanation.contains("2021-03-07") && explanation.contains("2021-03-08"));
    // Whatever else they share, 59 and 112 do not agree.
    assert!(
        between(&rows, "correction", "rival")
            .iter()
            .all(|row| row["relation"] != "agree")
    );
}

#[test]
fn a_wire_text_is_one_origin_and_an_eyewitness_another() {
    let dir = story();
    let rows = pairs(&dir);
    for (first, second, independence) in [
        ("wire", "copy", "copied"),
        ("wire", "own", "independent"),
        ("copy", "own", "independent"),
    ] {
        let found = between(&rows, first, second);
        let agreements = || found.iter().filter(|row| row["relation"] == "agree");
        assert!(agreements().count() > 0, "{first} and {second}");
        for row in agreements() {
            assert_eq!(row["independence"], independence, "{first} and {second}");
        }
    }
}

#[test]
fn words_inside_words_name_both_speakers() {
    let dir = story();
    let claims = output(&dir, &["claims", "news/nested.txt"]);
    assert!(
        claims.contains("governor, as quoted by Kelm Agency"),
        "{claims}"
    );
}

/// The rows of a table of `coverage` as cells; none of the story's cells that are looked at holds a comma.
fn table(dir: &TempDir, args: &[&str]) -> Vec<Vec<String>> {
    let text = output(dir, &[&["coverage", "news"], args].concat());
    let rows = text.lines().skip(1);
    rows.map(|line| line.split(',').map(String::from).collect())
        .collect()
}

#[test]
fn coverage_counts_origins_and_leaves_out_copies_on_request() {
    let dir = story();
    let all = table(&dir, &["--table", "matrix"]);
    let apart = table(&dir, &["--table", "matrix", "--independent"]);
    let of = |rows: &[Vec<String>]| {
        let pair = |row: &&Vec<String>| row[0] == "Kelm Agency" && row[1] == "Morning Post";
        rows.iter().find(pair).cloned()
    };
    let copies = of(&all).expect("the wire and its copy were compared");
    assert_eq!(
        copies[3], copies[6],
        "all that they agree on is one text: {copies:?}"
    );
    assert_eq!(of(&apart), None, "copies are left out");
    for row in &all {
        let compared: usize = row[2].parse().expect("a count");
        assert_eq!(row[7].is_empty(), compared < 5, "few make no rate: {row:?}");
    }
    let points = table(&dir, &["--table", "points"]);
    assert!(
        points
            .iter()
            .any(|row| row[2] == "silent" && row[1] == "Hill Gazette")
    );
}

#[test]
fn the_report_shows_the_figure_over_time_and_who_says_otherwise() {
    let dir = story();
    output(&dir, &["report", "news", "-o", "report.json"]);
    let text = std::fs::read_to_string(dir.path().join("report.json")).expect("it was written");
    let report: Value = serde_json::from_str(&text).expect("it is JSON");
    let figures = report["revisions"]["items"][0]["figures"]
        .as_array()
        .expect("a timeline");
    let told: Vec<(&str, &str)> = figures
        .iter()
        .map(|f| {
            (
                f["quote"]["outlet"].as_str().unwrap_or(""),
                f["value"].as_str().unwrap_or(""),
            )
        })
        .collect();
    assert_eq!(
        told.first(),
        Some(&("Kelm Agency", "at least 38")),
        "{told:?}"
    );
    assert_eq!(told.last(), Some(&("Far Tribune", "38")), "{told:?}");
    assert!(
        told.contains(&("Free Voice", "112")),
        "the rival count stands beside it: {told:?}"
    );
    let rows = report["grid"]["rows"].as_array().expect("a grid");
    let stances = |row: &Value| -> Vec<String> {
        let cells = row["cells"].as_array().cloned().unwrap_or_default();
        cells
            .iter()
            .map(|cell| cell["stance"].as_str().unwrap_or("").to_string())
            .collect()
    };
    let first = stances(&rows[0]);
    assert!(
        first.iter().any(|s| s == "differs" || s == "both"),
        "{first:?}"
    );
}

#[test]
fn the_first_findings_can_be_had_alone() {
    let dir = story();
    let all = output(&dir, &["compare", "news"]);
    let first = output(&dir, &["compare", "news", "--top", "2"]);
    assert_eq!(first.lines().count(), 3, "a header and two rows: {first}");
    assert!(all.starts_with(&first), "in the usual order");
    let none = rashomon(dir.path(), &["compare", "news", "--top", "0"]);
    assert_eq!(none.status, 2, "{}", none.stderr);
}

#[test]
fn an_output_may_be_an_input() {
    let dir = story();
    output(&dir, &["articles", "news", "-o", "all.jsonl"]);
    let before = std::fs::read_to_string(dir.path().join("all.jsonl")).expect("it was written");
    output(&dir, &["articles", "all.jsonl", "-o", "all.jsonl"]);
    let after = std::fs::read_to_string(dir.path().join("all.jsonl")).expect("it is still there");
    assert_eq!(before.lines().count(), after.lines().count());
    output(&dir, &["claims", "all.jsonl", "-o", "all.jsonl"]);
    let claims = std::fs::read_to_string(dir.path().join("all.jsonl")).expect("it was written");
    let claims_only = claims.lines().all(|line| line.contains("\"claim_id\""));
    assert!(claims_only, "nothing of the old content is left: {claims}");
}

#[test]
fn a_single_outlet_is_told_what_is_missing() {
    let dir = TempDir::new();
    for name in ["a.txt", "b.txt"] {
        dir.write(&format!("news/{name}"), format!("{}\n", STORY[3].3));
    }
    let run = rashomon(dir.path(), &["compare", "news"]);
    assert!(run.stderr.contains("one outlet, 'news'"), "{}", run.stderr);
    let inside = rashomon(dir.path(), &["compare", "news", "--within", "outlet"]);
    assert!(!inside.stderr.contains("one outlet"), "{}", inside.stderr);
}
