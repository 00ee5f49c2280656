//! The model file: written by the trainer, embedded in the program, read once.
//!
//! All numbers are little-endian. Layout: the name of the format; the sizes; the feature hashes; the embedding as bytes with a
//! scale per row; each matrix of [`Shape::matrices`] as bytes with a scale per output; each vector of [`Shape::vectors`] as
//! 32-bit floating point; the classes of morphology as feature strings; the lemma table.

use crate::arithmetic::products::{MOST_INPUTS, Matrix};

use super::features::Rows;
use super::labels::{Morph, Tense, Upos, VerbForm};
use super::lemma::Lemmatiser;
use super::network::{Network, RecurrentLayer};
use super::settle::Pasts;
use super::shape::{Dimensions, Shape, Slot};

/// Name and version of the format.
const MAGIC: &[u8; 8] = b"RSHPARS1";

/// What a model file holds.
pub struct Model {
    /// The network.
    pub network: Network,
    /// Classes of morphology.
    pub morphs: Vec<Morph>,
    /// The lemmatiser.
    pub lemmatiser: Lemmatiser,
}

/// Writes a model. `parameters` are laid out by `shape`; `hashes` name the rows of the embedding.
pub fn write(
    d: &Dimensions,
    shape: &Shape,
    parameters: &[f32],
    hashes: &[u32],
    morphs: &[Morph],
    lemmas: &Lemmatiser,
) -> Vec<u8> {
    let mut out = Vec::with_capacity(shape.total + shape.total / 8);
    out.extend_from_slice(MAGIC);
    for size in [d.rows, d.embed, d.half, d.layers, d.arc, d.label, d.morphs] {
        put(&mut out, size as u32);
    }
    for &hash in hashes {
        put(&mut out, hash);
    }
    let mut scales = Vec::with_capacity(d.rows);
    let mut bytes = Vec::with_capacity(d.rows * d.embed);
    for row in parameters[shape.embed.range()].chunks_exact(d.embed) {
        let scale = scale_of(row.iter().copied());
        scales.push(scale);
        bytes.extend(row.iter().map(|v| rounded(*v, scale)));
    }
    put_floats(&mut out, &scales);
    out.extend(bytes);
    for slot in shape.matrices() {
        let weights = &parameters[slot.range()];
        let scales: Vec<f32> = (0..slot.cols)
            .map(|j| scale_of(weights.iter().skip(j).step_by(slot.cols).copied()))
            .collect();
        put_floats(&mut out, &scales);
        for row in weights.chunks_exact(slot.cols) {
            out.extend(
                row.iter()
                    .zip(&scales)
                    .map(|(v, scale)| rounded(*v, *scale)),
            );
        }
    }
    for slot in shape.vectors() {
        put_floats(&mut out, &parameters[slot.range()]);
    }
    for morph in morphs {
        put_text(&mut out, &morph.name());
    }
    lemmas.write(&mut out);
    out
}

fn scale_of(values: impl Iterator<Item = f32>) -> f32 {
    values.fold(1e-12f32, |max, v| max.max(v.abs())) / 127.0
}

fn rounded(value: f32, scale: f32) -> u8 {
    (value / scale).round().clamp(-127.0, 127.0) as i8 as u8
}

pub(super) fn put(out: &mut Vec<u8>, value: u32) {
    out.extend_from_slice(&value.to_le_bytes());
}

fn put_floats(out: &mut Vec<u8>, values: &[f32]) {
    for value in values {
        out.extend_from_slice(&value.to_le_bytes());
    }
}

pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

/// Reads bytes from front to back; every step may find that there are too few.
pub(super) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(count)?;
        self.0 = tail;
        Some(head)
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        let bytes = self.take(4)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?))
    }

    pub(super) fn numbers(&mut self, count: usize) -> Option<Vec<u32>> {
        let bytes = self.take(count.checked_mul(4)?)?;
        Some(
            bytes
                .chunks_exact(4)
                .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
                .collect(),
        )
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        Some(
            self.numbers(count)?
                .into_iter()
                .map(f32::from_bits)
                .collect(),
        )
    }

    fn bytes(&mut self, count: usize) -> Option<Vec<i8>> {
        Some(self.take(count)?.iter().map(|&b| b as i8).collect())
    }

    pub(super) fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length as usize)?).ok()
    }
}

/// Reads a model; `None` if it is not one, or is cut short.
pub fn read(bytes: &[u8]) -> Option<Model> {
    Stored::read(bytes).map(Stored::model)
}

/// The parts of a model file, as they are stored.
struct Stored {
    dimensions: Dimensions,
    shape: Shape,
    hashes: Vec<u32>,
    embed_scales: Vec<f32>,
    embed: Vec<i8>,
    weights: Vec<(Slot, Vec<i8>, Vec<f32>)>,
    vectors: Vec<(Slot, Vec<f32>)>,
    morphs: Vec<Morph>,
    lemmatiser: Lemmatiser,
}

impl Stored {
    fn read(bytes: &[u8]) -> Option<Stored> {
        let mut reader = Reader(bytes);
        if reader.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let sizes = reader.numbers(7)?;
        // Anything larger is not a model but noise; the bounds also keep the arithmetic below from overflowing.
        if sizes[0] > 1 << 20
            || sizes[1..].iter().any(|&size| size > 512)
            || sizes[1..].contains(&0)
        {
            return None;
        }
        let d = Dimensions {
            rows: sizes[0] as usize,
            embed: sizes[1] as usize,
            half: sizes[2] as usize,
            layers: sizes[3] as usize,
            arc: sizes[4] as usize,
            label: sizes[5] as usize,
            morphs: sizes[6] as usize,
        };
        let widest = [3 * d.embed, d.width(), d.arc, d.label].into_iter().max();
        if widest > Some(MOST_INPUTS) || d.morphs > 255 {
            return None;
        }
        let shape = Shape::new(&d);
        let hashes = reader.numbers(d.rows)?;
        let embed_scales = reader.floats(d.rows)?;
        let embed = reader.bytes(d.rows * d.embed)?;
        let mut weights = Vec::new();
        for slot in shape.matrices() {
            let scales = reader.floats(slot.cols)?;
            weights.push((slot, reader.bytes(slot.rows * slot.cols)?, scales));
        }
        let mut vectors = Vec::new();
        for slot in shape.vectors() {
            vectors.push((slot, reader.floats(slot.range().len())?));
        }
        let mut morphs = Vec::new();
        for _ in 0..d.morphs {
            morphs.push(Morph::from_features(reader.text()?));
        }
        let lemmatiser = Lemmatiser::read(&mut reader)?;
        Some(Stored {
            dimensions: d,
            shape,
            hashes,
            embed_scales,
            embed,
            weights,
            vectors,
            morphs,
            lemmatiser,
        })
    }

    fn model(self) -> Model {
        let Stored {
            dimensions: d,
            shape,
            hashes,
            embed_scales,
            embed,
            weights,
            vectors,
            morphs,
            lemmatiser,
        } = self;
        let join = |slots: &[Slot]| {
            let parts: Vec<(&[i8], &[f32])> = weights
                .iter()
                .filter(|(slot, ..)| slots.contains(slot))
                .map(|(_, weights, scales)| (&weights[..], &scales[..]))
                .collect();
            Matrix::side_by_side(slots[0].rows, &parts)
        };
        let vector = |slot: Slot| -> Vec<f32> {
            vectors
                .iter()
                .find(|(other, _)| *other == slot)
                .map(|(_, values)| values.clone())
                .unwrap_or_default()
        };
        // `matrices` lists them in this order too, which keeps outputs and biases side by side.
        let top = [
            shape.arc_head,
            shape.arc_dependent,
            shape.label_head,
            shape.label_dependent,
            shape.upos,
            shape.morph,
        ];
        let top_bias = [
            vector(shape.arc_head_bias),
            vector(shape.arc_dependent_bias),
            vec![0.0; d.label],
            vector(shape.label_bias),
            vector(shape.upos_bias),
            vector(shape.morph_bias),
        ]
        .concat();
        let allowed = Upos::ALL
            .iter()
            .map(|&upos| morphs.iter().map(|morph| morph.fits(upos)).collect())
            .collect();
        let is = |form| {
            morphs
                .iter()
                .map(|morph| morph.tense == Some(Tense::Past) && morph.verb_form == Some(form))
                .collect()
        };
        let network = Network {
            allowed,
            pasts: Pasts {
                simple: is(VerbForm::Fin),
                participles: is(VerbForm::Part),
            },
            dimensions: d,
            rows: Rows::new(&hashes),
            embed,
            embed_scales,
            embed_bias: vector(shape.embed_bias),
            vector: join(&[shape.vector]),
            window: join(&[shape.window]),
            window_bias: vector(shape.window_bias),
            layers: shape
                .layers
                .iter()
                .map(|layer| RecurrentLayer {
                    input: join(&[layer.input]),
                    state: vector(layer.state),
                    bias: vector(layer.bias),
                })
                .collect(),
            top: join(&top),
            top_bias,
            arc_form: join(&[shape.arc_form]),
            arc_form_bias: vector(shape.arc_form_bias),
            arc_root: vector(shape.arc_root),
            arc_distance: vector(shape.arc_distance),
            label_root: vector(shape.label_root),
            label_distance: vector(shape.label_distance),
            label_out: join(&[shape.label_out]),
            label_out_bias: vector(shape.label_out_bias),
        };
        Model {
            network,
            morphs,
            lemmatiser,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_model_is_refused_without_panic() {
        for bytes in [&b""[..], b"RSHPARS1", b"RSHPARS1\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"] {
            assert!(read(bytes).is_none());
        }
    }

    #[test]
    fn a_model_cut_short_is_refused() {
        let d = Dimensions {
            rows: 2,
            embed: 4,
            half: 2,
            layers: 1,
            arc: 2,
            label: 2,
            morphs: 1,
        };
        let shape = Shape::new(&d);
        let flat = vec![0.5; shape.total];
        let bytes = write(
            &d,
            &shape,
            &flat,
            &[1, 2],
            &[Morph::default()],
            &Lemmatiser::default(),
        );
        assert!(read(&bytes).is_some());
        for end in (0..bytes.len()).step_by(97) {
            assert!(read(&bytes[..end]).is_none(), "{end}");
        }
    }
}
