//! The sizes of the network and where each of its parameters lies.
//!
//! One list, used by the trainer (one flat vector of numbers), by the model file (the same order) and by the parser.

use crate::lexicon::vectors;

use super::labels::{Relation, Upos};

/// Sizes of the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dimensions {
    /// Rows of the feature embedding.
    pub rows: usize,
    /// Width of the embedding.
    pub embed: usize,
    /// Width of one direction of a recurrent layer; the layers are twice as wide.
    pub half: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Width of the arc scorer.
    pub arc: usize,
    /// Width of the label scorer.
    pub label: usize,
    /// Classes of morphology.
    pub morphs: usize,
}

impl Dimensions {
    /// Width of the layers.
    pub fn width(&self) -> usize {
        2 * self.half
    }
}

/// Where a parameter matrix lies in the flat vector: `rows` inputs by `cols` outputs, row after row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// First number.
    pub start: usize,
    /// Inputs; 1 for a vector.
    pub rows: usize,
    /// Outputs.
    pub cols: usize,
}

impl Slot {
    /// The numbers it covers.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start..self.start + self.rows * self.cols
    }
}

/// One recurrent layer: per direction the candidate, the forget gate and the output gate.
#[derive(Debug, Clone, Copy)]
pub struct Layer {
    /// `width` by `6 half`: candidate, forget, output forwards; the same backwards.
    pub input: Slot,
    /// Weights of the previous state in both gates of both directions: `4 half`.
    pub state: Slot,
    /// Biases of both gates of both directions: `4 half`.
    pub bias: Slot,
}

/// All parameters.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Feature embedding.
    pub embed: Slot,
    /// Word vector to embedding width.
    pub vector: Slot,
    /// Bias of the embedding.
    pub embed_bias: Slot,
    /// Window of three words to layer width.
    pub window: Slot,
    /// Bias of the window.
    pub window_bias: Slot,
    /// The recurrent layers.
    pub layers: Vec<Layer>,
    /// Word as head of an arc.
    pub arc_head: Slot,
    /// Bias.
    pub arc_head_bias: Slot,
    /// Word as dependent of an arc.
    pub arc_dependent: Slot,
    /// Bias.
    pub arc_dependent_bias: Slot,
    /// The bilinear form between the two.
    pub arc_form: Slot,
    /// Its bias: how readily a word is a head at all.
    pub arc_form_bias: Slot,
    /// The root as a head.
    pub arc_root: Slot,
    /// Score of each distance class.
    pub arc_distance: Slot,
    /// Head as seen by the label scorer.
    pub label_head: Slot,
    /// Dependent as seen by the label scorer.
    pub label_dependent: Slot,
    /// Bias.
    pub label_bias: Slot,
    /// The root as seen by the label scorer.
    pub label_root: Slot,
    /// Distance class as seen by the label scorer.
    pub label_distance: Slot,
    /// Label scores.
    pub label_out: Slot,
    /// Bias.
    pub label_out_bias: Slot,
    /// Part-of-speech scores.
    pub upos: Slot,
    /// Bias.
    pub upos_bias: Slot,
    /// Morphology scores.
    pub morph: Slot,
    /// Bias.
    pub morph_bias: Slot,
    /// How many numbers there are in all.
    pub total: usize,
}

impl Shape {
    /// Lays out a network of these sizes.
    pub fn new(d: &Dimensions) -> Self {
        let mut total = 0;
        let mut slot = |rows, cols| {
            let slot = Slot {
                start: total,
                rows,
                cols,
            };
            total += rows * cols;
            slot
        };
        let width = d.width();
        let embed = slot(d.rows, d.embed);
        let vector = slot(vectors::DIMENSIONS, d.embed);
        let embed_bias = slot(1, d.embed);
        let window = slot(3 * d.embed, width);
        let window_bias = slot(1, width);
        let layers = (0..d.layers)
            .map(|_| Layer {
                input: slot(width, 6 * d.half),
                state: slot(1, 4 * d.half),
                bias: slot(1, 4 * d.half),
            })
            .collect();
        let mut shape = Shape {
            embed,
            vector,
            embed_bias,
            window,
            window_bias,
            layers,
            arc_head: slot(width, d.arc),
            arc_head_bias: slot(1, d.arc),
            arc_dependent: slot(width, d.arc),
            arc_dependent_bias: slot(1, d.arc),
            arc_form: slot(d.arc, d.arc),
            arc_form_bias: slot(1, d.arc),
            arc_root: slot(1, d.arc),
            arc_distance: slot(1, DISTANCES),
            label_head: slot(width, d.label),
            label_dependent: slot(width, d.label),
            label_bias: slot(1, d.label),
            label_root: slot(1, d.label),
            label_distance: slot(DISTANCES, d.label),
            label_out: slot(d.label, Relation::ALL.len()),
            label_out_bias: slot(1, Relation::ALL.len()),
            upos: slot(width, Upos::ALL.len()),
            upos_bias: slot(1, Upos::ALL.len()),
            morph: slot(width, d.morphs),
            morph_bias: slot(1, d.morphs),
            total: 0,
        };
        shape.total = total;
        shape
    }

    /// The weight matrices that are stored as bytes with one scale per output.
    pub fn matrices(&self) -> Vec<Slot> {
        let mut all = vec![self.vector, self.window];
        all.extend(self.layers.iter().map(|layer| layer.input));
        all.extend([
            self.arc_head,
            self.arc_dependent,
            self.arc_form,
            self.label_head,
            self.label_dependent,
            self.label_out,
            self.upos,
            self.morph,
        ]);
        all
    }

    /// The vectors that are stored as they are.
    pub fn vectors(&self) -> Vec<Slot> {
        let mut all = vec![self.embed_bias, self.window_bias];
        for layer in &self.layers {
            all.extend([layer.state, layer.bias]);
        }
        all.extend([
            self.arc_head_bias,
            self.arc_dependent_bias,
            self.arc_form_bias,
            self.arc_root,
            self.arc_distance,
            self.label_bias,
            self.label_root,
            self.label_distance,
            self.label_out_bias,
            self.upos_bias,
            self.morph_bias,
        ]);
        all
    }
}

/// Classes of distance between a dependent and its head.
pub const DISTANCES: usize = 17;

/// The class of the distance from word `dependent` to node `head`, where node 0 is the root and node i + 1 is word i.
pub fn distance(dependent: usize, head: usize) -> usize {
    if head == 0 {
        return 0;
    }
    let head = head - 1;
    let class = |steps: usize| match steps {
        0..=4 => steps,
        5..=6 => 5,
        7..=9 => 6,
        10..=16 => 7,
        _ => 8,
    };
    if head < dependent {
        class(dependent - head)
    } else {
        8 + class(head - dependent).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_stay_in_their_classes_and_know_the_side() {
        for dependent in 0..60 {
            for head in (0..=60).filter(|&h| h != dependent + 1) {
                assert!(distance(dependent, head) < DISTANCES);
            }
        }
        assert_eq!(distance(3, 0), 0);
        assert_eq!(distance(3, 3), 1);
        assert_eq!(distance(3, 5), 9);
    }

    #[test]
    fn every_parameter_is_stored_once() {
        let shape = Shape::new(&Dimensions {
            rows: 5,
            embed: 4,
            half: 3,
            layers: 2,
            arc: 2,
            label: 2,
            morphs: 3,
        });
        let mut slots = shape.matrices();
        slots.extend(shape.vectors());
        slots.push(shape.embed);
        slots.sort_by_key(|s| s.start);
        let mut at = 0;
        for slot in slots {
            assert_eq!(slot.start, at);
            at = slot.range().end;
        }
        assert_eq!(at, shape.total);
    }
}
