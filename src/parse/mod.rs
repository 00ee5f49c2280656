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
mod kernel;
mod labels;
mod lemma;
mod model;
mod network;
pub mod score;
mod shape;
pub mod train;
mod train_matrix;
mod train_network;
mod tree;

use std::sync::OnceLock;

use crate::text::token::Token;

pub use labels::{Degree, Morph, Number, Relation, Tense, Upos, VerbForm};
pub use tree::{Tree, Word};

use model::Model;

static MODEL: &[u8] = include_bytes!("model.bin");

/// Longer sentences are parsed in pieces of this many words; the roots of the later pieces hang on the first as `parataxis`.
/// The cost of a piece grows with the square of its length, and no sentence of the treebanks is longer than 200 words.
const MAX_WORDS: usize = 250;

/// Tagger, lemmatiser and dependency parser with a trained model.
pub struct Parser {
    model: Model,
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
        model::read(bytes).map(|model| Parser { model })
    }

    /// Parses one sentence: `tokens` of `text`, in order. Never fails; an empty sentence gives an empty tree.
    ///
    /// The same input gives the same tree on every machine. Costs about 15 microseconds a word.
    pub fn parse(&self, text: &str, tokens: &[Token]) -> Tree {
        let mut words = Vec::with_capacity(tokens.len());
        for piece in tokens.chunks(MAX_WORDS) {
            self.parse_piece(text, piece, &mut words);
        }
        Tree { words }
    }

    fn parse_piece(&self, text: &str, tokens: &[Token], words: &mut Vec<Word>) {
        let analysis = self
            .model
            .network
            .analyse(tokens.iter().map(|token| token.span.of(text)));
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
    }
}
