//! All integration tests in one binary. Each module says in one sentence what it holds the program to.

mod util;

/// Bad input is named on stderr, the rest is done, and the exit status remembers.
mod bad_input;
/// The labelled corpora are what their README says.
mod corpora;
/// The same five articles in every format give the same articles.
mod formats;
