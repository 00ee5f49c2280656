//! How either side stands to what it tells.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::negation::negators;
use super::{Sheet, forms};
use crate::claims::attribution::Stance;
use crate::claims::frame::Modality;
use crate::judgement::pair::Pair;
use crate::lexicon::rows;

/// The classes of `stance_words.tsv` with their words.
fn classes() -> &'static [(&'static str, FxHashSet<&'static str>)] {
    static TABLE: OnceLock<Vec<(&'static str, FxHashSet<&'static str>)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        rows(include_str!("../stance_words.tsv"))
            .filter_map(|mut cells| Some((cells.next()?, cells.next()?)))
            .map(|(name, words)| (name, words.split(' ').collect()))
            .collect()
    })
}

/// How either side stands to what it tells: cues of attribution, words of distance, questions, quotations.
pub(super) fn stances(sheet: &mut Sheet, pair: &Pair) {
    let sides = [(&pair.a, forms(&pair.a)), (&pair.b, forms(&pair.b))];
    for stance in [
        Stance::Say,
        Stance::Claim,
        Stance::Confirm,
        Stance::Deny,
        Stance::Doubt,
        Stance::Believe,
        Stance::Predict,
        Stance::Accuse,
    ] {
        for (side, _) in &sides {
            let all = side.detail.attributions.iter();
            sheet.count("stance", all.filter(|a| a.stance == stance).count());
        }
    }
    let mut against = [0, 0];
    for &(name, ref words) in classes() {
        let count = |forms: &[&str]| forms.iter().filter(|f| words.contains(**f)).count();
        let [a, b] = [count(&sides[0].1), count(&sides[1].1)];
        sheet.count(name, a);
        sheet.count(name, b);
        sheet.number(name, b as f32 - a as f32);
        if name == "refuting" {
            against = [a, b];
        }
    }
    let negated = [negators(&pair.a).len(), negators(&pair.b).len()];
    let odd = (against[0] + negated[0] + against[1] + negated[1]) % 2;
    sheet.count("refuted or negated, odd", odd);
    for (side, _) in &sides {
        let text = side.detail.sentence.of(side.text);
        let has = |c: char| text.contains(c);
        sheet.flag("question", has('?'));
        sheet.flag("colon", has(':'));
        sheet.flag(
            "quotation",
            has('"') || has('“') || has('‘') || text.contains(" '"),
        );
        let acts = &side.detail.predicates;
        for modality in [Modality::Hedged, Modality::Conditional, Modality::Planned] {
            let of = acts.iter().filter(|p| p.modality == modality).count();
            sheet.count("modality", of);
        }
    }
}
