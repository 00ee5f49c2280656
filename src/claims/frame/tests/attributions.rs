//! Who says what, and with which stance.

use super::*;

#[test]
fn source_cue_and_content() {
    attributions(
        "The army said on Monday that the town had fallen.",
        &["army [said] say indirect: that the town had fallen"],
    );
    attributions(
        "The town had fallen, the army said.",
        &["army [said] say indirect: The town had fallen,"],
    );
    attributions(
        "“The town has fallen,” Samir Dallal said.",
        &["Samir Dallal [said] say direct: “The town has fallen,”"],
    );
    attributions(
        "The army said the town was “lost for good”.",
        &["army [said] say mixed: the town was “lost for good”"],
    );
    attributions(
        "According to the ministry, twelve people died.",
        &["ministry [According] say indirect: twelve people died."],
    );
    attributions("The blast killed twelve people in the market.", &[]);
}

#[test]
fn denials_and_accusations() {
    attributions(
        "The army denied shelling the town.",
        &["army [denied] deny indirect: shelling the town"],
    );
    attributions(
        "Officials denied that the dam was unsafe.",
        &["Officials [denied] deny indirect: that the dam was unsafe"],
    );
    attributions(
        "The minister accused the rebels of shelling the market.",
        &["minister [accused] accuse indirect: of shelling the market accused=rebels"],
    );
    attributions(
        "The rebels were accused of shelling the market.",
        &["? [accused] accuse indirect: of shelling the market accused=rebels"],
    );
    attributions(
        "The ministry blamed the attack on the rebels.",
        &["ministry [blamed] accuse indirect: the attack accused=rebels"],
    );
    attributions(
        "The judge denied him bail.",
        &["judge [denied] deny indirect: bail"],
    );
}
