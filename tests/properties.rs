//! What holds for any text at all, tried on random ones. The texts mix characters of every kind with the pieces that rules look at,
//! so that they reach the inner branches too.

use proptest::prelude::*;
use rashomon::alignment::score::similarity;
use rashomon::alignment::{Vocabulary, distinct_words, shown};
use rashomon::article::{Article, Corpus};
use rashomon::claims::Claims;
use rashomon::claims::detail::Detail;
use rashomon::claims::quantity::quantities;
use rashomon::claims::speaker::SpeakerTracker;
use rashomon::claims::when::times;
use rashomon::judgement::JudgeOptions;
use rashomon::report::offsets::CharOffsets;
use rashomon::sentence_pairs::{Sentence, judge_pairs};
use rashomon::text::date::{self, DayMonthOrder};
use rashomon::text::sentence::sentences;
use rashomon::text::span::Span;
use rashomon::text::term::terms;
use rashomon::text::token::tokenize;

/// Pieces that rules look at, and characters that trip careless code: two and four bytes long, combining, without width.
const PIECES: &[&str] = &[
    "107 people",
    "more than",
    "at least 3.5m euros",
    "between 30 and",
    "dozens",
    "1,300",
    "0",
    "-",
    "–",
    "%",
    "$",
    "99999999999999999999",
    "said",
    "denied that",
    "according to",
    "not",
    "n't",
    "“",
    "”",
    "\"",
    "'s",
    "Mr.",
    "U.S.",
    "a.m.",
    ".",
    "!",
    "?",
    ",",
    ";",
    ":",
    "(",
    ")",
    "...",
    "\n",
    "\n\n",
    "\t",
    "Monday",
    "on 24 November",
    "2018-11-25",
    "31 February",
    "yesterday",
    "two days ago",
    "3:30",
    "9/11",
    "Aleppo",
    "the army",
    "killed",
    "were",
    "é",
    "ß",
    "İ",
    "中文",
    "😀",
    "\u{301}",
    "\u{200b}",
    "\u{feff}",
    "\u{a0}",
    "http://a.b/c?d=e",
    "@x",
];

/// A text of a few pieces, blanks, and random characters.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => proptest::sample::select(PIECES).prop_map(str::to_string),
        2 => Just(" ".to_string()),
        1 => any::<String>().prop_map(|s| s.chars().take(6).collect()),
    ];
    prop::collection::vec((piece, prop::bool::weighted(0.7)), 0..24).prop_map(|pieces| {
        let mut text = String::new();
        for (piece, blank) in pieces {
            text.push_str(&piece);
            if blank {
                text.push(' ');
            }
        }
        text
    })
}

/// Few cases where each costs a parse, more where it costs nothing.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        // A failure prints its smallest text; it belongs into a test of its own, not into a file beside this one.
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Spans in order that do not overlap, with nothing but what `may_stay_outside` accepts between them.
fn check_cover(
    text: &str,
    spans: &[Span],
    may_stay_outside: impl Fn(char) -> bool,
) -> Result<(), TestCaseError> {
    let mut end = 0;
    for span in spans {
        let (start, stop) = (span.start as usize, span.end as usize);
        prop_assert!(end <= start && start < stop, "{spans:?}");
        prop_assert!(text[end..start].chars().all(&may_stay_outside));
        end = stop;
    }
    prop_assert!(text[end..].chars().all(&may_stay_outside));
    Ok(())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn sentences_leave_out_nothing_but_blanks(text in text()) {
        check_cover(&text, &sentences(&text), char::is_whitespace)?;
    }

    #[test]
    fn tokens_leave_out_nothing_but_blanks(text in text()) {
        let spans: Vec<Span> = tokenize(&text).iter().map(|token| token.span).collect();
        let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}');
        check_cover(&text, &spans, blank)?;
        for span in spans {
            prop_assert!(!span.of(&text).contains(char::is_whitespace));
        }
    }

    #[test]
    fn terms_are_in_order_and_inside_the_text(text in text()) {
        check_cover(&text, &terms(&text).iter().map(|term| term.span).collect::<Vec<_>>(), |_| true)?;
    }

    #[test]
    fn quantities_and_times_read_any_text(text in text()) {
        let tokens = tokenize(&text);
        for quantity in quantities(&text, &tokens) {
            prop_assert!(quantity.tokens.end <= tokens.len());
        }
        for anchor in [None, Some(jiff::civil::date(2018, 11, 25)), Some(jiff::civil::Date::MIN), Some(jiff::civil::Date::MAX)] {
            for time in times(&text, &tokens, anchor) {
                prop_assert!(time.tokens.end <= tokens.len());
            }
        }
    }

    #[test]
    fn dates_of_headers_read_any_text(text in text()) {
        for order in [DayMonthOrder::DayFirst, DayMonthOrder::MonthFirst] {
            let _ = date::parse(&text, order);
            let _ = date::mention_at_start(&text, order);
        }
        let _ = date::proven_order(&text);
    }

    #[test]
    fn offsets_count_characters(text in text()) {
        let offsets = CharOffsets::new(&text);
        for span in sentences(&text) {
            let (start, end) = offsets.span(span);
            let cut: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
            prop_assert_eq!(cut, span.of(&text));
        }
    }

    #[test]
    fn similarity_is_bounded_and_only_changes_sides_when_the_claims_do(a in text(), b in text()) {
        let (first, second) = (terms(&a), terms(&b));
        let vocabulary = Vocabulary::with_texts(
            &Corpus::default(),
            &Claims::default(),
            [(a.as_str(), first.as_slice()), (b.as_str(), second.as_slice())],
        );
        let (x, y) = (distinct_words(&first, &vocabulary), distinct_words(&second, &vocabulary));
        let there = similarity(&x, &y, None, &vocabulary);
        let back = similarity(&y, &x, None, &vocabulary);
        // Sums of shares may overshoot by rounding.
        let bounded = |value: f32| (0.0..=1.0 + 1e-5).contains(&value);
        for value in [there.exact_a, there.exact_b, there.soft_a, there.soft_b, there.sentence(), there.score()] {
            prop_assert!(bounded(value), "{there:?}");
        }
        prop_assert!(there.exact_a <= there.soft_a + 1e-5 && there.exact_b <= there.soft_b + 1e-5);
        prop_assert_eq!((there.exact_a, there.exact_b, there.soft_a, there.soft_b), (back.exact_b, back.exact_a, back.soft_b, back.soft_a));
        prop_assert!((there.score() - back.score()).abs() < 1e-6);
        let (graded, turned) = (shown(&x, &y, &there, &vocabulary), shown(&y, &x, &back, &vocabulary));
        prop_assert!(bounded(graded) && (graded - turned).abs() < 1e-6, "{graded} {turned}");
        let own = similarity(&x, &x, None, &vocabulary);
        let weight: f32 = x.iter().map(|word| vocabulary.entry(*word).weight).sum();
        if weight > 0.0 {
            prop_assert!((own.score() - 1.0).abs() < 1e-5, "{own:?}");
            prop_assert!((shown(&x, &x, &own, &vocabulary) - 1.0).abs() < 1e-5, "{a:?}");
        }
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn any_sentence_can_be_taken_apart(text in text()) {
        let mut tracker = SpeakerTracker::new(&text);
        for sentence in sentences(&text) {
            let detail = Detail::new(&text, sentence, Some(jiff::civil::date(2018, 11, 25)), &mut tracker);
            prop_assert_eq!(detail.tree.words.len(), tokenize(sentence.of(&text)).len());
            let _ = (detail.polarity(), detail.modality(), detail.places(&text));
        }
    }

    #[test]
    fn any_pair_can_be_judged_and_says_why(a in text(), b in text()) {
        let sentence = |text: &str| Sentence { text: text.to_string(), ..Sentence::default() };
        let pairs = [(sentence(&a), sentence(&b)), (sentence(&a), sentence(&a))];
        for judged in judge_pairs(&pairs, &Corpus::default(), JudgeOptions::default()) {
            let verdict = judged.verdict;
            prop_assert!((0.0..=1.0).contains(&verdict.confidence), "{verdict:?}");
            prop_assert_eq!(verdict.evidence.is_empty(), verdict.relation.name() == "neither", "{:?}", verdict);
        }
    }

    #[test]
    fn any_text_is_an_article(text in text(), title in text()) {
        let article = |outlet: &str| Article {
            id: outlet.to_string(),
            outlet: Some(outlet.to_string()),
            title: Some(title.clone()),
            published: None,
            url: None,
            author: None,
            file: outlet.to_string(),
            language: None,
            text: text.clone(),
        };
        let corpus = Corpus::new(vec![article("a"), article("b")]);
        let comparison = rashomon::pipeline::compare(&corpus, rashomon::pipeline::Options::default(), |_, _| {});
        for finding in &comparison.findings {
            prop_assert!(finding.alignment.a < finding.alignment.b);
        }
    }
}
