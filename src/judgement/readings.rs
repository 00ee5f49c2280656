//! What the rules read in one claim alone, worked out at the first question and kept: a claim stands in many pairs.

use std::sync::OnceLock;

use super::cause::{Causal, Content};
use super::doer::Doing;
use super::identity::Identity;
use super::opposition::Contest;
use super::pair::Side;

/// What has been read in a claim so far. It belongs to the claim that it was first asked of; another needs its own.
#[derive(Debug, Default)]
pub struct Readings {
    doings: OnceLock<Vec<Doing>>,
    causals: OnceLock<Vec<Causal>>,
    contents: OnceLock<Vec<Content>>,
    identities: OnceLock<Vec<Identity>>,
    contests: OnceLock<Vec<Contest>>,
    places: OnceLock<Places>,
}

/// The places of a claim, and its words as they are looked for in another.
#[derive(Debug)]
pub(super) struct Places {
    /// The lower-cased words of each place that are long enough to be looked for.
    pub names: Vec<Vec<String>>,
    /// The lower-cased sentence.
    pub sentence: String,
}

impl Side<'_> {
    /// Who is said to have done what.
    pub(super) fn doings(&self) -> &[Doing] {
        self.readings
            .doings
            .get_or_init(|| super::doer::doings(self))
    }

    /// What is said to have brought about what.
    pub(super) fn causals(&self) -> &[Causal] {
        self.readings
            .causals
            .get_or_init(|| super::cause::causals(self))
    }

    /// What is said to be in what.
    pub(super) fn contents(&self) -> &[Content] {
        self.readings
            .contents
            .get_or_init(|| super::cause::contents(self))
    }

    /// Who or what something is said to be.
    pub(super) fn identities(&self) -> &[Identity] {
        self.readings
            .identities
            .get_or_init(|| super::identity::identities(self))
    }

    /// Who is said to have beaten whom.
    pub(super) fn contests(&self) -> &[Contest] {
        self.readings
            .contests
            .get_or_init(|| super::opposition::contests(self))
    }

    /// Where it is said to have happened.
    pub(super) fn places(&self) -> &Places {
        self.readings.places.get_or_init(|| {
            let words = |place: &String| {
                let words = place.split_whitespace().filter(|w| w.len() > 2);
                words.map(str::to_lowercase).collect()
            };
            Places {
                names: self.detail.places(self.text).iter().map(words).collect(),
                sentence: self.detail.sentence.of(self.text).to_lowercase(),
            }
        })
    }
}
