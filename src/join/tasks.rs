//! Uneven work on all threads: each takes the next task from a counter, so put the heaviest first.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Runs tasks `0..count`; every thread makes one state with `new`, feeds it to all its tasks, and the states come back in no fixed order.
pub(super) fn run_all<S: Send>(
    count: usize,
    new: impl Fn() -> S + Sync,
    run: impl Fn(&mut S, usize) + Sync,
) -> Vec<S> {
    if count <= 1 {
        let mut state = new();
        (0..count).for_each(|task| run(&mut state, task));
        return vec![state];
    }
    let next = AtomicUsize::new(0);
    rayon::broadcast(|_| {
        let mut state = new();
        loop {
            let task = next.fetch_add(1, Ordering::Relaxed);
            if task >= count {
                return state;
            }
            run(&mut state, task);
        }
    })
}
