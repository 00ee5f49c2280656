//! Findings on a terminal: the first ones, readable, in colour where that is wanted, and how to get the rest.

use std::io::{IsTerminal, Write, stdout};

use rashomon::report::rows::PairRow;
use rashomon::report::visible::one_line;
use rashomon::report::words;

/// Findings that are shown; more scroll away.
const MOST: usize = 20;
/// Columns where the width is not known.
const USUAL_WIDTH: usize = 80;
/// Wider lines are hard to read.
const WIDEST: usize = 110;

/// How to draw.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether ANSI colours are wanted.
    pub colour: bool,
    /// Columns of a line.
    pub width: usize,
}

impl Style {
    /// What stdout can do: colours only on a terminal that is not dumb, and not under `NO_COLOR` (no-color.org).
    pub fn of_stdout() -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        Style {
            colour: stdout().is_terminal() && !set("NO_COLOR") && !dumb,
            width: terminal_size::terminal_size()
                .map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0))
                .clamp(40, WIDEST),
        }
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.colour {
            format!("\x1b[{code}m{text}\x1b[0m")
        } else {
            text.to_string()
        }
    }
}

const BOLD: &str = "1";
const DIM: &str = "2";
const RED: &str = "1;31";
const YELLOW: &str = "1;33";
const GREEN: &str = "1;32";

/// Writes the first findings and says what to type for the others.
pub fn write(out: &mut dyn Write, rows: &[PairRow], style: Style) -> std::io::Result<()> {
    for (i, row) in rows.iter().take(MOST).enumerate() {
        finding(out, i + 1, row, style)?;
    }
    let more = rows.len().saturating_sub(MOST);
    if rows.is_empty() {
        writeln!(
            out,
            "no claims that agree or contradict each other; a lower --similarity finds more"
        )
    } else if more > 0 {
        writeln!(
            out,
            "{} {more} more: -o pairs.csv writes all, `rashomon report` shows them in context",
            style.paint(BOLD, "and")
        )
    } else {
        writeln!(
            out,
            "{}",
            style.paint(DIM, "-o pairs.csv writes these as CSV")
        )
    }
}

fn finding(out: &mut dyn Write, number: usize, row: &PairRow, style: Style) -> std::io::Result<()> {
    let (colour, sign, words) = match row.relation {
        "contradict" => (RED, "≠", "reports differ"),
        "revision" => (YELLOW, "→", "figure revised"),
        _ => (GREEN, "=", "reports agree"),
    };
    let what = if row.kind.is_empty() {
        row.independence.to_string()
    } else {
        words::kind(row.kind).words.to_lowercase()
    };
    let confidence: f32 = row.confidence.parse().unwrap_or_default();
    let level = if row.level == "speaker" && row.relation != "agree" {
        ", between speakers"
    } else {
        ""
    };
    writeln!(
        out,
        "{number:>3} {} {}",
        style.paint(colour, &format!("{sign} {words}")),
        style.paint(DIM, &format!("{what}{level}; confidence {confidence:.2}"))
    )?;
    let sides = [
        (
            &row.a_outlet,
            &row.a_date,
            &row.a_speaker,
            &row.a_sentence,
            &row.a_value,
        ),
        (
            &row.b_outlet,
            &row.b_date,
            &row.b_speaker,
            &row.b_sentence,
            &row.b_value,
        ),
    ];
    for (outlet, date, speaker, sentence, value) in sides {
        let outlet = if outlet.is_empty() {
            "(no outlet)"
        } else {
            outlet
        };
        let mut head = style.paint(BOLD, &one_line(outlet));
        for part in [date.get(..10).unwrap_or(date), speaker] {
            if !part.is_empty() {
                head.push_str(&style.paint(DIM, &format!(", {}", one_line(part))));
            }
        }
        writeln!(out, "    {head}")?;
        let marked = mark(&one_line(sentence), &one_line(value), style);
        for line in wrap(&marked, style.width.saturating_sub(6)) {
            writeln!(out, "      {line}")?;
        }
    }
    writeln!(out)
}

/// The words of a sentence, those of the value painted one by one so that lines can break between them.
fn mark(sentence: &str, value: &str, style: Style) -> Vec<(String, usize)> {
    let range = (!value.is_empty())
        .then(|| sentence.find(value))
        .flatten()
        .map(|start| start..start + value.len());
    let mut at = 0;
    sentence
        .split(' ')
        .map(|word| {
            let start = at;
            at += word.len() + 1;
            let inside = range
                .as_ref()
                .is_some_and(|r| start < r.end && start + word.len() > r.start);
            let shown = if inside {
                style.paint("1;4", word)
            } else {
                word.to_string()
            };
            (shown, word.chars().count())
        })
        .collect()
}

/// Lines of at most `width` columns; a longer word has a line of its own.
fn wrap(words: &[(String, usize)], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for (shown, length) in words {
        if used > 0 && used + 1 + length > width {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(shown);
        used += length;
    }
    if used > 0 {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(sentence: &str, value: &str, colour: bool) -> Vec<String> {
        let style = Style { colour, width: 20 };
        wrap(&mark(sentence, value, style), 20)
    }

    #[test]
    fn sentences_are_wrapped_and_values_painted() {
        assert_eq!(
            lines("At least 107 people were treated.", "107 people", false),
            ["At least 107 people", "were treated."]
        );
        assert_eq!(
            lines("Some 107 people.", "107", true),
            ["Some \x1b[1;4m107\x1b[0m people."]
        );
        assert_eq!(lines(&"x".repeat(30), "", false), ["x".repeat(30)]);
    }
}
