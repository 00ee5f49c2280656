//! Texts and who speaks in each of their sentences.

use super::*;

/// The speaker and cue of each sentence of `text`, written `speaker | cue`; `-` where nobody speaks.
fn speakers(text: &str) -> Vec<String> {
    let mut tracker = SpeakerTracker::new(text);
    sentences(text)
        .into_iter()
        .map(|sentence| {
            let tree = SentenceTree::new(text, sentence);
            match tracker
                .next(&tree.syntax(text), &tree.attributions, sentence)
                .0
            {
                Some(s) => format!("{} | {}", s.name, s.cue.map_or("", |c| c.of(text))),
                None => "-".to_string(),
            }
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(speakers(text), expected, "{text}");
}

#[test]
fn direct_and_indirect_speech_have_their_speaker() {
    check(
        "The army said on Monday that the town had fallen.",
        &["army | said"],
    );
    check("The town had fallen, the army said.", &["army | said"]);
    check(
        "“The town has fallen,” Samir Dallal said.",
        &["Samir Dallal | said"],
    );
    check(
        "“The town has fallen,” said Samir Dallal.",
        &["Samir Dallal | said"],
    );
    check(
        "According to the ministry, twelve people died.",
        &["ministry | According"],
    );
    check(
        "Officials denied using chemical weapons.",
        &["Officials | denied"],
    );
    check(
        "The minister accused the rebels of shelling the market.",
        &["minister | accused"],
    );
    check(
        "In a report, the agency wrote that the dam was safe.",
        &["agency | wrote"],
    );
}

#[test]
fn nouns_report_too() {
    check(
        "The report tested the minister’s claim that the dam was safe.",
        &["minister | claim"],
    );
    check(
        "The mayor repeated the warning that the dam could burst.",
        &["mayor | warning"],
    );
}

#[test]
fn the_outlet_speaks_for_itself() {
    check("The blast killed twelve people in the market.", &["-"]);
    check("Twelve people were killed, it was reported.", &["-"]);
    check("The proposed credit is worth $20 per share.", &["-"]);
    check("The so-called “safe zone” was hit again.", &["-"]);
    check("There was no sign of the claimed victory.", &["-"]);
}

#[test]
fn pronouns_and_short_names_are_settled() {
    check(
        "Samir Dallal said the ward was full. He added that beds were missing. Dallal said more would come.",
        &[
            "Samir Dallal | said",
            "Samir Dallal (he) | added",
            "Samir Dallal | said",
        ],
    );
    check(
        "The Syrian Observatory for Human Rights said 46 died. The Observatory said the toll would rise.",
        &[
            "Syrian Observatory for Human Rights | said",
            "Syrian Observatory for Human Rights | said",
        ],
    );
    check(
        "Prime Minister Ivo Brandt met the press. The minister said that talks had failed.",
        &["-", "Prime Minister Ivo Brandt (the minister) | said"],
    );
}

#[test]
fn a_name_that_two_share_is_left_short() {
    check(
        "Anna Weber met Karl Weber on Monday. Weber said that it went well.",
        &["-", "Weber | said"],
    );
}

#[test]
fn quotations_run_on() {
    check(
        "“The town has fallen,” Samir Dallal said. “We have lost the market. Nobody came to help us.”",
        &["Samir Dallal | said", "Samir Dallal | ", "Samir Dallal | "],
    );
    check(
        "“The market is lost. Nobody came to help us,” Samir Dallal said.",
        &["Samir Dallal | ", "Samir Dallal | said"],
    );
    check(
        "Samir Dallal said: “The market is lost.\n\n“Nobody came to help us.”",
        &["Samir Dallal | said", "Samir Dallal | "],
    );
}

#[test]
fn who_is_passed_on_stands_first() {
    check(
        "The agency reported that the governor said that two bridges were destroyed.",
        &["governor, as quoted by agency | said"],
    );
}

#[test]
fn who_is_asked_to_speak_has_not_spoken() {
    check(
        "The ministry urged the council to condemn the raid.",
        &["ministry | urged"],
    );
}

#[test]
fn two_speakers_in_one_sentence_are_both_named() {
    check(
        "The army said the town had fallen, while the rebels denied that it was lost.",
        &["army; rebels | said"],
    );
}
