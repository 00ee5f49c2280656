//! Words that call what somebody says untrue.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::Table;

/// Whether a noun or adjective calls what it is said of untrue: "the report is false", "the claim is a lie".
pub fn is_untrue(lemma: &str) -> bool {
    static TABLE: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    TABLE
        .get_or_init(|| Table::Falsehoods.lines().collect())
        .contains(lemma)
}
