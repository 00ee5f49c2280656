//! General English as readable data files, each with its source; loaded once.
//!
//! Users add rows to most of them with [`extend`]; [`Table`] names those files. What is computed stays as it is: the tables made of WordNet,
//! the counts of words in news, the word vectors.

mod additions;
mod column;
pub mod deeds;
pub mod exclusions;
pub mod falsehoods;
pub mod frequency;
pub mod measures;
pub mod mishaps;
pub mod multiword;
pub mod outcomes;
pub mod parties;
pub mod places;
pub mod questions;
pub mod relations;
mod table;
pub mod taxonomy;
pub mod titles;
pub mod vectors;
pub mod violence;

pub use additions::extend;
pub use table::Table;

/// The lines of a data file; comment lines begin with "#".
pub(crate) fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|line| !line.starts_with('#'))
}

/// The rows of a data file that nothing is added to, each as its cells; comment lines begin with "#".
pub(crate) fn rows(data: &'static str) -> impl Iterator<Item = std::str::Split<'static, char>> {
    lines(data).map(|line| line.split('\t'))
}
