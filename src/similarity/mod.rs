//! How similar two texts are: every measure is in [0, 1], 1 means equal, and the order of the two does not matter unless the name says so.
//!
//! [`edit`] compares characters inside words (names, typos), [`token_set`] compares sets of words or of their ids. Joins of many texts are
//! in [`crate::join`].

pub mod edit;
pub mod token_set;
