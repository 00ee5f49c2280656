//! From arc scores to a tree: the maximum spanning tree with one root (Chu and Liu 1965, Edmonds 1967).
//!
//! In: the score of each head for each word. Out: a head for each word. Nearly always the best head of each word already makes a
//! tree; only otherwise the cycles are contracted.

/// Scores of arcs: `n` rows (dependents) of `n + 1` columns (node 0 is the root, node i + 1 is word i).
pub struct ArcScores<'a> {
    /// Number of words.
    pub words: usize,
    /// The scores, row after row.
    pub scores: &'a [f32],
}

impl ArcScores<'_> {
    fn get(&self, dependent: usize, head: usize) -> f32 {
        self.scores[dependent * (self.words + 1) + head]
    }
}

/// Heads of the best tree: 0 for the one root, i + 1 for word i. Ties go to the leftmost head. Cubic at worst, linear in the
/// number of arcs as a rule.
pub fn heads(arcs: &ArcScores) -> Vec<u16> {
    let n = arcs.words;
    let best: Vec<usize> = (0..n).map(|d| best_head(arcs, d, 0)).collect();
    let heads = if is_tree(&best) { best } else { one_root(arcs) };
    // Sentences are shorter than 65,536 words: the parser cuts longer ones.
    heads.into_iter().map(|h| h as u16).collect()
}

fn best_head(arcs: &ArcScores, dependent: usize, from: usize) -> usize {
    let mut best = usize::MAX;
    let mut score = f32::NEG_INFINITY;
    let width = arcs.words + 1;
    let row = &arcs.scores[dependent * width..][..width];
    for (head, &found) in row.iter().enumerate().skip(from) {
        if (best == usize::MAX || found > score) && head != dependent + 1 {
            best = head;
            score = found;
        }
    }
    if best == usize::MAX { 0 } else { best }
}

/// Whether exactly one word hangs on the root and every word reaches it.
fn is_tree(heads: &[usize]) -> bool {
    if heads.iter().filter(|&&h| h == 0).count() != 1 {
        return false;
    }
    // 0 unknown, 1 on the way, 2 reaches the root.
    let mut state = vec![0u8; heads.len()];
    for start in 0..heads.len() {
        let mut at = start;
        while state[at] == 0 {
            state[at] = 1;
            match heads[at] {
                0 => break,
                head => at = head - 1,
            }
        }
        if state[at] == 1 && heads[at] != 0 {
            return false;
        }
        let mut at = start;
        while state[at] == 1 {
            state[at] = 2;
            match heads[at] {
                0 => break,
                head => at = head - 1,
            }
        }
    }
    true
}

/// The best tree with one root: the root's arcs are made dear, so that only one is taken, and the one that is taken is the best.
fn one_root(arcs: &ArcScores) -> Vec<usize> {
    let n = arcs.words;
    let spread = arcs
        .scores
        .iter()
        .filter(|s| s.is_finite())
        .fold((f32::MAX, f32::MIN), |(low, high), &s| {
            (low.min(s), high.max(s))
        });
    // More than any gain that a second root could bring.
    let penalty = f64::from((spread.1 - spread.0).max(1.0)) * (n as f64 + 1.0);
    let mut weight = vec![f64::NEG_INFINITY; (n + 1) * (n + 1)];
    for dependent in 0..n {
        for head in 0..=n {
            if head != dependent + 1 {
                let score = f64::from(arcs.get(dependent, head));
                weight[(dependent + 1) * (n + 1) + head] =
                    if head == 0 { score - penalty } else { score };
            }
        }
    }
    spanning_tree(&weight, n + 1)[1..].to_vec()
}

/// Heads of the maximum spanning tree out of node 0; `weight[d * n + h]`, the head of node 0 is 0.
fn spanning_tree(weight: &[f64], n: usize) -> Vec<usize> {
    let mut heads = vec![0; n];
    for d in 1..n {
        let mut best = (0, weight[d * n]);
        for (h, &score) in weight[d * n..][..n].iter().enumerate().skip(1) {
            if score > best.1 && h != d {
                best = (h, score);
            }
        }
        heads[d] = best.0;
    }
    let Some(cycle) = find_cycle(&heads) else {
        return heads;
    };
    // Contract the cycle into one new node, the last; `old` maps new nodes to old ones.
    let mut inside = vec![false; n];
    for &node in &cycle {
        inside[node] = true;
    }
    let old: Vec<usize> = (0..n).filter(|&node| !inside[node]).collect();
    let m = old.len() + 1;
    let new = m - 1;
    let mut small = vec![f64::NEG_INFINITY; m * m];
    let mut enters = vec![0; m];
    let mut leaves = vec![0; m];
    for (i, &a) in old.iter().enumerate() {
        for (j, &b) in old.iter().enumerate() {
            if i != j {
                small[i * m + j] = weight[a * n + b];
            }
        }
        // From the cycle to `a`.
        for &c in &cycle {
            if weight[a * n + c] > small[i * m + new] {
                small[i * m + new] = weight[a * n + c];
                leaves[i] = c;
            }
        }
        // From `a` into the cycle at `c`, which breaks the arc into `c`.
        for &c in &cycle {
            let gain = weight[c * n + a] - weight[c * n + heads[c]];
            if gain > small[new * m + i] || enters[i] == 0 {
                small[new * m + i] = gain;
                enters[i] = c;
            }
        }
    }
    let contracted = spanning_tree(&small, m);
    for (i, &a) in old.iter().enumerate().skip(1) {
        heads[a] = if contracted[i] == new {
            leaves[i]
        } else {
            old[contracted[i]]
        };
    }
    let from = contracted[new];
    heads[enters[from]] = old[from];
    heads
}

/// The nodes of one cycle, if there is any.
fn find_cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut at = start;
        while at != 0 && seen[at] == 0 {
            seen[at] = start;
            at = heads[at];
        }
        if at != 0 && seen[at] == start {
            let mut cycle = vec![at];
            let mut next = heads[at];
            while next != at {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All trees with one root, tried one after the other.
    fn naive(arcs: &ArcScores) -> f32 {
        let n = arcs.words;
        let mut best = f32::NEG_INFINITY;
        let mut heads = vec![0; n];
        loop {
            if is_tree(&heads) {
                let score = (0..n).map(|d| arcs.get(d, heads[d])).sum();
                best = f32::max(best, score);
            }
            let mut at = 0;
            while at < n && heads[at] == n {
                heads[at] = 0;
                at += 1;
            }
            if at == n {
                return best;
            }
            heads[at] += 1;
        }
    }

    #[test]
    fn the_tree_is_as_good_as_the_best_of_all_trees() {
        let mut state = 1u32;
        for words in 1..=5 {
            for _ in 0..100 {
                let scores: Vec<f32> = (0..words * (words + 1))
                    .map(|_| {
                        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                        (state >> 24) as f32
                    })
                    .collect();
                let arcs = ArcScores {
                    words,
                    scores: &scores,
                };
                let found: Vec<usize> = heads(&arcs).into_iter().map(usize::from).collect();
                assert!(is_tree(&found), "{found:?}");
                let score: f32 = (0..words).map(|d| arcs.get(d, found[d])).sum();
                assert_eq!(score, naive(&arcs));
            }
        }
    }

    #[test]
    fn no_words_make_no_tree_and_no_panic() {
        assert!(
            heads(&ArcScores {
                words: 0,
                scores: &[]
            })
            .is_empty()
        );
    }
}
