//! Web archives (WARC 1.0 and 1.1): each archived page is an article. Positions are byte offsets in the unpacked archive.
//!
//! Read are `response` records that are web pages with status 200, and `conversion` records of plain text (WET). Everything else an
//! archive holds (requests, images, redirects) is passed over, as it was never meant to be an article. Archives are larger than
//! memory, so they are read chunk by chunk; the pages of a chunk are taken apart on all cores.

use std::collections::BTreeMap;
use std::io::Read;

use rayon::prelude::*;

use super::encoding;
use super::html;
use super::record::{Parsed, Problem, Record};
use super::unpack;
use crate::error::Position;

/// Bytes of an archive that are held at a time: enough pages to keep all cores busy.
pub(super) const CHUNK: usize = 64 << 20;

/// The articles of an archive that comes in pieces of `chunk` bytes. `limit` bounds one record, packed and unpacked, in bytes.
pub(super) fn parse(mut reader: impl Read, chunk: usize, limit: u64) -> Parsed {
    let mut parsed = Parsed::default();
    let mut held = Vec::new();
    let mut offset = 0;
    let mut lost = false;
    loop {
        let before = held.len();
        // What was read before a fault is in `held`.
        let fault = reader
            .by_ref()
            .take(chunk as u64)
            .read_to_end(&mut held)
            .err();
        let ended = fault.is_some() || held.len() - before < chunk;
        let cut = cut(&held, lost, ended);
        let used = cut.used;
        lost = cut.lost;
        let results: Vec<Result<Record, Problem>> = cut
            .pieces
            .into_par_iter()
            .filter_map(|piece| at_its_place(piece, offset, limit))
            .collect();
        for result in results {
            match result {
                Ok(record) => parsed.records.push(record),
                Err(problem) => parsed.problems.push(problem),
            }
        }
        held.drain(..used);
        offset += used as u64;
        let mut stop = |reason: String| {
            let position = Some(Position::Byte(offset));
            parsed.problems.push(Problem::broken(position, reason));
        };
        if let Some(fault) = fault {
            stop(format!("nothing behind this place can be read: {fault}"));
        } else if held.len() as u64 > limit {
            stop(format!(
                "a record larger than {} MB, nothing behind it is read",
                limit >> 20
            ));
            break;
        }
        if ended {
            break;
        }
    }
    if parsed.records.is_empty() && parsed.problems.is_empty() {
        return Problem::no_text(None, "no web page in this archive").into();
    }
    parsed
}

/// The article of a piece, or its fault; `offset` is where the chunk of the piece begins in the archive.
fn at_its_place(piece: Piece, offset: u64, limit: u64) -> Option<Result<Record, Problem>> {
    let position = Some(Position::Byte(offset + piece.at as u64));
    let result = match piece.entry {
        Ok(entry) => article(&entry, limit)?,
        Err(reason) => Err(Problem::broken(None, reason)),
    };
    Some(match result {
        Ok(record) => Ok(Record { position, ..record }),
        Err(problem) => Err(Problem {
            position,
            ..problem
        }),
    })
}

/// What a chunk could be cut into.
struct Cut<'b> {
    pieces: Vec<Piece<'b>>,
    /// Bytes that are done with; the rest belongs to a record that goes on in the next chunk.
    used: usize,
    /// Whether the place is behind a broken record and the next whole one was not found yet.
    lost: bool,
}

/// A record, or the reason why there is none at this place.
struct Piece<'b> {
    at: usize,
    entry: Result<Entry<'b>, String>,
}

/// One record of the archive.
struct Entry<'b> {
    headers: Headers,
    body: &'b [u8],
}

/// Header lines by lower-case name.
type Headers = BTreeMap<String, String>;

/// Cuts records off the start of `bytes`; after a broken one it goes on at the next that looks whole.
fn cut(bytes: &[u8], mut lost: bool, ended: bool) -> Cut<'_> {
    const NEXT: &[u8] = b"\nWARC/1.";
    let mut pieces = Vec::new();
    let mut at = 0;
    loop {
        if lost {
            match find(&bytes[at..], NEXT) {
                Some(next) => at += next + 1,
                None => {
                    // The mark may be half in this chunk and half in the next.
                    let used = if ended {
                        bytes.len()
                    } else {
                        at.max((bytes.len() + 1).saturating_sub(NEXT.len()))
                    };
                    return Cut { pieces, used, lost };
                }
            }
            lost = false;
        }
        at = skip_line_ends(bytes, at);
        if at >= bytes.len() {
            return Cut {
                pieces,
                used: bytes.len(),
                lost,
            };
        }
        match entry(&bytes[at..]) {
            Ok((entry, length)) => {
                pieces.push(Piece {
                    at,
                    entry: Ok(entry),
                });
                at += length;
            }
            Err(fault) if fault.more_may_help && !ended => {
                return Cut {
                    pieces,
                    used: at,
                    lost,
                };
            }
            Err(fault) => {
                pieces.push(Piece {
                    at,
                    entry: Err(fault.reason),
                });
                lost = true;
            }
        }
    }
}

struct Fault {
    reason: String,
    /// Whether the record may be whole once more of the archive is there.
    more_may_help: bool,
}

/// The record that `bytes` start with, and its length.
fn entry(bytes: &[u8]) -> Result<(Entry<'_>, usize), Fault> {
    const START: &[u8] = b"WARC/";
    let fault = |reason: &str, more_may_help| Fault {
        reason: reason.into(),
        more_may_help,
    };
    if !bytes.starts_with(START) {
        let more_may_help = START.starts_with(bytes);
        return Err(fault("a record does not start with WARC/", more_may_help));
    }
    let (head, body) = split_head(bytes)
        .ok_or_else(|| fault("a record header without an end", bytes.len() < LONGEST_HEAD))?;
    let headers = headers(head);
    let length: usize = headers
        .get("content-length")
        .and_then(|length| length.parse().ok())
        .ok_or_else(|| fault("a record without a Content-Length", false))?;
    if body.len() < length {
        let reason = format!(
            "the archive breaks off: {} of {length} bytes of a record",
            body.len()
        );
        return Err(fault(&reason, true));
    }
    let start = bytes.len() - body.len();
    let entry = Entry {
        headers,
        body: &body[..length],
    };
    Ok((entry, start + length))
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

/// The longest header block that is looked through, in bytes; cookies make the longest real ones.
const LONGEST_HEAD: usize = 1 << 16;

/// Header block and what follows its empty line.
fn split_head(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let start = &bytes[..bytes.len().min(LONGEST_HEAD)];
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

    fn read(archive: &str, chunk: usize) -> Vec<String> {
        let parsed = parse(archive.as_bytes(), chunk, 1 << 20);
        let mut shown: Vec<String> = parsed
            .records
            .iter()
            .map(|r| format!("{} {}", r.url.clone().unwrap_or_default(), &r.text[..9]))
            .collect();
        shown.extend(parsed.problems.iter().map(|p| match p.position {
            Some(position) => format!("{position}: {}", p.reason),
            None => p.reason.clone(),
        }));
        shown
    }

    fn check(archive: &str, expected: &[&str]) {
        assert_eq!(read(archive, CHUNK), expected);
        for chunk in [1, 7, 100, 1000] {
            assert_eq!(read(archive, chunk), expected, "in pieces of {chunk} bytes");
        }
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
        let gap = "x".repeat(500);
        check(
            &format!("{gap}\nWARC/1{gap}\n{whole}{gap}\n\n{whole}"),
            &[
                "http://p/1 The river",
                "http://p/1 The river",
                "byte 0: a record does not start with WARC/",
                &format!(
                    "byte {}: a record does not start with WARC/",
                    500 + 7 + 500 + 1 + whole.len()
                ),
            ],
        );
    }
}
