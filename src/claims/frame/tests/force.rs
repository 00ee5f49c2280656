//! Whether something is said to have happened: tense, modality and negation.

use super::*;

#[test]
fn tense_and_aspect_are_read_from_auxiliaries() {
    predicates("The town fell.", &["fall patient=town past"]);
    predicates(
        "The town has fallen.",
        &["fall patient=town present perfect"],
    );
    predicates(
        "Troops had been shelling the town.",
        &["shell agent=Troops patient=town past perfect-progressive"],
    );
    predicates(
        "Troops are shelling the town.",
        &["shell agent=Troops patient=town present progressive"],
    );
    predicates(
        "Troops will leave the town on Friday.",
        &["leave agent=Troops patient=town on=Friday time=Friday planned future"],
    );
    predicates(
        "Troops are going to leave the town.",
        &[
            "go agent=Troops present progressive",
            "leave agent=Troops patient=town planned future",
        ],
    );
    predicates(
        "Troops want to leave the town.",
        &[
            "want agent=Troops present",
            "leave agent=Troops patient=town planned",
        ],
    );
    predicates(
        "The bridge was closed and repaired.",
        &["close patient=bridge past", "repair patient=bridge past"],
    );
}

#[test]
fn modality_is_fact_possibility_condition_or_plan() {
    predicates(
        "Troops may have left the town.",
        &["leave agent=Troops patient=town hedged perfect"],
    );
    predicates(
        "Troops allegedly left the town.",
        &["leave agent=Troops patient=town hedged past"],
    );
    predicates(
        "Troops plan to leave the town.",
        &[
            "plan agent=Troops present",
            "leave agent=Troops patient=town planned",
        ],
    );
    predicates(
        "If troops leave the town, the rebels will return.",
        &[
            "leave agent=troops patient=town conditional present",
            "return agent=rebels planned future",
        ],
    );
    predicates(
        "The government said it would close the camp.",
        &[
            "say agent=government past",
            "close agent=it patient=camp planned",
        ],
    );
    predicates(
        "The government said it would close the camp if it rained.",
        &[
            "say agent=government past",
            "close agent=it patient=camp conditional",
            "rain agent=it conditional past",
        ],
    );
    predicates(
        "The men were forced to leave.",
        &["force patient=men past", "leave agent=men"],
    );
    predicates(
        "The minister did not rule out an attack.",
        &[
            "rule out agent=minister patient=attack not=not past",
            "attack (noun)",
        ],
    );
}

#[test]
fn negators_negate_their_predicate_and_no_other() {
    predicates(
        "The army did not shell the town.",
        &["shell agent=army patient=town not=not past"],
    );
    predicates(
        "The army never shelled the town.",
        &["shell agent=army patient=town not=never past"],
    );
    predicates(
        "The army did not only shell the town.",
        &["shell agent=army patient=town past"],
    );
    predicates(
        "The bridge is not safe.",
        &["safe (copula) patient=bridge not=not present"],
    );
    predicates(
        "The town is no longer safe.",
        &["safe (copula) patient=town not=no present"],
    );
    predicates(
        "Under no circumstances will he leave.",
        &["leave agent=he under=circumstances not=no planned future"],
    );
    predicates(
        "He did not call but sent a letter.",
        &[
            "call agent=He not=not past",
            "send agent=He patient=letter past",
        ],
    );
    predicates(
        "The plan cannot be changed or dropped.",
        &[
            "change patient=plan not=not hedged",
            "drop patient=plan not=not hedged",
        ],
    );
    predicates(
        "He did not eat and went home.",
        &["eat agent=He not=not past", "go agent=He past"],
    );
    predicates(
        "The fountain was not a gift made by children.",
        &[
            "gift (copula) patient=fountain not=not past",
            "make agent=children patient=gift",
        ],
    );
    predicates(
        "He did not leave until Tuesday.",
        &["leave agent=He until=Tuesday time=Tuesday past"],
    );
    predicates(
        "The rebels left without firing a shot.",
        &[
            "leave agent=rebels past",
            "fire agent=rebels patient=shot not=without",
        ],
    );
}

#[test]
fn negated_participants_negate_the_predicate() {
    predicates("Nobody was hurt.", &["hurt patient=Nobody not=Nobody past"]);
    predicates(
        "No one claimed the attack.",
        &[
            "claim agent=one patient=attack not=one past",
            "attack (noun)",
        ],
    );
    predicates(
        "Neither side won the battle.",
        &["win agent=side patient=battle not=Neither past"],
    );
    predicates(
        "The village received no warning.",
        &[
            "receive agent=village patient=warning not=no past",
            "warning (noun) patient=village not=no",
        ],
    );
    predicates(
        "There was no warning.",
        &["be agent=warning not=no past", "warning (noun) not=no"],
    );
    predicates(
        "The police made no attempt to stop him.",
        &[
            "attempt agent=police not=no past",
            "stop agent=police patient=him not=no planned",
        ],
    );
}

#[test]
fn governing_words_negate_what_they_govern() {
    predicates(
        "The police failed to stop the march.",
        &[
            "fail agent=police past",
            "stop agent=police patient=march not=failed",
        ],
    );
    predicates(
        "The police did not fail to stop the march.",
        &[
            "fail agent=police not=not past",
            "stop agent=police patient=march",
        ],
    );
    predicates(
        "The minister refused to resign.",
        &[
            "refuse agent=minister past",
            "resign agent=minister not=refused",
        ],
    );
    predicates(
        "The crew was unable to land the plane.",
        &[
            "unable (copula) patient=crew past",
            "land agent=crew patient=plane not=unable",
        ],
    );
    predicates(
        "The crew managed to land the plane.",
        &["manage agent=crew past", "land agent=crew patient=plane"],
    );
    predicates(
        "The crew did not manage to land the plane.",
        &[
            "manage agent=crew not=not past",
            "land agent=crew patient=plane not=not",
        ],
    );
    predicates(
        "The minister ruled out an attack.",
        &[
            "rule out agent=minister patient=attack past",
            "attack (noun) not=ruled",
        ],
    );
    predicates(
        "Voters complained about the lack of warning.",
        &[
            "complain agent=Voters about=lack of warning past",
            "warning (noun) not=lack",
        ],
    );
    predicates(
        "There was no lack of warning.",
        &[
            "be agent=lack of warning not=no past",
            "lack (noun) patient=warning not=no",
            "warning (noun)",
        ],
    );
    predicates(
        "It is not true that the army shelled the town.",
        &[
            "true (copula) not=not present",
            "shell agent=army patient=town not=not past",
        ],
    );
    predicates(
        "The bridge was too weak to carry the load.",
        &[
            "weak (copula) patient=bridge past",
            "carry agent=bridge patient=load not=too planned",
        ],
    );
    predicates(
        "Police found no evidence that the mayor lied.",
        &[
            "find agent=Police patient=evidence not=no past",
            "lie agent=mayor not=no past",
        ],
    );
    predicates(
        "He was not allowed to enter the country.",
        &[
            "allow patient=He not=not past",
            "enter agent=He patient=country not=not planned",
        ],
    );
    predicates(
        "He does not think that the army shelled the town.",
        &[
            "think agent=He not=not present",
            "shell agent=army patient=town not=not hedged past",
        ],
    );
}
