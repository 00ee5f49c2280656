//! Web archives (WARC 1.0 and 1.1): each archived page is an article. Positions are byte offsets in the unpacked archive.
//!
//! Read are `response` records that are web pages with status 200, and `conversion` records of plain text (WET). Everything else an
//! archive holds (requests, images, redirects) is passed over, as it was never meant to be an article.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::encoding;
use super::html;
use super::record::{Parsed, Problem, Record};
use super::unpack;
use crate::error::Position;

/// The articles of an archive. `limit` bounds what one packed page may unpack to, in bytes.
pub(super) fn parse(bytes: &[u8], limit: u64) -> Parsed {
    let results: Vec<Result<Record, Problem>> = split(bytes)
        .into_par_iter()
        .filter_map(|entry| {
            let position = Some(Position::Byte(
                entry.as_ref().map_or_else(|e| e.offset, |e| e.offset),
            ));
            let result = match entry {
                Ok(entry) => article(&entry, limit)?,
                Err(broken) => Err(Problem::broken(None, broken.reason)),
            };
            Some(match result {
                Ok(record) => Ok(Record { position, ..record }),
                Err(problem) => Err(Problem {
                    position,
                    ..problem
                }),
            })
        })
        .collect();
    if results.is_empty() {
        return Problem::no_text(None, "no web page in this archive").into();
    }
    results.into_iter().collect()
}

/// One record of the archive.
struct Entry<'b> {
    offset: u64,
    headers: Headers,
    body: &'b [u8],
}

struct BrokenEntry {
    offset: u64,
    reason: String,
}

/// Header lines by lower-case name.
type Headers = BTreeMap<String, String>;

/// Cuts the archive into records; after a broken one it goes on at the next that looks whole.
fn split(bytes: &[u8]) -> Vec<Result<Entry<'_>, BrokenEntry>> {
    let mut entries = Vec::new();
    let mut at = skip_line_ends(bytes, 0);
    while at < bytes.len() {
        match entry(bytes, at) {
            Ok((entry, end)) => {
                entries.push(Ok(entry));
                at = skip_line_ends(bytes, end);
            }
            Err(reason) => {
                entries.push(Err(BrokenEntry {
                    offset: at as u64,
                    reason,
                }));
                let Some(next) = find(&bytes[at + 1..], b"\nWARC/1.") else {
                    break;
                };
                at += 1 + next + 1;
            }
        }
    }
    entries
}

fn entry(bytes: &[u8], offset: usize) -> Result<(Entry<'_>, usize), String> {
    let rest = &bytes[offset..];
    if !rest.starts_with(b"WARC/") {
        return Err("a record does not start with WARC/".into());
    }
    let (head, body) = split_head(rest).ok_or("a record header without an end")?;
    let headers = headers(head);
    let length: usize = headers
        .get("content-length")
        .and_then(|length| length.parse().ok())
        .ok_or("a record without a Content-Length")?;
    let start = rest.len() - body.len();
    if body.len() < length {
        return Err(format!(
            "the archive breaks off: {} of {length} bytes of a record",
            body.len()
        ));
    }
    let entry = Entry {
        offset: offset as u64,
        headers,
        body: &body[..length],
    };
    Ok((entry, offset + start + length))
}

/// The article of one record; `None` for records that are not meant to be one.
fn article(entry: &Entry, limit: u64) -> Option<Result<Record, Problem>> {
    let header = |name: &str| {
        entry
            .headers
            .get(name)
            .map(String::as_str)
            .unwrap_or_default()
    };
    let url = header("warc-target-uri").trim_matches(['<', '>']);
    let url = (!url.is_empty()).then_some(url);
    match header("warc-type") {
        "response" if header("content-type").starts_with("application/http") => {
            page(entry.body, url, limit)
        }
        "resource" if header("content-type").starts_with("text/html") => {
            let decoded = encoding::decode(entry.body.to_vec(), None);
            Some(html::parse(&decoded.text, url))
        }
        "conversion" if header("content-type").starts_with("text/plain") => {
            let text = encoding::decode(entry.body.to_vec(), None).text;
            Some(if text.trim().is_empty() {
                Err(Problem::no_text(None, "an empty page"))
            } else {
                Ok(Record {
                    url: url.map(str::to_string),
                    text,
                    ..Record::default()
                })
            })
        }
        _ => None,
    }
}

/// The article of an HTTP response.
fn page(response: &[u8], url: Option<&str>, limit: u64) -> Option<Result<Record, Problem>> {
    let (head, body) = split_head(response)?;
    let status = head.split(|b| *b == b' ').nth(1)?;
    let headers = headers(head);
    let kind = headers
        .get("content-type")
        .map(String::as_str)
        .unwrap_or_default();
    let is_page = kind.starts_with("text/html") || kind.starts_with("application/xhtml");
    if status != b"200" || !is_page {
        return None;
    }
    let chunked = headers
        .get("transfer-encoding")
        .is_some_and(|encoding| encoding.contains("chunked"));
    // Archives differ in whether they keep the chunks; what does not parse as chunks has none.
    let body = chunked
        .then(|| without_chunks(body))
        .flatten()
        .unwrap_or_else(|| body.to_vec());
    if headers
        .get("content-encoding")
        .is_some_and(|encoding| encoding == "br")
    {
        return Some(Err(Problem::broken(
            None,
            "a page packed with brotli, which cannot be unpacked here",
        )));
    }
    let body = match unpack::unpack(body, limit) {
        Ok(body) => body,
        Err(reason) => return Some(Err(Problem::broken(None, reason))),
    };
    let charset = kind
        .split_once("charset=")
        .map(|(_, charset)| charset.trim_matches(['"', '\'', ' ', ';']))
        .map(str::to_string)
        .or_else(|| encoding::declared_in_page(&body));
    let decoded = encoding::decode(body, charset.as_deref());
    Some(html::parse(&decoded.text, url))
}

/// Header block and what follows its empty line.
fn split_head(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    /// The longest header block that is looked through, in bytes; cookies make the longest real ones.
    const LONGEST: usize = 1 << 16;
    let start = &bytes[..bytes.len().min(LONGEST)];
    let crlf = find(start, b"\r\n\r\n");
    let lf = find(&start[..crlf.unwrap_or(start.len())], b"\n\n");
    let (end, gap) = match (lf, crlf) {
        (Some(lf), _) => (lf, 2),
        (None, Some(crlf)) => (crlf, 4),
        (None, None) => return None,
    };
    Some((&bytes[..end], &bytes[end + gap..]))
}

fn headers(head: &[u8]) -> Headers {
    String::from_utf8_lossy(head)
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_string()))
        .collect()
}

fn without_chunks(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(bytes.len());
    loop {
        let end = find(bytes, b"\r\n")?;
        let line = std::str::from_utf8(&bytes[..end]).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        bytes = &bytes[end + 2..];
        if size == 0 {
            return Some(whole);
        }
        whole.extend(bytes.get(..size)?);
        bytes = bytes.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

fn skip_line_ends(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b'\r' | b'\n')) {
        at += 1;
    }
    at
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><title>A title of some words</title></head><body><article>\
        <p>The river burst its banks on Monday night, officials said, and more than 300 homes were flooded.</p>\
        <p>The mayor of the town, Jon Marsh, said that the rescue had gone well, and that boats had come.</p></article></body></html>";

    fn record(kind: &str, url: &str, body: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    fn check(archive: &str, expected: &[&str]) {
        let parsed = parse(archive.as_bytes(), 1 << 20);
        let mut shown: Vec<String> = parsed
            .records
            .iter()
            .map(|r| format!("{} {}", r.url.clone().unwrap_or_default(), &r.text[..9]))
            .collect();
        shown.extend(parsed.problems.iter().map(|p| match p.position {
            Some(position) => format!("{position}: {}", p.reason),
            None => p.reason.clone(),
        }));
        assert_eq!(shown, expected);
    }

    #[test]
    fn pages_are_articles_and_everything_else_is_passed_over() {
        let ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";
        let whole = format!("{ok}\r\n{PAGE}");
        let chunked = format!(
            "{ok}Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{PAGE}\r\n0\r\n\r\n",
            PAGE.len()
        );
        let false_chunks = format!("{ok}Transfer-Encoding: chunked\r\n\r\n{PAGE}");
        let moved = "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>moved</p>".to_string();
        let image = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\u{0}\u{1}".to_string();
        let archive = [
            record("warcinfo", "", "software: x"),
            record("request", "http://p/1", "GET / HTTP/1.1\r\n\r\n"),
            record("response", "http://p/1", &whole),
            record("response", "<http://p/2>", &chunked),
            record("response", "http://p/3", &false_chunks),
            record("response", "http://p/4", &moved),
            record("response", "http://p/5", &image),
        ]
        .concat();
        check(
            &archive,
            &[
                "http://p/1 The river",
                "http://p/2 The river",
                "http://p/3 The river",
            ],
        );
    }

    #[test]
    fn a_broken_record_costs_only_itself() {
        let response = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}");
        let whole = record("response", "http://p/1", &response);
        let no_length = "WARC/1.0\r\nWARC-Type: response\r\n\r\nxyz\r\n\r\n";
        check(
            &format!("{no_length}{whole}"),
            &[
                "http://p/1 The river",
                "byte 0: a record without a Content-Length",
            ],
        );
        check(
            &format!("{whole}{}", &whole[..whole.len() - 50]),
            &[
                "http://p/1 The river",
                &format!(
                    "byte {}: the archive breaks off: {} of {} bytes of a record",
                    whole.len(),
                    response.len() - 46,
                    response.len()
                ),
            ],
        );
        check("WARC/1.0\r\n", &["byte 0: a record header without an end"]);
        check("nothing", &["byte 0: a record does not start with WARC/"]);
        check(
            &record("warcinfo", "", "x"),
            &["no web page in this archive"],
        );
    }
}
