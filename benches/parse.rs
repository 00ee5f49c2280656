//! How many sentences a second one core tokenizes, tags, lemmatises and parses.
//!
//! `cargo bench --bench parse`. The sentences are written for this file: 16 words long on average, as in news.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rashomon::parse::parser;
use rashomon::text::token::tokenize;

const SENTENCES: &[&str] = &[
    "At least 12 people were killed and 40 injured when a bomb exploded near a market on Tuesday, police said.",
    "The ministry denied that its troops had crossed the border.",
    "Prime Minister Anna Kovar, who took office in May, said the government would not raise taxes this year.",
    "Shares in the company fell by 3.5% to $12.40 after it cut its forecast for the third time.",
    "Witnesses told reporters they saw two men running from the building.",
    "The court upheld the ruling, but ordered a new hearing on damages.",
    "Rescuers have not yet reached the village, which was cut off by floods.",
    "According to the union, about 5,000 workers joined the strike; the employer put the number at 1,200.",
    "He pleaded not guilty to all charges.",
    "Oil prices rose sharply on Monday as traders weighed the chances of a longer conflict in the region.",
];

/// Words in the sentences above.
const WORDS: usize = 163;

fn parse(criterion: &mut Criterion) {
    let parser = parser();
    let mut group = criterion.benchmark_group("parse");
    group.throughput(Throughput::Elements(SENTENCES.len() as u64));
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| {
            let mut words = 0;
            let mut roots = 0;
            for text in SENTENCES {
                let tree = parser.parse(black_box(text), &tokenize(text));
                words += tree.words.len();
                roots += tree.words.iter().filter(|word| word.head.is_none()).count();
            }
            assert_eq!((words, roots), (WORDS, SENTENCES.len()));
        });
    });
    group.finish();
}

criterion_group!(benches, parse);
criterion_main!(benches);
