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

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn paragraphs(text: &str) -> String {
    text.split("\n\n")
        .map(|p| format!("<p>{}</p>\n", escaped(p)))
        .collect()
}

/// A page as newspapers make them: metadata above, navigation and links around the article.
#[cfg(feature = "html")]
fn page(sample: &Sample, json_ld: bool) -> String {
    let quoted = |text: &str| escaped(text).replace('"', "&quot;");
    let head = if json_ld {
        let authors: Vec<Value> = sample
            .author
            .split(", ")
            .map(|name| json!({"@type": "Person", "name": name}))
            .collect();
        let about = json!({
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": sample.title, "author": authors,
            "datePublished": sample.date, "publisher": {"@type": "Organization", "name": sample.outlet},
        });
        format!("<script type=\"application/ld+json\">{about}</script>")
    } else {
        format!(
            "<meta property=\"og:title\" content=\"{}\"><meta property=\"og:site_name\" content=\"{}\">\
             <meta property=\"article:published_time\" content=\"{}\"><meta name=\"author\" content=\"{}\">",
            quoted(sample.title),
            quoted(sample.outlet),
            sample.date,
            quoted(sample.author)
        )
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{} | {}</title>{head}\
         <link rel=\"canonical\" href=\"{}\"></head><body>\
         <nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/world\">World</a></li></ul></nav>\
         <main><article><h1>{}</h1><figure><img src=\"a.jpg\"><figcaption>The river, seen from the bridge.</figcaption></figure>\
         {}</article><p>Read more: <a href=\"/2\">another article of this newspaper</a></p></main>\
         <footer>Imprint, terms and privacy</footer></body></html>",
        escaped(sample.title),
        escaped(sample.outlet),
        quoted(sample.url),
        escaped(sample.title),
        paragraphs(sample.text)
    )
}

#[cfg(feature = "feeds")]
fn rss() -> String {
    let items: String = SAMPLES
        .iter()
        .map(|s| {
            format!(
                "<item><title>{}</title><link>{}</link><source url=\"http://x.example\">{}</source>\
                 <dc:creator>{}</dc:creator><pubDate>{}</pubDate><description>short</description>\
                 <content:encoded><![CDATA[{}]]></content:encoded></item>",
                escaped(s.title),
                escaped(s.url),
                escaped(s.outlet),
                escaped(s.author),
                s.date,
                paragraphs(s.text)
            )
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\" xmlns:content=\"c\" xmlns:dc=\"d\"><channel>\
         <title>All of them</title>{items}</channel></rss>"
    )
}

#[cfg(feature = "feeds")]
fn atom() -> String {
    let entries: String = SAMPLES
        .iter()
        .map(|s| {
            format!(
                "<entry><title>{}</title><link rel=\"alternate\" href=\"{}\"/><source><title>{}</title></source>\
                 <author><name>{}</name></author><published>{}</published><content type=\"html\">{}</content></entry>",
                escaped(s.title), escaped(s.url), escaped(s.outlet), escaped(s.author), s.date, escaped(&paragraphs(s.text))
            )
        })
        .collect();
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>All of them</title>{entries}</feed>"
    )
}

#[test]
#[cfg(feature = "html")]
fn web_pages_with_json_ld_and_with_open_graph() {
    for json_ld in [true, false] {
        let dir = TempDir::new();
        for (number, sample) in SAMPLES.iter().enumerate() {
            dir.write(&format!("pages/{number}.html"), page(sample, json_ld));
        }
        check(&dir, &["pages"]);
    }
}

#[test]
#[cfg(feature = "feeds")]
fn feeds_in_rss_and_atom() {
    let dir = TempDir::new();
    dir.write("feed.rss", rss());
    dir.write("feed.xml", rss());
    dir.write("feed.atom", atom());
    dir.write("feed", atom());
    for name in ["feed.rss", "feed.xml", "feed.atom", "feed"] {
        check(&dir, &[name]);
    }
}

/// One record per article, as a crawler writes them.
#[cfg(feature = "warc")]
fn archive_records() -> Vec<String> {
    SAMPLES
        .iter()
        .map(|sample| {
            let response = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}", page(sample, true));
            format!(
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {}\r\nContent-Type: application/http; msgtype=response\r\n\
                 Content-Length: {}\r\n\r\n{response}\r\n\r\n",
                sample.url,
                response.len()
            )
        })
        .collect()
}

#[test]
#[cfg(feature = "warc")]
fn web_archives() {
    let dir = TempDir::new();
    dir.write("crawl.warc", archive_records().concat());
    dir.write("crawl", archive_records().concat());
    check(&dir, &["crawl.warc"]);
    check(&dir, &["crawl"]);
}

#[test]
#[cfg(all(feature = "warc", feature = "compress"))]
fn web_archives_packed_record_by_record() {
    let dir = TempDir::new();
    let packed: Vec<Vec<u8>> = archive_records()
        .iter()
        .map(|record| gzip(record.as_bytes()))
        .collect();
    dir.write("crawl.warc.gz", packed.concat());
    check(&dir, &["crawl.warc.gz"]);
    let packed: Vec<Vec<u8>> = archive_records()
        .iter()
        .map(|record| zstd(record.as_bytes()))
        .collect();
    dir.write("crawl.warc.zst", packed.concat());
    check(&dir, &["crawl.warc.zst"]);
    // An archive that was cut off gives what stands before the cut.
    let whole = packed.concat();
    dir.write("cut.warc.zst", &whole[..whole.len() - packed[4].len() / 2]);
    let run = rashomon(dir.path(), &["articles", "cut.warc.zst"]);
    assert_eq!(
        (run.status, run.stdout.lines().count()),
        (3, 4),
        "{}",
        run.stderr
    );
}

#[cfg(feature = "compress")]
fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;

    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[cfg(feature = "compress")]
fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
#[cfg(feature = "compress")]
fn files_packed_with_gzip_and_zstd() {
    let dir = TempDir::new();
    dir.write("a.jsonl.gz", gzip(lines().as_bytes()));
    dir.write("a.jsonl.zst", zstd(lines().as_bytes()));
    dir.write("a.csv.gz", gzip(&table(b',')));
    dir.write("a.gz", gzip(lines().as_bytes()));
    for name in ["a.jsonl.gz", "a.jsonl.zst", "a.csv.gz", "a.gz"] {
        check(&dir, &[name]);
    }
    for (number, sample) in SAMPLES.iter().enumerate() {
        dir.write(
            &format!("news/{number}.txt.zst"),
            zstd(text_file(sample).as_bytes()),
        );
    }
    check(&dir, &["news"]);
}
