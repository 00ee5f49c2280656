//! Which statements of two claims were held against each other, for a reader who asks why a verdict is what it is.

use super::act::{acts, polarities};
use super::fit::Fit;
use super::pair::{Pair, Side};
use super::slot::filled;

/// Two statements that were compared, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The two predicates, as in "bombed / bombed".
    pub predicates: String,
    /// Each slot filled on both sides: "agent: its jets = Russian jets", with "=", "≠" or "?".
    pub slots: Vec<String>,
    /// How they say it: "both say so", "one says so, the other says not", "not of one stage".
    pub polarity: &'static str,
    /// How much of each clause the other covers, in percent.
    pub covered: (u8, u8),
}

/// The statements of a pair whose predicates may name one act or exclude each other.
pub fn meetings(pair: &Pair) -> Vec<Meeting> {
    let percent = |share: f32| (share * 100.0).round() as u8;
    acts(pair, 0.7)
        .into_iter()
        .map(|act| {
            let (pa, pb) = (
                &pair.a.detail.predicates[act.a],
                &pair.b.detail.predicates[act.b],
            );
            let slots = filled(pair, pa, pb)
                .into_iter()
                .map(|s| {
                    let sign = match s.fit {
                        Fit::Same => "=",
                        Fit::Open => "?",
                        Fit::Other => "≠",
                    };
                    format!(
                        "{}: {} {sign} {}",
                        s.slot.name(),
                        phrase(&pair.a, s.a),
                        phrase(&pair.b, s.b)
                    )
                })
                .collect();
            Meeting {
                predicates: format!("{} / {}", pa.lemma, pb.lemma),
                slots,
                polarity: match polarities(pair, pa, pb) {
                    Some((true, true)) => "both say so",
                    Some((false, false)) => "both say not",
                    Some(_) => "one says so, the other says not",
                    None => "no two facts or plans",
                },
                covered: (percent(act.covered_less()), percent(act.covered_more())),
            }
        })
        .collect()
}

fn phrase<'a>(side: &Side<'a>, word: usize) -> &'a str {
    side.syntax.phrase_text(word)
}
