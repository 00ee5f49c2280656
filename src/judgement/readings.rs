//! What the rules read in one claim alone, worked out at the first question and kept: a claim stands in many pairs.

use std::sync::{Arc, OnceLock};

use super::article_readings::{ArticleReadings, LowerText};
use super::cause::{Causal, Content};
use super::doer::Doing;
use super::identity::Identity;
use super::incident::Incidents;
use super::opposition::Contest;
use super::pair::Side;
use super::position::{Answer, Held, Sorts, Survival};
use super::who::{Dossier, Stand};
use super::word_alignment::KnownWord;
use crate::parse::Upos;
use crate::text::term::{TermKey, terms};

/// What has been read in a claim so far. It belongs to the claim that it was first asked of; another needs its own.
#[derive(Debug, Default)]
pub struct Readings {
    article: Arc<ArticleReadings>,
    doings: OnceLock<Vec<Doing>>,
    causals: OnceLock<Vec<Causal>>,
    contents: OnceLock<Vec<Content>>,
    identities: OnceLock<Vec<Identity>>,
    contests: OnceLock<Vec<Contest>>,
    stands: OnceLock<Vec<Stand>>,
    places: OnceLock<Places>,
    causes_held: OnceLock<Vec<Held>>,
    survivals: OnceLock<Vec<Survival>>,
    answers: OnceLock<Vec<Answer>>,
    pub(super) content_words: OnceLock<Vec<KnownWord>>,
    surroundings: OnceLock<Surroundings>,
    /// The distinct runs of three letters of its words, in order, each as one number.
    pub(crate) trigrams: OnceLock<Box<[u64]>>,
}

impl Readings {
    /// Those of a claim of an article, which shares with its other claims what is read in the whole of it.
    pub fn in_article(article: Arc<ArticleReadings>) -> Self {
        Readings {
            article,
            ..Readings::default()
        }
    }
}

/// What stands around a claim in its article.
#[derive(Debug)]
pub struct Surroundings {
    /// The stems of the claim and of the text before it, some two sentences; ascending.
    pub stems: Vec<TermKey>,
    /// For each word of the claim's tree, how often the article says it (words that begin alike are taken for one); 0 for function words.
    pub occurrences: Vec<u32>,
}

/// The places of a claim, and its words as they are looked for in another.
#[derive(Debug)]
pub(super) struct Places {
    /// The lower-cased words of each place that are long enough to be looked for.
    pub names: Vec<Vec<String>>,
    /// The lower-cased sentence.
    pub sentence: String,
}

impl Side<'_> {
    /// Who is said to have done what.
    pub(super) fn doings(&self) -> &[Doing] {
        self.readings
            .doings
            .get_or_init(|| super::doer::doings(self))
    }

    /// What is said to have brought about what.
    pub(super) fn causals(&self) -> &[Causal] {
        self.readings
            .causals
            .get_or_init(|| super::cause::causals(self))
    }

    /// What is said to be in what.
    pub(super) fn contents(&self) -> &[Content] {
        self.readings
            .contents
            .get_or_init(|| super::cause::contents(self))
    }

    /// Who or what something is said to be.
    pub(super) fn identities(&self) -> &[Identity] {
        self.readings
            .identities
            .get_or_init(|| super::identity::identities(self))
    }

    /// Who is said to have beaten whom.
    pub(super) fn contests(&self) -> &[Contest] {
        self.readings
            .contests
            .get_or_init(|| super::opposition::contests(self))
    }

    /// Who is said to have done it, and who not.
    pub(super) fn stands(&self) -> &[Stand] {
        self.readings
            .stands
            .get_or_init(|| super::who::stands(self))
    }

    /// What its article says of its names.
    pub(super) fn dossier(&self) -> &Dossier {
        self.readings.article.dossier(self.text)
    }

    /// The words of the first sentences of its article, in lower case.
    pub(super) fn opening(&self) -> &[Box<str>] {
        self.readings.article.opening(self.text)
    }

    /// What it holds to have brought the incident about.
    pub(super) fn causes_held(&self) -> &[Held] {
        self.readings
            .causes_held
            .get_or_init(|| super::position::causes_held(self))
    }

    /// Whether it says that somebody survived.
    pub(super) fn survivals(&self) -> &[Survival] {
        self.readings
            .survivals
            .get_or_init(|| super::position::survivals(self))
    }

    /// Which questions of the incident it answers by yes or no.
    pub(super) fn answers(&self) -> &[Answer] {
        self.readings
            .answers
            .get_or_init(|| super::position::answers(self))
    }

    /// The sorts of incident that its article begins with.
    pub(super) fn sorts(&self) -> &Sorts {
        self.readings.article.sorts(self.text)
    }

    /// Its article in lower case.
    pub(super) fn lower_article(&self) -> &LowerText {
        self.readings.article.lower(self.text)
    }

    /// The capitalised words near the beginning of its article, sorted.
    pub(super) fn lead(&self) -> &[Box<str>] {
        self.readings.article.lead(self.text)
    }

    /// Whether its article has a number as it is written here, and not as a part of a longer one.
    pub(super) fn article_has_figure(&self, digits: &str) -> bool {
        self.readings.article.has_figure(self.text, digits)
    }

    /// The disasters that its article tells of.
    pub(super) fn incidents(&self) -> &Incidents {
        self.readings.article.incidents(self.text, self.published)
    }

    /// What stands around the claim.
    pub fn surroundings(&self) -> &Surroundings {
        self.readings
            .surroundings
            .get_or_init(|| surroundings(self))
    }

    /// Where it is said to have happened.
    pub(super) fn places(&self) -> &Places {
        self.readings.places.get_or_init(|| {
            let words = |place: &String| {
                let words = place.split_whitespace().filter(|w| w.len() > 2);
                words.map(str::to_lowercase).collect()
            };
            Places {
                names: self.detail.places(self.text).iter().map(words).collect(),
                sentence: self.detail.sentence.of(self.text).to_lowercase(),
            }
        })
    }
}

fn surroundings(side: &Side) -> Surroundings {
    /// Bytes before the claim.
    const BEFORE: usize = 250;
    let sentence = side.detail.sentence;
    let (start, end) = (sentence.start as usize, sentence.end as usize);
    let from = (start.saturating_sub(BEFORE)..=start)
        .find(|&at| side.text.is_char_boundary(at))
        .unwrap_or(start);
    let mut stems: Vec<TermKey> = terms(&side.text[from..end]).iter().map(|t| t.key).collect();
    stems.sort_unstable();
    stems.dedup();
    let article = side.lower_article();
    let tells = |w: usize| {
        !matches!(
            side.syntax.upos(w),
            Upos::Punct | Upos::Det | Upos::Adp | Upos::Aux
        )
    };
    let occurrences = (0..side.syntax.len())
        .map(|w| match tells(w) {
            true => beginnings(article, side.syntax.lower(w)),
            false => 0,
        })
        .collect();
    Surroundings { stems, occurrences }
}

/// How many words of a lower-cased text begin like `word`.
fn beginnings(text: &LowerText, word: &str) -> u32 {
    /// Endings are no longer than this, and a word that is no longer is asked for whole.
    const ENDING: usize = 2;
    const SHORT: usize = 5;
    let whole = word.chars().count();
    let kept = if whole <= SHORT {
        whole
    } else {
        whole - ENDING
    };
    let stem: String = word.chars().take(kept).collect();
    text.beginnings(&stem) as u32
}
