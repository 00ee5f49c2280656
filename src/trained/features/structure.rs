//! How trees and frames of the two sides meet: heads, roles, acts.

use super::Sheet;
use crate::claims::frame::Predicate;
use crate::judgement::pair::{Pair, Side};
use crate::judgement::word_alignment::{Alignment, Tie, Word};

/// Whether tied words hang on tied words, and in which relation.
pub(super) fn structure(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    let (a, b) = (&pair.a.syntax, &pair.b.syntax);
    let (mut heads, mut roles, mut moved, mut inverted) = (0, 0, 0, 0);
    for link in &alignment.links {
        let (x, y) = (alignment.a[link.a].index, alignment.b[link.b].index);
        roles += usize::from(a.relation(x) == b.relation(y));
        match (a.head(x), b.head(y)) {
            (Some(p), Some(q)) if alignment.link_of(p, q).is_some() => heads += 1,
            (Some(p), Some(q)) => {
                let tied_elsewhere = |w: usize, on_a: bool| {
                    alignment.links.iter().any(|l| {
                        if on_a {
                            alignment.a[l.a].index == w
                        } else {
                            alignment.b[l.b].index == w
                        }
                    })
                };
                moved += usize::from(tied_elsewhere(p, true) && tied_elsewhere(q, false));
            }
            (None, None) => heads += 1,
            _ => {}
        }
        inverted += alignment
            .links
            .iter()
            .filter(|other| other.a > link.a && other.b < link.b)
            .count();
    }
    let links = alignment.links.len();
    let many = links.max(1) as f32;
    sheet.number("heads tied", heads as f32 / many);
    sheet.number("roles alike", roles as f32 / many);
    sheet.count("moved", moved);
    sheet.number(
        "inverted",
        inverted as f32 / (links * links.saturating_sub(1) / 2).max(1) as f32,
    );
    let top = |side: &Side| (0..side.syntax.len()).find(|&w| side.syntax.head(w).is_none());
    let tops = top(&pair.a).zip(top(&pair.b));
    let tie = tops.and_then(|(x, y)| alignment.link_of(x, y));
    sheet.number(
        "tops",
        tie.map_or(Tie::ALL.len() as f32, |l| l.tie as usize as f32),
    );
    sheet.number("tops cosine", tie.map_or(0.0, |l| l.cosine));
}

/// How the frames of both sides meet: who does what to whom, crossed roles, negation and modality of one act.
pub(super) fn predicates(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    let tie = |x: usize, y: usize| alignment.link_of(x, y).map(|l| l.tie);
    let follows = |xs: &[usize], ys: &[usize]| {
        xs.iter()
            .any(|&x| ys.iter().any(|&y| tie(x, y).is_some_and(Tie::entails)))
    };
    let (mut met, mut opposed, mut crossed, mut turned) = (0, 0, 0, 0);
    let (mut agents, mut patients, mut other_agents, mut other_patients) = (0, 0, 0, 0);
    let mut modalities = 0;
    let negated = |side: &Side, p: &Predicate| p.negation.is_some() != side.detail.is_denied(p);
    for p in &pair.a.detail.predicates {
        for q in &pair.b.detail.predicates {
            let Some(tie) = tie(p.word, q.word) else {
                continue;
            };
            met += 1;
            opposed += usize::from(negated(&pair.a, p) != negated(&pair.b, q));
            turned += usize::from(tie == Tie::Opposite);
            modalities += usize::from(p.modality != q.modality);
            let (one_agent, one_patient) = (
                follows(&p.agents, &q.agents),
                follows(&p.patients, &q.patients),
            );
            crossed += usize::from(follows(&p.agents, &q.patients))
                + usize::from(follows(&p.patients, &q.agents));
            agents += usize::from(one_agent);
            patients += usize::from(one_patient);
            other_agents += usize::from(!one_agent && !p.agents.is_empty() && !q.agents.is_empty());
            other_patients +=
                usize::from(!one_patient && !p.patients.is_empty() && !q.patients.is_empty());
        }
    }
    sheet.count("acts met", met);
    sheet.count("acts opposed", opposed);
    sheet.count("acts turned", turned);
    sheet.count("acts of other modality", modalities);
    sheet.count("roles crossed", crossed);
    sheet.count("agents met", agents);
    sheet.count("patients met", patients);
    sheet.count("agents differ", other_agents);
    sheet.count("patients differ", other_patients);
    let count = |side: &Side| side.detail.predicates.len();
    sheet.number("acts", count(&pair.a) as f32);
    sheet.number("acts", count(&pair.b) as f32);
    let unmet = |side: &Side, of_a: bool| {
        let is_met = |w: usize| {
            alignment.links.iter().any(|l| {
                w == if of_a {
                    alignment.a[l.a].index
                } else {
                    alignment.b[l.b].index
                }
            })
        };
        let acts = side.detail.predicates.iter();
        acts.filter(|p| !is_met(p.word)).count()
    };
    sheet.count("acts unmet", unmet(&pair.a, true));
    sheet.count("acts unmet", unmet(&pair.b, false));
}

/// Whether who does and who suffers change places between two acts, whatever these are called: "knocked X out", "was eliminated by X".
pub(super) fn turned_roles(sheet: &mut Sheet, pair: &Pair, alignment: &Alignment) {
    let met = |xs: &[usize], ys: &[usize]| {
        xs.iter().any(|&x| {
            ys.iter()
                .any(|&y| alignment.link_of(x, y).is_some_and(|l| l.tie.entails()))
        })
    };
    let word = |words: &[Word], at: usize| words.iter().position(|w| w.index == at);
    // The nearest two verbs of which the parts stay, and of which they change places: how many parts, how near, whether opposites.
    let mut best = [[0.0f32; 3]; 2];
    for p in &pair.a.detail.predicates {
        for q in &pair.b.detail.predicates {
            let stays =
                u8::from(met(&p.agents, &q.agents)) + u8::from(met(&p.patients, &q.patients));
            let turns =
                u8::from(met(&p.agents, &q.patients)) + u8::from(met(&p.patients, &q.agents));
            let verbs = word(&alignment.a, p.word).zip(word(&alignment.b, q.word));
            let near = verbs.map_or(0.0, |(i, j)| alignment.a[i].cosine(&alignment.b[j]));
            let tie = alignment.link_of(p.word, q.word).map(|l| l.tie);
            for (kind, parts) in [stays, turns].into_iter().enumerate() {
                let parts = f32::from(parts);
                if parts > 0.0 && (parts, near) > (best[kind][0], best[kind][1]) {
                    best[kind] = [parts, near, f32::from(u8::from(tie == Some(Tie::Opposite)))];
                }
            }
        }
    }
    let [stay, turn] = best;
    sheet.numbers("roles stay", stay);
    sheet.numbers("roles turn", turn);
}
