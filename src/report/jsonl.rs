//! Rows as JSON Lines: one object a row, the names of the CSV's columns as keys, exact text.

use std::io::{self, Write};

use serde::Serialize;

/// Writes one line for each row.
pub fn write<R: Serialize>(
    out: &mut dyn Write,
    rows: impl IntoIterator<Item = R>,
) -> io::Result<()> {
    for row in rows {
        serde_json::to_writer(&mut *out, &row)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
