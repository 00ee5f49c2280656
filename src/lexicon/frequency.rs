//! How common a word is in news: document frequencies counted over 37,554 US news articles.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// In how many of the counted news articles each word occurs; words in fewer than eight are left out.
pub struct DocumentFrequency {
    documents: u32,
    words: FxHashMap<&'static str, u32>,
}

/// A word that the table lacks occurs in at most this many of its documents.
const UNLISTED: u32 = 4;

impl DocumentFrequency {
    /// The number of documents counted.
    pub fn documents(&self) -> u32 {
        self.documents
    }

    /// In how many documents the lower-cased `word` occurs.
    pub fn of(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(UNLISTED)
    }
}

/// The table that ships with the library, read once.
pub fn news() -> &'static DocumentFrequency {
    static TABLE: OnceLock<DocumentFrequency> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = DocumentFrequency {
            documents: 0,
            words: FxHashMap::default(),
        };
        for line in include_str!("news_document_frequency.tsv").lines() {
            let Some((word, count)) = line.split_once('\t') else {
                continue;
            };
            let count = count.parse().unwrap_or(UNLISTED);
            if word == "# documents" {
                table.documents = count;
            } else {
                table.words.insert(word, count);
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_in_nearly_all_documents_and_unknown_ones_in_few() {
        let table = news();
        assert_eq!(table.documents(), 37_554);
        assert!(table.of("the") > 37_000);
        assert!(table.of("chlorine") < 300);
        assert_eq!(table.of("qwxyz"), UNLISTED);
    }
}
