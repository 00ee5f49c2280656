//! `parse`: sentences as dependency trees, in CoNLL-U form; or how well the parser does on a treebank.

use std::time::Instant;

use rashomon::error::Error;
use rashomon::parse::score::{score, score_tokens};
use rashomon::parse::{Parser, conllu, parser};
use rashomon::text::sentence::sentences;
use rashomon::text::token::tokenize;

use super::lexicon::LexiconArgs;
use super::messages::Outcome;
use super::output::Output;

/// Tags and parses English text; prints CoNLL-U
#[derive(clap::Args)]
pub struct Args {
    /// Text, or a .conllu file whose tokens are kept
    #[arg(value_name = "FILE")]
    file: String,

    #[command(flatten)]
    pub(super) lexicon: LexiconArgs,

    /// Where the trees go [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,

    /// Print how many words of the treebank FILE are parsed as it says, instead of the trees
    #[arg(long)]
    score: bool,

    /// Use another model, as `train` writes it
    #[arg(long, value_name = "MODEL")]
    model: Option<String>,
}

/// Parses or scores.
#[allow(
    clippy::print_stderr,
    reason = "the speed differs from run to run, so it is no output"
)]
pub fn run(args: Args) -> Result<Outcome, Error> {
    let output = Output::open(args.output.as_deref())?;
    let own;
    let parser = match &args.model {
        None => parser(),
        Some(path) => {
            let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
            own = Parser::from_model(&bytes).ok_or_else(|| {
                Error::format(
                    path,
                    None,
                    "not a model of this version; make one with 'rashomon train'",
                )
            })?;
            &own
        }
    };
    if args.score {
        let treebank = super::train::read(&args.file)?;
        let start = Instant::now();
        let score = score(parser, &treebank);
        let speed = score.sentences as f64 / start.elapsed().as_secs_f64();
        let tokens = score_tokens(&treebank, |_, _| {});
        output.write(|out| writeln!(out, "{score}  tokens F1 {:.2}", 100.0 * tokens.f1()))?;
        eprintln!("{speed:.0} sentences per second on one core");
        return Ok(Outcome::Done);
    }
    if args.file.ends_with(".conllu") {
        let treebank = super::train::read(&args.file)?;
        output.write(|out| {
            for (i, sentence) in treebank.iter().enumerate() {
                let (text, tokens) = sentence.forms();
                conllu::write(out, i + 1, text.trim_end(), &parser.parse(&text, &tokens))?;
            }
            Ok(())
        })?;
        return Ok(Outcome::Done);
    }
    let bytes = std::fs::read(&args.file).map_err(|e| Error::io(&args.file, e))?;
    let text = String::from_utf8_lossy(&bytes);
    output.write(|out| {
        for (i, span) in sentences(&text).into_iter().enumerate() {
            let sentence = span.of(&text);
            conllu::write(
                out,
                i + 1,
                sentence,
                &parser.parse(sentence, &tokenize(sentence)),
            )?;
        }
        Ok(())
    })?;
    Ok(Outcome::Done)
}
