//! General English as readable data files, each with its source; loaded once.

pub mod frequency;
pub mod parties;
pub mod relations;
pub mod vectors;
