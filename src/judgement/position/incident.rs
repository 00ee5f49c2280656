//! Which incident an article reports, and which one a claim speaks of: the crash of a plane, a fire, the breach of a dam.
//!
//! Only the sort of it is read. That both mean one incident of that sort is for the articles to show: they are much alike, and begin
//! with it.

use crate::judgement::pair::{Pair, Side};
use crate::lexicon::mishaps::{ANY, Part, incident_at, incident_phrases};
use crate::parse::Upos;
use crate::text::term::{TermKey, key_of, terms};

use super::words::Words;

/// The sorts of incident that an article begins with; sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sorts(Vec<&'static str>);

/// The sorts of incident at the beginning of a text.
pub(crate) fn sorts_of(text: &str) -> Sorts {
    /// Some five sentences, in bytes.
    const LEAD: usize = 900;
    let end = (LEAD.min(text.len())..)
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len());
    let keys: Vec<TermKey> = terms(&text[..end]).iter().map(|t| t.key).collect();
    let has = |phrase: &[&str]| {
        // The stemmer takes "went" for itself; phrases of several words are rare at the head of a report.
        let wanted: Vec<TermKey> = phrase.iter().map(|w| key_of(w)).collect();
        keys.windows(wanted.len()).any(|run| run == wanted)
    };
    let mut things: Vec<&'static str> = Vec::new();
    let mut found: Vec<&'static str> = Vec::new();
    let mut mishap = false;
    for (phrase, part, incident) in incident_phrases() {
        if !has(phrase) {
            continue;
        }
        match part {
            Part::Thing => things.push(incident),
            Part::Event if incident == ANY => mishap = true,
            Part::Event => found.push(incident),
            Part::End | Part::Undo => mishap = true,
        }
    }
    // "sank" and "fell" are no stems of "sink" and "fall".
    const PASTS: [&str; 14] = [
        "sank", "sunk", "fell", "fallen", "broke", "broken", "struck", "brought", "tore", "torn",
        "downed", "shot", "rammed", "swept",
    ];
    let past = || PASTS.iter().any(|w| keys.contains(&key_of(w)));
    if mishap || past() {
        found.extend(things);
    }
    found.sort_unstable();
    found.dedup();
    Sorts(found)
}

impl Sorts {
    /// Whether both begin with one sort of incident, and which of them the claims may mean.
    fn shared<'s>(&'s self, other: &'s Sorts) -> impl Iterator<Item = &'static str> + 's {
        let ours = self.0.iter().copied();
        ours.filter(|i| other.0.binary_search(i).is_ok())
    }
}

/// The incident that a stretch of a claim speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mentioned {
    pub incident: &'static str,
    pub part: Part,
    pub word: usize,
    /// "crashes": several of them.
    pub several: bool,
}

/// The incidents and things that a stretch of a claim names.
pub(super) fn mentioned(words: &Words, stretch: std::ops::Range<usize>) -> Vec<Mentioned> {
    let syntax = words.syntax();
    let mut found = Vec::new();
    let mut at = stretch.start;
    while at < stretch.end {
        let verb = matches!(syntax.upos(at), Upos::Verb | Upos::Aux);
        let found_at = |end: usize| incident_at(&words.lemmas[at..end], verb);
        // "the plane crashed" has no plane crash in it.
        let whole = found_at(stretch.end).filter(|hit| {
            let noun = matches!(hit.what.0, Part::Thing | Part::Event);
            !noun || matches!(syntax.upos(at + hit.len - 1), Upos::Noun | Upos::Propn)
        });
        let Some(hit) = whole.or_else(|| found_at(at + 1)) else {
            at += 1;
            continue;
        };
        let (part, incident) = hit.what;
        let last = at + hit.len - 1;
        let noun = matches!(part, Part::Thing | Part::Event);
        let fits = if noun {
            // "Daily Express", "Bank Street" are names.
            let name = last > 0 && syntax.form(last).starts_with(char::is_uppercase);
            matches!(syntax.upos(last), Upos::Noun | Upos::Propn) && !name
        } else {
            true
        };
        if fits {
            found.push(Mentioned {
                incident,
                part,
                word: last,
                several: noun
                    && part == Part::Event
                    && syntax.form(last).ends_with('s')
                    && !syntax.lemma(last).ends_with('s'),
            });
        }
        at += hit.len;
    }
    found
}

/// Whether two claims may speak of one incident, given the sorts that they name; none is whatever the article is about.
pub(super) fn are_one(pair: &Pair, x: Option<&'static str>, y: Option<&'static str>) -> bool {
    let specific = |i: Option<&'static str>| i.filter(|i| *i != ANY);
    let (x, y) = (specific(x), specific(y));
    if x.is_some() && y.is_some() && x != y {
        return false;
    }
    if pair.is_bare() {
        return x.is_some() && x == y;
    }
    if !pair.tells_one_incident()
        || pair.mixes_background()
        || is_earlier(&pair.a)
        || is_earlier(&pair.b)
    {
        return false;
    }
    let (ours, theirs) = (pair.a.sorts(), pair.b.sorts());
    ours.shared(theirs)
        .any(|sort| x.or(y).is_none_or(|named| named == sort))
}

/// Whether a claim speaks of another incident than that of its article: "a similar crash in 2010", "the previous fire".
pub(super) fn is_earlier(side: &Side) -> bool {
    let syntax = &side.syntax;
    (0..syntax.len()).any(|w| {
        let form = syntax.lower(w);
        matches!(form, "similar" | "previous" | "earlier" | "another" | "past" | "ago")
            && !matches!(
                (form, syntax.head(w).map(|h| syntax.lemma(h))),
                ("earlier", Some("say" | "tell" | "day" | "report"))
                    | ("another", Some("airline" | "official" | "witness" | "survivor"))
                    | ("past", Some("day" | "week"))
                    | ("ago", Some("day" | "hour" | "minute"))
            )
            // A year that is not that of the report.
            || form.len() == 4
                && (form.starts_with("19") || form.starts_with("20"))
                && form.bytes().all(|b| b.is_ascii_digit())
                && side
                    .published
                    .is_some_and(|day| form != day.year().to_string())
    })
}
