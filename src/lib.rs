//! Rashomon reads many news articles about the same events, takes them apart into claims, aligns the claims of different outlets
//! by fuzzy similarity, and says which of them agree and which contradict each other.

pub mod alignment;
pub mod arithmetic;
pub mod article;
pub mod claims;
pub mod encoder;
pub mod error;
pub mod evaluation;
pub mod events;
pub mod ingest;
pub mod join;
pub mod judgement;
pub mod lexicon;
pub mod parse;
pub mod pipeline;
pub mod points;
pub mod random;
pub mod reader;
pub mod report;
pub mod sentence_pairs;
pub mod similarity;
pub mod text;
pub mod trained;

/// The code in the README compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
