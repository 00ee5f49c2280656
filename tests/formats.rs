//! The same five articles in every format.

use serde_json::{Value, json};

use crate::util::{TempDir, rashomon, rashomon_with_stdin};

/// What every format must give back: outlet, title, date, url, author, text.
struct Sample {
    outlet: &'static str,
    title: &'static str,
    date: &'static str,
    url: &'static str,
    author: &'static str,
    text: &'static str,
}

const SAMPLES: [Sample; 5] = [
    Sample {
        outlet: "Alder Post",
        title: "River bursts its banks: \u{201c}worst in years\u{201d}",
        date: "2021-03-02",
        url: "https://alder.example/news/1",
        author: "Ada Quill",
        text: "The river burst its banks on Monday night, officials said. At least 12 people were taken to hospital, and more than 300 homes were flooded.\n\nThe mayor of the town, Jon Marsh, said that the rescue had gone \u{201c}as well as anybody could hope\u{201d}. Boats brought the last families out at dawn on Tuesday.",
    },
    Sample {
        outlet: "Birch Daily",
        title: "Fourteen hurt in flood, say doctors",
        date: "2021-03-02",
        url: "https://birch.example/a?id=2&x=y",
        author: "Ben Reed",
        text: "Doctors said that 14 people had been hurt in the flood, two of them badly. The hospital has asked for blood.\n\nThe council denied that the dam had been opened too late. \u{201c}Nobody opened anything, early or late,\u{201d} said its spokeswoman, Cara Finch, on Tuesday morning.",
    },
    Sample {
        outlet: "Cedar & Sons",
        title: "Dam was opened late, engineer claims",
        date: "2021-03-03",
        url: "https://cedar.example/3",
        author: "Cy Holt, Dee Lamb",
        text: "An engineer who worked at the dam claims that its gates were opened four hours late. He spoke on condition that his name not be printed.\n\nAn inquiry has been promised by the ministry, which would not say when it might begin or who would lead it.",
    },
    Sample {
        outlet: "Elm Wire",
        title: "Minister visits flooded town",
        date: "2021-03-04",
        url: "https://elm.example/4",
        author: "Elm Wire staff",
        text: "The minister for water visited the flooded town on Thursday and promised 5m euros of aid, residents said after the meeting.\n\nShe did not answer questions about the dam; na\u{ef}ve hopes for an early answer were disappointed, as one resident put it.",
    },
    Sample {
        outlet: "Fir Chronicle",
        title: "Death toll rises to two",
        date: "2021-03-05",
        url: "https://fir.example/5",
        author: "Flo Gray",
        text: "Two people have died of their injuries after the flood, the hospital said on Friday. It had reported no deaths until Thursday.\n\nThe police are looking for the owner of a boat that was found empty, <nobody> having reported it missing.",
    },
];

fn object(sample: &Sample) -> Value {
    json!({
        "outlet": sample.outlet, "title": sample.title, "date": sample.date,
        "url": sample.url, "author": sample.author, "text": sample.text,
    })
}

/// Runs `articles` on what `inputs` name and compares with the samples.
fn check(dir: &TempDir, inputs: &[&str]) {
    let mut args = vec!["articles"];
    args.extend(inputs);
    let run = rashomon(dir.path(), &args);
    assert_eq!(run.status, 0, "{inputs:?}: {}", run.stderr);
    assert_eq!(run.stderr, "", "{inputs:?}");
    compare(&run.stdout, inputs);
}

fn compare(stdout: &str, inputs: &[&str]) {
    let articles: Vec<Value> = stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect();
    assert_eq!(articles.len(), SAMPLES.len(), "{inputs:?}");
    for (article, sample) in articles.iter().zip(&SAMPLES) {
        let Value::Object(expected) = object(sample) else {
            unreachable!("a sample is an object");
        };
        for (field, value) in expected {
            assert_eq!(article[&field], value, "{inputs:?}: {field}");
        }
        assert_eq!(article["language"], "eng", "{inputs:?}");
    }
}

fn text_file(sample: &Sample) -> String {
    format!(
        "Title: {}\nOutlet: {}\nDate: {}\nURL: {}\nAuthor: {}\n\n{}\n",
        sample.title, sample.outlet, sample.date, sample.url, sample.author, sample.text
    )
}

fn lines() -> String {
    SAMPLES
        .iter()
        .map(|sample| format!("{}\n", object(sample)))
        .collect()
}

fn table(delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    writer
        .write_record([
            "headline",
            "source",
            "published_at",
            "link",
            "byline",
            "content",
        ])
        .unwrap();
    for s in &SAMPLES {
        writer
            .write_record([s.title, s.outlet, s.date, s.url, s.author, s.text])
            .unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn text_and_markdown_files_with_headers() {
    for extension in ["txt", "md"] {
        let dir = TempDir::new();
        for (number, sample) in SAMPLES.iter().enumerate() {
            let windows = number == 1;
            let text = text_file(sample);
            let text = if windows {
                text.replace('\n', "\r\n")
            } else {
                text
            };
            dir.write(&format!("news/{number}.{extension}"), text);
        }
        check(&dir, &["news"]);
        check(&dir, &[&format!("news/*.{extension}")]);
    }
}

#[test]
fn json_as_array_as_wrapped_array_and_as_lines() {
    let dir = TempDir::new();
    let array: Vec<Value> = SAMPLES.iter().map(object).collect();
    dir.write("array.json", serde_json::to_string_pretty(&array).unwrap());
    dir.write(
        "wrapped.json",
        json!({"status": "ok", "articles": array}).to_string(),
    );
    dir.write("lines.jsonl", lines());
    dir.write("lines_by_another_name.json", lines());
    dir.write("no_extension", lines());
    for name in [
        "array.json",
        "wrapped.json",
        "lines.jsonl",
        "lines_by_another_name.json",
        "no_extension",
    ] {
        check(&dir, &[name]);
    }
}

#[test]
fn tables_with_commas_semicolons_and_tabs() {
    let dir = TempDir::new();
    dir.write("comma.csv", table(b','));
    dir.write("semicolon.csv", table(b';'));
    dir.write("tab.tsv", table(b'\t'));
    for name in ["comma.csv", "semicolon.csv", "tab.tsv"] {
        check(&dir, &[name]);
    }
}

#[test]
fn stdin_in_any_format() {
    let dir = TempDir::new();
    let array: Vec<Value> = SAMPLES.iter().map(object).collect();
    for stdin in [
        lines().into_bytes(),
        table(b','),
        table(b'\t'),
        json!(array).to_string().into_bytes(),
    ] {
        let run = rashomon_with_stdin(dir.path(), &["articles", "-"], &stdin);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        compare(&run.stdout, &["-"]);
        assert!(run.stdout.contains("\"file\":\"<stdin>\""));
    }
}

#[test]
fn fields_under_other_names() {
    let dir = TempDir::new();
    let renamed = lines()
        .replace("\"text\":", "\"story\":")
        .replace("\"outlet\":", "\"paper\":");
    dir.write("a.jsonl", renamed);
    check(
        &dir,
        &[
            "a.jsonl",
            "--field",
            "text=story",
            "--field",
            "outlet=paper",
        ],
    );
}
