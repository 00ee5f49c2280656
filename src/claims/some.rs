//! Some claims of an article taken apart, with as few of the others parsed as the speakers of these ask for.
//!
//! Parsing is what takes the time of a large comparison, and where claims are many, most of an article's stand in no pair. But "he said" is
//! understood from what stands before. Mostly from little: so the sentences just before are read, and more of them only where the tracker says
//! that what it made of these might be otherwise with more ([`SpeakerTracker::is_sure`]).

use rustc_hash::FxHashMap;

use super::detail::{Detail, Parsed};
use super::speaker::{Speaker, SpeakerTracker};
use super::when::anchor_day;
use super::{ClaimId, Claims};
use crate::article::{ArticleId, Corpus};

/// Sentences that are read before a claim, until its speaker is sure. If these are not enough, the article is read from its beginning.
const BEFORE: [usize; 3] = [0, 3, 10];

/// The wanted claims of an article taken apart, in order: the same as if all were.
pub fn some_details(
    corpus: &Corpus,
    claims: &Claims,
    article: ArticleId,
    wanted: impl Fn(ClaimId) -> bool,
) -> Vec<(ClaimId, Detail)> {
    let source = corpus.article(article);
    let anchor = anchor_day(source);
    let mut reading = Reading {
        text: &source.text,
        claims,
        all: claims.of_article(article).collect(),
        parsed: FxHashMap::default(),
        tracker: SpeakerTracker::new(&source.text),
        whole: None,
    };
    let wanted: Vec<ClaimId> = claims.of_article(article).filter(|c| wanted(*c)).collect();
    let spoken: Vec<Spoken> = wanted.iter().map(|claim| reading.speaker(*claim)).collect();
    wanted
        .into_iter()
        .zip(spoken)
        .filter_map(|(claim, spoken)| {
            let parsed = reading.parsed.remove(&claim)?;
            let detail = Detail::of_parsed(&source.text, parsed, anchor, spoken);
            Some((claim, detail))
        })
        .collect()
}

/// Who speaks, and by which attribution.
type Spoken = (Option<Speaker>, Option<usize>);

/// An article that is being read.
struct Reading<'a> {
    text: &'a str,
    claims: &'a Claims,
    all: Vec<ClaimId>,
    /// The claims that were parsed so far.
    parsed: FxHashMap<ClaimId, Parsed>,
    /// Reads stretches of the article.
    tracker: SpeakerTracker,
    /// Reads it from the beginning, if that was needed, with the place in `all` of the claim that comes next.
    whole: Option<(SpeakerTracker, usize)>,
}

impl Reading<'_> {
    /// Who speaks in a claim that lies behind those asked for before.
    fn speaker(&mut self, claim: ClaimId) -> Spoken {
        let place = self.all.partition_point(|c| *c < claim);
        let target = self.tracker.index_of(self.claims.get(claim).sentence);
        let is_near = self
            .whole
            .as_ref()
            .is_some_and(|(_, next)| next + 1 >= place);
        if !is_near {
            for before in BEFORE {
                let from = target.saturating_sub(before);
                self.tracker.begin_at(from);
                let first = self.all[..place]
                    .iter()
                    .rposition(|c| self.tracker.index_of(self.claims.get(*c).sentence) < from)
                    .map_or(0, |before| before + 1);
                let spoken = read(
                    self.text,
                    self.claims,
                    &self.all[first..=place],
                    &mut self.parsed,
                    &mut self.tracker,
                );
                if self.tracker.is_sure() {
                    return spoken;
                }
            }
        }
        let (tracker, next) = self
            .whole
            .get_or_insert_with(|| (SpeakerTracker::new(self.text), 0));
        let from = std::mem::replace(next, place + 1);
        read(
            self.text,
            self.claims,
            &self.all[from..=place],
            &mut self.parsed,
            tracker,
        )
    }
}

/// Reads claims that follow on each other; who speaks in the last of them.
fn read(
    text: &str,
    claims: &Claims,
    stretch: &[ClaimId],
    parsed: &mut FxHashMap<ClaimId, Parsed>,
    tracker: &mut SpeakerTracker,
) -> Spoken {
    let mut spoken = (None, None);
    for &claim in stretch {
        let sentence = claims.get(claim).sentence;
        let parsed = parsed.entry(claim);
        let parsed = parsed.or_insert_with(|| Parsed::new(text, sentence));
        spoken = parsed.speaker(text, tracker);
    }
    spoken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{ReadOptions, read as read_files};
    use crate::pipeline::article_details;
    use std::path::Path;

    /// All claims of all articles taken apart, and every `step`th from `first` on by itself.
    fn check(folder: &str, first: usize, step: usize) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let inputs = [folder.to_string_lossy().into_owned()];
        let (corpus, _) =
            read_files(&inputs, &ReadOptions::default()).expect("the corpus is there");
        let claims = Claims::extract(&corpus);
        assert!(claims.len() > 100);
        for article in (0..corpus.len() as u32).map(ArticleId) {
            let all = article_details(&corpus, &claims, article, None);
            let wanted = |claim: ClaimId| claim.index() % step == first;
            let some = some_details(&corpus, &claims, article, wanted);
            let of_all: Vec<_> = all.into_iter().filter(|(c, _)| wanted(*c)).collect();
            assert_eq!(some.len(), of_all.len());
            for ((claim, ours), (same, theirs)) in some.iter().zip(&of_all) {
                assert_eq!(claim, same);
                let sentence = ours.sentence.of(&corpus.article(article).text);
                assert_eq!(ours.speaker, theirs.speaker, "{sentence}");
                assert_eq!(ours.main_attribution, theirs.main_attribution, "{sentence}");
                assert_eq!(ours.tree, theirs.tree);
                assert_eq!(ours.quantities.len(), theirs.quantities.len());
            }
        }
    }

    #[test]
    fn claims_taken_apart_by_themselves_are_as_if_all_were() {
        for folder in [
            "corpora/aleppo-gas",
            "corpora/tidewell-takeover",
            "corpora/orsava-earthquake",
        ] {
            for (first, step) in [(0, 1), (0, 2), (2, 5), (7, 11)] {
                check(folder, first, step);
            }
        }
    }
}
