//! Sentence to claim.

pub mod quantity;
pub mod when;
