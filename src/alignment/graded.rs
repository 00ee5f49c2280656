//! The graded likeness of two bare sentences: the number that `judge` shows as their similarity.
//!
//! In: the distinct words of two claims. Out: one number in [0, 1]. Like [`nearness`](super::SimilarityVector::nearness) it asks for each word how
//! near its nearest counterpart comes (Mihalcea, Corley and Strapparava 2006; Sultan, Bethard and Sumner 2014). It differs where readers
//! do: what sets two sentences apart, two countries or two opposites, weighs more than what they share. No pair is chosen and no
//! rule decides by it, so that their bounds need not follow it.

use super::SimilarityVector;
use super::score::{NEAR_SHARE, share, word_nearness};
use super::vocabulary::{Entry, Vocabulary, WordId};
use crate::lexicon::parties::country_of;
use crate::lexicon::relations::{are_antonyms, are_synonyms};

/// What a word weighs that sets the two sentences apart, beside any other. From every second pair of SemEval's headlines and news (3 to 4
/// do about equally well).
const APART: f32 = 3.0;

/// The similarity that is shown of two claims, in [0, 1]: between articles the number by which they were chosen, for there the stories already tell
/// countries apart, and the graded likeness ranks no better (ECB+: .8552 in place of .8557); of bare sentences the graded likeness.
pub fn shown(a: &[WordId], b: &[WordId], known: &SimilarityVector, vocabulary: &Vocabulary) -> f32 {
    match known.story {
        Some(_) => known.score(),
        None => graded(a, b, vocabulary),
    }
}

/// How alike readers find two sentences, given as distinct words, in [0, 1].
pub fn graded(a: &[WordId], b: &[WordId], vocabulary: &Vocabulary) -> f32 {
    let (mut a, mut b) = (words(a, vocabulary), words(b, vocabulary));
    let mut opposites = Vec::new();
    for (i, x) in a.iter_mut().enumerate() {
        for (j, y) in b.iter_mut().enumerate() {
            if are_opposites(x, y) {
                opposites.push((i, j));
                continue;
            }
            let near = nearness(x, y);
            x.near = x.near.max(near);
            y.near = y.near.max(near);
        }
    }
    for (i, j) in opposites {
        // "Rise" beside "fall" says nothing where the other sentence has a rise as well.
        if a[i].near < NEAR_SHARE && b[j].near < NEAR_SHARE {
            a[i].apart = true;
            b[j].apart = true;
        }
    }
    set_countries_apart(&mut a, &mut b);
    let ((near_a, whole_a), (near_b, whole_b)) = (sums(&a), sums(&b));
    share(near_a + near_b, whole_a + whole_b)
}

/// A word of a sentence, and what the other sentence makes of it.
struct Word<'a> {
    id: WordId,
    entry: &'a Entry,
    /// The country that it stands for: "Iraq", "Iraqis", "Baghdad".
    country: Option<u16>,
    /// How near its nearest counterpart comes.
    near: f32,
    /// Whether it sets the two sentences apart.
    apart: bool,
}

fn words<'a>(ids: &[WordId], vocabulary: &'a Vocabulary) -> Vec<Word<'a>> {
    let word = |&id| {
        let entry = vocabulary.entry(id);
        Word {
            id,
            entry,
            country: country_of(&entry.form),
            near: 0.0,
            apart: false,
        }
    };
    ids.iter().map(word).collect()
}

/// Whether the dictionary has two words as antonyms, whatever company they keep.
fn are_opposites(a: &Word, b: &Word) -> bool {
    a.id != b.id && are_antonyms(&a.entry.form, &b.entry.form)
}

/// How near two words are. Two countries never are: "Iran" and "Iraq" are spelt alike and keep the same company.
fn nearness(a: &Word, b: &Word) -> f32 {
    if a.id == b.id {
        return 1.0;
    }
    let two_countries = matches!((a.country, b.country), (Some(a), Some(b)) if a != b);
    if two_countries {
        return 0.0;
    }
    let (a, b) = (a.entry, b.entry);
    let vectors = a.vector.as_ref().zip(b.vector.as_ref());
    let near = word_nearness(a, b, vectors.map_or(0.0, |(a, b)| a.cosine(b)));
    let figures = a.is_figure() || b.is_figure();
    if !figures && near < NEAR_SHARE && are_synonyms(&a.form, &b.form) {
        return NEAR_SHARE;
    }
    near
}

/// If each sentence names a country that the other does not, these set the two apart: a bomb in Iraq, a bomb in Syria.
fn set_countries_apart(a: &mut [Word], b: &mut [Word]) {
    let lone = |word: &Word, others: &[Word]| {
        let same = |other: &Word| other.country == word.country;
        word.country.is_some() && !others.iter().any(same)
    };
    if a.iter().any(|word| lone(word, b)) && b.iter().any(|word| lone(word, a)) {
        a.iter_mut().for_each(|word| word.apart |= lone(word, b));
        b.iter_mut().for_each(|word| word.apart |= lone(word, a));
    }
}

/// The weights of the words, first as far as each has a counterpart, then in all.
fn sums(words: &[Word]) -> (f32, f32) {
    words.iter().fold((0.0, 0.0), |(near, whole), word| {
        let weight = word.entry.gentle * if word.apart { APART } else { 1.0 };
        (near + weight * word.near, whole + weight)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alignment::distinct_words;
    use crate::article::Corpus;
    use crate::claims::Claims;
    use crate::text::term::terms;

    /// The likeness of the texts; the context makes "visit" no name.
    fn likeness(a: &str, b: &str) -> f32 {
        const CONTEXT: &str = "they visit a quake in the city and prices rise or fall";
        let texts = [a, b, CONTEXT];
        let terms = texts.map(terms);
        let loose = texts.into_iter().zip(terms.iter().map(Vec::as_slice));
        let vocabulary = Vocabulary::with_texts(&Corpus::default(), &Claims::default(), loose);
        let words = |at: usize| distinct_words(&terms[at], &vocabulary);
        graded(&words(0), &words(1), &vocabulary)
    }

    /// Checks that the first pair is nearer than the second.
    fn check_nearer(near: (&str, &str), far: (&str, &str)) {
        let (near_score, far_score) = (likeness(near.0, near.1), likeness(far.0, far.1));
        assert!(
            near_score > far_score,
            "{near:?} {near_score}, {far:?} {far_score}"
        );
    }

    #[test]
    fn countries_of_their_own_set_two_sentences_apart() {
        check_nearer(
            ("A quake in the city of Iraq", "A quake in the city"),
            ("A quake in the city of Iraq", "A quake in the city of Iran"),
        );
        check_nearer(
            ("They visit Iraq", "They visit Iraqis"),
            ("They visit Iraq", "They visit Iran"),
        );
    }

    #[test]
    fn a_country_and_its_capital_do_not_set_two_sentences_apart() {
        check_nearer(
            ("They visit London", "They visit Britain"),
            ("They visit London", "They visit Chile"),
        );
        check_nearer(
            ("Iran and Iraq visit", "Iraq visit"),
            ("Iran and Chile visit", "Iraq visit"),
        );
    }

    #[test]
    fn opposites_set_two_sentences_apart_unless_each_has_its_counterpart() {
        check_nearer(("prices rise", "prices"), ("prices rise", "prices fall"));
        assert!(likeness("prices rise and fall", "prices fall and rise") > 0.99);
    }

    #[test]
    fn a_sentence_is_like_itself_in_any_order() {
        for text in ["They visit Iran and Iraq", "prices rise 11 and fall"] {
            assert!((likeness(text, text) - 1.0).abs() < 1e-6, "{text}");
        }
        assert_eq!(likeness("", ""), 0.0);
    }
}
