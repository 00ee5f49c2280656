//! Bytes to text: UTF-8 where it is that, else the encoding that the file declares or the likeliest one.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// A file's text, with `\n` line ends, and what is doubtful about it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    pub doubt: Option<String>,
}

/// Decodes `bytes`. Order of trust: byte order mark, valid UTF-8, UTF-8 with a few broken bytes, `declared`, the likeliest encoding.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let doubt = if broken {
            Some(format!(
                "bytes that are not {} were replaced",
                encoding.name()
            ))
        } else if encoding == encoding_rs::UTF_8 {
            None
        } else {
            Some(read_as(encoding))
        };
        return Decoded {
            text: unix_line_ends(text.into_owned()),
            doubt,
        };
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            return Decoded {
                text: unix_line_ends(text),
                doubt: None,
            };
        }
        Err(error) => error.into_bytes(),
    };
    if let Some(broken) = few_broken_bytes(&bytes) {
        return Decoded {
            text: unix_line_ends(String::from_utf8_lossy(&bytes).into_owned()),
            doubt: Some(format!(
                "invalid UTF-8 in {broken} places, replaced by U+FFFD"
            )),
        };
    }
    let encoding = declared
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        // A file that declares UTF-8 and is not it has lied.
        .filter(|encoding| *encoding != encoding_rs::UTF_8)
        .unwrap_or_else(|| guess(&bytes));
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    Decoded {
        text: unix_line_ends(text.into_owned()),
        doubt: Some(read_as(encoding)),
    }
}

/// The encoding that a page or an XML document names in its first kilobyte: `<meta charset=..>`, `<?xml encoding=..?>`.
pub(super) fn declared_in_page(bytes: &[u8]) -> Option<String> {
    /// Where the HTML standard wants the declaration, in bytes from the start.
    const HEAD: usize = 1024;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let at = ["charset=", "encoding="]
        .iter()
        .find_map(|key| Some(head.find(key)? + key.len()))?;
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// `\r\n` and lone `\r` become `\n`; nothing else changes.
pub(super) fn unix_line_ends(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

/// The start of `text`, at most `bytes` long, cut between characters.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn read_as(encoding: &'static Encoding) -> String {
    format!("not UTF-8: read as {}", encoding.name())
}

/// The number of broken places when the bytes are clearly UTF-8 all the same: proper multi-byte characters outnumber them.
fn few_broken_bytes(bytes: &[u8]) -> Option<usize> {
    /// How many proper multi-byte characters speak for UTF-8 against one broken place. Text of a one-byte encoding hardly ever holds any.
    const PROPER_PER_BROKEN: usize = 2;
    let (mut proper, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        proper += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    (proper >= broken * PROPER_PER_BROKEN).then_some(broken)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    /// Bytes that the guess looks at, around the first that is not ASCII.
    const SAMPLE: usize = 1 << 16;
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let sample = &bytes[first.saturating_sub(SAMPLE / 2)..bytes.len().min(first + SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], declared: Option<&str>, text: &str, doubt: Option<&str>) {
        let decoded = decode(bytes.to_vec(), declared);
        assert_eq!(
            (decoded.text.as_str(), decoded.doubt.as_deref()),
            (text, doubt),
            "{bytes:?}"
        );
    }

    #[test]
    fn text_is_decoded_and_doubts_are_named() {
        check(
            "na\u{ef}ve\r\nb\rc".as_bytes(),
            None,
            "na\u{ef}ve\nb\nc",
            None,
        );
        check(b"\xef\xbb\xbfa", None, "a", None);
        check(
            b"\xff\xfea\0b\0",
            None,
            "ab",
            Some("not UTF-8: read as UTF-16LE"),
        );
        check(
            b"\xfe\xff\0a",
            None,
            "a",
            Some("not UTF-8: read as UTF-16BE"),
        );
        check(
            b"The caf\xe9 said \x93no\x94",
            None,
            "The caf\u{e9} said \u{201c}no\u{201d}",
            Some("not UTF-8: read as windows-1252"),
        );
        check(
            b"\xcf\xf0\xe8\xe2\xe5\xf2",
            Some("windows-1251"),
            "\u{41f}\u{440}\u{438}\u{432}\u{435}\u{442}",
            Some("not UTF-8: read as windows-1251"),
        );
        check(
            b"\xe2\x80\x9cA\xe2\x80\x9d \xff",
            None,
            "\u{201c}A\u{201d} \u{fffd}",
            Some("invalid UTF-8 in 1 places, replaced by U+FFFD"),
        );
        check(b"", None, "", None);
    }
}
