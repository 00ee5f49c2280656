//! Tiny data sets, invented for the tests, from which the models must learn what is in them and nothing else.

use super::*;
use crate::article::Corpus;
use crate::random::Random;
use crate::sentence_pairs::{Sentence, measure_pairs};

fn measured(pairs: &[(&str, &str)]) -> Vec<Measured> {
    let sentence = |text: &str| Sentence {
        text: text.into(),
        ..Sentence::default()
    };
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(a, b)| (sentence(a), sentence(b)))
        .collect();
    measure_pairs(&pairs, &Corpus::default(), features::measure)
}

/// Numbers and marks without sentences: the class is written into the first number, or into a mark.
fn made_up(count: usize, in_mark: bool) -> Vec<Example> {
    (0..count)
        .map(|i| {
            let class = i % CLASSES;
            let noise = (i * 37 % 11) as f32;
            Example {
                measured: Measured {
                    numbers: vec![if in_mark { 0.0 } else { class as f32 }, noise],
                    marks: if in_mark { vec![class as u64] } else { vec![9] },
                },
                relation: evaluation::CLASSES[class],
                group: format!("{i}"),
            }
        })
        .collect()
}

#[test]
fn a_class_that_a_number_or_a_mark_tells_is_learned() {
    for in_mark in [false, true] {
        let examples = made_up(240, in_mark);
        let answers = cross_validated(&examples, 3);
        let right = examples
            .iter()
            .zip(&answers)
            .filter(|(e, p)| likeliest(p).0 == e.relation)
            .count();
        assert!(right >= 235, "{right} of 240, in a mark: {in_mark}");
    }
}

#[test]
fn nothing_is_learned_where_nothing_is_to_be_learned() {
    let mut examples = made_up(240, true);
    let mut random = Random(3);
    for example in &mut examples {
        example.measured.marks = vec![random.below(5) as u64];
        example.measured.numbers = vec![random.unit(), random.unit()];
    }
    let answers = cross_validated(&examples, 3);
    let right = examples
        .iter()
        .zip(&answers)
        .filter(|(e, p)| likeliest(p).0 == e.relation)
        .count();
    assert!(
        (50..=110).contains(&right),
        "{right} of 240, where chance gives 80"
    );
}

#[test]
fn probabilities_sum_to_one_and_are_the_same_in_every_run() {
    let examples = made_up(60, false);
    let (first, second) = (cross_validated(&examples, 4), cross_validated(&examples, 4));
    assert_eq!(first, second);
    for p in first {
        assert!((p.iter().sum::<f32>() - 1.0).abs() < 1e-4);
    }
}

#[test]
fn too_few_pairs_make_a_poor_model_but_no_panic() {
    for count in 0..4 {
        assert_eq!(cross_validated(&made_up(count, false), 2).len(), count);
    }
}

#[test]
fn groups_stay_together_and_folds_are_even() {
    let groups: Vec<usize> = (0..100).map(|i| i / 5).collect();
    let found = folds(&groups, 4);
    for pair in groups.iter().zip(&found).collect::<Vec<_>>().windows(2) {
        assert!(pair[0].0 != pair[1].0 || pair[0].1 == pair[1].1);
    }
    for fold in 0..4 {
        assert_eq!(found.iter().filter(|f| **f == fold).count(), 25);
    }
}

#[test]
fn every_pair_has_the_same_numbers_and_all_are_finite() {
    let pairs = [
        (
            "A man is slicing an onion.",
            "An onion is being cut by a man.",
        ),
        ("", "?!"),
        (
            "Nobody denied it.",
            "“It is false”, officials said: 12 were hurt on Monday.",
        ),
    ];
    let found = measured(&pairs);
    for one in &found {
        assert_eq!(one.numbers.len(), found[0].numbers.len());
        assert!(one.numbers.iter().all(|n| n.is_finite()));
    }
}
