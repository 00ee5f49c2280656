//! A trained model as text, and back.
//!
//! A line for each number (`name`, mean, one over the deviation, a weight for each class), the bias, then for each forest its prior
//! and a line for each tree, its nodes in order: `feature<threshold>left` (right follows left) or `=value`. Marks are not stored: a
//! model that is to be stored is trained on pairs without them.

use super::boosting::{Boosted, Node, Tree};
use super::linear::Linear;
use super::{CLASSES, Trained};

/// Writes a model; `names` are those of its numbers.
pub fn write(model: &Trained, names: &[String]) -> String {
    let cells = |values: &[f32]| -> String {
        let cells: Vec<String> = values.iter().map(|v| format!("{v:.5}")).collect();
        cells.join("\t")
    };
    let linear = &model.linear;
    let mut text = String::new();
    for ((name, (mean, scale)), weights) in names.iter().zip(&linear.scale).zip(&linear.weights) {
        text.push_str(&format!(
            "number\t{name}\t{}\t{}\n",
            cells(&[*mean, *scale]),
            cells(weights)
        ));
    }
    text.push_str(&format!("bias\t{}\n", cells(&linear.bias)));
    for forest in &model.forests {
        text.push_str(&format!("forest\t{}\n", cells(&forest.prior)));
        for tree in forest.trees.iter().flatten() {
            let nodes: Vec<String> = tree
                .nodes
                .iter()
                .map(|node| match node {
                    Node::Split {
                        feature,
                        threshold,
                        left,
                        ..
                    } => format!("{feature}<{threshold}>{left}"),
                    Node::Leaf(value) => format!("={value:.5}"),
                })
                .collect();
            text.push_str(&format!("tree\t{}\n", nodes.join(" ")));
        }
    }
    text
}

/// The names of the numbers of a stored model, in their order.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter_map(|line| line.strip_prefix("number\t")?.split('\t').next())
}

/// Reads a model; none if the text is not one.
pub fn read(text: &str) -> Option<Trained> {
    let mut linear = Linear {
        scale: Vec::new(),
        rows: Default::default(),
        weights: Vec::new(),
        bias: [0.0; CLASSES],
    };
    let mut forests: Vec<Boosted> = Vec::new();
    let mut open: Vec<Tree> = Vec::new();
    for line in text.lines().filter(|l| !l.starts_with('#')) {
        let (what, rest) = line.split_once('\t')?;
        let values = |cells: &str| -> Option<Vec<f32>> {
            cells.split('\t').map(|c| c.parse().ok()).collect()
        };
        match what {
            "number" => {
                let (_, cells) = rest.split_once('\t')?;
                let [mean, scale, weights @ ..] = &values(cells)?[..] else {
                    return None;
                };
                linear.scale.push((*mean, *scale));
                linear.weights.push(weights.try_into().ok()?);
            }
            "bias" => linear.bias = values(rest)?.try_into().ok()?,
            "forest" => forests.push(Boosted {
                prior: values(rest)?.try_into().ok()?,
                trees: Vec::new(),
            }),
            "tree" => {
                let nodes: Option<Vec<Node>> = rest.split(' ').map(node).collect();
                open.push(Tree { nodes: nodes? });
                if open.len() == CLASSES {
                    let trees: [Tree; CLASSES] = std::mem::take(&mut open).try_into().ok()?;
                    forests.last_mut()?.trees.push(trees);
                }
            }
            _ => return None,
        }
    }
    (open.is_empty() && !forests.is_empty()).then_some(Trained { linear, forests })
}

fn node(text: &str) -> Option<Node> {
    if let Some(value) = text.strip_prefix('=') {
        return Some(Node::Leaf(value.parse().ok()?));
    }
    let (feature, rest) = text.split_once('<')?;
    let (threshold, left) = rest.split_once('>')?;
    Some(Node::Split {
        feature: feature.parse().ok()?,
        left: left.parse().ok()?,
        threshold: threshold.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgement::verdict::Relation;
    use crate::trained::Example;
    use crate::trained::features::Measured;

    #[test]
    fn a_model_that_was_written_and_read_answers_as_before() {
        let relations = [Relation::Agree, Relation::Contradict, Relation::Neither];
        let examples: Vec<Example> = (0..240)
            .map(|i| Example {
                measured: Measured {
                    numbers: vec![(i % 3) as f32, (i % 7) as f32, i as f32 / 240.0],
                    marks: Vec::new(),
                },
                relation: relations[i % 3],
                group: i.to_string(),
            })
            .collect();
        let model = Trained::with_forests(&examples.iter().collect::<Vec<_>>(), 1);
        let names: Vec<String> = ["sort", "day", "share"].map(String::from).into();
        let text = write(&model, &names);
        assert_eq!(
            super::names(&text).collect::<Vec<_>>(),
            ["sort", "day", "share"]
        );
        let again = read(&text).expect("what was written can be read");
        for example in &examples {
            let (x, y) = (
                model.probabilities(&example.measured),
                again.probabilities(&example.measured),
            );
            assert!(
                x.iter().zip(y).all(|(p, q)| (p - q).abs() < 1e-3),
                "{x:?} {y:?}"
            );
        }
    }

    #[test]
    fn what_is_no_model_is_not_read() {
        for text in [
            "",
            "number\tsort\t1",
            "bias\t0\t0",
            "forest\t0\t0\t0\ntree\t=0",
            "else\t1",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
