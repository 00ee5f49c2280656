//! Training: from treebanks to a model file.
//!
//! In: sentences of treebanks to learn from, others to measure on, settings. Out: the bytes of a model. The same input, settings
//! and seed give the same model on one machine: sentences are shuffled by the seed, each batch is cut into a fixed number of
//! shares, and the gradients of the shares are added in order, whatever the number of threads.
//!
//! To resist dirty text, some sentences are spoilt before each use: lower case, title case, capitals, no final punctuation, no
//! commas (see `spoil`).

use rustc_hash::FxHashMap;

use super::Parser;
use super::conllu::Sentence;
use super::features::{FORM_SLOT, NO_ROW, Normal, Rows, SLOTS, hashes};
use super::labels::{Morph, Relation, Upos};
use super::lemma::{Lemmatiser, Lesson};
use super::model;
use super::network::describe;
use super::score::{Score, score};
use super::shape::{Dimensions, Shape};
use super::train_network::{Dropout, Example, Loss, State, learn};
use super::train_variants::{
    Appositions, appositions, as_headline, reports, with_apposition, with_speech_first,
};
use crate::random::Random;

/// What can be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Passes over the sentences.
    pub epochs: usize,
    /// Words in a batch.
    pub batch: usize,
    /// Largest step of the optimiser.
    pub rate: f32,
    /// Seed of everything random.
    pub seed: u64,
    /// Width of one direction of the recurrent layers.
    pub half: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Dropout between layers and in the scorers.
    pub dropout: f32,
    /// Decay of weights, per step and unit of rate.
    pub decay: f32,
}

impl Default for Settings {
    /// The settings of the shipped model.
    fn default() -> Self {
        Settings {
            epochs: 20,
            batch: 700,
            rate: 2e-3,
            seed: 1,
            half: 128,
            layers: 3,
            dropout: 0.3,
            decay: 0.0,
        }
    }
}

/// Width of the embedding of a word; three of them are the inputs of the first product.
const EMBED: usize = 128;
/// Width of the arc scorer and of the label scorer.
const SCORER: usize = 96;
/// A feature must occur this often to get a row: by slot, the form first.
const MIN_COUNT: [usize; SLOTS] = [2, 4, 4, 5, 5, 5, 5, 4];
/// Shares of a batch. Fixed, so that the sums do not depend on the number of threads.
const SHARES: usize = 2;
/// Steps until the optimiser takes full steps.
const WARM_UP: usize = 200;
/// Decay of the optimiser's two running means.
const MOMENTUM: f32 = 0.9;
const VARIANCE: f32 = 0.98;
/// The running mean of the parameters takes in the present ones every so many steps, and keeps this share of itself: it reaches
/// back over some 500 steps, a bit more than a pass.
const AVERAGE_EVERY: usize = 8;
const AVERAGE: f32 = 0.984;
/// Gradients longer than this (for a mean loss per word) are shortened.
const MAX_NORM: f32 = 3.0;

/// How the training goes, after each pass.
#[derive(Debug, Clone)]
pub struct Progress<'a> {
    /// Passes done, from 1.
    pub epoch: usize,
    /// Mean loss per word, all scorers together.
    pub loss: f64,
    /// On the sentences to measure on; only every few passes and after the last.
    pub score: Option<Score>,
    /// The model as it is now, where it was measured.
    pub model: Option<&'a [u8]>,
}

/// Trains a model. `report` is called after each pass.
pub fn train(
    treebank: &[Sentence],
    dev: &[Sentence],
    settings: &Settings,
    mut report: impl FnMut(&Progress<'_>),
) -> Vec<u8> {
    let morphs = morph_classes(treebank);
    let appositions = appositions(treebank);
    let lemmatiser = learn_lemmas(treebank);
    let (features, counts) = count_features(treebank);
    let rows = Rows::new(&features);
    let d = Dimensions {
        rows: features.len(),
        embed: EMBED,
        half: settings.half,
        layers: settings.layers,
        arc: SCORER,
        label: SCORER,
        morphs: morphs.len(),
    };
    let shape = Shape::new(&d);
    let mut parameters = initial(&d, &shape, settings.seed);
    let mut optimiser = Optimiser::new(shape.total);
    let mut mean = parameters.clone();
    let words: usize = treebank.iter().map(|s| s.words.len()).sum();
    let steps = settings.epochs * (words / settings.batch + 1);
    let dropout = Dropout {
        layers: settings.dropout,
        scorers: settings.dropout,
    };
    let mut gradients = vec![vec![0f32; shape.total]; SHARES];
    let mut model = Vec::new();
    for epoch in 1..=settings.epochs {
        let mut random = Random(
            settings
                .seed
                .wrapping_mul(1_000_003)
                .wrapping_add(epoch as u64),
        );
        let mut order: Vec<usize> = (0..treebank.len()).collect();
        random.shuffle(&mut order);
        let mut loss = Loss::default();
        let mut at = 0;
        while at < order.len() {
            let mut shares: Vec<Vec<usize>> = vec![Vec::new(); SHARES];
            let mut size = 0;
            let mut turn = 0;
            while at < order.len() && size < settings.batch {
                size += treebank[order[at]].words.len();
                shares[turn % SHARES].push(order[at]);
                turn += 1;
                at += 1;
            }
            let scale = 1.0 / size.max(1) as f32;
            let seed = random.bits();
            let work = |share: usize, sentences: &[usize], gradient: &mut [f32]| {
                gradient.fill(0.0);
                let mut random = Random(seed.wrapping_add(share as u64));
                let batch: Vec<Example> = sentences
                    .iter()
                    .map(|&s| {
                        let variant = vary(&treebank[s], &appositions, &mut random);
                        let sentence = variant.as_ref().unwrap_or(&treebank[s]);
                        example(sentence, &rows, &counts, &morphs, &mut random)
                    })
                    .filter(|e| !e.heads.is_empty())
                    .collect();
                let state = State {
                    dimensions: &d,
                    shape: &shape,
                    parameters: &parameters,
                    dropout,
                    scale,
                };
                learn(state, &batch, &mut random, gradient)
            };
            let work = &work;
            let losses: Vec<Loss> = std::thread::scope(|scope| {
                let handles: Vec<_> = gradients
                    .iter_mut()
                    .zip(&shares)
                    .enumerate()
                    .map(|(share, (gradient, sentences))| {
                        scope.spawn(move || work(share, sentences, gradient))
                    })
                    .collect();
                handles
                    .into_iter()
                    // A worker that panicked has found a bug in this file; there is no model without it.
                    .map(|handle| {
                        handle
                            .join()
                            .expect("a share of the batch could not be learnt")
                    })
                    .collect()
            });
            for part in losses {
                loss.total += part.total;
                loss.words += part.words;
            }
            let (first, rest) = gradients.split_at_mut(1);
            for other in rest {
                for (sum, value) in first[0].iter_mut().zip(other.iter()) {
                    *sum += value;
                }
            }
            let step = optimiser.steps as f32;
            let warm = ((step + 1.0) / WARM_UP as f32).min(1.0);
            let rest = (1.0 - step / steps as f32).max(0.02);
            optimiser.step(
                &mut parameters,
                &first[0],
                settings.rate * warm * rest,
                settings.decay,
            );
            if optimiser.steps.is_multiple_of(AVERAGE_EVERY) {
                average(&mut mean, &parameters, optimiser.steps / AVERAGE_EVERY);
            }
        }
        let last = epoch == settings.epochs;
        let measure = (last || epoch.is_multiple_of(3)) && !dev.is_empty();
        if measure || last {
            model = model::write(&d, &shape, &mean, &features, &morphs, &lemmatiser);
        }
        let score = measure.then(|| {
            // The bytes were written a moment ago by the same program.
            let parser =
                Parser::from_model(&model).expect("a model that was just written can be read");
            score(&parser, dev)
        });
        report(&Progress {
            epoch,
            loss: loss.total / loss.words.max(1) as f64,
            score,
            model: (measure || last).then_some(&model[..]),
        });
    }
    model
}

/// The morphology classes of a treebank, sorted.
fn morph_classes(treebank: &[Sentence]) -> Vec<Morph> {
    let mut morphs: Vec<Morph> = treebank
        .iter()
        .flat_map(|s| &s.words)
        .map(|word| Morph::from_features(&word.features))
        .chain([Morph::default()])
        .collect();
    morphs.sort();
    morphs.dedup();
    // Far fewer occur; a class number is a byte.
    morphs.truncate(255);
    morphs
}

fn learn_lemmas(treebank: &[Sentence]) -> Lemmatiser {
    Lemmatiser::learn(
        treebank
            .iter()
            .flat_map(|s| &s.words)
            .filter(|word| {
                word.lemma != "_"
                    && word.relation != "goeswith"
                    && !word.features.contains("Typo=Yes")
            })
            .filter_map(|word| {
                Some(Lesson {
                    form: &word.form,
                    upos: Upos::from_name(&word.upos)?,
                    morph: Morph::from_features(&word.features),
                    lemma: &word.lemma,
                })
            }),
    )
}

/// The features that are common enough, sorted, and how often each form occurs.
fn count_features(treebank: &[Sentence]) -> (Vec<u32>, FxHashMap<u32, u32>) {
    let mut counts: FxHashMap<u32, (usize, u32)> = FxHashMap::default();
    let mut normal = Normal::new();
    for word in treebank.iter().flat_map(|s| &s.words) {
        normal.set(&word.form);
        for (slot, hash) in hashes(&normal).into_iter().enumerate() {
            counts.entry(hash).or_insert((slot, 0)).1 += 1;
        }
    }
    let mut features: Vec<u32> = counts
        .iter()
        .filter(|(_, (slot, count))| *count as usize >= MIN_COUNT[*slot])
        .map(|(&hash, _)| hash)
        .collect();
    features.sort_unstable();
    let forms = counts
        .into_iter()
        .filter(|(_, (slot, _))| *slot == FORM_SLOT)
        .map(|(hash, (_, count))| (hash, count))
        .collect();
    (features, forms)
}

/// Rare forms are hidden more often than common ones: with this share divided by itself plus the count.
const HIDE_RARE: f32 = 0.5;
/// And any form with this probability.
const HIDE_ANY: f32 = 0.03;

/// How often a sentence that allows it is cut down to a headline, turned into its variant with speech first, given an apposition.
const HEADLINE: f32 = 0.4;
const SPEECH_FIRST: f32 = 0.4;
const APPOSITION: f32 = 0.12;
const SPEAKERS_OFFICE: f32 = 0.4;

/// A variant of the sentence (see `train_variants.rs`), or `None` to take it as it is.
fn vary(sentence: &Sentence, appositions: &Appositions, random: &mut Random) -> Option<Sentence> {
    let (cut, turn, insert) = (
        random.unit() < HEADLINE,
        random.unit() < SPEECH_FIRST,
        random.unit() < APPOSITION,
    );
    let mut variant = None;
    if cut {
        variant = as_headline(sentence, random);
    }
    if turn && variant.is_none() {
        variant = with_speech_first(sentence, random);
    }
    let base = variant.as_ref().unwrap_or(sentence);
    // A speaker's office is named more often than that of others.
    if insert || random.unit() < SPEAKERS_OFFICE && reports(base) {
        return with_apposition(base, appositions, random).or(variant);
    }
    variant
}

/// A sentence made ready, perhaps spoilt.
fn example(
    sentence: &Sentence,
    rows: &Rows,
    counts: &FxHashMap<u32, u32>,
    morphs: &[Morph],
    random: &mut Random,
) -> Example {
    let (keep, case) = spoil(sentence, random);
    // New numbers for the words that stay.
    let mut number = vec![0u16; sentence.words.len() + 1];
    for (new, &old) in keep.iter().enumerate() {
        number[old + 1] = new as u16 + 1;
    }
    let mut normal = Normal::new();
    let mut example = Example::default();
    for &old in &keep {
        let word = &sentence.words[old];
        let (hashes, vector) = describe(&mut normal, &case.apply(&word.form));
        let mut slots = hashes.map(|hash| rows.get(hash));
        let count = counts.get(&hashes[FORM_SLOT]).copied().unwrap_or(0) as f32;
        if random.unit() < HIDE_ANY + HIDE_RARE / (HIDE_RARE + count) {
            slots[FORM_SLOT] = NO_ROW;
        }
        example.rows.push(slots);
        example.vectors.extend_from_slice(&vector);
        example
            .heads
            .push(number[word.head.min(sentence.words.len())]);
        example
            .relations
            .push(Relation::from_treebank(&word.relation) as u8);
        example
            .upos
            .push(Upos::from_name(&word.upos).unwrap_or(Upos::X) as u8);
        let morph = Morph::from_features(&word.features);
        example
            .morphs
            .push(morphs.binary_search(&morph).unwrap_or(0) as u8);
    }
    example
}

/// What happens to the letters of a spoilt sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Keep,
    Lower,
    Title,
    Upper,
}

impl Case {
    fn apply(self, form: &str) -> String {
        match self {
            Case::Keep => form.to_string(),
            Case::Lower => form.to_lowercase(),
            Case::Upper => form.to_uppercase(),
            Case::Title => {
                let mut chars = form.chars();
                match chars.next() {
                    Some(first) if form.chars().count() > 3 => {
                        first.to_uppercase().collect::<String>() + chars.as_str()
                    }
                    _ => form.to_string(),
                }
            }
        }
    }
}

/// Which words of a sentence stay, and what happens to their case: headlines have no full stop and odd capitals, agency copy
/// loses commas. Only punctuation without dependents is dropped.
fn spoil(sentence: &Sentence, random: &mut Random) -> (Vec<usize>, Case) {
    let case = match random.unit() {
        x if x < 0.05 => Case::Lower,
        x if x < 0.09 => Case::Title,
        x if x < 0.11 => Case::Upper,
        _ => Case::Keep,
    };
    let drop_last = random.unit() < 0.1;
    let drop_commas = random.unit() < 0.05;
    let count = sentence.words.len();
    let mut is_head = vec![false; count + 1];
    for word in &sentence.words {
        is_head[word.head.min(count)] = true;
    }
    let keep = (0..count)
        .filter(|&i| {
            let word = &sentence.words[i];
            let idle = word.relation == "punct" && !is_head[i + 1];
            let last = drop_last && i + 1 == count && count > 1;
            !(idle && (last || drop_commas && word.form == ","))
        })
        .collect();
    (keep, case)
}

/// Random weights, scaled by the number of inputs (Glorot and Bengio 2010); biases zero, gates half open to the past.
fn initial(d: &Dimensions, shape: &Shape, seed: u64) -> Vec<f32> {
    let mut random = Random(seed);
    let mut parameters = vec![0f32; shape.total];
    let mut fill = |range: std::ops::Range<usize>, size: f32| {
        for value in &mut parameters[range] {
            *value = (2.0 * random.unit() - 1.0) * size;
        }
    };
    fill(shape.embed.range(), 0.15);
    for slot in shape.matrices() {
        fill(
            slot.range(),
            (6.0 / (slot.rows + slot.cols.min(slot.rows * 2)) as f32).sqrt(),
        );
    }
    fill(
        shape.arc_form.range(),
        (3.0 / (2.0 * d.arc as f32)).sqrt() * 0.3,
    );
    for slot in [shape.arc_root, shape.label_root, shape.label_distance] {
        fill(slot.range(), 0.1);
    }
    for layer in &shape.layers {
        for (i, value) in parameters[layer.bias.range()].iter_mut().enumerate() {
            *value = if (i / d.half).is_multiple_of(2) {
                0.5
            } else {
                0.0
            };
        }
    }
    parameters
}

/// Takes the parameters into their running mean for the `time`-th time. The mean is what is kept in the end: it is better than any single
/// state (Polyak and Juditsky 1992). Early on it forgets faster, so that the random start does not count.
fn average(mean: &mut [f32], parameters: &[f32], time: usize) {
    let keep = AVERAGE.min((time - 1) as f32 / (time + 3) as f32);
    for (mean, &now) in mean.iter_mut().zip(parameters) {
        *mean = keep * *mean + (1.0 - keep) * now;
    }
}

/// Adam (Kingma and Ba 2015) with decoupled decay of weights.
struct Optimiser {
    mean: Vec<f32>,
    variance: Vec<f32>,
    steps: usize,
}

impl Optimiser {
    fn new(size: usize) -> Self {
        Optimiser {
            mean: vec![0.0; size],
            variance: vec![0.0; size],
            steps: 0,
        }
    }

    fn step(&mut self, parameters: &mut [f32], gradient: &[f32], rate: f32, decay: f32) {
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: AVX2 was just found on this processor.
            return unsafe { self.step_fast(parameters, gradient, rate, decay) };
        }
        self.step_portable(parameters, gradient, rate, decay);
    }

    /// The same code, compiled for wider vectors.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn step_fast(&mut self, parameters: &mut [f32], gradient: &[f32], rate: f32, decay: f32) {
        self.step_portable(parameters, gradient, rate, decay);
    }

    #[inline(always)]
    fn step_portable(&mut self, parameters: &mut [f32], gradient: &[f32], rate: f32, decay: f32) {
        self.steps += 1;
        let squares: f64 = gradient
            .chunks(1 << 12)
            .map(|part| {
                part.iter()
                    .map(|g| f64::from(*g) * f64::from(*g))
                    .sum::<f64>()
            })
            .sum();
        let norm = squares.sqrt() as f32;
        let shorten = if norm > MAX_NORM {
            MAX_NORM / norm
        } else {
            1.0
        };
        let t = self.steps as i32;
        let mean_scale = 1.0 / (1.0 - MOMENTUM.powi(t));
        let variance_scale = 1.0 / (1.0 - VARIANCE.powi(t));
        for (((p, g), m), v) in parameters
            .iter_mut()
            .zip(gradient.iter())
            .zip(&mut self.mean)
            .zip(&mut self.variance)
        {
            let g = g * shorten;
            *m = MOMENTUM * *m + (1.0 - MOMENTUM) * g;
            *v = VARIANCE * *v + (1.0 - VARIANCE) * g * g;
            *p -= rate * (*m * mean_scale / ((*v * variance_scale).sqrt() + 1e-8) + decay * *p);
        }
    }
}
