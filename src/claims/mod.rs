//! Sentence to claim.

pub mod quantity;
