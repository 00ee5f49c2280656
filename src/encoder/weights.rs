//! The model file: written by `train.py`, embedded in the program, read once.
//!
//! All numbers are little-endian, floating point in 32 bits. Layout: the name of the format; word pieces, width, heads, inner width, layers,
//! positions, width of the last inner layer; the word pieces (a scale each, then their rows of bytes); positions; sentences; a norm; what each head adds for each
//! distance; for each layer queries, keys and values as one map, what was seen, a norm, wider, back, a norm; then the two affine maps on top. An affine map is a scale for each
//! output and the bytes, both as [`ByteMatrix::packed`] wants them, and a summand for each output; a norm is its factors, then its summands.
//!
//! The bytes stay where they are in the program: nothing is copied, and what is not read is not loaded.

use super::network::{Affine, CLASSES, Heads, Layer, Network, Norm};
use crate::arithmetic::byte_products::{ByteMatrix, MOST_INPUTS};

/// Name and version of the format.
const MAGIC: &[u8; 8] = b"RSHENCO3";

/// Reads a model; `None` if the bytes are not one.
pub fn read(bytes: &'static [u8]) -> Option<Network> {
    let mut reader = Reader(bytes.strip_prefix(MAGIC)?);
    let [pieces, width, heads, inner, layers, most, last] = reader.sizes()?;
    if [2 * width, inner, last].into_iter().max()? > MOST_INPUTS
        || width.checked_rem(heads) != Some(0)
    {
        return None;
    }
    let piece_scales = reader.floats(pieces)?;
    let piece_rows = reader.bytes(pieces * width)?;
    let positions = reader.floats(most * width)?;
    let sentences = reader.floats(2 * width)?;
    let norm = reader.norm(width)?;
    let heads = Heads {
        count: heads,
        width: width / heads,
        offsets: reader.floats(heads * (2 * most).checked_sub(1)?)?,
        most,
    };
    let layers = (0..layers)
        .map(|_| reader.layer(width, inner))
        .collect::<Option<_>>()?;
    let pooled = reader.affine(2 * width, last)?;
    let relations = reader.affine(last, CLASSES)?;
    reader.0.is_empty().then_some(Network {
        width,
        heads,
        pieces: piece_rows,
        piece_scales,
        positions,
        sentences,
        norm,
        layers,
        pooled,
        relations,
    })
}

/// What is not read yet.
struct Reader(&'static [u8]);

impl Reader {
    fn take(&mut self, count: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn sizes<const N: usize>(&mut self) -> Option<[usize; N]> {
        let taken = self.take(4 * N)?;
        let (words, _) = taken.as_chunks::<4>();
        Some(std::array::from_fn(|i| {
            u32::from_le_bytes(words[i]) as usize
        }))
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        let (words, _) = self.take(4 * count)?.as_chunks::<4>();
        Some(words.iter().map(|word| f32::from_le_bytes(*word)).collect())
    }

    fn bytes(&mut self, count: usize) -> Option<&'static [i8]> {
        let bytes = self.take(count)?;
        // SAFETY: signed and unsigned bytes have the same size and alignment, and any of them is valid.
        Some(unsafe { std::slice::from_raw_parts(bytes.as_ptr().cast::<i8>(), bytes.len()) })
    }

    fn norm(&mut self, width: usize) -> Option<Norm> {
        Some(Norm {
            factors: self.floats(width)?,
            summands: self.floats(width)?,
        })
    }

    fn affine(&mut self, inputs: usize, outputs: usize) -> Option<Affine> {
        let (rows, padded) = ByteMatrix::padded(inputs, outputs);
        let scales = self.floats(padded)?;
        let matrix = ByteMatrix::packed(inputs, outputs, self.take(rows * padded)?, scales);
        let bias = self.floats(outputs)?;
        Some(Affine { matrix, bias })
    }

    fn layer(&mut self, width: usize, inner: usize) -> Option<Layer> {
        Some(Layer {
            looked: self.affine(width, 3 * width)?,
            seen: self.affine(width, width)?,
            seen_norm: self.norm(width)?,
            wider: self.affine(width, inner)?,
            back: self.affine(inner, width)?,
            back_norm: self.norm(width)?,
        })
    }
}
