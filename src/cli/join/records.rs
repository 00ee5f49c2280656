//! Reads the records of a join: JSON lines or plain lines come in by blocks, all threads parse, and memory holds only what the join needs.

use std::borrow::Cow;
use std::fmt;
use std::io::Read;
use std::sync::Mutex;

use rashomon::error::{Error, Position, Warning};
use rashomon::join::{Repeats, TokenLists, Tokenizer};
use rustc_hash::FxHashMap;
use serde::de::{Deserialize, Deserializer, Visitor};

/// Bytes per block: large enough to make the lock and the buffers cheap, small enough that a few of them do not show in memory.
const BLOCK_BYTES: usize = 1 << 20;

/// What is kept of each text.
#[derive(Clone, Copy)]
pub enum Keep {
    /// Its words.
    Words(Repeats),
    /// The text itself.
    Text,
}

/// The texts in the form that was asked for.
pub enum Content {
    Words(TokenLists),
    Texts(Vec<String>),
}

/// All records of an input.
pub struct Records {
    pub content: Content,
    /// What to call each record in the output.
    pub ids: Ids,
    /// The outlet of each record as a number; empty when no record names one.
    pub outlets: Vec<Option<u32>>,
    pub warnings: Vec<Warning>,
}

/// The ids of all records in one string.
pub struct Ids {
    /// `None`: each record is called by its number.
    named: Option<(String, Vec<usize>)>,
}

impl Ids {
    /// The id of a record as a cell of a CSV file.
    pub fn cell(&self, record: u32) -> Cow<'_, str> {
        let Some((text, ends)) = &self.named else {
            return Cow::Owned(record.to_string());
        };
        let record = record as usize;
        let start = if record == 0 { 0 } else { ends[record - 1] };
        let id = &text[start..ends[record]];
        if id.contains([',', '"', '\n', '\r']) {
            Cow::Owned(format!("\"{}\"", id.replace('"', "\"\"")))
        } else {
            Cow::Borrowed(id)
        }
    }
}

/// Reads everything; `name` is what warnings call the input.
pub fn read(input: impl Read + Send, name: &str, keep: Keep) -> Result<Records, Error> {
    let mut source = Source::new(input);
    let first = source.next_block().map_err(|e| Error::io(name, e))?;
    let is_json = first
        .as_ref()
        .is_some_and(|(_, bytes)| looks_like_json_lines(name, bytes));
    let source = Mutex::new((source, first));
    let workers = rayon::broadcast(|_| {
        let mut worker = Worker::new(keep);
        loop {
            let next = {
                // The lock is poisoned only if another thread panicked, and then this run ends anyway.
                let mut shared = source.lock().unwrap_or_else(|e| e.into_inner());
                match shared.1.take() {
                    Some(first) => Ok(Some(first)),
                    None => shared.0.next_block(),
                }
            };
            match next {
                Ok(Some((place, bytes))) if is_json => worker.read_json_lines(place, &bytes),
                Ok(Some((place, bytes))) => worker.read_plain_lines(place, &bytes),
                Ok(None) => return Ok(worker),
                Err(error) => return Err(error),
            }
        }
    });
    let workers: Vec<Worker> = workers
        .into_iter()
        .collect::<std::io::Result<_>>()
        .map_err(|e| Error::io(name, e))?;
    Ok(put_together(workers, name, keep, is_json))
}

/// JSON lines by the name of the file, or else by its first line.
fn looks_like_json_lines(name: &str, start: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    if [".jsonl", ".ndjson", ".json"]
        .iter()
        .any(|extension| name.ends_with(extension))
    {
        return true;
    }
    let first_line = start
        .split(|&byte| byte == b'\n')
        .next()
        .unwrap_or_default();
    serde_json::from_slice::<Line>(first_line).is_ok_and(|line| line.text.is_some())
}

/// Cuts a stream into blocks of whole lines.
struct Source<R> {
    input: R,
    /// The beginning of a line whose end was not read yet.
    carry: Vec<u8>,
    next_place: usize,
    is_done: bool,
}

impl<R: Read> Source<R> {
    fn new(input: R) -> Self {
        Source {
            input,
            carry: Vec::new(),
            next_place: 0,
            is_done: false,
        }
    }

    /// The next block and its place in the input.
    fn next_block(&mut self) -> std::io::Result<Option<(usize, Vec<u8>)>> {
        let mut bytes = std::mem::take(&mut self.carry);
        bytes.reserve(BLOCK_BYTES);
        while !self.is_done {
            let before = bytes.len();
            let read = (&mut self.input)
                .take(BLOCK_BYTES as u64)
                .read_to_end(&mut bytes)?;
            self.is_done = read == 0;
            if let Some(end) = bytes[before..].iter().rposition(|&byte| byte == b'\n') {
                self.carry = bytes.split_off(before + end + 1);
                break;
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        self.next_place += 1;
        Ok(Some((self.next_place - 1, bytes)))
    }
}

/// One JSON line; fields that we do not know are skipped.
#[derive(serde::Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    id: Option<Scalar<'a>>,
    #[serde(borrow)]
    text: Option<Scalar<'a>>,
    #[serde(borrow)]
    outlet: Option<Scalar<'a>>,
}

/// A string or a number, as a string; borrowed where the JSON needs no unescaping.
struct Scalar<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Scalar<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ScalarVisitor;
        impl<'de> Visitor<'de> for ScalarVisitor {
            type Value = Scalar<'de>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a string or a number")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Scalar(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Scalar(Cow::Owned(text.to_owned())))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
                Ok(Scalar(Cow::Owned(number.to_string())))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Scalar(Cow::Owned(number.to_string())))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
                Ok(Scalar(Cow::Owned(number.to_string())))
            }
        }
        deserializer.deserialize_any(ScalarVisitor)
    }
}

/// One thread's share of the input.
struct Worker {
    tokenizer: Option<Tokenizer>,
    outlets: FxHashMap<Box<str>, u32>,
    parts: Vec<Part>,
}

/// What one block of the input gave. Line numbers count from the block's first line, from 0.
#[derive(Default)]
struct Part {
    place: usize,
    lines: u64,
    records: usize,
    texts: Vec<String>,
    ids: String,
    id_ends: Vec<u32>,
    /// Records without an id and the lines they stand on.
    unnamed: Vec<(u32, u64)>,
    /// The outlet of each record in the numbers of the worker.
    outlets: Vec<Option<u32>>,
    /// Line, reason, and whether the line was left out.
    complaints: Vec<(u64, String, bool)>,
}

impl Worker {
    fn new(keep: Keep) -> Self {
        Worker {
            tokenizer: match keep {
                Keep::Words(repeats) => Some(Tokenizer::new(repeats)),
                Keep::Text => None,
            },
            outlets: FxHashMap::default(),
            parts: Vec::new(),
        }
    }

    fn add_text(&mut self, text: &str, part: &mut Part) {
        part.records += 1;
        match &mut self.tokenizer {
            Some(tokenizer) => tokenizer.add(text),
            None => part.texts.push(text.to_owned()),
        }
    }

    fn begin(&mut self, place: usize) -> Part {
        if let Some(tokenizer) = &mut self.tokenizer {
            tokenizer.begin_block(place);
        }
        Part {
            place,
            ..Part::default()
        }
    }

    fn finish(&mut self, mut part: Part) {
        part.ids.shrink_to_fit();
        part.id_ends.shrink_to_fit();
        part.outlets.shrink_to_fit();
        self.parts.push(part);
    }

    fn read_plain_lines(&mut self, place: usize, bytes: &[u8]) {
        let mut part = self.begin(place);
        for line in lines(bytes) {
            let text = String::from_utf8_lossy(line);
            if matches!(text, Cow::Owned(_)) {
                part.complaints.push((
                    part.lines,
                    "not UTF-8; the bytes that are not were replaced".into(),
                    false,
                ));
            }
            self.add_text(&text, &mut part);
            part.lines += 1;
        }
        self.finish(part);
    }

    fn read_json_lines(&mut self, place: usize, bytes: &[u8]) {
        let mut part = self.begin(place);
        for line in lines(bytes) {
            let number = part.lines;
            part.lines += 1;
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match serde_json::from_slice::<Line>(line) {
                Ok(Line {
                    text: Some(text),
                    id,
                    outlet,
                }) => {
                    match id {
                        Some(id) => part.ids.push_str(&id.0),
                        None => part.unnamed.push((part.id_ends.len() as u32, number)),
                    }
                    part.id_ends.push(part.ids.len() as u32);
                    let outlet = outlet.map(|outlet| self.outlet_number(&outlet.0));
                    part.outlets.push(outlet);
                    self.add_text(&text.0, &mut part);
                }
                Ok(_) => part
                    .complaints
                    .push((number, "no field 'text'".into(), true)),
                Err(error) => {
                    part.complaints
                        .push((number, format!("not a JSON record: {error}"), true))
                }
            }
        }
        self.finish(part);
    }

    fn outlet_number(&mut self, outlet: &str) -> u32 {
        if let Some(&number) = self.outlets.get(outlet) {
            return number;
        }
        let number = self.outlets.len() as u32;
        self.outlets.insert(outlet.into(), number);
        number
    }
}

/// The lines of a block without their ends; a last line without an end counts, an empty rest does not.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes
        .split_inclusive(|&byte| byte == b'\n')
        .map(|line| line.strip_suffix(b"\n").unwrap_or(line))
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}

fn put_together(workers: Vec<Worker>, name: &str, keep: Keep, is_json: bool) -> Records {
    let mut outlet_numbers: FxHashMap<Box<str>, u32> = FxHashMap::default();
    let mut tokenizers = Vec::new();
    let mut parts = Vec::new();
    for worker in workers {
        let mut numbers = vec![0; worker.outlets.len()];
        for (outlet, local) in worker.outlets {
            let next = outlet_numbers.len() as u32;
            numbers[local as usize] = *outlet_numbers.entry(outlet).or_insert(next);
        }
        parts.extend(worker.parts.into_iter().map(|mut part| {
            for outlet in part.outlets.iter_mut().flatten() {
                *outlet = numbers[*outlet as usize];
            }
            part
        }));
        tokenizers.extend(worker.tokenizer);
    }
    parts.sort_unstable_by_key(|part| part.place);

    let mut texts = Vec::new();
    let mut ids = String::new();
    let mut id_ends = Vec::new();
    let mut outlets = Vec::new();
    let mut warnings = Vec::new();
    let mut first_line = 0;
    for part in parts {
        texts.extend(part.texts);
        let mut unnamed = part.unnamed.iter().peekable();
        let mut start = 0;
        for (record, end) in part.id_ends.into_iter().enumerate() {
            match unnamed.next_if(|(unnamed, _)| *unnamed == record as u32) {
                Some((_, line)) => ids.push_str(&(first_line + line).to_string()),
                None => ids.push_str(&part.ids[start..end as usize]),
            }
            start = end as usize;
            id_ends.push(ids.len());
        }
        outlets.extend(part.outlets);
        for (line, reason, is_skipped) in part.complaints {
            let position = Some(Position::Line(first_line + line + 1));
            warnings.push(if is_skipped {
                Warning::skipped(name, position, reason)
            } else {
                Warning::note(name, position, reason)
            });
        }
        first_line += part.lines;
    }
    if outlet_numbers.is_empty() {
        outlets = Vec::new();
    }
    Records {
        content: match keep {
            Keep::Words(_) => Content::Words(TokenLists::assemble(tokenizers)),
            Keep::Text => Content::Texts(texts),
        },
        ids: Ids {
            named: is_json.then_some((ids, id_ends)),
        },
        outlets,
        warnings,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_bytes(name: &str, bytes: &[u8]) -> Records {
        read(bytes, name, Keep::Text).expect("bytes can be read")
    }

    fn texts(records: &Records) -> &[String] {
        match &records.content {
            Content::Texts(texts) => texts,
            Content::Words(_) => &[],
        }
    }

    #[test]
    fn plain_lines_are_named_by_their_number() {
        let records = read_bytes("<stdin>", b"one\r\n\ntwo, three");
        assert_eq!(texts(&records), ["one", "", "two, three"]);
        assert_eq!(records.ids.cell(2), "2");
        assert!(records.outlets.is_empty() && records.warnings.is_empty());
    }

    #[test]
    fn json_lines_bring_ids_and_outlets_and_bad_ones_are_named() {
        let input = br#"{"id": "a,b", "text": "x \"y\"", "outlet": "o1"}
not json
{"text": "second", "outlet": null, "other": [1, {"deep": 2}]}

{"id": 7, "outlet": "o1"}
{"id": 8, "text": "third", "outlet": "o1"}"#;
        let records = read_bytes("<stdin>", input);
        assert_eq!(texts(&records), ["x \"y\"", "second", "third"]);
        let ids: Vec<_> = (0..3).map(|record| records.ids.cell(record)).collect();
        assert_eq!(ids, ["\"a,b\"", "2", "8"]);
        assert_eq!(records.outlets, [Some(0), None, Some(0)]);
        let lines: Vec<_> = records.warnings.iter().map(|w| w.position).collect();
        assert_eq!(lines, [Some(Position::Line(2)), Some(Position::Line(5))]);
    }

    #[test]
    fn many_blocks_keep_the_order_of_lines() {
        let input: String = (0..40_000)
            .map(|n| format!("line number {n} {}\n", "x".repeat(n % 150)))
            .collect();
        assert!(input.len() > 3 * BLOCK_BYTES);
        let records = read_bytes("lines.txt", input.as_bytes());
        let expected: Vec<&str> = input.lines().collect();
        assert_eq!(texts(&records), expected);
    }

    #[test]
    fn nothing_and_odd_bytes_are_no_error() {
        assert!(texts(&read_bytes("a.jsonl", b"")).is_empty());
        let records = read_bytes("a.txt", b"\xff\xfe\n\n");
        assert_eq!(texts(&records).len(), 2);
        assert!(!records.warnings[0].skipped);
    }
}
