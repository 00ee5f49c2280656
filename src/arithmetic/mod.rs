//! Sums and functions that give the same bits on every machine.
//!
//! Weights are bytes, inputs are rounded, sums are whole numbers ([`products`], and [`byte_products`] for large networks); what is left uses
//! only sum, product, quotient and square root, which IEEE 754 fixes to the last bit ([`functions`]). No call into a mathematical library, no fused multiply-add.

pub mod byte_products;
pub mod functions;
pub mod products;
mod rows;
