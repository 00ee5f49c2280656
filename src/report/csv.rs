//! Rows as RFC 4180 CSV: UTF-8, one header row, CRLF, quotes where needed.

use std::io::{self, Write};

use ::csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};
use serde::Serialize;

/// How text cells are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cells {
    /// Exactly as they are.
    #[default]
    Exact,
    /// An apostrophe before what a spreadsheet would run as a formula (CWE-1236).
    Spreadsheet,
}

/// As [`write()`], with the cells as `cells` says.
pub fn write_cells<R: Serialize>(
    out: &mut dyn Write,
    columns: &[&str],
    rows: impl IntoIterator<Item = R>,
    cells: Cells,
) -> io::Result<()> {
    if cells == Cells::Exact {
        return write(out, columns, rows);
    }
    let mut exact = Vec::new();
    write(&mut exact, columns, rows)?;
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    for record in ReaderBuilder::new()
        .has_headers(false)
        .from_reader(exact.as_slice())
        .records()
    {
        let guarded: StringRecord = record?.iter().map(guarded).collect();
        writer.write_record(&guarded)?;
    }
    writer.flush()
}

/// The cell, with an apostrophe before it if a spreadsheet would take it for a formula.
fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_string()
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_only_when_asked_for() {
        let rows = [("=1+1", "a, \"b\""), ("-5", "@x\ny"), ("5", "a=b")];
        let text = |cells| {
            let mut out = Vec::new();
            write_cells(&mut out, &["x", "y"], rows, cells).expect("memory");
            String::from_utf8(out).expect("text")
        };
        assert_eq!(
            text(Cells::Exact),
            "x,y\r\n=1+1,\"a, \"\"b\"\"\"\r\n-5,\"@x\ny\"\r\n5,a=b\r\n"
        );
        assert_eq!(
            text(Cells::Spreadsheet),
            "x,y\r\n'=1+1,\"a, \"\"b\"\"\"\r\n'-5,\"'@x\ny\"\r\n5,a=b\r\n"
        );
    }
}
