//! Tables: one article per row, the header row names the fields. Separators are commas, semicolons or tabs.

use super::fields::{Field, FieldNames};
use super::record::{Parsed, Problem, Record};
use crate::error::Position;

/// The articles of a table.
pub(super) fn parse(text: &str, delimiter: u8, names: &FieldNames) -> Parsed {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = match reader.headers() {
        Ok(header) if header.iter().all(str::is_empty) => {
            return Problem::broken(None, "the file is empty").into();
        }
        Ok(header) => header.clone(),
        Err(error) => return Problem::broken(None, error.to_string()).into(),
    };
    let columns = Columns::new(&header, names);
    if columns.best[Field::Text as usize].is_none() {
        let shown: Vec<&str> = header.iter().take(12).collect();
        return Problem::no_text(
            None,
            format!(
                "no column {}; name it with --field text=COLUMN (the columns are {})",
                names.text_names(),
                shown.join(", ")
            ),
        )
        .into();
    }
    let mut parsed: Parsed = reader
        .records()
        .map(|row| match row {
            Ok(row) => {
                let position = row.position().map(|p| Position::Line(p.line()));
                columns.record(&row, header.len(), position)
            }
            Err(error) => {
                let position = error.position().map(|p| Position::Line(p.line()));
                Err(Problem::broken(position, error.to_string()))
            }
        })
        .collect();
    if text.bytes().filter(|b| *b == b'"').count() % 2 == 1 {
        // The reader takes everything behind a quote that is never closed for one cell.
        let last = parsed.records.last().and_then(|record| record.position);
        parsed.problems.push(Problem::doubt(
            last,
            "a double quote is never closed: rows from here on may be lost in one cell",
        ));
    }
    if parsed.records.is_empty() && parsed.problems.is_empty() {
        parsed
            .problems
            .push(Problem::broken(None, "a header row but no rows"));
    }
    parsed
}

/// The separator of a table that does not say it: the one that the header row has most of; a tie goes to the comma.
pub(super) fn delimiter(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |c: u8| header.bytes().filter(|b| *b == c).count();
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|c| count(*c))
        .unwrap_or(b',')
}

/// For each field, the columns that may hold it, best first.
struct Columns {
    best: [Option<usize>; 7],
    others: Vec<(usize, Field)>,
}

impl Columns {
    fn new(header: &csv::StringRecord, names: &FieldNames) -> Self {
        let mut ranked: Vec<(usize, usize, Field)> = header
            .iter()
            .enumerate()
            .filter_map(|(column, name)| {
                let (field, rank) = names.rank(name.trim())?;
                Some((rank, column, field))
            })
            .collect();
        ranked.sort_unstable();
        let mut columns = Columns {
            best: [None; 7],
            others: Vec::new(),
        };
        for (_, column, field) in ranked {
            match &mut columns.best[field as usize] {
                best @ None => *best = Some(column),
                Some(_) => columns.others.push((column, field)),
            }
        }
        columns
    }

    fn record(
        &self,
        row: &csv::StringRecord,
        width: usize,
        position: Option<Position>,
    ) -> Result<Record, Problem> {
        if row.len() > width {
            return Err(Problem::broken(
                position,
                format!(
                    "{} cells under {width} columns; put cells that hold the separator or line ends in double quotes",
                    row.len()
                ),
            ));
        }
        let cell = |column: usize| row.get(column).filter(|cell| !cell.trim().is_empty());
        let value = |field: Field| {
            self.best[field as usize]
                .and_then(cell)
                .or_else(|| {
                    self.others
                        .iter()
                        .filter(|(_, other)| *other == field)
                        .find_map(|(column, _)| cell(*column))
                })
                .map(str::to_string)
        };
        let Some(text) = value(Field::Text) else {
            return Err(if row.len() < width {
                Problem::broken(
                    position,
                    format!(
                        "{} cells under {width} columns, and none of them is the text",
                        row.len()
                    ),
                )
            } else {
                Problem::no_text(position, "the text cell is empty")
            });
        };
        Ok(Record {
            position,
            id: value(Field::Id),
            outlet: value(Field::Outlet),
            title: value(Field::Title),
            date: value(Field::Date),
            url: value(Field::Url),
            author: value(Field::Author),
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expected: &str) {
        let parsed = parse(input, delimiter(input), &FieldNames::default());
        let mut shown: Vec<String> = parsed
            .records
            .iter()
            .map(|r| format!("{}|{}", r.outlet.clone().unwrap_or_default(), r.text))
            .collect();
        shown.extend(parsed.problems.iter().map(|p| match p.position {
            Some(position) => format!("{position}: {}", p.reason),
            None => p.reason.clone(),
        }));
        assert_eq!(shown.join(" / "), expected, "{input}");
    }

    #[test]
    fn rows_are_articles_and_bad_rows_are_named() {
        for (input, expected) in [
            ("outlet,text\nPost,\"A, b\"\n", "Post|A, b"),
            ("outlet;text\nPost;\"A, b\"\n", "Post|A, b"),
            ("Outlet\tText\nPost\tA, b\n", "Post|A, b"),
            ("source,publisher,body\n,Group,A\n", "Group|A"),
            (
                "outlet,text\nPost,A,b\nPost,C\n",
                "Post|C / line 2: 3 cells under 2 columns; put cells that hold the separator or line ends in double quotes",
            ),
            (
                "outlet,text\nPost\nPost,\"C\nd\"\nPost,\n",
                "Post|C\nd / line 2: 1 cells under 2 columns, and none of them is the text / line 5: the text cell is empty",
            ),
            (
                "outlet,story\nPost,A\n",
                "no column text, body, content or maintext; name it with --field text=COLUMN (the columns are outlet, story)",
            ),
            (
                "outlet,text\nPost,A\nPost,\"B\nPost,C\n",
                "Post|A / Post|B\nPost,C\n / line 3: a double quote is never closed: rows from here on may be lost in one cell",
            ),
            ("outlet,text\n", "a header row but no rows"),
            ("", "the file is empty"),
        ] {
            check(input, expected);
        }
    }
}
