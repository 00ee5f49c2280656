//! What the network sees of a word: the identities of its form and of parts of its form, and its word vector.
//!
//! In: a form as written. Out: [`SLOTS`] hashes of feature strings, and (elsewhere) the vector of the form. Trainer and parser
//! share this file, so a change here is a change of both; the model must be trained again afterwards.
//!
//! To add a feature: one more line in [`hashes`], one more in [`SLOTS`]; nothing else knows what a slot means.

/// Number of features of a word.
pub const SLOTS: usize = 8;

/// The slot of the whole form, which the trainer hides now and then so that the network learns to live without it.
pub const FORM_SLOT: usize = 0;

/// Only so many characters of a form are looked at; nothing longer is a word.
const MAX_CHARS: usize = 40;

/// A form made comparable: lower case, digits as 0, curly quotes straight; with the case pattern kept apart.
pub struct Normal {
    lower: String,
    /// Byte offsets of the characters of `lower`, and its length.
    offsets: [u8; MAX_CHARS + 1],
    chars: usize,
    shape: String,
}

impl Normal {
    /// An empty scratch value, to be filled again and again.
    pub fn new() -> Self {
        Normal {
            lower: String::with_capacity(64),
            offsets: [0; MAX_CHARS + 1],
            chars: 0,
            shape: String::with_capacity(64),
        }
    }

    /// Fills the scratch value from `form`.
    pub fn set(&mut self, form: &str) {
        self.lower.clear();
        self.shape.clear();
        self.chars = 0;
        let mut last = ' ';
        let mut run = 0;
        for c in form.chars().take(MAX_CHARS) {
            let (plain, class) = match c {
                'a'..='z' => (c, 'x'),
                'A'..='Z' => (c.to_ascii_lowercase(), 'X'),
                '0'..='9' => ('0', 'd'),
                '’' | '‘' | '`' | 'ʼ' => ('\'', '\''),
                '“' | '”' | '„' => ('"', '"'),
                '–' => ('-', '-'),
                c if c.is_uppercase() => (c.to_lowercase().next().unwrap_or(c), 'X'),
                c if c.is_alphabetic() => (c, 'x'),
                c => (c, c),
            };
            // At most four bytes a character, so offsets stay below 161.
            self.offsets[self.chars] = self.lower.len() as u8;
            self.chars += 1;
            self.lower.push(plain);
            // Runs count up to two, so that "Xx" is "It" and "Xxx" is any longer capitalised word.
            run = if class == last { run + 1 } else { 1 };
            last = class;
            if run <= 2 {
                self.shape.push(class);
            }
        }
        self.offsets[self.chars] = self.lower.len() as u8;
    }

    /// The comparable form.
    pub fn lower(&self) -> &str {
        &self.lower
    }

    /// The pattern of capitals, letters and digits.
    pub fn shape(&self) -> &str {
        &self.shape
    }

    fn prefix(&self, chars: usize) -> &str {
        &self.lower[..usize::from(self.offsets[chars.min(self.chars)])]
    }

    fn suffix(&self, chars: usize) -> &str {
        &self.lower[usize::from(self.offsets[self.chars.saturating_sub(chars)])..]
    }
}

/// The feature hashes of a form, one a slot.
pub fn hashes(normal: &Normal) -> [u32; SLOTS] {
    [
        hash(FORM_SLOT, &normal.lower),
        hash(1, normal.suffix(1)),
        hash(2, normal.suffix(2)),
        hash(3, normal.suffix(3)),
        hash(4, normal.suffix(4)),
        hash(5, normal.prefix(2)),
        hash(6, normal.prefix(3)),
        hash(7, &normal.shape),
    ]
}

/// FNV-1a over the slot number and the bytes, with a last mix. The same on every machine: the model is keyed by it.
fn hash(slot: usize, text: &str) -> u32 {
    // The slot is mixed in before the first letter, or it could be mistaken for a part of that letter.
    let mut hash =
        (0xcbf2_9ce4_8422_2325_u64 ^ (slot as u64 + 1)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for &byte in text.as_bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    hash = hash.wrapping_mul(0x100_0000_01b3);
    (hash ^ (hash >> 32)) as u32
}

/// Feature hash to row of the embedding matrix: open addressing, built once from the sorted hashes of the model.
pub struct Rows {
    slots: Vec<(u32, u32)>,
    mask: usize,
}

/// The row of features that training has not seen often enough: always zero.
pub const NO_ROW: u32 = u32::MAX;

impl Rows {
    /// Numbers the hashes from 0 in the order given.
    pub fn new(hashes: &[u32]) -> Self {
        let size = (hashes.len() * 2 + 1).next_power_of_two();
        let mut rows = Rows {
            slots: vec![(0, NO_ROW); size],
            mask: size - 1,
        };
        for (row, &hash) in hashes.iter().enumerate() {
            let mut at = hash as usize & rows.mask;
            while rows.slots[at].1 != NO_ROW && rows.slots[at].0 != hash {
                at = (at + 1) & rows.mask;
            }
            rows.slots[at] = (hash, row as u32);
        }
        rows
    }

    /// The row of a hash, or [`NO_ROW`].
    pub fn get(&self, hash: u32) -> u32 {
        let mut at = hash as usize & self.mask;
        loop {
            let (key, row) = self.slots[at];
            if row == NO_ROW || key == hash {
                return row;
            }
            at = (at + 1) & self.mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_digits_only_change_the_shape() {
        let mut a = Normal::new();
        let mut b = Normal::new();
        for (x, y) in [("Paris", "paris"), ("1,200", "3,456"), ("It’s", "it's")] {
            a.set(x);
            b.set(y);
            assert_eq!(hashes(&a)[..7], hashes(&b)[..7], "{x} {y}");
        }
    }

    #[test]
    fn rows_are_found_again() {
        let hashes = [7, 0, 1_000_000, 15, 23];
        let rows = Rows::new(&hashes);
        for (row, &hash) in hashes.iter().enumerate() {
            assert_eq!(rows.get(hash), row as u32);
        }
        assert_eq!(rows.get(8), NO_ROW);
    }

    #[test]
    fn odd_forms_have_features() {
        let mut normal = Normal::new();
        for form in ["", "é", &"𝔘".repeat(100), "İ"] {
            normal.set(form);
            hashes(&normal);
        }
    }
}
