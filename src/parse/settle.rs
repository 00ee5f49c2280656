//! What the tree tells of its words, while their scores are at hand.
//!
//! Morphology and arcs are scored apart. In: the analysis of one sentence and the scores of its morphology. Out: the same
//! analysis, in which a past form is finite or a participle as the tree asks, and a name of two words is one.

use super::labels::{Relation, Upos};
use super::network::Analysis;

/// Which classes of morphology are forms of the past.
pub struct Pasts {
    /// A simple past: "went", "closed".
    pub simple: Vec<bool>,
    /// A participle: "gone", "closed".
    pub participles: Vec<bool>,
}

impl Pasts {
    /// Most English verbs look alike as simple past and as participle; the tree knows more about which it is than the word does. A
    /// verb with subject and object and no auxiliary is a simple past, and its subject is none of a passive; one with an auxiliary or
    /// a passive subject, or that modifies a noun without subject of its own, is a participle. The best class of that kind is taken.
    /// Only headlines leave out the auxiliary of a passive: in front of a full stop, the main verb with a subject is a simple past.
    pub fn settle(
        &self,
        analysis: &mut Analysis,
        full_stop: bool,
        score: impl Fn(usize, usize) -> f32,
    ) {
        const SUBJECT: u8 = 1;
        const PASSIVE_SUBJECT: u8 = 2;
        const OBJECT: u8 = 4;
        const AUXILIARY: u8 = 8;
        let mut has = vec![0u8; analysis.heads.len() + 1];
        let mut active = vec![false; analysis.heads.len() + 1];
        for (&head, &relation) in analysis.heads.iter().zip(&analysis.relations) {
            has[usize::from(head)] |= match Relation::ALL[usize::from(relation)] {
                Relation::Nsubj => SUBJECT,
                Relation::NsubjPass => PASSIVE_SUBJECT,
                Relation::Obj => OBJECT,
                Relation::Aux | Relation::AuxPass => AUXILIARY,
                _ => 0,
            };
        }
        for (t, morph) in analysis.morphs.iter_mut().enumerate() {
            let (past, participle) = (
                self.simple[usize::from(*morph)],
                self.participles[usize::from(*morph)],
            );
            if !past && !participle {
                continue;
            }
            let has = has[t + 1];
            let relation = Relation::ALL[usize::from(analysis.relations[t])];
            let modifies = matches!(relation, Relation::Acl | Relation::Amod);
            let subject = has & (SUBJECT | PASSIVE_SUBJECT) != 0;
            let wanted = if has & AUXILIARY != 0 || modifies && !subject {
                &self.participles
            } else if subject && (has & OBJECT != 0 || full_stop && relation == Relation::Root) {
                active[t + 1] = true;
                &self.simple
            } else if has & PASSIVE_SUBJECT != 0 {
                &self.participles
            } else {
                continue;
            };
            let best = (0..wanted.len())
                .filter(|&class| wanted[class] && score(t, class) > f32::NEG_INFINITY)
                .max_by(|&a, &b| score(t, a).total_cmp(&score(t, b)).then(b.cmp(&a)));
            if let Some(best) = best {
                // A class number is a byte.
                *morph = best as u8;
            }
        }
        for (&head, relation) in analysis.heads.iter().zip(&mut analysis.relations) {
            if active[usize::from(head)] && *relation == Relation::NsubjPass as u8 {
                *relation = Relation::Nsubj as u8;
            }
        }
    }
}

/// A verb has one subject: of two names in a row that both claim to be, the second is a part of the first.
pub fn join_names(analysis: &mut Analysis) {
    let name = Upos::Propn as u8;
    for t in 1..analysis.heads.len() {
        let subject = |at: usize| {
            analysis.upos[at] == name
                && matches!(
                    Relation::ALL[usize::from(analysis.relations[at])],
                    Relation::Nsubj | Relation::NsubjPass
                )
        };
        if subject(t) && subject(t - 1) && analysis.heads[t] == analysis.heads[t - 1] {
            // Node t is word t - 1.
            analysis.heads[t] = t as u16;
            analysis.relations[t] = Relation::Flat as u8;
        }
    }
}
