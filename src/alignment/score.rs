//! How alike two claims are, as a vector of named components, so that every score can be explained.
//!
//! In: the distinct words of two claims, and how alike their articles are. Out: a [`SimilarityVector`]. The words of both are laid
//! out as a table, each cell is asked once how close its two words are, and all components are read from the rows and columns.
//! Nearness finds what may be compared; it proves no agreement, because opposites keep similar company too.

use crate::alignment::vocabulary::{Entry, OTHER_LETTERS, Vocabulary, WordId};
use crate::events::discounted;
use crate::lexicon::relations::{are_antonyms, are_synonyms};
use crate::lexicon::vectors::WordVector;
use strsim::jaro_winkler;

/// The components of the similarity of two claims. Each lies in [0, 1], 1 meaning alike.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SimilarityVector {
    /// The share of A's word weight that B covers with the same stems and numbers.
    pub exact_a: f32,
    /// The share of B's word weight that A covers likewise.
    pub exact_b: f32,
    /// As `exact_a`, with near spellings and words used in similar company counted in part.
    pub soft_a: f32,
    /// As `exact_b`, likewise.
    pub soft_b: f32,
    /// How near the words of both come to their nearest counterparts, on average under gentle weights. Unlike the soft shares it
    /// is graded, and strict where readers are: figures count only when equal, names only when they are spelt alike.
    pub nearness: f32,
    /// Cosine of the two articles, if there are any.
    pub article: Option<f32>,
    /// How far the two articles have the same neighbours, and so tell one story; none without articles.
    pub story: Option<f32>,
}

/// How alike the articles of two claims are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ArticleLikeness {
    /// Cosine of their texts, in [0, 1].
    pub cosine: f32,
    /// How far they have the same neighbours, in [0, 1].
    pub story: f32,
}

impl SimilarityVector {
    /// All components of the two sentences alike, nothing known of their articles: for tests of what comes after alignment.
    #[cfg(test)]
    pub(crate) fn even(share: f32) -> Self {
        SimilarityVector {
            exact_a: share,
            exact_b: share,
            soft_a: share,
            soft_b: share,
            nearness: share,
            article: None,
            story: None,
        }
    }

    /// The likeness of the same claims in the other order.
    pub fn turned(self) -> Self {
        SimilarityVector {
            exact_a: self.exact_b,
            exact_b: self.exact_a,
            soft_a: self.soft_b,
            soft_b: self.soft_a,
            ..self
        }
    }

    /// The likeness of the two sentences alone: both directions of soft coverage, averaged.
    pub fn sentence(&self) -> f32 {
        (self.soft_a + self.soft_b) / 2.0
    }

    /// One number for ranking and for the CSV, in [0, 1]: how near the words are, discounted where the articles tell two stories.
    /// Of bare sentences another is shown: [`shown`](super::shown).
    pub fn score(&self) -> f32 {
        match self.story {
            Some(story) => discounted(self.nearness, story),
            None => self.nearness,
        }
    }
}

/// The similarity of two bags of words, given as distinct ids.
pub fn similarity(
    a: &[WordId],
    b: &[WordId],
    articles: Option<ArticleLikeness>,
    vocabulary: &Vocabulary,
) -> SimilarityVector {
    let mut best_a = vec![Closeness::default(); a.len()];
    let mut best_b = vec![Closeness::default(); b.len()];
    let entries: Vec<&Entry> = b.iter().map(|&y| vocabulary.entry(y)).collect();
    let vectors: Vec<Option<&WordVector>> = entries.iter().map(|e| e.vector.as_ref()).collect();
    let mut cosines = Vec::with_capacity(b.len());
    for (&x, row) in a.iter().zip(&mut best_a) {
        let entry = vocabulary.entry(x);
        match &entry.vector {
            Some(vector) => vector.cosines(&vectors, &mut cosines),
            None => {
                cosines.clear();
                cosines.resize(b.len(), 0.0);
            }
        }
        let columns = b.iter().zip(&mut best_b);
        for ((&y, column), (other, &cosine)) in columns.zip(entries.iter().zip(&cosines)) {
            let close = if x == y {
                Closeness::SAME
            } else if are_strangers(entry, other, cosine) {
                Closeness {
                    near: company(entry, other, cosine),
                    ..Closeness::default()
                }
            } else {
                closeness(entry, other, cosine)
            };
            row.raise(close);
            column.raise(close);
        }
    }
    let (side_a, side_b) = (
        Covered::sum(a, &best_a, vocabulary),
        Covered::sum(b, &best_b, vocabulary),
    );
    SimilarityVector {
        exact_a: share(side_a.exact, side_a.weight),
        exact_b: share(side_b.exact, side_b.weight),
        soft_a: share(side_a.soft, side_a.weight),
        soft_b: share(side_b.soft, side_b.weight),
        nearness: share(side_a.near + side_b.near, side_a.gentle + side_b.gentle),
        article: articles.map(|likeness| likeness.cosine),
        story: articles.map(|likeness| likeness.story),
    }
}

/// How close two words are, in the two senses of the vector; each in [0, 1].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Closeness {
    exact: bool,
    soft: f32,
    near: f32,
}

impl Closeness {
    const SAME: Closeness = Closeness {
        exact: true,
        soft: 1.0,
        near: 1.0,
    };

    fn raise(&mut self, other: Closeness) {
        self.exact |= other.exact;
        self.soft = self.soft.max(other.soft);
        self.near = self.near.max(other.near);
    }
}

/// The sums over the words of one side.
#[derive(Default)]
struct Covered {
    weight: f32,
    exact: f32,
    soft: f32,
    gentle: f32,
    near: f32,
}

impl Covered {
    fn sum(words: &[WordId], best: &[Closeness], vocabulary: &Vocabulary) -> Self {
        let mut sum = Covered::default();
        for (&word, best) in words.iter().zip(best) {
            let entry = vocabulary.entry(word);
            sum.weight += entry.weight;
            if best.exact {
                sum.exact += entry.weight;
            }
            sum.soft += entry.weight * best.soft;
            sum.gentle += entry.gentle;
            sum.near += entry.gentle * best.near;
        }
        sum
    }
}

/// The share of a part in a whole; 0 of nothing.
pub(super) fn share(part: f32, whole: f32) -> f32 {
    if whole == 0.0 {
        0.0
    } else {
        (part / whole).min(1.0)
    }
}

/// Least Jaro-Winkler similarity at which two spellings may be the same word, for the soft shares.
const SAME_SPELLING: f32 = 0.92;
/// Least cosine at which two words count as used in similar company (tuned on ECB+ train topics, see the notes on the table).
const SAME_COMPANY: f32 = 0.6;
/// What such a match is worth beside an exact one.
const SOFT_SHARE: f32 = 0.8;

/// A cosine of chance: word pairs below it are not near at all. .05 to .15 do equally well on SemEval's headlines.
const CHANCE: f32 = 0.1;
/// Least Jaro-Winkler similarity of two near spellings.
const NEAR_SPELLING: f32 = 0.88;
/// What a near spelling or a synonym is worth beside the same stem.
pub(super) const NEAR_SHARE: f32 = 0.9;
/// What company is worth between a name and a word that is none: little, for "Australia" is no nearer to "visit" than "China" is.
const NAME_AND_WORD: f32 = 0.5;
/// Least cosine at which the dictionary is asked whether two words are synonyms or antonyms; nearly all of them keep similar company.
const ASK_DICTIONARY: f32 = 0.3;

/// Whether only the company of two different words can bring them near: not figures, spelling or the dictionary. Nearly all pairs of words
/// are such, and need no more than [`company`]; [`closeness`] says the same of them.
fn are_strangers(a: &Entry, b: &Entry, cosine: f32) -> bool {
    cosine < ASK_DICTIONARY && a.first != b.first && !a.is_figure() && !b.is_figure()
}

/// How near the company that they keep brings two different words.
#[inline]
fn company(a: &Entry, b: &Entry, cosine: f32) -> f32 {
    let near = ((cosine - CHANCE) / (1.0 - CHANCE)).max(0.0);
    if !(a.name || b.name) || same_root(a, b) {
        near
    } else if a.name && b.name {
        0.0
    } else {
        NAME_AND_WORD * near
    }
}

/// How near two different words are, given the cosine of their vectors (0 where one has none).
pub(super) fn word_nearness(a: &Entry, b: &Entry, cosine: f32) -> f32 {
    closeness(a, b, cosine).near
}

/// How close two different words are, given the same.
fn closeness(a: &Entry, b: &Entry, cosine: f32) -> Closeness {
    let mut close = Closeness::default();
    if a.is_figure() || b.is_figure() {
        if a.value.is_some() && a.value == b.value {
            close.near = 1.0;
        }
        // "eleven" is no figure for the soft shares, which the judge's weights were fitted on.
        if a.number || b.number {
            return close;
        }
    }
    let figures = a.is_figure() || b.is_figure();
    if cosine >= SAME_COMPANY {
        close.soft = SOFT_SHARE * cosine;
    }
    let spelling = spelling(a, b);
    if spelling >= SAME_SPELLING && a.form.len().abs_diff(b.form.len()) <= 2 {
        close.soft = close.soft.max(SOFT_SHARE * spelling);
    }
    if figures {
        return close;
    }
    let mut near = company(a, b, cosine);
    if spelling >= NEAR_SPELLING {
        near = near.max(NEAR_SHARE * spelling);
    }
    if cosine >= ASK_DICTIONARY {
        if are_antonyms(&a.form, &b.form) {
            near = 0.0;
        } else if near < NEAR_SHARE && are_synonyms(&a.form, &b.form) {
            near = NEAR_SHARE;
        }
    }
    close.near = near;
    close
}

/// Whether two names begin alike, as a country and its people do: "Syria", "Syrian".
fn same_root(a: &Entry, b: &Entry) -> bool {
    /// Letters that they must share at the beginning.
    const LEAST: usize = 3;
    /// The share of the shorter name that these must make up.
    const SHARE: f32 = 0.6;
    if a.first != b.first {
        return false;
    }
    let common = common_beginning(a, b);
    common >= LEAST && common as f32 >= SHARE * a.form.len().min(b.form.len()) as f32
}

fn common_beginning(a: &Entry, b: &Entry) -> usize {
    a.form
        .bytes()
        .zip(b.form.bytes())
        .take_while(|(x, y)| x == y)
        .count()
}

/// Jaro-Winkler similarity of the spellings, 0 where it cannot reach [`NEAR_SPELLING`]. Typing errors and transliterations keep the
/// first letter and nearly the length.
fn spelling(a: &Entry, b: &Entry) -> f32 {
    let (long, short) = (
        a.form.len().max(b.form.len()),
        a.form.len().min(b.form.len()),
    );
    if short < 4 || long - short > 3 || a.first != b.first {
        return 0.0;
    }
    if (a.letters | b.letters) & OTHER_LETTERS == 0 {
        // A letter that the other word lacks matches nothing, which bounds Jaro's measure, and Winkler adds a tenth of the rest
        // for each letter of a common beginning, up to four.
        let lone_a = (a.letters & !b.letters).count_ones() as f32 / a.form.len() as f32;
        let lone_b = (b.letters & !a.letters).count_ones() as f32 / b.form.len() as f32;
        let most = (3.0 - lone_a - lone_b) / 3.0;
        let beginning = common_beginning(a, b).min(4) as f32;
        if most + 0.1 * beginning * (1.0 - most) < NEAR_SPELLING {
            return 0.0;
        }
    }
    // Jaro's matching is greedy and can depend on the order; the two words come in a fixed one.
    let (first, second) = if a.form <= b.form { (a, b) } else { (b, a) };
    jaro_winkler(&first.form, &second.form) as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::distinct_words;
    use crate::article::Corpus;
    use crate::claims::Claims;
    use crate::text::term::terms;

    /// The similarity of each pair of texts; the context makes "visit" no name and "Chile" one.
    fn similarities(pairs: &[(&str, &str)]) -> Vec<SimilarityVector> {
        const CONTEXT: &str = "they visit a quake in the city and kill or hit it";
        let texts: Vec<&str> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
        let of_texts: Vec<_> = texts.iter().chain([&CONTEXT]).map(|t| terms(t)).collect();
        let loose = texts.iter().chain([&CONTEXT]).copied();
        let loose = loose.zip(of_texts.iter().map(Vec::as_slice));
        let vocabulary = Vocabulary::with_texts(&Corpus::default(), &Claims::default(), loose);
        of_texts
            .chunks_exact(2)
            .map(|pair| {
                let words = |at: usize| distinct_words(&pair[at], &vocabulary);
                similarity(&words(0), &words(1), None, &vocabulary)
            })
            .collect()
    }

    /// Checks that the first pair is nearer than the second.
    fn check_nearer(near: (&str, &str), far: (&str, &str)) {
        let found = similarities(&[near, far]);
        let (near_score, far_score) = (found[0].score(), found[1].score());
        assert!(
            near_score > far_score,
            "{near:?} {near_score}, {far:?} {far_score}"
        );
    }

    #[test]
    fn figures_are_near_only_when_equal_in_digits_or_words() {
        check_nearer(
            ("Quake kills 11 in Chile", "Eleven killed in Chile quake"),
            ("Quake kills 11 in Chile", "Twelve killed in Chile quake"),
        );
        check_nearer(("It hit 30", "It hit 30"), ("It hit 30", "It hit 31"));
    }

    #[test]
    fn names_are_near_only_when_spelt_alike() {
        check_nearer(
            ("The visit of Syria", "The visit of the Syrian"),
            ("The visit of Syria", "The visit of Egypt"),
        );
        check_nearer(
            ("They visit Netanyahu", "They visit Netanjahu"),
            ("They visit Netanyahu", "They visit Jerusalem"),
        );
    }

    #[test]
    fn opposites_are_not_near_though_they_keep_similar_company() {
        check_nearer(
            ("prices rise again", "prices climb again"),
            ("prices rise again", "prices fall again"),
        );
    }

    #[test]
    fn words_of_similar_company_are_near_without_being_exact() {
        let found = similarities(&[("rebels shelled a town", "militants bombed a village")]);
        assert!(found[0].exact_a < 0.1, "{found:?}");
        assert!(found[0].nearness > 0.35, "{found:?}");
    }

    #[test]
    fn two_stories_discount_the_likeness_of_their_sentences() {
        let of = |story| SimilarityVector {
            nearness: 0.5,
            story,
            ..SimilarityVector::default()
        };
        assert_eq!(of(None).score(), 0.5);
        assert_eq!(of(Some(1.0)).score(), 0.5);
        assert!(of(Some(0.1)).score() < 0.2 && of(Some(0.0)).score() > 0.0);
    }
}
