//! The view model to one self-contained HTML file, through a template that users can replace.
//!
//! Every value is escaped by the template engine. The script of the page is allowed by its hash and nothing can be fetched, so
//! that even a text that slipped through could neither run nor call home.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value, context};
use sha2::{Digest, Sha256};

use super::model::Report;
use super::templates;
use crate::error::Error;

/// The template of the page.
pub const TEMPLATE: &str = include_str!("templates/report.html");
const STYLE: &str = include_str!("templates/report.css");
const SCRIPT: &str = include_str!("templates/report.js");

/// The page as text; `template` is an own template and its path for messages.
///
/// # Errors
/// When an own template cannot be read or rendered; the message names the line.
pub fn render(report: &Report, template: Option<(&str, &str)>) -> Result<String, Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|name| {
        if name.ends_with(".css") || name.ends_with(".js") {
            AutoEscape::None
        } else {
            AutoEscape::Html
        }
    });
    let values = context! {
        report => Value::from(Serde(report)),
        style => Value::from_safe_string(STYLE.to_string()),
        script => Value::from_safe_string(SCRIPT.to_string()),
        script_hash => base64(&Sha256::digest(SCRIPT.as_bytes())),
        carried => Value::from_safe_string(script_json(&report.carried)?),
    };
    templates::render(environment, "report.html", TEMPLATE, template, values)
}

/// JSON that can stand inside a script element: no `<` that could end it.
fn script_json(value: &impl serde::Serialize) -> Result<String, Error> {
    let text = serde_json::to_string(value)
        .map_err(|e| Error::setting(format!("the review cannot be written: {e}")))?;
    Ok(text
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029"))
}

/// RFC 4648 base 64, as content security policies write hashes.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            if i <= chunk.len() {
                out.push(DIGITS[(group >> (18 - 6 * i)) as usize & 63] as char);
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::model::ReviewedPair;
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        // RFC 4648, section 10.
        for (text, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    #[test]
    fn a_note_cannot_end_the_script_that_carries_it() {
        let carried = [ReviewedPair {
            pair_id: "x".into(),
            verdict: "unclear",
            note: "</script><script>alert(1)</script>".into(),
        }];
        let json = script_json(&carried).expect("plain values");
        assert!(!json.contains('<'), "{json}");
    }

    #[test]
    fn an_empty_report_is_a_page() {
        let page = render(&Report::default(), None).expect("the own template is right");
        assert!(page.starts_with("<!DOCTYPE html>"));
        assert!(page.trim_end().ends_with("</html>"));
    }

    #[test]
    fn values_are_escaped_in_own_templates_too() {
        let report = Report {
            version: "<b>".into(),
            ..Report::default()
        };
        let page = render(&report, Some(("{{ report.version }}", "my.txt"))).expect("renders");
        assert_eq!(page, "&lt;b&gt;");
    }

    #[test]
    fn a_broken_own_template_names_its_line() {
        let message = render(&Report::default(), Some(("a\n{% if %}", "my.html")))
            .expect_err("a syntax error")
            .to_string();
        assert!(message.starts_with("my.html:line 2: "), "{message}");
    }
}
