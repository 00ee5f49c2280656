//! Word vectors without context: 30,522 word pieces of 128 signed bytes, embedded in the program (source and licence in
//! `word_pieces.NOTICE.txt`).
//!
//! In: a word. Out: a [`WordVector`], and the cosine of two of them. Close vectors mean "used in similar company", which holds
//! for synonyms, antonyms and sister terms alike: good for finding what may correspond, never a proof that two words agree.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// Dimensions of a vector.
pub const DIMENSIONS: usize = 128;

/// The piece that stands for a word without known pieces.
pub const UNKNOWN: u16 = 100;

/// The pieces that stand before the first and behind each of two texts that are read together.
pub const OPENING: u16 = 101;
/// See [`OPENING`].
pub const CLOSING: u16 = 102;

static ROWS: &[u8] = include_bytes!("word_pieces.i8");
static PIECES: &str = include_str!("word_pieces.txt");

/// Words longer than this are not looked up, as in BERT's tokenizer, which calls them unknown.
const MAX_WORD_CHARS: usize = 100;

/// The table of word-piece vectors.
pub struct Table {
    /// Pieces that begin a word, and their rows.
    starts: FxHashMap<&'static str, u16>,
    /// Pieces that continue a word, without the "##".
    continuations: FxHashMap<&'static str, u16>,
    /// One over the length of each row, to give each piece the same weight.
    inverse_norms: Vec<f32>,
}

/// The direction of a word: 128 signed bytes, scaled so that the largest is 127.
#[derive(Debug, Clone, PartialEq)]
pub struct WordVector {
    values: [i8; DIMENSIONS],
    inverse_norm: f32,
}

/// The embedded table; built at the first call (a few milliseconds).
pub fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(Table::build)
}

impl Table {
    fn build() -> Self {
        let mut starts = FxHashMap::default();
        let mut continuations = FxHashMap::default();
        starts.reserve(25_000);
        continuations.reserve(6_000);
        let mut inverse_norms = Vec::with_capacity(ROWS.len() / DIMENSIONS);
        for (row, piece) in PIECES.lines().enumerate() {
            // The vocabulary has 30,522 lines, so a row number fits 16 bits.
            let row = row as u16;
            match piece.strip_prefix("##") {
                Some(tail) => continuations.insert(tail, row),
                None => starts.insert(piece, row),
            };
            let squares: i32 = row_values(row)
                .iter()
                .map(|&v| i32::from(v as i8).pow(2))
                .sum();
            inverse_norms.push(1.0 / (squares.max(1) as f32).sqrt());
        }
        Table {
            starts,
            continuations,
            inverse_norms,
        }
    }

    /// The vector of `word`: the normalised mean of its word pieces, cut greedily as BERT's uncased tokenizer cuts. `None` if
    /// no piece of it is known (an emoji, say) or it is empty.
    pub fn word(&self, word: &str) -> Option<WordVector> {
        if let Some(&row) = self.starts.get(word) {
            return Some(self.piece(row));
        }
        let mut rows = Vec::new();
        let plain = plain_form(word);
        for part in split_marks(&plain) {
            self.cut(part, &mut rows);
        }
        match rows[..] {
            [] => None,
            [row] => Some(self.piece(row)),
            _ => Some(self.mean(&rows)),
        }
    }

    /// The rows of the word pieces of a text, cut as BERT's uncased tokenizer cuts; [`UNKNOWN`] stands for a word without known pieces.
    pub fn pieces(&self, text: &str) -> Vec<u16> {
        let plain = plain_form(text);
        let mut rows = Vec::new();
        for part in plain.split_whitespace().flat_map(split_marks) {
            let before = rows.len();
            self.cut(part, &mut rows);
            if rows.len() == before {
                rows.push(UNKNOWN);
            }
        }
        rows
    }

    /// Whether `word` (lower case) is one of the roughly 23,000 words that the vocabulary has whole: common English words and names.
    pub fn has_whole(&self, word: &str) -> bool {
        self.starts.contains_key(word)
    }

    fn piece(&self, row: u16) -> WordVector {
        let mut values = [0; DIMENSIONS];
        for (value, &byte) in values.iter_mut().zip(row_values(row)) {
            *value = byte as i8;
        }
        WordVector {
            values,
            inverse_norm: self.inverse_norms[usize::from(row)],
        }
    }

    fn mean(&self, rows: &[u16]) -> WordVector {
        let mut sum = [0f32; DIMENSIONS];
        for &row in rows {
            let weight = self.inverse_norms[usize::from(row)];
            for (sum, &byte) in sum.iter_mut().zip(row_values(row)) {
                *sum += f32::from(byte as i8) * weight;
            }
        }
        WordVector::quantised(&sum)
    }

    /// Appends the pieces of one word without punctuation; nothing if it cannot be cut into known pieces.
    fn cut(&self, word: &str, rows: &mut Vec<u16>) {
        if word.chars().count() > MAX_WORD_CHARS {
            return;
        }
        let before = rows.len();
        let mut at = 0;
        while at < word.len() {
            let pieces = if at == 0 {
                &self.starts
            } else {
                &self.continuations
            };
            let found = word[at..]
                .char_indices()
                .map(|(i, c)| at + i + c.len_utf8())
                .rev()
                .find_map(|end| pieces.get(&word[at..end]).map(|&row| (end, row)));
            match found {
                Some((end, row)) => {
                    rows.push(row);
                    at = end;
                }
                None => {
                    rows.truncate(before);
                    return;
                }
            }
        }
    }
}

/// The bytes of one row. Rows come from the vocabulary, which is as long as the table.
fn row_values(row: u16) -> &'static [u8] {
    let start = usize::from(row) * DIMENSIONS;
    &ROWS[start..start + DIMENSIONS]
}

impl WordVector {
    fn quantised(sum: &[f32; DIMENSIONS]) -> Self {
        let largest = sum
            .iter()
            .fold(f32::MIN_POSITIVE, |max, v| max.max(v.abs()));
        let mut values = [0; DIMENSIONS];
        for (value, v) in values.iter_mut().zip(sum) {
            *value = (v * (127.0 / largest)).round() as i8;
        }
        let squares: i32 = values.iter().map(|&v| i32::from(v).pow(2)).sum();
        WordVector {
            values,
            inverse_norm: 1.0 / (squares.max(1) as f32).sqrt(),
        }
    }

    /// [`WordVector::cosine`] to each of the others, 0 where there is none, in the same order.
    pub fn cosines(&self, others: &[Option<&WordVector>], into: &mut Vec<f32>) {
        into.clear();
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: this processor has AVX2.
            return unsafe { self.cosines_avx2(others, into) };
        }
        for other in others {
            into.push(other.map_or(0.0, |other| self.cosine(other)));
        }
    }

    /// The same with sixteen products a step. Whole numbers are summed, so that the order of the sums changes nothing.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn cosines_avx2(&self, others: &[Option<&WordVector>], into: &mut Vec<f32>) {
        use std::arch::x86_64::{
            __m256i, _mm_loadu_si128, _mm256_add_epi32, _mm256_cvtepi8_epi16, _mm256_madd_epi16,
            _mm256_setzero_si256, _mm256_storeu_si256,
        };
        const STEP: usize = 16;
        let wide = |values: &[i8; DIMENSIONS], step: usize| -> __m256i {
            let part = &values[step * STEP..][..STEP];
            // SAFETY: sixteen bytes are read from a slice of sixteen.
            _mm256_cvtepi8_epi16(unsafe { _mm_loadu_si128(part.as_ptr().cast()) })
        };
        let mut ours = [_mm256_setzero_si256(); DIMENSIONS / STEP];
        for (step, our) in ours.iter_mut().enumerate() {
            *our = wide(&self.values, step);
        }
        for other in others {
            let Some(other) = other else {
                into.push(0.0);
                continue;
            };
            let mut sums = _mm256_setzero_si256();
            for (step, &our) in ours.iter().enumerate() {
                let products = _mm256_madd_epi16(our, wide(&other.values, step));
                sums = _mm256_add_epi32(sums, products);
            }
            let mut lanes = [0i32; 8];
            // SAFETY: eight lanes of four bytes are written to eight numbers.
            unsafe { _mm256_storeu_si256(lanes.as_mut_ptr().cast(), sums) };
            into.push(self.scaled(other, lanes.iter().sum()));
        }
    }

    /// Cosine of the angle to `other`, in [-1, 1]: 1 for the same direction.
    pub fn cosine(&self, other: &WordVector) -> f32 {
        let mut dot = 0i32;
        for (&a, &b) in self.values.iter().zip(&other.values) {
            dot += i32::from(a) * i32::from(b);
        }
        self.scaled(other, dot)
    }

    /// The cosine, given the product of the bytes.
    #[inline(always)]
    fn scaled(&self, other: &WordVector, dot: i32) -> f32 {
        // The lengths first, so that the order of the two words changes no bit.
        (dot as f32 * (self.inverse_norm * other.inverse_norm)).clamp(-1.0, 1.0)
    }

    /// The bytes; times [`WordVector::inverse_norm`] they are the unit vector.
    pub fn values(&self) -> &[i8; DIMENSIONS] {
        &self.values
    }

    /// One over the length of the bytes read as a vector.
    pub fn inverse_norm(&self) -> f32 {
        self.inverse_norm
    }
}

/// Lower case without accents, straight quotes and dashes untouched.
fn plain_form(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() {
            plain.push(c.to_ascii_lowercase());
        } else if !matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
        {
            for lower in c.to_lowercase() {
                match unaccented(lower) {
                    Some(letter) => plain.push(letter),
                    None if matches!(lower, '\u{300}'..='\u{36f}') => {}
                    None => plain.push(lower),
                }
            }
        }
    }
    plain
}

/// The base letter of an accented Latin letter in lower case, as canonical decomposition gives it.
fn unaccented(c: char) -> Option<char> {
    const BASES: &[(char, &str)] = &[
        ('a', "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"),
        ('c', "çćĉċč"),
        ('d', "ď"),
        ('e', "èéêëēĕėęěẹẻẽếềểễệ"),
        ('g', "ĝğġģǧ"),
        ('h', "ĥ"),
        ('i', "ìíîïĩīĭįǐỉị"),
        ('j', "ĵ"),
        ('k', "ķ"),
        ('l', "ĺļľ"),
        ('n', "ñńņňǹ"),
        ('o', "òóôõöōŏőơǒọỏốồổỗộớờởỡợ"),
        ('r', "ŕŗř"),
        ('s', "śŝşšș"),
        ('t', "ţťț"),
        ('u', "ùúûüũūŭůűųưǔụủứừửữự"),
        ('w', "ŵ"),
        ('y', "ýÿŷỳỵỷỹ"),
        ('z', "źżž"),
    ];
    BASES
        .iter()
        .find(|(_, accented)| accented.contains(c))
        .map(|&(base, _)| base)
}

/// The parts of a word at its punctuation marks, each mark a part of its own.
fn split_marks(word: &str) -> impl Iterator<Item = &str> {
    word.split_inclusive(is_punctuation)
        .flat_map(|part| match part.char_indices().next_back() {
            Some((at, c)) if is_punctuation(c) => [&part[..at], &part[at..]],
            _ => [part, ""],
        })
        .filter(|part| !part.is_empty())
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '«' | '»' | '¿' | '¡' | '§' | '¶')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cosine(a: &str, b: &str) -> f32 {
        let table = table();
        table.word(a).unwrap().cosine(&table.word(b).unwrap())
    }

    #[test]
    fn similar_words_are_closer_than_others() {
        for (word, near, far) in [
            ("killed", "slain", "piano"),
            ("soldiers", "troops", "bananas"),
            ("hospital", "clinic", "violin"),
        ] {
            assert!(
                cosine(word, near) > cosine(word, far) + 0.2,
                "{word} {near} {far}"
            );
        }
    }

    #[test]
    fn many_cosines_at_once_are_those_of_each() {
        let words = ["killed", "slain", "piano", "unmanageableness", "U.S."];
        let vectors: Vec<WordVector> = words.map(|w| table().word(w).unwrap()).into();
        let mut others: Vec<Option<&WordVector>> = vectors.iter().map(Some).collect();
        others.push(None);
        for one in &vectors {
            let mut found = Vec::new();
            one.cosines(&others, &mut found);
            let each = |other: &Option<&WordVector>| other.map_or(0.0, |other| one.cosine(other));
            assert_eq!(found, others.iter().map(each).collect::<Vec<f32>>());
        }
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        for (a, b) in [("Paris", "paris"), ("Café", "cafe"), ("KOŠICE", "kosice")] {
            assert!(cosine(a, b) > 0.9999, "{a} {b}");
        }
    }

    #[test]
    fn rare_words_are_made_of_pieces() {
        assert!(table().word("unmanageableness").is_some());
        assert!(cosine("U.S.", "u.s.") > 0.9999);
    }

    #[test]
    fn a_text_is_cut_into_pieces_as_by_berts_tokenizer() {
        let pieces_of_texts: [(&str, &[u16]); 5] = [
            (
                "Rebels “shelled” the Košice hospital, killing 1,200 – U.S. says.",
                &[
                    8431, 1523, 5806, 2098, 1524, 1996, 12849, 19570, 2063, 2902, 1010, 4288, 1015,
                    1010, 3263, 1516, 1057, 1012, 1055, 1012, 2758, 1012,
                ],
            ),
            (
                "It's a café\u{a0}in São Paulo…",
                &[2009, 1005, 1055, 1037, 7668, 1999, 7509, 9094, 1529],
            ),
            (
                "unmanageableness \u{1F9FF} -- 3.5%",
                &[
                    4895, 24805, 3351, 3085, 2791, 100, 1011, 1011, 1017, 1012, 1019, 1003,
                ],
            ),
            ("don't", &[2123, 1005, 1056]),
            ("", &[]),
        ];
        // The numbers are those of the tokenizer that comes with the vocabulary (Hugging Face tokenizers 0.23).
        for (text, rows) in pieces_of_texts {
            assert_eq!(table().pieces(text), *rows, "{text}");
        }
        let named = |row: u16| PIECES.lines().nth(row.into()).unwrap();
        assert_eq!(
            [UNKNOWN, OPENING, CLOSING].map(named),
            ["[UNK]", "[CLS]", "[SEP]"]
        );
    }

    #[test]
    fn what_has_no_known_piece_has_no_vector() {
        for word in ["", "\u{1f9ff}", "\u{300}"] {
            assert!(table().word(word).is_none(), "{word:?}");
        }
    }
}
