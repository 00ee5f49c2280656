//! Rows as RFC 4180 CSV: UTF-8, one header row, CRLF, quotes where needed.

use std::io::{self, Write};

use ::csv::{Terminator, WriterBuilder};
use serde::Serialize;

/// Writes a header and `rows`; with no rows, `columns` is still the header.
pub fn write<R: Serialize>(
    out: &mut dyn Write,
    columns: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> io::Result<()> {
    let mut writer = WriterBuilder::new()
        .has_headers(false)
        .terminator(Terminator::CRLF)
        .from_writer(out);
    writer.write_record(columns)?;
    for row in rows {
        writer.serialize(row)?;
    }
    writer.flush()
}

/// The columns of [`super::rows::PairRow`].
pub const PAIR_COLUMNS: &[&str] = &[
    "pair_id",
    "relation",
    "kind",
    "level",
    "confidence",
    "similarity",
    "a_outlet",
    "a_date",
    "a_title",
    "a_url",
    "a_file",
    "a_article",
    "a_speaker",
    "a_sentence",
    "a_start",
    "a_end",
    "b_outlet",
    "b_date",
    "b_title",
    "b_url",
    "b_file",
    "b_article",
    "b_speaker",
    "b_sentence",
    "b_start",
    "b_end",
    "a_value",
    "b_value",
    "independence",
    "point_id",
    "explanation",
];

/// The columns of [`super::rows::ClaimRow`].
pub const CLAIM_COLUMNS: &[&str] = &[
    "claim_id",
    "article",
    "outlet",
    "file",
    "start",
    "end",
    "sentence",
    "speaker",
    "cue",
    "polarity",
    "modality",
    "quantities",
    "times",
    "places",
];
