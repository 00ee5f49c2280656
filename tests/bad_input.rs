//! Bad input, one case each: the exit status, every line on stderr, and how many articles were read all the same.

use crate::util::{Run, TempDir, rashomon, rashomon_with_stdin};

const GOOD: &str = "Title: A\nOutlet: Post\nDate: 2021-03-02\n\nThe river burst its banks on Monday night, officials said.\n";

const NOTHING: &str = "error: no article could be read from the inputs; see the warnings above for the reason of each";

/// Reads `inputs` and compares exit status, number of articles and every line on stderr.
fn check(dir: &TempDir, inputs: &[&str], status: i32, articles: usize, stderr: &[&str]) {
    let mut args = vec!["articles"];
    args.extend(inputs);
    let run = rashomon(dir.path(), &args);
    compare(&run, inputs, status, articles, stderr);
}

fn compare(run: &Run, inputs: &[&str], status: i32, articles: usize, stderr: &[&str]) {
    assert_eq!(run.stderr.lines().collect::<Vec<_>>(), stderr, "{inputs:?}");
    assert_eq!(
        (run.status, run.stdout.lines().count()),
        (status, articles),
        "{inputs:?}"
    );
}

/// A file beside a good one is skipped with `reason`; alone, nothing is read.
fn check_skipped(name: &str, content: impl AsRef<[u8]>, reason: &str) {
    let dir = TempDir::new();
    dir.write("good.txt", GOOD);
    dir.write(name, content);
    let skipped = format!("skipped: {name}{reason}");
    check(&dir, &["good.txt", name], 3, 1, &[&skipped]);
    check(&dir, &[name], 2, 0, &[&skipped, NOTHING]);
}

#[test]
fn one_article_in_a_folder_is_enough() {
    let dir = TempDir::new();
    dir.write("news/a.txt", GOOD);
    check(&dir, &["news"], 0, 1, &[]);
}

#[test]
fn a_path_that_does_not_exist_is_named() {
    let dir = TempDir::new();
    dir.write("a.txt", GOOD);
    let skipped = "skipped: nowhere.txt: no such file or folder";
    check(&dir, &["a.txt", "nowhere.txt"], 3, 1, &[skipped]);
    check(&dir, &["nowhere.txt"], 2, 0, &[skipped, NOTHING]);
    check(
        &dir,
        &["a.txt", "a.txt"],
        0,
        1,
        &["note: a.txt: given twice, read once"],
    );
    let skipped = "skipped: nowhere/*.txt: no article file matches this glob";
    check(&dir, &["a.txt", "nowhere/*.txt"], 3, 1, &[skipped]);
}

#[test]
fn a_folder_without_articles_is_named() {
    let dir = TempDir::new();
    dir.write("news/README.md", "About this folder.");
    dir.write("news/.hidden.txt", GOOD);
    dir.write("news/picture.png", "x");
    let skipped = "skipped: news: no article files in this folder (txt, md, json, jsonl, csv, tsv, html, rss, atom, xml, warc, also with .gz or .zst)";
    check(&dir, &["news"], 2, 0, &[skipped, NOTHING]);
}

#[test]
fn empty_and_binary_files_are_skipped() {
    for name in [
        "a.txt", "a.json", "a.jsonl", "a.csv", "a.html", "a.rss", "a.warc", "a",
    ] {
        check_skipped(name, "", ": the file is empty");
    }
    check_skipped("a.txt", "\n\n", ": the file is empty");
    check_skipped(
        "a.txt",
        "Title: A\n\n\n",
        ": no text after the header block",
    );
    check_skipped("a.txt", b"abc\0def", ": binary data, not text");
    check_skipped("a.json", b"\x89PNG\r\n\x1a\n", ": an image, not text");
    check_skipped("a.pdf", "%PDF-1.4 ...", ": a PDF file, not text");
}

#[test]
fn lines_of_50_megabytes_cost_only_themselves() {
    let long = "a".repeat(50 << 20);
    let dir = TempDir::new();
    dir.write("a.txt", &long);
    let skipped =
        "skipped: a.txt: a text of 50 MB is no single article (the limit is 10 MB); split it";
    check(&dir, &["a.txt"], 2, 0, &[skipped, NOTHING]);
    let good = r#"{"outlet": "Post", "text": "The river burst its banks."}"#;
    dir.write(
        "a.jsonl",
        format!(
            "{good}\n{long}\n{{\"text\": \"{}\"}}\n{}\n",
            &long[..12 << 20],
            good.replace("Post", "Mail")
        ),
    );
    check(
        &dir,
        &["a.jsonl"],
        3,
        2,
        &[
            "skipped: a.jsonl:line 2: not valid JSON at column 1: expected value",
            "skipped: a.jsonl:line 3: a text of 12 MB is no single article (the limit is 10 MB); split it",
        ],
    );
}

#[test]
fn text_that_is_not_utf_8_is_read_with_a_note() {
    let dir = TempDir::new();
    dir.write(
        "latin.txt",
        b"Title: A\nOutlet: Caf\xe9\n\nThe caf\xe9 burned down, it said.",
    );
    dir.write(
        "broken.txt",
        b"Title: \xe2\x80\x9cB\xe2\x80\x9d\nOutlet: Post\n\nThe caf\xff burned down.",
    );
    check(
        &dir,
        &["latin.txt", "broken.txt"],
        0,
        2,
        &[
            "note: broken.txt: invalid UTF-8 in 1 places, replaced by U+FFFD",
            "note: latin.txt: not UTF-8: read as windows-1252",
        ],
    );
    let run = rashomon(dir.path(), &["articles", "latin.txt"]);
    assert!(
        run.stdout.contains("\"outlet\":\"Caf\u{e9}\""),
        "{}",
        run.stdout
    );
}

#[test]
fn a_table_without_its_column_is_skipped() {
    check_skipped(
        "a.csv",
        "outlet,story\nPost,The river burst its banks.\n",
        ": no column text, body, content or maintext; name it with --field text=COLUMN (the columns are outlet, story)",
    );
    check_skipped(
        "a.csv",
        "outlet,text\nPost\n",
        ":line 2: 1 cells under 2 columns, and none of them is the text",
    );
    let dir = TempDir::new();
    dir.write("a.csv", "outlet,story\nPost,The river burst its banks.\n");
    check(&dir, &["a.csv", "--field", "text=story"], 0, 1, &[]);
    let skipped = "skipped: a.csv: no column tale; name it with --field text=COLUMN (the columns are outlet, story)";
    check(
        &dir,
        &["a.csv", "--field", "text=tale"],
        2,
        0,
        &[skipped, NOTHING],
    );
}

#[test]
fn an_array_of_three_is_three_articles_or_three_reasons() {
    let dir = TempDir::new();
    dir.write(
        "a.json",
        r#"[{"text": "One."}, {"text": "Two."}, {"text": "Three."}]"#,
    );
    check(&dir, &["a.json"], 0, 3, &[]);
    dir.write("b.json", r#"[{"text": "One."}, 2, {"title": "Three"}]"#);
    check(
        &dir,
        &["b.json"],
        3,
        1,
        &[
            "skipped: b.json:record 2: a number, not an object",
            "skipped: b.json:record 3: no article text (looked for text, body, content or maintext); name its key with --field text=KEY",
        ],
    );
    dir.write("c.json", "[1, 2, 3]");
    check(
        &dir,
        &["c.json"],
        2,
        0,
        &[
            "skipped: c.json:record 1: a number, not an object",
            "skipped: c.json:record 2: a number, not an object",
            "skipped: c.json:record 3: a number, not an object",
            NOTHING,
        ],
    );
}

#[test]
fn broken_json_is_named_by_its_line() {
    let dir = TempDir::new();
    dir.write(
        "cut.json",
        "[{\"text\": \"One.\"},\n{\"text\": \"Two.\"},\n{\"te",
    );
    let skipped =
        "skipped: cut.json:line 3: not valid JSON at column 4: EOF while parsing a string";
    check(&dir, &["cut.json"], 3, 2, &[skipped]);
    check_skipped(
        "a.json",
        "{\"text\":\n \"One.\",,}",
        ":line 2: not valid JSON at column 9: key must be a string",
    );
    check_skipped(
        "a.json",
        "3",
        ": the document is a number, not an object or an array",
    );
    check_skipped(
        "a.json",
        "[".repeat(100_000),
        ":line 1: not valid JSON at column 128: recursion limit exceeded",
    );
}

#[test]
fn a_long_list_of_broken_records_is_cut_short() {
    let dir = TempDir::new();
    dir.write("a.jsonl", "not json\n".repeat(1000));
    let run = rashomon(dir.path(), &["articles", "a.jsonl"]);
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert_eq!((run.status, lines.len()), (2, 22), "{}", run.stderr);
    assert!(lines.contains(&"skipped: a.jsonl: 980 more records that cannot be read"));
}

#[test]
fn files_in_a_folder_that_hold_no_articles_are_passed_over() {
    let dir = TempDir::new();
    dir.write("corpus/a.txt", GOOD);
    dir.write("corpus/README.md", "About this corpus.");
    dir.write("corpus/LICENSE-MIT.txt", "Permission is granted.");
    dir.write(
        "corpus/gold.jsonl",
        "{\"a\": \"x\", \"label\": \"agree\"}\n{\"a\": \"y\", \"label\": \"neither\"}\n",
    );
    dir.write("corpus/sizes.csv", "name,size\na,1\n");
    let notes = [
        "note: corpus/gold.jsonl: not read: none of its 2 records has an article text",
        "note: corpus/sizes.csv: not read: no column text, body, content or maintext; name it with --field text=COLUMN (the columns are name, size)",
    ];
    check(&dir, &["corpus"], 0, 1, &notes);
    check(&dir, &["corpus/*"], 0, 1, &notes);
    check(
        &dir,
        &["corpus/a.txt", "corpus/gold.jsonl"],
        3,
        1,
        &[
            "skipped: corpus/gold.jsonl: none of its 2 records is an article: no article text (looked for text, body, content or maintext); name its key with --field text=KEY",
        ],
    );
    // What is broken is broken, named or not.
    dir.write("corpus/sizes.csv", "outlet,text\n");
    dir.write("corpus/gold.jsonl", "{");
    check(
        &dir,
        &["corpus"],
        3,
        1,
        &[
            "skipped: corpus/gold.jsonl:line 1: not valid JSON at column 1: EOF while parsing an object",
            "skipped: corpus/sizes.csv: a header row but no rows",
        ],
    );
}

#[test]
fn the_same_file_and_the_same_text_are_read_once() {
    let dir = TempDir::new();
    dir.write("news/a.txt", GOOD);
    check(
        &dir,
        &["news/a.txt", "news", "./news"],
        0,
        1,
        &["note: news/a.txt: the same file as ./news/a.txt, read once"],
    );
    for number in 0..5 {
        dir.write(
            &format!("many/{number}.jsonl"),
            format!("{{\"text\": \"{number}.\"}}"),
        );
    }
    check(
        &dir,
        &["many", "many"],
        0,
        5,
        &[
            "note: many/0.jsonl: 2 more files were given more than once, each read once",
            "note: many/0.jsonl: given twice, read once",
            "note: many/1.jsonl: given twice, read once",
            "note: many/2.jsonl: given twice, read once",
        ],
    );
    dir.write("news/b.txt", GOOD.replace("Title: A", "Title: B"));
    check(
        &dir,
        &["news"],
        0,
        1,
        &["note: news/b.txt: the same text and outlet as news/a.txt, read once"],
    );
    // Wire copy: the same text of another outlet is another article.
    dir.write("news/b.txt", GOOD.replace("Post", "Mail"));
    check(&dir, &["news"], 0, 2, &[]);
    let run = rashomon_with_stdin(dir.path(), &["articles", "-", "-"], GOOD.as_bytes());
    compare(
        &run,
        &["-", "-"],
        0,
        1,
        &["note: <stdin>: given twice, read once"],
    );
}

#[test]
fn ids_are_unique_whatever_the_files_say() {
    let dir = TempDir::new();
    dir.write(
        "a.jsonl",
        "{\"id\": \"x\", \"text\": \"One.\"}\n{\"id\": \"x\", \"text\": \"Two.\"}\n{\"id\": 7, \"text\": \"Three.\"}\n{\"text\": \"Four.\"}\n",
    );
    dir.write("north/x.txt", GOOD);
    dir.write("south/x.txt", GOOD.replace("Post", "Mail"));
    dir.write("south/y.txt", GOOD.replace("Post", "Echo"));
    let note = "note: a.jsonl:line 2: the id 'x' is taken, this article is called 'x-2'";
    for inputs in [["a.jsonl", "north", "south"], ["south", "north", "a.jsonl"]] {
        check(&dir, &inputs, 0, 7, &[note]);
        let run = rashomon(dir.path(), &["articles", inputs[0], inputs[1], inputs[2]]);
        let ids: Vec<String> = run
            .stdout
            .lines()
            .map(|line| {
                let article: serde_json::Value =
                    serde_json::from_str(line).expect("a line is JSON");
                article["id"].as_str().expect("an id is text").to_string()
            })
            .collect();
        assert_eq!(ids, ["7", "a-4", "x", "x-2", "y", "south/x", "north/x"]);
    }
}

#[test]
fn a_date_that_is_none_leaves_the_article_without_one() {
    let dir = TempDir::new();
    dir.write(
        "a.jsonl",
        "{\"date\": \"soon\", \"text\": \"One.\"}\n{\"date\": \"\", \"text\": \"Two.\"}\n{\"date\": \"later\", \"text\": \"Three.\"}\n",
    );
    let note = "note: a.jsonl:line 1: date 'soon' not understood, the article has none; write 2018-11-25 (and 1 more record of this file likewise)";
    check(&dir, &["a.jsonl"], 0, 3, &[note]);
    dir.write(
        "b.jsonl",
        "{\"date\": \"04/05/2018\", \"text\": \"One.\"}\n",
    );
    let note = "note: b.jsonl:line 1: date '04/05/2018' read as 2018-05-04 (day first); --date-order mdy changes it";
    check(&dir, &["b.jsonl"], 0, 1, &[note]);
    check(&dir, &["b.jsonl", "--date-order", "mdy"], 0, 1, &[]);
    // Another date of the file settles it.
    dir.write("b.jsonl", "{\"date\": \"04/05/2018\", \"text\": \"One.\"}\n{\"date\": \"04/25/2018\", \"text\": \"Two.\"}\n");
    check(&dir, &["b.jsonl"], 0, 2, &[]);
    let run = rashomon(dir.path(), &["articles", "b.jsonl"]);
    assert!(
        run.stdout.contains("\"date\":\"2018-04-05\""),
        "{}",
        run.stdout
    );
}

#[test]
fn settings_that_make_no_sense_stop_the_run() {
    let dir = TempDir::new();
    dir.write("a.txt", GOOD);
    for (args, message) in [
        (
            ["a.txt", "--field", "tekst=a"],
            "error: unknown field 'tekst': an article has id, outlet, title, date, url, author and text",
        ),
        (
            ["a.txt", "--field", "text"],
            "error: 'text' maps no field: write FIELD=NAME, as in text=my_column",
        ),
    ] {
        check(&dir, &args, 2, 0, &[message, "try 'rashomon --help'"]);
    }
    let run = rashomon(dir.path(), &["articles", "a[.txt"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.starts_with("error: 'a[.txt' is no valid glob"),
        "{}",
        run.stderr
    );
    assert_eq!(rashomon(dir.path(), &["articles"]).status, 2);
    let run = rashomon(
        dir.path(),
        &["articles", "a.txt", "-o", "nowhere/out.jsonl"],
    );
    assert_eq!(run.status, 2);
    assert!(
        run.stderr.starts_with("error: nowhere/out.jsonl: "),
        "{}",
        run.stderr
    );
}

#[test]
fn odd_text_is_no_error() {
    let dir = TempDir::new();
    dir.write("rtl.txt", "Outlet: \u{202e}Post\n\n\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{200f}12 \u{202b}nested\u{202c} \u{1f600}\u{301}\u{0}".replace('\0', ""));
    dir.write(
        "controls.txt",
        "Outlet: Post\n\n\u{7}\u{8}\u{1b}[31mred\u{1b}[0m \u{feff}\u{ad}",
    );
    dir.write("one_letter.md", "x");
    dir.write("colons.txt", ":::\n:\n\n::");
    dir.write("dots....txt", "...");
    check(
        &dir,
        &[
            "rtl.txt",
            "controls.txt",
            "one_letter.md",
            "colons.txt",
            "dots....txt",
        ],
        0,
        5,
        &[],
    );
}

#[test]
#[cfg(feature = "compress")]
fn damaged_packings_and_bombs_are_skipped() {
    use std::io::Write;

    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(GOOD.as_bytes()).unwrap();
    let packed = encoder.finish().unwrap();
    let dir = TempDir::new();
    dir.write("cut.txt.gz", &packed[..packed.len() / 2]);
    dir.write("good.txt.gz", &packed);
    let run = rashomon(dir.path(), &["articles", "cut.txt.gz", "good.txt.gz"]);
    assert_eq!(
        (run.status, run.stdout.lines().count()),
        (3, 1),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .starts_with("skipped: cut.txt.gz: damaged gzip data"),
        "{}",
        run.stderr
    );
    // What only says that it is packed is read as it is.
    dir.write("plain.txt.gz", GOOD.replace("Post", "Mail"));
    check(&dir, &["plain.txt.gz", "good.txt.gz"], 0, 2, &[]);
    // A bomb is bounded by the limit of the library, tested beside it; here it is one broken record.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![b'a'; 16 << 20]).unwrap();
    let bomb = encoder.finish().unwrap();
    assert!(bomb.len() < 1 << 17);
    check_skipped(
        "bomb.txt.gz",
        bomb,
        ": a text of 16 MB is no single article (the limit is 10 MB); split it",
    );
}

#[test]
#[cfg(feature = "html")]
fn pages_and_archives_without_articles_are_skipped() {
    check_skipped(
        "a.html",
        "<html><body></body></html>",
        ": no main text on this page",
    );
    check_skipped(
        "a.html",
        "<div>".repeat(100_000),
        ": elements nested more than 1000 deep",
    );
    check_skipped("a.xml", "<urlset></urlset>", ": neither RSS nor Atom");
    check_skipped(
        "a.warc",
        "WARC/1.0\r\nWARC-Type: x\r\n\r\n",
        ":byte 0: a record without a Content-Length",
    );
}

#[test]
#[cfg(unix)]
fn a_folder_that_links_to_itself_is_read_once() {
    let dir = TempDir::new();
    dir.write("news/a.txt", GOOD);
    std::os::unix::fs::symlink(dir.path().join("news"), dir.path().join("news/again"))
        .expect("the link can be made");
    check(&dir, &["news"], 0, 1, &[]);
}
