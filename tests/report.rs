//! The report and the other faces of a comparison: whole, safe, and true to the files.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::util::{Run, TempDir, rashomon};

/// Two outlets with one text, a third with other figures, and everything in them that could do harm.
fn hostile() -> TempDir {
    let dir = TempDir::new();
    let shared = "Some 46 people were killed when shells hit the central market of Tolm on Saturday, the mayor said.";
    let script = "The <script>alert('x')</script> of the \u{202E}militia\u{202C} burned the market of Tolm, [residents](http://x.example) said.";
    let formula = "=HYPERLINK(\"http://x.example\") was painted on the walls of the market of Tolm after the shells.";
    let huge = format!("The word {} was on the market of Tolm.", "wall".repeat(100));
    for (name, outlet) in [
        ("a", "\"><img src=x onerror=alert(1)>"),
        ("b", "Birch Daily"),
    ] {
        dir.write(
            &format!("news/{name}.txt"),
            format!(
                "Title: </title><script>alert(2)</script> & sons\nOutlet: {outlet}\nDate: 2021-03-02\nURL: javascript:alert(3)\nAuthor: <b>Ann</b>\n\n{shared} {script}\n\n{formula} {huge}\n"
            ),
        );
    }
    dir.write(
        "news/c.txt",
        "Title: Toll\nOutlet: Cedar Post\nDate: 2021-03-02\nURL: https://cedar.example/1\n\nNaïve hopes were disappointed. Some 112 people were killed when shells hit the central market of Tolm on Saturday, doctors said.\n",
    );
    dir
}

fn run(dir: &TempDir, args: &[&str]) -> Run {
    let run = rashomon(dir.path(), args);
    assert_eq!(run.status, 0, "{args:?}: {}", run.stderr);
    run
}

fn read(dir: &TempDir, name: &str) -> String {
    fs::read_to_string(dir.path().join(name)).expect("the file was written")
}

fn json(dir: &TempDir, name: &str) -> Value {
    serde_json::from_str(&read(dir, name)).expect("it is JSON")
}

/// The values of an attribute of a page.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    page.split(&format!(" {name}=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn hostile_text_shows_as_text_and_every_link_has_its_target() {
    let dir = hostile();
    run(
        &dir,
        &["report", "news", "--confidence", "0", "-o", "r.html"],
    );
    let page = read(&dir, "r.html");
    assert_eq!(page.matches("<script").count(), 2, "only our own scripts");
    assert!(page.contains("&lt;script&gt;alert("), "the quote is there");
    assert!(page.contains("[U+202E]militia"), "overrides are shown");
    for harm in ["<img", "<b>Ann", "javascript:", "\u{202E}", "</title><"] {
        assert!(!page.contains(harm), "{harm}");
    }
    assert!(!page.contains(" is false") && !page.contains("fake"));
    let ids = attributes(&page, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "ids are unique");
    let links = attributes(&page, "href");
    for link in links.iter().filter_map(|link| link.strip_prefix('#')) {
        assert!(unique.contains(link), "#{link} leads nowhere");
    }
    assert!(links.iter().any(|link| link.starts_with("#c-")));
    assert!(links.iter().any(|link| link.starts_with("#f-")));
}

#[test]
fn hostile_text_is_text_in_markdown_too() {
    let dir = hostile();
    run(&dir, &["report", "news", "--confidence", "0", "-o", "r.md"]);
    let text = read(&dir, "r.md");
    assert!(text.contains("&lt;script&gt;alert"), "{text}");
    for harm in ["<script", "[residents](", "javascript:alert", "\u{202E}"] {
        assert!(!text.contains(harm), "{harm}");
    }
}

#[test]
fn every_quote_leads_back_to_its_byte_and_its_characters() {
    let dir = hostile();
    run(
        &dir,
        &["report", "news", "--confidence", "0", "-o", "r.json"],
    );
    let report = json(&dir, "r.json");
    let cards = report["contradictions"]["items"]
        .as_array()
        .expect("a list");
    assert!(!cards.is_empty(), "46 against 112 is a conflict");
    for card in cards {
        for side in ["a", "b"] {
            let quote = &card[side]["quote"];
            let (file, text) = (quote["file"].as_str(), quote["text"].as_str());
            let (file, text) = (file.expect("a path"), text.expect("a sentence"));
            let bytes = fs::read(dir.path().join(file)).expect("the saved file");
            let at = quote["byte"].as_u64().expect("a byte") as usize;
            assert!(bytes[at..].starts_with(text.as_bytes()), "{file}: {text}");
            let length = quote["end"].as_u64().zip(quote["start"].as_u64());
            let (end, start) = length.expect("characters");
            assert_eq!((end - start) as usize, text.chars().count());
            let parts = card[side]["quote"]["parts"].as_array().expect("parts");
            let joined: String = parts.iter().filter_map(|p| p["text"].as_str()).collect();
            assert_eq!(joined, text, "marks change no letter");
        }
    }
}

#[test]
fn a_saved_verdict_survives_the_next_run() {
    let dir = hostile();
    let common = ["report", "news", "--confidence", "0"];
    run(&dir, &[&common[..], &["-o", "first.json"]].concat());
    let first = json(&dir, "first.json");
    let pair = &first["contradictions"]["items"][0]["pair_id"];
    dir.write(
        "review.json",
        format!(
            "{{\"rashomon_review\": 1, \"findings\": [{{\"pair_id\": {pair}, \"verdict\": \"not a conflict\", \"note\": \"<i>\"}}, {{\"pair_id\": \"gone\", \"verdict\": \"unclear\"}}]}}"
        ),
    );
    run(
        &dir,
        &[
            &common[..],
            &["--review", "review.json", "-o", "second.json"],
        ]
        .concat(),
    );
    let second = json(&dir, "second.json");
    let cards = second["contradictions"]["items"]
        .as_array()
        .expect("a list");
    let card = cards.last().expect("struck out findings come last");
    assert_eq!(&card["pair_id"], pair);
    assert_eq!(card["verdict"], "not a conflict");
    assert_eq!(card["note"], "<i>");
    assert_eq!(second["carried"][0]["pair_id"], "gone");
    assert_eq!(second["summary"]["review"]["rejected"], 1);
    for (args, message) in [
        (
            ["--review", "news/a.txt"],
            "news/a.txt:line 1: not a review",
        ),
        (["--template", "none.html"], "none.html: "),
    ] {
        let bad = rashomon(
            dir.path(),
            &[&common[..], &args, &["-o", "x.html"]].concat(),
        );
        assert_eq!(bad.status, 2);
        assert!(bad.stderr.contains(message), "{}", bad.stderr);
    }
}

#[test]
fn the_report_has_the_same_bytes_for_any_number_of_threads() {
    let dir = hostile();
    let page =
        |threads: &str| run(&dir, &["report", "news", "-o", "-", "--threads", threads]).stdout;
    assert_eq!(page("1"), page("8"));
}

#[test]
fn the_other_faces_say_the_same_as_the_csv() {
    let dir = hostile();
    let common = ["compare", "news", "--confidence", "0"];
    let face = |more: &[&str]| run(&dir, &[&common[..], more].concat()).stdout;
    let table = face(&[]);
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(table.as_bytes())
        .records()
        .map(|row| row.expect("a good row"))
        .collect();
    let lines = face(&["--format", "jsonl"]);
    let objects: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object"))
        .collect();
    assert_eq!(objects.len(), rows.len());
    for (object, row) in objects.iter().zip(&rows) {
        assert_eq!(object["pair_id"], row[0]);
        assert_eq!(object["a_sentence"], row[13]);
    }
    let linked: Value = serde_json::from_str(&face(&["--format", "jsonld"])).expect("a document");
    let graph = linked["@graph"].as_array().expect("a graph");
    let findings: Vec<&Value> = graph
        .iter()
        .filter(|node| node["@type"] == "oa:Annotation")
        .collect();
    assert_eq!(findings.len(), rows.len());
    let selector = &findings[0]["oa:hasTarget"][0]["oa:hasSelector"];
    assert_eq!(selector[0]["oa:exact"], objects[0]["a_sentence"]);
    assert_eq!(selector[1]["oa:start"], objects[0]["a_start"]);
    assert!(!linked.to_string().contains("ClaimReview"));
    let guarded = face(&["--spreadsheet"]);
    assert!(table.contains(",\"=HYPERLINK") && guarded.contains(",\"'=HYPERLINK"));
    let shown = face(&["--format", "table"]);
    assert!(
        shown.contains("reports agree") && !shown.contains('\x1b'),
        "{shown}"
    );
}

#[test]
fn a_folder_of_tables_is_as_its_description_says() {
    let dir = hostile();
    run(&dir, &["compare", "news", "--out-dir", "out/tables"]);
    let package = json(&dir, "out/tables/datapackage.json");
    let resources = package["resources"].as_array().expect("a list");
    assert_eq!(resources.len(), 5);
    for resource in resources {
        let path = resource["path"].as_str().expect("a path");
        let table = read(&dir, &format!("out/tables/{path}"));
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        let names: Vec<&str> = fields.iter().filter_map(|f| f["name"].as_str()).collect();
        let header = reader.headers().expect("a header").clone();
        assert_eq!(header.iter().collect::<Vec<_>>(), names, "{path}");
        for row in reader.records() {
            row.expect("as many cells as columns");
        }
    }
    assert!(read(&dir, "out/tables/articles.csv").lines().count() > 3);
}

#[test]
fn the_command_line_explains_itself() {
    let dir = TempDir::new();
    let bare = rashomon(dir.path(), &[]);
    assert_eq!(bare.status, 2);
    assert!(bare.stderr.contains("Usage: rashomon") && bare.stderr.contains("Examples:"));
    let typo = rashomon(dir.path(), &["comparre", "x"]);
    assert_eq!(typo.status, 2);
    assert!(typo.stderr.contains("'compare'"), "{}", typo.stderr);
    let help = run(&dir, &["--help"]).stdout;
    assert!(help.contains("Exit status:") && help.contains("3  done, but"));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            run(&dir, &["completions", shell])
                .stdout
                .contains("rashomon")
        );
    }
    assert!(run(&dir, &["man"]).stdout.contains(".TH rashomon 1"));
    assert!(run(&dir, &["man", "report"]).stdout.contains("review"));
}
