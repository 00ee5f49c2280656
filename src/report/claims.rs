//! Claims to the rows of `claims`: the cells of the CSV, and for JSONL the frames as well.

use super::frame_rows::FrameRows;
use super::offsets::CharOffsets;
use super::pairs::claim_name;
use super::rows::{ClaimFramesRow, ClaimRow};
use crate::article::Article;
use crate::claims::ClaimId;
use crate::claims::detail::Detail;

/// One row for each claim of an article.
pub fn rows(article: &Article, details: &[(ClaimId, Detail)]) -> Vec<ClaimRow> {
    let offsets = CharOffsets::new(&article.text);
    details
        .iter()
        .map(|(_, detail)| row(article, detail, &offsets))
        .collect()
}

/// As [`rows`], with the frames of each claim.
pub fn frames_rows(article: &Article, details: &[(ClaimId, Detail)]) -> Vec<ClaimFramesRow> {
    let offsets = CharOffsets::new(&article.text);
    details
        .iter()
        .map(|(_, detail)| {
            let frames = FrameRows::new(&article.text, detail, &offsets);
            ClaimFramesRow {
                claim: row(article, detail, &offsets),
                attribution_frames: frames.attributions(),
                predicate_frames: frames.predicates(),
                quantity_frames: frames.quantities(),
            }
        })
        .collect()
}

fn row(article: &Article, detail: &Detail, offsets: &CharOffsets) -> ClaimRow {
    let text = &article.text;
    let syntax = detail.syntax(text);
    let sentence = detail.sentence.of(text);
    let (start, end) = offsets.span(detail.sentence);
    let quantity = |q: &crate::claims::frame::QuantityFrame| {
        let noun = q
            .counted
            .map(|c| format!(" {}", syntax.lemma(c)))
            .unwrap_or_default();
        let class = q.class.map(|c| format!(" [{c}]")).unwrap_or_default();
        format!("{} {}{noun}{class}", q.quantity.value, q.quantity.unit)
    };
    ClaimRow {
        claim_id: format!(
            "{:016x}",
            claim_name(article, sentence, detail.sentence.start)
        ),
        article: article.id.clone(),
        outlet: article.outlet.clone().unwrap_or_default(),
        file: article.file.clone(),
        start,
        end,
        sentence: sentence.to_string(),
        speaker: detail
            .speaker
            .as_ref()
            .map(|s| s.name.clone())
            .unwrap_or_default(),
        cue: detail
            .speaker
            .as_ref()
            .and_then(|s| s.cue)
            .map(|c| c.of(text).to_string())
            .unwrap_or_default(),
        polarity: detail.polarity(),
        modality: detail.modality(),
        quantities: detail
            .quantities
            .iter()
            .map(quantity)
            .collect::<Vec<_>>()
            .join("; "),
        times: detail
            .times
            .iter()
            .map(|t| t.to_string())
            .collect::<Vec<_>>()
            .join("; "),
        places: detail.places(text).join("; "),
    }
}
