//! Made-up sentences for a benchmark without input: a skewed vocabulary, and a quarter of the sentences copied with a few edits.

/// The same sentences every time.
pub fn generate(count: usize) -> Vec<String> {
    let mut random = Random(20_261_124);
    let mut texts: Vec<String> = Vec::with_capacity(count);
    while texts.len() < count {
        let mut words: Vec<String>;
        if texts.len() > 10 && random.below(4) == 0 {
            let original = &texts[random.below(texts.len())];
            words = original.split(' ').map(str::to_owned).collect();
            for _ in 0..random.below(5) {
                let at = random.below(words.len());
                words[at] = random.word();
            }
        } else {
            words = (0..8 + random.below(28)).map(|_| random.word()).collect();
        }
        texts.push(words.join(" "));
    }
    texts
}

/// A fixed stream of numbers (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// A word of a vocabulary in which the r-th word is about 1/r as frequent as the first.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "ba", "re", "ti", "mo", "lu", "san", "der", "kin", "vo", "pe", "ra", "shi", "ton",
            "gal", "e", "na",
        ];
        /// Distinct words: about what 100,000 news sentences have.
        const VOCABULARY: f64 = 50_000.0;
        let share = self.next() as f64 / u64::MAX as f64;
        let mut rank = VOCABULARY.powf(share) as usize;
        let mut word = String::new();
        while rank > 0 {
            word.push_str(SYLLABLES[rank % SYLLABLES.len()]);
            rank /= SYLLABLES.len();
        }
        word
    }
}
