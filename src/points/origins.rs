//! Copies: which articles print one text, and whose text it probably is.
//!
//! In: the words of all claims. Out: [`Origins`]: for each two articles of different outlets the runs of words that they share, and the
//! likely source, the one that the other credits or else the earlier one. Exact: every shared run of [`LEAST_RUN`] words is found, by
//! a join over hashes of five words; its naive twin is in the tests. Words that several articles of one outlet share (its
//! boilerplate) and words inside quotations (a speech that two reporters heard) prove no copy.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::{Article, ArticleId, Corpus};
use crate::claims::quotation::quotations;
use crate::claims::{ClaimId, Claims};
use crate::events::Link;
use crate::text::span::Span;

/// Words of one fingerprint. Five words in a row are rarely shared by chance (MOSS and the Viper plagiarism tools use 4 to 6).
const GRAM: usize = 5;

/// Shared words in a row that make two articles one text (words). On the made-up corpora independent articles share runs of at most
/// 6 words outside quotations, copies 11 and more; the middle was taken.
pub const LEAST_RUN: usize = 9;

/// An outlet that prints a run of words in this many articles has it in its boilerplate.
const BOILERPLATE_ARTICLES: usize = 3;

/// What two articles share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reuse {
    /// The longest run of shared words outside quotations (words).
    pub longest: usize,
    /// All words in shared runs (words).
    pub shared: usize,
    /// Which of the two is the likely source; none if neither credits nor precedes the other.
    pub source: Option<ArticleId>,
}

/// The origin graph of a corpus.
#[derive(Debug, Default)]
pub struct Origins {
    reuse: BTreeMap<(ArticleId, ArticleId), Reuse>,
    credits: Vec<Option<String>>,
}

impl Origins {
    /// Finds all reuse between linked articles of different outlets. `O(n log n)` in the words, plus the meetings of equal
    /// fingerprints.
    pub fn new(corpus: &Corpus, claims: &Claims, links: &[Link]) -> Self {
        let mut partners: Vec<Vec<u32>> = vec![Vec::new(); corpus.len()];
        for link in links {
            let (a, b) = (link.a.min(link.b), link.a.max(link.b));
            if a != b && (outlet(corpus, a) != outlet(corpus, b) || outlet(corpus, a).is_none()) {
                partners[a.index()].push(b.0);
            }
        }
        for list in &mut partners {
            list.sort_unstable();
            list.dedup();
        }
        let texts: Vec<Vec<Word>> = (0..corpus.len() as u32)
            .into_par_iter()
            .map(|id| words_of(corpus.article(ArticleId(id)), ArticleId(id), claims))
            .collect();
        let (runs, boilerplate) = shared_text(&texts, &partners, &outlet_numbers(corpus));
        let mut reuse: BTreeMap<(ArticleId, ArticleId), Reuse> = BTreeMap::new();
        for run in runs {
            let words = &texts[run.a.index()][run.at_a..run.at_a + run.words];
            let plain = longest_plain(words, &boilerplate);
            if plain < LEAST_RUN {
                continue;
            }
            let entry = reuse.entry((run.a, run.b)).or_insert(Reuse {
                longest: 0,
                shared: 0,
                source: None,
            });
            entry.longest = entry.longest.max(plain);
            entry.shared += run.words;
        }
        for (&(a, b), entry) in &mut reuse {
            entry.source = source(corpus, a, b);
        }
        let agencies = agencies(corpus);
        let credits = corpus
            .articles()
            .iter()
            .map(|article| credited(article, &agencies))
            .collect();
        Origins { reuse, credits }
    }

    /// What two articles share; none if they are no copies of each other.
    pub fn reuse(&self, a: ArticleId, b: ArticleId) -> Option<&Reuse> {
        self.reuse.get(&(a.min(b), a.max(b)))
    }

    /// All pairs of articles that share text, in order.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleId, ArticleId, &Reuse)> {
        self.reuse.iter().map(|(&(a, b), reuse)| (a, b, reuse))
    }

    /// The agency or outlet that an article credits in its dateline or copy line; none if it credits nobody.
    pub fn credit(&self, article: ArticleId) -> Option<&str> {
        self.credits.get(article.index())?.as_deref()
    }

    /// Whether two claims stem from one text: nearly the same words, or alike in articles that share long runs.
    pub fn copied(&self, corpus: &Corpus, claims: &Claims, x: ClaimId, y: ClaimId) -> bool {
        /// Share of three-word runs, outside quotations, that independent sentences do not reach.
        const SAME: f64 = 0.4;
        /// The same inside articles that are known to share text.
        const EDITED: f64 = 0.25;
        /// Words in a row that go with [`SAME`].
        const SAME_RUN: usize = 7;
        /// Words in a row that go with [`EDITED`].
        const EDITED_RUN: usize = 4;
        let sentence = |claim: ClaimId| {
            let record = claims.get(claim);
            record.sentence.of(&corpus.article(record.article).text)
        };
        let (a, b) = (claims.get(x).article, claims.get(y).article);
        if a == b {
            return false;
        }
        let (first, second) = (sentence(x), sentence(y));
        let plain = Likeness::of(&without_quotations(first), &without_quotations(second));
        if plain.share >= SAME && plain.longest >= SAME_RUN {
            return true;
        }
        let all = Likeness::of(first, second);
        self.reuse(a, b).is_some() && all.share >= EDITED && all.longest >= EDITED_RUN
    }

    /// Who wrote an article's text first, as far as can be told: the outlet at the top of its sources, or the agency that it credits.
    pub fn origin(&self, corpus: &Corpus, article: ArticleId) -> String {
        let mut at = article;
        // Each step goes to a source; a circle cannot be longer than the corpus.
        for _ in 0..self.credits.len() {
            let above = self
                .reuse
                .iter()
                .filter(|((a, b), _)| *a == at || *b == at)
                .filter_map(|(_, reuse)| reuse.source)
                .find(|&source| source != at);
            match above {
                Some(source) => at = source,
                None => break,
            }
        }
        if at == article
            && let Some(credit) = self.credit(article)
        {
            return credit.to_string();
        }
        let top = corpus.article(at);
        top.outlet.clone().unwrap_or_else(|| top.id.clone())
    }

    /// Groups claims by independent origin: two that are copied, or whose articles' texts go back to one source, share a group. The
    /// group numbers count from 0 in order of the claims.
    pub fn groups(&self, corpus: &Corpus, claims: &Claims, of: &[ClaimId]) -> Vec<usize> {
        let mut group: Vec<usize> = (0..of.len()).collect();
        for i in 0..of.len() {
            for j in 0..i {
                let (a, b) = (claims.get(of[i]).article, claims.get(of[j]).article);
                let one = a == b
                    || outlet(corpus, a) == outlet(corpus, b) && corpus.article(a).outlet.is_some()
                    || self.copied(corpus, claims, of[i], of[j]);
                if one && group[i] != group[j] {
                    let (keep, drop) = (group[i].min(group[j]), group[i].max(group[j]));
                    for g in &mut group {
                        if *g == drop {
                            *g = keep;
                        }
                    }
                }
            }
        }
        let mut numbers: Vec<usize> = group.clone();
        numbers.sort_unstable();
        numbers.dedup();
        group
            .into_iter()
            .map(|g| numbers.partition_point(|&n| n < g))
            .collect()
    }
}

fn outlet(corpus: &Corpus, article: ArticleId) -> Option<&str> {
    corpus.article(article).outlet.as_deref()
}

/// A word of an article's claims: a hash of its lower-cased letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Word {
    hash: u64,
    quoted: bool,
}

fn words_of(article: &Article, id: ArticleId, claims: &Claims) -> Vec<Word> {
    let quotations = quotations(&article.text);
    let mut found = Vec::new();
    for claim in claims.of_article(id) {
        let sentence = claims.get(claim).sentence;
        for (start, word) in split_words(sentence.of(&article.text)) {
            let at = sentence.start as usize + start;
            let span = Span::new(at, at + word.len());
            let next = quotations.partition_point(|q| q.span.start <= span.start);
            let quoted = next > 0 && quotations[next - 1].span.contains(span);
            found.push(Word {
                hash: hash_word(word),
                quoted,
            });
        }
    }
    found
}

/// Runs of letters and digits with their offsets.
fn split_words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// FNV-1a over the lower-cased characters: the same on every machine.
fn hash_word(word: &str) -> u64 {
    word.chars()
        .flat_map(char::to_lowercase)
        .fold(0xcbf2_9ce4_8422_2325, |hash, c| {
            (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0000_0100_0000_01b3)
        })
}

fn hash_gram(words: &[Word]) -> u64 {
    words.iter().fold(0x9e37_79b9_7f4a_7c15, |hash, word| {
        (hash ^ word.hash)
            .wrapping_mul(0xff51_afd7_ed55_8ccd)
            .rotate_left(23)
    })
}

/// A run of words that two texts share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    a: ArticleId,
    b: ArticleId,
    at_a: usize,
    at_b: usize,
    words: usize,
}

/// A number for the outlet of each article; none where it is not known.
fn outlet_numbers(corpus: &Corpus) -> Vec<Option<u32>> {
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    corpus
        .iter()
        .map(|(_, article)| {
            let next = numbers.len() as u32;
            let name = article.outlet.as_deref()?;
            Some(*numbers.entry(name).or_insert(next))
        })
        .collect()
}

/// The grams are looked at in this many parts, by their hashes, so that not all of them lie in memory at once.
const PARTS: u64 = 16;

/// All maximal shared runs of at least [`GRAM`] words of each article and its `partners` (articles of higher ids, ascending), and the
/// hashes of the grams that one outlet prints again and again.
fn shared_text(
    texts: &[Vec<Word>],
    partners: &[Vec<u32>],
    outlets: &[Option<u32>],
) -> (Vec<Run>, FxHashSet<u64>) {
    // Article pair and diagonal, so that neighbours on a diagonal are one run.
    let mut hits: Vec<(u32, u32, i64, u32)> = Vec::new();
    let mut boilerplate: FxHashSet<u64> = FxHashSet::default();
    for part in 0..PARTS {
        let mut grams: Vec<(u64, u32, u32)> = texts
            .par_iter()
            .enumerate()
            .flat_map_iter(|(article, words)| {
                words
                    .windows(GRAM)
                    .enumerate()
                    .map(move |(at, gram)| (hash_gram(gram), article as u32, at as u32))
                    .filter(move |(hash, ..)| hash % PARTS == part)
            })
            .collect();
        grams.par_sort_unstable();
        for same in grams.chunk_by(|x, y| x.0 == y.0).filter(|s| s.len() > 1) {
            meet(same, partners, &mut hits);
            if is_boilerplate(same, outlets) {
                boilerplate.insert(same[0].0);
            }
        }
    }
    hits.par_sort_unstable();
    let runs = hits
        .chunk_by(|x, y| (x.0, x.1, x.2, x.3 + 1) == *y)
        .map(|run| {
            let (a, b, diagonal, at_a) = run[0];
            Run {
                a: ArticleId(a),
                b: ArticleId(b),
                at_a: at_a as usize,
                at_b: (i64::from(at_a) + diagonal) as usize,
                words: run.len() + GRAM - 1,
            }
        })
        .collect();
    (runs, boilerplate)
}

/// The meetings of one gram: each place of it with the places in the article's partners. A phrase of the language stands in thousands
/// of articles; only the few partners of each are looked up.
fn meet(same: &[(u64, u32, u32)], partners: &[Vec<u32>], hits: &mut Vec<(u32, u32, i64, u32)>) {
    for (i, &(_, a, at_a)) in same.iter().enumerate() {
        let later = &same[i + 1..];
        for &b in &partners[a as usize] {
            let from = later.partition_point(|(_, article, _)| *article < b);
            for &(_, _, at_b) in later[from..].iter().take_while(|gram| gram.1 == b) {
                hits.push((a, b, i64::from(at_b) - i64::from(at_a), at_a));
            }
        }
    }
}

/// Whether one outlet has this gram in many articles. The places are in order of the articles.
fn is_boilerplate(same: &[(u64, u32, u32)], outlets: &[Option<u32>]) -> bool {
    if same.len() < BOILERPLATE_ARTICLES {
        return false;
    }
    let mut printed: Vec<u32> = same
        .chunk_by(|x, y| x.1 == y.1)
        .filter_map(|in_article| outlets[in_article[0].1 as usize])
        .collect();
    printed.sort_unstable();
    printed
        .chunk_by(|x, y| x == y)
        .any(|articles| articles.len() >= BOILERPLATE_ARTICLES)
}

/// The longest stretch of a run outside quotations and boilerplate.
fn longest_plain(words: &[Word], boilerplate: &FxHashSet<u64>) -> usize {
    let mut stale = vec![false; words.len()];
    for (at, gram) in words.windows(GRAM).enumerate() {
        if boilerplate.contains(&hash_gram(gram)) {
            stale[at..at + GRAM].fill(true);
        }
    }
    let mut longest = 0;
    let mut now = 0;
    for (word, stale) in words.iter().zip(stale) {
        now = if word.quoted || stale { 0 } else { now + 1 };
        longest = longest.max(now);
    }
    longest
}

/// Who of two articles with shared text has it from whom.
fn source(corpus: &Corpus, a: ArticleId, b: ArticleId) -> Option<ArticleId> {
    let (first, second) = (corpus.article(a), corpus.article(b));
    let names = |by: &Article, of: &Article| {
        of.outlet
            .as_deref()
            .is_some_and(|outlet| names_outlet(&by.text, outlet))
    };
    match (names(second, first), names(first, second)) {
        (true, false) => return Some(a),
        (false, true) => return Some(b),
        _ => {}
    }
    let (x, y) = (first.published?, second.published?);
    match (x.day.cmp(&y.day), x.time.zip(y.time)) {
        (std::cmp::Ordering::Less, _) => Some(a),
        (std::cmp::Ordering::Greater, _) => Some(b),
        (_, Some((s, t))) if s < t => Some(a),
        (_, Some((s, t))) if s > t => Some(b),
        _ => None,
    }
}

/// Whether a text names an outlet: in full, without "The", or by its initials in brackets.
fn names_outlet(text: &str, outlet: &str) -> bool {
    let short = outlet.strip_prefix("The ").unwrap_or(outlet);
    if short.contains(' ') && text.contains(short) {
        return true;
    }
    let initials: String = short
        .split_whitespace()
        .filter_map(|w| w.chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    (initials.len() >= 3 && text.contains(&format!("({initials})")))
        || text.contains(&format!("({short})"))
}

/// Names that stand as the credit of some dateline, "(AP)", and the outlets of the corpus.
fn agencies(corpus: &Corpus) -> Vec<String> {
    let mut found: Vec<String> = corpus
        .articles()
        .iter()
        .filter_map(|article| article.outlet.clone())
        .chain(
            [
                "AP",
                "AFP",
                "Reuters",
                "dpa",
                "UPI",
                "Xinhua",
                "TASS",
                "Associated Press",
            ]
            .map(String::from),
        )
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The agency in a dateline or credit line: "ALEPPO, Nov 25 (AP) -", "Reuters contributed to this report".
fn credited(article: &Article, agencies: &[String]) -> Option<String> {
    /// A dateline is over by here (bytes).
    const DATELINE: usize = 160;
    let mut end = article.text.len().min(DATELINE);
    while !article.text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &article.text[..end];
    agencies
        .iter()
        .find(|name| {
            article.outlet.as_ref() != Some(name)
                && (head.contains(&format!("({name})"))
                    || head.contains(&format!("{name} -"))
                    || head.contains(&format!("{name} —"))
                    || article
                        .text
                        .contains(&format!("{name} contributed to this report"))
                    || article
                        .author
                        .as_deref()
                        .is_some_and(|author| author == name.as_str()))
        })
        .cloned()
}

/// How much of two sentences is the same.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Likeness {
    /// Share of the runs of three words of the shorter one that the other has, in [0, 1].
    share: f64,
    /// The longest shared run (words).
    longest: usize,
}

impl Likeness {
    fn of(first: &str, second: &str) -> Likeness {
        let words =
            |text: &str| -> Vec<u64> { split_words(text).map(|(_, w)| hash_word(w)).collect() };
        let (a, b) = (words(first), words(second));
        let grams = |words: &[u64]| {
            let mut found: Vec<[u64; 3]> = words.windows(3).map(|w| [w[0], w[1], w[2]]).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let (x, y) = (grams(&a), grams(&b));
        let shared = x
            .iter()
            .filter(|gram| y.binary_search(gram).is_ok())
            .count();
        let least = x.len().min(y.len());
        Likeness {
            share: if least == 0 {
                0.0
            } else {
                shared as f64 / least as f64
            },
            longest: longest_common_run(&a, &b),
        }
    }
}

fn longest_common_run(a: &[u64], b: &[u64]) -> usize {
    let mut longest = 0;
    let mut before = vec![0usize; b.len() + 1];
    for x in a {
        let mut now = vec![0usize; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            if x == y {
                now[j + 1] = before[j] + 1;
                longest = longest.max(now[j + 1]);
            }
        }
        before = now;
    }
    longest
}

/// The sentence with its quotations left out.
fn without_quotations(sentence: &str) -> String {
    let mut kept = String::new();
    let mut at = 0;
    for quotation in quotations(sentence) {
        let (start, end) = (quotation.span.start as usize, quotation.span.end as usize);
        kept.push_str(&sentence[at..start]);
        // A stop keeps the words on both sides apart.
        kept.push_str(" . ");
        at = end;
    }
    kept.push_str(&sentence[at..]);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Published;

    fn article(outlet: &str, day: i8, text: &str) -> Article {
        Article {
            id: format!("{outlet}-{day}"),
            outlet: Some(outlet.into()),
            title: None,
            published: Some(Published {
                day: jiff::civil::date(2018, 11, day),
                time: None,
            }),
            url: None,
            author: None,
            file: "a.txt".into(),
            language: None,
            text: text.into(),
        }
    }

    const WIRE: &str = "Residents of the western quarter struggled for breath on Saturday night after shells crashed into three streets.";

    /// Whether the first sentences of two articles are copies, and the outlet of the source.
    fn judged(first: Article, second: Article) -> (bool, Option<String>) {
        let corpus = Corpus::new(vec![first, second]);
        let claims = Claims::extract(&corpus);
        let link = Link {
            a: ArticleId(0),
            b: ArticleId(1),
            weight: 1.0,
            story: 1.0,
        };
        let origins = Origins::new(&corpus, &claims, &[link]);
        let of = |article: u32| {
            claims
                .of_article(ArticleId(article))
                .next()
                .expect("each test article has a claim")
        };
        let source = origins
            .reuse(ArticleId(0), ArticleId(1))
            .and_then(|reuse| reuse.source)
            .and_then(|id| corpus.article(id).outlet.clone());
        (origins.copied(&corpus, &claims, of(0), of(1)), source)
    }

    #[test]
    fn a_wire_text_is_copied_in_spite_of_edits() {
        let edited = "Residents of the western quarter struggled for breath on Saturday evening after shells crashed into three streets.";
        let (copied, source) = judged(article("Post", 26, edited), article("Wire", 25, WIRE));
        assert!(copied);
        assert_eq!(source.as_deref(), Some("Wire"));
    }

    #[test]
    fn the_credited_outlet_is_the_source_even_if_it_is_dated_later() {
        let credit = format!("TOWN (Orient Wire) - {WIRE}");
        let (copied, source) = judged(
            article("Post", 24, &credit),
            article("Orient Wire", 25, WIRE),
        );
        assert!(copied);
        assert_eq!(source.as_deref(), Some("Orient Wire"));
    }

    #[test]
    fn the_same_fact_in_other_words_is_no_copy() {
        let own = "People in three western streets could hardly breathe after shells hit on Saturday night.";
        assert_eq!(
            judged(article("Post", 25, own), article("Wire", 25, WIRE)),
            (false, None)
        );
    }

    #[test]
    fn one_speech_heard_by_two_reporters_is_no_copy() {
        let first = "In Geneva the envoy said: “We have seen no progress at all in the talks of the last three days, and I regret it.”";
        let second = "“We have seen no progress at all in the talks of the last three days, and I regret it,” he told reporters.";
        assert_eq!(
            judged(article("Post", 25, first), article("Wire", 25, second)),
            (false, None)
        );
    }

    #[test]
    fn the_join_finds_what_the_naive_search_finds() {
        let words = |text: &str| -> Vec<Word> {
            split_words(text)
                .map(|(_, w)| Word {
                    hash: hash_word(w),
                    quoted: false,
                })
                .collect()
        };
        let texts = [
            words("a b c d e f g h i j k"),
            words("x c d e f g h y a b c d e z"),
            words("k j i h g f e d c b a"),
        ];
        let (mut found, _) = shared_text(&texts, &[vec![1, 2], vec![2], vec![]], &[None; 3]);
        found.sort_unstable();
        let mut expected = Vec::new();
        for a in 0..texts.len() {
            for b in a + 1..texts.len() {
                for i in 0..texts[a].len() {
                    for j in 0..texts[b].len() {
                        let before = i > 0 && j > 0 && texts[a][i - 1] == texts[b][j - 1];
                        let words = (0..)
                            .take_while(|&k| {
                                texts[a].get(i + k).is_some()
                                    && texts[a].get(i + k) == texts[b].get(j + k)
                            })
                            .count();
                        if !before && words >= GRAM {
                            expected.push(Run {
                                a: ArticleId(a as u32),
                                b: ArticleId(b as u32),
                                at_a: i,
                                at_b: j,
                                words,
                            });
                        }
                    }
                }
            }
        }
        expected.sort_unstable();
        assert!(!expected.is_empty());
        assert_eq!(found, expected);
    }
}
