//! Which format a file has: by its extension, then by its content.

use std::path::Path;

use super::encoding::head;
use super::fields::{Field, FieldNames};
use super::{csv, json};

/// A format of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Json,
    JsonLines,
    /// Commas or semicolons.
    Csv,
    Tsv,
    Html,
    /// RSS or Atom.
    Feed,
    Warc,
}

/// The format that a file name promises, what it is packed in left aside.
pub(super) fn by_name(path: &str) -> Option<Format> {
    let (stem, extension) = split_extension(path)?;
    let extension = if is_packing(&extension) {
        split_extension(stem)?.1
    } else {
        extension
    };
    Some(match extension.as_str() {
        "txt" | "text" | "md" | "markdown" => Format::Text,
        "json" => Format::Json,
        "jsonl" | "ndjson" => Format::JsonLines,
        "csv" => Format::Csv,
        "tsv" | "tab" => Format::Tsv,
        "html" | "htm" | "xhtml" => Format::Html,
        "rss" | "atom" | "xml" | "rdf" => Format::Feed,
        "warc" => Format::Warc,
        _ => return None,
    })
}

/// The file's name without the extensions of its format and packing.
pub(super) fn stem(path: &str) -> &str {
    let name = Path::new(path)
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or(path);
    let Some((stem, extension)) = split_extension(name) else {
        return name;
    };
    if is_packing(&extension) {
        return split_extension(stem)
            .filter(|_| by_name(stem).is_some())
            .map_or(stem, |(stem, _)| stem);
    }
    if by_name(name).is_some() { stem } else { name }
}

/// The likeliest format of a text whose name says nothing.
pub(super) fn by_content(text: &str, names: &FieldNames) -> Format {
    /// How much of a document its kind can be told from, in bytes.
    const HEAD: usize = 2048;
    let text = text.trim_start();
    let start = head(text, HEAD).to_ascii_lowercase();
    if start.starts_with("warc/") {
        return Format::Warc;
    }
    if start.starts_with('<') {
        let place = |tag: &str| start.find(tag).unwrap_or(usize::MAX);
        let feed = place("<rss").min(place("<feed")).min(place("<rdf:rdf"));
        let html = place("<html")
            .min(place("<!doctype html"))
            .min(place("<head"))
            .min(place("<body"));
        if feed < html {
            return Format::Feed;
        }
        if html != usize::MAX {
            return Format::Html;
        }
    }
    if start.starts_with('{') {
        return if json::is_lines(text) {
            Format::JsonLines
        } else {
            Format::Json
        };
    }
    if start.starts_with('[') && start[1..].trim_start().starts_with(['{', ']']) {
        return Format::Json;
    }
    let delimiter = csv::delimiter(text);
    let header = text.lines().next().unwrap_or_default();
    let columns: Vec<&str> = header
        .split(delimiter as char)
        .map(|name| name.trim().trim_matches('"'))
        .collect();
    // A sentence may hold the word "text" between commas; the names of columns are short.
    let are_names = columns.len() > 1 && columns.iter().all(|name| name.split(' ').count() <= 2);
    if are_names
        && columns
            .iter()
            .any(|name| names.field(name) == Some(Field::Text))
    {
        return if delimiter == b'\t' {
            Format::Tsv
        } else {
            Format::Csv
        };
    }
    Format::Text
}

/// What binary data seem to be; `None` for text.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    /// Where a text would not have a zero byte, in bytes from the start.
    const HEAD: usize = 8192;
    const MAGIC: [(&[u8], &str); 8] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a zip archive or an office document"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"\x7fELF", "a program"),
        (b"\xd0\xcf\x11\xe0", "an office document"),
        (b"SQLite format 3\0", "a database"),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(what);
    }
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let head = &bytes[..bytes.len().min(HEAD)];
    (!utf16 && head.contains(&0)).then_some("binary data")
}

fn is_packing(extension: &str) -> bool {
    matches!(extension, "gz" | "zst" | "zstd")
}

fn split_extension(name: &str) -> Option<(&str, String)> {
    let (stem, extension) = name.rsplit_once('.')?;
    (!stem.is_empty() && !extension.contains(['/', '\\']))
        .then(|| (stem, extension.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_promise_formats() {
        for (name, format, expected_stem) in [
            ("a/b.txt", Some(Format::Text), "b"),
            ("a/b.TXT", Some(Format::Text), "b"),
            ("a/b.jsonl.gz", Some(Format::JsonLines), "b"),
            ("a/b.warc.zst", Some(Format::Warc), "b"),
            ("a.b/c", None, "c"),
            ("a/b.gz", None, "b"),
            ("a/b.v2.docx", None, "b.v2.docx"),
            (".txt", None, ".txt"),
        ] {
            assert_eq!(by_name(name), format, "{name}");
            assert_eq!(stem(name), expected_stem, "{name}");
        }
    }

    #[test]
    fn content_tells_the_format_of_a_nameless_text() {
        for (text, format) in [
            ("Title: A\n\nBody", Format::Text),
            ("{\"text\": \"A\"}\n{\"text\": \"B\"}\n", Format::JsonLines),
            ("{\n\"text\": \"A\"}", Format::Json),
            ("[{\"text\": \"A\"}]", Format::Json),
            ("[Editor's note] Body", Format::Text),
            ("<!DOCTYPE html><html>", Format::Html),
            ("<?xml version=\"1.0\"?><html xmlns=\"..\">", Format::Html),
            (
                "<?xml version=\"1.0\"?>\n<rss version=\"2.0\">",
                Format::Feed,
            ),
            ("<feed xmlns=\"..\">", Format::Feed),
            ("WARC/1.0\r\nWARC-Type", Format::Warc),
            ("outlet,text\nPost,A", Format::Csv),
            ("outlet\ttext\nPost\tA", Format::Tsv),
            ("On Sunday, text, body and all, it rained.", Format::Text),
            ("", Format::Text),
        ] {
            assert_eq!(by_content(text, &FieldNames::default()), format, "{text}");
        }
    }

    #[test]
    fn binary_data_are_noticed() {
        for (bytes, expected) in [
            (&b"%PDF-1.4"[..], Some("a PDF file")),
            (b"a\0b", Some("binary data")),
            (b"\xff\xfea\0", None),
            (b"plain \xe9", None),
        ] {
            assert_eq!(binary(bytes), expected);
        }
    }
}
