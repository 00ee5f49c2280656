//! Agreement: both claims state the same fact, and nothing in them conflicts.

use super::Finding;
use super::pair::Pair;
use super::verdict::{Evidence, Relation, Verdict};

/// The verdict on a pair without a conflict.
pub fn verdict(pair: &Pair, findings: &[Finding], least: f32) -> Verdict {
    let conflict = findings
        .iter()
        .any(|f| f.relation != Relation::Agree && f.strength > 0.3);
    let similarity = &pair.similarity;
    let confidence = similarity.exact_a.max(similarity.exact_b) * 0.5 + similarity.sentence() * 0.5;
    if conflict || confidence < least {
        return Verdict::neither();
    }
    let evidence = Evidence {
        rule: "agree/coverage",
        a: pair.a.detail.sentence,
        b: pair.b.detail.sentence,
        a_words: pair.a.words_of(pair.a.detail.sentence).to_string(),
        b_words: pair.b.words_of(pair.b.detail.sentence).to_string(),
        a_value: String::new(),
        b_value: String::new(),
        note: format!(
            "{:.0} % of the first claim's words and {:.0} % of the second's are in the other",
            similarity.exact_a * 100.0,
            similarity.exact_b * 100.0
        ),
    };
    Verdict {
        relation: Relation::Agree,
        kind: None,
        confidence,
        evidence: vec![evidence],
    }
}
