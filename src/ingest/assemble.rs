//! Records of all files to one corpus: dates read, ids made unique, the same text of the same outlet kept once, languages told.

use std::path::Path;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::ReadOptions;
use super::detect::{self, Format};
use super::encoding::{head, unix_line_ends};
use super::find::STDIN;
use super::record::{Parsed, Problem, ProblemKind, Record};
use crate::article::{Article, Corpus, Published};
use crate::error::{Position, Warning};
use crate::text::date::{self, DayMonthOrder};

/// What one file gave.
pub(super) struct Loaded {
    pub path: String,
    /// Whether the user named this very file.
    pub named: bool,
    pub format: Format,
    pub parsed: Parsed,
}

/// An article whose id may still change.
struct Draft {
    article: Article,
    position: Option<Position>,
    id_given: bool,
}

/// Puts the records of all files together; `files` must be in a fixed order, which then decides who keeps an id or a text.
pub(super) fn corpus(files: Vec<Loaded>, options: &ReadOptions) -> (Corpus, Vec<Warning>) {
    let mut warnings = Vec::new();
    let mut drafts = Vec::new();
    for mut file in files {
        let problems = std::mem::take(&mut file.parsed.problems);
        let read = file.parsed.records.len();
        report(&file, problems, read, &mut warnings);
        drafts.extend(file_drafts(file, options, &mut warnings));
    }
    let mut drafts = without_copies(drafts, &mut warnings);
    name(&mut drafts, &mut warnings);
    let articles = drafts.into_iter().map(|draft| draft.article).collect();
    (Corpus::new(articles), warnings)
}

/// Problems of one file as warnings. A file in which nothing is an article and nothing is broken is no article file.
fn report(file: &Loaded, problems: Vec<Problem>, read: usize, warnings: &mut Vec<Warning>) {
    /// Broken records of one file that are listed one by one; a log under the name of JSONL has millions.
    const LISTED: usize = 20;
    let no_text = |p: &Problem| p.kind == ProblemKind::NoText;
    let doubt = |p: &Problem| p.kind == ProblemKind::Doubt;
    if read == 0 && problems.iter().any(no_text) && problems.iter().all(|p| no_text(p) || doubt(p))
    {
        let first = problems
            .iter()
            .find(|p| no_text(p))
            .map_or("", |p| &p.reason);
        let count = problems.iter().filter(|p| no_text(p)).count();
        warnings.push(match (file.named, count) {
            (true, 1) => Warning::skipped(&file.path, None, first),
            (true, _) => Warning::skipped(
                &file.path,
                None,
                format!("none of its {count} records is an article: {first}"),
            ),
            (false, 1) => Warning::note(&file.path, None, format!("not read: {first}")),
            (false, _) => Warning::note(
                &file.path,
                None,
                format!("not read: none of its {count} records has an article text"),
            ),
        });
        return;
    }
    let (doubts, skips): (Vec<Problem>, Vec<Problem>) = problems.into_iter().partition(doubt);
    let unlisted = skips.len().saturating_sub(LISTED);
    for problem in skips.into_iter().take(LISTED) {
        warnings.push(Warning::skipped(
            &file.path,
            problem.position,
            problem.reason,
        ));
    }
    if unlisted > 0 {
        warnings.push(Warning::skipped(
            &file.path,
            None,
            format!("{unlisted} more records that cannot be read"),
        ));
    }
    for problem in doubts {
        warnings.push(Warning::note(&file.path, problem.position, problem.reason));
    }
}

fn file_drafts(file: Loaded, options: &ReadOptions, warnings: &mut Vec<Warning>) -> Vec<Draft> {
    let order = options
        .date_order
        .or_else(|| proven_order(&file.parsed.records));
    let one_record = file.parsed.records.len() == 1 && file.parsed.records[0].position.is_none();
    let defaults = Defaults::new(&file);
    let results: Vec<(Option<Draft>, Vec<Doubt>)> = file
        .parsed
        .records
        .into_par_iter()
        .map(|record| draft(record, &file.path, one_record, &defaults, order, options))
        .collect();
    let mut drafts = Vec::with_capacity(results.len());
    let mut doubts = Vec::new();
    for (draft, more) in results {
        drafts.extend(draft);
        doubts.extend(more);
    }
    one_note_each(&file.path, doubts, warnings);
    drafts
}

/// A doubt about one record. Those of one kind in one file become one note.
struct Doubt {
    kind: DoubtKind,
    position: Option<Position>,
    reason: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum DoubtKind {
    TooLong,
    NoDate,
    DateOrder,
    Copy,
    Id,
}

/// The first doubt of each kind stands for all of its kind; texts that were left out are skips.
fn one_note_each(path: &str, doubts: Vec<Doubt>, warnings: &mut Vec<Warning>) {
    for kind in [
        DoubtKind::TooLong,
        DoubtKind::NoDate,
        DoubtKind::DateOrder,
        DoubtKind::Copy,
        DoubtKind::Id,
    ] {
        let mut same = doubts.iter().filter(|doubt| doubt.kind == kind);
        let Some(first) = same.next() else {
            continue;
        };
        let more = same.count();
        let reason = match more {
            0 => first.reason.clone(),
            1 => format!("{} (and 1 more record of this file likewise)", first.reason),
            _ => format!(
                "{} (and {more} more records of this file likewise)",
                first.reason
            ),
        };
        warnings.push(if kind == DoubtKind::TooLong {
            Warning::skipped(path, first.position, reason)
        } else {
            Warning::note(path, first.position, reason)
        });
    }
}

/// What stands in for fields that a record does not have.
struct Defaults {
    id: String,
    /// What stands before `__` in the file name.
    named_outlet: Option<String>,
    /// The folder's name, for formats that hold one article a file.
    folder: Option<String>,
    title: Option<String>,
}

impl Defaults {
    fn new(file: &Loaded) -> Self {
        if file.path == STDIN {
            return Defaults {
                id: "stdin".into(),
                named_outlet: None,
                folder: None,
                title: None,
            };
        }
        let stem = detect::stem(&file.path).to_string();
        let folder = matches!(file.format, Format::Text | Format::Html)
            .then(|| folder_name(&file.path))
            .flatten();
        Defaults {
            named_outlet: stem
                .split_once("__")
                .map(|(outlet, _)| outlet.to_string())
                .filter(|outlet| !outlet.is_empty()),
            folder,
            title: (file.format == Format::Text).then(|| stem.clone()),
            id: stem,
        }
    }
}

/// The name of the folder that a file lies in, also when the path does not spell it.
fn folder_name(path: &str) -> Option<String> {
    let parent = Path::new(path).parent()?;
    let named = parent
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    named.or_else(|| {
        let parent = if parent.as_os_str().is_empty() {
            Path::new(".")
        } else {
            parent
        };
        let real = parent.canonicalize().ok()?;
        Some(real.file_name()?.to_string_lossy().into_owned())
    })
}

fn draft(
    record: Record,
    path: &str,
    one_record: bool,
    defaults: &Defaults,
    order: Option<DayMonthOrder>,
    options: &ReadOptions,
) -> (Option<Draft>, Vec<Doubt>) {
    let position = record.position;
    let doubt = |kind, reason| Doubt {
        kind,
        position,
        reason,
    };
    let mut doubts = Vec::new();
    if record.text.len() > options.max_text_bytes {
        let reason = format!(
            "a text of {} MB is no single article (the limit is {} MB); split it",
            record.text.len() >> 20,
            options.max_text_bytes >> 20
        );
        return (None, vec![doubt(DoubtKind::TooLong, reason)]);
    }
    let published = filled(record.date).and_then(|written| {
        match date::parse(&written, order.unwrap_or_default()) {
            None => {
                /// Bytes of a value that a message shows.
                const SHOWN: usize = 40;
                let shown = head(&written, SHOWN);
                doubts.push(doubt(
                    DoubtKind::NoDate,
                    format!(
                        "date '{shown}' not understood, the article has none; write 2018-11-25"
                    ),
                ));
                None
            }
            Some(found) => {
                if found.order_assumed && order.is_none() {
                    doubts.push(doubt(
                        DoubtKind::DateOrder,
                        format!(
                            "date '{}' read as {} (day first); --date-order mdy changes it",
                            written, found.day
                        ),
                    ));
                }
                Some(Published {
                    day: found.day,
                    time: found.time,
                })
            }
        }
    });
    let url = filled(record.url);
    let published = published.or_else(|| {
        let day = date::in_url(url.as_deref()?)?;
        Some(Published { day, time: None })
    });
    let outlet = filled(record.outlet)
        .or_else(|| defaults.named_outlet.clone())
        .or_else(|| url.as_deref().and_then(host).map(str::to_string))
        .or_else(|| defaults.folder.clone());
    let given = filled(record.id);
    let id_given = given.is_some();
    let id = given.unwrap_or_else(|| match position {
        Some(Position::Line(n) | Position::Record(n) | Position::Byte(n)) if !one_record => {
            format!("{}-{n}", defaults.id)
        }
        _ => defaults.id.clone(),
    });
    let text = unix_line_ends(record.text);
    let article = Article {
        id,
        outlet,
        title: filled(record.title).or_else(|| defaults.title.clone()),
        published,
        url,
        author: filled(record.author),
        file: path.to_string(),
        language: language(&text),
        text,
    };
    (
        Some(Draft {
            article,
            position,
            id_given,
        }),
        doubts,
    )
}

/// The value without blanks around it, if anything is left.
fn filled(value: Option<String>) -> Option<String> {
    let value = value?;
    let trimmed = value.trim();
    match trimmed.len() {
        0 => None,
        whole if whole == value.len() => Some(value),
        _ => Some(trimmed.to_string()),
    }
}

/// The order that the dates of a file prove, unless they prove both.
fn proven_order(records: &[Record]) -> Option<DayMonthOrder> {
    let mut proven = records
        .iter()
        .filter_map(|record| date::proven_order(record.date.as_deref()?));
    let first = proven.next()?;
    proven.all(|other| other == first).then_some(first)
}

/// The host of a URL without `www.`.
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map(|(_, rest)| rest)?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

/// ISO 639-3 code of the language, if the start of the text settles it.
fn language(text: &str) -> Option<&'static str> {
    /// Bytes of a text that are looked at, one after the other until one settles it: a few sentences nearly always do, and
    /// telling the language is nine tenths of the time that reading takes.
    const SAMPLES: [usize; 2] = [300, 1200];
    SAMPLES
        .iter()
        .filter_map(|sample| whatlang::detect(head(text, *sample)))
        .find(|info| info.is_reliable())
        .map(|info| info.lang().code())
}

/// Keeps the first article of those with the same text and outlet. The same text of different outlets is wire copy and stays.
fn without_copies(drafts: Vec<Draft>, warnings: &mut Vec<Warning>) -> Vec<Draft> {
    let mut first_with: FxHashMap<(&str, Option<&str>), usize> = FxHashMap::default();
    let mut copies: Vec<(usize, usize)> = Vec::new();
    for (place, draft) in drafts.iter().enumerate() {
        let key = (draft.article.text.as_str(), draft.article.outlet.as_deref());
        match first_with.get(&key) {
            Some(&first) => copies.push((place, first)),
            None => {
                first_with.insert(key, place);
            }
        }
    }
    if copies.is_empty() {
        return drafts;
    }
    let doubts = copies.iter().map(|&(place, first)| {
        let (copy, original) = (&drafts[place], &drafts[first]);
        let there = match original.position {
            Some(position) => format!("{}:{position}", original.article.file),
            None => original.article.file.clone(),
        };
        let reason = format!("the same text and outlet as {there}, read once");
        (
            copy,
            Doubt {
                kind: DoubtKind::Copy,
                position: copy.position,
                reason,
            },
        )
    });
    note_by_file(doubts.collect(), warnings);
    let dropped: FxHashSet<usize> = copies.into_iter().map(|(place, _)| place).collect();
    drafts
        .into_iter()
        .enumerate()
        .filter(|(place, _)| !dropped.contains(place))
        .map(|(_, draft)| draft)
        .collect()
}

/// One note of each kind for each file; the doubts come file by file.
fn note_by_file(doubts: Vec<(&Draft, Doubt)>, warnings: &mut Vec<Warning>) {
    let mut doubts = doubts.into_iter().peekable();
    while let Some((draft, doubt)) = doubts.next() {
        let path = &draft.article.file;
        let mut same_file = vec![doubt];
        while let Some((_, doubt)) = doubts.next_if(|(other, _)| other.article.file == *path) {
            same_file.push(doubt);
        }
        one_note_each(path, same_file, warnings);
    }
}

/// Makes the ids unique. Given ids are kept before derived ones; whoever comes later in the order of files gives way.
fn name(drafts: &mut [Draft], warnings: &mut Vec<Warning>) {
    let mut derived: FxHashMap<String, usize> = FxHashMap::default();
    for draft in drafts.iter().filter(|draft| !draft.id_given) {
        *derived.entry(draft.article.id.clone()).or_default() += 1;
    }
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut clashes: Vec<(usize, Doubt)> = Vec::new();
    for (place, draft) in drafts.iter_mut().enumerate().filter(|(_, d)| d.id_given) {
        let wanted = draft.article.id.clone();
        draft.article.id = free_id(&wanted, &mut taken);
        if draft.article.id != wanted {
            let reason = format!(
                "the id '{wanted}' is taken, this article is called '{}'",
                draft.article.id
            );
            clashes.push((
                place,
                Doubt {
                    kind: DoubtKind::Id,
                    position: draft.position,
                    reason,
                },
            ));
        }
    }
    for draft in drafts.iter_mut().filter(|draft| !draft.id_given) {
        let article = &mut draft.article;
        // Files of one name in several folders are told apart by the folder.
        if derived[&article.id] > 1
            && let Some(folder) = folder_name(&article.file)
        {
            article.id = format!("{folder}/{}", article.id);
        }
        article.id = free_id(&article.id, &mut taken);
    }
    let clashes = clashes
        .into_iter()
        .map(|(place, doubt)| (&drafts[place], doubt))
        .collect();
    note_by_file(clashes, warnings);
}

/// `wanted`, or with the first number behind it that makes it free; takes it.
fn free_id(wanted: &str, taken: &mut FxHashSet<String>) -> String {
    let mut id = wanted.to_string();
    let mut number = 2;
    while taken.contains(&id) {
        id = format!("{wanted}-{number}");
        number += 1;
    }
    taken.insert(id.clone());
    id
}
