//! JSON: one article as an object, many as an array, as `{"articles": [..]}`, or one object per line (JSONL).

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::fields::{Field, FieldNames};
use super::record::{Parsed, Problem, Record};
use crate::error::Position;

/// The articles of a JSON document. A document that is really JSONL is read as such.
pub(super) fn parse(text: &str, names: &FieldNames) -> Parsed {
    let value = match serde_json::from_str::<Value>(text) {
        Ok(value) => value,
        Err(_) if is_lines(text) => return parse_lines(text, names),
        Err(error) => {
            // What stands before the fault is sound: an array that broke off while it was written or fetched.
            let mut parsed = items_to_records(&sound_items(text), names);
            parsed.problems.retain(|problem| problem.position.is_some());
            parsed.problems.push(broken(&error, 0));
            return parsed;
        }
    };
    match value {
        Value::Array(items) => items_to_records(&items, names),
        Value::Object(object) => match object.get("articles") {
            Some(Value::Array(items)) => items_to_records(items, names),
            _ => std::iter::once(to_record(&object, None, names)).collect(),
        },
        other => Problem::no_text(
            None,
            format!(
                "the document is {}, not an object or an array",
                kind(&other)
            ),
        )
        .into(),
    }
}

/// The articles of a JSONL document, one object per line; blank lines are passed over.
pub(super) fn parse_lines(text: &str, names: &FieldNames) -> Parsed {
    if text.trim_start().starts_with('[') {
        // An array under the name of JSONL.
        return parse(text, names);
    }
    let lines: Vec<(usize, &str)> = text
        .split('\n')
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .collect();
    if lines.is_empty() {
        return Problem::broken(None, "the file is empty").into();
    }
    let results: Vec<Result<Record, Problem>> = lines
        .par_iter()
        .map(|&(index, line)| {
            let position = Some(Position::Line(index as u64 + 1));
            match serde_json::from_str::<Value>(line) {
                Ok(Value::Object(object)) => to_record(&object, position, names),
                Ok(other) => Err(Problem::broken(
                    position,
                    format!("{}, not an object", kind(&other)),
                )),
                Err(error) => Err(broken(&error, index as u64)),
            }
        })
        .collect();
    results.into_iter().collect()
}

/// The items of an array, up to the first that is not valid JSON.
fn sound_items(text: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let Some(mut rest) = text.trim_start().strip_prefix('[') else {
        return items;
    };
    loop {
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let Some(Ok(value)) = values.next() else {
            return items;
        };
        rest = &rest[values.byte_offset()..];
        items.push(value);
        match rest.trim_start().strip_prefix(',') {
            Some(after) => rest = after,
            None => return items,
        }
    }
}

/// Whether the first line is an object of its own and more follows.
pub(super) fn is_lines(text: &str) -> bool {
    let text = text.trim_start();
    let Some((first, rest)) = text.split_once('\n') else {
        return false;
    };
    first.starts_with('{')
        && !rest.trim().is_empty()
        && serde_json::from_str::<serde::de::IgnoredAny>(first).is_ok()
}

fn items_to_records(items: &[Value], names: &FieldNames) -> Parsed {
    if items.is_empty() {
        return Problem::no_text(None, "the array is empty").into();
    }
    let results: Vec<Result<Record, Problem>> = items
        .par_iter()
        .enumerate()
        .map(|(index, item)| {
            let position = Some(Position::Record(index as u64 + 1));
            match item {
                Value::Object(object) => to_record(object, position, names),
                other => Err(Problem::broken(
                    position,
                    format!("{}, not an object", kind(other)),
                )),
            }
        })
        .collect();
    results.into_iter().collect()
}

fn to_record(
    object: &Map<String, Value>,
    position: Option<Position>,
    names: &FieldNames,
) -> Result<Record, Problem> {
    // Best name seen so far for each field, in the order of `Field`.
    let mut best: [Option<(usize, String)>; 7] = Default::default();
    let mut offer = |field: Field, rank: usize, value: &Value| {
        let slot = &mut best[field as usize];
        if slot.as_ref().is_none_or(|(held, _)| rank < *held)
            && let Some(text) = plain(value, field)
        {
            *slot = Some((rank, text));
        }
    };
    for (field, path) in names.paths() {
        if let Some(value) = nested(object, path) {
            offer(field, 0, value);
        }
    }
    for (name, value) in object {
        if let Some((field, rank)) = names.rank(name) {
            offer(field, rank, value);
        }
    }
    let [id, outlet, title, date, url, author, text] =
        best.map(|slot| slot.map(|(_, value)| value));
    let Some(text) = text else {
        return Err(Problem::no_text(
            position,
            format!(
                "no article text (looked for {}); name its key with --field text=KEY",
                names.text_names()
            ),
        ));
    };
    Ok(Record {
        position,
        id,
        outlet,
        title,
        date,
        url,
        author,
        text,
    })
}

fn nested<'v>(object: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    let (first, rest) = path.split_once('.')?;
    let mut value = object.get(first)?;
    for key in rest.split('.') {
        value = value.get(key)?;
    }
    Some(value)
}

/// A value as text: strings, numbers, `{"name": ..}`, lists of these. `None` for everything else, and for blanks.
fn plain(value: &Value, field: Field) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => {
            // Lists of paragraphs, lists of authors.
            let between = if field == Field::Text { "\n\n" } else { ", " };
            let parts: Vec<String> = items.iter().filter_map(|item| plain(item, field)).collect();
            parts.join(between)
        }
        Value::Object(_) if field == Field::Text => return None,
        Value::Object(object) => ["name", "title", "id"]
            .iter()
            .find_map(|key| object.get(*key)?.as_str())?
            .to_string(),
        Value::Null | Value::Bool(_) => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// A syntax error at its line; `before` lines stand above the text that was parsed.
fn broken(error: &serde_json::Error, before: u64) -> Problem {
    let message = error.to_string();
    let reason = message.split(" at line ").next().unwrap_or("syntax error");
    Problem::broken(
        Some(Position::Line(before + (error.line() as u64).max(1))),
        format!("not valid JSON at column {}: {reason}", error.column()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expected: &str) {
        let parsed = parse(input, &FieldNames::default());
        let mut shown: Vec<String> = parsed
            .records
            .iter()
            .map(|r| {
                let field = |f: &Option<String>| f.clone().unwrap_or_default();
                format!(
                    "{}|{}|{}|{}",
                    field(&r.outlet),
                    field(&r.date),
                    field(&r.author),
                    r.text
                )
            })
            .collect();
        shown.extend(parsed.problems.iter().map(|p| match p.position {
            Some(position) => format!("{position}: {}", p.reason),
            None => p.reason.clone(),
        }));
        assert_eq!(shown.join(" / "), expected, "{input}");
    }

    #[test]
    fn objects_arrays_and_wrapped_arrays_are_read() {
        for (input, expected) in [
            (r#"{"outlet": "Post", "text": "A"}"#, "Post|||A"),
            (r#"[{"text": "A"}, {"body": "B"}]"#, "|||A / |||B"),
            (
                r#"{"status": "ok", "articles": [{"content": "A"}]}"#,
                "|||A",
            ),
            ("{\"text\": \"A\"}\n{\"text\": \"B\"}\n", "|||A / |||B"),
            (
                r#"{"publisher": {"name": "Post"}, "author": [{"name": "X"}, "Y"], "date": 1543154700, "body": ["A", "B"]}"#,
                "Post|1543154700|X, Y|A\n\nB",
            ),
            (
                r#"{"source": {"id": null, "name": "Post"}, "text": "A"}"#,
                "Post|||A",
            ),
            (
                r#"{"publisher": "Group", "outlet": "Post", "text": "A"}"#,
                "Post|||A",
            ),
            (
                r#"{"outlet": "", "publisher": "Group", "text": "A"}"#,
                "Group|||A",
            ),
        ] {
            check(input, expected);
        }
    }

    #[test]
    fn broken_records_are_named_and_the_rest_is_read() {
        for (input, expected) in [
            (
                "[1, {\"text\": \"A\"}]",
                "|||A / record 1: a number, not an object",
            ),
            ("3", "the document is a number, not an object or an array"),
            ("[]", "the array is empty"),
            (
                "{\"text\": \"A\"}\n{\"text\": \n{\"text\": \"B\"}",
                "|||A / |||B / line 2: not valid JSON at column 9: EOF while parsing a value",
            ),
            (
                "{\"text\": \"A\"",
                "line 1: not valid JSON at column 12: EOF while parsing an object",
            ),
            (
                "[{\"text\": \"A\"}, {\"text\": \"B\"},\n{\"text\": \"C",
                "|||A / |||B / line 2: not valid JSON at column 11: EOF while parsing a string",
            ),
            (
                r#"{"title": "A"}"#,
                "no article text (looked for text, body, content or maintext); name its key with --field text=KEY",
            ),
        ] {
            check(input, expected);
        }
    }

    #[test]
    fn a_mapped_name_reaches_into_nested_objects() {
        let mut names = FieldNames::default();
        names.map_typed("text=story.full").unwrap();
        names.map_typed("outlet=meta.site.name").unwrap();
        let parsed = parse(
            r#"{"text": "no", "story": {"full": "yes"}, "meta": {"site": {"name": "Post"}}}"#,
            &names,
        );
        assert_eq!(parsed.records[0].text, "yes");
        assert_eq!(parsed.records[0].outlet.as_deref(), Some("Post"));
    }

    #[test]
    fn deep_nesting_is_an_error_and_not_a_crash() {
        let deep = "[".repeat(100_000);
        assert_eq!(parse(&deep, &FieldNames::default()).records.len(), 0);
    }
}
