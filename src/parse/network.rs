//! The neural network: from the forms of a sentence to scores of parts of speech, morphology, arcs and labels.
//!
//! ```text
//! form ── hashes of form, prefixes, suffixes, shape ─► rows of the embedding ─┐
//! form ── word vector (lexicon::vectors) ─► linear ───────────────────────────┴ sum ─► leaky ─► 128 numbers a word
//! window of three words ─► linear ─► leaky ─► width
//! recurrent layers, each over the sentence forwards (one half) and backwards (the other half):
//!     candidate, forget, open = linear(x);  both gates also see the previous state
//!     state = forget * previous + (1 - forget) * candidate
//!     out   = open * state + (1 - open) * x            (a simple recurrent unit: Lei et al. 2018)
//! top ─► part of speech, morphology                    (linear)
//! top ─► as head, as dependent ─► bilinear score of each arc + score of its distance     (after Dozat and Manning 2017)
//! top ─► as head + as dependent + distance ─► leaky ─► label of the chosen arc           (after Kiperwasser and Goldberg 2016)
//! ```
//!
//! All products are in whole numbers (`arithmetic/products.rs`); the rest is plain IEEE arithmetic without library functions, so that every
//! machine gives the same tree.

use crate::lexicon::vectors;

use super::decode::{ArcScores, heads};
use super::features::{NO_ROW, Normal, Rows, SLOTS, hashes};
use super::labels::{Relation, Upos};
use super::settle::{Pasts, join_names};
use super::shape::{Dimensions, distance};
use crate::arithmetic::products::{Matrix, Scratch, add_scaled, dots};

/// Slope of the activation left of zero.
pub const LEAK: f32 = 0.1;

/// Word vectors have length one; times this their numbers are near one, like everything else in the network.
pub const VECTOR_SCALE: f32 = 8.0;

/// The activation: a rectifier that leaks.
#[inline(always)]
pub fn leaky(x: f32) -> f32 {
    if x < 0.0 { LEAK * x } else { x }
}

/// A sigmoid made of root and quotient only, which are exact everywhere: 0 at minus infinity, 1/2 at 0, 1 at infinity.
#[inline(always)]
pub fn squash(x: f32) -> f32 {
    0.5 + 0.5 * (x / (4.0 + x * x).sqrt())
}

/// The network with its parameters.
pub struct Network {
    /// Sizes.
    pub dimensions: Dimensions,
    /// For each part of speech, which classes of morphology it can have.
    pub allowed: Vec<Vec<bool>>,
    /// Which classes of morphology are forms of the past.
    pub pasts: Pasts,
    /// Feature hash to embedding row.
    pub rows: Rows,
    /// Embedding, bytes row after row.
    pub embed: Vec<i8>,
    /// Scale of each embedding row.
    pub embed_scales: Vec<f32>,
    /// Bias of the embedding.
    pub embed_bias: Vec<f32>,
    /// Word vector to embedding.
    pub vector: Matrix,
    /// Window of three.
    pub window: Matrix,
    /// Bias of the window.
    pub window_bias: Vec<f32>,
    /// Recurrent layers.
    pub layers: Vec<RecurrentLayer>,
    /// Everything that reads the top: arc head, arc dependent, label head, label dependent, part of speech, morphology.
    pub top: Matrix,
    /// Biases of the same.
    pub top_bias: Vec<f32>,
    /// Bilinear form of arcs.
    pub arc_form: Matrix,
    /// Its bias.
    pub arc_form_bias: Vec<f32>,
    /// The root as head of an arc.
    pub arc_root: Vec<f32>,
    /// Scores of the distance classes.
    pub arc_distance: Vec<f32>,
    /// The root as head of a label.
    pub label_root: Vec<f32>,
    /// Distance classes as the label scorer sees them.
    pub label_distance: Vec<f32>,
    /// Label scores.
    pub label_out: Matrix,
    /// Their bias.
    pub label_out_bias: Vec<f32>,
}

/// Parameters of a recurrent layer.
pub struct RecurrentLayer {
    /// Input to candidates and gates.
    pub input: Matrix,
    /// Weights of the previous state in the gates.
    pub state: Vec<f32>,
    /// Biases of the gates.
    pub bias: Vec<f32>,
}

/// What the network says of one sentence.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Analysis {
    /// Part of speech of each word.
    pub upos: Vec<u8>,
    /// Class of morphology of each word.
    pub morphs: Vec<u8>,
    /// Node of the head of each word: 0 for the root, i + 1 for word i.
    pub heads: Vec<u16>,
    /// Relation of each word.
    pub relations: Vec<u8>,
}

/// Memory that is used again from sentence to sentence.
#[derive(Default)]
struct Buffers {
    normal: Option<Normal>,
    /// Whether the sentence ends in a full stop, unlike a headline.
    full_stop: bool,
    vectors: Vec<f32>,
    embedded: Vec<f32>,
    windows: Vec<f32>,
    x: Vec<f32>,
    gates: Vec<f32>,
    top: Vec<f32>,
    dependents: Vec<f32>,
    questions: Vec<f32>,
    keys: Vec<f32>,
    scores: Vec<f32>,
    hidden: Vec<f32>,
    logits: Vec<f32>,
    scratch: Scratch,
}

impl Network {
    /// Analyses a sentence of these forms.
    pub fn analyse<'a>(&self, forms: impl ExactSizeIterator<Item = &'a str>) -> Analysis {
        thread_local! {
            static BUFFERS: std::cell::RefCell<Buffers> = std::cell::RefCell::default();
        }
        if forms.len() == 0 {
            return Analysis::default();
        }
        BUFFERS.with_borrow_mut(|buffers| {
            self.embed(forms, buffers);
            self.encode(buffers);
            self.score(buffers)
        })
    }

    /// Fills `embedded`.
    fn embed<'a>(&self, forms: impl ExactSizeIterator<Item = &'a str>, buffers: &mut Buffers) {
        let n = forms.len();
        let embed = self.dimensions.embed;
        let table = vectors::table();
        let normal = buffers.normal.get_or_insert_with(Normal::new);
        buffers.vectors.clear();
        buffers.vectors.resize(n * vectors::DIMENSIONS, 0.0);
        // The sums of the feature rows wait here until the product with the word vectors is there.
        buffers.hidden.clear();
        buffers.hidden.resize(n * embed, 0.0);
        for ((form, vector), sum) in forms
            .zip(buffers.vectors.chunks_exact_mut(vectors::DIMENSIONS))
            .zip(buffers.hidden.chunks_exact_mut(embed))
        {
            normal.set(form);
            buffers.full_stop = form == ".";
            if let Some(word) = table.word(normal.lower()) {
                let scale = word.inverse_norm() * VECTOR_SCALE;
                for (out, &v) in vector.iter_mut().zip(word.values()) {
                    *out = f32::from(v) * scale;
                }
            }
            sum.copy_from_slice(&self.embed_bias);
            for hash in hashes(normal) {
                let row = self.rows.get(hash);
                if row != NO_ROW {
                    let scale = self.embed_scales[row as usize];
                    let values = &self.embed[row as usize * embed..][..embed];
                    add_scaled(sum, values, scale);
                }
            }
        }
        self.vector.multiply(
            &buffers.vectors,
            &mut buffers.embedded,
            &mut buffers.scratch,
        );
        for (x, sum) in buffers.embedded.iter_mut().zip(&buffers.hidden) {
            *x = leaky(*x + sum);
        }
    }

    /// Fills `x` with the top of the encoder.
    fn encode(&self, buffers: &mut Buffers) {
        let embed = self.dimensions.embed;
        let width = self.dimensions.width();
        let n = buffers.embedded.len() / embed;
        buffers.windows.clear();
        buffers.windows.resize(n * 3 * embed, 0.0);
        for t in 0..n {
            let (from, to) = (t.saturating_sub(1), (t + 2).min(n));
            let skip = if t == 0 { embed } else { 0 };
            let words = &buffers.embedded[from * embed..to * embed];
            buffers.windows[t * 3 * embed + skip..][..words.len()].copy_from_slice(words);
        }
        self.window
            .multiply(&buffers.windows, &mut buffers.x, &mut buffers.scratch);
        for row in buffers.x.chunks_exact_mut(width) {
            for (x, bias) in row.iter_mut().zip(&self.window_bias) {
                *x = leaky(*x + bias);
            }
        }
        for layer in &self.layers {
            layer
                .input
                .multiply(&buffers.x, &mut buffers.gates, &mut buffers.scratch);
            layer.run(
                &mut buffers.x,
                &buffers.gates,
                self.dimensions.half,
                layer.input.outputs(),
            );
        }
    }

    /// Reads everything off the top of the encoder.
    fn score(&self, buffers: &mut Buffers) -> Analysis {
        let d = &self.dimensions;
        let n = buffers.x.len() / d.width();
        self.top
            .multiply(&buffers.x, &mut buffers.top, &mut buffers.scratch);
        let padded = self.top.outputs();
        let (arc, label) = (d.arc, d.label);
        let upos_at = 2 * arc + 2 * label;
        let morph_at = upos_at + Upos::ALL.len();
        buffers.dependents.clear();
        buffers.keys.clear();
        buffers.keys.extend_from_slice(&self.arc_root);
        let mut analysis = Analysis::default();
        for row in buffers.top.chunks_exact_mut(padded) {
            for (x, bias) in row.iter_mut().zip(&self.top_bias) {
                *x += bias;
            }
            for x in &mut row[..2 * arc] {
                *x = leaky(*x);
            }
            buffers.keys.extend_from_slice(&row[..arc]);
            buffers.dependents.extend_from_slice(&row[arc..2 * arc]);
            let upos = argmax(&row[upos_at..morph_at]);
            let morphs = &mut row[morph_at..morph_at + d.morphs];
            for (score, allowed) in morphs.iter_mut().zip(&self.allowed[usize::from(upos)]) {
                if !allowed {
                    *score = f32::NEG_INFINITY;
                }
            }
            analysis.upos.push(upos);
            analysis.morphs.push(argmax(morphs));
        }
        self.arc_form.multiply(
            &buffers.dependents,
            &mut buffers.questions,
            &mut buffers.scratch,
        );
        let question_width = self.arc_form.outputs();
        buffers.scores.clear();
        for (t, question) in buffers
            .questions
            .chunks_exact_mut(question_width)
            .enumerate()
        {
            for (q, bias) in question.iter_mut().zip(&self.arc_form_bias) {
                *q += bias;
            }
            let from = buffers.scores.len();
            dots(&question[..arc], &buffers.keys, &mut buffers.scores);
            for (head, score) in buffers.scores[from..].iter_mut().enumerate() {
                *score += self.arc_distance[if head == t + 1 { 0 } else { distance(t, head) }];
            }
        }
        analysis.heads = heads(&ArcScores {
            words: n,
            scores: &buffers.scores,
        });
        buffers.hidden.clear();
        for (t, &head) in analysis.heads.iter().enumerate() {
            let head = usize::from(head);
            let of_head = match head {
                0 => &self.label_root[..],
                head => &buffers.top[(head - 1) * padded + 2 * arc..][..label],
            };
            let of_dependent = &buffers.top[t * padded + 2 * arc + label..][..label];
            let of_distance = &self.label_distance[distance(t, head) * label..][..label];
            buffers.hidden.extend(
                of_head
                    .iter()
                    .zip(of_dependent)
                    .zip(of_distance)
                    .map(|((a, b), c)| leaky(a + b + c)),
            );
        }
        self.label_out
            .multiply(&buffers.hidden, &mut buffers.logits, &mut buffers.scratch);
        for ((t, row), &head) in buffers
            .logits
            .chunks_exact_mut(self.label_out.outputs())
            .enumerate()
            .zip(&analysis.heads)
        {
            for (x, bias) in row.iter_mut().zip(&self.label_out_bias) {
                *x += bias;
            }
            let row = &mut row[..Relation::ALL.len()];
            // Only the root is called root.
            row[Relation::Root as usize] = f32::NEG_INFINITY;
            let relation = if head == 0 {
                Relation::Root as u8
            } else {
                argmax(row)
            };
            debug_assert!(t < n);
            analysis.relations.push(relation);
        }
        join_names(&mut analysis);
        let padded = self.top.outputs();
        self.pasts
            .settle(&mut analysis, buffers.full_stop, |word, class| {
                buffers.top[word * padded + morph_at + class]
            });
        analysis
    }
}

impl RecurrentLayer {
    /// Runs both directions over the sentence; `x` is input and output.
    fn run(&self, x: &mut [f32], gates: &[f32], half: usize, stride: usize) {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: AVX2 was just found on this processor.
            return unsafe { self.run_fast(x, gates, half, stride) };
        }
        self.run_portable(x, gates, half, stride);
    }

    /// The same code, compiled for wider vectors. Root, quotient, product and sum are exact in either width.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn run_fast(&self, x: &mut [f32], gates: &[f32], half: usize, stride: usize) {
        self.run_portable(x, gates, half, stride);
    }

    #[inline(always)]
    fn run_portable(&self, x: &mut [f32], gates: &[f32], half: usize, stride: usize) {
        let width = 2 * half;
        let n = x.len() / width;
        let mut memory = vec![0f32; half];
        for direction in 0..2 {
            memory.fill(0.0);
            let state = &self.state[direction * 2 * half..][..2 * half];
            let bias = &self.bias[direction * 2 * half..][..2 * half];
            let (forget_state, open_state) = state.split_at(half);
            let (forget_bias, open_bias) = bias.split_at(half);
            for step in 0..n {
                let t = if direction == 0 { step } else { n - 1 - step };
                let gate = &gates[t * stride + direction * 3 * half..][..3 * half];
                let (candidate, gate) = gate.split_at(half);
                let (forget, open) = gate.split_at(half);
                let x = &mut x[t * width + direction * half..][..half];
                let memory = &mut memory[..half];
                for j in 0..half {
                    let previous = memory[j];
                    let f = squash(forget[j] + forget_state[j] * previous + forget_bias[j]);
                    let o = squash(open[j] + open_state[j] * previous + open_bias[j]);
                    let c = f * previous + (1.0 - f) * candidate[j];
                    memory[j] = c;
                    x[j] = o * c + (1.0 - o) * x[j];
                }
            }
        }
    }
}

/// The place of the largest; the first of equals.
fn argmax(scores: &[f32]) -> u8 {
    let mut best = 0;
    for (i, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = i;
        }
    }
    // Label sets are far smaller than 256.
    best as u8
}

/// The features of a form for the trainer: hashes and unit word vector (zeros if the word has none).
pub fn describe(normal: &mut Normal, form: &str) -> ([u32; SLOTS], [f32; vectors::DIMENSIONS]) {
    normal.set(form);
    let mut vector = [0f32; vectors::DIMENSIONS];
    if let Some(word) = vectors::table().word(normal.lower()) {
        for (out, &v) in vector.iter_mut().zip(word.values()) {
            *out = f32::from(v) * word.inverse_norm();
        }
    }
    (hashes(normal), vector)
}
