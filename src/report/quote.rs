//! Claims as verbatim quotes: the sentence with its marks, what stands around it, where it comes from and where it leads.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::model::{Part, Quote};
use super::offsets::CharOffsets;
use super::pairs::claim_name;
use super::sources::locate;
use super::visible::{one_line, visible};
use super::words;
use crate::article::{Article, ArticleId, Corpus};
use crate::claims::{Claim, ClaimId};
use crate::pipeline::Comparison;
use crate::text::sentence::sentences;
use crate::text::span::Span;

/// Makes quotes of a fixed set of claims.
pub struct Quoter<'c> {
    corpus: &'c Corpus,
    comparison: &'c Comparison,
    articles: BTreeMap<ArticleId, Prepared<'c>>,
    bytes: BTreeMap<(ArticleId, Span), u64>,
    /// Claims that get a place in an annotated article.
    annotated: BTreeSet<ClaimId>,
    most_articles: usize,
}

/// An article that is quoted.
struct Prepared<'c> {
    offsets: CharOffsets<'c>,
    sentences: Vec<Span>,
    /// Whether its text is shown.
    shown: bool,
}

impl<'c> Quoter<'c> {
    /// Prepares the articles of `claims`; the first `most_articles` of them are shown in full.
    pub fn new(
        corpus: &'c Corpus,
        comparison: &'c Comparison,
        claims: &[ClaimId],
        most_articles: usize,
    ) -> Self {
        let mut articles: BTreeMap<ArticleId, Prepared> = BTreeMap::new();
        for &claim in claims {
            let id = comparison.claims.get(claim).article;
            let shown = articles.len() < most_articles;
            articles.entry(id).or_insert_with(|| {
                let text = &corpus.article(id).text;
                Prepared {
                    offsets: CharOffsets::new(text),
                    sentences: sentences(text),
                    shown,
                }
            });
        }
        let annotated = claims
            .iter()
            .copied()
            .filter(|claim| articles[&comparison.claims.get(*claim).article].shown)
            .collect();
        let wanted = claims.iter().map(|claim| {
            let record = comparison.claims.get(*claim);
            (record.article, record.sentence)
        });
        Quoter {
            bytes: locate(corpus, wanted),
            corpus,
            comparison,
            articles,
            annotated,
            most_articles,
        }
    }

    /// The articles whose texts are shown, in corpus order.
    pub fn articles(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.articles
            .iter()
            .filter(|(_, prepared)| prepared.shown)
            .map(|(id, _)| *id)
            .take(self.most_articles)
    }

    fn record(&self, claim: ClaimId) -> (&'c Claim, &'c Article) {
        let record = self.comparison.claims.get(claim);
        (record, self.corpus.article(record.article))
    }

    /// The sentence of a claim as it stands in the article.
    pub fn sentence(&self, claim: ClaimId) -> &'c str {
        let (record, article) = self.record(claim);
        record.sentence.of(&article.text)
    }

    /// The day on which a claim was published.
    pub fn day(&self, claim: ClaimId) -> Option<Date> {
        self.record(claim).1.published.map(|p| p.day)
    }

    /// Where links to a claim lead in the annotated articles; empty if it has no place there.
    pub fn anchor(&self, claim: ClaimId) -> String {
        if !self.annotated.contains(&claim) {
            return String::new();
        }
        let (record, article) = self.record(claim);
        let sentence = record.sentence.of(&article.text);
        format!(
            "c-{:016x}",
            claim_name(article, sentence, record.sentence.start)
        )
    }

    /// The annotated claims of an article, in order.
    pub fn annotated(&self, article: ArticleId) -> impl Iterator<Item = (ClaimId, Span)> + '_ {
        self.comparison
            .claims
            .of_article(article)
            .filter(|claim| self.annotated.contains(claim))
            .map(|claim| (claim, self.comparison.claims.get(claim).sentence))
    }

    /// An article's metadata as a quote without words.
    pub fn source(&self, article: &Article) -> Quote {
        let lang = words::language_tag(article.language);
        let text = |field: &Option<String>| field.as_deref().map(one_line).unwrap_or_default();
        Quote {
            outlet: one_line(article.outlet.as_deref().unwrap_or(&article.id)),
            date: article
                .published
                .map(|p| p.day.to_string())
                .unwrap_or_default(),
            date_words: article
                .published
                .map(|p| words::day(p.day))
                .unwrap_or_default(),
            title: text(&article.title),
            author: text(&article.author),
            url: article
                .url
                .as_deref()
                .and_then(web_address)
                .unwrap_or_default(),
            file: one_line(&article.file),
            article: one_line(&article.id),
            lang: lang.to_string(),
            dir: words::direction(lang),
            ..Quote::default()
        }
    }

    /// A claim with `mark` marked in it.
    pub fn quote(&self, claim: ClaimId, mark: Option<Span>) -> Quote {
        let (record, article) = self.record(claim);
        let sentence = record.sentence.of(&article.text);
        let (start, end) = self
            .articles
            .get(&record.article)
            .map_or((0, 0), |prepared| prepared.offsets.span(record.sentence));
        let source = self.source(article);
        Quote {
            deep_url: deep_link(&source.url, sentence),
            claim_anchor: self.anchor(claim),
            speaker: self
                .comparison
                .facts
                .get(&claim)
                .and_then(|facts| facts.speaker.as_ref())
                .map(|speaker| one_line(&speaker.name))
                .unwrap_or_default(),
            parts: parts(&article.text, record.sentence, mark),
            text: visible(sentence),
            start,
            end,
            byte: self.bytes.get(&(record.article, record.sentence)).copied(),
            ..source
        }
    }

    /// The sentences before and after a claim; empty where there are none.
    pub fn context(&self, claim: ClaimId) -> (String, String) {
        let (record, article) = self.record(claim);
        let Some(prepared) = self.articles.get(&record.article) else {
            return Default::default();
        };
        let all = &prepared.sentences;
        let at = all.partition_point(|s| s.start < record.sentence.start);
        let next = all.partition_point(|s| s.start < record.sentence.end);
        let text = |span: Option<&Span>| {
            span.map(|s| super::visible::shortened(s.of(&article.text), LONGEST_CONTEXT))
                .unwrap_or_default()
        };
        (
            text(at.checked_sub(1).and_then(|i| all.get(i))),
            text(all.get(next)),
        )
    }

    /// Words that both claims have, in the first's order and spelling.
    pub fn shared_words(&self, a: ClaimId, b: ClaimId) -> Vec<String> {
        /// More are no help.
        const MOST: usize = 10;
        let text = &self.record(a).1.text;
        let there: FxHashMap<u64, ()> = self
            .comparison
            .claims
            .terms(b)
            .iter()
            .map(|term| (term.key.0, ()))
            .collect();
        let mut seen = BTreeSet::new();
        self.comparison
            .claims
            .terms(a)
            .iter()
            .filter(|term| there.contains_key(&term.key.0))
            .map(|term| (term.key, term.span.of(text)))
            .filter(|(_, word)| !is_small(word))
            .filter(|(key, _)| seen.insert(*key))
            .map(|(_, word)| visible(word))
            .take(MOST)
            .collect()
    }
}

/// Longer context sentences are cut (characters).
const LONGEST_CONTEXT: usize = 600;

/// Words that every two English sentences share.
fn is_small(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had",
        "has", "have", "he", "her", "his", "in", "is", "it", "its", "not", "of", "on", "or",
        "said", "she", "that", "the", "their", "they", "this", "to", "was", "were", "which", "who",
        "will", "with", "would",
    ];
    SMALL.contains(&word.to_lowercase().as_str())
}

/// The sentence cut at the ends of `mark`. A mark of the whole sentence would say nothing and is dropped.
pub fn parts(text: &str, sentence: Span, mark: Option<Span>) -> Vec<Part> {
    let plain = |span: Span, mark: bool| Part {
        text: visible(span.of(text)),
        mark,
    };
    let whole = plain(sentence, false);
    let Some(mark) = mark else {
        return vec![whole];
    };
    let inside = sentence.contains(mark) && !mark.is_empty() && mark != sentence;
    let on_characters = |at: u32| text.is_char_boundary(at as usize);
    if !inside || !on_characters(mark.start) || !on_characters(mark.end) {
        return vec![whole];
    }
    let span = |start: u32, end: u32| Span { start, end };
    [
        plain(span(sentence.start, mark.start), false),
        plain(mark, true),
        plain(span(mark.end, sentence.end), false),
    ]
    .into_iter()
    .filter(|part| !part.text.is_empty())
    .collect()
}

/// An address that a browser opens as a page; anything else (scripts, files) is no link.
pub fn web_address(url: &str) -> Option<String> {
    let url = url.trim();
    let lower = url.to_ascii_lowercase();
    let web = lower.starts_with("http://") || lower.starts_with("https://");
    let clean = !url.chars().any(|c| c.is_control() || c.is_whitespace());
    (web && clean).then(|| visible(url))
}

/// The address with a text fragment (WICG scroll-to-text) of the sentence's first and last words.
fn deep_link(url: &str, sentence: &str) -> String {
    /// Words at each end that tell the sentence apart.
    const WORDS: usize = 5;
    if url.is_empty() || url.contains('#') {
        return url.to_string();
    }
    let all: Vec<&str> = sentence.split_whitespace().collect();
    let join = |words: &[&str]| encode(&words.join(" "));
    let fragment = if all.len() <= 2 * WORDS {
        join(&all)
    } else {
        format!(
            "{},{}",
            join(&all[..WORDS]),
            join(&all[all.len() - WORDS..])
        )
    };
    format!("{url}#:~:text={fragment}")
}

/// Per cent encoding of everything but letters and digits; the dash has a meaning of its own in text fragments.
fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(byte as char);
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(parts: &[Part]) -> String {
        parts
            .iter()
            .map(|p| {
                if p.mark {
                    format!("[{}]", p.text)
                } else {
                    p.text.clone()
                }
            })
            .collect()
    }

    #[test]
    fn marks_fall_on_the_clashing_words() {
        let text = "Before. Some 107 naïve people fell ill. After.";
        let sentence = Span::new(8, 40);
        for (mark, expected) in [
            (Some(Span::new(13, 16)), "Some [107] naïve people fell ill."),
            (Some(Span::new(8, 16)), "[Some 107] naïve people fell ill."),
            (Some(Span::new(36, 40)), "Some 107 naïve people fell [ill.]"),
            (Some(sentence), "Some 107 naïve people fell ill."),
            (Some(Span::new(0, 10)), "Some 107 naïve people fell ill."),
            // Between the two bytes of a character: no mark rather than a panic.
            (
                Some(Span { start: 13, end: 20 }),
                "Some 107 naïve people fell ill.",
            ),
            (None, "Some 107 naïve people fell ill."),
        ] {
            assert_eq!(shown(&parts(text, sentence, mark)), expected, "{mark:?}");
        }
    }

    #[test]
    fn only_web_addresses_become_links() {
        for (url, expected) in [
            ("https://a.example/x?y=1", Some("https://a.example/x?y=1")),
            (" HTTP://a.example ", Some("HTTP://a.example")),
            ("javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("file:///etc/passwd", None),
            ("https://a.example/\u{1}x", None),
            ("java\nscript:alert(1)", None),
        ] {
            assert_eq!(web_address(url).as_deref(), expected, "{url:?}");
        }
    }

    #[test]
    fn a_link_leads_to_the_sentence() {
        assert_eq!(
            deep_link("https://a.example/x", "Two-way “talks”, he said."),
            "https://a.example/x#:~:text=Two%2Dway%20%E2%80%9Ctalks%E2%80%9D%2C%20he%20said%2E"
        );
        assert_eq!(
            deep_link("https://a.example/", "a b c d e f g h i j k l"),
            "https://a.example/#:~:text=a%20b%20c%20d%20e,h%20i%20j%20k%20l"
        );
        assert_eq!(
            deep_link("https://a.example/#top", "a"),
            "https://a.example/#top"
        );
        assert_eq!(deep_link("", "a"), "");
    }
}
