//! How many aligned pairs a second one core judges, when their claims are already taken apart.
//!
//! `cargo bench --bench judgement`. The pairs are those of `corpora/aleppo-gas`; each run is checked against the number of findings.

#![allow(
    missing_docs,
    reason = "the macros of criterion make functions without docs"
)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rashomon::alignment::score::{ArticleLikeness, similarity};
use rashomon::alignment::{
    AlignOptions, ClaimWords, Vocabulary, align, candidates, disputes, usual_least, usual_top,
};
use rashomon::article::{ArticleId, Corpus};
use rashomon::claims::detail::Detail;
use rashomon::claims::{ClaimId, Claims};
use rashomon::encoder;
use rashomon::events::{LinkOptions, link};
use rashomon::ingest::{ReadOptions, read};
use rashomon::judgement::pair::{Pair, Side};
use rashomon::judgement::readings::Readings;
use rashomon::judgement::scorer::Scorers;
use rashomon::judgement::verdict::Relation;
use rashomon::judgement::{JudgeOptions, judge};
use rashomon::pipeline::article_details;

fn corpus() -> Corpus {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora/aleppo-gas");
    let inputs = [folder.to_string_lossy().into_owned()];
    let (corpus, _) = read(&inputs, &ReadOptions::default()).expect("the corpus is there");
    corpus
}

fn judgement(criterion: &mut Criterion) {
    let corpus = corpus();
    let claims = Claims::extract(&corpus);
    let vocabulary = Vocabulary::build(&corpus, &claims);
    let words = ClaimWords::new(&claims, &vocabulary);
    let links = link(&corpus, &claims, &vocabulary, LinkOptions::default(), false);
    let top = usual_top(claims.len());
    let least = usual_least(claims.len());
    let mut met = candidates(&links, &claims, &words, &vocabulary, top, least);
    met.extend(disputes(&links, &claims));
    let aligned = align(&met, &links, &words, &vocabulary, AlignOptions::default());
    let details: BTreeMap<ClaimId, Detail> = (0..corpus.len() as u32)
        .flat_map(|article| article_details(&corpus, &claims, ArticleId(article), None))
        .collect();
    let fresh = || -> BTreeMap<ClaimId, Readings> {
        let claims = details.keys();
        claims.map(|claim| (*claim, Readings::default())).collect()
    };
    let side = |claim: ClaimId| {
        let article = corpus.article(claims.get(claim).article);
        (article, &details[&claim], words.of(claim))
    };
    let mut expected = None;
    let mut group = criterion.benchmark_group("judgement");
    group.throughput(Throughput::Elements(aligned.len() as u64));
    group.bench_function("judge", |bencher| {
        bencher.iter(|| {
            // What the rules read in a claim is read again in each run, as in a comparison.
            let readings = fresh();
            let side = |claim: ClaimId| {
                let (article, detail, words) = side(claim);
                let day = article.published.map(|p| p.day);
                Side::new(&article.text, detail, day, words, &readings[&claim])
            };
            let mut findings = 0;
            for alignment in &aligned {
                let pair = Pair {
                    a: side(alignment.a),
                    b: side(alignment.b),
                    similarity: alignment.similarity,
                    vocabulary: &vocabulary,
                    scorers: Scorers::shipped(),
                };
                let verdict = judge(black_box(&pair), JudgeOptions::default());
                findings += usize::from(verdict.relation != Relation::Neither);
            }
            assert!(findings > 0, "the corpus is full of conflicts");
            assert_eq!(findings, *expected.get_or_insert(findings));
        });
    });
    group.bench_function("similarity", |bencher| {
        bencher.iter(|| {
            for alignment in &aligned {
                let known = alignment.similarity;
                let articles = known.article.zip(known.story);
                let likeness = articles.map(|(cosine, story)| ArticleLikeness { cosine, story });
                let (a, b) = (words.of(alignment.a), words.of(alignment.b));
                let found = similarity(black_box(a), black_box(b), likeness, &vocabulary);
                assert_eq!(found, known);
            }
        });
    });
    // The encoder reads few of the pairs, and takes as long for one as the rules for a thousand.
    const READ: usize = 20;
    group.throughput(Throughput::Elements(READ as u64));
    let sentence = |claim: ClaimId| {
        let claim = claims.get(claim);
        claim.sentence.of(&corpus.article(claim.article).text)
    };
    let first = encoder::read(sentence(aligned[0].a), sentence(aligned[0].b));
    group.bench_function("encoder", |bencher| {
        bencher.iter(|| {
            let pairs = aligned.iter().take(READ);
            let readings = pairs.map(|pair| encoder::read(sentence(pair.a), sentence(pair.b)));
            assert_eq!(black_box(readings.collect::<Vec<_>>())[0], first);
        });
    });
    group.finish();
}

criterion_group!(benches, judgement);
criterion_main!(benches);
