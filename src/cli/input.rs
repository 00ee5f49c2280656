//! What every command that reads articles can be told about them.

use clap::{Args, ValueEnum};
use rashomon::article::Corpus;
use rashomon::error::{Error, ErrorKind, Warning};
use rashomon::ingest::{self, ReadOptions};
use rashomon::text::date::DayMonthOrder;

use super::messages::{self, Outcome};

/// The inputs and how to read them; flattened into the arguments of each command.
#[derive(Args)]
pub struct InputArgs {
    /// Files, folders (read with all that is in them), globs, or - for stdin
    ///
    /// Formats: txt, md, json, jsonl, csv, tsv, html, rss, atom, warc; each also packed as .gz or .zst.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,

    /// Read a field from another key or column, e.g. text=story; fields: id, outlet, title, date, url, author, text
    #[arg(long = "field", value_name = "FIELD=NAME", help_heading = "Reading")]
    fields: Vec<String>,

    /// What 04/05/2018 means [default: as the file's other dates prove, else dmy]
    #[arg(long, value_name = "ORDER", help_heading = "Reading")]
    date_order: Option<DateOrder>,
}

#[derive(Clone, Copy, ValueEnum)]
enum DateOrder {
    /// 4 May
    Dmy,
    /// 5 April
    Mdy,
}

/// The articles, and whether some inputs were skipped.
pub struct Input {
    /// All articles that could be read: at least one.
    pub corpus: Corpus,
    /// What was skipped or doubtful.
    pub warnings: Vec<Warning>,
    /// `Skipped` when an input was left out.
    pub outcome: Outcome,
}

impl InputArgs {
    /// The settings that the library takes.
    pub fn options(&self) -> Result<ReadOptions, Error> {
        let mut options = ReadOptions::default();
        for mapping in &self.fields {
            options.fields.map_typed(mapping)?;
        }
        options.date_order = self.date_order.map(|order| match order {
            DateOrder::Dmy => DayMonthOrder::DayFirst,
            DateOrder::Mdy => DayMonthOrder::MonthFirst,
        });
        Ok(options)
    }

    /// Reads all inputs and prints the warnings; an error when there is no article in any of them.
    pub fn read(&self) -> Result<Input, Error> {
        let (corpus, warnings) = ingest::read(&self.inputs, &self.options()?)?;
        let outcome = messages::warn(&warnings);
        if corpus.is_empty() {
            return Err(ErrorKind::NothingRead.into());
        }
        Ok(Input {
            corpus,
            warnings,
            outcome,
        })
    }
}
