//! All integration tests in one binary. Each module says in one sentence what it holds the program to.

mod util;

/// Bad input is named on stderr, the rest is done, and the exit status remembers.
mod bad_input;
/// Commands, options, exit statuses, stdin and stdout are what the contract says.
mod cli;
/// The labelled corpora are what their README says.
mod corpora;
/// Same input, same bytes out: for any number of threads and any order of the inputs.
mod determinism;
/// `eval` counts what is there and says what it leaves out.
mod eval;
/// The same five articles in every format give the same articles.
mod formats;
/// What `compare` says of the corpora is what it said when somebody last read it.
mod golden;
/// Each rule sees what it must see and leaves its near misses alone.
mod judgement;
/// What a user adds to the lexicon is read wherever the shipped rows are, and a slip in it is named.
mod lexicon;
/// Positions on one question of an incident meet, whatever their words; all that is near it is left alone.
mod positions;
/// Measures keep their promises and nothing panics, whatever the text.
mod properties;
/// Copies, revisions, rival counts and corrections are told apart, from the articles to the report.
mod provenance;
/// Output shown in the README is real.
mod readme;
/// The report and the other faces of a comparison are whole, safe, and true to the files.
mod report;
/// Figures that differ are states of one count only where something says so.
mod revisions;
/// Every sentence in a row stands in its article where the row says.
mod spans;
/// The source is laid out as ARCHITECTURE.md says.
mod tidy;
