//! Aligned claims to verdicts.

pub mod verdict;
