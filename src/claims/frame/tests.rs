//! Sentences and their frames, with near misses: predicates, quantities, attributions.
//!
//! A row gives every frame of its kind in the sentence, in text order, in the notation of the `write_` functions below.

use std::fmt::Write;

use super::{Aspect, Predicate, QuantityFrame, Role, Sort, Tense};
use crate::claims::attribution::Attribution;
use crate::claims::detail::Detail;
use crate::claims::speaker::SpeakerTracker;
use crate::claims::syntax::Syntax;
use crate::text::span::Span;

fn detail(text: &str) -> Detail {
    let whole = Span::new(0, text.len());
    Detail::new(text, whole, None, &mut SpeakerTracker::new(text))
}

#[track_caller]
fn predicates(text: &str, expected: &[&str]) {
    let detail = detail(text);
    let found: Vec<String> = detail
        .predicates
        .iter()
        .map(|p| write_predicate(&detail, &detail.syntax(text), p))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn quantities(text: &str, expected: &[&str]) {
    let detail = detail(text);
    let found: Vec<String> = detail
        .quantities
        .iter()
        .map(|q| write_quantity(&detail, &detail.syntax(text), q))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn attributions(text: &str, expected: &[&str]) {
    let detail = detail(text);
    let found: Vec<String> = detail
        .attributions
        .iter()
        .map(|a| write_attribution(&detail.syntax(text), a))
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// `lemma (sort) agent= patient= preposition= place= time= not= modality tense aspect`; what is usual is left out.
fn write_predicate(detail: &Detail, syntax: &Syntax, p: &Predicate) -> String {
    let words = |list: &[usize]| {
        list.iter()
            .map(|&w| syntax.phrase_text(w))
            .collect::<Vec<_>>()
            .join("+")
    };
    let mut out = p.lemma.clone();
    out.push_str(match p.sort {
        Sort::Verb => "",
        Sort::Copula => " (copula)",
        Sort::Nominal => " (noun)",
    });
    let mut slot = |name: &str, value: String| {
        if !value.is_empty() {
            write!(out, " {name}={value}").expect("a string takes all text");
        }
    };
    slot("agent", words(&p.agents));
    slot("patient", words(&p.patients));
    for (preposition, word) in &p.obliques {
        let name = if preposition.is_empty() {
            "-"
        } else {
            preposition
        };
        slot(name, words(&[*word]));
    }
    slot("place", words(&detail.places_of(p)));
    let times: Vec<&str> = detail
        .times_of(p)
        .iter()
        .map(|t| t.span.of(syntax.text))
        .collect();
    slot("time", times.join("+"));
    slot(
        "not",
        p.negation.map_or(String::new(), |w| syntax.form(w).into()),
    );
    if p.modality.name() != "asserted" {
        out = format!("{out} {}", p.modality.name());
    }
    out.push_str(match p.tense {
        Some(Tense::Past) => " past",
        Some(Tense::Present) => " present",
        Some(Tense::Future) => " future",
        None => "",
    });
    out.push_str(match p.aspect {
        Aspect::Simple => "",
        Aspect::Perfect => " perfect",
        Aspect::Progressive => " progressive",
        Aspect::PerfectProgressive => " perfect-progressive",
    });
    out
}

/// `interval unit of= role in= class= scope area= damaged`.
fn write_quantity(detail: &Detail, syntax: &Syntax, q: &QuantityFrame) -> String {
    let mut value = q.quantity.value;
    // One digit behind the point is enough to tell values apart.
    value.low = (value.low * 10.0).round() / 10.0;
    value.high = (value.high * 10.0).round() / 10.0;
    let mut out = format!("{value} {}", q.quantity.unit);
    if let Some(counted) = q.counted {
        out = format!("{out} of={}", syntax.form(counted));
    }
    out.push_str(match q.role {
        Role::Agent => " agent",
        Role::Patient => " patient",
        Role::Oblique => " oblique",
        Role::Free => " free",
    });
    if let Some(predicate) = q.predicate {
        out = format!("{out} in={}", detail.predicates[predicate].lemma);
    }
    if let Some(class) = q.class {
        out = format!("{out} class={class}");
    }
    for scope in q.scope_names() {
        out = format!("{out} {scope}");
    }
    if let Some(area) = q.area {
        out = format!("{out} area={}", syntax.phrase_text(area));
    }
    if q.quantity.damaged {
        out.push_str(" damaged");
    }
    out
}

/// `source [cue] stance manner: content accused=`.
fn write_attribution(syntax: &Syntax, a: &Attribution) -> String {
    let source = a.source.map_or("?", |w| syntax.phrase_text(w));
    let accused = a.accused.map_or(String::new(), |w| {
        format!(" accused={}", syntax.phrase_text(w))
    });
    format!(
        "{source} [{}] {} {}: {}{accused}",
        syntax.form(a.cue),
        a.stance.name(),
        a.manner.name(),
        syntax.span(&a.content).of(syntax.text)
    )
}

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
