//! Links against their naive twin, and two similar events that must fall apart.

use super::*;
use crate::article::{Article, Published};

fn article(outlet: &str, day: Option<jiff::civil::Date>, text: &str) -> Article {
    Article {
        id: outlet.into(),
        outlet: Some(outlet.into()),
        title: None,
        published: day.map(|day| Published { day, time: None }),
        url: None,
        author: None,
        file: format!("{outlet}.txt"),
        language: None,
        text: text.into(),
    }
}

fn prepared(articles: Vec<Article>) -> (Corpus, Claims, Vocabulary) {
    let corpus = Corpus::new(articles);
    let claims = Claims::extract(&corpus);
    let vocabulary = Vocabulary::build(&corpus, &claims);
    (corpus, claims, vocabulary)
}

/// Five reports of each of two earthquakes that are told in the same words, save for places, figures and names.
fn two_quakes(days: [Option<jiff::civil::Date>; 2]) -> Vec<Article> {
    const WORDS: [[&str; 5]; 2] = [
        ["Bener Meriah", "Aceh", "24", "Sutopo Nugroho", "Takengon"],
        ["Dagupan", "Luzon", "93", "Renato Solidum", "Lingayen"],
    ];
    let reports = |event: usize, [town, province, dead, official, hospital]: [&str; 5]| match event
    {
        0 => [
            format!(
                "A powerful earthquake struck {province} on Tuesday, killing at least {dead} people, officials said. The quake flattened buildings in {town}. {official} said rescuers were digging through the rubble."
            ),
            format!(
                "At least {dead} people died when an earthquake hit {province} and destroyed buildings in {town}, the disaster agency said. Injured people were taken to a hospital in {hospital}, {official} said."
            ),
            format!(
                "Rescuers searched the rubble in {town} after a strong earthquake shook {province}. {official} put the death toll at {dead}. Hospitals in {hospital} were full of injured people."
            ),
            format!(
                "The death toll of the earthquake in {province} rose to {dead}, {official} said on Wednesday. Many buildings in {town} and {hospital} collapsed, and residents slept outside."
            ),
            format!(
                "Residents of {town} fled their homes when the earthquake struck {province}. The agency of {official} counted {dead} dead and sent rescuers to {hospital}."
            ),
        ],
        _ => [
            format!(
                "An earthquake of magnitude 6.1 shook {province}, and buildings fell in {town}. {official} said {dead} people were killed. Rescuers are on their way."
            ),
            format!(
                "{official} said on Tuesday that {dead} people were dead after the earthquake in {province}. The hospital in {hospital} is full, and people sleep outside."
            ),
            format!(
                "Officials in {province} counted {dead} dead after a powerful quake. {official} flew to {town}, where many homes collapsed."
            ),
            format!(
                "The earthquake that hit {province} left {dead} people dead and many injured. In {hospital} and {town} rescuers dug through the rubble, {official} said."
            ),
            format!(
                "People in {town} ran from their homes as a strong quake struck {province}. {official} spoke of {dead} dead; a hospital in {hospital} was destroyed."
            ),
        ],
    };
    let mut articles = Vec::new();
    for (event, words) in WORDS.into_iter().enumerate() {
        for (at, text) in reports(event, words).into_iter().enumerate() {
            articles.push(article(&format!("{event}-{at}"), days[event], &text));
        }
    }
    articles
}

/// Checks that all reports of one quake are linked and none with the other quake's.
fn check_apart(days: [Option<jiff::civil::Date>; 2]) {
    let (corpus, claims, vocabulary) = prepared(two_quakes(days));
    let links = link(&corpus, &claims, &vocabulary, LinkOptions::default(), false);
    let (inside, across): (Vec<&Link>, Vec<&Link>) =
        links.iter().partition(|l| l.a.0 / 5 == l.b.0 / 5);
    assert_eq!(inside.len(), 20, "{days:?}");
    let strength = |link: &&Link| discounted(link.weight, link.story);
    let weakest = inside.iter().map(strength).fold(1.0, f32::min);
    let strongest = across.iter().map(strength).fold(0.0, f32::max);
    assert!(strongest < weakest, "{days:?}: {strongest} {weakest}");
    if days[0].is_some() {
        assert!(across.is_empty(), "{across:?}");
    }
}

#[test]
fn two_similar_quakes_a_week_apart_fall_apart() {
    let day = |day| Some(jiff::civil::date(2013, 7, day));
    check_apart([day(2), day(9)]);
    check_apart([day(2), day(30)]);
}

#[test]
fn two_similar_quakes_fall_apart_without_dates() {
    check_apart([None, None]);
}

#[test]
fn near_articles_are_those_of_the_comparison_of_all_pairs() {
    /// Words from the commonest to the rarest.
    const WORDS: [&str; 12] = [
        "the",
        "of",
        "said",
        "people",
        "government",
        "officials",
        "killed",
        "troops",
        "quake",
        "reservoir",
        "chlorine",
        "Takengon",
    ];
    let mut state = 7u64;
    let mut below = |end: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % end
    };
    let articles = (0..40)
        .map(|at| {
            let words: Vec<&str> = (0..4 + below(12))
                .map(|_| WORDS[below(12) as usize])
                .collect();
            let day = match below(4) {
                0 => None,
                _ => Some(jiff::civil::date(2020, 1, 1 + below(28) as i8)),
            };
            article(
                &format!("{at:02}"),
                day,
                &format!("Officials said {}.", words.join(" ")),
            )
        })
        .collect();
    let (corpus, claims, vocabulary) = prepared(articles);
    let vectors: Vec<ArticleVector> = (0..corpus.len() as u32)
        .map(|i| ArticleVector::new(ArticleId(i), &corpus, &claims, &vocabulary))
        .collect();
    let mut found = 0;
    for least in [0.0, 0.1, 0.3, 0.6, 0.9] {
        let options = LinkOptions {
            least,
            ..LinkOptions::default()
        };
        let mut expected = Vec::new();
        for (a, _) in corpus.iter() {
            for (b, _) in corpus.iter().filter(|(b, _)| a < *b) {
                let apart = days_apart(&corpus, a, b);
                let telling = vectors[a.index()].weights().iter().any(|(word, _)| {
                    let held = vectors[b.index()].weights().iter().any(|(w, _)| w == word);
                    held && !is_common(*word, &vocabulary)
                });
                let cosine = vectors[a.index()].cosine(&vectors[b.index()]);
                let near = cosine >= options.bound(apart);
                if telling && apart <= options.window_days && near {
                    expected.push((a, b));
                }
            }
        }
        let pairs: Vec<(ArticleId, ArticleId)> =
            near_articles(&corpus, &claims, &vocabulary, options)
                .iter()
                .map(|pair| (pair.a, pair.b))
                .collect();
        assert_eq!(pairs, expected, "{least}");
        found += pairs.len();
    }
    assert!(found > 300, "{found} pairs are too few to prove anything");
}

#[test]
fn an_undated_article_keeps_its_surest_links() {
    // Articles 0 to 3 have no date; the surest links of each are those with the articles next to it.
    let mut links = Vec::new();
    for a in 0..8u32 {
        for b in a + 1..8 {
            links.push(Link {
                a: ArticleId(a),
                b: ArticleId(b),
                weight: 1.0 / (b - a) as f32,
                story: 0.5,
            });
        }
    }
    let undated = |article: ArticleId| article.0 < 4;
    for most in 0..8 {
        let kept = surest_of_undated(links.clone(), most, undated);
        let is_best = |of: ArticleId, link: &&Link| {
            let theirs = links.iter().filter(|l| l.a == of || l.b == of);
            let other = |l: &Link| if l.a == of { l.b } else { l.a };
            let better = theirs.filter(|l| {
                l.weight > link.weight || l.weight == link.weight && other(l) < other(link)
            });
            undated(of) && better.count() < most
        };
        let dated = |link: &Link| !undated(link.a) && !undated(link.b);
        let expected: Vec<Link> = links
            .iter()
            .filter(|link| dated(link) || is_best(link.a, link) || is_best(link.b, link))
            .copied()
            .collect();
        assert_eq!(kept, expected, "{most}");
    }
}

#[test]
fn few_articles_give_up_no_link() {
    assert!(usual_undated(2_500) >= 2_499);
    assert_eq!(usual_undated(100_000), 64);
    assert_eq!(usual_undated(0), 6_400_000);
}
