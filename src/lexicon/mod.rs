//! General English as readable data files, each with its source; loaded once.

pub mod exclusions;
pub mod falsehoods;
pub mod frequency;
pub mod measures;
pub mod multiword;
pub mod outcomes;
pub mod parties;
pub mod places;
pub mod relations;
pub mod taxonomy;
pub mod vectors;
pub mod violence;

/// The lines of a data file; comment lines begin with "#".
pub(crate) fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|line| !line.starts_with('#'))
}

/// The rows of a data file, each as its cells; comment lines begin with "#".
pub(crate) fn rows(data: &'static str) -> impl Iterator<Item = std::str::Split<'static, char>> {
    lines(data).map(|line| line.split('\t'))
}
