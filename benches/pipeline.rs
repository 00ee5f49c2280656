//! How fast claims are extracted and taken apart, and how fast the whole comparison is.
//!
//! `cargo bench --bench pipeline`. The articles are those of `corpora/aleppo-gas`; each run is checked against the number of claims or findings.

#![allow(
    missing_docs,
    reason = "the macros of criterion make functions without docs"
)]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rashomon::article::{ArticleId, Corpus};
use rashomon::claims::Claims;
use rashomon::ingest::{ReadOptions, read};
use rashomon::judgement::JudgeOptions;
use rashomon::pipeline::{Options, article_details, compare};

fn corpus() -> Corpus {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/aleppo-gas");
    let inputs = [folder.to_string_lossy().into_owned()];
    let (corpus, _) = read(&inputs, &ReadOptions::default()).expect("the corpus is there");
    corpus
}

fn claims(criterion: &mut Criterion) {
    let corpus = corpus();
    let claims = Claims::extract(&corpus);
    assert!(claims.len() > 100, "{} claims", claims.len());
    let mut group = criterion.benchmark_group("claims");
    group.throughput(Throughput::Elements(claims.len() as u64));
    group.bench_function("extract", |bencher| {
        bencher.iter(|| {
            let found = Claims::extract(black_box(&corpus));
            assert_eq!(found.len(), claims.len());
        });
    });
    group.sample_size(10);
    // Sentences that come again are parsed once in a program's life, so this is the time of all that follows a parse.
    group.bench_function("details of known sentences", |bencher| {
        bencher.iter(|| {
            let details = (0..corpus.len() as u32)
                .map(|article| article_details(&corpus, &claims, ArticleId(article), None).len());
            assert_eq!(details.sum::<usize>(), claims.len());
        });
    });
    group.finish();
}

fn pipeline(criterion: &mut Criterion) {
    let corpus = corpus();
    let mut group = criterion.benchmark_group("pipeline");
    group.sample_size(10);
    group.throughput(Throughput::Elements(corpus.len() as u64));
    for (name, reader) in [
        ("rules only", None),
        ("with the reader", JudgeOptions::default().reader),
    ] {
        let mut options = Options::default();
        options.judge.reader = reader;
        let expected = compare(&corpus, options, |_, _| {}).findings.len();
        assert!(expected > 20, "{expected} findings");
        for threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            let pool = pool.expect("a small thread pool");
            group.bench_function(format!("{name}, {threads} threads"), |bencher| {
                bencher.iter(|| {
                    let found = pool.install(|| compare(black_box(&corpus), options, |_, _| {}));
                    assert_eq!(found.findings.len(), expected);
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, claims, pipeline);
criterion_main!(benches);
