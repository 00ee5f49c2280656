//! What each rule must see, and near misses that it must leave alone.

use serde_json::{Value, json};

use crate::util::{TempDir, rashomon};

/// What is expected of a pair.
enum Expected {
    /// A contradiction found by this rule.
    Rule(&'static str),
    /// An agreement found by this rule.
    Agreed(&'static str),
    /// No contradiction.
    Silence,
    /// Neither a contradiction nor an agreement.
    Neither,
}
use Expected::{Agreed, Neither, Rule, Silence};

/// Two sentences out of two articles of one event and day.
const OUT_OF_ARTICLES: &[(&str, &str, Expected)] = &[
    // One text, printed twice: it is not against itself.
    (
        "She calls on “captains everywhere” to leave Kelm, but never calls on captains everywhere to condemn the owners of the Kelm ferry.",
        "She calls on \"captains everywhere\" to leave Kelm, but never calls on captains everywhere to condemn the owners of the Kelm ferry.",
        Silence,
    ),
    // Who tells both sides is not against a report of one.
    (
        "The mayor of Kelm has been accused of taking bribes, which he denies.",
        "The mayor of Kelm denied that he had taken bribes.",
        Silence,
    ),
    (
        "Prosecutors accused the mayor of Kelm of taking bribes.",
        "The mayor of Kelm denied that he had taken bribes.",
        Rule("denial/charge"),
    ),
    // Who owns to one deed denies another one.
    (
        "The gunman admitted firing at the clerks of the bank in Kelm, but denied shooting at the policemen.",
        "The gunman fired at the clerks and at a guard of the bank in Kelm.",
        Silence,
    ),
    (
        "The gunman denied firing at the clerks of the bank in Kelm.",
        "The gunman fired at the clerks of the bank in Kelm.",
        Rule("denial/act"),
    ),
    // Whom a state backs is not the state.
    (
        "The opposition accused the Moscow-backed militia of shelling the hospital in Kelm.",
        "Moscow denied shelling the hospital in Kelm.",
        Silence,
    ),
    (
        "The opposition accused Moscow of shelling the hospital in Kelm.",
        "Moscow denied shelling the hospital in Kelm.",
        Rule("denial/charge"),
    ),
    // One party under a short and a longer name, and two parties.
    (
        "TSKM claimed responsibility for the attack in Kelm and said the attackers were soldiers of the Tarsk State.",
        "The Tarsk State claimed responsibility for the terror attack in Kelm.",
        Silence,
    ),
    (
        "TSKM claimed responsibility for the attack in Kelm.",
        "The Orna State claimed responsibility for the terror attack in Kelm.",
        Rule("attribution/doer"),
    ),
    // Two states, one after the other.
    (
        "The envoy left the consulate in Kelm.",
        "The envoy entered the consulate in Kelm.",
        Silence,
    ),
    // What two think of one thing is no fact that they differ about.
    (
        "The miners support the new harbour in Kelm.",
        "The fishermen oppose the new harbour in Kelm.",
        Silence,
    ),
    // A house stands at a number.
    (
        "He was shot in the 12200 block of Harbour Street in Kelm.",
        "He was shot in the 22000 block of Harbour Street in Kelm.",
        Silence,
    ),
    // Who fires shells shells.
    (
        "Rebels fired the shells that fell on Kelm, the police said.",
        "The rebels accused the army of having shelled the town of Kelm.",
        Rule("attribution/doer"),
    ),
    // The name stands before its description.
    (
        "Paul Brandt, the director who resigned in May, gave evidence.",
        "Paul Brandt was dismissed by the board in May, a clerk said.",
        Rule("antonym/outcome"),
    ),
    // A factor of nearly five is no count of the same people.
    (
        "Hospitals in Kelm admitted 94 people with breathing problems, the observatory said.",
        "No more than 20 people in Kelm needed treatment, a nurse said.",
        Silence,
    ),
    // Two shares of one owner.
    (
        "The bank owns 32 per cent of the brewery.",
        "The bank holds 23 per cent of the brewery, a filing shows.",
        Rule("number/disjoint"),
    ),
    (
        "The bank owns 32 per cent of the brewery.",
        "The insurer holds 23 per cent of the brewery, a filing shows.",
        Silence,
    ),
    // An aside gives its subject back, and who denies speaks for his men.
    (
        "Rebels shelled Kelm, the army said.",
        "Rebel leaders, reached by the paper on Sunday, denied that their men had shelled Kelm.",
        Rule("denial/doer"),
    ),
    // One telling figure of one thing, in other words.
    (
        "The observatory put the number of people affected in Kelm at 94.",
        "The director of the clinic counted 94 cases of suffocation.",
        Agreed("agree/figure"),
    ),
    (
        "The flood left 94 families homeless, the mayor said.",
        "Police have arrested 94 looters, a paper wrote.",
        Neither,
    ),
    (
        "The minister denied that 94 people had died.",
        "The toll stands at 94, doctors said.",
        Rule("denial/figure"),
    ),
    (
        "Rebels shelled the town of Kelm, the ministry said.",
        "It was the army that shelled the town of Kelm, a witness said.",
        Rule("attribution/doer"),
    ),
    (
        "No rebel fired a shell at Kelm, he said.",
        "Police said that militants had fired the shells.",
        Rule("denial/doer"),
    ),
    (
        "The government accused rebels of shelling Kelm.",
        "Rebel commanders denied that their men had shelled Kelm.",
        Rule("denial/doer"),
    ),
    (
        "It is unlikely that the rebels shelled Kelm, the ministry said.",
        "Rebels shelled Kelm, the army said.",
        Rule("denial/doer"),
    ),
    // The place from which shells come and the one on which they fall are not held against each other.
    (
        "It was rebels who fired the shells from the countryside.",
        "It was government forces who fired the shells at the town of Kelm.",
        Rule("attribution/doer"),
    ),
    // Both sides fire on one day.
    ("Rebels shelled Kelm.", "The army shelled Kelm.", Silence),
    // One side.
    (
        "The army was accused of the attack.",
        "Government troops were behind the attack.",
        Silence,
    ),
    // A deed that goes without saying.
    (
        "Rebels shelled Kelm, the army said.",
        "The rebels had played no part, the ministry said.",
        Rule("denial/doer"),
    ),
    (
        "Reports that Minister Ana Ruiz has resigned are false, her office said.",
        "Minister Ana Ruiz has resigned, the paper said.",
        Rule("negation/act"),
    ),
    (
        "The claim that rebels fired the shells at Kelm is a lie, he said.",
        "Rebels fired the shells at Kelm.",
        Rule("negation/act"),
    ),
    (
        "It is not true that the bridge at Arden collapsed, she said.",
        "The bridge at Arden collapsed on Monday.",
        Rule("negation/act"),
    ),
    // What is called untrue is the claim, not that he made it.
    (
        "The claim that he made in Kelm is a lie, she said.",
        "He made a claim in Kelm.",
        Silence,
    ),
    (
        "The report that rebels fired the shells at Kelm is not false, he said.",
        "Rebels fired the shells at Kelm.",
        Silence,
    ),
    // The words are those of the paper, the verdict on it is not.
    (
        "A paper according to which 900 jobs at the harbour of Kelm are to be cut is a forgery, the company said.",
        "The company plans to cut 900 jobs at the harbour of Kelm, a paper by its advisers shows.",
        Neither,
    ),
    (
        "The victims left no doubt that chlorine had been used, he said.",
        "Tear gas and not chlorine had been used, the ministry said.",
        Rule("negation/act"),
    ),
    (
        "France had been warned over a telephone line, the army said.",
        "France received no warning of the raid, its ministry said.",
        Rule("negation/act"),
    ),
    (
        "Hospitals in Kelm treated 140 people, state television said.",
        "The Red Cross put the number of people injured at 94.",
        Rule("number/disjoint"),
    ),
    (
        "The survey of the state gave the magnitude as 6.1.",
        "A university in Norway put the magnitude at 6.4.",
        Rule("number/disjoint"),
    ),
    // A figure that one side sets aside, and persons named beside the others.
    (
        "The rescue of the bank will cost 5.2 billion crowns and not 3.8 billion, a paper shows.",
        "The state will put 3.8 billion crowns into the bank, the minister said.",
        Rule("denial/figure"),
    ),
    (
        "Anna Kolb and two others were killed in the blast in Kelm, the police said.",
        "Eight people were killed in the blast in Kelm, doctors said.",
        Rule("number/disjoint"),
    ),
    // Bodies found so far, what was thought to come, further people, and how far at the most.
    (
        "Rescue workers had recovered 61 bodies in Kelm by nightfall, the council said.",
        "The flood killed 151 people in Kelm, the ministry said.",
        Silence,
    ),
    (
        "Analysts had expected 145,000 new jobs in May, according to a survey.",
        "The economy added 165,000 jobs in May, according to the ministry.",
        Silence,
    ),
    (
        "The other three boys were brought out on Monday, the ministry said.",
        "Four more boys were brought out on Monday, the divers said.",
        Silence,
    ),
    (
        "No storm was seen within 200 kilometres of Kelm, the weather service said.",
        "The army has no guns within 100 kilometres of Kelm, a general said.",
        Silence,
    ),
    // What has to stop has not stopped.
    (
        "The bombing of Kelm had to stop, he said.",
        "The bombing of Kelm began on Sunday.",
        Silence,
    ),
    // Rates of two months.
    (
        "Economists expect that the unemployment rate will be 7.9 percent.",
        "The ministry put the unemployment rate at 7.5 percent.",
        Silence,
    ),
    (
        "No group has taken responsibility for the attack on Kelm.",
        "Rebels launched the attack on Kelm, the army said.",
        Silence,
    ),
    // Nobody has said that he did it, which is no denial.
    (
        "The government accused rebels of shelling Kelm.",
        "Nobody has claimed responsibility for the attack.",
        Silence,
    ),
    // Another attack, long ago.
    (
        "The government accused rebels of shelling Kelm.",
        "The army was blamed for the attack on Kelm in 2015.",
        Silence,
    ),
    // Gas and rockets are two attacks.
    (
        "The government accused rebels of using gas in Kelm.",
        "Army rockets struck the attack site, the rescuers said.",
        Silence,
    ),
    // Other places are other incidents.
    (
        "Three people were killed in Arn, the mayor said.",
        "Seven people were killed in Sul, the mayor said.",
        Silence,
    ),
];

/// Two bare sentences.
const BARE: &[(&str, &str, Expected)] = &[
    // A part is no conflict with a larger whole, but with a smaller one.
    (
        "The quake killed 31 people in his village alone, he said.",
        "The quake killed 61 people, the ministry said.",
        Silence,
    ),
    (
        "The quake killed 61 people in his village alone, he said.",
        "The quake killed 31 people, the ministry said.",
        Rule("number/disjoint"),
    ),
    // What is said with a noun hangs on its verb.
    (
        "No notice was given before the bridge was closed.",
        "The mayor notified the residents two days before the bridge was closed.",
        Rule("negation/act"),
    ),
    // What hangs on the object of such a verb is said of the whole.
    (
        "The tram left the rails on the bridge in Tarn.",
        "The tram derailed in the tunnel below the station.",
        Rule("place/act"),
    ),
    (
        "Seven people lost their lives in the fire at the mill.",
        "Nine people died in the fire at the mill.",
        Rule("number/disjoint"),
    ),
    // Where something lay is no lie.
    (
        "The wreck lay on sand, ten kilometres north of Sund, the navy said.",
        "The navy said that the wreck was on rock, ten kilometres south of Sund.",
        Rule("antonym/word"),
    ),
    // Dates of a year that nobody names.
    (
        "The inquest into the fire will open on 4 June, the coroner said.",
        "The coroner said that the inquest into the fire is to begin on 11 June.",
        Rule("time/act"),
    ),
    (
        "The inquest into the fire will open on 4 June, the coroner said.",
        "The inquest into the fire is to begin on 4 June.",
        Silence,
    ),
    // The name tells who was beaten, and a victory who won.
    (
        "Brandt beat the title holder Okoro in the final in Lagos.",
        "Okoro lifted the cup in Lagos after a final victory over Brandt.",
        Rule("role/winner"),
    ),
    // Who was thrown out did not leave.
    (
        "The Liberals left the alliance in March.",
        "The Liberals were expelled from the alliance in March.",
        Rule("antonym/act"),
    ),
    (
        "The Liberals left the alliance in March.",
        "The Greens were expelled from the alliance in March.",
        Silence,
    ),
    // Who attends is counted as who takes part.
    (
        "At most 20 people attended the vigil in front of the court on Friday, police said.",
        "About 90 people took part in the vigil in front of the court on Friday, the organisers said.",
        Rule("number/disjoint"),
    ),
    // A rate is that of what it measures.
    (
        "Unemployment in Tarn fell to 6.2 percent in May.",
        "In May the jobless rate in Tarn fell to 7 percent.",
        Rule("number/disjoint"),
    ),
    // Evidence, signs and traces show that something is so.
    (
        "The divers found no evidence that oil had leaked from the wreck.",
        "The divers found traces of oil at the wreck.",
        Rule("negation/act"),
    ),
    (
        "The operator is responsible for the leak, the court held.",
        "The court held that the operator bore no responsibility for the leak.",
        Rule("negation/act"),
    ),
    // One deal from both sides.
    (
        "A gallery in Bern sold the portrait to a dealer from Lille.",
        "A dealer from Lille bought the portrait from a gallery in Bern.",
        Agreed("agree/coverage"),
    ),
    // An opposite that is negated says the same.
    (
        "The council lifted the ban on fireworks.",
        "The ban on fireworks was not upheld by the council.",
        Agreed("agree/coverage"),
    ),
    (
        "The club lent the striker to Porto.",
        "Porto lent the striker to the club.",
        Rule("role/swapped"),
    ),
    (
        "The club lent the striker to Porto.",
        "The club lent the keeper to Braga.",
        Silence,
    ),
    (
        "The drone came down in a forest.",
        "The drone came down in a lake.",
        Rule("place/act"),
    ),
    (
        "The power cut was due to a storm.",
        "A cyber attack caused the power cut.",
        Rule("cause/effect"),
    ),
    (
        "There is no chance of an agreement this week.",
        "An agreement this week is likely.",
        Rule("modality/act"),
    ),
    (
        "The warning was lifted for the coast.",
        "The warning remains in force for the mountains.",
        Silence,
    ),
    (
        "The strike was called off on Sunday.",
        "The strike went on through Sunday.",
        Rule("antonym/act"),
    ),
    (
        "The head of the committee is Jonas Wirth.",
        "Pia Solander was elected head of the committee.",
        Rule("entity/holder"),
    ),
    // Who leads, wins or founds it, by a noun or a verb.
    (
        "The next director of the opera is Carla Benz.",
        "The opera will be led by Tomas Reik.",
        Rule("entity/holder"),
    ),
    (
        "The victim was a nurse from Arden.",
        "The victim was a student from Kelm.",
        Rule("entity/holder"),
    ),
    (
        "The victim was a nurse from Arden.",
        "The victim was the mother of two boys from Kelm.",
        Silence,
    ),
    // People of two countries.
    (
        "A British crew found the wreck.",
        "The wreck was found by Norwegian divers.",
        Rule("attribution/doer"),
    ),
    // Where an act takes place, and a seat of government is a city.
    (
        "The congress will take place in Vienna.",
        "The congress will take place in Geneva.",
        Rule("place/act"),
    ),
    (
        "The congress will take place in Vienna.",
        "The congress will take place in Austria.",
        Silence,
    ),
    // A past form that is also a noun.
    (
        "Rents in the harbour quarter rose last year.",
        "Rents in the harbour quarter fell last year.",
        Rule("antonym/act"),
    ),
    (
        "Parliament approved the treaty.",
        "Parliament voted down the treaty.",
        Rule("antonym/act"),
    ),
    (
        "The chapel was spared by the flood.",
        "The flood ruined the chapel.",
        Rule("antonym/act"),
    ),
    (
        "There was no explosion on board, the owner said.",
        "An explosion was heard on board, sailors said.",
        Rule("negation/absence"),
    ),
    (
        "The ferry sank shortly before midnight.",
        "The ferry sank at about four in the morning.",
        Rule("time/act"),
    ),
    (
        "The suspect is 24 years old, police said.",
        "Police described the suspect as a 31-year-old man.",
        Rule("number/disjoint"),
    ),
    (
        "The shells were filled with chlorine, he said.",
        "The shells did not contain chlorine, she said, citing a report.",
        Rule("negation/substance"),
    ),
    (
        "The shells were filled with chlorine, he said.",
        "The shells did not contain sarin, she said, citing a report.",
        Silence,
    ),
    (
        "The company has no mines in Kelm.",
        "The company has mines in Kelm.",
        Rule("negation/act"),
    ),
    // A figure that somebody rejects; an offer that is turned down.
    (
        "The quake killed 112 people, the mayors said.",
        "She rejected the figure of 112 dead.",
        Rule("denial/figure"),
    ),
    (
        "The club was offered 12 million euros for him.",
        "The club rejected an offer of 12 million euros for him.",
        Silence,
    ),
    // What became of somebody.
    (
        "Ines Valter resigned as head of the bank in May.",
        "Ines Valter was sacked by the bank in May.",
        Rule("antonym/act"),
    ),
    (
        "Boris Kahn was refused bail on Friday.",
        "Boris Kahn was granted bail on Friday.",
        Rule("antonym/act"),
    ),
    // Verbs of several words.
    (
        "The drone came down in a lake near Kelm.",
        "The drone fell onto a motorway near Kelm.",
        Rule("place/act"),
    ),
    (
        "Arden Motors sued the supplier Brell.",
        "Brell took Arden Motors to court.",
        Rule("role/swapped"),
    ),
    (
        "The supplier sold off its stake in March.",
        "The supplier sold its stake in March.",
        Silence,
    ),
    // What has been called off is not to come.
    (
        "The concert in Kelm has been called off.",
        "The concert in Kelm will go ahead.",
        Rule("antonym/act"),
    ),
    (
        "The concert in Kelm has been called off.",
        "The concert in Arden will go ahead.",
        Silence,
    ),
    (
        "The Liberals left the cabinet in Kelm.",
        "The Liberals were thrown out of the cabinet in Kelm.",
        Rule("antonym/act"),
    ),
    // Ruled out, and possible.
    (
        "The chancellor ruled out a withdrawal from the treaty.",
        "A withdrawal from the treaty is possible, the chancellor said.",
        Rule("modality/act"),
    ),
    (
        "The chancellor did not rule out a withdrawal from the treaty.",
        "A withdrawal from the treaty is possible, the chancellor said.",
        Silence,
    ),
    (
        "The airline has scrapped its plans to fly to Kelm.",
        "The airline will fly to Kelm.",
        Rule("negation/act"),
    ),
    // One office, one thing.
    (
        "The next head of the port authority is Ines Valter.",
        "Boris Kahn was appointed head of the port authority.",
        Rule("entity/holder"),
    ),
    (
        "The head of the port authority is Ines Valter.",
        "The deputy head of the port authority is Boris Kahn.",
        Silence,
    ),
    (
        "The head of the port authority is Ines Valter.",
        "The head of the rail authority is Boris Kahn.",
        Silence,
    ),
    // One contest.
    (
        "Ines Valter beat Boris Kahn in the final of the Arden Cup.",
        "Boris Kahn won the final of the Arden Cup against Ines Valter.",
        Rule("role/winner"),
    ),
    // Reasons that are clauses.
    (
        "The ferry sank near Kelm because it was overloaded.",
        "A hole in the hull was to blame for the sinking of the ferry near Kelm.",
        Rule("cause/effect"),
    ),
    (
        "The ferry sank near Kelm because it was overloaded.",
        "The sinking of the ferry near Kelm was due to overloaded decks.",
        Silence,
    ),
    // The only figure of either sentence.
    (
        "Inflation in Kelm rose to 8.4 percent in April, the bureau said.",
        "The bureau put April inflation in Kelm at 7.1 percent.",
        Rule("number/disjoint"),
    ),
    (
        "The court sentenced the mayor of Kelm to four years in prison.",
        "The prosecutor asked the court to send the mayor of Kelm to prison for nine years.",
        Silence,
    ),
    (
        "Unemployment in Kelm is 8 percent.",
        "Unemployment in Kelm among the young is 19 percent.",
        Silence,
    ),
    // A figure that replaces another.
    (
        "The ministry put the price of the bridge at 40 million euros.",
        "The ministry corrected the price of the bridge to 50 million euros.",
        Silence,
    ),
    // Two gates, two topics.
    (
        "The queue at Gate 4 was caused by fog.",
        "The queue at Gate 9 was caused by a strike.",
        Silence,
    ),
    (
        "The bank raised its forecast for growth.",
        "The bank lowered its forecast for inflation.",
        Silence,
    ),
    (
        "The court acquitted the banker on Monday.",
        "The court convicted the banker on Monday.",
        Rule("antonym/act"),
    ),
    (
        "Northern Steel sold its arm.",
        "Northern Steel bought its arm.",
        Rule("antonym/act"),
    ),
    // The same sentence with another filler: one excludes the other.
    (
        "The singer wore a red dress.",
        "The singer wore a blue dress.",
        Rule("substitution/class"),
    ),
    (
        "They met in the kitchen.",
        "They met in the living room.",
        Rule("substitution/class"),
    ),
    (
        "The team drank tequila.",
        "The team drank lemonade.",
        Rule("substitution/class"),
    ),
    (
        "The roof is made of copper.",
        "The roof is made of wood.",
        Rule("substitution/class"),
    ),
    (
        "She finished in fourth place.",
        "She finished in 20th place.",
        Rule("substitution/number"),
    ),
    (
        "An Indian tourist was found.",
        "A South Korean tourist was found.",
        Rule("substitution/country"),
    ),
    (
        "The hotel is close to the beach.",
        "The hotel is far away from the beach.",
        Rule("substitution/opposite"),
    ),
    // A kind of it, the same, or what can hold beside it.
    ("The team drank champagne.", "The team drank wine.", Silence),
    ("They sat on the sofa.", "They sat on the couch.", Silence),
    (
        "She finished in fourth place.",
        "She finished in 4th place.",
        Silence,
    ),
    (
        "The singer wore a red dress.",
        "The singer wore a long dress.",
        Silence,
    ),
    ("The man is an actor.", "The man is a father.", Silence),
    // Nothing is stated of either.
    (
        "The singer did not wear a red dress.",
        "The singer did not wear a blue dress.",
        Silence,
    ),
    (
        "The singer may wear a red dress.",
        "The singer may wear a blue dress.",
        Silence,
    ),
    // What one sells, the other buys.
    (
        "Northern Steel sold its arm to Kovar.",
        "Kovar bought the arm of Northern Steel.",
        Silence,
    ),
    (
        "The festival begins on 2 July.",
        "The festival ends on 9 July.",
        Silence,
    ),
    (
        "The court overturned the ban.",
        "The ban was not upheld by the court.",
        Silence,
    ),
    (
        "The plant will be built in Poland.",
        "The plant will be built in Hungary.",
        Rule("place/act"),
    ),
    // A city lies in a country.
    (
        "The minister was shot in Lyon.",
        "The minister was shot in France.",
        Silence,
    ),
    (
        "The crash was caused by fog.",
        "A broken rail was the cause of the crash.",
        Rule("cause/effect"),
    ),
    (
        "The sailor died of a fever.",
        "The sailor died of a gunshot.",
        Rule("cause/effect"),
    ),
    (
        "The barrels contained acid.",
        "The barrels were filled with acid.",
        Silence,
    ),
    (
        "The ambassador attended the ceremony.",
        "The ambassador did not attend the ceremony.",
        Rule("negation/act"),
    ),
    // Two people.
    (
        "The ambassador attended the ceremony.",
        "The consul did not attend the ceremony.",
        Silence,
    ),
    (
        "The airline rejected suggestions that the crew had been drinking.",
        "The crew had been drinking, investigators said.",
        Rule("denial/act"),
    ),
    (
        "The airline denied that it had raised fares.",
        "The airline's rival raised fares.",
        Silence,
    ),
    (
        "Ruiz beat Novak in the final.",
        "Novak beat Ruiz in the final.",
        Rule("role/swapped"),
    ),
    (
        "Ruiz beat Novak in the final.",
        "Novak beat Ruiz in last year's semi-final.",
        Silence,
    ),
    (
        "Ruiz beat Novak in the final.",
        "Novak won the final against Ruiz.",
        Rule("role/winner"),
    ),
    (
        "Pesticides killed the bees of the valley.",
        "The bees of the valley died of a virus.",
        Rule("cause/effect"),
    ),
    (
        "Nobody has died, the nurse said.",
        "A woman died on Sunday, the doctor said.",
        Rule("negation/none"),
    ),
    (
        "The trial of the admiral will open on Monday.",
        "The trial of the admiral will open on Thursday.",
        Rule("time/act"),
    ),
    (
        "More than 100 tourists were stranded.",
        "More than 200 tourists were stranded.",
        Silence,
    ),
    // A girl is a child.
    (
        "A girl opened the door.",
        "A child opened the door.",
        Silence,
    ),
    (
        "The fire at the Hollin Street market destroyed 60 stalls, the brigade said.",
        "Only 34 stalls were burnt out in the fire at the Hollin Street market, according to the fire brigade.",
        Rule("number/disjoint"),
    ),
    // "Several" says little.
    (
        "The fire destroyed several stalls at the market.",
        "The fire destroyed 24 stalls at the market.",
        Silence,
    ),
    // Two landslides, two blasts.
    (
        "The toll of the Karsa landslide rose to 46.",
        "The toll of the Ruca landslide rose to 19.",
        Silence,
    ),
    (
        "The blast in Barro killed six workers.",
        "The blast in Salto killed 14 workers.",
        Silence,
    ),
    // What a name has one of.
    (
        "Norco was founded in 1950 by Paul Brandt.",
        "Norco was founded in 1962.",
        Rule("entity/only"),
    ),
    (
        "Norco is owned by Tidewell.",
        "Norco belongs to Brell.",
        Rule("entity/only"),
    ),
    (
        "Norco, a subsidiary of Tidewell, makes pumps.",
        "Norco is a unit of Brell.",
        Rule("entity/only"),
    ),
    (
        "Paul Brandt was a German writer.",
        "Paul Brandt, a French writer, lived in Kelm.",
        Rule("entity/only"),
    ),
    (
        "Norco is based in Kelm.",
        "Norco has its headquarters in Marl.",
        Rule("entity/only"),
    ),
    (
        "Paul Brandt is the chief executive of Norco.",
        "Maria Lund, chief executive of Norco, spoke in Kelm.",
        Rule("entity/holder"),
    ),
    (
        "Norco has offices in Kelm.",
        "Norco is based in Marl.",
        Silence,
    ),
    (
        "Norco was founded in 1950.",
        "Norco built its first pump in 1962.",
        Silence,
    ),
    (
        "Norco was once owned by Tidewell.",
        "Norco belongs to Brell.",
        Silence,
    ),
    (
        "Norco owns a share in Tidewell.",
        "Norco belongs to Brell.",
        Silence,
    ),
    (
        "Norco is based in Austria.",
        "Norco is based in Kelm.",
        Silence,
    ),
    (
        "Paul Brandt was a German-born French writer.",
        "Paul Brandt, a German writer, lived in Kelm.",
        Silence,
    ),
    (
        "Anna Brandt was a German writer.",
        "Paul Brandt, a French writer, lived in Kelm.",
        Silence,
    ),
    (
        "Anna Brandt, a niece of Paul Brandt, died in 2002.",
        "Paul Brandt died in 1970.",
        Silence,
    ),
    (
        "Norco is based in Montvale, New Jersey.",
        "Norco has its headquarters in New Jersey.",
        Silence,
    ),
    (
        "Norco was founded by Brandt and Lund.",
        "Norco was founded by Lund.",
        Silence,
    ),
    (
        "Paul Brandt, a former president of Norco, arrived.",
        "Maria Lund is the president of Norco.",
        Silence,
    ),
    (
        "Paul Brandt, vice president of Norco, arrived.",
        "Maria Lund is the president of Norco.",
        Silence,
    ),
];

/// The verdicts on the pairs, in order.
fn judge(pairs: &[(&str, &str, Expected)], in_articles: bool) -> Vec<Value> {
    let dir = TempDir::new();
    let lines =
        |values: Vec<Value>| -> String { values.iter().map(|v| format!("{v}\n")).collect() };
    let articles = pairs.iter().enumerate().flat_map(|(i, (a, b, _))| {
        [("a", a), ("b", b)].map(|(side, sentence)| {
            let text = format!(
                "Shells hit the harbour town of Kelm on Sunday night. {sentence} The harbour of Kelm stayed closed."
            );
            json!({"id": format!("{i}{side}"), "outlet": side, "date": "2021-03-08", "text": text})
        })
    });
    let records = pairs.iter().enumerate().map(|(i, (a, b, _))| {
        let mut record = json!({"id": i.to_string(), "a": a, "b": b});
        if in_articles {
            for side in ["a", "b"] {
                record[format!("{side}_article")] = json!(format!("{i}{side}"));
                record[format!("{side}_date")] = json!("2021-03-08");
            }
        }
        record
    });
    dir.write("articles.jsonl", lines(articles.collect()));
    dir.write("pairs.jsonl", lines(records.collect()));
    let mut args = vec!["judge", "--rules-only", "--pairs", "pairs.jsonl"];
    if in_articles {
        args.extend(["--articles", "articles.jsonl"]);
    }
    let run = rashomon(dir.path(), &args);
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("a verdict is JSON"))
        .collect()
}

fn check(pairs: &[(&str, &str, Expected)], in_articles: bool) {
    let verdicts = judge(pairs, in_articles);
    assert_eq!(verdicts.len(), pairs.len());
    for ((a, b, expected), verdict) in pairs.iter().zip(verdicts) {
        let contradicts = verdict["relation"] == "contradict";
        let rule = &verdict["evidence"][0]["rule"];
        match expected {
            Rule(name) => assert!(contradicts && rule == name, "{a}\n{b}\n{verdict}"),
            Agreed(name) => {
                let agrees = verdict["relation"] == "agree";
                assert!(agrees && rule == name, "{a}\n{b}\n{verdict}");
            }
            Silence => assert!(!contradicts, "{a}\n{b}\n{verdict}"),
            Neither => assert_eq!(verdict["relation"], "neither", "{a}\n{b}\n{verdict}"),
        }
    }
}

#[test]
fn out_of_articles_a_conflict_must_show_that_it_is_one_event() {
    check(OUT_OF_ARTICLES, true);
}

#[test]
fn two_bare_sentences_are_read_as_reports_of_one_event() {
    check(BARE, false);
}
