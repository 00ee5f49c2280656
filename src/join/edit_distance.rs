//! The Levenshtein distance of two symbol lists, 64 rows of the table per machine word (Myers 1999, in blocks after Hyyrö 2003).

/// One text, prepared to be compared with many others.
#[derive(Default)]
pub(super) struct Pattern {
    len: usize,
    /// For each symbol and block of 64 places, at which of them it stands.
    places: Vec<u64>,
    blocks: usize,
    symbols: Vec<u32>,
    columns: Vec<Column>,
}

/// The differences between neighbouring rows of one block in the current column.
#[derive(Clone, Copy)]
struct Column {
    up: u64,
    down: u64,
}

impl Pattern {
    /// Takes a new pattern with symbols below `alphabet`.
    pub fn set(&mut self, symbols: &[u32], alphabet: usize) {
        for &symbol in &self.symbols {
            let start = symbol as usize * self.blocks;
            self.places[start..start + self.blocks].fill(0);
        }
        self.symbols.clear();
        self.symbols.extend_from_slice(symbols);
        self.len = symbols.len();
        self.blocks = self.len.div_ceil(64);
        if self.places.len() < alphabet * self.blocks {
            self.places.resize(alphabet * self.blocks, 0);
        }
        for (at, &symbol) in symbols.iter().enumerate() {
            self.places[symbol as usize * self.blocks + at / 64] |= 1 << (at % 64);
        }
    }

    /// The distance to `text`, if it is at most `limit`; `O(len / 64 * text.len())`.
    pub fn distance_within(&mut self, text: &[u32], limit: usize) -> Option<usize> {
        if self.len == 0 {
            return (text.len() <= limit).then_some(text.len());
        }
        let start = Column {
            up: u64::MAX,
            down: 0,
        };
        self.columns.clear();
        self.columns.resize(self.blocks, start);
        let last_bit = (self.len - 1) % 64;
        let mut distance = self.len;
        for (at, &symbol) in text.iter().enumerate() {
            let first = symbol as usize * self.blocks;
            let places = &self.places[first..first + self.blocks];
            // The top row of the table grows by one per column.
            let (mut came_up, mut came_down) = (1u64, 0u64);
            let (mut out_up, mut out_down) = (0, 0);
            for (&equal, column) in places.iter().zip(&mut self.columns) {
                let Column { up, down } = *column;
                let vertical = equal | down;
                let equal = equal | came_down;
                let horizontal = (((equal & up).wrapping_add(up)) ^ up) | equal;
                out_up = down | !(horizontal | up);
                out_down = up & horizontal;
                let shifted_up = out_up << 1 | came_up;
                let shifted_down = out_down << 1 | came_down;
                column.up = shifted_down | !(vertical | shifted_up);
                column.down = shifted_up & vertical;
                (came_up, came_down) = (out_up >> 63, out_down >> 63);
            }
            distance += (out_up >> last_bit & 1) as usize;
            distance -= (out_down >> last_bit & 1) as usize;
            // Each column that is left lowers the distance by one at most.
            if distance > limit + (text.len() - 1 - at) {
                return None;
            }
        }
        (distance <= limit).then_some(distance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(a: &[u32], b: &[u32], pattern: &mut Pattern) {
        let expected = strsim::generic_levenshtein(&a.to_vec(), &b.to_vec());
        pattern.set(a, 8);
        assert_eq!(pattern.distance_within(b, usize::MAX / 2), Some(expected));
        assert_eq!(pattern.distance_within(b, expected), Some(expected));
        if expected > 0 {
            assert_eq!(pattern.distance_within(b, expected - 1), None);
        }
    }

    #[test]
    fn lengths_around_the_word_boundaries_are_exact() {
        let mut pattern = Pattern::default();
        let text: Vec<u32> = (0..200u32).map(|n| (n * n + n / 3) % 7).collect();
        for len in [0, 1, 2, 63, 64, 65, 127, 128, 129, 190] {
            for other in [0, 1, 5, 64, 100, 130] {
                check(&text[..len], &text[10..10 + other], &mut pattern);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn random_lists_are_exact(
            a in prop::collection::vec(0..4u32, 0..150),
            b in prop::collection::vec(0..4u32, 0..150),
        ) {
            let mut pattern = Pattern::default();
            check(&b, &a, &mut pattern);
            check(&a, &b, &mut pattern);
        }
    }
}
