//! The words of a text as the token measures see them: maximal runs of alphanumeric characters, lower-cased.
//!
//! Text goes in, runs come out in order. ASCII is scanned by a table; other characters are decoded one by one. A [`Dictionary`] turns
//! words into numbers: words of up to 16 bytes are their own key, so a look-up touches no string.

use rustc_hash::FxHashMap;

/// Words of at most this many bytes are kept inside the table itself: nearly every word of a news text.
const INLINE_BYTES: usize = 16;

/// One run of alphanumeric characters as it stands in the text.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub start: usize,
    pub end: usize,
    pub is_ascii: bool,
}

/// Calls `visit` for each maximal run of alphanumeric characters.
pub(super) fn for_each_run(text: &str, mut visit: impl FnMut(Run)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_alphanumeric() || bytes[at] >= 0x80 {
            let start = at;
            let mut is_ascii = true;
            loop {
                while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
                    at += 1;
                }
                // `at` is at a character boundary: only whole characters were stepped over.
                match text[at..].chars().next() {
                    Some(character) if !character.is_ascii() && character.is_alphanumeric() => {
                        is_ascii = false;
                        at += character.len_utf8();
                    }
                    next => {
                        if at > start {
                            visit(Run {
                                start,
                                end: at,
                                is_ascii,
                            });
                        }
                        at += next.map_or(0, char::len_utf8);
                        break;
                    }
                }
            }
        } else {
            at += 1;
        }
    }
}

/// The lower-cased words of a text, in order.
///
/// ```
/// assert_eq!(rashomon::join::words("Don't PANIC: 42,000 Élan"), ["don", "t", "panic", "42", "000", "élan"]);
/// ```
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for_each_run(text, |run| {
        words.push(text[run.start..run.end].to_lowercase())
    });
    words
}

/// Numbers for words, handed out from 0 in the order of first sight.
#[derive(Default)]
pub(super) struct Dictionary {
    /// Open addressing over short words, a power of two in size; key 0 is a free slot, since no word holds a zero byte.
    slots: Vec<Slot>,
    long: FxHashMap<Box<str>, u32>,
    /// The short word of each number, or 0 for a long one.
    short_words: Vec<u128>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    key: u128,
    id: u32,
}

impl Dictionary {
    /// How many words are known.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.short_words.len()
    }

    /// The number of one run of `text`, lower-cased.
    #[inline]
    pub fn id_of(&mut self, text: &str, run: Run) -> u32 {
        let len = run.end - run.start;
        if !run.is_ascii || len > INLINE_BYTES {
            return self.id_of_word(&text[run.start..run.end].to_lowercase());
        }
        let bytes = text.as_bytes();
        let key = match bytes.get(run.start..run.start + INLINE_BYTES) {
            Some(window) => {
                let mut buffer = [0; INLINE_BYTES];
                buffer.copy_from_slice(window);
                u128::from_le_bytes(buffer) & (u128::MAX >> (8 * (INLINE_BYTES - len)))
            }
            None => short_key(&bytes[run.start..run.end]),
        };
        // Bit 5 set turns upper case into lower case and leaves lower case and digits alone.
        let lower =
            u128::from_le_bytes([0x20; INLINE_BYTES]) & (u128::MAX >> (8 * (INLINE_BYTES - len)));
        self.id_of_key(key | lower)
    }

    /// The number of a word that is already lower-cased.
    pub fn id_of_word(&mut self, word: &str) -> u32 {
        if word.len() <= INLINE_BYTES {
            return self.id_of_key(short_key(word.as_bytes()));
        }
        if let Some(&id) = self.long.get(word) {
            return id;
        }
        let id = self.short_words.len() as u32;
        self.long.insert(word.into(), id);
        self.short_words.push(0);
        id
    }

    #[inline]
    fn id_of_key(&mut self, key: u128) -> u32 {
        if self.slots.len() <= 2 * self.short_words.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = spread(key) & mask;
        loop {
            let slot = &mut self.slots[at];
            if slot.key == key {
                return slot.id;
            }
            if slot.key == 0 {
                let id = self.short_words.len() as u32;
                *slot = Slot { key, id };
                self.short_words.push(key);
                return id;
            }
            at = (at + 1) & mask;
        }
    }

    #[cold]
    fn grow(&mut self) {
        let size = (4 * self.short_words.len())
            .next_power_of_two()
            .max(1 << 10);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in old.into_iter().filter(|slot| slot.key != 0) {
            let mut at = spread(slot.key) & (size - 1);
            while self.slots[at].key != 0 {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = slot;
        }
    }

    /// Every word by its number, in a form that sorts the same way whatever the numbers are.
    pub fn into_words(self) -> Vec<Word> {
        let mut words: Vec<Word> = self
            .short_words
            .into_iter()
            .map(|key| Word::Short(key.swap_bytes()))
            .collect();
        for (word, id) in self.long {
            words[id as usize] = Word::Long(word);
        }
        words
    }
}

/// A word as a key for sorting and merging.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Word {
    /// The bytes of a short word, first byte highest.
    Short(u128),
    Long(Box<str>),
}

fn short_key(bytes: &[u8]) -> u128 {
    let mut buffer = [0; INLINE_BYTES];
    buffer[..bytes.len()].copy_from_slice(bytes);
    u128::from_le_bytes(buffer)
}

/// Multiplies the halves into each other, so that every byte of the word moves the low bits.
#[inline]
fn spread(key: u128) -> usize {
    let product = u128::from(key as u64 ^ 0x9E37_79B9_7F4A_7C15)
        * u128::from((key >> 64) as u64 ^ 0xD6E8_FEB8_6659_FD93);
    (product as u64 ^ (product >> 64) as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, written the slow way.
    fn plain_words(text: &str) -> Vec<String> {
        text.split(|character: char| !character.is_alphanumeric())
            .filter(|run| !run.is_empty())
            .map(str::to_lowercase)
            .collect()
    }

    const TEXTS: &[&str] = &[
        "",
        " ",
        "a",
        "A-b_c d",
        "“Quoted” – it’s 5½ km",
        "ΟΔΟΣ Straße İstanbul",
        "нью-йорк ПРАВДА",
        "a\u{301}b",
        "東京 2020年",
        "antidisestablishmentarianism Antidisestablishmentarianism",
        "sixteen_bytes_xx exactly16bytes16 seventeenbytes17x",
        "é",
        "x\u{0}y",
    ];

    #[test]
    fn runs_are_the_words_of_the_definition() {
        for text in TEXTS {
            assert_eq!(words(text), plain_words(text), "{text:?}");
        }
    }

    #[test]
    fn the_dictionary_gives_equal_numbers_to_equal_words_only() {
        let mut dictionary = Dictionary::default();
        let mut known: Vec<String> = Vec::new();
        let many: Vec<String> = (0..5000).map(|n| format!("Word{n}")).collect();
        for text in TEXTS.iter().copied().chain(many.iter().map(String::as_str)) {
            let mut ids = Vec::new();
            for_each_run(text, |run| ids.push(dictionary.id_of(text, run)));
            for (id, word) in ids.into_iter().zip(plain_words(text)) {
                let expected = known.iter().position(|k| *k == word).unwrap_or_else(|| {
                    known.push(word.clone());
                    known.len() - 1
                });
                assert_eq!(id as usize, expected, "{word}");
            }
        }
        assert_eq!(dictionary.len(), known.len());
    }
}
