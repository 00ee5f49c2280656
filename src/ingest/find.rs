//! Inputs as typed (files, folders, globs, `-`) to the list of files to read, sorted, each file once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::detect::{self, Format};
use crate::error::{Error, Warning};

/// How stdin is called in rows and messages.
pub(super) const STDIN: &str = "<stdin>";

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// The path as found, for rows and messages.
    pub path: String,
    /// What to open; `None` is stdin.
    pub file: Option<PathBuf>,
    /// Whether the user named this very file. A file that was met in a folder or by a glob may be something else than articles.
    pub named: bool,
}

/// The files behind `inputs`, sorted by path.
///
/// # Errors
/// When an input is no valid glob.
pub(super) fn sources(inputs: &[String]) -> Result<(Vec<Source>, Vec<Warning>), Error> {
    let mut found = Vec::new();
    let mut warnings = Vec::new();
    for input in inputs {
        let path = Path::new(input);
        if input == "-" {
            found.push(Source {
                path: STDIN.into(),
                file: None,
                named: true,
            });
        } else if path.exists() {
            add(path, true, &mut found, &mut warnings);
        } else if input.contains(['*', '?', '[']) {
            let before = found.len();
            let matches = glob::glob(input)
                .map_err(|e| Error::setting(format!("'{input}' is no valid glob: {}", e.msg)))?;
            for matched in matches {
                match matched {
                    Ok(path) => add(&path, false, &mut found, &mut warnings),
                    Err(error) => warnings.push(Warning::skipped(
                        error.path().to_string_lossy(),
                        None,
                        error.error().to_string(),
                    )),
                }
            }
            if found.len() == before {
                warnings.push(Warning::skipped(
                    input,
                    None,
                    "no article file matches this glob",
                ));
            }
        } else {
            let reason = match fs::metadata(path) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => error.to_string(),
                _ => "no such file or folder".into(),
            };
            warnings.push(Warning::skipped(input, None, reason));
        }
    }
    Ok((each_once(found, &mut warnings), warnings))
}

fn add(path: &Path, named: bool, found: &mut Vec<Source>, warnings: &mut Vec<Warning>) {
    if path.is_dir() {
        let before = (found.len(), warnings.len());
        let mut visited = FxHashSet::default();
        walk(path, &mut visited, found, warnings);
        if (found.len(), warnings.len()) == before {
            warnings.push(Warning::skipped(
                path.to_string_lossy(),
                None,
                "no article files in this folder (txt, md, json, jsonl, csv, tsv, html, rss, atom, xml, warc, also with .gz or .zst)",
            ));
        }
    } else if named || belongs(path) {
        found.push(Source {
            path: path.to_string_lossy().into_owned(),
            file: Some(path.to_path_buf()),
            named,
        });
    }
}

fn walk(
    folder: &Path,
    visited: &mut FxHashSet<PathBuf>,
    found: &mut Vec<Source>,
    warnings: &mut Vec<Warning>,
) {
    // A link may lead back to a folder above.
    if !visited.insert(fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf())) {
        return;
    }
    let mut paths: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
        Err(error) => {
            warnings.push(Warning::skipped(
                folder.to_string_lossy(),
                None,
                error.to_string(),
            ));
            return;
        }
    };
    paths.sort();
    for path in paths {
        if is_hidden(&path) {
            continue;
        }
        if path.is_dir() {
            walk(&path, visited, found, warnings);
        } else if belongs(&path) {
            found.push(Source {
                path: path.to_string_lossy().into_owned(),
                file: Some(path),
                named: false,
            });
        }
    }
}

/// Whether a file that nobody named is worth opening: its name promises articles and is not one of those that explain a folder.
fn belongs(path: &Path) -> bool {
    const ABOUT_THE_FOLDER: [&str; 8] = [
        "readme",
        "license",
        "licence",
        "copying",
        "notice",
        "changelog",
        "contributing",
        "authors",
    ];
    let name = path.to_string_lossy();
    let about = || {
        let stem = detect::stem(&name).to_lowercase();
        // "LICENSE-MIT.txt", "README.de.md".
        let word = stem.split(['.', '-', '_']).next().unwrap_or_default();
        ABOUT_THE_FOLDER.contains(&word)
    };
    match detect::by_name(&name) {
        _ if is_hidden(path) => false,
        None => false,
        Some(Format::Text) => !about(),
        Some(_) => true,
    }
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// Sorts by path and keeps each file once, under its first path.
fn each_once(mut found: Vec<Source>, warnings: &mut Vec<Warning>) -> Vec<Source> {
    /// Files given twice that are named one by one; somebody may give a large folder twice.
    const LISTED: usize = 3;
    // Of equal paths the named one comes first, so that being named wins.
    found.sort_by(|a, b| (&a.path, !a.named).cmp(&(&b.path, !b.named)));
    let mut places: BTreeMap<Option<PathBuf>, usize> = BTreeMap::new();
    let mut kept: Vec<Source> = Vec::with_capacity(found.len());
    let mut repeated = 0;
    for source in found {
        let real = source
            .file
            .as_ref()
            .map(|file| fs::canonicalize(file).unwrap_or_else(|_| file.clone()));
        match places.get(&real) {
            None => {
                places.insert(real, kept.len());
                kept.push(source);
            }
            Some(&place) => {
                let first = &mut kept[place];
                first.named |= source.named;
                let reason = if first.path == source.path {
                    "given twice, read once".to_string()
                } else {
                    format!("the same file as {}, read once", first.path)
                };
                repeated += 1;
                if repeated <= LISTED {
                    warnings.push(Warning::note(source.path, None, reason));
                }
            }
        }
    }
    if repeated > LISTED {
        let first = kept.first().map_or(STDIN, |source| &source.path);
        let reason = format!(
            "{} more files were given more than once, each read once",
            repeated - LISTED
        );
        warnings.push(Warning::note(first, None, reason));
    }
    kept
}
