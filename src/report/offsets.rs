//! Byte spans to the character offsets of the outputs.

use crate::text::span::Span;

/// Turns byte offsets of one text into offsets in Unicode characters.
///
/// A mark is kept every `STEP` bytes, so a look-up reads at most that many. `O(n)` to build.
pub struct CharOffsets<'a> {
    text: &'a str,
    marks: Vec<u32>,
}

/// Bytes between two marks.
const STEP: usize = 256;

impl<'a> CharOffsets<'a> {
    /// Prepares `text`.
    pub fn new(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut chars = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % STEP == 0 {
                marks.push(chars);
            }
            // Bytes of the form 10xxxxxx continue a character.
            chars += u32::from(byte & 0xC0 != 0x80);
        }
        CharOffsets { text, marks }
    }

    /// The characters before byte `at`.
    pub fn at(&self, at: usize) -> u32 {
        let mark = (at / STEP).min(self.marks.len().saturating_sub(1));
        let Some(&before) = self.marks.get(mark) else {
            return 0;
        };
        before
            + self.text.as_bytes()[mark * STEP..at]
                .iter()
                .filter(|&&b| b & 0xC0 != 0x80)
                .count() as u32
    }

    /// Both ends of a span.
    pub fn span(&self, span: Span) -> (u32, u32) {
        (self.at(span.start as usize), self.at(span.end as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_characters_not_bytes() {
        let text = "naïve “quotes” ".repeat(60);
        let offsets = CharOffsets::new(&text);
        for (chars, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.at(at), chars as u32);
        }
        assert_eq!(offsets.at(text.len()) as usize, text.chars().count());
        assert_eq!(CharOffsets::new("").at(0), 0);
    }
}
