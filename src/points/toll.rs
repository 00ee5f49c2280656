//! The toll of one incident in two reports: how many died, were hurt or are missing, however differently the reports put it.
//!
//! In: two claims of linked articles. Out: a revision, when the toll of a later day has overtaken the other and no two sources stand
//! against each other; an agreement, when one names the other's toll as the one that was overtaken ("rose to 61 from 38"). Two tolls that stay
//! apart for want of a reason are held over ([`held_over`]): what third reports say may show that the one follows the other.

use super::moment::is_before;
use super::succession::{days_between, has_overtaken, is_toll_noun, revision};
use super::told::{Figure, Told};
use crate::claims::attribution::Stance;
use crate::claims::quantity::Unit;
use crate::judgement::agreement::TOLL;
use crate::judgement::number::{OVERTAKEN, are_two_sources};
use crate::judgement::pair::{Pair, Side};
use crate::judgement::verdict::{Evidence, Relation, Verdict};
use crate::lexicon::relations::HARMS;
use crate::text::span::Span;

/// Tolls are counted for about a week.
const MOST_DAYS: i32 = 7;

/// A first toll may be of the first hour.
const MOST_GROWTH: f64 = 4.0;

/// Smaller tolls are equal by chance.
const TELLING: f64 = 10.0;

/// How surely two tolls of one incident are two states of one count.
const CONFIDENCE: f32 = 0.45;

/// The tolls of one class that two claims give: the earlier claim's and the later one's.
struct Tolls<'a> {
    old: &'a Figure,
    new: &'a Figure,
    /// In the order of size.
    less: &'a Figure,
    more: &'a Figure,
}

/// Two claims in the order of their articles.
struct Ordered<'a> {
    early: Told<'a>,
    late: Told<'a>,
    swapped: bool,
    /// Days between them.
    apart: i32,
}

/// Two claims of one incident in order; none if they tell of two, or are undated or far apart.
fn ordered<'a>(a: Told<'a>, b: Told<'a>, pair: &Pair) -> Option<Ordered<'a>> {
    let (x, y) = (a.at?, b.at?);
    // Cheap, and few claims pass.
    let counts = |class: &str| lone_toll(a, class).is_some() && lone_toll(b, class).is_some();
    if !HARMS.into_iter().any(counts) {
        return None;
    }
    let apart = days_between(x.day, y.day).abs();
    let places = pair.unshared_places();
    let one_incident = !pair.is_bare()
        && apart <= MOST_DAYS
        && !pair.mixes_background()
        && (places.0 == 0 || places.1 == 0)
        && (pair.tells_one_incident() || pair.tells_one_disaster());
    let swapped = is_before(y, x);
    let (early, late) = if swapped { (b, a) } else { (a, b) };
    one_incident.then_some(Ordered {
        early,
        late,
        swapped,
        apart,
    })
}

impl<'a> Ordered<'a> {
    /// The tolls of each class that both claims count.
    fn tolls(&self) -> impl Iterator<Item = Tolls<'a>> + use<'a> {
        let (early, late) = (self.early, self.late);
        HARMS.into_iter().filter_map(move |class| {
            let (old, new) = (lone_toll(early, class)?, lone_toll(late, class)?);
            // Those who are missing become fewer.
            let (less, more) = if class == "missing" {
                (new, old)
            } else {
                (old, new)
            };
            Some(Tolls {
                old,
                new,
                less,
                more,
            })
        })
    }

    /// A revision from the one toll to the other.
    fn revision(&self, tolls: &Tolls, why: &str) -> Verdict {
        revision(
            (self.early, tolls.old),
            (self.late, tolls.new),
            self.swapped,
            (OVERTAKEN, why),
            CONFIDENCE,
        )
    }
}

/// What two tolls of one incident say. Two named sources count apart, so they are left to the judge.
pub(super) fn toll_of_one_incident(a: Told, b: Told, pair: &Pair) -> Option<Verdict> {
    let ordered = ordered(a, b, pair)?;
    let mut tolls = ordered.tolls();
    tolls.find_map(|tolls| {
        if let Some(named) = named_as_earlier(ordered.late, tolls.old) {
            let why = "the later report gives the figure as the one before its own";
            return Some(agreement(&ordered, tolls.old, named, why));
        }
        if tolls.old.value.low == tolls.new.value.low {
            return (tolls.old.value.low >= TELLING && !doubts(pair))
                .then(|| agreement(&ordered, tolls.old, tolls.new, "both give one toll"));
        }
        let bounded = tolls.more.value.low <= MOST_GROWTH * tolls.less.value.low;
        // "Between 50 and 60" leaves room for 58.
        let satisfied = tolls.old.value.high.is_finite() && tolls.old.value.meets(tolls.new.value);
        let overtaken = bounded && !satisfied && has_overtaken(tolls.less, tolls.more);
        let two_sources =
            || a.names_another_source(b) || counted_by_two(pair, [tolls.old.span, tolls.new.span]);
        (ordered.apart > 0 && overtaken && !two_sources())
            .then(|| ordered.revision(&tolls, "a later toll of the incident"))
    })
}

/// Two tolls of one incident that exclude each other, or of which the later is higher: a verdict of neither that keeps both figures, for
/// the reports around it to decide.
pub fn held_over(a: Told, b: Told, pair: &Pair) -> Option<Verdict> {
    let ordered = ordered(a, b, pair)?;
    ordered.tolls().find_map(|tolls| {
        let (x, y) = (tolls.less.value, tolls.more.value);
        let bounded = x.low.max(y.low) <= MOST_GROWTH * x.low.min(y.low);
        let apart = !x.meets(y) || ordered.apart > 0 && has_overtaken(tolls.less, tolls.more);
        (bounded && apart && x.low != y.low).then(|| Verdict {
            relation: Relation::Neither,
            ..ordered.revision(&tolls, "two tolls of the incident")
        })
    })
}

/// Whether two sources stand behind the figures, by who speaks or who "counted" or "listed".
pub(super) fn counted_by_two(pair: &Pair, spans: [Span; 2]) -> bool {
    let of = |side: &'_ Side<'_>| {
        let figures = &side.detail.quantities;
        figures
            .iter()
            .position(|q| spans.contains(&q.quantity.span))
    };
    of(&pair.a).zip(of(&pair.b)).is_some_and(|(x, y)| {
        are_two_sources(
            pair,
            &pair.a.detail.quantities[x],
            &pair.b.detail.quantities[y],
        )
    })
}

/// The figure of a claim that names another's toll as the one before its own: 38 in "rose to 61 from 38".
pub(super) fn named_as_earlier<'a>(told: Told<'a>, toll: &Figure) -> Option<&'a Figure> {
    let mut named = told.facts.figures.iter().filter(|f| f.earlier);
    named.find(|f| f.unit == toll.unit && f.value.low == toll.value.low && f.class == toll.class)
}

/// Whether one of the claims denies or doubts something: it may be the other's figure.
fn doubts(pair: &Pair) -> bool {
    let doubtful = |side: &Side| {
        let mut attributions = side.detail.attributions.iter();
        attributions.any(|a| matches!(a.stance, Stance::Deny | Stance::Doubt))
    };
    doubtful(&pair.a) || doubtful(&pair.b)
}

/// Both give the figure.
fn agreement(ordered: &Ordered, old: &Figure, named: &Figure, why: &str) -> Verdict {
    let verdict = revision(
        (ordered.early, old),
        (ordered.late, named),
        ordered.swapped,
        (TOLL, why),
        CONFIDENCE,
    );
    let evidence = verdict.evidence.into_iter();
    Verdict {
        relation: Relation::Agree,
        kind: None,
        confidence: 0.6,
        evidence: evidence.collect::<Vec<Evidence>>(),
    }
}

/// The toll of a class that a claim gives: its one count of people, of no sort in particular.
fn lone_toll<'a>(told: Told<'a>, class: &str) -> Option<&'a Figure> {
    // "A count of victims" is one of the dead where the other report gives the dead.
    let of = |f: &Figure| match f.class {
        Some(own) => own == class,
        None => class == "killed" && f.counted.as_deref() == Some("victim"),
    };
    // "290 injured, of whom 60 are in hospital": the part is no toll.
    let mut of_class = (told.facts.figures.iter())
        .filter(|f| of(f) && f.unit == Unit::Count && !f.earlier && !f.part);
    let toll = of_class.next()?;
    let people = toll.counted.as_deref().is_none_or(is_toll_noun);
    let lone = of_class.next().is_none() && people && !toll.cumulative;
    (lone && toll.value.low >= 1.0).then_some(toll)
}
