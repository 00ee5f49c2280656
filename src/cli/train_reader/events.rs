//! Labelled events as training material: every pair of claims of two outlets that the judge would be asked about.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rashomon::alignment::candidates::LEAST_EXACT;
use rashomon::article::{Article, ArticleId, Corpus};
use rashomon::claims::Claims;
use rashomon::error::{Error, Warning};
use rashomon::evaluation::relation_of_label;
use rashomon::ingest::{self, ReadOptions};
use rashomon::judgement::pair::Pair;
use rashomon::judgement::proposals;
use rashomon::judgement::scorer::Scorers;
use rashomon::judgement::verdict::{Relation, Verdict};
use rashomon::sentence_pairs::{Sentence, measure_pairs_by};
use rashomon::trained::features::{Measured, measure_numbers};
use serde_json::Value;

use super::Taught;

/// The folders of a folder, by name.
pub fn folders(folder: &str) -> Result<Vec<PathBuf>, Error> {
    let entries = std::fs::read_dir(folder).map_err(|e| Error::io(folder, e))?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_dir())
        .collect();
    found.sort();
    Ok(found)
}

/// All pairs of claims of two outlets of one event, but those that careful readers may label otherwise.
pub struct Event {
    /// Its articles.
    pub corpus: Corpus,
    /// The pairs.
    pub pairs: Vec<(Sentence, Sentence)>,
    /// Their labels, in the same order; a pair without one is neither.
    pub told: Vec<Told>,
    /// What was wrong with its files.
    pub warnings: Vec<Warning>,
}

/// The label of a pair.
#[derive(Debug, Clone)]
pub struct Told {
    /// How the two stand to each other.
    pub relation: Relation,
    /// What they are about, as the label says; empty if it says nothing.
    pub kind: String,
}

/// The articles of one event, and its labels.
pub fn open(folder: &Path) -> Result<(Corpus, Labels, Vec<Warning>), Error> {
    let texts: Vec<String> = std::fs::read_dir(folder)
        .map_err(|e| Error::io(folder.to_string_lossy(), e))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|e| e != "jsonl" && e != "json")
        })
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    let (corpus, warnings) = ingest::read(&texts, &ReadOptions::default())?;
    Ok((corpus, Labels::read(folder)?, warnings))
}

/// Reads one event, and pairs its claims.
pub fn read(folder: &Path) -> Result<Event, Error> {
    let (corpus, labels, warnings) = open(folder)?;
    let claims = Claims::extract(&corpus);
    let (mut pairs, mut told) = (Vec::new(), Vec::new());
    for (x, a) in corpus.iter() {
        for (y, b) in corpus
            .iter()
            .filter(|(y, b)| x < *y && a.outlet != b.outlet)
        {
            for s in sentences(&claims, x, a) {
                for t in sentences(&claims, y, b) {
                    let Some(label) = labels.of((a, s), (b, t)) else {
                        continue;
                    };
                    pairs.push((sentence(a, s), sentence(b, t)));
                    told.push(label);
                }
            }
        }
    }
    Ok(Event {
        corpus,
        pairs,
        told,
        warnings,
    })
}

/// The name of the event in a folder.
pub fn name(folder: &Path) -> String {
    folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Most pairs of an event are neither; one of so many is enough to learn from.
pub(super) const THINNED: usize = 6;

/// Whether a pair that is neither is one of those to learn from, by its number among the pairs of its event. They are scattered: every sixth of all
/// would often be the same sentence of an article.
fn is_kept(at: usize) -> bool {
    (at.wrapping_mul(0x9e37_79b9) >> 16).is_multiple_of(THINNED)
}

/// The measured pairs of one event, their figures by scorers that have not seen it; of those that are neither one in [`THINNED`].
pub(super) fn measured(
    folder: &Path,
    scorers: &Scorers,
) -> Result<(Vec<Taught>, Vec<Warning>), Error> {
    let Event {
        corpus,
        pairs,
        told,
        warnings,
    } = read(folder)?;
    let learnt = pairs.into_iter().zip(told).enumerate();
    let learnt =
        learnt.filter(|(at, (_, label))| label.relation != Relation::Neither || is_kept(*at));
    let (numbers, learnt): (Vec<usize>, Vec<_>) = learnt.unzip();
    let (pairs, told): (Vec<_>, Vec<_>) = learnt.into_iter().unzip();
    let crossed: Vec<_> = pairs.iter().map(|(a, b)| (b.clone(), a.clone())).collect();
    let [straight, crossed] =
        [&pairs, &crossed].map(|p| measure_pairs_by(p, &corpus, |_| scorers, candidate));
    let event = name(folder);
    let taught = straight
        .into_iter()
        .zip(crossed)
        .zip(pairs.into_iter().zip(told))
        .zip(numbers)
        .filter_map(|(((x, y), ((a, b), label)), at)| {
            Some(Taught {
                id: format!("{event}/{at}"),
                sentences: [a.text, b.text],
                relation: label.relation,
                orders: [x?, y?],
            })
        })
        .collect();
    Ok((taught, warnings))
}

/// The numbers of a pair that `compare` would lay before the judge.
fn candidate(pair: &Pair, said: &Verdict) -> Option<Measured> {
    let s = &pair.similarity;
    let is_asked = (s.exact_a + s.exact_b) / 2.0 >= LEAST_EXACT
        || proposals(pair)
            .iter()
            .any(|f| f.relation == Relation::Contradict && f.strength > 0.0);
    is_asked.then(|| measure_numbers(pair, said))
}

fn sentences<'a>(
    claims: &'a Claims,
    id: ArticleId,
    article: &'a Article,
) -> impl Iterator<Item = &'a str> {
    claims
        .of_article(id)
        .map(|claim| claims.get(claim).sentence.of(&article.text))
}

fn sentence(article: &Article, text: &str) -> Sentence {
    Sentence {
        text: text.to_string(),
        date: article.published.map(|p| p.day),
        article: Some(article.id.clone()),
    }
}

/// A sentence of a file, as labels name it.
type Key = (String, String);

/// The labels of an event: a relation, or none for pairs that have no sure label.
pub struct Labels(HashMap<(Key, Key), Option<Told>>);

impl Labels {
    fn read(folder: &Path) -> Result<Self, Error> {
        let mut found = HashMap::new();
        for (name, sure) in [("unscored.jsonl", false), ("gold.jsonl", true)] {
            let path = folder.join(name);
            if !sure && !path.exists() {
                continue;
            }
            let place = path.to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).map_err(|e| Error::io(&place, e))?;
            for (at, line) in text.lines().enumerate() {
                let record: Value = serde_json::from_str(line)
                    .map_err(|e| Error::format(&place, None, format!("line {}: {e}", at + 1)))?;
                let field = |name: &str| record[name].as_str().unwrap_or_default();
                let key = |side: &str| {
                    let sentence = field(&format!("{side}_sentence"));
                    (field(&format!("{side}_file")).to_string(), normal(sentence))
                };
                let relation = relation_of_label(field("label")).filter(|_| sure);
                let told = relation.map(|relation| Told {
                    relation,
                    kind: field("kind").to_string(),
                });
                found.insert((key("a"), key("b")), told.clone());
                found.insert((key("b"), key("a")), told);
            }
        }
        Ok(Labels(found))
    }

    /// The label of a pair, or none if it is not sure; a pair without one is neither.
    pub fn of(&self, a: (&Article, &str), b: (&Article, &str)) -> Option<Told> {
        let key = |(article, sentence): (&Article, &str)| {
            let file = Path::new(&article.file).file_name().unwrap_or_default();
            (file.to_string_lossy().into_owned(), normal(sentence))
        };
        self.0.get(&(key(a), key(b))).cloned().unwrap_or_else(|| {
            Some(Told {
                relation: Relation::Neither,
                kind: String::new(),
            })
        })
    }
}

/// Words alone, so that blanks and quotation marks make no difference.
fn normal(sentence: &str) -> String {
    let words = sentence.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}
