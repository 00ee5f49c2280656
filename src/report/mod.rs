//! Findings to bytes: the rows that people and scripts read.

pub mod csv;
pub mod offsets;
pub mod rows;
