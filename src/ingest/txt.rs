//! Plain text and Markdown: a block of `Key: value` lines, an empty line, the body. The block may stand between `---` lines.

use super::fields::{Field, FieldNames};
use super::record::{Parsed, Problem, Record};

/// The article of a text file. Line endings must be `\n` already.
pub(super) fn parse(text: &str, names: &FieldNames) -> Parsed {
    let (header, body) = split_header(text, names);
    let mut record = Record {
        // The blank lines around the body and the last line's end belong to the file, not to the article.
        text: body.trim_matches(|c| c == '\n' || c == '\r').to_string(),
        ..Record::default()
    };
    for line in header.lines() {
        let Some((key, value)) = key_and_value(line) else {
            continue;
        };
        let Some(field) = names.field(key) else {
            continue;
        };
        let place = match field {
            Field::Id => &mut record.id,
            Field::Outlet => &mut record.outlet,
            Field::Title => &mut record.title,
            Field::Date => &mut record.date,
            Field::Url => &mut record.url,
            Field::Author => &mut record.author,
            Field::Text => continue,
        };
        if place.is_none() {
            *place = Some(value.to_string());
        }
    }
    if record.text.trim().is_empty() {
        let reason = if text.trim().is_empty() {
            "the file is empty"
        } else {
            "no text after the header block"
        };
        return Problem::broken(None, reason).into();
    }
    record.into()
}

/// Header block and body; the header is empty when the file has none.
fn split_header<'t>(text: &'t str, names: &FieldNames) -> (&'t str, &'t str) {
    let start = text.len() - text.trim_start_matches('\n').len();
    let text = &text[start..];
    if let Some(rest) = text.strip_prefix("---\n")
        && let Some(end) = rest.find("\n---\n")
        && rest[..end].lines().any(|line| is_known(line, names))
    {
        return (&rest[..end], &rest[end + "\n---\n".len()..]);
    }
    if !text
        .lines()
        .next()
        .is_some_and(|line| is_known(line, names))
    {
        return ("", text);
    }
    let block_end = text.find("\n\n").unwrap_or(text.len());
    if text[..block_end]
        .lines()
        .all(|line| key_and_value(line).is_some())
    {
        return text.split_at(block_end);
    }
    // Somebody forgot the empty line: the header is what looks like one.
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        if !is_known(line, names) {
            break;
        }
        end += line.len();
    }
    text.split_at(end)
}

fn is_known(line: &str, names: &FieldNames) -> bool {
    key_and_value(line)
        .is_some_and(|(key, _)| names.field(key).is_some_and(|field| field != Field::Text))
}

/// `Key: value` with a short key of one or two words; quotes around the value are taken off.
fn key_and_value(line: &str) -> Option<(&str, &str)> {
    /// Longest key taken for one, in bytes: "Publication date" and the like.
    const LONGEST_KEY: usize = 24;
    let (key, value) = line.split_once(':')?;
    let plain = key
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    if !plain
        || key.len() > LONGEST_KEY
        || !key.starts_with(char::is_alphabetic)
        || key.split(' ').count() > 2
    {
        return None;
    }
    let value = value.trim();
    let unquoted = value
        .strip_prefix('"')
        .and_then(|v| v.strip_suffix('"'))
        .unwrap_or(value);
    Some((key, unquoted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, outlet: Option<&str>, title: Option<&str>, body: &str) {
        let parsed = parse(input, &FieldNames::default());
        let record = &parsed.records[0];
        assert_eq!(
            (
                record.outlet.as_deref(),
                record.title.as_deref(),
                record.text.as_str()
            ),
            (outlet, title, body),
            "{input:?}"
        );
    }

    #[test]
    fn headers_are_taken_off_and_bodies_kept() {
        for (input, outlet, title, body) in [
            (
                "Title: A: b\nOutlet: Post\n\nBody.\n\nMore.\n",
                Some("Post"),
                Some("A: b"),
                "Body.\n\nMore.",
            ),
            (
                "Source: Post\nSection: World\n\n\nBody.",
                Some("Post"),
                None,
                "Body.",
            ),
            (
                "---\ntitle: \"A\"\noutlet: Post\n---\nBody.",
                Some("Post"),
                Some("A"),
                "Body.",
            ),
            (
                "Title: A\nBody without a gap.",
                None,
                Some("A"),
                "Body without a gap.",
            ),
            (
                "Moscow: the ministry said.\n\nMore.",
                None,
                None,
                "Moscow: the ministry said.\n\nMore.",
            ),
            ("Body only.\n", None, None, "Body only."),
            ("  Indented.\n", None, None, "  Indented."),
            (
                "Text: this is a body\n\nX",
                None,
                None,
                "Text: this is a body\n\nX",
            ),
        ] {
            check(input, outlet, title, body);
        }
    }

    #[test]
    fn a_file_without_a_body_is_a_problem() {
        for (input, reason) in [
            ("", "the file is empty"),
            ("\n \n", "the file is empty"),
            ("Title: A\n\n", "no text after the header block"),
            ("Title: A", "no text after the header block"),
        ] {
            let parsed = parse(input, &FieldNames::default());
            assert_eq!(parsed.problems[0].reason, reason, "{input:?}");
        }
    }
}
