//! What numbers count, in which role, and of what they are a part.

use super::*;

#[test]
fn numbers_count_a_noun_in_a_role() {
    quantities(
        "Rebels killed three soldiers in Aleppo.",
        &["3 count of=soldiers patient in=kill class=killed area=Aleppo"],
    );
    quantities(
        "Twelve rescuers saved a child.",
        &["12 count of=rescuers agent in=save"],
    );
    quantities(
        "A crowd of 300 people gathered.",
        &["300 count of=people agent in=gather class=attended"],
    );
    quantities(
        "Hundreds of thousands of people marched.",
        &["200000..1000000 count of=people agent in=march class=attended"],
    );
    quantities(
        "The deaths of at least 12 soldiers were confirmed.",
        &["12.. count of=soldiers patient in=death class=killed"],
    );
    quantities(
        "Police arrested 16 people on Tuesday and nine on Wednesday.",
        &[
            "16 count of=people patient in=arrest class=arrested",
            "9 count of=people oblique in=arrest class=arrested",
        ],
    );
    quantities(
        "Three people were killed and 40 injured.",
        &[
            "3 count of=people patient in=kill class=killed",
            "40 count of=injured patient in=injure class=hurt",
        ],
    );
    quantities(
        "Officials put the death toll at 94.",
        &["94 count of=toll oblique in=put class=killed"],
    );
    quantities(
        "The company sold 3.5 million cars in 2012.",
        &["3500000 count of=cars patient in=sell"],
    );
}

#[test]
fn part_and_whole_are_told_apart() {
    quantities(
        "Twelve people died, including three children.",
        &[
            "12 count of=people patient in=die class=killed",
            "3 count of=children oblique in=die class=killed part",
        ],
    );
    quantities(
        "Twelve people died, among them three children.",
        &[
            "12 count of=people patient in=die class=killed",
            "3 count of=children oblique in=die class=killed part",
        ],
    );
    quantities(
        "Thirty-one people died in his village alone.",
        &["31 count of=people patient in=die class=killed part area=his village"],
    );
    quantities(
        "Twelve people died alone.",
        &["12 count of=people patient in=die class=killed"],
    );
    quantities(
        "Eight of them were children.",
        &["8 count of=them patient in=child part"],
    );
    quantities(
        "Two of the 12 wounded died.",
        &[
            "2 count of=wounded patient in=die class=killed part",
            "12 count of=wounded patient in=wound class=hurt whole",
        ],
    );
    quantities(
        "They were convicted on 17 of 18 counts.",
        &[
            "17 count of=counts oblique in=convict part",
            "18 count of=counts oblique in=convict whole",
        ],
    );
    quantities(
        "He arrived with two friends.",
        &["2 count of=friends oblique in=arrive"],
    );
}

#[test]
fn additions_totals_rates_and_earlier_values_are_marked() {
    quantities(
        "Another 12 people were hurt.",
        &["12 count of=people patient in=hurt class=hurt additional"],
    );
    quantities(
        "A further 12 people were hurt.",
        &["12 count of=people patient in=hurt class=hurt additional"],
    );
    quantities(
        "Twelve others were hurt.",
        &["12 count of=others patient in=hurt class=hurt additional"],
    );
    quantities(
        "Twelve more people were hurt.",
        &["12 count of=people patient in=hurt class=hurt additional"],
    );
    quantities(
        "More than 12 people were hurt.",
        &["12.. count of=people patient in=hurt class=hurt"],
    );
    quantities(
        "In all, 107 people were treated.",
        &["107 count of=people patient in=treat class=hurt cumulative"],
    );
    quantities(
        "So far, 107 people have been treated.",
        &["107 count of=people patient in=treat class=hurt cumulative"],
    );
    quantities(
        "The death toll rose to 112 from 65.",
        &[
            "112 count of=toll oblique in=rise class=killed",
            "65 count of=toll oblique in=rise class=killed earlier",
        ],
    );
    quantities(
        "It pays $22 million a year for eight years.",
        &[
            "22000000 dollar patient in=pay rate",
            "252455616 duration oblique in=pay",
        ],
    );
}

#[test]
fn the_area_that_a_number_counts_over() {
    quantities(
        "The war has killed 250,000 people nationwide.",
        &["250000 count of=people patient in=kill class=killed cumulative area=nationwide"],
    );
    quantities(
        "In the province 46 people died.",
        &["46 count of=people patient in=die class=killed area=province"],
    );
    quantities(
        "Shelling killed 46 people across Aleppo province.",
        &["46 count of=people patient in=kill class=killed area=Aleppo province"],
    );
    quantities(
        "In May 46 people died.",
        &["46 count of=people patient in=die class=killed"],
    );
}

#[test]
fn shares_are_hundredths() {
    quantities(
        "Half of the voters stayed home.",
        &["47.5..52.5 percent of=voters patient in=stay"],
    );
    quantities(
        "Two-thirds of the voters stayed home.",
        &["63.3..70 percent of=voters free"],
    );
    quantities(
        "A third party won 12 seats.",
        &["12 count of=seats patient in=win"],
    );
    quantities(
        "Six percent of respondents agreed, down from 13 percent in March.",
        &[
            "6 percent of=respondents agent in=agree",
            "13 percent oblique in=agree earlier",
        ],
    );
}

/// Each quantity as "interval unit of counted", with "rejected" or "additional" behind it where it is.
#[track_caller]
fn figures(text: &str, expected: &[&str]) {
    let detail = detail(text);
    let syntax = detail.syntax(text);
    let found: Vec<String> = detail
        .quantities
        .iter()
        .map(|q| {
            let counted = q.counted.map_or("-", |c| syntax.lemma(c));
            let marks = [(q.rejected, " rejected"), (q.additional, " additional")];
            let marks: String = marks.iter().filter(|m| m.0).map(|m| m.1).collect();
            format!(
                "{} {} of {counted}{marks}",
                q.quantity.value, q.quantity.unit
            )
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_figure_belongs_to_the_noun_that_it_measures() {
    figures(
        "The losses amount to 1.4 billion crowns.",
        &["1400000000 crown of loss"],
    );
    figures(
        "Its stake amounts to 24 per cent, a spokesman said.",
        &["24 percent of stake"],
    );
    figures(
        "The union demands a rise of 14 per cent.",
        &["14 percent of rise"],
    );
    // Near misses: "to" behind another verb, and "of" behind a noun that has no figure.
    figures(
        "He admitted to 24 reporters that he was wrong.",
        &["24 count of reporter"],
    );
    figures("A group of 14 left the town.", &["14 count of -"]);
}

#[test]
fn a_figure_that_the_sentence_sets_aside_is_rejected() {
    figures(
        "The company held 24 per cent of the shares and not 29.4.",
        &["24 percent of share", "29.4 percent of - rejected"],
    );
    // Near misses: "not" before another word, and a bound.
    figures(
        "The company held 24 per cent, but not more than 30 per cent.",
        &["24 percent of -", "..30 percent of -"],
    );
    figures(
        "The fire killed 59 people, not 61 as reported earlier.",
        &["59 count of people", "61 count of -"],
    );
    figures(
        "Twelve people died and 30 did not return.",
        &["12 count of people", "30 count of -"],
    );
}

#[test]
fn persons_named_before_others_are_counted_with_them() {
    figures(
        "Anna Kolb and two others were killed.",
        &["3 count of other"],
    );
    // Near misses: who is named is not among them, or is not named.
    figures(
        "Anna Kolb said that two others were killed.",
        &["2 count of other additional"],
    );
    figures(
        "The driver and two others were killed.",
        &["2 count of other additional"],
    );
}

#[test]
fn bodies_that_were_recovered_are_at_least_so_many_dead() {
    figures(
        "Rescue workers had recovered 61 bodies by nightfall.",
        &["61.. count of body"],
    );
    figures(
        "The train carried the remains of 140 victims.",
        &["140.. count of victim"],
    );
    // Near misses: the dead themselves, and other things that are recovered.
    figures("The blast killed 61 people.", &["61 count of people"]);
    figures(
        "Rescue workers had recovered 61 suitcases by nightfall.",
        &["61 count of suitcase"],
    );
}
