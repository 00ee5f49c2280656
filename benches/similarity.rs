//! The pair measures on the words and word sets of a few sentences, as the alignment calls them.

#![allow(
    missing_docs,
    reason = "the macros of criterion make functions without docs"
)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rashomon::join::words;
use rashomon::similarity::{edit, token_set};

const SENTENCES: [&str; 6] = [
    "At least 42 people were killed when the ferry capsized off the northern coast on Tuesday, officials said.",
    "Officials said on Tuesday that 45 people had died after a ferry capsised off the country's northern coast.",
    "The prime minister denied that his government had known about the shipment before it reached the port.",
    "The government had known of the shipment before it reached the harbour, two former ministers told the newspaper.",
    "Shares of the carmaker fell 7.5 percent after the regulator opened an investigation into its brakes.",
    "The regulator has not opened an investigation into the carmaker's brakes, a spokeswoman said on Monday.",
];

fn measures(criterion: &mut Criterion) {
    let sets: Vec<Vec<String>> = SENTENCES
        .iter()
        .map(|sentence| {
            let mut set = words(sentence);
            set.sort_unstable();
            set.dedup();
            set
        })
        .collect();
    let all_words: Vec<&str> = sets.iter().flatten().map(String::as_str).collect();
    let word_pairs = (all_words.len() * all_words.len()) as u64;

    let mut group = criterion.benchmark_group("similarity/words");
    group.throughput(Throughput::Elements(word_pairs));
    type WordMeasure = fn(&str, &str) -> f64;
    let measures: [(&str, WordMeasure); 3] = [
        ("jaro_winkler", edit::jaro_winkler),
        ("levenshtein", edit::levenshtein),
        ("damerau_levenshtein", edit::damerau_levenshtein),
    ];
    for (name, measure) in measures {
        group.bench_function(name, |b| {
            b.iter(|| {
                let mut equal = 0;
                for a in &all_words {
                    for b in &all_words {
                        equal += usize::from(measure(black_box(a), black_box(b)) == 1.0);
                    }
                }
                assert!(equal >= all_words.len());
            });
        });
    }
    group.finish();

    let mut group = criterion.benchmark_group("similarity/sets");
    group.throughput(Throughput::Elements((sets.len() * sets.len()) as u64));
    group.bench_function("jaccard", |b| {
        b.iter(|| {
            let mut equal = 0;
            for a in &sets {
                for b in &sets {
                    equal += usize::from(token_set::jaccard(black_box(a), black_box(b)) == 1.0);
                }
            }
            assert_eq!(equal, sets.len());
        });
    });
}

criterion_group!(benches, measures);
criterion_main!(benches);
