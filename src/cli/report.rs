//! `rashomon report`: articles in, a report that a person reads out, as HTML or Markdown.

use std::fs;

use clap::Args as ClapArgs;
use rashomon::error::{Error, ErrorKind};
use rashomon::pipeline;
use rashomon::points::Points;
use rashomon::report::model::Report;
use rashomon::report::review::Review;
use rashomon::report::sources::Sources;
use rashomon::report::view::{self, Material};
use rashomon::report::{html, markdown};

use super::compare::ComparingArgs;
use super::input::InputArgs;
use super::messages::{self, Outcome};
use super::output::Output;

/// What can be typed after `report`.
#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  rashomon report news/ -o report.html
  rashomon report news/ -o report.md --top 20
  rashomon report news/ -o report.html --review review.json

An own template is a Jinja template; `-o FILE.json` writes the values that it gets.")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    pub(super) comparing: ComparingArgs,

    /// Where the report goes: .html, .md, or .json for the bare values; `-` is stdout, as HTML
    #[arg(short, long, value_name = "FILE", required = true)]
    output: String,

    /// Show the surest N findings of each part; a line says how many were left out
    #[arg(long, value_name = "N", default_value_t = 200, help_heading = "Report")]
    top: usize,

    /// Verdicts and notes that were saved from an earlier report
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    review: Option<String>,

    /// An own template in the place of ours
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    template: Option<String>,
}

enum Face {
    Html,
    Markdown,
    Json,
}

/// Reads, compares and writes.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let options = args.comparing.options()?;
    let face = face(&args.output)?;
    let template = args
        .template
        .as_deref()
        .map(|path| Ok::<_, Error>((text(path)?, path)))
        .transpose()?;
    let review = match &args.review {
        Some(path) => Review::parse(&text(path)?, path)?,
        None => Review::default(),
    };
    let input = args.input.read()?;
    let progress = messages::Progress::new("comparing");
    let comparison = pipeline::compare(&input.corpus, options, |done, all| progress.set(done, all));
    progress.finish();
    messages::warn(&comparison.warnings);
    args.comparing.note_one_outlet(&input.corpus);
    let mut warnings = input.warnings;
    warnings.extend(comparison.warnings.iter().cloned());
    let points = Points::new(&comparison.findings);
    let report = view::build(&Material {
        corpus: &input.corpus,
        comparison: &comparison,
        points: &points,
        warnings: &warnings,
        sources: &Sources::read(&input.corpus),
        review: &review,
        review_file: args.review.as_deref().unwrap_or(""),
        settings: args.comparing.settings(),
        top: args.top,
    });
    let own = template.as_ref().map(|(text, path)| (text.as_str(), *path));
    let rendered = render(&report, &face, own)?;
    // Opened only now: a report that cannot be rendered leaves the earlier one in place.
    Output::open(Some(&args.output))?.write(|out| out.write_all(rendered.as_bytes()))?;
    super::compare::summary(&input.corpus, &comparison);
    Ok(input.outcome)
}

fn render(report: &Report, face: &Face, own: Option<(&str, &str)>) -> Result<String, Error> {
    match face {
        Face::Html => html::render(report, own),
        Face::Markdown => markdown::render(report, own),
        Face::Json => serde_json::to_string_pretty(report)
            .map(|text| text + "\n")
            .map_err(|e| Error::setting(e.to_string())),
    }
}

/// The face by the file's extension.
fn face(output: &str) -> Result<Face, Error> {
    let extension = output.rsplit_once('.').map_or("", |(_, e)| e);
    match extension.to_ascii_lowercase().as_str() {
        _ if output == "-" => Ok(Face::Html),
        "html" | "htm" => Ok(Face::Html),
        "md" | "markdown" => Ok(Face::Markdown),
        "json" => Ok(Face::Json),
        _ => Err(Error::setting(format!(
            "--output {output}: a report ends in .html, .md or .json"
        ))),
    }
}

fn text(path: &str) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|source| {
        ErrorKind::Io {
            path: path.to_string(),
            source,
        }
        .into()
    })
}
