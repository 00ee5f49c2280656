//! The three joins at three sizes on one and two threads; each run is checked against the number of pairs that the first one found,
//! and at the smallest size against the naive twin.

#![allow(
    missing_docs,
    reason = "the macros of criterion make functions without docs"
)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rashomon::join::{Join, Measure, Pair, Repeats, Threshold, TokenLists, naive};

const SIZES: [usize; 3] = [1_000, 5_000, 20_000];

/// What most news sentences look like to a join: a skewed vocabulary, and a quarter of the sentences copied with a few edits.
fn sentences(count: usize) -> Vec<String> {
    let mut random = Random(20_261_124);
    let mut texts: Vec<String> = Vec::with_capacity(count);
    while texts.len() < count {
        let mut words: Vec<String>;
        if texts.len() > 10 && random.below(4) == 0 {
            let original = &texts[random.below(texts.len())];
            words = original.split(' ').map(str::to_owned).collect();
            for _ in 0..random.below(5) {
                let at = random.below(words.len());
                words[at] = random.word();
            }
        } else {
            words = (0..8 + random.below(28)).map(|_| random.word()).collect();
        }
        if words.len() > 9 && random.below(3) == 0 {
            words.truncate(words.len() - 1);
        }
        texts.push(words.join(" "));
    }
    texts
}

/// A fixed stream of numbers (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// A word of a vocabulary in which the r-th word is about 1/r as frequent as the first.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 16] = [
            "ba", "re", "ti", "mo", "lu", "san", "der", "kin", "vo", "pe", "ra", "shi", "ton",
            "gal", "e", "na",
        ];
        let share = self.next() as f64 / u64::MAX as f64;
        let mut rank = (30_000f64.powf(share)) as usize;
        let mut word = String::new();
        while rank > 0 {
            word.push_str(SYLLABLES[rank % 16]);
            rank /= 16;
        }
        word
    }
}

fn threshold_of(measure: Measure) -> Threshold {
    let (part, whole) = match measure {
        Measure::Levenshtein => (7, 10),
        _ => (6, 10),
    };
    Threshold::ratio(part, whole).expect("a fraction in [0, 1]")
}

fn naive_join(texts: &[String], measure: Measure) -> Vec<Pair> {
    let threshold = threshold_of(measure);
    let lists = |repeats| TokenLists::from_texts(texts, repeats);
    match measure {
        Measure::Jaccard => naive::jaccard(&lists(Repeats::Drop), threshold, &|_, _| true),
        Measure::Cosine => {
            let bags = lists(Repeats::Keep);
            let idf = rashomon::join::Idf::of(&bags);
            naive::cosine(&bags, &idf, threshold, &|_, _| true)
        }
        Measure::Levenshtein => naive::levenshtein(texts, threshold, &|_, _| true),
    }
}

fn joins(criterion: &mut Criterion) {
    let all = sentences(SIZES[2]);
    for measure in [Measure::Jaccard, Measure::Cosine, Measure::Levenshtein] {
        let mut group = criterion.benchmark_group(format!("join/{measure:?}").to_lowercase());
        group.sample_size(10);
        for size in SIZES {
            let texts = &all[..size];
            let join = Join::new(measure, threshold_of(measure));
            let expected = join.run(texts).len();
            assert!(
                expected > size / 100,
                "{measure:?} {size}: {expected} pairs"
            );
            if size == SIZES[0] {
                assert_eq!(join.run(texts), naive_join(texts, measure));
            }
            group.throughput(Throughput::Elements(size as u64));
            for threads in [1, 2] {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
                let pool = pool.expect("a small thread pool");
                group.bench_function(BenchmarkId::new(format!("{threads}-threads"), size), |b| {
                    b.iter(|| {
                        let pairs = pool.install(|| join.run(black_box(texts)));
                        assert_eq!(pairs.len(), expected);
                    });
                });
            }
        }
    }
}

criterion_group!(benches, joins);
criterion_main!(benches);
