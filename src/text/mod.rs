//! Helpers for text that know nothing of news: spans, tokens, sentences, stems.

pub mod date;
pub mod dateline;
pub mod numeral;
pub mod sentence;
pub mod span;
pub mod term;
pub mod token;
