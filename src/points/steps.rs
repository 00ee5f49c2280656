//! Steps that reports tell of, and whose counts are one: "rose to 61 from 38".
//!
//! In: two figures of a class, and the claims of the articles around them. Out: why the one follows the other, if a report says so. Who steps
//! from another's figure to his own counts on from it; so the two count together from then on.

use super::told::{Figure, Held, Told, is_one_source};

/// Why the higher of two figures follows the lower; none if no report says so.
pub(super) fn counts_on(early: Held, late: Held, around: &[Told]) -> Option<&'static str> {
    let (x, y) = (early.figure, late.figure);
    let whole = |f: &Figure| !f.part && !f.earlier && !f.cumulative;
    if x.class.is_none() || x.class != y.class || x.unit != y.unit || !whole(x) || !whole(y) {
        return None;
    }
    let told = || {
        [early.told, late.told]
            .into_iter()
            .chain(around.iter().copied())
    };
    let steps: Vec<Step> = told().flat_map(|t| steps_of(t, x)).collect();
    if steps
        .iter()
        .any(|step| step.leads(x, y) || step.leads(y, x))
    {
        return Some("a report counts on from the one figure to the other");
    }
    let days = early.told.at.zip(late.told.at);
    let later = days.is_some_and(|(x, y)| x.day < y.day);
    let grown = if x.class == Some("missing") {
        y.value.high < x.value.low
    } else {
        y.value.low > x.value.low
    };
    let together = later && grown && {
        let held: Vec<Told> = told().collect();
        count_together(
            early.told.speaker()?,
            late.told.speaker()?,
            x,
            &steps,
            &held,
        )
    };
    together.then_some("the later source counts on from the earlier one's figures")
}

/// A figure that somebody replaces by another.
struct Step<'a> {
    from: &'a Figure,
    to: &'a Figure,
    told: Told<'a>,
}

impl Step<'_> {
    /// Whether it goes from the one figure to the other. "More than 100" holds the 107 that the report steps to.
    fn leads(&self, old: &Figure, new: &Figure) -> bool {
        let to = self.to.value.low;
        old.value.low == self.from.value.low
            && new.value.low > old.value.low
            && new.value.low <= to
            && to <= new.value.high
    }
}

/// The steps of a claim in figures like one.
fn steps_of<'a>(told: Told<'a>, like: &Figure) -> Vec<Step<'a>> {
    let (class, unit) = (like.class, like.unit);
    let figures = || {
        let of_class = move |f: &&Figure| f.class == class && f.unit == unit && !f.part;
        told.facts.figures.iter().filter(of_class)
    };
    let mut found = Vec::new();
    for from in figures().filter(|f| f.earlier) {
        for to in figures().filter(|f| !f.earlier) {
            found.push(Step { from, to, told });
        }
    }
    found
}

/// Whether two sources count together: each step is from a figure of another source, over any number of them.
fn count_together(x: &str, y: &str, like: &Figure, steps: &[Step], told: &[Told]) -> bool {
    let holds = |told: &Told, value: f64| {
        told.facts.figures.iter().any(|f| {
            f.class == like.class
                && f.unit == like.unit
                && f.value.low == value
                && !(f.part || f.earlier)
        })
    };
    let mut pairs: Vec<(&str, &str)> = Vec::new();
    for step in steps {
        let Some(counting) = step.told.speaker() else {
            continue;
        };
        let holders = told.iter().filter(|t| holds(t, step.from.value.low));
        pairs.extend(holders.filter_map(|t| Some((counting, t.speaker()?))));
    }
    let mut known = vec![x];
    loop {
        let is_known = |name: &str| known.iter().any(|k| *k == name || is_one_source(k, name));
        let next = pairs
            .iter()
            .find_map(|&(p, q)| match (is_known(p), is_known(q)) {
                (true, false) => Some(q),
                (false, true) => Some(p),
                _ => None,
            });
        match next {
            Some(name) => known.push(name),
            None => return is_known(y),
        }
    }
}
