//! Questions that frames ask of a dependency tree: who depends on whom, which words belong together, what a name is.

use crate::parse::{Relation, Tree, Upos};
use crate::text::span::Span;

/// A parsed sentence with its children lists. Word indices are token indices.
pub struct Syntax<'a> {
    /// The article's text.
    pub text: &'a str,
    tree: &'a Tree,
    children: Vec<Vec<usize>>,
}

impl<'a> Syntax<'a> {
    /// Prepares a tree for questions. `O(n)`.
    pub fn new(text: &'a str, tree: &'a Tree) -> Self {
        let mut children = vec![Vec::new(); tree.words.len()];
        for (index, word) in tree.words.iter().enumerate() {
            if let Some(head) = word.head {
                children[head as usize].push(index);
            }
        }
        Syntax {
            text,
            tree,
            children,
        }
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
    pub fn children(&self, word: usize) -> &[usize] {
        &self.children[word]
    }

    /// The first dependent with one of the relations.
    pub fn child(&self, word: usize, relations: &[Relation]) -> Option<usize> {
        self.children[word]
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
        self.children[word]
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
                self.children[found[next]]
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
    pub fn phrase(&self, word: usize) -> Vec<usize> {
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
                    && is_bound(self.form(c), self.form(c + 1)))
        })
    }

    /// The phrase as written, without articles and prepositions at its edges.
    pub fn phrase_text(&self, word: usize) -> &'a str {
        self.phrase_span(word).of(self.text)
    }

    /// The span of [`Syntax::phrase_text`].
    pub fn phrase_span(&self, word: usize) -> Span {
        let mut words = self.phrase(word);
        // The mark of the phrase itself; those inside it ("Mr. Obama's reputation") stay.
        words.retain(|&w| !(self.is_possessive_mark(w) && self.head(w) == Some(word)));
        // "at least three people" keeps its "at", "at the least" not.
        let at_edge = |w: usize| match self.upos(w) {
            Upos::Det | Upos::Punct => true,
            // "not a gift": what the clause says of the gift.
            Upos::Part => w != word,
            Upos::Adp => w + 1 >= self.len() || !is_bound(self.form(w), self.form(w + 1)),
            _ => false,
        };
        let start = words.iter().copied().find(|&w| !at_edge(w)).unwrap_or(word);
        let kept: Vec<usize> = words.into_iter().filter(|&w| w >= start).collect();
        self.span(&kept)
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

/// "at least", "up to": a preposition that belongs to the number behind it.
fn is_bound(first: &str, second: &str) -> bool {
    let second = second.to_lowercase();
    matches!(
        (first.to_lowercase().as_str(), second.as_str()),
        ("at", "least" | "most") | ("up", "to") | ("in", "excess")
    )
}
