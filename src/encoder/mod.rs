//! Two sentences read side by side by a small trained network (a transformer encoder: Vaswani et al. 2017), which says how likely each
//! relation between them is.
//!
//! Every word piece of both sentences looks at every other one. That is what counts of shared words and typed rules cannot do: see that "was
//! still at his desk" and "had left the building" exclude each other. It costs some forty milliseconds a pair, some thousand times a rule, so that
//! only pairs are read that may be worth it; who asks decides which.
//!
//! The network started from all-mpnet-base-v2, which knows English, and was trained on labelled pairs; sources, licences and the script that
//! makes it are in `model.NOTICE.txt` and `train.py`. Weights are bytes and all products are in whole numbers, so that every machine
//! gives the same answer ([`crate::arithmetic`]).

mod network;
mod weights;

use std::cell::RefCell;
use std::sync::LazyLock;

use crate::lexicon::vectors::{CLOSING, OPENING, table};
use network::{Network, Room};

/// The network as it is shipped.
static NETWORK: LazyLock<Network> = LazyLock::new(|| {
    weights::read(include_bytes!("model.bin")).expect("the shipped model is tested to be readable")
});

/// Word pieces of a sentence that are read, at most; the rest of a longer one is not seen.
const MOST_PIECES: usize = 80;

/// What the network says of two sentences: for each relation a number on the scale of log odds, the larger the likelier.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// One claim excludes the other.
    pub contradict: f32,
    /// One claim states or entails the other.
    pub agree: f32,
    /// Neither.
    pub neither: f32,
    /// Two states of one figure.
    pub revision: f32,
}

/// Reads two sentences, the first before the second: the network saw pairs in both orders, but its answers to them differ a little.
pub fn read(a: &str, b: &str) -> Reading {
    thread_local! {
        static ROOM: RefCell<Room> = RefCell::default();
    }
    let mut pieces = vec![OPENING];
    let mut add = |sentence: &str| {
        pieces.extend(table().pieces(sentence).into_iter().take(MOST_PIECES));
        pieces.push(CLOSING);
        pieces.len()
    };
    let of_first = add(a);
    add(b);
    let [contradict, agree, neither, revision] =
        ROOM.with_borrow_mut(|room| NETWORK.read(&pieces, of_first, room));
    Reading {
        contradict,
        agree,
        neither,
        revision,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_read_alike_whatever_was_read_before_it() {
        let pairs = [
            ("The bridge is open.", "Police closed the bridge on Monday."),
            ("", "!"),
            ("The bridge is open.", "Police closed the bridge on Monday."),
        ];
        let readings = pairs.map(|(a, b)| read(a, b));
        assert_eq!(readings[0], readings[2]);
        assert_ne!(readings[0], readings[1]);
        let long = "Nine people died in the fire at the mill. ".repeat(100);
        assert!(read(&long, &long).agree.is_finite());
    }
}
