//! The saved files behind the articles: their fingerprints, and the byte at which a quote stands in them.
//!
//! In: the corpus. Out: SHA-256 of every file as it lies on the disk, and byte offsets of quotes wherever the file holds the
//! text as it is. Packed files and files that spell text otherwise (JSON escapes, HTML entities) give no offset.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::model::InputFile;
use crate::article::{ArticleId, Corpus};
use crate::text::span::Span;

/// Fingerprints of the inputs.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// All files, sorted by path.
    pub files: Vec<InputFile>,
    /// SHA-256 of the list of all of them.
    pub all_sha256: String,
}

impl Sources {
    /// Reads every file of the corpus again. A file that is gone, or stdin, has no fingerprint.
    pub fn read(corpus: &Corpus) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for article in corpus.articles() {
            *counts.entry(&article.file).or_default() += 1;
        }
        let counts: Vec<(&str, usize)> = counts.into_iter().collect();
        let files: Vec<InputFile> = counts
            .into_par_iter()
            .map(|(path, articles)| InputFile {
                path: path.to_string(),
                sha256: fs::read(path).map(|bytes| hex(&bytes)).unwrap_or_default(),
                articles,
            })
            .collect();
        let mut list = String::new();
        for file in &files {
            list.push_str(&format!("{}  {}\n", file.sha256, file.path));
        }
        Sources {
            all_sha256: hex(list.as_bytes()),
            files,
        }
    }
}

/// SHA-256 in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a string does not fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// The first byte of each span in the file of its article, where that can be told for certain.
pub fn locate(
    corpus: &Corpus,
    wanted: impl IntoIterator<Item = (ArticleId, Span)>,
) -> BTreeMap<(ArticleId, Span), u64> {
    let mut by_file: BTreeMap<&str, Vec<(ArticleId, Span)>> = BTreeMap::new();
    for (article, span) in wanted {
        by_file
            .entry(&corpus.article(article).file)
            .or_default()
            .push((article, span));
    }
    let by_file: Vec<_> = by_file.into_iter().collect();
    by_file
        .into_par_iter()
        .flat_map_iter(|(path, spans)| {
            let file = fs::read(path)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .unwrap_or_default();
            let mut last: Option<(ArticleId, Option<usize>)> = None;
            let mut found = Vec::new();
            for (article, span) in spans {
                let text = &corpus.article(article).text;
                let base = match last {
                    Some((known, base)) if known == article => base,
                    _ => only(&file, text),
                };
                last = Some((article, base));
                let at = base
                    .map(|base| base + span.start as usize)
                    .or_else(|| only(&file, span.of(text)));
                found.extend(at.map(|at| ((article, span), at as u64)));
            }
            found
        })
        .collect()
}

/// Where `part` stands in `whole`, if it stands there exactly once.
fn only(whole: &str, part: &str) -> Option<usize> {
    if part.is_empty() {
        return None;
    }
    let first = whole.find(part)?;
    (whole.rfind(part) == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints_are_those_of_the_standard() {
        // FIPS 180-2, appendix B.1.
        assert_eq!(
            hex(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn a_place_is_told_only_when_it_is_the_only_one() {
        assert_eq!(only("Title: é\n\nbody", "body"), Some(11));
        assert_eq!(only("twice twice", "twice"), None);
        assert_eq!(only("text", "other"), None);
        assert_eq!(only("text", ""), None);
    }
}
