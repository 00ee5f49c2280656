//! The view model to Markdown: the same content for wikis, issue trackers and plain reading.
//!
//! Every value is escaped on its way out, so that quotes cannot become headings, links, tables or HTML.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value, context, escape_formatter};

use super::model::Report;
use super::templates;
use crate::error::Error;

/// The template of the text.
pub const TEMPLATE: &str = include_str!("templates/report.md");

/// The report as Markdown; `template` is an own template and its path for messages.
///
/// # Errors
/// As [`super::html::render`].
pub fn render(report: &Report, template: Option<(&str, &str)>) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(|out, state, value| {
        if value.is_safe() || value.is_undefined() || value.is_none() {
            return escape_none(out, value);
        }
        match (state.auto_escape(), value.as_str()) {
            (AutoEscape::Custom(_), Some(text)) => out.write_str(&escape(text)).map_err(Into::into),
            (AutoEscape::Custom(_), None) => escape_none(out, value),
            _ => escape_formatter(out, state, value),
        }
    });
    let values = context! { report => Value::from(Serde(report)) };
    templates::render(environment, "report.md", TEMPLATE, template, values)
}

fn escape_none(out: &mut minijinja::Output, value: &Value) -> Result<(), minijinja::Error> {
    if value.is_undefined() || value.is_none() {
        return Ok(());
    }
    out.write_str(&value.to_string()).map_err(Into::into)
}

/// Text that Markdown shows as it is: marks are escaped, line breaks become spaces.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut start = true;
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // At the start of a line these would make lists.
            '-' | '+' if start => {
                out.push('\\');
                out.push(c);
            }
            // Addresses are linked by many readers; a quote is not a link.
            ':' => out.push_str("&#58;"),
            c if c.is_whitespace() => out.push(' '),
            c => out.push(c),
        }
        start = false;
    }
    // "1." at the start would make a list.
    let digits = out.chars().take_while(char::is_ascii_digit).count();
    if digits > 0 && out[digits..].starts_with(['.', ')']) {
        out.insert(digits, '\\');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_text() {
        for (text, expected) in [
            ("plain, “quoted” text", "plain, “quoted” text"),
            (
                "# head *bold* [link](x)",
                "\\# head \\*bold\\* \\[link\\](x)",
            ),
            ("<script>&", "&lt;script&gt;&amp;"),
            ("a | b\nc", "a \\| b c"),
            ("- item", "\\- item"),
            ("1. item", "1\\. item"),
            ("12 people", "12 people"),
            ("https://a", "https&#58;//a"),
        ] {
            assert_eq!(escape(text), expected);
        }
    }

    #[test]
    fn an_empty_report_is_a_text() {
        let text = render(&Report::default(), None).expect("the own template is right");
        assert!(text.starts_with("# "), "{text}");
    }
}
