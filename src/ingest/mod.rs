//! Bytes to articles: files, folders, globs and stdin in; a [`Corpus`] and what was skipped or doubtful out.
//!
//! [`read`] finds the files, reads them on all cores and puts the articles together in an order that depends neither on the
//! order of the inputs nor on the number of threads. Each format has its file: a plain function from text to records.
//! A broken file or record is a [`Warning`]; the rest is read.

mod assemble;
mod csv;
mod detect;
mod encoding;
mod fields;
mod find;
#[cfg(feature = "html")]
mod html;
mod json;
#[cfg(feature = "html")]
mod json_ld;
#[cfg(any(feature = "feeds", feature = "html"))]
mod markup;
mod record;
#[cfg(feature = "feeds")]
mod rss;
mod txt;
mod unpack;
#[cfg(feature = "warc")]
mod warc;

use std::fs::File;
use std::io::Read;
#[cfg(feature = "warc")]
use std::io::{BufRead, BufReader};

use rayon::prelude::*;

pub use self::fields::{Field, FieldNames};

use self::assemble::Loaded;
use self::detect::Format;
use self::find::Source;
use self::record::{Parsed, Problem};
use crate::article::Corpus;
use crate::error::{Error, Warning};
use crate::text::date::DayMonthOrder;

/// How inputs are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// Which keys and columns hold which field.
    pub fields: FieldNames,
    /// How "04/05/2018" is read. `None`: as the other dates of the same file prove, else day first, with a note.
    pub date_order: Option<DayMonthOrder>,
    /// Files that are larger, or unpack to more, are skipped; in bytes.
    pub max_file_bytes: u64,
    /// Articles with a longer text are skipped; in bytes.
    pub max_text_bytes: usize,
}

impl Default for ReadOptions {
    /// Known field names only; 2 GiB a file, which a machine that runs this can hold; 10 MiB a text, several times "War and Peace".
    fn default() -> Self {
        ReadOptions {
            fields: FieldNames::default(),
            date_order: None,
            max_file_bytes: 2 << 30,
            max_text_bytes: 10 << 20,
        }
    }
}

/// Reads the articles of all `inputs`: paths of files or folders, globs, or `-` for stdin.
///
/// The warnings are sorted by path and position. The corpus is empty when nothing could be read; the warnings then say why.
///
/// # Errors
/// When there are no inputs, or one of them is no valid glob. Unreadable files are warnings.
pub fn read(inputs: &[String], options: &ReadOptions) -> Result<(Corpus, Vec<Warning>), Error> {
    if inputs.is_empty() {
        return Err(Error::setting(
            "no input: name a file, a folder, a glob, or - for stdin",
        ));
    }
    let (sources, mut warnings) = find::sources(inputs)?;
    let loaded: Vec<Loaded> = sources
        .into_par_iter()
        .map(|source| load(source, options))
        .collect();
    let (corpus, more) = assemble::corpus(loaded, options);
    warnings.extend(more);
    warnings.sort();
    warnings.dedup();
    Ok((corpus, warnings))
}

/// Reads the articles of one file that the caller has at hand; `name` stands for its path and promises its format.
///
/// ```
/// use rashomon::ingest::{ReadOptions, read_bytes};
/// let csv = b"outlet,date,text\nPost,25 November 2018,Nobody was hurt.\n";
/// let (corpus, warnings) = read_bytes("news.csv", csv.to_vec(), &ReadOptions::default());
/// assert_eq!(corpus.articles()[0].outlet.as_deref(), Some("Post"));
/// assert!(warnings.is_empty());
/// ```
pub fn read_bytes(name: &str, bytes: Vec<u8>, options: &ReadOptions) -> (Corpus, Vec<Warning>) {
    let loaded = load_bytes(name.to_string(), true, Ok(bytes), options);
    let (corpus, mut warnings) = assemble::corpus(vec![loaded], options);
    warnings.sort();
    (corpus, warnings)
}

fn load(source: Source, options: &ReadOptions) -> Loaded {
    #[cfg(feature = "warc")]
    if let (Some(file), Some(Format::Warc)) = (&source.file, detect::by_name(&source.path)) {
        return Loaded {
            parsed: archive_file(file, options.max_file_bytes),
            path: source.path,
            named: source.named,
            format: Format::Warc,
        };
    }
    let bytes = bytes(&source, options.max_file_bytes);
    load_bytes(source.path, source.named, bytes, options)
}

fn load_bytes(
    path: String,
    named: bool,
    bytes: Result<Vec<u8>, String>,
    options: &ReadOptions,
) -> Loaded {
    let mut format = detect::by_name(&path);
    let parsed = match bytes.and_then(|bytes| unpack::unpack(bytes, options.max_file_bytes)) {
        Ok(bytes) => parse(bytes, &mut format, options),
        Err(reason) => Problem::broken(None, reason).into(),
    };
    Loaded {
        path,
        named,
        format: format.unwrap_or(Format::Text),
        parsed,
    }
}

/// All bytes of a source, or why not.
fn bytes(source: &Source, limit: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = match &source.file {
        None => std::io::stdin()
            .lock()
            .take(limit + 1)
            .read_to_end(&mut bytes),
        Some(path) => File::open(path).and_then(|file| {
            if let Ok(metadata) = file.metadata() {
                bytes.reserve_exact(metadata.len().min(limit) as usize);
            }
            file.take(limit + 1).read_to_end(&mut bytes)
        }),
    };
    read.map_err(|e| e.to_string())?;
    if bytes.len() as u64 > limit {
        return Err(format!(
            "larger than the limit of {} MB; split it",
            limit >> 20
        ));
    }
    Ok(bytes)
}

/// Records of a file's bytes. Sets `format` where the file's name did not.
fn parse(bytes: Vec<u8>, format: &mut Option<Format>, options: &ReadOptions) -> Parsed {
    if bytes.is_empty() {
        return Problem::broken(None, "the file is empty").into();
    }
    if *format == Some(Format::Warc) || bytes.starts_with(b"WARC/1.") {
        *format = Some(Format::Warc);
        return archive(&bytes, options.max_file_bytes);
    }
    if let Some(what) = detect::binary(&bytes) {
        return Problem::broken(None, format!("{what}, not text")).into();
    }
    let declared = match *format {
        Some(Format::Html | Format::Feed) | None => encoding::declared_in_page(&bytes),
        _ => None,
    };
    let decoded = encoding::decode(bytes, declared.as_deref());
    let text = decoded.text;
    let names = &options.fields;
    let mut parsed = match *format.get_or_insert_with(|| detect::by_content(&text, names)) {
        Format::Text => txt::parse(&text, names),
        Format::Json => json::parse(&text, names),
        Format::JsonLines => json::parse_lines(&text, names),
        Format::Csv => csv::parse(&text, csv::delimiter(&text), names),
        Format::Tsv => csv::parse(&text, b'\t', names),
        Format::Html => page(&text),
        Format::Feed => feed(&text),
        Format::Warc => archive(text.as_bytes(), options.max_file_bytes),
    };
    if let Some(doubt) = decoded.doubt {
        parsed.problems.push(Problem::doubt(None, doubt));
    }
    parsed
}

#[cfg(feature = "html")]
fn page(text: &str) -> Parsed {
    std::iter::once(html::parse(text, None)).collect()
}

#[cfg(feature = "feeds")]
fn feed(text: &str) -> Parsed {
    // Pages are found under the name of XML, too.
    #[cfg(feature = "html")]
    if detect::by_content(text, &FieldNames::default()) == Format::Html {
        return page(text);
    }
    rss::parse(text)
}

#[cfg(feature = "warc")]
fn archive(bytes: &[u8], limit: u64) -> Parsed {
    warc::parse(bytes, warc::CHUNK, limit)
}

/// Archives in files may be larger than memory and are read piece by piece.
#[cfg(feature = "warc")]
fn archive_file(path: &std::path::Path, limit: u64) -> Parsed {
    let open = || {
        let mut file =
            BufReader::with_capacity(1 << 16, File::open(path).map_err(|e| e.to_string())?);
        if file.fill_buf().map_err(|e| e.to_string())?.is_empty() {
            return Err("the file is empty".to_string());
        }
        unpack::stream(file)
    };
    match open() {
        Ok(reader) => warc::parse(reader, warc::CHUNK, limit),
        Err(reason) => Problem::broken(None, reason).into(),
    }
}

#[cfg(not(feature = "html"))]
fn page(_: &str) -> Parsed {
    left_out("html")
}

#[cfg(not(feature = "feeds"))]
fn feed(_: &str) -> Parsed {
    left_out("feeds")
}

#[cfg(not(feature = "warc"))]
fn archive(_: &[u8], _: u64) -> Parsed {
    left_out("warc")
}

/// What a build without the feature says of its files.
#[cfg(not(all(feature = "html", feature = "feeds", feature = "warc")))]
fn left_out(feature: &str) -> Parsed {
    Problem::broken(
        None,
        format!("this build of rashomon has no feature '{feature}'"),
    )
    .into()
}
