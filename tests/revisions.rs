//! Which figures that differ are states of one count, and which are a dispute: small stories, and what is said of two of their articles.

use serde_json::Value;

use crate::util::{TempDir, rashomon};

/// Outlet, date, text.
type Article = (&'static str, &'static str, &'static str);

/// The relation and the explanation of each row between the first two articles of a story.
fn said(story: &[Article]) -> Vec<(String, String)> {
    let dir = TempDir::new();
    for (outlet, date, text) in story {
        dir.write(
            &format!("news/{outlet}.txt"),
            format!("Title: News\nOutlet: {outlet}\nDate: {date}\n\n{text}\n"),
        );
    }
    let args = ["compare", "news", "--all-pairs", "--format", "jsonl"];
    let run = rashomon(dir.path(), &args);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let rows = run.stdout.lines().map(|line| {
        let row: Value = serde_json::from_str(line).expect("a row is JSON");
        row
    });
    let between = |row: &Value| {
        let is = |a: &str, b: &str| row["a_outlet"] == a && row["b_outlet"] == b;
        is(story[0].0, story[1].0) || is(story[1].0, story[0].0)
    };
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_string();
    rows.filter(between)
        .map(|row| (text(&row, "relation"), text(&row, "explanation")))
        .collect()
}

fn is_revised(story: &[Article], why: &str) {
    let rows = said(story);
    let revised = |(relation, explanation): &(String, String)| {
        relation == "revision" && explanation.contains(why)
    };
    assert!(rows.iter().any(revised), "{story:?}: {rows:?}");
}

fn is_not_revised(story: &[Article]) {
    let rows = said(story);
    let revised = |(relation, _): &(String, String)| relation == "revision";
    assert!(!rows.iter().any(revised), "{story:?}: {rows:?}");
}

const FIRST: Article = (
    "Agency",
    "2021-03-07",
    "A strong earthquake shook the Orsel valley at dawn on Sunday and cut the railway to the coast. At least 38 people were killed, \
     rescue chief Tomas Ferrel said. In Tolm the primary school folded like a house of cards.",
);

const LATER: Article = (
    "Post",
    "2021-03-10",
    "The interior minister offered to go, after a week in which she was blamed for late soldiers and wrong lists. Her ministry raised the \
     toll of Sunday's earthquake in the Orsel valley to 81 on Wednesday. In Tolm families buried their dead.",
);

#[test]
fn a_later_toll_of_one_dated_disaster_is_a_revision() {
    is_revised(&[FIRST, LATER], "a later toll of the incident");
}

#[test]
fn another_day_another_disaster() {
    let aftershock = (
        "Post",
        "2021-03-10",
        "Soldiers left the Orsel valley in anger. Tuesday's aftershock killed 61 people who had gone back into their houses, a priest of \
         the valley said. In Tolm the market opened again.",
    );
    is_not_revised(&[FIRST, aftershock]);
}

#[test]
fn a_later_and_lower_toll_is_no_revision() {
    let fewer = (
        "Post",
        "2021-03-10",
        "Sunday's earthquake in the Orsel valley killed 12 people in Tolm, its mayor said. The railway to the coast was cut.",
    );
    is_not_revised(&[FIRST, fewer]);
}

#[test]
fn two_sources_that_count_apart_are_no_row_of_one_count() {
    let ministry = (
        "Agency",
        "2021-03-07",
        "A strong earthquake shook the Orsel valley on Sunday and cut the railway to the coast. The interior ministry said that 38 people \
         were killed.",
    );
    let league = (
        "Post",
        "2021-03-08",
        "The earthquake in the Orsel valley on Sunday killed 112 people, the league of mayors said. The railway to the coast was cut.",
    );
    is_not_revised(&[ministry, league]);
}

#[test]
fn a_third_report_that_counts_on_ties_two_sources_together() {
    let first = (
        "Agency",
        "2021-03-07",
        "A strong earthquake shook the Orsel valley on Sunday and cut the railway to the coast. At least 38 people were killed, Rescue Chief \
         Tomas Ferrel said.",
    );
    let last = (
        "Post",
        "2021-03-09",
        "The interior ministry said that 74 people had died in Sunday's earthquake in the Orsel valley. The railway to the coast is cut.",
    );
    let step = (
        "Wire",
        "2021-03-08",
        "The death toll of the earthquake in the Orsel valley rose to 61 on Monday from 38 the evening before, the interior ministry said. \
         The railway to the coast is cut.",
    );
    is_revised(&[first, last, step], "counts on");
    is_not_revised(&[first, last]);
}

#[test]
fn a_figure_named_as_the_earlier_one_is_agreed_on() {
    let first = (
        "Agency",
        "2021-03-07",
        "A strong earthquake shook the Orsel valley on Sunday and killed 38 people. The railway to the coast is cut.",
    );
    let step = (
        "Wire",
        "2021-03-08",
        "The death toll of Sunday's earthquake in the Orsel valley rose to 61 from 38. The railway to the coast is cut.",
    );
    let rows = said(&[first, step]);
    assert!(
        rows.iter().all(|(relation, _)| relation == "agree"),
        "{rows:?}"
    );
}

#[test]
fn shares_of_a_vote_that_is_being_counted_are_states() {
    let night = (
        "Agency",
        "2014-06-03",
        "Counting went on in the primary election for the senate in Marlow on Tuesday. At midnight, Hale had 49.6 percent of the vote to \
         Corwin's 48.8 percent. Voters stood in line in the rain at the polls in Marlow.",
    );
    let morning = (
        "Post",
        "2014-06-04",
        "The primary election for the senate in Marlow goes into a second round. Results from 99 percent of the precincts showed Hale with \
         49.2 percent of the vote. Voters had stood in line in the rain at the polls in Marlow.",
    );
    is_revised(&[night, morning], "two states of a count");
    let nobody_counts = (
        "Agency",
        "2014-06-03",
        "The primary election for the senate in Marlow was held on Tuesday. Hale won 49.6 percent of the vote to Corwin's 48.8 percent. Voters \
         stood in line in the rain at the polls in Marlow.",
    );
    let nor_here = (
        "Post",
        "2014-06-04",
        "The primary election for the senate in Marlow goes into a second round. Hale won 49.2 percent of the vote. Voters had stood in \
         line in the rain at the polls in Marlow.",
    );
    is_not_revised(&[nobody_counts, nor_here]);
}
