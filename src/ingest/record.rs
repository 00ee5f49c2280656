//! What every format hands over: records as they were found, and what was wrong with the others. No paths, no policy.

use crate::error::Position;

/// One article as its file gives it: all fields still text, nothing checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// Where in the file, for files that hold many.
    pub position: Option<Position>,
    pub id: Option<String>,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub date: Option<String>,
    pub url: Option<String>,
    pub author: Option<String>,
    pub text: String,
}

/// Why a part of a file gave no article, or a doubtful one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub position: Option<Position>,
    pub reason: String,
    pub kind: ProblemKind,
}

/// How bad a [`Problem`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ProblemKind {
    /// It cannot be read, though it should: always a skip.
    Broken,
    /// It is sound but holds no article text. A file of nothing else is no article file.
    NoText,
    /// It was read, with a doubt.
    Doubt,
}

/// All that one file gave.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub records: Vec<Record>,
    pub problems: Vec<Problem>,
}

impl Problem {
    pub fn broken(position: Option<Position>, reason: impl Into<String>) -> Self {
        Problem {
            position,
            reason: reason.into(),
            kind: ProblemKind::Broken,
        }
    }

    pub fn no_text(position: Option<Position>, reason: impl Into<String>) -> Self {
        Problem {
            position,
            reason: reason.into(),
            kind: ProblemKind::NoText,
        }
    }

    pub fn doubt(position: Option<Position>, reason: impl Into<String>) -> Self {
        Problem {
            position,
            reason: reason.into(),
            kind: ProblemKind::Doubt,
        }
    }
}

impl From<Problem> for Parsed {
    fn from(problem: Problem) -> Self {
        Parsed {
            records: Vec::new(),
            problems: vec![problem],
        }
    }
}

impl From<Record> for Parsed {
    fn from(record: Record) -> Self {
        Parsed {
            records: vec![record],
            problems: Vec::new(),
        }
    }
}

impl FromIterator<Result<Record, Problem>> for Parsed {
    fn from_iter<I: IntoIterator<Item = Result<Record, Problem>>>(results: I) -> Self {
        let mut parsed = Parsed::default();
        for result in results {
            match result {
                Ok(record) => parsed.records.push(record),
                Err(problem) => parsed.problems.push(problem),
            }
        }
        parsed
    }
}
