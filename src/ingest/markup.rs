//! Fragments of HTML, as feeds carry them, to plain text: paragraphs stay apart, tags go, entities become characters.
//!
//! For whole pages, where the main text must be found first, see the module `html`.

/// The text of a fragment: paragraphs with an empty line between, blanks folded. Scripts, figures, asides, forms and paragraphs
/// that are nothing but links are left out: captions and "Read more" are not what the article says.
pub(super) fn to_text(fragment: &str) -> String {
    let mut out = Folder::default();
    let mut left_out: Option<LeftOut> = None;
    let mut rest = fragment;
    while let Some(start) = rest.find('<') {
        if left_out.is_none() {
            out.push(&rest[..start]);
        }
        let tag = &rest[start..];
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let Some(name) = tag_name(tag) else {
            // A bare "<" is a character.
            if left_out.is_none() {
                out.push("<");
            }
            rest = &tag[1..];
            continue;
        };
        let Some(end) = tag.find('>') else {
            // A tag that was cut off.
            rest = "";
            break;
        };
        rest = &tag[end + 1..];
        let closes = tag.starts_with("</");
        if let Some(open) = &mut left_out {
            if name == open.name {
                open.depth = if closes {
                    open.depth - 1
                } else {
                    open.depth + 1
                };
            }
            if open.depth == 0 {
                left_out = None;
            }
            continue;
        }
        match name.as_str() {
            "script" | "style" if !closes => {
                // What stands inside is no markup.
                let close = format!("</{name}");
                rest = find_ignoring_case(rest, &close)
                    .and_then(|at| rest[at..].find('>').map(|end| &rest[at + end + 1..]))
                    .unwrap_or("");
            }
            "figure" | "figcaption" | "aside" | "form" | "button" | "nav" | "noscript"
            | "iframe" | "svg" | "select" | "video" | "audio"
                if !closes =>
            {
                out.break_line(2);
                if !tag[..end].ends_with('/') {
                    left_out = Some(LeftOut { name, depth: 1 });
                }
            }
            "a" => out.in_link = !closes,
            "br" => out.break_line(1),
            "td" | "th" => out.push(" "),
            "p" | "div" | "li" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
            | "blockquote" | "tr" | "table" | "section" | "article" | "main" | "hr" | "pre"
            | "header" | "footer" | "dl" | "dt" | "dd" => {
                out.break_line(2);
            }
            _ => {}
        }
    }
    if left_out.is_none() {
        out.push(rest);
    }
    out.finish()
}

/// An element that is passed over, and how many of its name are open inside each other.
struct LeftOut {
    name: String,
    depth: usize,
}

/// Where `wanted` first stands in `text`, whatever the case of its ASCII letters.
pub(super) fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes()
        .windows(wanted.len())
        .position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// The lower-case name of the tag that `text` starts with.
fn tag_name(text: &str) -> Option<String> {
    let inner = text.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    if inner.starts_with(['!', '?']) {
        return Some(String::new());
    }
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = &inner[..length];
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        .then(|| name.to_ascii_lowercase())
}

/// Collects text, folds its blanks and drops paragraphs of links.
#[derive(Default)]
struct Folder {
    text: String,
    /// Line ends owed before the next word.
    breaks: usize,
    blank: bool,
    in_link: bool,
    /// Where the open paragraph starts, its separator before it.
    paragraph: usize,
    /// Bytes of the open paragraph that are not inside a link.
    unlinked: usize,
}

impl Folder {
    fn push(&mut self, raw: &str) {
        for c in unescape(raw).chars() {
            if c.is_whitespace() {
                self.blank = true;
                continue;
            }
            if self.breaks > 1 {
                self.end_paragraph();
            }
            if !self.text.is_empty() {
                if self.breaks > 0 {
                    self.text.extend(std::iter::repeat_n('\n', self.breaks));
                } else if self.blank {
                    self.text.push(' ');
                }
            }
            (self.breaks, self.blank) = (0, false);
            self.text.push(c);
            if !self.in_link {
                self.unlinked += c.len_utf8();
            }
        }
    }

    fn break_line(&mut self, breaks: usize) {
        self.breaks = self.breaks.max(breaks);
    }

    fn end_paragraph(&mut self) {
        /// The part of a paragraph outside links, in percent, below which it only points elsewhere: "Read more: <a>..</a>".
        const POINTER: usize = 20;
        let length = self.text.len() - self.paragraph;
        if self.unlinked * 100 < length * POINTER {
            self.text.truncate(self.paragraph);
        }
        (self.paragraph, self.unlinked) = (self.text.len(), 0);
    }

    fn finish(mut self) -> String {
        self.end_paragraph();
        self.text
    }
}

/// Replaces character references; what is none stays as it is.
pub(super) fn unescape(text: &str) -> String {
    /// The longest reference that is looked for, in bytes behind the ampersand.
    const LONGEST: usize = 10;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let inner = &rest[at + 1..];
        let end = inner.bytes().take(LONGEST).position(|b| b == b';');
        match end.and_then(|end| Some((character(&inner[..end])?, end))) {
            Some((c, end)) => {
                out.push(c);
                rest = &inner[end + 1..];
            }
            None => {
                out.push('&');
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The character behind a reference without `&` and `;`: numbers, and the names that news text uses.
pub(super) fn character(reference: &str) -> Option<char> {
    if let Some(number) = reference.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    Some(match reference {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "lsquo" => '\u{2018}',
        "rsquo" => '\u{2019}',
        "ldquo" => '\u{201c}',
        "rdquo" => '\u{201d}',
        "sbquo" => '\u{201a}',
        "bdquo" => '\u{201e}',
        "laquo" => '\u{ab}',
        "raquo" => '\u{bb}',
        "ndash" => '\u{2013}',
        "mdash" => '\u{2014}',
        "hellip" => '\u{2026}',
        "bull" => '\u{2022}',
        "middot" => '\u{b7}',
        "euro" => '\u{20ac}',
        "pound" => '\u{a3}',
        "yen" => '\u{a5}',
        "cent" => '\u{a2}',
        "copy" => '\u{a9}',
        "reg" => '\u{ae}',
        "trade" => '\u{2122}',
        "deg" => '\u{b0}',
        "frac12" => '\u{bd}',
        "frac14" => '\u{bc}',
        "shy" => '\u{ad}',
        "aacute" => 'á',
        "agrave" => 'à',
        "acirc" => 'â',
        "auml" => 'ä',
        "aring" => 'å',
        "atilde" => 'ã',
        "ccedil" => 'ç',
        "eacute" => 'é',
        "egrave" => 'è',
        "ecirc" => 'ê',
        "euml" => 'ë',
        "iacute" => 'í',
        "icirc" => 'î',
        "iuml" => 'ï',
        "ntilde" => 'ñ',
        "oacute" => 'ó',
        "ocirc" => 'ô',
        "ouml" => 'ö',
        "oslash" => 'ø',
        "uacute" => 'ú',
        "ucirc" => 'û',
        "uuml" => 'ü',
        "szlig" => 'ß',
        "Auml" => 'Ä',
        "Eacute" => 'É',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragments_become_paragraphs() {
        for (fragment, expected) in [
            ("<p>One  <b>two</b>.</p>\n<p>Three</p>", "One two.\n\nThree"),
            ("a<br/>b<br>\n<br>c", "a\nb\nc"),
            ("plain", "plain"),
            ("2 < 3 & 4 > 1", "2 < 3 & 4 > 1"),
            (
                "&ldquo;A&rdquo; &#8211; &#x42; &nope; &amp;lt;",
                "\u{201c}A\u{201d} \u{2013} B &nope; &lt;",
            ),
            ("a<script>x < y</script>b<!-- c -->d", "abd"),
            ("a<style>", "a"),
            (
                "<p>A <a>b</a></p><p>More: <a>Somewhere else in the paper</a></p><p>C</p>",
                "A b\n\nC",
            ),
            (
                "a<figure><figure>x</figure>y</figure>b<iframe/>c",
                "a\n\nb\n\nc",
            ),
            ("cut <a href=\"x", "cut"),
            ("<", "<"),
            ("", ""),
        ] {
            assert_eq!(to_text(fragment), expected, "{fragment}");
        }
    }
}
