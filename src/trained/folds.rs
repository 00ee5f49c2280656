//! Folds of cross-validation: who is held out together.

use rustc_hash::FxHashMap;

use crate::random::Random;

/// The fold of each pair, below `folds`. Pairs of one group share a fold; groups are shuffled by a fixed sequence and dealt out, the
/// largest first, to the fold that has the fewest pairs.
pub fn folds<G: std::hash::Hash + Eq>(groups: &[G], folds: usize) -> Vec<usize> {
    let folds = folds.max(1);
    let mut place: FxHashMap<&G, usize> = FxHashMap::default();
    let mut members: Vec<Vec<usize>> = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        let at = *place.entry(group).or_insert(members.len());
        if at == members.len() {
            members.push(Vec::new());
        }
        members[at].push(i);
    }
    Random(7).shuffle(&mut members);
    members.sort_by_key(|m| std::cmp::Reverse(m.len()));
    let mut sizes = vec![0; folds];
    let mut found = vec![0; groups.len()];
    for group in members {
        let least = (0..folds).min_by_key(|f| sizes[*f]).unwrap_or(0);
        sizes[least] += group.len();
        for i in group {
            found[i] = least;
        }
    }
    found
}
