//! `eval --train`, `eval --cross`: what a model answers that was trained on labelled pairs of the user's.

use rashomon::article::Corpus;
use rashomon::error::Error;
use rashomon::judgement::verdict::Relation;
use rashomon::sentence_pairs::{Sentence, measure_pairs};
use rashomon::trained::features::{Measured, encoded, measure};
use rashomon::trained::{Example, Probabilities, Trained, cross_validated};

use super::super::pair_file::{self, PairFile};
use super::{Args, labelled};

/// The answers of a trained model.
pub struct Learned {
    /// For each pair of the file that has a known label: agree, contradict, neither.
    pub probabilities: Vec<Probabilities>,
    /// What answered.
    pub note: String,
}

/// Trains and answers as the arguments ask; none if they ask for the shipped judge.
pub fn probabilities(
    args: &Args,
    file: &PairFile,
    relations: &[Option<Relation>],
    corpus: &Corpus,
) -> Result<Option<Learned>, Error> {
    let group = args.group.as_deref();
    if let Some(folds) = args.cross {
        let examples = examples(file, relations, corpus, group);
        return Ok(Some(Learned {
            probabilities: cross_validated(&examples, usize::from(folds)),
            note: format!(
                "a model trained on this data set, not the shipped judge: {folds}-fold cross-validation over {} pairs{}\n",
                examples.len(),
                group.map_or(String::new(), |g| format!(", grouped by {g}"))
            ),
        }));
    }
    let Some(path) = &args.train else {
        return Ok(None);
    };
    let teachers = pair_file::read(path)?;
    let labels = labelled(path, &teachers)?;
    let taught = examples(&teachers, &labels.relations, corpus, group);
    let trained = Trained::fit(&taught.iter().collect::<Vec<_>>());
    let asked = measured(file, relations, corpus);
    Ok(Some(Learned {
        probabilities: asked.iter().map(|m| trained.probabilities(m)).collect(),
        note: format!(
            "a model trained on {} pairs of {path}, not the shipped judge\n",
            taught.len()
        ),
    }))
}

/// The pairs with a known label, measured.
fn measured(file: &PairFile, relations: &[Option<Relation>], corpus: &Corpus) -> Vec<Measured> {
    let pairs: Vec<(Sentence, Sentence)> = file
        .pairs
        .iter()
        .zip(relations)
        .filter(|(_, relation)| relation.is_some())
        .map(|(p, _)| (p.a.clone(), p.b.clone()))
        .collect();
    measure_pairs(&pairs, corpus, |pair, said| {
        measure(pair, said).with_reading(encoded(pair))
    })
}

/// The pairs with a known label as a model learns them; without a group each is its own.
fn examples(
    file: &PairFile,
    relations: &[Option<Relation>],
    corpus: &Corpus,
    group: Option<&str>,
) -> Vec<Example> {
    let known = file.pairs.iter().zip(relations).enumerate();
    let known = known.filter_map(|(i, (pair, relation))| Some((i, pair, (*relation)?)));
    let measured = measured(file, relations, corpus);
    known
        .zip(measured)
        .map(|((i, pair, relation), measured)| Example {
            measured,
            relation,
            group: group
                .and_then(|name| pair.field(name))
                .unwrap_or_else(|| format!("#{i}")),
        })
        .collect()
}
