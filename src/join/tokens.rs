//! Records as lists of token ids, the form on which the token joins work.
//!
//! Texts or ids of the caller come in; out comes one flat array in which every record is a sorted run of ranks. Rank 0 is the rarest
//! token of all records, so the head of a record is what it shares with the fewest others: the prefix that the joins look up.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::words::{Dictionary, Word, for_each_run};

/// Texts per unit of parallel work when texts are in memory already.
const TEXTS_PER_BLOCK: usize = 4096;

/// What becomes of a token that occurs several times in one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeats {
    /// It counts once: records are sets.
    Drop,
    /// It counts as often as it occurs: records are bags.
    Keep,
}

/// Records as sorted lists of token ranks, rarest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenLists {
    ranks: Vec<u32>,
    /// Where each record ends in `ranks`.
    ends: Vec<usize>,
    /// In how many records each rank occurs; it never falls.
    frequencies: Vec<u32>,
    repeats: Repeats,
}

impl TokenLists {
    /// Splits texts into lower-cased words on all threads.
    pub fn from_texts<S: AsRef<str> + Sync>(texts: &[S], repeats: Repeats) -> Self {
        let blocks: Vec<_> = texts.chunks(TEXTS_PER_BLOCK).collect();
        let workers = super::tasks::run_all(
            blocks.len(),
            || Tokenizer::new(repeats),
            |tokenizer, task| {
                tokenizer.begin_block(task);
                for text in blocks[task] {
                    tokenizer.add(text.as_ref());
                }
            },
        );
        Self::assemble(workers)
    }

    /// Takes records as lists of the caller's own token ids, in any order and with any repeats.
    ///
    /// ```
    /// use rashomon::join::{jaccard, Repeats, TokenLists};
    /// let lists = TokenLists::from_ids(&[vec![7, 90, 8], vec![8, 7], vec![1]], Repeats::Drop);
    /// let pairs = jaccard(&lists, "0.6".parse().unwrap(), &|_, _| true);
    /// assert_eq!((pairs[0].a, pairs[0].b, pairs.len()), (0, 1, 1));
    /// ```
    pub fn from_ids<L: AsRef<[u32]>>(lists: &[L], repeats: Repeats) -> Self {
        let mut dense: FxHashMap<u32, u32> = FxHashMap::default();
        let mut originals = Vec::new();
        let mut store = Store::default();
        let mut counter = FrequencyCounter::default();
        for list in lists {
            for &original in list.as_ref() {
                let id = *dense.entry(original).or_insert_with(|| {
                    originals.push(original);
                    originals.len() as u32 - 1
                });
                if counter.is_first_in_record(id) || repeats == Repeats::Keep {
                    store.ids.push(id);
                }
            }
            store.end_record();
            counter.next_record();
        }
        let (rank_of, frequencies) = rank_rare_first(&originals, &counter.frequencies);
        store.rank(&rank_of);
        TokenLists {
            ranks: store.ids,
            ends: store.ends,
            frequencies,
            repeats,
        }
    }

    /// Puts together what several tokenizers read.
    ///
    /// The result depends on the texts and the places of their blocks alone, not on which tokenizer read which block.
    pub fn assemble(tokenizers: Vec<Tokenizer>) -> Self {
        let repeats = tokenizers
            .first()
            .map_or(Repeats::Drop, |tokenizer| tokenizer.repeats);
        let mut ids_of_words: FxHashMap<Word, u32> = FxHashMap::default();
        let mut words: Vec<Word> = Vec::new();
        let mut frequencies: Vec<u32> = Vec::new();
        let mut stores: Vec<(Store, Vec<u32>)> = Vec::new();
        let mut blocks = Vec::new();
        let several = tokenizers.len() > 1;
        for (worker, tokenizer) in tokenizers.into_iter().enumerate() {
            let local = tokenizer.dictionary.into_words();
            let mut globals = Vec::with_capacity(local.len());
            for (word, frequency) in local.into_iter().zip(tokenizer.counter.frequencies) {
                let known = if several {
                    let next = words.len() as u32;
                    *ids_of_words.entry(word.clone()).or_insert(next)
                } else {
                    words.len() as u32
                };
                if known as usize == words.len() {
                    words.push(word);
                    frequencies.push(0);
                }
                frequencies[known as usize] += frequency;
                globals.push(known);
            }
            let ends = tokenizer.blocks.iter().skip(1).map(|block| block.start);
            let ends = ends.chain([tokenizer.store.ends.len()]);
            blocks.extend(tokenizer.blocks.iter().zip(ends).map(|(block, end)| {
                let records = block.start..end;
                (block.place, worker, records)
            }));
            stores.push((tokenizer.store, globals));
        }
        drop(ids_of_words);
        let (rank_of, frequencies) = rank_rare_first(&words, &frequencies);
        drop(words);
        stores.par_iter_mut().for_each(|(store, globals)| {
            for id in globals.iter_mut() {
                *id = rank_of[*id as usize];
            }
            store.rank(globals);
        });
        let mut lists = TokenLists {
            ranks: Vec::new(),
            ends: Vec::new(),
            frequencies,
            repeats,
        };
        if stores.len() == 1 && blocks.is_sorted_by_key(|(place, _, _)| *place) {
            // One worker that read everything in order already has what is wanted.
            if let Some((store, _)) = stores.pop() {
                lists.ranks = store.ids;
                lists.ends = store.ends;
            }
            return lists;
        }
        blocks.sort_unstable_by_key(|(place, _, _)| *place);
        let total = stores.iter().map(|(store, _)| store.ids.len()).sum();
        lists.ranks.reserve_exact(total);
        for (_, worker, records) in blocks {
            stores[worker].0.copy_to(records, &mut lists);
        }
        lists
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no records.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The ranks of one record in ascending order, so the rarest token comes first.
    ///
    /// # Panics
    /// When there is no such record.
    #[inline]
    pub fn record(&self, index: usize) -> &[u32] {
        &self.ranks[self.start(index)..self.ends[index]]
    }

    /// In how many records each rank occurs.
    pub fn frequencies(&self) -> &[u32] {
        &self.frequencies
    }

    /// Whether records are sets or bags.
    pub fn repeats(&self) -> Repeats {
        self.repeats
    }

    /// The same records with every token once.
    pub fn to_sets(&self) -> TokenLists {
        let mut sets = TokenLists {
            ranks: Vec::with_capacity(self.ranks.len()),
            ends: Vec::with_capacity(self.ends.len()),
            frequencies: self.frequencies.clone(),
            repeats: Repeats::Drop,
        };
        for index in 0..self.len() {
            let record = self.record(index);
            for (at, &rank) in record.iter().enumerate() {
                if at == 0 || record[at - 1] != rank {
                    sets.ranks.push(rank);
                }
            }
            sets.ends.push(sets.ranks.len());
        }
        sets
    }

    #[inline]
    pub(super) fn start(&self, index: usize) -> usize {
        if index == 0 { 0 } else { self.ends[index - 1] }
    }

    /// All records behind one another, for look-ups by [`start`](Self::start).
    #[inline]
    pub(super) fn flat(&self) -> &[u32] {
        &self.ranks
    }
}

/// One worker's way from texts to numbers; several may read one file in turns and are put together by [`TokenLists::assemble`].
pub struct Tokenizer {
    dictionary: Dictionary,
    counter: FrequencyCounter,
    store: Store,
    blocks: Vec<BlockStart>,
    repeats: Repeats,
}

/// Where a block of the input begins in the store of a tokenizer.
struct BlockStart {
    place: usize,
    start: usize,
}

impl Tokenizer {
    /// A worker that knows no word yet.
    pub fn new(repeats: Repeats) -> Self {
        Tokenizer {
            dictionary: Dictionary::default(),
            counter: FrequencyCounter::default(),
            store: Store::default(),
            blocks: Vec::new(),
            repeats,
        }
    }

    /// Says that the next records are the block at this place of the input; records before the first block are lost.
    pub fn begin_block(&mut self, place: usize) {
        self.blocks.push(BlockStart {
            place,
            start: self.store.ends.len(),
        });
    }

    /// Adds one record to the current block.
    pub fn add(&mut self, text: &str) {
        for_each_run(text, |run| {
            let id = self.dictionary.id_of(text, run);
            if self.counter.is_first_in_record(id) || self.repeats == Repeats::Keep {
                self.store.ids.push(id);
            }
        });
        self.store.end_record();
        self.counter.next_record();
    }
}

/// Records in the numbers of one worker, all in one array: a large one grows in place and goes back to the system when it is done with.
#[derive(Default)]
struct Store {
    ids: Vec<u32>,
    ends: Vec<usize>,
}

impl Store {
    fn end_record(&mut self) {
        self.ends.push(self.ids.len());
    }

    /// Replaces ids by ranks and sorts each record.
    fn rank(&mut self, rank_of: &[u32]) {
        for id in &mut self.ids {
            *id = rank_of[*id as usize];
        }
        let mut start = 0;
        for &end in &self.ends {
            self.ids[start..end].sort_unstable();
            start = end;
        }
    }

    fn copy_to(&self, records: std::ops::Range<usize>, lists: &mut TokenLists) {
        let start = match records.start {
            0 => 0,
            first => self.ends[first - 1],
        };
        let base = lists.ranks.len();
        let ends = &self.ends[records];
        let end = ends.last().copied().unwrap_or(start);
        lists.ranks.extend_from_slice(&self.ids[start..end]);
        lists.ends.extend(ends.iter().map(|end| base + end - start));
    }
}

/// Counts in how many records each token occurs, and tells first occurrences from repeats.
#[derive(Default)]
struct FrequencyCounter {
    frequencies: Vec<u32>,
    /// The number of the record, from 1, in which a token was seen last.
    last_seen: Vec<u32>,
    records: u32,
}

impl FrequencyCounter {
    #[inline]
    fn is_first_in_record(&mut self, id: u32) -> bool {
        let id = id as usize;
        if id == self.frequencies.len() {
            self.frequencies.push(0);
            self.last_seen.push(0);
        }
        let is_first = self.last_seen[id] != self.records + 1;
        if is_first {
            self.last_seen[id] = self.records + 1;
            self.frequencies[id] += 1;
        }
        is_first
    }

    fn next_record(&mut self) {
        self.records += 1;
    }
}

/// The rank of each id and the frequency of each rank; equally frequent tokens are ordered by name.
fn rank_rare_first<N: Ord + Sync>(names: &[N], frequencies: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut by_rank: Vec<u32> = (0..names.len() as u32).collect();
    by_rank.par_sort_unstable_by(|&a, &b| {
        let (a, b) = (a as usize, b as usize);
        (frequencies[a], &names[a]).cmp(&(frequencies[b], &names[b]))
    });
    let mut rank_of = vec![0; names.len()];
    for (rank, &id) in by_rank.iter().enumerate() {
        rank_of[id as usize] = rank as u32;
    }
    let by_rank = by_rank
        .into_iter()
        .map(|id| frequencies[id as usize])
        .collect();
    (rank_of, by_rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: &[&str] = &["the cat the dog", "the dog", "", "The CAT sat", "zebra"];

    #[test]
    fn rare_words_get_low_ranks_and_equal_ones_follow_the_alphabet() {
        let sets = TokenLists::from_texts(TEXTS, Repeats::Drop);
        // sat 1, zebra 1, cat 2, dog 2, the 3.
        assert_eq!(sets.frequencies(), [1, 1, 2, 2, 3]);
        let records: Vec<_> = (0..sets.len()).map(|index| sets.record(index)).collect();
        assert_eq!(records, [&[2, 3, 4][..], &[3, 4], &[], &[0, 2, 4], &[1]]);
    }

    #[test]
    fn bags_keep_repeats_and_become_sets_on_request() {
        let bags = TokenLists::from_texts(TEXTS, Repeats::Keep);
        assert_eq!(bags.record(0), [2, 3, 4, 4]);
        assert_eq!(bags.to_sets(), TokenLists::from_texts(TEXTS, Repeats::Drop));
    }

    #[test]
    fn the_split_among_workers_does_not_show() {
        let whole = TokenLists::from_texts(TEXTS, Repeats::Keep);
        let mut first = Tokenizer::new(Repeats::Keep);
        let mut second = Tokenizer::new(Repeats::Keep);
        first.begin_block(2);
        first.add(TEXTS[3]);
        first.add(TEXTS[4]);
        second.begin_block(1);
        second.add(TEXTS[1]);
        second.add(TEXTS[2]);
        first.begin_block(0);
        first.add(TEXTS[0]);
        assert_eq!(TokenLists::assemble(vec![second, first]), whole);
    }

    #[test]
    fn ids_of_the_caller_are_ranked_like_words() {
        let ids = [
            vec![9, 5, 9, 7],
            vec![9, 7],
            vec![],
            vec![9, 5, 900],
            vec![u32::MAX],
        ];
        let lists = TokenLists::from_ids(&ids, Repeats::Drop);
        assert_eq!(lists.frequencies(), [1, 1, 2, 2, 3]);
        assert_eq!(lists.record(0), [2, 3, 4]);
        assert_eq!(lists.record(3), [0, 2, 4]);
    }
}
