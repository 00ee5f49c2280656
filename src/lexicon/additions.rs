//! The rows that a user adds to the shipped ones: files of the same names and the same form, read once, before anything else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::column::{fault, tidied};
use super::table::Table;
use crate::error::{Error, Position};

/// What was added, by table; closed by the first look into any table.
static ADDED: OnceLock<FxHashMap<Table, Vec<String>>> = OnceLock::new();

/// The rows that were added to a table.
pub(super) fn added(table: Table) -> &'static [String] {
    let all = ADDED.get_or_init(FxHashMap::default);
    all.get(&table).map_or(&[], Vec::as_slice)
}

/// Adds the rows of files to the lexicon of this process.
///
/// Each path is a file with the name and the form of a shipped one (see [`Table`]: `sides.tsv`, `units.tsv`, ...), or a folder that holds
/// such files; what else is in the folder is left alone, but a `.tsv` or `.txt` file of another name is taken for a slip.
/// Lines that begin with `#` and empty lines are left out; upper case is the same as lower case. A row for a word that has one
/// already, where a word can have but one (its stance, its class, its unit), takes the place of the earlier one.
///
/// The tables are read once. So call this once, before articles or sentences are read.
///
/// # Errors
/// When a path cannot be read, when a file has no known name, when a row is not of the form of its file (the message has path, line and
/// remedy), and when it is too late: a table was read, or rows were added, before. Nothing is added then.
///
/// # Examples
/// ```standalone_crate
/// use rashomon::judgement::JudgeOptions;
/// use rashomon::judgement::verdict::Relation;
/// use rashomon::lexicon;
/// use rashomon::sentence_pairs::{Sentence, explain};
///
/// let folder = std::env::temp_dir().join(format!("lexicon-{}", std::process::id()));
/// std::fs::create_dir_all(&folder)?;
/// std::fs::write(folder.join("news_oppositions.tsv"), "genuine\tdoctored\n")?;
/// lexicon::extend([&folder])?;
/// std::fs::remove_dir_all(&folder)?;
///
/// let sentence = |text: &str| Sentence { text: text.into(), ..Sentence::default() };
/// let a = sentence("The video of the strike is genuine.");
/// let b = sentence("The video of the strike is doctored.");
/// let (judged, _) = explain(&a, &b, JudgeOptions::default());
/// assert_eq!(judged.verdict.relation, Relation::Contradict);
///
/// // Too late: the tables are in use.
/// assert!(lexicon::extend(["parties.tsv"]).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn extend<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Result<(), Error> {
    let too_late = || {
        Error::setting(
            "the lexicon is in use: add all files in one call, before articles or sentences are read",
        )
    };
    if ADDED.get().is_some() {
        return Err(too_late());
    }
    let mut rows: FxHashMap<Table, Vec<String>> = FxHashMap::default();
    for path in paths {
        for (table, file) in files(path.as_ref())? {
            rows.entry(table).or_default().extend(read(table, &file)?);
        }
    }
    ADDED.set(rows).map_err(|_| too_late())
}

/// The lexicon files behind a path, sorted by name.
fn files(path: &Path) -> Result<Vec<(Table, PathBuf)>, Error> {
    let shown = path.display().to_string();
    let is_folder = fs::metadata(path)
        .map_err(|e| Error::io(&shown, e))?
        .is_dir();
    if !is_folder {
        return Ok(vec![(table_of(path)?, path.to_path_buf())]);
    }
    let entries = fs::read_dir(path).and_then(|entries| {
        let paths = entries.map(|entry| entry.map(|entry| entry.path()));
        paths.collect::<Result<Vec<PathBuf>, _>>()
    });
    let mut entries = entries.map_err(|e| Error::io(&shown, e))?;
    entries.sort();
    let is_data = |path: &PathBuf| {
        let extension = path.extension().unwrap_or_default();
        ["tsv", "txt"]
            .iter()
            .any(|e| extension.eq_ignore_ascii_case(e))
            && path.is_file()
    };
    let found = entries.into_iter().filter(is_data);
    let found: Result<Vec<_>, Error> = found.map(|path| Ok((table_of(&path)?, path))).collect();
    match found {
        Ok(found) if found.is_empty() => Err(Error::format(
            shown,
            None,
            format!("no lexicon file is in this folder; {}", known_names()),
        )),
        found => found,
    }
}

fn table_of(path: &Path) -> Result<Table, Error> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Table::named(&name).ok_or_else(|| {
        let reason = format!(
            "no lexicon file that can be added to has this name; {}",
            known_names()
        );
        Error::format(path.display().to_string(), None, reason)
    })
}

fn known_names() -> String {
    let names: Vec<&str> = Table::ALL.iter().map(|table| table.name()).collect();
    format!("the names are {}", names.join(", "))
}

/// The rows of one file, tidied and found to be in order.
fn read(table: Table, path: &Path) -> Result<Vec<String>, Error> {
    let shown = path.display().to_string();
    let bytes = fs::read(path).map_err(|e| Error::io(&shown, e))?;
    let text = str::from_utf8(&bytes).map_err(|e| {
        let before = bytes[..e.valid_up_to()].iter();
        let line = before.filter(|&&byte| byte == b'\n').count() as u64 + 1;
        let reason = "this is not UTF-8; save the file as UTF-8";
        Error::format(&shown, Some(Position::Line(line)), reason)
    })?;
    // Some editors put a mark of the byte order in front.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rows: Vec<(u64, String)> = (1..)
        .zip(text.lines())
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
        .map(|(number, line)| (number, tidied(table, line)))
        .collect();
    let first = |(_, row): &(u64, String)| row.split('\t').next().unwrap_or_default().to_string();
    let own_units: BTreeSet<String> = rows.iter().map(first).collect();
    let checked = rows.into_iter().map(|(number, row)| {
        let Some(fault) = fault(table, &row, &own_units) else {
            return Ok(row);
        };
        let name = table.name();
        let reason = format!("{fault} ('rashomon lexicon {name}' shows the form)");
        Err(Error::format(&shown, Some(Position::Line(number)), reason))
    });
    checked.collect()
}
