//! Sentences that the network has seen before: news repeats itself, in copies of one agency's report and in background from day to day.
//!
//! In: the forms of a sentence. Out: what the network says of them, worked out once for all sentences that look alike to it: it sees one
//! figure as it sees any other of as many digits. Forgets all when it holds too much.

use std::hash::{DefaultHasher, Hasher};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::features::Normal;
use super::network::Analysis;

/// Sentences held, some 200 bytes each.
const MOST: usize = 1 << 21;

/// What was worked out so far.
#[derive(Default)]
pub(super) struct Known(Mutex<FxHashMap<u128, Box<[Labels]>>>);

/// What [`Analysis`] says of one word.
#[derive(Clone, Copy)]
struct Labels {
    upos: u8,
    morph: u8,
    relation: u8,
    head: u16,
}

impl Known {
    /// The analysis of a sentence of these forms.
    pub fn get<'a>(
        &self,
        forms: impl Iterator<Item = &'a str>,
        work_out: impl FnOnce() -> Analysis,
    ) -> Analysis {
        let key = key(forms);
        // The lock is not held while a sentence is worked out, so nothing in there is ever half done.
        let held = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(labels) = held().get(&key) {
            return unpacked(labels);
        }
        let analysis = work_out();
        let mut known = held();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, packed(&analysis));
        analysis
    }
}

/// What the network sees of a sentence, in so many bits that no two sentences have the same.
fn key<'a>(forms: impl Iterator<Item = &'a str>) -> u128 {
    let mut normal = Normal::new();
    let mut hashers = [DefaultHasher::new(), DefaultHasher::new()];
    hashers[1].write_u8(1);
    for form in forms {
        normal.set(form);
        for hasher in &mut hashers {
            // No text has this byte, so that it parts the words.
            hasher.write(normal.lower().as_bytes());
            hasher.write_u8(0xff);
            hasher.write(normal.shape().as_bytes());
            hasher.write_u8(0xff);
        }
    }
    let [high, low] = hashers.map(|hasher| u128::from(hasher.finish()));
    high << 64 | low
}

fn packed(analysis: &Analysis) -> Box<[Labels]> {
    let label = |word: usize| Labels {
        upos: analysis.upos[word],
        morph: analysis.morphs[word],
        relation: analysis.relations[word],
        head: analysis.heads[word],
    };
    (0..analysis.upos.len()).map(label).collect()
}

fn unpacked(labels: &[Labels]) -> Analysis {
    Analysis {
        upos: labels.iter().map(|l| l.upos).collect(),
        morphs: labels.iter().map(|l| l.morph).collect(),
        heads: labels.iter().map(|l| l.head).collect(),
        relations: labels.iter().map(|l| l.relation).collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::parse::parser;
    use crate::text::token::tokenize;

    #[test]
    fn a_sentence_that_was_seen_is_parsed_as_it_was_the_first_time() {
        for text in [
            "The army killed 12 people in Aleppo on Monday.",
            // The same to the network, but for its lemmas.
            "The army killed 97 people in Aleppo on Monday.",
            "The Army killed 12 people in Aleppo on Monday",
            "THE ARMY KILLED 12 PEOPLE IN ALEPPO ON MONDAY.",
            "",
        ] {
            let tokens = tokenize(text);
            let plain = parser().parse(text, &tokens);
            for _ in 0..2 {
                assert_eq!(parser().parse_among_others(text, &tokens), plain, "{text}");
            }
        }
    }
}
