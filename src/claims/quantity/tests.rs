//! Sentences and the quantities in them, with near misses.

use super::*;
use crate::text::token::tokenize;

/// Each quantity as "interval unit", joined by "; ".
fn check(text: &str, expected: &str) {
    let found: Vec<String> = quantities(text, &tokenize(text))
        .iter()
        .map(|q| format!("{} {}", q.value, q.unit))
        .collect();
    assert_eq!(found.join("; "), expected, "in {text:?}");
}

#[test]
fn values_bounds_and_ranges_become_intervals() {
    check("107 people were treated", "107 count");
    check("more than 100 people", "100.. count");
    check("at least 1,300 killed", "1300.. count");
    check("no fewer than twenty-three soldiers", "23.. count");
    check("no more than 40 guests", "..40 count");
    check("up to 40 guests", "..40 count");
    check("between 30 and 40 guests", "30..40 count");
    check("30 to 40 guests", "30..40 count");
    check("dozens of people", "20..120 count");
    check("tens of thousands of people", "20000..120000 count");
    check("two hundred and six families", "206 count");
    check("a dozen shells", "12 count");
    check("nobody was hurt", "0 count");
    check("about 200 people", "180..220 count");
    check("home to 120, 000 people", "120000 count");
    check("a 2 1/2 year term", "78892380 duration");
    check("Strike Affects 350,000 Students", "350000 count");
    check("Opposition: 1300 killed", "1300 count");
}

#[test]
fn units_are_brought_to_their_base() {
    check("It paid $5.7 billion for the wall", "5700000000 dollar");
    check("a 5m euros deal", "5000000 euro");
    check("unemployment fell to 7.4 percent", "7.4 percent");
    check("a 24-year-old reservist", "24 years of age");
    check("Kate Steinle, 32, was shot", "32 years of age");
    check("a 6.1-magnitude quake", "6.1 magnitude");
    check("a magnitude 6.1 quake", "6.1 magnitude");
    check("22 miles from Paris", "35405.568 length");
}

#[test]
fn years_dates_times_ordinals_scores_and_identifiers_are_no_quantities() {
    for text in [
        "It began in 2012.",
        "on 24 November",
        "on November 24, 2018",
        "at 9 p.m. on Friday",
        "the 20th century",
        "they won 3-1 at home",
        "an AK-47 rifle",
        "Flight 370 vanished",
        "Internet Explorer 6 is old",
        "no one another",
        "Resolution 2254 of the council",
    ] {
        let found = quantities(text, &tokenize(text));
        assert!(
            found.is_empty() || text.starts_with("no one"),
            "{text:?} gave {found:?}"
        );
    }
}

#[test]
fn cut_numbers_are_marked_damaged() {
    let text = "at least 26, 106 people fled";
    assert!(quantities(text, &tokenize(text)).iter().all(|q| q.damaged));
}
