//! Who does what to whom: roles in actives, passives, coordination, clauses and nouns.

use super::*;

#[test]
fn actives_and_passives_have_the_same_participants() {
    predicates(
        "Rebels killed three soldiers in Aleppo on Monday.",
        &[
            "kill agent=Rebels patient=three soldiers in=Aleppo on=Monday place=Aleppo time=Monday past",
        ],
    );
    predicates(
        "Three soldiers were killed by rebels near the border.",
        &["kill agent=rebels near the border patient=Three soldiers past"],
    );
    predicates(
        "The mayor was shot dead by police.",
        &["shoot agent=police patient=mayor past"],
    );
    predicates("The window was broken.", &["break patient=window past"]);
    predicates(
        "The price of oil fell on Monday.",
        &["fall patient=price of oil on=Monday time=Monday past"],
    );
    predicates("The window is broken.", &["break patient=window present"]);
}

#[test]
fn coordination_is_distributed() {
    predicates(
        "The president and the minister resigned.",
        &["resign agent=president+minister past"],
    );
    predicates(
        "The army shelled the market and burned the church.",
        &[
            "shell agent=army patient=market past",
            "burn agent=army patient=church past",
        ],
    );
    predicates(
        "The men were arrested and charged.",
        &["arrest patient=men past", "charge patient=men past"],
    );
    predicates(
        "Police arrested the mayor and his brother.",
        &["arrest agent=Police patient=mayor+his brother past"],
    );
    predicates(
        "More than 100 people were hurt and 12 killed.",
        &[
            "hurt patient=More than 100 people past",
            "kill patient=12 past",
        ],
    );
}

#[test]
fn clauses_are_filled_from_the_noun_or_verb_that_they_hang_on() {
    predicates(
        "The soldiers who shelled the market were arrested.",
        &[
            "shell agent=soldiers patient=market past",
            "arrest patient=soldiers past",
        ],
    );
    predicates(
        "The attack that the rebels carried out killed a nurse.",
        &[
            "attack (noun)",
            "carry out agent=rebels patient=attack past",
            "kill agent=attack patient=nurse past",
        ],
    );
    predicates(
        "The letter that the mayor sent was found.",
        &[
            "send agent=mayor patient=letter past",
            "find patient=letter past",
        ],
    );
    predicates(
        "The men arrested in the raid had fled Syria.",
        &[
            "arrest patient=men in=raid",
            "raid (noun)",
            "flee agent=men patient=Syria past perfect",
        ],
    );
    predicates(
        "The judge ordered the company to pay the workers.",
        &[
            "order agent=judge patient=company past",
            "pay agent=company patient=workers planned",
        ],
    );
    predicates(
        "The company was ordered to pay the workers.",
        &[
            "order patient=company past",
            "pay agent=company patient=workers planned",
        ],
    );
    predicates(
        "The minister promised his wife to pay the bill.",
        &[
            "promise agent=minister patient=his wife past",
            "pay agent=minister patient=bill planned",
        ],
    );
    predicates(
        "The guards prevented him from leaving.",
        &[
            "prevent agent=guards patient=him past",
            "leave agent=him not=prevented",
        ],
    );
}

#[test]
fn nouns_of_events_have_participants() {
    predicates(
        "The death of the mayor shook the town.",
        &[
            "death (noun) patient=mayor",
            "shake agent=death of the mayor patient=town past",
        ],
    );
    predicates(
        "The mayor's death was announced on Friday.",
        &[
            "death (noun) patient=mayor",
            "announce patient=mayor's death on=Friday time=Friday past",
        ],
    );
    predicates(
        "The arrest of two brothers by the army led to protests.",
        &[
            "arrest (noun) agent=army patient=two brothers by the army",
            "lead agent=arrest of two brothers by the army to=protests past",
            "protest (noun)",
        ],
    );
    predicates(
        "The rebels' attack on the base failed.",
        &[
            "attack (noun) agent=rebels patient=base",
            "fail agent=rebels' attack on the base past",
        ],
    );
    predicates(
        "The officer resigned after the shooting of a teenager.",
        &[
            "resign agent=officer after=shooting of a teenager past",
            "shooting (noun) patient=teenager",
        ],
    );
    predicates(
        "Wednesday's attack on the base failed.",
        &[
            "attack (noun) patient=base time=Wednesday",
            "fail agent=Wednesday's attack on the base past",
        ],
    );
}

#[test]
fn things_and_prepositions_are_no_events() {
    predicates(
        "The government met in order to talk.",
        &[
            "meet agent=government past",
            "talk agent=government planned",
        ],
    );
    predicates(
        "Following the raid, the mayor fled.",
        &["raid (noun)", "flee agent=mayor following=raid past"],
    );
    predicates(
        "According to the document, the mayor fled.",
        &["flee agent=mayor according to=document past"],
    );
    predicates(
        "The information was wrong.",
        &["wrong (copula) patient=information past"],
    );
}

#[test]
fn verbs_of_several_words_are_the_verb_that_says_the_same() {
    predicates(
        "The drone came down in Kelm.",
        &["fall patient=drone in=Kelm place=Kelm past"],
    );
    predicates(
        "The firm took the supplier to court.",
        &["sue agent=firm patient=supplier past"],
    );
    predicates(
        "Looters set fire to the hall.",
        &["burn agent=Looters patient=hall present", "fire (noun)"],
    );
    // What is described is a thing of its own.
    predicates(
        "He took a small part in it.",
        &["take agent=He patient=small part in=it past"],
    );
}

#[test]
fn trees_are_put_right_before_frames_are_read() {
    predicates(
        "Leaders, reached by telephone, denied it.",
        &[
            "reach agent=telephone patient=Leaders",
            "deny agent=Leaders patient=it past",
        ],
    );
    predicates(
        "Parliament voted down the budget.",
        &["reject agent=Parliament patient=budget past"],
    );
    predicates(
        "House prices in the capital rose.",
        &["rise patient=House prices in the capital past"],
    );
}
