//! `rashomon articles`: the articles as they were read, one JSON object per line.

use std::io::Write;

use clap::Args as ClapArgs;
use rashomon::article::Article;
use rashomon::error::Error;
use serde_json::to_writer;

use super::input::InputArgs;
use super::messages::Outcome;
use super::output::Output;

/// What can be typed after `articles`.
#[derive(ClapArgs)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// Where the JSONL goes [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

/// Reads and prints.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let input = args.input.read()?;
    Output::open(args.output.as_deref())?.write(|out| {
        input
            .corpus
            .articles()
            .iter()
            .try_for_each(|article| write_article(out, article))
    })?;
    Ok(input.outcome)
}

/// One line: the fields in the order of the contract, null for what is not known.
fn write_article(out: &mut dyn Write, article: &Article) -> std::io::Result<()> {
    let date = article.published.map(|published| published.to_string());
    let language = article.language.map(str::to_string);
    let fields = [
        ("outlet", &article.outlet),
        ("title", &article.title),
        ("date", &date),
        ("url", &article.url),
        ("author", &article.author),
    ];
    write!(out, "{{\"id\":")?;
    to_writer(&mut *out, &article.id)?;
    for (name, value) in fields {
        write!(out, ",\"{name}\":")?;
        to_writer(&mut *out, value)?;
    }
    write!(out, ",\"file\":")?;
    to_writer(&mut *out, &article.file)?;
    write!(out, ",\"language\":")?;
    to_writer(&mut *out, &language)?;
    write!(out, ",\"text\":")?;
    to_writer(&mut *out, &article.text)?;
    writeln!(out, "}}")
}
