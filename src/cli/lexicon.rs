//! `--lexicon`, which adds rows to the data files of general English, and `rashomon lexicon`, which shows those files.

use clap::Args as ClapArgs;
use rashomon::error::Error;
use rashomon::lexicon::{self, Table};

use super::messages::Outcome;
use super::output::Output;

/// What is added to the lexicon; flattened into every command that reads language.
#[derive(ClapArgs)]
pub struct LexiconArgs {
    /// Add the rows of this file, or of the files in this folder, to the shipped file of the same name
    ///
    /// 'rashomon lexicon' lists the names, 'rashomon lexicon sides.tsv' shows one file with its form. May be given several times.
    #[arg(
        long = "lexicon",
        value_name = "FILE_OR_FOLDER",
        help_heading = "Reading"
    )]
    paths: Vec<String>,
}

impl LexiconArgs {
    /// Adds the rows, if any were asked for.
    pub fn install(&self) -> Result<(), Error> {
        if self.paths.is_empty() {
            return Ok(());
        }
        lexicon::extend(&self.paths)
    }
}

/// What can be typed after `lexicon`.
#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  rashomon lexicon
  rashomon lexicon news_oppositions.tsv | head -2 > my-lexicon/news_oppositions.tsv
  rashomon compare news/ --lexicon my-lexicon/

A file of your own has the name and the form of a shipped one, and holds only the rows to add. Where a word can have
but one class, the added row wins. WordNet, the counts of words in news and the word vectors cannot be added to.")]
pub struct Args {
    /// The file to show [default: a list of all]
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

/// Prints the list, or one file.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let Some(name) = &args.name else {
        let widest = Table::ALL.iter().map(|table| table.name().len()).max();
        let width = widest.unwrap_or_default();
        Output::open(None)?.write(|out| {
            for table in Table::ALL {
                writeln!(out, "{:width$}  {}", table.name(), table.holds())?;
            }
            Ok(())
        })?;
        return Ok(Outcome::Done);
    };
    let table = Table::named(name).ok_or_else(|| {
        Error::setting(format!(
            "lexicon {name}: there is no such file; 'rashomon lexicon' lists all"
        ))
    })?;
    Output::open(None)?.write(|out| out.write_all(table.text().as_bytes()))?;
    Ok(Outcome::Done)
}
