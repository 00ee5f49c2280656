//! One step of learning: the network forwards over a batch of sentences, the loss, and the gradient of every parameter.
//!
//! The picture of the network is in `network.rs`; here each of its parts has a way back. All sentences of a batch lie one after
//! the other in the same matrices, so that the products are large.

use crate::lexicon::vectors;
use crate::random::Random;

use super::features::{NO_ROW, SLOTS};
use super::labels::{Relation, Upos};
use super::network::{LEAK, VECTOR_SCALE, leaky, squash};
use super::shape::{DISTANCES, Dimensions, Shape, Slot, distance};
use super::train_matrix::{multiply_add, rows, transposed};

/// A sentence ready for the network.
#[derive(Clone, Default)]
pub struct Example {
    /// Rows of the embedding, [`SLOTS`] a word.
    pub rows: Vec<[u32; SLOTS]>,
    /// Unit word vectors, one after the other.
    pub vectors: Vec<f32>,
    /// Node of the head: 0 for the root, i + 1 for word i.
    pub heads: Vec<u16>,
    /// Relation to the head.
    pub relations: Vec<u8>,
    /// Part of speech.
    pub upos: Vec<u8>,
    /// Class of morphology.
    pub morphs: Vec<u8>,
}

/// Sums over a batch, to be divided by the words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Loss {
    /// Cross entropy of all heads of the network together.
    pub total: f64,
    /// Words in the batch.
    pub words: usize,
}

/// A dropout mask: 0 with probability `rate`, else such that the mean is 1.
fn mask(random: &mut Random, length: usize, rate: f32) -> Vec<f32> {
    let keep = 1.0 / (1.0 - rate);
    (0..length)
        .map(|_| if random.unit() < rate { 0.0 } else { keep })
        .collect()
}

/// How much is dropped in training.
#[derive(Debug, Clone, Copy)]
pub struct Dropout {
    /// Between the layers; the same units for all words of a sentence.
    pub layers: f32,
    /// In the scorers.
    pub scorers: f32,
}

/// The network as it is now, and how a step treats it.
#[derive(Clone, Copy)]
pub struct State<'a> {
    /// Sizes.
    pub dimensions: &'a Dimensions,
    /// Places of the parameters.
    pub shape: &'a Shape,
    /// The parameters.
    pub parameters: &'a [f32],
    /// What is dropped.
    pub dropout: Dropout,
    /// What one word counts in the gradient.
    pub scale: f32,
}

/// Adds the gradient of the batch's loss to `gradient` and returns the loss.
pub fn learn(state: State, batch: &[Example], random: &mut Random, gradient: &mut [f32]) -> Loss {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        // SAFETY: AVX2 was just found on this processor.
        return unsafe { learn_fast(state, batch, random, gradient) };
    }
    learn_portable(state, batch, random, gradient)
}

/// The same code, compiled for wider vectors.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn learn_fast(state: State, batch: &[Example], random: &mut Random, gradient: &mut [f32]) -> Loss {
    learn_portable(state, batch, random, gradient)
}

#[allow(
    clippy::too_many_lines,
    reason = "forward and backward of one network read best as one text"
)]
#[inline(always)]
fn learn_portable(
    state: State,
    batch: &[Example],
    random: &mut Random,
    gradient: &mut [f32],
) -> Loss {
    let State {
        dimensions: d,
        shape,
        parameters,
        dropout,
        scale,
    } = state;
    let p = |slot: Slot| &parameters[slot.range()];
    let n: usize = batch.iter().map(|e| e.heads.len()).sum();
    let width = d.width();
    let (embed, half) = (d.embed, d.half);
    // First and last word of each sentence.
    let mut bounds = Vec::with_capacity(batch.len());
    let mut at = 0;
    for example in batch {
        bounds.push((at, at + example.heads.len()));
        at += example.heads.len();
    }

    // Embedding.
    let vectors: Vec<f32> = batch
        .iter()
        .flat_map(|e| e.vectors.iter().map(|v| v * VECTOR_SCALE))
        .collect();
    let mut embedded = repeat(p(shape.embed_bias), n);
    let table = p(shape.embed);
    for (row, slots) in embedded
        .chunks_exact_mut(embed)
        .zip(batch.iter().flat_map(|e| &e.rows))
    {
        for &slot in slots.iter().filter(|&&slot| slot != NO_ROW) {
            add(row, &table[slot as usize * embed..][..embed]);
        }
    }
    multiply_add(
        &mut embedded,
        rows(&vectors, vectors::DIMENSIONS),
        rows(p(shape.vector), embed),
        n,
        vectors::DIMENSIONS,
        embed,
    );
    activate(&mut embedded);
    let embed_mask = sentence_masks(&bounds, embed, dropout.layers, random);
    let embedded_dropped = product(&embedded, &embed_mask);

    // Window of three words.
    let mut windows = vec![0f32; n * 3 * embed];
    for &(start, end) in &bounds {
        for t in start..end {
            let row = &mut windows[t * 3 * embed..][..3 * embed];
            for (k, part) in row.chunks_exact_mut(embed).enumerate() {
                if t + k > start && t + k <= end {
                    part.copy_from_slice(&embedded_dropped[(t + k - 1) * embed..][..embed]);
                }
            }
        }
    }
    let mut x = repeat(p(shape.window_bias), n);
    multiply_add(
        &mut x,
        rows(&windows, 3 * embed),
        rows(p(shape.window), width),
        n,
        3 * embed,
        width,
    );
    activate(&mut x);

    // Recurrent layers.
    struct Memory {
        input: Vec<f32>,
        mask: Vec<f32>,
        dropped: Vec<f32>,
        /// Candidate, forget gate, output gate, forwards and backwards.
        gates: Vec<f32>,
        /// States, forwards and backwards.
        states: Vec<f32>,
    }
    let mut memories = Vec::new();
    for layer in &shape.layers {
        let mask = sentence_masks(&bounds, width, dropout.layers, random);
        let dropped = product(&x, &mask);
        let mut gates = vec![0f32; n * 6 * half];
        multiply_add(
            &mut gates,
            rows(&dropped, width),
            rows(p(layer.input), 6 * half),
            n,
            width,
            6 * half,
        );
        let mut states = vec![0f32; n * width];
        let mut output = vec![0f32; n * width];
        let (state, bias) = (p(layer.state), p(layer.bias));
        for &(start, end) in &bounds {
            for direction in 0..2 {
                let mut previous = vec![0f32; half];
                for step in 0..end - start {
                    let t = if direction == 0 {
                        start + step
                    } else {
                        end - 1 - step
                    };
                    let gate = &mut gates[t * 6 * half + direction * 3 * half..][..3 * half];
                    for j in 0..half {
                        let k = direction * 2 * half + j;
                        let forget = squash(gate[half + j] + state[k] * previous[j] + bias[k]);
                        let open = squash(
                            gate[2 * half + j] + state[k + half] * previous[j] + bias[k + half],
                        );
                        let c = forget * previous[j] + (1.0 - forget) * gate[j];
                        gate[half + j] = forget;
                        gate[2 * half + j] = open;
                        previous[j] = c;
                        let at = t * width + direction * half + j;
                        states[at] = c;
                        output[at] = open * c + (1.0 - open) * x[at];
                    }
                }
            }
        }
        memories.push(Memory {
            input: std::mem::replace(&mut x, output),
            mask,
            dropped,
            gates,
            states,
        });
    }
    let top_mask = sentence_masks(&bounds, width, dropout.layers, random);
    let top = product(&x, &top_mask);

    // Scorers.
    let dense = |input: &[f32], from: usize, weight: Slot, bias: Option<Slot>| {
        let mut out = match bias {
            Some(bias) => repeat(p(bias), n),
            None => vec![0f32; n * weight.cols],
        };
        multiply_add(
            &mut out,
            rows(input, from),
            rows(p(weight), weight.cols),
            n,
            from,
            weight.cols,
        );
        out
    };
    let (arc, label) = (d.arc, d.label);
    let mut arc_head = dense(&top, width, shape.arc_head, Some(shape.arc_head_bias));
    let mut arc_dependent = dense(
        &top,
        width,
        shape.arc_dependent,
        Some(shape.arc_dependent_bias),
    );
    activate(&mut arc_head);
    activate(&mut arc_dependent);
    let head_mask = sentence_masks(&bounds, arc, dropout.scorers, random);
    let dependent_mask = sentence_masks(&bounds, arc, dropout.scorers, random);
    let arc_head_dropped = product(&arc_head, &head_mask);
    let arc_dependent_dropped = product(&arc_dependent, &dependent_mask);
    let question = dense(
        &arc_dependent_dropped,
        arc,
        shape.arc_form,
        Some(shape.arc_form_bias),
    );
    let label_head = dense(&top, width, shape.label_head, None);
    let label_dependent = dense(&top, width, shape.label_dependent, Some(shape.label_bias));
    let upos = dense(&top, width, shape.upos, Some(shape.upos_bias));
    let morph = dense(&top, width, shape.morph, Some(shape.morph_bias));

    // Losses and the way back, from the top.
    let mut loss = 0f64;
    let mut d_top = vec![0f32; n * width];
    let back_dense = |input: &[f32],
                      from: usize,
                      weight: Slot,
                      bias: Option<Slot>,
                      d_out: &[f32],
                      d_input: &mut [f32],
                      gradient: &mut [f32]| {
        let cols = weight.cols;
        multiply_add(
            &mut gradient[weight.range()],
            transposed(input, from),
            rows(d_out, cols),
            from,
            n,
            cols,
        );
        if let Some(bias) = bias {
            for row in d_out.chunks_exact(cols) {
                add(&mut gradient[bias.range()], row);
            }
        }
        multiply_add(
            d_input,
            rows(d_out, cols),
            transposed(p(weight), cols),
            n,
            cols,
            from,
        );
    };
    let gold_upos: Vec<u8> = batch.iter().flat_map(|e| e.upos.iter().copied()).collect();
    let gold_morphs: Vec<u8> = batch
        .iter()
        .flat_map(|e| e.morphs.iter().copied())
        .collect();
    let mut d_upos = upos;
    let mut d_morph = morph;
    for (row, &gold) in d_upos.chunks_exact_mut(Upos::ALL.len()).zip(&gold_upos) {
        loss += f64::from(UPOS_WEIGHT) * cross_entropy(row, usize::from(gold), scale * UPOS_WEIGHT);
    }
    for (row, &gold) in d_morph.chunks_exact_mut(d.morphs).zip(&gold_morphs) {
        loss +=
            f64::from(MORPH_WEIGHT) * cross_entropy(row, usize::from(gold), scale * MORPH_WEIGHT);
    }
    back_dense(
        &top,
        width,
        shape.upos,
        Some(shape.upos_bias),
        &d_upos,
        &mut d_top,
        gradient,
    );
    back_dense(
        &top,
        width,
        shape.morph,
        Some(shape.morph_bias),
        &d_morph,
        &mut d_top,
        gradient,
    );

    let mut d_question = vec![0f32; n * arc];
    let mut d_arc_head = vec![0f32; n * arc];
    let mut d_label_head = vec![0f32; n * label];
    let mut d_label_dependent = vec![0f32; n * label];
    let relations = Relation::ALL.len();
    let (arc_root, arc_distance) = (p(shape.arc_root), p(shape.arc_distance));
    let mut hidden_rows = vec![0f32; n * label];
    let mut d_logits = repeat(p(shape.label_out_bias), n);
    for (example, &(start, end)) in batch.iter().zip(&bounds) {
        let length = end - start;
        let mut scores = vec![0f32; length * (length + 1)];
        let mut keys = Vec::with_capacity((length + 1) * arc);
        keys.extend_from_slice(arc_root);
        keys.extend_from_slice(&arc_head_dropped[start * arc..end * arc]);
        multiply_add(
            &mut scores,
            rows(&question[start * arc..end * arc], arc),
            transposed(&keys, arc),
            length,
            arc,
            length + 1,
        );
        for (t, row) in scores.chunks_exact_mut(length + 1).enumerate() {
            for (head, score) in row.iter_mut().enumerate() {
                if head == t + 1 {
                    *score = f32::NEG_INFINITY;
                } else {
                    *score += arc_distance[distance(t, head)];
                }
            }
            loss += cross_entropy(row, usize::from(example.heads[t]), scale);
            for (head, &g) in row.iter().enumerate() {
                if head != t + 1 {
                    gradient[shape.arc_distance.start + distance(t, head)] += g;
                }
            }
        }
        let mut d_keys = vec![0f32; (length + 1) * arc];
        multiply_add(
            &mut d_keys,
            transposed(&scores, length + 1),
            rows(&question[start * arc..end * arc], arc),
            length + 1,
            length,
            arc,
        );
        add(&mut gradient[shape.arc_root.range()], &d_keys[..arc]);
        add(&mut d_arc_head[start * arc..end * arc], &d_keys[arc..]);
        multiply_add(
            &mut d_question[start * arc..end * arc],
            rows(&scores, length + 1),
            rows(&keys, arc),
            length,
            length + 1,
            arc,
        );

        // The hidden layer of the label scorer, for the right head.
        for t in 0..length {
            let head = usize::from(example.heads[t]);
            let of_head = match head {
                0 => p(shape.label_root),
                head => &label_head[(start + head - 1) * label..][..label],
            };
            let class = distance(t, head);
            let of_distance = &p(shape.label_distance)[class * label..][..label];
            let of_dependent = &label_dependent[(start + t) * label..][..label];
            let hidden = &mut hidden_rows[(start + t) * label..][..label];
            for j in 0..label {
                hidden[j] = leaky(of_head[j] + of_dependent[j] + of_distance[j]);
            }
        }
    }
    let label_mask = sentence_masks(&bounds, label, dropout.scorers, random);
    let hidden_dropped = product(&hidden_rows, &label_mask);
    multiply_add(
        &mut d_logits,
        rows(&hidden_dropped, label),
        rows(p(shape.label_out), relations),
        n,
        label,
        relations,
    );
    let gold_relations: Vec<u8> = batch
        .iter()
        .flat_map(|e| e.relations.iter().copied())
        .collect();
    for (row, &gold) in d_logits.chunks_exact_mut(relations).zip(&gold_relations) {
        loss += cross_entropy(row, usize::from(gold), scale);
    }
    let mut d_hidden = vec![0f32; n * label];
    back_dense(
        &hidden_dropped,
        label,
        shape.label_out,
        Some(shape.label_out_bias),
        &d_logits,
        &mut d_hidden,
        gradient,
    );
    multiply(&mut d_hidden, &label_mask);
    deactivate(&mut d_hidden, &hidden_rows);
    for (example, &(start, end)) in batch.iter().zip(&bounds) {
        for t in 0..end - start {
            let head = usize::from(example.heads[t]);
            let d_hidden = &d_hidden[(start + t) * label..][..label];
            add(
                &mut d_label_dependent[(start + t) * label..][..label],
                d_hidden,
            );
            let class = distance(t, head);
            add(
                &mut gradient[shape.label_distance.start + class * label..][..label],
                d_hidden,
            );
            match head {
                0 => add(&mut gradient[shape.label_root.range()], d_hidden),
                head => add(
                    &mut d_label_head[(start + head - 1) * label..][..label],
                    d_hidden,
                ),
            }
        }
    }
    back_dense(
        &top,
        width,
        shape.label_head,
        None,
        &d_label_head,
        &mut d_top,
        gradient,
    );
    back_dense(
        &top,
        width,
        shape.label_dependent,
        Some(shape.label_bias),
        &d_label_dependent,
        &mut d_top,
        gradient,
    );
    let mut d_arc_dependent = vec![0f32; n * arc];
    back_dense(
        &arc_dependent_dropped,
        arc,
        shape.arc_form,
        Some(shape.arc_form_bias),
        &d_question,
        &mut d_arc_dependent,
        gradient,
    );
    multiply(&mut d_arc_dependent, &dependent_mask);
    deactivate(&mut d_arc_dependent, &arc_dependent);
    multiply(&mut d_arc_head, &head_mask);
    deactivate(&mut d_arc_head, &arc_head);
    back_dense(
        &top,
        width,
        shape.arc_head,
        Some(shape.arc_head_bias),
        &d_arc_head,
        &mut d_top,
        gradient,
    );
    back_dense(
        &top,
        width,
        shape.arc_dependent,
        Some(shape.arc_dependent_bias),
        &d_arc_dependent,
        &mut d_top,
        gradient,
    );
    multiply(&mut d_top, &top_mask);

    // Back through the recurrent layers.
    let mut d_x = d_top;
    for (layer, memory) in shape.layers.iter().zip(&memories).rev() {
        let state = p(layer.state);
        let mut d_gates = vec![0f32; n * 6 * half];
        let mut d_input = vec![0f32; n * width];
        let mut d_state = vec![0f32; 4 * half];
        let mut d_bias = vec![0f32; 4 * half];
        for &(start, end) in &bounds {
            for direction in 0..2 {
                let mut carry = vec![0f32; half];
                for step in (0..end - start).rev() {
                    let t = if direction == 0 {
                        start + step
                    } else {
                        end - 1 - step
                    };
                    let before = match (step, direction) {
                        (0, _) => None,
                        (_, 0) => Some(t - 1),
                        _ => Some(t + 1),
                    };
                    let gate = &memory.gates[t * 6 * half + direction * 3 * half..][..3 * half];
                    let d_gate = &mut d_gates[t * 6 * half + direction * 3 * half..][..3 * half];
                    for j in 0..half {
                        let at = t * width + direction * half + j;
                        let previous =
                            before.map_or(0.0, |b| memory.states[b * width + direction * half + j]);
                        let (candidate, forget, open) =
                            (gate[j], gate[half + j], gate[2 * half + j]);
                        let d_h = d_x[at];
                        let d_open =
                            d_h * (memory.states[at] - memory.input[at]) * squash_slope(open);
                        d_input[at] += d_h * (1.0 - open);
                        let d_c = d_h * open + carry[j];
                        let d_forget = d_c * (previous - candidate) * squash_slope(forget);
                        d_gate[j] = d_c * (1.0 - forget);
                        d_gate[half + j] = d_forget;
                        d_gate[2 * half + j] = d_open;
                        let k = direction * 2 * half + j;
                        carry[j] = d_c * forget + d_forget * state[k] + d_open * state[k + half];
                        d_state[k] += d_forget * previous;
                        d_state[k + half] += d_open * previous;
                        d_bias[k] += d_forget;
                        d_bias[k + half] += d_open;
                    }
                }
            }
        }
        add(&mut gradient[layer.state.range()], &d_state);
        add(&mut gradient[layer.bias.range()], &d_bias);
        let mut d_dropped = vec![0f32; n * width];
        back_dense(
            &memory.dropped,
            width,
            layer.input,
            None,
            &d_gates,
            &mut d_dropped,
            gradient,
        );
        multiply(&mut d_dropped, &memory.mask);
        add(&mut d_input, &d_dropped);
        d_x = d_input;
    }

    // Window and embedding.
    let window_out = memories.first().map_or(&x, |memory| &memory.input);
    deactivate(&mut d_x, window_out);
    let mut d_windows = vec![0f32; n * 3 * embed];
    back_dense(
        &windows,
        3 * embed,
        shape.window,
        Some(shape.window_bias),
        &d_x,
        &mut d_windows,
        gradient,
    );
    let mut d_embedded = vec![0f32; n * embed];
    for &(start, end) in &bounds {
        for t in start..end {
            for (k, part) in d_windows[t * 3 * embed..][..3 * embed]
                .chunks_exact(embed)
                .enumerate()
            {
                if t + k > start && t + k <= end {
                    add(&mut d_embedded[(t + k - 1) * embed..][..embed], part);
                }
            }
        }
    }
    multiply(&mut d_embedded, &embed_mask);
    deactivate(&mut d_embedded, &embedded);
    multiply_add(
        &mut gradient[shape.vector.range()],
        transposed(&vectors, vectors::DIMENSIONS),
        rows(&d_embedded, embed),
        vectors::DIMENSIONS,
        n,
        embed,
    );
    for (row, slots) in d_embedded
        .chunks_exact(embed)
        .zip(batch.iter().flat_map(|e| &e.rows))
    {
        add(&mut gradient[shape.embed_bias.range()], row);
        for &slot in slots.iter().filter(|&&slot| slot != NO_ROW) {
            add(
                &mut gradient[shape.embed.start + slot as usize * embed..][..embed],
                row,
            );
        }
    }
    debug_assert_eq!(shape.arc_distance.cols, DISTANCES);
    Loss {
        total: loss,
        words: n,
    }
}

/// Parts of speech are asked of every word and everything downstream leans on them.
const UPOS_WEIGHT: f32 = 1.5;

/// Morphology follows from the part of speech and the form for the most part: it may weigh less.
const MORPH_WEIGHT: f32 = 0.5;

/// Slope of [`squash`] where its value is `s`.
fn squash_slope(s: f32) -> f32 {
    let product = s * (1.0 - s);
    2.0 * product * product.max(0.0).sqrt()
}

/// Turns scores into the gradient of `scale` times the cross entropy, in place, and returns the (unscaled) cross entropy.
fn cross_entropy(scores: &mut [f32], gold: usize, scale: f32) -> f64 {
    let max = scores.iter().fold(f32::NEG_INFINITY, |max, &s| max.max(s));
    let mut sum = 0f32;
    for score in scores.iter_mut() {
        *score = (*score - max).exp();
        sum += *score;
    }
    let loss = -f64::from((scores[gold] / sum).max(1e-30)).ln();
    for score in scores.iter_mut() {
        *score *= scale / sum;
    }
    scores[gold] -= scale;
    loss
}

fn repeat(row: &[f32], times: usize) -> Vec<f32> {
    row.repeat(times)
}

fn add(to: &mut [f32], from: &[f32]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += from;
    }
}

fn multiply(to: &mut [f32], by: &[f32]) {
    for (to, by) in to.iter_mut().zip(by) {
        *to *= by;
    }
}

fn product(a: &[f32], b: &[f32]) -> Vec<f32> {
    a.iter().zip(b).map(|(a, b)| a * b).collect()
}

fn activate(values: &mut [f32]) {
    for value in values {
        *value = leaky(*value);
    }
}

/// Takes the slope of the activation into the gradient; the sign of the output is that of the input.
fn deactivate(gradient: &mut [f32], output: &[f32]) {
    for (gradient, &output) in gradient.iter_mut().zip(output) {
        if output < 0.0 {
            *gradient *= LEAK;
        }
    }
}

/// One mask a sentence, repeated for each of its words.
fn sentence_masks(
    bounds: &[(usize, usize)],
    width: usize,
    rate: f32,
    random: &mut Random,
) -> Vec<f32> {
    let mut masks = Vec::with_capacity(bounds.last().map_or(0, |b| b.1) * width);
    for &(start, end) in bounds {
        let mask = mask(random, width, rate);
        for _ in start..end {
            masks.extend_from_slice(&mask);
        }
    }
    masks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gradients_agree_with_finite_differences() {
        let d = Dimensions {
            rows: 6,
            embed: 5,
            half: 3,
            layers: 2,
            arc: 4,
            label: 4,
            morphs: 3,
        };
        let shape = Shape::new(&d);
        let mut random = Random(3);
        let mut parameters: Vec<f32> = (0..shape.total).map(|_| random.unit() - 0.5).collect();
        let example = |n: usize, seed: u32| Example {
            rows: (0..n as u32)
                .map(|t| std::array::from_fn(|s| (t * 7 + s as u32 + seed) % 6))
                .collect(),
            vectors: (0..n * vectors::DIMENSIONS)
                .map(|i| ((i * 31 % 17) as f32 - 8.0) / 80.0)
                .collect(),
            heads: (0..n as u16).map(|t| if t == 1 { 0 } else { 2 }).collect(),
            relations: (0..n as u8).collect(),
            upos: (0..n as u8).collect(),
            morphs: (0..n as u8).map(|t| t % 3).collect(),
        };
        let batch = [example(4, 1), example(1, 2), example(3, 5)];
        let batch: Vec<Example> = batch
            .into_iter()
            .map(|mut e| {
                if e.heads.len() == 1 {
                    e.heads[0] = 0;
                }
                e
            })
            .collect();
        let none = Dropout {
            layers: 0.0,
            scorers: 0.0,
        };
        let run = |parameters: &[f32], gradient: &mut [f32]| {
            let state = State {
                dimensions: &d,
                shape: &shape,
                parameters,
                dropout: none,
                scale: 1.0,
            };
            learn(state, &batch, &mut Random(1), gradient).total
        };
        let mut gradient = vec![0f32; shape.total];
        run(&parameters, &mut gradient);
        let mut checked = 0;
        for at in (shape.embed_bias.start..shape.total)
            .step_by(13)
            .chain(0..20)
        {
            let old = parameters[at];
            let mut scratch = vec![0f32; shape.total];
            parameters[at] = old + 2e-3;
            let up = run(&parameters, &mut scratch);
            parameters[at] = old - 2e-3;
            let down = run(&parameters, &mut scratch);
            parameters[at] = old;
            let slope = ((up - down) / 4e-3) as f32;
            assert!(
                (slope - gradient[at]).abs() < 0.01 + 0.02 * slope.abs(),
                "{at}: {slope} {}",
                gradient[at]
            );
            checked += 1;
        }
        assert!(checked > 50);
    }
}
