//! What is read of who did it, out of two short articles of one incident.

use jiff::civil::date;

use super::denied::DEED;
use super::{ATTRIBUTION, DENIAL};
use crate::article::{Article, Corpus, Published};
use crate::judgement::JudgeOptions;
use crate::judgement::verdict::Relation;
use crate::pipeline::{Options, compare};

/// What both articles begin with.
const OPENING: &str = "A bomb exploded in the market of Kelm on Tuesday and killed 27 people. \
    The blast tore a hole in the roof of the hall, and the attack shook the whole town of Kelm. ";

/// The rules that fire on a sentence of one article and one of another, both behind one opening.
fn rules(opening: &str, a: &str, b: &str) -> Vec<&'static str> {
    let article = |id: &str, text: &str| Article {
        id: id.into(),
        outlet: Some(id.into()),
        title: None,
        published: Some(Published {
            day: date(2019, 9, 13),
            time: None,
        }),
        url: None,
        author: None,
        file: String::new(),
        language: None,
        text: format!("{opening}{text}"),
    };
    let corpus = Corpus::new(vec![article("a", a), article("b", b)]);
    let options = Options {
        judge: JudgeOptions {
            reader: None,
            ..JudgeOptions::default()
        },
        ..Options::default()
    };
    let found = compare(&corpus, options, |_, _| ());
    let conflicts = found
        .findings
        .iter()
        .filter(|f| f.verdict.relation == Relation::Contradict);
    conflicts
        .flat_map(|f| f.verdict.evidence.iter().map(|e| e.rule))
        .collect()
}

/// That a conflict of the rule's kind is found, whichever side comes first; where the words are alike `doer.rs` sees it, too.
fn fires(a: &str, b: &str, rule: &str) {
    let kind = |rule: &str| rule.split('/').next().map(str::to_string);
    for (x, y) in [(a, b), (b, a)] {
        let found = rules(OPENING, x, y);
        assert!(
            found.iter().any(|r| kind(r) == kind(rule)),
            "{x} | {y}: {found:?}"
        );
    }
}

fn is_silent(a: &str, b: &str) {
    let found = rules(OPENING, a, b);
    let silent = |rule: &&str| !rule.ends_with("/position") && *rule != DEED;
    assert!(found.iter().all(silent), "{a} | {b}: {found:?}");
}

#[test]
fn who_is_said_to_have_done_it_and_denies_it() {
    let accused = "The Orna Front was behind the attack, the interior minister said.";
    fires(
        accused,
        "The Orna Front said it had nothing to do with the blast.",
        DENIAL,
    );
    fires(
        accused,
        "The Orna Front denied any part in the bombing.",
        DENIAL,
    );
    fires(
        accused,
        "Commander Ilo Brat of the Orna Front said his men had played no part in it.",
        DENIAL,
    );
    fires(
        "The government blamed the Orna Front.",
        "The Orna Front has rejected all blame.",
        DENIAL,
    );
    fires(
        "Terrorists of the Orna Front carried out the attack, the ministry said.",
        "The Orna Front denied any involvement in the blast.",
        DENIAL,
    );
    fires(
        "A shell of the army hit the market, traders said.",
        "The army said that none of its guns had fired.",
        DENIAL,
    );
}

#[test]
fn who_denies_the_means_does_not_deny_the_deed() {
    let bombed = "Warplanes of the army bombed the market of Kelm, traders said.";
    is_silent(bombed, "The army denied that it had used gas in Kelm.");
    is_silent(bombed, "The army said that it had not used chlorine.");
    fires(
        bombed,
        "The army denied that it had bombed the market of Kelm.",
        DENIAL,
    );
}

#[test]
fn a_denial_of_somebody_else_or_of_something_else_is_none() {
    let accused = "The Orna Front was behind the attack, the interior minister said.";
    is_silent(
        accused,
        "The Sons of Morning denied any part in the bombing.",
    );
    is_silent(
        accused,
        "The mayor said he had nothing to do with the repair of the roof.",
    );
    is_silent(
        accused,
        "The Orna Front has never said how many fighters it has.",
    );
    is_silent(accused, "Nobody has claimed responsibility for the attack.");
    is_silent(
        "The Orna Front was founded in 1994.",
        "The Orna Front denied any part in the bombing.",
    );
    is_silent(
        "The Orna Front said it had no part in the bombing.",
        "The Orna Front denied any involvement in the blast.",
    );
    is_silent(
        "The army has fired shells at the hills since the attack.",
        "The army said that none of its guns had fired on the market.",
    );
    is_silent(
        "The police ruled out that the Orna Front was behind the attack.",
        "The Orna Front denied any part in the bombing.",
    );
}

#[test]
fn two_doers_of_the_one_incident_are_a_dispute() {
    fires(
        "It was the army that bombed the market, traders said.",
        "Rebels were behind the attack, the ministry said.",
        ATTRIBUTION,
    );
    fires(
        "The Sons of Morning have claimed the bombing.",
        "The Orna Front carried out the attack, the ministry said, and the government blamed the Orna Front.",
        ATTRIBUTION,
    );
}

#[test]
fn two_doers_of_two_deeds_or_two_words_for_one_doer_are_none() {
    is_silent(
        "The army fired at rebels in the hills on Monday.",
        "Rebels were behind the attack, the ministry said.",
    );
    is_silent(
        "The government blamed the Orna Front.",
        "Terrorists were behind the attack, the ministry said.",
    );
    is_silent(
        "Gunmen stormed the hall before the blast.",
        "The Orna Front was behind the attack, the ministry said.",
    );
    is_silent(
        "The army sealed off the market after the attack.",
        "Rebels were behind the attack, the ministry said.",
    );
    is_silent(
        "Soldiers carried the wounded out of the hall.",
        "Rebels were behind the attack, the ministry said.",
    );
}

#[test]
fn articles_of_two_incidents_do_not_dispute() {
    // Longer than what counts as an opening.
    let other =
        "The parliament in Tarn passed the budget on Tuesday after a long debate. ".repeat(7);
    let found = rules(
        &other,
        "The Orna Front was behind the attack, he said.",
        "The Orna Front denied any part in the bombing.",
    );
    assert!(
        found.iter().all(|rule| !rule.ends_with("/position")),
        "{found:?}"
    );
}

#[test]
fn a_deed_that_somebody_denies_outright_is_told_in_other_words() {
    let denied = "The army rejected reports that the market had been bombed.";
    fires(
        "Two bombs fell on the market within an hour, traders said.",
        denied,
        DEED,
    );
    is_silent("A rocket hit the market, traders said.", denied);
    is_silent("Two bombs fell on the hills, traders said.", denied);
    is_silent("In May 2011 bombs fell on the market, too.", denied);
    is_silent("The market will be closed for a week.", denied);
}

#[test]
fn who_directed_it_and_denies_that_he_planned_it() {
    fires(
        "General Ilo Tolk had directed the attack by telephone, the ministry said.",
        "General Ilo Tolk denied that he had planned the attack.",
        DENIAL,
    );
    is_silent(
        "General Ilo Tolk condemned the attack.",
        "General Ilo Tolk denied that he had planned the attack.",
    );
}

#[test]
fn who_fired_first_is_asked_of_both() {
    fires(
        "The police fired first, traders in the market said.",
        "Rebels had fired first, the police chief said.",
        ATTRIBUTION,
    );
    is_silent(
        "The police fired at the market, traders said.",
        "The police said that they had not fired first.",
    );
}
