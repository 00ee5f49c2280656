//! CoNLL-U, the file format of the Universal Dependencies treebanks: one word a line, ten columns, a blank line after each
//! sentence.
//!
//! In: the text of a file. Out: [`Sentence`]s whose words know their place in the sentence text, and the way back from a
//! [`Tree`]. Empty nodes ("8.1") and enhanced dependencies are left out.

use std::io::{self, Write};

use crate::text::span::Span;
use crate::text::token::Token;

use super::Tree;

/// A sentence of a treebank.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sentence {
    /// The `# text` line, or the forms joined as `SpaceAfter` says if there is none.
    pub text: String,
    /// The words.
    pub words: Vec<Row>,
}

/// One word line, with the columns that are used here.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The form; parts of a multiword token ("do" + "n't") each have their own.
    pub form: String,
    /// The lemma.
    pub lemma: String,
    /// The universal part of speech.
    pub upos: String,
    /// Morphological features, `Name=Value` joined by `|`, or `_`.
    pub features: String,
    /// The number of the head from 1, 0 for the root. 0 as well if the column is not a number.
    pub head: usize,
    /// The relation to the head.
    pub relation: String,
    /// Where the form stands in `text`; `None` if it is not written there (a typo that the treebank corrects).
    pub span: Option<Span>,
}

impl Sentence {
    /// The words as tokens of [`Sentence::text`]. A word that is not written in the text gets the empty span where it would be.
    pub fn tokens(&self) -> Vec<Token> {
        let mut end = 0;
        self.words
            .iter()
            .map(|word| {
                let span = word.span.unwrap_or(Span { start: end, end });
                end = span.end;
                Token { span }
            })
            .collect()
    }
}

impl Sentence {
    /// The forms joined by spaces, and where each stands: what a parser gets to see of the sentence when its tokens are given.
    pub fn forms(&self) -> (String, Vec<Token>) {
        let mut text = String::new();
        let tokens = self
            .words
            .iter()
            .map(|word| {
                let start = text.len();
                text += &word.form;
                let span = Span::new(start, text.len());
                text.push(' ');
                Token { span }
            })
            .collect();
        (text, tokens)
    }
}

/// Reads the sentences of a file. Lines that are not CoNLL-U are skipped, so any text can be read.
pub fn read(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    // Surface of the multiword token that covers the next words, and the last of them.
    let mut covered_until = 0;
    let mut joined = String::new();
    for line in text.lines().chain([""]) {
        if let Some(comment) = line.strip_prefix('#') {
            if let Some(text) = comment.trim_start().strip_prefix("text = ") {
                sentence.text = text.to_string();
            }
        } else if line.trim().is_empty() {
            if !sentence.words.is_empty() {
                if sentence.text.is_empty() {
                    sentence.text = joined.trim_end().to_string();
                }
                place(&mut sentence);
                sentences.push(std::mem::take(&mut sentence));
            }
            sentence = Sentence::default();
            joined.clear();
            covered_until = 0;
        } else {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() < 10 {
                continue;
            }
            let space = if columns[9].contains("SpaceAfter=No") {
                ""
            } else {
                " "
            };
            if let Some((_, last)) = columns[0].split_once('-') {
                covered_until = last.parse().unwrap_or(0);
                joined += columns[1];
                joined += space;
                continue;
            }
            let Ok(number) = columns[0].parse::<usize>() else {
                continue;
            };
            if number > covered_until {
                joined += columns[1];
                joined += space;
            }
            sentence.words.push(Row {
                form: columns[1].to_string(),
                lemma: columns[2].to_string(),
                upos: columns[3].to_string(),
                features: columns[5].to_string(),
                head: columns[6].parse().unwrap_or(0),
                relation: columns[7].to_string(),
                span: None,
            });
        }
    }
    sentences
}

/// Finds each form in the text, from left to right.
fn place(sentence: &mut Sentence) {
    let text = &sentence.text;
    let mut at = 0;
    for word in &mut sentence.words {
        let rest = &text[at..];
        let start = at + (rest.len() - rest.trim_start().len());
        let found = if text[start..].starts_with(&word.form) {
            Some(start)
        } else {
            // A correction or a skipped stretch: look a little further, not across the sentence.
            text[start..]
                .find(&word.form)
                .filter(|&i| i <= 2 * word.form.len() + 2)
                .map(|i| start + i)
        };
        if let Some(start) = found {
            at = start + word.form.len();
            word.span = Some(Span::new(start, at));
        }
    }
}

/// Writes one parsed sentence, with its blank line.
pub fn write(out: &mut dyn Write, id: usize, text: &str, tree: &Tree) -> io::Result<()> {
    writeln!(out, "# sent_id = {id}")?;
    writeln!(out, "# text = {}", text.replace(['\n', '\r'], " "))?;
    for (i, word) in tree.words.iter().enumerate() {
        let end = word.span.end;
        let glued = tree
            .words
            .get(i + 1)
            .is_some_and(|next| next.span.start == end);
        let form = word.span.of(text);
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t_\t{}\t{}\t{}\t_\t{}",
            i + 1,
            if form.is_empty() { "_" } else { form },
            if word.lemma.is_empty() {
                "_"
            } else {
                &word.lemma
            },
            word.upos.name(),
            word.morph.name(),
            word.head.map_or(0, |head| head + 1),
            word.relation.name(),
            if glued { "SpaceAfter=No" } else { "_" },
        )?;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "# text = I don't know.\n1\tI\tI\tPRON\tPRP\tNumber=Sing\t4\tnsubj\t_\t_\n2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_\n3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n\
        4\tknow\tknow\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n4.1\tit\t_\t_\t_\t_\t_\t_\t_\t_\n5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n";

    #[test]
    fn words_of_multiword_tokens_have_their_own_spans() {
        let sentences = read(SAMPLE);
        assert_eq!(sentences.len(), 1);
        let spans: Vec<&str> = sentences[0]
            .tokens()
            .iter()
            .map(|t| t.span.of(&sentences[0].text))
            .collect();
        assert_eq!(spans, ["I", "do", "n't", "know", "."]);
    }

    #[test]
    fn the_text_is_rebuilt_when_no_comment_gives_it() {
        let bare = SAMPLE.replace("# text = I don't know.\n", "");
        assert_eq!(read(&bare)[0].text, "I don't know.");
    }

    #[test]
    fn lines_that_are_no_conllu_are_skipped() {
        for text in ["", "\n\n#\n", "a\tb\n", "1\t2\t3\n\nx"] {
            assert!(read(text).is_empty(), "{text:?}");
        }
    }
}
