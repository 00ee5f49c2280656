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
fn what_was_not_exceeded_is_a_bound_from_above() {
    check("the losses did not exceed 600 million", "..600000000 count");
    check("it has never exceeded 40 degrees", "..40 count");
    check("no storm within 200 kilometres", "..200000 length");
    // Near misses: what was exceeded, and what stands inside a name.
    check("the losses exceeded 600 million", "600000000.. count");
    check("the toll did not fall, and 40 died", "40 count");
}

#[test]
fn not_a_single_one_is_none() {
    check("not a single job would be cut", "0 count");
    check("Not one docker has gone back", "0 count");
    // Near misses: nobody is counted.
    check("He is not one to complain", "");
    check("not one but three bridges", "1 count; 3 count");
}

#[test]
fn units_are_brought_to_their_base() {
    check("It paid $5.7 billion for the wall", "5700000000 dollar");
    check("a 5m euros deal", "5000000 euro");
    check("it cost 5.2 billion crowns", "5200000000 crown");
    check("unemployment fell to 7.4 percent", "7.4 percent");
    check("a 24-year-old reservist", "24 years of age");
    check("Kate Steinle, 32, was shot", "32 years of age");
    check("Kate Steinle, seven, was rescued", "7 years of age");
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
        "the 1967 slayings in the town",
        "in 2018 attacks rose",
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

#[test]
fn cut_magnitudes_are_put_together_and_nothing_else_is() {
    check("a 6. 1-magnitude quake", "6.1 magnitude");
    check("a quake of magnitude 6. 1 struck", "6.1 magnitude");
    check("a 6.1-magnitude quake", "6.1 magnitude");
    check(
        "The quake had magnitude 6. 3 people died",
        "6 magnitude; 3 count",
    );
    check("It hit 6. 1 person died", "6 count; 1 count");
}

#[test]
fn votes_and_results_that_fall_are_no_quantities() {
    check("The bill passed 219 to 212.", "");
    check("They won by 54 to 46.", "");
    check("Prices rose from 54 to 46 dollars", "54 count; 46 dollar");
    check("The trip takes 30 to 40 days", "2592000..3456000 duration");
    check("He cut a staff of 50 to 30.", "50 count; 30 count");
}

#[test]
fn shares_in_words_are_hundredths() {
    check("half of the voters", "47.5..52.5 percent");
    check("half the voters", "47.5..52.5 percent");
    check("a quarter of voters", "23.75..26.25 percent");
    check("more than half of the voters", "50.. percent");
    check("1 in 500 users of it", "0.19..0.21000000000000002 percent");
    check("one in five voters", "19..21 percent");
    check("He killed 3 in 2012 wars", "3 count");
    for text in [
        "the second half of the game",
        "a third party",
        "the third of May",
    ] {
        check(text, "");
    }
    check("half a million people", "500000 count");
    check("two-and-a-half months ago", "6574365 duration");
    check("three and a half years", "110449332 duration");
}

#[test]
fn ages_without_years_are_ages() {
    check("benefits for people 55 or over", "55.. years of age");
    check("Children under 12 were freed.", "..12 years of age");
    check("Children under 12 tons of sand", "..12000 mass");
    check("people over 40 miles away", "64373.76.. length");
    check("There were people 40 of whom died", "40 count");
}

#[test]
fn names_of_groups_and_products_are_no_quantities() {
    check("the P5+1 group", "");
    check("a COVID-19 ward", "");
    check("5+1 is six", "5 count; 1 count; 6 count");
}
