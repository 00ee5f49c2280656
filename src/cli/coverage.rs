//! `rashomon coverage`: what each outlet says, denies or leaves out, and how often two of them agree.

use std::path::Path;

use clap::{Args as ClapArgs, ValueEnum};
use rashomon::error::Error;
use rashomon::pipeline;
use rashomon::points::Points;
use rashomon::points::positions::{StoryPoint, story_points};
use rashomon::points::timeline::timeline;
use rashomon::report::coverage::{
    self, MATRIX_COLUMNS, POINT_COLUMNS, POSITION_COLUMNS, Source, TIMELINE_COLUMNS,
};
use rashomon::report::csv;

use super::compare::ComparingArgs;
use super::input::InputArgs;
use super::messages::{self, Outcome};
use super::output::Output;

/// What can be typed after `coverage`.
#[derive(ClapArgs)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    pub(super) comparing: ComparingArgs,

    /// Which table to write
    #[arg(
        long,
        value_name = "TABLE",
        default_value = "points",
        conflicts_with = "out_dir"
    )]
    table: Table,

    /// Leave out copies: of claims that stem from one text only the first counts
    #[arg(long)]
    independent: bool,

    /// Write all four tables into this folder, as points.csv, positions.csv, matrix.csv and timeline.csv
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    out_dir: Option<String>,

    /// Where the CSV goes [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Table {
    /// Story points by outlets: says, differs or silent
    Points,
    /// The values held on each point, with outlets and independent origins
    Positions,
    /// Outlet by outlet: points compared, agreements, contradictions and their rates
    Matrix,
    /// Each disputed quantity over time: who said which value when
    Timeline,
}

impl Table {
    fn file_name(self) -> &'static str {
        match self {
            Table::Points => "points.csv",
            Table::Positions => "positions.csv",
            Table::Matrix => "matrix.csv",
            Table::Timeline => "timeline.csv",
        }
    }
}

/// Reads, compares and writes the tables.
pub fn run(args: &Args) -> Result<Outcome, Error> {
    let options = args.comparing.options()?;
    let outputs: Vec<(Table, Output)> = match &args.out_dir {
        None => vec![(args.table, Output::open(args.output.as_deref())?)],
        Some(folder) => {
            std::fs::create_dir_all(folder).map_err(|e| Error::io(folder.as_str(), e))?;
            [
                Table::Points,
                Table::Positions,
                Table::Matrix,
                Table::Timeline,
            ]
            .into_iter()
            .map(|table| {
                let path = Path::new(folder).join(table.file_name());
                Ok((table, Output::open(path.to_str())?))
            })
            .collect::<Result<_, Error>>()?
        }
    };
    let input = args.input.read()?;
    let progress = messages::Progress::new("comparing");
    let comparison = pipeline::compare(&input.corpus, options, |done, all| progress.set(done, all));
    progress.finish();
    messages::warn(&comparison.warnings);
    args.comparing.note_one_outlet(&input.corpus);
    let points = Points::new(&comparison.findings);
    let story = story_points(&input.corpus, &comparison, &points);
    let source = Source {
        corpus: &input.corpus,
        comparison: &comparison,
    };
    for (table, output) in outputs {
        write(table, output, source, &points, &story, args.independent)?;
    }
    Ok(input.outcome)
}

fn write(
    table: Table,
    output: Output,
    source: Source,
    points: &Points,
    story: &[StoryPoint],
    independent: bool,
) -> Result<(), Error> {
    match table {
        Table::Points => {
            let rows = coverage::point_rows(source, story, independent);
            output.write(|out| csv::write(out, POINT_COLUMNS, &rows))
        }
        Table::Positions => {
            let rows = coverage::position_rows(source, story, independent);
            output.write(|out| csv::write(out, POSITION_COLUMNS, &rows))
        }
        Table::Matrix => {
            let rows = coverage::matrix_rows(source, points, independent);
            output.write(|out| csv::write(out, MATRIX_COLUMNS, &rows))
        }
        Table::Timeline => {
            let entries = timeline(source.corpus, source.comparison, points);
            let rows = coverage::timeline_rows(source, &entries);
            output.write(|out| csv::write(out, TIMELINE_COLUMNS, &rows))
        }
    }
}
