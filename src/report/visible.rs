//! Texts of strangers made fit to be shown: every character that would act instead of being seen is written as its code.
//!
//! Direction overrides can make a quote read as its opposite, escape sequences can repaint a terminal, and NUL ends some
//! texts early. Escaping for HTML or Markdown comes later and elsewhere.

/// `text` with control and direction characters written as `[U+202E]`; line breaks and tabs stay.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if acts(c) {
            shown.push_str(&format!("[U+{:04X}]", c as u32));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// As [`visible`], on one line: runs of white space become one space.
pub fn one_line(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The first `most` characters of a text on one line, cut at a word where one is near, with an ellipsis if anything is missing.
pub fn shortened(text: &str, most: usize) -> String {
    let line = one_line(text);
    let Some((cut, _)) = line.char_indices().nth(most) else {
        return line;
    };
    let kept = &line[..cut];
    let word_end = kept.rfind(' ').filter(|at| at * 4 > cut * 3).unwrap_or(cut);
    format!("{}…", kept[..word_end].trim_end_matches([',', ';', ' ']))
}

/// Whether a character changes how others are shown.
fn acts(c: char) -> bool {
    match c {
        '\n' | '\t' | '\r' => false,
        // Embeddings, overrides and isolates of the bidirectional algorithm (UAX 9), and the byte order mark inside a text.
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => true,
        // Line and paragraph separators break lines where nobody wrote a break, also inside scripts.
        '\u{2028}' | '\u{2029}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_act_are_written_as_their_codes() {
        for (text, expected) in [
            ("plain text, naïve “quotes”", "plain text, naïve “quotes”"),
            ("not \u{202E}lla ta", "not [U+202E]lla ta"),
            ("a\u{0}b\u{1B}[31mc", "a[U+0000]b[U+001B][31mc"),
            ("two\nlines\tand a tab", "two\nlines\tand a tab"),
            ("حلب ١٠٧", "حلب ١٠٧"),
        ] {
            assert_eq!(visible(text), expected);
        }
    }

    #[test]
    fn long_texts_are_cut_at_a_word() {
        assert_eq!(shortened("one two  three\nfour", 40), "one two three four");
        assert_eq!(shortened("one two three, four", 15), "one two three…");
        assert_eq!(
            shortened(&"x".repeat(50), 10),
            format!("{}…", "x".repeat(10))
        );
        assert_eq!(shortened("ééééé", 3), "ééé…");
    }
}
