//! A parsed sentence and the ways to walk in it.

use crate::text::span::Span;

use super::labels::{Morph, Relation, Upos};

/// One word of a parsed sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Where it stands in the text that was parsed.
    pub span: Span,
    /// Part of speech.
    pub upos: Upos,
    /// Morphology.
    pub morph: Morph,
    /// Lemma: lower case but for names.
    pub lemma: String,
    /// Index of the head in [`Tree::words`]; `None` for the root.
    pub head: Option<u16>,
    /// Relation to the head.
    pub relation: Relation,
}

/// A parsed sentence. Exactly one word is the root, unless there are no words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tree {
    /// The words in text order.
    pub words: Vec<Word>,
}

impl Tree {
    /// The root.
    pub fn root(&self) -> Option<usize> {
        self.words.iter().position(|word| word.head.is_none())
    }

    /// The head of a word; `None` for the root and for words that do not exist.
    pub fn head(&self, word: usize) -> Option<usize> {
        self.words.get(word)?.head.map(usize::from)
    }

    /// The direct dependents of a word, in text order. Linear in the length of the sentence.
    pub fn children(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        self.words
            .iter()
            .enumerate()
            .filter(move |(_, other)| other.head.map(usize::from) == Some(word))
            .map(|(i, _)| i)
    }

    /// The first dependent with exactly this relation.
    pub fn child(&self, word: usize, relation: Relation) -> Option<usize> {
        self.children(word)
            .find(|&child| self.words[child].relation == relation)
    }

    /// The words from `word` up to the root, both included.
    pub fn path_to_root(&self, word: usize) -> Vec<usize> {
        let mut path = vec![word];
        while let Some(head) = path.last().and_then(|&last| self.head(last)) {
            // A tree has no cycle; this guards against one built by hand.
            if path.len() > self.words.len() {
                break;
            }
            path.push(head);
        }
        path
    }

    /// The path between two words: up from `from` to the lowest common head and down to `to`, all included.
    pub fn path(&self, from: usize, to: usize) -> Vec<usize> {
        let up = self.path_to_root(from);
        let down = self.path_to_root(to);
        for (i, word) in up.iter().enumerate() {
            if let Some(j) = down.iter().position(|other| other == word) {
                let mut path = up[..=i].to_vec();
                path.extend(down[..j].iter().rev());
                return path;
            }
        }
        Vec::new()
    }

    /// Whether `word` hangs on `above`, directly or not. A word hangs on itself.
    pub fn is_under(&self, word: usize, above: usize) -> bool {
        self.path_to_root(word).contains(&above)
    }

    /// The word and all that hangs on it, in text order.
    pub fn subtree(&self, word: usize) -> Vec<usize> {
        (0..self.words.len())
            .filter(|&other| self.is_under(other, word))
            .collect()
    }

    /// From the first to the last byte of the subtree. In the rare crossing tree other words may lie between.
    pub fn subtree_span(&self, word: usize) -> Span {
        let mut whole = self.words[word].span;
        for part in self.subtree(word) {
            let span = self.words[part].span;
            whole.start = whole.start.min(span.start);
            whole.end = whole.end.max(span.end);
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "The army denied the attack": heads 1, 2, root, 4, 2.
    fn tree() -> Tree {
        let heads = [Some(1), Some(2), None, Some(4), Some(2)];
        let relations = [
            Relation::Det,
            Relation::Nsubj,
            Relation::Root,
            Relation::Det,
            Relation::Obj,
        ];
        Tree {
            words: heads
                .into_iter()
                .zip(relations)
                .enumerate()
                .map(|(i, (head, relation))| Word {
                    span: Span::new(5 * i, 5 * i + 4),
                    upos: Upos::X,
                    morph: Morph::default(),
                    lemma: String::new(),
                    head,
                    relation,
                })
                .collect(),
        }
    }

    #[test]
    fn the_tree_can_be_walked() {
        let tree = tree();
        assert_eq!(tree.root(), Some(2));
        assert_eq!(tree.children(2).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(tree.child(2, Relation::Obj), Some(4));
        assert_eq!(tree.child(2, Relation::Iobj), None);
        assert_eq!(tree.path(0, 3), [0, 1, 2, 4, 3]);
        assert_eq!(tree.path(0, 2), [0, 1, 2]);
        assert_eq!(tree.subtree(4), [3, 4]);
        assert_eq!(tree.subtree_span(1), Span::new(0, 9));
        assert!(tree.is_under(3, 2) && !tree.is_under(2, 3));
        assert_eq!(tree.head(99), None);
    }
}
