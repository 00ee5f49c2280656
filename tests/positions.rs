//! Positions on one question of an incident meet, whatever their words; all that is near it is left alone.

use serde_json::{Value, json};

use crate::util::{TempDir, rashomon};

const PLANE: &str =
    "A Meridian airliner crashed near Kelm in Ostland on Sunday with 90 people on board.";
const BRIDGE: &str = "The road bridge over the Arn at Kelm in Ostland collapsed on Sunday evening.";
const FIRE: &str = "A fire destroyed the Harlow mill at Kelm in Ostland on Sunday evening.";
const FERRY: &str = "The ferry Lorna sank off Kelm in Ostland on Sunday evening.";
const TRAIN: &str = "The night train to Kelm in Ostland derailed on Sunday evening.";
const BLAST: &str = "An explosion shook the market of Kelm in Ostland on Sunday evening.";
const ILLNESS: &str =
    "An outbreak of typhoid in Kelm in Ostland has made hundreds ill since Sunday.";

/// What the articles of a pair begin with, the two claims, and the rule that must see them; none for silence.
type Case = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);

const CAUSE: Option<&str> = Some("cause/position");
const RULED_OUT: Option<&str> = Some("cause/ruled-out");
const SURVIVORS: Option<&str> = Some("negation/survivors");
const ANSWER: Option<&str> = Some("negation/answer");
const WHOLE: Option<&str> = Some("negation/whole");

const CASES: &[Case] = &[
    // Two causes, in any words.
    (
        PLANE,
        "The airliner was brought down by a rocket, the army said.",
        "The plane came down because its right engine failed, a mechanic said.",
        CAUSE,
    ),
    (
        PLANE,
        "Lightning brought down the airliner, the airline believes.",
        "Investigators blamed pilot error for the crash.",
        CAUSE,
    ),
    (
        PLANE,
        "The jet was shot down on its way to Kelm, the mayor said.",
        "A bird strike caused the crash, the airport said.",
        CAUSE,
    ),
    (
        BRIDGE,
        "The bridge was destroyed by an explosive charge, the governor said.",
        "Corrosion was the most likely cause of the collapse, an engineer said.",
        CAUSE,
    ),
    (
        BRIDGE,
        "A flood tore the bridge from its piers, the road office said.",
        "\"Neglect broke this bridge,\" a builder said.",
        CAUSE,
    ),
    (
        FIRE,
        "The owner put the fire down to a short circuit.",
        "The fire was set on purpose, the police said.",
        CAUSE,
    ),
    (
        FIRE,
        "Lightning started the fire, the brigade said.",
        "A short circuit caused the fire, the owner said.",
        None,
    ),
    (
        FERRY,
        "The ferry sank because it was overloaded, a sailor said.",
        "The storm was to blame for the sinking, the company said.",
        CAUSE,
    ),
    (
        FERRY,
        "The ferry went down because it carried too many people, a sailor said.",
        "A collision with a barge caused the disaster, the company said.",
        CAUSE,
    ),
    (
        TRAIN,
        "A broken rail caused the derailment, the union said.",
        "The railway blames the driver.",
        CAUSE,
    ),
    (
        BLAST,
        "The explosion was caused by a gas leak, the mayor said.",
        "A car bomb caused the blast, the police said.",
        CAUSE,
    ),
    (
        ILLNESS,
        "The outbreak was caused by sewage, a doctor said.",
        "Inspectors blamed spoiled meat for the outbreak.",
        CAUSE,
    ),
    // What is ruled out.
    (
        PLANE,
        "The airliner was brought down by a rocket, the army said.",
        "An engine failure and not a rocket caused the crash, the ministry said.",
        RULED_OUT,
    ),
    (
        BRIDGE,
        "The bridge was destroyed by an explosive charge, the governor said.",
        "Experts found no trace of explosives at the bridge.",
        RULED_OUT,
    ),
    (
        FIRE,
        "The owner put the fire down to a short circuit.",
        "The fire brigade has ruled out a short circuit.",
        RULED_OUT,
    ),
    (
        PLANE,
        "\"This was no accident, it was murder,\" the president said.",
        "The plane crashed because its left engine failed, the maker said.",
        RULED_OUT,
    ),
    // One cause in two words, a part of the other, or its own consequence.
    (
        PLANE,
        "The airliner was brought down by a rocket, the army said.",
        "A missile brought down the plane, the ministry said.",
        None,
    ),
    (
        BLAST,
        "The explosion was caused by a gas leak, the mayor said.",
        "A spark from a faulty cable caused the blast, the police said.",
        None,
    ),
    (
        TRAIN,
        "Speeding caused the derailment, the union said.",
        "The railway blames the driver.",
        None,
    ),
    (
        FERRY,
        "The storm was to blame for the sinking, the company said.",
        "The ferry sank because of high waves, a sailor said.",
        None,
    ),
    (
        BRIDGE,
        "The bridge collapsed because of an earthquake, the governor said.",
        "Cracks caused the collapse, an engineer said.",
        None,
    ),
    // Open questions, plans, conditions and weighed causes hold nothing.
    (
        PLANE,
        "Investigators are looking at whether a rocket brought down the plane.",
        "The plane came down because its right engine failed, a mechanic said.",
        None,
    ),
    (
        PLANE,
        "A rocket or a bomb brought down the plane, the army said.",
        "The plane came down because its right engine failed, a mechanic said.",
        None,
    ),
    (
        PLANE,
        "The plane may have been brought down by a rocket.",
        "The plane may have come down because its right engine failed.",
        None,
    ),
    (
        PLANE,
        "The army threatened that a rocket would bring down any plane.",
        "The plane came down because its right engine failed, a mechanic said.",
        None,
    ),
    (
        PLANE,
        "The police have not ruled out a bomb.",
        "A bomb caused the crash, the mayor said.",
        None,
    ),
    // Another incident, or several.
    (
        PLANE,
        "The airliner was brought down by a rocket, the army said.",
        "A fire at the airport was caused by a short circuit.",
        None,
    ),
    (
        PLANE,
        "The airliner was brought down by a rocket, the army said.",
        "A similar crash in 2009 was caused by pilot error.",
        None,
    ),
    (
        PLANE,
        "Engine failure is the cause of most crashes, an expert said.",
        "The airliner was brought down by a rocket, the army said.",
        None,
    ),
    // A cause in a name, or as a part of another word, is none.
    (
        PLANE,
        "The bomb squad caused the crash barrier to be moved.",
        "The plane came down because its right engine failed, a mechanic said.",
        None,
    ),
    (
        FERRY,
        "A storm warning had been given before the ferry sank.",
        "The ferry sank because it was overloaded, a sailor said.",
        None,
    ),
    (
        FERRY,
        "There will be no storm tomorrow, the forecast says.",
        "The storm was to blame for the sinking, the company said.",
        None,
    ),
    // Survivors.
    (
        PLANE,
        "All 90 people on board are dead, the airline said.",
        "Two passengers survived the crash, a nurse said.",
        SURVIVORS,
    ),
    (
        PLANE,
        "There were no survivors, the mayor said.",
        "A woman was pulled alive from the wreck, firemen said.",
        SURVIVORS,
    ),
    (
        FERRY,
        "Nobody survived the sinking, the coast guard said.",
        "Survivors said that the ferry had turned over within minutes.",
        SURVIVORS,
    ),
    (
        PLANE,
        "The plane hit a hill, killing all 90 people on board.",
        "A child survived and is being treated in Kelm.",
        SURVIVORS,
    ),
    (
        PLANE,
        "All six crew members on board died, the airline said.",
        "Two passengers survived the crash, a nurse said.",
        None,
    ),
    (
        PLANE,
        "No survivors have been found yet, the mayor said.",
        "Two passengers survived the crash, a nurse said.",
        None,
    ),
    (
        PLANE,
        "It is feared that all 90 people on board are dead.",
        "Two passengers survived the crash, a nurse said.",
        None,
    ),
    (
        PLANE,
        "All 90 people on board are dead, the airline said.",
        "The minister survived a vote of no confidence.",
        None,
    ),
    (
        PLANE,
        "All 90 people on board are dead, the airline said.",
        "The pilot is survived by his wife.",
        None,
    ),
    (
        PLANE,
        "All 90 people on board are dead, the airline said.",
        "Rescuers are searching for survivors.",
        None,
    ),
    (
        PLANE,
        "All 90 people on board are alive, the airline said.",
        "Two passengers survived the crash, a nurse said.",
        None,
    ),
    // Yes and no to one question.
    (
        FIRE,
        "The alarm went off at once and everybody left the mill, the owner said.",
        "No alarm sounded, a weaver said.",
        ANSWER,
    ),
    (
        FIRE,
        "All doors were open when the fire broke out, the owner said.",
        "The exits of the mill had been locked with a chain, a weaver said.",
        ANSWER,
    ),
    (
        PLANE,
        "The pilots sent a distress call before the crash, a controller said.",
        "The tower received no emergency call from the crew.",
        ANSWER,
    ),
    (
        FIRE,
        "The front door was locked, a weaver said.",
        "The gate was open, the owner said.",
        None,
    ),
    (
        FIRE,
        "No alarm sounded, a weaver said.",
        "The alarm would have gone off if it had been switched on.",
        None,
    ),
    (
        FIRE,
        "All doors were open when the fire broke out, the owner said.",
        "The doors must be locked at night, the rules of the mill say.",
        None,
    ),
    (
        FIRE,
        "All doors were open when the fire broke out, the owner said.",
        "The owner locked away the plans of the mill.",
        None,
    ),
    // All that one says no to is in what the other tells.
    (
        FIRE,
        "The mill had 40 lamps, and none of the cupboards was sealed, the owner said.",
        "She said that the cupboards with the fire axes on the upper floor had been sealed.",
        WHOLE,
    ),
    (
        FIRE,
        "None of the cupboards has been sealed yet, the owner said.",
        "She said that the cupboards with the fire axes had been sealed.",
        None,
    ),
    (
        FIRE,
        "The new rule should prevent the cupboards from being sealed.",
        "She said that the cupboards with the fire axes had been sealed.",
        None,
    ),
    (
        FIRE,
        "None of the windows was sealed, the owner said.",
        "She said that the cupboards with the fire axes had been sealed.",
        None,
    ),
    (
        FIRE,
        "The lockers of the weavers were open, the owner said.",
        "She said that the lockers with the fire axes on the upper floor had been locked.",
        ANSWER,
    ),
    // What is called untrue.
    (
        TRAIN,
        "The theory of sabotage was not supported by anything on the track, the inspector said.",
        "Saboteurs loosened the rails that threw the train off the track, the ministry said.",
        RULED_OUT,
    ),
    (
        BRIDGE,
        "He said that the minister had invented the bomb.",
        "The bridge was blown up, the governor said.",
        RULED_OUT,
    ),
    (
        FERRY,
        "The ferry was struck by lightning before it sank, a sailor said.",
        "The ferry went down because it was overloaded, the union said.",
        CAUSE,
    ),
    (
        FIRE,
        "Nobody opened the door of the owner's house, the police said.",
        "All doors were open when the fire broke out, the owner said.",
        None,
    ),
    (
        FIRE,
        "He called the story of locked doors a legend.",
        "All doors were open when the fire broke out, the owner said.",
        None,
    ),
    (
        PLANE,
        "The army insists that nobody survived, while the hospital speaks of two children.",
        "Two passengers survived the crash, a nurse said.",
        None,
    ),
    // A span of years is no report of one night.
    (
        BRIDGE,
        "The bridge has not been hit by a flood in more than 25 years.",
        "A flood destroyed the bridge, the road office said.",
        None,
    ),
    (
        PLANE,
        "The plane crashed hours after missiles were launched at a base in Marl.",
        "The radar showed no missile that night.",
        None,
    ),
    (
        PLANE,
        "\"No missile hit the plane,\" the head of the airline said.",
        "The jet was shot down by a missile, officials believe.",
        RULED_OUT,
    ),
    (
        FIRE,
        "The sale of the mill led to complaints over potential violations of the rules.",
        "There was no violation of the rules.",
        None,
    ),
];

/// The verdicts on the pairs, in order.
fn verdicts(cases: &[Case]) -> Vec<Value> {
    let dir = TempDir::new();
    let lines =
        |values: Vec<Value>| -> String { values.iter().map(|v| format!("{v}\n")).collect() };
    let articles = cases.iter().enumerate().flat_map(|(i, (lead, a, b, _))| {
        [("a", a), ("b", b)].map(|(side, sentence)| {
            let text = format!("{lead} Rescue teams from Kelm worked through the night. {sentence} Kelm lies 40 miles north of Marl.");
            json!({"id": format!("{i}{side}"), "outlet": format!("{i}{side}"), "date": "2021-03-08", "text": text})
        })
    });
    let records = cases.iter().enumerate().map(|(i, (_, a, b, _))| {
        json!({
            "id": i.to_string(), "a": a, "b": b, "a_date": "2021-03-08", "b_date": "2021-03-08",
            "a_article": format!("{i}a"), "b_article": format!("{i}b"),
        })
    });
    dir.write("articles.jsonl", lines(articles.collect()));
    dir.write("pairs.jsonl", lines(records.collect()));
    let args = [
        "judge",
        "--rules-only",
        "--pairs",
        "pairs.jsonl",
        "--articles",
        "articles.jsonl",
    ];
    let run = rashomon(dir.path(), &args);
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("a verdict is JSON"))
        .collect()
}

#[test]
fn positions_meet_and_near_misses_do_not() {
    let mut wrong = String::new();
    for ((_, a, b, expected), verdict) in CASES.iter().zip(verdicts(CASES)) {
        let found = (verdict["relation"] == "contradict")
            .then(|| verdict["evidence"][0]["rule"].as_str().unwrap_or(""));
        if found != *expected {
            wrong += &format!("{a}\n{b}\n  expected {expected:?}, found {found:?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
