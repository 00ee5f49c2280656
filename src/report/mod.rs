//! Findings to bytes: the rows that people and scripts read, and the report that an editor signs.
//!
//! Tables: [`pairs`], [`claims`], [`csv`], [`jsonl`], [`jsonld`], [`datapackage`]. The report: [`view`] makes the
//! [`model`], [`html`] and [`markdown`] write it.

#[cfg(feature = "report")]
mod annotated;
pub mod claims;
pub mod coverage;
pub mod csv;
pub mod datapackage;
mod frame_rows;
pub mod frames;
#[cfg(feature = "report")]
pub mod html;
pub mod jsonl;
pub mod jsonld;
#[cfg(feature = "report")]
pub mod markdown;
pub mod model;
pub mod offsets;
pub mod overview;
pub mod pairs;
#[cfg(feature = "report")]
mod quote;
#[cfg(feature = "report")]
pub mod review;
pub mod rows;
#[cfg(feature = "report")]
pub mod sources;
#[cfg(feature = "report")]
mod templates;
pub mod timeline;
#[cfg(feature = "report")]
pub mod view;
pub mod visible;
pub mod words;
