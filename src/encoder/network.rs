//! The layers of the network. `T` stands for the number of word pieces, `H` for the width of a piece.
//!
//! ```text
//! piece + position + which sentence ─► normalise                                   T x H
//! each layer:  queries, keys, values ─► attention of each head ─► + ─► normalise   T x H
//!              wider ─► Gaussian error linear unit ─► back ─► + ─► normalise       T x H
//! first piece, mean of all pieces ─► tanh ─► one number for each relation          4
//! ```

use crate::arithmetic::byte_products::{ByteMatrix, Scratch};
use crate::arithmetic::functions::{gelu, normalise, softmax, tanh};
use crate::arithmetic::products::add_scaled;

/// Relations that are told apart.
pub const CLASSES: usize = 4;

/// A whole network.
pub struct Network {
    /// Width of a piece.
    pub width: usize,
    /// Which of its numbers are looked at together.
    pub heads: Heads,
    /// One row of bytes for each word piece, and its scale.
    pub pieces: &'static [i8],
    /// One for each word piece.
    pub piece_scales: Vec<f32>,
    /// One row for each position, and one for each of the two sentences.
    pub positions: Vec<f32>,
    /// As `positions`.
    pub sentences: Vec<f32>,
    /// Of the sum of the three.
    pub norm: Norm,
    /// From the pieces upwards.
    pub layers: Vec<Layer>,
    /// From the first piece and the mean of all to the last inner layer.
    pub pooled: Affine,
    /// From there to the relations.
    pub relations: Affine,
}

/// How the heads of all layers look.
pub struct Heads {
    /// Heads that look side by side.
    pub count: usize,
    /// Numbers of a piece that each looks at: the width of a piece is so many times as many as there are heads.
    pub width: usize,
    /// What each adds to how much a piece looks at another, by how far that one stands behind it (Shaw et al. 2018; Raffel et al. 2020): for each
    /// head one number for each distance, from `1 - most` to `most - 1`.
    pub offsets: Vec<f32>,
    /// Pieces that can be read, at most.
    pub most: usize,
}

impl Heads {
    /// What one head adds, from the piece in this row to each of so many pieces.
    fn offsets(&self, head: usize, row: usize, count: usize) -> &[f32] {
        let none_behind = head * (2 * self.most - 1) + self.most - 1;
        &self.offsets[none_behind - row..][..count]
    }
}

/// One layer.
pub struct Layer {
    /// Queries, keys and values side by side.
    pub looked: Affine,
    /// What was seen, put together.
    pub seen: Affine,
    /// After it.
    pub seen_norm: Norm,
    /// To the wider inner layer.
    pub wider: Affine,
    /// Back to the width of a piece.
    pub back: Affine,
    /// After it.
    pub back_norm: Norm,
}

/// A matrix and what is added to its product.
pub struct Affine {
    /// The weights.
    pub matrix: ByteMatrix,
    /// One summand for each output.
    pub bias: Vec<f32>,
}

/// Factors and summands of a layer normalisation.
pub struct Norm {
    /// One for each place.
    pub factors: Vec<f32>,
    /// One for each place.
    pub summands: Vec<f32>,
}

/// Memory that is used again from pair to pair.
#[derive(Default)]
pub struct Room {
    scratch: Scratch,
    looked: Vec<f32>,
    seen: Vec<f32>,
    product: Vec<f32>,
    inner: Vec<f32>,
    keys: Vec<f32>,
    shares: Vec<f32>,
}

impl Network {
    /// One number for each relation, given the word pieces of both sentences with their marks; the first `of_first` belong to the first sentence.
    ///
    /// O(T² H + T H²) for each layer.
    pub fn read(&self, pieces: &[u16], of_first: usize, room: &mut Room) -> [f32; CLASSES] {
        let width = self.width;
        let mut rows = vec![0.0; pieces.len() * width];
        for (at, (row, &piece)) in rows.chunks_exact_mut(width).zip(pieces).enumerate() {
            row.copy_from_slice(&self.positions[at * width..][..width]);
            let sentence = usize::from(at >= of_first);
            add(row, &self.sentences[sentence * width..][..width]);
            let piece = usize::from(piece);
            let bytes = &self.pieces[piece * width..][..width];
            add_scaled(row, bytes, self.piece_scales[piece]);
            self.norm.apply(row);
        }
        for layer in &self.layers {
            layer.apply(&mut rows, &self.heads, room);
        }
        let mut both = rows[..width].to_vec();
        both.resize(2 * width, 0.0);
        for row in rows.chunks_exact(width) {
            add(&mut both[width..], row);
        }
        let share = 1.0 / pieces.len() as f32;
        both[width..].iter_mut().for_each(|v| *v *= share);
        self.pooled.apply(&both, &mut room.inner, &mut room.scratch);
        room.inner.iter_mut().for_each(|v| *v = tanh(*v));
        let inner = std::mem::take(&mut room.inner);
        self.relations
            .apply(&inner, &mut room.product, &mut room.scratch);
        room.inner = inner;
        std::array::from_fn(|relation| room.product[relation])
    }
}

impl Layer {
    fn apply(&self, rows: &mut [f32], heads: &Heads, room: &mut Room) {
        let width = heads.count * heads.width;
        self.looked.apply(rows, &mut room.looked, &mut room.scratch);
        room.seen.clear();
        room.seen.resize(rows.len(), 0.0);
        for head in 0..heads.count {
            look(head, heads, room);
        }
        self.seen
            .apply(&room.seen, &mut room.product, &mut room.scratch);
        add(rows, &room.product);
        rows.chunks_exact_mut(width)
            .for_each(|row| self.seen_norm.apply(row));
        self.wider.apply(rows, &mut room.inner, &mut room.scratch);
        gelu(&mut room.inner);
        self.back
            .apply(&room.inner, &mut room.product, &mut room.scratch);
        add(rows, &room.product);
        rows.chunks_exact_mut(width)
            .for_each(|row| self.back_norm.apply(row));
    }
}

/// [`look_at`], compiled for wider vectors where the processor has them; each sum is made in the same order in either width.
fn look(head: usize, heads: &Heads, room: &mut Room) {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: AVX2 was just found on this processor.
        return unsafe { look_fast(head, heads, room) };
    }
    look_at(head, heads, room);
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn look_fast(head: usize, heads: &Heads, room: &mut Room) {
    look_at(head, heads, room);
}

/// One head: each piece takes of the values of all pieces as much as its query is like their keys (scaled dot products) and their
/// distance says.
#[inline(always)]
fn look_at(head: usize, heads: &Heads, room: &mut Room) {
    let (part, width) = (heads.width, heads.count * heads.width);
    let of = |row: usize, kind: usize| row * 3 * width + kind * width + head * part;
    let count = room.seen.len() / width;
    let scale = 1.0 / (part as f32).sqrt();
    // Number by number the keys of all pieces, so that one number of a query meets them side by side.
    room.keys.clear();
    for number in 0..part {
        let keys = (0..count).map(|row| room.looked[of(row, 1) + number]);
        room.keys.extend(keys);
    }
    for row in 0..count {
        room.shares.clear();
        room.shares.resize(count, 0.0);
        let query = &room.looked[of(row, 0)..][..part];
        for (number, keys) in query.iter().zip(room.keys.chunks_exact(count)) {
            for (share, key) in room.shares.iter_mut().zip(keys) {
                *share += number * key;
            }
        }
        for (share, offset) in room.shares.iter_mut().zip(heads.offsets(head, row, count)) {
            *share = *share * scale + offset;
        }
        softmax(&mut room.shares);
        let seen = &mut room.seen[row * width + head * part..][..part];
        for (other, &share) in room.shares.iter().enumerate() {
            let values = &room.looked[of(other, 2)..][..part];
            for (seen, value) in seen.iter_mut().zip(values) {
                *seen += share * value;
            }
        }
    }
}

impl Affine {
    /// The product of each row, and the summands. The outputs of the matrix are not padded.
    fn apply(&self, rows: &[f32], out: &mut Vec<f32>, scratch: &mut Scratch) {
        self.matrix.multiply(rows, out, scratch);
        for row in out.chunks_exact_mut(self.matrix.outputs()) {
            add(row, &self.bias);
        }
    }
}

impl Norm {
    fn apply(&self, row: &mut [f32]) {
        normalise(row, &self.factors, &self.summands);
    }
}

fn add(row: &mut [f32], summands: &[f32]) {
    for (value, summand) in row.iter_mut().zip(summands) {
        *value += summand;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_head_adds_depends_on_how_far_behind_the_other_piece_stands() {
        let most = 4;
        let distances = || (1 - most as i32)..most as i32;
        let numbers = |sign: f32| distances().map(move |distance| sign * distance as f32);
        let heads = Heads {
            count: 2,
            width: 1,
            offsets: numbers(1.0).chain(numbers(-1.0)).collect(),
            most,
        };
        assert_eq!(heads.offsets(0, 1, 3), [-1.0, 0.0, 1.0]);
        assert_eq!(heads.offsets(0, 3, 4), [-3.0, -2.0, -1.0, 0.0]);
        assert_eq!(heads.offsets(1, 0, 4), [0.0, -1.0, -2.0, -3.0]);
    }
}
