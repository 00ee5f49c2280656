//! Questions that frames ask of a dependency tree: who depends on whom, which words belong together, what a name is.

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_hash::FxHasher;

use crate::parse::{Relation, Tree, Upos};
use crate::text::span::Span;
use crate::text::term::{TermKey, key_of};

/// What is asked of a sentence for every pair that it stands in, worked out once.
#[derive(Debug, Clone)]
pub struct Shape {
    /// The dependents of all words, those of one word together and in order.
    children: Vec<usize>,
    /// For each word where its dependents begin in `children`; and the end.
    first_child: Vec<u32>,
    /// The forms of all words in lower case, one after the other.
    lower: String,
    /// Where each of them ends.
    lower_ends: Vec<u32>,
    /// The identity of each word's stem.
    keys: Vec<TermKey>,
    /// A hash of each word's lemma.
    lemmas: Vec<u64>,
    /// [`Syntax::phrase`] of each word, once it was asked for.
    phrases: Vec<OnceLock<Box<[usize]>>>,
}

impl Shape {
    /// Works it out. `O(n)`.
    pub fn new(text: &str, tree: &Tree) -> Self {
        let words = tree.words.len();
        let mut first_child = vec![0u32; words + 1];
        for head in tree.words.iter().filter_map(|word| word.head) {
            first_child[head as usize + 1] += 1;
        }
        for word in 0..words {
            first_child[word + 1] += first_child[word];
        }
        let mut next = first_child.clone();
        let mut children = vec![0; first_child[words] as usize];
        let mut lower = String::with_capacity(words * 6);
        let mut lower_ends = Vec::with_capacity(words);
        for (index, word) in tree.words.iter().enumerate() {
            if let Some(head) = word.head {
                let place = &mut next[head as usize];
                children[*place as usize] = index;
                *place += 1;
            }
            lower.push_str(&word.span.of(text).to_lowercase());
            lower_ends.push(lower.len() as u32);
        }
        lower.shrink_to_fit();
        Shape {
            children,
            first_child,
            lower,
            lower_ends,
            keys: tree.words.iter().map(|w| key_of(w.span.of(text))).collect(),
            lemmas: tree.words.iter().map(|w| lemma_hash(&w.lemma)).collect(),
            phrases: vec![OnceLock::new(); words],
        }
    }
}

/// The hash by which lemmas are told apart in tables, the same in every run.
pub fn lemma_hash(lemma: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(lemma.as_bytes());
    hasher.finish()
}

/// A parsed sentence with all that can be asked of it. Word indices are token indices.
#[derive(Clone, Copy)]
pub struct Syntax<'a> {
    /// The article's text.
    pub text: &'a str,
    tree: &'a Tree,
    shape: &'a Shape,
}

impl<'a> Syntax<'a> {
    /// Questions to a tree; the shape must be that of the same text and tree.
    pub fn new(text: &'a str, tree: &'a Tree, shape: &'a Shape) -> Self {
        Syntax { text, tree, shape }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.tree.words.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tree.words.is_empty()
    }

    /// The lower-cased lemma.
    pub fn lemma(&self, word: usize) -> &'a str {
        &self.tree.words[word].lemma
    }

    /// The word as written.
    pub fn form(&self, word: usize) -> &'a str {
        self.tree.words[word].span.of(self.text)
    }

    /// The word in lower case.
    pub fn lower(&self, word: usize) -> &'a str {
        let ends = &self.shape.lower_ends;
        let start = word.checked_sub(1).map_or(0, |before| ends[before]);
        &self.shape.lower[start as usize..ends[word] as usize]
    }

    /// The identity of its stem: [`key_of`] of the word as written.
    pub fn key(&self, word: usize) -> TermKey {
        self.shape.keys[word]
    }

    /// The [`lemma_hash`] of its lemma.
    pub fn lemma_hash(&self, word: usize) -> u64 {
        self.shape.lemmas[word]
    }

    /// Its part of speech.
    pub fn upos(&self, word: usize) -> Upos {
        self.tree.words[word].upos
    }

    /// Its relation to its head.
    pub fn relation(&self, word: usize) -> Relation {
        self.tree.words[word].relation
    }

    /// Whether its features call it a passive participle.
    pub fn is_passive_participle(&self, word: usize) -> bool {
        self.tree.words[word].morph.passive
    }

    /// Its morphology.
    pub fn morph(&self, word: usize) -> crate::parse::Morph {
        self.tree.words[word].morph
    }

    /// Its head; none for the root.
    pub fn head(&self, word: usize) -> Option<usize> {
        self.tree.words[word].head.map(usize::from)
    }

    /// Its dependents, in order.
    pub fn children(&self, word: usize) -> &'a [usize] {
        let first = &self.shape.first_child;
        &self.shape.children[first[word] as usize..first[word + 1] as usize]
    }

    /// The first dependent with one of the relations.
    pub fn child(&self, word: usize, relations: &[Relation]) -> Option<usize> {
        self.children(word)
            .iter()
            .copied()
            .find(|&c| relations.contains(&self.relation(c)))
    }

    /// All dependents with one of the relations.
    pub fn children_with<'s>(
        &'s self,
        word: usize,
        relations: &'s [Relation],
    ) -> impl Iterator<Item = usize> + 's {
        self.children(word)
            .iter()
            .copied()
            .filter(move |&c| relations.contains(&self.relation(c)))
    }

    /// The heads of a word, nearest first. Bounded, so that a broken tree cannot loop.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(word), |&w| self.head(w)).take(self.len())
    }

    /// The word and everything below it, in text order.
    pub fn subtree(&self, word: usize) -> Vec<usize> {
        self.subtree_without(word, |_| false)
    }

    /// The word and everything below it, leaving out branches whose top is `cut`.
    pub fn subtree_without(&self, word: usize, cut: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = vec![word];
        let mut next = 0;
        while next < found.len() && found.len() <= self.len() {
            found.extend(
                self.children(found[next])
                    .iter()
                    .copied()
                    .filter(|&c| !cut(c)),
            );
            next += 1;
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The span from the first to the last of `words`; empty for none.
    pub fn span(&self, words: &[usize]) -> Span {
        let (first, last) = (words.iter().min(), words.iter().max());
        match (first, last) {
            (Some(&first), Some(&last)) => Span {
                start: self.tree.words[first].span.start,
                end: self.tree.words[last].span.end,
            },
            _ => Span { start: 0, end: 0 },
        }
    }

    /// The span of one word.
    pub fn word_span(&self, word: usize) -> Span {
        self.tree.words[word].span
    }

    /// The preposition of a nominal, lower-cased; fixed ones joined ("because of", "according to").
    pub fn preposition(&self, word: usize) -> Option<String> {
        let case = self.child(word, &[Relation::Case])?;
        let mut form = self.form(case).to_lowercase();
        for part in self.children_with(case, &[Relation::Fixed]) {
            form.push(' ');
            form.push_str(&self.form(part).to_lowercase());
        }
        Some(form)
    }

    /// The members of a coordination that begins at `word`.
    pub fn coordinated(&self, word: usize) -> Vec<usize> {
        let mut found = vec![word];
        found.extend(self.children_with(word, &[Relation::Conj]));
        found
    }

    /// The words of a noun phrase without its relative clauses, appositions and coordinated members: what names the thing.
    pub fn phrase(&self, word: usize) -> &'a [usize] {
        self.shape.phrases[word].get_or_init(|| self.worked_out_phrase(word).into())
    }

    fn worked_out_phrase(&self, word: usize) -> Vec<usize> {
        self.subtree_without(word, |c| {
            matches!(
                self.relation(c),
                Relation::AclRelcl
                    | Relation::Acl
                    | Relation::Appos
                    | Relation::Conj
                    | Relation::Cc
                    | Relation::Parataxis
                    | Relation::Punct
                    | Relation::Case
                    | Relation::Advcl
                    | Relation::Cop
                    | Relation::Nsubj
                    | Relation::Mark
                    | Relation::Aux
                    | Relation::AuxPass
                    | Relation::NsubjPass
                    | Relation::NsubjOuter
                    | Relation::Csubj
                    | Relation::Ccomp
                    | Relation::Expl
                    | Relation::List
            ) && !self.is_possessive_mark(c)
                && !(self.relation(c) == Relation::Case
                    && c + 1 < self.len()
                    && is_bound(self.lower(c), self.lower(c + 1)))
        })
    }

    /// The phrase as written, without articles and prepositions at its edges.
    pub fn phrase_text(&self, word: usize) -> &'a str {
        self.phrase_span(word).of(self.text)
    }

    /// The span of [`Syntax::phrase_text`].
    pub fn phrase_span(&self, word: usize) -> Span {
        // The mark of the phrase itself goes; those inside it ("Mr. Obama's reputation") stay.
        let own_mark = |w: usize| self.is_possessive_mark(w) && self.head(w) == Some(word);
        let words = || self.phrase(word).iter().copied().filter(|&w| !own_mark(w));
        // "at least three people" keeps its "at", "at the least" not.
        let at_edge = |w: usize| match self.upos(w) {
            Upos::Det | Upos::Punct => true,
            // "not a gift": what the clause says of the gift.
            Upos::Part => w != word,
            Upos::Adp => w + 1 >= self.len() || !is_bound(self.lower(w), self.lower(w + 1)),
            _ => false,
        };
        let start = words().find(|&w| !at_edge(w)).unwrap_or(word);
        let mut kept = words().filter(|&w| w >= start);
        let Some(first) = kept.next() else {
            return Span { start: 0, end: 0 };
        };
        // In text order, so the last is the end.
        let last = kept.next_back().unwrap_or(first);
        self.span(&[first, last])
    }

    /// Whether a word is the mark of a possessive: "'s", "'".
    fn is_possessive_mark(&self, word: usize) -> bool {
        self.relation(word) == Relation::Case
            && matches!(self.form(word), "'s" | "’s" | "'" | "’" | "´s" | "`s")
    }

    /// Whether the word is a noun, name or pronoun.
    pub fn is_nominal(&self, word: usize) -> bool {
        matches!(
            self.upos(word),
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num
        )
    }

    /// Whether `word` lies at or below `top`.
    pub fn is_below(&self, word: usize, top: usize) -> bool {
        word == top || self.ancestors(word).any(|a| a == top)
    }
}

/// "at least", "up to": a preposition that belongs to the number behind it. Both in lower case.
fn is_bound(first: &str, second: &str) -> bool {
    matches!(
        (first, second),
        ("at", "least" | "most") | ("up", "to") | ("in", "excess")
    )
}
