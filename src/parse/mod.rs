//! From a sentence to its tree: parts of speech, lemmas, morphology and dependencies in terms of Universal Dependencies.
//!
//! In: a text and the tokens of one sentence (`text::token`). Out: a [`Tree`]. Knows nothing of news or claims. The model is
//! embedded in the program; how it is made is in `train.rs`, what it is made of in `network.rs`, its sources and figures in
//! `model.NOTICE.txt`.
//!
//! ```
//! use rashomon::{parse, text::token::tokenize};
//!
//! let text = "The army denied the attack.";
//! let tree = parse::parser().parse(text, &tokenize(text));
//! let verb = tree.root().expect("a sentence has a root");
//! assert_eq!(tree.words[verb].lemma, "deny");
//! let subject = tree.child(verb, parse::Relation::Nsubj).expect("the army");
//! assert_eq!(tree.subtree_span(subject).of(text), "The army");
//! ```

pub mod conllu;
mod decode;
mod features;
mod known;
mod labels;
mod lemma;
mod model;
mod network;
mod repair;
pub mod score;
mod settle;
mod shape;
pub mod train;
mod train_matrix;
mod train_network;
mod train_variants;
mod tree;

use std::sync::OnceLock;

use crate::text::token::Token;

pub use labels::{Degree, Morph, Number, Relation, Tense, Upos, VerbForm};
pub use lemma::past_of;
pub use tree::{Tree, Word};

use known::Known;
use model::Model;
use network::Analysis;
use repair::repair;

static MODEL: &[u8] = include_bytes!("model.bin");

/// Longer sentences are parsed in pieces of this many words; the roots of the later pieces hang on the first as `parataxis`.
/// The cost of a piece grows with the square of its length, and no sentence of the treebanks is longer than 200 words.
const MAX_WORDS: usize = 250;

/// Tagger, lemmatiser and dependency parser with a trained model.
pub struct Parser {
    model: Model,
    known: Known,
}

/// The parser with the embedded model; read at the first call (about 10 ms), the same ever after.
pub fn parser() -> &'static Parser {
    static PARSER: OnceLock<Parser> = OnceLock::new();
    PARSER.get_or_init(|| {
        // The embedded model was written by the trainer and is read by a test; it can only be bad if the build is.
        Parser::from_model(MODEL).expect("the embedded model is whole")
    })
}

impl Parser {
    /// A parser with another model, as `rashomon train` writes it. `None` if the bytes are not a model of this version.
    pub fn from_model(bytes: &[u8]) -> Option<Parser> {
        model::read(bytes).map(|model| Parser {
            model,
            known: Known::default(),
        })
    }

    /// Parses one sentence: `tokens` of `text`, in order. Never fails; an empty sentence gives an empty tree.
    ///
    /// The same input gives the same tree on every machine. Costs about 25 microseconds a word (one core with AVX2, release build).
    pub fn parse(&self, text: &str, tokens: &[Token]) -> Tree {
        self.parse_by(text, tokens, |piece| self.analyse(text, piece))
    }

    /// The same tree, remembered: for texts in which many sentences come again.
    pub fn parse_among_others(&self, text: &str, tokens: &[Token]) -> Tree {
        self.parse_by(text, tokens, |piece| {
            let forms = piece.iter().map(|token| token.span.of(text));
            self.known.get(forms, || self.analyse(text, piece))
        })
    }

    fn analyse(&self, text: &str, tokens: &[Token]) -> Analysis {
        let forms = tokens.iter().map(|token| token.span.of(text));
        self.model.network.analyse(forms)
    }

    fn parse_by(
        &self,
        text: &str,
        tokens: &[Token],
        analyse: impl Fn(&[Token]) -> Analysis,
    ) -> Tree {
        let mut words = Vec::with_capacity(tokens.len());
        for piece in tokens.chunks(MAX_WORDS) {
            self.build_piece(text, piece, &analyse(piece), &mut words);
        }
        Tree { words }
    }

    /// Appends the words of a piece.
    fn build_piece(
        &self,
        text: &str,
        tokens: &[Token],
        analysis: &Analysis,
        words: &mut Vec<Word>,
    ) {
        let first = words.len();
        let first_root = words.iter().position(|word| word.head.is_none());
        for (i, token) in tokens.iter().enumerate() {
            let upos = Upos::ALL[usize::from(analysis.upos[i])];
            let morph = self.model.morphs[usize::from(analysis.morphs[i])];
            let (head, relation) = match (analysis.heads[i], first_root) {
                (0, None) => (None, Relation::Root),
                (0, Some(root)) => (Some(root), Relation::Parataxis),
                (node, _) => (
                    Some(first + usize::from(node) - 1),
                    Relation::ALL[usize::from(analysis.relations[i])],
                ),
            };
            words.push(Word {
                span: token.span,
                upos,
                morph,
                lemma: self
                    .model
                    .lemmatiser
                    .lemma(token.span.of(text), upos, morph),
                // A "sentence" of more than 65,535 words is not one; its tail hangs on the last word that can be named.
                head: head.map(|head| u16::try_from(head).unwrap_or(u16::MAX)),
                relation,
            });
        }
        // Heads are indices into all words, so only a sentence in one piece is put right.
        if first == 0 {
            repair(text, words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::token::tokenize;

    fn parse(text: &str) -> Tree {
        parser().parse(text, &tokenize(text))
    }

    /// Looks for `dependent -relation-> head`, both given as forms (`-` for no head).
    fn check(text: &str, arcs: &[(&str, &str, &str)]) {
        let tree = parse(text);
        let form = |i: usize| tree.words[i].span.of(text);
        for &(dependent, relation, head) in arcs {
            let found = (0..tree.words.len()).any(|i| {
                form(i) == dependent
                    && tree.words[i].relation.name() == relation
                    && tree.head(i).map_or("-", form) == head
            });
            let all: Vec<String> = (0..tree.words.len())
                .map(|i| {
                    format!(
                        "{} -{}-> {}",
                        form(i),
                        tree.words[i].relation.name(),
                        tree.head(i).map_or("-", form)
                    )
                })
                .collect();
            assert!(
                found,
                "{text:?}: no {dependent} -{relation}-> {head} in {all:#?}"
            );
        }
    }

    #[test]
    fn plain_news_sentences_are_parsed_right() {
        check(
            "The army killed 12 people in Aleppo on Monday.",
            &[
                ("killed", "root", "-"),
                ("army", "nsubj", "killed"),
                ("people", "obj", "killed"),
                ("12", "nummod", "people"),
                ("in", "case", "Aleppo"),
                ("Monday", "obl", "killed"),
            ],
        );
        check(
            "Twelve people were killed by the army, police said.",
            &[
                ("people", "nsubj:pass", "killed"),
                ("were", "aux:pass", "killed"),
                ("army", "obl:agent", "killed"),
                ("police", "nsubj", "said"),
            ],
        );
        check(
            "The minister did not deny the report.",
            &[
                ("minister", "nsubj", "deny"),
                ("not", "advmod", "deny"),
                ("report", "obj", "deny"),
            ],
        );
    }

    #[test]
    fn lemmas_and_morphology_come_with_the_tree() {
        let tree = parse("The rebels denied the attacks.");
        let lemmas: Vec<&str> = tree.words.iter().map(|word| &*word.lemma).collect();
        assert_eq!(lemmas, ["the", "rebel", "deny", "the", "attack", "."]);
        assert_eq!(tree.words[2].morph.tense, Some(Tense::Past));
        assert_eq!(tree.words[2].morph.verb_form, Some(VerbForm::Fin));
        assert_eq!(tree.words[4].morph.number, Some(Number::Plur));
    }

    #[test]
    fn past_forms_are_finite_or_participles_as_the_sentence_asks() {
        use VerbForm::{Fin, Part};
        for (text, verb, expected) in [
            ("Rebels shelled the town.", "shelled", Fin),
            (
                "Floods destroyed 200 homes in the valley.",
                "destroyed",
                Fin,
            ),
            ("Militants seized the oil field.", "seized", Fin),
            ("Judge rejected appeal", "rejected", Fin),
            ("The bridge was closed on Monday.", "closed", Part),
            (
                "The men arrested on Friday were released.",
                "arrested",
                Part,
            ),
            (
                "The documents seized by police showed nothing.",
                "seized",
                Part,
            ),
            ("Man arrested in Leeds", "arrested", Part),
        ] {
            let tree = parse(text);
            let word = tree.words.iter().find(|word| word.span.of(text) == verb);
            let word = word.expect("the verb is a word of the sentence");
            assert_eq!(word.morph.verb_form, Some(expected), "{text}");
        }
    }

    #[test]
    fn odd_text_gives_a_tree_with_one_root() {
        let long = "and ".repeat(MAX_WORDS + 10);
        for text in [
            "!",
            "....",
            "\u{1f9ff} \u{300}",
            "中文。",
            "a\u{ad}b",
            "SHELLING KILLS 12 IN ALEPPO",
            &long,
        ] {
            let tree = parse(text);
            let roots = tree.words.iter().filter(|word| word.head.is_none()).count();
            assert_eq!(roots, 1, "{text:?}");
            for word in 0..tree.words.len() {
                assert_eq!(tree.path_to_root(word).last().copied(), tree.root());
            }
        }
        assert!(parse("").words.is_empty());
    }

    #[test]
    fn the_same_sentence_gives_the_same_tree_after_others() {
        let text = "Officials said the bridge was destroyed.";
        let first = parse(text);
        parse(
            "A much longer sentence, with a good many more words than the first one had, goes in between.",
        );
        assert_eq!(parse(text), first);
    }
}
