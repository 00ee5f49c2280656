//! Every fast join against its naive twin: fixed corner cases and random records at many thresholds.

use proptest::prelude::*;

use super::simd::Level;
use super::*;

/// From nearly nothing to equality, with fractions on which small sets sit exactly.
const THRESHOLDS: &[(u64, u64)] = &[
    (0, 1),
    (1, 20),
    (1, 10),
    (1, 5),
    (1, 4),
    (1, 3),
    (2, 5),
    (1, 2),
    (3, 5),
    (2, 3),
    (7, 10),
    (3, 4),
    (4, 5),
    (9, 10),
    (19, 20),
    (1, 1),
];

fn thresholds() -> impl Iterator<Item = Threshold> {
    THRESHOLDS
        .iter()
        .map(|&(part, whole)| Threshold::ratio(part, whole).expect("a fraction in [0, 1]"))
}

/// Compares all fast joins of some texts with their naive twins, at every threshold and on every level of the processor.
fn check(texts: &[String], groups: &[Option<u32>]) {
    let group = |record: usize| groups.get(record).copied().flatten();
    let allow = |a: usize, b: usize| group(a).is_none() || group(a) != group(b);
    let bags = TokenLists::from_texts(texts, Repeats::Keep);
    let sets = bags.to_sets();
    let characters = CharacterLists::new(texts);
    // The weights of the contract, and weights that follow no order, some of them 0.
    let odd = (0..bags.frequencies().len()).map(|rank| (rank * 7 % 5) as f64);
    let weights = [Idf::of(&bags), Idf::from_weights(odd.collect())];
    for threshold in thresholds() {
        let jaccard_twin = naive::jaccard(&sets, threshold, &allow);
        let levenshtein_twin = naive::levenshtein(texts, threshold, &allow);
        for level in Level::all() {
            assert_eq!(
                jaccard::jaccard_at(level, &bags, threshold, &allow),
                jaccard_twin,
                "jaccard {threshold} {level:?} {texts:?}"
            );
            for idf in &weights {
                assert_eq!(
                    cosine::cosine_at(level, &bags, idf, threshold, &allow),
                    naive::cosine(&bags, idf, threshold, &allow),
                    "cosine {threshold} {level:?} {texts:?}"
                );
            }
            assert_eq!(
                levenshtein::levenshtein_at(level, &characters, threshold, &allow),
                levenshtein_twin,
                "levenshtein {threshold} {level:?} {texts:?}"
            );
        }
    }
}

fn check_texts(texts: &[&str]) {
    let texts: Vec<String> = texts.iter().map(|text| text.to_string()).collect();
    check(&texts, &[]);
}

/// More than 16 texts, of one character or of many, longer than a word of places and with more than 255 of one character.
#[test]
fn long_texts_equal_the_naive_twins() {
    let letters: Vec<char> = "  eetaoinsrhdlcumpfgwbyvkxjqz0123456789.,éß"
        .chars()
        .collect();
    let mut texts = vec![
        "a".repeat(300),
        "a".repeat(310),
        format!("{}b", "a".repeat(250)),
    ];
    for kind in 1..5 {
        let text: String = (0..70 * kind)
            .map(|at: usize| letters[(at * at * kind + at / 3 * 7) % (letters.len() / kind)])
            .collect();
        let (start, end) = text.split_at(text.chars().take(20).map(char::len_utf8).sum());
        texts.push(format!("{end}{start}"));
        texts.push(text.replace('e', ""));
        texts.push(text.replace("ta", "at"));
        texts.push(text);
    }
    check(&texts, &[]);
}

/// Enough near copies that whole blocks reach the last filters, with more different characters than there are classes.
#[test]
fn many_long_variants_equal_the_naive_twin() {
    for base in [
        "abcdefgh ijklmno",
        "東京都ßéłøабвгдежзийклмнопрстуфхцчшщъыьэюяαβγδεζηθικλμνξοπρστυφχψω",
    ] {
        let letters: Vec<char> = base.chars().collect();
        let texts: Vec<String> = (0..40)
            .map(|copy: usize| {
                (0..310 + copy)
                    .filter(|at| (at * 7 + copy) % 29 > copy % 5)
                    .map(|at| {
                        letters[(at * at + at / 5 + at % (copy + 9) / (copy + 5)) % letters.len()]
                    })
                    .collect()
            })
            .collect();
        let characters = CharacterLists::new(&texts);
        for threshold in thresholds() {
            let twin = naive::levenshtein(&texts, threshold, &|_, _| true);
            for level in Level::all() {
                let pairs =
                    levenshtein::levenshtein_at(level, &characters, threshold, &|_, _| true);
                assert_eq!(pairs, twin, "{threshold} {level:?}");
            }
        }
    }
}

#[test]
fn corner_cases_equal_the_naive_twins() {
    check_texts(&[]);
    check_texts(&["one"]);
    check_texts(&["", ""]);
    check_texts(&["", "one"]);
    check_texts(&["one", "one"]);
    check_texts(&["one", "two"]);
    check_texts(&["...", "", "!", "a", "A"]);
    check_texts(&["a a a", "a", "a b", "b a a", "a a b b"]);
    check_texts(&["Élan vital", "élan VITAL", "e\u{301}lan vital", "ÉLAN"]);
    check_texts(&["東京都", "東京", "京都", "ΟΔΟΣ", "οδος", "İ", "i\u{307}"]);
    check_texts(&["the same text twice"; 9]);
}

#[test]
fn ties_at_the_threshold_are_in() {
    // Jaccard 3/5, 2/3 and 1/2 exactly; Levenshtein 7/10 and 3/4 exactly.
    check_texts(&["a b c d", "a b c e", "a b c d e f", "a b c", "x y", "x z w"]);
    check_texts(&["abcdefghij", "abcdefgxyz", "abcd", "abcx", "abx", "a", "ab"]);
    let texts = ["a b c d", "a b c e"];
    for (threshold, count) in [("0.6", 1), ("0.600000001", 0)] {
        let threshold = threshold.parse().expect("a decimal");
        assert_eq!(
            Join::new(Measure::Jaccard, threshold).run(&texts).len(),
            count
        );
    }
}

#[test]
fn one_group_only_gives_no_pairs() {
    let texts = ["a b c"; 5];
    let groups = [Some(1); 5];
    let threshold = "0.5".parse().expect("a decimal");
    for measure in [Measure::Jaccard, Measure::Cosine, Measure::Levenshtein] {
        let join = Join::new(measure, threshold).groups(&groups);
        assert_eq!(join.run(&texts), []);
        assert_eq!(
            Join::new(measure, threshold)
                .groups(&groups[..3])
                .run(&texts)
                .len(),
            7
        );
        let apart = Join::new(measure, threshold).run_where(&texts, |a, b| b - a >= 3);
        assert_eq!(apart.len(), 3);
    }
}

#[test]
fn long_records_equal_the_naive_twins() {
    // More tokens than the place filter and the signatures can tell apart, and more than one machine word of characters.
    let texts: Vec<String> = (0..8)
        .map(|record: usize| {
            (0..400 + 20 * (record % 3))
                .filter(|word| (word * 7 + record / 2) % 11 > 2)
                .map(|word| format!("w{} ", word + record * 9))
                .collect::<String>()
                .chars()
                .take(if record > 3 { 150 + record } else { 2000 })
                .collect()
        })
        .collect();
    let sets = TokenLists::from_texts(&texts[..4], Repeats::Drop);
    for threshold in thresholds() {
        let twin = naive::jaccard(&sets, threshold, &|_, _| true);
        assert_eq!(jaccard(&sets, threshold, &|_, _| true), twin);
    }
    check(&texts[4..], &[]);
}

#[test]
fn one_and_several_threads_give_the_same_pairs() {
    let texts: Vec<String> = (0..300)
        .map(|n: usize| {
            let word =
                |k: usize| ["dam", "river", "flood", "mayor", "army", "the"][(n * k + n / 7) % 6];
            format!("{} {} {} {}", word(1), word(2), word(3), n % 5)
        })
        .collect();
    for measure in [Measure::Jaccard, Measure::Cosine, Measure::Levenshtein] {
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            // A pool of a few threads can be built wherever the tests run.
            pool.expect("a pool")
                .install(|| Join::new(measure, "0.7".parse().expect("a decimal")).run(&texts))
        };
        let alone = run(1);
        assert!(!alone.is_empty());
        assert_eq!(alone, run(3));
    }
}

/// Few words, so that overlaps of every size are common.
fn small_texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(prop::collection::vec(0..14u8, 0..10), 0..14).prop_map(|records| {
        records
            .iter()
            .map(|words| words.iter().map(|word| format!("w{word} ")).collect())
            .collect()
    })
}

/// Variants of one another, as the edits of a copied sentence make them.
fn edited_texts() -> impl Strategy<Value = Vec<String>> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<char>(), 0..3u8), 0..8);
    (".{0,90}", prop::collection::vec(edits, 0..8)).prop_map(|(seed, variants)| {
        variants
            .into_iter()
            .map(|edits| {
                let mut characters: Vec<char> = seed.chars().collect();
                for (at, character, kind) in edits {
                    let at = at.index(characters.len() + 1);
                    match kind {
                        0 => characters.insert(at, character),
                        1 if at < characters.len() => drop(characters.remove(at)),
                        _ if at < characters.len() => characters[at] = character,
                        _ => {}
                    }
                }
                characters.into_iter().collect()
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn joins_of_random_words_equal_the_naive_twins(
        texts in small_texts(),
        groups in prop::collection::vec(prop::option::of(0..3u32), 0..14),
    ) {
        check(&texts, &groups);
    }

    #[test]
    fn joins_of_edited_texts_equal_the_naive_twins(texts in edited_texts()) {
        check(&texts, &[]);
    }

    #[test]
    fn joins_of_any_text_equal_the_naive_twins(texts in prop::collection::vec(".{0,12}", 0..10)) {
        check(&texts, &[]);
    }
}
