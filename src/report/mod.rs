//! Findings to bytes: the rows that people and scripts read.

pub mod claims;
pub mod coverage;
pub mod csv;
pub mod frames;
pub mod offsets;
pub mod pairs;
pub mod rows;
