//! The faces of a comparison: CSV, JSON Lines, linked data, a table on the terminal, or a folder of tables.

use std::fs;
use std::io::{IsTerminal, stdout};
use std::path::Path;

use clap::{Args, ValueEnum};
use rashomon::article::{ArticleId, Corpus};
use rashomon::error::Error;
use rashomon::pipeline::{Comparison, article_details};
use rashomon::points::Points;
use rashomon::report::csv::{self, CLAIM_COLUMNS, Cells, PAIR_COLUMNS};
use rashomon::report::datapackage::{
    self, ARTICLE_COLUMNS, ArticleRow, OUTLET_COLUMNS, OutletRow, SKIPPED_COLUMNS, SkippedRow,
};
use rashomon::report::overview::{Overview, matrix};
use rashomon::report::pairs::rows_with_findings;
use rashomon::report::rows::{ClaimRow, PairRow};
use rashomon::report::sources::Sources;
use rashomon::report::{claims, jsonl, jsonld};
use rayon::prelude::*;

use super::input::Input;
use super::output::Output;
use super::table::{self, Style};

/// Where a comparison goes, and in which face.
#[derive(Args)]
pub struct FaceArgs {
    /// Where the findings go [default: stdout]
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<String>,

    /// How they are written [default: by the extension of FILE, else csv; table on a terminal]
    #[arg(long, value_name = "FORMAT", help_heading = "Output")]
    format: Option<Format>,

    /// Write pairs, claims, articles, outlets and skipped inputs as CSV files, with a datapackage.json that describes them
    #[arg(
        long,
        value_name = "DIR",
        conflicts_with_all = ["output", "format"],
        help_heading = "Output"
    )]
    out_dir: Option<String>,

    /// Put an apostrophe before CSV cells that a spreadsheet would run as formulas
    #[arg(long, help_heading = "Output")]
    spreadsheet: bool,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// RFC 4180, one row a pair
    Csv,
    /// One JSON object a pair and line, exact text
    Jsonl,
    /// schema.org claims and W3C annotations with text selectors
    Jsonld,
    /// For reading on a terminal: the first findings
    Table,
}

/// Where the findings go, opened before the long work.
pub enum Target {
    /// One stream.
    Stream(StreamTarget),
    /// A folder of tables.
    Folder(FolderTarget),
}

/// An open file or stdout.
pub struct StreamTarget {
    output: Output,
    format: Format,
    cells: Cells,
}

/// A folder that exists.
pub struct FolderTarget {
    folder: String,
    cells: Cells,
}

impl FaceArgs {
    /// Opens the file, or makes the folder.
    pub fn open(&self) -> Result<Target, Error> {
        let cells = if self.spreadsheet {
            Cells::Spreadsheet
        } else {
            Cells::Exact
        };
        if let Some(folder) = &self.out_dir {
            fs::create_dir_all(folder).map_err(|e| Error::io(folder, e))?;
            return Ok(Target::Folder(FolderTarget {
                folder: folder.clone(),
                cells,
            }));
        }
        Ok(Target::Stream(StreamTarget {
            output: Output::open(self.output.as_deref())?,
            format: self.format.unwrap_or_else(|| self.usual_format()),
            cells,
        }))
    }

    fn usual_format(&self) -> Format {
        let name = self.output.as_deref().unwrap_or("-");
        let extension = name.rsplit_once('.').map_or("", |(_, e)| e);
        match extension.to_ascii_lowercase().as_str() {
            _ if self.output.is_none() && stdout().is_terminal() => Format::Table,
            "jsonl" | "ndjson" => Format::Jsonl,
            "jsonld" => Format::Jsonld,
            _ => Format::Csv,
        }
    }
}

/// Writes a comparison to its target.
pub fn write(
    target: Target,
    input: &Input,
    comparison: &Comparison,
    points: &Points,
    rows: &[PairRow],
) -> Result<(), Error> {
    match target {
        Target::Stream(stream) => stream.output.write(|out| match stream.format {
            Format::Csv => csv::write_cells(out, PAIR_COLUMNS, rows, stream.cells),
            Format::Jsonl => jsonl::write(out, rows),
            Format::Jsonld => jsonld::write(out, &input.corpus, rows),
            Format::Table => table::write(out, rows, Style::of_stdout()),
        }),
        Target::Folder(folder) => write_folder(&folder, input, comparison, points, rows),
    }
}

fn write_folder(
    target: &FolderTarget,
    input: &Input,
    comparison: &Comparison,
    points: &Points,
    rows: &[PairRow],
) -> Result<(), Error> {
    let open = |name: &str| {
        let path = Path::new(&target.folder).join(name);
        Output::open(Some(&path.to_string_lossy()))
    };
    let cells = target.cells;
    let corpus = &input.corpus;
    open("pairs.csv")?.write(|out| csv::write_cells(out, PAIR_COLUMNS, rows, cells))?;
    let claims = claim_rows(corpus, comparison);
    open("claims.csv")?.write(|out| csv::write_cells(out, CLAIM_COLUMNS, &claims, cells))?;
    let articles = article_rows(corpus);
    open("articles.csv")?.write(|out| csv::write_cells(out, ARTICLE_COLUMNS, &articles, cells))?;
    let outlets = outlet_rows(corpus, comparison, points);
    open("outlets.csv")?.write(|out| csv::write_cells(out, OUTLET_COLUMNS, &outlets, cells))?;
    let skipped = input.warnings.iter().map(|warning| SkippedRow {
        file: warning.path.clone(),
        position: warning
            .position
            .map(|position| position.to_string())
            .unwrap_or_default(),
        skipped: warning.skipped,
        reason: warning.reason.clone(),
    });
    open("skipped.csv")?.write(|out| csv::write_cells(out, SKIPPED_COLUMNS, skipped, cells))?;
    open("datapackage.json")?.write(|out| datapackage::write(out))
}

fn claim_rows(corpus: &Corpus, comparison: &Comparison) -> Vec<ClaimRow> {
    (0..corpus.len() as u32)
        .into_par_iter()
        .flat_map_iter(|i| {
            let id = ArticleId(i);
            let details = article_details(corpus, &comparison.claims, id, None);
            claims::rows(corpus.article(id), &details)
        })
        .collect()
}

fn article_rows(corpus: &Corpus) -> Vec<ArticleRow> {
    let sources = Sources::read(corpus);
    let hash = |file: &str| {
        sources
            .files
            .binary_search_by(|known| known.path.as_str().cmp(file))
            .map(|at| sources.files[at].sha256.clone())
            .unwrap_or_default()
    };
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    corpus
        .articles()
        .iter()
        .map(|article| ArticleRow {
            id: article.id.clone(),
            outlet: text(&article.outlet),
            title: text(&article.title),
            date: article.published.map(|p| p.to_string()).unwrap_or_default(),
            url: text(&article.url),
            author: text(&article.author),
            file: article.file.clone(),
            language: article.language.unwrap_or_default().to_string(),
            characters: article.text.chars().count(),
            file_sha256: hash(&article.file),
        })
        .collect()
}

fn outlet_rows(corpus: &Corpus, comparison: &Comparison, points: &Points) -> Vec<OutletRow> {
    let overview = Overview::new(corpus, comparison, points);
    let rows = rows_with_findings(corpus, comparison, points, false);
    matrix(rows.iter().map(|(finding, _)| {
        (
            overview.outlet(finding.alignment.a),
            overview.outlet(finding.alignment.b),
            *finding,
            overview.copied(finding),
        )
    }))
    .into_iter()
    .filter(|((a, b), _)| a <= b)
    .map(|((a, b), cell)| OutletRow {
        a_outlet: a.to_string(),
        b_outlet: b.to_string(),
        compared: cell.compared,
        agree: cell.agree,
        copied: cell.copied,
        contradict: cell.differ,
        revision: cell.revised,
    })
    .collect()
}
