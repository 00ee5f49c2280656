//! `train`: makes a model of the parser from treebanks. For those who change the parser; the program comes with a model.

use rashomon::error::Error;
use rashomon::parse::conllu::{self, Sentence};
use rashomon::parse::train::{Settings, train};

use super::messages::Outcome;

/// Trains the sentence parser on treebanks in CoNLL-U form
#[derive(clap::Args)]
pub struct Args {
    /// Treebanks to learn from
    #[arg(long, required = true, num_args = 1.., value_name = "FILE")]
    treebank: Vec<String>,

    /// Treebank to measure on while training
    #[arg(long, value_name = "FILE")]
    dev: Option<String>,

    /// Where the model goes
    #[arg(short, long, value_name = "MODEL")]
    output: String,

    /// Passes over the treebanks
    #[arg(long, default_value_t = Settings::default().epochs)]
    epochs: usize,

    /// Seed of everything random
    #[arg(long, default_value_t = Settings::default().seed)]
    seed: u64,

    /// Words in a batch
    #[arg(long, default_value_t = Settings::default().batch)]
    batch: usize,

    /// Largest step of the optimiser
    #[arg(long, default_value_t = Settings::default().rate)]
    rate: f32,

    /// Width of one direction of the recurrent layers
    #[arg(long, default_value_t = Settings::default().half)]
    half: usize,

    /// Recurrent layers
    #[arg(long, default_value_t = Settings::default().layers)]
    layers: usize,

    /// Dropout
    #[arg(long, default_value_t = Settings::default().dropout)]
    dropout: f32,

    /// Decay of weights
    #[arg(long, default_value_t = Settings::default().decay)]
    decay: f32,
}

/// Trains, says on stderr how it goes, and writes the model.
#[allow(
    clippy::print_stderr,
    reason = "a training of half an hour should say how it goes"
)]
pub fn run(args: Args) -> Result<Outcome, Error> {
    if args.half == 0 || args.half > 192 || args.layers == 0 || args.layers > 16 {
        return Err(Error::setting(
            "--half must be 1 to 192 and --layers 1 to 16",
        ));
    }
    if args.batch == 0 || args.epochs == 0 || !(0.0..0.95).contains(&args.dropout) {
        return Err(Error::setting(
            "--batch and --epochs must be at least 1, --dropout below 0.95",
        ));
    }
    // A bad path should fail now, not after an hour.
    std::fs::write(&args.output, []).map_err(|e| Error::io(&args.output, e))?;
    let mut treebank = Vec::new();
    for path in &args.treebank {
        treebank.extend(read(path)?);
    }
    let dev = match &args.dev {
        Some(path) => read(path)?,
        None => Vec::new(),
    };
    let settings = Settings {
        epochs: args.epochs,
        batch: args.batch,
        rate: args.rate,
        seed: args.seed,
        half: args.half,
        layers: args.layers,
        dropout: args.dropout,
        decay: args.decay,
    };
    let mut failed = None;
    train(&treebank, &dev, &settings, |progress| {
        match &progress.score {
            Some(score) => eprintln!(
                "pass {}: loss {:.4}; {score}",
                progress.epoch, progress.loss
            ),
            None => eprintln!("pass {}: loss {:.4}", progress.epoch, progress.loss),
        }
        // Each measured state is written, so that an interrupted training leaves something.
        if let Some(model) = progress.model
            && let Err(error) = std::fs::write(&args.output, model)
        {
            failed = Some(error);
        }
    });
    match failed {
        Some(error) => Err(Error::io(args.output, error)),
        None => Ok(Outcome::Done),
    }
}

/// Reads a treebank.
pub fn read(path: &str) -> Result<Vec<Sentence>, Error> {
    let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    let sentences = conllu::read(&String::from_utf8_lossy(&bytes));
    if sentences.is_empty() {
        return Err(Error::format(path, None, "no sentence in CoNLL-U form"));
    }
    Ok(sentences)
}
