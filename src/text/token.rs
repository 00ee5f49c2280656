//! Words, numbers and punctuation marks of an English text, cut as the English Universal Dependencies treebanks cut them.
//!
//! In: any text. Out: tokens in text order, none empty, none overlapping, none holding white space. What is special about the
//! convention: clitics are words of their own ("do" + "n't", "Obama" + "'s", "can" + "not"), compounds are split at the hyphen
//! ("15" "-" "year") unless the first part is a prefix ("non-profit"), numbers and dates stay whole ("1,200.5", "3:30", "9/11"),
//! abbreviations keep their full stop ("Mr.", "U.S.", "a.m."), and URLs and mail addresses are one token.

use super::span::Span;

/// One word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token {
    /// Where it stands in the text that was cut.
    pub span: Span,
}

/// Cuts `text` into tokens. Never fails: what no rule knows becomes a token of its own. Linear in the length of the text.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    let mut chunk_start = None;
    for (at, c) in text.char_indices() {
        match (is_space(c), chunk_start) {
            (true, Some(start)) => {
                cut_chunk(text, start, at, &mut tokens);
                chunk_start = None;
            }
            (false, None) => chunk_start = Some(at),
            _ => {}
        }
    }
    if let Some(start) = chunk_start {
        cut_chunk(text, start, text.len(), &mut tokens);
    }
    tokens
}

/// White space, and characters that are invisible and stand between words: byte order mark, zero-width space.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Abbreviations, lower case, that keep their full stop. Those with inner stops ("u.s.", "a.m.") and single letters are found
/// by their form.
#[rustfmt::skip]
const ABBREVIATIONS: &[&str] = &[
    "adm", "al", "apr", "ariz", "ark", "assn", "asst", "attn", "aug", "ave", "blvd", "bros", "brig", "calif", "capt", "cf",
    "cmdr", "co", "col", "colo", "comdr", "conn", "corp", "cpl", "dec", "dept", "dist", "div", "dr", "est", "etc", "ext", "feb",
    "fla", "fr", "fri", "ft", "ga", "gen", "gov", "govs", "hon", "inc", "insp", "intl", "jan", "jr", "kan", "ky", "la", "lt",
    "ltd", "maj", "mass", "md", "messrs", "mfg", "mich", "minn", "miss", "mlle", "mme", "mo", "mon", "mont", "mr", "mrs", "ms",
    "mt", "natl", "nev", "nos", "nov", "oct", "okla", "ont", "ore", "pa", "ph", "pres", "prof", "pvt", "que", "rep", "reps",
    "rev", "rt", "sec", "sen", "sens", "sept", "sep", "sgt", "spc", "sr", "st", "ste", "supt", "tenn", "tex", "thu", "thur",
    "thurs", "tue", "tues", "univ", "va", "vol", "vs", "vt", "wash", "wed", "wis", "wyo", "yrs", "mins", "lbs", "oz", "ed", "eds",
];

/// Abbreviations that keep the stop only when a number follows, since they are common words without one.
const BEFORE_NUMBERS: &[&str] = &["no", "p", "pp", "art", "fig", "sec", "par", "ch"];

/// First parts after which a hyphen does not split.
#[rustfmt::skip]
const PREFIXES: &[&str] = &[
    "anti", "bi", "co", "counter", "de", "e", "ex", "extra", "hyper", "infra", "inter", "intra", "mega", "meta", "mid", "mini",
    "mis", "multi", "neo", "non", "over", "pan", "post", "pre", "pro", "pseudo", "psycho", "quasi", "re", "semi", "sub", "super",
    "trans", "tri", "ultra", "un", "under", "vice",
];

/// What follows an apostrophe in a clitic, lower case.
const CLITICS: &[&str] = &["s", "m", "d", "re", "ve", "ll"];

/// Words written as one that are two: lower case form and where it is cut.
const JOINED: &[(&str, usize)] = &[
    ("cannot", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("wanna", 3),
    ("dont", 2),
    ("didnt", 3),
    ("doesnt", 4),
    ("isnt", 2),
    ("wasnt", 3),
    ("arent", 3),
    ("werent", 4),
    ("wouldnt", 5),
    ("couldnt", 5),
    ("shouldnt", 6),
    ("hasnt", 3),
    ("havent", 4),
    ("hadnt", 3),
    ("cant", 2),
    ("thats", 4),
    ("youre", 3),
    ("theyre", 4),
    ("youll", 3),
    ("ive", 1),
    ("im", 1),
];

/// Letters after a number that are a unit or a time of day and thus a word of their own ("5" "pm", "20" "km", "3" "m").
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "am", "pm", "a.m", "p.m", "k", "m", "bn", "b", "mn", "tn", "mm", "cm", "km", "kg", "g", "mg", "lb", "lbs", "ft", "in", "mph",
    "kph", "mw", "gw", "kw", "gb", "mb", "tb", "hz", "mhz", "ghz", "c", "f", "hr", "hrs", "min", "mins", "sec", "secs", "million",
    "billion", "trillion", "yr", "yrs", "x", "p", "gmt", "est", "km/h", "oz", "pt", "pts", "ml", "l",
];

/// Endings of names of the net, to know "example.com" from a full stop without a space after it.
#[rustfmt::skip]
const DOMAINS: &[&str] = &[
    "com", "org", "net", "edu", "gov", "mil", "int", "info", "co.uk", "uk", "tv", "io", "eu", "de", "fr", "ru", "cn", "au", "ca",
    "html", "htm", "pdf", "doc", "xls", "jpg", "php", "txt", "me", "us",
];

fn push(tokens: &mut Vec<Token>, start: usize, end: usize) {
    if start < end {
        tokens.push(Token {
            span: Span::new(start, end),
        });
    }
}

/// Cuts `text[start..end]`, which holds no white space.
fn cut_chunk(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let chunk = &text[start..end];
    // The common case first: a plain lower-case or capitalised word has nothing to cut.
    if chunk.len() < 4
        && chunk != "im"
        && chunk != "ive"
        && chunk.bytes().all(|b| b.is_ascii_alphabetic())
    {
        return push(tokens, start, end);
    }
    let mut at = start;
    while at < end {
        let rest = &text[at..end];
        // `rest` is not empty, so there is a first character.
        let first = rest.chars().next().unwrap_or(' ');
        let length = if first.is_alphanumeric() || opens_address(rest) {
            address(rest).unwrap_or(0)
        } else {
            0
        };
        at = if length > 0 {
            push(tokens, at, at + length);
            at + length
        } else if first.is_alphanumeric() {
            cut_word(text, at, end, tokens)
        } else {
            cut_mark(text, at, end, tokens)
        };
    }
}

fn opens_address(rest: &str) -> bool {
    rest.starts_with('@') || rest.starts_with('#')
}

/// Length of the URL, mail address, @name or #tag at the start of `rest`, if there is one.
fn address(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    if bytes.len() < 3 {
        return None;
    }
    if bytes[0] == b'@' || bytes[0] == b'#' {
        let length = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| !(c.is_alphanumeric() || *c == '_'))
            .map_or(rest.len(), |(i, _)| i);
        let second_is_letter = rest.chars().nth(1).is_some_and(char::is_alphabetic);
        return (second_is_letter && length > 2).then_some(length);
    }
    let has = |needle: u8| bytes.contains(&needle);
    if !has(b'.') && !has(b':') {
        return None;
    }
    let lower = |prefix: &str| {
        rest.len() >= prefix.len()
            && rest.as_bytes()[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes())
    };
    let url = lower("http://")
        || lower("https://")
        || lower("ftp://")
        || lower("www.")
        || lower("mailto:");
    let body = trim_address(rest);
    if url {
        return Some(body.len());
    }
    if has(b'@') {
        let mail = body.find('@').is_some_and(|at| {
            at > 0 && body[at + 1..].contains('.') && body.bytes().all(is_mail_byte)
        });
        if mail {
            return Some(body.len());
        }
    }
    let host = body.split('/').next().unwrap_or(body);
    let known = host.rsplit_once('.').is_some_and(|(name, ending)| {
        name.len() > 1
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-' || b == b'_')
            && DOMAINS.contains(&ending)
            && name.bytes().any(|b| b.is_ascii_alphabetic())
    });
    // "Asia.The" has no known ending. Names of news groups ("alt.animals.cats") have two stops and no capitals.
    let group = host.len() == body.len()
        && host.split('.').count() > 2
        && host.split('.').all(|part| {
            part.len() > 2 && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
        });
    (known || group).then_some(body.len())
}

fn is_mail_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"._-+@%".contains(&b)
}

/// The address without the punctuation that follows it in a sentence.
fn trim_address(rest: &str) -> &str {
    let end = rest
        .find(['<', '>', '"', '“', '”', ' ', '[', ']'])
        .unwrap_or(rest.len());
    let mut body = &rest[..end];
    if !body.contains('(')
        && let Some(close) = body.find(')')
    {
        body = &body[..close];
    }
    body.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*'])
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | 'ʼ')
}

/// Cuts the word or number that begins at `at` and returns where it ends.
fn cut_word(text: &str, at: usize, end: usize, tokens: &mut Vec<Token>) -> usize {
    let rest = &text[at..end];
    let stop = at + word_length(rest);
    let word = &text[at..stop];
    if word.as_bytes()[0].is_ascii_digit() {
        cut_number(text, at, stop, tokens);
    } else {
        cut_clitics(text, at, stop, tokens);
    }
    stop
}

/// Length of the run of letters and digits at the start, with the joiners that belong inside: the stops of abbreviations, the
/// commas of numbers, apostrophes, prefix hyphens, "&" between capitals.
fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut previous = ' ';
    let mut length = 0;
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, c)| c);
        let inside = if c.is_alphanumeric() || is_mark(c) || c == '_' {
            true
        } else {
            match next {
                Some(n) => match c {
                    '.' => {
                        (previous.is_ascii_digit() && n.is_ascii_digit())
                            || (n.is_alphabetic() && single_letters(&rest[..i]))
                            || (rest[..i].eq_ignore_ascii_case("ph")
                                && n.eq_ignore_ascii_case(&'d'))
                    }
                    ',' => {
                        previous.is_ascii_digit()
                            && n.is_ascii_digit()
                            && rest[i + 1..].bytes().take_while(u8::is_ascii_digit).count() == 3
                    }
                    ':' => previous.is_ascii_digit() && n.is_ascii_digit(),
                    '/' => previous.is_ascii_digit() && n.is_ascii_digit(),
                    '&' => {
                        previous.is_alphabetic()
                            && n.is_alphabetic()
                            && previous.is_uppercase() == n.is_uppercase()
                            && length <= 4
                    }
                    '-' => hyphen_inside(rest, i),
                    c if is_apostrophe(c) => previous.is_alphanumeric() && n.is_alphabetic(),
                    _ => false,
                },
                None => false,
            }
        };
        if !inside {
            // The stop of an abbreviation.
            if c == '.' && keeps_stop(&rest[..i], &rest[i + 1..]) {
                return i + 1;
            }
            return i;
        }
        previous = c;
        length = i + c.len_utf8();
    }
    length
}

/// Combining marks and the soft hyphen do not end a word.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200d}' | '\u{200c}'
    )
}

/// Whether `word` is one letter, or letters with stops between ("U.S", "a.k.a").
fn single_letters(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    })
}

/// Whether the full stop after `word` belongs to it. `after` is what follows the stop without a space.
fn keeps_stop(word: &str, after: &str) -> bool {
    // "Inc.," and "U.S.)" keep it; "etc..." does not.
    if after.starts_with('.')
        || after.starts_with(|c: char| c.is_alphanumeric()) && !word.contains('.')
    {
        return after.starts_with(|c: char| c.is_alphabetic())
            && ABBREVIATIONS.contains(&&*word.to_ascii_lowercase())
            && word.starts_with(char::is_uppercase);
    }
    let word = word.rsplit('-').next().unwrap_or(word);
    if word.contains('.') {
        return word.len() > 2 && (single_letters(word) || word.eq_ignore_ascii_case("ph.d"))
            || word.ends_with(".C") && word.len() <= 5;
    }
    let mut chars = word.chars();
    if let (Some(first), None) = (chars.next(), chars.next()) {
        // An initial; "I." ends a sentence far more often than it abbreviates.
        return first.is_uppercase() && first != 'I';
    }
    if word.len() > 6 || !word.is_ascii() {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    ABBREVIATIONS.contains(&&*lower)
        && (word.starts_with(|c: char| c.is_ascii_uppercase()) || always_short(&lower))
        || BEFORE_NUMBERS.contains(&&*lower)
            && word.starts_with('N')
            && lower == "no"
            && after.is_empty()
}

/// Abbreviations that are no words of their own in lower case.
fn always_short(lower: &str) -> bool {
    matches!(
        lower,
        "etc"
            | "vs"
            | "al"
            | "ext"
            | "dept"
            | "div"
            | "attn"
            | "yrs"
            | "mins"
            | "lbs"
            | "cf"
            | "vol"
            | "est"
            | "oz"
    )
}

/// Whether the hyphen at byte `i` does not split the word: after a prefix, or inside a telephone number.
fn hyphen_inside(rest: &str, i: usize) -> bool {
    let before = &rest[..i];
    let after = &rest[i + 1..];
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    if before.bytes().last().is_some_and(|b| b.is_ascii_digit()) {
        let last = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        return last == 3
            && (digits(after) == 4 || (digits(after) == 3 && after[3..].starts_with('-')));
    }
    if before.contains('-') || !after.starts_with(char::is_alphanumeric) {
        return false;
    }
    before.len() <= 7 && PREFIXES.contains(&&*before.to_ascii_lowercase())
}

/// A number and what is glued to it: ordinals and decades stay whole, units are cut off.
fn cut_number(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let word = &text[start..end];
    let digits = word
        .bytes()
        .take_while(|b| b.is_ascii_digit() || b".,:/".contains(b))
        .count();
    let tail = word[digits..].trim_end_matches('.').to_ascii_lowercase();
    if UNITS.contains(&&*tail) && !word[..digits].ends_with(['.', ',', ':', '/']) {
        push(tokens, start, start + digits);
        push(tokens, start + digits, end);
    } else {
        cut_clitics(text, start, end, tokens);
    }
}

/// Cuts clitics off the word `text[start..end]`: "n't", "'s", "'ll", "cannot".
fn cut_clitics(text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) {
    let word = &text[start..end];
    if let Some((at, mark)) = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c)) {
        let tail = &word[at + mark.len_utf8()..];
        let cut = if tail.eq_ignore_ascii_case("t") && word[..at].ends_with(['n', 'N']) && at > 1 {
            Some(at - 1)
        } else if CLITICS
            .iter()
            .any(|clitic| tail.eq_ignore_ascii_case(clitic))
        {
            Some(at)
        } else {
            None
        };
        match cut {
            Some(cut) => {
                // "would've" and "could n't 've" leave something to cut in front.
                cut_clitics(text, start, start + cut, tokens);
                push(tokens, start + cut, end);
            }
            None => push(tokens, start, end),
        }
        return;
    }
    if (2..=8).contains(&word.len())
        && let Some(&(_, cut)) = JOINED
            .iter()
            .find(|(form, _)| word.eq_ignore_ascii_case(form))
    {
        push(tokens, start, start + cut);
        push(tokens, start + cut, end);
        return;
    }
    push(tokens, start, end);
}

/// Cuts the punctuation that begins at `at` and returns where it ends.
fn cut_mark(text: &str, at: usize, end: usize, tokens: &mut Vec<Token>) -> usize {
    let rest = &text[at..end];
    // `at < end`, so there is a first character.
    let first = rest.chars().next().unwrap_or(' ');
    let mut length = first.len_utf8();
    if is_apostrophe(first) {
        // "'s" and "'90s" on their own; otherwise a quotation mark.
        let tail: String = rest[length..]
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .collect();
        let free = at == 0 || text[..at].ends_with(is_space);
        let clitic = CLITICS.contains(&&*tail.to_ascii_lowercase()) && (!free || tail == "s");
        if clitic || free && is_decade(&tail) || tail == "em" || tail == "til" {
            length += tail.len();
        } else if rest[length..].starts_with(first) && first != '’' {
            length *= 2;
        }
    } else if let Some(smiley) = SMILEYS.iter().find(|s| rest == **s) {
        length = smiley.len();
    } else if matches!(
        first,
        '.' | '!' | '?' | '-' | '*' | '=' | '_' | '<' | '>' | '~' | '+' | '—' | '…'
    ) {
        let run =
            |c: char| c == first || matches!((first, c), ('!', '?') | ('?', '!') | ('.', '?'));
        length = rest.find(|c| !run(c)).unwrap_or(rest.len());
    }
    push(tokens, at, at + length);
    at + length
}

fn is_decade(tail: &str) -> bool {
    tail.len() == 3 && tail.ends_with('s') && tail.bytes().take(2).all(|b| b.is_ascii_digit())
        || tail.len() == 2 && tail.bytes().all(|b| b.is_ascii_digit())
}

const SMILEYS: &[&str] = &[
    ":)", ":(", ";)", ":-)", ":-(", ";-)", ":D", ":P", "=)", ":/",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let tokens: Vec<&str> = tokenize(text).iter().map(|t| t.span.of(text)).collect();
        assert_eq!(tokens.join(" "), expected, "{text:?}");
    }

    #[test]
    fn tokens_follow_the_treebank_convention() {
        for (text, expected) in [
            (
                "I don't, can't and won't.",
                "I do n't , ca n't and wo n't .",
            ),
            ("It cannot be Obama's.", "It can not be Obama 's ."),
            ("He didn’t say it’s over", "He did n’t say it ’s over"),
            ("the workers' rights", "the workers ' rights"),
            ("a well-known 15-year-old", "a well - known 15 - year - old"),
            ("a non-profit co-founder", "a non-profit co-founder"),
            (
                "$5m and $1,200.5 and US$3",
                "$ 5 m and $ 1,200.5 and US $ 3",
            ),
            ("at 3:30 p.m. on 9/11", "at 3:30 p.m. on 9/11"),
            ("open 24/7, 5pm to 7th", "open 24/7 , 5 pm to 7th"),
            (
                "Mr. Smith of Acme Inc., U.S.",
                "Mr. Smith of Acme Inc. , U.S.",
            ),
            (
                "He went home. No. 10 said no.",
                "He went home . No. 10 said no .",
            ),
            (
                "\"Yes,\" she said... \u{201c}no\u{201d}",
                "\" Yes , \" she said ... \u{201c} no \u{201d}",
            ),
            (
                "see http://a.org/b?c=d, or mail x.y@z.com.",
                "see http://a.org/b?c=d , or mail x.y@z.com .",
            ),
            (
                "(BBC)--the 1980s and/or '90s",
                "( BBC ) -- the 1980s and / or '90s",
            ),
            (
                "10% of AT&T rose 2-3 points",
                "10 % of AT&T rose 2 - 3 points",
            ),
            ("J. K. Rowling's I.", "J. K. Rowling 's I ."),
            ("", ""),
            (" \u{feff}\n", ""),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn odd_text_is_cut_without_panic_and_covers_every_letter() {
        for text in [
            "é'",
            "''''",
            "’s",
            "中文。text",
            "a.b.c..",
            "-",
            "5.",
            ".5",
            "@",
            "#1",
            "n't",
            "\u{300}x",
            "ﷺ-x",
            "😀's",
        ] {
            let tokens = tokenize(text);
            let length: usize = tokens.iter().map(|t| t.span.len()).sum();
            assert_eq!(length, text.len(), "{text:?}");
        }
    }
}
