//! Articles and the corpus that owns their texts. Everything downstream refers to them by id and byte span.

use std::fmt;

use jiff::civil::{Date, Time};

/// Index of an article in its [`Corpus`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u32);

impl ArticleId {
    /// The index itself.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// When an article was published, as its header says it: the day, and the time of day where one was given.
///
/// The zone is not kept: the day that a reader saw above the article is what its "Monday" refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Published {
    /// The calendar day.
    pub day: Date,
    /// The local time of day, if known.
    pub time: Option<Time>,
}

impl fmt::Display for Published {
    /// ISO 8601: `2018-11-25` or `2018-11-25T14:05:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => write!(f, "{}T{time}", self.day),
            None => write!(f, "{}", self.day),
        }
    }
}

/// One news article. A missing field is `None`, never an empty string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The name that rows use; unique in a corpus.
    pub id: String,
    /// The publisher.
    pub outlet: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Where it was published.
    pub url: Option<String>,
    /// The byline.
    pub author: Option<String>,
    /// The path as found, or `<stdin>`.
    pub file: String,
    /// ISO 639-3 code of the detected language, if the detection is sure.
    pub language: Option<&'static str>,
    /// The body. All spans index it.
    pub text: String,
}

/// All articles of a run, in an order that does not depend on the order of the inputs.
#[derive(Debug, Default)]
pub struct Corpus {
    articles: Vec<Article>,
}

impl Corpus {
    /// Sorts the articles by (outlet, date, id, file), so that ids and results do not depend on how they were found.
    pub fn new(mut articles: Vec<Article>) -> Self {
        articles.sort_by(|a, b| {
            (&a.outlet, a.published, &a.id, &a.file, &a.text).cmp(&(
                &b.outlet,
                b.published,
                &b.id,
                &b.file,
                &b.text,
            ))
        });
        Corpus { articles }
    }

    /// The articles in corpus order.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// The article with this id.
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.articles[id.index()]
    }

    /// All ids with their articles, in corpus order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (ArticleId, &Article)> {
        self.articles
            .iter()
            .enumerate()
            .map(|(i, a)| (ArticleId(i as u32), a))
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }
}
