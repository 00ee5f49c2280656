//! Measures of two sets, each given as a sorted slice without repeats: words, ids, stems, whatever has an order. Cost `O(n + m)`.

/// How many elements two sorted sets share.
///
/// ```
/// assert_eq!(rashomon::similarity::token_set::overlap(&[1, 3, 5, 7], &[3, 4, 5]), 2);
/// ```
pub fn overlap<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut at_a, mut at_b, mut common) = (0, 0, 0);
    while let (Some(left), Some(right)) = (a.get(at_a), b.get(at_b)) {
        common += usize::from(left == right);
        at_a += usize::from(left <= right);
        at_b += usize::from(right <= left);
    }
    common
}

/// Common elements divided by all elements of both sets; in [0, 1], and 1 for two empty sets.
///
/// ```
/// assert_eq!(rashomon::similarity::token_set::jaccard(&["a", "b", "c"], &["b", "c", "d"]), 0.5);
/// ```
pub fn jaccard<T: Ord>(a: &[T], b: &[T]) -> f64 {
    let common = overlap(a, b);
    share(common, a.len() + b.len() - common)
}

/// How much of the smaller set the larger one holds; in [0, 1], and 1 when one of the sets is empty.
///
/// High when one text is a cut or a quotation of the other, where [`jaccard`] is low.
pub fn containment<T: Ord>(a: &[T], b: &[T]) -> f64 {
    share(overlap(a, b), a.len().min(b.len()))
}

/// How much of the first set the second one holds; in [0, 1], not symmetric, and 1 when the first is empty.
pub fn coverage<T: Ord>(of: &[T], by: &[T]) -> f64 {
    share(overlap(of, by), of.len())
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn small_sets_have_the_shares_of_the_definition() {
        let cases: &[(&[u32], &[u32], f64, f64)] = &[
            (&[], &[], 1.0, 1.0),
            (&[], &[1], 0.0, 1.0),
            (&[1], &[2], 0.0, 0.0),
            (&[1, 2], &[1, 2], 1.0, 1.0),
            (&[1, 2], &[1, 2, 3, 4], 0.5, 1.0),
            (&[1, 5, 9], &[5, 6], 0.25, 0.5),
        ];
        for &(a, b, expected_jaccard, expected_containment) in cases {
            assert_eq!(jaccard(a, b), expected_jaccard, "{a:?} {b:?}");
            assert_eq!(containment(a, b), expected_containment, "{a:?} {b:?}");
        }
        assert_eq!(coverage(&[1, 2, 3, 4], &[1, 2]), 0.5);
        assert_eq!(coverage(&[1, 2], &[1, 2, 3, 4]), 1.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn the_merge_counts_what_set_intersection_counts(
            a in prop::collection::btree_set(0..30u8, 0..20),
            b in prop::collection::btree_set(0..30u8, 0..20),
        ) {
            let list = |set: &BTreeSet<u8>| set.iter().copied().collect::<Vec<u8>>();
            prop_assert_eq!(overlap(&list(&a), &list(&b)), a.intersection(&b).count());
            prop_assert_eq!(jaccard(&list(&a), &list(&b)), jaccard(&list(&b), &list(&a)));
            prop_assert_eq!(containment(&list(&a), &list(&b)), containment(&list(&b), &list(&a)));
        }
    }
}
